"""Words of the archive that sound like a name: their consonants are alike, and few vowels differ.

What no system of transcription settles, as the short vowels of Arabic and Hebrew, double letters
and a mute h, differs from newspaper to newspaper.  So the archive's words are looked through for
those with the same consonants, in order, each taken for its kind (the classes of Soundex, Russell
1918, parted further); what they differ in is priced sound by sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newscli.text.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from newscli.index.holdings import Words

OTHER = 0.5  # cost, in edits, of a vowel or a consonant of its kind for another: as likely a slip
CLOSE = 0.25  # where only a letter is doubled, or the vowels are as close as e and i
MOST = 0.25  # for each consonant; beyond that it is another name

SURE = 4  # consonants, of which more allow no more
LEAST = 2  # consonants; fewer are those of any word
LOOKS = 6  # at the archive's words, each for spellings with other consonants
REACH = 3  # edits, within which such words are looked for

_KINDS = {"q": "k", "c": "k", "z": "s", "w": "v"}
_VOWELS = {**dict.fromkeys("ou", "u"), **dict.fromkeys("iey", "i"), "a": "a"}
_SOUNDS = {"sch": "š", "sh": "š", "ch": "č", "ph": "f", "kh": "q", "gh": "g", "th": "t", "x": "ks"}
_MUTE = "h"
_ROUGHLY = str.maketrans(
    dict.fromkeys(f"aeiouy{_MUTE}") | dict.fromkeys("ckqxz", "s") | {"p": "f", "w": "v"}
)
"""Letter → one that stands for all whose kinds may be the same, whatever is beside them."""


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
    for form in forms:
        if len((skeleton := _skeleton(form)).strip(".")) >= LEAST:
            spelt.setdefault(skeleton, []).append(form)
    found: dict[str, float] = {}
    # Systems that are not the name's make more consonants of it, and few agree.
    likely = sorted(spelt, key=lambda skeleton: len(skeleton) - len(spelt[skeleton]))
    near: set[str] = set()
    for first, *_ in (spelt[skeleton] for skeleton in likely[:LOOKS]):
        near.update(vocabulary.within(first, min(REACH, len(first) - 1)))
    alike = {frozenset(like.translate(_ROUGHLY)) for some in spelt.values() for like in some}
    for word in sorted(word for word in near if frozenset(word.translate(_ROUGHLY)) in alike):
        skeleton = _skeleton(word)
        most = MOST * min(len(skeleton.strip(".")), SURE)
        for like in spelt.get(skeleton, ()) if word not in FUNCTION_WORDS else ():
            price = _price(like, word)
            if 0 < price <= min(most, found.get(word, most)):
                found[word] = price
    return found


def _skeleton(word: str) -> str:
    """The kinds of a word's consonants, behind a dot where a vowel is first.

    >>> _skeleton("kassim"), _skeleton("qasem"), _skeleton("sasem"), _skeleton("akasem")
    ('ksm', 'ksm', 'ssm', '.ksm')
    """
    (_, first), *others = _sounds(word)
    return "." * bool(_heard(first)) + "".join(_kind(consonants[0]) for consonants, _ in others)


def _whole(words: str) -> str:
    """Words with a letter for each sound that is written as two."""
    for written, sound in _SOUNDS.items():
        words = words.replace(written, sound)
    return words


def _price(one: str, other: str) -> float:
    """What the sounds of two words with the same kinds of consonants differ in."""
    price = 0.0
    for (here, after), (there, behind) in zip(_sounds(one), _sounds(other), strict=False):
        if here != there:
            price += CLOSE if {*here} == {*there} else OTHER
        if after != behind:
            price += CLOSE if _heard(after) == _heard(behind) else OTHER
            price += CLOSE if not (_heard(after) and _heard(behind)) and there else 0
    return price


def _sounds(word: str) -> Iterator[tuple[str, str]]:
    """Each consonant, with what doubles it, and the vowels behind."""
    consonants = vowels = ""
    for letter in _whole(word):
        if letter in _VOWELS or letter == _MUTE:
            vowels += letter
        elif vowels.strip(_MUTE) or not consonants or _kind(letter) != _kind(consonants[0]):
            yield consonants, vowels
            consonants, vowels = letter, ""
        else:
            consonants += letter
    yield consonants, vowels


def _kind(letter: str) -> str:
    return _KINDS.get(letter, letter)


def _heard(vowels: str) -> str:
    """Vowels by their kinds, each once."""
    return "".join(dict.fromkeys(_VOWELS.get(letter, "") for letter in vowels))
