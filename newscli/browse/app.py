"""The browser: what it asks of the library, and what each key does."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.message import Message
from textual.scrollbar import ScrollBar
from textual.timer import Timer
from textual.widgets import Input

from newscli.archive import Archive
from newscli.browse.chooser import Chooser
from newscli.browse.errands import Errands
from newscli.browse.finding import FIRST, MORE, Findings, Wish, found, rows_of
from newscli.browse.headlines import Headlines
from newscli.browse.help import Help
from newscli.browse.leaving import Terminal
from newscli.browse.library import Library
from newscli.browse.paper import Paper, Thumb, filters
from newscli.browse.rows import Rows
from newscli.browse.window import Window
from newscli.choices import THEMES, names
from newscli.errors import NewscliError
from newscli.process import INTERRUPTED, STOPPED
from newscli.records import Article
from newscli.sources import Location
from newscli.terminal import editor as editing

HANG_UP_EVERY = 1.0  # seconds between two looks whether the terminal still is there
SETTLED = (0.25, 1.0, 3.0)
"""Seconds after a change of size at which all is drawn once more.  A terminal that tells its new
size before it moves its lines, as a busy tmux does, has moved what was drawn in between."""


class Act(Message):
    """Something that another thread wants done in the browser's."""

    def __init__(self, do: Callable[[], None]) -> None:
        super().__init__()
        self.do = do


