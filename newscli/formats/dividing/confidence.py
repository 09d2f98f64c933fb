"""How likely an article's boundaries and headline are right.

A logistic model over the bits that the choices were made by, and over how much alike the
articles of a document are.  Its table (`confidence_weights.txt`) is calibrated on texts whose truth
is known (`tests/benchmarks/learn_confidence.py`).  "Sure" is from `SURE` on, below `LOOK` an
article deserves a look; in between nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, log1p

from newscli.formats.dividing.weights import weights
from newscli.records import Part, Role
from newscli.tuples import NamedTuple

SURE, LOOK = 0.98, 0.80
_KINDS = ("many-", "one-")  # what the names of weights begin with: of several articles, of one
MOST = 60.0  # bits of a margin: more makes nothing surer
WIDEST = 4  # blank lines; more say no more
_TITLED = frozenset(["title", "title-fact", "capitals", "gap-title"])  # no mark but headlines


def _named(steps: Mapping[str, Sequence[float]]) -> list[tuple[str, str, float]]:
    """Name, sign and height of each step; it counts when it is passed."""
    return [(f"{sign}>{step}", sign, step) for sign, some in steps.items() for step in some]


_ALONE_STEPS = _named({"margin": (1.5, 3, 6, 12, 24, 60), "head": (2, 4, 8, 16, 24)})
_STEPS = _ALONE_STEPS + _named(  # what each of several goes by, beside them
    {
        "bits": (0, 1, 2, 4, 8),
        "weakest": (-2, 0, 1, 2, 4, 8),
        "alike": (0.3, 0.6, 0.9),
        "common": (0.5, 0.8, 0.99),
    }
)


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
    family: str
    """What recurs where articles begin, in the cutting chosen."""
    rival: str
    """The same of the next."""
    widest: int
    """Blank lines at the widest place inside the article: it may end there."""
    headless: float
    """Share of these without a headline of their own."""
    derived: bool
    """Whether this one has none."""
    paragraphs: int
    subheads: int
    """Cross-heads in it: some may be headlines of others."""
    others: int
    """Texts of it that are none of its body."""
    common: float
    """Share of the articles whose heads are made as most are."""
    alike: float
    """Share of those whose heads are made as this one is."""
    opening: float
    """Share of the others whose headlines open with the same word: a label or a mark, perhaps."""
    digits: bool
    """Whether there are some in the headline."""
    length: int
    """Words of the headline; 0 where there is none."""
    stated: bool
    """Whether date or author are."""


def likelihood(signs: Signs) -> float:
    """The likelihood that boundaries and headline are right, 0 to 1, in three digits."""
    table = _own_weights(alone=signs.pieces == 1)
    total = sum([table.get(name, 0.0) * value for name, value in _features(signs).items()])
    return round(1 / (1 + exp(-total)), 3)


@cache
def _own_weights(alone: bool) -> dict[str, float]:
    """The weights for an article alone, or for one of several, by the names of `_features`."""
    kind = _KINDS[alone]
    return {
        name.removeprefix(kind): weight
        for name, weight in weights("confidence_weights.txt").items()
        if name.startswith(kind)
    }


def features(signs: Signs) -> dict[str, float]:
    """What the model adds up; an article alone and one of several have features of their own."""
    kind = _KINDS[signs.pieces == 1]
    return {kind + name: float(value) for name, value in _features(signs).items()}


def _features(signs: Signs) -> dict[str, float]:
    """The same without the kind of article before each name."""
    head = max(0.0, min(signs.head, 16.0))
    margin = log1p(max(0.0, min(signs.margin, MOST)))
    found: dict[str, float] = {
        "any": 1.0,
        "margin": margin,
        "head": head / 8,
        "head-log": log1p(head),
        "margin-head": margin * head / 8,
        "derived": signs.derived,
        "rival-title": signs.rival in _TITLED,
        "rival-title-margin": margin * (signs.rival in _TITLED),
        "widest": min(signs.widest, WIDEST),
        "paragraphs": log1p(signs.paragraphs),
        "one-paragraph": signs.paragraphs == 1,
        "subheads": log1p(signs.subheads),
        "others": log1p(signs.others),
        "digits": signs.digits,
        "stated": signs.stated,
        "length": min(signs.length, 20) / 10,
        "short": signs.length <= 2,
        "long": signs.paragraphs >= 24,
    }
    if signs.pieces == 1:
        found |= {"no-other": signs.margin > MOST, "derived-head": signs.derived * log1p(head)}
        found |= {"many-subheads": signs.subheads >= 3, "many-others": signs.others >= 4}
        found |= _steps(signs, _ALONE_STEPS)
        return found
    found |= _steps(signs, _STEPS)
    found |= {
        "bits": max(-6.0, min(signs.bits, 16.0)) / 8,
        "by-title": signs.family in ("title", "title-fact"),
        "weakest": max(-6.0, min(signs.weakest, 10.0)) / 8,
        "strong": signs.weakest > 2,
        "strong-margin": margin * (signs.weakest > 2),
        "pieces": log1p(signs.pieces),
        "headless": signs.headless,
        "alone-derived": signs.derived and signs.headless < 0.3,
        "alone-headed": not signs.derived and signs.headless > 0.3,
        "all-headless": signs.headless >= 1,
        "alike": signs.alike,
        "common": signs.common,
        "odd": signs.alike < 0.5,
        "margin-alike": margin * signs.alike,
        "opening": signs.opening,
        "opening-some": signs.opening >= 0.2,
        "opening-most": signs.opening >= 0.5,
    }
    return found


def _steps(signs: Signs, steps: Iterable[tuple[str, str, float]]) -> dict[str, float]:
    """The steps that signs have passed: their likelihood need not rise evenly."""
    return {name: float(getattr(signs, sign) > step) for name, sign, step in steps}


def roles_above(parts: Iterable[Part]) -> tuple[Role, ...]:
    """How a head is made: the roles of what stands above the text, each once in a row."""
    roles: list[Role] = []
    for part in parts:
        if part.role == "paragraph":
            break
        if part.role != "separator" and part.role not in roles[-1:]:
            roles.append(part.role)
    return tuple(roles)
