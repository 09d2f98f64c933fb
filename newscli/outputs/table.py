"""CSV and TSV: one row an article, the first row the names of the columns.

Paragraphs stand in one cell with a blank line between them; lists are JSON.  `formats.exported`
reads it back without loss.  A cell holds the text as it is, so a spreadsheet takes one that begins
with `=` for a formula.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from newscli import safe
from newscli.outputs.structured import record
from newscli.records import Article

COLUMNS = (
    "id", "number", "headline", "headline_derived", "byline", "place", "date", "language", "url",
    "publisher", "section", "text", "words", "subheads", "captions", "credits", "other",
    "path", "format", "encoding", "first_line", "last_line", "evidence",
    "cut", "confidence", "topics", "tags", "origin",
)  # fmt: skip
LISTS = ("subheads", "captions", "credits", "other", "cut", "topics", "tags")
BETWEEN = "\n\n"
"""Between paragraphs, none of which holds a newline."""


def write_csv(articles: Iterable[Article], stream: TextIO) -> None:
    """A table with the columns `COLUMNS`; what is unknown is an empty cell."""
    _write(articles, csv.writer(stream, lineterminator="\n"))


def write_tsv(articles: Iterable[Article], stream: TextIO) -> None:
    """The same with tabs between cells; a cell that holds one, or a new line, is in quotes."""
    _write(articles, csv.writer(stream, dialect="excel-tab", lineterminator="\n"))


def _write(articles: Iterable[Article], writer: Any) -> None:
    writer.writerow(COLUMNS)
    for article in articles:
        row = cells(article)
        writer.writerow([row[column] for column in COLUMNS])


def cells(article: Article) -> dict[str, Any]:
    """The article's facts by column, each a text, a number, a truth or None; lists as JSON."""
    row = record(article)
    row["text"] = BETWEEN.join(article.paragraphs)
    for name in LISTS:
        row[name] = json.dumps(row[name], ensure_ascii=False) if row.get(name) else None
    row |= article.source._asdict()
    row["path"] = safe.path(row["path"]) if _odd(row["path"]) else row["path"]
    row["headline_derived"] = int(article.headline_derived)
    return row


def _odd(path: str) -> bool:
    """Whether a file's name holds bytes that no text can."""
    return any("\ud800" <= character <= "\udfff" for character in path)
