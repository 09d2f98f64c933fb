"""The articles of a document whose boundaries are known: head by grammar and votes, then the text.

Nothing is dropped: what has no place in a record goes to `other`.  A fact is stated by a label, by
a word that shows what it is, or by a vote of the other pieces; where it stands alone is not enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newscli.formats.dividing import confidence, grammar
from newscli.formats.dividing.facts import Line, bare_headline, told
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.tops import Piece, Top, contents_key, top
from newscli.formats.dividing.votes import VOTERS, read_tops
from newscli.formats.drafting.body import add_dateline, add_residue, read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import labelled
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.shapes import HEADLINE_LENGTH, ends_sentence, weight
from newscli.formats.layout.units import Unit
from newscli.records import Article, Role
from newscli.text import Document

LONGEST_RECURRING = 300  # characters of a text that several articles can have alike
DECK = 9  # words of a line below a headline, from which on it is text
END_MARK = 80  # characters of a line that ends several articles alike
MARKS = 3  # such lines below each other
_digits = re.compile(r"\d+")
AGREED = 0.5  # share of the pieces that have a name beside their date, and it is a paper's
_count = re.compile(r"[(\[]?(\d{1,4})[.):\]] *")


def read_pieces(
    document: Document,
    units: Sequence[Unit],
    pieces: Sequence[Piece],
    format_name: str,
    last_line: int,
) -> Iterator[Article]:
    """The article of each piece, in order; the ledger of the last reaches to `last_line`."""
    recurring = _recurring(units, pieces)
    contents = _contents(units, pieces)
    tops = [top(units, piece, recurring, contents) for piece in pieces]
    readings = read_tops(units, tops)
    papers = _agreed_papers(units, tops, readings)
    counted = _are_counted(units, tops, readings)
    marks = _end_marks(units, pieces)
    drafts: list[tuple[Draft, Piece, float]] = []
    ends: list[int] = []
    for at, piece in enumerate(pieces):
        first = 1 if piece.start == 0 else units[piece.start].first
        draft = Draft(document, format_name, piece.evidence, first)
        reader = _Reader(draft, units, papers, recurring, counted, marks)
        reader.read(piece, tops[at], readings[at])
        drafts.append((draft, piece, readings[at].margin))
        following = units[piece.end].first - 1 if piece.end < len(units) else last_line
        ends.append(following)
    _judge(drafts)
    yield from (draft.finish(end) for (draft, _, _), end in zip(drafts, ends, strict=True))


def _judge(drafts: Sequence[tuple[Draft, Piece, float]]) -> None:
    """Say of each article how likely it is right, by what was found of all; the third of each is
    the margin of its head, in bits."""
    headless = sum(draft.headline is None for draft, _, _ in drafts) / max(1, len(drafts))
    weakest = min((piece.bits for _, piece, _ in drafts), default=0.0)
    for draft, piece, margin in drafts:
        if piece.cut:
            draft.cut = piece.cut
            draft.confidence = confidence.likelihood(
                confidence.Signs(
                    piece.cut.margin,
                    piece.bits,
                    weakest,
                    margin,
                    len(drafts),
                    headless,
                    draft.headline is None,
                    len(draft.paragraphs),
                    len(draft.subheads),
                    len(draft.other),
                )
            )


def _contents(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """The keys of what stands before the first article: a list of contents, perhaps."""
    if not pieces or pieces[0].head == pieces[0].start:
        return frozenset()
    above = units[pieces[0].start : pieces[0].head]
    return frozenset(contents_key(unit.text) for unit in above if len(unit.text) <= HEADLINE_LENGTH)


def _end_marks(units: Sequence[Unit], pieces: Sequence[Piece]) -> frozenset[str]:
    """What most pieces end in alike, but for the digits: `End of text`, `Loaded 3 May 2012`."""
    if len(pieces) < 2:
        return frozenset()
    ends: Counter[str] = Counter()
    for piece in pieces:
        last = units[max(piece.head, piece.end - MARKS) : piece.end]
        ends.update({_masked(unit.text) for unit in last if len(unit.text) <= END_MARK})
    return frozenset(
        text for text, count in ends.items() if count >= 2 and count >= AGREED * len(pieces)
    )


def _masked(text: str) -> str:
    """A line without its digits; sentences stand for themselves."""
    return text if ends_sentence(text) else _digits.sub("#", text)


def _are_counted(units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]) -> bool:
    """Whether the headlines are numbered one after the other, so that numbers are none of them."""
    numbers: list[int] = []
    for found, reading in zip(tops, readings, strict=True):
        heads = [
            i
            for i, label in zip(found.indices, reading.labels, strict=True)
            if label == grammar.HEADLINE
        ]
        match = _count.match(units[heads[0]].text) if heads else None
        numbers.append(int(match[1]) if match else -1)
    pairs = list(pairwise(numbers))
    return bool(pairs) and sum(a >= 0 and b == a + 1 for a, b in pairs) >= AGREED * len(pairs)


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
    return frozenset(text for text, count in times.items() if count > 1)


def _agreed_papers(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> frozenset[str]:
    """Names that stand beside the dates, or alone, in so many pieces that they are publishers'."""
    if len(tops) < VOTERS:
        return frozenset()
    times: Counter[str] = Counter()
    for found, reading in zip(tops, readings, strict=True):
        names: set[str] = set()
        for index, label in zip(found.indices, reading.labels, strict=True):
            if label == grammar.FACTS:
                names.update(name for name in told(units[index].text).unknown if " " in name)
            elif label == grammar.NAME:
                names.add(units[index].text)
        times.update(names)
    return frozenset(name for name, count in times.items() if count >= AGREED * len(tops))


