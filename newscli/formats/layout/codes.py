"""Lines that say no more than a code, a count or an address, with a word for it or alone.

`Ref: AB-1234`, `Auflage 120.000`, `[Lote = 5512]`, `2012/417-B`, `desk@harwick.example`.  What the
word means need not be known: such a line is none of a text, nor its headline.
"""

from __future__ import annotations

import re

from newscli.formats.layout.names import CASELESS
from newscli.text.sentences import ends_sentence

LONGEST = 80  # characters of such a line
MOST_WORDS = 3  # of what a code is called
SHORT_CAPITALS = 4  # letters of a part of a code that has no digit: AB 1234, 12 KB
UNIT = 3  # letters of what is counted: 12 km, 1.2 Mio
FEWEST_DIGITS = 3  # of a code that a blank alone parts from its word: `Gate 12` is a title
_AROUND = " ()[]{}<>（）【】*_.,;|–—-"
_MOST_LABELS = 28  # characters of a word for a value
_digits = re.compile(r"\d+")
_roman = re.compile(r"[IVXL]{1,6}")
_sign = re.compile(r" ?[:：=] ?| [–—-] ")
_address = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w{2,}")
_phone = re.compile(r"\+?\(?\d[\d() ./-]{6,}")


def masked(text: str) -> str:
    """A line without its numbers and codes; sentences stand for themselves.

    >>> masked("The Courier 12"), masked("Ref AB-1234"), masked("Lote XK 55 12"), masked("第12版")
    ('The Courier #', 'Ref #', 'Lote #', '第#版')
    """
    if ends_sentence(text):
        return text
    words = text.split(" ")
    if "@" in text:
        words = ["@" if _address.fullmatch(word) else word for word in words]
    if words == ["@"] or not any(map(str.isdigit, text)):
        text = " ".join(words)
        return "#" if _roman.fullmatch(text) else text
    kept: list[str] = []
    for word in words:
        if not (_has_number(word) or _is_capitals(word)):
            kept.append(_digits.sub("#", word))
        elif not kept or kept[-1] != "#":
            kept.append("#")
    return " ".join(kept)


def valued(text: str) -> str:
    """What a line calls its value, and the sign between; empty for one that has no short value.

    >>> valued("Desk: night shift"), valued("Desk = 12"), valued("The ferry ends at last")
    ('Desk:', 'Desk=', '')
    """
    bare = text.strip(_AROUND)
    match = _sign.search(bare[: _MOST_LABELS + 2]) if len(text) <= LONGEST else None
    if match is None or ends_sentence(text):
        return ""
    word, value = bare[: match.start()], bare[match.end() :]
    if not value or not _is_word_for(word):
        return ""
    return word + match[0].strip()


def is_coded(text: str) -> bool:
    """Whether a line is a code, a count or an address, with a word for it or alone.

    >>> [is_coded(text) for text in ("Ref: AB-1234", "Auflage 120.000", "[7712-K]", "a@b.example")]
    [True, True, True, True]
    >>> [is_coded(text) for text in ("Gate 12", "Oslo seeks 4 million", "2012", "Final: Oslo 3")]
    [False, False, False, False]
    """
    if len(text) > LONGEST or not ("@" in text or any(map(str.isdigit, text))):
        return False
    if ends_sentence(text):
        return False
    bare = text.strip(_AROUND)
    if match := _sign.search(bare[: _MOST_LABELS + 2]):
        return _is_word_for(bare[: match.start()]) and _is_code(bare[match.end() :], 1)
    words = bare.split(" ")
    at = next((n for n, word in enumerate(words) if not word.rstrip(".").isalpha()), len(words))
    named = at if at <= MOST_WORDS and bare[0].isupper() else 0
    if named and _is_word_for(" ".join(words[:named])):
        return _is_code(" ".join(words[named:]), FEWEST_DIGITS)
    return (
        (bare[:1].isalnum() or bare[:1] == "+")
        and not bare.isdigit()
        and _is_code(bare, FEWEST_DIGITS)
    )


def _is_word_for(text: str) -> bool:
    """Whether this can be what a value is called."""
    words = text.rstrip(".").split(" ")
    return len(words) <= MOST_WORDS and text[:1].isupper() and all(map(str.isalpha, words))


def _is_code(text: str, digits: int) -> bool:
    """Whether all words are of a code, with at least so many digits; or of an address."""
    if _address.fullmatch(text) or _phone.fullmatch(text):
        return True
    if sum(map(str.isdigit, text)) < digits:
        return False
    others = [w for w in text.split() if not (_has_number(w) or _is_capitals(w))]
    return not others or (len(others) == 1 and len(others[0]) <= UNIT)


def _has_number(word: str) -> bool:
    """Whether a word is a number or of a code; where words do not stand apart, sentences hold
    numbers, too."""
    return any(map(str.isdigit, word)) and max(word) < CASELESS


def _is_capitals(word: str) -> bool:
    return len(word) <= SHORT_CAPITALS and word.isupper()
