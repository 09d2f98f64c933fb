"""How likely it is that a text is cut in a certain way, in bits against one article.

The score is term × weight, for the boundaries and for the cutting as a whole.  What a term is
worth has been learnt by a conditional logit: of all cuttings of a document, how likely is the
right one.  What asks of a place alone is computed once, for all cuttings with a boundary there.
"""

from __future__ import annotations

import math

from newscli.formats.dividing.cohesion import Cohesion
from newscli.formats.dividing.evidence import Cutting, Terms, of_boundaries, of_place
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.whole import of_whole

SAMPLE = 12  # boundaries that a first look at a cutting takes


def weighed(count: int) -> float:
    """What each of `count` boundaries counts in a score: together as their mean, and once more
    whenever there are twice as many.

    Boundaries of one cutting are no independent witnesses, and a sum would always favour more.
    """
    return (1 + math.log2(count)) / count if count else 0.0


class Judge:
    """Weighs cuttings of one text."""

    def __init__(self, outline: Outline, weights: Terms) -> None:
        self.outline = outline
        self.weights = weights
        self._cohesion = Cohesion(outline)
        self._places: dict[int, tuple[Terms, float]] = {}

    def bits(self, found: Terms) -> float:
        """Terms × weights."""
        total, weights = 0.0, self.weights
        for name, value in found.items():
            if weight := weights.get(name):
                total += weight * value
        return total

    def place(self, start: int) -> tuple[Terms, float]:
        """What speaks for an article that begins at a unit, whatever the others; and its bits."""
        if start not in self._places:
            found = of_place(self.outline, start) | self._cohesion.at(start)
            self._places[start] = found, self.bits(found)
        return self._places[start]

    def boundaries(self, cutting: Cutting) -> list[tuple[Terms, float]]:
        """Terms and bits of each boundary of a cutting."""
        places = [self.place(start) for start in cutting.starts[1:]]
        copies = frozenset(
            start
            for start, (found, _) in zip(cutting.starts[1:], places, strict=True)
            if "copy" in found
        )
        own = of_boundaries(self.outline, cutting, copies)
        return [
            (common | more, bits + self.bits(more))
            for (common, bits), more in zip(places, own, strict=True)
        ]

    def whole(self, cutting: Cutting) -> Terms:
        """What speaks for a cutting as a whole."""
        found = of_whole(self.outline, cutting)
        return found | self._cohesion.lines if cutting.family == "line" else found

    def score(self, cutting: Cutting) -> float:
        """Bits for a cutting against one article for the whole text."""
        bits = [own for _, own in self.boundaries(cutting)]
        return weighed(len(bits)) * sum(bits) + self.bits(self.whole(cutting))

    def estimate(self, cutting: Cutting) -> float:
        """About the score, from a few boundaries and what speaks for their places alone."""
        starts = cutting.starts
        looked = starts[1 :: max(1, len(starts) // SAMPLE)]
        mean = sum(self.place(start)[1] for start in looked) / len(looked)
        count = len(starts) - 1
        return mean * count * weighed(count) + self.bits(self.whole(cutting))
