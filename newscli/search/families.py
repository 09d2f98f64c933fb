"""Words and names that are written in several ways, as tables of their spellings list them.

A table is one text, a row a line, each spelling between commas: a search needs two or three words
of hundreds of rows, and finds these in a text faster than in as many rows.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from newscli.text import words


def others(table: str, spelt: str) -> list[str]:
    """The other spellings that a table has of a word.

    >>> others(",gray,grey,\\n,grey,gris,\\n", "grey")
    ['gray', 'gris']
    """
    found: dict[str, None] = {}
    wanted = f",{spelt},"
    at = table.find(wanted)
    while at >= 0:
        end = table.find("\n", at)
        row = table[table.rfind("\n", 0, at) + 1 : end]
        if not row.startswith(",#"):
            found.update(dict.fromkeys(row[1:-1].split(",")))
        at = table.find(wanted, end)
    found.pop(spelt, None)
    return [*found]


@cache
def listed(name: str) -> str:
    """The table of a file beside this module: a row a line, `#` before remarks."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return f",{text}".replace(", ", ",").replace("\n", ",\n,")


@cache
def folded(rows: tuple[str, ...]) -> str:
    """The table of a person's own rows; words of a spelling are apart by a space."""
    spelt = ([" ".join(words(one)) for one in row.split(",")] for row in rows)
    return "".join(f",{','.join(row)},\n" for row in spelt)
