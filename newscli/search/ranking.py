"""Which articles answer a query best.

The index finds a pool of articles; here each is scored by its text: BM25 over weighted fields for
each word, in the form that serves best, times what repairs take off and what headlines add.  An
article that has every word as typed stands before all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import exp, log
from typing import NamedTuple

from newscli.index import Index
from newscli.index.sought import EVERY, Sought, any_of
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan, all_as_typed, all_wanted
from newscli.search.marks import Finder

POOL = 50
"""Articles that are scored at the least: 5 ms.  With 100, one query in 500 of those measured does
better."""
POOL_OF_MANY = 100  # the same for more words or alternatives than a short query has

# BM25 (Robertson and Zaragoza 2009), with weights for fields as in BM25F.
WEIGHTS = {"headline": 4.0, "caption": 2.0, "body": 1.0}
SATURATION = 2.0  # k1
LENGTH = 0.75  # b

INFLECTIONS = 0.4  # weight of a word's other inflections in its term frequency
LIKELIHOOD = 1.2  # what one edit takes off the logarithm of the score
IN_HEADLINE = 0.8  # what a headline with all of the words adds to it; with half, a sixteenth

DOUBTFUL = 1.0
"""Edits by which a repair may be dearer than the one in the best answer."""

DOUBTED = 2.5
"""Edits that a query may need in all where words that the archive has are taken for slips; beyond,
articles with most of the words answer it better."""

MOST_LEFT_OUT = 2  # words of a query that an article may lack and still be shown


class Part(NamedTuple):
    """What one group of the query contributes to an article's score."""

    choice: Choice
    """The form that served."""
    value: float
    """BM25."""
    matches: int
    """How often any form stands there."""


class Scored(NamedTuple):
    """An article and how good an answer it is."""

    number: int
    score: float
    exact: bool
    """Whether every word is there as typed."""
    parts: tuple[Part | None, ...]
    """One for each group of the plan; None for what is missing."""
    cover: float
    """Share of the groups that are in the headline, 0 to 1."""
    missing: int
    """How many groups that are wanted it does not have."""

    @property
    def edits(self) -> float:
        """What all the forms that served cost."""
        return sum(part.choice.cost for part in self.parts if part)


class Ranking(NamedTuple):
    """The articles found, the best first."""

    scored: list[Scored]
    total: int
    groups: tuple[Group, ...]
    """Those of the plan, without the repairs that turned out to be too unlikely."""
    sought: Sought = EVERY
    """What all of them match, those not scored included."""
    approximate: bool = False


