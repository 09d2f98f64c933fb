"""The page of `newscli read`: one article, set to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions
from rich.style import Style
from rich.text import Text

from newscli import safe
from newscli.records import Article, Caption, Marks, Summary
from newscli.screen.facts import day, minutes
from newscli.screen.sheet import Sheet, together
from newscli.screen.stories import relatives_foot
from newscli.screen.wrapping import wrapped
from newscli.text.counted import counted
from newscli.text.sentences import SENTENCE_END
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.stories.story import Relative

MEASURE = 68  # longer lines are hard to read (Bringhurst)
MARGINS = (2, 16)


class ArticlePage(NamedTuple):
    """Headline, what is known about it, captions, body, and where it came from."""

    article: Article
    marks: Marks | None = None
    """The slices to mark in any text of the article."""
    marked: str = ""
    """The words that these are of, told at the foot."""
    relatives: Sequence[Relative] = ()
    """What tells the same and what is related, as far as it is known."""
    neighbours: Sequence[Summary] = ()
    """The articles before and after it, told at the foot."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        margin = min(max((sheet.width - MEASURE) // 2, MARGINS[0]), MARGINS[1])
        if sheet.width < 30:
            margin = 0
        width = max(1, min(MEASURE, sheet.width - 2 * margin))
        for line in self._lines(sheet, width):
            yield together(" " * margin, line) if line.plain else line

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        article = self.article
        blank = sheet.text("")
        yield blank
        if not article.headline_derived:
            yield from wrapped(self._text(sheet, article.headline, "title"), width, balanced=True)
            yield blank
        yield from self._facts(sheet, width)
        yield sheet.rule(width)
        yield blank
        for caption in article.captions:
            yield from self._caption(sheet, caption, width)
            yield blank
        yield from self._body(sheet, width)
        yield from self._foot(sheet, width)
        yield from relatives_foot(sheet, article.number, self.relatives, width)
        yield from self._neighbours(sheet, width)

    def _text(self, sheet: Sheet, raw: str, style: str = "") -> Text:
        """A text of the article with its matches marked."""
        return sheet.text(raw, style, self.marks(raw) if self.marks else ())

    def _facts(self, sheet: Sheet, width: int) -> Iterator[Text]:
        """Who, where and when at the left, how long at the right; on two lines if need be."""
        article = self.article
        stated = [article.byline, article.publisher, article.place, day(article.date)]
        left = [sheet.cut(sheet.text(fact, "muted"), width) for fact in stated if fact]
        size = [counted(article.words, "word"), f"{minutes(article.words)} min"]
        right = [sheet.text(fact, "muted") for fact in size]
        if article.number:
            right.append(sheet.text(f"#{article.number}", "number"))
        return sheet.spread(left or right, right if left else [], width)

    def _caption(self, sheet: Sheet, caption: Caption, width: int) -> Iterator[Text]:
        """The caption behind a bar, its credit on a line of its own."""
        text, credit = _parted(caption)
        room = max(1, width - 3)
        lines = wrapped(self._text(sheet, text, "quote"), room) if text else []
        if credit:
            lines += wrapped(self._text(sheet, credit, "muted"), room)
        for line in lines:
            yield together(sheet.text("▎", "number"), "  ", line)

    def _body(self, sheet: Sheet, width: int) -> Iterator[Text]:
        """Paragraphs and cross-heads, a blank line after each."""
        runs_in = self.article.headline_derived
        for role, text in self.article.body:
            if role == "subhead":
                yield from wrapped(self._text(sheet, text, "strong"), width, balanced=True)
            elif runs_in:
                yield from wrapped(self._run_in(sheet, text), width)
                runs_in = False
            else:
                yield from wrapped(self._text(sheet, text), width)
            yield sheet.text("")

    def _run_in(self, sheet: Sheet, paragraph: str) -> Text:
        """The first sentence in bold, as nothing else names the article."""
        end = _first_sentence(paragraph, self.article.headline)
        opening = self._text(sheet, paragraph[:end], "strong")
        return together(opening, self._text(sheet, paragraph[end:]))

    def _foot(self, sheet: Sheet, width: int) -> Iterator[Text]:
        """The file and lines that the article stands on, and its address if it states one."""
        source = self.article.source
        lines = f"{source.first_line}–{source.last_line}"
        where = sheet.text(source.path, "muted", path=True)
        yield from wrapped(together(where, sheet.text(f":{lines}", "muted")), width)
        if source.origin:
            origin = sheet.text(source.origin, "muted", path=True)
            yield from wrapped(together(sheet.text("exported from ", "muted"), origin), width)
        if self.article.url:
            url = sheet.text(self.article.url, "muted")
            if target := safe.link(self.article.url):
                url.stylize(Style(link=target))
            yield from wrapped(url, width)
        if self._is_marked():
            yield sheet.cut(sheet.text(f"marked: {self.marked}", "muted"), width)

    def _neighbours(self, sheet: Sheet, width: int) -> Iterator[Text]:
        """What to read before and after, by number and headline."""
        if self.neighbours:
            yield sheet.text("")
        before, behind = "<>" if sheet.ascii else "‹›"
        digits = max((len(str(neighbour.number)) for neighbour in self.neighbours), default=0)
        for neighbour in self.neighbours:
            sign = before if neighbour.number < self.article.number else behind
            number = sheet.text(f"{sign} {neighbour.number:>{digits}}", "number")
            yield sheet.cut(together(number, "  ", sheet.text(neighbour.headline, "muted")), width)

    def found(self) -> Iterator[str]:
        """All that is marked, from the top."""
        article = self.article
        texts = (article.headline, *(caption.text for caption in article.captions))
        heads = (head.text for head in article.subheads)
        for text in (*texts, *heads, *article.paragraphs) if self.marks else ():
            for start, end in self.marks(text) if self.marks else ():
                yield text[start:end]

    def _is_marked(self) -> bool:
        """Whether there is anything to mark, and words to tell for it."""
        return bool(self.marked) and any(self.found())


def _parted(caption: Caption) -> tuple[str, str]:
    """The caption without the parenthesis that credits it, and that parenthesis."""
    text = caption.text.rstrip()
    credit = f"({caption.credit})"
    if caption.credit and text.endswith(credit):
        return text[: -len(credit)].rstrip(), credit
    return text, credit if caption.credit else ""


def _first_sentence(paragraph: str, headline: str) -> int:
    """Where the paragraph's first sentence ends, given the headline that was cut from it."""
    opening = headline.removesuffix("…").rstrip()
    if not paragraph.startswith(opening):
        return 0
    if opening == headline.rstrip():
        return len(opening)
    end = SENTENCE_END.search(paragraph, len(opening))
    return end.end() if end else len(paragraph)
