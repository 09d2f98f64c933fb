"""The page of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip

from newscli.browse.keys import MODES, Key
from newscli.browse.notes import label
from newscli.browse.paper import Paper, View
from newscli.browse.prompt import Label
from newscli.screen.measure import cells
from newscli.screen.sheet import Sheet, padded, together
from newscli.screen.wrapping import wrapped

TITLES = {"typing": "While you type", "list": "In the list", "reader": "While you read"}
COLUMN = 34  # cells: keys, and what they do; three fit on 120, two on 80
GAP = 4
KEYS = 14  # cells


class Help(ModalScreen[None], inherit_bindings=False):
    """What every key does, until one is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss(None)", show=False)
    ]

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self._paper = paper
        self.styles.background = paper.ground

    def compose(self) -> ComposeResult:
        self._foot = Label(self._paper, "key-foot")
        yield KeyPage(self._paper)
        yield self._foot

    def on_key_page_turned(self, event: KeyPage.Turned) -> None:
        sheet = self._paper.sheet(self.size.width)
        more = f"{event.below} more below: j, space" if event.below else "all of it"
        foot = sheet.text(f"{more} · esc goes back", "muted")
        self._foot.say(together(sheet.margin, sheet.cut(foot, sheet.inner)))


class KeyPage(View, can_focus=True, inherit_bindings=False):
    """The keys, which may be more than fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "turn(1)", show=False),
        Binding("k,up", "turn(-1)", show=False),
        Binding("space,pagedown", "turn(10)", show=False),
        Binding("b,pageup", "turn(-10)", show=False),
    ]

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, "key-page")
        self._lines: list[Text] = []

    class Turned(Message):
        """Other lines are in view."""

        def __init__(self, below: int) -> None:
            super().__init__()
            self.below = below

    def action_turn(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def _tell(self) -> None:
        seen = round(self.scroll_offset.y) + self.size.height
        self.post_message(self.Turned(max(0, len(self._lines) - seen)))

    def on_resize(self, event: Resize) -> None:
        sheet = self._paper.sheet(self.scrollable_content_region.width)
        self._lines = page(self._paper, sheet)
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()
        self._tell()

    def on_click(self, event: Click) -> None:
        self.screen.dismiss(None)

    def drawn(self, index: int, width: int) -> Strip:
        """A line of the page."""
        line = self._lines[index] if index < len(self._lines) else Text()
        return self._paper.strip(line, width)


def page(paper: Paper, sheet: Sheet) -> list[Text]:
    """The page of keys: its parts side by side as far as there is room."""
    beside = max(1, (sheet.inner + GAP) // (COLUMN + GAP))
    blocks = [_block(paper, sheet, TITLES[mode], keys) for mode, keys in MODES.items()]
    lines = [Text()]
    for first in range(0, len(blocks), beside):
        row = blocks[first : first + beside]
        for index in range(max(map(len, row))):
            cut = [block[index] if index < len(block) else Text() for block in row]
            columns = [padded(text, COLUMN + GAP) for text in cut]
            line = together(sheet.margin, *columns)
            line.rstrip()
            lines.append(sheet.cut(line, sheet.width))
        lines.append(Text())
    end = 'Any query is one of `newscli search`: "a phrase", -not, kreml*, =exact, headline:word.'
    last = wrapped(sheet.text(end, "muted"), max(1, sheet.inner))
    return [*lines, *(together(sheet.margin, line) for line in last)]


def _block(paper: Paper, sheet: Sheet, title: str, keys: Sequence[Key]) -> list[Text]:
    lines = [sheet.text(title, "title"), Text()]
    for key in keys:
        shown = Text(label(paper, key.shown), paper.key)
        space = " " * max(1, KEYS - cells(shown.plain))
        lines.append(together(shown, space, sheet.text(key.does, "muted")))
    return lines
