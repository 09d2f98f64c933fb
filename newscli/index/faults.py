"""SQLite's errors as ours, and where a damaged index goes.

A damaged file is renamed and its successor gets a name that was never used before: SQLite removes
a log by name when the last process lets go of a file, and that must not be the successor's.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from marshal import dumps
from pathlib import Path
from typing import Any
from zlib import crc32

from newscli.errors import BusyIndexError, DamagedIndexError, UnwritableIndexError, refusal
from newscli.own_files import make_file

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_REFUSED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOLFS,
}
_TORN = {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}
SIDES = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite has beside an index."""
_UNWRITTEN = {  # what a quota or a limit gives where a full disk has an error of its own
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}


def as_ours(error: sqlite3.Error, name: str) -> BaseException:
    """What to raise for an error of SQLite's; the error itself when it is a bug of ours."""
    text = str(error)
    if isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)) or "fts5: s" in text:
        return error
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # none if text is not UTF-8
    code = extended & 0xFF
    if code == sqlite3.SQLITE_INTERRUPT or text == "user-defined function raised exception":
        return KeyboardInterrupt()  # a signal was heard in a function of ours, which raise nothing
    if code in _BUSY:
        return BusyIndexError(name)
    if code == sqlite3.SQLITE_FULL or extended in _UNWRITTEN:
        return UnwritableIndexError(name, "no space left")
    if code in _REFUSED or (code == sqlite3.SQLITE_IOERR and extended not in _TORN):
        return UnwritableIndexError(name, text)
    if code == sqlite3.SQLITE_NOMEM:
        return MemoryError()
    return DamagedIndexError(name, text)


def checksum(row: tuple[Any, ...]) -> int:
    """CRC-32 of a row's values.  In marshal's second format equal values are equal bytes."""
    return crc32(dumps(row, 2))


def claim(path: Path) -> None:
    """Have an index's file and what SQLite keeps beside it to ourselves.

    Raises `UnwritableIndexError` where somebody else has put something there.
    """
    try:
        make_file(path)
        for side in SIDES:  # SQLite gives those that it makes the rights of the index
            if os.path.lexists(f"{path}{side}"):
                with suppress(FileNotFoundError):  # another process has let go of it
                    make_file(f"{path}{side}")
    except OSError as error:
        reason = refusal(error)
        raise UnwritableIndexError(error.filename or str(path), reason) from error


def copy(held: sqlite3.Connection, instead: sqlite3.Connection) -> None:
    """Have all that one index holds in another, or nothing where it cannot be read."""
    with suppress(sqlite3.Error):
        held.backup(instead)


def newest(file: Path) -> Path:
    """The index in use of those that go by this name: `x.db`, its successor `x.2.db` …"""
    found = 0
    with suppress(OSError):
        for name in os.listdir(file.parent):
            if name.startswith(file.stem) and name.endswith(".db"):
                found = max(found, _generation(name, file))
    return _named(file, found)


def replacement(file: Path, used: Path) -> Path:
    """What to use instead of a damaged index: what another process has built, or a new name."""
    following = max(1, _generation(used.name, file)) + 1
    return _named(file, max(following, _generation(newest(file).name, file)))


def set_aside(file: Path, used: Path) -> None:
    """Keep a damaged index beside its successor, in the place of the last one that was kept."""
    with suppress(OSError):
        os.replace(used, f"{file}.damaged")
    for ending in SIDES:
        with suppress(OSError):
            os.unlink(f"{used}{ending}")


def _generation(name: str, file: Path) -> int:
    """The number in an index's name; 1 without, 0 if it is another index."""
    if name == file.name:
        return 1
    number = name.removeprefix(f"{file.stem}.").removesuffix(".db")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _named(file: Path, generation: int) -> Path:
    return file if generation < 2 else file.with_name(f"{file.stem}.{generation}.db")
