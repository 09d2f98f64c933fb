"""Filling a draft with the units of one piece: its head as it was labelled, its text, its foot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from newscli.formats.dividing import grammar
from newscli.formats.dividing.facts import Line, bare_headline, can_be_headline, facts_of, is_length
from newscli.formats.dividing.feet import add_foot, taken_feet
from newscli.formats.dividing.frames import Frame
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.label_blocks import LabelBlock
from newscli.formats.dividing.run_in import RunIn
from newscli.formats.dividing.tops import Piece, Top
from newscli.formats.drafting.body import add_dateline, add_residue, read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.codes import masked, valued
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import Header, header, is_bare_name, located_name, signed_name
from newscli.formats.layout.labels import Labelled, labelled
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.shapes import weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.records import Role
from newscli.text.dates import first_date
from newscli.tuples import NamedTuple

MASTHEAD = 2  # lines above a headline that name paper and section; more are a menu
CAPTION = 8  # words of a labelled caption; fewer only say that there is a picture
_NO_NAMES = frozenset(  # Letter from Paris, The Big Read
    "the a from for in with aus für mit pour avec par con com of".split()
)
_may_tell = re.compile(r"[\d|]|[)\]]$| [-–—] ")  # beside a headline: a day, whose paper
_column = re.compile(r" ?\| ")  # behind a label's value, the next fact


def mark(text: str) -> str:
    """What recurs of a line in which articles end alike: all but its numbers and values."""
    return valued(text) or masked(text)


class Agreed(NamedTuple):
    """What the pieces of a document have in common."""

    names: Mapping[str, str]
    """Names that stand where those of publishers, authors or sections do, and their fields."""
    told: Mapping[str, str]
    """Lines of heads and what they tell, with labels that all know."""
    recurring: frozenset[str]
    """Texts that stand in more than one piece."""
    frame: Frame
    """What stands around headlines and is none of them: a number, a time, signs."""
    marks: frozenset[str]
    """What pieces end in, as `mark`."""
    last: frozenset[str]
    """The short lines that they end in, if most do."""
    openers: frozenset[str]
    """What texts below labels begin with and is none of them, as `mark`."""


class Filling:
    """Gives the units of one piece their places."""

    def __init__(
        self, draft: Draft, units: Sequence[Unit], agreed: Agreed, opening: RunIn | None = None
    ) -> None:
        self.draft = draft
        self.units = units
        self.agreed = agreed
        self.opening = opening
        self.pending = ""  # the field of a label whose value stands below it
        self.labelled = False  # says of its headline that it is one
        self.exported = False  # by a press database, which prints the publisher above the date

    def read(
        self, piece: Piece, found: Top, reading: Labelling, block: LabelBlock | None = None
    ) -> None:
        """Take all units of the piece; `found` and `reading` are those of its head."""
        self.exported = block is not None
        known = block.labels.values() if block else ()
        self.labelled = any(one.field == "headline" and one.value for one in known)
        for unit in self.units[piece.start : piece.head]:  # a cover's date is no article's
            role: Role = "separator" if is_rule(unit.text) else "other"
            self.draft.add(role, unit.first, unit.last, unit.text)
        labels = dict(zip(found.indices, reading.labels, strict=True))
        if block is None:
            body = self._head(piece.head, piece.end, labels, found)
            self._body(body, piece.end)
            return
        if found.indices and found.indices[0] >= block.body:  # the headline is no field
            self._fields(piece.head, block.body, block)
            self._body(self._head(block.body, block.end, labels, found), block.end)
        else:
            at = self._head(piece.head, block.first, labels, found)
            for unit in self.units[at : block.first]:
                add_residue(self.draft, unit)
            self._fields(block.first, block.body, block)
            self._body(block.body, block.end, block)
        self._fields(block.end, piece.end, block)

    def _head(self, start: int, end: int, labels: dict[int, int], found: Top) -> int:
        """Take the units of the head; the index of the first that is text."""
        body = next(
            (index for index, label in labels.items() if label == grammar.TEXT),
            found.indices[-1] + 1 if found.indices else start,
        )
        headline = next((n for n, label in labels.items() if label == grammar.HEADLINE), -1)
        self._masthead(self.units[start : max(start, headline)])
        for index in range(start, body):
            unit = self.units[index]
            self._name(labels, index)
            if index in labels:
                is_headline = headline < 0 and index == start and can_be_headline(unit.text)
                self._take(unit, grammar.HEADLINE if is_headline else labels[index])
            else:
                self._set_aside(unit, found.aside.get(index, "residue"))
                steps = (index - 1, index + 1)
                alone = all(found.aside.get(step) != "residue" for step in steps)  # in no menu
                if alone and is_section(unit.text) and any(step in labels for step in steps):
                    self.draft.state("section", unit.text)
        while body < end and body in found.aside:
            self._set_aside(self.units[body], found.aside[body])
            body += 1
        return body

    def _masthead(self, above: Sequence[Unit]) -> None:
        """State what stands above the headline, if that is a paper's and a section's name alone."""
        if len(above) <= MASTHEAD and all(is_paper(u.text) or is_section(u.text) for u in above):
            for unit in above:
                field = "section" if is_section(unit.text) else "publisher"
                self.draft.state(field, unit.text)

    def _name(self, labels: dict[int, int], index: int) -> None:
        """State whose paper or which section a line names that stands beside the headline, the
        byline or the date, and in no menu."""
        text, label = self.units[index].text, labels.get(index)
        beside = [step for step in (index - 1, index + 1) if step in labels]
        if label not in (grammar.NAME, grammar.RESIDUE):
            return
        if label == grammar.NAME and self.exported:
            if labels.get(index + 1) == grammar.FACTS:
                self.draft.state("publisher", text)
        elif any(labels[n] in (grammar.HEADLINE, grammar.BYLINE, grammar.FACTS) for n in beside):
            if is_section(text):
                self.draft.state("section", text)
            elif is_paper(text):
                self.draft.state("publisher", text)

    def _body(self, start: int, end: int, block: LabelBlock | None = None) -> None:
        """Take the text, and what stands below it."""
        while block and start < end - 1 and mark(self.units[start].text) in self.agreed.openers:
            add_residue(self.draft, self.units[start])
            start += 1
        while start < end - 1 and is_length(self.units[start].text):
            add_residue(self.draft, self.units[start])
            start += 1
        text = list(self.units[start:end])
        for index, found in sorted((block.labels if block else {}).items(), reverse=True):
            if start <= index < end:
                unit = text[index - start]
                if found.field == "body" and found.value:
                    text[index - start] = unit._replace(text=found.value)
                    self.draft.other.append(f"{found.label}:")
                elif found.field == "body":
                    self.draft.other.append(unit.text)
                    del text[index - start]
        if text and self.opening and text[0].text.endswith(self.opening.text):
            text[0] = self._opened(text[0], self.opening)
        feet = taken_feet(self.draft, text, self._ends)
        if text:
            read_body(self.draft, text, self.agreed.recurring)
        for foot in reversed(feet):
            add_foot(self.draft, foot, self._state)

    def _ends(self, text: str) -> bool:
        """Whether a line is one that the articles end in alike."""
        return text in self.agreed.last or mark(text) in self.agreed.marks

    def _opened(self, unit: Unit, opening: RunIn) -> Unit:
        """Take what a text opens with, and leave the text."""
        self._state(facts_of(opening.facts))
        if opening.headline:
            self.draft.add("headline", unit.first, unit.first, opening.headline)
        self.draft.other.append(unit.text.removesuffix(opening.text).strip())
        return unit._replace(text=opening.text)

    def _fields(self, start: int, end: int, block: LabelBlock) -> None:
        """Take labelled units, and the values that stand below their labels."""
        for index in range(start, end):
            unit, found = self.units[index], block.labels.get(index)
            if found is not None:
                self._field(unit, found)
            elif self.pending:
                self._pending_value(unit)
            else:
                add_residue(self.draft, unit)
        self.pending = ""

    def _set_aside(self, unit: Unit, why: str) -> None:
        """Take a unit that is none of the head."""
        if why == "mark":
            self._state(facts_of(unit.text))
        if why != "repeat":
            add_residue(self.draft, unit)
        elif self.draft.has(unit.text):
            self.draft.add("caption", unit.first, unit.last, unit.text)
        else:
            self.draft.add("repeat", unit.first, unit.last, unit.text)

    def _take(self, unit: Unit, label: int) -> None:
        """Take a unit of the head."""
        draft, text = self.draft, self._told(unit)
        said = header(text)
        named = self.agreed.names.get(text, "")
        if label == grammar.HEADLINE and said is not None and said.field in ("byline", "url"):
            label = grammar.BYLINE  # the headline is missing
        elif label == grammar.HEADLINE and (self.labelled or not any(map(str.isalpha, text))):
            label = grammar.KICKER  # the headline is labelled, or missing
        elif label not in (grammar.HEADLINE, grammar.FACTS):
            if self._is_author(text, label):
                label = grammar.BYLINE
            elif named or (label == grammar.BYLINE and said is None and _is_other_name(text)):
                label = grammar.NAME
        if label == grammar.HEADLINE:
            self._headline(unit)
        elif label == grammar.LEAD:
            draft.add("paragraph", unit.first, unit.last, unit.text)
        elif label == grammar.DECK and self._is_new(text):
            draft.add("subhead", unit.first, unit.last, unit.text)
        elif label == grammar.CAPTION:
            draft.add("caption", unit.first, unit.last, unit.text)
        elif label == grammar.FACTS or label == grammar.BYLINE:
            self._facts(unit, label)
        elif label == grammar.FIELD:
            self._field(unit, labelled(text))
        elif label == grammar.URL:
            draft.add("metadata", unit.first, unit.last, unit.text)
            draft.state("url", text.strip("<>()[]"))
        elif label in (grammar.NAME, grammar.KICKER):
            draft.add("metadata", unit.first, unit.last, unit.text)
            if is_section(text):
                draft.state("section", text)
            elif label == grammar.NAME:
                draft.state(named or ("publisher" if is_paper(text) else ""), text)
        elif label != grammar.DATELINE or not add_dateline(draft, unit):
            add_residue(draft, unit)

    def _headline(self, unit: Unit) -> None:
        """A headline, alone or on a line with facts; as printed but for the signs around it."""
        draft, text = self.draft, self._told(unit)
        if (said := labelled(text)) and said.field == "headline" and said.value:
            text = said.value
        value = bare_headline(self.agreed.frame.bare(text))
        line = facts_of(text) if _may_tell.search(text) else Line()
        told = [field for field, _ in line.facts]
        behind = told == ["publisher"] and text.startswith(line.title) and not line.unknown
        if line.title and told and (behind or "|" in text or any(map(str.isdigit, text))):
            value = line.title
            self._state(line)
        draft.add("headline", unit.first, unit.last, value)
        if value != unit.text:
            draft.other.append(unit.text)

    def _facts(self, unit: Unit, label: int) -> None:
        """A line that says when, where, by whom it was printed."""
        draft, text = self.draft, self._told(unit)
        line = facts_of(text)
        said = header(text)
        self._state(line)
        author = self._author(text, said) if label == grammar.BYLINE else ""
        if author:
            draft.state("byline", author)
        dated = any(field == "date" for field, _ in line.facts)
        role: Role = "byline" if author else "date" if dated else "metadata"
        if label == grammar.BYLINE and not author and not line.facts and said is None:
            role = "other"
        draft.add(role, unit.first, unit.last, unit.text)

    def _told(self, unit: Unit) -> str:
        """What a unit of the head tells."""
        return self.agreed.told.get(unit.text, unit.text)

    def _author(self, text: str, said: Header | None) -> str:
        """Whom a byline names; empty where it is no more than a list of names."""
        if said and said.role == "byline":
            return said.value
        if text.isupper() and self.draft.headline is None:
            return ""  # LONG READ
        is_author = is_bare_name(text) and _NO_NAMES.isdisjoint(text.casefold().split())
        bare = text if is_author and "," not in text else located_name(text)
        return signed_name(text) or bare

    def _is_author(self, text: str, label: int) -> bool:
        """Whether a line names who wrote the article, by its form or as others do it there."""
        if self.agreed.names.get(text) == "byline":
            return True
        is_free = label in (grammar.RESIDUE, grammar.DECK) and not self.draft.byline
        return is_free and signed_name(text) != "" and self._is_new(text)

    def _is_new(self, text: str) -> bool:
        """Whether a line stands below the headline and is this article's alone."""
        return self.draft.headline is not None and text not in self.agreed.recurring

    def _state(self, line: Line) -> None:
        """State what a line tells for certain."""
        for field, value in line.facts:
            self.draft.state(field, value)
        for name in line.unknown:
            self.draft.state(self.agreed.names.get(name, ""), name)
        if line.placed and line.placed not in self.agreed.names:
            self.draft.state("place", line.placed)

    def _field(self, unit: Unit, found: Labelled | None) -> None:
        """A labelled line."""
        draft = self.draft
        said = header(self._told(unit)) if found and found.field == "body" else None
        if found is None or (said and said.role == "byline"):  # `Text: Jane Roe`
            draft.add("byline" if said else "metadata", unit.first, unit.last, unit.text)
            draft.state("byline", said.value if said else None)
            return
        self.pending = "" if found.value else found.field
        if found.field == "headline" and found.value and draft.headline is None:
            draft.add("headline", unit.first, unit.last, found.value)
            draft.other.append(unit.text)
        elif found.field == "caption" and weight(found.value) >= CAPTION:
            draft.add("caption", unit.first, unit.last, found.value)
            draft.other.append(unit.text)
        else:
            draft.add(role_of(found.field), unit.first, unit.last, unit.text)
            value, *rest = _column.split(found.value, maxsplit=1)
            dated = facts_of(value) if found.field in ("publisher", "byline") else Line()
            if any(field == "date" for field, _ in dated.facts):  # Source: The Post, 27 June 2004
                self._state(dated)
                value = dated.title or next(iter(dated.unknown), "")
            draft.state(found.field, stated(found.field, value))
            if rest:
                self._state(facts_of(rest[0]))

    def _pending_value(self, unit: Unit) -> None:
        """The value of a label that stands above it."""
        field, self.pending = self.pending, ""
        if field == "headline" and self.draft.headline is None:
            self.draft.add("headline", unit.first, unit.last, unit.text)
            return
        self.draft.add("metadata", unit.first, unit.last, unit.text)
        self.draft.state(field, stated(field, unit.text))


def _is_other_name(text: str) -> bool:
    """Whether a name is a paper's or a section's."""
    return is_paper(text) or is_section(text)


def role_of(field: str) -> Role:
    """The role of a line with a label."""
    return "byline" if field == "byline" else "date" if field == "date" else "metadata"


def stated(field: str, value: str) -> str | None:
    """What the value of a label says, in the form of the record."""
    if not value:
        return None
    if field == "date":
        return first_date(value)
    if field == "place":
        line = dateline(f"{value} - ")
        return line.place if line and line.place else value.partition(",")[0]
    if field == "byline":
        said = header(value)
        return said.value if said and said.role == "byline" else value
    return value
