"""The words that were searched for last, kept beside the index for `read` to mark them."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

REMEMBERED = 3600  # seconds; who reads later has something else in mind


class LastSearch:
    """The last search of one archive, as far as it can be kept: no answer depends on it."""

    def __init__(self, index: Path | None) -> None:
        """`index` is the file of the archive's index; nothing is kept when that is in memory."""
        self._file = index.with_suffix(".search") if index else None

    def keep(self, query: str) -> None:
        """Remember the words, and forget those before."""
        if self._file:
            with suppress(OSError):
                self._file.write_text(query, encoding="utf-8", errors="surrogatepass")

    def query(self) -> str | None:
        """The words of the last search, if that was within the hour."""
        if self._file:
            with suppress(OSError, UnicodeDecodeError):
                if 0 <= time.time() - self._file.stat().st_mtime <= REMEMBERED:
                    return self._file.read_text(encoding="utf-8", errors="surrogatepass")
        return None
