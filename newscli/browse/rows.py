"""What the list shows: articles by number, of which only those in view are known, or hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.text import Text

from newscli.records import Article, Hit, Marked, Summary
from newscli.screen.facts import day
from newscli.screen.measure import cells
from newscli.screen.sheet import Sheet, padded, together

BAR = 7  # cells of a score
SCORED_FROM = 34  # cells of list; below, a score has no room beside source and date
GAP = "  "
LEAST_SOURCE = 6  # cells of a shortened source that still say something


class Row(NamedTuple):
    """One article in the list."""

    number: int
    id: str
    headline: Marked
    source: str | None
    date: str | None
    words: int
    score: float | None = None
    """0 to 100, when the row is a hit."""
    same: int | None = None
    """Number of another article that is known to tell the same story."""

    @classmethod
    def of(cls, summary: Summary) -> Row:
        headline = Marked(summary.headline)
        return cls(
            summary.number, summary.id, headline, summary.source, summary.date, summary.words
        )

    @classmethod
    def hit(cls, hit: Hit) -> Row:
        article = hit.article
        return cls(
            article.number,
            article.id,
            hit.headline,
            hit.source,
            article.date,
            article.words,
            hit.score or None,  # filters alone give none
        )


class Rows:
    """The rows of a list, in order; those that nobody has looked at need not be known."""

    def __init__(self, numbers: Sequence[int] = (), total: int = 0) -> None:
        self.numbers = numbers
        self.total = total
        """How many articles the list stands for; more than rows when it was cut."""
        self.articles: dict[int, Article] = {}
        """Those whose text is known, by number."""
        self._known: dict[int, Row] = {}

    @classmethod
    def hits(cls, hits: Iterable[Hit], total: int, same: Mapping[int, int]) -> Rows:
        """The rows of an answer; `same`: which of them tell what other articles do."""
        listed = list(hits)
        rows = cls([hit.article.number for hit in listed], total)
        rows.hold(Row.hit(hit)._replace(same=same.get(hit.article.number)) for hit in listed)
        rows.articles = {hit.article.number: hit.article for hit in listed}
        return rows

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, index: int) -> Row | None:
        """The row at that place; None while it is not known."""
        return self._known.get(self.numbers[index])

    def hold(self, rows: Iterable[Row]) -> None:
        """Know these rows from now on."""
        self._known.update((row.number, row) for row in rows)

    def unknown(self, first: int, last: int) -> list[int]:
        """Numbers of the rows from `first` to `last`, exclusive, that are not known."""
        wanted = self.numbers[max(0, first) : last]
        return [number for number in wanted if number not in self._known]


def two_lines(sheet: Sheet, row: Row, digits: int) -> tuple[Text, Text]:
    """A row as the list shows it: number and headline; below, the facts and the score."""
    room = max(1, sheet.width - digits - len(GAP))
    number = sheet.text(f"{row.number:>{digits}}", "number")
    headline = sheet.text(row.headline.text, "", row.headline.marks)
    first = together(number, GAP, sheet.cut_to_match(headline, room))
    score = _scored(sheet, row.score) if row.score is not None and room >= SCORED_FROM else None
    free = room - cells(score.plain) - len(GAP) if score else room
    facts = _facts(sheet, row, max(1, free))
    second = together(" " * digits, GAP, padded(facts, free) if score else facts)
    return first, together(second, GAP, score) if score else second


def _facts(sheet: Sheet, row: Row, room: int) -> Text:
    """`Herald · same as 12 · 3 Jun 2024 · 551 words`: what there is room for, the source shortened
    first."""
    source = sheet.text(row.source or "", "muted")
    told = [f"same as {row.same}"] if row.same else []
    facts = [*told, *([day(row.date)] if row.date else []), f"{row.words:,} words"]
    for count in range(len(facts), 0, -1):
        rest = [sheet.text(fact, "muted") for fact in facts[:count]]
        left = room - cells(sheet.joined([sheet.text(""), *rest]).plain)
        if not row.source and left >= 0:
            return sheet.joined(rest)
        if left >= min(cells(source.plain), LEAST_SOURCE):
            return sheet.joined([sheet.cut(source, left), *rest])
    return sheet.cut(source, room)


def _scored(sheet: Sheet, score: float) -> Text:
    """The score and a thin bar; a hit always has some bar."""
    filled = min(BAR, max(1, round(score / 100 * BAR)))
    bar = sheet.text("━" * filled, "bar")
    track = sheet.text("─" * (BAR - filled), "track")
    return together(sheet.text(f"{score:3.0f} ", "bar"), bar, track)
