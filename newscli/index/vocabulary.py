"""The archive's own words: how many articles have each, and which are alike."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newscli.index.filtering import KINDS, LAST
from newscli.index.planes import Planes, parts
from newscli.text import words
from newscli.text.skeletons import skeletons

# Repairs are looked up among words in this range of lengths: two letters are one edit from
# hundreds of words, and what is longer than 24 letters is rarely a word of any language.
SHORTEST_REPAIRED = 3
LONGEST_REPAIRED = 24

LONGEST_PATTERN = 1000  # letters; no word that is sought is longer, and SQLite takes 50,000

FACTS = (min(KINDS.values()), LAST)  # words between these are of filters

REMEMBERED = 64  # words; the likely slips of one take 4 kB

SIDES = {"first": 0, "last": -1}

STEMMED = 16  # words that share a row of stems: a row a word takes four times as long
FOUND = "\x01"  # before those of them that are found; no word begins so

SOUNDS = 3  # consonants, which a few words in a thousand share


class Vocabulary:
    """The words of an index.  Writes happen within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._remembered: dict[str, Any] = {}
        self._state: tuple[int, int] = (-1, -1)

    @property
    def remembered(self) -> dict[str, Any]:
        """Word → what it was found to be a slip for, as long as nothing is written: who types
        letter by letter asks for the first words again with each."""
        (others,) = self._db.execute("PRAGMA data_version").fetchone()
        state = others, self._db.total_changes
        if state != self._state or len(self._remembered) > REMEMBERED:
            self._state, self._remembered = state, {}
        return self._remembered

    def count(self, fields: Iterable[str], change: int) -> None:
        """Add `change` to the number of articles of every word in the fields of one article."""
        distinct = {word for field in fields for word in words(field)}
        known = self._held(distinct) if change > 0 else distinct
        self._db.executemany(
            "INSERT INTO vocabulary(word, articles) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
            [(word, change) for word in distinct],
        )
        if new := [word for word in distinct - known if repairable(word)]:
            self._db.executemany(
                "INSERT INTO buckets(side, letter, letters, widths, planes, added) "
                "VALUES (?, ?, '', '0', x'', ?) "
                "ON CONFLICT DO UPDATE SET added = added || excluded.added",
                [(side, word[end], f"{word} ") for word in new for side, end in SIDES.items()],
            )
            self._stem(new)
            self._sound(new)

    def _stem(self, words: Sequence[str]) -> None:
        """Take in words under their stems."""
        self._db.executemany(
            "INSERT INTO stems(words) VALUES (?)",
            ((" ".join(words[at : at + STEMMED]),) for at in range(0, len(words), STEMMED)),
        )

    def _sound(self, words: Iterable[str]) -> None:
        """Take in how words sound."""
        alike: dict[str, str] = {}
        for skeleton, word in skeletons(words):
            beginning = skeleton[:SOUNDS]
            alike[beginning] = f"{alike.get(beginning, '')}{word} "
        self._db.executemany(
            "INSERT INTO sounds(beginning, words) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET words = words || excluded.words",
            sorted(alike.items()),
        )

    def count_variants(self, changes: Mapping[tuple[str, str], int]) -> None:
        """Add to the numbers of articles of plain forms and spellings."""
        self._db.executemany(
            "INSERT INTO variants(plain, written, articles) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
            sorted((*pair, change) for pair, change in changes.items() if change),
        )

    def spellings(self, plain: Iterable[str], written: Iterable[str]) -> dict[str, dict[str, int]]:
        """Plain form → its spellings other than that, of one word or several, and how many articles
        have each: of these plain forms and of those that have these spellings."""
        rows = self._db.execute(
            "WITH wanted(word) AS (SELECT value FROM json_each(:plain) UNION "
            "SELECT plain FROM variants WHERE written IN (SELECT value FROM json_each(:written))) "
            "SELECT plain, written, articles FROM variants JOIN wanted ON plain = word "
            "WHERE articles > 0 ORDER BY articles DESC, written",
            {"plain": json.dumps([*plain]), "written": json.dumps([*written])},
        )
        found: dict[str, dict[str, int]] = {}
        for word, spelt, articles in rows:
            found.setdefault(word, {})[spelt] = articles
        return found

    def spellings_fitting(self, pattern: str, most: int) -> dict[str, int]:
        """The commonest spellings of words whose plain form a pattern with `*` and `?` fits, and
        how many articles have each."""
        if len(pattern) > LONGEST_PATTERN:
            return {}
        rows = self._db.execute(
            "SELECT written, articles FROM variants WHERE plain GLOB ? AND articles > 0 "
            "ORDER BY articles DESC, written LIMIT ?",
            (pattern, most),
        )
        return dict(rows.fetchall())

    def _held(self, words: Iterable[str]) -> set[str]:
        """Those of the words that some article has or had."""
        rows = self._db.execute(
            "SELECT word FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))",
            (json.dumps([*words]),),
        )
        return {word for (word,) in rows}

    def rebuild(self) -> None:
        """Take all words from the postings, whatever was held."""
        for table in ("vocabulary", "buckets", "stems", "sounds"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute(
            "INSERT INTO vocabulary(word, articles) "
            "SELECT term, doc FROM terms WHERE NOT (term >= ? AND term < ?)",
            FACTS,
        )
        rows = self._db.execute(
            "SELECT word FROM vocabulary WHERE length(word) BETWEEN ? AND ?",
            (SHORTEST_REPAIRED, LONGEST_REPAIRED),
        )
        repairs = [word for (word,) in rows if repairable(word)]
        self._stem(repairs)
        self._sound(repairs)
        for side, end in SIDES.items():
            alike: dict[str, list[str]] = {}
            for word in repairs:
                alike.setdefault(word[end], []).append(word)
            self._db.executemany(
                "INSERT INTO buckets(side, letter, letters, widths, planes, added) "
                "VALUES (?, ?, ?, ?, ?, '')",
                ((side, letter, *parts(words)) for letter, words in alike.items()),
            )

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Folded word → how many articles have it; words that none has are left out."""
        rows = self._db.execute(
            "SELECT word, articles FROM vocabulary "
            "WHERE word IN (SELECT value FROM json_each(?)) AND articles > 0",
            (json.dumps([*words]),),
        )
        return dict(rows.fetchall())

    def beginning(self, prefix: str) -> int:
        """How many articles the words that begin so have, counted for each of these words."""
        (articles,) = self._db.execute(
            "SELECT coalesce(sum(articles), 0) FROM vocabulary WHERE word >= ? AND word < ?",
            (prefix, prefix + "\U0010ffff"),
        ).fetchone()
        return int(articles)

    def fitting(self, pattern: str, most: int) -> tuple[dict[str, int], int]:
        """The commonest words that a pattern with `*` and `?` fits, and how many articles have
        each; and how many such words there are."""
        if len(pattern) > LONGEST_PATTERN:
            return {}, 0
        rows = self._db.execute(
            "SELECT word, articles, count(*) OVER () FROM vocabulary "
            "WHERE word GLOB ? AND articles > 0 ORDER BY articles DESC, word LIMIT ?",
            (pattern, most),
        ).fetchall()
        return {word: articles for word, articles, _ in rows}, rows[0][2] if rows else 0

    def inflections(self, word: str) -> dict[str, int]:
        """The archive's other words with the same Porter stem, and how many articles have each; the
        commonest first."""
        if not repairable(word):
            return {}
        rows = self._db.execute(
            "SELECT highlight(stems, 0, ?, '') FROM stems WHERE stems MATCH ?", (FOUND, f'"{word}"')
        )
        words = " ".join(words for (words,) in rows).split(" ")
        alike = {one.removeprefix(FOUND) for one in words if one.startswith(FOUND)} - {word}
        if not alike:
            return {}
        rows = self._db.execute(
            "SELECT word, articles FROM vocabulary "
            "WHERE word IN (SELECT value FROM json_each(?)) AND articles > 0 "
            "ORDER BY articles DESC, word",
            (json.dumps([*alike]),),
        )
        return dict(rows.fetchall())

    def within(self, word: str, edits: int) -> dict[str, int]:
        """Words at most so many edits away that have the first or the last letter of this one, and
        how many; fewer than it has letters.

        All words one edit away are among these, as an edit leaves one end as it was, and nearly
        all that are two away.  Some may be held by no article any more.
        """
        near: dict[str, int] = {}
        for side, end in SIDES.items():
            for planes in self._planes(side, word[end]):
                near.update(planes.within(word, edits))
        return near

    def sounding(self, sought: Iterable[str]) -> list[str]:
        """Words with one of these skeletons.  Some may be held by no article any more."""
        wanted = {*sought}
        rows = self._db.execute(
            "SELECT words FROM sounds WHERE beginning IN (SELECT value FROM json_each(?))",
            (json.dumps([*{skeleton[:SOUNDS] for skeleton in wanted}]),),
        )
        alike = " ".join(words for (words,) in rows).split()
        return [word for skeleton, word in skeletons(alike) if skeleton in wanted]

    def _planes(self, side: str, letter: str) -> list[Planes]:
        """The words with this letter there: those of the last load, and those that came since."""
        remembered, bucket = self.remembered, f"{side}: {letter}"  # what no words are
        if bucket not in remembered:
            rows = self._db.execute(
                "SELECT letters, widths, planes, added FROM buckets WHERE side = ? AND letter = ?",
                (side, letter),
            )
            remembered[bucket] = [
                planes
                for *whole, added in rows
                for planes in (Planes(*whole), *([Planes.of(added.split())] if added else ()))
            ]
        found: list[Planes] = remembered[bucket]
        return found


def repairable(word: str) -> bool:
    """Whether a folded word can be a repair: long enough to judge, and no figure."""
    return SHORTEST_REPAIRED <= len(word) <= LONGEST_REPAIRED and (
        word.isalpha() or not any(map(str.isnumeric, word))  # vowel signs are no letters
    )
