"""Putting what a load has written where it belongs on the disk."""

from __future__ import annotations

import os

from newscli.index.store import Index

LARGE_LOG = 4 << 20  # bytes; SQLite writes into a log of this size again and again (1,000 pages)


def settle(index: Index) -> None:
    """Empty a log that has grown: a long document leaves one as large as all that it wrote.

    Does nothing while somebody reads; the log is as good as the index itself.
    """
    if index.path is None:
        return
    log = f"{index.path}-wal"
    if os.path.exists(log) and os.path.getsize(log) > LARGE_LOG:
        index.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
