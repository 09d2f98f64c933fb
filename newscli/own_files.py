"""Files of newscli's own: how they are read, kept from others, and put in their place.

What it keeps lies in folders that nobody else may enter, in files that nobody else may read, and is
never written through a link: whoever can plant one must not choose what is written over.  What is
read is an ordinary file of a bounded size: a pipe or a device would keep a command waiting.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EFBIG, EINVAL, ELOOP, EMLINK, EPERM, ETIMEDOUT

OTHERS = stat.S_IRWXG | stat.S_IRWXO  # what group and others may do
FOLDER, FILE = 0o700, 0o600
PATIENCE = 5.0  # seconds to wait for a lock; whoever has one writes a few lines
BETWEEN_TRIES = 0.01  # seconds

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # opening a pipe waits for its writer unless told not to


def read(
    path: str | os.PathLike[str], most: int, *, links: bool = True, head: bool = False
) -> bytes:
    """All bytes of an ordinary file, or with `head` no more than the first `most` of them.

    `links`: whether the path may be a symbolic link.  Raises `OSError`, as for a file that is no
    ordinary one or has over `most` bytes.
    """
    descriptor = os.open(path, os.O_RDONLY | _NO_WAIT | (0 if links else _NO_LINK))
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        reason = "is a directory" if stat.S_ISDIR(mode) else "not a regular file"
        raise OSError(EINVAL, reason, os.fspath(path))
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(most if head else most + 1)
    if len(data) > most:
        raise OSError(EFBIG, f"too large: over {most >> 10} KiB", os.fspath(path))
    return data


def make_folder(path: str | os.PathLike[str]) -> None:
    """Have a folder that nobody else may enter; one of the user's own is made so.

    Raises `OSError` for what cannot be: another user's, or a link.
    """
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with suppress(FileExistsError):
        os.mkdir(path, FOLDER)
    _keep_from_others(path, stat.S_ISDIR, "folder")


def make_file(path: str | os.PathLike[str]) -> None:
    """Have a file that nobody else may read, empty if there was none, for another to write to.

    Raises `OSError` for what cannot be: another user's, a link, or a file with a second name.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, FILE))
    # One that is there is not opened: SQLite would lose its locks when it is closed (POSIX).
    _keep_from_others(path, stat.S_ISREG, "file")


def write(path: str | os.PathLike[str], data: bytes, *, lasting: bool = True) -> None:
    """Put a file of the user's own in the place of what is there: all of it, or nothing.

    Unless it is `lasting`, this does not wait for the disk, which takes as long as many a command.
    A link there is replaced and not followed.  Raises `OSError`.
    """
    folder, name = os.path.split(os.path.abspath(path))
    grown = os.path.join(folder, f".{name}.{os.getpid()}.part")
    with suppress(FileNotFoundError):  # an earlier process of this number was killed
        os.unlink(grown)
    try:
        descriptor = os.open(grown, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(descriptor)  # some file systems say only then that they are full
        os.replace(grown, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(grown)


def _keep_from_others(
    path: str | os.PathLike[str], is_meant: Callable[[int], bool], what: str
) -> None:
    """Take from others what they may do with what is at the path, if it is the user's own."""
    status = os.lstat(path)
    if not is_meant(status.st_mode):
        kind = "a link" if stat.S_ISLNK(status.st_mode) else "something else"
        raise OSError(ELOOP, f"it is {kind} and no {what}", os.fspath(path))
    if not hasattr(os, "geteuid"):  # Windows keeps a user's files from others by itself
        return
    if status.st_uid != os.geteuid():
        raise OSError(EPERM, "it is another user's", os.fspath(path))
    if what == "file" and status.st_nlink > 1:
        raise OSError(EMLINK, "it has a second name, by a hard link", os.fspath(path))
    if status.st_mode & OTHERS:
        with suppress(OSError):
            os.chmod(path, stat.S_IMODE(status.st_mode) & ~OTHERS)
        if os.lstat(path).st_mode & OTHERS:
            raise OSError(EPERM, "others may enter it", os.fspath(path))


@contextmanager
def locked(path: str | os.PathLike[str]) -> Iterator[None]:
    """Within the block no other process has this lock, a file of its own that stays.

    A process that ends lets go of it, however it ends.  Raises `OSError`, `TimeoutError` among
    them when another process has it for `PATIENCE` seconds.
    """
    make_file(path)
    descriptor = os.open(path, os.O_RDWR | _NO_LINK | _NO_WAIT)
    try:
        until = time.monotonic() + PATIENCE
        while not _taken(descriptor):
            if time.monotonic() > until:
                raise TimeoutError(ETIMEDOUT, "another newscli is writing to it", os.fspath(path))
            time.sleep(BETWEEN_TRIES)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    """Take the lock, if nobody has it."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
    except BlockingIOError:
        return False
    return True


def append(path: str | os.PathLike[str], lines: bytes) -> None:
    """Put lines at the end of a file of the user's own, which is begun if there is none.

    A line that an earlier process left unfinished is ended first.  Raises `OSError`.
    """
    make_file(path)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | _NO_LINK | _NO_WAIT)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                lines = b"\n" + lines
        left = memoryview(lines)
        while left:
            left = left[file.write(left) :]
        os.fsync(descriptor)
