"""Saved HTML pages: the story, and beside it all that the page says.

trafilatura (the extra `newscli[html]`) tells the story from menus.  Only that is asked of it: text,
order and lines are the page's own, and what is not of the story goes to `other`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from newscli.errors import DocumentError
from newscli.formats.drafting.container import reaching
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import RAW, Block, elements, plain, set_apart
from newscli.formats.drafting.tags import Tag, attributes, mended, root, tags, without_sections
from newscli.formats.drafting.values import Value
from newscli.formats.html.several import APART, stories
from newscli.formats.html.several import articles as several
from newscli.formats.json_records.scan import is_article
from newscli.formats.json_records.values import values
from newscli.formats.layout.headers import header
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.shapes import is_prose
from newscli.formats.press.enclosed import enclosed, is_export
from newscli.records import Article, Problem
from newscli.text import Document, fold
from newscli.text.document import split_lines
from newscli.text.sentences import ends_sentence

LONGEST_NAME = 300  # characters, tags among them, of who wrote a story
PIECES = 3  # elements that end, in a text without <html>; fewer may be a quotation
SHORTEST = 25  # characters, without spaces, of a block that is known when found inside the story
_SKIPPED = frozenset(["head", "title", "noscript", "template", "svg"])  # not seen, or no text
_PAGE = frozenset(["html", "head", "body"])
_PIECE = frozenset(  # what a piece of a page opens with
    "title meta link script style main article section header div p table center".split()
    + [f"h{level}" for level in range(1, 7)]
)
_ENDING = frozenset(["p", "div", "li", "td", "article", "section", *(f"h{n}" for n in range(1, 7))])
_STATING = frozenset(["meta", "link", "html", "title", "script"])  # say something of the article
_between = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_doctype = re.compile(r"\s*<!doctype\s+html(?=[\s>])", re.IGNORECASE)
_STATED = {  # names of meta elements, the most trusted of each field first
    "headline": ("og:title", "twitter:title", "dc.title", "headline", "title"),
    "date": (
        "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "pubdate",
        "publishdate", "date", "dc.date", "parsely-pub-date", "sailthru.date", "time",
    ),
    "byline": ("author", "article:author", "dc.creator", "byl", "parsely-author", "author beside"),
    "url": ("canonical", "og:url"),
    "publisher": ("og:site_name", "application-name", "dc.publisher"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("lang", "og:locale", "language"),
    "topics": ("keywords", "news_keywords", "article:tag", "parsely-tags", "sailthru.tags"),
}  # fmt: skip


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
    stated, total = _stated(text, markup), len(split_lines(text))
    if _is_cut(text):
        document.problems.append(Problem(document.path, "cut off: no </html> at the end", total))
    exported = is_export("\n".join(block.text for block in blocks))
    if exported and (inside := _export(document, blocks, stated)):
        yield from inside
        return
    if found := stories(text, markup, blocks, stated):
        yield from several(document, blocks, found, stated, total)
        return
    whole = mended(text, markup)
    extract = _Extract(bare_extraction(whole, with_metadata=False, include_comments=False))
    draft = Draft(document, "whole-file", 1)
    if not extract.text:
        reason = "no story found in the page: all of its text is taken"
        document.notes.append(Problem(document.path, reason, 1))
    _read(draft, blocks, extract, stated)
    draft.parts.sort(key=lambda part: part.first_line)
    yield draft.finish(total)


def _export(document: Document, blocks: list[Block], stated: list[Value]) -> list[Article]:
    """The articles of a page that a press database has made."""
    draft = Draft(document, "container", 1)
    for value in stated:
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


class _Extract:
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


def _stated(page: str, markup: list[Tag]) -> list[Value]:
    """What the page's head says of the article: linked data first, then meta elements."""
    out: list[Value] = []
    named: dict[str, Value] = {}
    places = Places(page)
    for name, text, at in _beside_headline(page, markup):
        line = places.line(at)
        named.setdefault(name, Value(name, text, line, line))
    for tag in markup:
        if tag.kind == "end" or tag.name.lower() not in _STATING:
            continue
        line = places.line(tag.start)
        says = attributes(page, tag)
        if says.get("type", "").lower().strip() == "application/ld+json":
            data = _of_data(page[tag.opened : tag.closed], line)
            out += [value for value in data if value.name != "body"]
            continue
        name, text = _fact(tag.name.lower(), says, page[tag.opened : tag.closed])
        if name.lower() in _STATED["topics"] and text.strip():
            out.append(Value("topics", text, line, line))
        elif name and text.strip():
            named.setdefault(name.lower(), Value(name.lower(), text, line, line))
    for field, names in _STATED.items():
        out += [named[name]._replace(name=field) for name in names if name in named]
    out += [named[name] for name in ("description",) if name in named]
    return out


