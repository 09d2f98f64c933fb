"""An archive that an engine holds: asked the same as one of files, and brought there by a load.

What an engine has not is refused in a line: documents, stories, and what is new to a reader.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from newscli.archive import Archive
from newscli.archive.at_desk import AtDesk, changed
from newscli.archive.current import Record, Result
from newscli.archive.last_search import LastSearch
from newscli.errors import NewscliError, UsageError
from newscli.index import Index
from newscli.index.holdings import Holdings
from newscli.index.matching import Selection
from newscli.index.opensearch.address import address
from newscli.index.opensearch.asking import Wait
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.store import Store
from newscli.index.sought import Tagged
from newscli.records import Article, Summary

MOST_ROUNDS = 30
"""Requests that one question may take: none takes more than a few, but a loop would never end."""


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

    reads_at_once = False

    def __init__(self, name: str, folder: Path | None) -> None:
        """`name` is an address; in `folder` is kept which rows were shown last."""
        super().__init__([], None)
        self._client = Client(address(name), os.environ)
        self.forget()
        file = folder / f"engine-{crc32(name.encode()):08x}.db" if folder else None
        self.last_search = LastSearch(lambda: file)

    @property
    def desk(self) -> AtDesk:
        """What the reader says of the articles."""
        return _EngineDesk(self, self._desk)

    @property
    def requests(self) -> int:
        """How many there have been."""
        return self._client.requests

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def forget(self) -> None:
        """Know nothing any more: the archive may have changed."""
        self._store = Store(self._client)

    def _asked(
        self,
        question: Callable[[Holdings], Result],
        numbers: Callable[[Result], Iterable[int]] = lambda answer: (),
        *,
        refresh: bool = False,
        again: bool = False,
        of: Index | None = None,
    ) -> Result:
        """What the engine answers: the question is put again until nothing in it is a guess."""
        if not (again or self._is_still):
            self.forget()
        store, asking = self._store, self._store.asking
        with self._client.understood():
            asking.open()
            for _ in range(MOST_ROUNDS):
                for hopes in (True, False):  # so that what either comes to is asked together
                    asking.begin(hopes=hopes)
                    store.measure()
                    try:
                        answer = question(store)
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
        stream: Callable[[Holdings], Iterator[Record]],
        count: int | None,
        of: Index | None = None,
    ) -> Iterator[Record]:
        self._store.asking.is_firm = True
        with self._client.understood():
            yield from stream(self._store)


class _EngineDesk(AtDesk):
    """The desk beside an engine's articles, whose tags go by their texts alone: where an engine's
    documents lay is no place on this machine, and the engine is told nothing but which are sought.
    """

    _archive: EngineArchive

    def know_tags(self, held: Holdings) -> None:
        """Have the ids at hand that a tag stands for."""
        said, problem = self.files.marks.said()
        if problem:
            self.warn(problem)
        contents: dict[str, list[str]] = {}
        for one in said:
            for tag in one.tags:
                contents.setdefault(tag, []).append(one.article.id)
        self._archive._store.said = contents

    def _tags_of(self, records: Sequence[Summary | Article]) -> dict[int, list[str]]:
        said = {one.article.id: sorted(one.tags) for one in self.files.marks.said()[0] if one.tags}
        found = {one.number: said.get(one.id.partition("-")[0]) for one in records}
        return {number: tags for number, tags in found.items() if tags}

    def tags(self, numbers: Iterable[int]) -> dict[int, list[str]]:
        """As `AtDesk.tags`."""
        return self._tags_of([*self._archive.summaries_of(numbers)]) if self.has_marks() else {}

    def tag_counts(self) -> dict[str, int]:
        """As `AtDesk.tag_counts`."""

        def counts(held: Holdings) -> dict[str, int]:
            self.know_tags(held)
            count = held.matching.count
            found = {
                tag: count(Tagged((tag,)), Selection()) for tag in sorted(self._archive._store.said)
            }
            return {tag: articles for tag, articles in found.items() if articles}

        return self._archive._asked(counts)

    def change(
        self, numbers: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> dict[str, int]:
        """As `AtDesk.change`."""
        from newscli.desk.marks import At, Standing

        summaries = [*self._archive.summaries_of(numbers)]
        said = self._tags_of(summaries)
        nowhere = At("", "", 0)
        found = (
            (
                Standing(one.id.partition("-")[0], nowhere, one.headline),
                dict.fromkeys(said.get(one.number, ()), False),
            )
            for one in summaries
        )
        changes, news = changed(found, add, remove)
        if changes:
            self.files.marks.change(changes.values())
            self._archive.forget()
        return dict(news)
