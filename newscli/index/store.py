"""Documents, articles and postings: writing them, reading them, matching them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newscli.errors import (
    BusyIndexError,
    DamagedIndexError,
    FullDiskError,
    UnwritableIndexError,
)
from newscli.index.documents import Documents
from newscli.index.orders import order_by
from newscli.index.schema import SCHEMA, SCHEMA_VERSION
from newscli.index.stored import StoredText
from newscli.index.vocabulary import Vocabulary
from newscli.records import Article, Summary

BUSY_TIMEOUT = 5.0  # seconds to wait for another process's transaction, which holds one document
INTERRUPTIBLE_EVERY = 100_000  # steps of SQLite's machine: about a millisecond
SHORT_READ = sqlite3.SQLITE_IOERR | 2 << 8  # the file has been cut off
FIELD_WEIGHTS = (8.0, 2.0, 1.0)  # headline, caption, body, as factors of BM25's term frequency

ARTICLE = (
    "SELECT number, articles.id, headline, headline_derived, publisher, place, date, words, "
    "path, format, encoding, checksum, captions, body, details "
    "FROM articles JOIN texts USING (number) JOIN documents ON documents.id = document"
)


SUMMARY = "number, articles.id, headline, headline_derived, path, publisher, place, date, words"
LISTED = "FROM articles JOIN documents ON documents.id = document"


class Index:
    """One archive's store.  Opened for reading; the first write opens it for writing."""

    def __init__(self, path: Path | None, shown: Callable[[str], str]) -> None:
        """Open the index at `path`, creating it if it is not there; None keeps it in memory.

        `shown` gives a document's absolute path as the user writes it, which is how records have
        it.  Raises `DamagedIndexError` when the file is no index.
        """
        self.path = path
        self._shown = shown
        self.db = sqlite3.connect(
            ":memory:" if path is None else path, timeout=BUSY_TIMEOUT, isolation_level=None
        )
        self.vocabulary = Vocabulary(self.db)
        self._spelt: dict[bytes, str] = {}
        """The paths of documents as the user writes them, as far as they have been needed."""
        self.documents = Documents(self.db, shown)
        with self.faults():
            if not self._has_schema():
                self._create()

    def _has_schema(self) -> bool:
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        return bool(version == SCHEMA_VERSION)

    def _create(self) -> None:
        self.db.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            if not self._has_schema():  # another process may have been first
                for statement in SCHEMA.split(";\n"):
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self.db.close()

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn SQLite's errors into ours: another writer, no room, or a file that is not sound."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from error

    def _fault(self, error: sqlite3.DatabaseError) -> BaseException:
        name = str(self.path or "in memory")
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        kind = code & 0xFF  # the primary code, without its extension
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return BusyIndexError(name)
        if kind == sqlite3.SQLITE_INTERRUPT:  # the handler of a signal raised in the middle of it
            return KeyboardInterrupt()
        if kind == sqlite3.SQLITE_FULL:
            return FullDiskError(name)
        unwritable = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
        if kind in unwritable or (kind == sqlite3.SQLITE_IOERR and code != SHORT_READ):
            return UnwritableIndexError(name, str(error))
        return DamagedIndexError(name, str(error))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's writes, or none of them."""
        with self.faults():
            self.begin()
            try:
                yield
            except BaseException:
                self.rollback()
                raise
            self.commit()

    def begin(self) -> None:
        """Begin a transaction, unless one has begun."""
        if not self.db.in_transaction:
            # IMMEDIATE, as two deferred ones that both come to write would block each other
            self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was written since the transaction began, if one has."""
        if self.db.in_transaction:
            self.db.execute("COMMIT")

    def rollback(self) -> None:
        """Take back what was written since the transaction began, if one has."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Within the block, a signal is heard during long statements too."""
        self.db.set_progress_handler(lambda: 0, INTERRUPTIBLE_EVERY)
        try:
            yield
        finally:
            self.db.set_progress_handler(None, 0)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All of the block's reads see one state of the archive."""
        with self.faults():
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                self.db.execute("ROLLBACK")

    # Reading

    def count(self) -> int:
        """How many articles are held."""
        (count,) = self.db.execute("SELECT count(*) FROM articles").fetchone()
        return int(count)

    def has(self, number: int) -> bool:
        """Whether an article has this number."""
        row = self.db.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone()
        return row is not None

    def numbers(self, sort: str = "number", *, reverse: bool = False) -> list[int]:
        """The numbers of all articles, in one of the `ORDERS`."""
        order = order_by(self.db, sort, reverse=reverse)
        listed = LISTED if sort == "source" else "FROM articles"  # a join takes thrice as long
        rows = self.db.execute(f"SELECT number {listed} ORDER BY {order}")
        return [number for (number,) in rows]

    def summaries(
        self, limit: int | None = None, sort: str = "number", *, reverse: bool = False
    ) -> Iterator[Summary]:
        """Articles without their text, in one of the `ORDERS`."""
        order = order_by(self.db, sort, reverse=reverse)
        rows = self.db.execute(
            f"SELECT {SUMMARY} {LISTED} ORDER BY {order} LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return map(self._summary, rows)

    def summaries_of(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text."""
        query = f"SELECT {SUMMARY} {LISTED} WHERE number = ?"
        for number in numbers:
            yield from map(self._summary, self.db.execute(query, (number,)))

    def _summary(self, row: tuple[Any, ...]) -> Summary:
        number, id, headline, derived, path, publisher, place, date, words = row
        shown = self._spelt.get(path)
        if shown is None:
            shown = self._spelt[path] = self._shown(os.fsdecode(path))
        return Summary(number, id, headline, bool(derived), shown, publisher, place, date, words)

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """The articles with these numbers, in their order; by number when None.

        Numbers that no article has are passed over.  Raises `DamagedIndexError` when what is
        stored is not what was written.
        """
        if numbers is None:
            yield from map(self._article, self.db.execute(f"{ARTICLE} ORDER BY number"))
            return
        for number in numbers:
            yield from map(self._article, self.db.execute(f"{ARTICLE} WHERE number = ?", (number,)))

    def _article(self, row: tuple[Any, ...]) -> Article:
        number, id, headline, derived, publisher, place, date, words, path, format, encoding = row[
            :11
        ]
        text = StoredText(headline, *row[12:])
        if text.checksum != row[11]:
            raise DamagedIndexError(
                str(self.path or "in memory"), f"article {number} is not as it was written"
            )
        return text.article(
            number=number,
            id=id,
            headline_derived=bool(derived),
            publisher=publisher,
            place=place,
            date=date,
            words=words,
            path=self._shown(os.fsdecode(path)),
            format=format,
            encoding=encoding,
        )

    def ids_starting_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Ids that begin so and their articles' numbers, by number."""
        rows = self.db.execute(
            "SELECT id, number FROM articles WHERE id >= ? AND id < ? ORDER BY number LIMIT ?",
            (prefix, prefix + "~", limit),  # "~" follows all that an id is made of
        )
        return rows.fetchall()

    # Matching

    def match(self, expression: str, limit: int) -> list[tuple[int, float]]:
        """Numbers and scores (BM25 over weighted fields, higher is better) of the best matches.

        `expression` is in FTS5's query language; the caller quotes every word.
        """
        headline, caption, body = FIELD_WEIGHTS
        rows = self.db.execute(
            "SELECT rowid, -bm25(postings, ?, ?, ?) AS score FROM postings "
            "WHERE postings MATCH ? ORDER BY score DESC, rowid LIMIT ?",
            (headline, caption, body, expression, limit),
        )
        return rows.fetchall()

    def matching(self, expression: str) -> list[int]:
        """Numbers of all matches, in their order."""
        rows = self.db.execute(
            "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid", (expression,)
        )
        return [number for (number,) in rows]

    def has_match(self, expression: str) -> bool:
        """Whether any article matches."""
        row = self.db.execute(
            "SELECT 1 FROM postings WHERE postings MATCH ? LIMIT 1", (expression,)
        ).fetchone()
        return row is not None

    def count_matches(self, expression: str) -> int:
        """How many articles match."""
        (count,) = self.db.execute(
            "SELECT count(*) FROM postings WHERE postings MATCH ?", (expression,)
        ).fetchone()
        return int(count)

    # State

    def refresh_vocabulary(self) -> None:
        """Take the vocabulary from the postings anew, if a bulk load left it stale."""
        if self.state("vocabulary") == "stale":
            with self.transaction():
                self.vocabulary.rebuild()
                self.set_state("vocabulary", "fresh")

    def state(self, key: str) -> str | None:
        """A fact about the index as a whole."""
        row = self.db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_state(self, key: str, value: str) -> None:
        """Keep a fact about the index as a whole, within the caller's transaction."""
        self.db.execute(
            "INSERT INTO state(key, value) VALUES (?, ?) "
            "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
