"""What articles are counted by: all facts that the tables are asked for in bulk."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newscli.choices import kind_of
from newscli.errors import DamagedIndexError
from newscli.index.faults import checksum
from newscli.index.filtering import KINDS
from newscli.index.paths import Paths
from newscli.index.sought import Run, expression
from newscli.sources.naming import folder_of
from newscli.text import fold, words

Named = Iterable[tuple[int, str | None]]
"""The number of each article with its name, or with each of its names; None where it has none."""


def most_first(named: Named) -> list[tuple[str, int]]:
    """Names, and how many articles have each: those of most articles first."""
    counts = Counter(name for _, name in named if name)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def as_most_write(named: Sequence[tuple[int, str | None]]) -> Named:
    """The same names, each in the spelling that is commonest."""
    spelt: dict[str, str] = {}
    for name, _ in most_first(named):
        spelt.setdefault(fold(name), name)
    return ((number, spelt[fold(name)] if name else None) for number, name in named)


SUMMARY = (
    "articles.checksum, number, articles.id, headline, headline_derived, path, publisher, place, "
    "date, words"
)
LISTED = "FROM articles JOIN documents ON documents.id = document"


class Counting:
    """The tables of a store, to be added up."""

    def __init__(self, db: sqlite3.Connection, name: str, paths: Paths) -> None:
        self._db = db
        self._name = name
        self._paths = paths

    def lengths(self) -> dict[int, int]:
        """How many words each article has.

        Raises `DamagedIndexError` when anything that articles are counted by is not as it was
        written.
        """
        found: dict[int, int] = {}
        for row in self._db.execute(f"SELECT {SUMMARY} {LISTED}"):
            if row[0] != checksum(row[1:]):
                raise DamagedIndexError(self._name, f"article {row[1]} is not as it was written")
            found[row[1]] = row[-1]
        return found

    def named(self, by: str) -> Named:
        """All articles with their names of one of `choices.KINDS`; of a time, the date as exact as
        is known."""
        if by in ("source", "folder", "file"):
            return self._sources(by)
        if by == "agency":
            return self._agencies()
        if by in ("byline", "section"):
            rows = self._db.execute(f"SELECT number, json_extract(details, '$.{by}') FROM texts")
            return as_most_write(rows.fetchall())
        if by == "place":
            return as_most_write(self._db.execute("SELECT number, place FROM articles").fetchall())
        day = kind_of("day").length
        return self._db.execute(f"SELECT number, substr(date, 1, {day}) FROM articles")

    def _sources(self, by: str) -> Named:
        @cache  # few documents have one article
        def name(publisher: str | None, path: bytes) -> str | None:
            if by == "source":
                return self._paths.source(publisher, path)
            shown = self._paths.shown(path)
            return shown if by == "file" else folder_of(shown)

        rows = self._db.execute(f"SELECT number, publisher, path {LISTED}")
        return ((number, name(publisher, path)) for number, publisher, path in rows)

    def _agencies(self) -> Iterator[tuple[int, str | None]]:
        """Known agencies that text or pictures of the articles are credited to, as the filter for
        agencies finds them."""
        found: dict[str, set[int]] = {}
        for name, agency in self._agencies_named():
            credit = expression(Run(tuple(words(name)), "agency"))
            rows = self._db.execute("SELECT rowid FROM postings WHERE postings MATCH ?", (credit,))
            found.setdefault(agency, set()).update(number for (number,) in rows)
        for agency, numbers in found.items():
            yield from ((number, agency) for number in numbers)
        named = set().union(*found.values())
        for (number,) in self._db.execute("SELECT number FROM articles"):
            if number not in named:
                yield number, None

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
