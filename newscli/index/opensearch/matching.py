"""Which articles of an engine's archive match, as `index.matching` tells of a file's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newscli.index.matching import Selection
from newscli.index.opensearch.client import Json
from newscli.index.opensearch.layout import LARGEST_PAGE, stored_of
from newscli.index.opensearch.queries import ranking, selecting
from newscli.index.sought import Sought

if TYPE_CHECKING:
    from newscli.index.opensearch.store import Store

POOL = 200  # articles that are ranked anew at the least, as the engine's own order is another


class EngineMatching:
    """All questions that search puts to the engine."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asking = store.asking

    def best(self, sought: Sought, selection: Selection, limit: int) -> tuple[list[int], bool]:
        """As `Matching.best`; no fewer than `POOL`, and always of all there are."""

        def body() -> Json:
            size = min(max(limit, POOL), LARGEST_PAGE) if limit > 1 else 1
            query = ranking(sought, selection)
            return {"query": query, "size": size, "track_total_hits": True}

        def read(answer: Json) -> list[int]:
            self._asking.hold(_key("count", sought, selection), answer["hits"]["total"]["value"])
            return self._store.hold(answer)

        nothing: list[int] = []
        key = (limit, *_key("best", sought, selection))
        return self._asking.known(key, nothing, self._asking.articles, body, read), False

    def count(self, sought: Sought, selection: Selection) -> int:
        """As `Matching.count`."""
        return self._asking.known(
            _key("count", sought, selection),
            0,
            self._asking.articles,
            lambda: {"query": selecting(sought, selection), "size": 0, "track_total_hits": True},
            lambda answer: int(answer["hits"]["total"]["value"]),
        )

    def any(self, sought: Sought) -> bool:
        """As `Matching.any`; guessed to be so."""
        return self._asking.known(
            _key("any", sought, Selection()),
            True,
            self._asking.articles,
            lambda: {
                "query": selecting(sought, Selection()),
                "size": 0,
                "track_total_hits": 1,
                "terminate_after": 1,
            },
            lambda answer: answer["hits"]["total"]["value"] > 0,
        )

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
        if self._asking.is_guessing:
            return []
        query = selecting(sought, selection)
        end = None if limit < 0 else offset + limit
        pages = self._store.pages(query, order, end, LARGEST_PAGE, ["number"])
        return [source["number"] for source in islice(pages, offset, None)]


def _key(what: str, sought: Sought, selection: Selection) -> tuple[str, str, str]:
    """What names a question; as tuples, `All` and `Any` of the same parts are equal."""
    return what, repr(sought), repr(selection)
