"""Labels that only a column, a tab or a date sets apart from their values: `Paper     The Courier`.

Tidied, such a line reads like a name or a headline; as it is set, several below each other say
what they are.
"""

from __future__ import annotations

import re

from newscli.formats.layout.labels import LABELS, SEPARATOR
from newscli.formats.layout.units import Unit
from newscli.text import fold
from newscli.text.dates import dates

FEWEST = 3  # lines of a block
KNOWN = 2  # of them with known labels, if their values stand in a column
LONGEST = 160  # characters of a line whose label a blank alone sets apart
OF_BLOCKS = frozenset(["headline", "date", "byline", "publisher"])
TELLING = 2  # of these fields that a block has
_column = re.compile(r" {0,8}([^\W\d_][^:=\t]{0,28}?)(?P<gap> {2,}|\t+ *)(?=\S)")
_blank = re.compile(r" {0,8}([^\W\d_]+) (?=\S)")


def set_apart(lines: list[str], tidied: list[str]) -> list[str]:
    """The tidied lines, each label of a block and its value parted by `SEPARATOR`.

    `lines` are the same as they stand in the text, with their blanks.
    """
    out = tidied
    run: list[tuple[int, int, bool]] = []  # index, where the value begins, whether wide apart
    for index in range(len(lines) + 1):
        end = index < len(lines) and tidied[index] and _value_at(lines[index], tidied[index])
        if end:
            run.append((index, *end))
            continue
        if len(run) >= FEWEST and (found := _parted(run, lines, tidied)):
            out = list(out) if out is tidied else out
            for at, text in found.items():
                out[at] = text
            if index < len(lines) and LABELS.get(fold(tidied[index])) == "body":
                out[index] += SEPARATOR  # its value stands below
        run = []
    return out


def printed(unit: Unit) -> Unit:
    """A unit as its line reads: with a blank for the separator."""
    return unit._replace(text=unit.text.replace(SEPARATOR, " ").rstrip())


def _value_at(line: str, tidied: str) -> tuple[int, bool] | None:
    """Where what may be a value begins, and whether more than a blank stands before it."""
    if ("  " in line or "\t" in line) and (match := _column.match(line)):
        return match.end(), True
    if len(tidied) <= LONGEST and (match := _blank.match(line)) and fold(match[1]) in LABELS:
        return match.end(), False
    return None


def _parted(
    run: list[tuple[int, int, bool]], lines: list[str], tidied: list[str]
) -> dict[int, str]:
    """The lines of a block by their indices; none when they are no labels and values."""
    found: dict[int, tuple[str, str]] = {}
    column = max((end for _, end, wide in run if wide), default=0)
    for index, end, wide in run:
        label, value = lines[index][:end].strip(), tidied[index]
        tabbed = wide and lines[index][end - 1] == "\t"
        if fold(label) in LABELS or (wide and (end == column or tabbed)):
            found[index] = label, value[len(label) :].strip()
    fields = [LABELS.get(fold(label), "") for label, _ in found.values()]
    known = [field for field in fields if field]
    if len(found) < FEWEST or len(known) < KNOWN or len(known) < len(set(known)):
        return {}
    dated = any(
        field == "date" and next(dates(value), (1,))[0] == 0
        for field, (_, value) in zip(fields, found.values(), strict=True)
    )
    telling = len(OF_BLOCKS.intersection(known))
    if telling < TELLING or not (dated or ("headline" in known and column)):
        return {}
    return {index: f"{label}{SEPARATOR}{value}" for index, (label, value) in found.items()}
