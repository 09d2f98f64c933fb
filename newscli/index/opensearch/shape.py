"""Whether what an engine tells has the shape of what it is taken for: it may tell anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record", bound=tuple[Any, ...])


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
