"""The words and names that tell articles from the rest of the archive.

How telling a term is, is Dunning's log-likelihood ratio G² (T. Dunning, "Accurate Methods for the
Statistics of Surprise and Coincidence", Computational Linguistics 19, 1993) of the table of
articles that have it or not, and match or not.  Articles are counted and not words, so that one
long article cannot make a term of what it repeats.

Where there is no rest to compare with, the terms are those that are common, and stand often in some
articles rather than once in many, as words do that are about nothing: articles × the square of
residual IDF (K. Church and W. Gale, "Inverse Document Frequency: A Measure of Deviations from
Poisson", 1995).

Terms are looked for in at most `SAMPLE` articles, the opening of each; they are counted in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import exp, log, log2
from typing import TYPE_CHECKING

from newscli.index.sought import Run
from newscli.stats.figures import Keyword
from newscli.stats.names import names, tells
from newscli.text import spans, words
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

SAMPLE = 1_000  # articles that are read
LEAD = 6_000  # characters of each: news says early what it is about
USUAL = 20  # terms that are chosen however few are wanted, so that the first are always the same
POOL = 3  # times as many candidates as terms are wanted are counted in all articles
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
    table = (
        (with_here, here * holding),
        (with_there, there * holding),
        (here - with_here, here * (total - holding)),
        (there - with_there, there * (total - holding)),
    )
    return 2 * sum(seen * log(seen * total / expected) for seen, expected in table if seen)


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
    holders: Sequence[int]
    """Numbers of some of the articles."""

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
        self._here = frozenset(numbers)
        self._elsewhere = elsewhere
        self._others = None if others is None else frozenset(others)
        count = min(SAMPLE, len(numbers))
        self.sample = [numbers[at * len(numbers) // count] for at in range(count)]
        """The articles that are read: all, or as many evenly spread."""

    def best(self, limit: int, without: Collection[str] = ()) -> list[Keyword]:
        """The `limit` most telling, but for those made of the words `without`, and for names and
        parts of names that say no more than one that is told."""
        holders, times = self._found()
        known = {*without}
        wanted = max(limit, USUAL)
        likely = self._likely(holders, times, POOL * wanted)
        fresh = [key for key in likely if not known.issuperset(key.split())]
        ranked = sorted(self._counted(fresh, holders, times), key=lambda one: one.rank)
        weighing = [one for one in ranked if one.weight or " " in one.key]
        chosen = _apart(weighing or ranked, wanted)
        if not self._elsewhere:
            chosen.sort(key=lambda one: -one.articles)
        told = chosen[:limit]
        return [
            Keyword(printed, one.articles, one.elsewhere, round(one.weight, 2))
            for one, printed in zip(told, self._printed(told), strict=True)
        ]

    def _found(self) -> tuple[Counter[str], Counter[str]]:
        """Term → in how many of the articles that are read it stands, and how often; without those
        of one article alone where others are in several."""
        holders: Counter[str] = Counter()
        times: Counter[str] = Counter()
        for _, headline, text in self._index.counting.texts(self.sample, LEAD):
            said = words(f"{headline}\n{text}")
            said += names(text)  # headlines may have capitals throughout
            times.update(said)
            holders.update({*said})
        held = {key: count for key, count in holders.items() if " " in key or tells(key)}
        several = {key: count for key, count in held.items() if count > 1}
        return Counter(several or held), times

    def _likely(self, holders: Counter[str], times: Counter[str], count: int) -> list[str]:
        """Single words by what the vocabulary says of them, and names by how common they are."""
        share = len(self._here) / (len(self.sample) or 1)
        single = [key for key in holders if " " not in key]
        archive = self._index.vocabulary.counts(single) if self._elsewhere else {}

        def guess(word: str) -> tuple[float, int, int, str]:
            here = round(holders[word] * share)
            there = max(0, archive.get(word, 0) - here)
            weight = self._weight(here, there, holders[word], times[word])
            return -weight, -here, -times[word], word

        best = sorted(single, key=guess)[:count]
        named = [key for key in holders if " " in key]
        named.sort(key=lambda key: (-holders[key], -times[key], -len(key), key))
        return best + named[: 2 * count - len(best)]

    def _weight(self, here: int, there: int, holders: int, times: int) -> float:
        if self._elsewhere:
            return g_squared(here, len(self._here), there, self._elsewhere)
        return burst(holders, times, len(self.sample))

    def _counted(
        self, keys: Iterable[str], holders: Counter[str], times: Counter[str]
    ) -> Iterator[_Candidate]:
        """The terms with their counts in all articles, without those that tell nothing."""
        runs = {key: Run(tuple(key.split())) for key in keys}
        for key, found in zip(runs, self._index.matching.each(runs.values()), strict=True):
            some = [number for number in found if number in self._here]
            here, there = len(some), len(found) - len(some)
            if self._others is not None:
                there = len(self._others.intersection(found))
            weight = self._weight(here, there, holders[key], times[key])
            if weight or not self._elsewhere:
                yield _Candidate(key, here, there, times[key], weight, some[:SPELLINGS])

    def _printed(self, terms: Sequence[_Candidate]) -> list[str]:
        """The terms as articles print them most often, where their capitals are their own."""
        holders = {number for term in terms for number in term.holders}
        texts = {
            number: f"{text}\n{headline}"
            for number, headline, text in self._index.counting.texts(holders, LEAD)
        }
        return [
            _printed(term.key, (texts[number] for number in term.holders if number in texts))
            for term in terms
        ]


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
    placed = [*spans(text)]
    folded = [word for _, _, word in placed]
    for at in range(len(folded) - len(key) + 1):
        if folded[at] == key[0] and folded[at : at + len(key)] == key:
            start, end = placed[at][0], placed[at + len(key) - 1][1]
            before = text[max(0, start - 10) : start].rstrip(" \"'“‘’«„(–—-")
            opens = not before or before[-1] in ".!?:…\n"
            beside = placed[max(0, at - 1) : at] + placed[at + len(key) : at + len(key) + 1]
            named = len(key) == 1 and any(text[first].isupper() for first, _, _ in beside)
            yield text[start:end], not (text[start].isupper() and (opens or named))


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
