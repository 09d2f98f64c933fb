"""How many articles and words there are of each kind: all sums that the tables are asked for."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from newscli.index.filtering import KINDS
from newscli.index.sought import Run, expression
from newscli.records import origin
from newscli.text import fold, words
from newscli.text.agencies import AGENCIES

DAY = 10  # characters of an ISO date without its time
AMONG = "WHERE number IN (SELECT value FROM json_each(?))"


class Count(NamedTuple):
    """How much there is of something."""

    articles: int
    words: int


class Counting:
    """The tables of a store, to be added up."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def total(self, numbers: Iterable[int]) -> Count:
        """All of these articles."""
        row = self._db.execute(
            f"SELECT count(*), coalesce(sum(words), 0) FROM articles {AMONG}",  # noqa: S608
            [json.dumps([*numbers])],
        ).fetchone()
        return Count(*row)

    def sources(self, numbers: Iterable[int]) -> dict[str | None, Count]:
        """Who published them, as `records.origin` says; each article has one source."""
        rows = self._db.execute(
            "SELECT publisher, path, count(*), sum(words) FROM articles "  # noqa: S608
            f"JOIN documents ON documents.id = document {AMONG} GROUP BY publisher, document",
            [json.dumps([*numbers])],
        )
        return _added((origin(who, os.fsdecode(path)), *count) for who, path, *count in rows)

    def places(self, numbers: Iterable[int]) -> dict[str | None, Count]:
        """Where they were written, in the spelling that is commonest; None: without a place."""
        rows = self._db.execute(
            "SELECT place FROM articles WHERE place <> '' GROUP BY 1 ORDER BY count(*) DESC, 1"
        )
        spelt: dict[str, str] = {}
        for (place,) in rows:
            spelt.setdefault(fold(place), place)
        counts = self._by("place", numbers).items()
        return _added((spelt[fold(place)] if place else None, *count) for place, count in counts)

    def days(self, numbers: Iterable[int]) -> dict[str | None, Count]:
        """The days, months or years that they are of, as exact as is known; None: undated."""
        return self._by(f"substr(date, 1, {DAY})", numbers)

    def _by(self, value: str, numbers: Iterable[int]) -> dict[str | None, Count]:
        rows = self._db.execute(
            f"SELECT {value}, count(*), sum(words) FROM articles {AMONG} GROUP BY 1",  # noqa: S608
            [json.dumps([*numbers])],
        )
        return _added((value or None, *count) for value, *count in rows)

    def agencies(self, numbers: Iterable[int]) -> dict[str | None, Count]:
        """Known agencies that text or pictures of the articles are credited to, as the filter for
        agencies finds them; None: without one.  An article counts for each of its agencies."""
        among = {*numbers}
        found: dict[str, set[int]] = {}
        for name, agency in self._agencies_named():
            credit = expression(Run(tuple(words(name)), "agency"))
            rows = self._db.execute("SELECT rowid FROM postings WHERE postings MATCH ?", (credit,))
            found.setdefault(agency, set()).update(number for (number,) in rows)
        counted: dict[str | None, Count] = {}
        named: set[int] = set()
        for agency, holders in found.items():
            holders &= among
            named |= holders
            if holders:
                counted[agency] = self.total(holders)
        every, some = self.total(among), self.total(named)
        if every.articles > some.articles:
            counted[None] = Count(every.articles - some.articles, every.words - some.words)
        return counted

    def _agencies_named(self) -> list[tuple[str, str]]:
        """The names of agencies, and which ones they are, all words of which occur in credits."""
        mark = KINDS["agency"]
        rows = self._db.execute(
            "SELECT substr(term, 2) FROM terms WHERE term > ? AND term < ?",
            (mark, chr(ord(mark) + 1)),
        )
        held = {word for (word,) in rows}
        return [(name, agency) for name, agency in AGENCIES.items() if held.issuperset(words(name))]

    def texts(self, numbers: Iterable[int], longest: int) -> Iterable[tuple[int, str, str]]:
        """Number, headline and the first `longest` characters of captions and body of these."""
        return self._db.execute(
            "SELECT number, CASE WHEN headline_derived THEN '' ELSE headline END, "
            "substr(captions, 1, ?) || char(10) || substr(unpacked(CAST(body AS BLOB)), 1, ?) "
            "FROM articles JOIN texts USING (number) "
            "WHERE number IN (SELECT value FROM json_each(?))",
            (longest, longest, json.dumps([*numbers])),
        )


def _added(rows: Iterable[tuple[str | None, int, int]]) -> dict[str | None, Count]:
    """The counts of each name, added up."""
    added: dict[str | None, Count] = {}
    for name, articles, length in rows:
        former = added.get(name, Count(0, 0))
        added[name] = Count(former.articles + articles, former.words + length)
    return added
