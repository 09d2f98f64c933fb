"""Typed words → hits: parse, repair, rank, explain.

Every word of a query is looked for as typed.  One that the archive does not have is repaired
(`repair`); one that it has may also stand in another inflection, or for a far commoner neighbour,
both below its own matches.  The alternatives make rewrites of the query; each is a conjunction that
the index ranks with BM25, and an article's score is its best rewrite's, times the rewrite's weight.
Only when no article has all the words do those with most of them follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import combinations, islice
from math import prod

from newscli.index import Index
from newscli.records import Answer, Article, Hit, Marked, Repair
from newscli.search.marks import Marker, Sought, snippet
from newscli.search.query import Query, Term, parse
from newscli.search.repair import far_commoner, repairs
from newscli.text import fold

MOST_REWRITES = 8  # conjunctions tried; the ninth has been the right one in no query measured
INFLECTED = 0.6  # weight of another inflection of a word, against the word as typed
COMMONER = 0.3  # weight of a far commoner neighbour of a word that the archive has
REPAIRED = 0.94  # of the score as shown, for each edit of a repair

MOST_LEFT_OUT = 2  # words of a short query that an article may lack and still be shown
HEADLINE_POOL = 10  # hits looked at for each article named by words of its headline
SHORT_QUERY = 6  # groups; in longer ones BM25 alone says which articles have most of it


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to satisfy a group of the query."""

    term: Term
    words: tuple[str, ...]
    weight: float
    edits: int = 0

    @property
    def expression(self) -> str:
        """In the index's query language; words are folded, so that quotes enclose them safely."""
        quoted = '"' + " ".join(self.words) + '"' + (" *" if self.term.kind == "prefix" else "")
        return f"{{{self.term.field}}} : {quoted}" if self.term.field else quoted


Group = list[Choice]


@dataclass(slots=True)
class Plan:
    """A query with, for each of its groups, the ways to satisfy it, best first."""

    groups: list[Group] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    """Groups that nothing in the archive satisfies, by their first term."""
    excluded: str = ""

    def rewrites(self) -> Iterator[tuple[float, tuple[Choice, ...]]]:
        """Weight and choices of each conjunction, the heaviest first."""
        start = (0,) * len(self.groups)
        seen = {start}
        heap = [(-self._weight(start), start)]
        while heap:
            weight, picks = heappop(heap)
            yield -weight, self._picked(picks)
            for i, pick in enumerate(picks):
                after = (*picks[:i], pick + 1, *picks[i + 1 :])
                if pick + 1 < len(self.groups[i]) and after not in seen:
                    seen.add(after)
                    heappush(heap, (-self._weight(after), after))

    def _picked(self, picks: Sequence[int]) -> tuple[Choice, ...]:
        return tuple(group[pick] for group, pick in zip(self.groups, picks, strict=True))

    def _weight(self, picks: Sequence[int]) -> float:
        return prod(choice.weight for choice in self._picked(picks))


def answer(index: Index, typed: str, limit: int) -> Answer:
    """The best `limit` hits for a query as typed, and how it was understood.

    Raises `QueryError` when there is nothing to search for.
    """
    query = parse(typed)
    with index.snapshot():
        plan = _plan(index, query)
        ranked, total = _ranked(index, plan, limit)
        marker = _marker(plan)
        numbers = [number for number, *_ in ranked]
        articles = {article.number: article for article in index.articles(numbers)}
    hits: list[Hit] = []
    best = max((score for _, score, _ in ranked), default=1.0)
    for number, score, _ in ranked:
        hit = _hit(articles[number], plan, marker, score / best)
        if hits and hit.score > hits[-1].score:  # exact ones come first, whatever their score
            hit = replace(hit, score=hits[-1].score)
        hits.append(hit)
    told = {(repair.word, repair.to.lower()): repair for hit in hits for repair in hit.repairs}
    return Answer(typed, tuple(hits), total, tuple(told.values()))


