"""Articles by two kinds at once: a table of small bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from newscli.choices import Kind, kind_of
from newscli.screen.bars import drawn
from newscli.screen.facts import day
from newscli.screen.measure import cells
from newscli.screen.sheet import GAP, WIDEST, Sheet, padded, together
from newscli.stats import Cross

LONGEST_LABEL = 24  # cells
LEAST_COLUMN = 8  # cells; a title in fewer says nothing
LEAST_BAR = 4  # cells; where there is no room for that, figures stand alone
LONGEST_BAR = 12  # cells; longer ones tell no more

Rows = list[tuple[str, tuple[int, ...]]]


def crossed(sheet: Sheet, cross: Cross, limit: int | None) -> Iterator[Text]:
    """The table: a row a name, in each cell a bar and a count; all bars have one scale.

    Columns for which there is no room are summed up in the last, and rows beyond `limit` too;
    sums have no bars, which those of single names would vanish beside.
    """
    by, across = kind_of(cross.by), kind_of(cross.across)
    rows = [(called(by, row.name), row.counts) for row in cross.rows]
    titles = [called(across, name) for name in cross.columns]
    named = len(rows)
    if limit and not by.length and len(rows) > limit:
        named = limit
        rest = [counts for _, counts in rows[limit:]]
        rows = [*rows[:limit], (f"{len(rest):,} others", tuple(map(sum, zip(*rest, strict=True))))]
    label = min(LONGEST_LABEL, max((cells(name) for name, _ in rows), default=1))
    room = min(WIDEST, sheet.inner) - label
    figure = max((len(f"{sum(counts):,}") for _, counts in rows), default=1)
    kept, least = len(titles), max(LEAST_COLUMN, figure + 1 + LEAST_BAR) + len(GAP)
    if kept * least > room:
        kept = max(0, room // least - 1)
        rows = [(name, (*counts[:kept], sum(counts[kept:]))) for name, counts in rows]
        titles = [*titles[:kept], "others"]
    figure = max((len(f"{count:,}") for _, counts in rows for count in counts), default=1)
    width = min(room // max(1, len(titles)) - len(GAP), figure + 1 + LONGEST_BAR)
    bar = width - figure - 1 if width - figure > LEAST_BAR else 0
    most = max((count for _, counts in rows[:named] for count in counts[:kept]), default=0) or 1
    heads = [padded(sheet.cut(sheet.text(title, "strong"), width), width, True) for title in titles]
    yield _row([sheet.text(" " * label), *heads])
    yield sheet.rule(max(1, label + len(titles) * (width + len(GAP))))
    for at, (name, counts) in enumerate(rows):
        figures = [
            _cell(sheet, count, bar if at < named and column < kept else 0, width, most)
            for column, count in enumerate(counts)
        ]
        yield _row([padded(sheet.cut(sheet.text(name), label), label), *figures])


def called(kind: Kind, name: str | None) -> str:
    """The name as people write it: `Mar 1987`, and of a gap `Mar 1987 – Oct 1987`."""
    if name is None:
        return kind.unknown.capitalize()
    return " – ".join(day(part) for part in name.split("/")) if kind.length else name


def _cell(sheet: Sheet, count: int, bar: int, width: int, most: int) -> Text:
    """Bar and figure; nothing of nothing."""
    figure = padded(sheet.text(f"{count:,}" if count else "", "strong"), width - bar, True)
    return (
        together(drawn(sheet, count / most, bar), figure)
        if bar and count
        else padded(figure, width, True)
    )


def _row(parts: Sequence[Text]) -> Text:
    spaced = [piece for part in parts for piece in (GAP, part)]
    line = together(*spaced[1:])
    line.rstrip()
    return line
