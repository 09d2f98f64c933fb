"""The articles of a document whose boundaries are known: head by grammar and votes, then the text.

Nothing is dropped: what has no place in a record goes to `other`.  A fact is stated by a label, by
a word that shows what it is, or by a vote of the other pieces; where it stands alone is not enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscli.formats.dividing import grammar
from newscli.formats.dividing.assessing import assess
from newscli.formats.dividing.facts import facts_of
from newscli.formats.dividing.filling import Agreed, Filling, masked
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.label_blocks import LabelBlock, label_block
from newscli.formats.dividing.run_in import run_ins
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.dividing.tops import Piece, Top, clock, contents_key, count, number_of, top
from newscli.formats.dividing.votes import VOTERS, read_tops
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.columns import printed
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.labels import SEPARATOR
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose
from newscli.formats.layout.units import Unit
from newscli.records import Article
from newscli.text import Document

LONGEST_RECURRING = 300  # characters of a text that several articles can have alike
END_MARK = 80  # characters of a line that ends several articles alike
MARKS = 3  # such lines below each other
AGREED = 0.5  # share of the pieces that have a name beside their date, and it is a paper's


def read_pieces(
    document: Document, units: Sequence[Unit], pieces: Sequence[Piece], last_line: int
) -> Iterator[Article]:
    """The article of each piece, in order; the ledger of the last reaches to `last_line`."""
    recurring = _recurring(units, pieces)
    contents = _contents(units, pieces)
    blocks = [label_block(units, piece.head, piece.end) for piece in pieces]
    units = [printed(unit) if SEPARATOR in unit.text else unit for unit in units]
    regions = [_region(units, *both) for both in zip(pieces, blocks, strict=True)]
    tops = [
        top(units, region, recurring, contents, more=region.end < piece.end)
        for region, piece in zip(regions, pieces, strict=True)
    ]
    readings = read_tops(units, tops)
    agreed = Agreed(
        _agreed_papers(units, tops, readings),
        _agreed_authors(units, tops, readings),
        recurring,
        _opening(units, tops, readings),
        _end_marks(units, pieces),
    )
    openings = run_ins([_first_text(units, *one) for one in zip(tops, readings, strict=True)])
    drafts: list[tuple[Draft, Piece, float]] = []
    ends: list[int] = []
    for at, piece in enumerate(pieces):
        first = 1 if piece.start == 0 else units[piece.start].first
        draft = Draft(document, piece.evidence, first)
        Filling(draft, units, agreed, openings[at]).read(piece, tops[at], readings[at], blocks[at])
        drafts.append((draft, piece, readings[at].margin))
        following = units[piece.end].first - 1 if piece.end < len(units) else last_line
        ends.append(following)
    assess(units, drafts)
    yield from (draft.finish(end) for (draft, _, _), end in zip(drafts, ends, strict=True))


def _region(units: Sequence[Unit], piece: Piece, block: LabelBlock | None) -> Piece:
    """The part of a piece that has a head without labels: above them, or at the top of the text."""
    if block is None:
        return piece
    above = units[piece.head : block.first]
    if any(symbol_of(unit.text).kind not in ("rule", "counter") for unit in above):
        return piece._replace(end=block.first)
    if any(found.field == "headline" for found in block.labels.values()):
        return Piece(block.first, block.first, block.first, piece.evidence)
    return Piece(block.body, block.body, block.end, piece.evidence)


def _contents(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """The keys of what stands before the first article: a list of contents, perhaps."""
    if not pieces or pieces[0].head == pieces[0].start:
        return frozenset()
    above = units[pieces[0].start : pieces[0].head]
    return frozenset(contents_key(unit.text) for unit in above if len(unit.text) <= HEADLINE_LENGTH)


def _first_text(units: Sequence[Unit], found: Top, reading: Labelling) -> str:
    """The first text of a piece without a headline; empty for one with it."""
    if grammar.HEADLINE in reading.labels or grammar.TEXT not in reading.labels:
        return ""
    return units[found.indices[reading.labels.index(grammar.TEXT)]].text


def _end_marks(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """What most pieces end in alike, but for the digits: `End of text`, `Loaded 3 May 2012`."""
    if len(pieces) < 2:
        return frozenset()
    ends: Counter[str] = Counter()
    for piece in pieces:
        last = units[max(piece.head, piece.end - MARKS) : piece.end]
        ends.update(
            {masked(u.text) for u in last if len(u.text) <= END_MARK and not is_prose(u.text)}
        )
    return frozenset(
        text for text, times in ends.items() if times >= 2 and times >= AGREED * len(pieces)
    )


def _opening(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> re.Pattern[str] | None:
    """What stands before most headlines and is none of them: numbers one after the other, times."""
    numbers: list[int] = []
    timed = 0
    for found, reading in zip(tops, readings, strict=True):
        heads = [
            i
            for i, label in zip(found.indices, reading.labels, strict=True)
            if label == grammar.HEADLINE
        ]
        text = units[heads[0]].text if heads else ""
        match = count.match(text)
        numbers.append(number_of(match[1]) if match else -1)
        timed += clock.match(text) is not None
    pairs = list(pairwise(numbers))
    if pairs and timed >= max(2, AGREED * len(numbers)):
        return clock
    if pairs and sum(a >= 0 and b == a + 1 for a, b in pairs) >= AGREED * len(pairs):
        return count
    return None


def _recurring(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """Texts that stand in more than one piece."""
    if len(pieces) < 2:
        return frozenset()
    times = Counter(
        text
        for piece in pieces
        for text in {
            unit.text
            for unit in units[piece.head : piece.end]
            if len(unit.text) <= LONGEST_RECURRING
        }
    )
    return frozenset(text for text, number in times.items() if number > 1)


def _agreed_papers(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> frozenset[str]:
    """Names that stand beside the dates, or alone, in so many pieces that they are publishers'; one
    that the texts speak of as often is a place's."""
    if len(tops) < VOTERS:
        return frozenset()
    times: Counter[str] = Counter()
    for found, reading in zip(tops, readings, strict=True):
        names: set[str] = set()
        for index, label in zip(found.indices, reading.labels, strict=True):
            if label == grammar.FACTS:
                line = facts_of(units[index].text)
                names.update(n for n in line.unknown if " " in n and n != line.placed)
            elif label == grammar.NAME:
                names.add(units[index].text)
        times.update(names)
    least = AGREED * len(tops)
    return frozenset(
        name
        for name, number in times.items()
        if number >= least
        and (is_paper(name) or sum(name in u.text for u in units if is_prose(u.text)) < least)
    )


def _agreed_authors(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> frozenset[str]:
    """People's names beside paper and date in so many pieces that they are authors': places,
    sections and editions come again, or the texts speak of them."""
    if len(tops) < VOTERS:
        return frozenset()
    names: list[str] = []
    for found, reading in zip(tops, readings, strict=True):
        for index, label in zip(found.indices, reading.labels, strict=True):
            if label != grammar.FACTS:
                continue
            line = facts_of(units[index].text)
            people = [name for name in line.unknown if is_bare_name(name) and name != line.placed]
            fields = {field for field, _ in line.facts}
            if len(people) == 1 and "byline" not in fields and {"publisher", "date"} <= fields:
                names.append(people[0])
    if len(names) < AGREED * len(tops) or len(names) < VOTERS:
        return frozenset()
    spoken = sum(any(name in u.text for u in units if is_prose(u.text)) for name in {*names})
    if 2 * len({*names}) <= len(names) or 2 * spoken > len({*names}):
        return frozenset()
    return frozenset(names)
