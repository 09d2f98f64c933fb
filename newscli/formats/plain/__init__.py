"""Plain text: headline and paragraphs, paragraphs alone, or several articles one after another."""

from __future__ import annotations

from collections.abc import Iterator

from newscli.formats.dividing.heads import read_pieces
from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.units import Unit, units
from newscli.formats.plain.cutting import cuts
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import split_lines

NAME = "text"


def matches(head: str, path: str) -> bool:
    """Always: what nothing else knows is plain text."""
    return True


def articles(document: Document) -> Iterator[Article]:
    """The articles of a plain text."""
    text = document.text
    found = units(text)
    yield from read_pieces(document, found, pieces_of(found), NAME, len(split_lines(text)))


def pieces_of(found: list[Unit]) -> list[Piece]:
    """The pieces of a text that are articles."""
    starts = cuts(found)
    ends = [*(cut.start for cut in starts[1:]), len(found)]
    return [
        Piece(
            cut.start,
            cut.headline if cut.evidence == "contents" and cut.start == 0 else cut.start,
            end,
            cut.evidence,
        )
        for cut, end in zip(starts, ends, strict=True)
    ]
