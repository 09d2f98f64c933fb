"""Tags: what a person says of articles, a line a change (`marks.jsonl`).

A tag belongs to a text.  It is found by the content's id, which copies of the text share, and when
the text has changed by where that stood.  Changes count by their time, so that two files put one
behind the other say what both say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from newscli.desk.journal import Entry, Journal
from newscli.desk.times import now_us, of_text, text_of
from newscli.errors import UsageError
from newscli.tuples import NamedTuple

READ, STAR = "read", "star"
"""The two tags that have a meaning."""

LONGEST = 60  # characters of a tag

_TAG = re.compile(r"\w[\w./-]*")


class At(NamedTuple):
    """Where an article stands."""

    source: str
    """Absolute path of its file; of a member, of the archive."""
    member: str
    """Its path in the archive; empty for a file."""
    place: int
    """Among the articles of its document, from 1."""


class Standing(NamedTuple):
    """An article that something is said of."""

    id: str
    """Of its content, without a copy's number."""
    at: At
    headline: str


class Change(NamedTuple):
    """What is said of an article from now on."""

    article: Standing
    add: Sequence[str] = ()
    remove: Sequence[str] = ()


class Said(NamedTuple):
    """What is said of an article after all changes."""

    article: Standing
    tags: frozenset[str]


class Marks:
    """The tags of one person."""

    def __init__(self, folder: Path | None) -> None:
        self._journal = Journal(folder, "marks.jsonl")
        self._known: tuple[str, list[Said], str] | None = None
        self._newest = 0  # of all changes, microseconds

    def stamp(self) -> str:
        """What is another when tags have changed; empty when there are none."""
        return self._journal.stamp()

    def said(self) -> tuple[list[Said], str]:
        """What is said of each article, and what is wrong with the file, in one line."""
        stamp = self.stamp()
        if self._known is None or self._known[0] != stamp:
            held = self._journal.held()
            changes = [(entry, _change(entry)) for entry in held.entries]
            odd = any(change is None for _, change in changes)
            problem = held.problem or (
                f"{self._journal.path}: some lines say nothing of an article" if odd else ""
            )
            good = [(_time(entry), change) for entry, change in changes if change]
            self._newest = max((time for time, _ in good), default=0)
            self._known = stamp, [said for said, _, _ in _folded(good)], problem
        return self._known[1:]

    def change(self, changes: Iterable[Change]) -> tuple[str, str]:
        """Take down changes; the stamps before and after.

        Raises `DeskError`, and then there are none.
        """
        time = text_of(max(now_us(), self._newest + 1))
        before, after = self._journal.append(
            _entry(change.article, change.add, change.remove, time) for change in changes
        )
        self._journal.shorten(_shorter)
        return before, after


def tag_of(word: str) -> str:
    """The tag that a word names, in the form in which it is kept.  Raises `UsageError`.

    >>> tag_of("Iraq"), tag_of("to-do")
    ('iraq', 'to-do')
    """
    tag = kept(word)
    if not _TAG.fullmatch(tag) or len(tag) > LONGEST:
        raise UsageError(
            f"“{word[:LONGEST]}” is no tag: one word of letters, digits and - _ . /, "
            f"{LONGEST} at most"
        )
    return tag


def changes_of(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """The tags that `+TAG -TAG` add and remove; a word without a sign is to be added.

    Raises `UsageError` for what is no tag, and for one that is to be both.

    >>> changes_of(["+Iraq", "-todo", "oil"])
    (['iraq', 'oil'], ['todo'])
    """
    typed = list(words)
    remove = dict.fromkeys(tag_of(word[1:]) for word in typed if word[:1] == "-")
    add = dict.fromkeys(tag_of(word.removeprefix("+")) for word in typed if word[:1] != "-")
    if both := add.keys() & remove.keys():
        raise UsageError(f"{min(both)} is to be added and removed: choose one")
    return list(add), list(remove)


def kept(word: str) -> str:
    """A tag in the form in which it is kept and looked for."""
    return unicodedata.normalize("NFC", word.strip()).casefold()


def _folded(changes: Iterable[tuple[int, Change]]) -> list[tuple[Said, frozenset[str], int]]:
    """What is said of each article in the end, what no longer is, and since when."""
    kept: dict[str, tuple[Standing, dict[str, bool], int]] = {}
    for time, change in sorted(changes, key=lambda both: both[0]):  # stable
        _, tags, _ = kept.get(change.article.id, (None, {}, 0))
        tags.update(dict.fromkeys(change.add, True))
        tags.update(dict.fromkeys(change.remove, False))
        kept[change.article.id] = change.article, tags, time
    return [
        (
            Said(article, frozenset(tag for tag, is_on in tags.items() if is_on)),
            frozenset(tag for tag, is_on in tags.items() if not is_on),
            time,
        )
        for article, tags, time in kept.values()
    ]


def _shorter(entries: list[Entry]) -> list[Entry]:
    """One entry an article, which says what all of them do; what is not understood stays."""
    good = [(_time(entry), change) for entry in entries if (change := _change(entry))]
    return [entry for entry in entries if _change(entry) is None] + [
        _entry(said.article, sorted(said.tags), sorted(gone), text_of(time))
        for said, gone, time in _folded(good)
    ]


def _entry(article: Standing, add: Sequence[str], remove: Sequence[str], time: str) -> Entry:
    entry: Entry = {"id": article.id, "at": list(article.at), "headline": article.headline}
    if add:
        entry["add"] = list(add)
    if remove:
        entry["remove"] = list(remove)
    return entry | {"time": time}


def _time(entry: Entry) -> int:
    return of_text(entry.get("time"))


def _change(entry: Entry) -> Change | None:
    """The change that an entry tells; None if it tells none."""
    match entry:
        case {"id": str(id)} if id:
            add, remove = entry.get("add", []), entry.get("remove", [])
            if not (_are_texts(add) and _are_texts(remove)):
                return None
            match entry.get("at"):
                case [str(source), str(member), int(place)]:
                    at = At(source, member, place)
                case _:
                    at = At("", "", 0)
            return Change(Standing(id, at, str(entry.get("headline", ""))), add, remove)
    return None


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
