"""An article on the screen: the preview beside the list, and the reader."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newscli.browse.paper import Paper, View
from newscli.records import Article, Marks
from newscli.screen import ArticlePage

AHEAD = 100  # lines laid out below those in view
CHUNK = 400  # lines of the rest that are laid out between two looks at the keyboard
FARTHEST_MATCH = 5_000  # lines that are laid out before an article is shown, to begin at a match
ABOVE_MATCH = 3  # one part in so many of the height stands above a match that was gone to


class ArticleView(View, can_focus=True):
    """One article, laid out as far as it has been looked at."""

    class Moved(Message):
        """Another part of the article is in view."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, "article")
        self.article: Article | None = None
        self._marks: Marks | None = None
        self._coming: Iterator[Text] | None = None
        """The lines that are still to be laid out; None when all are."""
        self._lines: list[Text] = []
        self._strips: dict[int, Strip] = {}
        self._match = -1
        self._start = 0
        """The first line in view when the article was shown."""

    @property
    def has_matches(self) -> bool:
        """Whether there are matches to go to, as far as is known."""
        return any(map(_has_match, self._lines))

    def show(self, article: Article | None, marks: Marks | None = None) -> None:
        """Show this article from its top, or none; one that is shown stays where it is."""
        if article is self.article and marks is self._marks:
            return
        self.article, self._marks = article, marks
        self._match = -1
        self.draw()
        self._begin()

    def _begin(self) -> None:
        """Show the top, or the first line with a match, if that is not to be seen there and is not
        far."""
        self.scroll_to(y=0, animate=False)
        self._begin_at_match()
        self._start = self.scroll_offset.y

    def _begin_at_match(self) -> None:
        height = self.size.height
        at = 0
        while at < FARTHEST_MATCH and (at < len(self._lines) or self._coming):
            self._need(at + AHEAD)
            line = next((i for i in range(at, len(self._lines)) if _has_match(self._lines[i])), -1)
            if line >= height > 0:
                self._match = line
                self.move(line - height // ABOVE_MATCH)
            if line >= 0:
                return
            at += AHEAD

    def progress(self) -> int | None:
        """How much of the article has been in view, in percent; None until all is laid out."""
        if self._coming is not None:
            return None
        seen = self.scroll_offset.y + self.size.height
        return min(100, round(100 * seen / max(1, len(self._lines))))

    def move(self, lines: int) -> None:
        """Scroll by that many lines."""
        top = self.scroll_offset.y + lines
        self._need(top + self.size.height)
        self.scroll_to(y=max(0, top), animate=False)

    def move_page(self, pages: float) -> None:
        """Scroll by that many pages; whole ones leave a line of the last in view."""
        self.move(int(pages * self.size.height) - (1 if pages == 1 else -1 if pages == -1 else 0))

    def move_to_end(self, *, top: bool = False) -> None:
        """Scroll to the last line, or the first."""
        self._need(None)
        self.move(-len(self._lines) if top else len(self._lines))

    def move_to_match(self, step: int) -> tuple[int, int]:
        """Bring the next (1) or previous (-1) line with a match into view.

        Which one it is, counted from 1, and how many there are; (0, 0) without any.
        """
        self._need(None)
        places = [i for i, line in enumerate(self._lines) if _has_match(line)]
        if not places:
            return 0, 0
        after = [i for i, place in enumerate(places) if place > self._match]
        at = after[0] if after else 0
        if step < 0:
            before = [i for i, place in enumerate(places) if place < self._match]
            at = before[-1] if before else len(places) - 1
        self._match = places[at]
        self.move(self._match - self.size.height // ABOVE_MATCH - self.scroll_offset.y)
        return at + 1, len(places)

    def on_resize(self, event: Resize) -> None:
        is_at_start = self.scroll_offset.y == self._start
        self.draw()
        if is_at_start:  # nobody has moved it; with other lines it begins elsewhere
            self._begin()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._need(round(new_value) + self.size.height + AHEAD)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def drawn(self, index: int, width: int) -> Strip:
        """A line of the page, as far as that is laid out."""
        if index >= len(self._lines):
            return self._paper.strip(Text(), width)
        if index not in self._strips:
            self._strips[index] = self._paper.strip(self._lines[index], width)
        return self._strips[index]

    def draw(self) -> None:
        """Lay the page out anew, for another article, width or theme."""
        width = self.scrollable_content_region.width
        self._lines, self._coming = [], None
        self._strips.clear()
        if self.article and width > 0:
            self._coming = self._paper.lines(ArticlePage(self.article, self._marks), width)
        self._need(self.scroll_offset.y + self.size.height + AHEAD)
        self.refresh()
        if self._coming:
            self.call_later(self._go_on)

    def _go_on(self) -> None:
        """Lay out some more, until there is no more."""
        self._need(len(self._lines) + CHUNK)
        if self._coming:
            self.call_later(self._go_on)
        else:
            self.post_message(self.Moved())

    def _need(self, count: int | None) -> None:
        """Have that many lines laid out; all of them when None."""
        while self._coming and (count is None or len(self._lines) < count):
            line = next(self._coming, None)
            if line is None:
                self._coming = None
            else:
                self._lines.append(line)
        if self.virtual_size.height != len(self._lines):
            self.virtual_size = Size(0, len(self._lines))


def _has_match(line: Text) -> bool:
    return any(span.style == "match" for span in line.spans)
