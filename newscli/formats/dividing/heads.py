"""The articles of a document whose boundaries are known: head by grammar and votes, then the text.

Nothing is dropped: what has no place in a record goes to `other`.  A fact is stated by a label, by
a word that shows what it is, or by a vote of the other pieces; where it stands alone is not enough.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscli.formats.dividing import grammar
from newscli.formats.dividing.assessing import assess
from newscli.formats.dividing.facts import is_row
from newscli.formats.dividing.filling import Agreed, Filling, mark
from newscli.formats.dividing.frames import frame_of
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.label_blocks import LabelBlock, label_block
from newscli.formats.dividing.moulds import told
from newscli.formats.dividing.run_in import run_ins
from newscli.formats.dividing.slots import agreed_names
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.dividing.tops import Piece, Top, contents_key, is_mark, top
from newscli.formats.dividing.votes import VOTERS, read_tops
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.columns import printed
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.labels import SEPARATOR, labelled
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.residue import is_residue
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.records import Article
from newscli.text import Document
from newscli.text.sentences import ends_sentence

LONGEST_RECURRING = 300  # characters of a text that several articles can have alike
EMPHASIS = frozenset("*_")  # of Markdown and mails, around what is set apart
END_MARK = 80  # characters of a line that ends several articles alike
LAST = 5  # words of a line below a text that is none of it
ENDED = 0.8  # share of the pieces that end in such a line
MARKS = 5  # such lines below each other
AGREED = 0.5  # share of the pieces that end or begin alike
_numbered_page = re.compile(r"(\d{1,4})\W+[^\W\d][^\d]*|[^\W\d][^\d]*\W(\d{1,4})")


def read_pieces(
    document: Document, units: Sequence[Unit], pieces: Sequence[Piece], last_line: int
) -> Iterator[Article]:
    """The article of each piece, in order; the ledger of the last reaches to `last_line`."""
    pieces = _with_labels(units, pieces)
    recurring = _recurring(units, pieces)
    contents = _contents(units, pieces)
    plain = told(units, pieces)
    as_printed = [_bare(printed(unit) if SEPARATOR in unit.text else unit) for unit in units]
    if plain:
        units = [unit._replace(text=plain.get(unit.text, unit.text)) for unit in units]
    blocks = [label_block(units, piece.head, piece.end) for piece in pieces]
    if plain:
        units = [_bare(printed(unit) if SEPARATOR in unit.text else unit) for unit in units]
    else:
        units = as_printed
    regions = [_region(units, *both) for both in zip(pieces, blocks, strict=True)]
    tops = [
        top(units, region, recurring, contents, more=region.end < piece.end)
        for region, piece in zip(regions, pieces, strict=True)
    ]
    readings = read_tops(units, tops)
    agreed = Agreed(
        agreed_names(units, tops, readings),
        plain,
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
        Filling(draft, as_printed, agreed, openings[at]).read(
            piece, tops[at], readings[at], blocks[at]
        )
        drafts.append((draft, piece, readings[at].margin))
        following = units[piece.end].first - 1 if piece.end < len(units) else last_line
        ends.append(following)
    assess(units, drafts)
    yield from (draft.finish(end) for (draft, _, _), end in zip(drafts, ends, strict=True))


def _with_labels(units: Sequence[Unit], pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces with the labelled lines that stand right above most heads, alike but for values:
    a line that comes again can be what parts the articles, and tells a fact all the same."""
    above = [_label_above(units, piece) for piece in pieces]
    times = Counter(above)
    agreed = {label for label in times if label and times[label] >= max(2, AGREED * len(pieces))}
    if not agreed:
        return pieces
    moved = [
        piece._replace(head=piece.head - 1) if label in agreed else piece
        for piece, label in zip(pieces, above, strict=True)
    ]
    return _with_labels(units, moved)


def _label_above(units: Sequence[Unit], piece: Piece) -> str:
    """The label of the line above a head; empty for none."""
    found = labelled(units[piece.head - 1].text) if piece.head > piece.start else None
    return found.label if found and found.value and found.field != "kept" else ""


def _bare(unit: Unit) -> Unit:
    """A unit without the signs of emphasis around a line of facts: `*By Jane Roe*`."""
    if not unit.text[0] == unit.text[-1] in EMPHASIS or len(unit.text) > HEADLINE_LENGTH:
        return unit
    text = unit.text.strip("*_")
    told = text and (header(text) or is_paper(text) or is_row(text))
    return unit._replace(text=text) if told else unit


def _region(units: Sequence[Unit], piece: Piece, block: LabelBlock | None) -> Piece:
    """The part of a piece that has a head without labels: above them, or at the top of the text."""
    if block is None:
        return piece
    above = units[piece.head : block.first]
    if not all(is_mark(unit.text, symbol_of(unit.text)) for unit in above):
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
        while at > max(piece.end - MARKS, piece.head) and _is_below(units[at].text):
            at -= 1
        if at > piece.head + 1 and is_prose(units[at - 1].text) and _may_end(units[at].text):
            found.append(units[at].text)
    few = len(pieces) < VOTERS and not all(is_bare_name(one.partition(", ")[0]) for one in found)
    return frozenset() if few or len(found) < max(2, ENDED * len(pieces)) else frozenset(found)


def _is_below(text: str) -> bool:
    """Whether a line below a text is none of it, nor its last: a rule, what pages print."""
    return is_rule(text) or is_residue(text)


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
