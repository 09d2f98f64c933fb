"""The page of `newscli search`: what was found, how well it fits, and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.choices import RANKINGS, UNDATED
from newscli.records import Answer, Hit, Marked, Share
from newscli.screen.bars import meter
from newscli.screen.facts import day, taken_for
from newscli.screen.measure import cells
from newscli.screen.sheet import (
    GAP,
    TABLE_FROM,
    WIDEST,
    Sheet,
    command,
    held,
    padded,
    separated,
    together,
)
from newscli.screen.wrapping import wrapped
from newscli.text import fold, words
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

BAR = 10  # cells: one for ten points of score
SHORT_BAR_BELOW = 40  # cells of line; there it is half as long
SHORT_SOURCE = 12  # cells, as in a list
PARTLY = "Others, with a part of the words:"
MIXED = "Others, by relevance; those that say so have a part of the words:"
AHEAD = "By what is said for each; those that say so have a part of the words:"
SLIPS = "Others, with a word for which this may be a slip:"
LABEL = 16  # cells of a label at the most

TIERS = {
    "exact": "every word, as typed",
    "inflected": "every word, not all in the form typed",
    "repaired": "every word, not all as typed",
    "most": "not all of the words",
    "some": "a part of the words",
}

LONGEST_QUERY = 120  # cells of the query repeated; nobody needs to read more of what they typed


class SearchPage(NamedTuple):
    """The hits of a search, the best first, under a line that says how the words were taken."""

    answer: Answer
    explain: bool = False
    """Whether each hit says how it came to its place."""
    same: Mapping[int, int] = {}
    """Number of a hit that tells what another article does, and that one's."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        yield from sheet.inset(self._lines(sheet, min(WIDEST, sheet.inner)))

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        answer = self.answer
        blank = sheet.text("")
        yield from opening(sheet, answer, width)
        if not answer.hits:
            return
        if self.explain and answer.widened:
            note = f"Ranked also by what the best have in common: {', '.join(answer.widened)}."
            yield from wrapped(sheet.text(note, "muted"), width)
        number = max(2, *(len(str(hit.article.number)) for hit in answer.hits))
        indent = " " * number + GAP
        partly = next((i for i, hit in enumerate(answer.hits) if hit.missing), answer.matching)
        for i, hit in enumerate(answer.hits):
            yield blank
            if i == partly and answer.has_all:
                which = PARTLY if hit.missing else SLIPS
                if partly < answer.matching:
                    which = MIXED if partly else AHEAD
                yield from wrapped(sheet.text(which, "muted"), width)
                yield blank
            room = max(1, width - len(indent))
            first, *others = _hit(sheet, hit, room, self.same.get(hit.article.number))
            if self.explain:
                others += explanation(sheet, hit, room)
            numbered = sheet.text(f"{hit.article.number:>{number}}", "number")
            yield together(numbered, GAP, first)
            for line in others:
                yield together(indent, line)
        yield blank
        left = [command(sheet, "read")]
        if len(answer.hits) < answer.total:
            left.insert(0, sheet.text(_which(answer), "muted"))
        yield from sheet.flowed(left, width)


def opening(sheet: Sheet, answer: Answer, width: int, noun: str = "match") -> Iterator[Text]:
    """How the words were taken, and a rule; of an answer without hits, what there is instead.

    `noun` is what the articles that match are counted as.
    """
    if answer.reading:
        yield from wrapped(sheet.text(f"Read as {answer.reading}", "muted"), width)
    for part in sheet.flowed(_explained(sheet, answer, noun), width):
        yield from wrapped(part, width)
    for note in answer.notes:
        yield from wrapped(sheet.text(note, "muted"), width)
    if not answer.hits:
        end = sheet.text(f"There are no more than {answer.total:,}.", "muted")
        yield sheet.text("")
        yield from wrapped(end if answer.total else _suggested(sheet, answer), width)
        return
    if not answer.has_all:
        note = "No article has all the words; these have a part of them."
        yield from wrapped(sheet.text(note, "muted"), width)
    if answer.total and answer.suggestions:
        near = [f"{word} ({count:,})" for word, count in answer.suggestions]
        yield from wrapped(sheet.text(f"Did you mean {', '.join(near)}?", "muted"), width)
    if answer.hits and answer.is_undated:
        yield from wrapped(sheet.text(f"{UNDATED.capitalize()}.", "muted"), width)
    if answer.approximate:
        note = "Very many match: headlines and openings told which are the best."
        yield from wrapped(sheet.text(note, "muted"), width)
    yield sheet.rule(width)


