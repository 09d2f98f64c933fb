"""Input formats: one module each, which turns a document into articles.

To add a format: write `formats/<name>.py` with `NAME`, `matches(head, path)` and
`articles(document)`; add it to `FORMATS` below, the most particular first; put a sample and its
records into `tests/formats/<name>/`.  `matches` decides from the first 64 KiB of text (the path is
a weak hint at most); `articles` yields records whose `parts` together cover each line once:
`draft.Draft` sees to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from newscli.formats import (
    exported,
    feed,
    html,
    id_header,
    json_records,
    line_each,
    mail,
    markdown,
    newsroom,
    nexis,
    ocr_pages,
    plain,
    sgml,
    table,
)
from newscli.records import Article
from newscli.text import Document


class Format(Protocol):
    """What a format module offers."""

    NAME: str

    def matches(self, head: str, path: str) -> bool:
        """Whether a document that begins with `head` is in this format."""

    def articles(self, document: Document) -> Iterator[Article]:
        """Its articles, in order."""


FORMATS: tuple[Format, ...] = (
    exported,
    sgml,
    feed,
    html,
    newsroom,
    mail,
    json_records,
    table,
    markdown,
    nexis,
    id_header,
    ocr_pages,
    line_each,
    plain,
)


def articles(
    document: Document, name: str | None = None, split_lines: bool = False
) -> Iterator[Article]:
    """The articles of `document`, read by the format called `name`, or by the first that fits.

    With `split_lines` each line of a plain text is an article; other formats know better.
    """
    for module in FORMATS:
        if name == module.NAME or (name is None and module.matches(document.head, document.path)):
            return (line_each if split_lines and module is plain else module).articles(document)
    raise ValueError(f"no format {name!r}")
