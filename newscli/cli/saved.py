"""Saved searches on the command line: words and filters that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscli.cli.options import Narrow
from newscli.cli.session import filters_of, say
from newscli.errors import DeskError, NewscliError

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.desk.searches import Saved

ALWAYS_ASKED = {"new"}  # what is not kept with a search


def recalled(query: str, narrow: Narrow) -> tuple[str, Narrow]:
    """Words and filters of a query that begins as the name of a saved search does: if it is one,
    those of that, but for the filters that are given now.

    Raises `UsageError` when there is none of that name.
    """
    from newscli.desk import Desk, place
    from newscli.desk.searches import NAME

    name = query[1:]
    if not NAME.fullmatch(name):
        return query, narrow
    saved = Desk(place()).searches.named(name)
    given = {key: value for key, value in narrow._asdict().items() if value}
    return saved.query, _filters(name, saved)._replace(**given)


def keep(archive: Archive, name: str, query: str, narrow: Narrow) -> None:
    """Save words and filters.  Raises `UsageError` and `DeskError`."""
    from newscli.desk.searches import Saved

    filters = {
        key.replace("_", "-"): value
        for key, value in narrow._asdict().items()
        if value and key not in ALWAYS_ASKED
    }
    before = archive.desk.files.searches.save(name, Saved(query, filters))
    say(f"saved: newscli search @{name}" + (f"; it was {before.query}" if before else ""))


def rows(archive: Archive) -> list[tuple[str, int, str]]:
    """Of each saved search its name, how many articles are new to it, and what it looks for."""
    found = []
    for name, saved in archive.desk.files.searches.all().items():
        narrow = _filters(name, saved)
        options = [
            f"--{key} {one}"
            for key, value in saved.filters.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        try:
            filters = filters_of(narrow._replace(new=True))
            count = archive.find(saved.query, filters).count
        except NewscliError as error:  # what the grammar no longer takes
            count, options = 0, [*options, f"({error})"]
        found.append((f"@{name}", count, " ".join((saved.query, *options))))
    return found


def _filters(name: str, saved: Saved) -> Narrow:
    from newscli.search.filters import FACTS

    filters: dict[str, Any] = {key.replace("-", "_"): value for key, value in saved.filters.items()}
    kinds = {key: type(value) for key, value in Narrow()._asdict().items()}
    lists = {*FACTS, "tag"}
    for key, value in filters.items():
        if key not in kinds or isinstance(value, list) != (key in lists):
            raise DeskError("searches.toml", f"“{name}” has a filter that there is not: {key}")
    return Narrow()._replace(**filters)
