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

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.index.sought import EVERY, Sought, all_of
from newscli.search.choices import Plan, all_as_typed, all_wanted
from newscli.search.plan import slips_of
from newscli.search.scoring import Scored, Scorer
from newscli.search.searching import (
    POOL_OF_MANY,
    Ranking,
    Searching,
    any_wanted,
    pool_of,
    with_most,
)

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings
    from newscli.search.relevance import Relevance

POOL_OF_FILL = 100  # the same of what fills the page: for short queries, 200 bring no better ones

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
    search = Searching(index, plan, wanted)
    if plan.is_text:
        return _by_relevance(search, max(POOL_OF_MANY, wanted))
    found = search.ranking()
    if not filled or not found.scored:
        return found
    is_full = len(found.scored) >= wanted
    if plan.is_of_words and len(plan.wanted) > 1:
        if is_full and found.has_all:
            return _judged_anew(search, found)
        return _filled(search, found, wanted)
    if not is_full and (slips := slips_of(index, plan, wanted)):
        return _with_slips(found, Searching(index, slips, wanted).ranking())
    return found


def _expected(
    index: Holdings, plan: Plan, wanted: int, *, filled: bool
) -> Iterator[tuple[Sought, int]]:
    """What will be asked for a ranking, as far as that can be told, and how many of each."""
    pool = max(pool_of(plan), wanted)
    if plan.is_text:
        yield any_wanted(plan), max(POOL_OF_MANY, wanted)
        return
    if plan.groups and not plan.without:
        if typed := all_as_typed(plan.groups):
            yield typed, pool
        yield all_wanted(plan.groups), pool
    if filled and plan.is_of_words and len(plan.wanted) > 1:
        yield any_wanted(plan), POOL_OF_FILL
    elif filled and (slips := slips_of(index, plan, wanted)):
        yield all_wanted(slips.groups), pool
    if plan.without or plan.doubts:
        yield from ((sought, pool) for sought in with_most(plan))


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


def _judged_anew(search: Searching, found: Ranking) -> Ranking:
    """A ranking whose first places stay, and whose others are by relevance; but what needs a repair
    stays below what does not."""
    from newscli.search.relevance import Relevance  # which one word does not need

    relevance = Relevance(search.index, search.plan)
    for one in found.scored[:JUDGED]:
        relevance.read(one.number, search.words[one.number])
    with search.index.matching.refining():
        relevance.widen()
    judged = {one.number: one for one in relevance.judged()}
    others = [judged[one.number] for one in found.scored[RECALLED:JUDGED]]
    others.sort(key=lambda one: (one.is_repaired, -one.score, one.number))
    first, last = found.scored[:RECALLED], found.scored[JUDGED:]
    return found._replace(scored=[*first, *others, *last], added=_shown(relevance))


def _filled(search: Searching, found: Ranking, wanted: int) -> Ranking:
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
    search: Searching, first: Sequence[Scored], partly: Sequence[Scored]
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


def _by_relevance(search: Searching, pool: int, known: Iterable[int] = ()) -> Ranking:
    """The best of all that has any of the words, and those that are `known`."""
    from newscli.search.relevance import Relevance

    plan, matching = search.plan, search.index.matching
    sought = any_wanted(plan)
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
    matching.ahead([(sought, pool)], plan.selection)
    find(sought)
    if plan.is_of_words:
        with matching.refining():
            relevance.widen()
            if relevance.added:
                find(all_of((sought, relevance.sought_of_added)))
    scored = sorted(relevance.judged(), key=lambda one: (-one.score, one.number))
    return Ranking(scored, 0, plan.groups, sought, is_approximate, added=_shown(relevance))


def _shown(relevance: Relevance) -> tuple[str, ...]:
    """The words that a query was widened by."""
    return tuple(next(iter(one.forms)) for one in relevance.added)


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
