"""Lists in groups, and copies of one text folded into the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newscli.choices import Kind, kind_of
from newscli.records import Summary
from newscli.sources.naming import folder_of


def grouped(summaries: Iterable[Summary], by: str) -> tuple[list[str], list[Summary]]:
    """The name of each article's group, and the articles: groups together, and in each their order.

    `by` is one of `choices.KINDS`.  Names are in the order of the alphabet, times the newest first;
    what has none is last.
    """
    kind = kind_of(by)
    named = [(_name(one, kind), one) for one in summaries]
    # Both are stable, also reversed.
    named.sort(key=lambda item: item[0].casefold(), reverse=bool(kind.length))
    named.sort(key=lambda item: not item[0])
    return [name or kind.unknown for name, _ in named], [one for _, one in named]


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


def _name(one: Summary, kind: Kind) -> str:
    if kind.length:
        return (one.date or "")[: kind.length]
    if kind.name in ("file", "folder"):
        return one.path if kind.name == "file" else folder_of(one.path)
    return str(one.value(kind.name) or "")
