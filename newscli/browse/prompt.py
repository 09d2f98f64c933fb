"""What stands around the list: the line that is typed into, rules, and the bar of keys."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from newscli import safe
from newscli.browse.paper import Paper
from newscli.screen.measure import cells
from newscli.screen.sheet import together


class Prompt(Input, inherit_bindings=False):
    """The query as it is typed: one line, edited with the keys of a shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,ctrl+b", "cursor_left"),
        Binding("right,ctrl+f", "cursor_right"),
        Binding("ctrl+left,alt+b", "cursor_left_word"),
        Binding("ctrl+right,alt+f", "cursor_right_word"),
        Binding("home,ctrl+a", "home"),
        Binding("end,ctrl+e", "end"),
        Binding("backspace,ctrl+h", "delete_left"),
        Binding("delete,ctrl+d", "delete_right"),
        Binding("ctrl+w,alt+backspace", "delete_left_word"),
        Binding("ctrl+u", "delete_left_all"),
    ]

    # As for a `View`: a letter more is no reason to arrange the whole screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(
        self, paper: Paper, value: str, id: str = "prompt", placeholder: str = "Search"
    ) -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False, id=id)
        self._paper = paper
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """What is typed or pasted, as one line that can be shown."""
        return safe.line(value)

    def render_line(self, y: int) -> Strip:
        """The query with its cursor, as far as it is in view."""
        width = self.scrollable_content_region.width
        sheet = self._paper.sheet(width)
        cursor = self._paper.cursor
        if not self.value:
            text = sheet.text(self.placeholder, "muted")
            if self.has_focus:
                text.stylize(cursor, 0, 1)
            return self._paper.strip(text, width)
        at = self.cursor_position
        before, under, after = self.value[:at], self.value[at : at + 1] or " ", self.value[at + 1 :]
        text = together(
            sheet.text(before),
            Text(under, cursor) if self.has_focus else Text(under),
            sheet.text(after),
        )
        strip = self._paper.strip(text, cells(text.plain))
        return strip.crop(self.scroll_offset.x).adjust_cell_length(width, self._paper.base)


class Label(Widget):
    """Lines of text, which its owner sets."""

    ALLOW_SELECT = False
    # As for a `View`: its owner sets its width, which arranges the screen already.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, paper: Paper, id: str) -> None:
        super().__init__(id=id)
        self._paper = paper
        self._lines = [Text()]

    def say(self, text: Text) -> None:
        """Show this text."""
        self._lines = [*text.split("\n")]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the text, and blanks below them."""
        text = self._lines[y] if y < len(self._lines) else Text()
        return self._paper.strip(text, self.size.width)


class Rule(Widget):
    """A thin line across, or down."""

    ALLOW_SELECT = False

    def __init__(self, paper: Paper, id: str, *, within: bool = False) -> None:
        """`within`: between the margins that text keeps."""
        super().__init__(id=id)
        self._paper = paper
        self._within = within

    def render_line(self, y: int) -> Strip:
        """A piece of the rule."""
        width = self.size.width
        sheet = self._paper.sheet(width)
        if width == 1:
            return self._paper.strip(Text("|" if self._paper.ascii else "│", "track"), width)
        if not self._within:
            return self._paper.strip(sheet.rule(width), width)
        return self._paper.strip(together(sheet.margin, sheet.rule(sheet.inner)), width)
