"""Text for a page: made safe, measured in terminal cells, cut and wrapped.

`Sheet.text` is the only place that makes rich `Text`, from our own strings and from anyone's
alike: never markup, never emoji codes.  Everything here works on `Text` and a width alone; nothing
asks the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import ConsoleOptions
from rich.text import Text

from newscli import safe

ZWJ = "\u200d"
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
_WORD = re.compile(r"[^ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+")  # no-break spaces bind

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
LEFT_TO_RIGHT_MARK = "\u200e"

# Besides every lower-case word of up to three letters, which needs no list in most languages.
_SMALL = {
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "de", "for", "from", "had", "has",
    "have", "his", "her", "if", "in", "into", "is", "its", "la", "le", "nor", "not", "of", "off",
    "on", "or", "our", "over", "per", "so", "than", "that", "the", "their", "this", "to", "up",
    "via", "was", "were", "who", "will", "with",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page knows of where it is shown."""

    width: int
    """In terminal cells."""
    ascii: bool
    """True when no glyph outside ASCII may appear."""

    @classmethod
    def of(cls, options: ConsoleOptions) -> Sheet:
        return cls(max(1, options.max_width), options.ascii_only)

    def text(
        self, raw: str, style: str = "", marks: Sequence[tuple[int, int]] = (), path: bool = False
    ) -> Text:
        """Any string as `Text`: safe, literal, in one style, with the slices `marks` marked."""

        def clean(piece: str) -> str:
            shown = safe.path(piece) if path else safe.line(piece)
            return safe.transliterated(shown) if self.ascii else shown

        text = Text(style=style, no_wrap=True, overflow="ignore")
        at = 0
        for start, end in marks:
            if at <= start < end <= len(raw):  # each piece alone: its length may change
                text.append(clean(raw[at:start]))
                text.append(clean(raw[start:end]), "match")
                at = end
        return text.append(clean(raw[at:]))

    def rule(self, width: int) -> Text:
        """A thin line."""
        return self.text(("-" if self.ascii else "─") * width, "track")

    def joined(self, parts: Sequence[Text], separator: str = " · ") -> Text:
        """The parts in one line with a dot between, each held in its place (see `held`)."""
        text = self.text("")
        for index, part in enumerate(parts):
            if index:
                text.append_text(self.text(separator, "muted"))
            text.append_text(held(part))
        return text

    def cut(self, text: Text, width: int) -> Text:
        """The text if it fits, else as many of its words as do and `…`."""
        if cells(text.plain) <= width:
            return text
        end = _end_of_words(text.plain, width - cells(self._ellipsis))
        return self._shortened(text, end, width)

    def cut_to_match(self, text: Text, width: int) -> Text:
        """Like `cut`; but a match is never cut off: what goes then is the middle."""
        match = _first_match(text)
        if match is None or cells(text.plain) <= width:
            return self.cut(text, width)
        start, end = match
        room = width - cells(self._ellipsis)
        kept = _end_of_words(text.plain, room)
        if end <= kept:
            return self._shortened(text, kept, width)
        needed = cells(text.plain[start:end]) + cells(self._ellipsis)
        tail = min(cells(text.plain[start:]), max(needed, room // 2))
        head = _end_of_words(text.plain, room - 1 - tail)
        if tail > room - 1 - 8:  # no room for a head that says anything
            head, tail = 0, room
        front = self._shortened(text, head, width)
        if head:
            front.append(" ")
        rest = text[start:]
        return front.append_text(self._window(rest, end - start, min(tail, room)))

    def cut_around_match(self, text: Text, width: int) -> Text:
        """About `width` cells of the text with its first match and the words on both sides."""
        match = _first_match(text)
        if match is None or cells(text.plain) <= width:
            return self.cut(text, width)
        start, end = match
        room = width - cells(self._ellipsis)
        before = max(room // 3, room - cells(text.plain[start:]))
        begin = max(_first_word_within(text.plain, start, before), 0)
        if begin == 0:
            return self._window(text, end, width)
        window = self.text(self._ellipsis)
        return window.append_text(self._window(text[begin:], end - begin, room))

    def _window(self, text: Text, keep: int, width: int) -> Text:
        """The text cut to the width, with its first `keep` characters whole if they fit at all."""
        if cells(text.plain) <= width:
            return text
        room = width - cells(self._ellipsis)
        end = max(_end_of_words(text.plain, room), min(keep, fit(text.plain, room)))
        return self._shortened(text, end, width)

    def _shortened(self, text: Text, end: int, width: int) -> Text:
        short = text[:end] if end > 0 else self.text("", str(text.style))
        ellipsis = self._ellipsis[: max(0, width - cells(short.plain))]
        if short.plain.endswith("…"):
            return short
        return short.append(ellipsis)

    @property
    def _ellipsis(self) -> str:
        return "..." if self.ascii else "…"


def flowed(sheet: Sheet, facts: Sequence[Text], width: int) -> Iterator[Text]:
    """The facts with dots between them, on as few lines as they fit."""
    line: list[Text] = []
    for fact in facts:
        if line and cells(sheet.joined([*line, fact]).plain) > width:
            yield sheet.joined(line)
            line = []
        line.append(fact)
    if line:
        yield sheet.joined(line)


def held(text: Text) -> Text:
    """The text so that right-to-left letters in it do not pull over what follows.

    A terminal that reorders would draw the digits of a date after a Hebrew name on its left; an
    invisible left-to-right mark ends the run (Unicode's bidirectional algorithm, rules N1 and W).
    """
    if _RIGHT_TO_LEFT.search(text.plain):
        text = text.copy()
        text.append(LEFT_TO_RIGHT_MARK)
    return text


def padded(text: Text, width: int, right: bool = False) -> Text:
    """The text in a column of that many cells; at its right edge if `right`."""
    space = " " * max(0, width - cells(text.plain))
    if right:
        return Text(space).append_text(held(text))
    return held(text).copy().append(space)


def cells(plain: str) -> int:
    """How many terminal cells the string takes."""
    if ZWJ in plain:
        plain = _JOINS_NO_EMOJI.sub("", plain)
    return cell_len(plain)


def fit(plain: str, width: int) -> int:
    """How many characters from the start fit, without parting a letter from its accents.

    >>> fit("caffe\u0301 latte", 5)
    6
    """
    if plain[: width + 1].isascii():
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
            cell_len(char) == 0
            or previous == ZWJ
            or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
            or ("\U0001f1e6" <= char <= "\U0001f1ff" and flags % 2 == 1)
        )
        if not joined:
            yield start, index
            start = index
    if plain:
        yield start, len(plain)


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
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


def _end_of_words(plain: str, room: int) -> int:
    """Where to cut the string: after a whole word that is not a small one."""
    limit = fit(plain, room)
    if limit >= len(plain):
        return len(plain)
    words: list[tuple[int, int]] = []
    for start, end in _pieces(plain[: limit + 1] if limit < len(plain) else plain):
        if end > limit:
            break
        words.append((start, end))
    while words and _is_small(plain[slice(*words[-1])]):
        words.pop()
    end = words[-1][1] if words else 0
    end = len(plain[:end].rstrip(" ,;:–—-(“‘«"))
    return end if end > limit // 3 else limit  # one long word: cut inside it


def _is_small(word: str) -> bool:
    return (len(word) <= 3 and word.islower() and word.isalpha()) or word.lower() in _SMALL


def _first_word_within(plain: str, before: int, room: int) -> int:
    """Start of the first word from which at most `room` cells lead up to index `before`."""
    begin = before
    for start, _ in reversed(list(_pieces(plain[:before]))):
        if cells(plain[start:before]) > room:
            break
        begin = start
    return begin


def _first_match(text: Text) -> tuple[int, int] | None:
    return min(((s.start, s.end) for s in text.spans if s.style == "match"), default=None)


def wrapped(text: Text, width: int, balanced: bool = False) -> list[Text]:
    """The text in lines of at most `width` cells, ragged right, broken where the edge is calmest.

    The breaks are those for which the squares of the space left at the line ends add up to least
    (Knuth and Plass, 1981), a little more being charged for a line that ends in a small word and
    for a last line of one short word.  `balanced` counts the last line like the others: for titles.
    """
    begin = _WORD.search(text.plain)
    if begin is None:
        return [text[:0]]
    text = text[begin.start() :]
    plain = text.plain
    pieces = _folded(plain, width)
    breaks = _breaks(plain, pieces, max(1, width), balanced)
    lines = text.divide([pieces[index][0] for index in breaks])
    for part in lines:
        part.rstrip()
    return list(lines)


def _folded(plain: str, width: int) -> list[tuple[int, int, int, int]]:
    """Start, end, cells, and cells of space before, of each piece; none wider than the width."""
    folded: list[tuple[int, int, int, int]] = []
    previous = 0
    for start, end in _pieces(plain):
        gap = cells(plain[previous:start])
        size = cells(plain[start:end])
        while size > width:
            cut = start + max(1, fit(plain[start:end], width))
            folded.append((start, cut, min(width, cells(plain[start:cut])), gap))
            start, gap = cut, 0
            size = cells(plain[start:end])
        if start < end:
            folded.append((start, end, size, gap))
        previous = end
    return folded


def _breaks(
    plain: str, pieces: Sequence[tuple[int, int, int, int]], width: int, balanced: bool
) -> list[int]:
    """Indexes of the pieces that open the second and later lines."""
    count = len(pieces)
    cost = [0.0] * (count + 1)
    following = [count] * (count + 1)
    small = [_is_small(plain[start:end]) for start, end, _, _ in pieces]
    for first in reversed(range(count)):
        least = float("inf")
        used = -pieces[first][3]
        for last in range(first, count):
            used += pieces[last][2] + pieces[last][3]
            if last > first and (used > width or last - first > width):
                break
            free = (width - used) ** 2
            if last + 1 < count:
                total = free + cost[last + 1] + (width if small[last] else 0)
            elif balanced:
                total = free
            else:
                total = width * 2 if first and used < width // 6 else 0
            if total < least:
                least, following[first] = total, last + 1
        cost[first] = least
    breaks = []
    at = following[0]
    while at < count:
        breaks.append(at)
        at = following[at]
    return breaks