def _which(answer: Answer) -> str:
    """Which of all hits these are: `the best 20 of 431`, `21–40 of 431`."""
    count = len(answer.hits)
    if answer.offset:
        return f"{answer.offset + 1:,}–{answer.offset + count:,} of {answer.total:,}"
    rank = "first" if answer.is_undated else RANKINGS[answer.sort]
    return f"the {rank} {count:,} of {answer.total:,}"


def _explained(sheet: Sheet, answer: Answer, noun: str) -> list[Text]:
    """`5 matches for “kremln” ≈ Kremlin`; with several words, each repair after a dot."""
    count = counted(answer.total, noun) if answer.total else "No match"
    line = together(sheet.text(f"{count} for "), asked(sheet, answer.query))
    taken = taken_for(answer)
    if [*taken] == [answer.query.strip()]:  # naming it again would say nothing
        (words,) = taken.values()
        return [together(held(line), " ", likenesses(sheet, words))]
    repairs = [
        together(held(sheet.text(word)), " ", likenesses(sheet, words))
        for word, words in taken.items()
    ]
    return [line, *repairs]


def asked(sheet: Sheet, query: str) -> Text:
    """The query as typed, in quotation marks if it has none of its own."""
    shown = sheet.cut(sheet.text(query.strip(), "strong"), LONGEST_QUERY)
    marks = ("", "") if '"' in query else ("“", "”")
    first, last = (sheet.text(mark, "strong") for mark in marks)
    return together(first, shown, last)


def likenesses(sheet: Sheet, words: Iterable[str]) -> Text:
    """`≈ Kremlin, Kremlins`."""
    named = (held(sheet.text(word, "match")) for word in words)
    return together(sheet.text("≈ ", "muted"), separated(sheet.text(", ", "muted"), named))


def _suggested(sheet: Sheet, answer: Answer) -> Text:
    """Words of the archive that look like the query's, or which of these it has, though not as
    asked; what to try when there are none."""
    if not answer.suggestions:
        return sheet.text("Try fewer words, or `newscli list` for every headline.", "muted")
    typed = {*words(answer.query)}
    known = [one for one in answer.suggestions if fold(one[0]) in typed]
    named = (
        together(
            held(sheet.text(word, "strong")),
            sheet.text(f" ({counted(articles, 'article')})", "muted"),
        )
        for word, articles in known or answer.suggestions
    )
    listed = separated(sheet.text(", ", "muted"), named)
    lead, end = ("There is ", ", but not as asked.") if known else ("Did you mean ", "?")
    return together(sheet.text(lead, "muted"), listed, sheet.text(end, "muted"))


def _hit(sheet: Sheet, hit: Hit, width: int, same: int | None) -> list[Text]:
    """Headline, why it is one, and the match in its context; `same` tells the same story."""
    style = "" if hit.article.headline_derived else "title"
    headline = sheet.text(hit.headline.text, style, hit.headline.marks)
    lines = [sheet.cut_to_match(headline, width)]
    lines += _evidence(sheet, hit, width)
    if same is not None:
        label = sheet.text("same story as ", "muted")
        lines.append(together(label, sheet.text(str(same), "number")))
    if hit.snippet.text:
        lines += _snippet(sheet, hit.snippet, width)
    return lines


