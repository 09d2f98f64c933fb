"""Chinese and Korean names, which romanisations write syllable by syllable: Mao Zedong, Tse-tung.

A given name of two syllables is read by Hanyu Pinyin (ISO 7098), by Wade-Giles, in English letters
and as German newspapers wrote these, and by the system of the École française d'Extrême-Orient, as
Cantonese by what Hong Kong writes (`cantonese`), and as Korean by what Revised Romanization (2000),
McCune-Reischauer and people themselves write for a sound.  Surnames, which other words may be too,
count only beside such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from newscli.search.cantonese import PINYIN, cantonese_of, pinyin_of
from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.skeletons import runs_of_vowels

_INITIALS = {  # of Pinyin → of Wade-Giles, without the apostrophes that newspapers leave out
    **{one: one for one in ("m", "f", "n", "l", "h", "sh", "s", "y", "w", "p", "t", "k", "ch")},
    **{"b": "p", "d": "t", "g": "k", "zh": "ch", "j": "ch", "q": "ch", "x": "hs"},
    **{"z": "ts", "c": "ts", "r": "j", "": ""},
}
_FINALS = (
    "a o e ai ei ao ou an en ang eng er i ia iao ie iu ian in iang ing iong u ua uo uai ui uan un "
    "uang ong ue"
).split()
_WHOLE = {  # syllables that no rule gives
    **{"zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih"},
    **{"ri": "jih", "you": "yu", "yi": "i", "yan": "yen", "ye": "yeh", "yong": "yung", "er": "erh"},
    **{"yue": "yueh", "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei", "kui": "kuei"},
}
_ALSO = {  # what newspapers write besides
    **{"zi": ("tse", "tze"), "de": ("teh",), "ying": ("ing",), "jiu": ("jeou",), "yi": ("yi", "ih")}
}
_ENDINGS = {"ie": "ieh", "ian": "ien", "iong": "iung", "ong": "ung", "ue": "ueh"}
_WITH_U = ("g", "k", "h", "sh")  # before `uo`, which is `o` behind all others

_GERMAN = {"ch": "tsch", "sh": "sch"}  # initials of Wade-Giles
_FRENCH = {  # initials of Pinyin → of the École française
    **{"b": "p", "d": "t", "g": "k", "zh": "tch", "ch": "tch", "sh": "ch", "r": "j", "z": "ts"},
    **{"c": "ts", "j": "k ts", "q": "k ts", "x": "h s"},
}
_FRENCH_ENDINGS = {
    **{"u": "ou", "ua": "oua", "uai": "ouai", "ui": "ouei", "uan": "ouan", "un": "ouen"},
    **{"uo": "ouo", "uang": "ouang", "ou": "eou", "iu": "ieou", "ian": "ien", "ue": "iue"},
}
_FRENCH_WHOLE = {
    **{"zi": "tseu", "ci": "tseu", "si": "sseu", "zhi": "tche", "chi": "tche", "shi": "che"},
    **{"ri": "je", "er": "eul", "wu": "wou", "you": "yeou", "yan": "yen", "ge": "ko", "ke": "ko"},
    **{"he": "ho", "yong": "yong"},
}

_CONSONANTS = (("g", "k"), ("d", "t"), ("b", "p"), ("j", "ch", "dsch", "tsch"), ("s", "sh", "sch"))
_VOWELS = (
    ("eo", "o", "u", "ou"),
    ("eu", "u"),
    ("u", "oo", "woo"),
    ("ae", "ai"),
    ("yeo", "yo", "you", "yu"),
    ("ui", "ee", "i"),
    ("a", "ah"),
    ("i", "ee"),
    ("oe", "oi"),
    ("ye", "yeh"),
    ("wo", "weo"),
)
LONGEST = 8  # letters of a syllable
SHORTEST = 5  # of two that are one word; shorter ones come out as other words
_CODAS = (("k", "g"), ("p", "b"), ("l", "r"))
_VOWEL = frozenset("aeiouyw")
_KOREAN = (  # a consonant, a vowel, and what closes the syllable
    "([gk]k?|n|[dt]|[rl]|m|[bp]|s[sh]?|[dt]?sch|j|ch|h)?([yw]?(?:ae|ai|eo|eu|oo|oe|ou|ui|ee|[ae]h|[aeiou]))"
    "(ng|[kgntlmpb])?"
)

_SURNAMES = (
    "chiang,jiang", "chang,zhang,cheung", "chou,chow,zhou", "chao,zhao", "chu,zhu", "teng,deng",
    "tseng,zeng,tsang", "tsai,cai", "tsao,cao", "hsieh,xie", "hsu,xu", "hsi,xi", "hsiao,xiao",
    "kuo,guo,kwok", "lee,li", "lee,yi,rhee", "park,pak,bak", "roh,no,noh", "moon,mun",
    "chun,jeon,chon", "choi,choe", "jang,chang", "chung,jeong,chong,jung", "yoon,yun",
    "kang,gang", "ban,pan", "bong,pong", "cho,jo", "ko,ke", "kao,gao", "tung,dong", "leung,liang",
    "wong,wang,huang", "sung,soong,song", "lien,lian", "po,bo", "ting,ding", "chien,qian,tsien",
    "kim,gim", "lim,rim,im,yim", "shin,sin", "kwon,gwon", "paik,paek,baek", "yeh,ye", "tang,dang",
)  # fmt: skip
"""Those that most people have, and that spellings part."""


def given(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A given name in other romanisations, each as one word and as two.

    >>> ("zedong",) in given(("tse", "tung")), ("tse", "tung") in given(("zedong",))
    (True, True)
    """
    found: dict[tuple[str, ...], None] = {}
    for pair in _pairs(words):
        for both in (*_mandarin(pair), *product(*map(_korean, pair))):
            found.update({both: None, ("".join(both),): None})
        found.update((both, None) for both in product(*map(cantonese_of, pair)))
        if pair == words:  # Cantonese is written as two
            read = product(*map(pinyin_of, pair))
            found.update((form, None) for both in read for form in (both, ("".join(both),)))
        found.update({pair: None, ("".join(pair),): None})
    found.pop(words, None)
    return [*found]


