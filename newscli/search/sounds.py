"""Words of the archive that sound like a name: their consonants are alike, and few vowels differ.

What no system of transcription settles, as the short vowels of Arabic and Hebrew, double letters
and a mute h, differs from newspaper to newspaper.  So the archive's words with the same consonants,
in order, each taken for its kind (`text.skeletons`), are looked at, and what they differ in is
priced sound by sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.skeletons import KINDS, MUTE, VOWELS, skeletons, whole

if TYPE_CHECKING:
    from newscli.index.holdings import Words

OTHER = 0.5  # cost, in edits, of a vowel or a consonant of its kind for another: as likely a slip
CLOSE = 0.25  # where only a letter is doubled, or the vowels are as close as e and i
MOST = 0.25  # for each consonant; beyond that it is another name

SURE = 4  # consonants, of which more allow no more

Sounds: TypeAlias = Sequence[tuple[str, str]]
"""Each consonant of a word, with what doubles it, and the vowels behind; those before the first
stand behind none."""


def sounding_like(vocabulary: Words, forms: Iterable[str]) -> dict[str, float]:
    """The archive's words that sound like one of these spellings of a name, and what each costs,
    in edits; those that are spelt so are left out."""
    forms = (*forms,)
    remembered, asked = vocabulary.remembered, f"sounds: {' '.join(forms)}"  # what no word is
    if asked not in remembered:
        remembered[asked] = _sounding_like(vocabulary, forms)
    found: dict[str, float] = remembered[asked]
    return found


def _sounding_like(vocabulary: Words, forms: Iterable[str]) -> dict[str, float]:
    spelt: dict[str, list[str]] = {}
    for consonants, form in skeletons(forms):
        spelt.setdefault(consonants, []).append(form)
    read: dict[str, list[Sounds]] = {}  # these, of those that words have
    found: dict[str, float] = {}
    for consonants, word in skeletons(vocabulary.sounding(spelt) if spelt else ()):
        most = MOST * min(len(consonants.strip(".")), SURE)
        if consonants not in read:
            read[consonants] = [[*_sounds(form)] for form in spelt[consonants]]
        sounds = [*_sounds(word)]
        price = min(_price(like, sounds, most) for like in read[consonants])
        if 0 < price <= most and word not in FUNCTION_WORDS:
            found[word] = price
    return found


def _price(one: Sounds, other: Sounds, most: float = inf) -> float:
    """What the sounds of two words with the same kinds of consonants differ in; of what costs more
    than `most`, a part."""
    price = 0.0
    for (here, after), (there, behind) in zip(one, other, strict=False):
        if here != there:
            price += CLOSE if {*here} == {*there} else OTHER
        if after != behind:
            price += CLOSE if _heard(after) == _heard(behind) else OTHER
            price += CLOSE if not (_heard(after) and _heard(behind)) and there else 0
        if price > most:
            break
    return price


def _sounds(word: str) -> Iterator[tuple[str, str]]:
    """Each consonant, with what doubles it, and the vowels behind."""
    consonants = vowels = ""
    for letter in whole(word):
        if letter in VOWELS or letter == MUTE:
            vowels += letter
        elif vowels.strip(MUTE) or not consonants or _kind(letter) != _kind(consonants[0]):
            yield consonants, vowels
            consonants, vowels = letter, ""
        else:
            consonants += letter
    yield consonants, vowels


def _kind(letter: str) -> str:
    return KINDS.get(letter, letter)


@lru_cache(maxsize=1024)
def _heard(vowels: str) -> str:
    """Vowels by their kinds, each once."""
    return "".join(dict.fromkeys(VOWELS.get(letter, "") for letter in vowels))
