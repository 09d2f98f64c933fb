"""Input formats: one module each, which turns a document into articles.

To add a format: write `formats/<name>.py` with `matches(head, path)` and `articles(document)`; add
its line to `choices.FORMATS`; put a sample and its records into `tests/formats/<name>/`.  `matches`
decides from the first 64 KiB of text (the path is a weak hint at most); `articles` yields records
whose `parts` together cover each line once: `draft.Draft` sees to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from newscli.choices import FORMATS, Format, Split
from newscli.errors import NoArticleError
from newscli.formats.drafting.markup import without_tags
from newscli.formats.layout import machine_text
from newscli.records import Article
from newscli.text import Document

LINES, TEXT = "lines", "text"
"""The formats between which a person has to choose: a line of plain text may be an article."""
WHOLE = {TEXT: "plain", LINES: "plain", "markdown": "markdown"}
"""Formats whose texts are cut by what they look like, and the module that can leave one whole."""

LOOSE = frozenset(["posts", "csv", "markdown", "ocr", LINES, TEXT])
"""Formats that code, settings and lists of words may look like."""


class FormatModule(Protocol):
    """What the module of a format offers."""

    def matches(self, head: str, path: str) -> bool:
        """Whether a document that begins with `head` is in this format."""

    def articles(self, document: Document) -> Iterator[Article]:
        """Its articles, in order."""


class CutModule(Protocol):
    """What the module of a format whose texts are cut offers beside that."""

    def whole(self, document: Document) -> Iterator[Article]:
        """The text as one article."""


@cache
def module_of(format: Format) -> FormatModule:
    """The module of a format, imported when it is first asked for."""
    return cast(FormatModule, import_module(f"newscli.formats.{format.module}"))


def articles(
    document: Document, name: str | None = None, split: Split | None = None
) -> Iterator[Article]:
    """The articles of `document`, read by the format called `name`, or by the first that fits.

    `split` overrules where articles begin in a plain text; other formats know better.

    Raises `DocumentError`, of which `NoArticleError` is for what is no text to be read by people.
    """
    if name is None:
        path, head = document.path, document.head
        name = next(one.name for one in FORMATS if module_of(one).matches(head, path))
        is_data = name == "json" and machine_text.json_kind(head)
        seen = without_tags(head) if name == "csv" else head
        if kind := is_data or (name in LOOSE and machine_text.kind(seen, path)):
            raise NoArticleError(path, kind)
    if split == "lines" and name == TEXT:
        name = LINES
    document.format = name
    if split == "none" and name in WHOLE:
        return cast(CutModule, import_module(f"newscli.formats.{WHOLE[name]}")).whole(document)
    for format in FORMATS:
        if format.name == name:
            return module_of(format).articles(document)
    raise ValueError(f"no format {name!r}")
