"""What an engine is asked, in its own query language: a clause, an option or a field that it does
not know it would refuse, or pass over in silence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from newscli.index.opensearch.client import reason_of
from newscli.index.opensearch.layout import ARTICLES, VOCABULARY
from tests.test_engine import Engine, engine, spoilt

__all__ = ["engine"]
FIELDS = {
    f"news-{name}": {*layout["mappings"]["properties"]}
    for name, layout in (("articles", ARTICLES), ("words", VOCABULARY))
}
RECORD = "headline derived publisher place source captions body details format encoding".split()
OPTIONS = {  # of the clauses of a field
    "term": {"value", "boost"},
    "prefix": {"value", "boost"},
    "wildcard": {"value", "boost"},
    "match_phrase": {"query", "boost"},
    "match": {"query", "boost", "operator"},
    "range": {"gte", "gt", "lt", "lte"},
    "fuzzy": {"value", "fuzziness", "prefix_length", "max_expansions"},
}
RULES = {  # of what stands near what
    "match": {"query", "max_gaps", "ordered"},
    "all_of": {"intervals", "max_gaps", "ordered"},
    "any_of": {"intervals"},
    "prefix": {"prefix"},
    "wildcard": {"pattern"},
}
ASKED = {
    *("query", "size", "sort", "aggs", "_source", "docvalue_fields", "stored_fields", "timeout"),
    *("track_total_hits", "terminate_after", "search_after", "pit"),
}
QUESTIONS = """
list | list --sort date | list --sort headline -n 5 | list --sort source | list --since 2020
list --columns agency,byline | read 1 | read ferry | stats | stats --by year | stats --by byline
search ferry | search ferrx | search fer*~f?rry | search "a~ferry"~OR~oslo~-tanker
search ferry~NEAR/3~oslo~date:2020..2024~source:post | search headline:ferry
search ferry --sort date | search =Ferry~lang:de | search ferrybridge | export --format jsonl
""".replace("\n", " | ").split(" | ")[1:-1]


class Asked:
    """One search of an index, as it was sent."""

    def __init__(self, index: str, body: dict[str, Any]) -> None:
        self.fields = FIELDS[index]
        assert body.keys() <= ASKED, body.keys()
        if "query" in body:
            self.clause(body["query"])
        for by in body.get("sort", ()):
            ((field, way),) = by.items() if isinstance(by, dict) else ((by, "asc"),)
            self.field(field)
            order = way["order"] if isinstance(way, dict) else way
            assert order in ("asc", "desc")
            assert way == order or way.keys() <= {"order", "missing"}
        for aggregation in body.get("aggs", {}).values():
            ((kind, of),) = ((k, v) for k, v in aggregation.items() if k != "aggs")
            if kind == "filter":
                self.clause(of)
            else:
                assert kind in {"sum", "avg", "max", "terms", "value_count", "cardinality"}, kind
                assert of.keys() <= {"field", "size"}
                self.field(of["field"])
        shown = body.get("_source", [])
        for field in (*(shown or ()), *body.get("docvalue_fields", ())):
            room, _, name = field.partition(".")
            self.field(room)
            assert name == "" if room != "record" else name in RECORD

    def field(self, name: str) -> None:
        assert name in self.fields, name

    def clause(self, clause: dict[str, Any]) -> None:
        ((name, body),) = clause.items()
        match name:
            case "bool":
                few = body.pop("minimum_should_match", 1)
                assert 1 <= few <= len(body.get("should", [{}]))
                assert body.keys() <= {"filter", "must", "must_not", "should"}, body.keys()
                for part in body.values():
                    for one in part if isinstance(part, list) else [part]:
                        self.clause(one)
            case "constant_score":
                assert body.keys() <= {"filter", "boost"}
                self.clause(body["filter"])
            case "combined_fields":
                assert body.keys() <= {"query", "fields", "operator"}
                for field in body["fields"]:
                    self.field(field.partition("^")[0])
            case "match_all" | "match_none":
                assert body == {}
            case "exists":
                self.field(body["field"])
            case "terms":
                ((field, values),) = body.items()
                self.field(field)
                assert isinstance(values, list)
            case "intervals":
                ((field, rule),) = body.items()
                self.field(field)
                self.rule({key: value for key, value in rule.items() if key != "boost"})
            case _:
                ((field, value),) = body.items()
                self.field(field)
                assert not isinstance(value, dict) or value.keys() <= OPTIONS[name], value.keys()
                assert name in OPTIONS

    def rule(self, rule: dict[str, Any]) -> None:
        ((name, body),) = rule.items()
        assert body.keys() <= RULES[name], body.keys()
        for part in body.get("intervals", ()):
            self.rule(part)


def searches(engine: Engine) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Head and body of each search that was asked for."""
    for path, data in zip(engine.asked, engine.sent, strict=True):
        if path.startswith("/_msearch"):
            lines = [json.loads(line) for line in data.splitlines()]
            yield from zip(lines[::2], lines[1::2], strict=True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_engine_is_asked_in_its_own_words(
    question: str, engine: Engine, run: Callable[..., tuple[int, str, str]]
) -> None:
    answer = spoilt((), None)
    engine.answers = lambda path: (200, {"pit_id": "p", "responses": [answer] * engine.searches})
    words = [word.replace("~", " ") for word in question.split()]
    run(*words, "--from", f"opensearch://127.0.0.1:{engine.port}/news")
    asked = [*searches(engine)]
    assert asked
    for head, body in asked:
        assert head.keys() <= {"index", "allow_partial_search_results", "preference"}
        assert head["allow_partial_search_results"] is False
        Asked(head["index"], body)


FULL = {"reason": "index [x] blocked by: [12/index read-only-allow-delete]"}
LOST = {"type": "unavailable_shards_exception", "reason": "[x][0] not active Timeout: [1m]"}


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            {"root_cause": [{"type": "index_not_found_exception"}]},
            404,
            "it holds no archive “news”",
        ),
        ({"type": "cluster_block_exception"} | FULL, 403, "its disks are too full"),
        ({"type": "index_create_block_exception"}, 403, "its disks are too full"),
        ({"type": "x", "caused_by": FULL}, 400, "its disks are too full"),
        ({"type": "too_many_clauses"}, 400, "ask for fewer words"),
        ({"caused_by": {"type": "too_many_nested_clauses"}}, 400, "ask for fewer words"),
        (LOST, 503, "a shard of it is lost: [x][0] not active"),
        ({"type": "no_shard_available_action_exception"}, 500, "some of its shards cannot answer"),
        ({"type": "search_phase_execution_exception", "reason": "all"}, 503, "part of it: all"),
        ({"root_cause": [{"type": "x"}], "type": "shard_x"}, 500, "part of it: shard_x"),
        ({"type": "circuit_breaking_exception", "reason": "data"}, 500, "it is too busy: data;"),
        ({"type": "rejected_execution_exception"}, 500, "too busy: rejected_execution_exception;"),
        ({"type": "y"}, 429, "it is too busy: y; later, perhaps"),
        ({"type": "parsing_exception", "reason": "no"}, 400, "refused (status 400): parsing_exc"),
        ("Forbidden", 400, "it refused (status 400): Forbidden"),
    ],
)
def test_each_refusal_of_an_engine_is_told_by_what_it_means(
    error: Any, status: int, said: str
) -> None:
    assert said in reason_of({"error": error}, status, "news")
