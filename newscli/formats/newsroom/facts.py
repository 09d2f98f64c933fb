"""What an element of home-made XML states: its parts as named values, its text as HTML.

Names are those of columns and keys (`fields`).  An element that holds others is looked into, unless
it comes again beside itself: what is said in it is then not said of the article.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

from newscli.formats.drafting.draft import MANY
from newscli.formats.drafting.fields import field_name
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import is_block, plain
from newscli.formats.drafting.tags import ELEMENTS
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.values import CAPTION, HEADING, texts
from newscli.formats.newsroom.elements import Element, Span
from newscli.text.stamps import stamp
from newscli.tuples import NamedTuple

LEVELS = 6  # elements in each other that are looked into
DEEPEST = 60  # elements in each other that are taken for what they are; deeper ones are text
_NAMING = ("name", "key", "field", "property")  # attributes that say what an element is
_VALUES = ("content", "value", "href", "url", "src", "term", "text", "when", "datetime", "iso",
           "date", "name", "title", "label")  # fmt: skip
"""Attributes that say what an element without text does, the most trusted first."""
_PARAGRAPHS = frozenset(  # elements that hold running text, of HTML and other vocabularies
    "p para paragraph abs absatz ab br lb h1 h2 h3 h4 h5 h6 ul ol li pre blockquote b i em strong "
    "span a u font div".split()
)
_FAMILY = ("surname", "lastname", "familyname", "nachname")
_GIVEN = ("givennames", "givenname", "firstname", "forename", "vorname")
_MORE = {"summary"} | {*MANY}
_mark = re.compile(r"</?[a-z]\w*>")


class _Found(NamedTuple):
    """A value, how deep it stands, and its name with those of the elements around it."""

    value: Value
    depth: int
    path: str


def values(element: Element, text: str, places: Places) -> list[Value]:
    """What an element states.  `text` is what its offsets count in, `places` its lines."""
    found = list(_Looking(text, places).inside(element, "", 0))
    nearest: dict[str, int] = {}
    for one in found:
        field = field_name(one.value.name)
        nearest[field] = min(one.depth, nearest.get(field, one.depth))
    out: list[Value] = []
    for one in found:
        field = field_name(one.value.name)
        is_nearer_stated = field and field not in _MORE and one.depth > nearest[field]
        out.append(one.value._replace(name=one.path) if is_nearer_stated else one.value)
    return out


class _Looking:
    """Looks through the elements of one article."""

    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places

    def inside(self, element: Element, prefix: str, depth: int) -> Iterator[_Found]:
        """What stands inside of an element; `prefix` names what it is said of, if another."""
        line = self._places.line(element.start)
        names = {id(child): name_of(child) for child in element.elements}
        count = Counter(names.values())
        for child in element.elements:
            name = names[id(child)]
            if _is_paragraph(child, name) and not prefix:
                continue
            yield from self._child(child, name, prefix, depth, count[name] > 1)
        loose = [
            child
            for child in element.children
            if isinstance(child, Span) or (_is_paragraph(child, names[id(child)]) and not prefix)
        ]
        if element.has_text or any(isinstance(child, Element) for child in loose):
            yield self._made(prefix or "body", "", depth, loose)
        for name, value in element.says.items():
            yield _at(line, name if not depth else f"{element.name}.{name}", value, depth)

    def _child(
        self, child: Element, name: str, prefix: str, depth: int, again: bool
    ) -> Iterator[_Found]:
        field = field_name(name)
        path = f"{prefix}.{name}" if prefix else name
        shown = name if not prefix or field == "caption" else path
        if not child.elements or _is_text(child) or (field == "body" and not _is_wrapper(child)):
            yield from self._leaf(child, name, shown, path, depth)
        elif field and field not in ("body", "summary", "headline"):
            said = texts(shown, _object(child, self._text))
            for kind, value in said:
                yield _Found(self._value(child, kind, value), depth, path)
        elif again or CAPTION.search(name) or depth >= LEVELS:
            if depth >= 2 * LEVELS:
                yield _Found(self._value(child, shown, self._plain(child)), depth, path)
            else:
                yield from self.inside(child, path, depth + 1)
        else:
            yield from self.inside(child, prefix, depth + 1)

    def _leaf(
        self, child: Element, name: str, shown: str, path: str, depth: int
    ) -> Iterator[_Found]:
        """What an element that holds text states, and its attributes."""
        line, says = self._places.line(child.start), dict(child.says)
        for key in _NAMING:
            if says.get(key) == name != child.name:
                del says[key]
                break
        if child.has_text or child.elements:
            yield self._made(shown, path, depth, child.children)
            if field_name(name) == "date" and stamp(self._plain(child)) is None:
                for key in [key for key in says if stamp(says[key]) is not None][:1]:
                    yield _at(line, shown, says.pop(key), depth)
        else:
            for key in [key for key in _VALUES if key in says][:1]:
                yield _at(line, shown, says.pop(key), depth)
        for key, value in says.items():
            yield _at(line, f"{path}.{key}", value, depth)

    def _value(self, element: Element, name: str, text: str) -> Value:
        first = self._places.line(element.start)
        return Value(name, text, first, self._places.line(max(element.start, element.end - 1)))

    def _plain(self, element: Element) -> str:
        return plain(self._text[element.opened : element.closed])

    def _made(self, name: str, path: str, depth: int, children: list[Element | Span]) -> _Found:
        """The value of a text, be it set as HTML; its line ends are those of the document."""
        start, end = children[0].start, children[-1].end
        said = _shown(children, self._text)
        first = self._places.line(start)
        last = self._places.line(max(start, end - 1))
        return _Found(Value(name, said, first, last, first < last), depth, path or name)


def _at(line: int, name: str, text: str, depth: int) -> _Found:
    """What an attribute on a line states."""
    return _Found(Value(name, text, line, line), depth, name)


def name_of(element: Element) -> str:
    """What an element is called: `<field name="title">` is a title."""
    for key in _NAMING if element.says and not field_name(element.name) else ():
        if name := element.says.get(key):
            holds = element.has_text or not element.says.keys().isdisjoint(("value", "content"))
            if field_name(name) if element.elements else holds:
                return name
    return element.name


def _is_paragraph(element: Element, name: str) -> bool:
    """Whether an element is a piece of running text that no name claims."""
    return name in _PARAGRAPHS and not (name == "div" and _is_wrapper(element))


def _is_text(element: Element) -> bool:
    """Whether an element holds running text, perhaps with marks in it."""
    return element.has_text or any(_is_paragraph(one, one.name) for one in element.elements)


def _is_wrapper(element: Element) -> bool:
    """Whether an element holds what is said of an article, and not only its text."""
    fields = {field_name(name_of(one)) for one in element.elements}
    return bool(fields & {"byline", "date", "url", "publisher", "section", "topics", "headline"})


def _object(element: Element, text: str, depth: int = 0) -> Any:
    """An element as JSON would have it: what its names say, in lists where they come again."""
    inside = element.elements
    if not inside or depth >= DEEPEST:
        said = plain(text[element.opened : element.closed])
        return said or next((element.says[key] for key in _VALUES if key in element.says), "")
    held: dict[str, list[Any]] = {}
    for child in inside:
        held.setdefault(child.name, []).append(_object(child, text, depth + 1))
    parts = {name.replace("-", "").replace("_", ""): found[0] for name, found in held.items()}
    if "year" in parts and isinstance(parts["year"], str):
        return "-".join(parts[part].zfill(2) for part in ("year", "month", "day") if part in parts)
    family = next((parts[name] for name in _FAMILY if name in parts), None)
    given = next((parts[name] for name in _GIVEN if name in parts), None)
    if isinstance(family, str) and isinstance(given, str):
        return f"{given} {family}"
    if len(held) == 1:
        (only,) = held.values()
        return only if len(only) > 1 or isinstance(only[0], str) else only[0]
    return {name: found if len(found) > 1 else found[0] for name, found in held.items()}


def _shown(children: list[Element | Span], text: str) -> str:
    """Text and elements as HTML, or as plain text if nothing in it sets paragraphs apart; the line
    ends are those of the document."""
    if not any(isinstance(child, Element) for child in children):
        return dedent("".join(_raw(child, text) for child in children))
    out: list[str] = []
    used: set[str] = set()
    _set(children, text, out, used, 0)
    if any(map(is_block, used)):
        return "".join(out)
    return dedent(html.unescape("".join(piece for piece in out if not _mark.fullmatch(piece))))


def _raw(child: Element | Span, text: str) -> str:
    said = text[child.start : child.end]
    if isinstance(child, Span):
        return said if child.is_literal else html.unescape(said)
    return said


def _set(
    children: list[Element | Span], text: str, out: list[str], used: set[str], depth: int
) -> None:
    """Write children as HTML; elements that stand for themselves are blocks."""
    apart = not any(isinstance(c, Span) and not text[c.start : c.end].isspace() for c in children)
    at = children[0].start if children else 0
    for child in children:
        out.append("\n" * text.count("\n", at, child.start))
        at = child.end
        if isinstance(child, Span):
            out.append(text[child.start : child.end])
        elif depth >= DEEPEST:
            out.append(html.escape(plain(text[child.start : child.end]), quote=False))
        else:
            tag = _tag(child, apart)
            used.add(tag)
            out.append(f"<{tag}>" if tag else " " if child.start == child.end else "")
            out.append("\n" * text.count("\n", child.start, child.opened))
            _set(child.children, text, out, used, depth + 1)
            end = child.children[-1].end if child.children else child.opened
            out.append("\n" * text.count("\n", end, child.closed))
            out.append(f"</{tag}>" if tag else "")


def _tag(element: Element, apart: bool) -> str:
    """The element of HTML that shows one as what it is; none for what runs on."""
    name = element.name
    if name in ("br", "lb", "hr"):
        return "br"
    field = field_name(name)
    if field == "caption" or name == "figcaption":
        return "figcaption"
    if apart and (field == "headline" or HEADING.search(name)):
        return "h2"
    if name in ELEMENTS and name not in ("title", "head", "link", "meta", "source", "time"):
        return name
    if not apart:
        return ""
    return "p" if element.has_text else "div"
