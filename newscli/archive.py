"""From sources to answers: what of them is new, what they hold, and what a person asks of it.

An archive is a set of sources and the index that keeps what was read from them.  Before every
answer the index is brought up to date with the files, so an answer is never about text that is no
longer there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

from newscli import sources
from newscli.errors import (
    AmbiguousReferenceError,
    DamagedIndexError,
    DocumentError,
    NewscliError,
    UnknownReferenceError,
)
from newscli.index import SCHEMA_VERSION, Index
from newscli.records import Answer, Article, DocumentReport, Hit, Problem, Stamp, Summary
from newscli.sources import STDIN, Place

if TYPE_CHECKING:
    from newscli.text import Document

BATCH = 2_000_000
"""Bytes of documents that share a transaction; a document is never parted.  Each transaction ends
in a segment of postings that has to be merged with others."""

BULK_SHARE = 0.1
"""When more than this share of an archive's bytes is new, its vocabulary is taken from the postings
anew, which costs time in proportion to the archive; else it is kept up to date word by word, in
proportion to the change."""

SHORTEST_ID_PREFIX = 4  # letters; RECORDS: an id is named by any unique prefix of four or more
LONGEST_NUMBER = 16  # digits; a longer one is an id, or nothing
CANDIDATES = 5  # how many articles to name when a REF may be any of several


class Archive:
    """The articles of a set of sources, as their files are now."""

    def __init__(self, paths: Sequence[str | os.PathLike[str]], folder: Path | None) -> None:
        """Take the documents at `paths` (files, folders, globs, `-`); the index is kept in
        `folder`, or in memory if that is None.  Nothing is read before the first question.
        """
        self.places = [Place.of(path) for path in paths]
        self.problems: list[Problem] = []
        """What could not be read, as of the last answer."""
        self.warnings: list[str] = []
        """What made answers slower but not worse."""
        keep = folder is not None and all(place.absolute != STDIN for place in self.places)
        self._file = folder / _file_name(self.places) if folder and keep else None
        self._index: Index | None = None

    def summaries(
        self, limit: int | None = None, sort: str = "number", *, reverse: bool = False
    ) -> Iterator[Summary]:
        """The articles without their text, in one of `index.ORDERS`."""
        return self._fresh().summaries(limit, sort, reverse=reverse)

    def summaries_of(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text."""
        return self._fresh().summaries_of(numbers)

    def numbers(self, sort: str = "number", *, reverse: bool = False) -> list[int]:
        """The numbers of all articles, in one of `index.ORDERS`."""
        return self._fresh().numbers(sort, reverse=reverse)

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """The articles with these numbers, in their order; all of them by number when None."""
        return self._fresh().articles(numbers)

    def counts(self) -> tuple[int, int]:
        """How many articles and how many documents there are, as of the last answer."""
        index = self._index or self._fresh()
        return index.count(), index.count_documents()

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The best matches for words as a person types them, best first.

        Raises `QueryError` when there is nothing to search for.
        """
        return list(self.answer(query, limit).hits)

    def answer(self, query: str, limit: int = 20) -> Answer:
        """The best matches, with all that says how they were found; raises as `search` does."""
        from newscli.search import answer

        return answer(self._fresh(), query, limit)

    def matching(self, query: str) -> list[int]:
        """Numbers of all articles that match, by number; raises as `search` does."""
        from newscli.search import matching

        return matching(self._fresh(), query)

    def article(self, ref: str | int) -> Article:
        """The article that a number, a prefix of an id or words of a headline name.

        Raises `UnknownReferenceError` or `AmbiguousReferenceError`.
        """
        index = self._fresh()
        return next(index.articles([self._number(index, str(ref).strip())]))

    def named(self, refs: Iterable[str]) -> tuple[list[int], list[NewscliError]]:
        """Numbers of the articles that REFs name, and what is wrong with those that name none.

        REFs side by side that are neither numbers nor ids are words of one headline.
        """
        index = self._fresh()
        numbers: list[int] = []
        errors: list[NewscliError] = []
        for ref in _joined(index, refs):
            try:
                numbers.append(self._number(index, ref))
            except NewscliError as error:
                errors.append(error)
        return numbers, errors

    def marks(self, query: str) -> Callable[[str], Sequence[tuple[int, int]]]:
        """What tells of any text where a query's words stand in it; raises as `search` does."""
        from newscli.search import marks

        return marks(self._fresh(), query)

    def _number(self, index: Index, ref: str) -> int:
        """The number of the article that a REF names; raises as `article` does."""
        candidates = _by_number_or_id(index, ref)
        by_words = not candidates and not ref.isdecimal() and bool(ref)
        if by_words:
            from newscli.search import by_headline

            candidates = by_headline(index, ref, CANDIDATES)
        if not candidates:
            raise UnknownReferenceError(ref, index.count(), words=by_words)
        if len(candidates) > 1:
            named = [(article.number, article.headline) for article in index.articles(candidates)]
            raise AmbiguousReferenceError(ref, named)
        return candidates[0]

    def _fresh(self) -> Index:
        """The index, brought up to date with the files."""
        index = self._index = self._index or self._open()
        found, self.problems = sources.find(self.places)
        held = index.stamps()
        gone = [path for path in held if path not in found]
        new = {path: s for path, s in found.items() if sources.changed(s, held.get(path))}
        if gone or new:
            size = sum(stamp.size for stamp, _ in held.values())
            bulk = sum(stamp.size for stamp in new.values()) > BULK_SHARE * size
            self._load(index, gone, new, bulk=bulk)
        index.refresh_vocabulary()
        self.problems.extend(index.problems())
        return index

    def _open(self) -> Index:
        if self._file is None:
            return Index(None, self._shown)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            return Index(self._file, self._shown)
        except OSError as error:
            self.warnings.append(f"the index cannot be kept: {error.filename}: {error.strerror}")
            return Index(None, self._shown)
        except DamagedIndexError as error:
            self.warnings.append(f"{error.reason}: the index is built anew")
            for ending in ("", "-wal", "-shm"):
                Path(f"{self._file}{ending}").unlink(missing_ok=True)
            return Index(self._file, self._shown)

    def _load(self, index: Index, gone: list[str], new: dict[str, Stamp], *, bulk: bool) -> None:
        """Forget the documents that have gone and read those that are new."""
        for batch in _batches(gone, new):
            with index.transaction():
                for path in batch:
                    if path in new:
                        self._read(index, path, bulk=bulk)
                    else:
                        index.remove(path)

    def _read(self, index: Index, path: str, *, bulk: bool) -> None:
        """Take one document into the index; a problem is told, and the others are not harmed."""
        try:
            with index.transaction(), sources.opened(path) as stream:
                stamp, now = sources.stamp_of(stream), time.time_ns()
                reading = _Reading(path, stream)
                index.replace(path, stamp, now, reading.articles(), reading.report, bulk=bulk)
        except OSError as error:
            self.problems.append(Problem(self._shown(path), sources.reason(error)))

    def _shown(self, path: str) -> str:
        return sources.shown(self.places, path)


