"""What a person says of articles, and since when these are here: a copy, so that filters are fast.

Tags are the desk's, and taken from there anew when it or the archive has changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newscli.index.matching import AMONG
from newscli.tuples import NamedTuple

TAGS = "tags"
"""The state in which the copy of the tags is: what they were taken from."""

FIRST, UP_TO = "first_us", "added_up_to"
"""When the archive was first loaded, and the highest number of which it is known when it came."""


class Spot(NamedTuple):
    """An article and where it stands."""

    number: int
    id: str
    path: bytes
    container: bytes | None
    place: int
    """Among the articles of its document, from 1."""
    headline: str


Tagged = tuple[str, int, bool]
"""A tag, the number of an article that has it, and whether it was found by where that stands."""


class Tagging:
    """Tags and times of a store's articles.  Writes happen within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, tagged: Iterable[Tagged]) -> None:
        """Hold these tags and no others."""
        self._db.execute("DELETE FROM tags")
        self._db.executemany(
            "INSERT OR IGNORE INTO tags(tag, number, stood) VALUES (?, ?, ?)", tagged
        )

    def change(self, changes: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Hold these tags of each content, by its id, and those no more."""
        # "." follows the "-" before a copy's number
        numbers = "SELECT number FROM articles WHERE id >= :id AND id < :id || '.'"
        for id, add, remove in changes:
            copies = [number for (number,) in self._db.execute(numbers, {"id": id})]
            self._db.executemany(
                "DELETE FROM tags WHERE tag = ? AND number = ?",
                [(tag, number) for number in copies for tag in (*add, *remove)],
            )
            self._db.executemany(
                "INSERT INTO tags(tag, number, stood) VALUES (?, ?, 0)",
                [(tag, number) for number in copies for tag in add],
            )

    def tagged(self, numbers: Iterable[int]) -> dict[int, dict[str, bool]]:
        """The tags of those of these articles that have any, in the order of the alphabet, and
        whether each was found by where the article stands."""
        found: dict[int, dict[str, bool]] = {}
        rows = self._db.execute(
            f"SELECT number, tag, stood FROM tags WHERE number {AMONG} ORDER BY tag",
            (json.dumps([*numbers]),),
        )
        for number, tag, stood in rows:
            found.setdefault(number, {})[tag] = bool(stood)
        return found

    def counts(self) -> dict[str, int]:
        """Tag → how many articles have it, in the order of the alphabet."""
        rows = self._db.execute("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag")
        return dict(rows.fetchall())

    def spots(self, numbers: Iterable[int]) -> list[Spot]:
        """Where these articles stand, in the order of their numbers."""
        rows = self._db.execute(
            "SELECT number, articles.id, path, container, spot, headline FROM articles "
            "JOIN documents ON documents.id = document JOIN ("
            "SELECT number, row_number() OVER (PARTITION BY document ORDER BY number) AS spot "
            f"FROM articles WHERE document IN (SELECT document FROM articles WHERE number {AMONG})"
            f") USING (number) WHERE number {AMONG} ORDER BY number",
            (listed := json.dumps([*numbers]), listed),
        )
        return [Spot(*row) for row in rows]

    def in_document(self, path: bytes) -> list[Spot]:
        """All articles of a document."""
        rows = self._db.execute(
            "SELECT number FROM articles JOIN documents ON documents.id = document WHERE path = ?",
            (path,),
        )
        return self.spots(number for (number,) in rows.fetchall())

    def of_contents(self) -> dict[str, list[int]]:
        """Id of a content → numbers of the articles that have it: copies share it."""
        found: dict[str, list[int]] = {}
        for id, number in self._db.execute("SELECT id, number FROM articles"):
            found.setdefault(id.partition("-")[0], []).append(number)
        return found

    def last_number(self) -> int:
        """The highest number that any article has had; none is given twice."""
        row = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
        return int(row[0]) if row else 0

    def ids_above(self, number: int) -> dict[str, int]:
        """Id → number of the articles that came after the one with this number."""
        rows = self._db.execute("SELECT id, number FROM articles WHERE number > ?", (number,))
        return dict(rows.fetchall())

    def ids_added(self) -> dict[int, list[str]]:
        """When articles came after the first load, and the ids of those that did."""
        found: dict[int, list[str]] = {}
        for time, id in self._db.execute(
            "SELECT time, id FROM added JOIN articles USING (number) ORDER BY time, number"
        ):
            found.setdefault(time, []).append(id)
        return found

    def last_time(self) -> int:
        """When the last article came, of those that did after the first load; 0 if none has."""
        return int(self._db.execute("SELECT coalesce(max(time), 0) FROM added").fetchone()[0])

    def add(self, times: Iterable[tuple[int, int]]) -> None:
        """These articles, by number, were first seen then (microseconds since 1970)."""
        self._db.executemany("INSERT OR REPLACE INTO added(number, time) VALUES (?, ?)", times)

    def times(self, numbers: Iterable[int]) -> dict[int, int]:
        """When each of these articles was first seen, microseconds since 1970."""
        rows = self._db.execute(
            f"SELECT number, {ADDED} FROM articles WHERE number {AMONG}", (json.dumps([*numbers]),)
        )
        return dict(rows.fetchall())


_FIRST = f"coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE key = '{FIRST}'), 0)"

ADDED = f"""coalesce(
  (SELECT time FROM added WHERE added.number = articles.number),
  min({_FIRST}, (SELECT mtime_ns / 1000 FROM documents WHERE documents.id = articles.document)))"""
"""SQL for when an article was first seen; of one of the first load the earlier of that and of the
time of its file."""

NUMBERS_ADDED = f"""
SELECT number FROM added WHERE time >= ? AND time < ?
UNION ALL SELECT number FROM articles
  WHERE ? <= {_FIRST} AND number NOT IN (SELECT number FROM added) AND document IN (
    SELECT id FROM documents WHERE min({_FIRST}, mtime_ns / 1000) >= ?
    AND min({_FIRST}, mtime_ns / 1000) < ?)"""
"""SQL for the numbers of the articles first seen in a period, which is given twice: from, before,
from, from, before."""
