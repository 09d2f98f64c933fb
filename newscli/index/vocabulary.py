"""The archive's own words: how many articles have each, and which are alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newscli.text import words

# Repairs are looked up among words in this range of lengths: two letters are one edit from
# hundreds of words, and what is longer than 24 letters is rarely a word of any language.
SHORTEST_REPAIRED = 3
LONGEST_REPAIRED = 24


class Vocabulary:
    """The words of an index.  Writes happen within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def count(self, fields: Iterable[str], change: int) -> None:
        """Add `change` to the number of articles of every word in the fields of one article."""
        distinct = {word for field in fields for word in words(field)}
        known = self.counts(distinct)
        self._db.executemany(
            "INSERT INTO vocabulary(initial, length, word, articles) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT DO UPDATE SET articles = articles + ?4",
            [(word[0], len(word), word, change) for word in distinct],
        )
        new = [word for word in distinct if repairable(word) and word not in known]
        if change > 0 and new:
            # A word that all articles had lost and one has again is there already.
            self._db.executemany(
                "INSERT OR IGNORE INTO deletions(shortened, word) VALUES (?, ?)",
                [(short, word) for word in new for short in cut(word)],
            )
            self._db.executemany("INSERT INTO stems(word) VALUES (?)", [(word,) for word in new])

    def rebuild(self) -> None:
        """Take all words from the postings, whatever was held."""
        for table in ("vocabulary", "deletions", "stems"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        self._db.execute(
            "INSERT INTO vocabulary(initial, length, word, articles) "
            "SELECT substr(term, 1, 1), length(term), term, doc FROM terms ORDER BY 1, 2, 3"
        )
        self._db.create_function("repairable", 1, repairable, deterministic=True)
        self._db.execute(
            "WITH RECURSIVE place(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM place "
            "WHERE i < ?) INSERT INTO deletions(shortened, word) "
            "SELECT DISTINCT substr(word, 1, i - 1) || substr(word, i + 1), word "
            "FROM vocabulary JOIN place ON i <= length WHERE repairable(word) ORDER BY 1, 2",
            (LONGEST_REPAIRED,),
        )
        self._db.execute(
            "INSERT INTO stems(word) SELECT word FROM vocabulary WHERE repairable(word)"
        )

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Folded word → how many articles have it; words that none has are left out."""
        found = {}
        for word in words:
            row = self._db.execute(
                "SELECT articles FROM vocabulary WHERE initial = ? AND length = ? AND word = ?",
                (word[:1], len(word), word),
            ).fetchone()
            if row and row[0]:
                found[word] = row[0]
        return found

    def one_edit_from(self, word: str) -> dict[str, int]:
        """The archive's words that are one edit away, or share a shortened form, with counts."""
        keys = {word, *cut(word)}
        places = ", ".join("?" * len(keys))
        rows = self._db.execute(
            f"SELECT word FROM deletions WHERE shortened IN ({places})",  # noqa: S608 - "?" alone
            list(keys),
        )
        found = self.counts({*keys, *(row[0] for row in rows)})
        found.pop(word, None)
        return found

    def inflections(self, word: str) -> list[str]:
        """The archive's other words with the same Porter stem."""
        if not word.isalpha():
            return []
        rows = self._db.execute("SELECT word FROM stems WHERE stems MATCH ?", (f'"{word}"',))
        return sorted(self.counts({row[0] for row in rows} - {word}))

    def bucket(self, initial: str, lengths: range) -> dict[str, int]:
        """The archive's words with this first letter and one of these lengths, with counts."""
        rows = self._db.execute(
            "SELECT word, articles FROM vocabulary "
            "WHERE initial = ? AND length BETWEEN ? AND ? AND articles > 0",
            (initial, lengths[0], lengths[-1]),
        )
        return dict(rows.fetchall())


def repairable(word: str) -> bool:
    """Whether a folded word can be a repair: long enough to judge, and no figure."""
    return SHORTEST_REPAIRED <= len(word) <= LONGEST_REPAIRED and word.isalpha()


def cut(word: str) -> set[str]:
    """The word with any one letter left out.

    >>> sorted(cut("nato"))
    ['ato', 'nao', 'nat', 'nto']
    """
    return {word[:i] + word[i + 1 :] for i in range(len(word))}
