"""Which articles tell the same story, as far as that has been found out: links and groups.

A number never comes to mean another text (the index gives each once, and again only for the same
content), so a link between two articles holds as long as both are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from newscli.records import Kind, Passage, Relation
from newscli.tuples import NamedTuple

KINDS: tuple[Kind, ...] = ("copy", "version", "same story", "related")
Link = tuple[int, int, Relation]
"""Two articles, and what the second is to the first."""

GROUPING = len(KINDS) - 1
"""So many kinds, the first ones, make two articles one story."""


class Text(NamedTuple):
    """What stories are told in."""

    number: int
    id: str
    headline: str | None
    """None when the document has none of its own."""
    paragraphs: list[str]
    date: str | None


class Membership(NamedTuple):
    """That an article tells a story, and how."""

    story: int
    """The lowest number of an article that tells it as a whole."""
    number: int
    copy_of: int | None
    """The lowest number among identical ones, if that is another."""
    paragraphs: tuple[int, int] | None
    """The passage that tells it, where the rest of the article tells of something else."""


class Links:
    """The tables of links and stories.  Writes happen within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # What has been looked at

    def pending(self) -> tuple[list[int], list[int]]:
        """Numbers of articles that have come since links were looked for, and of those that have
        gone or come again."""
        new = self._numbers(
            "SELECT number FROM articles "
            "WHERE number > (SELECT ifnull(max(number), 0) FROM compared)"
        )
        stale = self._numbers("SELECT number FROM compared WHERE stale")
        again = self._numbers(
            "SELECT number FROM compared JOIN articles USING (number) WHERE stale ORDER BY number"
        )
        return [*again, *new], stale

    def count_pending(self, most: int) -> int:
        """How many articles `pending` gives; `most` if there are more."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM articles "
            "WHERE number > (SELECT ifnull(max(number), 0) FROM compared) "
            "UNION ALL SELECT 1 FROM compared WHERE stale LIMIT ?)",
            (most,),
        ).fetchone()
        return int(count)

    def is_empty(self) -> bool:
        """Whether links have never been looked for."""
        return self._db.execute("SELECT 1 FROM compared LIMIT 1").fetchone() is None

    def settle(self, compared: Iterable[int], gone: Iterable[int]) -> None:
        """Record these as compared, and that those are no more."""
        self._db.executemany("DELETE FROM compared WHERE number = ?", ((n,) for n in gone))
        self._db.executemany(
            "INSERT OR REPLACE INTO compared(number, stale) VALUES (?, 0)", ((n,) for n in compared)
        )

    def texts(self, numbers: Sequence[int] | None = None) -> Iterator[Text]:
        """The texts of these articles in their order; of all by number when None."""
        query = (
            "SELECT number, id, headline, headline_derived, date, unpacked(CAST(body AS BLOB)) "
            "FROM articles JOIN texts USING (number)"
        )
        if numbers is None:
            yield from map(_text, self._db.execute(f"{query} ORDER BY number"))
            return
        for number in numbers:
            yield from map(_text, self._db.execute(f"{query} WHERE number = ?", (number,)))

    def firsts(self, numbers: Iterable[int]) -> dict[int, int]:
        """The first article with the same content as each of these, be it itself.

        The same content is the same id but for what follows a hyphen.  Articles without a word
        have no content and are left out.
        """
        by_content = self._by_content(numbers)
        firsts = {content: min(self._having(content)) for content in by_content}
        return {n: firsts[content] for content, those in by_content.items() for n in those}

    def copies_of(self, numbers: Iterable[int]) -> set[int]:
        """All articles with the same content as one of these, themselves included."""
        return {number for content in self._by_content(numbers) for number in self._having(content)}

    def _by_content(self, numbers: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in numbers:
            for id, words in self._db.execute(
                "SELECT id, words FROM articles WHERE number = ?", (number,)
            ):
                if words:
                    found.setdefault(id.partition("-")[0], []).append(number)
        return found

    def _having(self, content: str) -> list[int]:
        return self._numbers(
            "SELECT number FROM articles WHERE id = ? OR (id > ? AND id < ?)",
            (content, f"{content}-", f"{content}."),  # "." follows "-" in ASCII
        )

    def leaders(self) -> list[int]:
        """Numbers of the articles of which each is the first with its content."""
        firsts: dict[str, int] = {}
        for number, id in self._db.execute(
            "SELECT number, id FROM articles WHERE words > 0 ORDER BY number"
        ):
            firsts.setdefault(id.partition("-")[0], number)
        return list(firsts.values())

    def word_counts(self) -> dict[str, int]:
        """Every word of the archive, and how many articles have it."""
        return dict(self._db.execute("SELECT word, articles FROM vocabulary WHERE articles > 0"))

    def holders(self, words: Sequence[str], limit: int) -> list[int]:
        """The first `limit` articles that have these words side by side, by number."""
        phrase = '{headline body} : "' + " ".join(words) + '"'
        return self._numbers(
            "SELECT rowid FROM postings WHERE postings MATCH ? ORDER BY rowid LIMIT ?",
            (phrase, limit),
        )

    # Links

    def add(self, links: Iterable[Link]) -> None:
        """Keep what articles are to each other, as seen from the first and from the other."""
        rows: list[tuple[object, ...]] = []
        for number, other, (kind, similarity, passage) in links:
            here: tuple[int | None, ...] = (None,) * 5
            there = here
            if passage:
                here = (passage.is_part_here, *passage.here, *passage.there)
                there = (not passage.is_part_here, *passage.there, *passage.here)
            place = KINDS.index(kind)
            rows.append((number, other, place, similarity, *here))
            rows.append((other, number, place, similarity, *there))
        self._db.executemany(
            "INSERT OR REPLACE INTO links(number, other, kind, similarity, part, first, last, "
            "first_there, last_there) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def grouped_with(self, numbers: Iterable[int]) -> set[int]:
        """The articles that are one story with one of these by a link of their own."""
        query = "SELECT other FROM links WHERE number = ? AND kind < ?"
        return {other for n in numbers for other in self._numbers(query, (n, GROUPING))}

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop all links of these articles."""
        for number in numbers:
            others = self._numbers("SELECT other FROM links WHERE number = ?", (number,))
            self._db.executemany(
                "DELETE FROM links WHERE number = ? AND other = ?",
                ((other, number) for other in others),
            )
            self._db.execute("DELETE FROM links WHERE number = ?", (number,))

    def of(self, number: int) -> list[tuple[int, Relation]]:
        """The other articles that one is linked to, and as what: the closest first."""
        rows = self._db.execute(
            "SELECT other, kind, similarity, part, first, last, first_there, last_there "
            "FROM links JOIN articles ON articles.number = other WHERE links.number = ? "
            "ORDER BY kind, similarity DESC, other",
            (number,),
        )
        return [(row[0], _relation(*row[1:])) for row in rows]

    def groupings(self, least: float, numbers: Iterable[int] | None = None) -> Iterator[Link]:
        """All links that make two articles one story, or those of these articles; each once."""
        query = (
            "SELECT number, other, kind, similarity, part, first, last, first_there, last_there "
            "FROM links WHERE kind < ? AND similarity >= ?"
        )
        if numbers is None:
            rows = self._db.execute(f"{query} AND number < other", (GROUPING, least))
            yield from ((row[0], row[1], _relation(*row[2:])) for row in rows)
            return
        for number in numbers:
            rows = self._db.execute(f"{query} AND number = ?", (GROUPING, least, number))
            yield from ((row[0], row[1], _relation(*row[2:])) for row in rows.fetchall())

    # Stories

    def touched(self, numbers: Iterable[int]) -> set[int]:
        """These articles and all that are in a story with one of them, or with one of those."""
        found: set[int] = set()
        reached = set(numbers)
        while reached:
            found |= reached
            stories = {
                story
                for number in reached
                for story in self._numbers("SELECT story FROM stories WHERE number = ?", (number,))
            }
            reached = {
                number
                for story in stories
                for number in self._numbers("SELECT number FROM stories WHERE story = ?", (story,))
            } - found
        return found

    def regroup(self, members: Iterable[int] | None, memberships: Iterable[Membership]) -> None:
        """Put these articles (all when None) into these stories, and take them out of others."""
        if members is None:
            self._db.execute("DELETE FROM stories")
        else:
            self._db.executemany("DELETE FROM stories WHERE number = ?", ((n,) for n in members))
        self._db.executemany(
            "INSERT INTO stories(story, number, copy_of, first, last) VALUES (?, ?, ?, ?, ?)",
            (
                (member.story, member.number, member.copy_of, *(member.paragraphs or (None, None)))
                for member in memberships
            ),
        )

    def memberships(self, number: int | None = None) -> list[Membership]:
        """Who is in which story, by story and number; of one article's stories if it is named."""
        query = (
            "SELECT story, number, copy_of, first, last FROM stories JOIN articles USING (number)"
        )
        order = "ORDER BY story, number"
        if number is None:
            rows = self._db.execute(f"{query} {order}")
        else:
            own = "WHERE story IN (SELECT story FROM stories WHERE number = ?)"
            rows = self._db.execute(f"{query} {own} {order}", (number,))
        return [
            Membership(story, member, copy_of, None if first is None else (first, last))
            for story, member, copy_of, first, last in rows
        ]

    def same_stories(self, numbers: Iterable[int]) -> dict[int, int]:
        """Those of these articles that are in a story with others, and the first of the others."""
        query = (
            "SELECT min(other.number) FROM stories AS one JOIN stories AS other USING (story) "
            "JOIN articles ON articles.number = other.number "
            "WHERE one.number = ? AND other.number <> one.number"
        )
        found = ((number, self._numbers(query, (number,))) for number in numbers)
        return {number: first for number, (first,) in found if first is not None}

    def _numbers(self, query: str, values: Sequence[object] = ()) -> list[int]:
        return [number for (number,) in self._db.execute(query, values)]


def _text(row: tuple[int, str, str, int, str | None, str]) -> Text:
    number, id, headline, derived, date, body = row
    paragraphs = body.split("\n") if body else []
    return Text(number, id, None if derived else headline, paragraphs, date)


def _relation(kind: int, similarity: float, part: int | None, *at: int) -> Relation:
    """A row of links; `at`: first and last paragraph here and there, if there is a passage."""
    passage = None if part is None else Passage((at[0], at[1]), (at[2], at[3]), bool(part))
    return Relation(KINDS[kind], similarity, passage)
