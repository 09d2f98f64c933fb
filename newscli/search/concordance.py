"""Every place where the words of a query stand, in all articles that match it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newscli.errors import QueryError
from newscli.index import Index
from newscli.records import Article, Occurrence
from newscli.search.filters import Filters
from newscli.search.hits import texts_of
from newscli.search.marks import Finder
from newscli.search.plan import plan_of
from newscli.search.query import parse
from newscli.search.ranking import ranking

Occurrences = Callable[[Article], Iterator[Occurrence]]


def concordance(
    index: Index, typed: str, *, sort: str = "number", filters: Filters | None = None
) -> tuple[list[int], Occurrences]:
    """Numbers of the articles that a search finds, in one of the orders `number` and `date`; and
    what tells of an article where the words stand in it, as typed or in the forms that were found.

    Raises `QueryError` when there is no word to look for.
    """
    query = parse(typed, filters)
    if not query.groups:
        raise QueryError("no word to look for: filters alone have no lines to show")
    with index.snapshot():
        plan = plan_of(index, query)
        ranked = ranking(index, plan, 1)
        numbers = index.matching.numbers(ranked.words, plan.selection, sort) if ranked.total else []
    finder = Finder(ranked.groups)

    def occurrences(article: Article) -> Iterator[Occurrence]:
        for field, held in texts_of(article).items():
            for i, text in enumerate(held):
                for match in finder.matches(text, field):
                    yield Occurrence(
                        article.number, article.id, field, i, text, match.start, match.end
                    )

    return numbers, occurrences
