"""What the browser says in words: the count beside the query, notices, and the bar of keys."""

from __future__ import annotations

from collections.abc import Mapping, Set

from rich.text import Text

from newscli.browse.finding import Findings
from newscli.browse.keys import MODES
from newscli.browse.paper import Paper
from newscli.screen.answers import likenesses
from newscli.screen.facts import taken_for
from newscli.screen.measure import cells
from newscli.screen.sheet import Sheet, separated, together
from newscli.screen.wrapping import wrapped

GAP = "   "
LONGEST_HINT = 24  # cells: a source may have a long name
LONGEST_REPAIRS = 3  # of the width, as a divisor: the query itself has to stay in view


def count(sheet: Sheet, found: Findings) -> Text:
    """`≈ Kremlin  3/11`: how words were taken, how many articles match, and how many there are."""
    total = f"{found.articles:,}"
    if found.answer is None:
        passing = f"{found.rows.total:,}/" if found.rows.total < found.articles else ""
        return sheet.text(f"{passing}{total}", "muted")
    counts = sheet.text(f"{found.answer.total:,}/{total}", "muted")
    taken = [word for words in taken_for(found.answer).values() for word in words]
    repairs = sheet.text("")
    if taken:
        repairs = likenesses(sheet, taken)
    elif found.answer.hits and not found.answer.has_all:
        missing = ", ".join(found.answer.hits[0].missing)
        repairs = sheet.text(f"without {missing}", "muted")
    repairs = sheet.cut(repairs, sheet.width // LONGEST_REPAIRS)
    return together(repairs, "  ", counts) if repairs.plain else counts


def notice(sheet: Sheet, found: Findings) -> Text:
    """What stands in place of an empty list."""
    if found.problem:
        return sheet.text(found.problem, "muted")
    if found.answer is None:
        return sheet.text("No articles.", "muted")
    said = sheet.text("No match.", "muted")
    if not found.answer.suggestions:
        return together(said, sheet.text(" Try fewer or other words.", "muted"))
    named = (
        together(sheet.text(word, "strong"), sheet.text(f" ({articles:,})", "muted"))
        for word, articles in found.answer.suggestions
    )
    listed = separated(sheet.text(", ", "muted"), named)
    return together(said, sheet.text(" There is ", "muted"), listed)


def label(paper: Paper, keys: str) -> str:
    """The names of keys in the letters that may be used."""
    return keys.replace("↑", "up").replace("↓", "down") if paper.ascii else keys


def key_bar(
    paper: Paper, mode: str, states: Mapping[str, str], now: Set[str], right: str, width: int
) -> Text:
    """`enter read   j k move` at the left, as many as fit, and something at the right.

    `states` says what a key's setting is now, as in `S sort: date`; `now` which keys that do not
    always matter do (`Key.when`): those are the first.  What is too long for the right stands there
    alone, in as many lines as it takes.
    """
    sheet = paper.sheet(width)
    margin = sheet.margin
    if cells(right) > width - 2 * len(margin):
        lines = wrapped(sheet.text(right, "muted"), width - 2 * len(margin))
        return Text("\n").join(together(margin, line) for line in lines)
    end = sheet.text(right, "muted")
    room = width - 2 * len(margin) - cells(right) - (len(GAP) if right else 0)
    line = sheet.text("")
    named = [key for key in MODES[mode] if key.hint and (not key.when or key.when in now)]
    for key in sorted(named, key=lambda key: not key.when):
        state = states.get(key.hint)
        does = sheet.text(f"{key.hint}: {state}" if state else key.hint, "muted")
        hint = together(Text(label(paper, key.bar), paper.key), " ", sheet.cut(does, LONGEST_HINT))
        longer = together(line, GAP, hint) if line.plain else hint
        if cells(longer.plain) > room:
            break
        line = longer
    space = width - 2 * len(margin) - cells(line.plain) - cells(right)
    return together(margin, line, " " * max(0, space), end)