class Scorer:
    """Scores articles for the groups of a plan."""

    def __init__(self, plan: Plan, articles: int, mean_words: float) -> None:
        self._plan = plan
        self._articles = articles
        self._mean_words = mean_words or 1.0
        self._finder = Finder(plan.groups)

    def scored(self, number: int, headline: str, captions: str, body: str) -> Scored:
        """The article with this text, scored."""
        found: list[dict[Choice, float]] = [{} for _ in self._plan.groups]
        counts = [0] * len(found)
        in_headline: set[int] = set()
        length = 0
        for field, text in (("headline", headline), ("caption", captions), ("body", body)):
            run = self._finder.words(text)
            length += len(run)
            weight = WEIGHTS[field]
            for _, _, group, choice in self._finder.found(run, field):
                found[group][choice] = found[group].get(choice, 0.0) + weight
                counts[group] += 1
                if field == "headline":
                    in_headline.add(group)
        norm = SATURATION * (1 - LENGTH + LENGTH * length / self._mean_words)
        parts = [
            self._part(group, frequencies, norm, count)
            for group, frequencies, count in zip(self._plan.groups, found, counts, strict=True)
        ]
        groups = len(parts) + len(self._plan.without)
        cover = len(in_headline) / groups if groups else 0.0  # filters alone have no words
        missing = sum(
            part is None and group.is_wanted
            for group, part in zip(self._plan.groups, parts, strict=True)
        )
        return Scored(
            number,
            self._score(parts, cover),
            len(parts) == groups
            and not missing
            and all(part.choice.is_exact for part in parts if part),
            tuple(parts),
            cover,
            missing,
        )

    def _score(self, parts: Sequence[Part | None], cover: float) -> float:
        """One number for all parts: where all words are wanted, a doubtful one makes the whole
        doubtful; in a text, which has many, only itself."""
        total = cost = 0.0
        for group, part in zip(self._plan.groups, parts, strict=True):
            if part is None:
                continue
            if self._plan.is_text:
                total += group.times * part.value * exp(-LIKELIHOOD * part.choice.cost)
            else:
                total += part.value
                cost += part.choice.cost
        return total * exp(IN_HEADLINE * cover**4 - LIKELIHOOD * cost)

    def _part(
        self, group: Group, frequencies: dict[Choice, float], norm: float, matches: int
    ) -> Part | None:
        """What a group's forms are worth, of which an article has these term frequencies: those of
        one term the better of word and repair; those of alternatives their sum, each as often as
        it was typed."""
        if not frequencies:
            return None
        best: dict[object, tuple[float, float, Choice]] = {}
        families: dict[object, tuple[float, int, Choice]] = {}
        for choice, frequency in frequencies.items():
            if choice.kind == "repaired":
                self._keep(best, choice, self._bm25(frequency, choice.articles, norm))
                continue
            share = 1.0 if choice.is_exact else INFLECTIONS
            total, articles, first = families.get(choice.term, (0.0, 0, choice))
            families[choice.term] = (
                total + share * frequency,
                max(articles, choice.articles),
                min(first, choice, key=lambda c: c.cost),
            )
        for total, articles, choice in families.values():
            self._keep(best, choice, self._bm25(total, articles, norm))
        values = sorted(best.values(), key=lambda kept: -kept[0])
        total = sum(value * group.terms.count(choice.term) for _, value, choice in values)
        return Part(values[0][2], total, matches)

    @staticmethod
    def _keep(
        best: dict[object, tuple[float, float, Choice]], choice: Choice, value: float
    ) -> None:
        likely = value * exp(-LIKELIHOOD * choice.cost)
        if choice.term not in best or likely > best[choice.term][0]:
            best[choice.term] = (likely, value, choice)

    def _bm25(self, frequency: float, articles: int, norm: float) -> float:
        rarity = log(1 + (self._articles - articles + 0.5) / (articles + 0.5))
        return rarity * frequency * (SATURATION + 1) / (frequency + norm)


def ranking(index: Index, plan: Plan, wanted: int) -> Ranking:
    """At least the best `wanted` articles, if there are so many."""
    if not plan.groups:
        total = 0 if plan.without else index.matching.count(EVERY, plan.selection)
        return Ranking([], total, ())
    return _Search(index, plan, wanted).ranking()


def listed(
    index: Index, plan: Plan, ranked: Ranking, order: str, limit: int, offset: int
) -> list[Scored]:
    """All that a ranking found, in another order: so many articles, from a place on."""
    if not ranked.total:
        return []
    numbers = index.matching.numbers(ranked.sought, plan.selection, order, limit, offset)
    scorer = Scorer(plan, *index.matching.extent())
    scored = {
        number: scorer.scored(number, *texts) for number, *texts in index.matching.texts(numbers)
    }
    return [scored[number] for number in numbers if number in scored]


