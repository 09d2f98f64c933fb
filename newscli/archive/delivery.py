"""From documents on this machine into an engine: `newscli index`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from newscli.archive.loading import ALONE, ALONE_FILES, FILES, UNIT, Progress
from newscli.archive.reading import Way
from newscli.archive.worker import Unit
from newscli.archive.workers import here, parsed, usable
from newscli.index.opensearch.address import Address
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.loading import Loaded, Loader, Read
from newscli.index.prepared import Batch, Prepared, Void
from newscli.records import Problem, Stamp
from newscli.sources import NAMED, Root, names_and_stamps, sweep
from newscli.sources.locations import STDIN
from newscli.sources.naming import Naming
from newscli.sources.places import placed


class Delivered(NamedTuple):
    """What a delivery has come to."""

    loaded: Loaded
    documents: int
    problems: list[Problem]
    """What could not be read."""


def deliver(
    to: Address, paths: Sequence[str], *, prune: bool, progress: Progress | None = None
) -> Delivered:
    """Bring what lies at these paths into an engine's archive; with `prune`, delete what of them is
    there no more.

    It can be broken off at any time and begun again.  Raises `EngineError`.
    """
    client = Client(to, os.environ)
    complete = False
    try:
        with client.understood():
            delivered = _Delivery(client, paths).run(prune=prune, progress=progress)
        complete = True
        return delivered
    finally:
        client.close()
        if progress:
            progress.end(complete=complete)


class _Delivery:
    """One load."""

    def __init__(self, client: Client, paths: Sequence[str]) -> None:
        self._roots = [Root(path) for path in paths]
        self._problems: list[Problem] = []
        self._seen: set[str] = set()
        self._failed: set[str] = set()
        self._loader = Loader(client)

    def run(self, *, prune: bool, progress: Progress | None) -> Delivered:
        found = sweep(self._roots)
        stamps: dict[str, Stamp] = {}
        for folder, (_, listing) in found.folders.items():
            names, _ = names_and_stamps(listing)
            stamps.update(
                (os.path.join(folder, n) if folder != NAMED else n, s) for n, s in names.items()
            )
        stamps = dict(sorted(stamps.items()))
        size = sum(max(0, stamp.size) for stamp in stamps.values())
        if progress:
            progress.begin(size)
        is_small = size < ALONE and len(stamps) < ALONE_FILES
        workers = 0 if is_small or STDIN in stamps else usable()
        units = _units(stamps)
        with closing(parsed(units, workers) if workers else here(units)) as pieces:
            naming = Naming.of(stamps)
            self._loader.write(self._documents(pieces, naming, progress))
        if progress:
            progress.conclude()
        if prune:
            for root in self._roots:
                self._loader.prune(root.name, {*self._seen, *self._failed})
        self._loader.conclude()
        return Delivered(self._loader.done, len(self._seen), self._problems)

    def _documents(
        self, pieces: Iterable[Batch | Void], naming: Naming, progress: Progress | None
    ) -> Iterator[Read]:
        """The documents of the pieces, each whole."""
        held: list[Prepared] = []
        for piece in pieces:
            if isinstance(piece, Void):
                held = []
                continue
            held += piece.articles
            if progress:
                documents = int(piece.end is not None and piece.end.report.format != "")
                progress.advance(piece.size, documents, len(piece.articles))
            if piece.end is None:
                continue
            report, path = piece.end.report, piece.origin.path
            self._problems += report.problems
            root, within, _ = placed(self._roots, path)
            read = Read(root, within, naming.name(path), report.format, report.encoding, held)
            held = []
            if report.format:
                self._seen.add(read.document)
                yield read
            elif report.problems:
                self._failed.add(read.document)


def _units(stamps: Mapping[str, Stamp]) -> Iterator[Unit]:
    """The files in path order, as many at a time as a worker is given."""
    way: Way = (None, None)
    unit: list[tuple[str, frozenset[str]]] = []
    size = 0
    for path, stamp in stamps.items():
        unit.append((path, frozenset()))
        size += stamp.size
        if size >= UNIT or len(unit) >= FILES:
            yield way, unit
            unit, size = [], 0
    if unit:
        yield way, unit
