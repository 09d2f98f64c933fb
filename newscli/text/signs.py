"""Words that only a sign or their capitals tell from others: C++, .NET, AT&T, 2.5, 5 %, US, WHO.

The index has each as a word of its own beside the plain ones, so that a query for it finds nothing
that has the letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.words import fold

MARK = "\ue00d"
"""Stands before such a word in the index; `text.words` never gives it."""

ENDS = ".,;:!?&"  # of a word in a sentence

_CODES = {sign: chr(0xE010 + i) for i, sign in enumerate("+#.&%€£$¥")}  # letters to the engine
_CODED = str.maketrans(_CODES | {",": _CODES["."], "٪": _CODES["%"], "×": "x"})  # 2,5 is 2.5
_PRINTED = str.maketrans({code: sign for sign, code in _CODES.items()})

_CAPITALS = re.compile(r"[A-Z](?<!\w.)[A-Z]{1,4}\b")  # a letter first, which is searched for fast
AM = MARK + "am"
HOUR = re.compile(r" am(?<=\d am)(?!\w)")
SIGNS = "&+#%٪€£$¥×"  # that tell a word from others wherever they stand
OF_AMOUNTS = frozenset("%٪€£$¥")
LONGEST = 32  # characters of such a word


def signs(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of each that its signs tell from others, and of each amount.

    >>> [printed(word) for *_, word in signs("AT&T lost 2,5% in C++ and .NET; at 10.30 a.m.")]
    ['at&t', '2.5', '%', '2.5%', 'c++', '.net', '10.30']
    """
    end = -1
    for hint in hints().finditer(text):
        if hint[0] in OF_AMOUNTS:
            yield from amount_at(text, hint.start())
        if hint.start() < end:
            continue
        apart = int(hint[0] in "&×" and text[hint.start() - 1 : hint.start()] == " ")  # R & D
        first = max(end, hint.start() - LONGEST, 0)
        last = min(hint.end() + LONGEST, len(text))
        start = max(first, text.rfind(" ", first, max(hint.start() - apart, 0)) + 1)
        stop = text.find(" ", hint.end() + apart, last)
        end = last if stop < 0 else stop
        yield from signed_in(text, start, end)


def amount_at(text: str, sign: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of the amount whose sign stands at this place, if one does."""
    from newscli.text.amounts import amount  # whose patterns only amounts need

    if found := amount(text, sign):
        start, end, word = found
        yield start, end, MARK + word.translate(_CODED)


def signed_in(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What `signs` finds between these places, but for amounts."""
    for match in _signed_words().finditer(text, start, end):
        if len(match[0]) <= LONGEST:
            word = fold(match[0]).replace(" ", "").translate(_CODED)
            yield match.start(), match.end(), MARK + word


@cache
def hints() -> re.Pattern[str]:
    """A sign that may tell a word from others; compiled for the first text that may have one."""
    return re.compile(  # one set of characters first, which is searched for fast
        r"[&+#%٪€£$¥×.,](?:(?<![.,])|(?=\d\d?(?!\d))|(?<=\.)(?<![^\s(\"'“‘].)(?=[^\W\d_]))"
    )


@cache
def _signed_words() -> re.Pattern[str]:
    """Such a word; compiled when the first comes by."""
    return re.compile(
        r"(?<![\w.,])\d++[.,]\d{1,2}(?!\d|[.,]\d)"  # a decimal
        r"|(?<!\w)[^\W_]++(?:&[^\W_]++(?![\w&])|\+\+?(?![\w+])|#(?![\w#]))"
        r"|(?<!\w)[A-Z]{1,2} & [A-Z]{1,2}(?!\w)"
        r"|(?<![^\s(\"'“‘])\.[^\W\d_][^\W_]*+(?![\w.])"
        r"|[%٪€£$¥]|(?<!\w)\d++ ?× ?\d++"
    )


def capitals(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and word of each function word that stands as capitals alone, where not all of
    its line does; and the `am` of an hour."""
    for hour in HOUR.finditer(text):
        yield hour.start() + 1, hour.end(), AM
    yield from capitals_at(text, (match.start() for match in _CAPITALS.finditer(text)))


def capitals_at(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    """What `capitals` finds in these places, but for hours."""
    end, is_shouted = -1, False  # of the line
    for at in starts:
        match = _CAPITALS.match(text, at)
        if not match or (word := match[0].lower()) not in FUNCTION_WORDS:
            continue
        if at > end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            is_shouted = text[start:end].isupper()
        if not is_shouted:
            yield at, match.end(), MARK + word


def is_capital(typed: str) -> bool:
    """Whether a word is typed as what only its capitals tell from a function word.

    >>> is_capital("US"), is_capital("us"), is_capital("NATO")
    (True, False, False)
    """
    return bool(_CAPITALS.fullmatch(typed)) and typed.lower() in FUNCTION_WORDS


def signed(typed: str) -> str | None:
    """The word that `typed` is with its signs, if they tell it from others.

    >>> printed(signed("C++") or ""), signed("C,")
    ('c++', None)
    """
    if typed.isalnum():
        return None
    ends = len(typed.rstrip(ENDS[:-1])) or len(typed)
    return next((word for start, end, word in signs(typed) if (start, end) == (0, ends)), None)


def printed(word: str) -> str:
    """A word of the index as one reads it.

    >>> printed(MARK + "us"), printed("us")
    ('US', 'us')
    """
    if not word.startswith(MARK):
        return word
    word = word[1:]
    return word.upper() if word in FUNCTION_WORDS else word.translate(_PRINTED)
