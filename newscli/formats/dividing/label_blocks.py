"""Blocks of labelled lines around a text, as press databases export them and forms are filled in.

`Title: …`, `SECTION: …`, or tags on lines of their own (`HD`, `PD`).  Vendors differ in what their
labels are called and where they stand; the text is the mass of prose between them, or what follows
a label that says so.  A line with an unknown label between known ones is labelled, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newscli.formats.layout.labels import Labelled, labelled
from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.layout.units import Unit
from newscli.text import fold

FEWEST = 3  # labels of a block; two are a dialogue, or an article's own
ABOVE = 2  # of them that stand above the text
WITH_HEADLINE = 2  # labels that are enough if the headline's is among them
LONGEST = 160  # characters of a labelled line; those of text, captions and decks may be longer
NEAR = 3  # lines between two known labels that may have unknown ones
MASS = 0.2  # share of the longest stretch of prose, from which on one is of the text
TAIL = 0.34  # share of the text's words that may follow it
LONG_FIELDS = frozenset(["body", "caption", "deck", "kept"])
TAGS = {  # of Factiva's exports
    "HD": "headline", "BY": "byline", "PD": "date", "SN": "publisher", "LA": "language",
    "LP": "body", "TD": "body", "SE": "section", "CR": "credit", "CX": "kept", "WC": "kept",
    "ET": "kept", "SC": "kept", "ED": "kept", "PG": "kept", "CY": "kept", "CO": "kept",
    "IN": "kept", "NS": "kept", "RE": "kept", "IPC": "kept", "IPD": "kept", "PUB": "kept",
    "AN": "kept", "VOL": "kept", "CT": "kept", "RF": "kept", "ART": "kept", "CLM": "kept",
}  # fmt: skip
FEWEST_TAGS = 4
BODY_MARKS = frozenset(
    fold(word) for word in "Body Text Volltext Corps Cuerpo Texto Testo Tekst Textkörper".split()
)
AFTER_MARKS = frozenset(
    fold(word)
    for word in "Classification Graphic Notes Load-Date Correction Klassifizierung".split()
)
_label = re.compile(r"([^\W\d_a-zà-ÿ][^:：\n]{0,28}?) ?[:：](?!//)\s*(.*)")


class LabelBlock(NamedTuple):
    """The labelled lines of a piece, and where its text stands among them."""

    first: int
    """Index of the first labelled unit."""
    body: int
    """Index of the first unit of the text; a label before it on its line may say so."""
    end: int
    labels: dict[int, Labelled]
    """Index of a unit → its label; that of an unknown one has the field `kept`."""


def label_block(units: Sequence[Unit], start: int, end: int) -> LabelBlock | None:
    """The block of labels among the units from `start` to `end`; None when there is none."""
    labels = _tags(units, start, end) or _labels(units, start, end)
    known = {found.field for found in labels.values()}
    least = WITH_HEADLINE if "headline" in known else FEWEST
    if len({fold(found.label) for found in labels.values()}) < least:
        return None
    _add_unknown(units, labels)
    body = _body(units, labels, start, end)
    if body is None:
        return None
    above = sum(index <= body for index in labels)
    if not above or (above < ABOVE and "headline" not in known and len(labels) <= FEWEST):
        return None  # a list of facts below an article is none about it
    return LabelBlock(min(*labels, body), body, _end(units, labels, body, end), labels)


def _labels(units: Sequence[Unit], start: int, end: int) -> dict[int, Labelled]:
    """The units that begin with a label, or are a mark of the text's beginning or end."""
    out: dict[int, Labelled] = {}
    for index in range(start, end):
        text = units[index].text
        if ":" in text[:32] or "：" in text[:32]:
            found = labelled(text)
            if found is None or found.label[0].islower():
                continue
            if len(text) <= LONGEST or found.field in LONG_FIELDS:
                out[index] = found
        elif len(text) <= 20 and (key := fold(text)) in BODY_MARKS | AFTER_MARKS:
            out[index] = Labelled(text, "body" if key in BODY_MARKS else "kept", "")
    if all(not found.value and found.field in ("body", "kept") for found in out.values()):
        return {}
    return out


def _tags(units: Sequence[Unit], start: int, end: int) -> dict[int, Labelled]:
    """The units that are nothing but a tag, if there are many."""
    found = {
        index: Labelled(text, TAGS[text], "")
        for index in range(start, end)
        if len(text := units[index].text) <= 3 and text in TAGS
    }
    return found if len(found) >= FEWEST_TAGS else {}


def _add_unknown(units: Sequence[Unit], labels: dict[int, Labelled]) -> None:
    """Take lines with unknown labels between known ones for labelled."""
    known = sorted(labels)
    for above, below in pairwise(known):
        if below - above > NEAR + 1:
            continue
        for index in range(above + 1, below):
            match = _label.fullmatch(units[index].text)
            if match and len(units[index].text) <= LONGEST:
                labels[index] = Labelled(match[1], "kept", match[2])


def _body(units: Sequence[Unit], labels: dict[int, Labelled], start: int, end: int) -> int | None:
    """Index of the first unit of the text."""
    for index, found in sorted(labels.items()):
        if found.field == "body":
            return index if found.value else min(index + 1, end - 1)
    runs: list[tuple[int, int]] = []  # words of prose, index of the first unit
    words, begins = 0, start
    for index in range(start, end + 1):
        if index < end and index not in labels:
            words += weight(units[index].text) if is_prose(units[index].text) else 0
            continue
        if words:
            runs.append((words, begins))
        words, begins = 0, index + 1
    most = max(runs, default=(0, 0))[0]
    for words, begins in runs:
        above = labels.get(begins - 1)
        if above and not above.value and words < most:
            continue  # what a label says that stands above it
        if words >= MASS * most or sum(index < begins for index in labels) >= ABOVE:
            return begins
    return None


def _end(units: Sequence[Unit], labels: dict[int, Labelled], body: int, end: int) -> int:
    """Index after the text: that of a label below which little prose stands."""
    told = [
        weight(units[index].text)
        if is_prose(units[index].text) and (index not in labels or labels[index].field == "body")
        else 0
        for index in range(body, end)
    ]
    for index in sorted(labels):
        if index <= body or labels[index].field == "body":
            continue
        at = index - body
        before = max(1, sum(told[:at]))
        if sum(told[at:]) <= TAIL * before:
            return index
    return end
