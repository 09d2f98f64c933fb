"""The words of an archive in an engine, counted anew from its articles.

Each article holds its words once, as values to be counted; the counts are what searches look up.
They are taken from all articles and put in the place of what was there, so that it does no harm
when that is broken off, or done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from newscli.index.opensearch.client import Client, Json
from newscli.index.opensearch.layout import LARGEST_PAGE, PARTED, WORDS_AT_ONCE, names, stems_of
from newscli.index.vocabulary import repairable


def roll_up(client: Client) -> None:
    """Bring the words and spellings up to date with the articles."""
    client.ask("POST", f"/{names(client.address.name)[1]}/_refresh")
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
    return {
        word: {"kind": "word", "word": word, "articles": articles}
        | ({"reversed": word[::-1], "stem": stems[word]} if word in stems else {})
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

    def write() -> None:
        actions = [[{"delete": {"_id": f"{kind} {word}"}}] for word in gone]
        actions += [[{"index": {"_id": f"{kind} {w}"}}, one] for w, one in made(changed).items()]
        client.send(index, actions)
        changed.clear()
        gone.clear()

    for word, value in counted:
        while known and _order(known[0]) < _order(word):
            gone.append(known[0])
            known = next(held, None)
        is_known = known is not None and known[0] == word
        if not (is_known and known and known[1] == value):
            changed[word] = value
        if is_known:
            known = next(held, None)
        if len(changed) + len(gone) >= LARGEST_PAGE:
            write()
    while known:
        gone.append(known[0])
        known = next(held, None)
    write()


def _order(word: str) -> bytes:
    """What the engine sorts by."""
    return word.encode()


def _held(client: Client, kind: str) -> Iterator[tuple[str, Json]]:
    """All words of a kind with what is held of each, in order."""
    _, index = names(client.address.name)
    value = "articles" if kind == "word" else "counts"
    body: Json = {
        "query": {"term": {"kind": kind}},
        "sort": ["word"],
        "_source": ["word", value],
    }
    sources = (hit["_source"] for hit in client.hits(index, body, LARGEST_PAGE))
    return ((source["word"], source[value]) for source in sources)
