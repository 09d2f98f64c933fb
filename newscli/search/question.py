"""A query planned once against an index, and asked many things.

What somebody typed is parsed (`query`); it is looked up in the archive's own words (`plan`) and
ranked (`ranking`) when that is first needed; hits, numbers, counts, marks and the places of a
concordance are then read off the same plan, so that no two of them can disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from newscli.choices import BEST
from newscli.errors import QueryError
from newscli.index.matching import Selection
from newscli.index.sought import EVERY, Sought, Within, conjuncts
from newscli.records import Answer, Article, Form, Occurrence
from newscli.search.choices import Group, Plan
from newscli.search.filters import Filters
from newscli.search.grammar import plain
from newscli.search.hits import Showing, grades, texts_of
from newscli.search.marks import Finder, Sighting
from newscli.search.plan import plan_of
from newscli.search.query import parse, sorted_out
from newscli.search.ranking import listed, ranking
from newscli.search.searching import Ranking
from newscli.search.spellings import Spellings
from newscli.search.suggestions import (
    SUGGESTIONS,
    as_printed,
    asked_of,
    joined_otherwise,
    printed,
    suggested,
    with_slips,
)
from newscli.text import fold

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

HEADLINE_POOL = 10  # hits looked at for each article named by words of its headline

Occurrences = Callable[[Article], Iterator[Occurrence]]
"""Every place in an article where a query's words stand."""


class Question:
    """A query against one state of an index."""

    def __init__(
        self, index: Holdings, typed: str, filters: Filters | None = None, *, is_open: bool = False
    ) -> None:
        """Parse it; with `is_open` it is still being typed.

        Raises `QueryError` when there is nothing to search for.
        """
        self.index = index
        self.typed = typed
        self.version = index.version
        """The state of the index that it is answered for."""
        self._query = parse(typed, filters, is_open=is_open)
        self._ranked: tuple[int, bool, Ranking] | None = None

    @cached_property
    def _plan(self) -> Plan:
        """Made in a snapshot of its own."""
        with self.index.snapshot():
            return plan_of(self.index, self._query)

    @contextmanager
    def _planned(self) -> Iterator[Plan]:
        """The plan, in a block that is a snapshot."""
        plan = self._plan
        with self.index.snapshot():
            yield plan

    def holds(self, index: Holdings) -> bool:
        """Whether its answers are still right: for this index, as it is now."""
        return self.index is index and self.version == index.version

    def _ranking(self, wanted: int, *, filled: bool = False) -> Ranking:
        """The ranking with at least the `wanted` best articles scored; within a snapshot."""
        held = self._ranked
        if held is None or held[0] < wanted or filled > held[1]:
            found = ranking(
                self.index, self._plan, wanted, filled=filled, beside=self._asked_beside()
            )
            self._ranked = wanted, filled, found
            return found
        return held[2]

    def answer(
        self, limit: int, *, offset: int = 0, sort: str = BEST, filled: bool = True
    ) -> Answer:
        """`limit` hits in one of `RANKINGS`, from the one after `offset` on, and how the query was
        understood; with a limit of 0, how many there are.  A page of the best is `filled` up with
        articles that do not match, but have something of the words."""
        with self._planned() as plan:
            by_score = sort == BEST and bool(plan.groups)
            filled = filled and by_score and limit > 0
            ranked = self._ranking(offset + limit if by_score else 1, filled=filled)
            if by_score:
                # nothing follows on a page that begins past the matches
                every = ranked.page if filled and offset < ranked.total else ranked.scored
                grade = grades(every, plan, falling=True)[offset : offset + limit]
                scored = every[offset : offset + limit]
            else:
                order = "number" if sort == BEST else sort
                scored = listed(self.index, plan, ranked, order, limit, offset)
                grade = grades([*scored, *ranked.scored[:1]], plan, falling=False)[: len(scored)]
            articles = {a.number: a for a in self.index.articles(one.number for one in scored)}
        showing = Showing(plan, ranked)
        hits = [
            showing.hit(articles[one.number], one, shown)._replace(
                source=self.index.paths.source_of(articles[one.number])
            )
            for one, shown in zip(scored, grade, strict=True)
            if one.number in articles
        ]
        repairs = {(repair.word, fold(repair.to)): repair for hit in hits for repair in hit.repairs}
        return Answer(
            self.typed,
            tuple(hits),
            ranked.total,
            tuple(repairs.values()),
            self._offered(ranked) if ranked.total else self.suggestions,
            self.understood,
            offset,
            sort,
            ranked.approximate,
            self._query.reading,
            plan.notes,
            sum(one.fits for one in scored),
            ranked.added,
            ranked.has_all and not (scored and plan.without),
        )

    def _offered(self, ranked: Ranking) -> tuple[tuple[str, int], ...]:
        """The words for which the one that was typed may be a slip, as many as there are articles
        with them, and what the words are otherwise joined; and how many articles have each."""
        words: dict[str, tuple[int, int]] = {}
        for one in ranked.rest:
            for part in one.parts if not one.missing else ():
                if part:
                    words.setdefault(part.choice.words[0], (one.number, part.choice.articles))
        with self.index.snapshot():
            offered = {
                printed(self.index, word, [number]): articles
                for word, (number, articles) in [*words.items()][:SUGGESTIONS]
            }
            offered |= as_printed(self.index, self._joined)
            return tuple([*offered.items()][:SUGGESTIONS])

    def knows(self, word: str) -> bool:
        """Whether the archive has a word of the query as it was typed, wherever that is; to tell
        so needs no plan."""
        typed = [term for term in self._query.terms if term.typed == word]
        with self.index.snapshot():
            spelt = Spellings(self.index, typed, ())
            return any(spelt.is_there(one) for term in typed for one in spelt.exact_forms(term))

    @property
    def is_met(self) -> bool:
        """Whether an article has all of the words, filters aside, and none that the archive has is
        taken for a slip."""
        return not self._plan.without and not self._plan.doubts

    @property
    def unmet(self) -> list[Sought]:
        """Of the conditions that filters and fields set, those that no article meets."""
        selection = self._plan.selection
        each = conjuncts(selection.required)
        each += [Within(*selection.period)] if selection.period else []
        with self.index.snapshot():
            count = self.index.matching.count
            return [one for one in each if not count(EVERY, Selection(one))]

    @property
    def count(self) -> int:
        """How many articles match."""
        with self._planned():
            return self._ranking(1).total

    def numbers(self, sort: str = "number") -> list[int]:
        """Numbers of all articles that match, as many as `count` says; without words, of all that
        pass the filters.  `sort` is `number` or `date`."""
        with self._planned() as plan:
            ranked = self._ranking(1) if plan.groups or plan.without else None
            if ranked and not ranked.total:
                return []
            sought = ranked.sought if ranked else EVERY
            return self.index.matching.numbers(sought, plan.selection, sort)

    @cached_property
    def marks(self) -> Callable[[str], Sequence[tuple[int, int]]]:
        """What tells of any text where the words stand in it, as typed or as repaired; it asks the
        index nothing."""
        if not self._plan.groups:
            return Finder(()).marks
        with self.index.snapshot():
            return Finder(self._ranking(1).groups).marks

    @property
    def understood(self) -> tuple[Form, ...]:
        """What the words were looked for as."""
        with self._planned():
            return tuple(_understood(self._ranking(1).groups))

    @cached_property
    def suggestions(self) -> tuple[tuple[str, int], ...]:
        """Words of the archive that look like those of the query, and how many articles have
        each."""
        with self._planned():
            return suggested(self.index, self._query, self._joined)

    def _asked_beside(self) -> Iterator[tuple[Sought, int]]:
        """What `_offered` is going to ask; it is only looked up where somebody takes it."""
        yield from asked_of(self._joined)

    @cached_property
    def _joined(self) -> dict[tuple[str, ...], int]:
        """What the words are when otherwise joined; within a snapshot."""
        return joined_otherwise(self.index, self._query, self._plan)

    def occurrences(self, sort: str = "number") -> tuple[list[int], Occurrences]:
        """Numbers of the articles that match, in one of the orders `number` and `date`, and what
        tells of an article where the words stand in it.

        Other than hits, which have better answers, this finds the archive's own slips as well.
        Raises `QueryError` when there is no word to look for.
        """
        if not self._plan.groups and not self._plan.without:
            raise QueryError("no word to look for: filters alone have no lines to show")
        index = self.index
        with index.snapshot():
            groups = tuple(with_slips(index.vocabulary, self._plan.groups))
            plan = self._plan._replace(groups=groups)
            ranked = self._ranking(1)
            if groups != self._plan.groups:
                ranked = ranking(index, plan, 1, filled=False)
            sought = ranked.sought
            numbers = index.matching.numbers(sought, plan.selection, sort) if ranked.total else []
        finder = Finder(ranked.groups)

        def occurrences(article: Article) -> Iterator[Occurrence]:
            for field, held in texts_of(article).items():
                for i, text in enumerate(held):
                    for start, end in _side_by_side(finder.matches(text, field), text):
                        yield Occurrence(article.number, article.id, field, i, text, start, end)

        return numbers, occurrences


