"""Learn the weights by which heads are labelled, and say how well they serve layouts not seen.

    python -m tests.benchmarks.learn_heads DATA [--bbc FOLDER] [--folds] [--out TABLE]

DATA holds tools/make_piles.py, whose documents know what each of their lines is, and the hand-made
records of real files (gold); FOLDER holds articles with the headline on the first line.  The model
is a conditional random field, fitted by stochastic gradients (AdaGrad) with an L2 penalty.  A third
of the made heads is varied: a deck, a caption, a kicker, a name beside a date, an edition are put
in, or the headline is taken out.  With --folds each family of layouts is labelled by weights that
never saw it (five folds, fixed here); the share of heads whose headline is right is printed by
family.  Without it the table is written.
"""

from __future__ import annotations

import argparse
import io
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newscli.formats.dividing import grammar as g
from newscli.formats.dividing.heads import _contents, _recurring
from newscli.formats.dividing.looks import looks
from newscli.formats.dividing.setting import set_units
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.dividing.tops import Piece, Top, top
from newscli.formats.dividing.votes import _shares
from newscli.formats.layout.units import Unit
from newscli.text import Document

SEEDS, HELD, COUNT = range(101, 109), (11,), 300
FOLDS = 5
EPOCHS, RATE, RIDGE, SHRINK = 10, 0.3, 2e-4, 40
LEAST = 0.05  # bits; smaller weights are left out of the table
VARIED = 0.6  # share of made heads of which a variant is learnt, too
EDITIONS = ("Late Edition - Final", "Correction Appended", "First Edition", "National Edition")
PAPERS = ("Coast Gazette", "Northern Echo Weekly", "Business Line", "De Telegraaf", "Harbour News")
DAYS = ("August 9, 2019 Friday", "3 mai 2012", "10. August 2019", "2014-03-02", "5 May 2012")
NAMES = ("Jane Roe", "Tom Baker", "Ana Maria Silva", "Анна Бойко")
KICKERS = ("World", "ANALYSIS", "Harbour row", "Meinung", "Exclusive", "Culture")
BUTTONS = ("Zuhören", "3 kommentteja", "Merkitse", "12 reactions")
DECKS = ("No one was hurt when the old roof of the hall came down", "Council to vote on harbour")


class Head(NamedTuple):
    """The top of an article as the grammar sees it, and what its units are."""

    family: str
    sights: list[g.Sight]
    labels: list[int]


def made(data: Path, seeds: Sequence[int], vary: bool) -> Iterator[Head]:
    """The heads of made documents; `vary`: variants of them, too."""
    sys.path.insert(0, str(data / "tools"))
    import make_piles  # type: ignore[import-not-found]
    import piles_layout as layout  # type: ignore[import-not-found]
    from piles_texts import Texts  # type: ignore[import-not-found]

    texts, chance = Texts(data), random.Random(5)  # noqa: S311
    original, made_blocks = layout.rendered, []

    def rendered(maker: Any) -> Any:
        made_blocks[:] = maker.blocks
        return original(maker)

    layout.rendered = rendered
    for seed in seeds:
        for number in range(COUNT):
            name = list(make_piles.FAMILIES)[number % len(make_piles.FAMILIES)]
            drawn = random.Random(f"{seed} {name} {number // len(make_piles.FAMILIES)}")  # noqa: S311
            raw, truth = layout.document(texts, name, make_piles.FAMILIES[name], drawn)
            if name in ("line-each", "odd-table", "mail-digest") or name.startswith("markdown"):
                continue
            units = set_units(Document(name, io.BytesIO(raw)).text)
            kinds = kinds_of(units, made_blocks)
            pieces = pieces_of(units, kinds)
            for piece, found, sights in seen(units, pieces):
                labels = [label_of(units[i], kinds[i][0], truth) for i in range(len(units))]
                if head := labelled(name, found, sights, labels):
                    yield head
                if vary and chance.random() < VARIED:
                    yield from varied(name, units, piece, labels, chance)
    layout.rendered = original


