"""What is asked of the index: a tree of words that stand somewhere, and of what a reader says.

`search` builds these trees, and the store alone says them in its engine's language, so that another
engine can be asked the same.  Words are in the full-text index; tags and the times at which
articles came are in tables beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from newscli.index.filtering import KINDS
from newscli.index.filtering import NEVER as NOWHERE
from newscli.tuples import NamedTuple

TEXTS = ("headline", "caption", "body")
"""Fields with text of their own; all others are `filtering.KINDS`."""


class Run(NamedTuple):
    """Words side by side."""

    words: tuple[str, ...]
    """Folded; at least one."""
    field: str | None = None
    """One of `TEXTS` or of `filtering.KINDS`; None for anywhere in `TEXTS`."""
    prefix: bool = False
    """Whether the last word may go on."""


class Near(NamedTuple):
    """Runs in either order, with at most `distance` words between the first and the last."""

    runs: tuple[Run, ...]
    """All of one field."""
    distance: int


class Tagged(NamedTuple):
    """At least one of these tags, as the desk has them."""

    tags: tuple[str, ...]


class Arrived(NamedTuple):
    """First seen within a time."""

    start: int
    """From when, microseconds since 1970."""
    end: int
    """Before when."""


class Numbered(NamedTuple):
    """Some articles by their numbers."""

    numbers: tuple[int, ...]


class Within(NamedTuple):
    """Of a date in a period; what has no date is in none."""

    start: str
    """From when: dates are compared as text, so that 2024 stands before all days of it."""
    end: str
    """Before when."""


class All(NamedTuple):
    """Every part; without parts, every article."""

    parts: tuple[Sought, ...]


class Any(NamedTuple):
    """At least one part; without parts, no article."""

    parts: tuple[Sought, ...]


class Without(NamedTuple):
    """What the first finds and the second does not."""

    sought: Sought
    excluded: Sought


Sought: TypeAlias = Run | Near | Tagged | Arrived | Numbered | Within | All | Any | Without

EVERY = All(())
NEVER = Any(())


def all_of(parts: Iterable[Sought]) -> Sought:
    """Every part, `EVERY` left out; a single part is itself."""
    several = tuple(part for part in parts if not is_every(part))
    return several[0] if len(several) == 1 else All(several)


def any_of(parts: Iterable[Sought]) -> Sought:
    """At least one part; a single part is itself."""
    several = tuple(parts)
    return several[0] if len(several) == 1 else Any(several)


def is_every(sought: Sought) -> bool:
    """Whether every article is sought."""
    return isinstance(sought, All) and not sought.parts


def is_never(sought: Sought) -> bool:
    """Whether no article is sought."""
    return isinstance(sought, Any) and not sought.parts


def is_of_words(sought: Sought) -> bool:
    """Whether the full-text index alone can tell."""
    match sought:
        case Tagged() | Arrived() | Numbered() | Within():
            return False
        case All(parts) | Any(parts):
            return all(map(is_of_words, parts))
        case Without(wanted, excluded):
            return is_of_words(wanted) and is_of_words(excluded)
        case _:
            return True


def conjuncts(sought: Sought) -> list[Sought]:
    """What has to hold, each by itself."""
    if isinstance(sought, All):
        return [one for part in sought.parts for one in conjuncts(part)]
    return [sought]


def words_in(sought: Sought) -> list[Sought]:
    """What a tree asks of words, in whatever brackets, without what must not be."""
    match sought:
        case Tagged() | Arrived() | Numbered() | Within():
            return []
        case All(parts) | Any(parts):
            return [one for part in parts for one in words_in(part)]
        case Without(wanted, _):
            return words_in(wanted)
        case _:
            return [sought]


def expression(sought: Sought) -> str:
    """A tree of words in FTS5's query language.

    >>> expression(All((Run(("cold", "war")), Run(("nato",), "headline", prefix=True))))
    '("cold war" AND {headline} : "nato" *)'
    """
    match sought:
        case Run(words, field, prefix):
            return _in_field(field, _quoted(words, field) + (" *" if prefix else ""))
        case Near(runs, distance):
            field = runs[0].field
            quoted = " ".join(_quoted(run.words, field) for run in runs)
            return _in_field(field, f"NEAR({quoted}, {distance})")
        case All(parts):
            return _joined(" AND ", parts) if parts else expression(Run((), "source"))
        case Any(parts):
            return _joined(" OR ", parts) if parts else f'{{facts}} : "{NOWHERE}"'
        case Without(wanted, excluded):
            return f"({expression(wanted)} NOT {expression(excluded)})"
        case Tagged() | Arrived() | Numbered() | Within():
            raise AssertionError(f"in no full-text index: {sought}")


def _joined(operator: str, parts: Iterable[Sought]) -> str:
    several = [expression(part) for part in parts]
    return several[0] if len(several) == 1 else f"({operator.join(several)})"


def _quoted(words: Iterable[str], field: str | None) -> str:
    """Words side by side; folded ones hold no quotes.  A kind's mark alone stands in every article
    of which something of that kind is said."""
    mark = KINDS.get(field or "", "")
    return f'"{" ".join(mark + word for word in words) or mark}"'


def _in_field(field: str | None, phrase: str) -> str:
    if field is None:
        return phrase
    return f"{{{'facts' if field in KINDS else field}}} : {phrase}"
