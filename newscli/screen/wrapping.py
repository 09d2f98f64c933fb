"""Breaking text into lines: as many words as fit, where the right edge is calmest."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from newscli.screen.measure import cells, fit, is_small, pieces
from newscli.tuples import NamedTuple


class _Piece(NamedTuple):
    """What a line break never parts."""

    start: int
    cells: int
    gap: int
    """Cells of space before it, unless it opens a line."""
    small: bool


def wrapped(text: Text, width: int, balanced: bool = False) -> list[Text]:
    """The text in lines of at most `width` cells, ragged right.

    The breaks are those for which the squares of the space left at the line ends add up to least
    (Knuth and Plass, "Breaking paragraphs into lines", 1981), with a charge for a line that ends
    in a small word and for a last line of one short word.  `balanced` counts the last line like
    the others, which makes the lines of a title about equally long.
    """
    plain = text.plain
    folded = _folded(plain, max(1, width))
    if not folded:
        return [text[:0]]
    starts = [folded[index].start for index in _breaks(folded, max(1, width), balanced)]
    lines = list(text.divide([folded[0].start, *starts]))[1:]
    for line in lines:
        line.rstrip()
    return lines


def _folded(plain: str, width: int) -> list[_Piece]:
    """The words of the string, those wider than a line cut into pieces that fit."""
    folded: list[_Piece] = []
    previous = 0
    for start, end in pieces(plain):
        gap = cells(plain[previous:start])
        small = is_small(plain[start:end])
        while (size := cells(plain[start:end])) > width:
            cut = start + max(1, fit(plain[start:end], width))
            folded.append(_Piece(start, min(width, cells(plain[start:cut])), gap, False))
            start, gap = cut, 0
        if start < end:
            folded.append(_Piece(start, size, gap, small))
        previous = end
    return folded


def _breaks(folded: Sequence[_Piece], width: int, balanced: bool) -> list[int]:
    """Indexes of the pieces that open the second and later lines."""
    count = len(folded)
    cost = [0] * (count + 1)
    """Of the best lines from each piece to the end."""
    following = [count] * (count + 1)
    """The piece that opens the line after the one that each piece opens."""
    for first in reversed(range(count)):
        least = None
        used = -folded[first].gap
        for last in range(first, min(count, first + width)):  # a piece takes a cell, as a rule
            used += folded[last].gap + folded[last].cells
            if used > width and last > first:
                break
            free = (width - used) ** 2
            if last + 1 < count:
                total = free + cost[last + 1] + (width // 3 if folded[last].small else 0)
            elif balanced:
                total = free
            else:
                total = 4 * width if last == first > 0 and used < width // 4 else 0
            if least is None or total < least:
                least, following[first] = total, last + 1
        cost[first] = least or 0
    breaks = []
    at = following[0]
    while at < count:
        breaks.append(at)
        at = following[at]
    return breaks