def kinds_of(units: Sequence[Unit], blocks: Sequence[Any]) -> list[tuple[str, bool]]:
    """For each unit the kind of the block that it is from, and whether that opens an article."""
    flat = [("".join(block.text.split()), block) for block in blocks if block.text.strip()]
    out: list[tuple[str, bool]] = []
    at = 0
    for unit in units:
        bare = "".join(unit.text.split()).strip("\ufeff")
        found = next((n for n in range(at, min(len(flat), at + 6)) if bare in flat[n][0]), None)
        if found is None:
            out.append(("", False))
            continue
        first = found != at or not out or not flat[found][0].find(bare)
        out.append((flat[found][1].kind, flat[found][1].opens and first))
        at = found
    return out


def pieces_of(units: Sequence[Unit], kinds: Sequence[tuple[str, bool]]) -> list[Piece]:
    """The articles of a made document; what stands above a head on lines of facts is its own."""
    starts = []
    for index, (_, opens) in enumerate(kinds):
        if opens:
            start = index
            while start and kinds[start - 1][0] in ("head", "meta", "mark"):
                start -= 1
            if not starts or start > starts[-1]:
                starts.append(start)
    ends = [*starts[1:], len(units)] if starts else []
    return [Piece(a, a, b, "") for a, b in zip(starts, ends, strict=True)]


def seen(
    units: Sequence[Unit], pieces: Sequence[Piece]
) -> Iterator[tuple[Piece, Top, list[g.Sight]]]:
    """Each piece with its top as the package sees it."""
    recurring, contents = _recurring(units, pieces), _contents(units, pieces)
    tops = [top(units, piece, recurring, contents) for piece in pieces]
    for piece, found, shares in zip(pieces, tops, _shares(units, tops), strict=True):
        yield piece, found, looks(units, found, shares)


def label_of(unit: Unit, kind: str, truth: Any) -> int | None:
    """What a unit of a made document is; None when nobody can say."""
    looks_like = symbol_of(unit.text).kind
    if kind in ("residue", "mark", "tail"):
        return g.RESIDUE
    if kind == "paragraph":
        return g.TEXT
    if kind in ("head", "meta") and looks_like == "label":
        return g.FIELD
    if kind == "head":
        return g.HEADLINE
    if kind == "noise":
        captions = {"".join(c.split()) for one in truth["articles"] for c in one["captions"]}
        return g.CAPTION if "".join(unit.text.split()) in captions else None
    by_looks = {"url": g.URL, "byline": g.BYLINE, "date": g.FACTS, "dated": g.FACTS}
    if kind != "meta":
        return None
    if looks_like in ("prose", "filed", "sentence"):
        return g.LEAD
    stated = {one["publisher"] for one in truth["articles"]}
    return by_looks.get(looks_like, g.NAME if unit.text.strip() in stated else g.KICKER)


def labelled(
    family: str, found: Top, sights: list[g.Sight], labels: Sequence[int | None]
) -> Head | None:
    """A head with its labels; None where the grammar does not allow them."""
    out: list[int] = []
    headed = False
    for index, sight in zip(found.indices, sights, strict=True):
        label = g.TEXT if out and out[-1] == g.TEXT else labels[index]
        before = out[-1] if out else g.START
        if label is None or label not in g.allowed(sight.kind):
            return None
        if not g.may_follow(before, label, headed, sight.follows):
            return None
        headed = headed or label == g.HEADLINE
        out.append(label)
    return Head(family, sights, out) if out else None


