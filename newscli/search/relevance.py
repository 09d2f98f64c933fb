"""How much an article has to do with what a query is about, though it has only a part of its words.

BM25F of the words' stems and, for a share, of the forms that were typed.  The query is widened by
the words of the articles that answer it best: relevance models (Lavrenko and Croft 2001), as RM3
mixes them with the query (Abdul-Jaleel et al. 2004).  What these have in common says more of what
it is about than the few words that it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, filterfalse, repeat
from math import exp
from typing import TYPE_CHECKING

from newscli.index.matching import Selection
from newscli.index.sought import Run, Sought, any_of
from newscli.search.choices import Choice, Group, Plan
from newscli.search.grammar import Term
from newscli.search.marks import FieldWords, Finder
from newscli.search.scoring import LIKELIHOOD, GroupScore, Scored, missing_of, rarity
from newscli.text.function_words import FUNCTION_WORDS
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

# Values that are usual for BM25.
SATURATION = 1.2  # k1
LENGTH = 0.75  # b
WEIGHTS = {"headline": 2.0, "caption": 1.0, "body": 1.0}  # of frequency and length, as in BM25F
WRITTEN = 0.25  # share of the form as typed, which parts known items from others

BEST = 5  # articles that are taken as what is meant, and at most …
PART = 10  # … one in so many of those with a word: what most have in common tells nothing
LEAST = 2  # of these that have a word: what one alone has is its own
ADDED = 20  # words that are added
SHARE = 0.4  # of the added words in the whole
SHORTEST = 3  # letters; shorter ones are initials and figures
EVERYTHING = Selection()


class HeldWords(NamedTuple):
    """What an article has."""

    words: Mapping[str, int]
    """All of its words, and how often."""
    length: float
    """In words, those of a field as often as it counts."""
    parts: tuple[GroupScore | None, ...]


class Added(NamedTuple):
    """A stem that a query is widened by."""

    weight: float
    """Times the relevance that a word of the query would have."""
    forms: Mapping[str, int]
    """Its words, and how many articles have each; the one that tells most first."""
    articles: int
    """How many have any of these."""


class Relevance:
    """Judges articles for the groups of a plan."""

    def __init__(self, index: Holdings, plan: Plan) -> None:
        self._index = index
        self._plan = plan
        self._articles, mean_words = index.matching.extent()
        self._mean_words = mean_words or 1.0
        self._finder = Finder(plan.groups)
        self._single: dict[str, list[tuple[int, Choice]]] = {}
        several = []
        for i, group in enumerate(plan.groups):
            for choice in filter(_is_single, group.choices):
                self._single.setdefault(choice.words[0], []).append((i, choice))
            others = filterfalse(_is_single, group.choices)
            several.append(group._replace(choices=tuple(others)))
        self._several = Finder(several) if any(group.choices for group in several) else None
        self._read: dict[int, HeldWords] = {}
        self._families = [
            [self._family(group, term) for term in dict.fromkeys(group.terms)]
            for group in plan.groups
        ]
        self.added: tuple[Added, ...] = ()
        """What the query is widened by."""

    @property
    def sought_of_added(self) -> Sought:
        """Any word that the query is widened by."""
        return any_of(Run((form,)) for one in self.added for form in one.forms)

    def words(self, headline: str, captions: str, body: str) -> FieldWords:
        """The words of an article with this text."""
        return self._finder.words_of(headline, captions, body)

    def read(self, number: int, fields: FieldWords) -> None:
        """Judge the article with these words."""
        found: list[dict[Choice, float]] = [{} for _ in self._plan.groups]
        counts = [0] * len(found)
        words = Counter(chain.from_iterable(run for _, run in fields))
        there = [*filter(words.__contains__, self._single)]
        length = 0.0
        for field, run in fields:
            weight = WEIGHTS[field]
            length += weight * len(run)
            for word in there:
                times = run.count(word)
                for group, choice in self._single[word] if times else ():
                    found[group][choice] = found[group].get(choice, 0.0) + weight * times
                    counts[group] += times
            for _, _, group, choice in self._several.found(run, field) if self._several else ():
                found[group][choice] = found[group].get(choice, 0.0) + weight
                counts[group] += 1
        norm = self._norm(length)
        parts = tuple(
            self._part(i, frequencies, norm, counts[i]) for i, frequencies in enumerate(found)
        )
        self._read[number] = HeldWords(words, length or 1, parts)

    @property
    def numbers(self) -> set[int]:
        """The articles that were judged."""
        return {*self._read}

    def widen(self) -> None:
        """Take the words that the best articles have in common as asked for, too."""
        most = min(BEST, len(self._read) // PART)
        best = sorted(self.judged(), key=lambda one: (-one.score, one.number))[:most]
        asked = sum(group.times * len(group.terms) for group in self._plan.groups)
        self.added = tuple(
            self._common([(one.score, self._read[one.number]) for one in best], asked)
        )

    def judged(self) -> list[Scored]:
        """All articles that were read, and how relevant they are."""
        return [self._judged(number, reading) for number, reading in self._read.items()]

    def _judged(self, number: int, reading: HeldWords) -> Scored:
        both = zip(self._plan.groups, reading.parts, strict=True)
        asked = sum(group.times * part.value for group, part in both if part)
        # An article that owes more to added words than to the query's own answers another question.
        widened = min(self._widened(reading), asked)
        missing = missing_of(self._plan, reading.parts)
        return Scored(
            number, asked + widened, False, reading.parts, 0.0, missing, widened, is_known=False
        )

    def _widened(self, reading: HeldWords) -> float:
        """What the added words add."""
        norm, times = self._norm(reading.length), reading.words.get
        frequencies = [sum(map(times, one.forms, repeat(0))) for one in self.added]
        return sum(
            one.weight * self._bm25(frequency, one.articles, norm)
            for one, frequency in zip(self.added, frequencies, strict=True)
        )

    def _common(self, best: Sequence[tuple[float, HeldWords]], asked: int) -> Iterable[Added]:
        """The stems that tell the best articles, given with their scores, from all others."""
        whole = sum(score for score, _ in best) or 1.0
        least = min(LEAST, len(best))
        likely: dict[str, float] = {}
        holders: dict[str, set[int]] = {}
        for i, (score, reading) in enumerate(best):
            for word, count in reading.words.items():
                if word.isalpha() and len(word) >= SHORTEST and word not in FUNCTION_WORDS:
                    chance = score / whole * count / reading.length
                    likely[word] = likely.get(word, 0.0) + chance
                    holders.setdefault(word, set()).add(i)
        vocabulary = self._index.vocabulary
        counts = vocabulary.counts(likely)
        telling = {
            word: likely[word] * rarity(articles, self._articles)
            for word, articles in counts.items()
        }
        stems: dict[str, tuple[float, dict[str, int]]] = {}
        taken: set[str] = set()
        for word in sorted(telling, key=lambda word: (-telling[word], word))[: 3 * ADDED]:
            if word in taken:
                continue
            forms = {word: counts[word], **vocabulary.inflections(word)}
            taken.update(forms)
            held = {i for form in forms for i in holders.get(form, ())}
            if len(held) >= least:
                stems[word] = (sum(telling.get(form, 0.0) for form in forms), forms)
        top = sorted(stems.values(), key=lambda one: -one[0])[:ADDED]
        mass = sum(value for value, _ in top) or 1.0
        for value, forms in top:
            weight = SHARE / (1 - SHARE) * asked * value / mass
            yield Added(weight, forms, self._union(forms.values()))

    def _family(self, group: Group, term: Term) -> tuple[Term, int, int]:
        """A term, how many articles have any form of it, and how many have it as typed."""
        forms = [c for c in group.choices if c.term == term and c.kind != "repaired"]
        typed = max((c.articles for c in forms if c.is_exact), default=0)
        return term, self._union(c.articles for c in forms), typed

    def _part(
        self, i: int, frequencies: Mapping[Choice, float], norm: float, matches: int
    ) -> GroupScore | None:
        """What a group is worth of whose forms an article has these term frequencies: of each term
        the stem and, for a share, the form as typed, or a repair."""
        if not frequencies:
            return None
        total = 0.0
        for term, articles, typed in self._families[i]:
            own = {c: frequency for c, frequency in frequencies.items() if c.term == term}
            stem = sum(f for choice, f in own.items() if choice.kind != "repaired")
            written = sum(f for choice, f in own.items() if choice.is_exact)
            value = self._bm25(stem, articles, norm) + WRITTEN * self._bm25(written, typed, norm)
            for choice, frequency in own.items():
                if choice.kind == "repaired":
                    likely = exp(-LIKELIHOOD * choice.cost)
                    value = max(value, likely * self._bm25(frequency, choice.articles, norm))
            total += value * self._plan.groups[i].terms.count(term)
        served = min(frequencies, key=lambda one: (one.cost, -frequencies[one], one.words))
        return GroupScore(served, total, matches)

    def _union(self, articles: Iterable[int]) -> int:
        """How many articles have one of several words, if these stand apart by chance."""
        without = 1.0
        for count in articles:
            without *= 1 - count / (self._articles or 1)
        return round(self._articles * (1 - without))

    def _norm(self, length: float) -> float:
        return SATURATION * (1 - LENGTH + LENGTH * length / self._mean_words)

    def _bm25(self, frequency: float, articles: int, norm: float) -> float:
        if not frequency:
            return 0.0
        return rarity(articles, self._articles) * frequency * (SATURATION + 1) / (frequency + norm)


def _is_single(choice: Choice) -> bool:
    """Whether it is one word, to be found anywhere: those are counted, which is faster."""
    term = choice.term
    return len(choice.words) == 1 and term.kind not in ("prefix", "near") and not term.field
