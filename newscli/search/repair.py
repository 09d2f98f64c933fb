"""Misspelt words, repaired from the archive's own words.

A word that the archive has is taken as meant.  One that it has not is compared with the words one
edit away and, if there is none, with those two edits away, by optimal string alignment (insertion,
deletion, substitution, transposition of neighbours).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log

from newscli.index import Vocabulary

MOST = 8  # repairs of one word; further ones changed no answer that was measured

FAR_COMMONER = 25
"""A known word with a neighbour this many times as common may be a slip that the archive holds."""

# What counts for and against a candidate besides its distance, in edits.  Slips rarely touch the
# first letter, often double or undouble one, swap two, or miss a vowel (Pollock and Zamora 1984).
OTHER_INITIAL = 0.6
ANAGRAM = -0.25
SAME_UNDOUBLED = -0.35
SAME_CONSONANTS = -0.25
COMMONNESS = 0.18  # edits that one unit of ln(1 + articles) makes up for
SHARPNESS = 1.6  # how fast a candidate's weight falls with each edit it is worse than the best

VOWELS = str.maketrans("", "", "aeiouyаеёиоуыэюяαεηιουω")


@dataclass(frozen=True, slots=True)
class Option:
    """A word of the archive that may be what a word of the query means."""

    word: str
    edits: int
    weight: float
    """1 for the word itself, less for what is less likely."""


def allowed_edits(word: str) -> int:
    """How many edits a word of this length may be away: none in short ones and in figures.

    The limits are those of Lucene's AUTO fuzziness.
    """
    if not word.isalpha() or len(word) < 3:
        return 0
    return 1 if len(word) < 5 else 2


def repairs(vocabulary: Vocabulary, word: str) -> list[Option]:
    """The archive's words nearest to one that it does not have, best first."""
    edits = allowed_edits(word)
    if edits == 0:
        return []
    near = vocabulary.one_edit_from(word)
    found = list(_judged(word, near)) if near else []
    if not found and edits == 2:
        found = list(_judged(word, _two_edits_from(vocabulary, word)))
    if not found:
        return []
    found.sort(key=lambda candidate: (candidate[0], candidate[2]))
    best = found[0][0]
    return [
        Option(candidate, distance, exp(SHARPNESS * (best - cost)))
        for cost, distance, candidate in found[:MOST]
    ]


def far_commoner(vocabulary: Vocabulary, word: str, articles: int) -> list[Option]:
    """Neighbours of a word that the archive has which are far commoner than it."""
    if allowed_edits(word) == 0:
        return []
    near = {
        candidate: count
        for candidate, count in vocabulary.one_edit_from(word).items()
        if count >= FAR_COMMONER * articles
    }
    best = sorted(_judged(word, near))[:1] if near else []
    return [Option(candidate, edits, 1.0) for _, edits, candidate in best]


def _two_edits_from(vocabulary: Vocabulary, word: str) -> dict[str, int]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    bucket = vocabulary.bucket(word[0], range(max(1, len(word) - 2), len(word) + 3))
    found = extract(word, bucket.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
    return {candidate: bucket[candidate] for candidate, *_ in found}


def _judged(word: str, candidates: dict[str, int]) -> Iterator[tuple[float, int, str]]:
    """Cost in edits, distance and word of each candidate that is near enough."""
    from rapidfuzz.distance import OSA

    edits = allowed_edits(word)
    for candidate, articles in candidates.items():
        distance = OSA.distance(word, candidate, score_cutoff=edits)
        if not 0 < distance <= edits or not candidate.isalpha():
            continue
        cost = float(distance)
        if candidate[0] != word[0]:
            cost += OTHER_INITIAL
        if sorted(candidate) == sorted(word):
            cost += ANAGRAM
        if _undoubled(candidate) == _undoubled(word):
            cost += SAME_UNDOUBLED
        if candidate.translate(VOWELS) == word.translate(VOWELS):
            cost += SAME_CONSONANTS
        yield cost - COMMONNESS * log(1 + articles), int(distance), candidate


def _undoubled(word: str) -> str:
    """The word with each run of one letter taken as one.

    >>> _undoubled("tariffs")
    'tarifs'
    """
    return "".join(
        letter for letter, before in zip(word, " " + word, strict=False) if letter != before
    )
