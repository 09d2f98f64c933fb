"""Exports of press databases: documents one after another, each between labels or lines in order.

What databases differ in is a table (`vendors`).  Which one printed a text is shown by its signs;
where documents begin, by the marks that it has: lines that begin one, or else those that end one.
Counters lie and are never trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.setting import set_units
from newscli.formats.layout.units import WIDEST_WRAP, Unit
from newscli.formats.press.reading import DocumentReader
from newscli.formats.press.slips import Slip, slip_of
from newscli.formats.press.vendors import COUNTER, SIGNS, VENDORS, Vendor
from newscli.records import Article, Problem
from newscli.text import Document
from newscli.text.document import split_lines
from newscli.text.sentences import ends_sentence

LONGEST_SIGN = 300  # characters of a line that shows whose export a text is
NEARLY = 0.8  # of the longest line's length: a line that long was wrapped
BROKEN = 4  # lines that end as only wrapped ones do: in the midst of a sentence
WRAPPED = 0.4  # share of such lines in a text that is
_digits = re.compile(r"\d+")
_ROOTS = ("ument", "Google", "på ", ":")  # where one is not, the words with it need no looking for
_WORDS = [
    (at, word, next((root for root in _ROOTS if root in word), ""))
    for at, vendor in enumerate(VENDORS)
    for word in vendor.words
]
"""Number of a database, a word that its texts have, and the root of that."""


def matches(head: str, path: str) -> bool:
    """Whether there are signs of a database."""
    return _vendor(head) is not None


def _vendor(head: str) -> Vendor | None:
    """The database of whose signs a text has most."""
    absent = {root for root in _ROOTS if root not in head}
    asked = sorted({at for at, word, root in _WORDS if root not in absent and word in head})
    if not asked:
        return None
    lines = {line.strip(" \t\r\f\ufeff") for line in head.split("\n") if len(line) < LONGEST_SIGN}
    lines.discard("")
    found = []
    for at in asked:
        seen = [line for line in lines if _any_sign(at).fullmatch(line)]
        found.append((sum(any(map(sign.fullmatch, seen)) for sign in VENDORS[at].signs), at))
    most, at = max(found, key=lambda one: one[0])
    return VENDORS[at] if most >= SIGNS else None


@cache
def _any_sign(at: int) -> re.Pattern[str]:
    """All signs of one of the databases: most lines of most texts are none, and looked at once."""
    signs = VENDORS[at].signs
    return re.compile(
        "|".join(f"(?{'i' * bool(one.flags & re.IGNORECASE)}:{one.pattern})" for one in signs)
    )


def articles(document: Document) -> Iterator[Article]:
    """One article a document of the export; what is none goes to its neighbour."""
    vendor = _vendor(document.head) or VENDORS[0]
    units = _units(vendor, document.text)
    found = [slip_of(vendor, unit) for unit in units]
    pieces = _pieces(vendor, units, found)
    _compare(document, units, len(pieces))
    last = len(split_lines(document.text))
    following = 1
    for at, (start, head, end) in enumerate(pieces):
        draft = Draft(document, "container", following)
        for unit in units[start:head]:
            draft.add("other", unit.first, unit.last, unit.text)
        DocumentReader(draft, vendor, units[head:end], found[head:end]).read()
        following = units[end].first if at + 1 < len(pieces) else last + 1
        yield draft.finish(following - 1)


def _units(vendor: Vendor, text: str) -> list[Unit]:
    """The units of an export: its lines, unless most of these are about as long."""
    if vendor.width:
        return set_units(text, vendor.width)
    lines = split_lines(text)
    lengths = [len(line) for line in lines if line.strip()]
    widest = max(lengths, default=0)
    long = sum(1 for length in lengths if length >= NEARLY * widest)
    going = [len(a) for a, b in pairwise(lines) if a and b[:1].islower() and not ends_sentence(a)]
    broken = sum(1 for length in going if length >= NEARLY * widest)
    wrapped = long >= WRAPPED * len(lengths) or (broken >= BROKEN and broken >= NEARLY * len(going))
    return set_units(text, 0 if wrapped and widest <= WIDEST_WRAP else -1)


def _compare(document: Document, units: Sequence[Unit], count: int) -> None:
    """Leave a note when the counters of an export say otherwise."""
    counters = [unit for unit in units if COUNTER.fullmatch(unit.text)]
    said = {int(max(_digits.findall(unit.text)[-1:])) for unit in counters}
    if counters and said != {count}:
        reason = f"says {' and '.join(map(str, sorted(said)))} documents, holds {count}"
        document.notes.append(Problem(document.path, reason, counters[0].first))


def _pieces(
    vendor: Vendor, units: Sequence[Unit], found: Sequence[Slip]
) -> list[tuple[int, int, int]]:
    """Start, first own unit and end of each document; together they hold all units."""
    starts, covered = _starts(units, found)
    pieces: list[tuple[int, int, int]] = []
    above = 0  # where units begin that no document has yet
    for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
        if _is_document(vendor, found[start:end]) and (start or not covered):
            pieces.append((above, start, end))
            above = end
        elif pieces and above == start:
            pieces[-1] = (*pieces[-1][:2], end)
            above = end
    return pieces or [(0, 0, len(units))]


def _starts(units: Sequence[Unit], found: Sequence[Slip]) -> tuple[list[int], bool]:
    """Indices of units that documents can begin with, and whether the first are a cover's."""
    begins = [index for index, slip in enumerate(found) if slip.kind == "begin"]
    if begins:
        starts = [i for at, i in enumerate(begins) if at == 0 or begins[at - 1] != i - 1]
        return ([0, *starts], True) if starts[0] else (starts, False)
    starts, ended = [0], False
    for index, slip in enumerate(found):
        if slip.kind == "end":
            ended = True
        elif ended and slip.kind not in ("rights", "url", "rule") and not slip.is_foot:
            starts.append(index)
            ended = False
    return starts, False


def _is_document(vendor: Vendor, found: Sequence[Slip]) -> bool:
    """Whether units have what a document of the database has."""
    if not vendor.anchor:
        return any(slip.kind == "end" for slip in found)
    if vendor.anchor != "label" and any(slip.kind == vendor.anchor for slip in found):
        return True
    own = {slip.label.field for slip in found if slip.label and slip.is_own}
    return not own.isdisjoint(("headline", "body", "source", "date"))
