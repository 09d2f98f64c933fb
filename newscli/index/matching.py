"""Which articles match: all questions that search puts to the full-text index.

A question is a tree (`sought`) and a `Selection` that it is asked of.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from newscli.errors import DamagedIndexError
from newscli.index.orders import order_by
from newscli.index.sought import (
    EVERY,
    TEXTS,
    All,
    Any,
    Arrived,
    Numbered,
    Run,
    Sought,
    Tagged,
    Within,
    Without,
    all_of,
    any_of,
    conjuncts,
    expression,
    is_every,
    is_of_words,
    words_in,
)
from newscli.tuples import NamedTuple

FIELD_WEIGHTS = (8.0, 2.0, 1.0, 0.0)
"""Headline, caption, body, facts, as factors of BM25's term frequency; what is found so is ranked
anew by `search`, so that it matters only which articles are found at all."""

COMMON = 20_000
"""Matches; BM25 takes 1.5 µs for each.  More of them are ranked by headlines and openings alone."""

FEW = 30  # articles are looked up in the postings of a word, of which all of more are gone through

AMONG = "IN (SELECT value FROM json_each(?))"

AVERAGES = 1  # the row in which FTS5 keeps how many texts and words it has


class Selection(NamedTuple):
    """What articles have to be, whatever words are looked for in them."""

    required: Sought = EVERY
    excluded: tuple[Sought, ...] = ()
    """None may hold."""
    period: tuple[str, str] | None = None
    """Where their dates begin and before what they end, as text compares."""

    @property
    def is_every(self) -> bool:
        """Whether they may be any."""
        return is_every(self.required) and not self.excluded and self.period is None

    def where(self, number: str) -> tuple[str, list[str | int]]:
        """What a row has to be whose article has this number, as far as words alone do not tell:
        SQL that begins with AND, or is empty, and its parameters."""
        wanted = [one for one in conjuncts(self.required) if not is_of_words(one)]
        excluded = [Without(EVERY, one) for one in self.excluded if not is_of_words(one)]
        condition, parameters = "", list[str | int]()
        for one in (*wanted, *excluded):
            sql, given = _condition(one, number)
            condition += f" AND {sql}"
            parameters += given
        return condition, parameters

    def matching(self, sought: Sought) -> Sought:
        """What words tell of these conditions and of what is sought, in one."""
        wanted = all_of((sought, *filter(is_of_words, conjuncts(self.required))))
        excluded = [*filter(is_of_words, self.excluded)]
        return Without(wanted, any_of(excluded)) if excluded else wanted

    def words_beside(self) -> list[Sought]:
        """Words that an article may have in place of something that no words tell."""
        mixed = (one for one in conjuncts(self.required) if not is_of_words(one))
        return [word for one in mixed for word in words_in(one)]


class Best(NamedTuple):
    """The best matches."""

    numbers: list[int]
    """Those of the articles, in no order."""
    is_rough: bool = False
    """Whether only headlines and openings were looked at, as very many articles match."""
    total: int | None = None
    """How many match, if that is known."""


class Matching:
    """The full-text index of a store, to be read."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self._db = db
        self._name = name

    def ahead(
        self,
        asked: Iterable[tuple[Sought, int]],
        selection: Selection,
        wanted: int = 0,
        beside: Iterable[tuple[Sought, int]] = (),
    ) -> None:
        """Nothing: this store is not far away."""

    def refining(self) -> AbstractContextManager[None]:
        """Nothing, likewise."""
        return nullcontext()

    def best(self, sought: Sought, selection: Selection, limit: int) -> Best:
        """The `limit` best matches by BM25.

        Those that match for a tag in the place of words come behind those with the words."""
        if not (beside := selection.words_beside()):
            return self._best(sought, selection, limit)
        found = self._best(all_of((sought, any_of(beside))), selection, limit)
        if len(found.numbers) >= limit:
            return found._replace(total=None)
        every = self._best(sought, selection, limit)
        others = [number for number in every.numbers if number not in found.numbers]
        numbers = [*found.numbers, *others][:limit]
        return Best(numbers, found.is_rough or every.is_rough, every.total)

    def _best(self, sought: Sought, selection: Selection, limit: int) -> Best:
        whole = expression(selection.matching(sought))
        if self._is_of_few(selection):
            return self._all_ranked(whole, selection, limit)
        known = self._known(sought, selection)
        total, matches = known or 0, list[int]()
        if total <= limit:
            total, some = self._some(whole, selection, COMMON + 1)
            matches = [*map(int, some.split(","))] if 0 < total <= limit else []
        if total <= COMMON:
            if total > limit:
                matches = self._ranked("postings", whole, selection, limit)
            return Best(matches, total=total)
        whole = expression(sought)
        if self._is_common(whole, selection):
            whole = f"{{headline}} : ({whole})"
        found = self._ranked("leads", whole, selection, limit)
        if len(found) < limit:
            listed = self.numbers(sought, selection, "number", limit)
            found += [number for number in listed if number not in found][: limit - len(found)]
        return Best(found, is_rough=True, total=known)

    def _known(self, sought: Sought, selection: Selection) -> int | None:
        """How many articles match, where the vocabulary tells: of one word, be it anywhere.  Of the
        word `said` in a million articles that takes a thousandth of the time."""
        match sought:
            case Run((word,), None, False) if word.isalnum() and selection.is_every:
                row = self._db.execute(
                    "SELECT articles FROM vocabulary WHERE word = ? AND NOT EXISTS "
                    "(SELECT 1 FROM state WHERE key = 'vocabulary' AND value = 'stale')",
                    (word,),
                ).fetchone()
                return row[0] if row else None
        return None

    def _is_of_few(self, selection: Selection) -> bool:
        """Whether so few have a tag that all have to have that all matches can be ranked."""
        for one in conjuncts(selection.required):
            if isinstance(one, Tagged):
                rows = self._db.execute(
                    f"SELECT 1 FROM tags WHERE tag {AMONG} LIMIT 1 OFFSET ?",
                    (json.dumps(one.tags), COMMON),
                )
                if rows.fetchone() is None:
                    return True
        return False

    def _all_ranked(self, expression: str, selection: Selection, limit: int) -> Best:
        """The best matches of not too many, which are counted in the same go through the words."""
        join, where, given = _narrowed("postings.rowid", selection)
        rows = self._db.execute(
            "WITH found AS MATERIALIZED ("
            "SELECT postings.rowid AS number, bm25(postings, ?, ?, ?, ?) AS weight "
            f"FROM postings {join} WHERE postings MATCH ? {where}) "
            "SELECT number, (SELECT count(*) FROM found) FROM found "
            "ORDER BY weight, number LIMIT ?",
            (*FIELD_WEIGHTS, expression, *given, limit),
        ).fetchall()
        return Best([number for number, _ in rows], total=rows[0][1] if rows else 0)

    def _some(self, expression: str, selection: Selection, limit: int) -> tuple[int, str]:
        """How many match, not more than a limit, and their numbers, commas between: a list of so
        many takes thrice as long to make."""
        join, where, given = _narrowed("postings.rowid", selection)
        count, listed = self._db.execute(
            "SELECT count(*), group_concat(number) FROM (SELECT postings.rowid AS number "
            f"FROM postings {join} WHERE postings MATCH ? {where} LIMIT ?)",
            (expression, *given, limit),
        ).fetchone()
        return count, listed or ""

    def _is_common(self, expression: str, selection: Selection) -> bool:
        """Whether there are more than `COMMON` matches in headlines and openings; it does not take
        counting all of them."""
        where, given = _held(selection)
        beyond = f"SELECT 1 FROM leads WHERE leads MATCH ? {where} LIMIT 1 OFFSET ?"
        return self._db.execute(beyond, (expression, *given, COMMON)).fetchone() is not None

    def _ranked(self, table: str, expression: str, selection: Selection, limit: int) -> list[int]:
        join, where, given = _narrowed(f"{table}.rowid", selection)
        if table == "leads":
            held, words = _held(selection)
            where, given = where + held, [*given, *words]
        rows = self._db.execute(
            f"SELECT {table}.rowid FROM {table} {join} WHERE {table} MATCH ? {where} "
            f"ORDER BY bm25({table}, ?, ?, ?, ?), {table}.rowid LIMIT ?",
            (expression, *given, *FIELD_WEIGHTS, limit),
        )
        return [number for (number,) in rows]

    def numbers(
        self,
        sought: Sought,
        selection: Selection,
        order: str = "number",
        limit: int = -1,
        offset: int = 0,
    ) -> list[int]:
        """Numbers of the matches in one of the orders `number` and `date`."""
        source, parameters = self._source(sought, selection, dated=order == "date")
        rows = self._db.execute(
            f"SELECT number {source} ORDER BY {order_by(self._db, order)} LIMIT ? OFFSET ?",
            (*parameters, limit, offset),
        )
        return [number for (number,) in rows]

    def having(
        self, asked: Iterable[Sought], among: Sequence[Collection[int] | None]
    ) -> Iterable[Sequence[int]]:
        """How many articles have each of these, of those with some numbers, others, or of all."""
        counts, given = list[str](), list[str]()
        for numbers in among:
            condition = ""
            if numbers is not None:
                condition = f" AND {'' if len(numbers) <= FEW else '+'}rowid {AMONG}"
                given.append(json.dumps([*numbers]))
            counts.append(
                f"(SELECT count(*) FROM postings WHERE postings MATCH asked.value{condition})"
            )
        return self._db.execute(
            f"SELECT {', '.join(counts)} FROM json_each(?) AS asked ORDER BY asked.key",
            (*given, json.dumps([*map(expression, asked)])),
        )

    def count(self, sought: Sought, selection: Selection) -> int:
        """How many articles match."""
        if (known := self._known(sought, selection)) is not None:
            return known
        match all_of((sought, selection.required)), selection.excluded, selection.period:
            case Without(All(()), excluded), (), None:  # mostly fewer than all others
                others = self.count(EVERY, Selection(excluded))
                return self.count(EVERY, Selection()) - others
        source, parameters = self._source(sought, selection)
        (count,) = self._db.execute(f"SELECT count(*) {source}", parameters).fetchone()
        return int(count)

    def any(self, sought: Sought) -> bool:
        """Whether any article has what is sought."""
        one = "SELECT 1 FROM postings WHERE postings MATCH ? LIMIT 1"
        return self._db.execute(one, (expression(sought),)).fetchone() is not None

    def _source(
        self, sought: Sought, selection: Selection, *, dated: bool = False
    ) -> tuple[str, list[str | int]]:
        """What follows SELECT …, in which `number` is an article's; and its parameters."""
        whole = selection.matching(sought)
        if is_every(whole):
            return _of_all(selection, dated=dated)
        join, where, given = _narrowed("postings.rowid", selection)
        if dated and not join:
            join = "JOIN articles ON number = postings.rowid"
        if not join:
            table = f"(SELECT rowid AS number FROM postings WHERE postings MATCH ? {where})"
            return f"FROM {table}", [expression(whole), *given]
        return f"FROM postings {join} WHERE postings MATCH ? {where}", [expression(whole), *given]

    def texts(self, numbers: Collection[int]) -> Iterator[tuple[int, str, str, str]]:
        """Number, headline, captions and body of these articles; a derived headline is empty.

        Raises `DamagedIndexError` where postings have articles that the tables have not.
        """
        rows = self._db.execute(
            "SELECT number, CASE WHEN headline_derived THEN '' ELSE headline END, captions, "
            "unpacked(CAST(body AS BLOB)) FROM articles JOIN texts USING (number) "
            "WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps([*numbers]),),
        )
        count = 0
        for number, headline, captions, body in rows:
            if not (isinstance(headline, str) and isinstance(captions, str)):
                raise DamagedIndexError(self._name, f"article {number} is not as it was written")
            yield number, headline, captions, body
            count += 1
        if count != len(numbers):
            raise DamagedIndexError(self._name, "articles are missing")

    def extent(self) -> tuple[int, float]:
        """How many articles there are, and how many words one has on average.

        FTS5 keeps both for BM25: varints, how many rows and then how many words in each column.
        """
        row = self._db.execute(
            "SELECT block FROM postings_data WHERE id = ?", (AVERAGES,)
        ).fetchone()
        rows, *words = [*_varints(row[0] if row else b""), 0][: 1 + len(TEXTS)]
        return rows, sum(words) / rows if rows else 0.0


