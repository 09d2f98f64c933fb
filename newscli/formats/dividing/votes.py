"""What the units of each head are: by the grammar, and by the votes of a document's other pieces.

Pieces of one document are set alike, so what stands in the same place of most is the same in each.
"""

from __future__ import annotations

import math
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
from newscli.formats.dividing.looks import looks
from newscli.formats.dividing.tops import Top
from newscli.formats.layout.units import Unit

LISTED = 6.0  # bits of a headline that a list of contents tells of
VOTERS = 3  # pieces from which on they vote
BY_PLACE = 0.9  # weight of a vote by the number of the unit alone
BY_SETTING = 2.0  # by what stands around it, too
MOST = (-3.5, 3.0)  # bits of a vote, at least and at most
FULL = 6  # votes that count in full
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
        told = [
            HEADLINE in fits and "listed" in look.features
            for look, fits in zip(head, own, strict=True)
        ]
        if any(told):
            for listed, fits in zip(told, own, strict=True):
                if HEADLINE in fits and not listed:
                    fits[HEADLINE] -= LISTED


def _shares(units: Sequence[Unit], found: Sequence[Top]) -> list[dict[str, float]]:
    """For each top: text → share of the other tops that have it."""
    if len(found) < 2:
        return [{} for _ in found]
    told = {  # copies of one article count once
        (units[index].text, units[one.indices[-1]].text) for one in found for index in one.indices
    }
    times = Counter(text for text, _ in told)
    others = len(found) - 1
    return [
        {
            text: (times[text] - 1) / others
            for index in one.indices
            if times[text := units[index].text] > 1
        }
        for one in found
    ]


def _add_votes(
    seen: Sequence[Sequence[Sight]],
    bits: list[list[dict[int, float]]],
    readings: Sequence[Labelling],
) -> None:
    """Add to the bits of labels what the other pieces have in the same place."""
    slots: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for head, reading in zip(seen, readings, strict=True):
        for place, label in enumerate(reading.labels):
            for slot, _ in _slots(head, place):
                slots[slot][label] += 1
    for head, own, reading in zip(seen, bits, readings, strict=True):
        for place, fits in enumerate(own):
            for slot, weight in _slots(head, place):
                votes = slots[slot]
                count = sum(votes.values()) - 1
                if count < VOTERS - 1:
                    continue
                for label in fits:
                    mine = votes[label] - (reading.labels[place] == label)
                    share = (mine + PRIOR) / (count + PRIOR * len(LABELS))
                    vote = math.log2(share * len(LABELS) / 2)
                    fits[label] += (
                        weight * min(1.0, count / FULL) * max(MOST[0], min(MOST[1], vote))
                    )


def _slots(head: Sequence[Sight], place: int) -> list[tuple[tuple[object, ...], float]]:
    """The places that a unit has in a head, and how much a vote by each counts."""
    kinds = [look.kind for look in head[max(0, place - 1) : place + 2]]
    around = (place, *kinds, len(head) - place == 1)
    return [((place,), BY_PLACE), (around, BY_SETTING)]