def _beside_headline(page: str, markup: list[Tag]) -> Iterator[tuple[str, str, int]]:
    """Date and author that elements state between the heading and the second paragraph.

    Each as name, text and offset; those of other stories stand in lists and asides.
    """
    seen, paragraphs, apart = False, 0, 0
    for tag in markup:
        name = tag.name.lower()
        if tag.kind == "end":
            seen = seen or name == "h1"
            paragraphs += seen and name == "p"
            apart -= name in APART and apart > 0
        if paragraphs > 1:
            return
        if tag.kind != "start":
            continue
        apart += name in APART
        if not seen or apart or "=" not in page[tag.start : tag.end]:
            continue
        says = attributes(page, tag)
        if name == "time" and says.get("datetime"):
            yield "time", says["datetime"], tag.start
        elif "author" in f"{says.get('rel', '')} {says.get('itemprop', '')}".split():
            end = page.find("</", tag.end)
            who = plain(page[tag.end : end]) if tag.end < end <= tag.end + LONGEST_NAME else ""
            yield "author beside", who or says.get("content", ""), tag.start


def _fact(element: str, says: dict[str, str], content: str) -> tuple[str, str]:
    """What an element of a page's head states, by name; a text without tags."""
    if element == "title":
        return "title", plain(content)
    if element == "html":
        return "lang", says.get("lang", "")
    if element == "link":
        is_canonical = says.get("rel", "").lower() == "canonical"
        return "canonical", says.get("href", "") if is_canonical else ""
    name = says.get("property") or says.get("name") or says.get("itemprop") or ""
    return name, says.get("content", "")


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
            names |= {"keywords": "topics"}
            chosen = {names[key]: value for key, value in element.items() if key in names}
            return [value for value in values(chosen, line, line) if value.name in chosen]
    return []


def _read(draft: Draft, found: list[Block], extract: _Extract, stated: list[Value]) -> None:
    """Give the blocks of the page their places."""
    top = _headline(found, [v.text for v in stated if v.name == "headline"])
    mine = [i for i, block in enumerate(found) if i != top and extract.has(block.text)]
    last = mine[-1] if mine else -1
    unstated = {"byline", "date"}.difference(value.name for value in stated)
    homes = {found[i].within for i in mine if found[i].tag == "p"}
    for index, block in enumerate(found):
        lines = block.first, block.last
        if index == top:
            draft.add("headline", *lines, block.text)
        elif top is not None and fold(block.text) == fold(found[top].text):
            draft.add("repeat", *lines, block.text)
        elif block.role == "caption" and (top is None or index > top):
            draft.add("caption", *lines, block.text)
        elif block.role == "other" or index > last or (top is not None and index < top):
            draft.add("other", *lines, block.text)
        elif top is not None and not draft.paragraphs and _says(block.text) in unstated:
            draft.paragraph(block.text, *lines)
        elif extract.has(block.text) or (block.within in homes and _is_sentence(block)):
            if block.role == "subhead" and (draft.paragraphs or not _is_sentence(block)):
                draft.add("subhead", *lines, block.text)
            else:
                draft.paragraph(block.text, *lines)
        else:
            draft.add("other", *lines, block.text)
    fields = [v for v in stated if v.name in _STATED and (top is None or v.name != "headline")]
    rest = draft.settle(fields)
    draft.state("publisher", _owner([v.text for v in stated if v.name == "headline"]))
    kept = {fold(text) for text in (draft.headline or "", *draft.other)}
    for value in (*rest, *(v for v in stated if v not in fields)):
        if fold(plain(value.text)) not in kept:
            kept.add(fold(plain(value.text)))
            draft.keep(value)


def _says(text: str) -> str:
    """The role of a block that is a line about the article; empty for another."""
    said = header(text)
    return said.role if said else ""


def _is_sentence(block: Block) -> bool:
    """Whether a block beside the story's paragraphs is one, be it a link or set as a heading."""
    is_text = block.tag == "p" or block.role == "subhead"
    return is_text and is_prose(block.text) and ends_sentence(block.text)


def _headline(found: list[Block], titles: list[str]) -> int | None:
    """The heading that is the story's: the one that the page's head names, else the only one, else
    what the head's title begins with: `Ferry stops - The Ellerby Courier`."""
    heads = [i for i, block in enumerate(found) if block.tag == "h1"]
    wanted = [_squeezed(fold(plain(title))) for title in titles]
    for index in heads:
        key = _squeezed(fold(found[index].text))
        if any(key in title or title in key for title in wanted if title):
            return index
    if len(heads) == 1:
        return heads[0]
    named = {_squeezed(fold(_parts_of(title)[0])) for title in titles} | {*wanted}
    keys = (_squeezed(fold(block.text)) for block in found)
    return next(
        (i for i, key in enumerate(keys) if key in named and len(key) >= SHORTEST // 2), None
    )


def _parts_of(title: str) -> list[str]:
    """A page's title, parted into headline, section, and whose page it is."""
    return _between.split(plain(title)) or [""]


def _owner(titles: list[str]) -> str | None:
    """The paper that a page's title ends in the name of."""
    last = [parts[-1] for title in titles if len(parts := _parts_of(title)) > 1]
    return next((name for name in last if is_paper(name)), None)
