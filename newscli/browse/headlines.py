"""The list of headlines, drawn row by row as rows come into view: its length costs nothing."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style
from rich.text import Text
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newscli.browse.paper import Paper, View
from newscli.browse.rows import Row, Rows, two_lines
from newscli.screen.sheet import together
from newscli.screen.wrapping import wrapped

HEIGHT = 2  # lines of a row
MARK = "▎"  # before the selected row
CHOSEN = "+"  # beside it, of rows that something is to be done with
AHEAD = 50  # rows around those in view that are asked for with them
LEAST_DIGITS = 2


class Headlines(View, can_focus=True):
    """A list of articles, one of them selected."""

    class Selected(Message):
        """Another row is the selected one, or another article stands in it."""

    class Opened(Message):
        """The selected article is to be read."""

    class Wanted(Message):
        """Rows are in view that are not known."""

        def __init__(self, numbers: list[int]) -> None:
            super().__init__()
            self.numbers = numbers

    class Ended(Message):
        """The end of a list that was cut has come near."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, "headlines")
        self.rows = Rows()
        self._digits = LEAST_DIGITS
        self.selected = 0
        """The place of the selected row, from 0."""
        self._strips: dict[tuple[int, bool], tuple[Strip, Strip]] = {}
        self._asked: list[int] = []
        """Numbers of the rows that were asked for last."""
        self.chosen: set[int] = set()
        """Numbers of the articles that were selected, to do something with them."""
        self.notice: Text | None = None
        """Shown in place of an empty list."""

    @property
    def row(self) -> Row | None:
        """The selected row; None when there is none, or it is not known yet."""
        return self.rows.row(self.selected) if self.rows else None

    def show(self, rows: Rows, *, digits: int, keep: bool = False) -> None:
        """Show these rows, the first of them selected; the same place as before with `keep`."""
        self.rows = rows
        self._asked = []
        self._digits = max(LEAST_DIGITS, digits)
        self._strips.clear()
        self.selected = min(self.selected, max(0, len(rows) - 1)) if keep else 0
        self._measure()
        if not keep:
            self.scroll_to(y=0, animate=False)
        self.refresh()
        self.post_message(self.Selected())

    def hold(self, rows: Rows, known: Iterable[Row]) -> None:
        """Know some of the rows, if they still are those shown."""
        before = self.row
        rows.hold(known)
        if rows is not self.rows:
            return
        self.draw()
        if before is None and self.row:
            self.post_message(self.Selected())

    def draw(self) -> None:
        """Draw all rows anew, as what is said of them may have changed, or the theme."""
        self._strips.clear()
        self.refresh()

    def choose(self) -> None:
        """Select the row, or no longer, and go on to the next."""
        if row := self.row:
            self.chosen ^= {row.number}
            self.draw()
            self.select(self.selected + 1)

    def select(self, index: int) -> None:
        """Select the row at that place, or the nearest there is, and bring it into view."""
        index = max(0, min(index, len(self.rows) - 1))
        if index != self.selected and len(self.rows):
            before, self.selected = self.selected, index
            self.refresh_lines(before * HEIGHT, HEIGHT)
            self.refresh_lines(index * HEIGHT, HEIGHT)
            self.post_message(self.Selected())
        self._reveal()
        self._look_ahead(index)

    @property
    def in_view(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height // HEIGHT)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value:
            self._look_ahead(int(new_value) // HEIGHT + self.in_view)

    def _look_ahead(self, index: int) -> None:
        """Tell when the end of a list that was cut is near."""
        if len(self.rows) - self.in_view <= index and len(self.rows) < self.rows.total:
            self.post_message(self.Ended())

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        first = self.selected * HEIGHT
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif first + HEIGHT > top + height:
            self.scroll_to(y=first + HEIGHT - height, animate=False)

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self.rows) * HEIGHT)

    def on_resize(self, event: Resize) -> None:
        self._strips.clear()
        self._measure()
        self._reveal()

    def on_click(self, event: Click) -> None:
        """A click selects; a second one opens."""
        index = (event.y + self.scroll_offset.y) // HEIGHT
        if index >= len(self.rows):
            return
        self.select(index)
        if event.chain == 2:
            self.post_message(self.Opened())

    def drawn(self, index: int, width: int) -> Strip:
        """A line of a row; below them, or in their place, the notice."""
        row, part = divmod(index, HEIGHT)
        if row < len(self.rows):
            return self._drawn_row(row, width)[part]
        return self._paper.strip(self._notice_line(index, width), width)

    def _drawn_row(self, index: int, width: int) -> tuple[Strip, Strip]:
        selected = index == self.selected
        row = self.rows.row(index)
        if row is None:
            self._want(index)
            blank = self._paper.strip(Text(), width)
            return blank, blank
        key = (index, selected)
        if key not in self._strips:
            sheet = self._paper.sheet(width - 3)  # mark, a space before and one after
            bold, base = self._paper.base, self._paper.base
            if selected:
                bold, base = self._paper.selected + Style(bold=True), self._paper.selected
            mark = self._paper.sheet(1).text(MARK if selected else " ", "number")
            sign = Text(CHOSEN if row.number in self.chosen else " ", self._paper.key)
            first, second = two_lines(sheet, row, self._digits)
            self._strips[key] = (
                self._paper.strip(together(mark, sign, first), width, bold),
                self._paper.strip(together(mark, " ", second), width, base),
            )
        return self._strips[key]

    def _want(self, index: int) -> None:
        """Ask for the rows around one that is not known, once."""
        first = self.scroll_offset.y // HEIGHT
        numbers = self.rows.unknown(min(index, first) - AHEAD, first + self.in_view + AHEAD)
        if self._asked != numbers:
            self._asked = numbers
            # Later, as a message that is sent while the screen is drawn goes no further than it.
            self.call_later(self._ask, numbers)

    def _ask(self, numbers: list[int]) -> None:
        self.post_message(self.Wanted(numbers))

    def _notice_line(self, y: int, width: int) -> Text:
        """The notice's line at that height, below a blank one."""
        if self.rows or self.notice is None:
            return Text()
        lines = wrapped(self.notice, max(1, width - 6))
        return together("   ", lines[y - 1]) if 0 < y <= len(lines) else Text()
