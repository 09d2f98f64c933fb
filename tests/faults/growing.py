"""How much longer twice the input takes: a measurement, which `soak` makes.

The tests count work instead (`test_growth.py`), and so say nothing about regular expressions.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from newscli import formats
from newscli.archive import Archive
from newscli.errors import DocumentError, QueryError
from newscli.index.prepared import prepared
from newscli.text import Document
from tests.faults.fuzz import KINDS, large
from tests.faults.programs import folder_of

MOST = 2.5
TIMES = 3  # each is measured; the quickest counts
PROCESSES = 2
DOCUMENTS = 900  # and twice as many are still loaded by one process


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work keeps this process busy, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(once: Callable[[], object], twice: Callable[[], object]) -> float:
    """How many times as long the second takes, measured in turns."""
    pairs = [(seconds(once), seconds(twice)) for _ in range(TIMES)]
    return min(two for _, two in pairs) / min(one for one, _ in pairs)


def read(data: bytes) -> None:
    """The articles of a document, ready for the index; it may also be refused."""
    try:
        for article in formats.articles(Document("any", io.BytesIO(data))):
            prepared(article)
    except DocumentError:
        pass


def ratios(size: int) -> Iterator[tuple[str, dict[str, float]]]:
    """What was doubled → for each kind of it, how many times as long it took."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = pool.map(partial(document_ratio, size), KINDS, chunksize=1)
        yield "document", dict(zip(KINDS, found, strict=True))
    yield "archive", archive_ratios(DOCUMENTS)


def document_ratio(size: int, kind: str) -> float:
    small, big = large(kind, size), large(kind, 2 * size)
    return ratio(lambda: read(small), lambda: read(big))


def archive_ratios(documents: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="newscli-growth-") as base:
        folders = [folder_of(Path(base) / str(n), n) for n in (documents, 2 * documents)]

        def load(folder: Path) -> None:
            with closing(Archive([folder], None)) as archive:
                archive.search("harbour")

        found = {"loading": ratio(*(lambda f=f: load(f) for f in folders))}
        with (
            closing(Archive([folders[0]], None)) as small,
            closing(Archive([folders[1]], None)) as big,
        ):
            for name, ask in QUESTIONS.items():
                found[name] = ratio(lambda ask=ask: ask(small), lambda ask=ask: ask(big))
        return found


def long_query(archive: Archive) -> None:
    """The longest that is allowed, nearly."""
    with suppress(QueryError):
        archive.search(" ".join(f"harbuor{n}" for n in range(60)))


QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "listing": lambda archive: list(archive.summaries()),
    "searching": lambda archive: archive.search("harbour council", 20),
    "repairing": lambda archive: archive.search("harbuor matter0007", 20),
    "many words": long_query,
    "reading": lambda archive: archive.article("matter0009"),
    "exporting": lambda archive: list(archive.articles()),
}
