"""The words that say most about an article, and how alike two articles are by them.

Words weigh by how often an article has them and how rare they are in the archive (tf-idf; Salton
and Buckley, "Term-weighting approaches in automatic text retrieval", 1988), names half as much
again; the likeness of two articles is the cosine of their weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt

from newscli.stories.telling import Telling
from newscli.text.fillers import FILLERS

MOST = 32  # words of an article; by these the nearest are found in 5 of 6 cases that all would find
NAME = 1.5  # weight of a name, against another word as rare
UNSEEN = 20
"""Articles that an archive is taken to have besides its own.  In one of five articles, a word that
two of them have is then not much commoner than one that a single one has."""
LEAD = 60  # words: headline and the first two paragraphs, which say what happened


class Rarity(dict[str, float]):
    """Word → how rare it is in an archive; 0 for words that say nothing."""

    def __init__(self, counts: Mapping[str, int], articles: int) -> None:
        """`counts`: how many articles have each word; `articles`: how many there are."""
        super().__init__()
        self._counts = counts
        self._articles = articles + UNSEEN

    def __missing__(self, word: str) -> float:
        is_letter = len(word) == 1 and word.isascii()
        rarity = 0.0
        if not is_letter and word not in FILLERS:
            rarity = log(self._articles / self._counts.get(word, 1))
        self[word] = rarity
        return rarity


def keys(article: Telling, rarity: Rarity) -> dict[str, float]:
    """The heaviest words of an article with their weights, whose squares add up to 1."""
    found = _weights(words_of(article), rarity)
    for word in article.names:
        if word in found:
            found[word] *= NAME
    heaviest = sorted(found, key=found.__getitem__, reverse=True)[:MOST]
    return _of_length_1({word: found[word] for word in heaviest if found[word]})


def weights(words: Iterable[str], rarity: Rarity) -> dict[str, float]:
    """All words with their weights, names like others."""
    return _of_length_1(_weights(words, rarity))


def _weights(words: Iterable[str], rarity: Rarity) -> dict[str, float]:
    """A word's weight grows with the logarithm of how often it is there."""
    return {
        word: rarity[word] if times == 1 else rarity[word] * (1 + log(times))
        for word, times in Counter(words).items()
    }


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two sets of weights are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def words_of(article: Telling) -> list[str]:
    """All words of an article in order, the headline's first."""
    return [word for _, _, run in article.words for word in run]


def is_table(article: Telling) -> bool:
    """Whether an article is more of a table than a text."""
    figures = sum(len(article.facts(place).figures) for place in range(len(article.sentences)))
    return figures > TABLE * article.length


TABLE = 0.12  # figures a word


def _of_length_1(weights: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}
