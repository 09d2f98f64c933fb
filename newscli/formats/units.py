"""The units of a text: its paragraphs, headlines, captions before anyone knows which is which.

A unit is a line, or in hard-wrapped text the lines of a block joined by one space.  Everything
that reads plain text starts from here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newscli.text import tidy_text
from newscli.text.document import split_lines

WIDEST_WRAP = 130  # characters; text wrapped by hand or program is narrower, paragraphs are not
SAMPLE = 4000  # lines that show how the text is set
_ENDS = '.!?:)"”’»。！？'
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u200e\u200f\u00ad"  # a line of these shows nothing
_indent = re.compile(r"^(?: {2,}|\t| \t|\u3000)", re.MULTILINE)


class Unit(NamedTuple):
    """Lines that make one piece of text."""

    text: str
    """Tidied; wrapped lines joined."""
    first: int
    """Number of the first line, from 1."""
    last: int
    gap: int
    """Blank lines before it."""


def tidy_lines(text: str) -> list[str]:
    """The tidied lines of `text`; a blank one is the empty string."""
    return [line.strip(" ") for line in split_lines(tidy_text(text))]


def units(text: str) -> list[Unit]:
    """The units of a whole text, in order."""
    lines = tidy_lines(text)
    if is_wrapped(lines):
        starts = _indented_lines(text) if _indent.search(text) else frozenset()
        return _blocks(lines, starts)
    return _single(lines)


def _single(lines: list[str]) -> list[Unit]:
    """Each line that is not blank, as a unit."""
    out: list[Unit] = []
    previous = 0
    for number, line in enumerate(lines, 1):
        if line and not _is_blank(line):
            out.append(Unit(line, number, number, number - previous - 1))
            previous = number
    return out


def _is_blank(line: str) -> bool:
    """Whether a tidied line shows nothing at all: form feeds, zero-width characters."""
    return len(line) < 9 and (line.isspace() or not line.strip(_ZERO_WIDTH))


def _blocks(lines: list[str], indented: frozenset[int]) -> list[Unit]:
    """Blocks of lines between blank ones, joined; an indented line begins a new one."""
    out: list[Unit] = []
    block: list[str] = []
    previous = first = 0

    def close(last: int) -> None:
        nonlocal previous
        if block:
            out.append(Unit(" ".join(block), first, last, first - previous - 1))
            previous = last
            block.clear()

    for number, line in enumerate(lines, 1):
        if not line or _is_blank(line):
            close(number - 1)
            continue
        if block and number in indented:
            close(number - 1)
        if not block:
            first = number
        block.append(line)
    close(len(lines))
    return out


def _indented_lines(text: str) -> frozenset[int]:
    """Numbers of the lines that open a paragraph by being indented, if that is how text is set.

    Centred lines and quotes are indented too, so the rule holds only where most lines are not.
    """
    raw = split_lines(text)
    indented = {n for n, line in enumerate(raw, 1) if _indent.match(line)}
    return frozenset(indented) if 2 * len(indented) < len(raw) else frozenset()


def is_wrapped(lines: list[str]) -> bool:
    """Whether the text is hard-wrapped: a line ends where the next line's first word would not fit.

    Asked of neighbouring lines only; text of one line a paragraph has none, or longer ones.
    """
    if len(lines) < 2:
        return False
    near = zip(lines[:SAMPLE], lines[1 : SAMPLE + 1], strict=False)
    pairs = [(a, b) for a, b in near if a and b and a != b]
    if 12 * len(pairs) < min(len(lines), SAMPLE):
        return False
    widths = sorted([len(a) for a, _ in pairs])
    width = widths[len(widths) * 9 // 10]
    if not 30 <= width <= WIDEST_WRAP:
        return False
    full = sum(1 for a, b in pairs if len(a) + 1 + len(b.partition(" ")[0]) > width - 4)
    ended = sum(1 for a, _ in pairs if a[-1] in _ENDS)  # paragraphs end so, lines seldom
    return full >= 0.7 * len(pairs) and ended <= 0.4 * len(pairs)
