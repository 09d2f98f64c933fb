"""What is sought, in the engine's language.

What matches is told by filters, which cost nothing to weigh; what ranks is a flat sum over the
words, as it only chooses the pool that `search` ranks anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from math import comb
from types import MappingProxyType
from typing import Any as Json

from newscli.errors import UsageError
from newscli.index.filtering import KINDS
from newscli.index.matching import FIELD_WEIGHTS, Selection
from newscli.index.opensearch.layout import FACTS, LARGEST_PAGE
from newscli.index.sought import (
    TEXTS,
    All,
    Any,
    Arrived,
    Near,
    Numbered,
    Run,
    Sought,
    Tagged,
    Within,
    Without,
    words_in,
)

NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}
BOOSTS = dict(zip(TEXTS, FIELD_WEIGHTS, strict=False))
WEIGHED = [f"{field}^{weight}" for field, weight in BOOSTS.items()]
RANKED = 150  # forms of words that rank; the engine takes 1,024 clauses, and a form is up to three
LONGER = 1_000  # words that a beginning within a phrase may stand for

Said = Mapping[str, Collection[str]]
"""Tag → contents, by id, that a reader says it of: the engine does not know tags."""
NOTHING_SAID: Said = MappingProxyType({})


def selecting(sought: Sought, selection: Selection, said: Said = NOTHING_SAID) -> Json:
    """What passes a selection and matches what is sought, as a filter."""
    wanted = [matching(sought, said), matching(selection.required, said)]
    if selection.period:
        wanted.append(matching(Within(*selection.period)))
    query: Json = {"filter": [one for one in wanted if one != EVERYTHING]}
    if selection.excluded:
        query["must_not"] = [matching(one, said) for one in selection.excluded]
    return {"bool": query} if query["filter"] or selection.excluded else EVERYTHING


def ranking(sought: Sought, selection: Selection, said: Said = NOTHING_SAID) -> Json:
    """The same, and what of it is likely to be best."""
    runs = [one for one in dict.fromkeys(words_in(sought)) if isinstance(one, Run)]
    selected = selecting(sought, selection, said)
    ranked = [clause for run in runs[:RANKED] for clause in _weighed(run)]
    if not ranked:
        return selected
    return {"bool": {"filter": [selected], "should": ranked}}


def _weighed(run: Run) -> list[Json]:
    """What ranks what has a run: as the local store does, one word in all fields together."""
    if run.field is None and len(run.words) == 1 and not run.prefix:
        return [{"combined_fields": {"query": run.words[0], "fields": WEIGHED}}]
    fields = [run.field] if run.field in TEXTS else [] if run.field else TEXTS
    return [_leaf(run, field) for field in fields]


def matching(sought: Sought, said: Said = NOTHING_SAID) -> Json:
    """What matches, as a filter.  Raises `UsageError` for tags of too many articles."""
    match sought:
        case Run():
            return _anywhere([sought])
        case Near(runs, distance):
            fields = [runs[0].field] if runs[0].field else [*TEXTS]
            return _any([_near(runs, distance, str(field)) for field in fields])
        case Arrived(start, end):
            return {"range": {"loaded": {"gte": start, "lt": end}}}
        case Within(start, end):
            return {"range": {"date": {"gte": start, "lt": end}}}
        case Numbered(numbers):
            return {"terms": {"number": [*numbers]}}
        case Tagged(tags):
            contents = sorted({*chain.from_iterable(said.get(tag, ()) for tag in tags)})
            if len(contents) > LARGEST_PAGE:
                raise UsageError(
                    f"{', '.join(tags)} is said of {len(contents):,} articles: "
                    f"an engine is asked for up to {LARGEST_PAGE:,}"
                )
            return {"terms": {"content": contents}}
        case All(parts):
            narrowing = [one for part in parts if (one := matching(part, said)) != EVERYTHING]
            if len(narrowing) < 2:
                return narrowing[0] if narrowing else EVERYTHING
            return _all(narrowing)
        case Any(parts):
            return _either(parts, said)
        case Without(wanted, excluded):
            without = [matching(excluded, said)]
            return {"bool": {"filter": [matching(wanted, said)], "must_not": without}}


def _all(parts: list[Json]) -> Json:
    return {"bool": {"filter": parts}}


def _any(parts: list[Json], least: int = 1) -> Json:
    if not parts:
        return NOTHING
    if len(parts) == least == 1:
        return parts[0]
    return {"bool": {"should": parts, "minimum_should_match": least}}


def _either(parts: tuple[Sought, ...], said: Said) -> Json:
    """At least one part.  All ways to choose so many of some parts are asked as that."""
    wholes = [part for part in parts if isinstance(part, All) and part.parts]
    if len(wholes) == len(parts) > 1:
        every = [*dict.fromkeys(one for whole in wholes for one in whole.parts)]
        (size, *others) = {len(whole.parts) for whole in wholes}
        if not others and len({*wholes}) == comb(len(every), size):
            return _any([matching(one, said) for one in every], size)
    runs = [part for part in parts if isinstance(part, Run)]
    rest = [matching(part, said) for part in parts if not isinstance(part, Run)]
    return _any([*([_anywhere(runs)] if runs else []), *rest])


def _anywhere(runs: Iterable[Run]) -> Json:
    """At least one of these runs, single words of a field as one list."""
    words: dict[str, list[str]] = {}
    parts: list[Json] = []
    for run in runs:
        fields = [run.field] if run.field else [*TEXTS]
        for field in fields:
            if len(run.words) == 1 and not run.prefix:
                at, (word,) = _as_stored(run, str(field))
                words.setdefault(at, []).append(word)
            else:
                parts.append(_leaf(run, str(field)))
    return _any([*({"terms": {field: some}} for field, some in words.items()), *parts])


def _as_stored(run: Run, field: str) -> tuple[str, list[str]]:
    """The engine's field, and the words as they stand there."""
    if field not in KINDS:
        return field, [*run.words]
    mark = KINDS[field]
    return FACTS, [mark + word for word in run.words] or [mark]


def _leaf(run: Run, field: str) -> Json:
    at, words = _as_stored(run, field)
    boost = BOOSTS.get(at, 1)
    if len(words) == 1:
        kind = "prefix" if run.prefix else "term"
        return {kind: {at: {"value": words[0], "boost": boost}}}
    if run.prefix:
        phrase = {"query": " ".join(words), "max_expansions": LONGER, "boost": boost}
        return {"match_phrase_prefix": {at: phrase}}
    return {"match_phrase": {at: {"query": " ".join(words), "boost": boost}}}


def _near(runs: tuple[Run, ...], distance: int, field: str) -> Json:
    """Runs near each other in one field."""
    parts: list[Json] = []
    for run in runs:
        _, words = _as_stored(run, field)
        exact = {"query": " ".join(words), "max_gaps": 0, "ordered": True}
        parts.append({"match": exact})
    every = {"intervals": parts, "ordered": False, "max_gaps": distance}
    return {"intervals": {_as_stored(runs[0], field)[0]: {"all_of": every}}}
