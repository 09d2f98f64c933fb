"""The articles of a document whose boundaries are known: head by grammar and votes, then the text.

Nothing is dropped: what has no place in a record goes to `other`.  A fact is stated by a label, by
a word that shows what it is, or by a vote of the other pieces; where it stands alone is not enough.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from newscli.formats.dividing import grammar
from newscli.formats.dividing.assessing import assess
from newscli.formats.dividing.facts import facts_of
from newscli.formats.dividing.filling import Agreed, Filling, mark
from newscli.formats.dividing.frames import frame_of
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.label_blocks import LabelBlock, label_block
from newscli.formats.dividing.run_in import run_ins
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.dividing.tops import Piece, Top, contents_key, top
from newscli.formats.dividing.votes import VOTERS, read_tops
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.columns import printed
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.labels import SEPARATOR
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import is_residue, residue_bits
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.records import Article
from newscli.text import Document
from newscli.text.sentences import ends_sentence

LONGEST_RECURRING = 300  # characters of a text that several articles can have alike
END_MARK = 80  # characters of a line that ends several articles alike
LAST = 5  # words of a line below a text that is none of it
ENDED = 0.8  # share of the pieces that end in such a line
MARKS = 5  # such lines below each other
_MAY_NAME = frozenset([grammar.NAME, grammar.RESIDUE, grammar.DECK, grammar.KICKER, grammar.BYLINE])
AGREED = 0.5  # share of the pieces that have a name beside their date, and it is a paper's
_numbered_page = re.compile(r"(\d{1,4})\W+[^\W\d][^\d]*|[^\W\d][^\d]*\W(\d{1,4})")


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
        frame_of(_headlines(units, tops, readings)),
        _end_marks(units, pieces),
        _last_lines(units, pieces),
        _begin_marks(units, blocks),
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
    """What most pieces end in alike, but for the digits: `End of text`, `Loaded 3 May 2012`; and
    what stands above a page, if one ends in it: `The Lisbon Herald 12`."""
    if len(pieces) < 2:
        return frozenset()
    ends: Counter[str] = Counter()
    for piece in pieces:
        last = units[max(piece.head, piece.end - MARKS) : piece.end]
        ends.update({mark(u.text) for u in last if _may_mark(u)})
    least = max(2, AGREED * len(pieces))
    return frozenset(t for t, times in ends.items() if times >= least) | (
        ends.keys() & _running_heads(units)
    )


def _last_lines(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """The short lines, no sentences, that stand below nearly all texts: authors, initials, codes.

    Two are enough where each is a name.
    """
    found: list[str] = []
    for piece in pieces:
        at = piece.end - 1
        while at > piece.end - MARKS and at > piece.head and is_residue(units[at].text):
            at -= 1
        if at > piece.head + 1 and is_prose(units[at - 1].text) and _may_end(units[at].text):
            found.append(units[at].text)
    few = len(pieces) < VOTERS and not all(is_bare_name(one.partition(", ")[0]) for one in found)
    return frozenset() if few or len(found) < max(2, ENDED * len(pieces)) else frozenset(found)


def _may_end(text: str) -> bool:
    """Whether a line is short and no sentence."""
    if len(text) > END_MARK or weight(text) > LAST or is_rule(text) or text[-1] in ":?!？！":
        return False
    return not is_prose(text) and not ends_sentence(text)


def _running_heads(units: Sequence[Unit]) -> set[str]:
    """The `mark`s of lines that come again with a higher number before or behind the same words."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for unit in units:
        if _may_mark(unit) and (match := _numbered_page.fullmatch(unit.text)):
            numbers[mark(unit.text)].append(int(match[1] or match[2]))
    return {
        text
        for text, found in numbers.items()
        if len(found) > 1 and all(a < b for a, b in pairwise(found))
    }


def _begin_marks(units: Sequence[Unit], blocks: Sequence[LabelBlock | None]) -> frozenset[str]:
    """What most texts below labels begin with alike, but for the digits: `312 words`."""
    if len(blocks) < 2:
        return frozenset()
    firsts = Counter(
        mark(units[block.body].text)
        for block in blocks
        if block and block.body < block.end and block.body not in block.labels
        if _may_mark(units[block.body])
    )
    least = max(2, AGREED * len(blocks))
    return frozenset(text for text, times in firsts.items() if times >= least)


def _may_mark(unit: Unit) -> bool:
    return len(unit.text) <= END_MARK and (is_rule(unit.text) or not is_prose(unit.text))


def _headlines(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> list[str]:
    """The first line of each piece's headline; empty for one without."""
    found = []
    for one, reading in zip(tops, readings, strict=True):
        labelled = zip(one.indices, reading.labels, strict=True)
        first = (units[index].text for index, label in labelled if label == grammar.HEADLINE)
        found.append(next(first, ""))
    return found


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
    that the texts speak of as often is a place's.  Others that stand there are, too, if each piece
    has one, no person's, and some are of papers."""
    if len(tops) < VOTERS:
        return frozenset()
    times: Counter[str] = Counter()
    beside: list[str] = []
    known = 0
    for found, reading in zip(tops, readings, strict=True):
        names: set[str] = set()
        for index, label in zip(found.indices, reading.labels, strict=True):
            if label == grammar.FACTS:
                line = facts_of(units[index].text)
                names.update(n for n in line.unknown if " " in n and n != line.placed)
                known += any(field == "publisher" for field, _ in line.facts)
                beside += [n for n in line.unknown if " " in n and not is_bare_name(n)]
            elif label == grammar.NAME:
                names.add(units[index].text)
        times.update(names)
    least = AGREED * len(tops)
    if known and known + len(beside) == len(tops):
        return frozenset(beside)
    return frozenset(
        name
        for name, number in times.items()
        if number >= least
        and (is_paper(name) or sum(name in u.text for u in units if is_prose(u.text)) < least)
    )


def _agreed_authors(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> frozenset[str]:
    """People's names that stand beside the date, or alone, in so many pieces that they are
    authors': places, sections and editions come again, or the texts speak of them."""
    if len(tops) < VOTERS:
        return frozenset()
    found = [_people(units, *both) for both in zip(tops, readings, strict=True)]
    for names in (list(chain(*own)) for own in zip(*found, strict=True)):
        if len(names) < AGREED * len(tops) or len(names) < VOTERS:
            continue
        spoken = sum(any(name in u.text for u in units if is_prose(u.text)) for name in {*names})
        if 2 * len({*names}) > len(names) and 2 * spoken <= len({*names}):
            return frozenset(names)
    return frozenset()


def _people(units: Sequence[Unit], found: Top, reading: Labelling) -> tuple[list[str], list[str]]:
    """What can be the author's name in a head: beside the date, and alone on its line."""
    beside: list[str] = []
    alone: list[str] = []
    for index, label in zip(found.indices, reading.labels, strict=True):
        text = units[index].text
        if label == grammar.FACTS:
            line = facts_of(text)
            people = [name for name in line.unknown if is_bare_name(name) and name != line.placed]
            fields = {field for field, _ in line.facts}
            if len(people) == 1 and "byline" not in fields:
                beside += people
        elif label in _MAY_NAME and is_bare_name(text) and not _is_other_name(text):
            alone.append(text)
    return beside[:1], alone[:1]


def _is_other_name(text: str) -> bool:
    """Whether a name is a paper's, a section's or a button's."""
    return is_paper(text) or is_section(text) or residue_bits(text) > 0
