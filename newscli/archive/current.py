"""An index that is up to date with files whenever it is asked.

Before every answer the files are looked at (`freshness`) and those that changed are read again
(`loading`).  An index that turns out to be damaged, or that cannot be written, is replaced
(`keeping`) and asked once more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from itertools import count as count_from
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from newscli.archive import freshness
from newscli.archive.at_desk import AtDesk
from newscli.archive.keeping import Kept
from newscli.archive.last_search import LastSearch
from newscli.choices import Split
from newscli.desk import Desk, place
from newscli.errors import DamagedIndexError, RebuiltIndexError, UnwritableIndexError
from newscli.index import SCHEMA_VERSION, Index, of_files
from newscli.records import Article, Problem, Stamp, Summary
from newscli.sources import STDIN, Root, shown
from newscli.version import __version__

if TYPE_CHECKING:
    from newscli.archive.loading import Progress
    from newscli.index.holdings import Holdings

AHEAD = 500
"""Articles that are fetched before the first is handed out.  An index that turns out to be damaged
on the way to these is built anew; later, part of the answer is out."""

ATTEMPTS = 3  # at an answer, when files change faster than it can be given

Result = TypeVar("Result")
Record = TypeVar("Record", Summary, Article)


class Current:
    """A set of sources, and the index of what they hold as their files are now."""

    def __init__(
        self,
        paths: Sequence[str | os.PathLike[str]],
        folder: Path | None,
        *,
        format: str | None = None,
        split: Split | None = None,
        refresh: bool = False,
        progress: Callable[[], Progress] | None = None,
    ) -> None:
        """Take the documents at `paths` (files, folders, globs, `-`); the index is kept in
        `folder`, or in memory if that is None.  Nothing is read before the first question.

        `format` names the format of all documents, and `split` says where articles
        begin in a plain text (`choices.Split`).  `refresh` has all files of a large archive looked
        at.  `progress` makes what is told how far a load has come.
        """
        self.roots = roots = [Root(path) for path in paths]
        # No method of ours, which would keep archive and index alive after their last use.
        self._shown: Callable[[str], str] = lambda path: shown(roots, path)
        self.problems: list[Problem] = []
        """What could not be read, as of the last answer."""
        self.unread: dict[str, int] = {}
        """What files are instead of texts, and how many of each; as of the last answer."""
        self.is_empty = False
        """Whether there was no document at all, as of the last answer."""
        self.warnings: list[str] = []
        """What made answers slower but not worse."""
        self.format = format
        self._way = (format, split)
        self._refresh = refresh
        self._progress = progress
        self._is_swept = False  # whether all files were looked at for the answer at hand
        self._is_still = False  # whether one look at them is enough
        self._is_looked_at = False  # whether there has been one
        self._looked_at = 0.0  # when, on the monotonic clock
        keep = folder is not None and all(root.absolute != STDIN for root in self.roots)
        file = folder / _file_name(self.roots, self._way) if folder and keep else None
        self._kept = kept = Kept(file, self._shown, self.warnings)
        self.last_search = LastSearch(lambda: kept.file)
        self._desk = Desk(place())

    @property
    def desk(self) -> AtDesk:
        """What the reader says of the articles, and what is new to them."""
        return AtDesk(self, self._desk)  # made anew, as it keeps its archive alive

    def close(self) -> None:
        """Let go of the index's file; the next question opens it again."""
        self._kept.close()

    @contextmanager
    def still(self, *, within: float = 0.0) -> Iterator[None]:
        """Within the block files are looked at once, before the first answer; not even then if they
        were in the last so many seconds."""
        is_seen = monotonic() - self._looked_at < within
        self._is_still, self._is_looked_at, self._is_swept = True, is_seen, is_seen
        try:
            yield
        finally:
            self._is_still = False

    def _asked(
        self,
        question: Callable[[Holdings], Result],
        numbers: Callable[[Result], Iterable[int]] = lambda answer: (),
        *,
        refresh: bool = False,
        again: bool = False,
        of: Index | None = None,
    ) -> Result:
        """What the index answers when it is up to date with the files of the articles in it.

        `numbers` says which articles an answer shows.  With `refresh` all files are looked at
        first; with `again` none are but those, as they have been for a question before.  `of` is
        the index that the question's own numbers are from.  One that is damaged is built anew, and
        one that cannot be written is replaced by one in memory.

        Raises `RebuiltIndexError` when `of` is no longer the index.
        """
        index = self._kept.index if again else None
        for attempt in count_from(1):
            try:
                asked = index or self._fresh(refresh)
                if of is not None and asked is not of:
                    raise RebuiltIndexError(self.warnings)
                with asked.faults():
                    answer = question(asked)
                    shown = numbers(answer)
                    if (
                        (self._is_swept and (self._is_still or not again))
                        or attempt >= ATTEMPTS
                        or not freshness.have_changed(asked, shown)
                    ):
                        return answer
                    self._sweep(asked)
            except (DamagedIndexError, UnwritableIndexError) as error:
                self._kept.replace(error)
                index, self._is_looked_at, self._looked_at = None, False, 0.0
        raise AssertionError  # the loop has no other end

    def _asked_of_files(
        self, question: Callable[[Index], Result], *, refresh: bool = False, again: bool = False
    ) -> Result:
        """The same of what only documents on this machine have; raises `UsageError` where an engine
        holds the articles."""
        return self._asked(lambda held: question(of_files(held)), refresh=refresh, again=again)

    def _streamed(
        self,
        stream: Callable[[Holdings], Iterator[Record]],
        count: int | None,
        of: Index | None = None,
    ) -> Iterator[Record]:
        """What the index streams, `count` records or all there are.  Nothing is asked later than
        now, and `AHEAD` records are had before the first is handed out.

        Damage that shows later ends the stream with `DamagedIndexError`, as what was handed out
        cannot be taken back; the next question finds another index.
        """

        def begun(held: Holdings) -> tuple[Index, list[Record], Iterator[Record]]:
            rest = stream(held)
            return of_files(held), list(islice(rest, AHEAD)), rest

        # Nearly all files are about to be shown: all are looked at.
        refresh = count is None or count > freshness.FEW
        index, first, rest = self._asked(
            begun, lambda answer: [record.number for record in answer[1]], refresh=refresh, of=of
        )
        return self._watched(index, chain(first, rest))

    def _watched(self, index: Index, records: Iterator[Record]) -> Iterator[Record]:
        """The records; an index that proves damaged on the way is set aside."""
        try:
            with index.faults():
                yield from records
        except DamagedIndexError:
            self._kept.set_aside(index)
            raise

    def _fresh(self, refresh: bool) -> Index:
        """The index, up to date as far as can be known before there is an answer; with `refresh`,
        with all files."""
        index = self._kept.opened()
        if self._is_still and self._is_looked_at:
            return index
        with index.faults():
            self._is_swept = refresh or self._refresh or freshness.is_due(index)
            if self._is_swept:
                self._sweep(index)
            elif doubtful := freshness.in_doubt(index):
                self._load(index, [], doubtful)
            index.refresh_vocabulary()
            index.refresh_naming()
            self.problems = index.documents.problems()
            self.unread = index.documents.unread_kinds()
            self.is_empty = not (self.problems or self.unread or index.documents.any())
            # What a person named, rather than a folder with it, is a problem when it is no text.
            named = [root.absolute for root in self.roots] if self.unread else []
            for path, what in index.documents.unread(named):
                self.problems.append(Problem(self._shown(path), f"not read: {what}"))
                self.unread[what] -= 1
        self._is_looked_at, self._looked_at = True, monotonic()
        return index

    def _sweep(self, index: Index) -> None:
        """Look at all files, and bring the index up to date with what has changed."""
        found = freshness.changes(index, self.roots)
        doubtful = freshness.in_doubt(index, {*found.gone, *found.new})
        if found.gone or found.new:
            freshness.begin(index)
        if found.gone or found.new or doubtful:
            self._load(index, found.gone, dict(sorted((found.new | doubtful).items())))
        elif index.state(freshness.LOADING):  # a load was broken off behind its last document
            self._note_added(index)
        found.keep(index)

    def _load(self, index: Index, gone: list[str], new: dict[str, Stamp]) -> None:
        from newscli.archive.loading import load

        load(index, gone, new, self._way, self._progress() if self._progress else None)
        self._note_added(index)

    def _note_added(self, index: Index) -> None:
        self.desk.note_added(index, is_kept=self._kept.file is not None)


def _file_name(roots: Iterable[Root], way: tuple[str | None, Split | None]) -> str:
    """The index's name for this set of roots, whatever their order and spelling.

    Another release of newscli may read the same documents otherwise, so it has another index.
    """
    names = sorted({root.absolute for root in roots})
    if way != (None, None):
        names.append(repr(way))  # no path begins with a parenthesis: they are absolute
    key = "\n".join(names).encode("utf-8", "surrogateescape")
    # Two checksums of 32 bits stand in for a hash: hashlib costs 2 ms at every start.
    named = f"{crc32(key):08x}{crc32(key[::-1], len(key)):08x}"
    return f"{named}-{__version__}-v{SCHEMA_VERSION}.db"
