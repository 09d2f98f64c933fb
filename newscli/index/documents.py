"""What the index knows of files: how they were stamped, and what was wrong with them.

A member of an archive (`news.zip!/a.txt`) is a document too; it bears the stamp of the archive.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from newscli.errors import DamagedIndexError
from newscli.index.faults import checksum
from newscli.records import Problem, Stamp
from newscli.sources.locations import INSIDE, Location
from newscli.tuples import NamedTuple

ROW = (
    "documents.checksum, path, format, encoding, repairs, problems, notes, documents.articles, "
    "unread"
)
"""What `Documents.sound` takes."""

SUMMARY = (
    "articles.checksum, number, articles.id, headline, headline_derived, path, publisher, place, "
    "date, words"
)
LISTED = "FROM articles JOIN documents ON documents.id = document"
"""An article as a list shows it."""

AT_ONCE = 500  # parameters of a statement; SQLite takes 999 at least


class DocumentRow(NamedTuple):
    """What is told of a document; texts as stored."""

    path: bytes
    format: str
    encoding: str
    repairs: int
    problems: str
    notes: str
    articles: int
    unread: str


class Documents:
    """The documents and folders of an index.  Writes happen within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, name: str, shown: Callable[[str], str]) -> None:
        """`name` is the index's; `shown` gives an absolute path as the user writes it."""
        self._db = db
        self._name = name
        self.shown = shown

    def count(self) -> int:
        """How many documents could be read."""
        (count,) = self._db.execute("SELECT count(*) FROM documents WHERE format <> ''").fetchone()
        return int(count)

    def any(self) -> bool:
        """Whether there is a document, read or not."""
        return self._db.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None

    def problems(self) -> list[Problem]:
        """What was wrong with the documents held, in path order."""
        rows = self._db.execute(f"SELECT {ROW} FROM documents WHERE problems <> '[]'")
        return [
            Problem(self.shown(os.fsdecode(document.path)), reason, line)
            for document in sorted(map(self.sound, rows))
            for reason, line in json.loads(document.problems)
        ]

    def unread(self, paths: Sequence[str]) -> list[tuple[str, str]]:
        """Path and what it is instead, of those of these files that are no texts."""
        found: list[tuple[str, str]] = []
        for path in dict.fromkeys(paths):
            row = self._db.execute(
                f"SELECT {ROW} FROM documents WHERE path = ? AND unread <> ''", (os.fsencode(path),)
            ).fetchone()
            found += [(path, self.sound(row).unread)] if row else []
        return found

    def unread_kinds(self) -> dict[str, int]:
        """What files are instead of texts → how many."""
        rows = self._db.execute(f"SELECT {ROW} FROM documents WHERE unread <> ''")
        return dict(Counter(self.sound(row).unread for row in rows))

    def is_within(self, start: str) -> bool:
        """Whether a document, read or not, is at a path or below it."""
        at = os.fsencode(start)
        below = [os.fsencode(os.path.join(start, "")), os.fsencode(start + INSIDE)]
        row = self._db.execute(
            "SELECT 1 FROM documents WHERE path = ? OR substr(path, 1, ?) = ? "
            "OR substr(path, 1, ?) = ? LIMIT 1",
            (at, len(below[0]), below[0], len(below[1]), below[1]),
        ).fetchone()
        return row is not None

    def sound(self, row: tuple[Any, ...]) -> DocumentRow:
        """A row of `ROW`, if that is as it was written."""
        if row[0] != checksum(row[1:]):
            raise DamagedIndexError(self._name, "a document is not as it was written")
        return DocumentRow(*row[1:])

    def files(self) -> set[str]:
        """Paths of all files held, archives of files among them."""
        rows = self._db.execute("SELECT path FROM documents WHERE container IS NULL")
        return {os.fsdecode(path) for (path,) in rows}

    def stamps(self) -> dict[str, Stamp]:
        """Path → stamp of every file held."""
        rows = self._db.execute(
            "SELECT path, size, mtime_ns, ctime_ns, inode FROM documents WHERE container IS NULL"
        )
        return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of a file or member held."""
        row = self._db.execute(
            "SELECT size, mtime_ns, ctime_ns, inode FROM documents WHERE path = ?",
            (os.fsencode(path),),
        ).fetchone()
        return Stamp(*row) if row else None

    def extent(self) -> tuple[int, int]:
        """How many files are held, and their size in bytes."""
        files, size = self._db.execute(  # `sum` may overflow
            "SELECT count(*), total(size) FROM documents WHERE container IS NULL"
        ).fetchone()
        return int(files), int(size)

    def doubtful(self) -> list[tuple[str, int | None, list[str]]]:
        """Files that may have changed under the same stamp: path, CRC-32 if known, problems."""
        rows = self._db.execute(
            f"SELECT content, {ROW} FROM documents WHERE again AND container IS NULL"
        )
        return [
            (os.fsdecode(document.path), content, [r for r, _ in json.loads(document.problems)])
            for content, document in ((row[0], self.sound(row[1:])) for row in rows)
        ]

    def confirm(self, path: str, read_ns: int, *, again: bool) -> None:
        """The file was looked at again at `read_ns` and is what it was."""
        self._db.execute(
            "UPDATE documents SET read_ns = ?, again = ? WHERE path = ?",
            (read_ns, again, os.fsencode(path)),
        )

    def needs(self) -> list[str]:
        """The modules without which some documents could not be read."""
        rows = self._db.execute("SELECT DISTINCT needs FROM documents WHERE needs IS NOT NULL")
        return [module for (module,) in rows]

    def needing(self, module: str) -> dict[str, Stamp]:
        """Path → stamp of the files that could not be read, or a member of them, without it."""
        rows = self._db.execute(
            "SELECT coalesce(container, path), size, mtime_ns, ctime_ns, inode FROM documents "
            "WHERE needs IS NOT NULL AND needs = ?",
            (module,),
        )
        return {os.fsdecode(path): Stamp(*stamp) for path, *stamp in rows}

    def settled(self) -> Callable[[str, Stamp], frozenset[str]]:
        """Path and stamp of an archive → paths of its members that were read when it had that, but
        for those whose stamp may have deceived, and those that may be read now."""
        rows = self._db.execute(
            "SELECT DISTINCT container FROM documents WHERE container IS NOT NULL"
        )
        known = {os.fsdecode(container) for (container,) in rows}

        def members(path: str, stamp: Stamp) -> frozenset[str]:
            return self.members(path, stamp, settled=True) if path in known else frozenset()

        return members

    def members(self, container: str, stamp: Stamp, *, settled: bool = False) -> frozenset[str]:
        """Paths of an archive's members that were read when it had this stamp; all, or those that
        are `settled`."""
        rows = self._db.execute(
            "SELECT path, again OR needs IS NOT NULL, size, mtime_ns, ctime_ns, inode "
            "FROM documents WHERE container = ?",
            (os.fsencode(container),),
        )
        return frozenset(
            os.fsdecode(path)
            for path, again, *held in rows
            if tuple(held) == stamp and not (settled and again)
        )

    def of_articles(self, numbers: Iterable[int]) -> dict[str, Stamp]:
        """Path → stamp of the files that these articles came from."""
        wanted = list(numbers)
        found: dict[str, Stamp] = {}
        for start in range(0, len(wanted), AT_ONCE):
            part = wanted[start : start + AT_ONCE]
            places = ", ".join("?" * len(part))
            rows = self._db.execute(
                "SELECT coalesce(container, path), size, mtime_ns, ctime_ns, inode FROM articles "
                f"JOIN documents ON documents.id = document WHERE number IN ({places})",
                part,
            )
            found.update((os.fsdecode(path), Stamp(*stamp)) for path, *stamp in rows)
        return found

    def location(self, number: int) -> Location:
        """Where the document lies that an article came from; raises `DamagedIndexError`."""
        row = self._db.execute(
            f"SELECT container, {ROW} FROM articles "
            "JOIN documents ON documents.id = document WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            raise DamagedIndexError(self._name, f"the document of article {number} is missing")
        container = os.fsdecode(row[0]) if row[0] is not None else None
        return Location.of(os.fsdecode(self.sound(row[1:]).path), container)

    # Folders, as they were when all that lay in them had been read

    def folder_times(self) -> Iterator[tuple[str, int]]:
        """Path and modification time of every folder looked into."""
        for path, mtime_ns in self._db.execute("SELECT path, mtime_ns FROM folders"):
            yield os.fsdecode(path), mtime_ns

    def folders(self) -> dict[str, tuple[int, bytes]]:
        """Path → modification time of every folder looked into, and what lay in it."""
        rows = self._db.execute("SELECT path, mtime_ns, listing FROM folders")
        return {os.fsdecode(path): (mtime_ns, listing) for path, mtime_ns, listing in rows}

    def keep_folder(self, path: str, mtime_ns: int, listing: bytes) -> None:
        """Hold what lies in a folder."""
        self._db.execute(
            "INSERT OR REPLACE INTO folders(path, mtime_ns, listing) VALUES (?, ?, ?)",
            (os.fsencode(path), mtime_ns, listing),
        )

    def forget_folder(self, path: str) -> None:
        """The folder is no longer looked into."""
        self._db.execute("DELETE FROM folders WHERE path = ?", (os.fsencode(path),))
