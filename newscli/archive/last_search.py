"""What was searched for last, kept beside the index: its words, for `read` to mark them, and the
articles in its rows, for `@3` to name the third."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from newscli import own_files

LONGEST = 1 << 16  # bytes; a longer query is refused
MOST_ROWS = 1_000  # that can be named by their place; nobody counts further
REMEMBERED = 3600  # seconds; who reads later has something else in mind


class LastSearch:
    """The last search of one archive, as far as it can be kept: no answer depends on it."""

    def __init__(self, index: Callable[[], Path | None]) -> None:
        """`index` tells the file of the archive's index; nothing is kept once that is in memory."""
        self._index = index

    def _file(self, ending: str) -> Path | None:
        index = self._index()
        return index.with_suffix(ending) if index else None

    def keep(self, query: str) -> None:
        """Remember the words, and forget those before."""
        if file := self._file(".search"):
            with suppress(OSError):
                own_files.write(file, query.encode("utf-8", "surrogatepass"), lasting=False)

    def keep_rows(self, ids: Iterable[str]) -> None:
        """Remember the articles that were shown, in their order, and forget those before."""
        if file := self._file(".rows"):
            with suppress(OSError):
                text = "\n".join(islice(ids, MOST_ROWS))
                own_files.write(file, text.encode(), lasting=False)

    def rows(self) -> list[str]:
        """Ids of the articles that were shown last."""
        if file := self._file(".rows"):
            with suppress(OSError, UnicodeDecodeError):
                return own_files.read(file, LONGEST, links=False).decode().split()
        return []

    def query(self) -> str | None:
        """The words of the last search, if that was within the hour."""
        if file := self._file(".search"):
            with suppress(OSError, UnicodeDecodeError):
                if 0 <= time.time() - file.lstat().st_mtime <= REMEMBERED:
                    said = own_files.read(file, LONGEST, links=False)
                    return said.decode("utf-8", "surrogatepass")
        return None
