"""Paths of documents as people see them, and what of them tells where articles are from."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from zlib import crc32

from newscli.records import Article
from newscli.sources.naming import Naming

KEPT = "naming"
"""Under this `state` keeps how documents are told apart; who writes documents forgets it: after a
trigger the full-text engine would write all that it holds, for every document."""


class Paths:
    """The paths that a store has been asked for."""

    def __init__(self, db: sqlite3.Connection, shown: Callable[[str], str]) -> None:
        """`shown` gives an absolute path as the user writes it."""
        self._db = db
        self._shown = shown
        self._naming: Naming | None = None
        self._spelt: dict[bytes, str] = {}
        self._named: dict[str, str | None] = {}

    def refresh(self) -> str | None:
        """Find out how documents are told apart; what is to be kept of that, if it is not yet."""
        row = self._db.execute("SELECT value FROM state WHERE key = ?", (KEPT,)).fetchone()
        naming = _naming_of(row[0]) if row else None
        is_kept = naming is not None
        if naming is None:
            rows = self._db.execute("SELECT path FROM documents WHERE articles > 0")
            naming = Naming.of(os.fsdecode(path) for (path,) in rows)
        if naming != self._naming:
            self._naming = naming
            self._spelt.clear()
        text = json.dumps([naming.by_folder, sorted(naming.shared)])
        return None if is_kept else f"{crc32(text.encode())} {text}"

    def shown(self, path: bytes) -> str:
        """The path as the user writes it."""
        if self._naming is None:
            self.refresh()
        shown = self._spelt.get(path)
        if shown is None:
            absolute = os.fsdecode(path)
            shown = self._spelt[path] = self._shown(absolute)
            self._named[shown] = self._naming.name(absolute) if self._naming else None
        return shown

    def source(self, publisher: str | None, path: bytes) -> str | None:
        """`Summary.source` of an article."""
        return publisher or self._named[self.shown(path)]

    def source_of(self, article: Article) -> str | None:
        """`Summary.source` of an article that this store has given."""
        return article.publisher or self._named[article.source.path]


def _naming_of(kept: str) -> Naming | None:
    """The naming that was kept; None when it is not as it was written."""
    code, _, text = kept.partition(" ")
    if code != str(crc32(text.encode())):
        return None
    by_folder, shared = json.loads(text)
    return Naming(by_folder, frozenset(shared))
