"""Words and names that are written in several ways, as lines of a text file list them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newscli.text import words

Families = dict[str, tuple[str, ...]]
"""Spelling → the others of the same word; words of a spelling are apart by a space."""


def families(rows: Iterable[Iterable[str]]) -> Families:
    """What rows of spellings say: a spelling of several rows has the others of each."""
    found: Families = {}
    for row in rows:
        spellings = dict.fromkeys(row)
        for spelt in spellings:
            others = (other for other in spellings if other != spelt)
            found[spelt] = tuple(dict.fromkeys((*found.get(spelt, ()), *others)))
    return found


@cache
def listed(name: str) -> Families:
    """Those of a file beside this module: a row a line, commas between, `#` before remarks."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    rows = (line.partition("#")[0].split(",") for line in lines)
    return families(filter(None, map(str.strip, row)) for row in rows)


@cache
def configured(rows: tuple[str, ...]) -> Families:
    """Those of a person's own rows, folded."""
    return families([" ".join(words(spelt)) for spelt in row.split(",")] for row in rows)
