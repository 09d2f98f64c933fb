"""The units of a text: its paragraphs, headlines, captions before anyone knows which is which.

A unit is a line, or in hard-wrapped text the lines of a block joined by one space.  Everything
that reads plain text starts from here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

from newscli.text import tidy_text
from newscli.text.document import split_lines

WIDEST_WRAP = 130  # characters; text wrapped by hand or program is narrower, paragraphs are not
PAGE = 2  # blank lines that a form feed is worth
SAMPLE = 4000  # lines that show how the text is set
_LISTED = "0123456789-•*·–"  # how the lines of a list begin
_ENDS = '.!?:)"”’»。！？'
CORNERS = "+/\\\\|╔╗╚╝┌┐└┘├┤╠╣"  # of boxes, and signs of comments
RULES = "-=_*~#+–—─━═•/╔╚┌└├╠"  # what rules begin with
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u200e\u200f\u00ad"  # a line of these shows nothing
_apart = re.compile(r"\[[\d./ -]{6,}\]|(?:https?://|www\.)\S+")
_indent = re.compile(r"^(?: {2,}|\t| \t|\u3000)", re.MULTILINE)


class Unit(NamedTuple):
    """Lines that make one piece of text."""

    text: str
    """Tidied; wrapped lines joined."""
    first: int
    """Number of the first line, from 1."""
    last: int
    gap: int
    """Blank lines before it; a form feed counts for more."""
    indent: int = 0
    """Blanks before its first line."""


def tidy_lines(text: str) -> list[str]:
    """The tidied lines of `text`, as many as it has; a blank one is the empty string."""
    lines = [line.strip(" ") for line in tidy_text(text).split("\n")]
    if not text or text.endswith("\n"):
        lines.pop()
    return lines


def units(text: str) -> list[Unit]:
    """The units of a whole text, in order."""
    lines = tidy_lines(text)
    width = wrapping_width(lines)
    if width:
        return blocks(lines, _breaks(lines, width) | _indented_lines(text))
    return _single(lines)


def _single(lines: list[str]) -> list[Unit]:
    """Each line that is not blank, as a unit."""
    out: list[Unit] = []
    previous = new_page = 0
    for number, line in enumerate(lines, 1):
        if line and not is_blank(line):
            out.append(Unit(line, number, number, number - previous - 1 + new_page))
            previous, new_page = number, 0
        elif "\f" in line:
            new_page = PAGE
    return out


def is_blank(line: str) -> bool:
    """Whether a tidied line shows nothing at all: form feeds, zero-width characters."""
    return len(line) < 9 and (line.isspace() or not line.strip(_ZERO_WIDTH))


def blocks(lines: list[str], breaks: Collection[int] = (), start: int = 1) -> list[Unit]:
    """Blocks of lines between blank ones, joined; the lines numbered in `breaks` begin new ones.

    `start` is the number of the first of `lines`.
    """
    out: list[Unit] = []
    block: list[str] = []
    previous = first = start - 1

    def close(last: int) -> None:
        nonlocal previous
        if block:
            out.append(Unit(" ".join(block), first, last, first - previous - 1))
            previous = last
            block.clear()

    for number, line in enumerate(lines, start):
        if not line or is_blank(line):
            close(number - 1)
            continue
        rule = line[0] in RULES and is_rule(line)
        if rule or number in breaks:
            close(number - 1)
        if not block:
            first = number
        block.append(line)
        if rule:
            close(number)
    close(start + len(lines) - 1)
    return out


def is_rule(text: str) -> bool:
    """Whether a line is a rule: one sign, again and again.

    >>> is_rule("----------"), is_rule("* * *"), is_rule("+---+"), is_rule("--")
    (True, True, True, False)
    """
    if text[0] not in RULES:
        return False
    signs = text.replace(" ", "")
    inner = signs.strip(CORNERS) or signs
    return len(signs) >= 3 and inner == inner[0] * len(inner) and inner[0] in RULES


def _is_set_apart(line: str) -> bool:
    """Whether a line is an address or a date in brackets, which no program wraps text around."""
    return line[0] in "[hw" and _apart.fullmatch(line) is not None


def _indented_lines(text: str) -> set[int]:
    """Numbers of the lines that open a paragraph by being indented, if that is how text is set.

    Centred lines and quotes are indented too, so the rule holds only where most lines are not.
    """
    if not _indent.search(text):
        return set()
    raw = split_lines(text)
    indented = {n for n, line in enumerate(raw, 1) if _indent.match(line)}
    return indented if 2 * len(indented) < len(raw) else set()


def _breaks(lines: list[str], width: int) -> set[int]:
    """Numbers of the lines above which a line ends long before it had to: a headline, a verse."""
    return {
        number
        for number, (above, line) in enumerate(pairwise(lines), 2)
        if above and line and len(above) < 0.6 * width and not line[0].islower()
    }


def wrapping_width(lines: list[str]) -> int:
    """The width that a text is hard-wrapped at; 0 when each line is a unit.

    In wrapped text a line ends where the next line's first word would not fit, seldom with a
    sentence.  Asked of neighbouring lines: one line a paragraph has none, or longer ones.
    """
    pairs = [
        (a, b)
        for a, b in pairwise(lines[:SAMPLE])
        if a and b and a != b and a[0] not in RULES and b[0] not in _LISTED and not _is_set_apart(b)
    ]
    if len(pairs) < 2 or 12 * len(pairs) < min(len(lines), SAMPLE):
        return 0
    widths = sorted([len(a) for a, _ in pairs])
    width = widths[len(widths) * 9 // 10]
    if not 30 <= width <= WIDEST_WRAP:
        return 0
    full = sum(1 for a, b in pairs if len(a) + 1 + len(b.partition(" ")[0]) > width - 4)
    ended = sum(1 for a, _ in pairs if a[-1] in _ENDS)
    return width if full >= 0.7 * len(pairs) and ended <= 0.4 * len(pairs) else 0
