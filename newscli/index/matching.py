"""Which articles match: all questions that search puts to the full-text index.

A question is a tree (`sought`) and a `Selection` that it is asked of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscli.index.orders import order_by
from newscli.index.sought import EVERY, Sought, Without, all_of, any_of, expression, is_every
from newscli.index.tagging import NUMBERS_ADDED

FIELD_WEIGHTS = (8.0, 2.0, 1.0, 0.0)
"""Headline, caption, body, facts, as factors of BM25's term frequency; what is found so is ranked
anew by `search`, so that it matters only which articles are found at all."""

COMMON = 20_000
"""Matches; BM25 takes 1.5 µs for each.  More of them are ranked by headlines and openings alone."""

AVERAGES = 1  # the row in which FTS5 keeps how many texts and words it has


class Selection(NamedTuple):
    """What articles have to be, whatever words are looked for in them."""

    required: Sought = EVERY
    excluded: tuple[Sought, ...] = ()
    """None may hold."""
    period: tuple[str, str] | None = None
    """Where their dates begin and before what they end, as text compares."""
    tagged: tuple[tuple[bool, tuple[str, ...]], ...] = ()
    """Of each of these tags they have to have one, or, when that is false, none."""
    added: tuple[int, int] | None = None
    """From when to before when they were first seen, microseconds since 1970."""

    def where(self, number: str) -> tuple[str, list[str | int]]:
        """What a row has to be whose article has this number, beside its words: SQL that begins
        with AND, or is empty, and its parameters."""
        told, parameters = "", list[str | int]()
        for has, tags in self.tagged:
            one = "IN" if has else "NOT IN"
            places = ", ".join("?" * len(tags))
            told += f" AND {number} {one} (SELECT number FROM tags WHERE tag IN ({places}))"  # noqa: S608
            parameters += tags
        if self.added:
            start, end = self.added
            told += f" AND {number} IN ({NUMBERS_ADDED})"
            parameters += [start, end, start, start, end]
        return told, parameters

    def matching(self, sought: Sought) -> Sought:
        """These conditions and what is sought, in one."""
        wanted = all_of((sought, self.required))
        return Without(wanted, any_of(self.excluded)) if self.excluded else wanted


class Matching:
    """The full-text index of a store, to be read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def best(self, sought: Sought, selection: Selection, limit: int) -> tuple[list[int], bool]:
        """Numbers of the `limit` best matches by BM25, the best first; and whether only headlines
        and openings were looked at, as very many articles match."""
        whole = expression(selection.matching(sought))
        if not self._is_common("postings", whole):
            return self._ranked("postings", whole, selection, limit), False
        if self._is_common("leads", whole):
            whole = f"{{headline}} : ({expression(sought)})"
            if not is_every(rest := selection.matching(EVERY)):
                whole = f"({whole}) AND {expression(rest)}"
        found = self._ranked("leads", whole, selection, limit)
        if len(found) < limit:
            listed = self.numbers(sought, selection, "number", limit)
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
        join, where, given = _narrowed(f"{table}.rowid", selection)
        rows = self._db.execute(
            f"SELECT {table}.rowid FROM {table} {join} WHERE {table} MATCH ? {where} "  # noqa: S608
            f"ORDER BY bm25({table}, ?, ?, ?, ?), {table}.rowid LIMIT ?",
            (expression, *given, *FIELD_WEIGHTS, limit),
        )
        return [number for (number,) in rows]

    def numbers(
        self,
        sought: Sought,
        selection: Selection,
        order: str = "number",
        limit: int = -1,
        offset: int = 0,
    ) -> list[int]:
        """Numbers of the matches in one of the orders `number` and `date`."""
        source, parameters = self._source(sought, selection, dated=order == "date")
        rows = self._db.execute(
            f"SELECT number {source} ORDER BY {order_by(self._db, order)} LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )
        return [number for (number,) in rows]

    def count(self, sought: Sought, selection: Selection) -> int:
        """How many articles match."""
        source, parameters = self._source(sought, selection)
        (count,) = self._db.execute(f"SELECT count(*) {source}", parameters).fetchone()
        return int(count)

    def any(self, sought: Sought) -> bool:
        """Whether any article has what is sought."""
        row = self._db.execute(
            "SELECT 1 FROM postings WHERE postings MATCH ? LIMIT 1", (expression(sought),)
        ).fetchone()
        return row is not None

    def _source(
        self, sought: Sought, selection: Selection, *, dated: bool = False
    ) -> tuple[str, list[str | int]]:
        """What follows SELECT …, in which `number` is an article's; and its parameters."""
        whole = selection.matching(sought)
        if is_every(whole):
            return _of_all(selection)
        join, where, given = _narrowed("postings.rowid", selection)
        if dated and not join:
            join = "JOIN articles ON number = postings.rowid"
        if not join:
            table = f"(SELECT rowid AS number FROM postings WHERE postings MATCH ? {where})"  # noqa: S608
            return f"FROM {table}", [expression(whole), *given]
        return f"FROM postings {join} WHERE postings MATCH ? {where}", [expression(whole), *given]

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


def _narrowed(number: str, selection: Selection) -> tuple[str, str, list[str | int]]:
    """What keeps matches to a period, and to what is said of them: join, condition and
    parameters; no join without a period."""
    # The sign keeps the planner from asking for the words once for each number.
    where, given = selection.where(f"+{number}")
    if selection.period is None:
        return "", where, given
    # CROSS: each match is looked up, as the planner thinks too well of going through all articles.
    return (
        f"CROSS JOIN articles ON number = {number}",
        f"AND date >= ? AND date < ? {where}",
        [*selection.period, *given],
    )


def _of_all(selection: Selection) -> tuple[str, list[str | int]]:
    """FROM … for all articles, or those of a period; and its parameters."""
    where, given = selection.where("number")
    if selection.period is None:
        return f"FROM articles WHERE true {where}", given
    return f"FROM articles WHERE date >= ? AND date < ? {where}", [*selection.period, *given]


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
