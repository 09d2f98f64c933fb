"""What is asked of articles that none of them has, and what there is in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newscli.choices import KINDS, names
from newscli.index.filtering import KINDS as FIELDS
from newscli.index.sought import Any, Run, Sought, Tagged, Within
from newscli.search.suggestions import alike

if TYPE_CHECKING:
    from newscli.archive import Archive

NAMED = 3  # of what there is: the nearest names, else the most frequent
LONGEST = 40  # characters of a name that are repeated


def lacking(archive: Archive, unmet: Iterable[Sought]) -> tuple[str, ...]:
    """A sentence for each condition of filters and fields that no article meets."""
    return tuple(line for one in unmet if (line := _line(archive, one)))


def _line(archive: Archive, sought: Sought) -> str:
    if isinstance(sought, Any) and sought.parts:  # spellings, or filters of one kind
        sought = sought.parts[0]
    match sought:
        case Within() | Run(_, "date"):
            return _dates(archive)
        case Tagged((tag, *_)):
            counts = archive.desk.tag_counts().items()
            return _unknown("tag", tag, sorted(counts, key=lambda one: -one[1]))
        case Run(words, str(field)) if field in FIELDS:
            there = None
            if field in names(KINDS) and archive.roots:  # an engine would have to send all facts
                there = archive.counted(field)
                if field == "source" and not there:  # names that are only ids, which are found too
                    there = archive.counted("file")
            return _unknown(field, " ".join(words), there)
        case _:
            return ""


def _unknown(kind: str, name: str, there: Sequence[tuple[str, int]] | None) -> str:
    """`no source “tach”: there is tech (401)`; of what `there` is, those of most articles first."""
    unknown = f"no {kind} “{_short(name)}”"
    if there is None:
        return unknown
    if not there:
        return f"{unknown}: no article has one"
    near = alike(name, [one for one, _ in there], NAMED)
    shown = [there[at] for at in near] or there[:NAMED]
    others = 0 if near else len(there) - len(shown)
    listed = ", ".join(f"{_short(one)} ({count:,})" for one, count in shown)
    return f"{unknown}: there is {listed}" + (f" and {others:,} more" if others else "")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rstrip()}…"


def _dates(archive: Archive) -> str:
    if not archive.roots:
        return "nothing of that time"
    days = [day for day, _ in archive.counted("day")]
    if not days:
        return "nothing of that time: no article has a date"
    return f"nothing of that time: dates are from {min(days)} to {max(days)}"
