"""Saved searches: a query and filters under a name, to be asked of any sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from newscli import own_files
from newscli.errors import DeskError, UsageError, refusal
from newscli.tuples import NamedTuple

MOST = 1 << 20  # bytes of the file: thousands of searches
NAME = re.compile(r"[^\W\d_][\w.-]{0,59}")
QUERY = "query"
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # keys that TOML takes without quotes

Value = str | bool | list[str]


class Saved(NamedTuple):
    """What is looked for."""

    query: str
    filters: Mapping[str, Value]
    """Options of the command line, by their names."""


class Searches:
    """The saved searches of one person."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._path = folder / "searches.toml" if folder else None

    def all(self) -> dict[str, Saved]:
        """Name → search, by name.  Raises `DeskError` for a file that cannot be understood."""
        import tomllib

        try:
            text = own_files.read(self._path or "", MOST).decode("utf-8-sig") if self._path else ""
            table = tomllib.loads(text)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._error(refusal(error)) from error
        except (ValueError, RecursionError) as error:
            raise self._error(f"no saved searches can be read: {error}"[:200]) from error
        return {name: self._saved(name, table[name]) for name in sorted(table)}

    def named(self, name: str) -> Saved:
        """The search of that name.  Raises `UsageError` when there is none."""
        known = self.all()
        if name not in known:
            there = f"there are {', '.join(known)}" if known else "there is none"
            raise UsageError(
                f"no saved search @{name}: {there}; "
                f"for the word itself: newscli search '\"@{name}\"'"
            )
        return known[name]

    def save(self, name: str, search: Saved) -> Saved | None:
        """Keep a search; the one that had the name before.  Raises `UsageError`, `DeskError`."""
        if not NAME.fullmatch(name):
            raise UsageError(f"“{name[:60]}” is no name: a letter, then letters, digits and - _ .")
        if self._folder is None or self._path is None:
            raise DeskError("searches.toml", "there is no folder to keep it in")
        try:
            own_files.make_folder(self._folder)
            with own_files.locked(self._path.with_suffix(".lock")):
                known = self.all()
                before = known.get(name)
                known[name] = search
                text = "\n".join(_table(one, known[one]) for one in sorted(known))
                own_files.write(self._path, text.encode())
        except OSError as error:
            raise self._error(refusal(error)) from error
        return before

    def _saved(self, name: str, table: object) -> Saved:
        if isinstance(table, dict) and isinstance(table.get(QUERY, ""), str):
            filters = {key: value for key, value in table.items() if key != QUERY}
            if all(map(_is_value, filters.values())):
                return Saved(table.get(QUERY, ""), filters)
        raise self._error(f"“{name[:60]}” is no search: a query and filters are meant")

    def _error(self, reason: str) -> DeskError:
        return DeskError(str(self._path or "searches.toml"), reason)


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str | bool)


def _table(name: str, search: Saved) -> str:
    """A search in TOML, whose strings are JSON's as far as they have no control characters."""
    lines = [f"[{_key(name)}]", f"{QUERY} = {_string(search.query)}"]
    for key, value in search.filters.items():
        written = (
            str(value).lower()
            if isinstance(value, bool)
            else _string(value)
            if isinstance(value, str)
            else f"[{', '.join(map(_string, value))}]"
        )
        lines.append(f"{_key(key)} = {written}")
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    """A basic string.

    >>> print(_string('say "no"'))
    "say \\"no\\""
    """
    text = text.encode("utf-8", "replace").decode()  # a lone surrogate is no text in TOML
    escaped = "".join(
        f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in text
    )
    return f'"{escaped}"'
