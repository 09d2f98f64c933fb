"""When articles were first seen, and up to when they have been shown as new (`added.jsonl`).

The index has the same of its own articles; this is what outlives it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from newscli.desk.journal import Entry, Journal
from newscli.desk.times import of_text, text_of
from newscli.tuples import NamedTuple

MANY = 100  # lines on what has been shown, of which most are over


class Watch(NamedTuple):
    """What is asked to be told of anew, again and again."""

    sources: Sequence[str]
    """Absolute paths, sorted."""
    query: str = ""
    """As understood."""
    filters: Mapping[str, object] = {}
    """Those that say anything."""

    def entry(self) -> Entry:
        """What names it in the file."""
        return {"sources": [*self.sources], "query": self.query, "filters": {**self.filters}}

    def key(self) -> str:
        """The same for the same question."""
        return json.dumps(self.entry(), sort_keys=True)


class Arrivals:
    """The times of one person's archives."""

    def __init__(self, folder: Path | None) -> None:
        self._journal = Journal(folder, "added.jsonl")

    def known(self, sources: Sequence[str]) -> tuple[int | None, dict[str, int]]:
        """When these sources were first loaded, None if they were not, and when each article that
        came later did: id → microseconds."""
        first: int | None = None
        later: dict[str, int] = {}
        for entry in self._journal.held().entries:
            if entry.get("sources") != [*sources] or "seen" in entry:
                continue
            time = of_text(entry.get("time"))
            ids = entry.get("ids")
            if isinstance(ids, list):
                for id in ids:
                    later.setdefault(str(id), time)
            elif time:
                first = min(time, first or time)
        return first, later

    def begin(self, sources: Sequence[str], time: int) -> None:
        """These sources have been loaded for the first time.  Raises `DeskError`."""
        self._journal.append([{"sources": [*sources], "time": text_of(time)}])

    def more(self, sources: Sequence[str], time: int, ids: Sequence[str]) -> None:
        """These articles have come.  Raises `DeskError`."""
        self._journal.append([{"sources": [*sources], "time": text_of(time), "ids": [*ids]}])

    def seen(self, question: Watch) -> tuple[int | None, str]:
        """Up to when this has been shown, None if never; and what is wrong with the file."""
        held = self._journal.held()
        moments = _seen(held.entries).get(question.key())
        return moments, held.problem

    def show(self, question: Watch, time: int) -> None:
        """This has been shown up to then.  Raises `DeskError`."""
        self._journal.append([question.entry() | {"seen": text_of(time)}])
        entries = [entry for entry in self._journal.held().entries if "seen" in entry]
        if len(entries) > 2 * len(_seen(entries)) + MANY:
            self._journal.rewrite(_shorter)


def _key(entry: Entry) -> str:
    return json.dumps({key: entry.get(key) for key in Watch._fields}, sort_keys=True)


def _seen(entries: Iterable[Entry]) -> dict[str, int]:
    """Watch → the latest moment."""
    found: dict[str, int] = {}
    for entry in entries:
        if "seen" in entry:
            key = _key(entry)
            found[key] = max(found.get(key, 0), of_text(entry["seen"]))
    return found


def _shorter(entries: list[Entry]) -> list[Entry]:
    """The entries without those on what has been shown that later ones make needless."""
    latest = _seen(entries)
    return [
        entry
        for entry in entries
        if "seen" not in entry or of_text(entry["seen"]) == latest[_key(entry)]
    ]
