"""`newscli search --batch`: a list of names or queries against the archive, in one go."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from newscli.cli.session import report, say
from newscli.errors import QueryError, UsageError
from newscli.process import DONE, NOTHING_FOUND, UNUSABLE
from newscli.text import fold

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.outputs.batch import BatchRow
    from newscli.search import Filters


LONGEST_NAMED = 60  # characters by which a query is named
MOST = 64 << 20  # bytes of a list; what has no end would fill the memory

HEADERS = frozenset(  # first cells of tables that name what stands below them
    "name names full_name fullname first_name last_name surname person people company companies "
    "organisation organization entity place keyword keywords term terms query queries search "
    "search_term word words topic subject".split()
).union(("full name", "first name", "last name", "search term", "search terms"))


def show_batch(
    archive: "Archive",
    file: str,
    filters: "Filters | None",
    form: str,
    limit: int | None,
    stdout: TextIO,
) -> int:
    """Answer each query of a file; the exit code.

    One that cannot be understood costs its own row alone, and is told.
    """
    from newscli.outputs.batch import write_batch_csv, write_batch_jsonl, write_batch_plain

    found = refused = 0

    def answers() -> "Iterator[BatchRow]":
        nonlocal found, refused
        for one in _answers(archive, _queries(file), filters, limit, every=bool(form)):
            found += bool(one.answer and one.answer.total)
            if one.problem:
                refused += 1
                say(f"{one.query[:LONGEST_NAMED]}: {one.problem}")
            yield one

    with archive.still():
        if form == "csv":
            write_batch_csv(answers(), sys.stdout)
        elif form == "jsonl":
            write_batch_jsonl(answers(), sys.stdout)
        else:
            write_batch_plain(answers(), stdout)
    return report(archive) or (UNUSABLE if refused else DONE if found else NOTHING_FOUND)


def _answers(
    archive: "Archive",
    queries: Iterator[str],
    filters: "Filters | None",
    limit: int | None,
    *,
    every: bool,
) -> "Iterator[BatchRow]":
    """What each finds: `every` match, or the best."""
    from newscli.outputs.batch import BEST, BatchRow

    for query in queries:
        try:
            asked = archive.find(query, filters)
            wanted = limit or (max(1, asked.count) if every else BEST)
            yield BatchRow(query, asked.answer(wanted, filled=False))
        except QueryError as error:
            yield BatchRow(query, None, str(error))


def _queries(file: str) -> Iterator[str]:
    """The lines of a file, of a table the first cells, but for empty ones; `-` is stdin.

    The first line of a table that names its column is told and left out.
    """
    with sys.stdin.buffer if file == "-" else open(file, "rb") as stream:
        data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise UsageError(f"{file}: too large: a list of queries has at most {MOST >> 20} MiB")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{file}: a list of queries has to be UTF-8") from None
    if Path(file).suffix.lower() == ".csv":
        lines = _first_cells(lines)
        if lines and fold(lines[0].strip()) in HEADERS:
            say(f"{file}: its first line, “{lines[0].strip()}”, names the column and is not asked")
            del lines[0]
    return filter(None, map(str.strip, lines))


def _first_cells(lines: list[str]) -> list[str]:
    """The first cell of each row of a table with commas, or with semicolons where it has none."""
    opening = lines[0] if lines else ""
    delimiter = ";" if ";" in opening and "," not in opening else ","
    csv.field_size_limit(MOST)
    return [row[0] if row else "" for row in csv.reader(lines, delimiter=delimiter)]
