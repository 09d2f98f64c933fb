"""How an archive lies in an engine: its two indices, and an article as one of their documents.

The engine is given words, folded and cut here, with spaces between: so a word is the same word
everywhere.  What is shown is kept beside them as it was read, and nothing is looked for in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from newscli.choices import ORDERS
from newscli.index.filtering import fact_words
from newscli.index.orders import sortable
from newscli.index.prepared import Prepared
from newscli.index.stored import LONGEST_WORD, StoredText, engine_words, unpacked
from newscli.records import Article, Summary
from newscli.sources.places import Place, key_of

Json = Any

HEADLINE, CAPTION, BODY, FACTS = "headline", "caption", "body", "facts"

LONGEST_SORTED = 500  # characters of a headline that sort it
SHARDS, REPLICAS = 3, 1
NEVER = "-1"
SETTLED: Json = {"index": {"number_of_replicas": REPLICAS, "refresh_interval": "5s"}}
"""What an index of articles comes to when its first load ends: until then replicas would only do
all of its work again."""

LARGEST_PAGE = 10_000  # of an answer, as the engine has it
WORDS_AT_ONCE = 60_000  # that are counted by one request; each goes through all articles
PARTED = "\x1f"  # between the plain form and the spelling of a variant

_KEY = re.compile(r"[0-9a-f-]+")
_WORDS = {"type": "text", "analyzer": "words", "similarity": "BM25"}
_KEYWORD = {"type": "keyword"}
_COUNTED = {"type": "keyword", "index": False}

ANALYSIS = {
    "tokenizer": {"cut": {"type": "whitespace", "max_token_length": LONGEST_WORD}},
    "analyzer": {"words": {"type": "custom", "tokenizer": "cut"}},
}

ARTICLES: Json = {
    "settings": {
        "number_of_shards": SHARDS,
        "number_of_replicas": 0,
        "analysis": ANALYSIS,
        "refresh_interval": NEVER,
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"excludes": [HEADLINE, CAPTION, BODY, FACTS, "vocabulary", "variants"]},
        "properties": {
            HEADLINE: _WORDS,
            CAPTION: _WORDS,
            BODY: _WORDS,
            FACTS: _WORDS | {"norms": False},
            "vocabulary": _COUNTED,
            "variants": _COUNTED,
            "number": {"type": "long"},
            "key": _KEYWORD,
            "content": _KEYWORD,
            "root": _KEYWORD,
            "document": _KEYWORD,
            "is_first": {"type": "boolean"},
            "check": {"type": "long"},
            "date": _KEYWORD,
            "words": {"type": "integer"},
            "tokens": {"type": "integer"},
            "loaded": {"type": "long"},
            "sorted_headline": _KEYWORD,
            "sorted_source": _KEYWORD,
            "record": {"type": "object", "enabled": False},
        },
    },
}

VOCABULARY: Json = {
    "settings": {"number_of_shards": 1, "number_of_replicas": REPLICAS},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "kind": _KEYWORD,
            "word": _KEYWORD,
            "reversed": _KEYWORD,
            "stem": _KEYWORD,
            "skeleton": _KEYWORD,
            "articles": {"type": "long"},
            "written": _KEYWORD,
            "counts": {"type": "object", "enabled": False},
            "value": {"type": "long"},
        },
    },
}
"""Words (`kind` word), plain forms with their other spellings (variant), and what the loads share
(state)."""

SORTED = {"headline": "sorted_headline", "source": "sorted_source", "added": "loaded"}
"""What sorts by an order of `choices.ORDERS`, where that is no field of its name."""
Record = TypeVar("Record", bound=tuple[Any, ...])


def document_of(
    row: Prepared,
    place: Place,
    number: int,
    source: str | None,
    formatted: tuple[str, str],
    loaded: int,
) -> Json:
    """An article as the engine is given it; `formatted` is its document's format and encoding."""
    key = key_of(row.id, place)
    shown = _text(place.document)
    cut = [engine_words(text.decode()) for text in row.fields]
    return {
        HEADLINE: " ".join(cut[0]),
        CAPTION: " ".join(cut[1]),
        BODY: " ".join(cut[2]),
        FACTS: fact_words(row.facts, shown, row.date),
        "vocabulary": sorted({word for part in cut for word in part}),
        "variants": sorted(PARTED.join(pair) for pair in row.variants),
        "number": number,
        "key": key,
        "content": row.id,
        "root": _text(place.root),
        "document": shown,
        "is_first": place.at == 1,
        "check": row.checksum,
        "date": row.date,
        "words": row.words,
        "tokens": sum(map(len, cut)),
        "loaded": loaded,
        "sorted_headline": (sortable(row.headline) or "")[:LONGEST_SORTED],
        "sorted_source": sortable(source),
        "record": {
            "headline": row.headline,
            "derived": row.headline_derived,
            "publisher": row.publisher,
            "place": row.place,
            "source": source,
            "captions": row.captions,
            "body": unpacked(row.body),
            "details": row.details,
            "format": formatted[0],
            "encoding": formatted[1],
        },
    }


