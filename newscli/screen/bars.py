"""Rows of bars: name, thin bar, count, share and a remark, in columns that all rows share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from newscli.screen.measure import cells
from newscli.screen.sheet import GAP, WIDEST, Sheet, padded, together
from newscli.tuples import NamedTuple

LONGEST_LABEL = 34  # cells; `International Coffee Organization` fits
LONGEST_BAR = 38  # cells; longer ones tell no more
LEAST_BAR = 6  # cells; where there is no room for that, remarks go first and then bars
LEAST_LABEL = 8  # cells


class Bar(NamedTuple):
    """A row: how many there are of something."""

    label: Text
    number: int
    share: str = ""
    remark: str = ""
    filled: float | None = None
    """How much of the bar, 0 to 1; None without a bar."""


class Bars:
    """The columns that some rows have in common."""

    def __init__(self, sheet: Sheet, rows: Iterable[Bar]) -> None:
        self._sheet = sheet
        rows = list(rows)
        label = max((cells(row.label.plain) for row in rows), default=0)
        self._count = max((len(f"{row.number:,}") for row in rows), default=0)
        self._share = max((len(row.share) for row in rows), default=0)
        self._remark = max((len(row.remark) for row in rows), default=0)
        room = min(WIDEST, sheet.inner)
        self._label = min(label, LONGEST_LABEL, max(LEAST_LABEL, 2 * room // 5))
        self._bar = min(LONGEST_BAR, room - self._without_bar())
        if self._bar < LEAST_BAR:
            self._remark = 0
            self._bar = min(LONGEST_BAR, room - self._without_bar())
        if self._bar < LEAST_BAR:
            self._bar = 0
            self._label = max(1, min(label, room - self._without_bar() + self._label + len(GAP)))
        self.width = max(1, min(room, self._without_bar() + self._bar))
        """Of a row, in cells."""

    def _without_bar(self) -> int:
        columns = [self._label, self._count, self._share, self._remark]
        return sum(columns) + len(GAP) * sum(1 for size in columns if size)

    def row(self, row: Bar) -> Text:
        """The row in its columns."""
        sheet = self._sheet
        line = padded(sheet.cut(row.label, self._label), self._label)
        if self._bar:
            bar = drawn(sheet, row.filled, self._bar) if row.filled is not None else sheet.text("")
            line = together(line, GAP, padded(bar, self._bar))
        line = together(line, GAP, sheet.text(f"{row.number:>{self._count},}", "strong"))
        if self._share:
            line = together(line, GAP, sheet.text(f"{row.share:>{self._share}}", "muted"))
        if self._remark:
            line = together(line, GAP, sheet.text(f"{row.remark:>{self._remark}}", "muted"))
        line.rstrip()
        return line


def drawn(sheet: Sheet, filled: float, width: int) -> Text:
    """A bar and its track, to half a cell; what there is any of has half a cell at least."""
    halves = round(2 * width * filled)
    if filled and not halves:
        halves = 1
    whole, half = divmod(halves, 2)
    if sheet.ascii:
        whole, half = whole + half, 0
    bar = sheet.text("━" * whole + "╸" * half, "bar")
    return together(bar, sheet.text("─" * (width - whole - half), "track"))


def meter(sheet: Sheet, score: float, length: int) -> Text:
    """A score of 0 to 100 as a bar of so many whole cells; whatever has a score has some bar."""
    filled = min(length, max(1, round(score / 100 * length)))
    return together(sheet.text("━" * filled, "bar"), sheet.text("─" * (length - filled), "track"))


def shares(counts: Sequence[int], whole: int, *, add_up: bool) -> list[str]:
    """Each count as a percentage of the whole; if they `add_up` to it, so do the percentages.

    What the rounding leaves goes to the largest remainders (Hamilton's method).

    >>> shares([1, 1, 1], 3, add_up=True), shares([1, 999], 1000, add_up=True)
    (['34%', '33%', '33%'], ['<1%', '100%'])
    """
    exact = [100 * count / (whole or 1) for count in counts]
    if add_up and whole:
        parts = [int(part) for part in exact]
        order = sorted(range(len(exact)), key=lambda at: (parts[at] - exact[at], at))
        for at in order[: 100 - sum(parts)]:
            parts[at] += 1
    else:
        parts = [round(part) for part in exact]
    return [
        f"{part}%" if part or not count else "<1%"
        for part, count in zip(parts, counts, strict=True)
    ]
