"""Our named tuples do what those of `typing` do."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from newscli.records import Part
from newscli.tuples import OFTEN, NamedTuple


def place(base: Any) -> Any:
    """A kind of named tuple, with all that one has."""

    class Place(base):
        """A place."""

        path: str
        line: int = 1
        """From 1."""

        @property
        def shown(self) -> str:
            return f"{self.path}:{self.line}"

        @classmethod
        def first(cls, path: str) -> Any:
            return cls(path)

    return Place


Ours, Theirs, Often = place(NamedTuple), place(typing.NamedTuple), place(NamedTuple)
for _ in range(OFTEN):
    Often("a")


def outcome(ask: Callable[[Any], object], kind: Any) -> object:
    """What is answered, or the class of the error."""
    try:
        return ask(kind)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kind: tuple(kind("a")),
        lambda kind: tuple(kind(line=4, path="a")),
        lambda kind: kind("a", 2) == ("a", 2) and hash(kind("a", 2)) == hash(("a", 2)),
        lambda kind: kind("a") < kind("b"),
        lambda kind: repr(kind("a", 2)),
        lambda kind: kind("a")._replace(line=7).shown,
        lambda kind: kind("a")._asdict(),
        lambda kind: kind.first("a").line,
        lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__doc__),
        lambda kind: kind.__annotations__.keys(),
        lambda kind: copy.deepcopy(kind("a", 3)).shown,
        lambda kind: kind(),
        lambda kind: kind("a", 1, 2),
        lambda kind: kind("a", lines=2),
        lambda kind: kind("a", path="b"),
        lambda kind: kind("a", 2, line=3),
        lambda kind: setattr(kind("a"), "line", 2),
        lambda kind: setattr(kind("a"), "other", 2),
    ],
)
def test_they_answer_alike(ask: Callable[[Any], object]) -> None:
    assert outcome(ask, Ours) == outcome(ask, Often) == outcome(ask, Theirs)


def test_no_field_is_replaced_that_there_is_not() -> None:
    with pytest.raises(TypeError, match="lines"):  # of typing's, ValueError before Python 3.13
        Ours("a")._replace(lines=2)


def test_they_go_from_process_to_process() -> None:
    part = Part("caption", 3, 4)
    again = pickle.loads(pickle.dumps(part))  # noqa: S301 - our own
    assert type(again) is Part
    assert again == part
