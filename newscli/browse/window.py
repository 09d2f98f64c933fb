"""The browser's one screen: query, list, article and keys, and how they share the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.events import Key, Resize
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from newscli.browse.article import ArticleView
from newscli.browse.finding import Findings
from newscli.browse.headlines import Headlines
from newscli.browse.keys import LIST, READER, TYPING
from newscli.browse.keys import Key as Named
from newscli.browse.notes import count, key_bar, notice
from newscli.browse.paper import Paper
from newscli.browse.prompt import Label, Prompt, Rule
from newscli.screen.measure import cells

BESIDE_FROM = 100  # columns: the preview stands at the right of the list
STACKED_FROM = 60  # columns: it stands below
LEAST_HEIGHT = 16  # rows: lower terminals have room for a list alone
MOMENT = 2.0  # seconds that a word on what was done stays in the bar of keys
NARROW_BELOW = 40  # columns: a margin costs too much, as on pages


def bound(keys: Iterable[Named]) -> list[BindingType]:
    """The keys as Textual takes them."""
    return [Binding(key.keys, key.action, show=False) for key in keys]


class QueryLine(Prompt):
    """The query, and the keys that are in force while it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bound(TYPING)

    async def _on_key(self, event: Key) -> None:
        if event.character == "?" and not self.value:  # it begins no query
            event.stop()
            event.prevent_default()
            await self.run_action("app.help")
        else:
            await super()._on_key(event)


class AskedLine(Prompt):
    """What is typed to say what is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.answer", show=False),
        Binding("escape", "screen.answer(False)", show=False),
        Binding("tab,shift+tab", "screen.nothing", show=False),  # nor the next widget
    ]


class HeadlineList(Headlines, inherit_bindings=False):
    """The list, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = bound(LIST)


class Reader(ArticleView, inherit_bindings=False):
    """The article, with its keys."""

    BINDINGS: ClassVar[list[BindingType]] = bound(READER)


