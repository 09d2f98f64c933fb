"""Documents, articles and postings: writing them, reading them, matching them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newscli.errors import BusyIndexError, DamagedIndexError
from newscli.index.orders import order_by
from newscli.index.schema import SCHEMA, SCHEMA_VERSION
from newscli.index.stored import StoredText
from newscli.index.vocabulary import Vocabulary
from newscli.records import Article, DocumentReport, Problem, Stamp, Summary

BUSY_TIMEOUT = 5.0  # seconds to wait for another process's transaction, which holds one document
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
        self._copies: dict[str, int] = {}
        self._spelt: dict[bytes, str] = {}
        """The paths of documents as the user writes them, as far as they have been needed."""
        with self._faults():
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
    def _faults(self) -> Iterator[None]:
        """Turn SQLite's errors into ours: another writer, or a file that is not sound."""
        name = str(self.path or "in memory")
        try:
            yield
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF  # the primary code, without its extension
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise BusyIndexError(name) from error
            raise DamagedIndexError(name, str(error)) from error
        except sqlite3.DatabaseError as error:
            raise DamagedIndexError(name, str(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's writes, or none of them; within another, the inner block's alone."""
        begin, commit, rollback = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
        if self.db.in_transaction:
            begin, commit, rollback = ("SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner")
        with self._faults():
            self.db.execute(begin)  # IMMEDIATE, as two deferred ones that upgrade would deadlock
            try:
                yield
            except BaseException:
                self._copies.clear()
                self.db.execute(rollback)
                raise
            self.db.execute(commit)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All of the block's reads see one state of the archive."""
        with self._faults():
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                self.db.execute("ROLLBACK")

    # Documents

    def stamps(self) -> dict[str, tuple[Stamp, int]]:
        """Path → its stamp and when it was read (nanoseconds since 1970)."""
        rows = self.db.execute(
            "SELECT path, size, mtime_ns, ctime_ns, inode, read_ns FROM documents"
        )
        return {os.fsdecode(path): (Stamp(*stamp), read) for path, *stamp, read in rows}

    def problems(self) -> list[Problem]:
        """What was wrong with the documents held, in path order."""
        rows = self.db.execute(
            "SELECT path, problems FROM documents WHERE problems <> '[]' ORDER BY path"
        )
        return [
            Problem(self._shown(os.fsdecode(path)), reason, line)
            for path, problems in rows
            for reason, line in json.loads(problems)
        ]

    def count_documents(self) -> int:
        """How many documents are held."""
        (count,) = self.db.execute("SELECT count(*) FROM documents").fetchone()
        return int(count)

    def replace(
        self,
        path: str,
        stamp: Stamp,
        read_ns: int,
        articles: Iterable[Article],
        report: Callable[[], DocumentReport],
        *,
        bulk: bool,
    ) -> None:
        """Hold `articles` as all there is of the document, within the caller's transaction.

        `report` is asked when all articles are in, as parsing finds problems on the way.  Articles
        that the document had before keep their numbers.  With `bulk` the vocabulary is stale until
        `refresh_vocabulary`; without, it is kept up to date here.
        """
        key = os.fsencode(path)
        numbers = self._remove_articles(key, bulk=bulk)
        self.db.execute(
            "INSERT INTO documents(path, size, mtime_ns, ctime_ns, inode, read_ns, format, "
            "encoding, repairs, problems) VALUES (?, ?, ?, ?, ?, ?, '', '', 0, '[]') "
            "ON CONFLICT(path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
            "ctime_ns = excluded.ctime_ns, inode = excluded.inode, read_ns = excluded.read_ns",
            (key, stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode, read_ns),
        )
        (row,) = self.db.execute("SELECT id FROM documents WHERE path = ?", (key,)).fetchone()
        for article in articles:
            self._add(article, row, numbers, bulk=bulk)
        done = report()
        self.db.execute(
            "UPDATE documents SET format = ?, encoding = ?, repairs = ?, problems = ? WHERE id = ?",
            (
                done.format,
                done.encoding,
                done.repairs,
                json.dumps([[problem.reason, problem.line] for problem in done.problems]),
                row,
            ),
        )
        if bulk:
            self._set_state("vocabulary", "stale")

    def remove(self, path: str) -> None:
        """Forget a document and its articles, within the caller's transaction."""
        key = os.fsencode(path)
        self._remove_articles(key, bulk=False)
        self.db.execute("DELETE FROM documents WHERE path = ?", (key,))

    def _add(self, article: Article, document: int, numbers: dict[str, int], *, bulk: bool) -> None:
        id = self._unique(article.id)
        cursor = self.db.execute(
            "INSERT INTO articles(number, id, document, headline, headline_derived, publisher, "
            "place, date, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                numbers.get(id),
                id,
                document,
                article.headline,
                article.headline_derived,
                article.publisher,
                article.place,
                article.date,
                article.words,
            ),
        )
        number = cursor.lastrowid
        text = StoredText.of(article)
        fields = text.fields(headline_derived=article.headline_derived)
        self.db.execute(
            "INSERT INTO texts(number, checksum, captions, body, details) VALUES (?, ?, ?, ?, ?)",
            (number, text.checksum, text.captions, text.body, text.details),
        )
        self.db.execute(
            "INSERT INTO postings(rowid, headline, caption, body) VALUES (?, ?, ?, ?)",
            (number, *fields),
        )
        if not bulk:
            self.vocabulary.count(fields, 1)

    def _remove_articles(self, path: bytes, *, bulk: bool) -> dict[str, int]:
        """Forget the document's articles; id → number of those that there were."""
        rows = self.db.execute(
            "SELECT number, articles.id, headline, headline_derived, captions, body "
            "FROM articles JOIN texts USING (number) "
            "WHERE document = (SELECT id FROM documents WHERE path = ?)",
            (path,),
        ).fetchall()
        for number, id, headline, derived, captions, body in rows:
            fields = StoredText(headline, captions, body, "").fields(headline_derived=bool(derived))
            self.db.execute(
                "INSERT INTO postings(postings, rowid, headline, caption, body) "
                "VALUES ('delete', ?, ?, ?, ?)",
                (number, *fields),
            )
            if not bulk:
                self.vocabulary.count(fields, -1)
            self.db.execute("DELETE FROM texts WHERE number = ?", (number,))
            self.db.execute("DELETE FROM articles WHERE number = ?", (number,))
            self._copies.pop(id.partition("-")[0], None)
        return {id: number for number, id, *_ in rows}

    def _unique(self, id: str) -> str:
        """The id itself for the first article with this content; `id-2`, `id-3` … for copies."""
        copies = self._copies.get(id)
        if copies is None:
            (copies,) = self.db.execute(
                "SELECT count(*) FROM articles WHERE id = ? OR (id > ? AND id < ?)",
                (id, f"{id}-", f"{id}."),  # "." follows "-" in ASCII
            ).fetchone()
        self._copies[id] = copies + 1
        unique = id if copies == 0 else f"{id}-{copies + 1}"
        taken = "SELECT 1 FROM articles WHERE id = ?"
        while self.db.execute(taken, (unique,)).fetchone():  # a copy before it has gone
            self._copies[id] += 1
            unique = f"{id}-{self._copies[id]}"
        return unique

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
        if self._state("vocabulary") == "stale":
            with self.transaction():
                self.vocabulary.rebuild()
                self._set_state("vocabulary", "fresh")

    def _state(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _set_state(self, key: str, value: str) -> None:
        self.db.execute(
            "INSERT INTO state(key, value) VALUES (?, ?) "
            "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
