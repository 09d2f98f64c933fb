"""An archive that an engine holds: asked the same as one of files, and brought there by a load.

What an engine has not is refused in a line: documents, stories, and what a reader says.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from newscli.archive import Archive
from newscli.archive.current import Record, Result
from newscli.archive.last_search import LastSearch
from newscli.errors import NewscliError, UsageError
from newscli.index import Index
from newscli.index.holdings import Holdings
from newscli.index.opensearch.address import address
from newscli.index.opensearch.asking import Wait
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.store import Store

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

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

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
        store, asking = self._store, self._store.asking
        if not (again or self._is_still):
            store.forget()
        with self._client.understood():
            for round_ in range(MOST_ROUNDS):
                for hopes in (True, False):  # so that what either comes to is asked together
                    asking.begin(hopes=hopes, is_first=round_ == 0)
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
        """What the engine streams."""
        self._store.asking.is_firm = True
        with self._client.understood():
            yield from stream(self._store)
