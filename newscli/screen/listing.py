"""The page of `newscli list`: a table of headlines, or cards where a table has no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.records import Summary
from newscli.screen.facts import counted, day, origin
from newscli.screen.sheet import Sheet, cells, flowed, padded, wrapped

TABLE_FROM = 80  # columns of terminal; below, a headline has no room beside other columns
WIDEST = 96  # the eye loses the row beyond (SCREENS.md)
MARGIN = 2
GAP = 2
HEADLINE_ROOM = 36  # cells that a headline needs before a place may stand beside it


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    values: Sequence[str]
    widest: int
    """Cells it may take when headlines need the room."""
    right: bool = False

    def says_something(self) -> bool:
        """Whether the column tells rows apart; in a single row, whether it says anything."""
        if len(self.values) == 1:
            return bool(self.values[0])
        return len(set(self.values)) > 1

    def width(self) -> int:
        return max(cells(self.title), *map(cells, self.values))


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Headlines with their numbers, and the facts that tell them apart."""

    summaries: Sequence[Summary]
    total: int
    """How many articles there are, those beyond the limit included."""
    documents: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        if not self.summaries:
            yield from self._footer(sheet, min(WIDEST, sheet.width - 2 * MARGIN))
        elif sheet.width >= TABLE_FROM:
            yield from self._table(sheet)
        else:
            yield from self._cards(sheet)

    def _columns(self) -> list[_Column]:
        rows = self.summaries
        sources = [origin(row.publisher, row.path) for row in rows]
        columns = [
            _Column("Source", sources, 16),
            _Column("Place", [row.place or "" for row in rows], 14),
            _Column("Date", [day(row.date) for row in rows], 11, right=True),
            _Column("Words", [f"{row.words:,}" for row in rows], 9, right=True),
        ]
        return [column for column in columns if column.says_something()]

    def _table(self, sheet: Sheet) -> Iterator[Text]:
        columns = self._columns()
        number = self._number_width()
        whole = min(WIDEST, sheet.width - 2 * MARGIN) - number - GAP
        room = whole - sum(min(c.width(), c.widest) + GAP for c in columns)
        if room < HEADLINE_ROOM:
            columns = [column for column in columns if column.title != "Place"]
        headlines = [sheet.text(row.headline) for row in self.summaries]
        longest = max(cells("Headline"), *(cells(text.plain) for text in headlines))
        widths = _shared(columns, whole, longest)
        headline = min(longest, whole - sum(width + GAP for width in widths))

        head = sheet.text(" " * (MARGIN + number + GAP))
        head.append_text(padded(sheet.text("Headline", "muted"), headline))
        for column, width in zip(columns, widths, strict=True):
            head.append(" " * GAP)
            head.append_text(padded(sheet.text(column.title, "muted"), width, column.right))
        head.rstrip()
        yield head
        ruled = number + GAP + headline + sum(width + GAP for width in widths)
        yield sheet.text(" " * MARGIN).append_text(sheet.rule(ruled))
        for index, row in enumerate(self.summaries):
            line = sheet.text(" " * MARGIN)
            line.append_text(sheet.text(f"{row.number:>{number}}", "number"))
            line.append(" " * GAP)
            line.append_text(padded(sheet.cut(headlines[index], headline), headline))
            for column, width in zip(columns, widths, strict=True):
                value = sheet.cut(sheet.text(column.values[index] or "–", "muted"), width)
                line.append(" " * GAP).append_text(padded(value, width, column.right))
            line.rstrip()
            yield line
        yield sheet.text("")
        yield from self._footer(sheet, ruled)

    def _cards(self, sheet: Sheet) -> Iterator[Text]:
        number = self._number_width()
        margin = MARGIN if sheet.width >= 40 else 0
        indent = margin + number + GAP
        room = max(1, sheet.width - indent - margin)
        columns = self._columns()
        for index, row in enumerate(self.summaries):
            lines = two_lines(sheet, sheet.text(row.headline), room)
            first = sheet.text(" " * margin)
            first.append_text(sheet.text(f"{row.number:>{number}}", "number"))
            yield first.append(" " * GAP).append_text(lines[0])
            for line in lines[1:]:
                yield sheet.text(" " * indent).append_text(line)
            facts = []
            for column in columns:
                value = column.values[index]
                if value:
                    noun = " words" if column.title == "Words" else ""
                    facts.append(sheet.cut(sheet.text(value + noun, "muted"), room))
            for line in flowed(sheet, facts, room):
                yield sheet.text(" " * indent).append_text(line)
            yield sheet.text("")
        yield from self._footer(sheet, sheet.width - 2 * margin)

    def _number_width(self) -> int:
        return max(2, *(len(str(row.number)) for row in self.summaries))

    def _footer(self, sheet: Sheet, width: int) -> Iterator[Text]:
        """How many there are, and what to type next: at both ends of one line if they fit."""
        margin = " " * (MARGIN if sheet.width >= 40 else 0)
        shown = len(self.summaries)
        articles = counted(self.total, "article")
        if shown < self.total:
            articles = f"{shown:,} of {articles}"
        documents = counted(self.documents, "document")
        counts = [sheet.text(articles, "muted"), sheet.text(documents, "muted")]
        left = sheet.joined(counts)
        right = command(sheet, "read") if shown else sheet.text("")
        space = width - cells(left.plain) - cells(right.plain)
        if space >= GAP and shown:
            yield sheet.text(margin).append_text(left.append(" " * space)).append_text(right)
        else:
            for line in flowed(sheet, [*counts, right] if shown else counts, width):
                yield sheet.text(margin).append_text(line)


def command(sheet: Sheet, name: str) -> Text:
    """What to type next."""
    return sheet.text(f"newscli {name} ", "muted").append_text(sheet.text("NUMBER", "number"))


def two_lines(sheet: Sheet, text: Text, width: int) -> list[Text]:
    """The text on at most two lines, the second cut if need be."""
    lines = wrapped(text, width)
    if len(lines) <= 2:
        return lines
    rest = text[len(lines[0].plain) :]
    begin = len(rest.plain) - len(rest.plain.lstrip(" "))
    return [lines[0], sheet.cut(rest[begin:], width)]


def _shared(columns: Sequence[_Column], whole: int, longest: int) -> list[int]:
    """The width of each column: its own if headlines leave room, else no more than its share."""
    widths = [min(column.width(), column.widest) for column in columns]
    spare = whole - longest - sum(width + GAP for width in widths)
    for index, column in enumerate(columns):
        more = max(0, min(spare, column.width() - widths[index]))
        widths[index] += more
        spare -= more
    return widths
