"""What the headlines of a document are set in, one like the other: numbers, letters, times, signs.

One headline may open with a letter or end in a bracket.  Where those of most articles do, in order
or alike, it is how they are set, and none of what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from newscli.formats.dividing.tops import clock, count, number_of
from newscli.tuples import NamedTuple

AGREED = 0.5  # share of the headlines that are set so
FEWEST = 3  # headlines that show what all open with; two show what all stand in
_SAID = "\"'“”„«»‘’‚‹›「」『』¿¡()（）.,:;?!。！？… "  # signs that are of what a headline says
_letter = re.compile(r"[(\[]?([A-Za-z])[.)\]:]+ +(?=\S)")
_roman = re.compile(r"[(\[]?([IVXL]{1,6})(?:[.)\]:]+| [–—-]) +(?=\S)")
_counted = re.compile(
    r"[^\W\d][^\d:]{0,12}\W(\d{1,4})[^\w\"'“„«‘]{1,4}(?=\S)"
)  # No. 1: Ferry stops
_last_word, _first_word = re.compile(r"\w+$"), re.compile(r"^\w+")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class Frame(NamedTuple):
    """What stands around headlines and is none of them."""

    before: re.Pattern[str] | None = None
    after: str = ""

    def bare(self, text: str) -> str:
        """The text without its frame; all of it where nothing else is left."""
        whole = text
        match = self.before.match(text) if self.before else None
        if match:
            text = text[match.end() :]
        if self.after and text.endswith(self.after):
            text = text[: -len(self.after)]
        return text.strip() if any(map(str.isalnum, text)) else whole


def frame_of(headlines: Sequence[str]) -> Frame:
    """The frame of these headlines, one of each article; an empty one has none.

    >>> frame_of(["A. Ships sink", "B. Ferry stops", "C. Tram is late"]).bare("B. Ferry stops")
    'Ferry stops'
    >>> frame_of(["<b>Ships sink</b>", "<b>Ferry stops</b>"]).bare("<b>Ferry stops</b>")
    'Ferry stops'
    """
    pairs = len(headlines) - 1
    if pairs < 1:
        return Frame()
    if sum(clock.match(text) is not None for text in headlines) >= max(2, AGREED * (pairs + 1)):
        return Frame(clock)
    for pattern, number in _COUNTED:
        matches = [pattern.match(text) for text in headlines]
        numbers = [number(match[1]) if match else -1 for match in matches]
        rising = sum(a >= 0 and b == a + 1 for a, b in pairwise(numbers))
        if rising >= AGREED * pairs:
            return Frame(pattern)
    return _shared([text for text in headlines if text])


def _value(numeral: str) -> int:
    """The number of a Roman numeral."""
    values = [_ROMAN[sign] for sign in numeral]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


_COUNTED: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = (
    (count, number_of),
    (_counted, int),
    (_letter, ord),
    (_roman, _value),
)


def _shared(headlines: Sequence[str]) -> Frame:
    """What all of them begin and end with, as far as signs part it from what they say."""
    if len({*headlines}) < 2:
        return Frame()
    before = _last_word.sub("", _opening(headlines))
    after = _first_word.sub("", _opening([text[::-1] for text in headlines])[::-1])
    if not any(not sign.isalnum() and sign not in _SAID for sign in after):
        after = ""
    word = not before or before[0].isalnum() or before[0] in _SAID
    if word or (len(headlines) < FEWEST and not after):
        return Frame()
    return Frame(re.compile(re.escape(before)), after)


def _opening(texts: Sequence[str]) -> str:
    """What all texts begin with."""
    first, last = min(texts), max(texts)
    same = sum(
        1 for _ in takewhile(lambda both: both[0] == both[1], zip(first, last, strict=False))
    )
    return first[:same]
