"""Questions to an index, and their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from newscli.index import Index
from newscli.index.matching import Selection
from newscli.records import Answer, Form
from newscli.search.filters import Filters
from newscli.search.hits import Showing, grades
from newscli.search.marks import Finder
from newscli.search.plan import SHORT_QUERY, Group, Plan, all_of, plan_of
from newscli.search.query import Query, parse
from newscli.search.ranking import listed, ranking
from newscli.search.repair import repairs
from newscli.text import fold, spans

SORTS = ("best", "date", "number")
"""The best first; the newest first, undated ones last; in the order of `list`."""

HEADLINE_POOL = 10  # hits looked at for each article named by words of its headline
SUGGESTIONS = 5  # words named when nothing matches


def answer(
    index: Index,
    typed: str,
    limit: int,
    *,
    offset: int = 0,
    sort: str = "best",
    filters: Filters | None = None,
) -> Answer:
    """`limit` hits for a query as typed, from the one after `offset` on, and how it was understood.

    With a limit of 0 it is only counted what matches.  `sort` is one of `SORTS`.  Raises
    `QueryError` when there is nothing to search for.
    """
    query = parse(typed, filters)
    with index.snapshot():
        plan = plan_of(index, query)
        by_score = sort == "best" and bool(plan.groups)
        ranked = ranking(index, plan, offset + limit if by_score else 1)
        if by_score:
            grade = grades(ranked.scored, plan, falling=True)[offset : offset + limit]
            scored = ranked.scored[offset : offset + limit]
        else:
            order = "number" if sort == "best" else sort
            scored = listed(index, plan, ranked, order, limit, offset)
            grade = grades([*scored, *ranked.scored[:1]], plan, falling=False)[: len(scored)]
        articles = {a.number: a for a in index.articles(one.number for one in scored)}
        suggestions = () if ranked.total else _suggestions(index, query)
    showing = Showing(plan, ranked.groups)
    hits = [
        showing.hit(articles[one.number], one, shown)
        for one, shown in zip(scored, grade, strict=True)
        if one.number in articles
    ]
    told = {(repair.word, fold(repair.to)): repair for hit in hits for repair in hit.repairs}
    return Answer(
        typed,
        tuple(hits),
        ranked.total,
        tuple(told.values()),
        suggestions,
        tuple(_understood(ranked.groups)),
        offset,
        sort,
        ranked.approximate,
    )


def matching(
    index: Index, typed: str, *, sort: str = "number", filters: Filters | None = None
) -> list[int]:
    """Numbers of all articles that have every word of a query as typed, repaired or inflected, and
    pass its filters; without words, of all that pass.

    Raises `QueryError` when there is nothing to search for.
    """
    query = parse(typed, filters)
    with index.snapshot():
        plan = plan_of(index, query)
        words = _words(index, plan)
        return [] if words is None else index.matching.numbers(words, plan.selection, sort)


def _words(index: Index, plan: Plan) -> str | None:
    """What all articles match that have every word; None when there are none."""
    if plan.without:
        return None
    if not plan.groups:
        return ""
    if plan.is_text:
        return all_of(plan.groups)
    ranked = ranking(index, plan, 1)
    return ranked.words if ranked.scored and None not in ranked.scored[0].parts else None


def by_headline(index: Index, words: str, limit: int) -> list[int]:
    """Numbers of the articles whose headline has these words, despite typos, best first.

    If the words are a whole headline, only articles with that headline.  Raises `QueryError`.
    """
    with index.snapshot():
        plan = plan_of(index, parse(words))
        scored = ranking(index, plan, limit * HEADLINE_POOL).scored
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


def marks(index: Index, typed: str) -> Callable[[str], Sequence[tuple[int, int]]]:
    """What tells of any text where the words of a query stand in it, as typed or as repaired.

    Raises `QueryError` when there is nothing to search for.
    """
    with index.snapshot():
        plan = plan_of(index, parse(typed))
        return Finder(ranking(index, plan, 1).groups if plan.groups else ()).marks


def _understood(groups: Iterable[Group]) -> Iterator[Form]:
    """What words were looked for as."""
    for group in groups:
        for choice in group.choices:
            to = " ".join(choice.words)
            yield Form(choice.term.typed, to, choice.kind, choice.edits, choice.articles)


def _suggestions(index: Index, query: Query) -> tuple[tuple[str, int], ...]:
    """Words of the archive that look like those of a query which nothing matches, and how many
    articles have each."""
    vocabulary = index.vocabulary
    words = [word for terms in query.groups for term in terms for word in term.words]
    if len(words) > SHORT_QUERY:
        return ()
    likely: dict[str, tuple[float, int]] = {
        word: (0.0, articles) for word, articles in vocabulary.counts(words).items()
    }
    for word in words:
        for repair in repairs(vocabulary, word):
            likely.setdefault(repair.word, (repair.cost, repair.articles))
    best = sorted(likely, key=lambda word: likely[word][0])
    return tuple((_printed(index, word), likely[word][1]) for word in best[:SUGGESTIONS])


def _printed(index: Index, word: str) -> str:
    """A folded word as the article that it fits best prints it."""
    numbers, _ = index.matching.best(f'"{word}"', Selection(), 1)
    printed = Counter(
        text[start:end]
        for _, *texts in index.matching.texts(numbers)
        for text in texts
        for start, end, folded in spans(text)
        if folded == word
    )
    return max(printed, key=printed.__getitem__, default=word)
