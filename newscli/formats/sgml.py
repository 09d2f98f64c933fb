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
from newscli.formats.drafting.markup import is_block
from newscli.formats.drafting.tags import ELEMENTS, tags, without_sections
from newscli.formats.drafting.values import Value
from newscli.records import Article
from newscli.text import Document
from newscli.text.agencies import agency_in
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

LONGEST = 200_000  # lines of one article; beyond that its end tag is missing

_record = r"(?:REUTERS|DOC|doc|ARTICLE|STORY)"
_open = re.compile(rf"\s*<{_record}(?=[\s>])", re.MULTILINE)
_close = re.compile(rf"</{_record}\s*>")
_story = re.compile(  # what a record has inside; an XML feed or a page has other elements
    r"(?:DOCNO|DOCID|TEXT|TITLE|HEADLINE|HEAD|BODY|DATE|DATELINE|docno|url|content\w*)"
)
_end_tag = re.compile(r"</\s*([A-Za-z][\w.:-]*)\s*>")
_breaks = frozenset(["p", "lp", "br", "hr", "table", "tr"])


def matches(head: str, path: str) -> bool:
    """Whether a wire element opens near the start, with the elements of a story inside."""
    if not head.lstrip().startswith("<"):
        return False
    opened = _open.search(head, 0, 4096)
    inside = tags(head, start=opened.end()) if opened else ()
    return any(tag.kind == "start" and _story.fullmatch(tag.name) for tag in inside)


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its lines have been read."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    following = 1  # the first line that belongs to no article yet
    for first, last, text in _records(document, lines):
        draft = Draft(document, "container", following, markup=False)
        _ArticleReader(draft, first).read(text)
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
            if "</" in line and _close.search(line) and _closes(line):
                yield first, lines.number, held
                held = []
        elif line.strip() and not _is_tags_alone(line):
            damages.add("text outside of any article, left out", lines.number)
    if held:
        damages.add("the file ends inside an article", lines.number)
        yield first, lines.number, held
    damages.tell()


def _is_sure(name: str, markup: str) -> bool:
    """Whether the tag of an element that is never closed is one, and not a ticker: `<GM>`."""
    return "=" in markup or markup.endswith("/>") or (name.islower() and name in ELEMENTS)


def _closes(line: str) -> bool:
    """Whether a line holds a record's end tag, and not only its letters inside of another tag."""
    return any(_close.fullmatch(line, tag.start, tag.end) for tag in tags(line))


def _is_tags_alone(line: str) -> bool:
    at = 0
    for tag in tags(line):
        if line[at : tag.start].strip():
            return False
        at = tag.end
    return not line[at:].strip()


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


class _Open(NamedTuple):
    """An element that is open."""

    key: str
    """Its name in small letters."""
    element: _Element | None = None
    """The field that its text goes to; without one it holds the body."""
    runs_on: bool = False
    """Whether it marks a stretch of a paragraph."""


class _ArticleReader:
    """Reads one article element into a draft."""

    def __init__(self, draft: Draft, line: int) -> None:
        self.draft = draft
        self.line = line
        self.body: list[TextLine] = []
        """Its lines, entities decoded; empty where nothing shows."""
        self.elements: list[_Element] = []
        self.stack: list[_Open] = []
        self.opens = True
        self.closed: set[str] = set()
        """Names that have an end tag somewhere in the article."""

    def read(self, lines: list[str]) -> None:
        """Take all lines of the article."""
        text = without_sections("\n".join(lines))
        self.closed = {name.lower() for name in _end_tag.findall(text)}
        at = 0
        for kind, name, start, end, _, _ in tags(text):
            if start > at:
                self._say(text[at:start])
            at, markup = end, text[start:end]
            if kind == "end":
                self._end(name.lower())
            elif kind == "start" and not self._begin(name, markup):
                self._say(markup)
                continue
            if "\n" in markup:
                self.line += markup.count("\n")
        self._say(text[at:])
        self.draft.take([element.value for element in self.elements])
        self._paragraphs()

    def _begin(self, name: str, markup: str) -> bool:
        """An element opens; False when its tag is none but text, as in `<GM>`."""
        top, key = self.stack[-1] if self.stack else None, name.lower()
        known = field_of(name)
        if key not in self.closed and known is None and len(self.stack) > 1:
            if key not in _breaks and not _is_sure(name, markup):
                return False
            is_alone = True
        else:
            is_alone = key in _breaks
        if top is not None and top.key not in self.closed and top.element is not None:
            self.stack.pop()  # its end tag is left out
        owner = self._owner()
        if is_alone:
            self.opens = self.opens or is_block(key) or key in _breaks
            if owner is not None:
                owner.pieces.append(" ")
        elif not self.stack:  # the article's own element
            if said := markup[len(name) + 1 :].strip("/> \n"):
                self.draft.keep(Value(name, " ".join(said.split()), self.line, self.line))
            self.stack.append(_Open(key))
        elif known is not None and known[0] == "body" and owner is None:
            self.opens = True
            self.stack.append(_Open(key))
        elif owner is None and len(self.stack) > 1 and self._is_text(key, known is not None):
            self.opens = self.opens or is_block(key)
            self.stack.append(_Open(key, runs_on=not is_block(key)))
        elif owner is not None and (known is None or known == field_of(owner.name)):
            if owner.pieces and owner.pieces[-1].strip():
                owner.pieces.append(", " if key == "d" else " ")
            self.stack.append(_Open(key, owner))
        else:
            self.elements.append(element := _Element(name, self.line))
            self.stack.append(_Open(key, element))
        return True

    def _is_text(self, key: str, known: bool) -> bool:
        """Whether an element inside the body marks a stretch of it, and states no field."""
        if not known and key in ELEMENTS:
            return True
        said = next((line for line in reversed(self.body[-3:]) if line.text.strip()), None)
        if said is None or self.opens or not any(map(str.isalpha, said.text)):
            return False
        above = said.number == self.line - 1 and not ends_sentence(said.text.rstrip())
        return said.number == self.line or (above and not known)

    def _owner(self) -> _Element | None:
        return self.stack[-1].element if self.stack else None

    def _end(self, key: str) -> None:
        """An element closes, and with it those inside whose end tags are left out."""
        if key in _breaks:
            self.opens = True
        at = len(self.stack) - 1
        while at >= 0 and self.stack[at].key != key:
            at -= 1
        if at >= 0:
            for held in self.stack[at:]:
                if held.element is not None:
                    held.element.last = self.line
            self.opens = self.opens or (at > 0 and not self.stack[at].runs_on)
            del self.stack[at:]

    def _say(self, text: str) -> None:
        element = self._owner()
        if element is not None:
            element.pieces.append(text)
            self.line += text.count("\n")
            element.last = self.line
            return
        if text.isspace() and (ends := text.count("\n")):
            self.line += ends
            self.body.append(TextLine(self.line, ""))
            return
        if "&" in text:
            text = html.unescape(text)  # the wire's control characters vanish
        for number, line in enumerate(text.split("\n")):
            self.line += number > 0
            if number == 0 and self.body and self.body[-1].number == self.line and not self.opens:
                self.body[-1] = self.body[-1]._replace(text=self.body[-1].text + line)
            elif number or line.strip():
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
