"""From sources to answers: what of them is new, what they hold, and what a person asks of it.

An archive is a set of sources and the index that keeps what was read from them.  Before every
answer the index is brought up to date with the files (`current`), so an answer is never about
text that is no longer there.  Reading files (`loading` and what it imports) is apart: an archive
that has not changed needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from newscli.archive.current import AHEAD, Current, Result
from newscli.errors import (
    AmbiguousReferenceError,
    NewscliError,
    QueryError,
    UnknownReferenceError,
    UsageError,
)
from newscli.index import Index
from newscli.index.sought import EVERY
from newscli.records import Article, Corpus, Hit, Problem, Summary
from newscli.sources import Location, Root

if TYPE_CHECKING:
    from newscli.archive.found import Found
    from newscli.archive.ledger import Ledger, TracedLine
    from newscli.index.holdings import Holdings
    from newscli.search import Filters
    from newscli.stats import Counted, Stats
    from newscli.stories.linking import Progress as Comparing
    from newscli.stories.passages import Stretch
    from newscli.stories.story import Relative, Story


class Archive(Current):
    """The articles of a set of sources, as their files are now, and what can be asked of them."""

    reads_at_once = True
    """Whether files are looked at, and a query is read, before anything is asked of it; over a
    network that would cost time."""

    def summaries(
        self,
        limit: int | None = None,
        sort: str = "number",
        *,
        reverse: bool = False,
        details: bool = False,
    ) -> Iterator[Summary]:
        """The articles without their text, in one of `choices.ORDERS`.

        `details`: with what stands deep in them (`Index.with_details`).
        """

        def stream(index: Holdings) -> Iterator[Summary]:
            summaries = index.summaries(limit, sort, reverse=reverse)
            return index.with_details(summaries) if details else summaries

        return self._streamed(stream, limit)

    def summaries_of(self, numbers: Iterable[int], *, details: bool = False) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text.

        Raises `RebuiltIndexError` when the index that gave the numbers is no more.
        """
        wanted = list(numbers)

        def stream(index: Holdings) -> Iterator[Summary]:
            summaries = index.summaries_of(wanted)
            return index.with_details(summaries) if details else summaries

        return self._streamed(stream, len(wanted), self._kept.index)

    def numbers(
        self, sort: str = "number", *, reverse: bool = False, filters: Filters | None = None
    ) -> list[int]:
        """The numbers of all articles, or of those that pass the filters, in one of
        `choices.ORDERS`."""

        def numbers(index: Holdings) -> list[int]:
            passing = self._passing(index, filters, "date" if sort == "date" else "number")
            if passing is not None and (sort == "number" or (sort == "date" and not reverse)):
                return list(reversed(passing) if reverse else passing)
            found = index.numbers(sort, reverse=reverse)
            return [number for number in found if passing is None or number in passing]

        return self._asked(numbers)

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """The articles with these numbers, in their order; all of them by number when None.

        Raises `RebuiltIndexError` when the index that gave the numbers is no more.
        """
        if numbers is None:
            return self._streamed(lambda index: index.articles(), None)
        wanted = list(numbers)
        return self._streamed(lambda index: index.articles(wanted), len(wanted), self._kept.index)

    def counted(self, kind: str) -> list[tuple[str, int]]:
        """The names of one of `choices.KINDS`, and how many articles have each: most first."""

        def counted(index: Holdings) -> list[tuple[str, int]]:
            with index.snapshot():
                return index.counting.column(kind).most_first()

        return self._asked(counted)

    def values(self, kind: str) -> list[str]:
        """What filters of this kind (source, agency, place) may ask for, the most frequent
        first."""
        return self._asked(lambda index: index.values(kind))

    def counts(self) -> tuple[int, int]:
        """How many articles and how many documents there are, as of the last answer."""
        return self._asked(lambda index: index.counts(), again=True)

    def corpus(self) -> Corpus:
        """What there is, as of the last answer."""
        return self._asked(lambda index: index.corpus(), again=True)

    def find(self, query: str, filters: Filters | None = None, *, is_open: bool = False) -> Found:
        """What a query finds, as a person types it: planned once, to be asked many things.

        With `is_open` it is still being typed: brackets and quotes close themselves.

        Raises `QueryError` when there is nothing to search for.
        """
        from newscli.archive.found import Found

        return Found(self, query, filters, is_open=is_open)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The best matches for words as a person types them, best first; raises as `find` does."""
        return self.find(query).hits(limit)

    def stats(
        self,
        query: str = "",
        *,
        by: Sequence[str] | None = None,
        across: str | None = None,
        terms: int = 20,
        count: Counted = "articles",
        filters: Filters | None = None,
        progress: Comparing | None = None,
    ) -> Stats:
        """How many articles match, or are there at all when the query is empty, and what they are:
        by what is usual, or as `by` says (`choices.KINDS`), the first of that `across` another;
        and so many of the words and names that tell them from the rest.

        Instead of articles, stories or copies can be counted.  Raises as `find` does.
        """
        from newscli.stats import stats

        def asked(index: Holdings) -> Stats:
            resolved = self.desk.resolved(index, query, filters)
            return stats(
                index, query, by=by, across=across, terms=terms, count=count, filters=resolved
            )

        if count != "articles":
            return self._compared(asked, progress)
        return self._asked(asked, refresh=True)  # it is about all articles

    def article(self, ref: str | int) -> Article:
        """The article that a number, a prefix of an id or words of a headline name; of several,
        the first.

        Raises `UnknownReferenceError`, `AmbiguousReferenceError` or `UsageError`.
        """
        from newscli.archive.references import numbers_of

        def named(index: Holdings) -> Article:
            numbers = numbers_of(index, str(ref).strip(), self.last_search.rows())
            return next(index.articles(numbers))

        return self._asked(named, lambda article: [article.number])

    def named(self, refs: Iterable[str]) -> tuple[list[int], list[NewscliError]]:
        """Numbers of the articles that REFs name, and what is wrong with those that name none.

        REFs side by side that can be nothing else are words of one headline.  What words may name
        is remembered, for `@1` to name the first of them.
        """
        from newscli.archive.references import joined, numbers_of

        given = list(refs)

        def named(index: Holdings) -> tuple[list[int], list[NewscliError]]:
            numbers: list[int] = []
            errors: list[NewscliError] = []
            rows = self.last_search.rows()
            for ref in joined(index, given):
                try:
                    numbers.extend(numbers_of(index, ref, rows))
                except (UnknownReferenceError, QueryError, UsageError) as error:
                    errors.append(error)
                except AmbiguousReferenceError as error:
                    errors.append(error)
                    candidates = [number for number, _ in error.candidates]
                    self.last_search.keep_rows(one.id for one in index.summaries_of(candidates))
            list(islice(index.articles(numbers), AHEAD))  # so that damage shows before they count
            return numbers, errors

        return self._asked(named, lambda found: found[0])

    def ledgers(
        self, paths: Sequence[str | os.PathLike[str]] = (), filters: Filters | None = None
    ) -> list[Ledger]:
        """What was done with the lines of each document, at or below `paths` if there are any, of
        which an article passes: of the worst first."""
        from newscli.archive.ledger import ledgers

        wanted = [Root(path).absolute for path in paths]

        def asked(index: Index) -> list[Ledger]:
            return ledgers(index, wanted, self._passing(index, filters))

        return self._asked_of_files(asked, refresh=True)

    def unread_documents(self, paths: Sequence[str | os.PathLike[str]] = ()) -> list[Problem]:
        """What has not been read and why, at or below `paths` if there are any: images and the like
        as well as what failed."""
        from newscli.archive.ledger import unread

        wanted = [Root(path).absolute for path in paths]
        return self._asked_of_files(lambda index: unread(index, wanted), refresh=True)

    def outside(self, paths: Sequence[str]) -> list[str]:
        """Those of these paths at or below which there is no document of the archive."""
        wanted = [(path, Root(path).absolute) for path in paths]

        def outside(index: Index) -> list[str]:
            return [path for path, at in wanted if not index.documents.is_within(at)]

        return self._asked_of_files(outside, refresh=True)

    def lines(
        self, paths: Sequence[str | os.PathLike[str]]
    ) -> Iterator[tuple[str, Iterator[TracedLine]]]:
        """Path and lines of the documents at or below these, each line with what became of it."""
        from newscli.archive.ledger import lines

        wanted = [Root(path).absolute for path in paths]
        return self._asked_of_files(lambda index: lines(index, wanted))

    def location(self, article: Article) -> Location:
        """Where the document of an article lies, for who opens it."""
        return self._asked_of_files(
            lambda index: index.documents.location(article.number), again=True
        )

    def source_lines(self, article: Article) -> Iterator[str]:
        """The lines that an article was made of, as they are in its document now."""
        from newscli.archive.ledger import source_lines

        return source_lines(self.location(article), article.source)

    def stories(
        self,
        threshold: float | None = None,
        progress: Comparing | None = None,
        filters: Filters | None = None,
    ) -> list[Story]:
        """The groups of articles that tell the same story, those of most articles first.

        `threshold` is how alike two have to be, 0.3 to 1; 0.5 when None.  What is new in the
        archive is compared first, which may take a while: `progress` is told how far that is.
        With `filters`, those of which an article passes.
        """
        from newscli.stories import stories

        def asked(index: Index) -> list[Story]:
            found, passing = stories(index, threshold), self._passing(index, filters)
            if passing is None:
                return found
            return [s for s in found if any(one.article.number in passing for one in s.articles)]

        return self._compared(asked, progress)

    def related(
        self,
        ref: str | int,
        threshold: float | None = None,
        progress: Comparing | None = None,
        filters: Filters | None = None,
    ) -> list[Relative]:
        """The articles that tell what the one named tells, then those related to it, as far as
        they pass.

        As for `stories`, what is new is compared first.  Raises as `article` does.
        """
        from newscli.archive.references import numbers_of
        from newscli.stories import relatives

        def related(index: Index) -> list[Relative]:
            found = relatives(index, numbers_of(index, str(ref).strip())[0], threshold)
            passing = self._passing(index, filters)
            return [one for one in found if passing is None or one.article.number in passing]

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

        if not self.roots:  # an engine's are not compared
            return {}
        return self._asked_of_files(lambda index: known(index, numbers), again=True)

    def same_stories(self, numbers: Iterable[int]) -> dict[int, int]:
        """Which of these articles of the last answer are known to tell what others do, and the
        first that does."""
        wanted = list(numbers)
        if not self.roots:
            return {}
        return self._asked_of_files(lambda index: index.links.same_stories(wanted), again=True)

    def copies(self, progress: Comparing | None = None) -> dict[int, int]:
        """The number of each article that is a copy, and that of the first with its text."""
        from newscli.stories import first_copies

        return self._compared(first_copies, progress)

    def _passing(
        self, index: Holdings, filters: Filters | None, order: str = "number"
    ) -> dict[int, None] | None:
        """The articles that pass, by number or date; None when all do."""
        resolved = self.desk.resolved(index, "", filters)
        if resolved is None:
            return None
        return dict.fromkeys(index.matching.numbers(EVERY, resolved.selection(), order))

    def _compared(self, question: Callable[[Index], Result], progress: Comparing | None) -> Result:
        """What the index answers when all its articles have been compared."""
        from newscli.stories.linking import refresh

        def asked(index: Index) -> Result:
            refresh(index, progress)
            return question(index)

        return self._asked_of_files(asked, refresh=True)  # it is about all articles
