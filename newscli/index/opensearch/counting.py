"""What an engine's articles are counted by, as `index.counting` has it of a file's.

The facts of all articles are fetched once and added up here: `stats` sets those that match beside
those that do not, name by name.  So it is refused where that would take minutes.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from newscli.choices import kind_of
from newscli.errors import UsageError
from newscli.index.columns import ColumnFilling, FactColumn, Names
from newscli.index.opensearch.asking import Wait
from newscli.index.opensearch.layout import LARGEST_PAGE, seen
from newscli.index.opensearch.queries import EVERYTHING
from newscli.sources.naming import folder_of
from newscli.text import words
from newscli.text.agencies import AGENCIES
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.opensearch.store import Store

MOST = 500_000  # articles; their facts take half a minute to come

FIELDS = ["number", "date", "words", "document", "record.source", "record.place", "record.details"]


class _Tallied(NamedTuple):
    """What is counted of an article."""

    number: int
    words: int
    date: str | None
    document: str
    source: str | None
    place: str | None
    byline: str | None
    section: str | None
    credited: frozenset[str]


@cache
def _agencies() -> tuple[dict[tuple[str, ...], str], int]:
    """The words of each name of an agency → the agency; how many there are at most."""
    named = {tuple(words(name)): agency for name, agency in AGENCIES.items()}
    return named, max(map(len, named))


class EngineCounting:
    """The facts of an archive, to be added up."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table: list[_Tallied] | None = None

    def _facts(self) -> list[_Tallied]:
        """The facts of all articles, by number.  Raises `UsageError` where there are too many."""
        if self._table is None:
            count, asking = self._store.count(), self._store.asking
            if asking.has_guessed:  # facts are not fetched for a guess
                raise Wait
            asking.is_firm = True
            if count > MOST:
                raise UsageError(f"stats counts up to {MOST:,} articles of an engine: of {count:,}")
            fields = {"_source": FIELDS}
            found = self._store.pages(EVERYTHING, "number", None, LARGEST_PAGE, fields)
            self._table = []
            for source in (hit["_source"] for hit in found):
                record, details = source["record"], json.loads(source["record"]["details"])
                named = [*details.get("credits", ())]
                for credit, agency, _ in details.get("captions", ()):
                    named += [credit, agency]
                tallied = _Tallied(
                    source["number"],
                    source["words"],
                    source.get("date"),
                    source["document"],
                    record["source"],
                    record["place"],
                    details.get("byline"),
                    details.get("section"),
                    frozenset(a for text in named if text for a in self._credited(text)),
                )
                self._table.append(seen(tallied))
        return self._table

    def _credited(self, text: str) -> Iterator[str]:
        """The agencies that a credit names."""
        said, (agencies, longest) = words(text), _agencies()
        for start in range(len(said)):
            for length in range(1, longest + 1):
                if agency := agencies.get(tuple(said[start : start + length])):
                    yield agency

    def lengths(self) -> Sequence[int]:
        """As `Counting.lengths`."""
        facts = self._facts()
        lengths = array("i", [-1]) * (facts[-1].number + 1 if facts else 0)
        for one in facts:
            lengths[one.number] = one.words
        return lengths

    def column(self, by: str) -> FactColumn:
        """As `Counting.column`."""
        if by in ("place", "byline", "section"):
            named = ((one.number, (getattr(one, by),)) for one in self._facts())
            return ColumnFilling(named).column().as_most_write()
        return ColumnFilling((one.number, _names(one, by)) for one in self._facts()).column()

    def texts(self, numbers: Iterable[int], longest: int) -> Iterable[tuple[int, str, str]]:
        """As `Counting.texts`."""
        for number, headline, captions, body in self._store.matching.texts(numbers):
            yield number, headline, f"{captions[:longest]}\n{body[:longest]}"


def _names(one: _Tallied, by: str) -> Names:
    """What an article is named by a kind, if that is no name that is spelt in several ways."""
    if by == "agency":
        return (*sorted(one.credited),) or (None,)
    if by == "source":
        return (one.source,)
    if by in ("file", "folder"):
        return (one.document if by == "file" else folder_of(one.document),)
    return (one.date[: kind_of("day").length] if one.date else None,)
