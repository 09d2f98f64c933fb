"""Which articles have all the words of a query, or most of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from newscli.index.matching import Best
from newscli.index.sought import EVERY, Sought, all_of, any_of
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan, all_as_typed, all_wanted
from newscli.search.marks import FieldWords
from newscli.search.scoring import GroupScore, Scored, Scorer
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

POOL = 50
"""Articles that are scored at the least: 5 ms.  With 100, one query in 500 of those measured does
better."""
POOL_OF_MANY = 200  # the same for more words or alternatives than a short query has

DOUBTFUL = 1.0
"""Edits by which a repair may be dearer than the one in the best answer."""

DOUBTED = 2.5
"""Edits that a query may need in all where words that the archive has are taken for slips; beyond,
articles with most of the words answer it better."""

SELDOM = 0.05  # share of the articles; function words in more of them tell nothing of one

MOST_LEFT_OUT = 2  # words of a query that an article may lack and still be shown


class Ranking(NamedTuple):
    """The articles found, the best first."""

    scored: list[Scored]
    total: int
    """How many match; 0 until they are counted."""
    groups: tuple[Group, ...]
    """Those of the plan, without the repairs that turned out to be too unlikely."""
    sought: Sought = EVERY
    """What all of them match, those not scored included."""
    approximate: bool = False
    first: tuple[Scored, ...] = ()
    """What may be recalled, which stands first on a page that is filled."""
    rest: tuple[Scored, ...] = ()
    """What does not match and fills the page: it has words for which the one that was typed may be
    a slip, or a part of those that were."""
    added: tuple[str, ...] = ()
    """Words that the query was widened by."""

    @property
    def page(self) -> list[Scored]:
        """All of it, the best first: what may be recalled, and all that is judged by relevance."""
        if not self.rest:
            return self.scored
        first = {one.number for one in self.first}
        others = (one for one in (*self.scored, *self.rest) if one.number not in first)
        return [*self.first, *sorted(others, key=lambda one: (-one.score, one.number))]

    @property
    def has_all(self) -> bool:
        """Whether what matches has all of the words."""
        return not any(one.missing for one in self.scored[:1])


def any_wanted(plan: Plan) -> Sought:
    """Any of the words that an article has to have."""
    return any_of(group.sought for group in plan.wanted)


def pool_of(plan: Plan) -> int:
    """How many articles are scored at the least."""
    terms = sum(len(group.terms) for group in plan.groups)
    return POOL if terms <= SHORT_QUERY else POOL_OF_MANY


class Searching:
    """One search: what is looked for, and what has been found."""

    def __init__(self, index: Holdings, plan: Plan, wanted: int) -> None:
        self.index = index
        self._matching = index.matching
        self.plan = plan
        self._wanted = wanted
        self._found: dict[int, Scored] = {}
        self._scored: dict[int, Scored] = {}  # these, and those that were dropped
        self.words: dict[int, FieldWords] = {}
        """Of each article that was read."""
        self._texts: dict[int, Sequence[str]] = {}
        self._best: dict[str, Best] = {}  # by repr: as tuples, All and Any are equal
        self._is_approximate = False
        self._scorer = Scorer(plan, *index.matching.extent())
        self._limit = max(pool_of(plan), wanted)  # of what is asked at a time

    def ranking(self) -> Ranking:
        """All that was found, the best first."""
        plan = self.plan
        if not plan.without:
            if typed := all_as_typed(plan.groups):
                if seldom := [*self._seldom()]:
                    self._find(all_of((typed, *seldom)))
                self._find(typed)
            if len(self._found) < self._wanted:
                self._find(all_wanted(plan.groups))
            if plan.doubts:
                self._keep(one for one in self._found.values() if one.edits <= DOUBTED)
            if self._found:
                return self._without_doubtful()
        for sought in with_most(plan):
            self._find(sought)
            if self._found:
                return self._ranking(sought, plan.groups)
        self._expect_words()
        return Ranking([], 0, plan.groups)

    def _seldom(self) -> Iterator[Sought]:
        """Function words that few articles have: those with them are looked at in any case."""
        articles, _ = self._matching.extent()
        for group in self.plan.groups if not self.plan.query.optional else ():
            exact = [choice for choice in group.choices if choice.is_exact]
            most = max((choice.articles for choice in exact), default=articles)
            if not group.is_wanted and most <= SELDOM * articles:
                yield any_of(choice.sought for choice in exact)

    def _expect_words(self) -> None:
        """Nothing was found: make sure that it is not for damage to the index."""
        groups = (group.choices for group in self.plan.groups)
        anywhere = [
            choice.sought
            for choices in groups
            for choice in choices
            if not choice.term.field and choice.term.kind != "near"
        ]
        if anywhere:
            self.index.expect(any_of(anywhere), match=True)

    def _find(self, sought: Sought) -> None:
        """Score the best matches of what is sought."""
        asked = repr(sought)
        if asked not in self._best:
            self._best[asked] = self._matching.best(sought, self.plan.selection, self._limit)
            self._is_approximate |= self._best[asked].is_rough
        best = self._best[asked].numbers
        self.read({*best} - self._scored.keys())
        self._found |= {number: self._score(number) for number in best if number in self.words}

    def read(self, numbers: Collection[int]) -> None:
        """Take in the words of articles."""
        if new := {*numbers} - self.words.keys():
            for number, *texts in self._matching.texts(new):
                self.words[number] = self._scorer.words(*texts)
                self._texts[number] = texts

    def _score(self, number: int) -> Scored:
        """How well an article that was read fits the words."""
        if number not in self._scored:
            words, texts = self.words[number], self._texts[number]
            self._scored[number] = self._scorer.scored(number, words, texts)
        return self._scored[number]

    def in_part(self, number: int) -> Scored:
        """An article that was read, judged as one that may lack words."""
        return self._scorer.in_part(self._score(number))

    def _has_all(self, sought: Sought) -> bool:
        """Whether what is sought was asked for, and all that match have been scored."""
        best = self._best.get(repr(sought))
        is_all = best is not None and len(best.numbers) < self._limit
        return is_all and not self._is_approximate

    def _keep(self, scored: Iterable[Scored]) -> None:
        self._found = {one.number: one for one in scored}

    def _ranking(self, sought: Sought, groups: tuple[Group, ...]) -> Ranking:
        """What was found, in order: `sought` is what all of it matches."""
        scored = sorted(
            self._found.values(), key=lambda one: (not one.exact, -one.worth, one.number)
        )
        best = self._best.get(repr(sought))
        total = best.total if best else None
        return Ranking(scored, total or 0, groups, sought, self._is_approximate)

    def _without_doubtful(self) -> Ranking:
        """What was found but for articles that hang on a repair far less likely than the best's."""
        best = self._ranking(EVERY, self.plan.groups).scored[0]
        groups = tuple(
            group._replace(choices=tuple(_likely(group.choices, part)))
            if group.is_wanted
            else group
            for group, part in zip(self.plan.groups, best.parts, strict=True)
        )
        likely = [
            {*group.choices, None} if not group.is_wanted else {*group.choices} for group in groups
        ]
        sought = all_wanted(groups)
        self._matching.ahead([(sought, 0)], self.plan.selection)
        if self._has_all(all_wanted(self.plan.groups)):
            self._keep(
                one
                for one in self._scored.values()
                if all(
                    not able.isdisjoint(part.forms if part else (None,))
                    for part, able in zip(one.parts, likely, strict=True)
                )
            )
            return self._ranking(sought, groups)
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
            self._matching.ahead([(sought, self._limit)], self.plan.selection)
            self._find(sought)
        return self._ranking(sought, groups)


def with_most(plan: Plan) -> Iterator[Sought]:
    """What articles with ever fewer of the words match."""
    groups, left_out = plan.wanted, len(plan.without)
    for less in range(0 if left_out else 1, min(MOST_LEFT_OUT, len(groups) - 1) + 1):
        some = combinations(groups, len(groups) - less)
        yield any_of(all_wanted(one) for one in some)
    if len(groups) > 1 + MOST_LEFT_OUT:
        yield any_of(group.sought for group in groups)


def _likely(choices: Iterable[Choice], best: GroupScore | None) -> Iterator[Choice]:
    """Those of the choices that are about as likely as the one in the best answer."""
    dearest = (best.choice.cost if best else 0.0) + DOUBTFUL
    return (c for c in choices if c.kind != "repaired" or c.cost <= dearest)
