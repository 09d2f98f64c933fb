"""Learn the weights by which heads are labelled, and say how well they serve layouts not seen.

    python -m tests.benchmarks.learn_heads [--pile FOLDER]… [--gold FOLDER] [--single FOLDER]…
        [--first-lines FOLDER] [--write]

Each pile is a folder of made documents with its `truth.jsonl` (`python -m tests.piles OUT`); gold
holds hand-made records (`NAME.json`) beside the files they are of; a single is a folder of files of
one article each, headed by address, day and headline on lines of their own or by nothing; first
lines are of files whose first line is the headline.

The model is a conditional random field, fitted by stochastic gradients (AdaGrad) with an L2
penalty.  Of the made heads a share is learnt in a variant, too: a deck, a caption, a kicker, a name
beside a date, an edition put in, the headline shortened, set over two lines or taken out.  In five
folds, fixed here, each family of layouts and each real file is labelled by weights that never saw
it; the share of heads whose headline is right is printed by family.  With --write the package's
table is written anew.  That of 2026-11-25 was learnt from made piles of seeds 101 and 102 (340
documents each) and 51 and 52 of tests.piles (680 each), hand-made records, files of one article in
two languages, and every second file of a corpus whose first lines are headlines.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from newscli.formats.dividing import grammar as g
from tests.benchmarks.known_heads import (
    FOLDS,
    Head,
    of_first_lines,
    of_gold,
    of_pile,
    of_singles,
)

EPOCHS, RATE, RIDGE, SHRINK = 10, 0.3, 2e-4, 40
LEAST = 0.05  # bits; smaller weights are left out of the table
TABLE = Path(g.__file__).with_name("head_weights.txt")
TITLE = """# Bits of the labels of heads: tests/benchmarks/learn_heads.py, {day}, from {heads} heads
# of {families} families; of those of families held out {right} have the right headline"""


def total(values: Sequence[float]) -> float:
    """The logarithm of the sum of what these are the logarithms of."""
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))


State = tuple[int, bool]


class Model:
    """The weights while they are learnt, in nats."""

    def __init__(self) -> None:
        size = len(g.LABELS)
        self.looks: dict[str, list[float]] = defaultdict(lambda: [0.0] * size)
        self.steps: dict[tuple[int, int, bool], float] = defaultdict(float)
        self._looks_seen: dict[str, list[float]] = defaultdict(lambda: [1e-3] * size)
        self._steps_seen: dict[tuple[int, int, bool], float] = defaultdict(lambda: 1e-3)

    def learn(self, head: Head, weight: float) -> None:
        """Make the labels of a head likelier."""
        arcs = lattice(head.sights)
        fits = [
            {n: sum(self.looks[f][n] for f in s.features) for n in g.allowed(s.kind)}
            for s in head.sights
        ]
        ahead: list[dict[State, float]] = [{(g.START, False): 0.0}]
        for steps, own in zip(arcs, fits, strict=True):
            sums: dict[State, list[float]] = defaultdict(list)
            for a, b in steps:
                sums[b].append(ahead[-1][a] + self.steps[a[0], b[0], b[1]] + own[b[0]])
            ahead.append({state: total(values) for state, values in sums.items()})
        back: list[dict[State, float]] = [{}] * len(arcs) + [dict.fromkeys(ahead[-1], 0.0)]
        for n in range(len(arcs) - 1, -1, -1):
            sums = defaultdict(list)
            for a, b in arcs[n]:
                if b in back[n + 1]:
                    sums[a].append(self.steps[a[0], b[0], b[1]] + fits[n][b[0]] + back[n + 1][b])
            back[n] = {state: total(values) for state, values in sums.items()}
        whole, true = total(list(ahead[-1].values())), (g.START, False)
        for n, label in enumerate(head.labels):
            now = (label, true[1] or label == g.HEADLINE)
            pull: dict[int, float] = defaultdict(float)
            for a, b in arcs[n]:
                if b not in back[n + 1]:
                    continue
                step = (a[0], b[0], b[1])
                log = ahead[n][a] + self.steps[step] + fits[n][b[0]] + back[n + 1][b] - whole
                error = float((a, b) == (true, now)) - math.exp(min(0.0, log))
                pull[b[0]] += error
                self._steps_seen[step] += (slope := weight * error) ** 2
                self.steps[step] += RATE * slope / math.sqrt(self._steps_seen[step])
            self._pull(head.sights[n], pull, weight)
            true = now

    def _pull(self, sight: g.Sight, pull: dict[int, float], weight: float) -> None:
        for label, error in pull.items():
            if abs(error) < 1e-4:
                continue
            for feature in sight.features:
                row, past = self.looks[feature], self._looks_seen[feature]
                past[label] += (slope := weight * error - RIDGE * row[label]) ** 2
                row[label] += RATE * slope / math.sqrt(past[label])

    def shrink(self) -> None:
        """The penalty of an epoch."""
        for row in self.looks.values():
            row[:] = [value * (1 - RIDGE * SHRINK) for value in row]

    def table(self) -> str:
        """The weights in bits, as the package keeps them."""
        names, bit = (*g.LABELS, "start"), 1 / math.log(2)
        out = []
        for feature, row in sorted(self.looks.items()):
            for label, value in enumerate(row):
                if abs(value * bit) >= LEAST:
                    out.append(f"{feature} {names[label]} {value * bit:.2f}")
        for (a, b, headed), value in sorted(self.steps.items()):
            if abs(value * bit) >= LEAST:
                out.append(
                    f"{names[a]}>{names[b]} {'seen' if headed else 'unseen'} {value * bit:.2f}"
                )
        return "\n".join(out) + "\n"


