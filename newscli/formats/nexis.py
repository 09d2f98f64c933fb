"""LexisNexis text exports: `1 of 62 DOCUMENTS`, centred lines, then fields with labels.

The layout is the database's in every language: a cover page; for each document publisher and date
in the middle of the line, labels in capitals, a body wrapped at about 80 characters, labels again.
The newer layout ends each document with `End of Document`.  Counters lie and are never trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscli.formats.drafting.body import add_residue, read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import Labelled, labelled
from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.layout.units import WIDEST_WRAP, Unit, blocks, tidy_lines, wrapping_width
from newscli.records import Article, Problem, Role
from newscli.text import Document
from newscli.text.document import split_lines

CAPTION = 8  # words of a picture's description; fewer only say that there is one
LONGEST_COUNTER = 100  # characters, the spaces before it included
CENTRED = 8  # spaces before a line in the middle; paragraphs are indented by fewer
_OF = "(?:of|von|van|de|di|sur|av|af|из|od|z|/)"
_DOCUMENTS = (
    "(?:documents?|dokumente?n?|documenten|documentos?|documenti|dokumenter|документ[а-я]*)"
)
_separator = re.compile(
    rf"\s*(?:(?P<n>\d{{1,6}}) {_OF} (?P<of>\d{{1,6}}) {_DOCUMENTS}"
    rf"|{_DOCUMENTS} (?P<n2>\d{{1,6}}) {_OF} (?P<of2>\d{{1,6}}))\s*",
    re.IGNORECASE,
)
_WORDS = ("ument", "UMENT", "умент")  # asked of every text, so cheaply
_END = frozenset(["End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento"])
_BODY = frozenset(
    ["Body", "Body:", "Text", "Volltext", "Corps", "Cuerpo", "Texto", "Testo", "Tekst"]
)
_AFTER = frozenset(["Classification", "Graphic", "Notes", "Load-Date", "Correction"])


def matches(head: str, path: str) -> bool:
    """A counter of documents stands alone on a line, and there are labels; or an end mark."""
    if not any(word in head for word in _WORDS):
        return False
    if any(end in head for end in _END) and (
        "Load-Date:" in head or any(f"\n{body}\n" in head for body in _BODY)
    ):
        return True
    lines = head.split("\n")
    if not any(_separator.fullmatch(line) for line in lines if len(line) < LONGEST_COUNTER):
        return False
    return any(_label(line) for line in tidy_lines(head) if ":" in line[:30])


def articles(document: Document) -> Iterator[Article]:
    """One article a document of the export; the cover page goes to the first."""
    lines = tidy_lines(document.text)
    starts = _starts(document, lines)
    breaks = _breaks(document.text, lines)
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        first = 0 if index == 0 else start
        draft = Draft(document, "container", first + 1)
        for unit in blocks(lines[first:start], breaks, first + 1):
            draft.add("other", unit.first, unit.last, unit.text)
        _Reader(draft, blocks(lines[start:end], breaks, start + 1)).read()
        yield draft.finish(end)


def _starts(document: Document, lines: list[str]) -> list[int]:
    """Indices of the lines where documents begin; a note when their counter says otherwise."""
    counters = [(n, match) for n, line in enumerate(lines) if (match := _separator.fullmatch(line))]
    if counters:
        starts = [n for n, _ in counters]
        said = {int(match["of"] or match["of2"]) for _, match in counters}
        if said != {len(starts)}:
            reason = f"says {' and '.join(map(str, sorted(said)))} documents, holds {len(starts)}"
            document.notes.append(Problem(document.path, reason, starts[0] + 1))
        return starts
    ends = [n + 1 for n, line in enumerate(lines) if line in _END]
    filled = max((n for n, line in enumerate(lines) if line), default=0)
    return [0, *(n for n in ends if n <= filled)]


def _breaks(text: str, lines: list[str]) -> set[int]:
    """Numbers of the lines that begin something new: labels, centred lines, indented ones."""
    newer = not _END.isdisjoint(lines)  # printed by another program
    if max(map(len, lines)) > WIDEST_WRAP or (newer and not wrapping_width(lines)):
        # Not wrapped: each line is a unit.
        return set(range(1, len(lines) + 1))
    breaks: set[int] = set()
    for number, (raw, line) in enumerate(zip(split_lines(text), lines, strict=True), 1):
        indent = len(raw) - len(raw.lstrip(" "))
        if indent >= CENTRED:
            breaks |= {number, number + 1}
        elif indent >= 2 or line in _BODY or line in _AFTER or line in _END:
            breaks.add(number)
        elif found := _label(line):
            breaks.add(number)
            if found.field == "body":
                breaks.add(number + 1)
    return breaks


def _label(line: str) -> Labelled | None:
    """The label that a line begins with, if it is printed as this database prints them."""
    found = labelled(line)
    return found if found and (found.label.isupper() or found.field == "updated") else None


class _Reader:
    """Reads one document from top to bottom: front, labels, body, labels."""

    def __init__(self, draft: Draft, units: list[Unit]) -> None:
        self.draft = draft
        self.units = units
        self.newer = any(unit.text in _END for unit in units)
        self.marked = any(unit.text in _BODY for unit in units)
        """Whether a line says where the body begins."""
        labels = [found for unit in units if (found := labelled(unit.text))]
        self.named = any(found.field == "headline" and found.value for found in labels)
        """Whether a label names the headline."""
        self.body: list[Unit] = []
        self.pending = ""  # the field of a label whose value stands below it

    def read(self) -> None:
        """Give every unit its place."""
        zone = "front"
        for unit in self.units:
            if _separator.fullmatch(unit.text) or unit.text in _END:
                self._close()
                self.draft.add("separator", unit.first, unit.last, unit.text)
            elif unit.text in _BODY:
                self._close()
                self.draft.add("metadata", unit.first, unit.last, unit.text)
                zone = "body"
            elif zone != "front" and unit.text in _AFTER:
                self._close()
                self.draft.add("metadata", unit.first, unit.last, unit.text)
                zone = "pictures" if unit.text == "Graphic" else "after"
            elif found := self._labelled(unit, zone):
                self._close()
                if zone == "front" and not self.newer:
                    zone = "labels"
                elif zone == "body":
                    zone = "after"
                self._field(unit, found)
            elif zone == "front" and not self._begins_body(unit):
                self._front(unit)
            elif zone == "pictures" and weight(unit.text) >= CAPTION:
                self.draft.add("caption", unit.first, unit.last, unit.text)
            elif zone in ("after", "pictures"):
                add_residue(self.draft, unit)
            elif self.pending:
                self.draft.add("metadata", unit.first, unit.last, unit.text)
                self.draft.state(self.pending, unit.text)
                self.pending = ""
            else:
                zone = "body"
                self.body.append(unit)
        self._close()

    def _begins_body(self, unit: Unit) -> bool:
        """Whether text begins without the line that says so, or under one in another language."""
        return (
            self.newer and not self.marked and self.draft.date is not None and is_prose(unit.text)
        )

    def _labelled(self, unit: Unit, zone: str) -> Labelled | None:
        """The unit's label; in front of the body also in small letters (`Length: 12 words`)."""
        found = labelled(unit.text)
        return found if found and (zone == "front" or _label(unit.text)) else None

    def _front(self, unit: Unit) -> None:
        """Publisher, date, headline in this order without labels; newer files put that first."""
        draft = self.draft
        free = draft.headline is None and not self.named and weight(unit.text) > 1
        if header(unit.text):
            add_residue(draft, unit)
        elif free and (self.newer or draft.publisher or draft.date):
            draft.add("headline", unit.first, unit.last, unit.text)
        elif draft.publisher is None:
            draft.add("metadata", unit.first, unit.last, unit.text)
            draft.state("publisher", unit.text)
        else:
            draft.add("other", unit.first, unit.last, unit.text)

    def _close(self) -> None:
        """Read the body collected so far."""
        if self.body:
            read_body(self.draft, self.body)
            self.body = []

    def _field(self, unit: Unit, found: Labelled) -> None:
        """A labelled unit: its value fills a field, the line as printed is kept."""
        draft, value = self.draft, found.value
        self.pending = "" if value else found.field * (found.field in ("headline", "byline"))
        if found.field == "headline" and value and draft.headline is None:
            draft.add("headline", unit.first, unit.last, value)
            draft.other.append(unit.text)
            return
        if found.field == "body" and value:
            read_body(draft, [unit._replace(text=value)])
            draft.other.append(f"{found.label}:")
            return
        if found.field == "caption" and weight(value) >= CAPTION:
            draft.add("caption", unit.first, unit.last, value)
            draft.other.append(unit.text)
            return
        role: Role = "byline" if found.field == "byline" else "metadata"
        draft.add(role, unit.first, unit.last, unit.text)
        if found.field == "place":
            line = dateline(f"{value} - ")
            value = line.place if line and line.place else value.partition(",")[0]
        elif found.field == "date":
            from newscli.text.dates import first_date

            value = first_date(value) or ""
        draft.state(found.field, value)
