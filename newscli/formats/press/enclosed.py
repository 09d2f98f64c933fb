"""Exports of press databases inside of something else: a message, a saved page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from newscli.errors import DocumentError
from newscli.formats import press, tagged
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.ledger import covering, one_role_a_line
from newscli.records import Article, Part
from newscli.text import Document
from newscli.text.document import HEAD

Span = tuple[int, int]
"""First and last line of the document on which a line of an export stands."""


def is_export(text: str) -> bool:
    """Whether a database printed a text."""
    return any(module.matches(text[:HEAD], "") for module in (tagged, press))


def enclosed(draft: Draft, text: str, spans: Sequence[Span]) -> Iterator[Article]:
    """The articles of an export; none when `text` is no export.

    `draft` holds what stands around it, a header say, which goes to the first of them; `spans` has
    the place of each line of `text`.  Articles on the same lines share them.
    """
    found = _articles(draft.document, text)
    following = draft.first_line
    for at, article in enumerate(found):
        own = [_moved(part, spans) for part in article.parts]
        parts = one_role_a_line(draft.parts + own if at == 0 else own)
        parts = [
            part._replace(first_line=max(part.first_line, following))
            for part in parts
            if part.last_line >= following
        ] or [Part("paragraph", own[0].first_line, own[-1].last_line)]
        end = spans[-1][1] if at + 1 == len(found) else parts[-1].last_line
        yield article._replace(
            parts=covering(parts, min(following, parts[0].first_line), end),
            other=(*draft.other, *article.other) if at == 0 else article.other,
            source=article.source._replace(
                first_line=spans[article.source.first_line - 1][0],
                last_line=spans[article.source.last_line - 1][1],
            ),
        )
        following = max(following, end + 1)


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


def _moved(part: Part, spans: Sequence[Span]) -> Part:
    """A part on the lines of the document."""
    return Part(part.role, spans[part.first_line - 1][0], spans[part.last_line - 1][1])
