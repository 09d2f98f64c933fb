"""One article a line: read so only when asked, as nothing in the text tells it from paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from newscli.formats.draft import Draft
from newscli.formats.units import is_blank
from newscli.records import Article
from newscli.text import Document, tidy

NAME = "lines"


def matches(head: str, path: str) -> bool:
    """Never: it has to be asked for."""
    return False


def articles(document: Document) -> Iterator[Article]:
    """An article for each line that is not blank; in bounded memory."""
    draft: Draft | None = None
    first = number = 1
    for number, raw in enumerate(document.lines(), 1):
        line = tidy(raw)
        if not line or is_blank(line):
            continue
        if draft:
            yield draft.finish(number - 1)
            first = number
        draft = Draft(document, NAME, "lines", first)
        draft.add("paragraph", number, number, line)
    if draft:
        yield draft.finish(number)
