"""What is left of a word without its vowels: the kinds of its consonants, in order, by which names
are found that sound alike (the classes of Soundex, Russell 1918, parted further)."""

from __future__ import annotations

import re

LEAST = 2  # consonants; fewer are those of any word

VOWELS = {**dict.fromkeys("ou", "u"), **dict.fromkeys("iey", "i"), "a": "a"}
"""Each with its kind."""
KINDS = {"q": "k", "c": "k", "z": "s", "w": "v"}
"""Consonants that are taken for others."""
MUTE = "h"

_SOUNDS = {"sch": "š", "sh": "š", "ch": "č", "ph": "f", "kh": "q", "gh": "g", "th": "t", "x": "ks"}
_PLAIN = str.maketrans({**dict.fromkeys(VOWELS, "."), **KINDS, MUTE: ""})


def skeleton(word: str) -> str:
    """The kinds of a word's consonants, behind a dot where a vowel is first; nothing where there
    are too few, or letters that are not Latin.

    >>> skeleton("kassim"), skeleton("qasem"), skeleton("akasem"), skeleton("kuka"), skeleton("ku")
    ('ksm', 'ksm', '.ksm', 'kk', '')
    """
    if not (word.isascii() and word.isalpha()):
        return ""
    once = re.sub(r"(.)\1+", r"\1", whole(word).translate(_PLAIN))
    consonants = once.replace(".", "")
    return "." * once.startswith(".") + consonants if len(consonants) >= LEAST else ""


def whole(word: str) -> str:
    """A word with a letter for each sound that is written as two."""
    for written, sound in _SOUNDS.items():
        word = word.replace(written, sound)
    return word
