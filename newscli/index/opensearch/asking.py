"""What has to be asked of an engine, gathered until nothing can be answered without it.

A question is put to the store as to the local one, a hundred small look-ups one after another.
What is not known yet is guessed and noted; when the question has run to its end, all that was noted
is asked in one request, and the question is put again.  A guess never reaches an answer: that
stands only when nothing had to be guessed.  So a search takes as many round trips as its look-ups
hang on each other, not as many as there are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple, TypeVar

from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.layout import names

Value = TypeVar("Value")


class Needed(NamedTuple):
    """A search that is to be sent."""

    of: str
    """The index that is asked."""
    body: Json
    keep: Callable[[Json], None]
    """What takes the answer down."""


class Asking:
    """What is known of an engine's archive, and what is to be asked next."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.articles, self.words = names(client.address.name)
        self.version = 0
        """Another when more is known."""
        self._known: dict[Hashable, Any] = {}
        self._wanted: dict[Hashable, Needed] = {}
        self._gathered: list[Callable[[], Iterable[Needed]]] = []

    @property
    def is_guessing(self) -> bool:
        """Whether anything has been guessed since the last request."""
        return bool(self._wanted) or any(True for gather in self._gathered for _ in gather())

    def gather(self, wanted: Callable[[], Iterable[Needed]]) -> None:
        """Ask this, too, for what look-ups have in common."""
        self._gathered.append(wanted)

    def known(
        self,
        key: Hashable,
        guess: Value,
        index: str,
        body: Callable[[], Json],
        read: Callable[[Json], Value],
    ) -> Value:
        """What is known under a key; else a guess, and the search is noted whose answer tells."""
        if key in self._known:
            found: Value = self._known[key]
            return found
        if key not in self._wanted:

            def keep(answer: Json) -> None:
                self._known[key] = read(answer)

            self._wanted[key] = Needed(index, body(), keep)
        return guess

    def hold(self, key: Hashable, value: object) -> None:
        """Take down what another answer has told."""
        self._known[key] = value

    def fetch(self) -> bool:
        """Ask what has been noted; whether that was anything.  Raises `EngineError`."""
        wanted = [*self._wanted.values(), *(one for gather in self._gathered for one in gather())]
        self._wanted.clear()
        if not wanted:
            return False
        answers = self.client.searched([(one.of, one.body) for one in wanted])
        for one, answer in zip(wanted, answers, strict=True):
            one.keep(answer)
        self.version += 1
        return True

    def forget(self) -> None:
        """Know nothing any more: the archive may have changed."""
        self._known.clear()
        self._wanted.clear()
        self.version += 1
