"""What a query asks of its reader's desk: tags, and when an article was first seen.

The words of articles are in one index, and what is said of them in another, so these conditions
hold for a whole query: they go with a `-` and with each other, and in no brackets with words.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from newscli.errors import QueryError
from newscli.search.dates import bound, span
from newscli.search.grammar import Both, Desked, Either, Node, Not, shown

if TYPE_CHECKING:
    from newscli.search.filters import Filters

STATES = {"read": (True, "read"), "unread": (False, "read"), "starred": (True, "star")}
"""What `is:` may ask for: whether a tag is there, and which."""
NEW = "new"
EVER = (0, 1 << 62)  # microseconds


class Asked(NamedTuple):
    """What has to be said of articles."""

    tagged: tuple[tuple[bool, tuple[str, ...]], ...] = ()
    """As in `Selection`."""
    added: tuple[int, int] | None = None
    """As in `Selection`."""


def is_of_the_desk(node: Node) -> bool:
    """Whether a part of a query asks the desk alone.  Raises `QueryError` for one that asks words
    as well."""
    match node:
        case Desked():
            return True
        case Not(part):
            return is_of_the_desk(part)
        case Either(parts) if all(isinstance(part, Desked) for part in parts):
            return True
    if mixed := next(_within(node), None):
        raise QueryError(
            f"“{shown(mixed)}” goes into no brackets or OR with words; beside them it does"
        )
    return False


def asks_desk(query: str) -> bool:
    """Whether a query may ask the desk for something; quick, and true more often than not."""
    return any(name in query for name in ("tag:", "is:", "added:"))


def asked(nodes: Iterable[Node], filters: Filters) -> Asked:
    """What parts of a query and filters ask, as one.  Raises `QueryError`."""
    tagged: list[tuple[bool, tuple[str, ...]]] = []
    start, end = EVER
    if filters.tag:
        tagged.append((True, tuple(map(_tag, filters.tag))))
    if filters.new:
        start = max(start, filters.shown_us + 1)
    if filters.added_since:
        start = max(start, _moment(bound("added-since", filters.added_since)))
    for node in nodes:
        part = node.part if isinstance(node, Not) else node
        if isinstance(part, Desked) and (
            part.field == "added" or (part.typed.casefold() == NEW and part.field == "is")
        ):
            if isinstance(node, Not):
                raise QueryError(f"“{shown(part)}” goes with no -; write added:A..B instead")
            first, last = _period(part, filters)
            start, end = max(start, first), min(end, last)
        else:
            tagged += _tagged(part, has=not isinstance(node, Not))
    return Asked(tuple(tagged), (start, end) if (start, end) != EVER else None)


def _tagged(part: Node, *, has: bool) -> Iterable[tuple[bool, tuple[str, ...]]]:
    """The tags of a part without its `-`."""
    named = [_state(one) for one in (part.parts if isinstance(part, Either) else (part,))]
    if len(named) == 1:
        yield named[0][0] == has, (named[0][1],)
    elif all(is_there for is_there, _ in named):
        yield has, tuple(tag for _, tag in named)
    else:
        raise QueryError(f"“{shown(part)}” cannot be asked in one; ask for one after the other")


def _state(node: Node) -> tuple[bool, str]:
    """Whether a tag is to be there, and which."""
    if not isinstance(node, Desked) or node.field == "added":
        raise QueryError(f"“{shown(node)}” goes into no OR; beside words it does")
    if node.field == "tag":
        return True, _tag(node.typed)
    try:
        return STATES[node.typed.casefold()]
    except KeyError:
        there = ", ".join(f"is:{name}" for name in (*STATES, NEW))
        raise QueryError(f"no is:{node.typed}: there are {there}") from None


def _tag(typed: str) -> str:
    """A tag as it is kept."""
    from newscli.desk.marks import kept  # which no other query needs

    return kept(typed)


def _period(node: Desked, filters: Filters) -> tuple[int, int]:
    """From when to before when."""
    if node.field == "is":
        return filters.shown_us + 1, EVER[1]
    start, end = EVER
    for kind, date in span(node.typed):
        day = bound("added", date)
        if kind == "since":
            start = _moment(day)
        else:
            end = _moment(day, after=True)
    return start, end


def _moment(day: str, *, after: bool = False) -> int:
    """The moment at which an ISO year, month or day begins here, or `after` it is over."""
    parts = [int(part) for part in day.split("-")]
    parts[-1] += after  # a thirteenth month is the first of the next year for `mktime`
    year, month, date = (*parts, 1, 1)[:3]
    try:
        return max(0, round(time.mktime((year, month, date, 0, 0, 0, 0, 0, -1)))) * 1_000_000
    except (OverflowError, ValueError):
        return EVER[year > 1970]


def _within(node: Node) -> Iterator[Desked]:
    """All that a tree asks of the desk."""
    match node:
        case Desked():
            yield node
        case Not(part):
            yield from _within(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _within(part)
