"""Saved HTML pages: the story, and beside it all that the page says.

trafilatura (the extra `newscli[html]`) tells the story from menus.  Only that is asked of it: text,
order and lines are the page's own, and what is not of the story goes to `other`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from newscli.errors import DocumentError
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import block_of, plain
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.scan import is_article
from newscli.formats.json_records.values import values
from newscli.records import Article, Problem, Role
from newscli.text import Document, fold, tidy
from newscli.text.document import split_lines

NAME = "html"

PIECES = 3  # elements that end, in a text without <html>; fewer may be a quotation
SHORTEST = 25  # characters, without spaces, of a block that is known when found inside the story
_start = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)(?=[\s>])",
    re.DOTALL | re.IGNORECASE,
)
_piece = re.compile(
    r"\s*<(?:title|meta|link|script|style|main|article|section|header|div|h[1-6]|p|table|center)"
    r"(?=[\s>])",
    re.IGNORECASE,
)
_ends = re.compile(r"</(?:p|div|h[1-6]|li|td|article|section)\s*>", re.IGNORECASE)
_skipped = re.compile(
    r"<!--.*?(?:-->|$)|<!doctype[^<>]*>"
    r"|<(script|style|noscript|template|svg)\b[^<>]*>.*?(?:</\1\s*>|$)",
    re.DOTALL | re.IGNORECASE,
)
_head = re.compile(r"<head(?=[\s>])", re.IGNORECASE)
_head_end = re.compile(r"</head\s*>|(?=<body[\s>])", re.IGNORECASE)
_tag = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?:\s[^<>]*)?/?>")
_data = re.compile(
    r"<script[^<>]*application/ld\+json[^<>]*>(.*?)(?:</script|$)", re.DOTALL | re.IGNORECASE
)
_meta = re.compile(r"<(?:meta|link|html|title)\b[^<>]*>(?:([^<]*)</title)?", re.IGNORECASE)
_attribute = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_STATED = {  # names of meta elements, the most trusted of each field first
    "headline": ("og:title", "twitter:title", "dc.title", "headline", "title"),
    "date": (
        "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "pubdate",
        "publishdate", "date", "dc.date", "parsely-pub-date", "sailthru.date",
    ),
    "byline": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "url": ("canonical", "og:url"),
    "publisher": ("og:site_name", "application-name", "dc.publisher"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("lang", "og:locale", "language"),
}  # fmt: skip


def matches(head: str, path: str) -> bool:
    """Whether the text begins as a page does, or is a piece of one."""
    if _start.match(head):
        return True
    return _piece.match(head) is not None and len(_ends.findall(head)) >= PIECES


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
    text = document.text
    story = _Story(bare_extraction(text, with_metadata=False, include_comments=False))
    total = len(split_lines(text))
    if _is_cut(text):
        document.problems.append(Problem(document.path, "cut off: no </html> at the end", total))
    draft = Draft(document, NAME, "whole-file", 1)
    found = _blocks(text)
    if not story.text:
        reason = "no story found in the page: all of its text is taken"
        document.notes.append(Problem(document.path, reason, 1))
    stated = _stated(text)
    _read(draft, found, story, stated)
    draft.parts.sort(key=lambda part: part.first_line)
    yield draft.finish(total)


def _is_cut(text: str) -> bool:
    """Whether the page ends before its end, as far as that can be seen."""
    tail = text[-4000:].lower()
    return "</html" not in tail and "</body" not in tail and "<html" in text[:4000].lower()


class _Story:
    """What the library takes for the story: asked whether a block of the page is of it."""

    def __init__(self, found: object) -> None:
        body = getattr(found, "body", None)
        pieces = [_squeezed(piece) for piece in body.itertext()] if body is not None else []
        whole = ["".join(element.itertext()) for element in body] if body is not None else []
        self.text = "".join(pieces)
        self._whole = {_squeezed(piece) for piece in whole} | {*pieces}

    def has(self, text: str) -> bool:
        """Whether a block of the page is of the story; all are when none was found."""
        key = _squeezed(text)
        return not self.text or key in self._whole or (len(key) >= SHORTEST and key in self.text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


class _Block(NamedTuple):
    """A piece of the page's text."""

    role: Role
    text: str
    first: int
    last: int
    tag: str
    """The innermost of the elements that set it apart, in small letters."""


def _blocks(page: str) -> list[_Block]:
    """The visible text of a page, block by block."""
    page = _skipped.sub(_lines_alone, _without_head(page))
    out: list[_Block] = []
    pieces: list[str] = []
    first = line = 1
    at, inside, tag = 0, [""], ""
    for match in _tag.finditer(page):
        pieces.append(page[at : match.start()])
        line += page.count("\n", at, match.start())
        at = match.end()
        name = match["name"].lower()
        if block_of(name):
            if said := tidy(" ".join(html.unescape("".join(pieces)).split())):
                first += _blank_lines(pieces)
                out.append(_Block(_role(inside), said, first, max(first, _end(pieces, first)), tag))
            pieces.clear()
            if match["end"]:
                while len(inside) > 1 and inside.pop() != name:
                    pass
            elif name not in ("br", "hr"):
                inside.append(name)
            tag = inside[-1]
        line += match[0].count("\n")
        if not pieces:
            first = line
    if said := tidy(" ".join(html.unescape("".join([*pieces, page[at:]])).split())):
        out.append(_Block(_role(inside), said, first, first, tag))
    return out


