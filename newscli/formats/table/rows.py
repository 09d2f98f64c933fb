"""Lines into rows of cells: RFC 4180, and what is left of it in files that do not keep to it.

The csv module reads what is well formed.  A quote that is never closed would swallow the rest of
a file, so a row that goes over several lines has to prove itself; else its quote is a character.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from newscli.formats.drafting.container import Damages, Lines
from newscli.text import MAX_TEXT
from newscli.tuples import NamedTuple

_TRIES = 4  # lines at which a quoted cell may end before the quote is taken for a character
_GLANCE = 256  # lines after which an open cell is looked at: does it hold rows?

_OPEN = "unexpected end of data"  # what the csv module says of a cell without its closing quote


class Dialect(NamedTuple):
    """How a file parts its cells."""

    delimiter: str
    escaped: bool = False
    """Whether a quote inside a cell is `\\"` rather than `\"\"`."""
    quote: str = '"'
    """What stands around cells."""
    width: int = 0
    """Cells a row; 0 when that is not known yet."""


class TableRow(NamedTuple):
    """The cells of one row."""

    cells: list[str]
    first: int
    """Number of its first line."""
    last: int
    exact: bool
    """Whether line ends inside the cells are those of the document."""


def rows(lines: Lines, dialect: Dialect, damages: Damages) -> Iterator[TableRow]:
    """The rows of a document, those broken mended as far as possible; blank lines are none."""
    csv.field_size_limit(sys.maxsize)  # by itself the module refuses cells over 128 KiB
    delimiter = dialect.delimiter
    sound: list[str] = []  # the cells of the last row of the right width, to compare with
    for line in lines:
        if dialect.quote not in line:
            if not line or line.isspace():
                continue
            row = TableRow(line.split(delimiter), lines.number, lines.number, True)
        else:
            row = _quoted(line, lines, dialect, damages, sound)
        if len(row.cells) == dialect.width:
            sound = row.cells
        yield row


def _quoted(
    line: str, lines: Lines, dialect: Dialect, damages: Damages, sound: list[str]
) -> TableRow:
    """The row of a line that holds quotes."""
    cells, error = _parsed([line], dialect)
    if error == _OPEN:
        return _across_lines(line, lines, dialect, damages, sound)
    if error:
        cells = _loose(line, dialect)
        if dialect.delimiter != "\t" or len(cells) != dialect.width:  # TSV may not quote at all
            damages.add("quotes that do not pair up", lines.number)
    return TableRow(cells, lines.number, lines.number, True)


def _parsed(lines: list[str], dialect: Dialect, strict: bool = True) -> tuple[list[str], str]:
    """The cells of one row on these lines; or what the csv module has against it."""
    try:
        found = list(
            csv.reader(
                [f"{line}\n" for line in lines],
                delimiter=dialect.delimiter,
                strict=strict,
                quotechar=dialect.quote,
                doublequote=not dialect.escaped,
                escapechar="\\" if dialect.escaped else None,
            )
        )
    except csv.Error as error:
        return [], str(error)
    return (found[0], "") if len(found) == 1 else ([], "several rows")


def _loose(line: str, dialect: Dialect) -> list[str]:
    """The cells of a line whose quotes are out of order: of the right number if any way gives it.

    Plain splitting keeps each quote as a character.
    """
    split = line.split(dialect.delimiter)
    if len(split) == dialect.width:
        return split
    cells, error = _parsed([line], dialect, strict=False)
    if error or (dialect.width and len(cells) != dialect.width):
        return split
    return [*cells[:-1], cells[-1].removesuffix("\n")]  # an open cell takes the line end along


def _across_lines(
    line: str, lines: Lines, dialect: Dialect, damages: Damages, sound: list[str]
) -> TableRow:
    """The row that begins with `line`, in which a quoted cell stays open."""
    first, held, size, tries = lines.number, [line], len(line), 0
    for following in lines:
        held.append(following)
        size += len(following) + 1
        if size > MAX_TEXT or (len(held) == _GLANCE and _holds_rows(held, dialect, sound, 0)):
            break
        if dialect.quote not in following or not _quotes(following, dialect) % 2:
            continue
        cells, error = _parsed(held, dialect)
        if not error and (not dialect.width or len(cells) == dialect.width):
            if not _holds_rows(held, dialect, sound, dialect.delimiter != "\t"):
                return _row(cells, first, lines.number)
            break
        tries += 1
        if tries == _TRIES or error != _OPEN:
            break
    else:
        if not _holds_rows(held, dialect, sound, 0):
            cells, error = _parsed([*held[:-1], held[-1] + dialect.quote], dialect, strict=False)
            if not error:
                damages.add("the file ends inside a quoted cell", first)
                return _row(cells, first, lines.number)
    damages.add("a quote that is not closed", first)
    lines.put_back(held[1:])
    return TableRow(_loose(line, dialect), first, first, True)


def _row(cells: list[str], first: int, last: int) -> TableRow:
    return TableRow(cells, first, last, sum(cell.count("\n") for cell in cells) == last - first)


def _quotes(line: str, dialect: Dialect) -> int:
    escaped = line.count(f"\\{dialect.quote}") if dialect.escaped else 0
    return line.count(dialect.quote) - escaped


def _holds_rows(held: list[str], dialect: Dialect, sound: list[str], typed: int) -> bool:
    """Whether lines that one quote would join are rows each for itself.

    They are as wide as rows, and have at least `typed` columns that hold numbers or addresses
    wherever a sound row does: sentences with commas are as wide by chance.
    """
    shapes = [_shape(cell) for cell in sound]
    if not dialect.width or (len(held) < 2 and not any(shapes)):
        return False
    if not any(shapes):
        shapes = [_shape(cell) for cell in _loose(held[0], dialect)]
    if sum(map(bool, shapes)) < typed:
        return False
    for line in held:
        if line.strip():
            cells = _loose(line, dialect)
            if len(cells) != dialect.width:
                return False
            beside = zip(cells, shapes, strict=False)
            if any(shape and _shape(cell) != shape for cell, shape in beside):
                return False
    return True


def _shape(cell: str) -> str:
    """What kind of value a cell holds, as far as that is plain to see: else nothing."""
    cell = cell.strip().strip("\"'")
    if cell.startswith(("http://", "https://")):
        return "url"
    return "number" if cell and cell.replace("-", "").replace(".", "").isdigit() else ""
