"""Dates as rows of time: days, months or years, with what lies empty between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from newscli.choices import KINDS

LENGTHS = {kind.name: kind.length for kind in KINDS if kind.length}
"""Characters of an ISO date that say when to that precision."""

MOST = {"day": 31, "month": 36}
"""So many in a row are looked at one by one; of more, what is longer says more."""
EMPTY = 6  # periods in a row that are told one by one; more are one gap


_ISO = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def precision(days: Iterable[str]) -> str:
    """What dates are best counted by: days within a month or so, months within some years, as far
    as they are that exact; else years."""
    exact = [day for day in days if is_date(day)]
    for by, most in MOST.items():
        fitting = [day for day in exact if len(day) >= LENGTHS[by]]
        if fitting and 2 * len(fitting) >= len(exact):
            span = _ordinal(max(fitting)[: LENGTHS[by]]) - _ordinal(min(fitting)[: LENGTHS[by]])
            if span < most:
                return by
    return "year"


def cut(day: str, by: str) -> str:
    """The day, month or year of a date; one that is less exact, or none at all, stays itself."""
    return day[: LENGTHS[by]] if is_date(day) else day


def timeline(periods: Iterable[str], by: str) -> list[str]:
    """Periods in their order, the empty ones between them too; of a long gap its first and last,
    as in `2024-02/2024-08`.  What is less exact stands before what it may be part of.

    >>> timeline(["2024-03", "2023", "2024-01"], "month")
    ['2023', '2024-01', '2024-02', '2024-03']
    """
    given = {*periods}
    exact = sorted(one for one in given if is_date(one) and len(one) == LENGTHS[by])
    gaps = {gap for one, other in pairwise(exact) for gap in _gap(one, other)}
    dated = {one for one in given if is_date(one)}
    return [*sorted(dated | gaps), *sorted(given - dated)]


def _gap(one: str, other: str) -> Iterator[str]:
    first, last = _ordinal(one) + 1, _ordinal(other) - 1
    if last - first < EMPTY:
        yield from (_period(at, len(one)) for at in range(first, last + 1))
    else:
        yield f"{_period(first, len(one))}/{_period(last, len(one))}"


def is_date(text: str) -> bool:
    """Whether it is a year, month or day of the calendar, as ISO 8601 writes it."""
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[: LENGTHS["day"]])
    except ValueError:
        return False
    return True


def _ordinal(period: str) -> int:
    """The place of a year among years, of a month among months, of a day among days."""
    if len(period) == LENGTHS["year"]:
        return int(period)
    if len(period) == LENGTHS["month"]:
        return 12 * int(period[:4]) + int(period[5:]) - 1
    return date.fromisoformat(period).toordinal()


def _period(ordinal: int, length: int) -> str:
    """The year, month or day at that place."""
    if length == LENGTHS["year"]:
        return f"{ordinal:04}"
    if length == LENGTHS["month"]:
        return f"{ordinal // 12:04}-{ordinal % 12 + 1:02}"
    return date.fromordinal(ordinal).isoformat()
