"""The page of `newscli search --lines`: every match in its line, one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.records import Answer, Occurrence
from newscli.screen.answers import opening
from newscli.screen.measure import cells, end_within, start_within
from newscli.screen.sheet import GAP, WIDEST, Sheet, command, held, padded, together
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

MATCH = 10  # cells kept for the match itself when the rest of a line is parted in two
CHARACTERS = 4  # of a text that are looked at for each cell of context; some take none


class ConcordancePage(NamedTuple):
    """Matches in their lines, one below the other, as they come."""

    answer: Answer
    """How the words were understood."""
    occurrences: Iterable[Occurrence]
    articles: int
    """In how many of them there are any."""
    digits: int
    """Of the greatest number of an article."""
    context: int | None = None
    """Cells on each side of the match; as many as there is room for when None."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        width = sheet.inner if self.context else min(WIDEST, sheet.inner)
        yield from sheet.inset(self._lines(sheet, width))

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        answer = self.answer._replace(total=self.articles)
        yield from opening(sheet, answer, width, noun="article")
        number = max(2, self.digits)
        room = max(2, width - number - len(GAP))
        left = max(1, (room - min(MATCH, room // 2)) // 2)
        left = min(left, self.context or left)
        count = 0
        for one in self.occurrences:
            shown = self._in_line(sheet, one, left, room - left)
            yield together(sheet.text(f"{one.number:>{number}}", "number"), GAP, shown)
            count += 1
        yield sheet.text("")
        lines = sheet.text(counted(count, "line"), "muted")
        yield from sheet.flowed([lines, command(sheet, "read")], width)

    def _in_line(self, sheet: Sheet, one: Occurrence, left: int, room: int) -> Text:
        """The match with the words around it, beginning after `left` cells, ending in `room`."""
        most = CHARACTERS * (left + room)
        before = sheet.text(one.text[max(0, one.start - most) : one.start])
        before = before[start_within(before.plain, left) :]
        match = sheet.cut(sheet.text(one.text[one.start : one.end], "match"), room)
        after = sheet.text(one.text[one.end : one.end + most])
        free = room - cells(match.plain)
        after = after[: end_within(after.plain, min(free, self.context or free))]
        return together(padded(before, left, right=True), held(match), after)
