"""The units of a text: its paragraphs, headlines, captions before anyone knows which is which.

A unit is a line, or in hard-wrapped text the lines of a block joined by one space.  Everything
that reads plain text starts from here.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from newscli.formats.layout.hyphens import Hyphens
from newscli.text import tidy_text
from newscli.text.words import EDGES
from newscli.tuples import NamedTuple

WIDEST_WRAP = 130  # characters; text wrapped by hand or program is narrower, paragraphs are not
PAGE = 2  # blank lines that a form feed is worth
CORNERS = "+/\\\\|╔╗╚╝┌┐└┘├┤╠╣"  # of boxes, and signs of comments
RULES = "-=_*~#+.–—─━═•/╔╚┌└├╠^%<>»«|:;…·§¤○●◦■□◆◇▪★☆✦❦＊～＝－＿"  # what rules begin with
LONE = "*#~=§¤•■□◆◇✦❦"  # rules of one sign; rings and stars part sections, others are empty cells
_ornament = re.compile(r"([-=_*~•·–—]{1,4})[oO]{1,3}\1")  # -o-
PAIRS = 3  # signs; more of them show that two stand by turns
DOTS = 5  # that are a rule; fewer are what a text leaves out
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u200e\u200f\u00ad"  # a line of these shows nothing


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
    lines = [line.strip(EDGES) for line in tidy_text(text).split("\n")]
    if not text or text.endswith("\n"):
        lines.pop()
    return lines


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

    hyphens = Hyphens(lines)

    def close(last: int) -> None:
        nonlocal previous
        if block:
            text = hyphens.text(block, lambda above, below: " ")
            out.append(Unit(text, first, last, first - previous - 1))
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
    """Whether a line is a rule: one sign, or two by turns, again and again, or one alone.

    >>> is_rule("----------"), is_rule("* * *"), is_rule("+---+"), is_rule("-=-=-="), is_rule("--")
    (True, True, True, True, False)
    >>> is_rule("§"), is_rule("-o-"), is_rule("-")
    (True, True, False)
    """
    if text[0] not in RULES:
        return False
    if len(text) == 1:
        return text in LONE
    signs = text.replace(" ", "")
    if _ornament.fullmatch(signs):
        return True
    inner = signs.strip(CORNERS) or signs
    return (
        len(signs) >= (DOTS if text[0] == "." else 3)
        and inner[0] in RULES
        and inner[-1] in RULES
        and (inner == inner[0] * len(inner) or _is_by_turns(inner))
    )


def _is_by_turns(signs: str) -> bool:
    """Whether two signs stand by turns, twice or more: `<><>`, `-=-=-`."""
    return (
        len(signs) > PAIRS
        and {*signs[::2]} | {*signs[1::2]} <= {*RULES}
        and (len({*signs[::2]}) == len({*signs[1::2]}) == 1)
    )
