"""What a query asks of its reader's desk: tags, and when an article was first seen."""

from __future__ import annotations

from newscli.errors import QueryError
from newscli.index.sought import EVERY, Arrived, Sought, Tagged, Without
from newscli.search.dates import EVER, bound, moment, span
from newscli.search.filters import Filters
from newscli.search.grammar import Desked

STATES = {"read": (True, "read"), "unread": (False, "read"), "starred": (True, "star")}
"""What `is:` may ask for: whether a tag is there, and which."""
NEW = "new"


def said_of(node: Desked, filters: Filters) -> Sought:
    """What a part of a query asks of the index; `filters` know what has been shown as new.

    Raises `QueryError` for what no reader can say.
    """
    if node.field == "added":
        start, end = 0, EVER
        for kind, date in span(node.typed):
            day = bound("added", date)
            if kind == "since":
                start = moment(day)
            else:
                end = moment(day, after=True)
        return Arrived(start, end)
    if node.field == "tag":
        from newscli.desk.marks import kept  # which no other query needs

        return Tagged((kept(node.typed),))
    state = node.typed.casefold()
    if state == NEW:
        return Arrived(filters.shown_us + 1, EVER)
    if state not in STATES:
        there = ", ".join(f"is:{name}" for name in (*STATES, NEW))
        raise QueryError(f"no is:{node.typed}: there are {there}")
    has, tag = STATES[state]
    return Tagged((tag,)) if has else Without(EVERY, Tagged((tag,)))
