"""Fit the weights of an article's confidence, and say how well they are calibrated.

    python -m tests.benchmarks.learn_confidence --data DATA [--gold FOLDER] [--single FOLDER]…
        [--write] PILE…

Each PILE is a folder of made documents with its `truth.jsonl`; DATA holds the scorer of piles
(tools/score_piles.py), gold holds hand-made records (`NAME.json`) beside the files they are of, a
single is a folder of files of one article each.  An article is right when its document has the
right number of articles and its headline is right.  Families of made documents, and real files, are
parted into five folds, fixed here: each document is judged by weights that never saw its family.
Prints how well likelihoods and truth agree, and with --write the table of the package is written
anew.  Needs numpy (`pip install numpy`).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from math import exp, log
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from newscli import formats
from newscli.formats.dividing import confidence
from newscli.outputs.structured import record
from newscli.text import Document

FOLDS = 5
DOUBTED = 0.88  # likelihood over the folds below which half of what is wrong lies
STEPS, RIDGE = 40, 0.0012  # of Newton's method; the penalty on weights
TABLE = Path(confidence.__file__).with_name("confidence_weights.txt")
TITLE = "# What each feature adds to an article's log odds of being right: learn_confidence.py, %s"


class Case(NamedTuple):
    """An article whose truth is known."""

    fold: int
    signs: dict[str, float]
    right: bool
    group: str


def loaded(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, float]]]:
    """The records of a document, and the features of each."""
    seen: list[dict[str, float]] = []
    likelihood = confidence.likelihood

    def spy(signs: confidence.Signs) -> float:
        seen.append(confidence.features(signs))
        return likelihood(signs)

    confidence.likelihood = spy
    try:
        with path.open("rb") as stream:
            records = [record(article) for article in formats.articles(Document(str(path), stream))]
    except Exception:
        return [], []
    finally:
        confidence.likelihood = likelihood
    return records, seen


def of_pile(folder: Path, scorer: Any) -> Iterable[Case]:
    """The articles of a folder of made documents."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        records, seen = loaded(folder / truth["file"])
        if len(seen) != len(records):
            continue  # read by a format that says itself where articles begin
        fold = crc32(truth["family"].encode()) % FOLDS
        counted = len(records) in {truth["n_articles"], *truth["n_articles_or"]}
        pairs = dict(
            (id(found), article)
            for article, found in scorer.paired(truth["articles"], records)
            if found
        )
        for one, signs in zip(records, seen, strict=True):
            article = pairs.get(id(one))
            right = counted and article is not None
            if article is not None and right:
                right = scorer.verdict("headline", article, one) in ("right", None)
            yield Case(fold, signs, right, folder.name)


def of_singles(folder: Path) -> Iterable[Case]:
    """Files of one article each; where a file begins with its address, its third line is the
    headline."""
    for path in sorted(folder.rglob("*.txt")):
        records, seen = loaded(path)
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        for one, signs in zip(records, seen, strict=False):
            right = len(records) == 1
            if right and lines[0].startswith("http") and len(lines) > 2:
                right = one["headline"].strip() == " ".join(lines[2].split())
            yield Case(crc32(path.name.encode()) % FOLDS, signs, right, folder.name)


def of_gold(folder: Path, scorer: Any) -> Iterable[Case]:
    """The articles of real files whose records were made by hand."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        records, seen = loaded(folder / gold["raw"])
        if len(seen) != len(records):
            continue
        for article in gold["articles"]:
            at = article["index"] - 1
            if at < len(records):
                truth = {"headline": None if article["headline_derived"] else article["headline"]}
                right = len(records) == gold["n_articles"]
                right = right and scorer.verdict("headline", truth, records[at]) == "right"
                yield Case(crc32(path.name.encode()) % FOLDS, seen[at], right, "gold")


def fitted(cases: list[Case]) -> dict[str, float]:
    """Weights that make the cases likeliest, each group counting as much as the others, less a
    penalty (logistic regression by Newton's method)."""
    names = sorted({name for case in cases for name in case.signs})
    counts = Counter(case.group for case in cases)
    signs = np.array([[case.signs.get(name, 0.0) for name in names] for case in cases])
    right = np.array([float(case.right) for case in cases])
    share = np.array([1 / (len(counts) * counts[case.group]) for case in cases])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (share * (likely - right)) + RIDGE * weights
        bend = (signs * (share * likely * (1 - likely))[:, None]).T @ signs
        weights -= np.linalg.solve(bend + RIDGE * np.eye(len(names)), slope)
    return cautious({name: float(weight) for name, weight in zip(names, weights, strict=True)})


def cautious(weights: dict[str, float]) -> dict[str, float]:
    """The weights with doubts that count for more: as sure of the sure, and `DOUBTED` becomes
    `LOOK`.  Layouts that nobody has learnt from are wrong more often than those of a fold."""
    sure, doubted, look = (log(p / (1 - p)) for p in (confidence.SURE, DOUBTED, confidence.LOOK))
    stretch = (sure - look) / (sure - doubted)
    return {
        name: round(stretch * weight + (1 - stretch) * sure * name.endswith("-any"), 3)
        for name, weight in weights.items()
    }


def likelihood(weights: dict[str, float], signs: dict[str, float]) -> float:
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * sign for name, sign in signs.items())))


def show(name: str, judged: list[tuple[float, bool]]) -> None:
    """Print how well likelihoods and truth agree."""
    sure = [right for value, right in judged if value >= confidence.SURE]
    rights = [value for value, right in judged if right]
    wrongs = [value for value, right in judged if not right]
    print(
        f"{name:14} {len(judged):6} articles  right {len(rights) / len(judged):.3f}  "
        f"of the sure {sum(sure) / max(1, len(sure)):.3f} are right  "
        f"of the right {sum(v >= confidence.SURE for v in rights) / max(1, len(rights)):.3f} sure, "
        f"{sum(v < confidence.LOOK for v in rights) / max(1, len(rights)):.3f} look  "
        f"of the wrong {sum(v < confidence.LOOK for v in wrongs) / max(1, len(wrongs)):.3f} look"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--single", type=Path, action="append", default=[])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--write", action="store_true", help="the table of the package")
    parser.add_argument("piles", type=Path, nargs="+")
    options = parser.parse_args()
    place = options.data / "tools" / "score_piles.py"
    spec = importlib.util.spec_from_file_location("score_piles", place)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    cases = [case for pile in options.piles for case in of_pile(pile, scorer)]
    cases += list(of_gold(options.gold, scorer)) if options.gold else []
    cases += [case for folder in options.single for case in of_singles(folder)]
    judged: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(FOLDS):
        weights = fitted([case for case in cases if case.fold != fold])
        for case in cases:
            if case.fold == fold:
                judged.setdefault(case.group, []).append(
                    (likelihood(weights, case.signs), case.right)
                )
    for group, values in judged.items():
        show(group, values)
    show("all", [one for values in judged.values() for one in values])
    if options.write:
        lines = [f"{name} {weight}" for name, weight in fitted(cases).items()]
        day = datetime.now(tz=UTC).date().isoformat()
        TABLE.write_text("\n".join([TITLE % day, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
