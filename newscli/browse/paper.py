"""What the browser draws on: the themes' roles, the colours around them, strips, and views of them.

`Paper.strip` and `Choke` are the last to touch what reaches the terminal: both pass it through
`safe`, as Textual itself does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.color import Color as RichColor
from rich.console import ConsoleRenderable
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip

from newscli import safe
from newscli.screen.measure import cells, fit
from newscli.screen.sheet import Sheet, together
from newscli.screen.themes import console_of, theme_of

DEFAULT = RichColor.default()
OWN = "ansi_default"  # the terminal's own colour, as Textual calls it


class Paper:
    """A theme on a background, and the letters that may be used."""

    def __init__(self, theme_name: str, *, painted: bool, ascii: bool) -> None:
        """`painted`: the theme brings its own background, if it has one."""
        self.ascii = ascii
        self.take(theme_name, painted=painted)

    def take(self, theme_name: str, *, painted: bool) -> None:
        """Have this theme from now on; all that is drawn on the paper has to be drawn anew."""
        self.theme = theme_name
        look = theme_of(theme_name)
        look = look if painted else look._replace(ground="", ink="")
        self.ground = look.ground or OWN
        self.base = style(look.ink, look.ground)
        """Of text without a role."""
        self.selected = self.base + style("", look.shade)
        self._console = console_of(theme_name, "truecolor")
        self._thumb = look.thumb or OWN
        accent = self._console.get_style("number")
        self.key = accent + Style(bold=True)
        """Of a key's name."""
        self.cursor = self.base + accent + Style(reverse=True)

    def color_bars(self, view: ScrollView) -> None:
        """Give the scroll bars of a view their colours."""
        styles = view.styles
        styles.scrollbar_color = styles.scrollbar_color_hover = self._thumb
        styles.scrollbar_color_active = self._thumb
        styles.scrollbar_background = styles.scrollbar_background_hover = self.ground
        styles.scrollbar_background_active = self.ground

    def sheet(self, width: int) -> Sheet:
        """What sets text in that many cells."""
        return Sheet(max(1, width), self.ascii)

    def lines(self, page: ConsoleRenderable, width: int) -> Iterator[Text]:
        """The lines of a page, laid out as they are asked for."""
        options = self._console.options.update(width=max(1, width), no_wrap=True)
        options.encoding = "ascii" if self.ascii else "utf-8"
        for line in page.__rich_console__(self._console, options):
            assert isinstance(line, Text), "pages of ours are made of lines"  # noqa: S101
            yield line

    def strip(self, text: Text, width: int, base: Style | None = None) -> Strip:
        """One line of exactly that many cells; `base` is the style below all others."""
        base = base or self.base
        segments = [
            Segment(safe.line(piece.text), base + piece.style if piece.style else base)
            for piece in together(text).render(self._console)  # a style of its own is a span then
        ]
        size = cells(text.plain)
        if size > width:
            return Strip(segments).adjust_cell_length(width, base)
        return Strip([*segments, Segment(" " * (width - size), base)], width)


def style(color: str, ground: str) -> Style:
    """A style of these colours, with the terminal's own where there is none."""
    return Style(color=color or None, bgcolor=ground or None)


class View(ScrollView):
    """Lines of which some are in view, each drawn when it comes there."""

    ALLOW_SELECT = False

    # Textual's own has the whole screen arranged, and both bars drawn, whenever it changes.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, paper: Paper, id: str) -> None:
        super().__init__(id=id)
        self._paper = paper
        paper.color_bars(self)

    def watch_virtual_size(self, size: Size) -> None:
        """Have the bar tell how many lines there are, and show none behind the last."""
        self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def render_line(self, y: int) -> Strip:
        """One line of what is in view."""
        return self.drawn(y + self.scroll_offset.y, self.scrollable_content_region.width)

    def drawn(self, index: int, width: int) -> Strip:
        """The line with that index, from 0, in so many cells; blank behind the last."""
        raise NotImplementedError


class Thumb(ScrollBarRender):
    """A scroll bar of whole cells, in which ASCII has its part, and nothing when all is in view."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: RichColor = DEFAULT,
        bar_color: RichColor = DEFAULT,
    ) -> Segments:
        """The bar, one cell a line."""
        if virtual_size <= window_size:
            blank = Segment(" " * thickness, Style(bgcolor=back_color))
            return Segments([blank] * size, new_lines=True)
        return super().render_bar(
            size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
        )


class Choke(LineFilter):
    """Makes safe, and ASCII if need be, whatever Textual's own parts draw."""

    def __init__(self, *, ascii: bool) -> None:
        super().__init__()
        self._ascii = ascii

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each as wide as before."""
        return [Segment(self._safe(text), style, control) for text, style, control in segments]

    def _safe(self, text: str) -> str:
        text = safe.line(text)
        if not self._ascii or text.isascii():
            return text
        width = cells(text)
        plain = safe.transliterated(text)
        return plain[: fit(plain, width)].ljust(width)


def filters(paper: Paper) -> list[LineFilter]:
    """What every line passes through on its way to the terminal."""
    choke: list[LineFilter] = [Choke(ascii=paper.ascii)]
    return [*choke, NoColor()] if paper.theme == "none" else choke
