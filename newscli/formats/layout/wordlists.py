"""Lists of words kept in files: `[section]` lines, and below each rows with `|` between words."""

from __future__ import annotations

from pathlib import Path

from newscli.text import fold


def sections(name: str) -> dict[str, list[str]]:
    """The folded words of a file beside this module, by section; `#` opens a remark's line."""
    table: dict[str, list[str]] = {}
    section: list[str] = []
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            section = table.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            section += [folded for word in line.split("|") if (folded := fold(word.strip()))]
    return table
