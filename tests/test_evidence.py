"""What speaks for and against ways to divide a text: the terms that the weights were learnt on.

A term that means something else, or counts otherwise, makes its weight wrong, though the texts that
are read elsewhere may still be divided rightly.  So a change of a sum here is a change of evidence:
learn the weights anew (`tests/benchmarks/learn_weights.py`), and write it with `--accept`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from newscli.formats.dividing.choosing import cuttings
from newscli.formats.dividing.judging import Judge
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.weights import weights
from newscli.formats.layout.setting import set_units
from tests.piles.made import FAMILIES, documents

GOLDEN = Path(__file__).parent / "goldens" / "evidence.txt"
SEED = 5
EACH = 2  # documents of a family
CUTTINGS = 12  # of a document; so many show what more of them would


def test_the_terms_of_made_texts_are_those_that_were_weighed(
    request: pytest.FixtureRequest,
) -> None:
    count: dict[str, int] = defaultdict(int)
    known = weights("weights.txt")
    total: dict[str, float] = defaultdict(float)
    for made in documents(SEED, EACH * len(FAMILIES)):
        judge = Judge(Outline(set_units(made.raw.decode("utf-8", "replace"))), known)
        for cutting in cuttings(judge.outline)[:CUTTINGS]:
            boundaries = [terms for terms, _ in judge.boundaries(cutting)]
            for terms in (judge.whole(cutting), *boundaries):
                for name, value in terms.items():
                    count[name] += 1
                    total[name] += value
    shown = "".join(f"{name}\t{count[name]}\t{total[name]:.3f}\n" for name in sorted(count))
    if request.config.getoption("--accept"):
        GOLDEN.write_text(shown, encoding="utf-8")
    assert count.keys() <= known.keys()  # else it costs time and says nothing
    assert shown == GOLDEN.read_text(encoding="utf-8")
