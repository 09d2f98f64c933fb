"""XML as somebody's program wrote it, element by element, each with its offsets and lines.

The one reader of tags reads it (`drafting.tags`), not a parser that stops where an `&` is bare or
an end tag is missing.  Nothing is expanded, no address is followed, and one article is held.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import islice

from newscli.formats.drafting.container import Damages, Lines
from newscli.formats.drafting.fields import field_name, is_url
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.tags import Tag, attributes, is_empty, tags
from newscli.formats.drafting.values import LONGEST_FACT, Value
from newscli.tuples import NamedTuple

DEEPEST = 200  # open elements that an end tag looks back over
BATCH = 500  # lines that are read at a time
_EMPTY = frozenset(["br", "hr", "img", "wbr"])  # of HTML, which often stand without an end
_SAYING = ("name", "title", "titel", "label")  # attributes that say which section an element is


class Span(NamedTuple):
    """Text between two tags."""

    start: int
    end: int
    is_literal: bool
    """Whether it is that of a section (CDATA), where `&` and `<` stand for themselves."""


class Element:
    """An element: its name without prefix and in small letters, and where it stands."""

    __slots__ = ("children", "closed", "end", "has_text", "name", "opened", "says", "start")

    def __init__(self, name: str, says: dict[str, str], start: int, opened: int) -> None:
        self.name = name
        self.says = says
        """Its attributes, by name without prefix, but for those of namespaces."""
        self.start = start
        """Offset of its start tag."""
        self.opened = opened
        """Offset after that."""
        self.closed = self.end = opened
        """Offset of its end tag, and after that."""
        self.children: list[Element | Span] = []
        self.has_text = False
        """Whether text stands right inside of it."""

    @property
    def elements(self) -> list[Element]:
        """The elements right inside."""
        return [child for child in self.children if isinstance(child, Element)]


class Record(NamedTuple):
    """An element that is an article."""

    element: Element
    text: str
    """What its offsets count in."""
    first: int
    """The line of its start tag, from 1."""
    last: int
    """The line of its end tag."""
    above: dict[str, str]
    """What the elements around it state for all that is in them, by field."""


def attributes_of(text: str, tag: Tag) -> dict[str, str]:
    """The attributes of a start tag that say something, by name without prefix."""
    if not (found := attributes(text, tag)):
        return found
    return {
        name.rpartition(":")[2]: value
        for name, value in found.items()
        if value.strip() and not name.startswith(("xmlns", "xsi:", "xml:space"))
    }


class _Tree:
    """Elements while they are open; offsets count from `origin`."""

    def __init__(self) -> None:
        self.open: list[Element] = []
        self.origin = 0

    def begin(self, text: str, tag: Tag) -> Element | None:
        """An element opens; it is returned if it was the outermost, and empty."""
        start, end = tag.start - self.origin, tag.end - self.origin
        element = Element(tag.local, attributes_of(text, tag), start, end)
        if self.open:
            self.open[-1].children.append(element)
        if is_empty(text, tag) or element.name in _EMPTY:
            return None if self.open else element
        self.open.append(element)
        return None

    def end(self, tag: Tag) -> Element | None:
        """An element closes, and those inside whose end tags are missing; the outermost is
        returned."""
        name = tag.local
        for back in range(1, min(len(self.open), DEEPEST) + 1):
            if self.open[-back].name == name:
                return self.close(back, tag.start - self.origin, tag.end - self.origin)
        return None

    def close(self, count: int, start: int, end: int) -> Element | None:
        """Close the innermost elements; the outermost of all is returned."""
        inside = self.open[-count:]
        del self.open[-count:]
        for element in inside:
            element.closed = element.end = start
        inside[0].end = end
        return None if self.open else inside[0]

    def say(self, text: str, start: int, end: int, is_literal: bool = False) -> None:
        """Text stands inside of the innermost element."""
        if start < end and self.open:
            inside = self.open[-1]
            inside.children.append(Span(start - self.origin, end - self.origin, is_literal))
            inside.has_text = inside.has_text or not text[start:end].isspace()


def outline(text: str) -> Element | None:
    """The root of a text and all that is in it, be it cut off; None when there is none."""
    tree, at = _Tree(), 0
    outer: Element | None = None
    for tag in tags(text):
        tree.say(text, at, tag.start)
        at = tag.end
        if tag.kind == "section":
            tree.say(text, tag.opened, tag.closed, True)
        elif tag.kind == "end":
            tree.end(tag)
        elif tag.kind == "start":
            tree.begin(text, tag)
            outer = outer or (tree.open[0] if tree.open else None)
        if outer is not None and not tree.open:
            return outer
    if tree.open:
        tree.say(text, at, len(text))
        tree.close(len(tree.open), len(text), len(text))
    return outer


class _Around(NamedTuple):
    """An open element that holds articles."""

    name: str
    stated: dict[str, str]


def records(
    lines: Lines, names: frozenset[str], level: int, damages: Damages
) -> Iterator[Record | Value]:
    """The elements with one of these names that have at least `level` elements around them; and
    all that stands outside of them, as values."""
    return _Reader(lines, names, level, damages).read()


class _Reader:
    """Finds articles in lines; it holds the text from the open one's beginning on."""

    def __init__(self, lines: Lines, names: frozenset[str], level: int, damages: Damages) -> None:
        self._lines = lines
        self._names = names
        self._level = level
        self._damages = damages
        self._text = ""
        self._at = 0
        """Offset up to which it has been read."""
        self._places = Places("")
        self._tree = _Tree()
        self._first = 1
        """The line on which the open article begins."""
        self._around: list[_Around] = []

    def read(self) -> Iterator[Record | Value]:
        """All there is."""
        size, line, is_last = BATCH, 1, False
        while not is_last:
            batch = [*islice(self._lines, size)]
            while batch and not batch[-1].endswith(">") and (more := [*islice(self._lines, 1)]):
                batch += more  # most tags end on their line
            is_last = not batch
            self._text += "".join(f"{one}\n" for one in batch)
            self._places = Places(self._text, line)
            before = self._at
            yield from self._batch(is_last)
            start = self._tree.origin if self._tree.open else self._at
            size = BATCH if self._at > before and start else 2 * size
            line = self._places.line(start)
            self._text = self._text[start:]
            self._at -= start
            self._tree.origin = 0
        yield from self._rest()

    def _batch(self, is_last: bool) -> Iterator[Record | Value]:
        """What can be read of the text that has come in."""
        text, tree = self._text, self._tree
        opened = text.rfind("<")
        end = len(text) if is_last or text.find(">", opened) >= 0 else opened
        for tag in tags(text, start=self._at):
            if (tag.end >= len(text) and not is_last) or tag.start >= end:
                return  # it may go on
            if tree.open:
                tree.say(text, self._at, tag.start)
            else:
                yield from self._outside(self._at, tag.start)
            self._at = tag.end
            if tag.kind == "section":
                if tree.open:
                    tree.say(text, tag.opened, tag.closed, True)
                else:
                    yield from self._outside(tag.opened, tag.closed)
            elif tag.kind == "end":
                yield from self._end(tag)
            elif tag.kind == "start":
                yield from self._begin(tag)

    def _begin(self, tag: Tag) -> Iterator[Record | Value]:
        text, tree = self._text, self._tree
        is_article = tag.local in self._names and len(self._around) >= self._level
        if is_article and len(tree.open) == 1 and tree.open[0].name == tag.local:
            self._damages.add("an article without its end tag", self._first)
            at = len(text[tree.origin : tag.start].rstrip())
            if outer := tree.close(1, at, at):
                yield self._record(outer, tree.origin + at)
        if tree.open:
            tree.begin(text, tag)
        elif is_article:
            tree.origin, self._first = tag.start, self._places.line(tag.start)
            if outer := tree.begin(text, tag):
                yield self._record(outer, tag.end)
        else:
            says = attributes_of(text, tag)
            line = self._places.line(tag.start)
            for name, value in says.items():
                yield Value(f"{tag.local}.{name}", value, line, line)
            if not is_empty(text, tag):
                self._around.append(_Around(tag.local, _stated(tag.local, says)))

    def _end(self, tag: Tag) -> Iterator[Record]:
        if self._tree.open:
            if outer := self._tree.end(tag):
                yield self._record(outer, tag.end)
            return
        for back in range(1, min(len(self._around), DEEPEST) + 1):
            if self._around[-back].name == tag.local:
                del self._around[-back:]
                return

    def _record(self, element: Element, end: int) -> Record:
        origin = self._tree.origin
        above = {  # a fact is a line, also one that was stated over several
            field: " ".join(said.split())
            for one in self._around
            for field, said in one.stated.items()
        }
        text = self._text[origin:end]
        return Record(element, text, self._first, self._places.line(end - 1), above)

    def _outside(self, start: int, end: int) -> Iterator[Value]:
        """Text that is in no article."""
        text = self._text[start:end]
        said = html.unescape(text).strip()
        if not said:
            return
        name = self._around[-1].name if self._around else ""
        first, last = end - len(text.lstrip()), start + len(text.rstrip()) - 1
        yield Value(name, said, self._places.line(first), self._places.line(last))
        if len(self._around) > 1:
            self._around[-2].stated.update(_fact(name, said))

    def _rest(self) -> Iterator[Record | Value]:
        """What stands behind the last tag, or in an article that has no end."""
        tree, end = self._tree, len(self._text)
        if not tree.open:
            yield from self._outside(self._at, end)
            return
        self._damages.add("the file ends inside an article", self._first)
        tree.say(self._text, self._at, end)
        if outer := tree.close(len(tree.open), end - tree.origin, end - tree.origin):
            yield self._record(outer, end)


def _stated(element: str, says: dict[str, str]) -> dict[str, str]:
    """What the attributes of an element say of all that is in it."""
    out: dict[str, str] = {}
    for name, value in says.items():
        out |= _fact(name, value)
        if name in _SAYING and field_name(element) == "section":
            out["section"] = value
    return out


def _fact(name: str, text: str) -> dict[str, str]:
    """The field that a name and a text outside of articles state, if these can share it."""
    field = field_name(name)
    fits = field == "language" or (field in ("publisher", "section") and not is_url(text))
    return {field: text} if fits and len(text) <= LONGEST_FACT["section"] else {}