class _Reading:
    """One document on its way into the index: its articles, then what there is to report."""

    def __init__(self, path: str, stream: BinaryIO) -> None:
        self.path = path
        self._stream = stream
        self._document: Document | None = None
        self._format = ""
        self._failed: tuple[Problem, ...] = ()

    def articles(self) -> Iterator[Article]:
        """What can be had of the document; where it cannot be read further, this ends."""
        from newscli import formats
        from newscli.text import Document

        try:
            self._document = Document(self.path, self._stream)
            for article in formats.articles(self._document):
                self._format = article.source.format
                yield article
        except DocumentError as error:
            self._failed = (Problem(self.path, error.reason, error.line),)

    def report(self) -> DocumentReport:
        """How it was read and what was wrong; complete when all articles have been had."""
        if (document := self._document) is None:
            return DocumentReport(self.path, "", "", 0, self._failed)
        problems = (*document.problems, *self._failed)
        return DocumentReport(
            self.path,
            self._format,
            document.encoding,
            document.repairs,
            problems,
            tuple(document.notes),
        )


def _by_number_or_id(index: Index, ref: str) -> list[int]:
    """Numbers of the articles that a REF names as a number or as an id's beginning."""
    if ref.isdecimal() and len(ref) < LONGEST_NUMBER and index.has(int(ref)):
        return [int(ref)]
    if len(ref) < SHORTEST_ID_PREFIX:
        return []
    found = index.ids_starting_with(ref.lower(), CANDIDATES)
    exact = [number for id, number in found if id == ref.lower()]
    return exact or [number for _, number in found]


def _joined(index: Index, refs: Iterable[str]) -> Iterator[str]:
    """The REFs, those side by side that can only be words of a headline as one."""
    words: list[str] = []
    for ref in refs:
        ref = ref.strip()
        if ref.isdecimal() or _by_number_or_id(index, ref):
            if words:
                yield " ".join(words)
                words = []
            yield ref
        else:
            words.append(ref)
    if words:
        yield " ".join(words)


def _batches(gone: Iterable[str], new: dict[str, Stamp]) -> Iterator[list[str]]:
    """The documents in the order in which they are worked on, those of one transaction together."""
    batch: list[str] = list(gone)
    size = 0
    for path, stamp in new.items():
        batch.append(path)
        size += stamp.size
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _file_name(places: Iterable[Place]) -> str:
    """The index's name for this set of places, whatever their order and spelling."""
    key = "\n".join(sorted({place.absolute for place in places})).encode("utf-8", "surrogateescape")
    # Two checksums of 32 bits stand in for a hash: hashlib costs 2 ms at every start.
    return f"{crc32(key):08x}{crc32(key[::-1], len(key)):08x}-v{SCHEMA_VERSION}.db"