class Window(Screen[None], inherit_bindings=False):
    """Query, list, article and keys."""

    class Ready(Message):
        """All parts are there."""

    class Arranged(Message):
        """Other parts may be in view than before."""

    def __init__(self, paper: Paper, query: str) -> None:
        super().__init__()
        self.paper = paper
        self.preview = True
        self._states = {"source": "all"}
        self._said = ""
        self._hushing: Timer | None = None
        self._query = query
        self.headlines = HeadlineList(paper)
        self.article = Reader(paper)
        self._glyph = Label(paper, "glyph")
        self._note = Label(paper, "note")
        self._over = Rule(paper, "over", within=True)
        self._between = Rule(paper, "between")
        self._keys = Label(paper, "keys")
        self._ask_label = Label(paper, "ask-label")
        self._answering: Callable[[str], None] = lambda answer: None
        self._asked_in = "list"

    def compose(self) -> ComposeResult:
        self.prompt = QueryLine(self.paper, self._query)  # wants a screen to be there already
        with Horizontal(id="head"):
            yield self._glyph
            yield self.prompt
            yield self._note
        yield self._over
        with Container(id="body"):
            yield self.headlines
            yield self._between
            yield self.article
        yield self._keys
        self._asked = AskedLine(self.paper, "", "asked", "")
        with Horizontal(id="ask"):
            yield self._ask_label
            yield self._asked

    def on_mount(self) -> None:
        self.fit()
        self.draw()
        self.set_focus(self.prompt)
        self.post_message(self.Ready())

    @property
    def mode(self) -> str:
        """Whose keys are in force: `typing`, `list` or `reader`."""
        if self.has_class("reading"):
            return "reader"
        if self.has_class("asking"):
            return self._asked_in
        return "typing" if self.focused is self.prompt else "list"

    @property
    def previews(self) -> bool:
        """Whether the selected article stands beside the list, or below it."""
        return not self.has_class("alone")

    def fit(self) -> None:
        """Share the terminal between list and article as its size allows."""
        size = self.app.size
        roomy = self.preview and size.height >= LEAST_HEIGHT and size.width >= STACKED_FROM
        self.set_class(not roomy, "alone")
        self.set_class(roomy and size.width < BESIDE_FROM, "stacked")
        self.set_class(size.width < NARROW_BELOW, "narrow")
        self.set_class(size.height < LEAST_HEIGHT, "low")
        self.post_message(self.Arranged())

    def on_resize(self, event: Resize) -> None:
        self.fit()
        self.call_after_refresh(self.tell_keys)

    def on_headlines_opened(self, event: Headlines.Opened) -> None:
        self.action_enter("reader")

    def on_article_view_moved(self, event: ArticleView.Moved) -> None:
        self.tell_keys()

    def draw(self) -> None:
        """Draw what goes by the paper's theme and does not do so by itself."""
        self.styles.background = self.paper.ground
        self._glyph.say(self.paper.sheet(1).text("❯", "number"))
        for view in (self.headlines, self.article):
            self.paper.color_bars(view)
            view.draw()

    def tell_count(self, found: Findings) -> None:
        """Say how many articles there are, beside the query."""
        note = count(self.paper.sheet(self.size.width), found)
        self._note.styles.width = cells(note.plain) + 1
        self._note.say(note)
        self.headlines.notice = notice(self.paper.sheet(self.size.width), found)

    def tell_keys(self, sort: str = "", source: str = "") -> None:
        """Say what the keys do; with the order and the source that are in force from now on."""
        states = {"sort": sort, "source": source}
        self._states.update({name: state for name, state in states.items() if state})
        right = self._said
        progress = self.article.progress()
        if not right and self.mode == "reader" and progress is not None:
            right = f"{progress}%"
        line = key_bar(self.paper, self.mode, self._states, self._now(), right, self.size.width)
        self._keys.styles.height = line.plain.count("\n") + 1
        self._keys.say(line)

    def _now(self) -> set[str]:
        """What of `Key.when` is so."""
        article, chosen = self.article.article, self.headlines.chosen
        now = {
            "chosen": bool(chosen),
            "matches": self.article.has_matches,
            "address": article is not None and bool(article.url),
            "empty": not self.prompt.value,
        }
        return {name for name, is_so in now.items() if is_so}

    def ask(self, label: str, answering: Callable[[str], None]) -> None:
        """Have something typed in place of the bar of keys; nothing is done unless it is."""
        shown = self.paper.sheet(self.size.width).text(f"{label} ", "number")
        self._ask_label.styles.width = cells(shown.plain)
        self._ask_label.say(shown)
        self._asked_in, self._answering = self.mode, answering
        self._asked.value = ""
        self.add_class("asking")
        self.set_focus(self._asked)

    def action_answer(self, taken: bool = True) -> None:
        """Do what was asked for, if it is taken, and go back."""
        answer = self._asked.value.strip()
        self.remove_class("asking")
        self.action_enter(self._asked_in)
        if taken and answer:
            self._answering(answer)

    def action_nothing(self) -> None:
        """A key that does nothing here, so that it does nothing else."""

    def say(self, words: str) -> None:
        """Say something for a moment, in place of what was said before."""
        if self._hushing:  # it would cut these words short
            self._hushing.stop()
        self._said = words
        self.tell_keys()
        self._hushing = self.set_timer(MOMENT, self._hush)

    def _hush(self) -> None:
        self._said = ""
        self.tell_keys()

    # Keys

    def action_enter(self, mode: str) -> None:
        """Put the keys of that mode in force, and show what they are for."""
        if mode == "reader" and self.headlines.row is None:
            return
        self.set_class(mode == "reader", "reading")
        widgets = {"typing": self.prompt, "list": self.headlines, "reader": self.article}
        self.set_focus(widgets[mode])
        self.post_message(self.Arranged())
        self.tell_keys()

    def action_choose(self) -> None:
        self.headlines.choose()
        count = len(self.headlines.chosen)
        self.say(f"{count:,} selected" if count else "none selected")

    def action_preview(self) -> None:
        self.preview = not self.preview
        self.fit()

    def action_move(self, step: int) -> None:
        self.headlines.select(self.headlines.selected + step)

    def action_move_page(self, pages: int) -> None:
        self.headlines.select(self.headlines.selected + pages * self.headlines.in_view)

    def action_move_to(self, top: bool) -> None:
        self.headlines.select(0 if top else len(self.headlines.rows) - 1)

    def action_scroll(self, lines: int) -> None:
        self.article.move(lines)

    def action_scroll_page(self, pages: float) -> None:
        self.article.move_page(pages)

    def action_scroll_to(self, top: bool) -> None:
        self.article.move_to_end(top=top)

    def action_match(self, step: int) -> None:
        at, places = self.article.move_to_match(step)
        self.say(f"match {at} of {places}" if places else "no matches")