def by_headline(index: Holdings, words: str, limit: int) -> list[int]:
    """Numbers of the articles whose headline has these words, despite typos, best first.

    If the words are a whole headline, only articles with that headline.  Raises `QueryError`.
    """
    with index.snapshot():
        plan = plan_of(index, sorted_out(words, plain(words), Filters()))
        scored = ranking(index, plan, limit * HEADLINE_POOL, filled=False).scored
        finder = Finder(plan.groups)
        headlines = {
            article.number: article.headline
            for article in index.articles(one.number for one in scored)
        }
    wanted = len(plan.groups) + len(plan.without)
    named = [
        one
        for one in scored
        if len({match.group for match in finder.matches(headlines[one.number])}) == wanted
    ]
    whole = [one for one in named if fold(headlines[one.number]) == fold(words)]
    exact = [one for one in named if one.exact]
    return [one.number for one in whole or exact or named][:limit]


def _side_by_side(matches: Iterable[Sighting], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the matches, those with nothing but space between as one: a line each of
    `Tony` and `Blair` would say the same twice."""
    start, end = 0, -1
    for match in matches:
        if end >= 0 and not text[end : match.start].strip():
            end = match.end
            continue
        if end >= 0:
            yield start, end
        start, end = match.start, match.end
    if end >= 0:
        yield start, end


def _understood(groups: Iterable[Group]) -> Iterator[Form]:
    """What words were looked for as."""
    for group in groups:
        for choice in group.choices:
            yield Form(choice.term.typed, choice.shown, choice.kind, choice.edits, choice.articles)
