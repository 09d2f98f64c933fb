"""What listens in place of an engine and keeps what it is given: as much of OpenSearch as newscli
asks for, and no more.  It refuses what the real one would: a field that an index does not have or
cannot be asked for so, a value of another type, an answer of more than 10,000 articles.  What was
written is found after a refresh alone.  `tests/cluster` has the same tests over the real one."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby, product
from math import log
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from newscli.index.planes import nearest

Json = Any
Scores = dict[str, float]
"""Id of a document → how well it matches."""

MOST = 10_000  # documents of an answer, index.max_result_window
CLAUSES = 1_024  # of a query, indices.query.bool.max_clause_count
OPTIONS = {  # of the types of fields, which have no others here
    "text": {"analyzer", "similarity", "norms"},
    "keyword": {"index"},
    "long": set(),
    "integer": set(),
    "boolean": set(),
    "object": {"enabled"},
}
HOLDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "keyword": lambda value: isinstance(value, str) and len(value.encode()) <= 32_766,
    "long": lambda value: type(value) is int and -(1 << 63) <= value < 1 << 63,
    "integer": lambda value: type(value) is int and -(1 << 31) <= value < 1 << 31,
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
}


class RefusedError(Exception):
    """What the engine says instead of an answer."""

    def __init__(self, status: int, kind: str, reason: str = "") -> None:
        super().__init__(status, kind, reason)
        self.status = status
        self.error = {"type": kind, "reason": reason}


def insist(holds: object, reason: object) -> None:
    if not holds:
        raise RefusedError(400, "illegal_argument_exception", str(reason))


class Documents:
    """The documents of an index as they were at one moment, and where their words stand."""

    def __init__(self, fields: Json, held: dict[str, Json]) -> None:
        self.fields = fields
        self.held = held

    def values(self, id: str, field: str) -> list[Any]:
        found = self.held[id].get(field)
        if self.fields[field]["type"] == "text":
            return [] if found is None else found.split()
        return found if isinstance(found, list) else [] if found is None else [found]

    @cached_property
    def postings(self) -> dict[str, dict[Any, dict[str, list[int]]]]:
        """Field → word or value → document → places."""
        found: Json = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for id in self.held:
            for field in self.fields:
                for place, value in enumerate(self.values(id, field)):
                    if not isinstance(value, dict):
                        found[field][value][id].append(place)
        return found

    def _asked(self, field: str) -> dict[Any, dict[str, list[int]]]:
        insist(field in self.fields, f"no field {field}")
        kept = self.fields[field]
        insist(kept.get("index", True) and kept.get("enabled", True), f"{field} is not indexed")
        return self.postings[field]

    def _sorted_by(self, field: str) -> None:
        insist(field in self.fields, f"no field {field}")
        insist(self.fields[field]["type"] not in ("text", "object"), f"{field} has no values")

    # Queries

    def found(self, query: Json) -> Scores:
        """The documents that match, in the order in which they came."""
        insist(json.dumps(query).count("{") < 4 * CLAUSES, "too_many_clauses")
        scores = self._clause(query)
        return {id: scores[id] for id in self.held if id in scores}

    def _clause(self, clause: Json) -> Scores:
        ((name, body),) = clause.items()
        match name:
            case "match_all":
                return dict.fromkeys(self.held, 0.0)
            case "match_none":
                return {}
            case "bool":
                return self._bool(**body)
            case "constant_score":
                return dict.fromkeys(self._clause(body["filter"]), 1.0)
            case "exists":
                return {id: 0.0 for some in self._asked(body["field"]).values() for id in some}
            case "combined_fields":
                fields = [field.partition("^")[0] for field in body["fields"]]
                return _sum(self._term(field, body["query"], 1.0) for field in fields)
            case "terms":
                ((field, values),) = body.items()
                insist(len(values) <= 65_536, "too many terms")
                return dict.fromkeys(_sum(self._term(field, one, 1.0) for one in values), 0.0)
        ((field, value),) = body.items()
        known = self._asked(field)
        match name, value:
            case "term", {"value": word, "boost": boost}:
                return self._term(field, word, boost)
            case "term", str() | int():
                return self._term(field, value, 1.0)
            case "prefix", _:
                start = value["value"] if isinstance(value, dict) else value
                return _any(known[word] for word in known if word.startswith(start))
            case "wildcard", str():
                fits = re.compile(_as_regex(value), re.DOTALL).fullmatch
                return _any(known[word] for word in known if fits(word))
            case "fuzzy", {"value": word, "fuzziness": edits, "prefix_length": same, **most}:
                begins = (one for one in known if one[:same] == word[:same])
                near = sorted(nearest(word, begins, edits).items(), key=lambda pair: pair[1])
                return _any(known[one] for one, _ in near[: most["max_expansions"]])
            case "range", {"gte": start, "lt": end}:
                return _any(known[one] for one in known if start <= one < end)
            case "match_phrase", {"query": words, "boost": _}:
                return {id: 1.0 for id, _, _ in self._runs(field, [[one] for one in words.split()])}
            case "match_phrase_prefix", {"query": words, "boost": _, "max_expansions": most}:
                *first, last = words.split()
                ends = sorted(one for one in known if one.startswith(last))[:most]
                return {
                    id: 1.0 for id, _, _ in self._runs(field, [*([one] for one in first), ends])
                }
            case "intervals", {"all_of": {"intervals": parts, "max_gaps": gaps, "ordered": False}}:
                return dict.fromkeys(self._near(field, parts, gaps), 1.0)
        raise RefusedError(400, "parsing_exception", f"[{name}] {value}")

    def _bool(
        self,
        filter: Iterable[Json] = (),
        should: Iterable[Json] = (),
        must_not: Iterable[Json] = (),
        minimum_should_match: int | None = None,
    ) -> Scores:
        insist(len([*filter]) + len([*should]) <= CLAUSES, "too_many_clauses")
        kept = {*self.held}.intersection(*(self._clause(one) for one in filter))
        kept -= {id for one in must_not for id in self._clause(one)}
        wishes = [self._clause(one) for one in should]
        least = (0 if filter else 1) if minimum_should_match is None else minimum_should_match
        if wishes:
            kept = {id for id in kept if sum(id in one for one in wishes) >= least}
        total = _sum(wishes)
        return {id: total.get(id, 0.0) for id in kept}

    def _term(self, field: str, word: Any, boost: float) -> Scores:
        places = self._asked(field).get(word, {})
        rarity = log(1 + len(self.held) / (len(places) or 1))
        return {
            id: boost * rarity * len(some) / (len(some) + len(self.values(id, field)) / 100)
            for id, some in places.items()
        }

    def _runs(self, field: str, words: list[list[str]]) -> Iterator[tuple[str, int, int]]:
        """Where one of each of these words follows one of those before: document, start, end."""
        insist(self.fields[field]["type"] == "text", f"{field} has no places")
        known = self._asked(field)
        places: list[set[tuple[str, int]]] = [
            {(id, at) for one in some for id, every in known.get(one, {}).items() for at in every}
            for some in words
        ]
        for id, start in sorted(places[0]):
            if all((id, start + n) in some for n, some in enumerate(places)):
                yield id, start, start + len(words)

    def _near(self, field: str, parts: list[Json], gaps: int) -> Iterator[str]:
        runs: dict[str, list[list[tuple[int, int]]]] = {}
        for at, part in enumerate(parts):
            insist(part["match"].keys() == {"query", "max_gaps", "ordered"}, part)
            insist(part["match"]["max_gaps"] == 0 and part["match"]["ordered"] is True, part)
            for id, start, end in self._runs(field, [[w] for w in part["match"]["query"].split()]):
                runs.setdefault(id, [[] for _ in parts])[at].append((start, end))
        for id, some in runs.items():
            for chosen in product(*some):
                width = max(end for _, end in chosen) - min(start for start, _ in chosen)
                if width - sum(end - start for start, end in chosen) <= gaps:
                    yield id
                    break

    # Answers

    def answer(self, asked: Json) -> Json:
        """The answer to a search."""
        asked = {**asked}
        size = asked.pop("size", 10)
        insist(0 <= size <= MOST, f"size {size}")
        scores = self.found(asked.pop("query", {"match_all": {}}))
        aggregations = asked.pop("aggs", {})
        found = {"aggregations": {n: self._sums(by, scores) for n, by in aggregations.items()}}
        order = asked.pop("sort", None)
        ids = [*scores] if order else sorted(scores, key=lambda id: -scores[id])
        sorts = {id: self._sort(id, order or ()) for id in ids}
        for at, by in reversed([*enumerate(order or ())]):
            ids.sort(key=lambda id: _rank(sorts[id][at]), reverse=_is_falling(by))
            ids.sort(key=lambda id: sorts[id][at] is None)
        if (after := asked.pop("search_after", None)) is not None:
            ids = ids[[sorts[id] for id in ids].index(after) + 1 :]
        source = asked.pop("_source", True)
        if asked.pop("stored_fields", None) == "_none_":
            source = []
        values = asked.pop("docvalue_fields", [])
        for field in values:
            self._sorted_by(field)
        hits = [
            {"_source": _shown(self.held[id], source), "sort": sorts[id]}
            | {"fields": {field: self.values(id, field) for field in values}}
            for id in ids[:size]
        ]
        for known in ("track_total_hits", "terminate_after", "timeout", "pit"):
            asked.pop(known, None)
        insist(not asked, asked)
        total = {"value": len(scores), "relation": "eq"}
        return {"status": 200, "timed_out": False, "hits": {"total": total, "hits": hits}, **found}

    def _sort(self, id: str, order: Iterable[Json]) -> list[Any]:
        fields = [by if isinstance(by, str) else next(iter(by)) for by in order]
        for field in fields:
            self._sorted_by(field)
        return [next(iter(self.values(id, field)), None) for field in fields]

    def _sums(self, by: Json, ids: Iterable[str]) -> Json:
        ((kind, body),) = by.items()
        if kind == "filter":
            return {"doc_count": len({*ids} & self._clause(body).keys())}
        if kind == "composite":
            ((source,),) = [body["sources"]]
            ((name, field),) = [(n, of["terms"]["field"]) for n, of in source.items()]
            self._sorted_by(field)
            every = sorted(value for id in ids for value in {*self.values(id, field)})
            counts = [(value, len([*same])) for value, same in groupby(every)]
            if "after" in body:
                counts = [one for one in counts if one[0] > body["after"][name]]
            counts = counts[: body["size"]]
            buckets = [{"key": {name: value}, "doc_count": count} for value, count in counts]
            return {"buckets": buckets} | ({"after_key": buckets[-1]["key"]} if buckets else {})
        self._sorted_by(body["field"])
        values = [value for id in ids for value in self.values(id, body["field"])]
        insist(kind in ("sum", "avg"), kind)
        mean = sum(values) / len(values) if values else None
        return {"value": float(sum(values)) if kind == "sum" else mean}


class Index:
    """An index of an engine."""

    def __init__(self, layout: Json) -> None:
        settings, mappings = layout["settings"], layout["mappings"]
        self.settings = settings
        self.fields = mappings["properties"]
        self.hidden = {*mappings.get("_source", {}).get("excludes", ())}
        insist(layout.keys() == {"settings", "mappings"}, layout.keys())
        insist(mappings.keys() <= {"dynamic", "_source", "properties"}, mappings.keys())
        insist(mappings["dynamic"] == "strict", "a slip makes a field")
        for name, field in self.fields.items():
            insist(field.get("type") in OPTIONS, f"{name}: {field}")
            insist(field.keys() - {"type"} <= OPTIONS[field["type"]], f"{name}: {field}")
            insist(field.get("similarity", "BM25") == "BM25", f"{name}: {field}")
        insist(self.hidden <= self.fields.keys(), "hides what is not there")
        self._see_analysis(settings.get("analysis", {}))
        self.kept: dict[str, Json] = {}
        self.versions: dict[str, int] = {}
        self.refresh()

    def _see_analysis(self, analysis: Json) -> None:
        """Words are cut at blanks alone, as `Documents` has it."""
        for field in self.fields.values():
            if field["type"] == "text":
                analyzer = analysis["analyzer"][field["analyzer"]]
                insist(analyzer.keys() == {"type", "tokenizer"}, analyzer)
                insist(analyzer["type"] == "custom", analyzer)
                tokenizer = analysis["tokenizer"][analyzer["tokenizer"]]
                insist(tokenizer["type"] == "whitespace", tokenizer)
                insist(tokenizer.keys() == {"type", "max_token_length"}, tokenizer)

    def refresh(self) -> None:
        self.seen = Documents(self.fields, {**self.kept})

    def write(self, id: str, document: Json) -> None:
        for name, value in document.items():
            if name not in self.fields:
                raise RefusedError(400, "strict_dynamic_mapping_exception", name)
            for one in value if isinstance(value, list) else [value]:
                fits = one is None or HOLDS[self.fields[name]["type"]](one)
                insist(fits, f"{name} holds {one!r}")
        self.kept[id] = document
        self.versions[id] = self.versions.get(id, -1) + 1

    def shown(self, answer: Json) -> Json:
        """An answer without what the index keeps no copy of."""
        for hit in answer["hits"]["hits"]:
            for name in self.hidden & hit["_source"].keys():
                del hit["_source"][name]
        return answer


class SmallEngine:
    """What answers requests."""

    def __init__(self) -> None:
        self.indices: dict[str, Index] = {}
        self.points: dict[str, tuple[Index, Documents]] = {}
        """Points in time that are open."""

    def answer(self, method: str, path: str, data: bytes) -> tuple[int, Json]:
        """Status and body."""
        try:
            return self._answered(method, path, data)
        except RefusedError as refused:
            return refused.status, {"error": refused.error, "status": refused.status}

    def _answered(self, method: str, path: str, data: bytes) -> tuple[int, Json]:
        url = urlsplit(path)
        options = {name: values[0] for name, values in parse_qs(url.query).items()}
        lines = [json.loads(line) for line in data.splitlines() if line]
        match method, *map(unquote, url.path.strip("/").split("/")):
            case "POST", "_msearch":
                return 200, {"responses": [*self._searched(lines)]}
            case "DELETE", "_search", "point_in_time":
                for id in lines[0]["pit_id"]:
                    del self.points[id]
                return 200, {}
            case "PUT", name:
                if name in self.indices:
                    raise RefusedError(400, "resource_already_exists_exception", name)
                self.indices[name] = Index(lines[0])
                return 200, {"acknowledged": True}
            case "GET", name, "_mapping":
                return 200, {name: {}} if self._index(name) else {}
            case "POST", name, "_refresh":
                self._index(name).refresh()
                return 200, {"_shards": {"total": 1, "failed": 0}}
            case "POST", name, "_search", "point_in_time":
                insist(options["keep_alive"].endswith("m"), options)
                self.points[id := f"point {len(self.points)}"] = (
                    (one := self._index(name)),
                    one.seen,
                )
                return 200, {"pit_id": id}
            case "GET", name, "_settings":
                settings = self._index(name).settings
                told = {key: str(value) for key, value in settings.items() if key != "analysis"}
                return 200, {name: {"settings": {"index": told}}}
            case "PUT", name, "_settings":
                self._index(name).settings |= lines[0]["index"]
                return 200, {}
            case "POST", name, "_bulk":
                return 200, {"items": [*self._written(self._index(name), iter(lines))]}
            case "GET", name, "_doc", id:
                return self._document(self._index(name), id)
            case "PUT", name, "_doc", id:
                return self._put(self._index(name), id, options, lines[0])
        raise RefusedError(400, "no_handler", f"{method} {path}")

    def _index(self, name: str) -> Index:
        if name not in self.indices:
            raise RefusedError(404, "index_not_found_exception", name)
        return self.indices[name]

    def _searched(self, lines: list[Json]) -> Iterator[Json]:
        for head, body in zip(lines[::2], lines[1::2], strict=True):
            try:
                insist(head.keys() <= {"allow_partial_search_results", "index"}, head)
                insist(re.fullmatch(r"\d+s", body["timeout"]), body["timeout"])
                if "pit" in body:
                    insist("index" not in head, head)
                    insist(body["pit"].get("keep_alive", "").endswith("m"), body["pit"])
                    index, seen = self.points[body["pit"]["id"]]
                else:
                    index = self._index(head["index"])
                    seen = index.seen
                yield index.shown(seen.answer(body))
            except RefusedError as refused:
                yield {"error": refused.error, "status": refused.status}

    @staticmethod
    def _written(index: Index, lines: Iterator[Json]) -> Iterator[Json]:
        for line in lines:
            ((action, head),) = line.items()
            if action == "delete":
                status = 200 if index.kept.pop(head["_id"], None) else 404
                yield {action: {"status": status}}
                continue
            insist(action == "index", action)
            index.write(head["_id"], next(lines))
            yield {action: {"status": 201}}

    @staticmethod
    def _document(index: Index, id: str) -> tuple[int, Json]:
        if id not in index.kept:
            return 404, {"found": False}
        version = {"_seq_no": index.versions[id], "_primary_term": 1}
        return 200, {"found": True, "_source": index.kept[id], **version}

    @staticmethod
    def _put(index: Index, id: str, options: Json, document: Json) -> tuple[int, Json]:
        known = {"if_seq_no": str(index.versions.get(id)), "if_primary_term": "1"}
        if (options.get("op_type") == "create" and id in index.kept) or (
            "if_seq_no" in options and options != known
        ):
            raise RefusedError(409, "version_conflict_engine_exception", "version_conflict")
        index.write(id, document)
        return 200, {}


def _sum(some: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for scores in some:
        for id, score in scores.items():
            total[id] = total.get(id, 0.0) + score
    return total


def _any(some: Iterable[Iterable[str]]) -> Scores:
    return {id: 1.0 for ids in some for id in ids}


def _is_falling(by: Json) -> bool:
    if isinstance(by, str):
        return False
    (way,) = by.values()
    order = way["order"] if isinstance(way, dict) else way
    insist(order in ("asc", "desc"), order)
    insist(way == order or way == {"order": order, "missing": "_last"}, way)
    return bool(order == "desc")


def _rank(value: Any) -> Any:
    """As the engine sorts: texts by their bytes."""
    return (value is None, value.encode() if isinstance(value, str) else value or 0)


def _as_regex(pattern: str) -> str:
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    signs = {"*": ".*", "?": "."}
    return "".join(signs.get(one) or re.escape(one[-1]) for one in parts)


def _shown(document: Json, fields: Json) -> Json:
    """The parts of a document that are asked for."""
    if fields is True:
        return {**document}
    found: Json = {}
    for field in fields:
        room, _, name = field.partition(".")
        if room in document:
            if name:
                found.setdefault(room, {})[name] = document[room][name]
            else:
                found[room] = document[room]
    return found
