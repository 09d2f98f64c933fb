"""Which articles to compare with one: those that share runs of words, or telling words, with it.

No article is compared with all.  When a few are new, what they share is asked of the index: phrases
and words that its postings hold.  When many are, one pass over all texts makes the same lists in
memory, at a hundredth of the time an article.  Measured against MinHash with LSH (datasketch,
rensa), runs of words find more at half the candidates, and passages, which MinHash cannot find.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache

from newscli.index import Index
from newscli.index.links import Text
from newscli.stories.rarity import Rarity, keys
from newscli.stories.telling import Telling

COMMON = 16
"""Articles with a print, above which it says nothing but that they use a form.  Then only its
`LEADERS` are compared, so that ten thousand with the same lines still find each other."""
LEADERS = 4
HOLDERS = 200  # articles with a print that are looked at, copies included, to find those

SENTENCES = 2  # that two articles must share to be compared
SHARE = 0.25  # of the shorter one's sentences, which suffices too: it may have one or two
ENOUGH = 0.15
"""Of the shorter one's sentences, below which one of those shared must be among the first `OPENING`
of either: a story is known by its beginning, and little shared further down makes no link."""
OPENING = 2  # sentences: the lead, or one more where a tag has pushed it down

MOST = 16  # articles compared with one for what they share, those with most of it

COMMON_WORD = 64  # articles with a word, above which it is not asked who they are
NEAREST = 5  # articles kept as related to one
RELATED = 0.25  # likeness by keys from which articles are related

PLACE_BITS = 28  # of an article's place among those read
OPENS = 1  # bit that says that a print is of the article's opening
WEIGHT_BITS = 12  # of a key's weight
WEIGHTS = (1 << WEIGHT_BITS) - 1

CACHED = 2_000  # articles kept ready to be compared, some 20 kB each
BUCKETS = 256
"""Parts that are sorted one by one: what is being sorted takes five times its room."""


def telling_of(text: Text) -> Telling:
    """A text as it is compared."""
    return Telling(text.number, text.headline, text.paragraphs, text.date)


class Candidates(ABC):
    """Who may tell what an article tells; of the articles, those used last are at hand."""

    rarity: Rarity
    """How rare words are; known at the least for those of articles asked for."""

    def __init__(self, index: Index) -> None:
        self.telling: Callable[[int], Telling] = lru_cache(CACHED)(
            lambda number: telling_of(next(index.links.texts([number])))
        )
        """An article as it is compared, by its number."""

    @abstractmethod
    def sharing(self, number: int) -> list[int]:
        """Articles that share sentences with one."""

    @abstractmethod
    def alike(self, number: int) -> list[tuple[int, float]]:
        """Articles with the same telling words, the most alike first, and how much so."""


class ThroughIndex(Candidates):
    """Candidates for a few articles, from the index's postings."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._index = index
        self._counts: dict[str, int] = {}
        self._firsts: dict[int, int] = {}
        self.rarity = Rarity(self._counts, index.count())

    def sharing(self, number: int) -> list[int]:
        """As `Candidates` says."""
        article = self.telling(number)
        shared: Counter[int] = Counter()
        for sentence in article.phrases():
            having: set[int] = set()
            for phrase in sentence:
                found = self._leaders(self._index.links.holders(phrase, HOLDERS))
                having.update(found if len(found) <= COMMON else found[:LEADERS])
            shared.update(having)
        mine = article.prints
        others = {other: self.telling(other).prints for other in shared}
        opening = {
            other
            for other, its in others.items()
            if not _all(mine[:OPENING]).isdisjoint(_all(its))
            or not _all(mine).isdisjoint(_all(its[:OPENING]))
        }
        sizes = {number: len(mine)} | {other: len(its) for other, its in others.items()}
        return chosen(number, shared, sizes, opening)

    def _leaders(self, numbers: Sequence[int]) -> list[int]:
        """Those that are the first with their content."""
        unknown = [number for number in numbers if number not in self._firsts]
        self._firsts.update(self._index.links.firsts(unknown))
        return [number for number in numbers if self._firsts.get(number) == number]

    def alike(self, number: int) -> list[tuple[int, float]]:
        """As `Candidates` says."""
        mine = self._keys(number)
        found: defaultdict[int, float] = defaultdict(float)
        for word, weight in mine.items():
            if self._counts.get(word, 1) <= COMMON_WORD:
                for other in self._leaders(self._index.links.holders([word], COMMON_WORD)):
                    found[other] += weight
        found.pop(number, None)
        nearest = sorted(found.items(), key=lambda item: (-item[1], item[0]))[: 2 * MOST]
        likeness = {
            other: sum(weight * mine.get(word, 0) for word, weight in self._keys(other).items())
            for other, _ in nearest
        }
        return _nearest(likeness)

    def _keys(self, number: int) -> dict[str, float]:
        article = self.telling(number)
        unknown = {word for _, _, run in article.words for word in run} - self._counts.keys()
        self._counts.update(dict.fromkeys(unknown, 1))
        self._counts.update(self._index.vocabulary.counts(unknown))
        return keys(article, self.rarity)


