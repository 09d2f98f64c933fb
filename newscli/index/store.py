"""Documents, articles and postings: writing them, reading them, matching them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from newscli.errors import (
    BusyIndexError,
    DamagedIndexError,
    NewscliError,
    UnwritableIndexError,
    UsageError,
)
from newscli.index.documents import LISTED, ROW, SUMMARY, Documents
from newscli.index.faults import as_ours, checksum
from newscli.index.matching import Matching
from newscli.index.orders import order_by
from newscli.index.paths import KEPT, Paths
from newscli.index.schema import SCHEMA, SCHEMA_VERSION, SETTINGS
from newscli.index.sought import Sought
from newscli.index.stored import StoredText, deep_facts, unpacked
from newscli.index.vocabulary import Vocabulary
from newscli.records import Article, Corpus, Summary

if TYPE_CHECKING:
    from newscli.index.counting import Counting
    from newscli.index.holdings import Holdings
    from newscli.index.links import Links
    from newscli.index.tagging import Tagging

# Another process's transaction holds megabytes of documents: one or two seconds, ten times that on
BUSY_TIMEOUT = 20.0  # a machine with as many loads at work; seconds
INTERRUPTIBLE_EVERY = 100_000  # steps of SQLite's machine: about a millisecond

ARTICLE = (
    f"SELECT {SUMMARY}, texts.checksum, captions, unpacked(CAST(body AS BLOB)), details, {ROW} "
    f"{LISTED} JOIN texts USING (number)"
)

NOT_OF_FILES = "an engine's archive has no documents, stories or --new: use --from PATH"


class Index:
    """One archive's store.  Opened for reading; the first write opens it for writing."""

    def __init__(self, path: Path | None, shown: Callable[[str], str]) -> None:
        """Open the index at `path`, creating it if it is not there; None keeps it in memory.

        `shown` gives a document's absolute path as the user writes it, which is how records have
        it.  Raises `DamagedIndexError` when the file is no index, `UnwritableIndexError` when it
        may not be used.
        """
        self.path = path
        self._name = str(path or "in memory")
        with self.faults():
            self.db = sqlite3.connect(
                ":memory:" if path is None else path, timeout=BUSY_TIMEOUT, isolation_level=None
            )
            if path is None:
                self.db.execute("PRAGMA temp_store = MEMORY")  # there may be no room elsewhere
            self.db.create_function("unpacked", 1, unpacked, deterministic=True)
        self.vocabulary = Vocabulary(self.db)
        self.matching = Matching(self.db, self._name)
        self.paths = Paths(self.db, shown)
        self.documents = Documents(self.db, self._name, shown)
        with self.faults():
            if not self._has_schema():
                self._create()

    @cached_property
    def counting(self) -> Counting:
        from newscli.index.counting import Counting

        return Counting(self.db, self._name, self.paths)

    @cached_property
    def links(self) -> Links:
        from newscli.index.links import Links

        return Links(self.db)

    @cached_property
    def tagging(self) -> Tagging:
        from newscli.index.tagging import Tagging

        return Tagging(self.db)

    def _has_schema(self) -> bool:
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        if version not in (0, SCHEMA_VERSION):
            raise UnwritableIndexError(self._name, "it is another version's")
        return bool(version)

    def _create(self) -> None:
        self.db.executescript(SETTINGS)
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
        except sqlite3.Error as error:
            raise as_ours(error, self._name) from error
        except (NewscliError, OSError, MemoryError):
            raise
        except Exception as error:  # a bug of ours, or values of a kind that was never written
            if self.path and not self._is_sound():
                raise self.damaged(type(error).__name__) from error
            raise

    def _is_sound(self) -> bool:
        """What SQLite says after looking at all of the file."""
        try:
            (found,) = self.db.execute("PRAGMA integrity_check(1)").fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            return False
        return bool(found == "ok")

    def damaged(self, reason: str) -> DamagedIndexError:
        """To be raised when what is held is not what was written."""
        return DamagedIndexError(self._name, reason)

    @contextmanager
    def transaction(self, *, wait: bool = True) -> Iterator[None]:
        """All of the block's writes, or none of them.

        While another process writes, this waits; or else it raises `BusyIndexError`.
        """
        with self.faults():
            self.begin(wait=wait)
            try:
                yield
            except BaseException:
                self.rollback()
                raise
            self.commit()

    def begin(self, *, wait: bool = True) -> None:
        """Begin a transaction, unless one has begun."""
        if self.db.in_transaction:
            return
        if not wait:
            self._patience(0.0)
        seen = self._others()
        try:
            while not self._has_begun():
                before, seen = seen, self._others()
                if seen == before:  # whoever holds the lock has not got on in all the time
                    raise BusyIndexError(self._name)
        finally:
            if not wait:
                self._patience(BUSY_TIMEOUT)

    def _has_begun(self) -> bool:
        """Begin a transaction; false when another process's has been in the way all the time."""
        try:
            # IMMEDIATE, as two deferred ones that both come to write would block each other
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if isinstance(as_ours(error, self._name), BusyIndexError):
                return False
            raise
        return True

    def _patience(self, seconds: float) -> None:
        """Wait so long for another process's transaction."""
        self.db.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")

    def _others(self) -> int:
        """A number that is another when another process has committed something."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    @property
    def version(self) -> tuple[int, int]:
        """What is another when anything has been written since, by this process or another."""
        return self._others(), self.db.total_changes

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
        if "counting" in vars(self) and self.counting.columns.has_made:
            with suppress(BusyIndexError, UnwritableIndexError), self.transaction(wait=False):
                self.counting.columns.keep()

    def count(self) -> int:
        """How many articles are held."""
        return int(self.db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def counts(self) -> tuple[int, int]:
        """How many articles are held, and how many documents could be read."""
        return self.count(), self.documents.count()

    def corpus(self) -> Corpus:
        """How many documents and articles are held, and what tells them from others."""
        (ids,) = self.db.execute(
            "SELECT coalesce(group_concat(id, ' '), '') FROM (SELECT id FROM articles ORDER BY id)"
        ).fetchone()
        return Corpus(self.documents.count(), self.count(), f"{crc32(ids.encode()):08x}")

    def has(self, number: int) -> bool:
        """Whether an article has this number, be its text there or not."""
        row = self.db.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone()
        return row is not None

    def numbers(self, sort: str = "number", *, reverse: bool = False) -> list[int]:
        """The numbers of all articles, in one of the `ORDERS`."""
        order = order_by(self.db, sort, self.paths.source, reverse=reverse)
        listed = LISTED if sort == "source" else "FROM articles"  # a join takes thrice as long
        rows = self.db.execute(f"SELECT number {listed} ORDER BY {order}")
        numbers = [number for (number,) in rows]
        self._see_that_all_are_there(len(numbers))
        return numbers

    def numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Id → number of those of these articles that are held."""
        one = "SELECT id, number FROM articles WHERE id = ?"
        return dict(row for id in ids for row in self.db.execute(one, (id,)))

    def _see_that_all_are_there(self, count: int) -> None:
        """Raise `DamagedIndexError` when this is not how many articles there are."""
        total = "(SELECT coalesce(sum(articles), 0) FROM documents)"
        (expected,) = self.db.execute(f"SELECT {total}").fetchone()
        if count != expected:  # perhaps another process has added some in the meantime
            (lost,) = self.db.execute(
                f"SELECT {total} <> (SELECT count(*) FROM articles NOT INDEXED "
                "JOIN documents ON documents.id = document JOIN texts USING (number))"
            ).fetchone()
            if lost:
                raise self.damaged("articles are missing")

    def summaries(
        self, limit: int | None = None, sort: str = "number", *, reverse: bool = False
    ) -> Iterator[Summary]:
        """Articles without their text, in one of the `ORDERS`."""
        order = order_by(self.db, sort, self.paths.source, reverse=reverse)
        rows = self.db.execute(
            f"SELECT {SUMMARY} {LISTED} ORDER BY {order} LIMIT ?", (-1 if limit is None else limit,)
        )
        count = 0
        for row in rows:
            yield self._summary(row)
            count += 1
        if limit is None:
            self._see_that_all_are_there(count)

    def summaries_of(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text."""
        query = f"SELECT {SUMMARY} {LISTED} WHERE number = ?"
        for number in numbers:
            yield from map(self._summary, self.db.execute(query, (number,)))

    def values(self, kind: str) -> list[str]:
        """What filters of this kind may ask for, the most frequent first; agencies of `NEWEST`."""
        with self.snapshot():
            return self.counting.values(kind)

    def with_details(self, summaries: Iterable[Summary]) -> Iterator[Summary]:
        """The same, with what stands deep in articles."""
        query = "SELECT details FROM texts WHERE number = ?"
        for summary in summaries:
            (text,) = self.db.execute(query, (summary.number,)).fetchone() or ("{}",)
            yield summary._replace(deep=deep_facts(text))

    def _summary(self, row: tuple[Any, ...]) -> Summary:
        if row[0] != checksum(row[1:]):
            raise self.damaged(f"article {row[1]} is not as it was written")
        _, number, id, headline, derived, path, publisher, place, date, words = row
        shown = self.paths.shown(path)
        source = self.paths.source(publisher, path)
        facts = (shown, publisher, place, date, words)
        return Summary(number, id, headline, bool(derived), *facts, source=source)

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """The articles with these numbers, in their order; by number when None.

        Numbers that no article has are passed over.  Raises `DamagedIndexError` when what is
        stored is not what was written.
        """
        if numbers is None:
            count = 0
            for row in self.db.execute(f"{ARTICLE} ORDER BY number"):
                yield self._article(row)
                count += 1
            self._see_that_all_are_there(count)
            return
        for number in numbers:
            row = self.db.execute(f"{ARTICLE} WHERE number = ?", (number,)).fetchone()
            if row is not None:
                yield self._article(row)
            elif self.db.in_transaction or self.has(number):  # what a snapshot has found is there
                raise self.damaged(f"article {number} is missing")

    def _article(self, row: tuple[Any, ...]) -> Article:
        facts = self._summary(row[:10])
        captions, body, details = row[11:14]
        if row[10] != checksum((facts.headline, captions, body, details)):
            raise self.damaged(f"the text of article {facts.number} is not as it was written")
        document = self.documents.sound(row[14:])
        return StoredText(facts.headline, captions, body, details).article(
            number=facts.number,
            id=facts.id,
            headline_derived=facts.headline_derived,
            publisher=facts.publisher,
            place=facts.place,
            date=facts.date,
            words=facts.words,
            path=facts.path,
            format=document.format,
            encoding=document.encoding,
        )

    def ids_starting_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Ids that begin so and their articles' numbers, by number."""
        rows = self.db.execute(
            "SELECT id, number FROM articles WHERE id >= ? AND id < ? ORDER BY number LIMIT ?",
            (prefix, prefix + "~", limit),  # "~" follows all that an id is made of
        )
        return rows.fetchall()

    def expect(self, sought: Sought, *, match: bool) -> None:
        """Raise `DamagedIndexError` when there is a match, or none, against what the vocabulary
        says."""
        if self.matching.any(sought) != match and self.state("vocabulary") != "stale":
            raise self.damaged("vocabulary and postings disagree")

    def refresh_vocabulary(self) -> None:
        """Take the vocabulary from the postings anew, if a bulk load left it stale.

        While another process loads it stays stale, as that process does the same when it is done.
        """
        if self.state("vocabulary") == "stale":
            with suppress(BusyIndexError), self.transaction(wait=False):
                self.vocabulary.rebuild()
                self.set_state("vocabulary", "fresh")

    def refresh_naming(self) -> None:
        """Find out how documents are told apart, if they have changed since that was kept."""
        if naming := self.paths.refresh():
            with suppress(BusyIndexError, UnwritableIndexError), self.transaction(wait=False):
                self.set_state(KEPT, naming)

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


def of_files(held: Holdings) -> Index:
    """The index, for what only documents on this machine have.  Raises `UsageError` elsewhere."""
    if not isinstance(held, Index):
        raise UsageError(NOT_OF_FILES)
    return held
