"""Tables of words, kept in files beside the modules that use them.

`[name]` opens a section, `#` a remark; a section may be parted, and what stands above all of them
has no name.
"""

from __future__ import annotations

from pathlib import Path

from newscli.text.words import fold


def rows(beside: str, name: str) -> dict[str, list[str]]:
    """The lines of the file called `name` beside a module (its `__file__`), by section."""
    table: dict[str, list[str]] = {"": []}
    section = table[""]
    for line in Path(beside).with_name(name).read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            section = table.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return table


def sections(beside: str, name: str) -> dict[str, list[str]]:
    """The same, of rows with `|` between words: these, folded."""
    return {
        section: [folded for line in lines for word in line.split("|") if (folded := fold(word))]
        for section, lines in rows(beside, name).items()
    }


def lists(beside: str, name: str) -> dict[str, list[str]]:
    """The same, of rows with blanks between words: these, as they stand."""
    return {section: " ".join(lines).split() for section, lines in rows(beside, name).items()}


def meanings(beside: str, name: str) -> dict[str, str]:
    """Name → what it stands for, of rows `meaning: name|name`."""
    pairs = (line.split(": ") for line in rows(beside, name)[""])
    return {one: meaning for meaning, names in pairs for one in names.split("|")}
