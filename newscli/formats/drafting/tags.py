"""The one reader of tags: where markup stands in a text, and what it is.

Whatever meets tags begins here: saved pages, feeds, newswire, HTML inside JSON, CSV or Markdown.  A
tag ends at the first `>` outside of its quoted values (HTML Living Standard, 13.2.5); a quote that
is never closed, or closed by the next tag's, is a character, so no text goes with it.

`html.parser` reads names and values of a tag that is whole.  It is not asked where tags end: of a
text that is cut or misquoted it makes text of tags up to Python 3.11.12, and drops text with them
from 3.11.14 on, and the former take a square of the time on comments that are never closed
(gh-135462, gh-135661).  A document's records are the same under each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html.parser import HTMLParser
from typing import Literal

from newscli.tuples import NamedTuple

Kind = Literal["start", "end", "aside", "section", "raw"]

ELEMENTS = frozenset(  # of HTML, those that are out of use among them
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li
    link main map mark marquee menu meta meter nav nobr noembed noframes noscript object ol optgroup
    option output p param picture pre progress q rp rt ruby s samp script search section select slot
    small source span strike strong style sub summary sup svg table tbody td template textarea tfoot
    th thead time title tr track tt u ul var video wbr
    """.split()
)
_VALUE = (  # after `=`; one that holds `>` and ends in `=` took the quote that opens the next value
    r'(?:"(?:[^">]*+"|[^"]*+(?<!=)(?<!= )")'
    r"|'(?:[^'>]*+'|[^']*+(?<!=)(?<!= )'))(?=\s|[/?]?>|[\w:-]++=[\"']|\Z)"
)
_REST = rf"""(?:[^<>="']++|=\s*+(?:{_VALUE})?|["'])*+"""
_value = re.compile(rf"=\s*+{_VALUE}")
_quote = re.compile(r"[\"']")
_NAME = r"[^\W\d](?:[\w.-]|:(?=\w))*+"
_markup = re.compile(
    rf"""<(?:
    !--(?:-?>|.*?(?:--!?>|\Z))
    |!\[CDATA\[(?P<section>.*?)(?:\]\]>|\Z)
    |![Dd][Oo][Cc][Tt][Yy][Pp][Ee]\b(?:[^<>\[]++|\[[^\]]*+(?:\]|\Z))*+>?
    |\?(?:php|=).*?(?:\?>|\Z)
    |\?[A-Za-z]{_REST}>
    |![A-Za-z\[](?:[^<>"']++|"[^"]*+"|'[^']*+'|["'])*+>
    |/>
    |(?:(?P<slash>/)\s*+)?(?P<name>{_NAME})(?=[\s/<>]|\Z)(?P<rest>{_REST})(?P<whole>>)?
    )""",
    re.DOTALL | re.VERBOSE,
)
_attributes = re.compile(  # of a tag that is cut off or has no `>`: how far it goes at least
    r"(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<]*+(?:\"|\Z)|'[^'<]*+(?:'|\Z)|[^\s<>\"']++))++\s*+"
)


_section = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)


class Tag(NamedTuple):
    """A piece of markup."""

    kind: Kind
    """`start` or `end` of an element; `aside`: comment, declaration, instruction; `section`:
    CDATA; `raw`: an element whose content is no markup, with that and its end tag."""
    name: str
    """Of the element, as written; empty for the others."""
    start: int
    """Offset of its `<`."""
    end: int
    """Offset after it."""
    opened: int
    """Offset of what a section or a raw element holds; else `end`."""
    closed: int
    """Offset after that; else `end`."""

    @property
    def local(self) -> str:
        """The name without its prefix, in small letters."""
        return self.name.rpartition(":")[2].lower()


_made = tuple.__new__  # half of the time that `Tag(…)` takes, for every tag there is


