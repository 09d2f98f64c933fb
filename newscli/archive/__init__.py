"""From sources to answers: what of them is new, what they hold, and what a person asks of it.

An archive is a set of sources and the index that keeps what was read from them.  Before every
answer the index is brought up to date with the files (`freshness`), so an answer is never about
text that is no longer there.  Reading files (`loading` and what it imports) is apart: an archive
that has not changed needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from newscli import __version__
from newscli.archive import freshness
from newscli.archive.keeping import Kept
from newscli.archive.last_search import LastSearch
from newscli.archive.references import joined, number_of
from newscli.errors import (
    AmbiguousReferenceError,
    DamagedIndexError,
    NewscliError,
    QueryError,
    RebuiltIndexError,
    UnknownReferenceError,
    UnwritableIndexError,
)
from newscli.index import SCHEMA_VERSION, Index
from newscli.records import Answer, Article, Corpus, Hit, Occurrence, Problem, Stamp, Summary
from newscli.sources import STDIN, Place, shown

if TYPE_CHECKING:
    from newscli.archive.ledger import Ledger, Line
    from newscli.archive.loading import Progress
    from newscli.search import Filters
    from newscli.stats import By, Counted, Stats
    from newscli.stories import Relative, Story
    from newscli.stories.linking import Progress as Comparing
    from newscli.stories.passages import Stretch

AHEAD = 500
"""Articles that are fetched before the first is handed out.  An index that turns out to be damaged
on the way to these can be built anew whatever that changes; later, part of the answer is out."""

ATTEMPTS = 3  # at an answer, when files change faster than it can be given

Told = TypeVar("Told")
Record = TypeVar("Record", Summary, Article)


class Archive:
    """The articles of a set of sources, as their files are now."""

    def __init__(
        self,
        paths: Sequence[str | os.PathLike[str]],
        folder: Path | None,
        *,
        format: str | None = None,
        split_lines: bool = False,
        refresh: bool = False,
        progress: Callable[[], Progress] | None = None,
    ) -> None:
        """Take the documents at `paths` (files, folders, globs, `-`); the index is kept in
        `folder`, or in memory if that is None.  Nothing is read before the first question.

        `format` names the format of all documents, and `split_lines` makes each line of a plain
        text an article.  `refresh` has all files of a large archive looked at.  `progress` makes
        what is told how far a load has come.
        """
        self.places = places = [Place(path) for path in paths]
        # No method of ours, which would keep archive and index alive after their last use.
        self._shown: Callable[[str], str] = lambda path: shown(places, path)
        self.problems: list[Problem] = []
        """What could not be read, as of the last answer."""
        self.warnings: list[str] = []
        """What made answers slower but not worse."""
        self._way = (format, split_lines)
        self._refresh = refresh
        self._progress = progress
        self._is_swept = False  # whether all files were looked at for the answer at hand
        self._is_still = False  # whether one look at them is enough
        self._is_looked_at = False  # whether there has been one
        keep = folder is not None and all(place.absolute != STDIN for place in self.places)
        file = folder / _file_name(self.places, self._way) if folder and keep else None
        self._kept = Kept(file, self._shown, self.warnings)
        self.last_search = LastSearch(file)

    # What a person asks

    def summaries(
        self,
        limit: int | None = None,
        sort: str = "number",
        *,
        reverse: bool = False,
        agencies: bool = False,
    ) -> Iterator[Summary]:
        """The articles without their text, in one of `index.ORDERS`.

        `agencies`: with whose pictures they have, which takes a look into each.
        """

        def stream(index: Index, _: Sequence[int]) -> Iterator[Summary]:
            told = index.summaries(limit, sort, reverse=reverse)
            return index.with_agencies(told) if agencies else told

        return self._streamed(stream, limit)

    def summaries_of(self, numbers: Iterable[int], *, agencies: bool = False) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text."""
        wanted = list(numbers)

        def stream(index: Index, now: Sequence[int]) -> Iterator[Summary]:
            told = index.summaries_of(now)
            return index.with_agencies(told) if agencies else told

        return self._streamed(stream, len(wanted), wanted)

    def numbers(
        self, sort: str = "number", *, reverse: bool = False, filters: Filters | None = None
    ) -> list[int]:
        """The numbers of all articles, or of those that pass the filters, in one of
        `index.ORDERS`."""

        def numbers(index: Index) -> list[int]:
            found = index.numbers(sort, reverse=reverse)
            if filters is None:
                return found
            from newscli.search import matching

            passing = set(matching(index, "", filters=filters))
            return [number for number in found if number in passing]

        return self._asked(numbers, lambda told: ())

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """The articles with these numbers, in their order; all of them by number when None."""
        if numbers is None:
            return self._streamed(lambda index, _: index.articles(), None)
        wanted = list(numbers)
        return self._streamed(Index.articles, len(wanted), wanted)

    def sources(self) -> list[tuple[str, int]]:
        """Who published the articles, and how many each: most first."""
        return self._asked(lambda index: index.sources(), lambda told: ())

    def values(self, kind: str) -> list[str]:
        """What filters of this kind (source, agency, place) may ask for, the most frequent
        first."""
        return self._asked(lambda index: index.values(kind), lambda told: ())

    def counts(self) -> tuple[int, int]:
        """How many articles and how many documents there are, as of the last answer."""
        return self._asked(
            lambda index: (index.count(), index.documents.count()),
            lambda told: (),
            self._kept.index,
        )

    def corpus(self) -> Corpus:
        """What there is, as of the last answer."""
        return self._asked(Index.corpus, lambda told: (), self._kept.index)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The best matches for words as a person types them, best first.

        Raises `QueryError` when there is nothing to search for.
        """
        return list(self.answer(query, limit).hits)

    def answer(
        self,
        query: str,
        limit: int = 20,
        *,
        offset: int = 0,
        sort: str = "best",
        filters: Filters | None = None,
    ) -> Answer:
        """The matches in one of `search.SORTS`, from the one after `offset` on, with all that says
        how they were found; with a limit of 0, how many there are.  Raises as `search` does."""
        from newscli.search import answer

        return self._asked(
            lambda index: answer(index, query, limit, offset=offset, sort=sort, filters=filters),
            lambda told: [hit.article.number for hit in told.hits],
        )

    def matching(self, query: str, *, filters: Filters | None = None) -> list[int]:
        """Numbers of all articles that match, by number; raises as `search` does."""
        from newscli.search import matching

        return self._asked(lambda index: matching(index, query, filters=filters), lambda told: ())

    def concordance(
        self, query: str, *, sort: str = "number", filters: Filters | None = None
    ) -> tuple[list[int], Iterator[Occurrence]]:
        """Numbers of the articles that match, and every place in them where a query's words stand;
        raises as `search` does."""
        from newscli.search import concordance

        numbers, occurrences = self._asked(
            lambda index: concordance(index, query, sort=sort, filters=filters), lambda told: ()
        )
        return numbers, chain.from_iterable(map(occurrences, self.articles(numbers)))

    def marks(self, query: str) -> Callable[[str], Sequence[tuple[int, int]]]:
        """What tells of any text where a query's words stand in it; raises as `search` does."""
        from newscli.search import marks

        return self._asked(lambda index: marks(index, query), lambda told: ())

    def stats(
        self,
        query: str = "",
        *,
        by: Sequence[By] | None = None,
        terms: int = 20,
        count: Counted = "articles",
        filters: Filters | None = None,
        progress: Comparing | None = None,
    ) -> Stats:
        """How many articles match, or are there at all when the query is empty, and what they are:
        by source, agency, place and time, or as `by` says, and so many of the words and names that
        tell them from the rest.

        Instead of articles, stories or copies can be counted.  Raises as `search` does.
        """
        from newscli.stats import stats

        def asked(index: Index) -> Stats:
            return stats(index, query, by=by, terms=terms, count=count, filters=filters)

        if count != "articles":
            return self._compared(asked, progress)
        self._refresh = True  # it is about all articles, so all files are looked at
        return self._asked(asked, lambda told: ())

    def article(self, ref: str | int) -> Article:
        """The article that a number, a prefix of an id or words of a headline name.

        Raises `UnknownReferenceError` or `AmbiguousReferenceError`.
        """
        return self._asked(
            lambda index: next(index.articles([number_of(index, str(ref).strip())])),
            lambda told: [told.number],
        )

    def named(self, refs: Iterable[str]) -> tuple[list[int], list[NewscliError]]:
        """Numbers of the articles that REFs name, and what is wrong with those that name none.

        REFs side by side that are neither numbers nor ids are words of one headline.
        """
        given = list(refs)

        def named(index: Index) -> tuple[list[int], list[NewscliError]]:
            numbers: list[int] = []
            errors: list[NewscliError] = []
            for ref in joined(index, given):
                try:
                    numbers.append(number_of(index, ref))
                except (UnknownReferenceError, AmbiguousReferenceError, QueryError) as error:
                    errors.append(error)
            list(islice(index.articles(numbers), AHEAD))  # so that damage shows before they count
            return numbers, errors

        return self._asked(named, lambda told: told[0])

    def ledgers(self, paths: Sequence[str | os.PathLike[str]] = ()) -> Iterator[Ledger]:
        """What was done with the lines of each document, at or below `paths` if there are any."""
        from newscli.archive.ledger import ledgers

        self._refresh = True
        wanted = [Place(path).absolute for path in paths]
        return self._asked(lambda index: ledgers(index, wanted), lambda told: ())

    def lines(
        self, paths: Sequence[str | os.PathLike[str]]
    ) -> Iterator[tuple[str, Iterator[Line]]]:
        """Path and lines of the documents at or below these, each line with what became of it."""
        from newscli.archive.ledger import lines

        wanted = [Place(path).absolute for path in paths]
        return self._asked(lambda index: lines(index, wanted), lambda told: ())

    def stories(
        self, threshold: float | None = None, progress: Comparing | None = None
    ) -> list[Story]:
        """The groups of articles that tell the same story, those of most articles first.

        `threshold` is how alike two have to be, 0.3 to 1; 0.5 when None.  What is new in the
        archive is compared first, which may take a while: `progress` is told how far that is.
        """
        from newscli.stories import stories

        return self._compared(lambda index: stories(index, threshold), progress)

    def related(
        self,
        ref: str | int,
        threshold: float | None = None,
        progress: Comparing | None = None,
    ) -> list[Relative]:
        """The articles that tell what the one named tells, then those related to it.

        As for `stories`, what is new is compared first.  Raises as `article` does.
        """
        from newscli.stories import relatives

        def related(index: Index) -> list[Relative]:
            return relatives(index, number_of(index, str(ref).strip()), threshold)

        return self._compared(related, progress)

    def shared(self, article: Article, relative: Relative) -> list[Stretch]:
        """An article paragraph by paragraph beside a relative, as far as both tell the same.

        Nothing for one that is merely related, or the same to the letter.
        """
        from newscli.stories.passages import stretches

        kind, similarity, passage = relative.relation
        if kind == "related" or (kind == "copy" and similarity == 1):
            return []
        (other,) = self.articles([relative.article.number])
        return stretches(article, other, passage)

    def known_relatives(self, numbers: Sequence[int]) -> dict[int, list[Relative]]:
        """What is related to articles of the last answer, as far as that takes no time."""
        from newscli.stories import known

        return self._asked(lambda index: known(index, numbers), lambda told: (), self._kept.index)

    def same_stories(self, numbers: Iterable[int]) -> dict[int, int]:
        """Which of these articles of the last answer are known to tell what others do, and the
        first that does."""
        wanted = list(numbers)
        return self._asked(
            lambda index: index.links.same_stories(wanted), lambda told: (), self._kept.index
        )

    def copies(self, progress: Comparing | None = None) -> dict[int, int]:
        """The number of each article that is a copy, and that of the first with its text."""
        from newscli.stories import first_copies

        return self._compared(first_copies, progress)

    def _compared(self, question: Callable[[Index], Told], progress: Comparing | None) -> Told:
        """What the index answers when all its articles have been compared."""
        from newscli.stories.linking import refresh

        def asked(index: Index) -> Told:
            refresh(index, progress)
            return question(index)

        self._refresh = True  # it is about all articles, so all files are looked at
        return self._asked(asked, lambda told: ())

    def close(self) -> None:
        """Let go of the index's file; the next question opens it again."""
        self._kept.close()

    @contextmanager
    def still(self, *, unseen: bool = False) -> Iterator[None]:
        """Within the block files are looked at once, before the first answer; never if `unseen`."""
        self._is_still, self._is_looked_at, self._is_swept = True, unseen, unseen
        try:
            yield
        finally:
            self._is_still = False

    # How it is answered

    def _asked(
        self,
        question: Callable[[Index], Told],
        numbers: Callable[[Told], Iterable[int]],
        index: Index | None = None,
    ) -> Told:
        """What the index answers when it is up to date with the files of the articles in it.

        `numbers` says which articles an answer shows.  Given an index, that is asked as it is.  One
        that is damaged is built anew, and one that cannot be written is replaced by one in memory.
        """
        for attempt in count_from(1):
            try:
                asked = index or self._fresh()
                with asked.faults():
                    told = question(asked)
                    unchanged = self._is_swept or not freshness.have_changed(asked, numbers(told))
                    if index or unchanged or attempt >= ATTEMPTS:
                        return told
                    self._sweep(asked)
            except (DamagedIndexError, UnwritableIndexError) as error:
                self._kept.replace(self._kept.index, error)
                index, self._is_looked_at = None, False
        raise AssertionError  # the loop has no other end

    def _streamed(
        self,
        stream: Callable[[Index, list[int]], Iterator[Record]],
        count: int | None,
        numbers: Sequence[int] = (),
    ) -> Iterator[Record]:
        """What the index streams, `count` records or all there are; of `numbers`, if there are any.

        Nothing is asked later than now.
        """
        if count is None or count > freshness.FEW:
            self._refresh = True  # nearly all files are about to be shown: all are looked at
        generation = self._kept.generation

        def begun(index: Index) -> tuple[Index, list[Record], Iterator[Record]]:
            rest = stream(index, self._numbers_now(index, numbers, generation))
            return index, list(islice(rest, AHEAD)), rest

        index, first, rest = self._asked(begun, lambda told: [record.number for record in told[1]])

        def again() -> tuple[Index, list[Record], Iterator[Record]]:
            return self._asked(begun, lambda told: ())

        return _going_on(index, chain(first, rest), self._kept, again)

    def _numbers_now(self, index: Index, numbers: Sequence[int], generation: int) -> list[int]:
        """Numbers of the articles that had these numbers in an earlier generation of the index."""
        if not numbers or generation == self._kept.generation:
            return list(numbers)
        ids = self._kept.ids_before(numbers)
        now = index.numbers_of(ids.values())
        if generation + 1 < self._kept.generation or any(ids.get(n) not in now for n in numbers):
            raise RebuiltIndexError
        return [now[ids[number]] for number in numbers]

    def _fresh(self) -> Index:
        """The index, up to date as far as can be known before there is an answer."""
        index = self._kept.opened()
        if self._is_still and self._is_looked_at:
            return index
        with index.faults():
            self._is_swept = self._refresh or freshness.is_due(index)
            if self._is_swept:
                self._sweep(index)
            elif doubtful := freshness.in_doubt(index):
                self._load(index, [], doubtful)
            index.refresh_vocabulary()
            self.problems = index.documents.problems()
        self._is_looked_at = True
        return index

    def _sweep(self, index: Index) -> None:
        """Look at all files, and bring the index up to date with what has changed."""
        found = freshness.changes(index, self.places)
        doubtful = freshness.in_doubt(index, {*found.gone, *found.new})
        if found.gone or found.new:
            freshness.begin(index)
        if found.gone or found.new or doubtful:
            self._load(index, found.gone, dict(sorted((found.new | doubtful).items())))
        found.keep(index)

    def _load(self, index: Index, gone: list[str], new: dict[str, Stamp]) -> None:
        from newscli.archive.loading import load

        load(index, gone, new, self._way, self._progress() if self._progress else None)


