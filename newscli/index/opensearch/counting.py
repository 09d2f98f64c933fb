"""What an engine's articles are counted by, as `index.counting` has it of a file's.

The facts of all articles are fetched once and added up here: `stats` sets those that match beside
those that do not, name by name.  So it is refused where that would take minutes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from newscli.choices import kind_of
from newscli.errors import UsageError
from newscli.index.counting import Named, as_most_write
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

    def lengths(self) -> dict[int, int]:
        """As `Counting.lengths`."""
        return {one.number: one.words for one in self._facts()}

    def named(self, by: str) -> Named:
        """As `Counting.named`."""
        facts = self._facts()
        if by == "agency":
            return [(one.number, name) for one in facts for name in one.credited or (None,)]
        if by == "folder":
            return [(one.number, folder_of(one.document)) for one in facts]
        if by == "file":
            return [(one.number, one.document) for one in facts]
        if by == "source":
            return [(one.number, one.source) for one in facts]
        if by not in ("place", "byline", "section"):
            day = kind_of("day").length
            return [(one.number, one.date[:day] if one.date else None) for one in facts]
        return as_most_write([(one.number, getattr(one, by)) for one in facts])

    def texts(self, numbers: Iterable[int], longest: int) -> Iterable[tuple[int, str, str]]:
        """As `Counting.texts`."""
        for number, headline, captions, body in self._store.matching.texts(numbers):
            yield number, headline, f"{captions[:longest]}\n{body[:longest]}"
