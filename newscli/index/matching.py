"""Which articles match: all questions that search puts to the full-text index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscli.index.orders import order_by

FIELD_WEIGHTS = (8.0, 2.0, 1.0, 0.0)
"""Headline, caption, body, facts, as factors of BM25's term frequency; what is found so is ranked
anew by `search`, so that it matters only which articles are found at all."""

COMMON = 20_000
"""Matches; BM25 takes 1.5 µs for each.  More of them are ranked by headlines and openings alone."""

AVERAGES = 1  # the row in which FTS5 keeps how many texts and words it has


class Selection(NamedTuple):
    """What articles have to be, whatever words are looked for in them.

    Conditions are in FTS5's query language, in which the caller has quoted every word.
    """

    conditions: tuple[str, ...] = ()
    """All have to hold."""
    excluded: tuple[str, ...] = ()
    """None may hold."""
    period: tuple[str, str] | None = None
    """Where their dates begin and before what they end, as text compares."""

    def matching(self, words: str) -> str:
        """These conditions and that for words, in one; empty if there is none."""
        wanted = " AND ".join(f"({part})" for part in (words, *self.conditions) if part)
        if wanted and self.excluded:
            return f"({wanted}) NOT ({' OR '.join(self.excluded)})"
        return wanted


class Matching:
    """The full-text index of a store, to be read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def best(self, words: str, selection: Selection, limit: int) -> tuple[list[int], bool]:
        """Numbers of the `limit` best matches by BM25, the best first; and whether only headlines
        and openings were looked at, as very many articles match."""
        whole = selection.matching(words)
        if not self._is_common("postings", whole):
            return self._ranked("postings", whole, selection, limit), False
        if self._is_common("leads", whole):
            whole = selection.matching(f"{{headline}} : ({words})")
        found = self._ranked("leads", whole, selection, limit)
        if len(found) < limit:
            listed = self.numbers(words, selection, "number", limit)
            found += [number for number in listed if number not in found][: limit - len(found)]
        return found, True

    def _is_common(self, table: str, expression: str) -> bool:
        """Whether there are more than `COMMON` matches; it does not take counting all of them."""
        row = self._db.execute(
            f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1 OFFSET ?",  # noqa: S608
            (expression, COMMON),
        ).fetchone()
        return row is not None

    def _ranked(self, table: str, expression: str, selection: Selection, limit: int) -> list[int]:
        join, where, dates = _dated(f"{table}.rowid", selection)
        rows = self._db.execute(
            f"SELECT {table}.rowid FROM {table} {join} WHERE {table} MATCH ? {where} "  # noqa: S608
            f"ORDER BY bm25({table}, ?, ?, ?, ?), {table}.rowid LIMIT ?",
            (expression, *dates, *FIELD_WEIGHTS, limit),
        )
        return [number for (number,) in rows]

    def numbers(
        self,
        words: str,
        selection: Selection,
        order: str = "number",
        limit: int = -1,
        offset: int = 0,
    ) -> list[int]:
        """Numbers of the matches in one of the orders `number` and `date`."""
        source, parameters = self._source(words, selection, dated=order == "date")
        rows = self._db.execute(
            f"SELECT number {source} ORDER BY {order_by(self._db, order)} LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )
        return [number for (number,) in rows]

    def count(self, words: str, selection: Selection) -> int:
        """How many articles match."""
        source, parameters = self._source(words, selection)
        (count,) = self._db.execute(f"SELECT count(*) {source}", parameters).fetchone()
        return int(count)

    def any(self, words: str) -> bool:
        """Whether these words match anywhere."""
        row = self._db.execute(
            "SELECT 1 FROM postings WHERE postings MATCH ? LIMIT 1", (words,)
        ).fetchone()
        return row is not None

    def _source(
        self, words: str, selection: Selection, *, dated: bool = False
    ) -> tuple[str, list[str]]:
        """What follows SELECT …, in which `number` is an article's; and its parameters."""
        expression = selection.matching(words)
        if not expression:
            return _of_all(selection)
        join, where, dates = _dated("postings.rowid", selection)
        if dated and not join:
            join = "JOIN articles ON number = postings.rowid"
        table = "(SELECT rowid AS number FROM postings WHERE postings MATCH ?)"
        if not join:
            return f"FROM {table}", [expression]
        return f"FROM postings {join} WHERE postings MATCH ? {where}", [expression, *dates]

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, str]]:
        """Number, headline, captions and body of these articles; a derived headline is empty."""
        return self._db.execute(
            "SELECT number, CASE WHEN headline_derived THEN '' ELSE headline END, captions, "
            "unpacked(CAST(body AS BLOB)) FROM articles JOIN texts USING (number) "
            "WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps([*numbers]),),
        )

    def extent(self) -> tuple[int, float]:
        """How many articles there are, and how many words one has on average.

        FTS5 keeps both for BM25: varints, how many rows and then how many words in each column.
        """
        row = self._db.execute(
            "SELECT block FROM postings_data WHERE id = ?", (AVERAGES,)
        ).fetchone()
        rows, *words = [*_varints(row[0] if row else b""), 0][: 1 + len(FIELD_WEIGHTS) - 1]
        return rows, sum(words) / rows if rows else 0.0


def _dated(number: str, selection: Selection) -> tuple[str, str, tuple[str, ...]]:
    """What keeps matches to a period: join, condition and parameters; empty without a period."""
    if selection.period is None:
        return "", "", ()
    # CROSS: each match is looked up, as the planner thinks too well of going through all articles.
    return (
        f"CROSS JOIN articles ON number = {number}",
        "AND date >= ? AND date < ?",
        selection.period,
    )


def _of_all(selection: Selection) -> tuple[str, list[str]]:
    """FROM … for the articles of a period, without what is excluded; and its parameters."""
    where: list[str] = []
    parameters: list[str] = []
    if selection.period:
        where.append("date >= ? AND date < ?")
        parameters += selection.period
    if selection.excluded:
        where.append("number NOT IN (SELECT rowid FROM postings WHERE postings MATCH ?)")
        parameters.append(" OR ".join(selection.excluded))
    return f"FROM articles WHERE {' AND '.join(where) or 'TRUE'}", parameters


def _varints(data: bytes) -> Iterator[int]:
    """The numbers in `data` as SQLite writes them: seven bits a byte, the highest first.

    Those of over 56 bits, which have another form, do not occur.
    """
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
