"""Facts of all articles, a kind a column, so that any number of them is counted in no time.

A column is made of the tables when it is first asked for, and kept in the index until documents
change.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from newscli.errors import DamagedIndexError
from newscli.index.faults import checksum
from newscli.text import fold
from newscli.tuples import NamedTuple

Names = tuple[str | None, ...]
"""What an article is named by a kind: by some it can have several names; (None,) without any."""

SIZES = {"B": 1 << 8, "H": 1 << 16, "I": 1 << 32}
"""Types of `array`, and how many different values each has."""


class FactColumn(NamedTuple):
    """A fact of all articles."""

    names: Sequence[Names]
    """Each that any article has, from 1 on: 0 is for numbers that no article has."""
    places: array[int]
    """Number of an article → place in `names`."""

    def counts(self, numbers: Iterable[int] | None = None) -> Counter[int]:
        """Place in `names` → how many articles have these: of those with these numbers, or all."""
        if numbers is not None:
            return Counter(map(self.places.__getitem__, numbers))
        counts = Counter(self.places)
        del counts[0]
        return counts

    def most_first(self) -> list[tuple[str, int]]:
        """Names, and how many articles have each: those of most articles first."""
        counts = Counter[str]()
        for place, count in self.counts().items():
            for name in self.names[place]:
                if name:
                    counts[name] += count
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def renamed(self, name: Callable[[str], str | None]) -> FactColumn:
        """The same with other names."""
        names = [tuple(name(one) if one else None for one in some) for some in self.names]
        return self._replace(names=names)

    def as_most_write(self) -> FactColumn:
        """The same with each name in the spelling that is commonest."""
        spelt: dict[str, str] = {}
        for name, _ in self.most_first():
            spelt.setdefault(fold(name), name)
        return self.renamed(lambda name: spelt[fold(name)])


class ColumnFilling:
    """A column in the making."""

    def __init__(self, named: Iterable[tuple[int, Names]] = ()) -> None:
        self._known: dict[Names, int] = {(): 0}
        self._places = array("I")
        for number, names in named:
            self.add(number, names)

    def add(self, number: int, names: Names) -> None:
        """An article is named so; each is told once, and in any order."""
        room = number + 1 - len(self._places)
        if room > 0:
            self._places.frombytes(bytes(self._places.itemsize * room))
        self._places[number] = self._known.setdefault(names, len(self._known))

    def column(self) -> FactColumn:
        """What has been told, in as few bytes as it takes."""
        code = next(code for code, most in SIZES.items() if len(self._known) <= most)
        return FactColumn([*self._known], array(code, self._places))


class Columns:
    """The columns that an index keeps, and those that it has yet to."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self._db = db
        self._name = name
        self._made: dict[str, FactColumn] = {}
        self._version: tuple[int, int] | None = None  # of which those that were made are

    def column(self, kind: str, make: Callable[[], Mapping[str, FactColumn]]) -> FactColumn:
        """The column of a kind, which `make` makes, with others or alone, where it is not kept.

        To be asked within a snapshot.  Raises `DamagedIndexError` when it is not as it was kept.
        """
        if self._version != (version := self._now()):
            self._made.clear()
            self._version = version
        if kind not in self._made:
            if kept := self._kept(kind):
                return kept
            self._made.update(make())
        return self._made[kind]

    def _now(self) -> tuple[int, int]:
        """As `Index.version`."""
        (others,) = self._db.execute("PRAGMA data_version").fetchone()
        return others, self._db.total_changes

    def _kept(self, kind: str) -> FactColumn | None:
        row = self._db.execute(
            "SELECT checksum, kind, names, type, places FROM columns WHERE kind = ?", (kind,)
        ).fetchone()
        if row is None:
            return None
        check, *kept = row
        if check != checksum(tuple(kept)):
            raise DamagedIndexError(self._name, f"the column {kind} is not as it was written")
        _, names, type, places = kept
        return FactColumn([*map(tuple, json.loads(names))], array(type, places))

    @property
    def has_made(self) -> bool:
        """Whether there is anything to be kept."""
        return bool(self._made)

    def keep(self) -> None:
        """Keep what was made, unless it is no longer right; within the caller's transaction."""
        made = self._made if self._version == self._now() else {}
        for kind, (names, places) in made.items():
            kept = (kind, json.dumps(names), places.typecode, places.tobytes())
            self._db.execute(
                "INSERT OR REPLACE INTO columns(kind, names, type, places, checksum) "
                "VALUES (?, ?, ?, ?, ?)",
                (*kept, checksum(kept)),
            )
        self._made = {}
