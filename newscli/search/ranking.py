"""Which articles answer a query best.

The index finds a pool of articles, and `scoring` scores each by its text: one that has every word
as typed stands before all others, and those for which one may be a slip stand below all.

Two things can be meant.  Who recalls an article has it among the first that have all the words; who
seeks a subject is served better by `relevance`.  So the first places are the former's, and the
others the latter's: where articles with all the words do not fill the page, one with a part of them
may be ahead.  Who recalls an article may also have a word wrong, or ask in words that say nothing
of it: where nothing has all of three words or more, the first are those for which most is said
(`Scorer.in_part`), and of four and more, what has a part of them stands before what has all if far
more is said for it.
By relevance alone is a text answered, which has too many words to ask for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from newscli.index.matching import Best
from newscli.index.sought import EVERY, Sought, all_of, any_of
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan, all_as_typed, all_wanted
from newscli.search.marks import FieldWords
from newscli.search.plan import slips_of
from newscli.search.relevance import Relevance
from newscli.search.scoring import GroupScore, Scored, Scorer
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

POOL = 50
"""Articles that are scored at the least: 5 ms.  With 100, one query in 500 of those measured does
better."""
POOL_OF_MANY = 200  # the same for more words or alternatives than a short query has
POOL_OF_FILL = 100  # the same of what fills the page: for short queries, 200 bring no better ones

DOUBTFUL = 1.0
"""Edits by which a repair may be dearer than the one in the best answer."""

DOUBTED = 2.5
"""Edits that a query may need in all where words that the archive has are taken for slips; beyond,
articles with most of the words answer it better."""

RECALLED = 3
"""First places for what has all the words.  Of the articles that people recall, and that are found
at all, hardly one of those measured stands behind them."""

FEWEST = 3
"""Words of which one may be wrong where an article is recalled; of two, one would be half of all
that is said."""

FEWEST_DOUBTED = 4
"""The same where articles have all of them: of three that are together somewhere, few are wrong."""

SURPLUS = 1.25
"""Times as much that has to be said for an article with a part of the words as for one with all:
that these are together is no chance.  With less, known items were lost that are typed right."""

JUDGED = 50
"""Articles with all the words that are judged by relevance where they fill the page: all places
but the first, whichever page is asked for."""

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


def ranking(
    index: Holdings,
    plan: Plan,
    wanted: int,
    *,
    filled: bool,
    beside: Iterable[tuple[Sought, int]] = (),
) -> Ranking:
    """At least the best `wanted` articles, if there are so many; `filled` up with others.  What is
    asked `beside` (`Matches.ahead`) comes to be known with them."""
    most = 0 if plan.doubts or plan.without else wanted  # as it is open what there is of these
    expected = _expected(index, plan, wanted, filled=filled)
    index.matching.ahead(expected, plan.selection, most, beside)
    if not plan.groups:
        total = 0 if plan.without else index.matching.count(EVERY, plan.selection)
        return Ranking([], total, ())
    found = _found(index, plan, wanted, filled=filled)
    if not found.scored:
        return found
    total = found.total or index.matching.count(found.sought, plan.selection)
    return found._replace(total=total)


def _found(index: Holdings, plan: Plan, wanted: int, *, filled: bool) -> Ranking:
    """The ranking, of which only what is known by the way has been counted."""
    search = _Search(index, plan, wanted)
    found = search.ranking()
    if not filled or not found.scored or plan.is_text:
        return found
    is_full = len(found.scored) >= wanted
    if plan.is_of_words and len(plan.wanted) > 1:
        if is_full and found.has_all:
            return _judged_anew(index, plan, found, search.words)
        return _filled(search, found, wanted)
    if not is_full and (slips := slips_of(index, plan)):
        return _with_slips(found, _Search(index, slips, wanted).ranking())
    return found


def _expected(
    index: Holdings, plan: Plan, wanted: int, *, filled: bool
) -> Iterator[tuple[Sought, int]]:
    """What will be asked for a ranking, as far as that can be told, and how many of each."""
    pool = max(_pool(plan), wanted)
    if plan.is_text:
        yield _any_wanted(plan), max(POOL_OF_MANY, wanted)
        return
    if plan.groups and not plan.without:
        if typed := all_as_typed(plan.groups):
            yield typed, pool
        yield all_wanted(plan.groups), pool
    if filled and plan.is_of_words and len(plan.wanted) > 1:
        yield _any_wanted(plan), POOL_OF_FILL
    elif filled and (slips := slips_of(index, plan)):
        yield all_wanted(slips.groups), pool
    if plan.without or plan.doubts:
        yield from ((sought, pool) for sought in _with_most(plan))


def _with_slips(found: Ranking, slips: Ranking) -> Ranking:
    """A ranking with another below it: of what the word that was typed may be a slip for."""
    held = {one.number for one in found.scored}
    (group,), (others,) = found.groups, slips.groups
    rest = tuple(one._replace(fits=False) for one in slips.scored if one.number not in held)
    return found._replace(
        groups=(group._replace(choices=(*group.choices, *others.choices)),),
        first=(*found.scored, *rest),
        rest=rest,
    )


def _judged_anew(
    index: Holdings, plan: Plan, found: Ranking, words: Mapping[int, FieldWords]
) -> Ranking:
    """A ranking whose first places stay, and whose others are by relevance; but what needs a repair
    stays below what does not."""
    relevance = Relevance(index, plan)
    for one in found.scored[:JUDGED]:
        relevance.read(one.number, words[one.number])
    relevance.widen()
    judged = {one.number: one for one in relevance.judged()}
    others = [judged[one.number] for one in found.scored[RECALLED:JUDGED]]
    others.sort(key=lambda one: (one.is_repaired, -one.score, one.number))
    first, last = found.scored[:RECALLED], found.scored[JUDGED:]
    return found._replace(scored=[*first, *others, *last], added=_shown(relevance))


def _filled(search: _Search, found: Ranking, wanted: int) -> Ranking:
    """A ranking filled up to `wanted` with articles that have a part of the words; by relevance
    like these are all others but the first."""
    held = {one.number for one in found.scored}
    known = [*held] if found.has_all else []
    relevant = _by_relevance(search, POOL_OF_FILL, known)
    first = found.scored[:RECALLED] if known else []
    # what has a repair for a word that the archive has not tells that it is a slip, and not wrong
    are_slips = any(one.is_repaired for one in first) and not search.plan.doubts
    fewest = FEWEST_DOUBTED if first else FEWEST
    if len(search.plan.wanted) >= fewest and not are_slips:
        able = (search.in_part(one.number) for one in relevant.scored)
        partly = [one._replace(fits=one.number in held) for one in able if one.missing]
        partly.sort(key=lambda one: (-one.score, one.number))
        first = [*_recalled(search, first, partly[:RECALLED])]
    placed = {one.number for one in first}
    every = [*first, *(one for one in relevant.scored if one.number not in placed)]
    rest = [one._replace(fits=False) for one in every if one.number not in held]
    rest = rest[: wanted - len(held)] if known else rest
    kept = held.union(one.number for one in rest)
    return found._replace(
        scored=[one for one in every if one.number in held],
        first=tuple(one for one in first if one.number in kept),
        rest=tuple(rest),
        added=relevant.added,
        approximate=found.approximate or relevant.approximate,
    )


def _recalled(
    search: _Search, first: Sequence[Scored], partly: Sequence[Scored]
) -> Iterator[Scored]:
    """The first of what has all of the words, each behind that with a part of them for which far
    more is said than for it and all that follow; of nothing that has all, what has a part."""
    ahead = 0
    for i, one in enumerate(first):
        most = SURPLUS * max(search.in_part(other.number).score for other in first[i:])
        while ahead < len(partly) and partly[ahead].score > most:
            yield partly[ahead]
            ahead += 1
        yield one
    if not first:
        yield from partly


def _by_relevance(search: _Search, pool: int, known: Iterable[int] = ()) -> Ranking:
    """The best of all that has any of the words, and those that are `known`."""
    plan, matching = search.plan, search.index.matching
    sought = _any_wanted(plan)
    relevance = Relevance(search.index, plan)
    is_approximate = False

    def read(numbers: Iterable[int]) -> None:
        new = {*numbers} - relevance.numbers
        search.read(new)
        for number in new & search.words.keys():
            relevance.read(number, search.words[number])

    def find(sought: Sought) -> None:
        nonlocal is_approximate
        best = matching.best(sought, plan.selection, pool)
        is_approximate |= best.is_rough
        read(best.numbers)

    read(known)
    find(sought)
    if plan.is_of_words:
        relevance.widen()
        find(all_of((sought, relevance.sought_of_added)))
    scored = sorted(relevance.judged(), key=lambda one: (-one.score, one.number))
    return Ranking(scored, 0, plan.groups, sought, is_approximate, added=_shown(relevance))


def _shown(relevance: Relevance) -> tuple[str, ...]:
    """The words that a query was widened by."""
    return tuple(next(iter(one.forms)) for one in relevance.added)


def _any_wanted(plan: Plan) -> Sought:
    """Any of the words that an article has to have."""
    return any_of(group.sought for group in plan.wanted)


def _pool(plan: Plan) -> int:
    """How many articles are scored at the least."""
    terms = sum(len(group.terms) for group in plan.groups)
    return POOL if terms <= SHORT_QUERY else POOL_OF_MANY


def listed(
    index: Holdings, plan: Plan, ranked: Ranking, order: str, limit: int, offset: int
) -> list[Scored]:
    """All that a ranking found, in another order: so many articles, from a place on."""
    if not ranked.total:
        return []
    numbers = index.matching.numbers(ranked.sought, plan.selection, order, limit, offset)
    scorer = Scorer(plan, *index.matching.extent())
    scored = {
        number: scorer.scored(number, scorer.words(*texts), texts)
        for number, *texts in index.matching.texts(numbers)
    }
    return [scored[number] for number in numbers if number in scored]


class _Search:
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
        self._limit = max(_pool(plan), wanted)  # of what is asked at a time

    def ranking(self) -> Ranking:
        """All that was found, the best first."""
        plan = self.plan
        if plan.is_text:
            return _by_relevance(self, max(POOL_OF_MANY, self._wanted))
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
        for sought in _with_most(plan):
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


def _with_most(plan: Plan) -> Iterator[Sought]:
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
