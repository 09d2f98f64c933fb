"""Plain text: headline and paragraphs, paragraphs alone, or several articles one after another."""

from __future__ import annotations

from collections.abc import Iterator

from newscli.formats.layout.units import units
from newscli.formats.plain.cutting import cuts
from newscli.formats.plain.reading import buttons, read
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import split_lines

NAME = "text"


def matches(head: str, path: str) -> bool:
    """Always: what nothing else knows is plain text."""
    return True


def articles(document: Document) -> Iterator[Article]:
    """The articles of a plain text."""
    text = document.text
    found = units(text)
    total = len(split_lines(text))
    starts = cuts(found)
    above = buttons(found, starts) if len(starts) > 1 else frozenset()
    for cut, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.start if following else len(found)
        last_line = found[end].first - 1 if following else total
        yield read(document, found, cut, end, NAME, last_line, above)