class _Search:
    """One search: what is looked for, and what has been found."""

    def __init__(self, index: Index, plan: Plan, wanted: int) -> None:
        self._index = index
        self._matching = index.matching
        self._plan = plan
        self._wanted = wanted
        self._found: dict[int, Scored] = {}
        self._is_approximate = False
        self._scorer = Scorer(plan, *index.matching.extent())
        terms = sum(len(group.terms) for group in plan.groups)
        self._pool = POOL if terms <= SHORT_QUERY else POOL_OF_MANY

    def ranking(self) -> Ranking:
        """All that was found, the best first."""
        plan = self._plan
        if plan.is_text:
            sought = any_of(group.sought for group in plan.groups)
            self._find(sought)
            return self._ranking(sought, plan.groups)
        if not plan.without:
            if typed := all_as_typed(plan.groups):
                self._find(typed)
            if len(self._found) < self._wanted:
                self._find(all_wanted(plan.groups))
            if plan.doubts:
                self._keep(one for one in self._found.values() if one.edits <= DOUBTED)
            if self._found:
                return self._without_doubtful()
        for sought in self._with_most():
            self._find(sought)
            if self._found:
                return self._ranking(sought, plan.groups)
        self._expect_words()
        return Ranking([], 0, plan.groups)

    def _expect_words(self) -> None:
        """Nothing was found: make sure that it is not for damage to the index."""
        groups = (group.choices for group in self._plan.groups)
        anywhere = [
            choice.sought
            for choices in groups
            for choice in choices
            if not choice.term.field and choice.term.kind != "near"
        ]
        if anywhere:
            self._index.expect(any_of(anywhere), match=True)

    def _find(self, sought: Sought) -> None:
        """Score the best matches of what is sought."""
        numbers, is_approximate = self._matching.best(
            sought, self._plan.selection, max(self._pool, self._wanted)
        )
        self._is_approximate |= is_approximate
        for number, *texts in self._matching.texts(set(numbers) - self._found.keys()):
            self._found[number] = self._scorer.scored(number, *texts)

    def _keep(self, scored: Iterable[Scored]) -> None:
        self._found = {one.number: one for one in scored}

    def _ranking(self, sought: Sought, groups: tuple[Group, ...]) -> Ranking:
        """What was found, in order: `sought` is what all of it matches."""
        scored = sorted(
            self._found.values(),
            key=lambda one: (
                not one.exact,
                0 if self._plan.is_text else one.missing,
                -one.score,
                one.number,
            ),
        )
        total = self._matching.count(sought, self._plan.selection)
        return Ranking(scored, total, groups, sought, self._is_approximate)

    def _without_doubtful(self) -> Ranking:
        """What was found but for articles that hang on a repair far less likely than the best's."""
        best = self._ranking(EVERY, self._plan.groups).scored[0]
        groups = tuple(
            group._replace(choices=tuple(_likely(group.choices, part)))
            if group.is_wanted
            else group
            for group, part in zip(self._plan.groups, best.parts, strict=True)
        )
        likely = [
            {*group.choices, None} if not group.is_wanted else {*group.choices} for group in groups
        ]
        sought = all_wanted(groups)
        for _ in range(2):
            self._keep(
                one
                for one in self._found.values()
                if all(
                    (part and part.choice) in able
                    for part, able in zip(one.parts, likely, strict=True)
                )
            )
            if len(self._found) >= self._wanted:
                break
            self._find(sought)
        return self._ranking(sought, groups)

    def _with_most(self) -> Iterator[Sought]:
        """What articles with ever fewer of the words match."""
        groups, left_out = self._plan.wanted, len(self._plan.without)
        for less in range(0 if left_out else 1, min(MOST_LEFT_OUT, len(groups) - 1) + 1):
            some = combinations(groups, len(groups) - less)
            yield any_of(all_wanted(one) for one in some)
        if len(groups) > 1 + MOST_LEFT_OUT:
            yield any_of(group.sought for group in groups)


def _likely(choices: Iterable[Choice], best: Part | None) -> Iterator[Choice]:
    """Those of the choices that are about as likely as the one in the best answer."""
    dearest = (best.choice.cost if best else 0.0) + DOUBTFUL
    return (c for c in choices if c.kind != "repaired" or c.cost <= dearest)
