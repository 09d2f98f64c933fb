"""What a text can be said to be about: its words that are no fillers, and its names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newscli.text import spans, words
from newscli.text.fillers import FILLERS
from newscli.text.words import SPACELESS

SHORTEST = 3  # letters of a word; shorter ones are particles, or signs such as EU in names alone
LONGEST_NAME = 6  # words; a longer run of capitals is a title
LONGEST_RUN = 4  # characters of a script without spaces, which few words are longer than
WITH_CASE = (range(0x530), range(0x1E00, 0x2000))  # Latin, Greek, Cyrillic, Armenian

_PARTICLES = "of|de|del|della|der|den|des|di|do|dos|du|da|van|von|zu|bin|ibn|al|el|la|le"


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    """Two or more words side by side that begin with capitals: `Ursula von der Leyen`, `U.S. Army`.

    A full stop ends a name, but for that of an initial.
    """
    codes = (code for block in WITH_CASE for code in block)
    capital = f"[{''.join(chr(code) for code in codes if chr(code).isupper())}]"
    word = f"{capital}[^\\W\\d_]*"
    between = f"(?:[ -](?:(?:{_PARTICLES}) ){{0,2}}|['’&]|\\.(?<=\\b{capital}\\.) ?)"
    return re.compile(f"(?<![^\\W_]){word}(?:{between}{word})+")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{SPACELESS}]{{2,}}")


def tells(word: str) -> bool:
    """Whether a folded word may say by itself what a text is about, as names may.

    >>> [word for word in ("the", "ferry", "to", "oslo", "in", "2024", "new york") if tells(word)]
    ['ferry', 'oslo', 'new york']
    """
    return len(word) >= SHORTEST and word not in FILLERS and not word.isnumeric()


def names(text: str) -> Iterator[str]:
    """The names in a text, each whole and folded; of one of four words and more also the last two,
    as others may call the person without a title.  Of a script without spaces: what may be words.

    >>> list(names("Then Foreign Minister Lars Lokke came to the Bank of England."))
    ['foreign minister lars lokke', 'lars lokke', 'bank of england']
    """
    for match in _name().finditer(text):
        name = _stripped(match[0])
        if 2 <= len(name) <= LONGEST_NAME:
            yield " ".join(name)
            if len(name) > 3 and not FILLERS.intersection(name[-2:]):
                yield " ".join(name[-2:])
    if not text.isascii():
        for match in _unspaced().finditer(text):
            yield from _runs(words(match[0]))


def _stripped(text: str) -> list[str]:
    """The folded words of a name without fillers at the ends: `The White House`, `House on Monday`.

    >>> _stripped("The U.S. Army")
    ['u', 's', 'army']
    """
    said = words(text)
    if FILLERS.isdisjoint(said[:1] + said[-1:]):
        return said
    placed = list(spans(text))
    kept = [
        at
        for at, (_, end, word) in enumerate(placed)
        if word not in FILLERS or (len(word) == 1 and text[end : end + 1] == ".")
    ]
    return [word for _, _, word in placed[kept[0] : kept[-1] + 1]] if kept else []


def _runs(signs: list[str]) -> Iterator[str]:
    """Two to `LONGEST_RUN` signs side by side, none of which is a filler."""
    for start in range(len(signs)):
        for end in range(start + 1, min(start + LONGEST_RUN, len(signs)) + 1):
            if signs[end - 1] in FILLERS:
                break
            if end - start > 1:
                yield " ".join(signs[start:end])
