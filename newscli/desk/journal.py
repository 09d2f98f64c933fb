"""A file of one JSON object a line, which grows at its end.

What is written is never lost: a line is whole or has not been written, processes take turns, and a
line that cannot be understood stays where it is and is told.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from errno import EFBIG, ENOENT
from pathlib import Path
from typing import Any

from newscli import own_files, safe
from newscli.errors import DeskError, refusal
from newscli.tuples import NamedTuple

MOST = 1 << 26  # bytes of a file: hundreds of thousands of lines
LONGEST_HEAD = 4096  # bytes of a first line that says which version of the file this is
VERSION = 1
HEAD = "newscli"
"""The key of a line that says which version of newscli's files this is; it may stand anywhere, as
files can be merged by putting one behind the other."""
SHORTENED = "bytes"
"""Beside it, how long the entries were when the file was last written anew."""
LEAST_HISTORY = 1 << 14  # bytes that may say nothing any more, however few others there are

Entry = dict[str, Any]


class Held(NamedTuple):
    """What a file holds."""

    entries: list[Entry]
    odd: list[bytes]
    """Lines that cannot be understood."""
    problem: str = ""
    """What is wrong with it, in one line."""


class Journal:
    """One such file."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._folder = folder
        self._name = name
        self.path = folder / name if folder else None

    def stamp(self) -> str:
        """What is another when the file has changed; empty when there is none."""
        try:
            status = os.stat(self.path or "")
        except OSError:
            return ""
        return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"

    def held(self) -> Held:
        """All entries in order; those of a file that cannot be read are none, with the reason."""
        try:
            return self._read()
        except FileNotFoundError:
            return Held([], [])
        except (OSError, DeskError) as error:
            return Held([], [], str(self._as_desk_error(error)))

    def _read(self) -> Held:
        if self.path is None:
            return Held([], [])
        entries: list[Entry] = []
        odd: list[bytes] = []
        problem = ""
        for number, line in enumerate(own_files.read(self.path, MOST).split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line.decode())
                if not isinstance(entry, dict):
                    raise ValueError
            except (ValueError, RecursionError):
                odd.append(line)
                problem = problem or f"{self.path}:{number}: not understood, and left as it is"
                continue
            if HEAD in entry:
                if entry[HEAD] != VERSION:
                    raise DeskError(str(self.path), "written by a newer newscli, and left as it is")
                continue
            entries.append(entry)
        return Held(entries, odd, problem)

    def append(self, entries: Iterable[Entry]) -> tuple[str, str]:
        """Put entries at the end; the file's stamps before and after.

        Raises `DeskError`, and then none has been written.
        """
        lines = b"".join(map(_line, entries))
        stamps: list[str] = []

        def append(path: Path) -> None:
            self._see_that_it_is_ours(path)
            stamps.append(self.stamp())
            head = b"" if stamps[0] else _line({HEAD: VERSION})
            own_files.append(path, head + lines)
            stamps.append(self.stamp())

        self._alone(append)
        return stamps[0], stamps[1]

    def shorten(self, shorter: Callable[[list[Entry]], list[Entry]]) -> None:
        """Rewrite a file that has doubled since it was last written anew.  Raises `DeskError`."""
        try:
            if self.path and os.path.getsize(self.path) > 2 * _shortened(self.path) + LEAST_HISTORY:
                self.rewrite(shorter)
        except OSError as error:
            raise self._as_desk_error(error) from error

    def rewrite(self, shorter: Callable[[list[Entry]], list[Entry]]) -> None:
        """Put fewer entries that say the same in the place of all.  Raises `DeskError`."""

        def rewrite(path: Path) -> None:
            held = self._read()
            lines = b"".join(map(_line, shorter(held.entries)))
            lines += b"".join(odd + b"\n" for odd in held.odd)
            own_files.write(path, _line({HEAD: VERSION, SHORTENED: len(lines)}) + lines)

        self._alone(rewrite)

    def _alone(self, do: Callable[[Path], None]) -> None:
        """Do something to the file while no other process does."""
        try:
            if self.path is None or self._folder is None:
                raise FileNotFoundError(ENOENT, "there is no home folder", self._name)
            own_files.make_folder(self._folder)
            with own_files.locked(self.path.with_suffix(".lock")):
                do(self.path)
        except OSError as error:
            raise self._as_desk_error(error) from error

    def _see_that_it_is_ours(self, path: Path) -> None:
        """Raise `DeskError` for a file of a newer version, which says so in its first line, and
        `OSError` for one that is too large to be read."""
        try:
            first = own_files.read(path, LONGEST_HEAD, head=True).split(b"\n", 1)[0]
            entry = json.loads(first)
        except FileNotFoundError:
            return
        except (ValueError, RecursionError):
            entry = None
        if os.path.getsize(path) > MOST:
            raise OSError(EFBIG, f"too large: over {MOST >> 20} MiB", os.fspath(path))
        if isinstance(entry, dict) and entry.get(HEAD, VERSION) != VERSION:
            raise DeskError(str(path), "written by a newer newscli, and left as it is")

    def _as_desk_error(self, error: OSError | DeskError) -> DeskError:
        if isinstance(error, DeskError):
            return error
        return DeskError(str(self.path or self._name), refusal(error))


def _shortened(path: Path) -> int:
    """How long a file was when it was last written anew, as its first line has it."""
    try:
        first = own_files.read(path, LONGEST_HEAD, head=True).split(b"\n", 1)[0]
        return int(json.loads(first)[SHORTENED])
    except (ValueError, RecursionError, LookupError, TypeError):
        return 0


def _line(entry: Entry) -> bytes:
    """As a line of text that drives no terminal."""
    return safe.escaped(json.dumps(entry, ensure_ascii=False)).encode() + b"\n"