def lattice(sights: Sequence[g.Sight]) -> list[list[tuple[State, State]]]:
    """For each unit the steps from the states before it to its own."""
    out: list[list[tuple[State, State]]] = []
    before: list[State] = [(g.START, False)]
    for sight in sights:
        steps = [
            (state, (label, state[1] or label == g.HEADLINE))
            for state in before
            for label in g.allowed(sight.kind)
            if g.may_follow(state[0], label, state[1], sight.follows)
        ]
        out.append(steps)
        before = list(dict.fromkeys(step[1] for step in steps))
    return out


def learnt(found: Sequence[Head]) -> g.Weights:
    """The weights that fit these heads."""
    return g.parsed(fitted(found).table())


def fitted(found: Sequence[Head]) -> Model:
    """A model of these heads, families alike in sum."""
    model, chance, order = Model(), random.Random(0), list(found)  # noqa: S311 - no secret
    times = Counter(head.family for head in found)
    mean = len(found) / len(times)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for head in order:
            model.learn(head, min(4.0, math.sqrt(mean / times[head.family])))
        model.shrink()
    return model


def is_headline_right(head: Head, model: g.Weights) -> bool:
    """Whether the same units are the headline."""
    bits = [g.emissions(sight, model) for sight in head.sights]
    found = g.best(head.sights, bits, model).labels
    at = [[n for n, label in enumerate(one) if label == g.HEADLINE] for one in (found, head.labels)]
    return at[0] == at[1]


def by_folds(found: Sequence[Head]) -> float:
    """The share of heads right by weights that never saw their family, printed by family, too."""
    right: Counter[str] = Counter()
    held = [head for head in found if not head.family.endswith("+")]
    for fold in range(FOLDS):
        model = learnt([head for head in found if head.fold != fold])
        right.update(
            head.family for head in held if head.fold == fold and is_headline_right(head, model)
        )
    times = Counter(head.family for head in held)
    for family in sorted(times, key=lambda name: right[name] / times[name]):
        print(f"{family:24} {times[family]:5} {right[family] / times[family]:.3f}")
    share = sum(right.values()) / len(held)
    print(f"{'all':24} {len(held):5} {share:.3f}")
    return share


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pile", type=Path, action="append", default=[])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--single", type=Path, action="append", default=[])
    parser.add_argument("--first-lines", type=Path)
    parser.add_argument("--write", action="store_true", help="the table of the package")
    options = parser.parse_args()
    found = [head for pile in options.pile for head in of_pile(pile)]
    found += [head for folder in options.single for head in of_singles(folder)]
    found += of_gold(options.gold) if options.gold else []
    found += of_first_lines(options.first_lines) if options.first_lines else []
    share = by_folds(found)
    if options.write:
        real = [head for head in found if not head.family.endswith("+")]
        title = TITLE.format(
            day=datetime.now(tz=UTC).date().isoformat(),
            heads=len(real),
            families=len({head.family for head in real}),
            right=f"{share:.3f}",
        )
        TABLE.write_text(f"{title}\n{fitted(found).table()}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
