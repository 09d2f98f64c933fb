"""How things look: one rich renderable a page, laid out from the width it is given.

A page asks nothing of the terminal.  `painted` turns one into the characters to send, and is the
last word on them: whatever a page holds, only styles of our own reach the terminal as control
sequences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.color import ColorSystem
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style

from newscli import safe
from newscli.screen.answers import SearchPage
from newscli.screen.articles import ArticlePage
from newscli.screen.concordance import ConcordancePage
from newscli.screen.listing import ArticleList
from newscli.screen.stories import RelativesPage, StoriesPage
from newscli.screen.themes import Colors, console_of

__all__ = [
    "ArticleList",
    "ArticlePage",
    "ConcordancePage",
    "RelativesPage",
    "SearchPage",
    "StoriesPage",
    "painted",
]

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
}


def painted(
    page: RenderableType,
    *,
    width: int,
    theme_name: str,
    colors: Colors | None,
    ascii: bool,
    links: bool = True,
) -> Iterator[str]:
    """The page as pieces of terminal output, ready to write.

    `colors` says what the terminal can show; None is for one that takes no control sequence at
    all.  `links` is off for pagers: less before version 566 prints a link's address as garbage.
    Each piece of text passes through `safe` here, after all layout, and only then gets its style;
    rich's own control codes are dropped, as no page of ours needs any.
    """
    console = console_of(theme_name, colors, width)
    options = console.options.update(no_wrap=True)  # pages break their lines themselves
    options.overflow = "ignore"
    options.encoding = "ascii" if ascii else "utf-8"
    system = _SYSTEMS[colors] if colors else None
    for text, style in _joined(console.render(page, options)):
        text = safe.block(text)
        if ascii:
            text = safe.transliterated(text)
        if style and style.link and not links:
            style = style.update_link(None)
        yield style.render(text, color_system=system) if style else text


def _joined(segments: Iterable[Segment]) -> Iterator[tuple[str, Style | None]]:
    """Text of one style as one, up to the end of its line: so that a page of one style alone is
    not held back, and joined in no quadratic time, as `Segment.simplify` does."""
    texts: list[str] = []
    held: Style | None = None
    for text, style, control in segments:
        if control:
            continue
        if texts and (style != held or texts[-1].endswith("\n")):
            yield "".join(texts), held
            texts = []
        texts.append(text)
        held = style
    if texts:
        yield "".join(texts), held