class InMemory(Candidates):
    """Candidates for many articles, from one pass over all."""

    def __init__(
        self, index: Index, numbers: Iterable[int], advance: Callable[[int], None]
    ) -> None:
        """Read these articles; `advance` is told of each so many."""
        super().__init__(index)
        self._counts = index.links.word_counts()
        self.rarity = Rarity(self._counts, index.count())
        self._words = {word: place for place, word in enumerate(self._counts)}
        self._numbers = array("q")
        """Of the articles, as they were read; what is kept of them goes by the place in it."""
        self._prints = array("I")
        self._sentences = array("I", [0])
        """Where the prints of each sentence begin."""
        self._starts = array("I", [0])
        """Where the sentences of each article begin."""
        self._keys = array("Q")
        self._first_keys = array("I", [0])
        self._holders = Postings(PLACE_BITS + OPENS)
        self._having = Postings(PLACE_BITS + WEIGHT_BITS)
        wanted = set(numbers)
        for text in index.links.texts():
            if text.number in wanted:
                self._take(telling_of(text))
                advance(1)
        self._holders.sort()
        self._having.sort()
        self._places = {number: place for place, number in enumerate(self._numbers)}

    def _take(self, article: Telling) -> None:
        place = len(self._numbers)
        self._numbers.append(article.number)
        for sentence, sums in enumerate(article.prints):
            self._prints.extend(sums)
            for sum in sums:
                self._holders.add(sum, place << 1 | (sentence < OPENING))
            self._sentences.append(len(self._prints))
        self._starts.append(len(self._sentences) - 1)
        for word, weight in keys(article, self.rarity).items():
            count = self._counts.get(word, 1)
            if 1 < count <= COMMON_WORD:
                key, rounded = self._words[word], round(weight * WEIGHTS)
                self._keys.append(key << WEIGHT_BITS | rounded)
                self._having.add(key, place << WEIGHT_BITS | rounded)
        self._first_keys.append(len(self._keys))

    def sharing(self, number: int) -> list[int]:
        """As `Candidates` says."""
        place = self._places[number]
        shared: Counter[int] = Counter()
        opening: set[int] = set()
        first = self._starts[place]
        for sentence in range(first, self._starts[place + 1]):
            having: set[int] = set()
            for sum in self._prints[self._sentences[sentence] : self._sentences[sentence + 1]]:
                found = self._holders.of(sum, COMMON + 1)
                having.update(found if len(found) <= COMMON else found[:LEADERS])
            others = {held >> 1 for held in having}
            shared.update(others)
            opens = sentence - first < OPENING
            opening |= others if opens else {held >> 1 for held in having if held & OPENS}
        sizes = {other: self._starts[other + 1] - self._starts[other] for other in (*shared, place)}
        return [self._numbers[other] for other in chosen(place, shared, sizes, opening)]

    def alike(self, number: int) -> list[tuple[int, float]]:
        """As `Candidates` says."""
        place = self._places[number]
        likeness: dict[int, int] = {}
        for entry in self._keys[self._first_keys[place] : self._first_keys[place + 1]]:
            key, weight = entry >> WEIGHT_BITS, entry & WEIGHTS
            for held in self._having.of(key, COMMON_WORD):
                other = held >> WEIGHT_BITS
                likeness[other] = likeness.get(other, 0) + weight * (held & WEIGHTS)
        likeness.pop(place, None)
        least = RELATED * WEIGHTS**2
        at = self._numbers
        return _nearest(
            {at[one]: sum / WEIGHTS**2 for one, sum in likeness.items() if sum >= least}
        )


def chosen(
    place: int, shared: Counter[int], sizes: Mapping[int, int], opening: Container[int]
) -> list[int]:
    """Of those that share sentences with an article, the ones that share enough, most first.

    `sizes`: how many sentences each has; `opening`: those that share the beginning of either.
    """
    shared.pop(place, None)
    enough = []
    for other, count in shared.items():
        size = min(sizes[place], sizes[other])
        if count >= SHARE * size or (
            count >= SENTENCES and (count >= ENOUGH * size or other in opening)
        ):
            enough.append((-count, other))
    return [other for _, other in sorted(enough)[:MOST]]


def _all(prints: Iterable[list[int]]) -> set[int]:
    return {one for sentence in prints for one in sentence}


def _nearest(likeness: Mapping[int, float]) -> list[tuple[int, float]]:
    """The `NEAREST` of those that are alike at all."""
    alike = [(-cosine, other) for other, cosine in likeness.items() if cosine >= RELATED]
    return [(other, -negative) for negative, other in sorted(alike)[:NEAREST]]


class Postings:
    """Key → numbers, ascending.  Add all, then `sort`, then ask."""

    def __init__(self, bits: int) -> None:
        """Numbers are of this many bits, keys of the other 64."""
        self._bits = bits
        self._buckets = [array("Q") for _ in range(BUCKETS)]

    def add(self, key: int, number: int) -> None:
        """Put a number on the list of a key."""
        self._buckets[key % BUCKETS].append(key << self._bits | number)

    def sort(self) -> None:
        """Make the lists ready to be asked for."""
        for place, bucket in enumerate(self._buckets):
            self._buckets[place] = array("Q", sorted(bucket))

    def of(self, key: int, most: int) -> list[int]:
        """The first `most` numbers on a key's list."""
        bucket = self._buckets[key % BUCKETS]
        first = key << self._bits
        start = bisect_left(bucket, first)
        found = bucket[start : start + most]
        end = bisect_left(found, (key + 1) << self._bits)
        return [entry - first for entry in found[:end]]