def _lines_alone(match: re.Match[str]) -> str:
    """Nothing but the line ends of what is skipped, so that lines stay where they are."""
    return "\n" * match[0].count("\n")


def _without_head(page: str) -> str:
    """The page without its head, which shows nothing."""
    head = _head.search(page)
    end = _head_end.search(page, head.end()) if head else None
    if head is None or end is None:
        return page
    skipped = page.count("\n", head.start(), end.end())
    return f"{page[: head.start()]}{chr(10) * skipped}{page[end.end() :]}"


def _blank_lines(pieces: list[str]) -> int:
    """Line ends before the first word."""
    text = "".join(pieces)
    return text.count("\n", 0, len(text) - len(text.lstrip()))


def _end(pieces: list[str], first: int) -> int:
    """The line of the last word of a block whose first word stands on line `first`."""
    return first + "".join(pieces).strip().count("\n")


def _role(inside: list[str]) -> Role:
    """What the elements around a block make of it."""
    if "figcaption" in inside[-4:]:
        return "caption"
    return "subhead" if inside[-1][:1] == "h" and inside[-1][1:].isdigit() else "paragraph"


def _stated(page: str) -> list[Value]:
    """What the page's head says of the article: linked data first, then meta elements."""
    out: list[Value] = []
    for match in _data.finditer(page):
        line = page.count("\n", 0, match.start()) + 1
        out += [v for v in _of_data(match[1], line) if v.name != "body"]
    named: dict[str, Value] = {}
    for match in _meta.finditer(page):
        pairs = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _attribute.finditer(match[0])}
        name = pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or ""
        text = pairs.get("content", "")
        if match[0][1:5].lower() == "titl":
            name, text = "title", match[1] or ""
        elif match[0][1:5].lower() == "html":
            name, text = "lang", pairs.get("lang", "")
        elif pairs.get("rel", "").lower() == "canonical":
            name, text = "canonical", pairs.get("href", "")
        if name and text.strip():
            line = page.count("\n", 0, match.start()) + 1
            named.setdefault(name.lower(), Value(name.lower(), html.unescape(text), line, line))
    for field, names in _STATED.items():
        out += [named[name]._replace(name=field) for name in names if name in named]
    out += [named[name] for name in ("description", "keywords") if name in named]
    return out


def _of_data(text: str, line: int) -> list[Value]:
    """The fields of a page's linked data (schema.org's NewsArticle and the like)."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = data if isinstance(data, list) else [data]
    found = [e for d in found if isinstance(d, dict) for e in (d, *(d.get("@graph") or []))]
    for element in found:
        if isinstance(element, dict) and is_article(element) and "headline" in element:
            names = {"datePublished": "date", "author": "byline", "articleSection": "section"}
            names |= {"headline": "headline", "publisher": "publisher", "inLanguage": "language"}
            chosen = {names[key]: value for key, value in element.items() if key in names}
            return [value for value in values(chosen, line, line) if value.name in chosen]
    return []


def _read(draft: Draft, found: list[_Block], story: _Story, stated: list[Value]) -> None:
    """Give the blocks of the page their places."""
    top = _headline(found, [v.text for v in stated if v.name == "headline"])
    mine = [i for i, block in enumerate(found) if i != top and story.has(block.text)]
    last = mine[-1] if mine else -1
    for index, block in enumerate(found):
        lines = block.first, block.last
        if index == top:
            draft.add("headline", *lines, block.text)
        elif top is not None and fold(block.text) == fold(found[top].text):
            draft.add("repeat", *lines, block.text)
        elif block.role == "caption" and (top is None or index > top):
            draft.add("caption", *lines, block.text)
        elif index <= last and story.has(block.text) and (top is None or index > top):
            if block.role == "subhead":
                draft.add("subhead", *lines, block.text)
            else:
                draft.paragraph(block.text, *lines)
        else:
            draft.add("other", *lines, block.text)
    fields = [v for v in stated if v.name in _STATED and (top is None or v.name != "headline")]
    rest = draft.settle(fields)
    kept = {fold(text) for text in (draft.headline or "", *draft.other)}
    for value in (*rest, *(v for v in stated if v not in fields)):
        if fold(plain(value.text)) not in kept:
            kept.add(fold(plain(value.text)))
            draft.keep(value)


def _headline(found: list[_Block], titles: list[str]) -> int | None:
    """The heading that is the story's: the one that the page's head names, else the only one."""
    heads = [i for i, block in enumerate(found) if block.tag == "h1"]
    wanted = [_squeezed(fold(plain(title))) for title in titles]
    for index in heads:
        key = _squeezed(fold(found[index].text))
        if any(key in title or title in key for title in wanted if title):
            return index
    return heads[0] if len(heads) == 1 else None
