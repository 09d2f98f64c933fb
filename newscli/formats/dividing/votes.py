"""What the units of each head are: by the grammar, and by the votes of a document's other pieces.

Pieces of one document are set alike, so what stands in the same place of most is the same in each.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from newscli.formats.dividing.grammar import (
    HEADLINE,
    LABELS,
    NEVER,
    Labelling,
    Sight,
    best,
    emissions,
    weights,
)
from newscli.formats.dividing.looks import is_figures, looks
from newscli.formats.dividing.tops import Top
from newscli.formats.layout.units import Unit

LISTED = 14.0  # bits of a headline that a list of contents tells of
OFTEN = 4  # tops with the same text, from which on it is as if all had it: a column, an edition
VOTERS = 3  # pieces from which on they vote
BY_PLACE = 0.9  # weight of a vote by the number of the unit alone
BY_SETTING = 2.0  # by what stands around it, too
MOST = (-3.5, 3.0)  # bits of a vote, at least and at most
FULL = 6  # votes that count in full
_digits = re.compile(r"\d+")
_letters = re.compile(r"[^\W\d_]+")
PRIOR = 0.3  # votes that each label has from the start


def read_tops(units: Sequence[Unit], found: Sequence[Top]) -> list[Labelling]:
    """What the units of each top are, by the grammar and by the votes of the others."""
    shares = _shares(units, found)
    seen = [tuple(looks(units, one, own)) for one, own in zip(found, shares, strict=True)]
    if len(found) < VOTERS:
        return [_alone(head, one.more) for head, one in zip(seen, found, strict=True)]
    model = weights()
    bits = [[emissions(look, model) for look in head] for head in seen]
    _rule_out_recurring(seen, bits)
    _favour_listed(seen, bits)
    readings = [best(head, own, model) for head, own in zip(seen, bits, strict=True)]
    _add_votes(seen, bits, readings)
    return [
        best(head, own, model, one.more) for head, own, one in zip(seen, bits, found, strict=True)
    ]


@lru_cache(maxsize=4096)  # heads of one kind look alike to the model
def _alone(head: tuple[Sight, ...], more: bool) -> Labelling:
    """What the units of a head are by the grammar alone."""
    model = weights()
    return best(head, [emissions(look, model) for look in head], model, more)


def _rule_out_recurring(
    seen: Sequence[Sequence[Sight]], bits: Sequence[Sequence[dict[int, float]]]
) -> None:
    """A text that many pieces have is the headline of none."""
    for head, own in zip(seen, bits, strict=True):
        for look, fits in zip(head, own, strict=True):
            if "recurs" in look.features and HEADLINE in fits:
                fits[HEADLINE] = NEVER


def _favour_listed(
    seen: Sequence[Sequence[Sight]], bits: Sequence[Sequence[dict[int, float]]]
) -> None:
    """Where a list of contents tells of a line, no other is the headline."""
    for head, own in zip(seen, bits, strict=True):
        listed = [
            HEADLINE in fits and "listed" in look.features
            for look, fits in zip(head, own, strict=True)
        ]
        if any(listed):
            for is_listed, fits in zip(listed, own, strict=True):
                if HEADLINE in fits:
                    fits[HEADLINE] += LISTED if is_listed else -LISTED


def _shares(units: Sequence[Unit], found: Sequence[Top]) -> list[dict[str, float]]:
    """For each top: text → share of the other tops that have it, or a count or a stamp like it; all
    if they are many."""
    if len(found) < 2:
        return [{} for _ in found]
    forms = [{(text := units[index].text): _form(text) for index in one.indices} for one in found]
    different = {  # copies of one article count once
        (form, units[one.indices[-1]].text)
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


def _form(text: str) -> str:
    """What is compared: a line that is mostly figures by its form, `No. 4` or `OSLO-002 0912`."""
    if not is_figures(text):
        return text
    return "\0" + _letters.sub("a", _digits.sub("#", text))


def _add_votes(
    seen: Sequence[Sequence[Sight]],
    bits: list[list[dict[int, float]]],
    readings: Sequence[Labelling],
) -> None:
    """Add to the bits of labels what the other pieces have in the same place."""
    slots: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0] * len(LABELS))
    places = [[_slots(head, place) for place in range(len(head))] for head in seen]
    for own, reading in zip(places, readings, strict=True):
        for place, label in enumerate(reading.labels):
            for slot, _ in own[place]:
                slots[slot][label] += 1
    for own, fitting, reading in zip(places, bits, readings, strict=True):
        for place, fits in enumerate(fitting):
            for slot, weight in own[place]:
                votes = slots[slot]
                count = sum(votes) - 1
                if count < VOTERS - 1:
                    continue
                for label in fits:
                    fits[label] += _vote(
                        votes[label] - (reading.labels[place] == label), count, weight
                    )


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
