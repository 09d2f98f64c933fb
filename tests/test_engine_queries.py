"""What is sought, in an engine's language, and in how many requests a load comes to it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import pytest

from newscli.errors import UsageError
from newscli.index.filtering import KINDS
from newscli.index.matching import Selection
from newscli.index.opensearch.address import address
from newscli.index.opensearch.layout import (
    ARTICLES,
    SETTLED,
    VOCABULARY,
    document_of,
    names,
    seen,
    sorting,
    stems_of,
    summary_of,
)
from newscli.index.opensearch.loading import AT_ONCE, BYTES, Instalment, _in_batches
from newscli.index.opensearch.queries import (
    EVERYTHING,
    LONGER,
    NOTHING,
    RANKED,
    matching,
    ranking,
    selecting,
)
from newscli.index.prepared import Prepared, prepared
from newscli.index.sought import (
    EVERY,
    NEVER,
    All,
    Arrived,
    Near,
    Numbered,
    Run,
    Sought,
    Within,
    Without,
)
from newscli.index.sought import Any as AnyOf
from newscli.records import Article, Caption, Source
from newscli.sources.places import Place

FERRY, OSLO, ROME = Run(("ferry",)), Run(("oslo",), "body"), Run(("rome",), "body")
WAR = Run(("cold", "war"), "headline")
PLACE, DATE = KINDS["place"], KINDS["date"]


def terms(field: str, *words: str) -> dict[str, Any]:
    return {"terms": {field: [*words]}}


def either(*parts: Any, least: int = 1) -> dict[str, Any]:
    return {"bool": {"should": [*parts], "minimum_should_match": least}}


def phrase(field: str, query: str, boost: float, **more: int) -> dict[str, Any]:
    kind = "match_phrase_prefix" if more else "match_phrase"
    return {kind: {field: {"query": query, **more, "boost": boost}}}


def near(field: str, distance: int, *runs: str) -> dict[str, Any]:
    parts = [{"match": {"query": run, "max_gaps": 0, "ordered": True}} for run in runs]
    every = {"intervals": parts, "ordered": False, "max_gaps": distance}
    return {"intervals": {field: {"all_of": every}}}


@pytest.mark.parametrize(
    ("sought", "asked"),
    [
        (OSLO, terms("body", "oslo")),
        (FERRY, either(*(terms(field, "ferry") for field in ("headline", "caption", "body")))),
        (WAR, phrase("headline", "cold war", 8.0)),
        (Run(("cold", "war"), "body"), phrase("body", "cold war", 1.0)),
        (Run(("cold", "wa"), "body", True), phrase("body", "cold wa", 1.0, max_expansions=LONGER)),
        (Run(("fer",), "body", True), {"prefix": {"body": {"value": "fer", "boost": 1.0}}}),
        (Run(("oslo",), "place"), terms("facts", f"{PLACE}oslo")),
        (
            *(Run(("new", "york"), "place"),),
            *(phrase("facts", f"{PLACE}new {PLACE}york", 1),),
        ),
        (Run(("2024",), "date", True), {"prefix": {"facts": {"value": f"{DATE}2024", "boost": 1}}}),
        (Run((), "place", True), {"prefix": {"facts": {"value": PLACE, "boost": 1}}}),
        (Near((WAR, Run(("nato",), "headline")), 3), near("headline", 3, "cold war", "nato")),
        (
            *(Near((FERRY, Run(("bridge",))), 0),),
            either(*(near(one, 0, "ferry", "bridge") for one in ("headline", "caption", "body"))),
        ),
        (Arrived(1, 2), {"range": {"loaded": {"gte": 1, "lt": 2}}}),
        (Within("2024", "2025~"), {"range": {"date": {"gte": "2024", "lt": "2025~"}}}),
        (Numbered((7, 9)), {"terms": {"number": [7, 9]}}),
        *((EVERY, EVERYTHING), (NEVER, NOTHING)),
        (All((OSLO, ROME)), {"bool": {"filter": [terms("body", "oslo"), terms("body", "rome")]}}),
        (All((EVERY, OSLO)), terms("body", "oslo")),
        (AnyOf((OSLO, ROME)), terms("body", "oslo", "rome")),  # words of a field as one list
        (
            AnyOf((OSLO, Numbered((7,)), WAR, ROME)),
            either(
                either(terms("body", "oslo", "rome"), phrase("headline", "cold war", 8.0)),
                {"terms": {"number": [7]}},
            ),
        ),
        (AnyOf((Numbered((7,)),)), {"terms": {"number": [7]}}),
        (AnyOf((All((OSLO, WAR)),)), {"bool": {"filter": [matching(OSLO), matching(WAR)]}}),
        (  # not all ways to choose two of three
            AnyOf((All((OSLO, WAR)), All((OSLO, ROME)))),
            either(*({"bool": {"filter": [matching(OSLO), matching(one)]}} for one in (WAR, ROME))),
        ),
        (
            AnyOf((All((OSLO, WAR)), All((OSLO, ROME)), All((WAR, ROME)))),
            either(matching(OSLO), matching(WAR), matching(ROME), least=2),
        ),
        (  # not all of them choose as many
            AnyOf((All((OSLO, WAR)), All((OSLO, ROME)), All((WAR, ROME, FERRY)))),
            either(
                *({"bool": {"filter": [matching(OSLO), matching(one)]}} for one in (WAR, ROME)),
                {"bool": {"filter": [matching(WAR), matching(ROME), matching(FERRY)]}},
            ),
        ),
        (
            Without(OSLO, ROME),
            {"bool": {"filter": [terms("body", "oslo")], "must_not": [terms("body", "rome")]}},
        ),
    ],
)
def test_what_is_sought_is_asked_as_this(sought: Sought, asked: dict[str, Any]) -> None:
    assert matching(sought) == asked


def test_a_selection_is_asked_with_what_is_sought_and_ranks_nothing() -> None:
    dates = {"range": {"date": {"gte": "2024", "lt": "~"}}}
    oslo, rome = terms("body", "oslo"), terms("body", "rome")
    assert selecting(EVERY, Selection()) == EVERYTHING
    assert selecting(OSLO, Selection()) == {"bool": {"filter": [oslo]}}
    assert selecting(EVERY, Selection(excluded=(ROME,))) == {
        "bool": {"filter": [], "must_not": [rome]}
    }
    whole = Selection(required=ROME, excluded=(FERRY,), period=("2024", "~"))
    selected = {"bool": {"filter": [oslo, rome, dates], "must_not": [matching(FERRY)]}}
    assert selecting(OSLO, whole) == selected
    assert ranking(OSLO, whole) == {
        "bool": {
            "filter": [selected],
            "should": [{"term": {"body": {"value": "oslo", "boost": 1.0}}}],
        }
    }
    assert ranking(Numbered((7,)), Selection()) == selecting(Numbered((7,)), Selection())
    assert ranking(Run(("oslo",), "place"), Selection()) == selecting(
        Run(("oslo",), "place"), Selection()
    )


def test_words_rank_once_each_and_only_so_many() -> None:
    def ranked(sought: Sought) -> list[Any]:
        found: list[Any] = ranking(sought, Selection())["bool"]["should"]
        return found

    together = {
        "combined_fields": {"query": "ferry", "fields": ["headline^8.0", "caption^2.0", "body^1.0"]}
    }
    assert ranked(All((FERRY, FERRY))) == [together]
    assert ranked(Run(("fer",), None, True)) == [
        {"prefix": {field: {"value": "fer", "boost": boost}}}
        for field, boost in (("headline", 8.0), ("caption", 2.0), ("body", 1.0))
    ]
    assert ranked(Run(("a", "b")))[2] == phrase("body", "a b", 1.0)
    many = AnyOf(tuple(Run((f"w{i}",), "body") for i in range(RANKED + 1)))
    assert len(ranked(many)) == RANKED


@pytest.mark.parametrize("port", [0, 1, 65_535, 65_536])
def test_a_port_is_one_of_those_that_there_are(port: int) -> None:
    if port in (1, 65_535):
        assert address(f"opensearch://a:{port},b/news").hosts == (("a", port), ("b", 9200))
    else:
        with pytest.raises(UsageError, match="no host and port"):
            address(f"opensearch://a:{port},b/news")


@pytest.mark.parametrize(
    ("text", "is_secure", "is_local", "hosts", "name"),
    [
        ("opensearch://a/x", False, False, ["a:9200"], "x"),
        ("OpenSearchS://a.b-c_d:1/x/", True, False, ["a.b-c_d:1"], "x"),
        ("opensearch://[::1]:7,127.9.9.9/0.-", False, True, ["[::1]:7", "127.9.9.9:9200"], "0.-"),
        ("opensearch://localhost,a/x", False, False, ["localhost:9200", "a:9200"], "x"),
        (f"opensearch://[fe80::1]/{'n' * 200}", False, False, ["[fe80::1]:9200"], "n" * 200),
    ],
)
def test_an_address_names_hosts_and_an_archive(
    text: str, is_secure: bool, is_local: bool, hosts: list[str], name: str
) -> None:
    found = address(text)
    assert (found.is_secure, found.is_local, found.name) == (is_secure, is_local, name)
    assert [found.host(at) for at in range(len(found.hosts))] == hosts


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        *((f"a/{'n' * 201}", "names no archive"), ("a/-x", "names no archive")),
        *(("a/x//", "names no archive"), ("a/é", "names no archive"), ("a/", "names no archive")),
        *(("a:123456/x", "no host and port"), ("a,/x", "no host"), ("a b/x", "no host")),
        *(("[::1/x", "no host and port"), ("a:/x", "no host"), ("u:p@a/x", "no user or password")),
        *(("a/x@y", "no user or password"), ("@/", "no user or password")),
    ],
)
def test_what_an_address_cannot_be_is_said(rest: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        address(f"opensearch://{rest}")


# --- how an article lies in it ------------------------------------------------------------------


def told(headline: str, body: str = "It left.", **facts: Any) -> Prepared:
    return prepared(
        Article(headline, (body,), Source("a.txt", "text", "utf-8", 1, 3), (), "", **facts)
    )


def test_an_article_lies_in_an_engine_as_words_and_as_it_was_read() -> None:
    row = told("Ferry, ferry", "It left Oslo’s e-mail.", date="2024-05-31", publisher="Post")
    place = Place("/news", "a\udcff.txt", 1)
    kept = document_of(row, place, 7, "The Post", ("text", "utf-8"), 99)
    assert (kept["headline"], kept["caption"]) == ("ferry ferry", "")
    assert kept["body"].split()[:3] == ["it", "left", "oslo"]
    assert kept["vocabulary"] == sorted({*kept["headline"].split(), *kept["body"].split()})
    assert kept["tokens"] == len(kept["headline"].split()) + len(kept["body"].split())
    assert "email\x1fe mail" in kept["variants"]
    assert (kept["number"], kept["loaded"], kept["is_first"]) == (7, 99, True)
    assert "\udcff" not in kept["document"] + kept["root"]
    assert (kept["date"], kept["sorted_source"]) == ("2024-05-31", "the post")
    assert kept["record"]["publisher"] == "Post"
    assert (kept["record"]["format"], kept["record"]["encoding"]) == ("text", "utf-8")
    later = document_of(told("x" * 501), place._replace(at=2), 8, None, ("", ""), 1)
    assert (later["is_first"], later["sorted_headline"]) == (False, "x" * 500)


@pytest.mark.parametrize(
    ("order", "reverse", "keys"),
    [
        ("number", False, [{"number": {"order": "asc", "missing": "_last"}}]),
        ("number", True, [{"number": {"order": "desc", "missing": "_last"}}]),
        *(
            ("date", reverse, [{"date": {"order": way, "missing": "_last"}}, {"number": "asc"}])
            for reverse, way in ((False, "desc"), (True, "asc"))
        ),
        (
            *("headline", False),
            [{"sorted_headline": {"order": "asc", "missing": "_last"}}, {"number": "asc"}],
        ),
        ("added", False, [{"loaded": {"order": "desc", "missing": "_last"}}, {"number": "asc"}]),
    ],
)
def test_an_order_is_one_of_the_engines_fields_and_then_the_number(
    order: str, reverse: bool, keys: list[Any]
) -> None:
    assert sorting(order, reverse=reverse) == keys


# --- loads --------------------------------------------------------------------------------------

ROW = told("Ferry")
HALF = BYTES // 2


def part(name: str, articles: int, size: int = 0, *, begins: bool = True) -> Instalment:
    """So many articles of a document, the first with so many bytes."""
    rows = [ROW._replace(body=b"x" * (size - 9), details="x" * 9) if size else ROW] * articles
    return Instalment("/", name, None, ("text", "utf-8"), rows, begins, True)


@pytest.mark.parametrize(
    ("parts", "batches"),
    [
        ([], []),
        ([part("a", 1)], ["a"]),
        ([part("a", AT_ONCE - 1), part("b", 1)], ["ab"]),
        ([part("a", AT_ONCE - 1), part("b", 2)], ["a", "b"]),
        ([part("a", AT_ONCE + 1), part("b", 1)], ["a", "b"]),
        ([part("a", 400), part("b", 400), part("c", 100), part("d", 1)], ["a", "bc", "d"]),
        ([part("a", 1, HALF), part("b", 1, HALF)], ["ab"]),
        ([part("a", 1, HALF), part("b", 1, HALF + 1)], ["a", "b"]),
        ([part("a", 1, HALF), part("b", 1, BYTES), part("c", 1, HALF)], ["a", "b", "c"]),
        ([part("a", 2, HALF), part("b", 1)], ["a", "b"]),
        # a document that begins anew is in another request, one that goes on is not
        ([part("a", 1), part("b", 1), part("a", 1)], ["ab", "a"]),
        ([part("a", 1), part("b", 1), part("a", 1, begins=False)], ["aba"]),
    ],
)
def test_articles_go_into_a_request_up_to_so_many_and_so_many_bytes(
    parts: list[Instalment], batches: list[str]
) -> None:
    assert ["".join(one.path for one in some) for some in _in_batches(parts)] == batches
    assert (AT_ONCE, BYTES) == (500, 8 * 1024 * 1024)


TYPES = {
    "text": "headline caption body facts",
    "keyword": "vocabulary variants key content root document date sorted_headline sorted_source",
    "long": "number check loaded",
    "integer": "words tokens",
    "boolean": "is_first",
    "object": "record",
}


def test_an_index_is_made_for_a_load_and_settled_after_it() -> None:
    settings, mappings = ARTICLES["settings"], ARTICLES["mappings"]
    assert settings["number_of_shards"] == 3
    assert (settings["number_of_replicas"], settings["refresh_interval"]) == (0, "-1")
    assert SETTLED == {"index": {"number_of_replicas": 1, "refresh_interval": "5s"}}
    assert settings["analysis"] == {
        "tokenizer": {"cut": {"type": "whitespace", "max_token_length": 8_000}},
        "analyzer": {"words": {"type": "custom", "tokenizer": "cut"}},
    }
    fields = mappings["properties"]
    types = {name: kind for kind, names in TYPES.items() for name in names.split()}
    assert {name: field["type"] for name, field in fields.items()} == types
    text = {"type": "text", "analyzer": "words", "similarity": "BM25"}
    assert [fields[name] for name in ("headline", "caption", "body")] == [text] * 3
    assert fields["facts"] == text | {"norms": False}  # facts of any number weigh the same
    hidden = {name for name, field in fields.items() if field.get("index") is False}
    assert hidden == {"vocabulary", "variants"}
    assert {*mappings["_source"]["excludes"]} == {*TYPES["text"].split(), *hidden}
    assert fields["record"] == {"type": "object", "enabled": False}
    assert VOCABULARY["settings"] == {"number_of_shards": 1, "number_of_replicas": 1}
    words = {name: field["type"] for name, field in VOCABULARY["mappings"]["properties"].items()}
    assert words == {
        **dict.fromkeys("kind word reversed stem skeleton written".split(), "keyword"),
        **dict.fromkeys(("articles", "value"), "long"),
        "counts": "object",
    }
    assert names("news") == ("news-articles", "news-words")


class Said(NamedTuple):
    """A value of each kind that records have."""

    number: int = 1
    way: Literal["in", "out"] = "in"
    share: float = 0.5
    name: str | None = None
    names: tuple[str, ...] = ()
    pair: tuple[int, int] = (1, 2)
    some: frozenset[str] = frozenset()
    caption: Caption | None = None
    captions: tuple[Caption, ...] = ()


CAPTION = Caption("Ships", None, "AP", None)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("number", [0, -1, 10**30], [None, "1", 1.5, [1]]),
        ("way", ["in", "out"], ["", "up", None, 1]),
        ("share", [0, 1, 0.5], [None, "0.5"]),
        ("name", [None, "", "a"], [1, ["a"], {}]),
        ("names", [(), ("a",), ("a", "b")], [None, ["a"], ("a", 1), (None,), "a"]),
        ("pair", [(1, 2)], [None, [1, 2], 1]),
        ("some", [frozenset(), frozenset("a")], [None, {"a"}, ("a",)]),
        ("caption", [None, CAPTION], ["Ships", CAPTION._replace(text=1), (1, 2)]),
        (
            *("captions", [(), (CAPTION, CAPTION)]),
            [None, [CAPTION], (CAPTION, None), (CAPTION, CAPTION._replace(date=7))],
        ),
    ],
)
def test_a_record_holds_what_its_fields_say(field: str, good: list[Any], bad: list[Any]) -> None:
    for value in good:
        record = Said()._replace(**{field: value})
        assert seen(record) is record
    for value in bad:
        with pytest.raises(TypeError, match="no Said"):
            seen(Said()._replace(**{field: value}))


@pytest.mark.parametrize("key", ["", "g", "AB", "a b", "a\n", "\x1b[0m", "a_b"])
def test_what_is_no_id_is_not_shown(key: str) -> None:
    source = {"number": 1, "key": "0a-9f", "document": "a.txt", "words": 2}
    shown = {"headline": "Ferry", "derived": False, "publisher": None, "place": None}
    source["record"] = shown | {"source": "Post"}
    found = summary_of(source)
    assert (found.id, found.headline, found.path, found.date) == ("0a-9f", "Ferry", "a.txt", None)
    assert (found.words, found.source, found.headline_derived) == (2, "Post", False)
    with pytest.raises(ValueError, match="no id"):
        summary_of(source | {"key": key})


def test_words_have_the_stems_that_a_file_has() -> None:
    assert stems_of(["ferries", "ferry", "ferries"]) == {"ferries": "ferri", "ferry": "ferri"}
    assert stems_of([]) == {}
