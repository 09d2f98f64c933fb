"""JSON text into its articles' values, with the place of each, sound or damaged.

The json module decodes value by value, so where one is broken the next can still be had.  Which
list of a wrapper holds the articles is read off its names and off what the list holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterator
from itertools import islice
from typing import Any

from newscli.formats.drafting.fields import field_name, field_of
from newscli.formats.json_records.salvage import fault, partial, skip, string
from newscli.tuples import NamedTuple

LISTS = re.compile(  # names of lists of articles in wrappers
    r"(?:articles?|items?|doc(?:ument)?s?|hits|results?|data|news|newslist|stor(?:y|ies)|posts?"
    r"|entr(?:y|ies)|records?|rows?|values?|list|content|response|feed|artikel|noticias|nouvelles)",
    re.IGNORECASE,
)
WRAPPERS = re.compile(  # names of objects whose members are the article's own
    r"_source|fields|article|doc(?:ument)?|data|item|node|attributes|properties|metadata|meta|post"
    r"|story|result|record|response|hits|channel|rss|feed"
)
_DEEPEST = 6  # wrappers around the list of articles
_TEXTS = ("headline", "body", "summary")
_decoder = json.JSONDecoder(strict=False)  # control characters inside strings are let through
_opens_list = re.compile(r'"([^"\\]{1,40})"\s*:\s*(?=\[\s*\{)')
_next_object = re.compile(r"(?:\n\s*|[}\]]\s*,\s*)(?=\{\s*\")")
_opens_object = re.compile(r'\{\s*("(?:[^"\\]|\\.){0,80}")')
_pair = re.compile(r'"((?:[^"\\]|\\.){1,80})"\s*:\s*("(?:[^"\\]|\\.)*"?)', re.DOTALL)
_CANDIDATES = 200  # objects looked at for one to go on with after a broken one

Damage = Callable[[str, int], None]
"""Told what is wrong and at which offset."""


class FoundValue(NamedTuple):
    """A value that stands for an article."""

    value: Any
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last one."""
    publisher: str = ""
    """Whose feed it stands in (JSON Feed 1.1, "title")."""


def found(text: str, damage: Damage) -> Iterator[FoundValue]:
    """The articles' values in JSON text: one value, or several after one another."""
    at = skip(text, 0)
    while at < len(text):
        if text[at] == "[":
            at = yield from _in_list(text, at + 1, damage)
        else:
            at = yield from _in_value(text, at, damage)
        at = skip(text, at)


def _in_list(text: str, at: int, damage: Damage) -> Generator[FoundValue, None, int]:
    """The elements of a list from the first on; returns the offset after the list."""
    at, broken = skip(text, at), False
    while at < len(text) and text[at] != "]":
        try:
            value, end = _decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end, broken = (yield from _broken(text, at, damage)), True
        else:
            yield FoundValue(value, at, end)
        at = skip(text, max(end, at + 1))
    if at >= len(text) and not broken:
        damage("the text ends inside a list", len(text))
    return at + 1


def _in_value(text: str, at: int, damage: Damage) -> Generator[FoundValue, None, int]:
    """The articles inside a value that may be a wrapper; returns the offset after it."""
    try:
        value, end = _decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        for match in _opens_list.finditer(text, at):
            if LISTS.fullmatch(match[1]):
                damage("broken or cut JSON", fault(text, at))
                return (yield from _in_list(text, text.index("[", match.end()) + 1, _unreported))
        return (yield from _broken(text, at, damage))
    if _is_flat(value):
        yield FoundValue(value, at, end)
        return end
    path = list_path(value)
    if path is None:
        for element in _elements(value):
            yield FoundValue(element, at, end)
        return end
    start = at
    try:
        for key in path:
            start = next(begins for name, begins, _ in _pairs(text, start) if name == key)
    except (ValueError, IndexError):
        for element in _followed(value, path):
            yield FoundValue(element, at, end)
        return end
    inside = _in_list(text, start + 1, damage) if text[start] == "[" else _members(text, start)
    publisher = _feed(value)
    for one in inside:
        yield one._replace(publisher=publisher)
    return end


def _is_flat(value: object) -> bool:
    """Whether a value can hold no articles but itself: no member is an object or a list of some,
    nor is every one a column."""
    if not isinstance(value, dict):
        return True
    has_text = False
    for inner in value.values():
        if not isinstance(inner, dict | list):
            has_text = True
        elif isinstance(inner, dict) or any(isinstance(one, dict) for one in inner):
            return False
    return has_text


def _feed(value: dict[str, Any]) -> str:
    """The title of a feed; empty for another wrapper."""
    title, version = value.get("title"), value.get("version")
    is_feed = isinstance(version, str) and "jsonfeed.org/version" in version
    return title if is_feed and isinstance(title, str) else ""


def _unreported(reason: str, at: int) -> None:
    """Nobody has to be told of damage inside a list when it has been told of the wrapper."""


def _broken(text: str, at: int, damage: Damage) -> Generator[FoundValue, None, int]:
    """What can be had of a value that cannot be decoded; returns where to go on."""
    damage("broken or cut JSON", fault(text, at))
    value, stop, _ = partial(text, at)
    following = end = _resumed(text, at, stop)
    while end > at and text[end - 1] in " \n\t,":
        end -= 1
    if isinstance(value, dict):
        for match in _pair.finditer(text, stop, end):
            value.setdefault(match[1], string(match[2]))
    if value:
        yield FoundValue(value, at, max(end, at + 1))
    return following


