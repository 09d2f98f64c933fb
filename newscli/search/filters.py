"""What else an article has to be, besides holding a query's words: whose, from where, of when."""

from __future__ import annotations

from collections.abc import Iterable

from newscli.index.matching import Selection
from newscli.index.sought import Arrived, Run, Sought, Tagged, all_of, any_of
from newscli.text import words
from newscli.tuples import NamedTuple

FACTS = ("source", "agency", "place", "byline", "section")


class Filters(NamedTuple):
    """What has to be said of an article.  Of several values of a kind one has to fit, of several
    kinds all."""

    source: tuple[str, ...] = ()
    """Words of the publisher, or of the name of the document's file or folder."""
    agency: tuple[str, ...] = ()
    """Words of a credit: AP, Reuters, a photographer."""
    place: tuple[str, ...] = ()
    """Words of the dateline."""
    byline: tuple[str, ...] = ()
    """Words of who wrote it."""
    section: tuple[str, ...] = ()
    """Words of its section."""
    since: str | None = None
    """As `dates.bound` takes it.  An article without a date is of no date."""
    until: str | None = None
    """The same, inclusive: 2024 lets all of that year pass."""
    tag: tuple[str, ...] = ()
    """Of these, one has to be said of it."""
    added_since: str | None = None
    """When it was first seen, as `since`."""
    new: bool = False
    """Whether only what has not been shown as new yet."""
    shown_us: int = 0
    """Up to when that has been, microseconds since 1970, as the archive knows it."""

    def check(self) -> None:
        """Raise `QueryError` for what is no date, and for periods in which there is no day."""
        self.period()
        if self.added_since:
            from newscli.search.dates import bound

            bound("added-since", self.added_since)

    def conditions(self) -> list[Sought]:
        """What has to hold; a filter without a word lets pass."""
        alternatives = (
            [Run(tuple(found), kind) for value in getattr(self, kind) if (found := words(value))]
            for kind in FACTS
        )
        conditions = [any_of(able) for able in alternatives if able]
        if self.tag:
            from newscli.desk.marks import kept  # which no other filter needs

            conditions.append(Tagged(tuple(map(kept, self.tag))))
        if self.new or self.added_since:
            from newscli.search.dates import EVER, bound, moment

            if self.new:
                conditions.append(Arrived(self.shown_us + 1, EVER))
            if self.added_since:
                conditions.append(Arrived(moment(bound("added-since", self.added_since)), EVER))
        return conditions

    def selection(self) -> Selection:
        """The articles that pass."""
        return Selection(all_of(self.conditions()), period=self.period())

    def period(self, dated: Iterable[tuple[str, str]] = ()) -> tuple[str, str] | None:
        """Where the dates begin and before what they end, as text compares, when `dated` has to
        hold too: `since` or `until`, and a date.  Raises `QueryError`."""
        given = [("since", self.since), ("until", self.until), *dated]
        if not any(date for _, date in given):
            return None
        from newscli.search.dates import bound, period

        since = [bound("since", date) for kind, date in given if kind == "since" and date]
        until = [bound("until", date) for kind, date in given if kind == "until" and date]
        return period(max(since, default=None), min(until, key=_last, default=None))


def _last(date: str) -> str:
    """What follows all dates that begin so: "~" follows all that a date is made of."""
    return f"{date}~"
