"""How each alphabet is written in Latin letters: the tables of systems.txt, ready to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newscli.text.tables import rows
from newscli.tuples import NamedTuple

_FITTING = {
    "japanese": "(?:"
    "(?:[kgsztdnhbpmrj][yj]?|[fwy]|s?sh|t?ch|t?ts|sch|t?tsch|dsch|kk|pp|tt|ss)?[aiueo]+h?|[nm]"
    ")+",
    "armenian": "[a-z]+[iy]an",  # as names end, for whom two languages part six sounds
}
"""What a word has to look like, where that is not any word: moras; an ending."""


class System(NamedTuple):
    """A table of sounds, ready to be read."""

    readings: Sequence[Mapping[str, Sequence[int]]]
    """For each column, each of its spellings and the rows that it may be."""
    rows: Sequence[Sequence[tuple[str, ...]]]
    """Each row's spellings, a column after the other."""
    fits: str
    """What a word has to look like."""


@cache
def systems() -> Sequence[System]:
    """All systems, one a section of the tables."""
    tables = {name: table for name, table in rows(__file__, "systems.txt").items() if name}
    return [_system(table, _FITTING.get(name, "[a-z]+")) for name, table in tables.items()]


def _system(table: Sequence[str], fits: str) -> System:
    """The system of a table."""
    sounds = [_cells(line) for line in table]
    readings: list[dict[str, list[int]]] = []
    for column in range(len(sounds[0])):
        meanings: dict[str, list[int]] = {}
        for i, sound in enumerate(sounds):
            for spelt in sound[column]:
                meanings.setdefault(spelt, []).append(i)
        readings.append(meanings)
    written = [
        _cells(line.replace("^", "").replace("$", "")) if "^" in line or "$" in line else sound
        for line, sound in zip(table, sounds, strict=True)
    ]
    return System(readings, written, fits)


def _cells(line: str) -> list[tuple[str, ...]]:
    return [(*cell.split(),) for cell in line.split("|")]