def _evidence(sheet: Sheet, hit: Hit, width: int) -> list[Text]:
    """Bar, score and the fields that matched; source and date at the right if they fit there."""
    article = hit.article
    score = _scored(sheet, hit.score, BAR if width >= SHORT_BAR_BELOW else BAR // 2)
    room = max(1, width - cells(score.plain))
    why = [sheet.text(reason, "muted") for reason in _reasons(hit)]
    facts = [fact for fact in (hit.source, day(article.date)) if fact]
    stated = [sheet.text(fact, "muted") for fact in facts]
    for longest in (room, SHORT_SOURCE):  # shortened rather than on a line of its own
        where = sheet.joined([sheet.cut(fact, longest) for fact in stated])
        space = room - cells(sheet.joined(why).plain) - cells(where.plain)
        if space >= len(GAP):
            gap = " " * space if stated else ""
            return [together(score, sheet.joined(why), gap, where)]
    first, *others = [*why, *stated] or [sheet.text("")]
    parts = [sheet.cut(first, room), *(sheet.cut(part, width) for part in others)]
    beside, *below = sheet.flowed(parts, width, taken=cells(score.plain))
    return [together(score, beside), *below]


def _snippet(sheet: Sheet, snippet: Marked, width: int) -> list[Text]:
    """The match in its context: one line, or two where lines are short."""
    text = sheet.text(snippet.text, "quote", snippet.marks)
    if sheet.width >= TABLE_FROM:
        return [sheet.cut_around_match(text, width)]
    for room in range(2 * width, width, -2):
        lines = wrapped(sheet.cut_around_match(text, room), width)
        if len(lines) <= 2:
            return lines
    return [sheet.cut_around_match(text, width)]


def _scored(sheet: Sheet, score: float, length: int) -> Text:
    return together(meter(sheet, score, length), sheet.text(f" {score:3.0f}", "bar"), GAP)


def _reasons(hit: Hit) -> list[str]:
    """`in headline`, `caption`, `body ×4`, `without visit`."""
    named = [name if count == 1 else f"{name} ×{count}" for name, count in hit.fields]
    missing = ["without " + ", ".join(hit.missing)] if hit.missing else []
    return [f"in {named[0]}", *named[1:], *missing] if named else missing


def explanation(sheet: Sheet, hit: Hit, width: int) -> Iterator[Text]:
    """How well it fits, which words are where, what each adds, and what that comes to."""
    rows = [("fit", "", [sheet.text(TIERS[hit.tier])])]
    rows += [(field, "", list(_words(sheet, hit, field))) for field, _ in hit.fields]
    rows += [(s.word, f"{s.value:.2f}", list(_share(sheet, s))) for s in hit.shares]
    rows += [(word, "–", [sheet.text("not in it")]) for word in hit.missing]
    if hit.widened:
        like = [sheet.text("for the words by which the query was widened")]
        rows.append(("more", f"{hit.widened:.2f}", like))
    rows.append(("in all", f"{hit.relevance:.2f}", list(_sum(sheet, hit))))
    label = min(LABEL, max(cells(name) for name, _, _ in rows), max(1, width // 3))
    number = max(len(figure) for _, figure, _ in rows)
    room = max(1, width - label - number - 2 * len(GAP))
    for name, figure, parts in rows:
        named = padded(sheet.cut(sheet.text(name, "muted"), label), label)
        first = together(named, GAP, padded(sheet.text(figure, "bar"), number, right=True), GAP)
        for line in sheet.flowed([sheet.cut(part, room) for part in parts], room):
            yield together(first, line)
            first = sheet.text(" " * cells(first.plain))


def _share(sheet: Sheet, share: Share) -> Iterator[Text]:
    """`≈ kremlin · 1 edit · cost 0.45 · 6 matches`."""
    form = held(sheet.text(share.to, "strong"))
    if share.kind == "repaired":
        yield together(sheet.text("≈ ", "muted"), form)
        yield sheet.text(counted(share.edits, "edit"))
    else:
        yield form
        if share.kind == "inflected":
            yield sheet.text("another form")
    if share.cost:
        yield sheet.text(f"cost {share.cost:.2f}")
    yield sheet.text(counted(share.matches, "match"))


def _words(sheet: Sheet, hit: Hit, field: str) -> Iterator[Text]:
    """`Kremlin · Kremlins ×2`."""
    for where, word, count in hit.words:
        if where == field:
            times = sheet.text("" if count == 1 else f" ×{count}")
            yield together(held(sheet.text(word, "strong")), times)


def _sum(sheet: Sheet, hit: Hit) -> Iterator[Text]:
    """`less a cost of 0.45 · more for 50% of the words in the headline`."""
    if cost := sum(share.cost for share in hit.shares):
        yield sheet.text(f"less a cost of {cost:.2f}")
    if hit.headline_share:
        share = "all" if hit.headline_share == 1 else f"{hit.headline_share:.0%}"
        yield sheet.text(f"more for {share} of the words in the headline")
    if hit.coverage < 1:
        yield sheet.text(f"less for what it lacks: times {hit.coverage:.2f}")
