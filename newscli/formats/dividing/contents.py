"""A list of contents at the top: its entries are not articles, but they name the articles.

An entry is known by coming again further down, above a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_menu, is_prose, weight
from newscli.formats.layout.units import Unit
from newscli.formats.layout.vocabulary import CONTENTS
from newscli.text import fold

LONGEST_LIST = 500  # entries of a list without numbers

_BULLETS = "-•*·–(?[ "
_entry = re.compile(
    r"\W{0,3}(?:(?P<number>\d{1,4})[.):]?\s+|[-•*·–]\s+)?(?P<title>.*?)"
    r"(?:\s*(?:\.{2,}|…+|·{2,}|_{2,}|[-–|,]? (?:p|pp|pag|S|Seite|page|s)\.?)? ?\d{1,4})?$"
)


def listed(units: list[Unit]) -> list[int]:
    """Indices of the units that a list of contents at the top announces, in order; or none."""
    return _from_numbers(units) or _from_block(units)


def _titles(text: str) -> set[str]:
    """How the heading that an entry announces may read: the entry, with and without numbers."""
    if not (text[0] in _BULLETS or text[0].isdigit() or text[-1].isdigit()):
        return {fold(text)}
    match = _entry.match(text)
    bare = match["title"] if match else text
    unnumbered = re.sub(r"^\W{0,3}\d{1,4}[.):]?\s+|^[-•*·–]\s+", "", text)
    return {fold(text), fold(bare.strip()), fold(unnumbered)} - {""}


def _from_numbers(units: list[Unit]) -> list[int]:
    """From entries numbered 1, 2, 3 …, whatever stands between them (page, teaser)."""
    entries: list[int] = []
    for index, unit in enumerate(units):
        if not unit.text[:4].lstrip("(?[ ")[:1].isdigit() or len(unit.text) > 2 * HEADLINE_LENGTH:
            continue
        match = _entry.match(unit.text)
        if match and match["number"] and int(match["number"]) == len(entries) + 1:
            entries.append(index)
    if len(entries) < 2:
        return []
    return _announced(units, entries, entries[-1] + 1)


def _from_block(units: list[Unit]) -> list[int]:
    """From a block of short lines at the top, which ends where its first entry comes again."""
    seen: set[str] = set()
    for index, unit in enumerate(units[:LONGEST_LIST]):
        if index < 3 and fold(unit.text).strip(" :.") in CONTENTS:
            seen.clear()
        elif len(unit.text) > HEADLINE_LENGTH or is_prose(unit.text):
            return []
        elif seen & (titles := _titles(unit.text)):
            return _announced(units, range(index), index)
        else:
            seen |= titles
    return []


def _announced(units: list[Unit], entries: Iterable[int], start: int) -> list[int]:
    """The units from `start` on that read as entries do; none when they do not head texts."""
    wanted: dict[str, int] = {}
    count = 0
    for index in entries:
        if (
            weight(units[index].text) < 3
            or is_menu(units[index].text)
            or is_caption(units[index].text)
        ):
            continue
        count += 1
        for title in _titles(units[index].text):
            wanted.setdefault(title, index)
    if count < 2:
        return []
    found: list[int] = []
    named: set[int] = set()
    for index in range(start, len(units)):
        entry = wanted.get(fold(units[index].text)) if len(units[index].text) <= 400 else None
        if entry is not None and entry not in named:
            found.append(index)
            named.add(entry)
    bounds = zip(found, [*found[1:], len(units)][: len(found)], strict=True)
    heading = [a for a, b in bounds if any(is_prose(unit.text) for unit in units[a + 1 : b])]
    enough = len(heading) >= 2 and 2 * len(heading) >= count and 4 * len(heading) >= 3 * len(found)
    return heading if enough else []
