"""One word, however it is spelt: the plain form of words that hold dots, hyphens or umlauts.

`U.S.`, `e-mail`, `10,000` and `Müller` are several words, or another word, to the index.  Their
plain forms (`us`, `email`, `10000`, `mueller`) say which spellings are one word, so that a query in
any of them finds all.  What a sign keeps apart (2.5, AT&T) is told by `signs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from newscli.text.words import words

LONGEST = 32  # letters of a plain form; longer ones are addresses and the like
MOST_PARTS = 6  # U.N.E.S.C.O.
CACHED = 40  # characters of the longest word that is remembered; there is no end of longer ones

_HYPHENS = "\\-\u058a\u05be\u2010-\u2013\u2212\ufe63\uff0d"
_ZWNJ = "\u200c"  # a joint in Persian, which many leave out
_APART = f"(?:\\.[{_HYPHENS}]|[./'’{_ZWNJ}{_HYPHENS}])"  # U.S.-led
_FIGURES = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+")
_POSSESSIVES = tuple(sign + s for sign in "'’‘ʼ`´′＇" for s in "sS")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def variants(text: str) -> Iterator[tuple[str, str]]:
    """Plain form and folded words, a space between, of each word of `text` that is spelt otherwise
    than plainly.

    >>> [*variants("The U.S. sent 10,000 e-mails to Renault's Müller on 9/11.")]
    [('us', 'u s'), ('10000', '10 000'), ('emails', 'e mails'), ('mueller', 'muller')]
    """
    for word in _around(_joints(), text):
        yield from _joined_short(word) if len(word) <= CACHED else _joined_in(word)
    end = -1
    for at in sorted(hint.end() for signs in _spaces() for hint in signs.finditer(text)):
        start = max(0, text.rfind(" ", 0, at - 2))
        if at - 2 >= end and (match := spaced().search(text, start, at + LONGEST)):
            end = match.end()
            parts = words(match[0])
            yield "".join(parts), " ".join(parts)
    if not text.isascii():
        for word in _around(_umlaut_signs(), text):
            for match in _umlauts().finditer(unicodedata.normalize("NFC", word)):
                yield _spelt_out(match[0])


@cache
def _joints() -> re.Pattern[str]:
    """What joins words, but for the 's of a possessive, at which no word is joined."""
    return re.compile(f"[.,/'’{_ZWNJ}{_HYPHENS}](?=[^\\W_])(?!(?<=['’])[sS](?![^\\W_]|['’]))")


@cache
def _spaces() -> Sequence[re.Pattern[str]]:
    """Blanks within a word: 10 000, J. P.; each by a character that is searched for fast."""
    return re.compile(r" (?=\d\d\d(?!\d))(?<=\d )"), re.compile(r"\. (?=[A-Z]\.)")


@cache
def _umlaut_signs() -> re.Pattern[str]:
    return re.compile("[äöüøåÄÖÜØÅ\u212b\u0308\u030a]")


def _around(signs: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands between the blanks around each sign, which few words have."""
    end = -1
    for match in signs.finditer(text):
        at = match.start()
        if at > end:
            start = text.rfind(" ", end + 1, at) + 1 or end + 1
            end = text.find(" ", at)
            if end < 0:
                end = len(text)
            yield text[start:end]


def _joined_in(word: str) -> tuple[tuple[str, str], ...]:
    """The variants with joints in what stands between two blanks."""
    return tuple(found for match in _joined_words().finditer(word) if (found := _joined(match[0])))


_joined_short = lru_cache(maxsize=1 << 14)(_joined_in)  # texts share most of their words


@cache
def _joined_words() -> re.Pattern[str]:
    """A figure or word with joints; compiled when the first comes by.

    Words are taken whole and from their first letter, and figures have an end: else a long run of
    either would be gone through from each place in it.
    """
    return re.compile(
        rf"\d{{1,3}}(?:[.,'’]\d{{3}}){{1,{LONGEST // 3}}}(?![^\W_]|[.,]\d)"
        rf"|(?<![^\W_])[^\W_]++(?:{_APART}[^\W_]++)+"
    )


@cache
def spaced() -> re.Pattern[str]:
    """One word with blanks inside: a figure, initials, R & D; compiled when the first comes by."""
    return re.compile(
        r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\w]|[.,]\d)"
        r"|(?<!\w)(?:[A-Z]\. ){1,5}[A-Z]\.(?!\w)|(?<!\w)[A-Z]{1,2} & [A-Z]{1,2}(?!\w)"
    )


@cache
def _umlauts() -> re.Pattern[str]:
    """A word with an umlaut; compiled when the first comes by."""
    return re.compile("(?<![^\\W\\d_])[^\\W\\d_äöüøåÄÖÜØÅ]*+[äöüøåÄÖÜØÅ][^\\W\\d_]*+")


def plain_forms(typed: str) -> list[str]:
    """The plain forms of a word as typed: those of its spelling, and the word itself.

    >>> plain_forms("e-mail's"), plain_forms("müller"), plain_forms("2.5")
    (['email'], ['mueller', 'muller'], [])
    """
    is_plain = typed.isascii() and typed.isalnum()
    found = [] if is_plain else [plain for plain, _ in variants(typed)]
    single = words(base(typed))
    return [*found, *single] if len(single) == 1 else found


def base(typed: str) -> str:
    """A word without the `'s` of a possessive.

    >>> base("Renault's")
    'Renault'
    """
    return typed[:-2] if typed.endswith(_POSSESSIVES) else typed


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
