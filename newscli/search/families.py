"""Words and names that are written in several ways, as rows of their spellings list them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newscli.text import words


def others(rows: Iterable[str], spelt: str) -> list[str]:
    """The other spellings of a word that rows have, commas between; a search needs two or three
    words of hundreds, so rows are taken apart only where they may hold one."""
    found: dict[str, None] = {}
    for row in rows:
        if spelt in row and spelt in (every := [one.strip() for one in row.split(",")]):
            found.update(dict.fromkeys(one for one in every if one != spelt))
    return [*found]


@cache
def listed(name: str) -> list[str]:
    """The rows of a file beside this module: one a line, `#` before remarks."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.partition("#")[0] for line in lines]


@cache
def folded(rows: tuple[str, ...]) -> list[str]:
    """A person's own rows, folded; words of a spelling are apart by a space."""
    return [",".join(" ".join(words(spelt)) for spelt in row.split(",")) for row in rows]
