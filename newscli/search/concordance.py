"""Every place where the words of a query stand, in all articles that match it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newscli.errors import QueryError
from newscli.index import Index, Vocabulary
from newscli.records import Article, Occurrence
from newscli.search.filters import Filters
from newscli.search.hits import texts_of
from newscli.search.marks import Finder
from newscli.search.plan import Choice, Group, plan_of
from newscli.search.query import parse
from newscli.search.ranking import ranking
from newscli.search.repair import FAR_COMMONER, cost, neighbours

SHORTEST = 6  # letters of a word whose slips are told from other words: `said`, but Sid
LIKELY = 0.7  # cost of a slip: a letter left out or doubled, two swapped, one vowel for another

Occurrences = Callable[[Article], Iterator[Occurrence]]


def concordance(
    index: Index, typed: str, *, sort: str = "number", filters: Filters | None = None
) -> tuple[list[int], Occurrences]:
    """Numbers of the articles that a search finds, in one of the orders `number` and `date`; and
    what tells of an article where the words stand in it, as typed or in the forms that were found.

    Other than a search, which has better answers, this finds the archive's own slips as well.
    Raises `QueryError` when there is no word to look for.
    """
    query = parse(typed, filters)
    if not query.groups:
        raise QueryError("no word to look for: filters alone have no lines to show")
    with index.snapshot():
        plan = plan_of(index, query)
        plan = plan._replace(groups=tuple(_with_slips(index.vocabulary, plan.groups)))
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


def _with_slips(vocabulary: Vocabulary, groups: Iterable[Group]) -> Iterator[Group]:
    """The groups, with what may be slips of the archive where it has a word as typed: `Kremiln`."""
    for group in groups:
        slips = [slip for choice in group.choices for slip in _slips(vocabulary, choice)]
        yield group._replace(choices=(*group.choices, *slips))


def _slips(vocabulary: Vocabulary, choice: Choice) -> Iterator[Choice]:
    """Far rarer words that are probably the one of this choice, misspelt."""
    term, (word, *others) = choice.term, choice.words
    if choice.kind != "typed" or term.kind != "word" or others or len(word) < SHORTEST:
        return
    near = neighbours(word, vocabulary.alike(word, 1))
    for slip, articles in vocabulary.counts(near).items():
        price = cost(slip, word)
        if price <= LIKELY and articles * FAR_COMMONER <= choice.articles:
            yield choice._replace(
                words=(slip,), kind="repaired", cost=price, edits=1, articles=articles
            )
