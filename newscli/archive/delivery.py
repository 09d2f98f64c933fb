"""From documents on this machine into an engine: `newscli index`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from newscli.archive.documents import Portion
from newscli.archive.loading import Progress, units_of, workers_for
from newscli.archive.workers import here, parsed
from newscli.index.opensearch.address import Address
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.loading import Instalment, Loaded, Loader
from newscli.index.prepared import Batch, Void, prepared
from newscli.records import Problem
from newscli.sources import Root, sweep
from newscli.sources.naming import Naming
from newscli.sources.places import placed
from newscli.tuples import NamedTuple


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


def keep(to: Address, portions: Iterable[Portion]) -> Loaded:
    """Bring what `documents` gives into an engine's archive, from any number of processes at once;
    searches find it when one of them has called `conclude`.  Raises `EngineError`."""
    with closing(Client(to, os.environ)) as client:
        loader = Loader(client)
        loader.write(map(_part, portions))
        return loader.done


def conclude(to: Address) -> None:
    """Count the words of an archive that `keep` has filled.  Raises `EngineError`."""
    with closing(Client(to, os.environ)) as client:
        Loader(client).conclude()


def _part(portion: Portion) -> Instalment:
    """A portion as the engine is given it."""
    document, articles = portion.document, [*map(prepared, portion.articles)]
    first = portion.articles[0].source if articles else None
    return Instalment(
        portion.root,
        document[len(portion.root) + 1 :],
        Naming.of([document]).name(document),
        (first.format, first.encoding) if first else ("", ""),
        articles,
        portion.begins,
        portion.report is not None,
    )


class _Delivery:
    """One load."""

    def __init__(self, client: Client, paths: Sequence[str]) -> None:
        self._roots = [Root(path) for path in paths]
        self._problems: list[Problem] = []
        self._seen: set[str] = set()
        self._failed: set[str] = set()
        self._loader = Loader(client)

    def run(self, *, prune: bool, progress: Progress | None) -> Delivered:
        stamps = sweep(self._roots).stamps()
        size = sum(max(0, stamp.size) for stamp in stamps.values())
        if progress:
            progress.begin(size)
        workers = workers_for(stamps)
        units = units_of(stamps, (None, None))
        with closing(parsed(units, workers) if workers else here(units)) as pieces:
            naming = Naming.of(stamps)
            self._loader.write(self._parts(pieces, naming, progress))
        if progress:
            progress.conclude()
        if prune:
            for root in self._roots:
                self._loader.prune(root.name, {*self._seen, *self._failed})
        self._loader.conclude()
        return Delivered(self._loader.done, len(self._seen), self._problems)

    def _parts(
        self, pieces: Iterable[Batch | Void], naming: Naming, progress: Progress | None
    ) -> Iterator[Instalment]:
        inside = ""  # the document of which more is to come
        for piece in pieces:
            if isinstance(piece, Void):
                inside = ""
                continue
            path, report = piece.origin.path, piece.end.report if piece.end else None
            if progress:
                documents = int(report is not None and report.format != "")
                progress.advance(piece.size, documents, len(piece.articles))
            begins, inside = path != inside, "" if report else path
            root, within, _ = placed(self._roots, path)
            part = Instalment(
                root, within, naming.name(path), piece.form, piece.articles, begins, bool(report)
            )
            if report:
                self._problems += report.problems
                if begins and not report.format:
                    if report.problems:
                        self._failed.add(part.document)
                    continue
                self._seen.add(part.document)
            yield part
