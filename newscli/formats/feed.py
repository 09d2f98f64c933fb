"""RSS and Atom: an article an item.

feedparser (the extra `newscli[feeds]`) knows the dialects.  It is handed one item at a time, so
that a broken one costs no other and each keeps its lines; elements that it leaves aside are kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from newscli.errors import DocumentError
from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import plain
from newscli.formats.drafting.tags import Tag, attributes, is_empty, root, tag_at, tags
from newscli.formats.drafting.values import Value
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import split_lines
from newscli.tuples import NamedTuple

_ROOTS = frozenset(["rss", "feed", "rdf", "channel"])
_ITEMS = frozenset(["item", "entry"])
_NEWS = _ITEMS | {"channel", "title"}  # elements that tell a feed from other XML
_ADDRESSES = ("href", "url", "src", "term")  # attributes that say what an element without text does
_FIELDS = {  # what the elements of the dialects say, without their prefixes
    "title": "headline", "link": "url", "pubdate": "date", "published": "date", "date": "date",
    "updated": "date", "modified": "date", "issued": "date", "author": "byline",
    "creator": "byline", "category": "section", "subject": "section", "description": "body",
    "encoded": "body", "summary": "body", "content": "body", "source": "publisher",
    "full-text": "body", "language": "language",
}  # fmt: skip
_UNREAD = frozenset(["attachment", "nav_menu_item", "revision", "custom_css"])  # of WordPress
_broken = re.compile(r"mismatched|unclosed|no element")
_WRAPPERS = frozenset(["channel", "items", "seq", "image", "textinput", "wp:author"])
_LOGIN, _SHOWN = "wp:author_login", "wp:author_display_name"


def matches(head: str, path: str) -> bool:
    """Whether the root element is a feed's."""
    top = root(head)
    if top is None or top.local not in _ROOTS:
        return False
    names = _NEWS - {"title"} if top.local == "rdf" else _NEWS  # all that is catalogued has a title
    return any(tag.kind == "start" and tag.local in names for tag in tags(head, start=top.end))


def articles(document: Document) -> Iterator[Article]:
    """The articles of a feed; DocumentError when the library that reads them is missing."""
    try:
        import feedparser
    except ImportError as error:
        reason = "RSS and Atom need newscli[feeds]: pip install 'newscli[feeds]'"
        raise DocumentError(document.path, reason, needs=error.name) from None
    feedparser.api.PREFERRED_XML_PARSERS.clear()  # one that no Python has: sought for each item
    lines = Lines(split_lines(document.text))
    return container(document, _articles(document, lines, feedparser.parse), lines)


def _articles(document: Document, lines: Lines, parse: Any) -> Iterator[Article]:
    text, damages = document.text, Damages(document)
    line, at, following, head = 1, 0, 1, None
    for item in _items(text):
        head = head or _Head(text[: item.start], parse)
        first = line + text.count("\n", at, item.start)
        line, at = first + item.text.count("\n"), item.start + len(item.text)
        if not item.whole:
            damages.add("an item without its end tag", first)
        draft = Draft(document, "container", min(following, first))
        if following == 1:
            head.keep(draft)
            if head.broken:
                damages.add("tags that do not match above the first item", 1)
        if not _read(draft, item, first, head, damages):
            continue
        yield draft.finish(line)
        following = line + 1
    for _ in lines:
        pass  # the last ledger reaches to the end
    top = root(text)
    if top and f"</{top.name}" not in text[at:]:
        damages.add(f"the file ends before </{top.name}>", lines.number)
    damages.tell()


class _Item(NamedTuple):
    """An item's element."""

    text: str
    start: int
    """Offset in the document."""
    whole: bool
    """Whether it has its end tag."""


def _items(text: str) -> Iterator[_Item]:
    """The items of a feed; one without its end tag ends where the next begins."""
    start = -1
    for tag in tags(text):
        if tag.local not in _ITEMS or tag.kind not in ("start", "end"):
            continue
        ends = tag.kind == "end"
        if start >= 0:
            yield _Item(text[start : tag.end if ends else tag.start].rstrip(), start, ends)
        start = -1 if ends else tag.start
    if start >= 0:
        yield _Item(text[start:].rstrip(), start, False)


class _Child(NamedTuple):
    """An element inside an item, or inside the head of a feed."""

    name: str
    """As written."""
    field: str
    """That it states; empty for none."""
    text: str
    """Its content without tags, else the address it names."""
    content: str
    """The same with its tags and line ends."""
    first: int
    last: int


def _children(text: str, line: int) -> list[_Child]:
    """The elements one level down; `text`, which begins on `line`, begins with the upper tag."""
    out: list[_Child] = []
    places = Places(text, line)
    at = -1
    for tag in tags(text):
        if at < 0:
            at = tag.end  # the upper element's own
        elif tag.start >= at and tag.kind == "start":
            at, said, content = tag.end, "", ""
            if not is_empty(text, tag) and not {tag.local, tag.name} & _WRAPPERS:
                close = _end_of(text, tag)
                content, at = text[tag.end : close], close
                if not content.lstrip().startswith("<![CDATA["):
                    content = html.unescape(content)  # XML's escapes hold HTML, as CDATA does
                said = plain(content)
            is_media = tag.name.lower().startswith("media:")
            field = "caption" if is_media else _FIELDS.get(tag.local, "")
            first, last = places.line(tag.start), places.line(max(tag.start, at - 1))
            out.append(_Child(tag.name, field, said or _address(text, tag), content, first, last))
    return out


