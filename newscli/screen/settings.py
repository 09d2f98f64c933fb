"""The page of `newscli config`: where the file is, what is in force, and from where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.screen.measure import cells
from newscli.screen.sheet import GAP, WIDEST, Sheet, padded, together
from newscli.screen.wrapping import wrapped
from newscli.tuples import NamedTuple

LEAST_VALUE = 12  # cells


class SettingsPage(NamedTuple):
    """Settings, one a line."""

    place: str
    """Of the file."""
    note: str
    """What there is to say of it."""
    settings: Sequence[tuple[str, str, str]]
    """Key, value and where that is from; `default` when nobody set it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        width = min(WIDEST, sheet.inner)
        yield from sheet.inset(self._lines(sheet, width))

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        yield from wrapped(sheet.text(self.place, "title", path=True), width)
        yield from wrapped(sheet.text(self.note, "muted"), width)
        yield sheet.rule(width)
        keys = max(cells(key) for key, _, _ in self.settings)
        origins = max(cells(origin) for _, _, origin in self.settings)
        room = width - keys - 2 * len(GAP) - origins
        for key, value, origin in self.settings:
            name = padded(sheet.text(key, "number"), keys)
            is_set = origin != "default"
            said = sheet.text(value, "strong" if is_set else "muted")
            whence = sheet.text(origin, "muted")
            if room >= LEAST_VALUE:
                said = padded(sheet.cut(said, room), room)
                yield together(name, GAP, said, GAP, padded(whence, origins, right=True))
            else:
                yield sheet.cut(together(name, GAP, said), width)
                yield sheet.cut(together(" " * keys, GAP, whence), width)