def _narrowed(number: str, selection: Selection) -> tuple[str, str, list[str | int]]:
    """What keeps matches to a period, and to what is said of them: join, condition and
    parameters; no join without a period."""
    # The sign keeps the planner from asking for the words once for each number.
    where, given = selection.where(f"+{number}")
    if selection.period is None:
        return "", where, given
    # CROSS: each match is looked up, as the planner thinks too well of going through all articles.
    return (
        f"CROSS JOIN articles ON number = {number}",
        f"AND date >= ? AND date < ? {where}",
        [*selection.period, *given],
    )


def _held(selection: Selection) -> tuple[str, list[str]]:
    """What keeps matches in headlines and openings to what all words of their articles tell:
    condition and parameters."""
    if is_every(rest := selection.matching(EVERY)):
        return "", []
    condition = " AND +leads.rowid IN (SELECT rowid FROM postings WHERE postings MATCH ?)"
    return condition, [expression(rest)]


def _of_all(selection: Selection, *, dated: bool) -> tuple[str, list[str | int]]:
    """FROM … for all articles, or those that a selection keeps; and its parameters."""
    match selection:
        case Selection(Tagged((tag,)), (), None) if not dated:  # a tenth of the time of a lookup
            return "FROM tags WHERE tag = ?", [tag]
    where, given = selection.where("number")
    if selection.period is None:
        return f"FROM articles WHERE true {where}", given
    return f"FROM articles WHERE date >= ? AND date < ? {where}", [*selection.period, *given]


