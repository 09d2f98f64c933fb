"""Plain text: headline and paragraphs, paragraphs alone, or several articles one after another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newscli.formats.dividing.choosing import Division, divide
from newscli.formats.dividing.heads import read_pieces
from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.setting import set_units
from newscli.records import Article, Decision
from newscli.text import Document
from newscli.text.document import split_lines

_EVIDENCE = {  # family of a reading: the record's word for it, where it is another
    "rule": "separator",
    "long-rule": "separator",
    "end-mark": "separator",
    "echo": "headline-echo",
    "gap": "blank-lines",
    "gap-title": "blank-lines",
    "counter": "container",
    "label": "container",
    "line": "lines",
    "whole": "whole-file",
}


def matches(head: str, path: str) -> bool:
    """Always: what nothing else knows is plain text."""
    return True


def articles(document: Document) -> Iterator[Article]:
    """The articles of a plain text."""
    division = divide(set_units(document.text))
    pieces = pieces_of(division)
    yield from read_pieces(document, division.units, pieces, len(split_lines(document.text)))


def whole(document: Document) -> Iterator[Article]:
    """The text as one article, whatever stands in it."""
    units = set_units(document.text)
    one = [Piece(0, 0, len(units), "whole-file")]
    yield from read_pieces(document, units, one, len(split_lines(document.text)))


def pieces_of(division: Division) -> list[Piece]:
    """The stretches of a text that are articles; what stands above the first is its cover."""
    evidence = _EVIDENCE.get(division.family, division.family)
    cut = Decision(division.family, division.runner_up, round(division.margin, 1))
    own = [*division.evidence[1:], division.margin]  # the last article ends where the text does
    starts = division.starts
    return [
        Piece(start, start or division.top, end, evidence, cut, min(own[max(at - 1, 0)], own[at]))
        for at, (start, end) in enumerate(pairwise([*starts, len(division.units)]))
    ]
