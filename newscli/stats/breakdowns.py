"""Articles by their facts, those that match a query beside those that do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newscli.choices import KINDS
from newscli.index import of_files
from newscli.index.columns import FactColumn
from newscli.records import Answer
from newscli.search import Filters
from newscli.search.question import Question
from newscli.stats.figures import Breakdown, Counted, Cross, CrossRow, Stats, Tally
from newscli.stats.periods import LENGTHS, cut, is_date, precision, timeline
from newscli.stories import first_copies
from newscli.text import fold
from newscli.tuples import NamedTuple

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
    question = Question(index, query, filters) if query.strip() or filters is not None else None
    numbers = question.numbers() if question else index.numbers()
    understood = question.answer(1) if question else None
    with index.snapshot():
        lengths = index.counting.lengths()
        here, there = _counted(index, numbers, count)
        pile = _Pile(index, here, there, lengths)
        elsewhere = pile.size() - len(here) if there is None else len(there)
        dates = sorted(day for day in pile.names("day") if day and is_date(day))
        wanted = by if by is not None else (*USUAL, precision(dates))
        found = None
        if terms:
            from newscli.stats.terms import Terms  # takes as long to import as counting does

            found = Terms(index, here, elsewhere, there)
        return Stats(
            query=query,
            articles=len(here),
            words=sum(map(lengths.__getitem__, here)),
            elsewhere=elsewhere,
            counted=count,
            first=dates[0] if dates else None,
            last=max(dates, key=lambda day: f"{day}~", default=None),  # 2024 ends after 2024-05
            breakdowns=() if across else tuple(map(pile.breakdown, wanted)),
            terms=tuple(found.best(terms, _words(understood))) if found else (),
            read=len(found.sample) if found else 0,
            cross=pile.cross(wanted[0], across) if across else None,
            repairs=understood.repairs if understood else (),
            has_all=understood is None or understood.has_all,
        )


def _counted(
    index: Holdings, numbers: list[int], count: Counted
) -> tuple[list[int], list[int] | None]:
    """Those of the articles that count, and those of the others; None when all others do."""
    if count == "articles":
        return numbers, None
    others = sorted({*index.numbers()}.difference(numbers))
    if count == "copies":
        copies = first_copies(of_files(index))
        here, there = ([one for one in some if one in copies] for some in (numbers, others))
        return here, there
    whole = {
        member.number: member.story
        for member in of_files(index).links.memberships()
        if member.paragraphs is None
    }
    here, there = (_firsts(some, whole) for some in (numbers, others))
    return here, there


def _firsts(numbers: Iterable[int], whole: Mapping[int, int]) -> list[int]:
    """Of the articles that tell the same story, as `whole` has it, the first."""
    first: dict[int, int] = {}
    for number in numbers:
        first.setdefault(whole.get(number, number), number)
    return [*first.values()]


def _words(understood: Answer | None) -> set[str]:
    """The words that were looked for: that they are telling goes without saying."""
    forms = understood.understood if understood else ()
    return {word for form in forms for word in form.to.split()}


class _Pile(NamedTuple):
    """Articles that match and those that do not, to be counted."""

    held: Holdings
    here: Sequence[int]
    there: Sequence[int] | None
    lengths: Sequence[int]

    def size(self) -> int:
        """How many articles there are, by a column, which has a checksum: `Index.count` goes by
        whatever list of them is short."""
        return self.held.counting.column("day").counts().total()

    def names(self, by: str) -> set[str | None]:
        """What those that match are named, by one of `choices.KINDS`."""
        column = self._column(by)
        return {name for place in column.counts(self.here) for name in column.names[place]}

    def breakdown(self, by: str) -> Breakdown:
        column = self._column(by)
        inside, outside = column.counts(self.here), column.counts(self.there)
        if self.there is None:
            outside.subtract(inside)
        lengths = Counter[int]()
        for number in self.here:
            lengths[column.places[number]] += self.lengths[number]
        here, words, there = (_named(column, some) for some in (inside, lengths, outside))
        rows = [Tally(name, here[name], words[name], there[name]) for name in _sorted(here, by)]
        return Breakdown(by, tuple(rows), here.total() - len(self.here))

    def cross(self, by: str, across: str) -> Cross:
        """Those that match by two kinds at once."""
        one, other = self._column(by), self._column(across)
        both = (map(column.places.__getitem__, self.here) for column in (one, other))
        places = Counter(zip(*both, strict=True))
        pairs = Counter[tuple[str | None, str | None]]()
        for (place, beside), count in places.items():
            for name in one.names[place]:
                for title in other.names[beside]:
                    pairs[name, title] += count
        rows, columns = _named(one, one.counts(self.here)), Counter[str | None]()
        for (_, title), count in pairs.items():
            columns[title] += count
        titles = _sorted(columns, across)
        table = (
            CrossRow(name, rows[name], tuple(pairs[name, title] for title in titles))
            for name in _sorted(rows, by)
        )
        return Cross(by, across, tuple(titles), tuple(table))

    def _column(self, by: str) -> FactColumn:
        column = self.held.counting.column(by)
        return column.renamed(lambda day: cut(day, by)) if by in LENGTHS else column


def _named(column: FactColumn, counts: Mapping[int, int]) -> Counter[str | None]:
    """Names and what they come to, of places in a column and what these do."""
    named = Counter[str | None]()
    for place, count in counts.items():
        for name in column.names[place]:
            named[name] += count
    return named


def _sorted(counts: Counter[str | None], by: str) -> list[str | None]:
    """The names, those of most articles first but times in their order; the unknown last."""
    names = [name for name in counts if name is not None]
    if by in LENGTHS:
        names = timeline(names, by)
    else:
        names.sort(key=lambda name: (-counts[name], fold(name), name))
    return [*names, *([None] if None in counts else [])]
