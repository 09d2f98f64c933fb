"""An archive that an engine holds: asked the same as one of files, and brought there by a load.

What an engine has not is refused in a line: lines of documents, stories, and what a reader says.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, cast
from zlib import crc32

from newscli.archive import Archive
from newscli.archive.at_desk import AtDesk
from newscli.archive.current import Record, Result
from newscli.archive.last_search import LastSearch
from newscli.errors import DeskError, NewscliError, UsageError
from newscli.index import Index
from newscli.index.opensearch.address import address
from newscli.index.opensearch.asking import Wait
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.store import Store
from newscli.records import Article, Summary
from newscli.search import Filters
from newscli.search.desk import asks_desk
from newscli.stories.story import Relative

MOST_ROUNDS = 30
"""Requests that one question may take: none takes more than a few, but a loop would never end."""

NOT_OF_FILES = (
    "an engine's archive has no {}: load the documents themselves with --from PATH for that"
)


def engine_archive(
    addresses: Sequence[str], paths: Sequence[object], folder: Path
) -> EngineArchive:
    """The archive that an address names, which stands alone.  Raises `UsageError`."""
    if len(paths) > 1:
        raise UsageError(f"{addresses[0]} stands alone: it goes with no other --from")
    try:
        import urllib3  # noqa: F401 - an extra
    except ImportError:
        raise UsageError(
            "an engine is spoken to with urllib3: pip install 'newscli[opensearch]'"
        ) from None
    return EngineArchive(addresses[0], folder)


class EngineArchive(Archive):
    """The articles that an engine holds under a name."""

    plans_at_once = False

    def __init__(self, name: str, folder: Path | None) -> None:
        """`name` is an address; in `folder` is kept which rows were shown last."""
        super().__init__([], None)
        self._client = Client(address(name), os.environ)
        self._store = Store(self._client)
        file = folder / f"engine-{crc32(name.encode()):08x}.db" if folder else None
        self.last_search = LastSearch(lambda: file)

    @property
    def requests(self) -> int:
        """How many there have been."""
        return self._client.requests

    @property
    def desk(self) -> AtDesk:
        """What a reader says is said of files."""
        return cast(AtDesk, NoDesk())

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    @contextmanager
    def still(self, *, within: float = 0.0) -> Iterator[None]:
        """Within the block what was read once is not read again."""
        self._is_still = True
        try:
            yield
        finally:
            self._is_still = False

    def _asked(
        self,
        question: Callable[[Index], Result],
        numbers: Callable[[Result], Iterable[int]] = lambda answer: (),
        *,
        refresh: bool = False,
        again: bool = False,
        of: Index | None = None,
    ) -> Result:
        """What the engine answers: the question is put again until nothing in it is a guess."""
        store, asking = self._store, self._store.asking
        if not (again or self._is_still):
            store.forget()
        with self._client.understood():
            for round_ in range(MOST_ROUNDS):
                for hopes in (True, False):  # so that what either comes to is asked together
                    asking.begin(hopes=hopes, is_first=round_ == 0)
                    store.measure()
                    try:
                        answer = question(cast(Index, store))
                        if not asking.has_guessed:
                            return answer
                    except Wait:
                        pass
                    except NewscliError:
                        if not asking.has_guessed:
                            raise
                    asking.version += 1  # what was planned on guesses is of no use
                asking.fetch()
        raise AssertionError(f"no answer after {MOST_ROUNDS} requests")

    def _streamed(
        self,
        stream: Callable[[Index], Iterator[Record]],
        count: int | None,
        of: Index | None = None,
    ) -> Iterator[Record]:
        """What the engine streams."""
        with self._client.understood():
            yield from stream(cast(Index, self._store))

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """As `Archive.articles`."""
        self._store.asking.is_firm = True
        with self._client.understood():
            yield from self._store.articles(None if numbers is None else [*numbers])

    def summaries_of(self, numbers: Iterable[int], *, details: bool = False) -> Iterator[Summary]:
        """As `Archive.summaries_of`."""
        with self._client.understood():
            found = self._store.summaries_of(numbers)
            yield from self._store.with_details(found) if details else found

    # What an engine has not

    def known_relatives(self, numbers: Sequence[int]) -> dict[int, list[Relative]]:
        """None is known."""
        return {}

    def same_stories(self, numbers: Iterable[int]) -> dict[int, int]:
        """None is known."""
        return {}

    def _compared(self, question: object, progress: object) -> NoReturn:
        raise UsageError(NOT_OF_FILES.format("stories"))

    def ledgers(self, paths: object = (), filters: object = None) -> NoReturn:
        """There are no documents to look at."""
        raise UsageError(NOT_OF_FILES.format("documents to check"))

    def unread_documents(self, paths: object = ()) -> NoReturn:
        """There are no documents to look at."""
        raise UsageError(NOT_OF_FILES.format("documents to check"))

    def outside(self, paths: Sequence[str]) -> list[str]:
        """No path is one of an engine's."""
        return [*paths]

    def lines(self, paths: object) -> NoReturn:
        """There are no documents to look at."""
        raise UsageError(NOT_OF_FILES.format("documents to check"))

    def location(self, article: Article) -> NoReturn:
        """There is no document to open."""
        raise UsageError(NOT_OF_FILES.format("documents to open"))

    def source_lines(self, article: Article) -> NoReturn:
        """There is no document to open."""
        raise UsageError(NOT_OF_FILES.format("documents to open"))


class NoDesk:
    """What a reader says of articles, where nothing can be said."""

    def has_marks(self) -> bool:
        """Nothing ever was."""
        return False

    def mark_read(self, numbers: Iterable[int]) -> None:
        """It is not kept."""

    def tags(self, numbers: Iterable[int]) -> dict[int, list[str]]:
        """There are none."""
        return {}

    def articles_with_tags(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles, of which nothing is said."""
        return iter(articles)

    @property
    def files(self) -> NoReturn:
        """Searches are kept of files."""
        raise UsageError(NOT_OF_FILES.format("kept searches"))

    def tag_counts(self) -> dict[str, int]:
        """There are none."""
        return {}

    def change(self, *_: object) -> NoReturn:
        """Nothing can be said."""
        raise DeskError("tags", "an engine's archive keeps none; those of files are kept here")

    def resolved(self, index: Index, query: str, filters: Filters | None) -> Filters | None:
        """The filters, if they ask nothing of a desk."""
        if (filters and (filters.tag or filters.new)) or asks_desk(query):
            raise UsageError(NOT_OF_FILES.format("tags, nor what is new"))
        return filters
