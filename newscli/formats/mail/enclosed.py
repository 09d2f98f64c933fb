"""Exports of press databases that come by mail: one message, and in it many articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from newscli.errors import DocumentError
from newscli.formats import press, tagged
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.ledger import covering
from newscli.records import Article, Part
from newscli.text import Document
from newscli.text.document import HEAD


def enclosed(draft: Draft, text: str, first: int, last: int) -> Iterator[Article]:
    """The articles of an export that is the text of a message; none when it is no export.

    `draft` holds the message's header, which goes to the first of them.  The text stands on lines
    `first` to `last`; where it is encoded, so that it has other lines than these, its articles
    share them all.
    """
    found = _articles(draft.document, text)
    shared = not found or text.count("\n") != last - first
    for at, article in enumerate(found):
        parts = _shared(first, last) if shared else _moved(article.parts, first - 1)
        if at == 0:
            parts = (*covering(draft.parts, draft.first_line, first - 1), *parts)
        yield article._replace(
            parts=parts,
            other=(*draft.other, *article.other) if at == 0 else article.other,
            source=article.source._replace(
                first_line=first if shared else article.source.first_line + first - 1,
                last_line=last if shared else article.source.last_line + first - 1,
            ),
        )


def _articles(document: Document, text: str) -> list[Article]:
    """What the text holds if a database printed it, on the text's own lines."""
    module = next((one for one in (tagged, press) if one.matches(text[:HEAD], "")), None)
    if module is None:
        return []
    inner = Document(document.path, BytesIO(text.encode(errors="replace")))
    inner.format, inner.encoding = document.format, document.encoding
    try:
        return list(module.articles(inner))
    except DocumentError:
        return []


def _moved(parts: Sequence[Part], lines: int) -> tuple[Part, ...]:
    """Parts so many lines further down."""
    return tuple(
        part._replace(first_line=part.first_line + lines, last_line=part.last_line + lines)
        for part in parts
    )


def _shared(first: int, last: int) -> tuple[Part, ...]:
    return (Part("paragraph", first, last),)
