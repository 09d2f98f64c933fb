"""Saved HTML pages: the story, and beside it all that the page says.

trafilatura (the extra `newscli[html]`) tells the story from menus.  Only that is asked of it: text,
order and lines are the page's own, and what is not of the story goes to `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newscli.errors import DocumentError
from newscli.formats.drafting.container import reaching
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import RAW, Block, elements, set_apart
from newscli.formats.drafting.tags import mended, root, tags, without_sections
from newscli.formats.drafting.values import Value
from newscli.formats.html.several import articles as several
from newscli.formats.html.several import stories
from newscli.formats.html.stated import stated
from newscli.formats.html.story import Extract, read
from newscli.formats.press.enclosed import enclosed, is_export
from newscli.records import Article, Problem
from newscli.text import Document
from newscli.text.document import split_lines

PIECES = 3  # elements that end, in a text without <html>; fewer may be a quotation
_SKIPPED = frozenset(["head", "title", "noscript", "template", "svg"])  # not seen, or no text
_PAGE = frozenset(["html", "head", "body"])
_PIECE = frozenset(  # what a piece of a page opens with
    "title meta link script style main article section header div p table center".split()
    + [f"h{level}" for level in range(1, 7)]
)
_ENDING = frozenset(["p", "div", "li", "td", "article", "section", *(f"h{n}" for n in range(1, 7))])
_doctype = re.compile(r"\s*<!doctype\s+html(?=[\s>])", re.IGNORECASE)


def matches(head: str, path: str) -> bool:
    """Whether the text begins as a page does, or is a piece of one."""
    top = root(head)
    if _doctype.match(head) or (top and top.name.lower() in _PAGE):
        return True
    if top is None or top.name.lower() not in _PIECE:
        return False
    ending = (tag for tag in tags(head) if tag.kind == "end" and tag.name.lower() in _ENDING)
    return len(list(islice(ending, PIECES))) == PIECES


def articles(document: Document) -> Iterator[Article]:
    """The page's article; DocumentError when the library that finds it is missing."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        reason = "HTML needs newscli[html]: pip install 'newscli[html]'"
        raise DocumentError(document.path, reason, needs=error.name) from None
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by us
    text = without_sections(document.text)
    markup = list(elements(text, RAW | {"title"}))
    blocks = set_apart(text, markup, _SKIPPED)
    says, total = stated(text, markup), len(split_lines(text))
    if _is_cut(text):
        document.problems.append(Problem(document.path, "cut off: no </html> at the end", total))
    exported = is_export("\n".join(block.text for block in blocks))
    if exported and (inside := _export(document, blocks, says)):
        yield from inside
        return
    if found := stories(text, markup, blocks, says):
        yield from several(document, blocks, found, says, total)
        return
    whole = mended(text, markup)
    extract = Extract(bare_extraction(whole, with_metadata=False, include_comments=False))
    draft = Draft(document, "whole-file", 1)
    if not extract.text:
        reason = "no story found in the page: all of its text is taken"
        document.notes.append(Problem(document.path, reason, 1))
    read(draft, text, markup, blocks, extract, says)
    draft.parts.sort(key=lambda part: part.first_line)
    yield draft.finish(total)


def _export(document: Document, blocks: list[Block], says: list[Value]) -> list[Article]:
    """The articles of a page that a press database has made."""
    draft = Draft(document, "container", 1)
    for value in says:
        draft.keep(value)
    shown = [block for block in blocks if block.text]
    lines = [(block.first, block.last) for block in shown for _ in range(2)]
    found = list(enclosed(draft, "\n\n".join(block.text for block in shown), lines))
    total = len(split_lines(document.text))
    return [*found[:-1], *(reaching(one, total) for one in found[-1:])]


def _is_cut(text: str) -> bool:
    """Whether the page ends before its end, as far as that can be seen."""
    tail = text[-4000:].lower()
    return "</html" not in tail and "</body" not in tail and "<html" in text[:4000].lower()
