"""What an index has of a text beside plain words: all that `signs`, `capitals`, `variants` find.

Where there may be something is looked for in a text's kinds of characters, a byte each; what the
word at such a place comes to is worked out once for all texts that share it.
"""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache
from typing import Any

from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.signs import (
    AM,
    HOUR,
    LONGEST,
    OF_AMOUNTS,
    SIGNS,
    amount_at,
    capitals_at,
    hints,
    signed_in,
    signs,
)
from newscli.text.variants import JOINTS, QUOTES, UMLAUTS, joined_in, spaced_in, spelt_out_in

CACHED = 40  # characters of the longest word that is remembered; there is no end of longer ones

# Each begins with a byte of one kind, which C looks for fast, wherever there may be something, and
# goes on to the next blank: JOINT, QUOTE, UMLAUT, SIGN.
_WORDS = [
    re.compile(hint + rb"[^ ]*")
    for hint in (rb",[a-zA0?]", rb"'(?:[a-rt-zA0?]|s[a-zA0?'])", rb"u", rb"\+")
]
_SIGNS, _CAPITALS = re.compile(rb"\+"), re.compile(rb"AA+")
_FIGURES, _INITIALS = b"0 000", b", A,"
_LATIN = map(chr, (*range(128), *range(0xC0, 0x100)))
_KNOWN = "".join(dict.fromkeys([*_LATIN, *JOINTS, *QUOTES, *SIGNS, *UMLAUTS, *"“”„…«»—\u00a0"]))
"""The characters that have a byte; all others have one, and may be letters or figures."""


def peculiar(text: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The words that only signs or capitals tell from others; plain form and words of all that is
    not spelt plainly.

    >>> marked, variants = peculiar("The U.S. has 10,000 e-mails.")
    >>> sorted(variants)
    [('10000', '10 000'), ('emails', 'e mails'), ('us', 'u s')]
    """
    if not text:
        return set(), set()
    kinds, is_known = _kinds(text)
    marked: set[str] = set()
    variants: set[tuple[str, str]] = set()
    is_apart = False  # R & D
    for hit in _SIGNS.finditer(kinds):
        at = hit.start()
        if (sign := text[at]) in OF_AMOUNTS:
            marked.update(word for *_, word in amount_at(text, at))
        is_apart |= sign in "&×" and text[at - 1 : at] == " "
    found = {
        text[kinds.rfind(b" ", 0, hit.start()) + 1 : hit.end()]
        for pattern in _WORDS
        for hit in pattern.finditer(kinds)
    }
    for word in found:
        signed, spelt = _remembered(word) if len(word) <= CACHED else _of(word)
        marked.update(signed)
        variants.update(spelt)
    if is_apart or max(map(len, found), default=0) > LONGEST:
        marked = {word for *_, word in signs(text)}
    shouted = [run.span() for run in _CAPITALS.finditer(kinds)]
    starts = [start for start, end in shouted if text[start:end].lower() in FUNCTION_WORDS]
    marked.update(word for *_, word in capitals_at(text, starts))
    if " am" in text and HOUR.search(text):
        marked.add(AM)
    if not is_known or _FIGURES in kinds or _INITIALS in kinds:
        variants.update(spaced_in(text))
    return marked, variants


def _of(word: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What there is in a word that stands between blanks, but for amounts."""
    may_be_signed = len(word) <= LONGEST and hints().search(word)
    signed = signed_in(word, 0, len(word)) if may_be_signed else ()
    spelt = () if word.isascii() else spelt_out_in(word)
    return tuple(found for *_, found in signed), (*joined_in(word), *spelt)


_remembered = lru_cache(maxsize=1 << 15)(_of)  # texts share most of their words


@cache
def _tables() -> tuple[Any, bytes]:
    """Characters → bytes, as `codecs` keeps that, those of ASCII as they are; what each byte is."""
    in_full = _KNOWN.ljust(256, "\ufffe")
    return codecs.charmap_build(in_full), bytes(map(_kind, in_full))


def _kind(letter: str) -> int:
    kinds = {",": JOINTS, "'": QUOTES, "+": SIGNS, "u": UMLAUTS, "s": "s", "?": "?", " ": " \n"}
    kind = next((kind for kind, letters in kinds.items() if letter in letters), "")
    if not kind and letter.isalnum():
        is_capital = letter.isascii() and letter.isupper()
        kind = "0" if letter.isdecimal() else "A" if is_capital else "a"
    return ord(kind or "_")


def _kinds(text: str) -> tuple[bytes, bool]:
    """A byte for each character; whether none of them is unknown."""
    to_bytes, of_bytes = _tables()
    if text.isascii():
        return text.encode().translate(of_bytes), True
    try:
        return codecs.charmap_encode(text, "strict", to_bytes)[0].translate(of_bytes), True
    except UnicodeEncodeError:
        return codecs.charmap_encode(text, "replace", to_bytes)[0].translate(of_bytes), False
