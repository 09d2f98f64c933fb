"""The page of `newscli list`: a table of headlines, or cards where a table has no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from math import ceil

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text

from newscli.choices import COLUMNS, UNDATED, Column
from newscli.records import Summary
from newscli.screen.facts import day
from newscli.screen.measure import cells
from newscli.screen.sheet import (
    GAP,
    TABLE_FROM,
    WIDEST,
    Sheet,
    command,
    padded_plain,
    together,
    two_lines,
)
from newscli.screen.wrapping import wrapped
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

AHEAD = 1_000  # rows that decide about columns; the first screen waits for no more
HEADLINE_ROOM = 56  # cells that headlines keep, if they need them, before columns give way
NEEDED = 0.98  # share of headlines that has to fit; for one long one no column gives way
GIVING_WAY = ("place", "words")  # the first that go


class _Facts(NamedTuple):
    """A column beside the headlines, as the first rows have it."""

    of: Column
    values: Sequence[str]
    """Clean; empty where nothing is known."""

    @property
    def title(self) -> str:
        return self.of.name.capitalize()

    def says_something(self) -> bool:
        """Whether the column tells rows apart; in a single row, whether it says anything."""
        said = {*self.values}
        return len(said) > 1 or (len(self.values) == 1 and "" not in said)

    def width(self) -> int:
        return max(cells(self.title), *map(cells, self.values))


class ArticleList(NamedTuple):
    """Headlines with their numbers, and the facts that tell them apart.

    Rows are drawn as they come; what columns there are, and how wide, is decided by the first
    `AHEAD` of them.
    """

    summaries: Iterable[Summary]
    total: int
    """How many articles there are, those beyond the limit included."""
    documents: int
    columns: Sequence[str] = ()
    """Those beside number and headline, of `COLUMNS`; without any, those that tell rows apart."""
    groups: Sequence[str] = ()
    """The name of each row's group, when they are in groups."""
    order: str = ""
    """What they are sorted by, of `ORDERS`."""
    copies: Mapping[int, int] | None = None
    """How many copies of each article have no row, when they are folded."""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Text | Segment]:
        sheet = Sheet.of(options)
        rows = iter(self.summaries)
        first = list(islice(rows, AHEAD))
        if self.order == "date" and first and not any(row.date for row in first):
            note = sheet.text(f"{UNDATED.capitalize()}.", "muted")
            yield from (together(sheet.margin, line) for line in wrapped(note, sheet.inner))
            yield sheet.text("")
        if not first:
            yield from self._footer(sheet, sheet.inner, 0)
        elif sheet.width >= TABLE_FROM:
            yield from self._table(sheet, console, first, rows)
        else:
            yield from self._cards(sheet, first, rows)

    def _columns(self, sheet: Sheet, rows: Sequence[Summary]) -> list[_Facts]:
        found = {
            column.name: _Facts(column, [_said(sheet, row, column) for row in rows])
            for column in COLUMNS
        }
        if self.columns:
            return [found[name] for name in self.columns]
        usual = [one for one in found.values() if one.of.is_usual and one.says_something()]
        return [column for column in usual if not self._is_said_by_groups(column)]

    def _is_said_by_groups(self, column: _Facts) -> bool:
        """Whether the groups have told already what the column says."""
        said: dict[str, set[str]] = {}
        for name, value in zip(self.groups, column.values, strict=False):
            said.setdefault(name, set()).add(value)
        several = 0 < len(said) < len(self.groups)
        return several and all(len(values) == 1 for values in said.values())

    def _that_stay(self, columns: list[_Facts], room: int) -> list[_Facts]:
        """The columns without those that give way to headlines; never what the list is in order
        of."""
        for name in GIVING_WAY:
            taken = sum(min(column.width(), column.of.widest) + len(GAP) for column in columns)
            if taken > room and name != self.order:
                columns = [column for column in columns if column.of.name != name]
        return columns

    def _table(
        self, sheet: Sheet, console: Console, first: Sequence[Summary], rest: Iterator[Summary]
    ) -> Iterator[Text | Segment]:
        number = self._number_width(first)
        whole = min(WIDEST, sheet.inner) - number - len(GAP)
        columns = self._columns(sheet, first)
        lengths = sorted(
            cells(sheet.clean(row.headline) + self._copies(sheet, row).plain) for row in first
        )
        longest = max(cells("Headline"), lengths[-1])
        if not self.columns:
            needed = lengths[ceil(NEEDED * len(lengths)) - 1]
            columns = self._that_stay(columns, whole - min(needed, HEADLINE_ROOM))
        widths = _shared(columns, whole, longest)
        headline = min(longest, whole - sum(width + len(GAP) for width in widths))

        def facts(values: Iterable[str]) -> str:
            return "".join(
                GAP + padded_plain(sheet.cut_plain(value or "–", width), width, column.of.is_right)
                for value, column, width in zip(values, columns, widths, strict=True)
            ).rstrip()

        titles = padded_plain("Headline", headline) + facts(column.title for column in columns)
        yield together(sheet.margin, " " * number, GAP, sheet.text(titles.rstrip(), "muted"))
        ruled = number + len(GAP) + headline + sum(width + len(GAP) for width in widths)
        yield together(sheet.margin, sheet.rule(ruled))
        # Rows as segments: as `Text` ten thousand of them would take two seconds.
        numbered, muted = console.get_style("number"), console.get_style("muted")
        shown = 0
        for row in chain(first, rest):
            yield from self._group(sheet, shown, ruled)
            shown += 1
            more = self._copies(sheet, row).plain if self.copies else ""
            others = facts(_said(sheet, row, column.of) for column in columns)
            title = sheet.cut_plain(sheet.clean(row.headline), headline - cells(more))
            space = " " * (headline - cells(title) - cells(more)) if others else ""
            yield Segment(sheet.margin)
            yield Segment(f"{row.number:>{number}}", numbered)
            yield Segment(GAP + padded_plain(title, 0))
            yield Segment(more, console.get_style("bar"))
            yield Segment(space + others, muted)
            yield Segment.line()
        yield sheet.text("")
        yield from self._footer(sheet, ruled, shown)

    def _cards(
        self, sheet: Sheet, first: Sequence[Summary], rest: Iterator[Summary]
    ) -> Iterator[Text]:
        number = self._number_width(first)
        indent = sheet.margin + " " * number + GAP
        room = max(1, sheet.inner - number - len(GAP))
        columns = [column.of for column in self._columns(sheet, first)]
        shown = 0
        for row in chain(first, rest):
            yield from self._group(sheet, shown, sheet.inner)
            shown += 1
            title, *others = two_lines(sheet, sheet.text(row.headline), room)
            numbered = sheet.text(f"{row.number:>{number}}", "number")
            yield together(sheet.margin, numbered, GAP, title)
            copies = self._copies(sheet, row, gap="")
            facts = [copies] if copies else []
            said = ((column, _said(sheet, row, column)) for column in columns)
            facts += [sheet.text(f"{fact}{of.noun}", "muted") for of, fact in said if fact]
            others += sheet.flowed([sheet.cut(fact, room) for fact in facts], room)
            for line in others:
                yield together(indent, line)
            yield sheet.text("")
        yield from self._footer(sheet, sheet.inner, shown)

    def _group(self, sheet: Sheet, index: int, width: int) -> Iterator[Text]:
        """The name of the group that begins with this row, and how many rows it has."""
        if not self.groups or (index and self.groups[index] == self.groups[index - 1]):
            return
        if index and sheet.width >= TABLE_FROM:  # cards have a blank line below them
            yield sheet.text("")
        name = self.groups[index]
        end = next((i for i in range(index, len(self.groups)) if self.groups[i] != name), None)
        count = sheet.text(f"{(end or len(self.groups)) - index:,}", "muted")
        room = width - cells(count.plain) - len(GAP)
        line = together(sheet.cut(sheet.text(name, "strong", path=True), room), GAP, count)
        yield together(sheet.margin, line)

    def _copies(self, sheet: Sheet, row: Summary, gap: str = GAP) -> Text:
        """`+3 copies`; empty where there are none."""
        more = (self.copies or {}).get(row.number, 0)
        noun = "copy" if more == 1 else "copies"
        return sheet.text(f"{gap}+{more:,} {noun}" if more else "", "bar")

    def _number_width(self, first: Sequence[Summary]) -> int:
        longest = max(len(str(row.number)) for row in first)
        return max(2, longest, len(str(self.total)) if len(first) == AHEAD else 0)

    def _footer(self, sheet: Sheet, width: int, shown: int) -> Iterator[Text]:
        """How many there are, and what to type next: at both ends of one line if they fit."""
        articles = counted(self.total, "article")
        if shown < self.total:
            articles = f"{shown:,} of {articles}"
        documents = counted(self.documents, "document")
        counts = [sheet.text(articles, "muted"), sheet.text(documents, "muted")]
        next_step = [command(sheet, "read")] if shown else []
        for line in sheet.spread(counts, next_step, width):
            yield together(sheet.margin, line)


def _said(sheet: Sheet, row: Summary, column: Column) -> str:
    """A fact in the words that it is shown in; empty when it is not known."""
    fact = day(row.date) if column.name == "date" else row.value(column.name)
    if isinstance(fact, int):
        return f"{fact:,}"
    return sheet.clean(fact[: column.longest]) if fact else ""


def _shared(columns: Sequence[_Facts], whole: int, longest: int) -> list[int]:
    """The width of each column: its own if headlines leave room, else no more than its share."""
    widths = [min(column.width(), column.of.widest) for column in columns]
    spare = whole - longest - sum(width + len(GAP) for width in widths)
    for index, column in enumerate(columns):
        more = max(0, min(spare, column.width() - widths[index]))
        widths[index] += more
        spare -= more
    return widths
