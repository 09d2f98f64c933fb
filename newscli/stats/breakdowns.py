"""Articles by their facts, those that match a query beside those that do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscli.index import Index
from newscli.index.counting import Count
from newscli.records import Answer
from newscli.search import Filters, Question
from newscli.stats.figures import Breakdown, By, Counted, Stats, Tally
from newscli.stats.periods import LENGTHS, cut, is_date, precision, timeline
from newscli.stats.terms import Terms
from newscli.stories import first_copies
from newscli.text import fold

NONE = Count(0, 0)
Counts = Mapping[str | None, Count]


def stats(
    index: Index,
    query: str,
    *,
    by: Sequence[By] | None,
    terms: int,
    count: Counted,
    filters: Filters | None = None,
) -> Stats:
    """How many articles match a query, or are there at all when it is empty, and what they are.

    Without `by` they are broken down by source, agency, place and the period that suits the dates.
    At most so many `terms` are told.  Raises `QueryError` as `search.Question` does.
    """
    understood, numbers, others = _parted(index, query, filters)
    with index.snapshot():
        here, there = (_counted(index, some, count) for some in (numbers, others))
        total = index.counting.total(here)
        dates = sorted(day for day in index.counting.days(here) if day and is_date(day))
        wanted = by if by is not None else ("source", "agency", "place", precision(dates))
        found = Terms(index, here, there)
        told = found.best(terms, _words(understood)) if terms else []
        return Stats(
            query=query,
            articles=total.articles,
            words=total.words,
            elsewhere=len(there),
            counted=count,
            first=dates[0] if dates else None,
            last=max(dates, key=_end) if dates else None,
            breakdowns=tuple(_breakdown(index, by, here, there) for by in wanted),
            terms=tuple(told),
            read=len(found.sample) if terms else 0,
            repairs=understood.repairs if understood else (),
        )


def _parted(
    index: Index, query: str, filters: Filters | None
) -> tuple[Answer | None, list[int], list[int]]:
    """How a query was understood, which articles match it, and which do not."""
    every = [told.number for told in index.summaries()]  # which sees that each is as it was written
    if not query.strip() and filters is None:
        return None, every, []
    question = Question(index, query, filters)
    matches = question.numbers()
    return question.answer(1), matches, sorted({*every}.difference(matches))


def _counted(index: Index, numbers: list[int], count: Counted) -> list[int]:
    """Those of the articles that count."""
    if count == "articles":
        return numbers
    if count == "copies":
        copies = first_copies(index)
        return [number for number in numbers if number in copies]
    whole: dict[int, int] = {}
    for member in index.links.memberships():
        if member.paragraphs is None:
            whole[member.number] = member.story
    first: dict[int, int] = {}
    for number in numbers:
        first.setdefault(whole.get(number, number), number)
    return list(first.values())


def _words(understood: Answer | None) -> set[str]:
    """The words that were looked for: that they are telling goes without saying."""
    return (
        {word for form in understood.understood for word in form.to.split()}
        if understood
        else set()
    )


def _end(date: str) -> str:
    """What sorts a date by its last day: 2024 ends after 2024-05."""
    return date + "~"


def _breakdown(index: Index, by: By, numbers: Sequence[int], others: Sequence[int]) -> Breakdown:
    here = _counts(index, by, numbers)
    there = _counts(index, by, others) if others else {}
    names = [name for name in here if name is not None]
    if by in LENGTHS:
        names = timeline(names, by)
    else:
        names.sort(key=lambda name: (-here[name].articles, fold(name), name))
    rows = [_row(name, here, there) for name in names]
    if None in here:
        rows.append(_row(None, here, there))
    return Breakdown(by, tuple(rows), sum(row.articles for row in rows) - len(numbers))


def _row(name: str | None, here: Counts, there: Counts) -> Tally:
    articles, words = here.get(name, NONE)
    return Tally(name, articles, words, there.get(name, NONE).articles)


def _counts(index: Index, by: By, numbers: Sequence[int]) -> Counts:
    """What the index counts of these articles by one of their facts."""
    counting = index.counting
    if by == "source":
        return counting.sources(numbers)
    if by == "agency":
        return counting.agencies(numbers)
    if by == "place":
        return counting.places(numbers)
    added: dict[str | None, Count] = {}
    for day, count in counting.days(numbers).items():
        period = cut(day, by) if day else None
        former = added.get(period, NONE)
        added[period] = Count(former.articles + count.articles, former.words + count.words)
    return added
