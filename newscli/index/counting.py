"""What articles are counted by: all facts that the tables are asked for in bulk."""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newscli.choices import kind_of
from newscli.errors import DamagedIndexError
from newscli.index.columns import ColumnFilling, Columns, FactColumn, Names
from newscli.index.documents import LISTED, SUMMARY
from newscli.index.faults import checksum
from newscli.index.filtering import KINDS
from newscli.index.paths import Paths
from newscli.index.sought import Run, expression
from newscli.sources.naming import folder_of
from newscli.text import words

NEWEST = 2_000  # articles; looking deep into them for agencies takes hundredths of a second
AGENCIES = f"""
SELECT json_extract(value, '$[1]') AS agency
FROM (SELECT details FROM texts ORDER BY number DESC LIMIT {NEWEST}),
  json_each(details, '$.captions')
WHERE agency > '' GROUP BY agency ORDER BY count(*) DESC, agency
"""


class Counting:
    """The tables of a store, to be added up."""

    def __init__(self, db: sqlite3.Connection, name: str, paths: Paths) -> None:
        self._db = db
        self._name = name
        self._paths = paths
        self.columns = Columns(db, name)

    def lengths(self) -> Sequence[int]:
        """Number of an article → how many words it has; -1 where none has the number.

        Raises `DamagedIndexError` when anything that articles are counted by is not as it was
        written.
        """
        return self.columns.column("words", self._summarized).places

    def column(self, by: str) -> FactColumn:
        """What all articles are named by one of `choices.KINDS`; by a time, the date as exact as is
        known, up to the day."""
        if by in ("folder", "file"):
            documents = self.columns.column("document", self._summarized)
            shown = documents.renamed(lambda path: self._paths.shown(os.fsencode(path)))
            return shown if by == "file" else shown.renamed(folder_of)
        if by == "agency":
            return self.columns.column(by, lambda: {by: ColumnFilling(self._agencies()).column()})
        if by in ("byline", "section"):
            return self.columns.column(by, lambda: {by: self._detailed(by)})
        return self.columns.column("day" if kind_of(by).length else by, self._summarized)

    def values(self, kind: str) -> list[str]:
        """What filters of this kind may ask for, the most frequent first; agencies of `NEWEST`."""
        if kind == "agency":
            return [agency for (agency,) in self._db.execute(AGENCIES)]
        return [name for name, _ in self.column(kind).most_first()]

    def _summarized(self) -> dict[str, FactColumn]:
        """The columns of what a list shows, each article of which is looked at once."""
        source = cache(self._paths.source)  # few documents have one article
        lengths = array("i")
        made = {kind: ColumnFilling() for kind in ("source", "document", "place", "day")}
        day = kind_of("day").length
        for row in self._db.execute(f"SELECT {SUMMARY} {LISTED} ORDER BY number"):
            if row[0] != checksum(row[1:]):
                raise DamagedIndexError(self._name, f"article {row[1]} is not as it was written")
            _, number, _, _, _, path, publisher, place, date, words = row
            lengths.extend((-1,) * (number - len(lengths)))
            lengths.append(words)
            made["source"].add(number, (source(publisher, path),))
            made["document"].add(number, (os.fsdecode(path),))
            made["place"].add(number, (place,))
            made["day"].add(number, (date and date[:day],))
        columns = {kind: filling.column() for kind, filling in made.items()}
        columns["place"] = columns["place"].as_most_write()
        return {"words": FactColumn((), lengths), **columns}

    def _detailed(self, by: str) -> FactColumn:
        rows = self._db.execute(f"SELECT number, json_extract(details, '$.{by}') FROM texts")
        return ColumnFilling((number, (name,)) for number, name in rows).column().as_most_write()

    def _agencies(self) -> Iterator[tuple[int, Names]]:
        """Known agencies that text or pictures of the articles are credited to, as the filter for
        agencies finds them."""
        found: dict[int, Names] = {}
        for name, agency in self._agencies_named():
            credit = expression(Run(tuple(words(name)), "agency"))
            rows = self._db.execute("SELECT rowid FROM postings WHERE postings MATCH ?", (credit,))
            for (number,) in rows:
                known = found.get(number, ())
                if agency not in known:
                    found[number] = (*known, agency)
        for (number,) in self._db.execute("SELECT number FROM articles"):
            yield number, found.get(number, (None,))

    def _agencies_named(self) -> list[tuple[str, str]]:
        """The names of agencies, and which ones they are, all words of which occur in credits."""
        from newscli.text.agencies import AGENCIES  # which few questions need

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
