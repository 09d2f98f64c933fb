"""XLSX: the table of CSV as a workbook, for who would open CSV in a spreadsheet.

Every text is a text: none is taken for a formula, a number or a link.  XlsxWriter (the extra
`newscli[xlsx]`) writes row by row, so no archive is too large for memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from newscli.outputs.table import COLUMNS, cells
from newscli.records import Article

LONGEST = 32_767  # UTF-16 units of a cell (Excel specifications and limits)
MOST = 1_048_575  # rows below the first, from there too
CUT = "… (cut: a cell holds no more)"


def write_xlsx(articles: Iterable[Article], file: Path) -> int:
    """Fill `file`; how many texts were cut, as a cell holds no more.

    Raises `OSError`, as for more articles than a sheet has rows.
    """
    settings = {"constant_memory": True, "tmpdir": str(file.parent)}
    cut = 0
    try:
        with xlsxwriter.Workbook(str(file), settings) as book:
            sheet = book.add_worksheet("Articles")
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
            for row, article in enumerate(articles, start=1):
                if row > MOST:
                    raise OSError(f"a sheet has room for {MOST:,} articles; write csv instead")
                facts = cells(article)
                for column, name in enumerate(COLUMNS):
                    fact = facts[name]
                    if isinstance(fact, int | float):
                        sheet.write_number(row, column, fact)
                    elif fact:
                        text = _fitting(fact)
                        cut += text != fact
                        sheet.write_string(row, column, text)
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise OSError(str(error)) from error  # such as a full disk
    return cut


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds.

    >>> len(_fitting("a" * 40_000)) == LONGEST
    True
    """
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * LONGEST:
        return text
    room = 2 * (LONGEST - len(CUT))
    cut = text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore")
    return cut + CUT
