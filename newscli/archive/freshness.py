"""What of an archive has changed since it was last looked at.

Up to `FEW` files, all are looked at before every answer.  Of more, only the folders are, whose
modification times tell of files added, removed and renamed; the files of the articles in an answer
are looked at when they are known; and all when that was last done longer ago than `EACH` for every
file, or than `OVERDUE`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Container, Iterable, Sequence
from contextlib import suppress

from newscli.errors import BusyIndexError, UnwritableIndexError
from newscli.index import Index
from newscli.records import Stamp
from newscli.sources import NAMED, NOTHING, Root, Sweep, stamps_in, sweep

FEW = 1_000  # files; looking at that many takes 2 ms, a twentieth of a short command
EACH = 6_000_000  # nanoseconds a file between looks at all, which take about 2,000 each
OVERDUE = 600_000_000_000  # nanoseconds between looks at all files of a large archive
ONE_BY_ONE = 500  # stamps asked of the index singly; for more, all of them are fetched

# What the index keeps of the last look
FILES, SWEPT, LOADING = "files", "swept_ns", "loading"


class Changes:
    """What has to be done to bring an index up to date with its files."""

    __slots__ = ("_found", "_held", "_swept_ns", "gone", "new")

    def __init__(self, found: Sweep, held: dict[str, tuple[int, bytes]], swept_ns: int) -> None:
        self._found = found
        self._held = held
        self._swept_ns = swept_ns
        self.gone: list[str] = []
        """Paths of documents to be forgotten."""
        self.new: dict[str, Stamp] = {}
        """Path → stamp of files to be read, in path order."""

    def keep(self, index: Index) -> None:
        """Tell the index how things stand; to be called when they do so in it, too.

        Where it cannot be written, the next look takes a little longer.
        """
        folders = self._found.folders
        is_large = self._found.files > FEW
        # Only of a large archive do times matter: they are what the next look goes by.
        changed = {
            path: entry
            for path, entry in folders.items()
            if (held := self._held.get(path)) is None
            or held[1] != entry[1]
            or (is_large and held[0] != entry[0])
        }
        forgotten = self._held.keys() - folders.keys()
        if not (changed or forgotten or is_large or index.state(LOADING)):
            return
        with suppress(BusyIndexError, UnwritableIndexError), index.transaction(wait=False):
            for path, (mtime_ns, listing) in changed.items():
                index.documents.keep_folder(path, mtime_ns, listing)
            for path in forgotten:
                index.documents.forget_folder(path)
            index.set_state(FILES, str(self._found.files))
            index.set_state(SWEPT, str(self._swept_ns))
            index.set_state(LOADING, "")


def changes(index: Index, roots: Sequence[Root]) -> Changes:
    """What differs between the files and what the index has of them, by looking at all files."""
    swept_ns = time.time_ns()
    found = sweep(roots)
    held = index.documents.folders()
    differing = Changes(found, held, swept_ns)
    if index.state(LOADING) or not held:  # a load that was broken off: not all in `held` is true
        every, before = found.stamps(), index.documents.stamps()
        differing.gone = sorted(before.keys() - every.keys())
        differing.new = {path: stamp for path, stamp in every.items() if before.get(path) != stamp}
        return differing
    now: dict[str, Stamp] = {}
    then: set[str] = set()
    for folder in found.folders.keys() | held.keys():
        new, old = found.folders.get(folder, (0, b""))[1], held.get(folder, (0, b""))[1]
        if new != old:
            now |= stamps_in(folder, new)
            try:
                then |= stamps_in(folder, old).keys()
            except (ValueError, TypeError) as error:
                raise index.damaged("a folder is not as it was written") from error
    gone = then - now.keys()
    differing.gone = sorted(path for path in gone if not _is_listed(found, path))
    stamp = index.documents.stamp if len(now) <= ONE_BY_ONE else index.documents.stamps().get
    differing.new = {path: its for path, its in sorted(now.items()) if stamp(path) != its}
    return differing


def _is_listed(found: Sweep, path: str) -> bool:
    """Whether a file is there in another way: in a folder, and named as well."""
    folders = (NAMED, os.path.dirname(path))
    return any(path in stamps_in(one, found.folders.get(one, (0, b""))[1]) for one in folders)


def in_doubt(index: Index, known: Container[str] = ()) -> dict[str, Stamp]:
    """Files that have changed under the same stamp, or may now be read; `known` need no look."""
    changed = _readable_now(index)
    if not (doubtful := index.documents.doubtful()):
        return changed
    from newscli.sources.files import is_same, may_deceive

    same: list[tuple[str, int, bool]] = []
    for path, checksum, reasons in doubtful:
        if path in known:
            continue
        stamp, now_ns = index.documents.stamp(path) or NOTHING, time.time_ns()
        if not is_same(path, checksum, reasons):
            changed[path] = stamp
        elif checksum is not None:
            same.append((path, now_ns, may_deceive(stamp, now_ns)))
    if same:
        with suppress(BusyIndexError, UnwritableIndexError), index.transaction(wait=False):
            for path, now_ns, again in same:
                index.documents.confirm(path, now_ns, again=again)
    return changed


def _readable_now(index: Index) -> dict[str, Stamp]:
    """Files that could not be read for want of a module that has been installed since."""
    found: dict[str, Stamp] = {}
    for module in index.documents.needs():
        from importlib.util import find_spec

        with suppress(ImportError, ValueError):  # what find_spec itself would have to import
            if find_spec(module):
                found |= index.documents.needing(module)
    return found


def begin(index: Index) -> None:
    """Take down that a load has begun: until `Changes.keep`, what the index has may be half."""
    with index.transaction():
        index.set_state(LOADING, "1")


def is_due(index: Index) -> bool:
    """Whether all files have to be looked at, as they are few or there are signs of a change."""
    files = int(index.state(FILES) or 0)
    if files <= FEW or index.state(LOADING):
        return True
    since = time.time_ns() - int(index.state(SWEPT) or 0)
    if not 0 <= since < min(files * EACH, OVERDUE):
        return True
    # A folder that cannot be looked into has no time of its own: it is a document in doubt.
    return any(_mtime_ns(path) != then for path, then in index.documents.folder_times() if path)


def _mtime_ns(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return -1


def have_changed(index: Index, numbers: Iterable[int]) -> bool:
    """Whether a file that one of these articles came from is not what it was."""
    from newscli.sources.sweep import stamp

    for path, held in index.documents.of_articles(numbers).items():
        try:
            now = stamp(os.stat(path))
        except OSError:
            return True
        if now != held:
            return True
    return False
