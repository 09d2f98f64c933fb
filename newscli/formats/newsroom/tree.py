"""XML as small trees with the lines they stand on, one element of interest at a time.

Expat reads it, so memory holds one article; entities of a document's own are refused, and depth is
bounded, so nothing in a small file can grow.  The entities of HTML, which newsrooms' DTDs declare,
are known without these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from itertools import islice
from xml.parsers import expat

from newscli.errors import DocumentError
from newscli.formats.drafting.container import Lines
from newscli.formats.drafting.values import Value
from newscli.records import Problem
from newscli.text import Document, tidy

DEEPEST = 200  # elements in each other; newsroom XML has about twenty
BATCH = 500  # lines that are parsed at a time

_entity = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})


class Node:
    """An element: its name without prefix and in small letters, what it holds, where it stands."""

    __slots__ = ("attributes", "children", "first", "last", "name")

    def __init__(self, name: str, attributes: Mapping[str, str], first: int) -> None:
        self.name = name
        self.attributes = attributes
        """By name without prefix, as written."""
        self.children: list[Node | str] = []
        self.first = first
        """The line of its start tag, from 1."""
        self.last = first
        """The line of its end tag."""

    def nodes(self, *names: str) -> Iterator[Node]:
        """The elements right inside, of these names or all."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def all(self, *names: str) -> Iterator[Node]:
        """The elements anywhere inside that have one of these names, in order."""
        for child in self.nodes():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def find(self, *path: str) -> Node | None:
        """The first element at a path of names, one level each."""
        if not path:
            return self
        return next((hit for one in self.nodes(path[0]) if (hit := one.find(*path[1:]))), None)

    @property
    def text(self) -> str:
        """All text inside, white space as it is."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    @property
    def line(self) -> str:
        """All text inside, on one line."""
        return tidy(" ".join(self.text.split()))


def stated(name: str, node: Node, text: str | None = None) -> Value:
    """What an element states under a name: its text on one line, unless another is given."""
    return Value(name, node.line if text is None else text, node.first, node.last)


def elements(document: Document, lines: Lines, name: str) -> Iterator[Node]:
    """The outermost elements called `name`.

    Where the XML is damaged the elements before are given, and the document gets a problem.
    Raises `DocumentError` when there are none before.
    """
    builder = _Builder(name)
    try:
        while batch := list(islice(lines, BATCH)):
            builder.parser.Parse("".join(f"{_entity.sub(_character, one)}\n" for one in batch))
            yield from builder.taken()
        builder.parser.Parse("", True)
    except expat.ExpatError as error:
        yield from builder.taken()
        reason = f"the XML is damaged here ({expat.ErrorString(error.code)}); the rest is not read"
        builder.tell(document, reason)
    except _RefusedError as error:
        yield from builder.taken()
        builder.tell(document, str(error))
    for _ in lines:
        pass  # the last ledger reaches to the end


class _RefusedError(Exception):
    """What no article needs, and what only does harm."""


class _Builder:
    """Makes nodes of what expat tells."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._open: list[Node] = []
        self._depth = 0
        self._done: list[Node] = []
        self._any = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.EntityDeclHandler = self._refuse

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def taken(self) -> list[Node]:
        """The elements that have ended since this was last asked."""
        done, self._done = self._done, []
        return done

    def tell(self, document: Document, reason: str) -> None:
        """Put a reason to stop on the document; raises it where there is nothing else."""
        if not self._any:
            raise DocumentError(document.path, reason, self.line)
        document.problems.append(Problem(document.path, reason, self.line))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _RefusedError(f"over {DEEPEST} elements in each other; the rest is not read")
        local = name.rpartition(":")[2].lower()
        if self._open or local == self._wanted:
            named = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            node = Node(local, named, self.line)
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            node.last = self.line
            if not self._open:
                self._done.append(node)
                self._any = True

    def _say(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _refuse(self, name: str, is_parameter: bool, *_: object) -> None:
        if not is_parameter:
            raise _RefusedError("the XML declares entities of its own; it is not read")


def _character(match: re.Match[str]) -> str:
    """The character that an entity of HTML stands for; XML's own are left to the parser."""
    return match[0] if match[1] in _XML else html5.get(match[1], f"&amp;{match[1]}")