class Browser(App[int], inherit_bindings=False):
    """Browses one library; its result is an exit code."""

    CSS_PATH = "window.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(
        self,
        library: Library,
        wish: Wish,
        paper: Paper,
        terminal: Terminal | None = None,
        *,
        mark_read: bool = True,
    ) -> None:
        """`terminal` is None where there is none, as in a test; `mark_read`: whether what is
        opened is tagged as read."""
        super().__init__(ansi_color=True)
        self._terminal = terminal
        self.animation_level = "none"
        ScrollBar.renderer = Thumb
        self._library = library
        self._paper = paper
        self._choke = filters(paper)
        self._wish = wish
        self._found = Findings(self._wish, Rows())
        self._failure: BaseException | None = None
        self._settling: list[Timer] = []
        self._errands = Errands(self, library, mark_read=mark_read)
        library.on_failure = lambda failure: self.act(lambda: self._fail(failure))

    def get_driver_class(self) -> type[Driver]:
        """What draws, sending no new lines.

        Textual ends each row that it draws with one, though the next begins with a move.  On a
        terminal that has fewer rows by then than those drawn for, new lines scroll it, and what is
        drawn later stands elsewhere than is known.
        """
        driver = super().get_driver_class()

        class Still(driver):  # type: ignore[misc, valid-type]  # which depends on the platform
            def write(self, data: str) -> None:
                super().write(data.replace("\n", ""))

        return Still

    def get_default_screen(self) -> Window:
        self.window = Window(self._paper, self._wish.query)  # the screen below all others
        return self.window

    def get_line_filters(self) -> list[LineFilter]:
        """What every line passes through last."""
        return self._choke

    def stay(self) -> int:
        """Show the browser until it is left; raises what went wrong in it."""
        try:
            code = self.run()
        finally:
            self._library.close()
        if self._failure:
            raise self._failure
        return code or 0

    def on_mount(self) -> None:
        if self._terminal:
            loop = asyncio.get_running_loop()
            for number in self._terminal.signals:
                with suppress(NotImplementedError):  # Windows
                    loop.add_signal_handler(number, self._stop, number)
            self.set_interval(HANG_UP_EVERY, self._look_for_terminal)
        self.app_resume_signal.subscribe(self, lambda _: self._redraw())

    def _redraw(self) -> None:
        """Draw everything anew: something else has been on the terminal.

        A size that has settled may be told when the last screen has been left.
        """
        if not self.screen_stack:
            return
        for part in self.screen.walk_children():
            part.refresh()
        self.screen.refresh(layout=True)

    def on_resize(self, event: Resize) -> None:
        for timer in self._settling:
            timer.stop()
        self._settling = [self.set_timer(seconds, self._redraw) for seconds in SETTLED]

    def _stop(self, number: int) -> None:
        """Leave, as a signal asks."""
        if number == getattr(signal, "SIGHUP", None):
            self._vanish()  # Textual would wait for a terminal that is not there
        self.exit(STOPPED + number)

    def _look_for_terminal(self) -> None:
        """Leave when the terminal has gone: not every one sends a signal first."""
        if self._terminal and self._terminal.is_gone():
            self._vanish()

    def _vanish(self) -> None:
        """End at once: nobody is there to be told anything.  The index is whole at any moment."""
        if self._terminal:
            self._terminal.leave()
        os._exit(STOPPED + 1)

    def on_window_ready(self, event: Window.Ready) -> None:
        self._ask()

    # What other threads and the parts say

    @property
    def rows(self) -> Rows:
        """What is listed."""
        return self._found.rows

    def act(self, do: Callable[[], None]) -> None:
        """Have this done in the browser's thread."""
        self.post_message(Act(do))

    def on_act(self, act: Act) -> None:
        act.do()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self.window.prompt and event.value != self._wish.query:
            sort = self._wish.sort if event.value.strip() else ""
            limit = max(FIRST, self.window.headlines.in_view)
            self._ask(self._wish._replace(query=event.value, sort=sort, limit=limit))

    def on_headlines_selected(self, event: Headlines.Selected) -> None:
        self._show_article()

    def on_window_arranged(self, event: Window.Arranged) -> None:
        self._show_article()

    def on_headlines_wanted(self, event: Headlines.Wanted) -> None:
        marks = self._found.marks
        rows = self._found.rows

        def ask(archive: Archive) -> None:
            held = rows_of(archive, event.numbers, marks)
            self.act(lambda: self.window.headlines.hold(rows, held))

        self._library.ask("rows", ask)

    def on_headlines_ended(self, event: Headlines.Ended) -> None:
        if self._found.wish == self._wish:
            self._ask(self._wish._replace(limit=MORE * self._wish.limit), keep=True)

    # Asking and showing

    def _ask(self, wish: Wish | None = None, *, keep: bool = False) -> None:
        """Have the library find what is wished for."""
        wish = self._wish = wish or self._wish

        def ask(archive: Archive) -> None:
            result = found(archive, wish)
            if result:
                self.act(lambda: self._show(result, keep=keep))

        self._library.ask("find", ask)
        self.window.tell_keys(sort=wish.order, source=wish.source or "all")

    def _show(self, result: Findings, *, keep: bool) -> None:
        """Show what was found, unless something else is wished for by now."""
        if result.wish != self._wish:
            return
        if result.problem and self._found.rows:  # half a date, say: what was found before stays
            self.window.say(result.problem)
            return
        self._found = result
        self.window.tell_count(result)
        self.window.headlines.show(result.rows, digits=result.digits, keep=keep)

    def _show_article(self) -> None:
        """Show the selected article, as soon as its text is there."""
        row = self.window.headlines.row
        rows, marks = self._found.rows, self._found.marks
        if row is None:
            self.window.article.show(None)
        elif row.number in rows.articles:
            self.window.article.show(rows.articles[row.number], marks)
            self._errands.note_read()
        elif self.window.previews or self.window.mode == "reader":
            number = row.number

            def ask(archive: Archive) -> None:
                article = next(archive.articles([number]), None)
                self.act(lambda: self._arrive(article, rows))

            self._library.ask("article", ask)

    def _arrive(self, article: Article | None, rows: Rows) -> None:
        """Show an article that was asked for, if there still is one and it is the selected one."""
        if article is None:
            return
        rows.articles[article.number] = article
        row = self.window.headlines.row
        if rows is self._found.rows and row and row.number == article.number:
            self.window.article.show(article, self._found.marks)
            self._errands.note_read()

    def _handle_exception(self, error: Exception) -> None:
        """Leave; `main` tells what went wrong, where Textual would print a traceback."""
        self._failure = error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fail(self, failure: BaseException) -> None:
        """Tell a problem, which may pass; leave for what should not be."""
        if isinstance(failure, NewscliError):
            self.window.say(str(failure))
        else:
            self._failure = failure
            self.exit()

    # Keys

    def action_errand(self, name: str, *given: str) -> None:
        """Do one of `Errands`."""
        getattr(self._errands, name)(*given)

    def action_clear(self) -> None:
        if self.window.headlines.chosen:
            self.window.headlines.chosen.clear()
            self.window.headlines.draw()
            self.window.tell_keys()
            return
        self.window.prompt.value = ""
        self._ask(self._wish._replace(query="", sort="", source=""))

    def action_source(self) -> None:
        """Have one of the sources chosen, or all."""

        def take(source: str | None) -> None:
            if source is not None:
                self._ask(self._wish._replace(source=source))

        def choose(sources: list[tuple[str, int]]) -> None:
            self.push_screen(Chooser(self._paper, sources), take)

        def ask(archive: Archive) -> None:
            sources = archive.counted("source")
            self.act(lambda: choose(sources))

        self._library.ask("sources", ask)

    def action_sort(self) -> None:
        wish = self._wish._replace(sort=self._wish.next_order())
        self._ask(wish)
        self.window.say(f"sort: {wish.order}")

    def action_theme(self) -> None:
        themes = names(THEMES)
        after = themes[(themes.index(self._paper.theme) + 1) % len(themes)]
        self._paper.take(after, painted=True)
        self._choke = filters(self._paper)
        self.window.draw()
        self.window.tell_count(self._found)
        self._redraw()
        self.window.say(f"theme: {after}")

    def action_help(self) -> None:
        self.push_screen(Help(self._paper))

    def action_edit(self) -> None:
        """Open the document of the selected article at its line, in the user's own editor."""
        if article := self.window.article.article:

            def ask(archive: Archive) -> None:
                location = archive.location(article)
                self.act(lambda: self._edit(location, article.source.first_line))

            self._library.ask("edit", ask)

    def _edit(self, location: Location, line: int) -> None:
        try:
            editing.command(location, line)  # what cannot be opened leaves the screen as it is
        except NewscliError as error:
            self.window.say(str(error))
        else:
            self.lend(lambda: editing.edit(location, line))

    def lend(self, use: Callable[[], None]) -> None:
        """Have something use the terminal as it was; what went wrong there is said afterwards."""
        problem = ""
        with self.suspend():  # which an error would leave for good
            try:
                use()
            except NewscliError as error:
                problem = str(error)
            self._look_for_terminal()  # Textual would wait for one that is not there
        if problem:
            self.window.say(problem)

    def action_copy(self) -> None:
        if row := self.window.headlines.row:
            self.copy_to_clipboard(row.id)
            self.window.say(f"copied {row.id}")

    def action_leave(self) -> None:
        self.exit(INTERRUPTED)

    def action_quit_now(self) -> None:
        self.exit(0)
