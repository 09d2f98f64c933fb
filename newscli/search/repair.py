"""Misspelt words, repaired from the archive's own words.

Candidates are the archive's words within a few edits by optimal string alignment (insertion,
deletion, substitution, transposition of neighbours).  What each would cost is judged by how people
and keyboards err; the words around it have the last say, in `ranking`.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import TYPE_CHECKING

from newscli.index.vocabulary import repairable
from newscli.text.function_words import FUNCTION_WORDS
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Words

MOST = 40
"""Repairs of one word that are tried.  With 24, one query in 200 of those measured lost its
article; a query's other words choose among them, so that a common word is not shadowed by a rare
one that is nearer, nor the other way round."""

FAR_COMMONER = 25
"""A known word with a neighbour this many times as common may be a slip that the archive holds."""

# Costs of an edit.  A slip that leaves out a letter or swaps two could be any of few; one that adds
# or replaces a letter could be any of 26 times as many, so each of these is less likely (the noisy
# channel of Kernighan, Church and Gale 1990).  Chosen by the mean reciprocal rank over misspelt
# queries on two corpora; it is flat around these values.
LEFT_OUT = 0.6
LEFT_OUT_SOFT = 0.5  # a vowel, an h, or one of a double letter
ADDED = 1.2
ADDED_SOFT = 0.5  # a letter doubled, or an e at the end: neither is heard
SAME_SOUND = 0.5  # ph and f
REPLACED = 1.2
REPLACED_ALIKE = 0.6  # a vowel by another, or a consonant by one that can sound the same
SWAPPED = 0.6
FIRST = 0.5  # on top when it is the first letter, which people get right (Pollock, Zamora 1984)

COMMONNESS = 0.05  # taken off for each unit of ln(1 + articles)
DEAREST = 2.4  # two letters replaced; beyond that, leaving the word out serves as well
DEAREST_SHORT = 0.4  # a letter of the word as typed, where that is less
DEAREST_ALONE = 0.25  # the same where no other word tells whether it is meant …
SURE_ALONE = 1.25  # … but in any case for one letter replaced

SPACE = 0.6  # cost of a space too many or too few

VOWELS = frozenset("aeiouyаеёиоуыэюяαεηιουω")
SOUND_ALIKE = frozenset({"sz", "zs", "ck", "kc", "cs", "sc", "vw", "wv", "gj", "jg", "kq", "qk"})


class Candidate(NamedTuple):
    """A word of the archive that may be what a word of the query means."""

    cost: float
    """How unlikely it is, in edits of about equal weight."""
    word: str
    edits: int
    """Optimal string alignment distance."""
    articles: int
    """How many have it."""


def allowed_edits(word: str) -> int:
    """How many edits a word may be away: none in two letters and in figures."""
    if not repairable(word):
        return 0
    length = len(word)
    return 1 if length < 4 else 2 if length < 8 else 3


def repairs(vocabulary: Words, word: str) -> list[Candidate]:
    """The `MOST` of the archive's words that are nearest to one, itself left out, the likeliest
    first."""
    edits = allowed_edits(word)
    if edits == 0:
        return []
    remembered = vocabulary.remembered
    if word not in remembered:
        remembered[word] = _repairs(vocabulary, word, edits)
    found: list[Candidate] = remembered[word]
    return found


def _repairs(vocabulary: Words, word: str, edits: int) -> list[Candidate]:
    near = vocabulary.within(word, edits)
    near.pop(word, None)
    dearest = min(DEAREST, DEAREST_SHORT * len(word))
    judged = {other: cost(word, other) for other in near}
    able = {other: price for other, price in judged.items() if price <= dearest + 1}
    counts = vocabulary.counts(able)
    found = [
        Candidate(price - COMMONNESS * log(1 + counts[other]), other, near[other], counts[other])
        for other, price in able.items()
        if other in counts
    ]
    return sorted(repair for repair in found if repair.cost <= dearest)[:MOST]


def convincing(word: str) -> float:
    """The highest cost at which a repair of a word is worth an answer when there is no other word
    in the query."""
    return max(SURE_ALONE, DEAREST_ALONE * len(word))


def far_commoner(vocabulary: Words, word: str, articles: int) -> list[Candidate]:
    """The likeliest neighbour of a word that `articles` have which is far commoner than it; none
    that only holds sentences together."""
    if allowed_edits(word) == 0:
        return []
    near = [other for other, away in vocabulary.within(word, 1).items() if away]
    if not near:
        return []
    return sorted(
        Candidate(cost(word, other), other, 1, count)
        for other, count in vocabulary.counts(near).items()
        if count >= FAR_COMMONER * articles and other not in FUNCTION_WORDS
    )[:1]


def one_edit_away(word: str, letters: Iterable[str]) -> set[str]:
    """All that one edit with these letters makes of a word.

    >>> sorted(one_edit_away("ab", "c"))
    ['a', 'abc', 'ac', 'acb', 'b', 'ba', 'cab', 'cb']
    """
    near: set[str] = set()
    for i in range(len(word) + 1):
        start, end = word[:i], word[i:]
        near.add(start + end[1:])
        near.add(start + end[1:2] + end[:1] + end[2:])
        for letter in letters:
            near.add(start + letter + end)
            near.add(start + letter + end[1:])
    return near - {word}


def distance(a: str, b: str) -> int:
    """Optimal string alignment distance.

    >>> distance("kremln", "kremlin"), distance("ab", "ba")
    (1, 1)
    """
    last: list[int] = []
    row: list[int] = [*range(len(b) + 1)]
    for i, letter in enumerate(a):
        before, last, row = last, row, [i + 1]
        for j, other in enumerate(b):
            least = min(last[j] + int(letter != other), last[j + 1] + 1, row[j] + 1)
            if i and j and letter == b[j - 1] and other == a[i - 1]:
                least = min(least, before[j - 1] + 1)
            row.append(least)
    return row[-1]


def cost(typed: str, word: str) -> float:
    """What it costs to take `typed` for a slip where `word` was meant.

    >>> [round(cost(typed, "kremlin"), 1) for typed in ("kremln", "kramlin", "bremlin")]
    [0.5, 0.6, 1.7]
    """
    left_out = [_left_out(word, j) for j in range(len(word))]
    last: list[float] = []
    row = [0.0]
    for price in left_out:
        row.append(row[-1] + price + (FIRST if len(row) == 1 else 0.0))
    for i, letter in enumerate(typed):
        added = _added(typed, i)
        before, last, row = last, row, [row[0] + added + (0.0 if i else FIRST)]
        for j, other in enumerate(word):
            replaced = 0.0
            if letter != other:
                replaced = _replaced(letter, other) + (0.0 if i or j else FIRST)
            least = min(last[j] + replaced, last[j + 1] + added, row[j] + left_out[j])
            if i and j and letter == word[j - 1] and other == typed[i - 1]:
                least = min(least, before[j - 1] + SWAPPED + (0.0 if i > 1 or j > 1 else FIRST))
            if letter == "f" and word[j - 1 : j + 1] == "ph":
                least = min(least, last[j - 1] + SAME_SOUND)
            elif other == "f" and typed[i - 1 : i + 1] == "ph":
                least = min(least, before[j] + SAME_SOUND)
            row.append(least)
    return row[-1]


def _replaced(letter: str, other: str) -> float:
    """The cost of one letter for another."""
    alike = (letter in VOWELS and other in VOWELS) or letter + other in SOUND_ALIKE
    return REPLACED_ALIKE if alike else REPLACED


def _left_out(word: str, j: int) -> float:
    """The cost of leaving out a word's letter."""
    soft = word[j] in VOWELS or word[j] == "h" or (j > 0 and word[j - 1] == word[j])
    return LEFT_OUT_SOFT if soft else LEFT_OUT


def _added(typed: str, i: int) -> float:
    """The cost of a letter that does not belong there."""
    doubled = i > 0 and typed[i - 1] == typed[i]
    silent = typed[i] == "e" and i + 1 == len(typed)
    return ADDED_SOFT if doubled or silent else ADDED
