"""Taking articles into an engine: in bulk, so that it can be broken off and begun again.

An article's key is made of what it says and where it stands, so the same load twice leaves what
one leaves.  What a document no longer has goes with the batch that brings what it has.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newscli.errors import EngineError
from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.layout import (
    ARTICLES,
    LARGEST_PAGE,
    VOCABULARY,
    document_of,
    names,
)
from newscli.index.opensearch.rolling import roll_up
from newscli.index.prepared import Prepared
from newscli.sources.places import Place, key_of

AT_ONCE = 500  # articles in a request: some megabytes
BYTES = 8 << 20  # of a request; the engine takes 100 MB, and memory for each
NUMBERS = "numbers"  # the state that holds the highest number that was given


class Read(NamedTuple):
    """A document that was read, as far as its articles go."""

    root: str
    path: str
    source: str | None
    """Where its articles are from, where they do not say."""
    format: str
    encoding: str
    articles: list[Prepared]

    @property
    def document(self) -> str:
        """The document, as it is shown."""
        return Place(self.root, self.path, 1).document


class Loaded(NamedTuple):
    """What a load has come to."""

    articles: int = 0
    """Articles of the documents that were read."""
    written: int = 0
    """Those of them that the engine did not have."""
    gone: int = 0
    """Articles that are no more."""


class Loader:
    """Writes documents into an archive, which it makes when there is none."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._articles, self._words = names(client.address.name)
        self.done = Loaded()
        for index, layout in ((self._articles, ARTICLES), (self._words, VOCABULARY)):
            self._make(index, layout)
        client.ask("POST", f"/{self._articles}/_refresh")
        self._is_new = self._count() == 0
        self._is_stale = self._state("stale") != 0  # as a load that was broken off leaves it

    def _make(self, index: str, layout: Json) -> None:
        """Make an index, unless it is there, or another load makes it at this moment."""
        try:
            self._client.ask("PUT", f"/{index}", layout)
        except EngineError as error:
            if "resource_already_exists" not in error.reason:
                raise
            self._client.ask("GET", f"/{index}/_mapping")

    def _count(self) -> int:
        return int(self._client.ask("GET", f"/{self._articles}/_count").get("count", 0))

    def write(self, documents: Iterable[Read]) -> None:
        """Take in these documents: all of their articles, and none that they had before."""
        self._set_state("stale", 1)
        for some in _in_batches(documents):
            self._write(some)

    def _write(self, some: list[Read]) -> None:
        held = {} if self._is_new else self._held([one.document for one in some])
        given: dict[str, tuple[Read, Place, Prepared]] = {}
        for read in some:
            for at, row in enumerate(read.articles, start=1):
                place = Place(read.root, read.path, at)
                given[key_of(row.id, place)] = read, place, row
        new = [key for key, (_, _, row) in given.items() if held.get(key) != row.checksum]
        gone = [key for key in held if key not in given]
        first = self._numbers(len(new))
        now = time.time_ns() // 1000
        actions: list[list[Json]] = [[{"delete": {"_id": key}}] for key in gone]
        for number, key in enumerate(new, start=first):
            read, place, row = given[key]
            source = row.publisher or read.source
            form = (read.format, read.encoding)
            document = document_of(row, place, number, source, form, now)
            actions.append([{"index": {"_id": key}}, document])
        self._client.send(self._articles, actions)
        count, written, left = self.done
        self.done = Loaded(count + len(given), written + len(new), left + len(gone))

    def _held(self, documents: list[str]) -> dict[str, int]:
        """Key → checksum of what the archive has of these documents."""
        found: dict[str, int] = {}
        for start in range(0, len(documents), LARGEST_PAGE):
            some = documents[start : start + LARGEST_PAGE]
            for source in self._all({"terms": {"document": some}}):
                found[source["key"]] = source["check"]
        return found

    def _all(self, query: Json) -> Iterator[Json]:
        """Key, document and checksum of all articles that match, by key."""
        after: list[str] | None = None
        while True:
            body = {
                "query": query,
                "size": LARGEST_PAGE,
                "sort": ["key"],
                "_source": ["key", "check", "document"],
            } | ({"search_after": after} if after else {})
            (answer,) = self._client.searched([(self._articles, body)])
            hits = answer["hits"]["hits"]
            yield from (hit["_source"] for hit in hits)
            if len(hits) < LARGEST_PAGE:
                return
            after = hits[-1]["sort"]

    def prune(self, root: str, seen: Iterable[str]) -> None:
        """Delete the articles of a root whose documents were not among those seen."""
        known = {*seen}
        self._client.ask("POST", f"/{self._articles}/_refresh")
        gone = [
            one["key"]
            for one in self._all({"term": {"root": root}})
            if one["document"] not in known
        ]
        for start in range(0, len(gone), LARGEST_PAGE):
            some = gone[start : start + LARGEST_PAGE]
            self._client.send(self._articles, [[{"delete": {"_id": key}}] for key in some])
        self.done = self.done._replace(gone=self.done.gone + len(gone))

    def _numbers(self, count: int) -> int:
        """The first of so many numbers that nobody else is given."""
        if not count:
            return 0
        for _ in range(100):  # other loads take numbers, too; each time one of them succeeds
            path = f"/{self._words}/_doc/{NUMBERS}"
            held = self._client.ask("GET", path)
            last = held["_source"]["value"] if held.get("found") else 0
            condition = (
                f"if_seq_no={held['_seq_no']}&if_primary_term={held['_primary_term']}"
                if held.get("found")
                else "op_type=create"
            )
            try:
                self._client.ask(
                    "PUT", f"{path}?{condition}", {"kind": "state", "value": last + count}
                )
            except EngineError as error:
                if "version_conflict" in error.reason:
                    continue
                raise
            return int(last) + 1
        raise EngineError(self._client.address.host(0), "too many loads at once")

    def _state(self, name: str) -> int:
        held = self._client.ask("GET", f"/{self._words}/_doc/{name}")
        return int(held["_source"]["value"]) if held.get("found") else 0

    def _set_state(self, name: str, value: int) -> None:
        body = {"kind": "state", "value": value}
        self._client.ask("PUT", f"/{self._words}/_doc/{name}", body)

    def conclude(self) -> None:
        """Count the words anew of all articles; until then searches miss words that are new."""
        client = self._client
        client.ask("POST", f"/{self._articles}/_refresh")
        if self.done.written or self.done.gone or self._is_stale:
            roll_up(client)
        self._set_state("stale", 0)
        client.ask("POST", f"/{self._words}/_refresh")


def _in_batches(documents: Iterable[Read]) -> Iterator[list[Read]]:
    """Documents that go into one request together; a long one goes alone."""
    some: list[Read] = []
    count = size = 0
    for read in documents:
        length = sum(len(row.body) + len(row.details) for row in read.articles)
        if some and (count + len(read.articles) > AT_ONCE or size + length > BYTES):
            yield some
            some, count, size = [], 0, 0
        some.append(read)
        count, size = count + len(read.articles), size + length
    if some:
        yield some
