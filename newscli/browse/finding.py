"""What a person wants to see, and what the archive has of it: no drawing, no threads.

Words are answered by `Archive.find`, so the list holds what `newscli search` prints.  Only a last
word that is still being typed, and that the archive does not have, is first taken as the beginning
of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscli.archive import Archive
from newscli.archive.found import Found
from newscli.browse.rows import Row, Rows
from newscli.choices import BEST, ORDERS, names
from newscli.errors import QueryError
from newscli.records import Answer, Marks, Summary
from newscli.search import Filters
from newscli.tuples import NamedTuple

FIRST = 20  # hits of the first answer, or as many as are in view: the fewer, the sooner there
MORE = 4  # times as many when the end of them comes into view
WINDOW = 50  # rows that are known from the beginning when the archive is listed

LOOK_EVERY = 1.0
"""Seconds between two looks at the files while somebody types: of 10,000 a look takes 40 ms."""

LEAST_BEGINNING = 3  # letters; fewer begin too many words to say anything

_LAST_WORD = re.compile(r"(?:^|[\s:])(\w+)$")


class Wish(NamedTuple):
    """What a person wants to see."""

    query: str = ""
    sort: str = ""
    """One of `ORDERS`, or empty: the best first when there is a query, else by number."""
    limit: int = FIRST
    """Of hits; a list in another order has no end."""
    filters: Filters | None = None
    source: str = ""
    """The one source wanted; empty for those that the filters let pass."""

    @property
    def order(self) -> str:
        """The order that this comes to."""
        return self.sort or (BEST if self.query.strip() else ORDERS[0].name)

    @property
    def passing(self) -> Filters | None:
        """What articles have to pass."""
        if not self.source:
            return self.filters
        return (self.filters or Filters())._replace(source=(self.source,))

    def next_order(self) -> str:
        """The `sort` that comes after this one."""
        orders = ([BEST] if self.query.strip() else []) + [*names(ORDERS)]
        after = orders[(orders.index(self.order) + 1) % len(orders)]
        return "" if after == orders[0] else after


class Findings(NamedTuple):
    """What there is of a wish."""

    wish: Wish
    rows: Rows
    articles: int = 0
    """How many there are in the archive."""
    answer: Answer | None = None
    """How words were understood; None when there were none."""
    marks: Marks | None = None
    """The matches in any text."""
    problem: str = ""
    """Why words could not be looked for."""

    @property
    def digits(self) -> int:
        """Of the longest number, as far as can be told."""
        return len(str(max(self.articles, *self.rows.numbers, 0)))


def found(archive: Archive, wish: Wish) -> Findings | None:
    """What the archive has of a wish; None while there are too few letters to tell."""
    with archive.still(within=LOOK_EVERY):
        return _found(archive, wish)


def _found(archive: Archive, wish: Wish) -> Findings | None:
    articles, _ = archive.counts()
    if not wish.query.strip():
        numbers = archive.numbers(wish.order, filters=wish.passing)
        return Findings(wish, _listed(archive, numbers), articles)
    try:
        asked, answer = _answered(archive, wish)
    except QueryError as error:
        if any(letter.isalnum() for letter in wish.query):
            return Findings(wish, Rows(), articles, problem=str(error))
        return None
    if not answer.hits and len(wish.query.strip()) < LEAST_BEGINNING:
        return None
    marks = asked.marks
    same = archive.same_stories(hit.article.number for hit in answer.hits)
    rows = Rows.hits(answer.hits, answer.total, same)
    rows.tag(tags_of(archive, rows.numbers))
    if wish.sort and answer.hits and (matching := asked.numbers()):
        wanted = set(matching)
        numbers = [number for number in archive.numbers(wish.sort) if number in wanted]
        rows = _listed(archive, numbers, marks)
    return Findings(wish, rows, articles, answer, marks)


def rows_of(archive: Archive, numbers: Sequence[int], marks: Marks | None = None) -> list[Row]:
    """The rows of the articles with these numbers."""

    same = archive.same_stories(numbers)

    def row(summary: Summary) -> Row:
        whole = Row.of(summary)._replace(same=same.get(summary.number))
        if marks is None or summary.headline_derived:
            return whole
        headline = whole.headline
        return whole._replace(headline=headline._replace(marks=tuple(marks(headline.text))))

    tags = tags_of(archive, numbers)
    found = [row(summary) for summary in archive.summaries_of(numbers)]
    return [one._replace(tags=frozenset(tags.get(one.number, ()))) for one in found]


def tags_of(archive: Archive, numbers: Sequence[int]) -> dict[int, list[str]]:
    """What is said of these articles; nothing is asked for where nothing ever was."""
    return archive.desk.tags(numbers) if archive.desk.has_marks() else {}


def _listed(archive: Archive, numbers: Sequence[int], marks: Marks | None = None) -> Rows:
    """Rows of which the first are known."""
    rows = Rows(numbers, len(numbers))
    rows.hold(rows_of(archive, numbers[:WINDOW], marks))
    return rows


def _answered(archive: Archive, wish: Wish) -> tuple[Found, Answer]:
    """The answer to a query whose last word may still be on its way, and what was asked for it."""
    typed = wish.query
    asked = archive.find(typed, wish.passing, is_open=True)
    last = _LAST_WORD.search(typed)
    if last is None or len(last[1]) < LEAST_BEGINNING:
        return asked, asked.answer(wish.limit)
    if asked.knows(last[1]) and _has(answer := asked.answer(wish.limit), last[1]):
        return asked, answer
    try:
        beginning = archive.find(f"{typed}*", wish.passing, is_open=True)
    except QueryError:  # a date is no word
        return asked, asked.answer(wish.limit)
    if beginning.is_met:
        longer = beginning.answer(wish.limit)
        if longer.hits and not longer.hits[0].missing:
            return beginning, longer._replace(query=typed)
    return asked, asked.answer(wish.limit)


def _has(answer: Answer, word: str) -> bool:
    """Whether the best hit that has all words, if one has, has the word as it was typed."""
    if not answer.hits:
        return False
    best = next((hit for hit in answer.hits if not hit.missing), answer.hits[0])
    return word not in best.missing and all(repair.word != word for repair in best.repairs)