def varied(
    family: str,
    units: Sequence[Unit],
    piece: Piece,
    labels: Sequence[int | None],
    chance: random.Random,
) -> Iterator[Head]:
    """A variant of a head: something put in, or the headline taken out."""
    rows = [(units[i], labels[i]) for i in range(piece.head, min(piece.end, piece.head + 40))]
    at = next((n for n, (_, label) in enumerate(rows) if label == g.HEADLINE), None)
    text = next((n for n, (_, label) in enumerate(rows) if label == g.TEXT), None)
    if at is None or text is None or at > text:
        return
    unit, gap = rows[at][0], chance.choice([0, 1, rows[text][0].gap])
    pick = chance.choice

    def put(place: int, *new: tuple[str, int]) -> None:
        rows[place:place] = [(unit._replace(text=said, gap=gap), label) for said, label in new]

    kind = chance.randrange(8)
    if kind == 0:
        put(at + 1, (pick(DECKS), g.DECK))
    elif kind == 1:
        put(
            text, (f"People gather near the harbour. ({pick(('Reuters', 'AFP', 'AP'))})", g.CAPTION)
        )
    elif kind == 2:
        put(at, (pick(KICKERS), g.KICKER))
    elif kind == 3:
        put(at + 1, (pick(NAMES), g.BYLINE), (pick(DAYS), g.FACTS))
    elif kind == 4:
        put(pick((at, at + 1)), (pick(PAPERS), g.NAME), (pick(DAYS), g.FACTS))
    elif kind == 5:
        put(at + 1, (pick(EDITIONS), g.RESIDUE))
    elif kind == 6:
        put(at + 1, (pick(BUTTONS), g.RESIDUE))
    else:
        del rows[at]
    new = [
        one._replace(first=n, last=n, gap=one.gap if n else 0) for n, (one, _) in enumerate(rows)
    ]
    for _, found, sights in seen(new, [Piece(0, 0, len(new), "")]):
        if head := labelled(f"{family}+", found, sights, [label for _, label in rows]):
            yield head


def first_lines(folder: Path) -> Iterator[Head]:
    """The heads of every second article of a folder, whose first line is the headline."""
    for path in sorted(folder.rglob("*.txt"))[::2]:
        units = set_units(Document(path.name, io.BytesIO(path.read_bytes())).text)
        labels = [g.HEADLINE, *[g.TEXT] * len(units)]
        for _, found, sights in seen(units, [Piece(0, 0, len(units), "")]):
            if head := labelled("first-lines", found, sights, labels):
                yield head


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
        out = ["# Bits of the labels of heads, learnt by tests/benchmarks/learn_heads.py"]
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


def learnt(heads: Sequence[Head]) -> g.Weights:
    """The weights that fit these heads, families alike in sum."""
    return g.parsed(fitted(heads).table())


def fitted(heads: Sequence[Head]) -> Model:
    """A model of these heads."""
    model, chance, order = Model(), random.Random(0), list(heads)  # noqa: S311
    times = Counter(head.family for head in heads)
    mean = len(heads) / len(times)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for head in order:
            model.learn(head, min(4.0, math.sqrt(mean / times[head.family])))
        model.shrink()
    return model


def headline_right(head: Head, model: g.Weights) -> bool:
    """Whether the same units are the headline."""
    bits = [g.emissions(sight, model) for sight in head.sights]
    found = g.best(head.sights, bits, model).labels
    at = [[n for n, label in enumerate(one) if label == g.HEADLINE] for one in (found, head.labels)]
    return at[0] == at[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--bbc", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("head_weights.txt"))
    options = parser.parse_args()
    heads = list(made(options.data, SEEDS, vary=True))
    heads += first_lines(options.bbc) if options.bbc else []
    if not options.folds:
        options.out.write_text(fitted(heads).table(), encoding="utf-8")
        return 0
    held = list(made(options.data, HELD, vary=False))
    families = sorted({head.family for head in held})
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        out = set(families[fold::FOLDS])
        model = learnt([head for head in heads if head.family.rstrip("+") not in out])
        right.update(h.family for h in held if h.family in out and headline_right(h, model))
    times = Counter(head.family for head in held)
    for family in families:
        print(f"{family:24} {times[family]:5} {right[family] / times[family]:.3f}")
    print(f"{'all':24} {len(held):5} {sum(right.values()) / len(held):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
