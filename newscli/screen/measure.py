"""How much room a string takes on a terminal, and where it may be cut or broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

# Letters of one cell each that never combine: nearly every Western headline (a quick way past).
_NARROW = re.compile("[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*")

# Vowel signs that stand beside their letter take a cell in most terminals (VTE, xterm; wcwidth
# since 0.3), while rich counts every combining mark as none.
_INDIC = re.compile("[\u0900-\u1cff\ua800-\uabff\U00011000-\U00011fff]")

ZWJ = "\u200d"
_INVISIBLE = (ZWJ, "\ufe0f")  # alone, rich 14.3.0 cannot measure them
_EMOJI = "\u203c-\u32ff\U0001f000-\U0001faff"
# A zero-width joiner makes one sign of two emoji.  Rich measures whatever follows one as nothing,
# which is wrong between letters (Sinhala, Persian) and would let a text outgrow its column.
_JOINS_NO_EMOJI = re.compile(f"(?<![{_EMOJI}\ufe0f]){ZWJ}|{ZWJ}(?![{_EMOJI}])")

# Scripts without spaces break between any two characters, but not before a closing mark or after
# an opening one (a small part of Unicode's line breaking, UAX 14).
_WIDE = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？）」』】》〉〕々ー…"
_OPENING = "（「『【《〈〔"
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_WIDE_BREAK = re.compile(f"(?:(?<=[{_WIDE}])|(?=[{_WIDE}]))(?<![{_OPENING}])(?![{_CLOSING}])")
# No-break spaces bind, and a dash between spaces stays at the end of a line.
_SPACE = r" \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_WORD = re.compile(f"[^{_SPACE}]+(?: [-–—]{{1,2}}(?= ))?")

# Besides every lower-case word of up to three letters, which needs no list in most languages.
_SMALL = {
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "de", "for", "from", "had", "has",
    "have", "his", "her", "if", "in", "into", "is", "its", "la", "le", "nor", "not", "of", "off",
    "on", "or", "our", "over", "per", "so", "than", "that", "the", "their", "this", "to", "up",
    "via", "was", "were", "who", "will", "with",
}  # fmt: skip


def cells(plain: str) -> int:
    """How many terminal cells the string takes."""
    if plain.isascii() and plain.isprintable():  # most are, and lists have tens of thousands
        return len(plain)
    if ZWJ in plain:
        plain = _JOINS_NO_EMOJI.sub("", plain)
    size = cell_len(plain)
    if not plain.isascii() and _INDIC.search(plain):
        size += sum(unicodedata.category(char) == "Mc" for char in plain)
    return size


def fit(plain: str, width: int) -> int:
    """How many characters from the start fit, without parting a letter from its accents.

    >>> fit("caffe\u0301 latte", 5)
    6
    """
    if _NARROW.fullmatch(plain[: width + 1]):
        return max(0, min(len(plain), width))
    used = 0
    for start, end in _clusters(plain):
        used += cells(plain[start:end])
        if used > width:
            return start
    return len(plain)


def _clusters(plain: str) -> Iterator[tuple[int, int]]:
    """Slices of what a reader sees as one character (a small part of UAX 29)."""
    start = 0
    flags = 0
    for index in range(1, len(plain)):
        char, previous = plain[index], plain[index - 1]
        flags = flags + 1 if "\U0001f1e6" <= previous <= "\U0001f1ff" else 0
        joined = (
            char in _INVISIBLE
            or previous == ZWJ
            or cell_len(char) == 0
            or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
            or ("\U0001f1e6" <= char <= "\U0001f1ff" and flags % 2 == 1)
        )
        if not joined:
            yield start, index
            start = index
    if plain:
        yield start, len(plain)


def pieces(plain: str) -> Iterator[tuple[int, int]]:
    """Slices of the string between which a line may break: words, or single wide characters."""
    for word in _WORD.finditer(plain):
        start, end = word.span()
        if not word[0].isascii() and _HAS_WIDE.search(word[0]):
            for match in _WIDE_BREAK.finditer(plain, start + 1, end):
                if match.start() > start:
                    yield start, match.start()
                    start = match.start()
        if start < end:
            yield start, end


def end_of_words(plain: str, room: int) -> int:
    """Where to cut the string: after a whole word that is not a small one."""
    limit = fit(plain, room)
    if limit >= len(plain):
        return len(plain)
    words: list[tuple[int, int]] = []
    for start, end in pieces(plain[: limit + 1] if limit < len(plain) else plain):
        if end > limit:
            break
        words.append((start, end))
    while words and is_small(plain[slice(*words[-1])]):
        words.pop()
    end = words[-1][1] if words else 0
    end = len(plain[:end].rstrip(" .,;:–—-(“‘«"))
    return end if end > limit // 3 else limit  # one long word: cut inside it


def is_small(word: str) -> bool:
    """Whether a line should not end in the word: it belongs to what follows."""
    return (len(word) <= 3 and word.islower() and word.isalpha()) or word.lower() in _SMALL


def first_word_within(plain: str, before: int, room: int) -> int:
    """Start of the first word from which at most `room` cells lead up to index `before`."""
    begin = before
    for start, _ in reversed(list(pieces(plain[:before]))):
        if cells(plain[start:before]) > room:
            break
        begin = start
    return begin


def end_within(plain: str, room: int) -> int:
    """Where the string is cut to fit: after a whole word, unless that leaves half of the room."""
    limit = fit(plain, room)
    if limit >= len(plain):
        return limit
    ends = [end for _, end in pieces(plain[: limit + 1]) if end <= limit]
    return ends[-1] if ends and 2 * cells(plain[: ends[-1]]) >= room else limit


def start_within(plain: str, room: int) -> int:
    """The same from the end of the string: from where on it fits.

    >>> start_within("war, but no decision had", 12), start_within("kremlinology", 4)
    (12, 8)
    """
    used, limit = 0, len(plain)
    for start, end in reversed([*_clusters(plain)]):
        used += cells(plain[start:end])
        if used > room:
            break
        limit = start
    starts = (start for start, _ in pieces(plain) if start >= limit)
    start = next(starts, limit)
    return start if 2 * cells(plain[start:]) >= room else limit
