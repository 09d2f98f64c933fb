"""The orders in which articles can be listed, as SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from newscli.choices import ORDERS
from newscli.index.stored import text_of
from newscli.text import fold

SOURCE = "source(CAST(publisher AS BLOB), CAST(path AS BLOB))"
Source = Callable[[str | None, bytes], str | None]


def order_by(
    db: sqlite3.Connection, sort: str, source: Source | None = None, *, reverse: bool = False
) -> str:
    """What follows ORDER BY for one of `ORDERS`; its functions are made known to the connection.

    `source` gives what an order by source goes by.

    What is not known is last in either direction; what is equal stands by number.
    """
    if sort == "number":
        return "number DESC" if reverse else "number"  # as it lies there, so that nothing is sorted
    (order,) = (order for order in ORDERS if order.name == sort)
    if order.is_text:
        db.create_function("sortable", 1, lambda said: sortable(text_of(said)), deterministic=True)
    said = sort
    if sort == "added":
        from newscli.index.tagging import ADDED

        said = ADDED
    if sort == "source" and source:
        db.create_function("source", 2, lambda said, path: source(text_of(said), path or b""))
        said = SOURCE
    said = f"sortable(CAST({said} AS BLOB))" if order.is_text else said
    direction = " DESC" if order.is_falling != reverse else ""
    return f"{said}{direction} NULLS LAST, number"


def sortable(text: str | None) -> str | None:
    """The text as it is sorted: no case, no accents, no opening quotation mark.

    >>> sortable("‘Élan’ wins")
    "elan' wins"
    """
    return text if text is None else fold(text).lstrip("\"'([ ")
