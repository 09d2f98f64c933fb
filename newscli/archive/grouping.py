"""Lists in groups, and copies of one text folded into the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newscli.records import Summary

UNKNOWN = {"file": "", "day": "no date", "agency": "no agency"}
DAY = 10  # characters of an ISO date without its time


def grouped(summaries: Iterable[Summary], by: str) -> tuple[list[str], list[Summary]]:
    """The name of each article's group, and the articles: groups together, and in each their order.

    Files and agencies are in the order of the alphabet, days the newest first; what has none is
    last.
    """
    named = [(_name(told, by), told) for told in summaries]
    named.sort(key=lambda item: item[0].casefold(), reverse=by == "day")  # stable, reversed too
    named.sort(key=lambda item: not item[0])
    return [name or UNKNOWN[by] for name, _ in named], [told for _, told in named]


def folded(numbers: Iterable[int], copies: Mapping[int, int]) -> dict[int, int]:
    """The first of each set of copies, in the order given, and how many more of it there are.

    >>> folded([9, 4, 2, 7], {9: 2, 7: 2})
    {9: 2, 4: 0}
    """
    first: dict[int, int] = {}
    more: dict[int, int] = {}
    for number in numbers:
        one = first.setdefault(copies.get(number, number), number)
        more[one] = more.get(one, -1) + 1
    return more


def _name(told: Summary, by: str) -> str:
    if by == "day":
        return (told.date or "")[:DAY]
    return told.path if by == "file" else told.agency or ""
