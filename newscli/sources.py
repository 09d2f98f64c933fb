"""Which documents a person means, and their bytes: files, folders, globs and standard input.

Nothing here knows what is in a document.  Only regular files are opened: a pipe or a device
among the documents is told and passed over, never waited for.
"""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from newscli.errors import DocumentError
from newscli.records import Problem, Stamp

STDIN = "-"

ENDINGS = frozenset(
    {"", ".txt", ".text", ".md", ".html", ".htm", ".xml", ".rss"}
    | {".csv", ".tsv", ".json", ".jsonl", ".sgm", ".eml"}
)
"""What is read from a folder.  A file that is named itself is read whatever its ending."""

RACY = 2_000_000_000
"""Nanoseconds.  A file changed so shortly before it was read may have been changed once more within
the same tick of its file system's clock (FAT's is two seconds), so it is read again."""


@dataclass(frozen=True, slots=True)
class Place:
    """One source of an archive."""

    given: str
    """A path, a glob or `-`, as the user wrote it."""
    absolute: str

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Place:
        """The place that a user means by `path`."""
        given = os.fspath(path)
        return cls(given, given if given == STDIN else os.path.abspath(given))

    def shown(self, path: str) -> str | None:
        """An absolute path in the user's spelling; None when it does not lie in this place."""
        if path == self.absolute:
            return self.given
        if path.startswith(os.path.join(self.absolute, "")):
            return os.path.join(self.given, path[len(self.absolute) :].lstrip(os.sep))
        return None


def shown(places: Sequence[Place], path: str) -> str:
    """An absolute path as the user would write it: in the spelling of the place it lies in."""
    for place in places:
        if spelling := place.shown(path):
            return spelling
    return os.path.relpath(path) if path.startswith(os.getcwd() + os.sep) else path


def find(places: Sequence[Place]) -> tuple[dict[str, Stamp], list[Problem]]:
    """Absolute path → stamp of every document, in path order; and what could not be looked at."""
    found: dict[str, Stamp] = {}
    problems: list[Problem] = []
    for place in places:
        if place.absolute == STDIN:
            found[STDIN] = Stamp(0, 0, 0, 0)
            continue
        paths = [place.absolute]
        if glob.has_magic(place.given) and not os.path.lexists(place.absolute):
            paths = sorted(glob.glob(place.absolute, recursive=True))
            if not paths:
                problems.append(Problem(place.given, "no file matches"))
        for path in paths:
            try:
                status = os.stat(path)
                if stat.S_ISDIR(status.st_mode):
                    _walk(path, found, problems, {(status.st_dev, status.st_ino)})
                else:
                    found[path] = stamp(status)
            except OSError as error:
                problems.append(Problem(place.shown(path) or path, reason(error)))
    return dict(sorted(found.items())), problems


def _walk(
    folder: str,
    found: dict[str, Stamp],
    problems: list[Problem],
    above: set[tuple[int, int]],
) -> None:
    """Add the documents below `folder`; `above` are the folders that it lies in, as a link to one
    of these would go round for ever."""
    try:
        with os.scandir(folder) as entries:
            listed = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        problems.append(Problem(folder, reason(error)))
        return
    for entry in listed:
        try:
            if entry.is_dir():
                status = entry.stat()
                identity = (status.st_dev, status.st_ino)
                if identity not in above:
                    _walk(entry.path, found, problems, above | {identity})
            elif os.path.splitext(entry.name)[1].lower() in ENDINGS:
                found[entry.path] = stamp(entry.stat())
        except OSError as error:
            problems.append(Problem(entry.path, reason(error)))


def stamp(status: os.stat_result) -> Stamp:
    """What tells this state of a file from others."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def changed(now: Stamp, held: tuple[Stamp, int] | None) -> bool:
    """Whether a document has to be read: `held` is its stamp when it was read, and that time."""
    return held is None or held[0] != now or now.ctime_ns > held[1] - RACY


def opened(path: str) -> BinaryIO:
    """The document's bytes from their start.

    Raises `OSError`, or `DocumentError` when this is no regular file.
    """
    if path == STDIN:
        return io.BytesIO(sys.stdin.buffer.read())
    # Opening a pipe waits for its writer, unless told not to.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    stream = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        raise DocumentError(path, "not a regular file")
    return stream


def stamp_of(stream: BinaryIO) -> Stamp:
    """The stamp of an opened document; that of standard input never changes."""
    return Stamp(0, 0, 0, 0) if isinstance(stream, io.BytesIO) else stamp(os.fstat(stream.fileno()))


def reason(error: OSError) -> str:
    """Why the system refused, in a few words, without the path."""
    return (error.strerror or str(error)).lower()
