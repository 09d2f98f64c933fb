"""Words that were parted at the ends of lines, as columns of print are set.

In a text with many such lines the hyphen is the setter's, and goes; where the same document has the
word with its hyphen inside a line, or hardly any line parts one, it is the word's own, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

FEWEST = 3  # lines that part a word in a text that is set so
LONGEST = 40  # letters of a part of a word
SHARE = 0.02  # of its lines, at the least
_end = re.compile(r"([^\W\d_]{2,})([-‐¬\u00ad])$")
_begin = re.compile(r"[^\W\d_]{2,}")
_compound = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_OWN = frozenset("and or to und oder bis bzw et ou y o e en of och og i lub и или".split())
"""What stands behind a hyphen for a word that comes later: `Bau- und Gartenamt`."""


class Hyphens:
    """What the hyphens at the ends of a text's lines are."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` are tidied."""
        parted = sum(_parts(a, b) is not None for a, b in pairwise(lines) if a and b)
        filled = sum(map(bool, lines))
        self._set = parted >= FEWEST and parted >= SHARE * filled
        self._compounds = (
            {one.lower() for line in lines for one in _compound.findall(line)} if parted else set()
        )

    def text(self, lines: Sequence[str], joint: Callable[[str, str], str]) -> str:
        """The lines of a paragraph as one; `joint` is what stands between two that part no word."""
        out = [lines[0]]
        for above, below in pairwise(lines):
            if (parts := _parts(above, below)) is None:
                out.append(joint(above, below))
            elif not self._is_own(*parts):
                out[-1] = above[:-1]
            out.append(below)
        return "".join(out)

    def _is_own(self, left: str, hyphen: str, right: str) -> bool:
        """Whether a hyphen between the parts of a word is the word's own."""
        return hyphen in "-‐" and (not self._set or f"{left}-{right}".lower() in self._compounds)


def _parts(above: str, below: str) -> tuple[str, str, str] | None:
    """The two parts of a word, and the hyphen between."""
    if above[-1] not in "-‐¬\u00ad" or not below[0].islower():
        return None
    left, right = _end.search(above[-LONGEST:]), _begin.match(below)
    if not left or not right or right[0] in _OWN:
        return None
    return left[1], left[2], right[0]
