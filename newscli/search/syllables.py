"""Chinese and Korean names, which romanisations write syllable by syllable: Mao Zedong, Tse-tung.

A given name of two syllables is read by Hanyu Pinyin (ISO 7098) and by Wade-Giles, and as Korean by
what Revised Romanization (2000), McCune-Reischauer and people themselves write for a sound.
Surnames, which other words may be too, count only beside such a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

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
_ENDINGS = {"ie": "ieh", "ian": "ien", "iong": "iung", "ong": "ung", "ue": "ueh"}
_WITH_U = ("g", "k", "h", "sh")  # before `uo`, which is `o` behind all others

_CONSONANTS = (("g", "k"), ("d", "t"), ("b", "p"), ("j", "ch"), ("s", "sh"))
_VOWELS = (
    ("eo", "o", "u", "ou"),
    ("eu", "u"),
    ("u", "oo", "woo"),
    ("ae", "ai"),
    ("yeo", "yo", "you", "yu"),
    ("ui", "ee", "hee"),
    ("i", "ee"),
    ("oe", "oi"),
    ("ye", "yeh"),
    ("wo", "weo", "won"),
)
_CODAS = (("k", "g"), ("p", "b"), ("l", "r"))
_VOWEL = frozenset("aeiouyw")

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
        for there in (_wade(), _pinyin()):
            for both in product(*(there.get(one, ()) for one in pair)):
                found.update({both: None, ("".join(both),): None})
        if len(words) > 1:
            found[("".join(words),)] = None
            for both in product(*map(_korean, pair)):
                found.update({both: None, ("".join(both),): None})
        else:
            found[pair] = None
    found.pop(words, None)
    return [*found]


def surnames(word: str) -> list[str]:
    """A surname in other romanisations."""
    rows = (row.split(",") for row in _SURNAMES)
    return [other for row in rows if word in row for other in row if other != word]


def _pairs(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Two syllables as they stand, or all ways to part a word of two."""
    if len(words) == 2 and all(word.isascii() and word.isalpha() for word in words):
        if all(len(word) <= 6 and _VOWEL.intersection(word) for word in words):
            yield words[0], words[1]
    elif len(words) == 1:
        (word,) = words
        for at in range(1, len(word)):
            if word[:at] in _wade() and word[at:] in _wade():
                yield word[:at], word[at:]


@cache
def _wade() -> dict[str, tuple[str, ...]]:
    """Syllable of Pinyin → that of Wade-Giles."""
    found: dict[str, tuple[str, ...]] = {}
    for initial, final in product(_INITIALS, _FINALS):
        ending = _ENDINGS.get(final, "o" if final == "uo" and initial not in _WITH_U else final)
        found[initial + final] = (_WHOLE.get(initial + final, _INITIALS[initial] + ending),)
    return found


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Syllable of Wade-Giles → those of Pinyin that it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for pinyin, (wade,) in _wade().items():
        found[wade] = (*found.get(wade, ()), pinyin)
    return found


@cache
def _korean(syllable: str) -> tuple[str, ...]:
    """A syllable as Korean is romanised otherwise, itself first."""
    start = next((i for i, c in enumerate(syllable) if c in _VOWEL), 0)
    end = len(syllable)
    while end > start and syllable[end - 1] not in _VOWEL:
        end -= 1
    parts = (
        _others(syllable[:start], _CONSONANTS),
        _others(syllable[start:end], _VOWELS),
        _others(syllable[end:], _CODAS),
    )
    return tuple("".join(one) for one in product(*parts))


def _others(sound: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [*dict.fromkeys((sound, *(one for row in rows if sound in row for one in row)))]