def _going_on(
    index: Index,
    records: Iterator[Record],
    kept: Kept,
    again: Callable[[], tuple[Index, list[Record], Iterator[Record]]],
) -> Iterator[Record]:
    """The records; if the index proves damaged on the way, what one built anew gives follows,
    provided that it gives the same until there: what was handed out cannot be taken back."""
    given, trail = 0, 0
    while True:
        at, seen = 0, 0
        try:
            with index.faults():
                for record in records:
                    at, seen = at + 1, hash((seen, record.number, record.id))
                    if at > given:
                        given, trail = at, seen
                        yield record
                    elif at == given and seen != trail:
                        raise RebuiltIndexError
            if at < given:
                raise RebuiltIndexError
            return
        except (DamagedIndexError, UnwritableIndexError) as error:
            kept.replace(index, error)
            index, first, rest = again()
            records = chain(first, rest)


def _file_name(places: Iterable[Place], way: tuple[str | None, bool]) -> str:
    """The index's name for this set of places, whatever their order and spelling.

    Another release of newscli may read the same documents otherwise, so it has another index.
    """
    names = sorted({place.absolute for place in places})
    if way != (None, False):
        names.append(repr(way))  # no path begins with a parenthesis: they are absolute
    key = "\n".join(names).encode("utf-8", "surrogateescape")
    # Two checksums of 32 bits stand in for a hash: hashlib costs 2 ms at every start.
    named = f"{crc32(key):08x}{crc32(key[::-1], len(key)):08x}"
    return f"{named}-{__version__}-v{SCHEMA_VERSION}.db"
