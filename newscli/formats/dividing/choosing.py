"""The cutting of a text that has most evidence: one article, or many, cut in one of many ways."""

from __future__ import annotations

import math
from itertools import pairwise

from newscli.formats.dividing.evidence import Cutting
from newscli.formats.dividing.judging import Judge
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.proposing import proposals
from newscli.formats.dividing.symbols import Symbol
from newscli.formats.dividing.weights import weights
from newscli.formats.layout.units import Unit
from newscli.tuples import NamedTuple

FEWEST = 4  # units of a text that can be two articles
LONG = 60  # units of a text whose cuttings are looked at by samples first
FINALISTS = 6  # cuttings that are then weighed as a whole
MOST_BITS = 99.0  # of a margin: there is no other cutting, or none that counts
WHOLE = Cutting("whole", (0,), 0)
SHORTER = 2  # times as long as a list of contents, with a text for each entry, is what it announces


class Division(NamedTuple):
    """A text as articles, and the choice behind it."""

    units: list[Unit]
    symbols: list[Symbol]
    """One for each unit."""
    starts: list[int]
    """Index of the first unit of each article; the first is 0."""
    top: int
    """Index of the unit at which the first article begins under a cover or a list of contents; 0
    where there is none."""
    family: str
    """What recurs where articles begin: `rule`, `gap`, `label` …; `whole` for one article."""
    runner_up: str
    """The family of the best cutting with other articles; empty when there is none."""
    margin: float
    """Bits by which the chosen cutting is likelier than that."""
    evidence: list[float]
    """Bits for each start being one, rather than not; the first one's is that of the document."""


def cuttings(outline: Outline) -> list[Cutting]:
    """Every proposal, with what stands above its first mark as an article and as a cover."""
    entries = outline.listed
    found: dict[tuple[tuple[int, ...], int], Cutting] = {}
    for family, offset, starts in proposals(outline):
        if entries:
            options = [_below(entries[0], outline.lead(entries[0]), starts)]
        else:
            first, rest = starts[0], starts[1:]
            options = [((0, *rest), first)]
            if first and outline.body(0, first):
                options.insert(0, ((0, *starts), 0))
            if again := _repeated(outline, starts):
                options.append(_below(again, again, starts))
        for cut, top in options:
            if len(cut) > 1:
                found.setdefault((cut, top), Cutting(family, cut, top, offset))
    return list(found.values())


def _below(title: int, top: int, starts: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The starts below a list of contents: the first of its titles heads an article from `top` on,
    or from where a start stands between that and the title."""
    first = next((start for start in starts if top <= start <= title), top)
    return (0, *(start for start in starts if start > first)), first


def _repeated(outline: Outline, starts: tuple[int, ...]) -> int:
    """The start whose name is the first that has been one already; 0 when names differ.

    What stands above is a list of contents with a text for each entry, unless it says as much as
    what stands below: then the text is there twice.
    """
    seen: set[str] = set()
    for index, (start, end) in enumerate(pairwise([*starts, len(outline)])):
        name = outline.name(start, end)
        if name in seen:
            above, below = outline.words(0, start), outline.words(start, len(outline))
            return start if index > 1 and SHORTER * above < below else 0
        if name:
            seen.add(name)
    return 0


def divide(units: list[Unit]) -> Division:
    """The articles of a text, by the cutting that is likeliest."""
    outline = Outline(units)
    judge = Judge(outline, weights("weights.txt"))
    found = _promising(judge, cuttings(outline)) if len(units) >= FEWEST else []
    scored = [(judge.score(cutting), cutting) for cutting in found]
    scored.append((0.0, WHOLE))
    scored.sort(key=lambda one: -one[0])  # stable: equal ones stand as proposed
    bits, best = scored[0]
    other = next(
        ((b, r) for b, r in scored[1:] if len(r.starts) != len(best.starts)), (-math.inf, WHOLE)
    )
    more = judge.boundaries(best) if len(best.starts) > 1 else []
    evidence = [bits, *(own for _, own in more)]
    return Division(
        units,
        outline.symbols,
        list(best.starts),
        best.top,
        best.family,
        "" if other[0] == -math.inf else other[1].family,
        min(MOST_BITS, bits - other[0]),
        evidence,
    )


def _promising(judge: Judge, found: list[Cutting]) -> list[Cutting]:
    """The cuttings worth a whole look: in a long text, those whose boundaries look best."""
    if len(found) <= FINALISTS or len(judge.outline) < LONG:
        return found
    looked = [(judge.estimate(cutting), index) for index, cutting in enumerate(found)]
    looked.sort(key=lambda one: (-one[0], one[1]))
    return [found[index] for _, index in looked[:FINALISTS]]
