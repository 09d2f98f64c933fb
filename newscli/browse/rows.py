"""What the list shows: articles by number, of which only those in view are known, or hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from newscli.desk.marks import READ, STAR
from newscli.records import Article, Hit, Marked, Summary
from newscli.screen.bars import meter
from newscli.screen.facts import day
from newscli.screen.measure import cells
from newscli.screen.sheet import Sheet, padded, together
from newscli.tuples import NamedTuple

BAR = 7  # cells of a score
SCORED_FROM = 34  # cells of list; below, a score has no room beside source and date
GAP = "  "
BAR_FROM = 64  # cells of list; below, a snippet needs those of the bar
LEAST_SNIPPET = 16  # cells
STARRED = "*"  # before the headline of an article with a star
LEAST_SOURCE = 6  # cells of a shortened source that still say something

NOTHING = Marked("")


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
    snippet: Marked = NOTHING
    """Of a hit: where in its text the match stands."""
    tags: frozenset[str] = frozenset()
    """What its reader says of it."""

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
            snippet=hit.snippet,
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

    def tag(self, tags: Mapping[int, Iterable[str]]) -> None:
        """Know what is said of these articles from now on."""
        for number, said in tags.items():
            if row := self._known.get(number):
                self._known[number] = row._replace(tags=frozenset(said))

    def unknown(self, first: int, last: int) -> list[int]:
        """Numbers of the rows from `first` to `last`, exclusive, that are not known."""
        wanted = self.numbers[max(0, first) : last]
        return [number for number in wanted if number not in self._known]


def two_lines(sheet: Sheet, row: Row, digits: int) -> tuple[Text, Text]:
    """A row as the list shows it: number and headline; below, of a hit the snippet, else the
    facts; and the score."""
    room = max(1, sheet.width - digits - len(GAP))
    number = sheet.text(f"{row.number:>{digits}}", "number")
    role = "muted" if READ in row.tags else ""
    star = sheet.text(f"{STARRED} ", "match") if STAR in row.tags else Text()
    headline = sheet.text(row.headline.text, role, row.headline.marks)
    first = together(number, GAP, star, sheet.cut_to_match(headline, room - len(star.plain)))
    with_bar = not row.snippet.text or room >= BAR_FROM
    score = None
    if row.score is not None and room >= SCORED_FROM:
        score = _scored(sheet, row.score, with_bar=with_bar)
    free = room - cells(score.plain) - len(GAP) if score else room
    facts = _snippet(sheet, row, max(1, free)) or _facts(sheet, row, max(1, free))
    second = together(" " * digits, GAP, padded(facts, free) if score else facts)
    return first, together(second, GAP, score) if score else second


def _snippet(sheet: Sheet, row: Row, room: int) -> Text | None:
    """The match in its surroundings; None where there is none, or no room for it."""
    if not row.snippet.text or room < LEAST_SNIPPET:
        return None
    snippet = sheet.text(row.snippet.text, "muted", row.snippet.marks)
    return sheet.cut_around_match(snippet, room)


def _facts(sheet: Sheet, row: Row, room: int) -> Text:
    """`Herald · same as 12 · 3 Jun 2024 · 551 words`: what there is room for, the source shortened
    first."""
    source = sheet.text(row.source or "", "muted")
    same = f"same as {row.same}" if row.same else ""
    tags = ", ".join(sorted(row.tags - {READ, STAR}))
    facts = [fact for fact in (same, tags, day(row.date), f"{row.words:,} words") if fact]
    for count in range(len(facts), 0, -1):
        rest = [sheet.text(fact, "muted") for fact in facts[:count]]
        left = room - cells(sheet.joined([sheet.text(""), *rest]).plain)
        if not row.source and left >= 0:
            return sheet.joined(rest)
        if left >= min(cells(source.plain), LEAST_SOURCE):
            return sheet.joined([sheet.cut(source, left), *rest])
    return sheet.cut(source, room)


def _scored(sheet: Sheet, score: float, *, with_bar: bool) -> Text:
    number = sheet.text(f"{score:3.0f}", "bar")
    return together(number, " ", meter(sheet, score, BAR)) if with_bar else number
