"""The orders in which articles can be listed, as SQL."""

from __future__ import annotations

import os
import sqlite3

from newscli.choices import ORDERS
from newscli.records import origin
from newscli.text import fold

SOURCE = "source(publisher, path)"
"""Who published an article, as `records.origin` says; `order_by` makes the function known."""


def order_by(db: sqlite3.Connection, sort: str, *, reverse: bool = False) -> str:
    """What follows ORDER BY for one of `ORDERS`; its functions are made known to the connection.

    What is not known is last in either direction; what is equal stands by number.
    """
    (order,) = (order for order in ORDERS if order.name == sort)
    if order.is_text:
        db.create_function("sortable", 1, sortable, deterministic=True)
        db.create_function("source", 2, _source, deterministic=True)
    said = SOURCE if sort == "source" else sort
    said = f"sortable({said})" if order.is_text else said
    direction = " DESC" if order.is_falling != reverse else ""
    return f"{said}{direction} NULLS LAST, number"


def sortable(text: str) -> str:
    """The text as it is sorted: no case, no accents, no opening quotation mark.

    >>> sortable("‘Élan’ wins")
    "elan' wins"
    """
    return fold(text).lstrip("\"'([ ")


def _source(publisher: str | None, path: bytes) -> str:
    return origin(publisher, os.fsdecode(path))
