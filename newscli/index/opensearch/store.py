"""An engine's archive, answering what `index.Index` answers.

What one request cannot hold comes page by page from a point in time, so that all of it is of one
state; a single request is of one state by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from types import MappingProxyType

from newscli.index.opensearch.asking import Asking, Needed, Wait
from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.counting import EngineCounting
from newscli.index.opensearch.layout import BRIEF, LARGEST_PAGE, article_of, sorting, summary_of
from newscli.index.opensearch.matching import EngineMatching
from newscli.index.opensearch.queries import EVERYTHING, NOTHING_SAID, Said
from newscli.index.opensearch.vocabulary import EngineVocabulary
from newscli.index.sought import Sought
from newscli.index.stored import deep_facts
from newscli.records import Article, Corpus, Summary

TEXTS_AT_ONCE = 500  # articles with their texts in an answer: some megabytes
NUMBERS_ALONE = {"stored_fields": "_none_", "docvalue_fields": ["number"]}

KEPT = "2m"  # a point in time, from page to page


class Store:
    """What is held of an archive, to be read.  What was read once is not read again: who asks for
    what is there now makes another."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.asking = Asking(client)
        self.vocabulary = EngineVocabulary(self.asking)
        self.matching = EngineMatching(self)
        self.paths = self
        self.said: Said = NOTHING_SAID
        """What the reader says of articles, where a question asks for that."""
        self.counting = EngineCounting(self)
        self._sources: dict[int, Json] = {}
        self._unread: set[int] = set()
        self.asking.gather(self._wanted)

    @property
    def version(self) -> int:
        """Another when more is known."""
        return self.asking.version

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A store reads nothing twice."""
        yield

    def expect(self, sought: Sought, *, match: bool) -> None:
        """The engine sees to its own soundness."""

    # Articles

    def _wanted(self) -> Iterator[Needed]:
        """The articles that have been asked for by number."""
        if self._unread:
            numbers = sorted(self._unread)[:TEXTS_AT_ONCE]
            body = {"query": {"terms": {"number": numbers}}, "size": len(numbers)}

            def keep(answer: Json) -> None:
                self._sources.update(dict.fromkeys(numbers))
                self.hold(answer)
                self._unread.difference_update(numbers)

            yield Needed(self.asking.articles, body, keep)

    def hold(self, answer: Json) -> list[int]:
        """Keep the articles of an answer; their numbers, in its order."""
        sources = [hit["_source"] for hit in answer["hits"]["hits"]]
        self._sources.update((source["number"], source) for source in sources)
        return [source["number"] for source in sources]

    def known(self, numbers: Iterable[int]) -> Iterator[Json]:
        """What is held of these articles.  Raises `Wait` where it has to be asked after guesses."""
        given = [*numbers]
        self._unread.update(number for number in given if number not in self._sources)
        while self._unread:
            if self.asking.guess():
                raise Wait
            self.asking.fetch()
        yield from (source for number in given if (source := self._sources.get(number)))

    def articles(self, numbers: Iterable[int] | None = None) -> Iterator[Article]:
        """As `Index.articles`."""
        if numbers is None:
            for hit in self.pages(EVERYTHING, "number", None, TEXTS_AT_ONCE):
                yield article_of(hit["_source"])
            return
        wanted = iter(numbers)
        while some := [*islice(wanted, TEXTS_AT_ONCE)]:
            yield from map(article_of, self.known(some))

    def summaries(
        self, limit: int | None = None, sort: str = "number", *, reverse: bool = False
    ) -> Iterator[Summary]:
        """As `Index.summaries`."""
        size = LARGEST_PAGE // 2
        pages = self.pages(EVERYTHING, sort, limit, size, {"_source": BRIEF}, reverse=reverse)
        yield from (summary_of(hit["_source"]) for hit in pages)

    def summaries_of(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """As `Index.summaries_of`."""
        wanted = iter(numbers)
        while some := [*islice(wanted, LARGEST_PAGE // 2)]:
            body = {"query": {"terms": {"number": some}}, "size": len(some), "_source": BRIEF}
            (answer,) = self._client.searched([(self.asking.articles, body)])
            found = {hit["_source"]["number"]: hit["_source"] for hit in answer["hits"]["hits"]}
            yield from (summary_of(found[number]) for number in some if number in found)

    def with_details(self, summaries: Iterable[Summary]) -> Iterator[Summary]:
        """As `Index.with_details`."""
        rest = iter(summaries)
        while some := [*islice(rest, TEXTS_AT_ONCE)]:
            body = {
                "query": {"terms": {"number": [one.number for one in some]}},
                "size": len(some),
                "_source": ["number", "record.details"],
            }
            (answer,) = self._client.searched([(self.asking.articles, body)])
            sources = [hit["_source"] for hit in answer["hits"]["hits"]]
            found = {one["number"]: deep_facts(one["record"]["details"]) for one in sources}
            yield from (one._replace(deep=found.get(one.number, ())) for one in some)

    def values(self, kind: str) -> list[str]:
        """As `Index.values`."""
        return [name for name, _ in self.counting.column(kind).most_first()]

    def source_of(self, article: Article) -> str | None:
        """As `Paths.source_of`."""
        source = self._sources.get(article.number)
        return source["record"]["source"] if source else article.publisher

    def pages(
        self,
        query: Json,
        order: str,
        limit: int | None,
        size: int,
        request: Mapping[str, object] = MappingProxyType({}),
        *,
        reverse: bool = False,
    ) -> Iterator[Json]:
        """The articles that match, in an order, with all of them or what `request` names."""
        body: Json = {"query": query, "sort": sorting(order, reverse=reverse), **request}
        first = size if limit is None else min(size, limit)
        (answer,) = self._client.searched([(self.asking.articles, body | {"size": first})])
        hits = answer["hits"]["hits"]
        if first == limit or len(hits) < first:
            yield from hits
            return
        opened = self._client.ask(
            "POST", f"/{self.asking.articles}/_search/point_in_time?keep_alive={KEPT}"
        )
        try:
            at = {"pit": {"id": opened["pit_id"], "keep_alive": KEPT}}
            yield from islice(self._client.hits(None, body | at, size), limit)
        finally:
            self._client.ask("DELETE", "/_search/point_in_time", {"pit_id": [opened["pit_id"]]})

    # What there is

    def measure(self) -> None:
        """Have asked with the next request what nearly every question comes to."""
        sums: Json = {
            "tokens": {"avg": {"field": "tokens"}},
            "documents": {"filter": {"term": {"is_first": True}}},
        }

        def read(answer: Json) -> tuple[int, float, int]:
            found = answer["aggregations"]
            mean = found["tokens"]["value"] or 0.0
            count = int(answer["hits"]["total"]["value"])
            return count, float(mean), int(found["documents"]["doc_count"])

        self.asking.note(
            "extent",
            self.asking.articles,
            lambda: {"size": 0, "track_total_hits": True, "aggs": sums},
            read,
        )

    def measured(self) -> tuple[int, float, int]:
        """How many articles, words of one on average, documents."""
        self.measure()
        return self.asking.had("extent", (1, 300.0, 1))

    @property
    def size(self) -> int:
        """How many articles there are, for guesses."""
        return self.asking.held("extent", (1,))[0]

    def count(self) -> int:
        """As `Index.count`."""
        return self.measured()[0]

    def counts(self) -> tuple[int, int]:
        """As `Index.counts`."""
        articles, _, documents = self.measured()
        return articles, documents

    def numbers(self, sort: str = "number", *, reverse: bool = False) -> list[int]:
        """As `Index.numbers`."""
        return self.numbered(EVERYTHING, sort, reverse=reverse)

    def numbered(
        self, query: Json, order: str, limit: int | None = None, *, reverse: bool = False
    ) -> list[int]:
        """The numbers of the articles that match, in an order."""
        hits = self.pages(query, order, limit, LARGEST_PAGE, NUMBERS_ALONE, reverse=reverse)
        return [hit["fields"]["number"][0] for hit in hits]

    def each_numbered(self, queries: Sequence[Json]) -> Iterator[list[int]]:
        """The numbers of the articles that match each of these, ascending."""
        request = {"sort": sorting("number"), "size": LARGEST_PAGE, **NUMBERS_ALONE}
        answers = self._client.searched(
            [(self.asking.articles, {"query": query, **request}) for query in queries]
        )
        for query, answer in zip(queries, answers, strict=True):
            hits = answer["hits"]["hits"]
            if len(hits) < LARGEST_PAGE:
                yield [hit["fields"]["number"][0] for hit in hits]
            else:
                yield self.numbered(query, "number")

    def corpus(self) -> Corpus:
        """As `Index.corpus`; the fingerprint is of how many there are and of the newest."""
        articles, _, documents = self.measured()
        return Corpus(documents, articles, f"{articles:08x}")

    def has(self, number: int) -> bool:
        """As `Index.has`."""
        if number not in self._sources:
            self._unread.add(number)
            if self.asking.guess():
                return True
            self.asking.fetch()
        return self._sources[number] is not None

    def numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """As `Index.numbers_of`."""
        wanted = sorted({*ids})
        nothing: dict[str, int] = {}
        return self.asking.known(
            ("ids", *wanted),
            nothing,
            self.asking.articles,
            lambda: {"query": {"terms": {"key": wanted}}, "size": len(wanted)},
            lambda answer: {self._sources[n]["key"]: n for n in self.hold(answer)},
        )

    def ids_starting_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """As `Index.ids_starting_with`."""
        nothing: list[tuple[str, int]] = []
        return self.asking.known(
            ("prefix", prefix, limit),
            nothing,
            self.asking.articles,
            lambda: {"query": {"prefix": {"key": prefix}}, "size": limit, "sort": ["number"]},
            lambda answer: [(self._sources[n]["key"], n) for n in self.hold(answer)],
        )
