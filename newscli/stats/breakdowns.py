"""Articles by their facts, those that match a query beside those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newscli.choices import KINDS
from newscli.index import of_files
from newscli.index.counting import Named
from newscli.records import Answer
from newscli.search import Filters
from newscli.search.question import Question
from newscli.stats.figures import Breakdown, Counted, Cross, CrossRow, Stats, Tally
from newscli.stats.periods import LENGTHS, cut, is_date, precision, timeline
from newscli.stats.terms import Terms
from newscli.stories import first_copies
from newscli.text import fold

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

USUAL = tuple(kind.name for kind in KINDS if kind.is_usual)


def stats(
    index: Holdings,
    query: str,
    *,
    by: Sequence[str] | None,
    across: str | None = None,
    terms: int,
    count: Counted,
    filters: Filters | None = None,
) -> Stats:
    """How many articles match a query, or are there at all when it is empty, and what they are.

    Without `by` they are broken down by what is usual and the period that suits the dates; with
    `across`, the first of `by` is set against that.  At most so many `terms` are told.  Raises
    `QueryError` as `search.Question` does.
    """
    understood, numbers, others = _parted(index, query, filters)
    with index.snapshot():
        here, there = (_counted(index, some, count) for some in (numbers, others))
        lengths = index.counting.lengths()
        pile = _Pile(index, here, there, lengths)
        dates = sorted(day for day in pile.names("day") if day and is_date(day))
        wanted = by if by is not None else (*USUAL, precision(dates))
        found = Terms(index, here, there)
        distinctive = found.best(terms, _words(understood)) if terms else []
        return Stats(
            query=query,
            articles=len(here),
            words=sum(lengths[number] for number in here),
            elsewhere=len(there),
            counted=count,
            first=dates[0] if dates else None,
            last=max(dates, key=_end) if dates else None,
            breakdowns=() if across else tuple(map(pile.breakdown, wanted)),
            terms=tuple(distinctive),
            read=len(found.sample) if terms else 0,
            cross=pile.cross(wanted[0], across) if across else None,
            repairs=understood.repairs if understood else (),
            has_all=understood is None or understood.has_all,
        )


def _parted(
    index: Holdings, query: str, filters: Filters | None
) -> tuple[Answer | None, list[int], list[int]]:
    """How a query was understood, which articles match it, and which do not."""
    every = index.numbers()
    if not query.strip() and filters is None:
        return None, every, []
    question = Question(index, query, filters)
    matches = question.numbers()
    return question.answer(1), matches, sorted({*every}.difference(matches))


def _counted(index: Holdings, numbers: list[int], count: Counted) -> list[int]:
    """Those of the articles that count."""
    if count == "articles":
        return numbers
    if count == "copies":
        copies = first_copies(of_files(index))
        return [number for number in numbers if number in copies]
    whole: dict[int, int] = {}
    for member in of_files(index).links.memberships():
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


class _Pile:
    """Articles that match and those that do not, to be counted."""

    def __init__(
        self, index: Holdings, here: Sequence[int], there: Sequence[int], lengths: Mapping[int, int]
    ) -> None:
        self._index = index
        self._here = frozenset(here)
        self._there = frozenset(there)
        self._lengths = lengths

    def names(self, by: str) -> set[str | None]:
        """What those that match are named, by one of `choices.KINDS`."""
        return {name for number, name in self._named(by) if number in self._here}

    def breakdown(self, by: str) -> Breakdown:
        here, words, there = Counter[str | None](), Counter[str | None](), Counter[str | None]()
        for number, name in self._named(by):
            if number in self._here:
                here[name] += 1
                words[name] += self._lengths[number]
            elif number in self._there:
                there[name] += 1
        rows = [Tally(name, here[name], words[name], there[name]) for name in _sorted(here, by)]
        return Breakdown(by, tuple(rows), here.total() - len(self._here))

    def cross(self, by: str, across: str) -> Cross:
        """Those that match by two kinds at once."""
        named: dict[int, list[str | None]] = {}
        for number, name in self._named(across):
            named.setdefault(number, []).append(name)
        rows, columns = Counter[str | None](), Counter[str | None]()
        pairs = Counter[tuple[str | None, str | None]]()
        for number, name in self._named(by):
            if number in self._here:
                rows[name] += 1
                pairs.update((name, other) for other in named[number])
        for (_, other), count in pairs.items():
            columns[other] += count
        titles = _sorted(columns, across)
        return Cross(
            by,
            across,
            tuple(titles),
            tuple(
                CrossRow(name, rows[name], tuple(pairs[name, title] for title in titles))
                for name in _sorted(rows, by)
            ),
        )

    def _named(self, by: str) -> Named:
        named = self._index.counting.named(by)
        if by not in LENGTHS:
            return named
        cut_once = cache(cut)  # thousands of articles are of one day
        return ((number, cut_once(day, by) if day else None) for number, day in named)


def _sorted(counts: Counter[str | None], by: str) -> list[str | None]:
    """The names, those of most articles first but times in their order; the unknown last."""
    names = [name for name in counts if name is not None]
    if by in LENGTHS:
        names = timeline(names, by)
    else:
        names.sort(key=lambda name: (-counts[name], fold(name), name))
    return [*names, *([None] if None in counts else [])]
