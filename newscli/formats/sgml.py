"""SGML wire: `<REUTERS>` and `<DOC>` elements, as newswire corpora are handed out.

SGML, not XML: end tags may be missing, `<` may stand for itself, and control characters of the
wire are written as `&#5;`.  The tags are those of Reuters-21578 (its README), TREC and LDC.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of
from newscli.formats.drafting.lines import TextLine, is_indented, paragraphs
from newscli.formats.drafting.values import Value
from newscli.records import Article
from newscli.text import Document
from newscli.text.agencies import agency_in

NAME = "sgml"

LONGEST = 200_000  # lines of one article; beyond that its end tag is missing

_value = r"(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+)"
_tag = re.compile(rf"<(/?)([A-Za-z][\w.-]*)((?:\s+[\w:-]+(?:\s*=\s*{_value})?)*)\s*/?>")
_record = r"(?:REUTERS|DOC|doc|ARTICLE|STORY)"
_open = re.compile(rf"\s*<{_record}(?:\s[^<>]*)?>")
_close = re.compile(rf"</{_record}\s*>")
_story = re.compile(  # what a record has inside; an XML feed or a page has other elements
    r"<(?:DOCNO|DOCID|TEXT|TITLE|HEADLINE|HEAD|BODY|DATE|DATELINE|docno|url|content\w*)\b[^<>]*>"
)
_tags_alone = re.compile(r"\s*(?:<[^<>]*>\s*)*")
_breaks = frozenset(["p", "lp", "br", "hr", "table", "tr"])


def matches(head: str, path: str) -> bool:
    """Whether a wire element opens near the start, with the elements of a story inside."""
    if not head.lstrip().startswith("<"):
        return False
    opened = re.compile(_open.pattern, re.MULTILINE).search(head, 0, 4096)
    return opened is not None and _story.search(head, opened.end()) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its lines have been read."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    following = 1  # the first line that belongs to no article yet
    for first, last, text in _records(document, lines):
        draft = Draft(document, NAME, "container", following, markup=False)
        _Reader(draft, first).read(text)
        yield draft.finish(last)
        following = last + 1


def _records(document: Document, lines: Lines) -> Iterator[tuple[int, int, list[str]]]:
    """First line, last line and lines of each article; damage does not reach beyond one."""
    damages = Damages(document)
    held: list[str] = []
    first = 0
    for line in lines:
        opened = "<" in line and _open.match(line) is not None
        if held and (opened or len(held) >= LONGEST):
            damages.add("an article without its end tag", first)
            yield first, lines.number - 1, held
            held = []
        if opened:
            first = lines.number
        if held or opened:
            held.append(line)
            if "</" in line and _close.search(line):
                yield first, lines.number, held
                held = []
        elif line.strip() and not _tags_alone.fullmatch(line):
            damages.add("text outside of any article, left out", lines.number)
    if held:
        damages.add("the file ends inside an article", lines.number)
        yield first, lines.number, held
    damages.tell()


class _Element:
    """A field's element: what it is called, where it begins, what it says."""

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.first = self.last = line
        self.pieces: list[str] = []

    @property
    def value(self) -> Value:
        said = " ".join(html.unescape("".join(self.pieces)).split())
        return Value(self.name, said, self.first, self.last)


class _Reader:
    """Reads one article element into a draft."""

    def __init__(self, draft: Draft, line: int) -> None:
        self.draft = draft
        self.line = line
        self.body: list[TextLine] = []
        """Its lines, entities decoded; empty where nothing shows."""
        self.elements: list[_Element] = []
        self.stack: list[tuple[str, _Element | None]] = []
        """Open elements; without a field of their own they hold the body."""
        self.opens = True
        self.closed: set[str] = set()
        """Names that have an end tag somewhere in the article."""

    def read(self, lines: list[str]) -> None:
        """Take all lines of the article."""
        text = "\n".join(lines)
        self.closed = {name.lower() for name in re.findall(r"</([A-Za-z][\w.-]*)\s*>", text)}
        at = 0
        for match in _tag.finditer(text):
            if match.start() > at:
                self._say(text[at : match.start()])
            if match[1]:
                self._end(match[2].lower())
            elif not self._begin(match):
                self._say(match[0])
            self.line += match[0].count("\n")
            at = match.end()
        self._say(text[at:])
        self.draft.take([element.value for element in self.elements])
        self._paragraphs()

    def _begin(self, match: re.Match[str]) -> bool:
        """An element opens; False when the match is no tag but text, as in `<GM>`."""
        name, top = match[2], self.stack[-1] if self.stack else None
        key = name.lower()
        if top is not None and top[0] not in self.closed and top[1] is not None:
            self.stack.pop()  # its end tag is left out
        if key in _breaks:
            self.opens = True
            if (owner := self._owner()) is not None:
                owner.pieces.append(" ")
            return True
        known = field_of(name)
        owner = self._owner()
        if key not in self.closed and known is None and len(self.stack) > 1:
            return False
        if not self.stack:  # the article's own element
            if match[3]:
                value = Value(name, " ".join(match[3].split()), self.line, self.line)
                self.draft.keep(value)
            self.stack.append((key, None))
        elif known is not None and known[0] == "body" and owner is None:
            self.opens = True
            self.stack.append((key, None))
        elif owner is not None and (known is None or known == field_of(owner.name)):
            if owner.pieces and owner.pieces[-1].strip():
                owner.pieces.append(", " if key == "d" else " ")
            self.stack.append((key, owner))
        else:
            self.elements.append(element := _Element(name, self.line))
            self.stack.append((key, element))
        return True

    def _owner(self) -> _Element | None:
        return self.stack[-1][1] if self.stack else None

    def _end(self, key: str) -> None:
        """An element closes, and with it those inside whose end tags are left out."""
        if key in _breaks:
            self.opens = True
        names = [name for name, _ in self.stack]
        if key in names:
            at = len(names) - 1 - names[::-1].index(key)
            for _, element in self.stack[at:]:
                if element is not None:
                    element.last = self.line
            self.opens = self.opens or at > 0
            del self.stack[at:]

    def _say(self, text: str) -> None:
        """Text between tags."""
        element = self._owner()
        if element is not None:
            element.pieces.append(text)
            self.line += text.count("\n")
            element.last = self.line
            return
        if "&" in text:
            text = html.unescape(text)  # the wire's control characters vanish
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line += 1
            if number or line.strip():
                self.body.append(TextLine(self.line, line, self.opens or is_indented(line)))
                self.opens = self.opens and not line.strip()

    def _paragraphs(self) -> None:
        """Join the lines of the body to paragraphs; a row of signs is none."""
        self._take_signature()
        for unit in paragraphs(self.body):
            if unit.text.strip("*-_=. "):
                self.draft.paragraph(unit.text, unit.first, unit.last)
            else:
                self.draft.keep(Value("", unit.text, unit.first, unit.last))

    def _take_signature(self) -> None:
        """The agency's name that closes the body is a credit, not text."""
        while self.body and not self.body[-1].text.strip():
            self.body.pop()
        text = self.body[-1].text.strip(" -.*") if self.body else ""
        if 2 <= len(text) <= 24 and text.count(" ") < 2 and agency_in(text):
            line = self.body.pop().number
            self.draft.credit([text])
            self.draft.keep(Value("", text, line, line))
