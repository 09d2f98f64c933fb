"""Choosing one of the sources: typing narrows them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Click
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from newscli.browse.headlines import MARK
from newscli.browse.paper import Paper, View
from newscli.browse.prompt import Label, Prompt, Rule
from newscli.screen.measure import cells
from newscli.screen.sheet import together
from newscli.text import fold

ALL = "all sources"


class ChoiceLine(Prompt):
    """What is typed to find a source, and the keys that choose one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", show=False),
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n,ctrl+j,ctrl+s", "screen.move(1)", show=False),
        Binding("up,ctrl+p,ctrl+k", "screen.move(-1)", show=False),
        Binding("pagedown", "screen.move(10)", show=False),
        Binding("pageup", "screen.move(-10)", show=False),
        Binding("ctrl+r", "screen.sort", show=False),
    ]


class Chooser(ModalScreen[str | None], inherit_bindings=False):
    """Gives the source that was chosen, empty for all; None when none was."""

    def __init__(self, paper: Paper, sources: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self._paper = paper
        total = sum(count for _, count in sources)
        self._choices = [("", total), *sources]
        self._list = Choices(paper)
        self._by_name = False
        self._note = Label(paper, "choice-note")
        self.styles.background = paper.ground

    def compose(self) -> ComposeResult:
        self._prompt = ChoiceLine(self._paper, "", "choice", "Source")
        glyph = Label(self._paper, "choice-glyph")
        glyph.say(self._paper.sheet(1).text("❯", "number"))
        with Horizontal(id="choice-head"):
            yield glyph
            yield self._prompt
            yield self._note
        yield Rule(self._paper, "choice-rule", within=True)
        yield self._list

    def on_mount(self) -> None:
        self._show()
        self.set_focus(self._prompt)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def _show(self) -> None:
        """Show the sources that what is typed leaves, and how many they are."""
        sought = fold(self._prompt.value.strip())
        found = [choice for choice in self._choices if sought in fold(choice[0] or ALL)]
        if self._by_name:  # all of them first, else by what is folded
            found.sort(key=lambda choice: fold(choice[0]))
        self._list.show(found)
        there, shown = len(self._choices) - 1, sum(name != "" for name, _ in found)
        order = "by name" if self._by_name else "most first"
        counted = f"{shown:,}/{there:,}" if shown < there else f"{there:,}"
        note = self._paper.sheet(self.size.width).text(f"{counted} · {order}: ctrl-r", "muted")
        self._note.styles.width = cells(note.plain)
        self._note.say(note)

    def action_sort(self) -> None:
        """By name, or those of most articles first."""
        self._by_name = not self._by_name
        self._show()

    def action_take(self) -> None:
        """Leave with the selected source, if there is one."""
        if (chosen := self._list.chosen) is not None:
            self.dismiss(chosen)

    def action_move(self, step: int) -> None:
        self._list.select(self._list.selected + step)


class Choices(View, can_focus=False):
    """The sources that are left, with how many articles each has."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, "choices")
        self._shown: list[tuple[str, int]] = []
        self.selected = 0

    @property
    def chosen(self) -> str | None:
        """The selected source; None when none is left."""
        return self._shown[self.selected][0] if self._shown else None

    def show(self, choices: list[tuple[str, int]]) -> None:
        """Show these, the first selected."""
        self._shown, self.selected = choices, 0
        self.virtual_size = Size(0, len(choices))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def select(self, index: int) -> None:
        """Select the source at that place, or the nearest there is."""
        self.selected = max(0, min(index, len(self._shown) - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= self.selected < top + height:
            self.scroll_to(y=max(0, self.selected - height // 2), animate=False)
        self.refresh()

    async def on_click(self, event: Click) -> None:
        """A click chooses."""
        index = event.y + self.scroll_offset.y
        if index < len(self._shown):
            self.select(index)
            await self.run_action("screen.take")

    def drawn(self, index: int, width: int) -> Strip:
        """A source and its articles."""
        if index >= len(self._shown):
            return self._paper.strip(Text(), width)
        name, count = self._shown[index]
        sheet = self._paper.sheet(width)
        number = sheet.text(f"{count:,}", "muted")
        room = max(1, width - 6 - cells(number.plain))
        is_selected = index == self.selected
        mark = sheet.text(MARK if is_selected else " ", "number")
        title = sheet.cut(sheet.text(name or ALL, "" if name else "muted"), room)
        line = together(mark, " ", title, "  ", number)
        return self._paper.strip(line, width, self._paper.selected if is_selected else None)
