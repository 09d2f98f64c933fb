"""One word, however it is spelt: the plain form of words that hold dots, hyphens or umlauts.

`U.S.`, `e-mail`, `10,000` and `Müller` are several words, or another word, to the index.  Their
plain forms (`us`, `email`, `10000`, `mueller`) say which spellings are one word, so that a query in
any of them finds all.  What a sign keeps apart (2.5, AT&T) is told by `signs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from operator import and_

from newscli.text.words import words

LONGEST = 32  # letters of a plain form; longer ones are addresses and the like
MOST_PARTS = 6  # U.N.E.S.C.O.

_ZWNJ = "\u200c"  # a joint in Persian, which many leave out
_HYPHENS = "\u058a\u05be\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d-"  # ends sets of characters
JOINTS, QUOTES = f".,/{_ZWNJ}{_HYPHENS}", "'’"
UMLAUTS = "äöüøåÄÖÜØÅ\u212b\u0308\u030a"
_APART = f"(?:\\.[{_HYPHENS}]|[./'’{_ZWNJ}{_HYPHENS}])"  # U.S.-led
_POSSESSIVES = tuple(sign + s for sign in "'’‘ʼ`´′＇" for s in "sS")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def variants(text: str) -> Iterator[tuple[str, str]]:
    """Plain form and folded words, a space between, of each word of `text` that is spelt otherwise
    than plainly.

    >>> [*variants("The U.S. sent 10,000 e-mails to Renault's Müller on 9/11.")]
    [('us', 'u s'), ('10000', '10 000'), ('emails', 'e mails'), ('mueller', 'muller')]
    """
    for word in text.split(" "):
        yield from joined_in(word)
    yield from spaced_in(text)
    if not text.isascii():
        for word in text.split(" "):
            yield from spelt_out_in(word)


def spaced_in(text: str) -> Iterator[tuple[str, str]]:
    """The variants that have blanks inside."""
    end = -1
    for at in sorted(hint.end() for signs in _spaces() for hint in signs.finditer(text)):
        start = max(0, text.rfind(" ", 0, at - 2))
        if at - 2 >= end and (match := spaced().search(text, start, at + LONGEST)):
            end = match.end()
            parts = words(match[0])
            yield "".join(parts), " ".join(parts)


@cache
def _spaces() -> Sequence[re.Pattern[str]]:
    """Blanks within a word: 10 000, J. P.; each by a character that is searched for fast."""
    return re.compile(r" (?=\d\d\d(?!\d))(?<=\d )"), re.compile(r"\. (?=[A-Z]\.)")


def joined_in(word: str) -> Iterator[tuple[str, str]]:
    """The variants with joints in what stands between two blanks."""
    return filter(None, map(_joined, _joined_words().findall(word)))


def spelt_out_in(word: str) -> Iterator[tuple[str, str]]:
    """The variants with umlauts in what stands between two blanks."""
    for match in _umlauts().finditer(unicodedata.normalize("NFC", word)):
        yield _spelt_out(match[0])


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
def _figures() -> re.Pattern[str]:
    """A figure with joints by thousands."""
    return re.compile(r"\d{1,3}(?:[.,'’]\d{3})+")


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


def _joined(spelt: str) -> tuple[str, str] | None:
    """Plain form and words of what joins several; None where the joint matters: 2.5, 9/11."""
    parts = [] if (bare := base(spelt)).isalnum() else words(bare)
    plain = "".join(parts)
    if not 1 < len(parts) <= MOST_PARTS or len(plain) > LONGEST:
        return None
    if not plain.isalpha() and not _figures().fullmatch(spelt):
        figures = [*map(str.isdigit, parts)]
        if any(map(and_, figures, figures[1:])):
            return None
    return plain, " ".join(parts)


def _spelt_out(word: str) -> tuple[str, str]:
    return "".join(words(word.lower().translate(_SPELT))), "".join(words(word))
