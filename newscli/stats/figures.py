"""What counting articles comes to."""

from __future__ import annotations

from typing import Literal

from newscli.records import Repair
from newscli.tuples import NamedTuple

Counted = Literal["articles", "stories", "copies"]
"""All articles; of each story the first, with those of which a passage alone tells it, as they
tell of something else, too; or those alone that repeat the text of another."""


class Tally(NamedTuple):
    """The articles of one source, agency, place or time."""

    name: str | None
    """A date or period is ISO 8601 (`2024-05`, and `2024-02/2024-08` for a gap of months); None
    for articles that do not say."""
    articles: int
    words: int
    elsewhere: int
    """How many other articles of the archive have the same name."""


class Breakdown(NamedTuple):
    """Articles by one of their facts."""

    by: str
    """One of `choices.KINDS`."""
    rows: tuple[Tally, ...]
    """Those with most articles first, but times in their order; the unknown last."""
    repeats: int
    """How many more articles the rows have together than there are: one with two agencies stands in
    two rows."""


class CrossRow(NamedTuple):
    """The articles of one name, by another of their facts."""

    name: str | None
    articles: int
    counts: tuple[int, ...]
    """In the order of the columns."""


class Cross(NamedTuple):
    """Articles by two of their facts."""

    by: str
    across: str
    columns: tuple[str | None, ...]
    """In the order that rows of a breakdown have, as the rows are."""
    rows: tuple[CrossRow, ...]


class Keyword(NamedTuple):
    """A word or name that many of the articles have and few others."""

    text: str
    """As they print it most often."""
    articles: int
    elsewhere: int
    """How many other articles of the archive have it."""
    weight: float
    """Log-likelihood ratio of the difference; when there are no other articles, how far its
    occurrences are from being strewn at random (`terms`)."""


class Stats(NamedTuple):
    """How many articles match a query, and what they are."""

    query: str
    """As typed; empty for all articles."""
    articles: int
    words: int
    elsewhere: int
    """How many articles of the archive do not match."""
    counted: Counted
    """What is meant by articles, here and in all that follows."""
    first: str | None
    """The earliest date, as exact as it is stated; None when all are undated."""
    last: str | None
    breakdowns: tuple[Breakdown, ...]
    terms: tuple[Keyword, ...]
    """The most telling first.  All counts are of all articles, wherever the terms come from."""
    read: int
    """How many of the articles were read to find terms: all, or as many, evenly spread."""
    cross: Cross | None = None
    """In place of breakdowns, if it was asked for."""
    repairs: tuple[Repair, ...] = ()
    """Words of the query, and what they were taken for."""
    has_all: bool = True
    """Whether those that match have all words of the query; else they have the most."""
