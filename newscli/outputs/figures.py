"""What `newscli stats` writes into pipes and files.

The lines of plain text and CSV are the same: first the total, then the rows of each breakdown, then
the terms.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, TextIO, cast

from newscli.outputs.exports import Safe
from newscli.outputs.plain import write_row
from newscli.outputs.structured import one_line
from newscli.records import SCHEMA_VERSION
from newscli.stats import Breakdown, Cross, Stats


def write_stats_json(stats: Stats, stream: TextIO) -> None:
    """One object: the total, `breakdowns`, each with its `rows`, and `terms`."""
    facts = {
        "schema_version": SCHEMA_VERSION,
        "query": stats.query,
        "repairs": [repair._asdict() for repair in stats.repairs],
        "counted": stats.counted,
        "articles": stats.articles,
        "words": stats.words,
        "elsewhere": stats.elsewhere,
        "first": stats.first,
        "last": stats.last,
        "breakdowns": [*map(_table, stats.breakdowns)],
        "cross": _table(stats.cross) if stats.cross else None,
        "terms": [term._asdict() for term in stats.terms],
        "read": stats.read,
    }
    stream.write(one_line(facts, stream) + "\n")


def write_stats_csv(stats: Stats, stream: TextIO) -> None:
    """A table whose first row names the columns: by, name, articles, words, elsewhere, weight; of
    a cross table those of its other kind."""
    writer = csv.writer(cast(TextIO, Safe(stream)), lineterminator="\n")
    if cross := stats.cross:
        writer.writerow((cross.by, stats.counted, *(name or "" for name in cross.columns)))
        writer.writerows((row.name or "", row.articles, *row.counts) for row in cross.rows)
        return
    writer.writerow(("by", "name", stats.counted, "words", "elsewhere", "weight"))
    writer.writerows(_rows(stats))


def write_stats_plain(stats: Stats, stream: TextIO) -> None:
    """Tab-separated: by, name, articles, words, elsewhere, weight; the unknown has no name.  Of a
    cross table a line a cell that is not empty: name, name of the other kind, articles."""
    for row in _cells(stats.cross) if stats.cross else _rows(stats):
        write_row(map(str, row), stream)


def _table(found: Breakdown | Cross) -> dict[str, Any]:
    return found._asdict() | {"rows": [row._asdict() for row in found.rows]}


def _cells(cross: Cross) -> Iterator[tuple[Any, ...]]:
    for row in cross.rows:
        for title, count in zip(cross.columns, row.counts, strict=True):
            if count:
                yield row.name or "", title or "", count


def _rows(stats: Stats) -> Iterator[tuple[Any, ...]]:
    """By what, name, articles, words, articles elsewhere, weight; what does not apply is empty."""
    when = f"{stats.first}/{stats.last}" if stats.first else ""
    yield "total", when, stats.articles, stats.words, stats.elsewhere, ""
    for breakdown in stats.breakdowns:
        for row in breakdown.rows:
            yield breakdown.by, row.name or "", row.articles, row.words, row.elsewhere, ""
    for term in stats.terms:
        yield "term", term.text, term.articles, "", term.elsewhere, term.weight
