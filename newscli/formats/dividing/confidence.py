"""How likely an article's boundaries and headline are right.

A logistic model over the bits that the choices were made by, calibrated on texts whose truth is
known (`tests/benchmarks/learn_confidence.py`).  "Sure" is from `SURE` on, below `LOOK` an article
deserves a look; in between nothing is said.
"""

from __future__ import annotations

from math import exp
from typing import NamedTuple

SURE, LOOK = 0.98, 0.80


class Signs(NamedTuple):
    """What the likelihood of one article goes by."""

    margin: float
    """Bits by which the chosen cutting is likelier than the next."""
    bits: float
    """Of the weaker of the article's own boundaries."""
    weakest: float
    """Of the weakest boundary of the document."""
    head: float
    """Bits by which the reading of its head is likelier than the best to the contrary."""
    pieces: int
    """Articles of the document."""
    headless: float
    """Share of these without a headline of their own."""
    derived: bool
    """Whether this one has none."""
    paragraphs: int
    subheads: int
    """Cross-heads in it: some may be headlines of others."""
    others: int
    """Texts of it that are none of its body."""


WEIGHTS = (
    -0.38,
    -1.01,
    1.06,
    0.55,
    0.99,
    -0.05,
    -0.01,
    -0.01,
    0.5,
    -0.05,
    0.0,
    -0.13,
    0.21,
    0.32,
    -0.31,
    -0.12,
    0.72,
    -0.28,
    -0.01,
    0.17,
    0.16,
    -0.19,
    -0.45,
    -0.11,
    -0.03,
    -0.35,
    0.81,
    -0.12,
    0.0,
    -0.07,
    0.79,
    -0.14,
    -0.18,
    -1.27,
    0.0,
    -0.85,
    1.28,
    0.29,
    -0.69,
    -0.07,
    0.13,
    0.91,
    0.17,
    0.24,
    -0.04,
    0.28,
    0.11,
    -0.26,
    0.39,
    0.57,
    0.06,
    -0.34,
    -0.68,
    -0.95,
    -0.49,
    0.7,
    0.19,
    0.23,
)
"""Of `features`, as natural logarithms of odds."""


def likelihood(signs: Signs) -> float:
    """The likelihood that boundaries and headline are right, 0 to 1, in three digits."""
    total = sum(weight * value for weight, value in zip(WEIGHTS, features(signs), strict=True))
    return round(1 / (1 + exp(-total)), 3)


def features(signs: Signs) -> tuple[float, ...]:
    """What the model adds up: steps that a sign has reached, 0 or 1."""
    many = signs.pieces > 1
    return (
        1.0,
        float(many),
        *(float(signs.margin >= step) for step in (2, 4, 8, 16, 32, 64)),
        *(float(many and signs.margin >= step) for step in (4, 16, 48)),
        *(float(many and signs.bits >= step) for step in (0, 2, 4, 8)),
        *(float(many and signs.weakest >= step) for step in (-2, 0, 2, 4)),
        *(float(signs.head >= step) for step in (1, 2, 4, 6, 9, 13)),
        *(float(signs.pieces >= step) for step in (3, 6, 12, 25)),
        float(signs.derived),
        float(signs.derived and not many),
        float(many and signs.derived and signs.headless < 0.3),
        float(many and not signs.derived and signs.headless > 0.3),
        float(many and signs.headless > 0.1),
        float(signs.paragraphs == 0),
        float(signs.paragraphs == 1),
        *(float(signs.paragraphs >= step) for step in (3, 6, 12, 24, 48)),
        *(float(not many and signs.paragraphs >= step) for step in (12, 24, 48)),
        *(float(signs.subheads >= step) for step in (1, 3, 6)),
        *(float(not many and signs.subheads >= step) for step in (1, 3)),
        *(float(signs.others >= step) for step in (1, 4, 10)),
        *(float(not many and signs.others >= step) for step in (1, 4, 10)),
        *(float(not many and signs.head >= step) for step in (2, 4, 9)),
    )