class _Reader:
    """Gives the units of one piece their places."""

    def __init__(
        self,
        draft: Draft,
        units: Sequence[Unit],
        papers: frozenset[str],
        recurring: frozenset[str],
        counted: bool,
        marks: frozenset[str],
    ) -> None:
        self.draft = draft
        self.units = units
        self.papers = papers
        self.recurring = recurring
        self.counted = counted
        self.marks = marks
        self.pending = ""  # the field of a label whose value stands below it

    def read(self, piece: Piece, found: Top, reading: Labelling) -> None:
        """Take all units of the piece."""
        labels = dict(zip(found.indices, reading.labels, strict=True))
        for unit in self.units[piece.start : piece.head]:
            add_residue(self.draft, unit)
        body = next(
            (index for index, label in labels.items() if label == grammar.TEXT),
            found.indices[-1] + 1 if found.indices else piece.head,
        )
        for index in range(piece.head, body):
            unit = self.units[index]
            if index in labels:
                self._take(unit, labels[index])
            else:
                self._set_aside(unit, found.aside.get(index, "residue"))
        while body < piece.end and body in found.aside:
            self._set_aside(self.units[body], found.aside[body])
            body += 1
        end = piece.end
        while end > body + 1 and _masked(self.units[end - 1].text) in self.marks:
            end -= 1
        if body < end:
            read_body(self.draft, list(self.units[body:end]), self.recurring)
        for unit in self.units[end : piece.end]:
            add_residue(self.draft, unit)

    def _set_aside(self, unit: Unit, why: str) -> None:
        """Take a unit that is none of the head."""
        if why == "mark":
            self._state(told(unit.text))
        if why != "repeat":
            add_residue(self.draft, unit)
        elif self.draft.has(unit.text):
            self.draft.add("caption", unit.first, unit.last, unit.text)
        else:
            self.draft.add("repeat", unit.first, unit.last, unit.text)

    def _take(self, unit: Unit, label: int) -> None:
        """Take a unit of the head."""
        draft, text = self.draft, unit.text
        if self.pending and label not in (grammar.FIELD, grammar.FACTS):
            self._pending_value(unit)
        elif label == grammar.HEADLINE:
            self._headline(unit)
        elif label == grammar.LEAD:
            draft.add("paragraph", unit.first, unit.last, text)
        elif label in (grammar.DECK, grammar.RESIDUE) and self._is_deck(text, label):
            draft.add("subhead", unit.first, unit.last, text)
        elif label == grammar.CAPTION:
            draft.add("caption", unit.first, unit.last, text)
        elif label == grammar.FACTS or label == grammar.BYLINE:
            self._facts(unit, label)
        elif label == grammar.FIELD:
            self._field(unit)
        elif label == grammar.URL:
            draft.add("metadata", unit.first, unit.last, text)
            draft.state("url", text)
        elif label in (grammar.NAME, grammar.KICKER):
            draft.add("metadata", unit.first, unit.last, text)
            draft.state("section" if is_section(text) else "", text)
            if label == grammar.NAME and (is_paper(text) or text in self.papers):
                draft.state("publisher", text)
        elif label != grammar.DATELINE or not add_dateline(draft, unit):
            add_residue(draft, unit)

    def _is_deck(self, text: str, label: int) -> bool:
        """Whether a line below the headline is a deck: no other article has it."""
        if text in self.recurring or self.draft.headline is None:
            return False
        return label == grammar.DECK or (weight(text) >= DECK and header(text) is None)

    def _headline(self, unit: Unit) -> None:
        """A headline, alone or on a line with facts; as printed but for the signs around it."""
        draft, text = self.draft, unit.text
        value = bare_headline(_count.sub("", text) if self.counted else text)
        line = told(text) if any(map(str.isdigit, text)) or "|" in text else Line()
        if line.title and line.facts:
            value = line.title
            self._state(line)
        draft.add("headline", unit.first, unit.last, value)
        if value != text:
            draft.other.append(text)

    def _facts(self, unit: Unit, label: int) -> None:
        """A line that says when, where, by whom it was printed."""
        draft, text = self.draft, unit.text
        line = told(text)
        said = header(text)
        role = "date" if any(field == "date" for field, _ in line.facts) else "metadata"
        draft.add("byline" if label == grammar.BYLINE else role, unit.first, unit.last, text)  # type: ignore[arg-type]
        self._state(line)
        if label == grammar.BYLINE and draft.byline is None:
            value = said.value if said and said.role == "byline" else text
            if not any(map(str.isdigit, value)):
                draft.state("byline", value)
        elif said and said.field and not line.facts:
            draft.state(said.field, said.value)

    def _state(self, line: Line) -> None:
        """State what a line tells for certain."""
        for field, value in line.facts:
            self.draft.state(field, value)
        agreed = next((name for name in line.unknown if name in self.papers), None)
        self.draft.state("publisher", agreed)
        if line.placed and line.placed != agreed:
            self.draft.state("place", line.placed)

    def _field(self, unit: Unit) -> None:
        """A labelled line."""
        draft = self.draft
        found = labelled(unit.text)
        if found is None:
            draft.add("metadata", unit.first, unit.last, unit.text)
            return
        self.pending = "" if found.value else found.field
        if found.field == "headline" and found.value and draft.headline is None:
            draft.add("headline", unit.first, unit.last, found.value)
            draft.other.append(unit.text)
            return
        draft.add(role_of(found.field), unit.first, unit.last, unit.text)
        draft.state(found.field, stated(found.field, found.value))

    def _pending_value(self, unit: Unit) -> None:
        """The value of a label that stands above it."""
        field, self.pending = self.pending, ""
        if field == "headline" and self.draft.headline is None:
            self.draft.add("headline", unit.first, unit.last, unit.text)
            return
        self.draft.add("metadata", unit.first, unit.last, unit.text)
        self.draft.state(field, stated(field, unit.text))


def role_of(field: str) -> Role:
    """The role of a line with a label."""
    return "byline" if field == "byline" else "date" if field == "date" else "metadata"


def stated(field: str, value: str) -> str | None:
    """What the value of a label says, in the form of the record."""
    if field == "date":
        from newscli.text.dates import first_date

        return first_date(value)
    if field == "place":
        from newscli.formats.layout.datelines import dateline

        line = dateline(f"{value} - ")
        return line.place if line and line.place else value.partition(",")[0]
    if field == "byline":
        said = header(value)
        return said.value if said and said.role == "byline" else value
    return value
