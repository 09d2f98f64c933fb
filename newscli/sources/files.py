"""A document's bytes: opened, told from what is none, and watched for changes while they are read.

Only regular files are opened: a pipe or a device among the documents is told and passed over, never
waited for.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO
from zlib import crc32

from newscli.errors import DocumentError, refusal
from newscli.records import Stamp
from newscli.sources.locations import STDIN, has_magic
from newscli.sources.sweep import is_beyond, stamp

RACY = 2_000_000_000
"""Nanoseconds.  A file changed so shortly before it was read may have been changed once more within
the same tick of its file system's clock (FAT's is two seconds), so it is looked at again."""

_TICK = 20_000_000
"""Nanoseconds.  Linux stamps files by a clock that ticks every 4 to 10 ms; a file is not opened
before its stamp is older than that, so that a change during the reading gives it another one."""

BLOCK = 1 << 18  # bytes read at a time where nobody says how many


class Ahead:
    """Bytes whose beginning can be looked at before they are read."""

    _looked_at = b""

    def head(self, size: int) -> bytes:
        """The first bytes, which `read` gives all the same; to be called before it."""
        while len(self._looked_at) < size and (piece := self._read(size - len(self._looked_at))):
            self._looked_at += piece
        return self._looked_at[:size]

    def read(self, size: int = BLOCK, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        if head := self._looked_at:
            self._looked_at = head[size:]
            return head[:size]
        return self._read(size)

    def _read(self, size: int) -> bytes:
        """Up to `size` bytes from the source itself; each kind of source has its own."""
        raise NotImplementedError


class SourceFile(Ahead):
    """A file while it is read."""

    def __init__(self, path: str, stream: BinaryIO, status: os.stat_result | None) -> None:
        """`status` is None for standard input, which never changes."""
        self.path = path
        self.stream = stream
        self.stamp = stamp(status) if status else Stamp(0, 0, 0, 0)
        self.read_ns = time.time_ns()
        self.position = 0
        """How many bytes have been read."""
        self.doubtful = may_deceive(self.stamp, self.read_ns)
        """Whether its next change may leave the stamp as it is."""
        self._checksum = 0

    def _read(self, size: int) -> bytes:
        if 0 < self.stamp.size <= self.position:
            return b""  # if more has come since, `is_unchanged` says so
        data = self.stream.read(size)
        self.position += len(data)
        if self.doubtful:
            self._checksum = crc32(data, self._checksum)
        return data

    def checksum(self) -> int | None:
        """CRC-32 of a doubtful file that has been read from front to back; it is read to its end.

        None for others.
        """
        if not self.doubtful:
            return None
        while self.read():
            pass
        return self._checksum

    def is_unchanged(self) -> bool:
        """Whether the file is as it was when it was opened."""
        if self.path == STDIN:
            return True
        return stamp(os.fstat(self.stream.fileno())) == self.stamp

    def __enter__(self) -> SourceFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.path != STDIN:
            self.stream.close()


def opened(path: str) -> SourceFile:
    """The file, at its start.

    Raises `OSError`, or `DocumentError` when this is no regular file.
    """
    if path == STDIN:
        return SourceFile(path, sys.stdin.buffer, None)
    # Opening a pipe waits for its writer, unless told not to.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(path, "not a regular file")
        age = time.time_ns() - status.st_ctime_ns
        if 0 <= age < _TICK:
            time.sleep((_TICK - age) / 1e9)
            status = os.fstat(descriptor)
        return SourceFile(path, os.fdopen(descriptor, "rb", buffering=0), status)
    except BaseException:  # an interrupt, too, must not leave the descriptor open
        with suppress(OSError):  # an interrupt may strike when a stream has it, and has closed it
            os.close(descriptor)
        raise


def may_deceive(stamp: Stamp, read_ns: int) -> bool:
    """Whether a file that was read then, in nanoseconds since 1970, may change under this stamp."""
    return stamp.ctime_ns > read_ns - RACY or is_beyond(stamp)


def is_same(path: str, checksum: int | None, reasons: list[str]) -> bool:
    """Whether a doubtful file is still what it was: by its CRC-32, or by why it cannot be read."""
    try:
        with opened(path) as file:
            if checksum is None:
                return False
            file.doubtful = True
            return file.checksum() == checksum
    except OSError as error:
        return [reason(error, path)] == reasons
    except DocumentError as error:
        return [error.reason] == reasons


def reason(error: OSError, path: str = "") -> str:
    """Why the system refused, in a few words, without the path."""
    if isinstance(error, FileNotFoundError) and has_magic(path):
        return "no file matches"
    return refusal(error)
