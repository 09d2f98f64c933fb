"""A page of names with their counts: tags, saved searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.screen.measure import cells
from newscli.screen.sheet import GAP, Sheet, padded, together
from newscli.tuples import NamedTuple


class NamesPage(NamedTuple):
    """Names, one a line."""

    rows: Sequence[tuple[str, int, str]]
    """Name, count and what there is to say of it."""
    noun: str
    """What is counted."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        counts = [f"{count:,} {self.noun}" for _, count, _ in self.rows]
        right = max(map(len, counts))
        names = min(max(cells(sheet.clean(name)) for name, _, _ in self.rows), sheet.inner // 2)
        room = sheet.inner - names - right - 2 * len(GAP)
        for (name, _, note), count in zip(self.rows, counts, strict=True):
            title = padded(sheet.cut(sheet.text(name, "strong"), names), names)
            line = together(sheet.margin, title, GAP, sheet.text(f"{count:>{right}}", "muted"))
            if note and room > 0:
                line = together(line, GAP, sheet.cut(sheet.text(note, "muted"), room))
            yield line
