"""What has to be asked of an engine, gathered until nothing can be answered without it.

A question is put to the store as to the local one, a hundred small look-ups one after another.
What is not known yet is guessed and noted; when the question has run to its end, or can go no
further on guesses, all that was noted is asked in one request, and the question is put again.
Once it goes on from what is known alone (`is_firm`), it is not put again: what is unknown then is
asked at once, with all that was noted before.  A guess never reaches an answer.  So a search takes
as many round trips as its look-ups hang on each other, not as many as there are, and no more than
`MOST` for the order of what it shows: the last of these asks what would be asked after it by what
is known so far, and that has to do (`is_refining`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.layout import names
from newscli.tuples import NamedTuple

Value = TypeVar("Value")

MOST = 4  # round trips of a search: over a far line, each takes as long as all the rest


class Wait(Exception):
    """A question can go no further before what has been noted is known."""


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
        self.is_firm = False
        """Whether nothing that the question goes by was guessed."""
        self.is_presumed = False
        """Whether the question goes on without what it is about to ask, to tell what else it is
        likely to ask."""
        self.has_guessed = False
        """Whether anything was guessed since the last request."""
        self.is_refining = False
        """Whether what is asked only says of what a page is filled with, and in which order."""
        self.fetched = 0
        """How many requests there have been for this question."""
        self.instead: Hashable = None
        """What was asked last in place of what would refine an answer and is no longer asked."""
        self.hopes = True
        """Whether words that are not known are guessed to be there."""
        self._known: dict[Hashable, Any] = {}
        self._wanted: dict[Hashable, Needed] = {}
        self._gathered: list[Callable[[], Iterable[Needed]]] = []

    def _noted(self) -> Iterator[Needed]:
        """What is to be asked; what looks words up first, as the rest is kept by what is there."""
        yield from (one for gather in self._gathered for one in gather())
        yield from self._wanted.values()

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
        self.note(key, index, body, read)
        return self.had(key, guess)

    def had(self, key: Hashable, guess: Value) -> Value:
        """What is known under a key that has been noted; else a guess."""
        if key not in self._known and not self.guess():
            self.fetch()
        return self.held(key, guess)

    def guess(self) -> bool:
        """Whether what is not known is to be guessed; else it is to be asked now."""
        self.has_guessed |= not self.is_firm
        return not self.is_firm

    def open(self) -> None:
        """Take up another question."""
        self.fetched, self.instead = 0, None

    def begin(self, *, hopes: bool) -> None:
        """Put the question, as far as it goes."""
        self.hopes = hopes
        self.is_firm = self.is_presumed = self.has_guessed = False

    @property
    def is_last(self) -> bool:
        """Whether what refines an answer is asked with the next request or not at all."""
        return self.is_refining and self.fetched == MOST - 1

    @property
    def is_spent(self) -> bool:
        """Whether what refines an answer is no longer asked."""
        return self.is_refining and self.fetched >= MOST

    def presume(self) -> None:
        """Go on by guesses, though what has been noted last could be asked now."""
        self.is_firm, self.is_presumed = False, True

    def is_new(self, key: Hashable) -> bool:
        """Whether something has neither been asked nor noted."""
        return key not in self._known and key not in self._wanted

    def note(
        self, key: Hashable, index: str, body: Callable[[], Json], read: Callable[[Json], object]
    ) -> None:
        """Have something asked with the next request, unless it is known."""
        if not self.is_new(key):
            return

        def keep(answer: Json) -> None:
            self._known[key] = read(answer)

        self._wanted[key] = Needed(index, body(), keep)

    def held(self, key: Hashable, guess: Value) -> Value:
        """What is known under a key; else this."""
        found: Value = self._known.get(key, guess)
        return found

    def hold(self, key: Hashable, value: object) -> None:
        """Keep what another answer says."""
        self._known[key] = value

    def fetch(self) -> None:
        """Ask what has been noted.  Raises `EngineError`."""
        wanted = [*self._noted()]
        self._wanted.clear()
        self.fetched += 1
        answers = self.client.searched([(one.of, one.body) for one in wanted])
        for one, answer in zip(wanted, answers, strict=True):
            one.keep(answer)