def _resumed(text: str, at: int, stop: int) -> int:
    """Offset of the next object that is not part of the broken one at `at`; else the end."""
    opened = _opens_object.match(text, at)
    for match in islice(_next_object.finditer(text, stop), _CANDIDATES):
        here = _opens_object.match(text, match.end())
        if opened and here and here[1] == opened[1]:
            return match.end()
        try:
            if is_article(_decoder.raw_decode(text, match.end())[0]):
                return match.end()
        except (ValueError, RecursionError):
            continue
    return len(text)


def is_article(value: object) -> bool:
    """Whether an object has a text of its own: a headline, a body, a summary."""
    if not isinstance(value, dict):
        return False
    for key, inner in value.items():
        known = field_of(key)
        holds = _holds_articles(key, inner) or (isinstance(inner, dict) and _is_whole(inner))
        if known and known[0] in _TEXTS and inner and not holds:
            return True
        if WRAPPERS.fullmatch(key) and isinstance(inner, dict) and is_article(inner):
            return True
    return False


def _is_whole(value: dict[str, Any]) -> bool:
    """Whether an object is an article with headline and body, not what stands for one of these."""
    fields = [(field_name(key), inner) for key, inner in value.items()]
    if not any(field == "headline" and inner for field, inner in fields):
        return False
    wrapped = [v for k, v in value.items() if WRAPPERS.fullmatch(k) and isinstance(v, dict)]
    return any(field == "body" and inner for field, inner in fields) or any(
        _field_in(inner, "body") for inner in wrapped
    )


def _holds_articles(key: str, value: object) -> bool:
    """Whether a member is a list of articles, and not the paragraphs of one."""
    if not isinstance(value, list):
        return False
    if field_name(key) == "body":
        return any(isinstance(e, dict) and _field_in(e, "headline") for e in value[:3])
    return any(map(is_article, value[:3]))


def _field_in(value: dict[str, Any], field: str) -> bool:
    return any(field_name(key) == field for key in value)


def list_path(value: object) -> list[str] | None:
    """The keys that lead to the list of articles inside a wrapper; None when it is none."""
    if not isinstance(value, dict):
        return None
    named = _path(value, 0, lambda key: LISTS.fullmatch(key) is not None)
    has_text = any(
        field_name(key) == "body" and inner
        for key, inner in value.items()
        if not isinstance(inner, list | dict)
    )
    if named is not None and not has_text:
        return named
    return None if is_article(value) else _path(value, 0, lambda key: True)


def _path(value: dict[str, Any], depth: int, fits: Callable[[str], bool]) -> list[str] | None:
    for key, inner in value.items():
        if fits(key) and _holds_articles(key, inner):
            return [key]
    if depth < _DEEPEST:
        for key, inner in value.items():
            if not isinstance(inner, dict) or _is_whole(inner):
                continue
            if (path := _path(inner, depth + 1, fits)) is not None:
                return [key, *path]
    keyed = [inner for inner in value.values() if isinstance(inner, dict)]
    if depth == 0 and len(keyed) == len(value) > 0 and all(map(is_article, keyed[:5])):
        return []  # an object of articles by their names
    return None


def _pairs(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of the value of each member of the object at `at`."""
    at = skip(text, at + 1)
    while text[at] == '"':
        name, at = _decoder.raw_decode(text, at)
        start = skip(text, skip(text, at) + 1)
        _, at = _decoder.raw_decode(text, start)
        yield name, start, at
        at = skip(text, at)


def _members(text: str, at: int) -> Iterator[FoundValue]:
    """The articles of an object that has them by their names."""
    for name, start, end in _pairs(text, at):
        value, _ = _decoder.raw_decode(text, start)
        yield FoundValue({"key": name, **value}, start, end)


def _followed(value: Any, path: list[str]) -> list[Any]:
    for key in path:
        value = value[key]
    return value if isinstance(value, list) else list(value.values())


def _in_lists(value: dict[str, Any]) -> list[Any]:
    """The articles of wrappers that stand in a list: `{"db": [{"data": {"posts": […]}}]}`."""
    listed = [one for inner in value.values() if isinstance(inner, list) for one in inner]
    paths = [(one, list_path(one)) for one in listed if isinstance(one, dict)]
    return [article for one, path in paths if path for article in _followed(one, path)]


def _within(value: dict[str, Any], depth: int) -> list[Any]:
    """The one article inside of wrappers: `{"response": {"content": {…}}}`."""
    inner = [one for one in value.values() if isinstance(one, dict)]
    if found := [one for one in inner if is_article(one)]:
        return found if len(found) == 1 else []
    if depth < _DEEPEST and len(inner) == 1:
        return _within(inner[0], depth + 1)
    return []


def _elements(value: Any) -> list[Any]:
    """A value that is no wrapper: one article, or columns that are rows set upright."""
    if not isinstance(value, dict):
        return [value]
    if not is_article(value) and (inner := _in_lists(value) or _within(value, 0)):
        return inner
    if len(value) < 2:
        return [value]
    columns = list(value.values())
    if all(isinstance(c, dict) for c in columns) and all(
        c.keys() == columns[0].keys() for c in columns
    ):
        rows = [{name: value[name][key] for name in value} for key in columns[0]]
    elif all(isinstance(c, list) for c in columns) and len({len(c) for c in columns}) == 1:
        rows = [{name: value[name][index] for name in value} for index in range(len(columns[0]))]
    else:
        return [value]
    return rows if rows and is_article(rows[0]) else [value]
