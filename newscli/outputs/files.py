"""Files and folders that are there whole or not at all.

What is written grows under a hidden name beside its target and takes the target's name when all of
it is on the disk; whatever goes wrong before leaves the target as it was and nothing else behind.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscli.errors import ExportError, refusal

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH  # by anyone; root need not be allowed
EXISTS = "it exists already; --force replaces it"


@contextmanager
def new_file(target: str, *, force: bool) -> Iterator[Path]:
    """An empty file to write to, which becomes `target` when the block ends without an error.

    A `target` that exists is refused unless `force`; one that is neither file nor absent (a device,
    a folder) always.  Raises `ExportError`.
    """
    real = Path(os.path.realpath(target))  # through a link, so that the link stays one
    with _as_output_errors(target):
        _refuse(target, real, force=force)
        grown = real.parent / _hidden()
        with _gone_afterwards(grown):
            os.close(os.open(grown, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))  # less the umask
            if real.exists():
                grown.chmod(real.stat().st_mode & 0o777)
            yield grown
            _flushed(grown)
            _move(grown, real, force=force)


@contextmanager
def new_folder(target: str, *, force: bool) -> Iterator[Path]:
    """An empty folder to fill, which becomes `target` when the block ends without an error.

    A `target` that holds something is refused unless `force`; then files of the same names are
    replaced and all others stay.  Raises `ExportError`.
    """
    real = Path(os.path.realpath(target))
    with _as_output_errors(target):
        if real.exists() and not real.is_dir():
            raise ExportError(target, "it is no folder")
        if not force and real.exists() and any(real.iterdir()):
            raise ExportError(target, "it holds files already; --force adds to them")
        grown = real.parent / _hidden()
        with _gone_afterwards(grown):
            grown.mkdir()
            yield grown
            for file in sorted(grown.iterdir()):
                _flushed(file)
            if not real.exists():
                grown.rename(real)
                return
            for file in sorted(grown.iterdir()):
                file.replace(real / file.name)


def _hidden() -> str:
    return f".newscli-{os.getpid()}.part"


def _refuse(target: str, real: Path, *, force: bool) -> None:
    """Raise `ExportError` if the target may not be written over."""
    if real.is_dir():
        raise ExportError(target, "it is a folder; only Markdown goes into one, a file an article")
    if real.exists() and not real.is_file():
        raise ExportError(target, "it is no ordinary file; `-o -` writes to standard output")
    if real.exists() and not force:
        raise ExportError(target, EXISTS)
    if real.exists() and not (real.stat().st_mode & WRITABLE and os.access(real, os.W_OK)):
        raise ExportError(target, "it is read-only")  # which renaming would not mind


def _move(grown: Path, real: Path, *, force: bool) -> None:
    """Give the file its name; one that has come to be meanwhile is not replaced unasked."""
    if not force:
        try:
            os.link(grown, real)
        except FileExistsError:
            raise ExportError(str(real), EXISTS) from None
        except OSError:  # a file system without links
            pass
        else:
            return
    grown.replace(real)


def _flushed(file: Path) -> None:
    """Wait until the file is on the disk: some report that they are full only then."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _gone_afterwards(path: Path) -> Iterator[None]:
    """Nothing is at `path` before the block and after it, whatever happens."""

    def clear() -> None:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink()

    clear()  # an earlier process of this number may have been killed
    try:
        yield
    finally:
        clear()


@contextmanager
def _as_output_errors(target: str) -> Iterator[None]:
    """The system's errors as ours."""
    try:
        yield
    except OSError as error:
        raise ExportError(target, refusal(error)) from error