def _condition(sought: Sought, number: str) -> tuple[str, list[str | int]]:
    """What is sought as a condition on an article's number, in SQL, and its parameters."""
    match sought:
        case Tagged(tags):
            places = ", ".join("?" * len(tags))
            return f"{number} IN (SELECT number FROM tags WHERE tag IN ({places}))", [*tags]
        case Arrived(start, end):
            from newscli.index.tagging import NUMBERS_ADDED

            return f"{number} IN ({NUMBERS_ADDED})", [start, end, start, start, end]
        case Numbered(numbers):
            return f"{number} {AMONG}", [json.dumps(numbers)]
        case Within(start, end):
            dated = "SELECT number FROM articles WHERE date >= ? AND date < ?"
            return f"{number} IN ({dated})", [start, end]
        case All(parts) | Any(parts) if not is_of_words(sought):
            operator = " AND " if isinstance(sought, All) else " OR "
            conditions = [_condition(part, number) for part in parts]
            given = [parameter for _, parameters in conditions for parameter in parameters]
            return f"({operator.join(sql for sql, _ in conditions)})", given
        case Without(wanted, excluded) if not is_of_words(sought):
            out, given_out = _condition(excluded, number)
            if is_every(wanted):
                return f"NOT {out}", given_out
            sql, given = _condition(wanted, number)
            return f"({sql} AND NOT {out})", [*given, *given_out]
        case _:
            matches = "SELECT rowid FROM postings WHERE postings MATCH ?"
            return f"{number} IN ({matches})", [expression(sought)]


def _varints(data: bytes) -> Iterator[int]:
    """The numbers in `data` as SQLite writes them: seven bits a byte, the highest first.

    Those of over 56 bits, which have another form, do not occur.
    """
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
