"""Several articles inside of something else: an export in a saved page or a message, a digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from newscli.errors import DocumentError
from newscli.formats import plain, press, tagged
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.ledger import covering, one_role_a_line
from newscli.records import Article, Part
from newscli.text import Document
from newscli.text.document import HEAD

LONG = 1500  # characters of a message that can be a digest
CLEAR = 4.0  # bits by which it is one: a message with its subject is one article before all else
Span = tuple[int, int]
"""First and last line of the document on which a line of an export stands."""


def is_export(text: str) -> bool:
    """Whether a database printed a text."""
    return any(module.matches(text[:HEAD], "") for module in (tagged, press))


def may_be_digest(text: str) -> bool:
    """Whether a message's text is long enough to hold several articles, and quotes nobody."""
    return len(text) >= LONG and "\n>" not in text


def enclosed(draft: Draft, text: str, spans: Sequence[Span]) -> Iterator[Article]:
    """The articles of an export or a digest; none when `text` is one article.

    `draft` holds what stands around it, a header say, which goes to the first of them; `spans` has
    the place of each line of `text`.  Articles on the same lines share them.
    """
    found = _articles(draft.document, text)
    following = draft.first_line
    for at, article in enumerate(found):
        own = [
            Part(part.role, spans[part.first_line - 1][0], spans[part.last_line - 1][1])
            for part in article.parts
        ]
        last = own[-1].last_line  # what is stated below is on lines of another, if there is one
        around = [one for one in draft.parts if one.last_line <= last or len(found) == 1]
        parts = one_role_a_line(around + own if at == 0 else own)
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
    """What the text holds, on its own lines: as a database printed it, or clearly divided."""
    module = next((one for one in (tagged, press) if one.matches(text[:HEAD], "")), plain)
    inner = Document(document.path, BytesIO(text.encode(errors="replace")))
    inner.format, inner.encoding = document.format, document.encoding
    try:
        found = list(module.articles(inner))
    except DocumentError:
        return []
    cut = found[0].cut if module is plain and found else None
    return found if module is not plain or (cut and len(found) > 1 and cut.margin >= CLEAR) else []
