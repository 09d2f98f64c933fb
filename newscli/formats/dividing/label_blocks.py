"""Blocks of labelled lines around a text, as press databases export them and forms are filled in.

`Title: …`, `SECTION: …`, `@title: …`, labels in capitals, codes (`TI  - …`, or `HD` alone on its
line).  Vendors differ in what their labels are called and where they stand; the text is the mass of
prose between them, or what follows a label that says so.  A line with an unknown label between
known ones is labelled, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import (
    AFTER_MARKS,
    BODY_MARKS,
    CODES,
    LABEL,
    Labelled,
    is_known,
    labelled,
    shouted,
)
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.text import fold
from newscli.text.dates import first_date
from newscli.tuples import NamedTuple

FEWEST = 3  # labels of a block; two are a dialogue, or an article's own
ABOVE = 2  # of them that stand above the text
WITH_HEADLINE = 2  # labels that are enough if the headline's is among them
LONGEST = 160  # characters of a labelled line; those of text, captions and decks may be longer
MAIL = 6  # lines at the top of a mail that say from whom it is, and of what
LONGEST_DAY = 60  # characters that say when a mail was sent
NEAR = 3  # lines between two known labels that may have unknown ones
MASS = 0.2  # share of the longest stretch of prose, from which on one is of the text
TAIL = 0.34  # share of the text's words that may follow it
LONG_FIELDS = frozenset(["body", "caption", "deck", "topics", "kept"])
FEWEST_CODES = 4
TITLE = 3  # words of a title among labels
_VALUED = Labelled("", "", "-")
SWEDISH = frozenset(map(fold, "Källa Författare Avdelning Publicerad Tidning".split()))
SUBJECTS = frozenset(
    map(
        fold,
        "Subject Betreff Objet Oggetto Asunto Assunto Onderwerp Ämne Emne Aihe Temat Předmět Tárgy "
        "Konu Тема 主题 主旨 件名 제목".split(),
    )
)
_sender = re.compile(r"[^\W\d_]{1,12} ?[:：] ?([^<>@\[]{2,60})[<\[][^<>\s]+@[^<>\s]+[>\]]$")


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
    labels = _codes(units, start, end) or _labels(units, start, end)
    if not any(found.value for found in labels.values()):
        labels |= _shouted(units, start, end)
    if all(found.field != "headline" for found in labels.values()):
        _take_swedish(labels)
        _take_mail(units, labels, start, end)
    known = {found.field for found in labels.values()}
    least = WITH_HEADLINE if "headline" in known else FEWEST
    if len({fold(found.label) for found in labels.values()}) < least:
        return None
    _add_unknown(units, labels)
    body = _body(units, labels, start, end)
    if body is None:
        return None
    if "headline" not in known:
        _take_headline(units, labels, body)
    above = sum(index <= body for index in labels)
    if not above or (above < ABOVE and "headline" not in known and len(labels) <= FEWEST):
        return None  # a list of facts below an article is none about it
    return LabelBlock(min(*labels, body), body, _end(units, labels, body, end), labels)


def _labels(units: Sequence[Unit], start: int, end: int) -> dict[int, Labelled]:
    """The units that begin with a label, or are a mark of the text's beginning or end."""
    out: dict[int, Labelled] = {}
    for index in range(start, end):
        text = units[index].text
        if found := labelled(text):
            if not found.label[0].islower() and (
                len(text) <= LONGEST or found.field in LONG_FIELDS
            ):
                out[index] = found
        elif len(text) <= 20 and (key := fold(text)) in BODY_MARKS | AFTER_MARKS:
            out[index] = Labelled(text, "body" if key in BODY_MARKS else "kept", "")
    if all(not found.value and found.field in ("body", "topics", "kept") for found in out.values()):
        return {}
    return {
        index: found
        for index, found in out.items()
        if found.field != "kept"
        or index - 1 in out
        or index + 1 in out
        or not is_prose(units[index].text)  # `Correction: An earlier version gave …` is text
    }


