"""One word, however it is spelt: the plain form of words that hold dots, hyphens or umlauts.

`U.S.`, `e-mail`, `10,000` and `Müller` are several words, or another word, to the index.  Their
plain forms (`us`, `email`, `10000`, `mueller`) say which spellings are one word, so that a query in
any of them finds all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.words import words

CAPITAL = "\ue00d"
"""Stands before a word that is only told from a function word by its capitals: US, IT, WHO."""

LONGEST = 32  # letters of a plain form; longer ones are addresses and the like
MOST_PARTS = 6  # U.N.E.S.C.O.

_APART = "[.\\-/'’\u2010\u2011]"
# Words are taken whole and from their first letter, and figures have an end: else a long run of
# either would be gone through from each place in it.
_JOINED = re.compile(
    rf"\d{{1,3}}(?:[.,'’]\d{{3}}){{1,{LONGEST // 3}}}(?![^\W_]|[.,]\d)"
    rf"|(?<![^\W_])[^\W_]++(?:{_APART}[^\W_]++)+",
    re.UNICODE,
)
_FIGURES = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+")
_POSSESSIVE = re.compile(r"['’][sS]$")
_UMLAUT = re.compile("(?<![^\\W\\d_])[^\\W\\d_äöüøåÄÖÜØÅ]*+[äöüøåÄÖÜØÅ][^\\W\\d_]*+")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")


def variants(text: str) -> Iterator[tuple[str, str]]:
    """Plain form and folded words, a space between, of each word of `text` that is spelt otherwise
    than plainly.

    >>> [*variants("The U.S. sent 10,000 e-mails to Renault's Müller on 9/11.")]
    [('us', 'u s'), ('10000', '10 000'), ('emails', 'e mails'), ('mueller', 'muller')]
    """
    for match in _JOINED.finditer(text):
        if found := _joined(match[0]):
            yield found
    if not text.isascii():
        for match in _UMLAUT.finditer(unicodedata.normalize("NFC", text)):
            yield _spelt_out(match[0])


def plain_forms(typed: str) -> list[str]:
    """The plain forms of a word as typed: those of its spelling, and the word itself.

    >>> plain_forms("e-mail's"), plain_forms("müller"), plain_forms("2.5")
    (['email'], ['mueller', 'muller'], [])
    """
    found = [plain for plain, _ in variants(typed)]
    single = words(base(typed))
    return [*found, *single] if len(single) == 1 else found


def base(typed: str) -> str:
    """A word without the `'s` of a possessive.

    >>> base("Renault's")
    'Renault'
    """
    return _POSSESSIVE.sub("", typed)


def capitals(text: str) -> set[str]:
    """The function words, folded, that stand in a text as capitals alone, where not all does."""
    if text.isupper():
        return set()
    return {word for word in map(str.lower, _CAPITALS.findall(text)) if word in FUNCTION_WORDS}


def is_capital(typed: str) -> bool:
    """Whether a word is typed as what only its capitals tell from a function word.

    >>> is_capital("US"), is_capital("us"), is_capital("NATO")
    (True, False, False)
    """
    return bool(_CAPITALS.fullmatch(typed)) and typed.lower() in FUNCTION_WORDS


def of_all(texts: Iterable[str]) -> set[tuple[str, str]]:
    """The `variants` of several texts, each once."""
    return {found for text in texts for found in variants(text)}


def _joined(spelt: str) -> tuple[str, str] | None:
    """Plain form and words of what joins several; None where the joint matters: 2.5, 9/11."""
    parts = words(base(spelt))
    plain = "".join(parts)
    if not 1 < len(parts) <= MOST_PARTS or len(plain) > LONGEST:
        return None
    if not _FIGURES.fullmatch(spelt) and any(
        one.isdigit() and other.isdigit() for one, other in pairwise(parts)
    ):
        return None
    return plain, " ".join(parts)


def _spelt_out(word: str) -> tuple[str, str]:
    return "".join(words(word.lower().translate(_SPELT))), "".join(words(word))
