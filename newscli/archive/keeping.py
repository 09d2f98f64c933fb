"""Where an archive's index is kept, and what takes its place when it turns out to be of no use."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import ENOENT
from pathlib import Path

from newscli.errors import DamagedIndexError, UnwritableIndexError
from newscli.index import Index
from newscli.index.faults import claim, copy, newest, replacement, set_aside
from newscli.own_files import make_folder


class Kept:
    """An archive's index: open or not, in a file or in memory."""

    def __init__(self, file: Path | None, shown: Callable[[str], str], warnings: list[str]) -> None:
        """`file` names the index; None keeps it in memory.  What goes wrong is added to
        `warnings`, as answers are no worse for it."""
        self.file = file
        """The index's file; None once it is in memory."""
        self._shown = shown
        self._warnings = warnings
        self._used = file
        """The file's own name, which after damage is not `file`."""
        self._identity: tuple[int, int] | None = None
        self.index: Index | None = None
        self._is_replaced = False
        self._deleted: list[Index] = []
        """Indexes whose files are gone.  They stay open: to close one would remove, by name, the
        log of the index that another process has begun in its place."""

    def opened(self) -> Index:
        """The index.  One whose file has been deleted is begun anew."""
        if self.index and self._used and _identity(self._used) != self._identity:
            self._deleted.append(self.index)
            self.index = None
        if self.index is None:
            self.index = self._open()
        return self.index

    def close(self) -> None:
        """Let go of the file."""
        for index in (self.index, *self._deleted):
            if index:
                index.close()
        self.index = None
        self._deleted.clear()

    def set_aside(self, index: Index) -> None:
        """Keep a damaged index beside its place; the next question begins another."""
        if index is self.index and self.file:
            set_aside(self.file, self._used or self.file)

    def replace(self, error: DamagedIndexError | UnwritableIndexError) -> None:
        """Go on without the index: in the place of a damaged one another is begun, once; else there
        is one in memory."""
        if self.file is None:
            raise error
        held, self.index = self.index, None
        if isinstance(error, UnwritableIndexError) or self._is_replaced:
            instead = self._do_without(f"{error.name}: {error.reason}")
            if held and isinstance(error, UnwritableIndexError):
                copy(held.db, instead.db)
            return
        self._is_replaced = True
        file, used = self.file, self._used or self.file
        self._warnings.append(
            f"the index was damaged ({error.reason}) and is built anew; "
            f"the old one is kept as {file}.damaged"
        )
        try:
            self.index = self._begun(replacement(file, used))
        except (DamagedIndexError, UnwritableIndexError) as another:
            self._do_without(f"{another.name}: {another.reason}")
        set_aside(file, used)

    def _open(self) -> Index:
        if self.file is None:
            return Index(None, self._shown)
        try:
            if not self.file.is_absolute():
                raise FileNotFoundError(ENOENT, "there is no home folder", "cache")
            make_folder(self.file.parent)
            return self._begun(newest(self.file))
        except OSError as error:
            return self._do_without(f"{error.filename}: {(error.strerror or '').lower()}")
        except (DamagedIndexError, UnwritableIndexError) as error:
            self.replace(error)
            return self.opened()

    def _begun(self, used: Path) -> Index:
        self._used = used
        claim(used)
        index = Index(used, self._shown)
        self._identity = _identity(used)
        return index

    def _do_without(self, reason: str) -> Index:
        """Go on with an index in memory."""
        self._warnings.append(f"the index cannot be kept: {reason}")
        self.file = self._used = None
        self.index = Index(None, self._shown)
        return self.index


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
