"""Lines of a concordance for other programs: what stands left of a match, the match, and right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from newscli import safe
from newscli.outputs.plain import write_row
from newscli.records import Occurrence

COLUMNS = ("left", "match", "right", "id", "paragraph")
CONTEXT = 60  # characters on each side, when nobody says how many


def write_concordance_plain(
    occurrences: Iterable[Occurrence], stream: TextIO, context: int | None = None
) -> None:
    """Tab-separated, with the columns `COLUMNS`.

    `context`: characters on each side of a match.  Put together, the first three columns are a
    slice of the text; a word is cut only if it is longer than half of that.
    """
    for row in _rows(occurrences, context):
        write_row(row, stream)


def write_concordance_csv(
    occurrences: Iterable[Occurrence], stream: TextIO, context: int | None = None
) -> None:
    """The same as CSV, under the columns' names."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(occurrences, context))


def _rows(occurrences: Iterable[Occurrence], context: int | None) -> Iterator[tuple[str, ...]]:
    width = CONTEXT if context is None else context
    for one in occurrences:
        begin, end = _slice(one, width)
        texts = one.text[begin : one.start], one.text[one.start : one.end], one.text[one.end : end]
        yield (*map(safe.line, texts), safe.line(one.id), _paragraph(one))


def _slice(one: Occurrence, width: int) -> tuple[int, int]:
    """The match with as many whole words around it as `width` characters on each side hold."""
    begin, end = max(0, one.start - width), min(len(one.text), one.end + width)
    if begin and one.text[begin - 1] != " ":
        begin = 1 + one.text.find(" ", begin, begin + width // 2) or begin
    if end < len(one.text) and one.text[end] != " ":
        space = one.text.rfind(" ", end - width // 2, end)
        end = space if space >= 0 else end
    return begin, end


def _paragraph(one: Occurrence) -> str:
    """Paragraphs and captions counted from 1: `3`, `caption 1`, `headline`."""
    if one.field == "headline":
        return "headline"
    return f"{'' if one.field == 'body' else 'caption '}{one.paragraph + 1}"
