"""The orders in which articles can be listed."""

from __future__ import annotations

import os
import sqlite3

from newscli.records import origin
from newscli.text import fold

SOURCE = "source(publisher, path)"
"""Who published an article, as `records.origin` says; `order_by` makes the function known."""

ORDERS = {
    "number": "number",
    "date": "date DESC NULLS LAST, number",
    "headline": "sortable(headline), number",
    "source": f"sortable({SOURCE}), number",
    "words": "words DESC, number",
}
"""Name → ORDER BY: what is new, long or early in the alphabet comes first."""

_REVERSED = {
    "number": "number DESC",
    "date": "date NULLS LAST, number",  # what has no date is no news in either direction
    "headline": "sortable(headline) DESC, number",
    "source": f"sortable({SOURCE}) DESC, number",
    "words": "words, number",
}


def order_by(db: sqlite3.Connection, sort: str, *, reverse: bool = False) -> str:
    """What follows ORDER BY for that order; its functions are made known to the connection."""
    if sort in ("headline", "source"):
        db.create_function("sortable", 1, sortable, deterministic=True)
    if sort == "source":
        db.create_function("source", 2, _source, deterministic=True)
    return (_REVERSED if reverse else ORDERS)[sort]


def sortable(text: str) -> str:
    """The text as it is sorted: no case, no accents, no opening quotation mark.

    >>> sortable("‘Élan’ wins")
    "elan' wins"
    """
    return fold(text).lstrip("\"'([ ")


def _source(publisher: str | None, path: bytes) -> str:
    return origin(publisher, os.fsdecode(path))
