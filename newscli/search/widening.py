"""A question widened by the words of its best answers.

Relevance models (Lavrenko and Croft 2001), as RM3 mixes them with the query (Abdul-Jaleel et al.
2004): what the best articles for a question have in common says more of what it is about than the
few words that it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newscli.index import Vocabulary
from newscli.text.function_words import FUNCTION_WORDS

BEST = 5  # articles that are taken as what is meant
WORDS = 10  # of these that are added
SHARE = 0.3  # of the added words in the whole
SHORTEST = 3  # letters; shorter ones are initials and figures


class Read(NamedTuple):
    """The words of an article."""

    counts: Mapping[str, int]
    length: int


class Added(NamedTuple):
    """A word that a question is widened by."""

    word: str
    weight: float
    """Times the relevance that a word of the question would have."""
    forms: Mapping[str, int]
    """It and its inflections, and how many articles have each."""


def widened(
    vocabulary: Vocabulary, best: Iterable[tuple[float, Read]], asked: float
) -> Iterator[Added]:
    """The words that tell the best articles, given with their scores, from others: of a question
    that has so many words."""
    articles = [*best][:BEST]
    whole = sum(score for score, _ in articles) or 1.0
    likely: Counter[str] = Counter()
    for score, read in articles:
        for word, count in read.counts.items():
            if word.isalpha() and len(word) >= SHORTEST and word not in FUNCTION_WORDS:
                # A Counter may hold fractions, which its stubs do not know.
                likely[word] += score / whole * count / read.length  # type: ignore[assignment]
    top = sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    mass = sum(chance for _, chance in top) or 1.0
    counts = vocabulary.counts(word for word, _ in top)
    for word, chance in top:
        forms = {**vocabulary.inflections(word), word: counts.get(word, 0)}
        yield Added(word, SHARE / (1 - SHARE) * asked * chance / mass, forms)
