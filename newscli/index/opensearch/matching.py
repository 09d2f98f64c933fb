"""Which articles of an engine's archive match, as `index.matching` tells of a file's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from math import prod
from typing import TYPE_CHECKING

from newscli.index.matching import Best, Selection
from newscli.index.opensearch.asking import Wait
from newscli.index.opensearch.client import Json
from newscli.index.opensearch.layout import LARGEST_PAGE, stored_of
from newscli.index.opensearch.queries import ranking, selecting
from newscli.index.sought import NEVER, All, Any, Run, Sought, Without, all_of, any_of, is_never

if TYPE_CHECKING:
    from newscli.index.opensearch.store import Store

EVERYTHING = Selection()
LISTED_AT_ONCE = 16  # lists of up to 10,000 numbers in an answer: some megabytes
ENOUGH = 4  # times as many as are wanted, by a guess: what is asked after that is not needed
CERTAIN = 100  # articles that a guess expects; with fewer, words of one story go together


class EngineMatching:
    """All questions that search puts to the engine."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asking = store.asking

    def ahead(
        self,
        asked: Iterable[tuple[Sought, int]],
        selection: Selection,
        wanted: int = 0,
        beside: Iterable[tuple[Sought, int]] = (),
    ) -> None:
        """As `Matching.ahead`: they go with the next request.  Raises `Wait` after guesses.

        In the midst of a ranking, the words of what has been found go with it, too."""
        others = [*beside]  # which looks words up
        asking, is_guess = self._asking, self._asking.has_guessed
        is_midst = asking.is_firm
        if is_guess and not asking.fetched:  # it is of words that may not be there
            raise Wait
        for sought, limit in others:
            self._note(sought, EVERYTHING, limit)
        found = 0.0
        for sought, limit in asked:
            if is_midst and limit and asking.is_new(self._named(sought, selection, limit)):
                asking.presume()
            self._note(sought, selection, limit)
            found += self._likely(sought) * self._store.size
            if wanted and found > ENOUGH * wanted:
                break
        if is_guess and not asking.is_presumed:
            raise Wait
        asking.is_firm = not asking.is_presumed

    def _note(self, sought: Sought, selection: Selection, limit: int) -> None:
        if limit:
            self._note_best(sought, selection, limit)
        else:
            self._note_count(sought, selection)

    def best(self, sought: Sought, selection: Selection, limit: int) -> Best:
        """As `Matching.best`, always of all there are."""
        key, asking = self._named(sought, selection, limit), self._asking
        nothing: list[int] = []
        if asking.is_refining and asking.is_new(key):
            if asking.is_spent:
                return Best(asking.held(asking.instead, nothing))
            if asking.is_presumed:
                asking.instead = key
        self._note_best(sought, selection, limit)
        return Best(asking.had(key, nothing))

    @contextmanager
    def refining(self) -> Iterator[None]:
        """As `Matching.refining`."""
        self._asking.is_refining = True
        try:
            yield
        finally:
            self._asking.is_refining = False

    def _named(self, sought: Sought, selection: Selection, limit: int) -> tuple[object, ...]:
        """What names a question for the best."""
        return (min(limit, LARGEST_PAGE), *self._key("best", sought, selection))

    def _note_best(self, sought: Sought, selection: Selection, limit: int) -> None:
        """Have the best asked for."""

        def body() -> Json:
            query = ranking(sought, selection, self._store.said)
            size = min(limit, LARGEST_PAGE)
            return {"query": query, "size": size, "track_total_hits": True}

        def read(answer: Json) -> list[int]:
            total = answer["hits"]["total"]["value"]
            self._asking.hold(self._key("count", sought, selection), total)
            found = self._store.hold(answer)
            self._asking.hold(self._named(sought, selection, limit), found)
            return found

        key = self._named(sought, selection, limit)
        self._asking.note(key, self._asking.articles, body, read)

    def count(self, sought: Sought, selection: Selection) -> int:
        """As `Matching.count`."""
        return self._asking.had(self._note_count(sought, selection), 0)

    def _note_count(self, sought: Sought, selection: Selection) -> tuple[str, ...]:
        """Have a count asked for; what names the question."""

        def read(answer: Json) -> int:
            total = int(answer["hits"]["total"]["value"])
            self._asking.hold(self._key("count", sought, selection), total)
            return total

        key = self._key("count", sought, selection)
        self._asking.note(
            key,
            self._asking.articles,
            lambda: {
                "query": selecting(sought, selection, self._store.said),
                "size": 0,
                "track_total_hits": True,
            },
            read,
        )
        return key

    def any(self, sought: Sought) -> bool:
        """As `Matching.any`; guessed by how common the words are."""
        if is_never(self._there(sought)):
            return False

        def read(answer: Json) -> bool:
            found = bool(answer["hits"]["total"]["value"] > 0)
            self._asking.hold(self._key("any", sought), found)
            return found

        return self._asking.known(
            self._key("any", sought),
            self._guess(sought),
            self._asking.articles,
            lambda: {
                "query": selecting(sought, EVERYTHING, self._store.said),
                "size": 0,
                "track_total_hits": 1,
                "terminate_after": 1,
            },
            read,
        )

    def _guess(self, sought: Sought) -> bool:
        """Whether any article is likely to have it; where that is open, as the question hopes."""
        expected = self._likely(sought) * self._store.size
        return expected > CERTAIN or (expected > 0 and self._asking.hopes)

    def _likely(self, sought: Sought) -> float:
        """The share of the articles that match, if words stand apart by chance: of alternatives the
        commonest, of words side by side as many as can be."""
        match sought:
            case Run(words):
                counts = [self._store.vocabulary.known(word) for word in words]
                known = [count for count in counts if count is not None]
                return min(1.0, min(known) / (self._store.size or 1)) if known else 1.0
            case All(parts):
                return prod(map(self._likely, parts))
            case Any(parts):
                return max(map(self._likely, parts), default=0.0)
            case Without(wanted, _):
                return self._likely(wanted)
            case _:
                return 1.0

    def _key(
        self, what: str, sought: Sought, selection: Selection = EVERYTHING
    ) -> tuple[str, str, str]:
        """What names a question: the same when some of its words turn out not to be there.

        As tuples, `All` and `Any` of the same parts are equal.
        """
        return what, repr(self._there(sought)), repr(selection)

    def _there(self, sought: Sought) -> Sought:
        """What is sought, without what no article is known to have."""
        match sought:
            case Run(words, None, False):
                is_gone = 0 in map(self._store.vocabulary.known, words)
                is_gone |= not self._asking.held(
                    ("any", repr(sought), repr(EVERYTHING)), guess=True
                )
                return NEVER if is_gone else sought
            case All(parts):
                every = [self._there(part) for part in parts]
                return NEVER if any(map(is_never, every)) else all_of(every)
            case Any(parts):
                every = [self._there(part) for part in parts]
                return any_of(one for one in every if not is_never(one))
            case _:
                return sought

    def extent(self) -> tuple[int, float]:
        """As `Matching.extent`."""
        articles, mean, _ = self._store.measured()
        return articles, mean

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, str]]:
        """As `Matching.texts`."""
        for source in self._store.known(numbers):
            text = stored_of(source)
            headline = "" if source["record"]["derived"] else text.headline
            yield source["number"], headline, text.captions, text.body

    def numbers(
        self,
        sought: Sought,
        selection: Selection,
        order: str = "number",
        limit: int = -1,
        offset: int = 0,
    ) -> list[int]:
        """As `Matching.numbers`."""
        if self._asking.has_guessed:
            raise Wait
        query = selecting(sought, selection, self._store.said)
        end = None if limit < 0 else offset + limit
        return self._store.numbered(query, order, end)[offset:]

    def having(
        self, asked: Iterable[Sought], among: Sequence[Collection[int] | None]
    ) -> Iterator[Sequence[int]]:
        """As `Matching.having`, many in one request."""
        if self._asking.has_guessed:
            raise Wait
        rest = (selecting(sought, EVERYTHING, self._store.said) for sought in asked)
        sets = [None if numbers is None else frozenset(numbers) for numbers in among]
        while some := [*islice(rest, LISTED_AT_ONCE)]:
            for found in self._store.each_numbered(some):
                yield [len(found if one is None else one.intersection(found)) for one in sets]
