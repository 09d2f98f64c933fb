"""What is left of a word without its vowels: the kinds of its consonants, in order, by which names
are found that sound alike (the classes of Soundex, Russell 1918, parted further)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

LEAST = 2  # consonants; fewer are those of any word
AT_ONCE = 10_000  # words, for which Python takes half the time that they take one by one

VOWELS = {**dict.fromkeys("ou", "u"), **dict.fromkeys("iey", "i"), "a": "a"}
"""Each with its kind."""
KINDS = {"q": "k", "c": "k", "z": "s", "w": "v"}
"""Consonants that are taken for others."""
MUTE = "h"

# In letters of ASCII, with which Python is thrice as fast.
_SOUNDS = {"sch": "S", "sh": "S", "ch": "C", "ph": "f", "kh": "q", "gh": "g", "th": "t", "x": "ks"}
_PLAIN = str.maketrans({**dict.fromkeys(VOWELS, "."), **KINDS, MUTE: None})


def skeletons(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The kinds of each word's consonants, behind a dot where a vowel is first, and the word; none
    of words with too few, or with letters that are not Latin.

    >>> [*skeletons(["kassim", "qasem", "akasem", "kuka", "ku"])]
    [('ksm', 'kassim'), ('ksm', 'qasem'), ('.ksm', 'akasem'), ('kk', 'kuka')]
    """
    latin = (word for word in words if word.isascii() and word.isalpha())
    while some := [*islice(latin, AT_ONCE)]:
        text = whole("\n".join(some)).translate(_PLAIN)
        for letter in {*text} - {"\n", "."}:
            while 2 * letter in text:
                text = text.replace(2 * letter, letter)
        text = f"\n{text}".replace("\n.", "\n:").replace(".", "").replace(":", ".")[1:]
        for found, word in zip(text.split("\n"), some, strict=True):
            if len(found) - found.startswith(".") >= LEAST:
                yield found, word


def runs_of_vowels(word: str) -> int:
    """How many there are: a syllable has one."""
    return len("".join(letter if letter in "aeiou" else " " for letter in word).split())


def whole(text: str) -> str:
    """Words with a letter for each sound that is written as two."""
    for written, sound in _SOUNDS.items():
        text = text.replace(written, sound)
    return text
