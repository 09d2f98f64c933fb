"""The grammar of heads: which of an article's first units is its headline, which its first text.

A head is a sequence of labels: perhaps a kicker, the headline, a deck, byline and date in either
order, a caption, and then the text.  A small model (a linear chain; Lafferty, McCallum, Pereira:
Conditional random fields, 2001) says how well a label fits a unit's looks and the label before it,
in bits; the labels of the whole head that fit best are taken (Viterbi).  Its weights are the table
head_weights.txt, which tests/benchmarks/learn_heads.py learns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from newscli.tuples import NamedTuple

LABELS = (
    "kicker",
    "headline",
    "deck",
    "lead",  # the first paragraph, if the byline stands below it
    "byline",
    "facts",  # date, publisher, section, page: any of them, on one line
    "dateline",
    "name",  # a publisher's or a section's, alone
    "url",
    "field",  # with its label before it
    "caption",
    "residue",
    "text",
)
KICKER, HEADLINE, DECK, LEAD, BYLINE, FACTS, DATELINE, NAME, URL, FIELD, CAPTION, RESIDUE, TEXT = (
    range(len(LABELS))
)
START = len(LABELS)
_ANY = (HEADLINE, DECK, NAME, RESIDUE)
ALLOWED: Mapping[str, tuple[int, ...]] = {  # kind of symbol → labels that can be meant, beside text
    "prose": (LEAD, CAPTION),
    "asked": (HEADLINE, LEAD, CAPTION),
    "filed": (),
    "sentence": (HEADLINE, LEAD, CAPTION, RESIDUE),
    "title": (*_ANY, BYLINE, CAPTION),
    "capitals": (*_ANY, BYLINE),
    "word": (KICKER, *_ANY, BYLINE),
    "open": (HEADLINE, DECK, RESIDUE),
    "label": (FIELD, HEADLINE),
    "date": (FACTS,),
    "dated": (HEADLINE, DECK, FACTS, CAPTION),
    "url": (URL,),
    "byline": (BYLINE, HEADLINE),
    "dateline": (DATELINE, HEADLINE),
    "about": (RESIDUE, HEADLINE),
    "heading": (HEADLINE, KICKER, RESIDUE),
    "numbered": (HEADLINE, RESIDUE),
    "bullet": (HEADLINE, DECK, RESIDUE),
    "signed": (HEADLINE, DECK, FACTS, RESIDUE),
    "caption": (CAPTION, HEADLINE),
    "links": (RESIDUE, HEADLINE),
    "id": (KICKER, HEADLINE, RESIDUE),
}
_OTHERWISE = (RESIDUE,)
NEVER = -1e9


class Sight(NamedTuple):
    """A unit of a head as the model sees it."""

    kind: str
    """Of its symbol."""
    features: tuple[str, ...]
    follows: bool
    """Whether it stands directly below the unit before: a headline goes on only there."""


State = tuple[int, bool]
"""The label of a unit, and whether a headline was seen by then."""

Moves = Mapping[State, Mapping[int, tuple[State, float]]]
"""State → next label → next state, and how well they follow."""


class Weights(NamedTuple):
    """The model, in bits."""

    looks: Mapping[str, tuple[float, ...]]
    """Feature → how well each label fits."""
    steps: Mapping[tuple[int, int, bool], float]
    """Label, next label, whether the headline was seen by then → how well they follow."""
    moves: Mapping[bool, Moves]
    """Whether a unit stands directly below the one before → what it can be then."""


class Labelling(NamedTuple):
    """What the units of a head are."""

    labels: tuple[int, ...]
    margin: float
    """Bits by which the headline, or that there is none, beats the best reading to the contrary."""


@cache
def weights() -> Weights:
    """The weights of the package."""
    return parsed(Path(__file__).with_name("head_weights.txt").read_text(encoding="utf-8"))


def parsed(table: str) -> Weights:
    """Weights from lines `feature label bits` and `label>label seen bits`."""
    number = {name: index for index, name in enumerate((*LABELS, "start"))}
    looks: dict[str, list[float]] = {}
    steps: dict[tuple[int, int, bool], float] = {}
    for line in table.split("\n"):
        if not line or line.startswith("# "):
            continue
        what, which, bits = line.split(" ")
        if ">" in what and which in ("seen", "unseen"):
            before, _, after = what.partition(">")
            steps[number[before], number[after], which == "seen"] = float(bits)
        else:
            looks.setdefault(what, [0.0] * len(LABELS))[number[which]] = float(bits)
    moves = {follows: _moves(steps, follows) for follows in (True, False)}
    return Weights({what: tuple(bits) for what, bits in looks.items()}, steps, moves)


def _moves(steps: Mapping[tuple[int, int, bool], float], follows: bool) -> Moves:
    return {
        (before, seen): {
            label: ((label, now), steps.get((before, label, now), 0.0))
            for label in range(len(LABELS))
            if may_follow(before, label, seen, follows)
            for now in [seen or label == HEADLINE]
        }
        for before in (*range(len(LABELS)), START)
        for seen in (True, False)
    }


def allowed(kind: str) -> tuple[int, ...]:
    """The labels that a unit of this kind can have."""
    return (*ALLOWED.get(kind, _OTHERWISE), TEXT)


def emissions(look: Sight, model: Weights) -> dict[int, float]:
    """Bits for each label that a unit can have, by its own looks."""
    rows = [row for feature in look.features if (row := model.looks.get(feature))]
    return {label: sum(row[label] for row in rows) for label in allowed(look.kind)}


def may_follow(before: int, label: int, seen: bool, follows: bool) -> bool:
    """Whether a label can stand after another; `seen`: a headline stands before."""
    if before == TEXT:
        return label == TEXT
    if before in (KICKER, LEAD) and label == TEXT:
        return False
    if label == HEADLINE:
        return not seen or (before == HEADLINE and follows)
    if label in (DECK, LEAD):
        return seen
    return label != KICKER or not seen


def best(
    looks: Sequence[Sight], bits: Sequence[Mapping[int, float]], model: Weights, more: bool = True
) -> Labelling:
    """The reading whose labels fit best together; `bits` are those of each unit's labels.

    Unless there is `more` to come, the last of the units is text: a headline has one.
    """
    states: dict[State, tuple[float, tuple[int, ...]]] = {(START, False): (0.0, ())}
    for look, own in zip(looks, bits, strict=True):
        following: dict[State, tuple[float, tuple[int, ...]]] = {}
        moves = model.moves[look.follows]
        for state, (total, path) in states.items():
            possible = moves[state]
            for label, fits in own.items():
                if (move := possible.get(label)) is None:
                    continue
                then, step = move
                value = total + fits + step
                held = following.get(then)
                if held is None or value > held[0]:
                    following[then] = value, (*path, label)
        states = following
    if not more:
        states = {state: path for state, path in states.items() if state[0] == TEXT} or states
    ranked = [
        max((state for (_, seen), state in states.items() if seen is wanted), default=None)
        for wanted in (True, False)
    ]
    found, without = ranked
    if found is None or without is None:
        return Labelling((found or without or (0.0, ()))[1], -NEVER)
    return Labelling(max(found, without)[1], abs(found[0] - without[0]))
