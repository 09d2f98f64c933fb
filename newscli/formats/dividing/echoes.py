"""Headline echoes: on pages a headline stands above the picture and again under it.

A text copied from pages repeats it, with captions and buttons between: the surest sign in plain
text that an article begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.headers import header
from newscli.formats.layout.shapes import (
    HEADLINE_LENGTH,
    is_control,
    is_headline_like,
    is_menu,
    is_prose,
    opens_links,
    weight,
)
from newscli.formats.layout.units import Unit
from newscli.text import fold
from newscli.tuples import NamedTuple

ODD = 3  # headlines for one that stands twice: that is another article's
_LINKED = frozenset(["title", "capitals", "word", "open", "asked"])
LINK = re.compile(r"[^:：]{3,40}[:：]\s*\S")
"""A control and a title on one line: `Read more: Ferry stops`."""
REACH = 16  # units from a headline to its echo: six captions, buttons, a byline between
LEAD = 6  # units that may stand before a headline in its article: section, date, menu


class Cut(NamedTuple):
    """An article begins here."""

    start: int
    """Index of its first unit."""
    evidence: str
    headline: int = -1
    """Index of the first unit of the headline; -1 when that is to be found out."""
    headline_end: int = -1
    """Index after its last unit."""
    echo: int = -1
    """Index of the first unit of the headline's repetition; -1 for none."""


def lead(units: list[Unit], start: int, least: int) -> int:
    """The first unit of the short lines (section, date, menu) that stand before a headline."""
    for index in range(start, max(least, 0, start - LEAD) - 1, -1):
        unit = units[index]
        if index < start and (len(unit.text) > 80 or is_prose(unit.text)):
            return start
        if unit.gap >= 2 or index == 0:
            return index
    return start


def echoes(units: list[Unit]) -> list[Cut]:
    """Articles whose headline comes again, with captions and buttons between."""
    pairs, times = _recurring(units)
    if not pairs:
        return []
    paired = Counter(key for _, _, key in pairs)
    second = {first: again for first, again, _ in pairs}
    doubled = _are_headlines_doubled(units, second)
    found: list[Cut] = []
    inside = -1  # up to here units belong to the head of an article found already
    for first, again, key in pairs:
        if first <= inside or (times[key] > 3 and times[key] != 2 * paired[key]):
            continue  # a line that comes again and again is a button, or the publisher's
        if paired[key] > 1 and weight(units[first].text) < 4:
            continue
        start = lead(units, first, inside + 1)
        broken = start == 0 or units[start].gap >= 2
        if again == first + 1 and not broken and not doubled:
            continue
        if _is_second_copy(units, first, again):
            inside = again - 1  # its paragraphs come again as well
            continue
        if not _is_echo(units, first, again, broken):
            continue
        end = first + 1
        while (
            end < again
            and second.get(end) == again + end - first
            and _is_line_of_headline(units[end])
        ):
            end += 1
        found.append(Cut(first, "headline-echo", first, end, again))
        inside = again + end - first - 1
    return found


def _is_line_of_headline(unit: Unit) -> bool:
    return unit.gap == 0 and not is_prose(unit.text) and not is_caption(unit.text)


def _is_echo(units: list[Unit], first: int, again: int, broken: bool) -> bool:
    """Whether two equal units are a headline and its echo; `broken`: the text breaks before."""
    text = units[first].text
    if weight(text) < (2 if broken else 3) or again + 1 >= len(units) or is_menu(text):
        return False
    at_break = first == 0 or units[first].gap >= 2
    if (line := header(text)) and not (at_break and line.role == "byline"):
        return False
    if not broken and not _holds_pictures_alone(units, first, again):
        return False
    return is_headline_like(text) or (at_break and weight(text) >= 3 and not is_caption(text))


def _holds_pictures_alone(units: list[Unit], first: int, again: int) -> bool:
    """Whether text follows the echo, and none stands before it but captions, which recur."""
    if not any(is_prose(unit.text) for unit in units[again + 1 : again + 8]):
        return False
    near = [unit.text for unit in units[first + 1 : 2 * again - first + 4]]
    return all(
        near.count(unit.text) > 1 or is_caption(unit.text) or not is_prose(unit.text)
        for unit in units[first + 1 : again]
    )


def _are_headlines_doubled(units: list[Unit], second: dict[int, int]) -> bool:
    """Whether headlines stand twice in a row: the first one does, and no paragraph does."""
    if not any(second.get(index) == index + 1 for index in range(min(LEAD, len(units)))):
        return False
    return not any(
        unit.text == following.text and is_prose(unit.text) and not is_caption(unit.text)
        for unit, following in pairwise(units)
    )


def _is_second_copy(units: list[Unit], first: int, again: int) -> bool:
    """Whether a whole short article stands between a headline and its repetition, not pictures."""
    between = units[first + 1 : again]
    copy = units[again + 1 : again + 1 + len(between)]
    if not between or units[again].gap <= between[0].gap:
        return False
    same = sum(unit.text == other.text for unit, other in zip(between, copy, strict=False))
    if 2 * same < len(between):
        return False
    prose = {unit.text for unit in between if is_prose(unit.text) and not is_caption(unit.text)}
    return len(prose) >= 2


def _recurring(units: list[Unit]) -> tuple[list[tuple[int, int, str]], Counter[str]]:
    """Short units that come again within reach (index, next, text); how often each comes."""
    seen: dict[str, int] = {}
    times: Counter[str] = Counter()
    pairs: list[tuple[int, int, str]] = []
    for index, unit in enumerate(units):
        if len(unit.text) > HEADLINE_LENGTH:
            continue
        key = fold(unit.text)
        previous = seen.get(key)
        if previous is not None:
            times[key] += 1
            if index - previous <= REACH and not is_control(unit.text):
                pairs.append((previous, index, key))
        seen[key] = index
    pairs.sort()
    return pairs, Counter({key: count + 1 for key, count in times.items()})


def linked(units: list[Unit], kinds: Sequence[str]) -> set[int]:
    """Indices of titles of other articles: those right below `Read more`, and those above and below
    a button, if most of the text's are not set so.  `kinds` are those of their symbols."""
    tight = [n for n in range(1, len(units)) if not units[n].gap and kinds[n] in _LINKED]
    found = {n for n in tight if opens_links(text := units[n - 1].text) and not LINK.match(text)}
    twice = [
        n
        for n in tight
        if n > 2 and kinds[n - 1] == "control" and not units[n - 1].gap
        if units[n - 2].text == units[n].text
    ]
    heads = sum(a in _LINKED and b == "prose" for a, b in pairwise(kinds)) if twice else 0
    if ODD * len(twice) <= heads:
        found.update(m for n in twice for m in (n - 2, n))
    return found
