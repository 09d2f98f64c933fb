"""Taking articles into an engine: in bulk, so that it can be broken off and begun again.

An article's key is made of what it says and where it stands, so the same load twice leaves what
one leaves.  What a document no longer has goes with its last part.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from newscli.errors import EngineError
from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.layout import (
    ARTICLES,
    LARGEST_PAGE,
    NEVER,
    PARTED,
    SETTLED,
    VOCABULARY,
    WORDS_AT_ONCE,
    document_of,
    names,
    stems_of,
)
from newscli.index.prepared import Prepared
from newscli.index.vocabulary import repairable
from newscli.sources.places import Place, key_of
from newscli.text.skeletons import skeletons
from newscli.tuples import NamedTuple

AT_ONCE = 500  # articles in a request: some megabytes
BYTES = 8 << 20  # of a request; the engine takes 100 MB, and memory for each
NUMBERS = "numbers"  # the state that holds the highest number that was given


class Instalment(NamedTuple):
    """A document, or as much of a long one as is held at a time."""

    root: str
    path: str
    source: str | None
    """Where its articles are from, where they do not say."""
    form: tuple[str, str]
    """Format and encoding."""
    articles: list[Prepared]
    begins: bool
    """Whether the document begins here, and what came of it before does not count."""
    ends: bool

    @property
    def document(self) -> str:
        """The document, as it is shown."""
        return Place(self.root, self.path, 1).document


class _Begun(NamedTuple):
    """A document of which more may come."""

    held: dict[str, int]
    """Key → checksum of what the archive had of it."""
    given: set[str]
    """Keys of what it has."""


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
        self._open: dict[str, _Begun] = {}
        for index, layout in ((self._articles, ARTICLES), (self._words, VOCABULARY)):
            self._make(index, layout)
        self._count()  # for a shard that is lost, a refresh would wait a minute
        client.ask("POST", f"/{self._articles}/_refresh")
        self._is_new = self._count() == 0
        stale = client.ask("GET", f"/{self._words}/_doc/stale")
        # As a load that was broken off leaves it.
        self._is_stale = bool(stale.get("found")) and int(stale["_source"]["value"]) != 0

    def _make(self, index: str, layout: Json) -> None:
        """Make an index, unless it is there, or another load makes it at this moment."""
        try:
            self._client.ask("PUT", f"/{index}", layout)
        except EngineError as error:
            if "resource_already_exists" not in error.reason:
                raise
            self._client.ask("GET", f"/{index}/_mapping")

    def _count(self) -> int:
        """How many articles there are; it is noted when the last of them came."""
        latest = {"size": 1, "sort": [{"loaded": "desc"}], "_source": ["loaded"]}
        body = latest | {"track_total_hits": True}
        (answer,) = self._client.searched([(self._articles, body)])
        found = answer["hits"]["hits"]
        self._last = int(found[0]["_source"]["loaded"]) if found else 0
        return int(answer["hits"]["total"]["value"])

    def write(self, parts: Iterable[Instalment]) -> None:
        """Take in documents, each part after part: all of their articles, and none that they had
        before."""
        self._set_stale(1)
        for some in _in_batches(parts):
            self._write(some)
        void = [key for held, given in self._open.values() for key in given - held.keys()]
        self._client.send(self._articles, [[{"delete": {"_id": key}}] for key in void])
        self._open.clear()

    def _write(self, some: list[Instalment]) -> None:
        self._begin({part.document for part in some if part.begins})
        new: list[tuple[str, Instalment, Place, Prepared]] = []
        gone: list[str] = []
        for part in some:
            held, given = self._open[part.document]
            for at, row in enumerate(part.articles, start=len(given) + 1):
                place = Place(part.root, part.path, at)
                key = key_of(row.id, place)
                given.add(key)
                if held.get(key) != row.checksum:
                    new.append((key, part, place, row))
            if part.ends:
                del self._open[part.document]
                gone += held.keys() - given
        first = self._numbers(len(new))
        # After all that came before, also if a clock was ahead then: else it is not new.
        self._last = max(time.time_ns() // 1000, self._last + 1)
        actions: list[list[Json]] = [[{"delete": {"_id": key}}] for key in gone]
        for number, (key, part, place, row) in enumerate(new, start=first):
            source = row.publisher or part.source
            document = document_of(row, place, number, source, part.form, self._last)
            actions.append([{"index": {"_id": key}}, document])
        self._client.send(self._articles, actions)
        count, written, left = self.done
        count += sum(len(part.articles) for part in some)
        self.done = Loaded(count, written + len(new), left + len(gone))

    def _begin(self, documents: set[str]) -> None:
        """Look up what the archive has of these documents; what has been written of one that
        begins anew is that, too."""
        begun = {document: _Begun({}, set()) for document in documents}
        for document in documents & self._open.keys():
            begun[document].held.update(dict.fromkeys(self._open[document].given, -1))
        wanted = [] if self._is_new else sorted(documents)
        for start in range(0, len(wanted), LARGEST_PAGE):
            some = wanted[start : start + LARGEST_PAGE]
            for source in self._all({"terms": {"document": some}}):
                begun[source["document"]].held[source["key"]] = source["check"]
        self._open |= begun

    def _all(self, query: Json) -> Iterator[Json]:
        """Key, document and checksum of all articles that match, by key."""
        body = {"query": query, "sort": ["key"], "_source": ["key", "check", "document"]}
        hits = self._client.hits(self._articles, body, LARGEST_PAGE)
        return (hit["_source"] for hit in hits)

    def prune(self, root: str, seen: Iterable[str]) -> None:
        """Delete the articles of a root whose documents were not among those seen."""
        known = {*seen}
        self._client.ask("POST", f"/{self._articles}/_refresh")
        found = self._all({"term": {"root": root}})
        gone = [one["key"] for one in found if one["document"] not in known]
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
            condition = "op_type=create"
            if held.get("found"):
                condition = f"if_seq_no={held['_seq_no']}&if_primary_term={held['_primary_term']}"
            body = {"kind": "state", "value": last + count}
            try:
                self._client.ask("PUT", f"{path}?{condition}", body)
            except EngineError as error:
                if "version_conflict" in error.reason:
                    continue
                raise
            return int(last) + 1
        raise EngineError(self._client.address.host(0), "too many loads at once")

    def _set_stale(self, value: int) -> None:
        body = {"kind": "state", "value": value}
        self._client.ask("PUT", f"/{self._words}/_doc/stale", body)

    def conclude(self) -> None:
        """Count the words anew of all articles; until then searches miss words that are new."""
        client = self._client
        (index,) = client.ask("GET", f"/{self._articles}/_settings").values()
        if index["settings"]["index"].get("refresh_interval") == NEVER:
            client.ask("PUT", f"/{self._articles}/_settings", SETTLED)
        client.ask("POST", f"/{self._articles}/_refresh")
        if self.done.written or self.done.gone or self._is_stale:
            roll_up(client)
        self._set_stale(0)
        client.ask("POST", f"/{self._words}/_refresh")


def _in_batches(parts: Iterable[Instalment]) -> Iterator[list[Instalment]]:
    """Parts that go into one request together: a document that begins anew is in another."""
    some: list[Instalment] = []
    count = size = 0
    for part in parts:
        length = sum(len(row.body) + len(row.details) for row in part.articles)
        is_much = count + len(part.articles) > AT_ONCE or size + length > BYTES
        if some and (is_much or (part.begins and any(part.document == p.document for p in some))):
            yield some
            some, count, size = [], 0, 0
        some.append(part)
        count, size = count + len(part.articles), size + length
    if some:
        yield some


def roll_up(client: Client) -> None:
    """Bring the words and spellings up to date with the articles."""
    client.ask("POST", f"/{names(client.address.name)[1]}/_refresh")
    with client.patient():
        _replace(client, "word", _counted(client, "vocabulary"), _words)
        _replace(client, "variant", _by_plain(_counted(client, "variants")), _spellings)


def _counted(client: Client, field: str) -> Iterator[tuple[str, int]]:
    """All values of a field, in order, and how many articles have each."""
    articles, _ = names(client.address.name)
    after: Json = None
    while True:
        pages: Json = {"size": WORDS_AT_ONCE, "sources": [{"value": {"terms": {"field": field}}}]}
        if after:
            pages["after"] = after
        body = {"size": 0, "aggs": {"values": {"composite": pages}}}
        (answer,) = client.searched([(articles, body)])
        found = answer["aggregations"]["values"]
        yield from ((one["key"]["value"], one["doc_count"]) for one in found["buckets"])
        after = found.get("after_key")
        if after is None or len(found["buckets"]) < WORDS_AT_ONCE:
            return


def _by_plain(counted: Iterator[tuple[str, int]]) -> Iterator[tuple[str, dict[str, int]]]:
    """Plain form → its spellings, and how many articles have each."""
    for plain, some in groupby(counted, key=lambda one: one[0].partition(PARTED)[0]):
        yield plain, {value.partition(PARTED)[2]: count for value, count in some}


def _words(some: dict[str, Json]) -> dict[str, Json]:
    """What is held of words."""
    stems = stems_of(word for word in some if repairable(word))
    sounds = {word: sounds for sounds, word in skeletons(stems)}
    return {
        word: {"kind": "word", "word": word, "articles": articles}
        | ({"reversed": word[::-1], "stem": stems[word]} if word in stems else {})
        | ({"skeleton": sounds[word]} if word in sounds else {})
        for word, articles in some.items()
    }


def _spellings(some: dict[str, Json]) -> dict[str, Json]:
    """What is held of plain forms."""
    return {
        plain: {
            "kind": "variant",
            "word": plain,
            "articles": max(counts.values()),
            "written": [*counts],
            "counts": counts,
        }
        for plain, counts in some.items()
    }


def _replace(
    client: Client,
    kind: str,
    counted: Iterator[tuple[str, Json]],
    made: Callable[[dict[str, Json]], dict[str, Json]],
) -> None:
    """Hold these and no others of a kind; what is as it was is not written again."""
    _, index = names(client.address.name)
    held = _held(client, kind)
    known = next(held, None)
    changed: dict[str, Json] = {}
    gone: list[str] = []

    def write(*, is_last: bool = False) -> None:
        """Have what has been found written, when there is enough of it or no more comes."""
        if not is_last and len(changed) + len(gone) < LARGEST_PAGE:
            return
        actions = [[{"delete": {"_id": f"{kind} {word}"}}] for word in gone]
        actions += [[{"index": {"_id": f"{kind} {w}"}}, one] for w, one in made(changed).items()]
        client.send(index, actions)
        changed.clear()
        gone.clear()

    for word, value in counted:
        while known and known[0].encode() < word.encode():  # as the engine sorts
            gone.append(known[0])
            known = next(held, None)
            write()
        if known != (word, value):
            changed[word] = value
        if known and known[0] == word:
            known = next(held, None)
        write()
    while known:
        gone.append(known[0])
        known = next(held, None)
        write()
    write(is_last=True)


def _held(client: Client, kind: str) -> Iterator[tuple[str, Json]]:
    """All words of a kind with what is held of each, in order."""
    _, index = names(client.address.name)
    value = "articles" if kind == "word" else "counts"
    body: Json = {"query": {"term": {"kind": kind}}, "sort": ["word"], "_source": ["word", value]}
    sources = (hit["_source"] for hit in client.hits(index, body, LARGEST_PAGE))
    return ((source["word"], source[value]) for source in sources)
