"""What a document brings to the index, worked out: all that is left to do is to write it.

Made beside the process that writes, as a rule, so it is made of what pickles fast.
"""

from __future__ import annotations

from typing import Literal

from newscli.index.stored import Fields, StoredText, details_of, facts, packed
from newscli.records import Article, DocumentReport, Stamp
from newscli.tuples import NamedTuple


class Prepared(NamedTuple):
    """An article as the tables have it."""

    id: str
    headline: str
    headline_derived: bool
    publisher: str | None
    place: str | None
    date: str | None
    words: int
    checksum: int
    captions: str
    body: bytes
    """Packed."""
    details: str
    fields: Fields
    """What the postings are made of: headline, caption, body."""
    variants: set[tuple[str, str]]
    """Plain form and words of all that is not spelt plainly."""
    facts: dict[str, list[str | None]]
    """Field → what is said of it beside its text."""


class Origin(NamedTuple):
    """Where articles come from: a file, or a member of an archive."""

    path: str
    stamp: Stamp
    """Of the file; of the archive's file for a member."""
    read_ns: int
    """When it was read, nanoseconds since 1970."""
    container: str | None = None
    """Path of the archive that a member lies in."""
    kind: Literal["file", "member", "opened", "archive"] = "file"
    """An archive is `opened` before its members come, and an `archive` when all of them are in."""


class End(NamedTuple):
    """What a document came to."""

    report: DocumentReport
    again: bool = False
    """Whether to look at it again at the next answer, though its stamp be the same."""
    checksum: int | None = None
    """CRC-32 of the file, where looking again can be told by it."""


class Batch(NamedTuple):
    """A document, or as much of a long one as is worked on at a time."""

    origin: Origin
    articles: list[Prepared]
    end: End | None
    """None when more batches of the document follow."""
    size: int
    """Bytes of files that were read for it."""
    form: tuple[str, str] = ("", "")
    """Format and encoding of its articles."""


class Void(NamedTuple):
    """The document changed while it was read: the batches of it that came before do not count."""

    path: str


def prepared(article: Article) -> Prepared:
    """The article as the tables have it."""
    text = StoredText.of(article)
    return Prepared(
        article.id,
        article.headline,
        article.headline_derived,
        article.publisher,
        article.place,
        article.date,
        article.words,
        text.checksum,
        text.captions,
        packed(text.body),
        text.details,
        *text.postings(headline_derived=article.headline_derived),
        facts(details_of(article), article.publisher, article.place),
    )
