"""Taking files into the index: parsed here or by workers, written in transactions of many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Protocol

from newscli.archive.reading import Way
from newscli.archive.worker import Unit
from newscli.archive.workers import here, parsed, usable
from newscli.choices import FORMATS, listed, names
from newscli.errors import UsageError
from newscli.index import Index
from newscli.index.prepared import Batch, Void
from newscli.index.writing import Writer, settle
from newscli.records import Stamp
from newscli.sources import STDIN

BATCH = 4_000_000
"""Bytes of documents that share a transaction; a document is never parted.  Each transaction ends
in a segment of postings that has to be merged with others, and is what a load that is broken off
can lose."""

UNIT = 1_000_000
"""Bytes of files that a worker is given at a time."""

FILES = 256  # in a unit, at most: what has been done is counted when a unit is

ALONE = 4_000_000
ALONE_FILES = 2_000
"""Bytes and files that are loaded without workers: it takes them a tenth of a second to start."""

BULK_SHARE = 0.1
"""When more than this share of an archive's bytes is new, its vocabulary is taken from the postings
anew, which costs time in proportion to the archive; else it is kept up to date word by word, in
proportion to the change."""


class Progress(Protocol):
    """Who is told how far a load has come."""

    def begin(self, size: int) -> None:
        """So many bytes of files are about to be read."""

    def advance(self, size: int, documents: int, articles: int) -> None:
        """So many bytes have been read, and so many documents and articles are in the index."""

    def conclude(self) -> None:
        """All have been read; what is left takes a moment."""

    def end(self, *, complete: bool) -> None:
        """All are in, or the load has been broken off."""


def load(
    index: Index,
    gone: Sequence[str],
    new: Mapping[str, Stamp],
    way: Way,
    progress: Progress | None = None,
    workers: int | None = None,
) -> None:
    """Forget the files that have gone and read those that are new, in path order.

    What has been committed stays, however this ends.  `workers`: how many processes parse, 0 for
    none; by default as many as are worth it.
    """
    see_that_there_is(way[0])
    size = sum(max(0, stamp.size) for stamp in new.values())
    files, held = index.documents.extent()
    bulk = size > BULK_SHARE * held or len(gone) > BULK_SHARE * files
    if workers is None:
        workers = workers_for(new)
    writing = _Writing(index, Writer(index, bulk=bulk), progress)
    complete = False
    if progress:
        progress.begin(size)
    try:
        with index.faults(), index.interruptible():
            writing.forget(gone)
            # Members that a load which was broken off has read are settled.
            units = units_of(new, way, index.documents.settled())
            with closing(parsed(units, workers) if workers else here(units)) as found:
                writing.write(found)
            if progress:
                progress.conclude()
            index.refresh_vocabulary()
            settle(index)
        complete = True
    finally:
        if progress:
            progress.end(complete=complete)


def see_that_there_is(format: str | None) -> None:
    """Raise `UsageError` when no format has this name."""
    if format is not None and format not in names(FORMATS):
        raise UsageError(f"no format {format!r}: the formats are {listed(FORMATS)}")


class _Writing:
    """Documents on their way into the index, in transactions of about `BATCH` bytes."""

    def __init__(self, index: Index, writer: Writer, progress: Progress | None) -> None:
        self._index = index
        self._writer = writer
        self._progress = progress
        self._size = 0  # bytes of documents in the transaction

    def forget(self, gone: Sequence[str]) -> None:
        """Remove documents."""
        for start in range(0, len(gone), FILES):
            with self._index.transaction():
                for path in gone[start : start + FILES]:
                    self._writer.remove(path)
                self._writer.flush()

    def write(self, found: Iterator[Batch | Void]) -> None:
        """Take in all batches; a document is committed whole or not at all."""
        try:
            self._write(found)
            self._commit()
        except BaseException:
            self._index.rollback()
            raise

    def _write(self, found: Iterator[Batch | Void]) -> None:
        is_inside = False  # a document of which more batches are to come
        for batch in found:
            if isinstance(batch, Void):
                if is_inside:
                    self._index.rollback()
                    self._writer.rolled_back()
                is_inside = False
                continue
            if not is_inside:
                if batch.end is None:  # it may have to be taken back, and nothing else with it
                    self._commit()
                self._index.begin()
                self._writer.start(batch.origin)
            self._writer.add(batch.articles)
            if batch.end:
                self._writer.finish(batch.origin, batch.end)
            is_inside = batch.end is None
            self._tell(batch)
            if self._size >= BATCH and not is_inside:
                self._commit()

    def _tell(self, batch: Batch) -> None:
        self._size += batch.size
        if self._progress:
            is_document = batch.end is not None and batch.end.report.format != ""
            self._progress.advance(batch.size, int(is_document), len(batch.articles))

    def _commit(self) -> None:
        self._writer.flush()
        self._index.commit()
        self._size = 0


def workers_for(new: Mapping[str, Stamp]) -> int:
    """How many processes are worth it for so many files."""
    size = sum(max(0, stamp.size) for stamp in new.values())
    is_small = size < ALONE and len(new) < ALONE_FILES
    return 0 if is_small or STDIN in new else usable()


def units_of(
    new: Mapping[str, Stamp],
    way: Way,
    done: Callable[[str, Stamp], frozenset[str]] = lambda path, stamp: frozenset(),
) -> Iterator[Unit]:
    """The files in path order, as many at a time as a worker is given; `done` names the members of
    one that need not be read."""
    unit: list[tuple[str, frozenset[str]]] = []
    size = 0
    for path, stamp in new.items():
        unit.append((path, done(path, stamp)))
        size += stamp.size
        if size >= UNIT or len(unit) >= FILES:
            yield way, unit
            unit, size = [], 0
    if unit:
        yield way, unit