def _end_of(text: str, opened: Tag) -> int:
    """Offset of the end tag of an element; without one, of the end of the text."""
    for tag in tags(text, start=opened.end):
        if tag.kind == "end" and tag.name == opened.name:
            return tag.start
    return len(text)


def _address(text: str, tag: Tag) -> str:
    """The address, or the term, among the attributes of an element that has no text."""
    says = attributes(text, tag)
    return next((says[name] for name in _ADDRESSES if name in says), "")


class _Head:
    """What stands above the first item: the feed's title and language, and its namespaces."""

    def __init__(self, text: str, parse: Any) -> None:
        top = root(text)
        self._parse = parse
        self._tag = text[top.start : top.end] if top else "<rss>"
        self._name = top.name if top else "rss"
        start = top.start if top else 0
        self.children = _children(text[start:], 1 + text.count("\n", 0, start))
        parsed = self.parsed(text[top.end :] if top else "")
        said = [child for child in self.children if child.name in (_LOGIN, _SHOWN)]
        self.authors = {
            a.text: b.text for a, b in pairwise(said) if (a.name, b.name) == (_LOGIN, _SHOWN)
        }
        """What WordPress calls an author → the name that is printed."""
        self.broken = _is_broken(parsed)
        feed = parsed.get("feed", {})
        self.title = plain(str(feed.get("title") or ""))
        of_all = attributes(text, top).get("xml:lang") if top else None
        self.language = plain(str(feed.get("language") or of_all or ""))

    def parsed(self, inside: str) -> dict[str, Any]:
        """What the library makes of a piece of the feed."""
        if self._name.lower().endswith("rss"):
            inside = f"<channel>{inside.replace('<channel>', '')}</channel>"
        text = f"{self._tag}{inside}</{self._name}>"
        try:
            found: dict[str, Any] = self._parse(
                BytesIO(text.encode("utf-8", "replace")),  # bytes might name a file
                response_headers={"content-type": "application/xml; charset=utf-8"},
                sanitize_html=False,
                resolve_relative_uris=False,
            )
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return {}  # damage can trip the library; the elements are read all the same
        return found

    def keep(self, draft: Draft) -> None:
        """What the feed says of itself goes to `other` of its first article."""
        for child in self.children:
            if child.text:
                draft.keep(Value(f"feed {child.name}", child.text, child.first, child.last))


def _is_broken(parsed: dict[str, Any]) -> bool:
    """Whether the library had to mend tags; a stray `&` is mended and not worth a word."""
    return _broken.search(str(parsed.get("bozo_exception", ""))) is not None


def _read(draft: Draft, item: _Item, first: int, head: _Head, damages: Damages) -> bool:
    """One item: what the library understands of it, and what it leaves aside; False when empty."""
    tag = tag_at(item.text, 0)
    parsed = head.parsed(item.text + ("" if item.whole or tag is None else f"</{tag.name}>"))
    if item.whole and _is_broken(parsed):
        damages.add("tags that do not match in an item", first)
    children = _children(item.text, first)
    if any(child.name == "wp:post_type" and child.text in _UNREAD for child in children):
        damages.add("an item that is no text: a picture, a menu", first)
        return False
    values = _values((parsed.get("entries") or [{}])[0], children, first)
    said = [plain(value.text) for value in values]
    for child in children:
        shown = child.field in ("body", "caption") and any(child.text in text for text in said)
        if not child.text or child.text in said or shown:
            continue
        text = child.content if child.field == "body" else child.text
        value = Value(child.field or child.name, text, child.first, child.last)
        if child.field and (
            child.field in ("body", "caption") or value.name not in [v.name for v in values]
        ):
            values.append(value)
        else:
            draft.keep(value._replace(name=child.name, text=child.text))
    for at, value in enumerate(values):
        if value.name == "byline":
            values[at] = value._replace(text=head.authors.get(value.text, value.text))
    draft.take(values)
    draft.publisher = draft.publisher or head.title or None
    draft.language = draft.language or head.language or None
    return bool(values)


def _values(found: dict[str, Any], children: list[_Child], first: int) -> list[Value]:
    """The fields that the library has found, each on the lines of its element."""
    texts = [str(part.get("value") or "") for part in found.get("content") or []]
    texts = sorted([*texts, str(found.get("summary") or "")], key=len)
    source = found.get("source")
    stated = {
        "headline": found.get("title"),
        "date": found.get("published") or found.get("updated"),
        "byline": found.get("author"),
        "url": found.get("link"),
        "section": next((tag.get("term") for tag in found.get("tags") or []), None),
        "publisher": source.get("title") if isinstance(source, dict) else None,
        "language": found.get("language"),
        "body": texts[-1],
        "summary": texts[0] if plain(texts[0]) not in plain(texts[-1]) else None,
    }
    sections = [child for child in children if child.field == "section"]
    terms = [str(tag.get("label") or tag.get("term") or "") for tag in found.get("tags") or []]
    out = []
    for at, name in enumerate(terms):
        home = sections[min(at, len(sections) - 1)] if sections else None
        span = (home.first, home.last) if home else (first, first)
        out.append(Value("topics", name, *span))
    for field, text in stated.items():
        if isinstance(text, str) and text.strip():
            element = "body" if field == "summary" else field
            where = [child for child in children if child.field == element]
            chief = max(where, key=lambda child: len(child.text), default=None)
            lines = (chief.first, chief.last) if chief else (first, first)
            out.append(Value(field, text, *lines))
    return out
