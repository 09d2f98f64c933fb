"""Lines of a document: which one an offset is on, and which of running text make a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newscli.formats.layout.units import WIDEST_WRAP, Unit
from newscli.text import tidy
from newscli.tuples import NamedTuple

_indent = re.compile(r" {2,}|\t|\u3000")


class Places:
    """Line numbers of offsets, fast for those that ascend."""

    def __init__(self, text: str, first: int = 1) -> None:
        """`first` is the number of the line that `text` begins on."""
        self._text = text
        self._at = 0
        self._line = first

    def line(self, offset: int) -> int:
        """The number of the line on which the character at `offset` stands."""
        if offset < self._at:
            return self._line - self._text.count("\n", offset, self._at)
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line


class TextLine(NamedTuple):
    """A line of running text, or a piece of one."""

    number: int
    """Of the line in the document, from 1."""
    text: str
    opens: bool = False
    """Whether a paragraph begins here, as its format says."""


def is_indented(line: str) -> bool:
    """Whether a line is set in as the first lines of paragraphs are."""
    return _indent.match(line) is not None


def paragraphs(lines: Iterable[TextLine]) -> Iterator[Unit]:
    """Lines between blank ones, joined by a space; those that open a paragraph begin a new one.

    So does a line below one that is longer than text is wrapped at.
    """
    held: list[TextLine] = []
    previous = 0
    for line in lines:
        blank = not line.text.strip()
        if held and (blank or line.opens or len(held[-1].text) > WIDEST_WRAP):
            yield _joined(held, previous)
            previous = held[-1].number
            held = []
        if not blank:
            held.append(line)
    if held:
        yield _joined(held, previous)


def _joined(lines: list[TextLine], previous: int) -> Unit:
    """The unit of these lines; `previous` is the number of the last line of the unit above."""
    text = tidy(" ".join(" ".join([line.text for line in lines]).split()))
    first = lines[0].number
    return Unit(text, first, lines[-1].number, max(0, first - previous - 1))