def _text(path: str) -> str:
    """A path as text: what is not UTF-8 in it is escaped."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


BRIEF = ["number", "key", "document", "date", "words"]
BRIEF += [f"record.{name}" for name in ("headline", "derived", "publisher", "place", "source")]
"""What a summary is made of."""


def summary_of(source: Json) -> Summary:
    """The summary of an article as the engine gives it."""
    record = source["record"]
    return seen(
        Summary(
            source["number"],
            _key(source),
            record["headline"],
            record["derived"],
            source["document"],
            record["publisher"],
            record["place"],
            source.get("date"),
            source["words"],
            source=record["source"],
        )
    )


def _key(source: Json) -> str:
    """What the engine gives as an article's id, which is printed as it is.  Raises `ValueError`."""
    key: str = source["key"]
    if not _KEY.fullmatch(key):
        raise ValueError("no id")
    return key


def stored_of(source: Json) -> StoredText:
    """The text of an article as the engine gives it."""
    record = source["record"]
    return StoredText(record["headline"], record["captions"], record["body"], record["details"])


def article_of(source: Json) -> Article:
    """The article as the engine gives it."""
    record = source["record"]
    article = stored_of(source).article(
        number=source["number"],
        id=_key(source),
        headline_derived=record["derived"],
        publisher=record["publisher"],
        place=record["place"],
        date=source.get("date"),
        words=source["words"],
        path=source["document"],
        format=record["format"],
        encoding=record["encoding"],
    )
    return seen(article)


def sorting(order: str, *, reverse: bool = False) -> list[Json]:
    """One of `choices.ORDERS` as the engine has it: what is not known is last, what is equal stands
    by number."""
    (one,) = (one for one in ORDERS if one.name == order)
    field = SORTED.get(order, order)
    direction = "desc" if one.is_falling != reverse else "asc"
    keys: list[Json] = [{field: {"order": direction, "missing": "_last"}}]
    return keys if field == "number" else [*keys, {"number": "asc"}]


def names(name: str) -> tuple[str, str]:
    """The indices of an archive: of its articles, and of its words."""
    return f"{name}-articles", f"{name}-words"


def stems_of(wanted: Iterable[str]) -> dict[str, str]:
    """Word → Porter stem, as the local store has it."""
    import sqlite3
    from contextlib import closing

    given = [*dict.fromkeys(wanted)]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            "CREATE VIRTUAL TABLE stems USING fts5(word, "
            "tokenize=\"porter unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
        )
        db.execute("CREATE VIRTUAL TABLE stemmed USING fts5vocab(stems, 'instance')")
        db.executemany("INSERT INTO stems(rowid, word) VALUES (?, ?)", enumerate(given))
        return {given[at]: stem for stem, at in db.execute("SELECT term, doc FROM stemmed")}


def seen(record: Record) -> Record:
    """The record, whose fields hold what their annotations say.  Raises `TypeError`.

    >>> from newscli.records import Caption
    >>> seen(Caption("Ships", None, None, 7))
    Traceback (most recent call last):
    TypeError: no Caption
    """
    if not _fits(type(record))(record):
        raise TypeError(f"no {type(record).__name__}")
    return record


@cache
def _fits(kind: Any) -> Callable[[Any], bool]:
    """What tells whether a value is of a kind, in all of its parts."""
    parts = get_args(kind)
    if get_origin(kind) is Literal:
        return lambda value: value in parts
    if get_origin(kind) is UnionType:
        able = [_fits(part) for part in parts]
        return lambda value: any(fits(value) for fits in able)
    if get_origin(kind) is tuple and parts[-1] is ...:
        each = _fits(parts[0])
        return lambda value: isinstance(value, tuple) and all(map(each, value))
    if get_origin(kind) in (tuple, frozenset):
        return lambda value: isinstance(value, get_origin(kind))
    if names := getattr(kind, "_fields", ()):
        hints = get_type_hints(kind)
        fields = [_fits(hints[name]) for name in names]
        return lambda value: (
            isinstance(value, kind)
            and all(fits(part) for fits, part in zip(fields, value, strict=True))
        )
    simple: Any = {float: (int, float), None: NoneType}.get(kind, kind)
    return lambda value: isinstance(value, simple)
