"""Where articles begin in plain text: the strongest evidence there is, and its name.

Headline echo, then runs of blank lines, then datelines; else one article.  Splitting wrongly
is worse than not splitting, so every rule asks for what follows a headline as well.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from newscli.formats.captions import is_caption
from newscli.formats.datelines import dateline
from newscli.formats.units import Unit
from newscli.formats.vocabulary import CONTROLS, RELATED
from newscli.text import fold

ECHO_REACH = 16  # units from a headline to its echo: six captions, controls, a byline between
HEADLINE_LENGTH = 200  # characters; longer ones are paragraphs
PROSE = 160  # characters; a unit this long is body, whatever else it looks like
_NO_HEADLINE = ("http://", "https://", "www.", "- ", "– ", "• ", "* ", "· ", "@", "#")
_STOPS = ".。;；,，:："
_CLOSERS = "\"'”’»)）】"


class Cut(NamedTuple):
    """An article begins here."""

    start: int
    """Index of its first unit."""
    evidence: str
    headline: int
    """Index of the first unit of the headline; -1 when the article has to be asked."""
    headline_end: int
    """Index after its last unit."""
    echo: int
    """Index of the first unit of the headline's repetition; -1 for none."""


def cuts(units: list[Unit]) -> list[Cut]:
    """The articles of a text, by their first units; the first begins at unit 0."""
    echoed = echoes(units)
    starts: dict[int, Cut] = {}
    taken = 0  # units that belong to the articles before
    for cut in echoed:
        starts[_reach_back(units, cut.start, taken)] = cut
        taken = cut.echo + cut.headline_end - cut.headline
    for start, evidence in _blank_runs(units, echoed):
        if not any(cut.start <= start <= cut.echo for cut in echoed):
            starts.setdefault(start, Cut(start, evidence, -1, -1, -1))
    found = [cut._replace(start=start) for start, cut in sorted(starts.items())]
    if not found:
        return [Cut(0, "whole-file", -1, -1, -1)]
    if found[0].start > 0:
        if _only_menus(units[: found[0].start]):
            found[0] = found[0]._replace(start=0)
        else:
            found.insert(0, Cut(0, found[0].evidence, -1, -1, -1))
    if len(found) == 1 and found[0].echo < 0:
        return [found[0]._replace(evidence="whole-file")]
    return found


def is_headline_like(text: str) -> bool:
    """Whether a unit could be a headline: short, no full stop, says something, is no button."""
    if not 2 <= len(text) <= HEADLINE_LENGTH:
        return False
    end = text.rstrip(_CLOSERS)[-1:]
    if not end or (end in _STOPS and not text.endswith(("...", "U.S.", "U.K.", "Inc.", "Co."))):
        return False
    if not any(map(str.isalpha, text[:40])) or text.startswith(_NO_HEADLINE):
        return False
    return fold(text) not in CONTROLS and not is_caption(text)


def weight(text: str) -> int:
    """How much a short line says: its words, or half its characters where none are set apart."""
    blanks = text.count(" ") + 1
    return blanks if text.isascii() else max(blanks, sum(map(_is_wide, text)) // 2)


def _is_wide(character: str) -> bool:
    return (
        "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or ("\u3041" <= character <= "\u9fff")
    )


def echoes(units: list[Unit]) -> list[Cut]:
    """Articles whose headline comes again, with captions and buttons between."""
    pairs = _recurring(units)
    counts = Counter(key for _, _, key in pairs)
    second = {first: again for first, again, _ in pairs}
    found: list[Cut] = []
    inside = -1  # up to here units belong to the head of an article found already
    for first, again, key in pairs:
        if first <= inside or (counts[key] > 1 and weight(units[first].text) < 4):
            continue
        broken = first == 0 or units[first].gap >= 2
        if again == first + 1 and not broken:
            continue
        if weight(units[first].text) < (2 if broken else 3) or again + 1 >= len(units):
            continue
        if not is_headline_like(units[first].text) and not (broken and _says_much(units[first])):
            continue
        end = first + 1
        while end < again and second.get(end) == again + end - first and units[end].gap == 0:
            end += 1
        found.append(Cut(first, "headline-echo", first, end, again))
        inside = again + end - first - 1
    return found


def _says_much(unit: Unit) -> bool:
    return (
        weight(unit.text) >= 3 and len(unit.text) <= HEADLINE_LENGTH and not is_caption(unit.text)
    )


def _recurring(units: list[Unit]) -> list[tuple[int, int, str]]:
    """Short units that come again within reach: their index, the next one's, and their text."""
    seen: dict[str, int] = {}
    pairs: list[tuple[int, int, str]] = []
    for index, unit in enumerate(units):
        text = unit.text
        if len(text) > HEADLINE_LENGTH:
            continue
        key = fold(text)
        previous = seen.get(key)
        if previous is not None and index - previous <= ECHO_REACH and key not in CONTROLS:
            pairs.append((previous, index, key))
        seen[key] = index
    pairs.sort()
    return pairs


def _reach_back(units: list[Unit], start: int, least: int) -> int:
    """The first unit of the short lines (section, date, menu) that stand before a headline."""
    for index in range(start, max(least, start - 4) - 1, -1):
        unit = units[index]
        if index < start and (len(unit.text) > 60 or unit.text[-1] in _STOPS):
            return start
        if unit.gap >= 2 or index == 0:
            return index
    return start


def _only_menus(units: list[Unit]) -> bool:
    """Whether units hold no story of their own: nothing that reads like a sentence."""
    return not any(
        len(unit.text) > 80 or unit.text.rstrip(_CLOSERS)[-1:] in ".。" for unit in units
    )


def _blank_runs(units: list[Unit], echoed: list[Cut]) -> list[tuple[int, str]]:
    """Articles that open after more blank lines than paragraphs do, headline first."""
    gaps = Counter(unit.gap for unit in units[1:])
    if len(gaps) < 2:
        return []
    usual = gaps.most_common(1)[0][0]
    least = max(2, usual + 1)
    if echoed:
        least = max(least, min(units[c.start].gap for c in echoed[1:]) if len(echoed) > 1 else 2)
    opening = [
        index
        for index in range(1, len(units))
        if units[index].gap >= least and _opens(units, index)
    ]
    if opening and len(units) / (len(opening) + 1) < 3:
        return []  # many articles of under three lines: a list, not a pile of stories
    return [(index, "blank-lines") for index in opening]


def _opens(units: list[Unit], index: int) -> bool:
    """Whether an article begins at a unit: a headline, and then something to read."""
    text = units[index].text
    if not is_headline_like(text) or weight(text) < 3 or RELATED.match(fold(text)):
        return False
    following = units[index + 1 : index + 6]
    if not following or following[0].gap > units[index].gap:
        return False
    return any(
        len(unit.text) >= PROSE
        or unit.text.rstrip(_CLOSERS)[-1:] in ".。!?！？"
        or is_caption(unit.text)
        or dateline(unit.text)
        for unit in following
    )
