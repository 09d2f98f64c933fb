"""The words and names that tell articles from the rest of the archive.

How telling a term is, is Dunning's log-likelihood ratio G² (T. Dunning, "Accurate Methods for the
Statistics of Surprise and Coincidence", Computational Linguistics 19, 1993) of the table of
articles that have it or not, and match or not.  Articles are counted and not words, so that one
long article cannot make a term of what it repeats.

Where there is no rest to compare with, the terms are those that are common, and stand often in some
articles rather than once in many, as words do that are about nothing: articles × the square of
residual IDF (K. Church and W. Gale, "Inverse Document Frequency: A Measure of Deviations from
Poisson", 1995).

Terms are looked for in the openings of some articles, evenly spread; they are counted in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from math import exp, log, log2
from typing import TYPE_CHECKING

from newscli.index.sought import Run
from newscli.stats.figures import Keyword
from newscli.stats.names import names, tells
from newscli.text import fold, spans, words
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

SAMPLE = 250
"""Articles that are read, the opening of each.  Of the twenty terms that reading all of them whole
chooses, that keeps 98 % for 25 questions about 2,225 stories, and 97 % for 30 about 21,592
wires; 100 articles keep 90 %."""
LEAD, LONGEST_LEAD = 2_000, 6_000  # characters of each, and of few: news says early what it is of
SAMPLE_OF_ALL = 1_000  # articles, where nothing but these says which words come in crowds
USUAL = 20  # terms that are chosen however few are wanted, so that the first are always the same
FEWEST = 4  # of these that have a term, where not all are read: what fewer have is chance
WORDS, NAMES = 3, 2  # times as many candidates as terms are wanted are counted in all articles
SPELLINGS = 5  # articles that are asked how a term is printed
SAME = 0.5  # share of a word's articles from which on a name that has it stands for it


def g_squared(with_here: int, here: int, with_there: int, there: int) -> float:
    """Dunning's ratio for a term that so many of so many articles have, here and there.

    0 when it is as common or commoner there.

    >>> g_squared(10, 10, 0, 90) > g_squared(10, 10, 20, 90) > g_squared(1, 10, 9, 90) == 0
    True
    """
    if not here or not there or with_here * there <= with_there * here:
        return 0.0
    total, holding = here + there, with_here + with_there
    weight = with_here * log(with_here * total / (here * holding))
    weight += with_there and with_there * log(with_there * total / (there * holding))
    for seen, every in ((here - with_here, here), (there - with_there, there)):
        weight += seen and seen * log(seen * total / (every * (total - holding)))
    return 2 * weight


def burst(holders: int, times: int, articles: int) -> float:
    """How far a word that so many of the articles have, so many times in all, is from being strewn
    at random; 0 when it is spread more evenly than that.

    >>> burst(50, 300, 100) > burst(5, 7, 100) > burst(50, 70, 100)
    True
    """
    residual = log2(articles / holders) + log2(1 - exp(-times / articles))
    return holders * max(0.0, residual) ** 2


class _Candidate(NamedTuple):
    """A term with what is known of it."""

    key: str
    """Its words as folded, with a space between."""
    articles: int
    elsewhere: int
    times: int
    """How often it stands in the articles that were read."""
    weight: float

    @property
    def rank(self) -> tuple[float, int, int, int, str]:
        """What sorts the most telling first; where all else is equal, the longer."""
        return (-round(self.weight, 6), -self.articles, -self.times, -len(self.key), self.key)


class Terms:
    """The terms of some articles."""

    def __init__(
        self,
        index: Holdings,
        numbers: Sequence[int],
        elsewhere: int,
        others: Sequence[int] | None = None,
    ) -> None:
        """`numbers` are the articles', ascending; `elsewhere` is how many the rest are, and
        `others` are theirs, where those are not all others."""
        self._index = index
        self._here = numbers if elsewhere or others is not None else None
        self._many, self._elsewhere = len(numbers), elsewhere
        self._others = () if others is None else (others,)
        count = min(SAMPLE if elsewhere else SAMPLE_OF_ALL, len(numbers))
        share = SAMPLE * LEAD // (count or 1)
        self._lead = min(LONGEST_LEAD, share) if elsewhere else LONGEST_LEAD
        self.sample = [numbers[at * len(numbers) // count] for at in range(count)]
        """The articles that are read: all, or as many evenly spread."""
        self._is_whole = count == len(numbers)
        self._share = len(numbers) / (count or 1)
        self._openings: list[tuple[frozenset[str], str]] = []
        """What may be terms of each, and its text."""

    def best(self, limit: int, without: Collection[str] = ()) -> list[Keyword]:
        """The `limit` most telling, but for those made of the words `without`, and for names and
        parts of names that say no more than one that is told."""
        holders, times = self._found()
        known = {*without}
        wanted = max(limit, USUAL)
        ranked: list[_Candidate] = []
        for some in self._likely(holders, times, wanted):
            fresh = [key for key in some if not known.issuperset(key.split())]
            ranked += self._counted(fresh, holders, times)
        ranked.sort(key=lambda one: one.rank)
        weighing = [one for one in ranked if one.weight or " " in one.key]
        chosen = _apart(weighing or ranked, wanted)
        if not self._elsewhere:
            chosen.sort(key=lambda one: -one.articles)
        told = chosen[:limit]
        return [
            Keyword(self._printed(one.key), one.articles, one.elsewhere, round(one.weight, 2))
            for one in told
        ]

    def _found(self) -> tuple[dict[str, int], Counter[str]]:
        """Term → in how many of the articles that are read it stands, and how often; without those
        of one article alone where others are in several."""
        holders: Counter[str] = Counter()
        times: Counter[str] = Counter()
        for _, headline, text in self._index.counting.texts(self.sample, self._lead):
            said = words(f"{headline}\n{text}")
            said += names(text)  # headlines may have capitals throughout
            different = frozenset(said)
            self._openings.append((different, f"{text}\n{headline}"))
            if self._is_whole or not self._elsewhere:
                times.update(said)
            holders.update(different)
        least = 2 if self._is_whole or not self._elsewhere else FEWEST
        several = {key: count for key, count in holders.items() if count >= least and tells(key)}
        return several or {key: 1 for key in holders if tells(key)}, times

    def _likely(
        self, holders: dict[str, int], times: Counter[str], count: int
    ) -> tuple[list[str], list[str]]:
        """Single words by what the vocabulary says of them, and names by how common they are."""
        single = (key for key in holders if " " not in key)
        self._every = every = self._index.vocabulary.counts(single)  # none where an opening is cut

        def guess(word: str) -> tuple[float, int, int, str]:
            here = round(holders[word] * self._share)
            there = max(0, every[word] - here)
            weight = self._weight(here, there, holders[word], times[word])
            return -weight, -here, -times[word], word

        likely = sorted(every, key=guess)
        named = [key for key in holders if " " in key]
        named.sort(key=lambda key: (-holders[key], -times[key], -len(key), key))
        return likely[: WORDS * count], named[: NAMES * count]

    def _weight(self, here: int, there: int, holders: int, times: int) -> float:
        if self._elsewhere:
            return g_squared(here, self._many, there, self._elsewhere)
        return burst(holders, times, len(self.sample))

    def _counted(
        self, keys: Sequence[str], holders: dict[str, int], times: Counter[str]
    ) -> Iterator[_Candidate]:
        """The terms with their counts in all articles, without those that tell nothing."""
        of_names = bool(keys) and " " in keys[0]
        runs = (Run(tuple(key.split())) for key in keys)
        beside = self._others or ((None,) if of_names else ())
        found = self._index.matching.having(runs, (self._here, *beside))
        for key, (here, *rest) in zip(keys, found, strict=True):
            every = rest[0] if rest else self._every[key]
            there = every if self._others else every - here
            weight = self._weight(here, there, holders[key], times[key])
            if weight or not self._elsewhere:
                yield _Candidate(key, here, there, times[key], weight)

    def _printed(self, key: str) -> str:
        """A term as articles print it most often, where its capitals are its own."""
        texts = (text for said, text in self._openings if key in said)
        return _printed(key, islice(texts, SPELLINGS))


def _printed(key: str, texts: Iterable[str]) -> str:
    """A term as these texts print it most often."""
    own: Counter[str] = Counter()
    printings: Counter[str] = Counter()
    for text in texts:
        for printed, is_own in _spellings(key.split(), text):
            printings[printed] += 1
            own[printed] += is_own
    counted = +own or printings
    return min(counted, key=lambda text: (-counted[text], text)) if counted else key


def _spellings(key: list[str], text: str) -> Iterator[tuple[str, bool]]:
    """How a text prints a term, each time, and whether it does so without need: a word that opens
    a sentence, or that is part of a longer name, has a capital whatever it is."""
    for line in text.split("\n"):
        if key[0] not in fold(line):
            continue
        placed = [*spans(line)]
        folded = [word for _, _, word in placed]
        for at in range(len(folded) - len(key) + 1):
            if folded[at] == key[0] and folded[at : at + len(key)] == key:
                start, end = placed[at][0], placed[at + len(key) - 1][1]
                before = line[max(0, start - 10) : start].rstrip(" \"'“‘’«„(–—-")
                opens = not before or before[-1] in ".!?:…"
                beside = placed[max(0, at - 1) : at] + placed[at + len(key) : at + len(key) + 1]
                named = len(key) == 1 and any(line[first].isupper() for first, _, _ in beside)
                yield line[start:end], not (line[start].isupper() and (opens or named))


def _apart(ranked: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """The best, without those that are part of a better one or have a better one in them; but a
    name that stands in most articles of one of its words is told in the word's place."""
    chosen: list[_Candidate] = []
    for one in ranked:
        if any(_holds(other.key, one.key) for other in chosen):
            continue
        parts = [other for other in chosen if _holds(one.key, other.key)]
        if not parts:
            if len(chosen) < limit:
                chosen.append(one)
        elif all(one.articles >= SAME * part.articles for part in parts):
            chosen[chosen.index(parts[0])] = one
            chosen = [other for other in chosen if other not in parts]
    return chosen


def _holds(whole: str, part: str) -> bool:
    """Whether the words of `part` stand side by side in `whole`."""
    return f" {part} " in f" {whole} "
