"""What a list of queries finds: a row a query, or all hits of each."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from newscli import safe
from newscli.outputs.plain import understood, write_row
from newscli.outputs.structured import one_line
from newscli.records import SCHEMA_VERSION, Answer
from newscli.tuples import NamedTuple

BEST = 3  # hits that a row names
COLUMNS = (
    *("query", "total", "understood", "rank"),
    *("number", "headline", "path", "date", "score", "id"),
)


class BatchRow(NamedTuple):
    """One query of a list."""

    query: str
    answer: Answer | None
    """None when it could not be understood."""
    problem: str = ""

    @property
    def said(self) -> str:
        """How it was understood, or why it could not be."""
        return understood(self.answer) if self.answer else self.problem


def write_batch_plain(batch: Iterable[BatchRow], stream: TextIO) -> None:
    """Tab-separated: query, how many articles match, how it was understood, then number and
    headline of each of the best."""
    for one in batch:
        hits = one.answer.hits[:BEST] if one.answer else ()
        total = str(one.answer.total) if one.answer else ""
        best = [part for hit in hits for part in (str(hit.article.number), hit.headline.text)]
        write_row((one.query, total, one.said, *best), stream)


def write_batch_csv(batch: Iterable[BatchRow], stream: TextIO) -> None:
    """A row a hit, under the names of `COLUMNS`; a query without hits has one row, too."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in batch:
        total = one.answer.total if one.answer else ""
        head = (safe.line(one.query), total, safe.line(one.said))
        rows = [
            (
                *head,
                rank,
                hit.article.number,
                safe.line(hit.headline.text),
                safe.path(hit.article.source.path),
                safe.line(hit.article.date or ""),
                hit.score,
                hit.article.id,
            )
            for rank, hit in enumerate(one.answer.hits if one.answer else (), 1)
        ]
        writer.writerows(rows or [(*head, *[""] * (len(COLUMNS) - len(head)))])


def write_batch_jsonl(batch: Iterable[BatchRow], stream: TextIO) -> None:
    """One query a line, with all of its hits."""
    for one in batch:
        answer = one.answer
        row = {
            "schema_version": SCHEMA_VERSION,
            "query": one.query,
            "problem": one.problem or None,
            "total": answer.total if answer else 0,
            "repairs": [repair._asdict() for repair in answer.repairs] if answer else [],
            "suggestions": dict(answer.suggestions) if answer else {},
            "hits": [
                {
                    "number": hit.article.number,
                    "id": hit.article.id,
                    "headline": hit.headline.text,
                    "path": hit.article.source.path,
                    "date": hit.article.date,
                    "score": hit.score,
                    "tier": hit.tier,
                }
                for hit in (answer.hits if answer else ())
            ],
        }
        stream.write(one_line(row, stream) + "\n")
