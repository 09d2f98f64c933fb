"""The archive's own slips of a word, which a concordance shows beside the word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newscli.search.choices import Choice, Group
from newscli.search.repair import FAR_COMMONER, cost, neighbours

if TYPE_CHECKING:
    from newscli.index.holdings import Words

SHORTEST = 6  # letters of a word whose slips are told from other words: `said`, but Sid
LIKELY = 0.7  # cost of a slip: a letter left out or doubled, two swapped, one vowel for another


def with_slips(vocabulary: Words, groups: Iterable[Group]) -> Iterator[Group]:
    """The groups, with what may be slips of the archive where it has a word as typed: `Kremiln`."""
    for group in groups:
        slips = [slip for choice in group.choices for slip in _slips(vocabulary, choice)]
        yield group._replace(choices=(*group.choices, *slips))


def _slips(vocabulary: Words, choice: Choice) -> Iterator[Choice]:
    """Far rarer words that are probably the one of this choice, misspelt."""
    term, (word, *others) = choice.term, choice.words
    if choice.kind != "typed" or term.kind != "word" or others or len(word) < SHORTEST:
        return
    near = neighbours(word, vocabulary.alike(word, 1))
    for slip, articles in vocabulary.counts(near).items():
        price = cost(slip, word)
        if price <= LIKELY and articles * FAR_COMMONER <= choice.articles:
            yield choice._replace(
                words=(slip,), kind="repaired", cost=price, edits=1, articles=articles
            )
