"""What the units of each head are: by the grammar, and by the votes of a document's other pieces.

Pieces of one document are set alike, so what stands in the same place of most is the same in each.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from newscli.formats.dividing.grammar import (
    HEADLINE,
    LABELS,
    NEVER,
    Labelling,
    Sight,
    allowed,
    best,
    emissions,
    weights,
)
from newscli.formats.dividing.looks import is_figures, looks
from newscli.formats.dividing.tops import TITLES, Top
from newscli.formats.layout.codes import is_coded, valued
from newscli.formats.layout.shapes import weight
from newscli.formats.layout.units import Unit
from newscli.tuples import NamedTuple

Head = tuple[Sight, ...]
Votes = dict[tuple[object, ...], list[int]]
"""Place → how often each label stands there."""

LISTED = 14.0  # bits of a headline that a list of contents or a label tells of
OFTEN = 4  # tops with the same text, from which on it is as if all had it: a column, an edition
VALUED = 4  # words of a line with a word and its value
VOTERS = 3  # pieces from which on they vote
BY_PLACE = 0.9  # weight of a vote by the number of the unit alone
BY_SETTING = 2.0  # by what stands around it, too
MOST = (-3.5, 3.0)  # bits of a vote, at least and at most
FULL = 6  # votes that count in full
MASTHEADS = 0.6  # share of the pieces that open with a paper's name
_NO_HEADLINE = frozenset(["recurs", "masthead"])
_TOLD = frozenset(["listed", "named"])
_CODES = frozenset(["is:id", "figures"])
_digits = re.compile(r"\d+")
_letters = re.compile(r"[^\W\d_]+")
PRIOR = 0.3  # votes that each label has from the start


def read_tops(units: Sequence[Unit], found: Sequence[Top]) -> list[Labelling]:
    """What the units of each top are, by the grammar and by the votes of the others."""
    shares = _shares(units, found)
    seen = [tuple(looks(units, one, own)) for one, own in zip(found, shares, strict=True)]
    if len(found) < VOTERS:
        return [_by_itself(head, one.more) for head, one in zip(seen, found, strict=True)]
    seen = _with_mastheads(seen)
    readings = {head: _before_votes(head) for head in seen}
    votes = _votes(seen, [readings[head].labels for head in seen])
    made = {  # heads that look alike have the same votes of the others
        (head, more): best(head, _voted(head, readings[head], votes), weights(), more)
        for head, more in {(head, one.more) for head, one in zip(seen, found, strict=True)}
    }
    return [made[head, one.more] for head, one in zip(seen, found, strict=True)]


class _Reading(NamedTuple):
    """What the units of a head are before the others vote."""

    bits: tuple[Mapping[int, float], ...]
    """For each unit: of its labels."""
    labels: tuple[int, ...]


@lru_cache(maxsize=4096)  # heads of one kind look alike to the model
def _before_votes(head: Head) -> _Reading:
    model = weights()
    bits = [emissions(look, model) for look in head]
    _rule_out_recurring(head, bits)
    _favour_listed(head, bits)
    return _Reading(tuple(bits), best(head, bits, model).labels)


@lru_cache(maxsize=4096)
def _by_itself(head: Head, more: bool) -> Labelling:
    """What the units of a head are where too few others could vote."""
    return best(head, _before_votes(head).bits, weights(), more)


def _with_mastheads(seen: list[Head]) -> list[Head]:
    """The heads, marked where they open with a paper's name, as most of them do, above another line
    that can be the headline."""
    opened = [
        len(head) > 1 and "paper" in head[0].features and HEADLINE in allowed(head[1].kind)
        for head in seen
    ]
    if sum(opened) < MASTHEADS * len(seen):
        return seen
    return [
        (head[0]._replace(features=(*head[0].features, "masthead")), *head[1:]) if named else head
        for head, named in zip(seen, opened, strict=True)
    ]


def _rule_out_recurring(head: Head, bits: Sequence[dict[int, float]]) -> None:
    """A text that many pieces have is the headline of none, nor is a paper's name above it, nor a
    code beside a title."""
    titled = any(look.kind in TITLES and _CODES.isdisjoint(look.features) for look in head)
    never = _NO_HEADLINE | _CODES if titled else _NO_HEADLINE
    for look, fits in zip(head, bits, strict=True):
        if not never.isdisjoint(look.features) and HEADLINE in fits:
            fits[HEADLINE] = NEVER


def _favour_listed(head: Head, bits: Sequence[dict[int, float]]) -> None:
    """Where a list of contents tells of a line, or a label says so, no other is the headline."""
    on_list = [
        HEADLINE in fits and not _TOLD.isdisjoint(look.features)
        for look, fits in zip(head, bits, strict=True)
    ]
    if any(on_list):
        for listed, fits in zip(on_list, bits, strict=True):
            if HEADLINE in fits:
                fits[HEADLINE] += LISTED if listed else -LISTED


def _shares(units: Sequence[Unit], found: Sequence[Top]) -> list[dict[str, float]]:
    """For each top: text → share of the other tops that have it, or a count or a stamp like it; all
    if they are many."""
    if len(found) < 2:
        return [{} for _ in found]
    forms = [
        {
            (text := units[index].text): _form(text, symbol.kind if symbol else "")
            for index, symbol in zip_longest(one.indices, one.symbols[1:])
        }
        | {text: _form(text, "") for index in one.aside if is_figures(text := units[index].text)}
        for one in found
    ]
    different = {  # copies of one article count once
        (form, units[one.indices[-1]].text if one.indices else "")
        for one, own in zip(found, forms, strict=True)
        for form in own.values()
    }
    times = Counter(form for form, _ in different)
    others = len(found) - 1
    return [
        {
            text: 1.0 if times[form] >= OFTEN else (times[form] - 1) / others
            for text, form in own.items()
            if times[form] > 1
        }
        for own in forms
    ]


def _form(text: str, below: str) -> str:
    """What is compared: a line that is mostly figures by its form, `No. 4` or `OSLO-002 0912`, one
    with a code by its word, and one with another value if a title is `below`."""
    if (word := valued(text)) and (is_coded(text) or (below in TITLES and weight(text) <= VALUED)):
        return "\0" + word
    if not is_figures(text):
        return text
    return "\0" + _letters.sub("a", _digits.sub("#", text))


def _votes(seen: Sequence[Head], labels: Sequence[tuple[int, ...]]) -> Votes:
    """How often each label stands in each place."""
    votes: Votes = defaultdict(lambda: [0] * len(LABELS))
    for head, own in zip(seen, labels, strict=True):
        for place, label in enumerate(own):
            for slot, _ in _slots(head, place):
                votes[slot][label] += 1
    return votes


def _voted(head: Head, reading: _Reading, votes: Votes) -> list[dict[int, float]]:
    """The bits of a head's labels with what the other pieces have in the same place."""
    out = []
    for place, bits in enumerate(reading.bits):
        fits = dict(bits)
        for slot, share in _slots(head, place):
            cast = votes[slot]
            count = sum(cast) - 1
            if count < VOTERS - 1:
                continue
            for label in fits:
                mine = cast[label] - (reading.labels[place] == label)
                fits[label] += _vote(mine, count, share)
        out.append(fits)
    return out


@lru_cache(maxsize=1 << 14)  # places alike have the same votes in all heads
def _vote(mine: int, count: int, weight: float) -> float:
    """Bits for a label that so many of the others have in a place."""
    share = (mine + PRIOR) / (count + PRIOR * len(LABELS))
    vote = math.log2(share * len(LABELS) / 2)
    return weight * min(1.0, count / FULL) * max(MOST[0], min(MOST[1], vote))


def _slots(head: Sequence[Sight], place: int) -> list[tuple[tuple[object, ...], float]]:
    """The places that a unit has in a head, and how much a vote by each counts."""
    kinds = [look.kind for look in head[max(0, place - 1) : place + 2]]
    around = (place, *kinds, len(head) - place == 1)
    return [((place,), BY_PLACE), (around, BY_SETTING)]