def matching(index: Index, typed: str) -> list[int]:
    """Numbers of all articles that have every word of a query as typed, repaired or inflected.

    Raises `QueryError` when there is nothing to search for.
    """
    query = parse(typed)
    with index.snapshot():
        plan = _plan(index, query)
        if plan.without or not plan.groups:
            return []
        return index.matching(_less(_all_of(plan.groups), plan))


def by_headline(index: Index, words: str, limit: int) -> list[int]:
    """Numbers of the articles whose headline has these words, despite typos, best first.

    If the words are a whole headline, only articles with that headline.  Raises `QueryError`.
    """
    query = parse(words)
    with index.snapshot():
        plan = _plan(index, query)
        ranked, _ = _ranked(index, plan, limit * HEADLINE_POOL)
        marker = _marker(plan)
        found = {article.number: article for article in index.articles(n for n, *_ in ranked)}
    wanted = len(plan.groups) + len(plan.without)
    named = [
        (number, exact)
        for number, _, exact in ranked
        if len({m.sought.group for m in marker.matches(found[number].headline)}) == wanted
    ]
    whole = [number for number, _ in named if fold(found[number].headline) == fold(words)]
    exactly = [number for number, exact in named if exact]
    return (whole or exactly or [number for number, _ in named])[:limit]


def marks(index: Index, typed: str) -> Callable[[str], Sequence[tuple[int, int]]]:
    """What tells of any text where the words of a query stand in it, as typed or as repaired.

    Raises `QueryError` when there is nothing to search for.
    """
    query = parse(typed)
    with index.snapshot():
        return _marker(_plan(index, query)).marks


def _plan(index: Index, query: Query) -> Plan:
    plan = Plan(excluded=" OR ".join(_as_typed(term).expression for term in query.excluded))
    for terms in _groups(index, query):
        choices = [choice for term in terms for choice in _choices(index, term)]
        if choices:
            plan.groups.append(sorted(choices, key=lambda choice: -choice.weight))
        else:
            plan.without.append(terms[0])
    return plan


def _groups(index: Index, query: Query) -> Iterator[tuple[Term, ...]]:
    """The query's groups, with a word of several parts (`Russia-held`) taken apart where the
    archive does not have them side by side."""
    for terms in query.groups:
        (term, *others) = terms
        parted = not others and term.kind == "word" and len(term.words) > 1
        if parted and not index.has_match(_as_typed(term).expression):
            for word in term.words:
                yield (replace(term, typed=word, words=(word,)),)
        else:
            yield terms


def _as_typed(term: Term) -> Choice:
    return Choice(term, term.words, 1.0)


def _choices(index: Index, term: Term) -> list[Choice]:
    """The ways to satisfy a term; none if the archive has nothing like it."""
    if term.kind != "word" or len(term.words) > 1:
        typed = _as_typed(term)
        return [typed] if index.has_match(typed.expression) else []
    (word,) = term.words
    articles = index.vocabulary.counts([word]).get(word)
    if articles is None:
        index.expect(_as_typed(term).expression, match=False)
        return [
            Choice(term, (option.word,), option.weight, option.edits)
            for option in repairs(index.vocabulary, word)
        ]
    choices = [_as_typed(term)]
    choices += [Choice(term, (other,), INFLECTED) for other in index.vocabulary.inflections(word)]
    choices += [
        Choice(term, (option.word,), COMMONER, option.edits)
        for option in far_commoner(index.vocabulary, word, articles)
        if all(option.word not in choice.words for choice in choices)
    ]
    return choices


def _ranked(index: Index, plan: Plan, limit: int) -> tuple[list[tuple[int, float, bool]], int]:
    """Number, score and whether all is there as typed, best first; and how many match in all."""
    if not plan.groups:
        return [], 0
    everything = _all_of(plan.groups)
    total = 0 if plan.without else index.count_matches(_less(everything, plan))
    if total:
        found = _all_words(index, plan, everything, limit)
    else:
        found, total = _most_words(index, plan, limit)
    ranked = sorted(found.items(), key=lambda item: (not item[1][0], -item[1][1], item[0]))
    return [(number, score, exact) for number, (exact, score) in ranked[:limit]], total


