"""What else an article has to be, besides holding a query's words: whose, from where, of when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from newscli.errors import QueryError
from newscli.index.filtering import condition

FACTS = ("source", "agency", "place")
DATES = ("since", "until")
FILTERS = (*FACTS, *DATES)

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Filters(NamedTuple):
    """What has to be said of an article.  Of several values of a kind one has to fit, of several
    kinds all."""

    source: tuple[str, ...] = ()
    """Words of the publisher, or of the name of the document's file or folder."""
    agency: tuple[str, ...] = ()
    """Words of a credit: AP, Reuters, a photographer."""
    place: tuple[str, ...] = ()
    """Words of the dateline."""
    since: str | None = None
    """Year, month or day, ISO 8601.  An article without a date is of no date."""
    until: str | None = None
    """The same, inclusive: 2024 lets all of that year pass."""
    none_of: tuple[tuple[str, str], ...] = ()
    """Kind and value of what must not be said of it."""

    def narrowed(self, given: Iterable[tuple[str, str, bool]]) -> Filters:
        """These filters and those given: kind, value, and whether it is excluded.

        Raises `QueryError` for what is no date, and for periods in which there is no day.
        """
        values: dict[str, list[str]] = {kind: [*getattr(self, kind)] for kind in FACTS}
        dates: dict[str, str | None] = {"since": self.since, "until": self.until}
        none_of = [*self.none_of]
        for kind, value, excluded in given:
            if kind in dates and excluded:
                raise QueryError(f"-{kind}: makes no sense; use since: and until:")
            if kind in dates:
                bounds = [bound for bound in (dates[kind], value) if bound is not None]
                dates[kind] = max(bounds) if kind == "since" else min(bounds, key=_end)
            elif excluded:
                none_of.append((kind, value))
            else:
                values[kind].append(value)
        period(dates["since"], dates["until"])
        source, agency, place = map(tuple, values.values())
        return Filters(source, agency, place, dates["since"], dates["until"], tuple(none_of))

    def conditions(self) -> list[str]:
        """What has to hold, in the index's query language; a filter without a word lets pass."""
        alternatives = (
            [told for value in getattr(self, kind) if (told := condition(kind, value))]
            for kind in FACTS
        )
        return [f"({' OR '.join(told)})" for told in alternatives if told]

    def exclusions(self) -> list[str]:
        """What must not hold, in the index's query language."""
        return [told for kind, value in self.none_of if (told := condition(kind, value))]


def period(since: str | None, until: str | None) -> tuple[str, str] | None:
    """Where the dates between these two begin and before what they end, as text compares.

    Raises `QueryError` for what is no date, and when there is no day between the two.

    >>> period("2024-02", "2024")
    ('2024-02', '2024~')
    """
    for kind, date in (("since", since), ("until", until)):
        if date is not None and not _is_date(date):
            raise QueryError(f"{kind}: “{date}” is no date; write 2024, 2024-05 or 2024-05-31")
    if since is None and until is None:
        return None
    start, end = since or "", _end(until or "")
    if start >= end:
        raise QueryError(f"no day is both since {since} and until {until}")
    return start, end


def _end(date: str) -> str:
    """What follows all dates that begin so: "~" follows all that a date is made of."""
    return f"{date}~"


def _is_date(text: str) -> bool:
    found = DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    if not (year >= 1 and 1 <= month <= 12):
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= day <= days[month - 1]
