"""Taking documents into the index, one after another, within the caller's transactions."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from newscli.errors import BusyIndexError, UnwritableIndexError
from newscli.index.documents import AT_ONCE
from newscli.index.faults import checksum
from newscli.index.filtering import fact_words
from newscli.index.paths import KEPT
from newscli.index.prepared import End, Origin, Prepared
from newscli.index.stored import Fields, StoredText
from newscli.index.tagging import TAGS

if TYPE_CHECKING:
    from newscli.index.store import Index

Row = tuple[int, Prepared, str]
"""An article that waits to be written: its number, and the words of its facts."""

LEAD = 60  # words of the body: the sentences in which news says what it is about
SPELLINGS = 1 << 15  # that wait to be counted, about ten megabytes
WAITING = 500  # articles, a megabyte or two; as many go into one table before the next one's turn


class Writer:
    """Writes one document at a time: `start`, `add` any number of times, `finish`.

    Articles that the document had before keep their numbers.  With `bulk` the vocabulary is stale
    until `Index.refresh_vocabulary`; without, it is kept up to date here.
    """

    def __init__(self, index: Index, *, bulk: bool) -> None:
        self._index = index
        self._db = index.db
        self._bulk = bulk
        # With a log a power cut harms no file; what it takes of the last seconds is read again.
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._copies: dict[str, int] = {}
        self._rows: list[Row] = []
        self._variants: Counter[tuple[str, str]] = Counter()
        self._document: int | None = None
        self._path = b""
        self._count = 0  # articles of the document
        self._last = 0  # the number given last
        self._had_articles = False
        self._is_told = False  # in this transaction, that the index is another

    def rolled_back(self) -> None:
        """To be called when a transaction has failed: what was counted in it does not count."""
        self._is_told = False
        self._copies.clear()
        self._rows.clear()
        self._variants.clear()

    def flush(self) -> None:
        """Write what waits; to be called before a transaction is committed."""
        self._is_told = False
        self._flush_rows()
        self._flush_variants()

    def _flush_variants(self) -> None:
        self._index.vocabulary.count_variants(self._variants)
        self._variants.clear()

    def _flush_rows(self) -> None:
        """Write the articles that wait.

        FTS5 keeps the postings of each table in one large hash: going from one to the other with
        each article takes a quarter longer, as neither stays in the processor's cache.
        """
        rows, self._rows = self._rows, []
        self._db.executemany(
            "INSERT INTO texts(number, checksum, captions, body, details) VALUES (?, ?, ?, ?, ?)",
            [(number, *article[7:11]) for number, article, _ in rows],
        )
        for table, of in _POSTINGS.items():
            self._db.executemany(
                f"INSERT INTO {table}(rowid, headline, caption, body, facts) VALUES (?, {_TEXTS})",
                [(number, *of(article.fields, words)) for number, article, words in rows],
            )

    def start(self, origin: Origin) -> None:
        """Forget the document's articles; those that `add` brings are all that it has.

        A document that is held with this stamp already, as another process was faster, is left
        alone, whatever `add` and `finish` say.
        """
        key = os.fsencode(origin.path)
        self._document = None
        former, is_held = self._db.execute(
            "SELECT id, NOT again AND needs IS NULL "
            "AND (size, mtime_ns, ctime_ns, inode) = (?, ?, ?, ?) FROM documents WHERE path = ?",
            (*origin.stamp, key),
        ).fetchone() or (None, False)
        # In memory there is no other process, and the last of a name counts.
        if is_held and origin.kind not in ("opened", "archive") and self._index.path is not None:
            return
        self._tell()
        self._had_articles = former is not None and self._keep_numbers(former)
        if former is not None:
            self._remove_articles(former)
        container = None if origin.container is None else os.fsencode(origin.container)
        made = self._db.execute(
            "INSERT INTO documents(path, container, size, mtime_ns, ctime_ns, inode, content, "
            "read_ns, again, format, encoding, repairs, problems, notes, articles, unread, "
            "checksum) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, 1, '', '', 0, '[]', '[]', 0, '', 0) "
            "ON CONFLICT(path) DO UPDATE SET container = excluded.container, "
            "size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, "
            "inode = excluded.inode, read_ns = excluded.read_ns",
            (key, container, *origin.stamp, origin.read_ns),
        )
        self._document = made.lastrowid if former is None else former
        self._path, self._count = key, 0

    def add(self, articles: Iterable[Prepared]) -> None:
        """Hold articles of the document that was started last."""
        if self._document is None:
            return
        for article in articles:
            self._add(article)
            if len(self._rows) >= WAITING:
                self._flush_rows()
        if len(self._variants) >= SPELLINGS:
            self._flush_variants()

    def finish(self, origin: Origin, end: End) -> None:
        """Say what reading came to; of an archive, forget the members that it no longer has."""
        if self._document is None:
            return
        report = end.report
        facts = (
            report.format,
            report.encoding,
            report.repairs,
            json.dumps([[problem.reason, problem.line] for problem in report.problems]),
            json.dumps([[note.reason, note.line] for note in report.notes]),
            self._count,
            report.unread,
        )
        self._db.execute(
            "UPDATE documents SET format = ?, encoding = ?, repairs = ?, problems = ?, notes = ?, "
            "articles = ?, unread = ?, checksum = ?, again = ?, content = ?, needs = ? "
            "WHERE id = ?",
            (
                *facts,
                checksum((os.fsencode(origin.path), *facts)),
                end.again,
                end.checksum,
                report.needs,
                self._document,
            ),
        )
        if origin.kind in ("file", "archive") and (members := self._members(origin.path)):
            if origin.kind == "archive":
                held = self._index.documents.members(origin.path, origin.stamp)
                members = [member for member in members if member not in held]
            for member in members:
                self.remove(member)

    def remove(self, path: str) -> None:
        """Forget a document, its articles, and its members."""
        for member in self._members(path):
            self.remove(member)
        key = os.fsencode(path)
        if (document := self._id(key)) is not None:
            self._tell()
            self._remove_articles(document)
            self._db.execute("DELETE FROM documents WHERE id = ?", (document,))

    def _tell(self) -> None:
        """Forget, once a transaction, what depends on which documents and articles there are."""
        if self._is_told:
            return
        self._is_told = True
        self._last = self._index.tagging.last_number()
        self._index.set_state(TAGS, "")
        if self._bulk:
            self._index.set_state("vocabulary", "stale")
        self._db.execute("DELETE FROM state WHERE key = ?", (KEPT,))
        self._db.execute("DELETE FROM columns")

    def _id(self, path: bytes) -> int | None:
        row = self._db.execute("SELECT id FROM documents WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def _members(self, container: str) -> list[str]:
        rows = self._db.execute(
            "SELECT path FROM documents WHERE container = ?", (os.fsencode(container),)
        )
        return [os.fsdecode(path) for (path,) in rows.fetchall()]

    def _add(self, article: Prepared) -> None:
        number = self._entered(article, article.id)
        number = number or self._entered(article, self._id_of_copy(article.id))
        self._count += 1
        words = fact_words(article.facts, os.fsdecode(self._path), article.date)
        self._rows.append((number, article, words))
        self._variants.update(article.variants)
        if not self._bulk:
            self._index.vocabulary.count(map(bytes.decode, article.fields), 1)

    def _entered(self, article: Prepared, id: str) -> int:
        """The number of an article that now stands under this id; 0 if another does."""
        number = self._former_number(id) or self._last + 1
        _, headline, derived, *facts = article[:7]
        check = checksum((number, id, headline, int(derived), self._path, *facts))
        made = self._db.execute(
            "INSERT INTO articles(number, id, document, headline, headline_derived, publisher, "
            "place, date, words, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(id) DO NOTHING",
            (number, id, self._document, headline, derived, *facts, check),
        )
        if not made.rowcount:
            return 0
        self._last = max(self._last, number)
        return number

    def _former_number(self, id: str) -> int | None:
        """The number that the document's article with this id had before."""
        if not self._had_articles:
            return None
        row = self._db.execute("SELECT number FROM former WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def _keep_numbers(self, document: int) -> bool:
        """Take down ids and numbers of a document's articles; whether there are any.

        They can be more than memory should hold, so SQLite keeps them in a file of its own.
        """
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS former(id TEXT PRIMARY KEY, number INT)")
        self._db.execute("DELETE FROM former")
        kept = self._db.execute(
            "INSERT INTO former SELECT id, number FROM articles WHERE document = ?", (document,)
        )
        return kept.rowcount > 0

    def _remove_articles(self, document: int) -> None:
        """Forget the articles of a document."""
        self.flush()
        while rows := self._db.execute(
            "SELECT number, articles.id, headline, headline_derived, publisher, place, date, path, "
            "texts.checksum, captions, unpacked(CAST(body AS BLOB)), details FROM articles "
            "JOIN texts USING (number) JOIN documents ON documents.id = document "
            "WHERE document = ? LIMIT ?",
            (document, AT_ONCE),
        ).fetchall():
            for number, id, headline, derived, *facts, path, check, captions, body, details in rows:
                text = StoredText(headline, captions, body, details)
                if check != text.checksum:  # postings are taken out by the words that made them
                    raise self._index.damaged(f"the text of article {number} is not as it was")
                publisher, place, date = facts
                words = fact_words(text.facts(publisher, place), os.fsdecode(path), date)
                fields, variants = text.postings(headline_derived=bool(derived))
                self._variants.subtract(variants)
                self._remove(number, fields, words)
                self._copies.pop(id.partition("-")[0], None)

    def _remove(self, number: int, fields: Fields, words: str) -> None:
        for table, of in _POSTINGS.items():
            self._db.execute(
                f"INSERT INTO {table}({table}, rowid, headline, caption, body, facts) "
                f"VALUES ('delete', ?, {_TEXTS})",
                (number, *of(fields, words)),
            )
        if not self._bulk:
            self._index.vocabulary.count(map(bytes.decode, fields), -1)
        self._db.execute("UPDATE compared SET stale = 1 WHERE number = ?", (number,))
        self._db.execute("DELETE FROM texts WHERE number = ?", (number,))
        self._db.execute("DELETE FROM articles WHERE number = ?", (number,))

    def _id_of_copy(self, id: str) -> str:
        """`id-2`, `id-3` …: the next that is free, where another article has the id itself."""
        taken = "SELECT 1 FROM articles WHERE id = ?"
        copies = self._copies.get(id)
        if copies is None:
            (copies,) = self._db.execute(
                "SELECT count(*) FROM articles WHERE id = ? OR (id > ? AND id < ?)",
                (id, f"{id}-", f"{id}."),  # "." follows "-" in ASCII
            ).fetchone()
        copies += 1
        while self._db.execute(taken, (f"{id}-{copies}",)).fetchone():  # one before it has gone
            copies += 1
        self._copies[id] = copies
        return f"{id}-{copies}"


def _opening(fields: Fields, words: str) -> tuple[bytes | str, ...]:
    headline, _, body = fields
    return headline, b"", b" ".join(body.split(None, LEAD)[:LEAD]), ""


_POSTINGS: dict[str, Callable[[Fields, str], tuple[bytes | str, ...]]] = {
    "postings": lambda fields, words: (*fields, words),
    "leads": _opening,
}
"""Full-text table → what it has of an article's fields and the words of its facts."""

_TEXTS = "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?"
"""Headline, caption, body and facts: encoded before they were packed between processes."""


LARGE_LOG = 4 << 20  # bytes; SQLite writes into a log of this size again and again (1,000 pages)

FREE = 0.02
"""Share of an index's pages that may be free.  Merged postings leave more: of 100,000 articles in
one file .06, of 6,000 .08.  To give them back takes a hundredth of the time of a load."""


def settle(index: Index) -> None:
    """Give free pages back, and empty a log that has grown: a long document leaves one as large as
    all that it wrote.

    Does nothing while somebody writes or reads; the log is as good as the index itself.
    """
    (free,) = index.db.execute("PRAGMA freelist_count").fetchone()
    (pages,) = index.db.execute("PRAGMA page_count").fetchone()
    if free > FREE * pages:
        with suppress(BusyIndexError, UnwritableIndexError), index.transaction(wait=False):
            for _ in range(free):  # `sqlite3` takes one step of it at a time
                index.db.execute("PRAGMA incremental_vacuum")
    if index.path is None:
        return
    log = f"{index.path}-wal"
    if os.path.exists(log) and os.path.getsize(log) > LARGE_LOG:
        index.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