def tags(text: str, raw: Collection[str] = (), start: int = 0) -> Iterator[Tag]:
    """The markup in `text` from `start` on, in order; all else is text.

    `raw` names elements, in small letters, whose content is no markup.
    """
    at: int | None = start
    while at is not None:
        matches = _markup.finditer(text, at)
        at = None
        for match in matches:
            if match.lastgroup == "whole":
                slash, name = match.group("slash", "name")
                begun, end = match.span()
                kind: Kind = "end" if slash else "start"
                tag: Tag | None = _made(Tag, (kind, name, begun, end, end, end))
            else:
                tag = _read(text, match)
            if tag is None:
                at = match.start() + 1  # the `<` is a character
                break
            if raw and tag.kind == "start" and tag.name.lower() in raw:
                tag = _with_content(text, tag)
            yield tag
            if tag.end != match.end():
                at = tag.end
                break


def tag_at(text: str, at: int) -> Tag | None:
    """The piece of markup that begins at `at`, if one does."""
    match = _markup.match(text, at)
    return _read(text, match) if match else None


def root(text: str) -> Tag | None:
    """The tag that a text begins with, comments and declarations above it left aside."""
    at = 0
    for tag in tags(text) if text.lstrip()[:1] == "<" else ():
        if text[at : tag.start].strip() or tag.kind not in ("start", "aside"):
            return None
        if tag.kind == "start":
            return tag
        at = tag.end
    return None


def without_sections(text: str) -> str:
    """`text` without the marks around CDATA, so that what these hold is read as markup."""
    return _section.sub(r"\1", text) if "<![CDATA[" in text else text


def is_empty(text: str, tag: Tag) -> bool:
    """Whether a start tag is its element's end tag, too: `<br/>`."""
    return text.endswith("/>", tag.start, tag.end)


def attributes(text: str, tag: Tag) -> dict[str, str]:
    """Names, in small letters, and values of a start tag; of several alike the first."""
    end = tag.opened if tag.kind == "raw" else tag.end
    if "=" not in text[tag.start : end]:
        return {}
    reader = _Attributes()
    reader.feed(text[tag.start : end])
    return reader.found


def mended(text: str, found: Iterable[Tag]) -> str:
    """`text`, whose tags are `found`, for other readers of tags: none of it takes text along.

    Tags with quotes that do not pair up stand without attributes.
    """
    out: list[str] = []
    at = 0
    for tag in found:
        if tag.kind == "start":
            markup = text[tag.start : tag.end]
            odd = markup.count('"') % 2 or markup.count("'") % 2
            if odd and _quote.search(_value.sub("", markup)):
                out += text[at : tag.start], f"<{tag.name}>"
                at = tag.end
    return "".join([*out, text[at:]]) if out else text


class _Attributes(HTMLParser):
    """Reads one start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def _read(text: str, match: re.Match[str]) -> Tag | None:
    """The markup of a match; None when it is text for all that."""
    start, end = match.span()
    name = match["name"]
    if name is None:
        if match["section"] is not None:
            return Tag("section", "", start, end, *match.span("section"))
        return Tag("aside", "", start, end, end, end)
    kind: Kind = "end" if match["slash"] else "start"
    if match["whole"] is None:
        end = _cut(text, match)
        if end < 0:
            return None
    return Tag(kind, name, start, end, end, end)


def _cut(text: str, match: re.Match[str]) -> int:
    """Where a tag ends that the next one, or the end of the text, cuts off; -1 when it is none.

    It is one if it closes an element, states something, or is all there is of an element of HTML.
    """
    name = match.end("name")
    if found := _attributes.match(text, name):
        return found.end()
    blank = name + len(match["rest"]) - len(match["rest"].lstrip(" \t\r\n/"))
    if match["slash"]:
        return blank
    known = len(match["name"]) > 1 and match["name"].lower() in ELEMENTS
    return blank if known and blank == match.end() else -1


def _with_content(text: str, tag: Tag) -> Tag:
    """The raw element that a start tag opens; one that is never closed reaches to the end."""
    closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])[^>]*>?", re.IGNORECASE)
    if is_empty(text, tag):
        return tag
    found = closing.search(text, tag.end)
    opened, closed = tag.end, found.start() if found else len(text)
    return Tag("raw", tag.name, tag.start, found.end() if found else len(text), opened, closed)