def _codes(units: Sequence[Unit], start: int, end: int) -> dict[int, Labelled]:
    """The units that are nothing but a code, if there are many."""
    found = {
        index: Labelled(text, CODES[text], "")
        for index in range(start, end)
        if len(text := units[index].text) <= 3 and text in CODES
    }
    return found if len(found) >= FEWEST_CODES else {}


def _shouted(units: Sequence[Unit], start: int, end: int) -> dict[int, Labelled]:
    """The units with labels in capitals or codes, where several known ones stand below each other;
    what stands among them is labelled, too."""
    out: dict[int, Labelled] = {}
    run: dict[int, Labelled] = {}
    for index in range(start, end + 1):
        found = shouted(units[index].text) if index < end else None
        if found and (len(units[index].text) <= LONGEST or found.field in LONG_FIELDS):
            run[index] = found
            continue
        known = [at for at, one in run.items() if is_known(one.label)]
        if len({run[at].label for at in known}) >= FEWEST:
            out |= {at: one for at, one in run.items() if known[0] <= at <= known[-1]}
        run = {}
    return out


def _take_swedish(labels: dict[int, Labelled]) -> None:
    """Take `Rubrik` for the headline's label among Swedish ones: elsewhere it is a section's."""
    if any(fold(found.label) in SWEDISH for found in labels.values()):
        for index, found in labels.items():
            if fold(found.label) == "rubrik":
                labels[index] = found._replace(field="headline")


def _take_mail(units: Sequence[Unit], labels: dict[int, Labelled], start: int, end: int) -> None:
    """Take a mail's subject for its headline, and who sent it for its author."""
    said: dict[str, tuple[int, Labelled]] = {}
    for index in range(start, min(end, start + MAIL + 1)):
        text = units[index].text
        if is_prose(text):
            break
        match = LABEL.fullmatch(text)
        if match and fold(match[1]) in SUBJECTS and match[2]:
            said["headline"] = index, Labelled(match[1], "headline", match[2])
        elif match and (sent := _sender.match(text)):
            said.setdefault("byline", (index, Labelled(match[1], "byline", sent[1].strip(' "'))))
        elif match and len(match[2]) < LONGEST_DAY and first_date(match[2]):
            said.setdefault("date", (index, Labelled(match[1], "date", match[2])))
    if "headline" in said and "byline" in said:
        labels.update(said.values())


def _add_unknown(units: Sequence[Unit], labels: dict[int, Labelled]) -> None:
    """Take lines with unknown labels between known ones for labelled."""
    known = sorted(labels)
    for above, below in pairwise(known):
        if below - above > NEAR + 1:
            continue
        for index in range(above + 1, below):
            match = LABEL.fullmatch(units[index].text)
            if match and len(units[index].text) <= LONGEST and not match[1][0].islower():
                labels[index] = Labelled(match[1], "kept", match[2])


def _take_headline(units: Sequence[Unit], labels: dict[int, Labelled], body: int) -> None:
    """Take the only title among labelled lines, which has none itself, for the headline."""
    titles = [
        index
        for index in range(min(labels) + 1, body)
        if index not in labels and labels.get(index - 1, _VALUED).value
        if weight(text := units[index].text) >= TITLE and len(text) <= HEADLINE_LENGTH
        if not is_rule(text) and header(text) is None and not is_paper(text)
    ]
    if len(titles) == 1 and max(labels) > titles[0]:
        [index] = titles
        labels[index] = Labelled("", "headline", units[index].text)


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
    prose = [
        weight(units[index].text)
        if is_prose(units[index].text) and (index not in labels or labels[index].field == "body")
        else 0
        for index in range(body, end)
    ]
    for index in sorted(labels):
        if index <= body or labels[index].field == "body":
            continue
        at = index - body
        before = max(1, sum(prose[:at]))
        if sum(prose[at:]) <= TAIL * before:
            return index
    return end
