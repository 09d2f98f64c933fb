"""The one choke point for untrusted text: what a terminal may be sent, and what JSON must escape.

Article text, file names, queries and error messages can hold anything.  Characters that drive a
terminal, reorder what is read, or cannot be seen are replaced by visible ones; never removed,
because removal lets the pieces around the gap join into a new sequence.  Call these last, after
every other change to a text.

>>> line("red \\x1b[31malert\\n")
'red ␛[31malert␊'
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from typing import TextIO

_REPLACEMENT = "\ufffd"

# What no sink gets as it is.  Category Cc, Cf, Zl, Zp and Cs, less the characters that real text
# needs: zero-width space, joiners and the implicit direction marks (U+200B to 200F, 061C, 2060,
# 180E) shape Thai, Persian, Indic, Hebrew and emoji, and the Arabic, Kaithi and Egyptian signs are
# visible.  Of the bidirectional controls the marks can move no more than a neighbouring comma;
# embeddings, overrides and isolates can turn a whole line (CVE-2021-42574), so they go.
_UNSAFE = (
    (0x00, 0x1F),  # C0
    (0x7F, 0x9F),  # DEL and C1
    (0xAD, 0xAD),  # soft hyphen: terminals disagree about its width
    (0x2028, 0x202E),  # line and paragraph separator; embeddings and overrides
    (0x2061, 0x206F),  # invisible operators, isolates, deprecated format characters
    (0xD800, 0xDFFF),  # surrogates, which no encoder takes
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF0, 0xFFFB),  # interlinear annotation, and what is kept free to show nothing
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE00FF),  # tags: a whole hidden alphabet; what is kept free beside them, and
    (0xE01F0, 0xE0FFF),  # behind the selectors, to show nothing, too
)


# Letters that show nothing, each in its place in real text; elsewhere they are a hidden alphabet,
# or a name that looks like none.  A variation selector stands behind a character, of the second
# range behind an ideograph (Unicode Technical Standard 37), and those of Mongolian behind its
# letters; a filler of Hangul stands for the consonant or vowel that a syllable lacks; and of
# joiners, marks of direction and spaces without width no script needs four in a row.
_SELECTORS, _OF_IDEOGRAPHS = "\ufe00-\ufe0f", "\U000e0100-\U000e01ef"
_OF_MONGOLIAN, _ZERO_WIDTH = "\u180b-\u180d\u180f", "\u034f\u061c\u180e\u200b-\u200f\u2060"
_NOWHERE = "\u17b4\u17b5\u3164\uffa0\U0001d159"  # vowels of Khmer, fillers, the head of no note
_FIRST_UNSEEN = "\u034f"  # behind all letters of Latin script: for these alone nothing is compiled
_UNSEEN = f"[{_SELECTORS}{_OF_IDEOGRAPHS}{_OF_MONGOLIAN}{_ZERO_WIDTH}{_NOWHERE}\u115f\u1160]"
_ASTRAY = (
    f"{_UNSEEN}(?:(?<=[{_NOWHERE}])"
    f"|(?<=[{_SELECTORS}{_OF_IDEOGRAPHS}][{_SELECTORS}{_OF_IDEOGRAPHS}])"
    f"|(?<=[{_OF_IDEOGRAPHS}])(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff].)"
    f"|(?<=[{_OF_MONGOLIAN}])(?<![\u1820-\u18aa].)"
    f"|(?<=[{_ZERO_WIDTH}]{{4}})"
    "|(?<=\u115f)(?![\u1161-\u11a7\ud7b0-\ud7c6])"
    "|(?<=\u1160)(?<![\u1100-\u115e\ua960-\ua97c].))"
)


@cache  # as most texts are of ASCII alone
def _unseen() -> re.Pattern[str]:
    return re.compile(_UNSEEN)


@cache  # which takes five times as long to compile
def _astray() -> re.Pattern[str]:
    return re.compile(_ASTRAY, re.DOTALL)


def _picture(code: int) -> str:
    """The visible character for an unsafe one: its control picture where Unicode has one.

    One character for one, each a single cell wide, so that offsets into a text (the marks of a
    search) and counts of columns hold before and after.
    """
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code in (0x85, 0x2028, 0x2029):
        return "\u2424"  # all three end a line
    return "-" if code == 0xAD else _REPLACEMENT


@cache  # made when the first unsafe character comes by, which in most runs none does
def _line() -> dict[int, str]:
    return {code: _picture(code) for first, last in _UNSAFE for code in range(first, last + 1)}


@cache
def _block() -> dict[int, str]:
    return {code: picture for code, picture in _line().items() if code != 0x0A}


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _UNSAFE) + "]")


def line(text: str) -> str:
    """The text as one line that is safe to show; as long as what came in.

    `str.isprintable` is false for every character of `_UNSAFE` (and for a few harmless ones), and
    takes a tenth of the time of the translation: most headlines stop there.
    """
    text = _unhidden(text)
    return text if text.isprintable() else text.translate(_line())


def block(text: str) -> str:
    """Like `line`, with newlines kept."""
    text = _unhidden(text)
    return text if text.isprintable() else text.translate(_block())


def _unhidden(text: str) -> str:
    """The text with letters that show nothing, and are nowhere needed, made visible."""
    if text.isascii() or max(text) < _FIRST_UNSEEN or not _unseen().search(text):
        return text
    return _astray().sub(_REPLACEMENT, text)


def path(text: str) -> str:
    """A file name as one safe line; bytes that are not UTF-8 show as `\\xE9`.

    Python decodes such a byte to a lone surrogate (PEP 383), which `line` alone would turn into a
    character that is the same for every byte.
    """
    if text.isprintable():
        return line(text)
    shown = (f"\\x{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)
    return line("".join(shown))


_URL = r"https?://[!-~]+"


def link(url: str) -> str | None:
    """The URL if a terminal may make it clickable, else None.

    Only http and https; only printable ASCII, as the OSC 8 convention asks, so neither a control
    character nor a letter that looks like another is ever behind a click.
    """
    return url if re.fullmatch(_URL, url, re.IGNORECASE) else None


def escaped(json_text: str) -> str:
    """JSON with every unsafe character that stands in it written as `\\uXXXX`.

    What comes in is a JSON text made without `ensure_ascii`: there, such characters stand only
    inside strings, where the escape means the same.  Newlines between values stay.
    """
    if not json_text.isascii():
        json_text = _astray().sub(_escape, json_text)
    if json_text.isprintable():
        return json_text
    return _hidden().sub(_escape, json_text)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\n":
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


# What Unicode's own decomposition does not give, or gives differently (SCREENS.md, ASCII form).
_PLAIN = {
    "·": "-", "━": "#", "─": ".", "▎": "|", "≈": "~", "❯": ">", "×": "x", "•": "*", "→": "->",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "‹": "'", "›": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "--", "―": "--", "−": "-",
    "⁄": "/", "€": "EUR", "£": "GBP", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe",
    "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L",
    "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i",
}  # fmt: skip


class _Transliteration(dict[int, str]):
    """Code point to ASCII, worked out when first met: few of Unicode's characters ever are."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _transliteration(chr(code))
        return plain


def _transliteration(char: str) -> str:
    """The ASCII for one character; empty for a mark or joiner, `?` when there is none."""
    if char in _PLAIN:
        return _PLAIN[char]
    parts = unicodedata.normalize("NFKD", char)
    plain = "".join(part for p in parts for part in _PLAIN.get(p, p) if part.isascii())
    if plain or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return plain
    return "?"


_ASCII = _Transliteration({code: chr(code) for code in range(0x80)})


def transliterated(text: str) -> str:
    """The text in ASCII alone, for `--ascii` and for a stdout that is not UTF-8.

    Character by character, so that cutting a text and transliterating it may come in any order.

    >>> transliterated("Zelenskiy’s “naïve” plan – €5…")
    'Zelenskiy\\'s "naive" plan - EUR5...'
    """
    return text if text.isascii() else text.translate(_ASCII)


def is_utf8(stream: TextIO) -> bool:
    """Whether the stream takes any character; one that names no encoding is in memory."""
    try:
        return codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name == "utf-8"
    except LookupError:
        return False