def side_by_side(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Two words that may be Chinese syllables in the other romanisation: Pa Chin, Ba Jin."""
    if not FUNCTION_WORDS.isdisjoint(words):
        return []
    found = [form for both in _mandarin(words) for form in (both, ("".join(both),))]
    return [one for one in dict.fromkeys(found) if one != words]


def surnames(word: str) -> list[str]:
    """A surname in other romanisations."""
    rows = (row.split(",") for row in _SURNAMES)
    listed = (other for row in rows if word in row for other in row)
    spelt = (one for (one,) in _mandarin((word,)))
    return [*dict.fromkeys((*listed, *spelt, *pinyin_of(word), *cantonese_of(word)))]


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Two syllables as they stand, or all ways to part a word of two."""
    if len(words) == 2 and all(map(_is_syllable, words)):
        yield words[0], words[1]
    elif len(words) == 1:
        (word,) = words
        is_able = SHORTEST <= len(word) <= 2 * LONGEST and runs_of_vowels(word) <= 2
        for at in range(1, len(word)) if is_able else ():
            both = word[:at], word[at:]
            if all(one in _systems()[0] for one in both) or all(map(_is_korean, both)):
                yield both


def _is_korean(syllable: str) -> bool:
    return bool(re.fullmatch(_KOREAN, syllable))


def _is_syllable(word: str) -> bool:
    return len(word) <= LONGEST and word.isascii() and not _VOWEL.isdisjoint(word)


def _mandarin(syllables: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Syllables in all systems, each read by any: Taiwan mixes them, as in Shui-bian."""
    if any(runs_of_vowels(one) != 1 for one in syllables):
        return
    meant, spelt = _systems()
    for pinyin in product(*(meant.get(one, ()) for one in syllables)):
        yield from product(*(spelt[one] for one in pinyin))


@cache
def _systems() -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """Syllable → those of Pinyin that it may be, and back to all spellings of each."""
    able = (both for both in product(_INITIALS, _FINALS) if re.fullmatch(PINYIN, "".join(both)))
    spelt = {"".join(both): _spelt(*both) for both in able}
    meant: dict[str, list[str]] = {}
    for pinyin, spellings in spelt.items():
        for one in spellings:
            meant.setdefault(one, []).append(pinyin)
    return meant, spelt


def _spelt(initial: str, final: str) -> list[str]:
    """A syllable of Pinyin as it stands and as the other systems spell it."""
    pinyin = initial + final
    rounded = "o" if final == "uo" and initial not in _WITH_U else final
    wade = _WHOLE.get(pinyin, _INITIALS[initial] + _ENDINGS.get(rounded, rounded))
    german = _GERMAN.get(wade[:2], wade[:2]) + wade[2:]
    ending = _FRENCH_ENDINGS.get(rounded, rounded)
    if initial in ("j", "q", "x", "y") and final[0] == "u":  # which is ü there: xu, hiu
        ending = final if initial == "y" else f"i{final}"
    french = [one + ending for one in _FRENCH.get(initial, initial).split(" ")]
    whole = [_FRENCH_WHOLE[pinyin]] if pinyin in _FRENCH_WHOLE else french
    return [*dict.fromkeys((pinyin, wade, *_ALSO.get(pinyin, ()), german, *whole))]


def _korean(syllable: str, otherwise: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A syllable as Korean is romanised otherwise, itself first; if it may be Korean."""
    match = re.fullmatch(_KOREAN, syllable)
    if not match:
        return otherwise
    parts = map(_others, match.groups(""), (_CONSONANTS, _VOWELS, _CODAS))
    return tuple("".join(one) for one in product(*parts))


def _others(sound: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [*dict.fromkeys((sound, *(one for row in rows if sound in row for one in row)))]
