"""What the index can say of documents, one after another: `check` asks, nothing else needs it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from newscli.index.documents import ROW, DocumentRow
from newscli.index.store import Index
from newscli.records import Article, DocumentReport, Problem
from newscli.sources.locations import Location


def reports(index: Index) -> Iterator[tuple[Location, DocumentReport]]:
    """Location and report of every document in path order.

    Archives are left out, unless something is wrong with the archive itself.
    """
    rows = index.db.execute(
        f"SELECT container, {ROW} FROM documents WHERE format <> '' OR problems <> '[]' "
        "ORDER BY path"
    ).fetchall()  # not to read while others write
    for row in rows:
        document = index.documents.sound(row[1:])
        container = os.fsdecode(row[0]) if row[0] is not None else None
        yield Location.of(os.fsdecode(document.path), container), _report(index, document)


def unread(index: Index) -> list[tuple[str, Problem]]:
    """Path, and path with reason as a person is told, of each file and member of which nothing has
    been read; in path order."""
    rows = index.db.execute(
        f"SELECT {ROW} FROM documents WHERE format = '' AND (unread <> '' OR problems <> '[]') "
        "ORDER BY path"
    ).fetchall()
    found: list[tuple[str, Problem]] = []
    for document in map(index.documents.sound, rows):
        path = os.fsdecode(document.path)
        reasons = [document.unread] if document.unread else []
        reasons += [reason for reason, _ in json.loads(document.problems)]
        found.append((path, Problem(index.documents.shown(path), "; ".join(reasons))))
    return found


def _report(index: Index, document: DocumentRow) -> DocumentReport:
    path = index.documents.shown(os.fsdecode(document.path))

    def problems(stored: str) -> tuple[Problem, ...]:
        return tuple(Problem(path, reason, line) for reason, line in json.loads(stored))

    return DocumentReport(
        path,
        document.format,
        document.encoding,
        document.repairs,
        problems(document.problems),
        problems(document.notes),
    )


def articles(index: Index, path: str) -> list[Article]:
    """The articles of a document, from its first line to its last."""
    rows = index.db.execute(
        "SELECT number FROM articles WHERE document = (SELECT id FROM documents WHERE path = ?) "
        "ORDER BY number",
        (os.fsencode(path),),
    ).fetchall()
    found = index.articles(number for (number,) in rows)
    return sorted(found, key=lambda article: article.source.first_line)


def original(index: Index, id: str) -> int | None:
    """The number of the article that a copy (`…-2`) repeats, if that is still there."""
    first = id.partition("-")[0]
    return index.numbers_of([first]).get(first)
