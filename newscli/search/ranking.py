"""Which articles answer a query best.

The index finds a pool of articles, and `scoring` scores each by its text.  An article that has
every word as typed stands before all others; those for which one may be a slip stand below all.
A question, which has many words, is answered by all that has something of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from newscli.index import Index
from newscli.index.sought import EVERY, Run, Sought, all_of, any_of
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan, all_as_typed, all_wanted
from newscli.search.plan import slips_of
from newscli.search.scoring import Part, Scored, Scorer
from newscli.search.widening import BEST, widened

POOL = 50
"""Articles that are scored at the least: 5 ms.  With 100, one query in 500 of those measured does
better."""
POOL_OF_MANY = 200  # the same for more words or alternatives than a short query has

DOUBTFUL = 1.0
"""Edits by which a repair may be dearer than the one in the best answer."""

DOUBTED = 2.5
"""Edits that a query may need in all where words that the archive has are taken for slips; beyond,
articles with most of the words answer it better."""

MOST_LEFT_OUT = 2  # words of a query that an article may lack and still be shown


class Ranking(NamedTuple):
    """The articles found, the best first."""

    scored: list[Scored]
    total: int
    groups: tuple[Group, ...]
    """Those of the plan, without the repairs that turned out to be too unlikely."""
    sought: Sought = EVERY
    """What all of them match, those not scored included."""
    approximate: bool = False
    rest: tuple[Scored, ...] = ()
    """What does not match, but has words for which the one that was typed may be a slip."""
    added: tuple[str, ...] = ()
    """Words that a question was widened by."""


def ranking(index: Index, plan: Plan, wanted: int) -> Ranking:
    """At least the best `wanted` articles, if there are so many."""
    if not plan.groups:
        total = 0 if plan.without else index.matching.count(EVERY, plan.selection)
        return Ranking([], total, ())
    found = _Search(index, plan, wanted).ranking()
    if 0 < len(found.scored) < wanted and (slips := slips_of(index, plan)):
        return _with_slips(found, _Search(index, slips, wanted).ranking())
    return found


def _with_slips(found: Ranking, slips: Ranking) -> Ranking:
    """A ranking with another below it: of what the word that was typed may be a slip for."""
    held = {one.number for one in found.scored}
    (group,), (others,) = found.groups, slips.groups
    return found._replace(
        groups=(group._replace(choices=(*group.choices, *others.choices)),),
        rest=tuple(one for one in slips.scored if one.number not in held),
    )


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
        if plan.is_question:
            return self._question()
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

    def _question(self) -> Ranking:
        """All that has something of a question, by what it has of it and of the best answers."""
        plan = self._plan
        sought = any_of(group.sought for group in plan.groups)
        self._find(sought)
        best = sorted(self._found.values(), key=lambda one: (-one.score, one.number))
        asked = sum(group.times * len(group.terms) for group in plan.groups)
        read = self._scorer.read
        first = [(one.score, read[one.number]) for one in best[:BEST]]
        added = [*widened(self._index.vocabulary, first, asked)]
        if added:
            forms = any_of(Run((form,)) for one in added for form in one.forms)
            self._find(all_of((sought, forms)))
        self._keep(
            one._replace(score=one.score + self._scorer.widened(read[one.number], added))
            for one in self._found.values()
        )
        ranked = self._ranking(sought, plan.groups)
        return ranked._replace(added=tuple(one.word for one in added))

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
                not (one.exact or self._plan.is_question),
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
