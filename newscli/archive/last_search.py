"""The words that were searched for last, kept beside the index for `read` to mark them."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from newscli import own_files

LONGEST = 1 << 16  # bytes; a longer query is refused
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
                own_files.write(self._file, query.encode("utf-8", "surrogatepass"))

    def query(self) -> str | None:
        """The words of the last search, if that was within the hour."""
        if self._file:
            with suppress(OSError, UnicodeDecodeError):
                if 0 <= time.time() - self._file.lstat().st_mtime <= REMEMBERED:
                    said = own_files.read(self._file, LONGEST, links=False)
                    return said.decode("utf-8", "surrogatepass")
        return None
