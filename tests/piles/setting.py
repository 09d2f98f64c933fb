"""How the blocks of a document become lines: gaps, wrapping, line ends, encoding."""

from __future__ import annotations

import textwrap
import unicodedata
from random import Random
from typing import Literal, NamedTuple

Kind = Literal["head", "fact", "mark", "text", "noise", "residue"]


class Block(NamedTuple):
    """Lines that stand together."""

    text: str
    kind: Kind
    gap: int | None
    """Blank lines before it; None: as many as between paragraphs."""
    flows: bool
    """Whether it is wrapped where the document is."""


class Setting(NamedTuple):
    """How a document is set."""

    name: str
    gap: int = 1
    """Blank lines between paragraphs."""
    width: int = 0
    """Characters of a line; 0: a paragraph a line."""
    indent: int = 0
    """Blanks before the first line of a paragraph."""
    doubled: bool = False
    """Whether each line is followed by an empty one."""
    trailing: bool = False
    """Whether lines may end in blanks."""
    hyphens: bool = False
    """Whether words are broken at the ends of lines."""


SETTINGS = (
    Setting("lines"),
    Setting("lines"),
    Setting("tight", gap=0),
    Setting("loose", gap=2),
    Setting("indented", gap=0, indent=3),
    Setting("wrapped", width=72),
    Setting("wrapped", width=64),
    Setting("wrapped-trailing", width=78, trailing=True),
    Setting("wrapped-indented", gap=0, width=70, indent=4),
    Setting("doubled", gap=1, width=68, doubled=True),
)
SPACED = tuple(one for one in SETTINGS if one.gap and not one.doubled)
LINES = tuple(one for one in SPACED if not one.width)
COLUMNS = (Setting("column", width=34), Setting("column-indented", width=40, indent=2))
ROWS = (Setting("rows", gap=0),)

LOCAL = {
    "en": ["cp1252"],
    "de": ["cp1252", "iso8859-15"],
    "fr": ["cp1252"],
    "es": ["cp1252"],
    "it": ["cp1252"],
    "pt": ["cp1252"],
    "nl": ["cp1252"],
    "sv": ["cp1252"],
    "pl": ["cp1250"],
    "ru": ["cp1251", "koi8-r"],
    "tr": ["cp1254"],
    "ja": ["shift_jis"],
    "zh": ["gb18030"],
}
GLOBAL = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")
CLOSE = {
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "—": "-",
    "–": "-",
    "©": "(c)",
    "•": "*",
    "…": "...",
}


def fitted(text: str, encoding: str) -> str:
    """The text with characters that the encoding lacks put as close ones."""
    try:
        if text.encode(encoding).decode(encoding) == text:
            return text
    except UnicodeError:
        pass
    return "".join(_fitted(char, encoding) for char in text)


def _fitted(char: str, encoding: str) -> str:
    plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    for form in (char, CLOSE.get(char, plain), plain):
        try:
            if form.encode(encoding).decode(encoding) == form:
                return form
        except UnicodeError:
            continue
    return ""


def rendered(blocks: list[Block], setting: Setting, chance: Random, *, spaceless: bool) -> str:
    """The document's text."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        gap = setting.gap if block.gap is None else block.gap
        if (
            before
            and setting.width
            and not gap
            and before.flows
            and not (block.flows and setting.indent)
        ):
            gap = 1  # else it would read on
        lines += [""] * (gap if before else 0)
        indent = " " * setting.indent if block.kind == "text" else ""
        lines += _set(block, setting, indent, spaceless)
        before = block
    if setting.trailing:
        lines = [line + " " * chance.choice((0, 0, 1, 2)) if line else line for line in lines]
    end = chance.choice(("\n", "\n", "\n", "\r\n"))
    return (end * (2 if setting.doubled else 1)).join(lines) + (
        end if chance.random() < 0.8 else ""
    )


def _set(block: Block, setting: Setting, indent: str, spaceless: bool) -> list[str]:
    if not (setting.width and block.flows):
        return (indent + block.text).split("\n")
    if spaceless:
        text, width = ("\u3000" if indent else "") + block.text, setting.width // 2
        return [text[at : at + width] for at in range(0, len(text), width)]
    return textwrap.wrap(
        block.text,
        setting.width,
        initial_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