def _all_words(
    index: Index, plan: Plan, everything: str, limit: int
) -> dict[int, tuple[bool, float]]:
    """Number → whether all is there as typed, and score, of articles with every word."""
    found: dict[int, tuple[bool, float]] = {}
    least = 1.0
    for weight, choices in islice(plan.rewrites(), MOST_REWRITES):
        exact = all(choice.weight == 1 and choice.edits == 0 for choice in choices)
        conjunction = " AND ".join(choice.expression for choice in choices)
        for number, score in index.match(_less(conjunction, plan), limit):
            found[number] = max(found.get(number, (False, 0.0)), (exact, score * weight))
        if exact and len(found) >= limit:
            return found
        least = weight
    if len(found) < limit:
        for number, score in index.match(_less(everything, plan), limit):
            found.setdefault(number, (False, score * least))
    return found


def _most_words(index: Index, plan: Plan, limit: int) -> tuple[dict[int, tuple[bool, float]], int]:
    """The same of articles with most of the words, and how many of these there are."""
    groups = plan.groups
    tries = [_any_of(groups)]
    if len(groups) <= SHORT_QUERY:
        least = 0 if plan.without else 1
        tries = [
            " OR ".join(f"({_all_of(some)})" for some in combinations(groups, len(groups) - left))
            for left in range(least, min(MOST_LEFT_OUT, len(groups) - 1) + 1)
        ] + tries
    for expression in tries:
        matches = index.match(_less(expression, plan), limit)
        if matches:
            total = index.count_matches(_less(expression, plan))
            return {number: (False, score) for number, score in matches}, total
    index.expect(_any_of(groups), match=True)
    return {}, 0


def _all_of(groups: Iterable[Group]) -> str:
    return " AND ".join(f"({' OR '.join(choice.expression for choice in g)})" for g in groups)


def _any_of(groups: Iterable[Group]) -> str:
    return " OR ".join(choice.expression for group in groups for choice in group)


def _less(expression: str, plan: Plan) -> str:
    return f"({expression}) NOT ({plan.excluded})" if plan.excluded else expression


def _marker(plan: Plan) -> Marker:
    return Marker(
        Sought(i, choice.words, choice.term.kind == "prefix", choice.term.field)
        for i, group in enumerate(plan.groups)
        for choice in group
    )


def _hit(article: Article, plan: Plan, marker: Marker, share: float) -> Hit:
    """The article with all that says why it is an answer; `share` of the best score, 0 to 1."""
    texts = {
        "headline": [] if article.headline_derived else [article.headline],
        "caption": [caption.text for caption in article.captions],
        "body": list(article.paragraphs),
    }
    matches = {
        name: [(text, match) for text in held for match in marker.matches(text, name)]
        for name, held in texts.items()
    }
    printed = [
        (match.sought, text[match.start : match.end])
        for found in matches.values()
        for text, match in found
    ]
    there = {sought.group for sought, _ in printed}
    missing = [group[0].term for i, group in enumerate(plan.groups) if i not in there]
    missing += plan.without
    mended = _repairs(plan, printed)
    share *= REPAIRED ** sum(repair.edits for repair in mended)
    share *= len(there) / (len(plan.groups) + len(plan.without))
    return Hit(
        article=article,
        score=round(100 * share, 1),
        headline=Marked(article.headline, marker.marks(article.headline, "headline")),
        snippet=snippet((*texts["body"], *texts["caption"]), marker),
        repairs=tuple(mended),
        fields=tuple((name, len(found)) for name, found in matches.items() if found),
        missing=tuple(term.typed for term in missing),
    )


def _repairs(plan: Plan, printed: Sequence[tuple[Sought, str]]) -> list[Repair]:
    """For each group that the article has only misspelt: what was taken for what was typed."""
    mended = []
    for i, group in enumerate(plan.groups):
        forms = Counter(
            (sought.words, text) for sought, text in printed if sought.group == i
        ).most_common()
        edits = {choice.words: choice.edits for choice in group}
        if forms and all(edits[words] for (words, _), _ in forms):
            (words, text), _ = min(forms, key=lambda form: (edits[form[0][0]], -form[1]))
            mended.append(Repair(group[0].term.typed, text, edits[words]))
    return mended
