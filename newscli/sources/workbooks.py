"""Workbooks (XLSX: ECMA-376, part 1, 18) as tables with commas, sheet below sheet.

Only values are read: texts, numbers as they are stored, days as ISO 8601.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.parsers import expat

from newscli.errors import DocumentError

_FOLDER = "xl/"
PIECE = 1 << 16  # bytes that are parsed at a time
LARGEST = 64 << 20  # bytes of XML, unpacked; shared texts take as much memory again
WIDEST = 1000  # columns; a row that names a farther one would stand for as many empty cells
LONGEST = 32_767  # characters of a cell in Excel; more, named often, would be more than any memory
_EPOCH = datetime(1899, 12, 30)  # of serial days, as the year 1900 is taken for a leap year
_DAYS = frozenset([*range(14, 23), *range(45, 48)])  # formats of days and times (18.8.30)
_day_signs = re.compile(r"[ymd]", re.IGNORECASE)
_spoken = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_sheet = re.compile(r"xl/worksheets/[^/]+\.xml")
_column = re.compile(r"[A-Z]{1,3}")


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether an office file is a workbook."""
    return f"{_FOLDER}workbook.xml" in archive.NameToInfo


def tables(data: bytes) -> Iterator[str]:
    """The lines of all sheets as CSV; `DocumentError` when they are too large to be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from _tables(archive)


def _tables(archive: zipfile.ZipFile) -> Iterator[str]:
    names = archive.NameToInfo
    if sum(info.file_size for info in names.values() if info.filename.endswith(".xml")) > LARGEST:
        raise DocumentError("", f"too large: over {LARGEST >> 20} MiB unpacked; save it as csv")
    texts, styles = _Texts(), _Styles()
    for name, reader in ((f"{_FOLDER}sharedStrings.xml", texts), (f"{_FOLDER}styles.xml", styles)):
        for _ in _read(archive, name, reader) if name in names else ():
            pass
    for name in sorted(filter(_sheet.fullmatch, names), key=lambda one: (len(one), one)):
        sheet, width = _Sheet(texts.found, styles.of_days()), 0
        for _ in _read(archive, name, sheet):
            for row in sheet.rows:
                width = max(width, len(row))
                row += [""] * (width - len(row))  # cells without a value may be left out
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerow(row)
                if any(row):
                    yield from out.getvalue().split("\n")[:-1]
            sheet.rows.clear()


def _read(archive: zipfile.ZipFile, name: str, handler: _Handler) -> Iterator[None]:
    """Tell a part of the archive to a handler, piece by piece."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, says: handler.start(tag.rpartition(" ")[2], says)
    parser.EndElementHandler = lambda tag: handler.end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.say
    parser.EntityDeclHandler = _refuse
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            parser.Parse(piece)
            yield
        parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise DocumentError("", "the workbook declares entities of its own; it is not read")


class _Handler:
    """Gathers text between tags."""

    def __init__(self) -> None:
        self.text: list[str] | None = None

    def start(self, tag: str, says: dict[str, str]) -> None:
        """An element opens."""

    def end(self, tag: str) -> None:
        """An element closes."""

    def say(self, text: str) -> None:
        """Text, which counts inside what is gathered."""
        if self.text is not None:
            self.text.append(text)

    def taken(self) -> str:
        """What was gathered."""
        text, self.text = "".join(self.text or ()), None
        return text


class _Texts(_Handler):
    """Reads the texts that cells share (18.4.8), without their readings (`rPh`)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._is_reading = False

    def start(self, tag: str, says: dict[str, str]) -> None:
        self._is_reading = self._is_reading or tag == "rPh"
        if tag == "t" and not self._is_reading:
            self.text = []

    def end(self, tag: str) -> None:
        if tag == "t" and self.text is not None:
            self._pieces.append(self.taken())
        elif tag == "rPh":
            self._is_reading = False
        elif tag == "si":
            if sum(map(len, self._pieces)) > LONGEST:
                raise DocumentError("", f"a cell of over {LONGEST:,} characters; save it as csv")
            self.found.append("".join(self._pieces))
            self._pieces = []


class _Styles(_Handler):
    """Reads which styles of cells show days (18.8.10, 18.8.31)."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: list[int] = []
        self.days = {*_DAYS}
        self._inside = False

    def start(self, tag: str, says: dict[str, str]) -> None:
        number = says.get("numFmtId", "")
        if tag == "numFmt" and number.isdecimal():
            shown = _spoken.sub("", says.get("formatCode", ""))
            self.days |= {int(number)} if _day_signs.search(shown) else set()
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self.formats.append(int(number) if number.isdecimal() else 0)

    def end(self, tag: str) -> None:
        self._inside = self._inside and tag != "cellXfs"

    def of_days(self) -> frozenset[int]:
        """The styles, by their numbers."""
        return frozenset(n for n, number in enumerate(self.formats) if number in self.days)


class _Sheet(_Handler):
    """Reads the rows of a sheet (18.3.1.73)."""

    def __init__(self, shared: list[str], days: frozenset[int]) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._shared = shared
        self._days = days
        self._row: list[str] = []
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []

    def start(self, tag: str, says: dict[str, str]) -> None:
        if tag == "row":
            self._row = []
        elif tag == "c":
            self._cell, self._pieces = says, []
        elif tag in ("v", "t"):
            self.text = []

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._pieces.append(self.taken())
        elif tag == "c":
            at = _column.match(self._cell.get("r", ""))
            index = _index(at[0]) if at else len(self._row)
            if index > WIDEST:
                raise DocumentError("", f"over {WIDEST:,} columns; save it as csv")
            self._row += [""] * (index - len(self._row))
            self._row.append(self._said("".join(self._pieces)))
        elif tag == "row":
            self.rows.append(self._row)

    def _said(self, text: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            known = text.isdecimal() and int(text) < len(self._shared)
            return self._shared[int(text)] if known else ""
        style = self._cell.get("s", "")
        if kind == "n" and style.isdecimal() and int(style) in self._days:
            return _day(text)
        return text


def _index(letters: str) -> int:
    """The index of a column from 0.

    >>> _index("A"), _index("Z"), _index("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _day(text: str) -> str:
    """A serial day as ISO 8601; a text that is none as it is.

    >>> _day("43831"), _day("43831.5"), _day("soon")
    ('2020-01-01', '2020-01-01T12:00:00', 'soon')
    """
    try:
        when = _EPOCH + timedelta(seconds=round(float(text) * 86_400))
    except (ValueError, OverflowError):
        return text
    return when.isoformat() if when.time().isoformat() != "00:00:00" else when.date().isoformat()
