"""What speaks for and against ways to divide a text: the terms that the weights were learnt on.

A term that means something else, or counts otherwise, makes its weight wrong, though the texts that
are read elsewhere may still be divided rightly.  So a change of a sum here is a change of evidence:
learn the weights anew (`tests/benchmarks/learn_weights.py`), and write it with `--accept`.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from newscli import formats
from newscli.formats.dividing import confidence, grammar, votes
from newscli.formats.dividing.choosing import cuttings
from newscli.formats.dividing.cohesion import Cohesion
from newscli.formats.dividing.confidence import Signs, features
from newscli.formats.dividing.judging import Judge
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.tops import Top
from newscli.formats.dividing.weights import weights
from newscli.formats.layout.setting import set_units
from newscli.formats.layout.units import Unit
from newscli.text import Document
from tests.piles.made import FAMILIES, documents

GOLDENS = Path(__file__).parent / "goldens"
SEED = 5
EACH = 2  # documents of a family
CUTTINGS = 12  # of a document; so many show what more of them would


@pytest.mark.slow
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
    assert count.keys() <= known.keys()  # else it costs time and says nothing
    see(request, "evidence.txt", shown)


@pytest.mark.slow
def test_the_looks_of_made_heads_are_those_that_were_weighed(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what an article's likelihood goes by."""
    known, seen = grammar.weights().looks, Counter[str]()
    total: dict[str, float] = defaultdict(float)
    looks, likelihood = votes.looks, confidence.likelihood

    def looked(
        units: Sequence[Unit], found: Top, shares: Mapping[str, float]
    ) -> list[grammar.Sight]:
        sights = looks(units, found, shares)
        seen.update(name for sight in sights for name in sight.features if name in known)
        return sights

    def judged(signs: Signs) -> float:
        for name, value in features(signs).items():
            total[name] += value
        return likelihood(signs)

    monkeypatch.setattr(votes, "looks", looked)
    monkeypatch.setattr(confidence, "likelihood", judged)
    for made in documents(SEED, EACH * len(FAMILIES)):
        name = f"any.{made.name.rpartition('.')[2]}"
        assert [*formats.articles(Document(name, io.BytesIO(made.raw)))]
    assert total.keys() == weights("confidence_weights.txt").keys()
    shown = "".join(f"{name}\t{seen[name]}\n" for name in sorted(seen))
    # Python 3.12 adds floats more precisely than 3.11: no more digits are the same in both.
    see(request, "looks.txt", shown + "".join(f"{n}\t{total[n]:.1f}\n" for n in sorted(total)))


def see(request: pytest.FixtureRequest, name: str, shown: str) -> None:
    """Compare what is shown with a golden file, or write that anew."""
    if request.config.getoption("--accept"):
        (GOLDENS / name).write_text(shown, encoding="utf-8")
    assert shown == (GOLDENS / name).read_text(encoding="utf-8")


SEA = "Ferries stopped in harbour on Monday because storms arrived, said captains and sailors."
TOWN = "Council members raised the library budget, and teachers welcomed several changes there."
FEW = "Ferries stopped for storms."  # words of five letters and more
PART = "Ferries stopped in harbour on Monday because storms arrived there, as a boatman told us."
BELOW = {"apart": 0.36, "together": 0.0, "less-alike": 0.310345, "named-below": 0, "named-above": 1}


@pytest.mark.parametrize(
    ("units", "start", "found"),
    [
        # of nine words, which are 9/25 of what is sure, none is shared; two of three usually
        ((SEA, SEA, TOWN, TOWN), 2, {"apart": 0.36, "together": 0.0, "less-alike": 0.330275}),
        ((SEA, TOWN), 1, {"apart": 0.36, "together": 0.0, "less-alike": 0.0}),
        ((SEA, SEA, TOWN, TOWN), 1, {"copy": 1.0}),
        ((FEW, TOWN), 1, {}),
        ((SEA, PART, TOWN), 1, {"apart": 0.0, "together": 0.36, "more-alike": 0.244543}),
        (("Storms Stop Ferries", SEA, TOWN), 0, {"named-below": 1.0, "named-above": 0.0}),
        ((SEA, "Storms Stop Ferries", TOWN), 1, BELOW),
    ],
)
def test_words_on_both_sides_tell_whether_one_text_goes_on(
    units: tuple[str, ...], start: int, found: dict[str, float]
) -> None:
    cohesion = Cohesion(Outline(set_units("\n\n".join(units))))
    assert cohesion.at(start) == pytest.approx(found, abs=1e-6)


@pytest.mark.parametrize(
    ("units", "unlike", "long"),
    [
        ((SEA, TOWN, SEA, TOWN), 2.0, 0.214125),  # log2 of 87 characters by 75
        ((SEA, SEA, TOWN, TOWN), 0.0, 0.214125),  # a word of two lines is a rare one
        ((SEA, TOWN, SEA, TOWN, SEA, TOWN), 0.0, 0.214125),  # one of three lines is none
        ((SEA * 4, TOWN * 4), 0.0, 2.0),
        ((FEW, TOWN), 0.0, 0.0),
    ],
)
def test_lines_are_articles_if_neighbours_are_no_more_alike_than_others(
    units: tuple[str, ...], unlike: float, long: float
) -> None:
    found = Cohesion(Outline(set_units("\n\n".join(units)))).lines
    assert found == pytest.approx({"lines-unlike": unlike, "lines-long": long}, abs=1e-6)
