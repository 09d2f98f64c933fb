"""Text for a page: made safe, set in columns, cut to fit.

`Sheet.text` makes rich `Text` of any string, whosever it is: always literal, never markup, never
emoji codes.  Nothing here asks the terminal; all goes by the width given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.console import ConsoleOptions
from rich.text import Span, Text

from newscli import safe
from newscli.screen.measure import cells, end_of_words, first_word_within, fit
from newscli.screen.wrapping import wrapped
from newscli.tuples import NamedTuple

TABLE_FROM = 80  # columns of terminal; below, a headline has no room beside other columns
WIDEST = 96  # the eye loses the row beyond (SCREENS.md)
GAP = "  "

MARGIN_FROM = 40  # columns of terminal; below, a margin costs too much
LEAST_HEAD = 8  # cells before an omission, for them to say anything

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
LEFT_TO_RIGHT_MARK = "\u200e"


class Sheet(NamedTuple):
    """What a page knows of where it is shown."""

    width: int
    """In terminal cells."""
    ascii: bool
    """True when no glyph outside ASCII may appear."""

    @classmethod
    def of(cls, options: ConsoleOptions) -> Sheet:
        """The sheet that rich's options leave room for."""
        return cls(max(1, options.max_width), options.ascii_only)

    @property
    def margin(self) -> str:
        """What a line of a list or a search opens with."""
        return "  " if self.width >= MARGIN_FROM else ""

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * len(self.margin)

    def inset(self, lines: Iterable[Text]) -> Iterator[Text]:
        """The lines behind the margin; those that are blank stay empty."""
        for line in lines:
            yield together(self.margin, line) if line.plain else line

    def text(
        self, raw: str, style: str = "", marks: Sequence[tuple[int, int]] = (), path: bool = False
    ) -> Text:
        """Any string as one line of text in one style, with the slices `marks` marked.

        `path` says that it is a file name, whose odd bytes deserve to be told apart.
        """
        if not marks:
            return Text(self.clean(raw, path=path), style)
        text = Text(style=style)
        at = 0
        for start, end in marks:
            if at <= start < end <= len(raw):
                # Each piece alone, as its length may change.
                text.append(self.clean(raw[at:start], path=path))
                text.append(self.clean(raw[start:end], path=path), "match")
                at = end
        return text.append(self.clean(raw[at:], path=path))

    def clean(self, raw: str, *, path: bool = False) -> str:
        """Any string as one line that is safe, in the letters that may be used."""
        shown = safe.path(raw) if path else safe.line(raw)
        return safe.transliterated(shown) if self.ascii else shown

    def rule(self, width: int) -> Text:
        """A thin line."""
        return self.text(("-" if self.ascii else "─") * width, "track")

    def joined(self, parts: Sequence[Text]) -> Text:
        """The parts in one line with a dot between, each held in its place (see `held`)."""
        return separated(self.text(" · ", "muted"), map(held, parts))

    def flowed(self, parts: Sequence[Text], width: int, taken: int = 0) -> Iterator[Text]:
        """The parts with dots between them, on as few lines as they fit, none of them broken.

        `taken` cells of the first line are not free.
        """
        line: list[Text] = []
        room = width - taken
        for part in parts:
            if line and cells(self.joined([*line, part]).plain) > room:
                yield self.joined(line)
                line, room = [], width
            line.append(part)
        if line:
            yield self.joined(line)

    def spread(self, left: Sequence[Text], right: Sequence[Text], width: int) -> Iterator[Text]:
        """Both at the ends of one line if they fit, else one below the other."""
        first, last = self.joined(left), self.joined(right)
        space = width - cells(first.plain) - cells(last.plain)
        if right and space >= 2:
            yield together(first, " " * space, last)
        elif cells(first.plain) <= width:
            yield first
            yield from self.flowed(right, width)
        else:
            yield from self.flowed([*left, *right], width)

    def cut(self, text: Text, width: int) -> Text:
        """The text if it fits, else as many of its words as do and `…`."""
        return self._kept(text, 0, width)

    def cut_plain(self, clean: str, width: int) -> str:
        """The same of a string that is clean; for long lists, as `Text` takes ten times as long."""
        if cells(clean) <= width:
            return clean
        short = clean[: end_of_words(clean, width - cells(self._ellipsis))]
        return short if short.endswith("…") else short + self._ellipsis[:width]

    def cut_to_match(self, text: Text, width: int) -> Text:
        """Like `cut`; but where that would hide the first match, the middle goes instead."""
        match = _first_match(text)
        plain = text.plain
        room = width - cells(self._ellipsis)
        if match is None or cells(plain) <= width or match[1] <= end_of_words(plain, room):
            return self.cut(text, width)
        start, end = match
        room -= 1  # the space after the ellipsis
        least = cells(plain[start:end]) + cells(self._ellipsis)
        tail = min(cells(plain[start:]), max(least, room // 2))
        if room - tail < LEAST_HEAD:
            return together(self._ellipsis, self._kept(text[start:], end - start, room + 1))
        head = self._shortened(text, end_of_words(plain, room - tail))
        return together(head, " ", self._kept(text[start:], end - start, tail))

    def cut_around_match(self, text: Text, width: int) -> Text:
        """As many words as fit on both sides of the first match."""
        match = _first_match(text)
        if match is None or cells(text.plain) <= width:
            return self.cut(text, width)
        start, end = match
        room = width - cells(self._ellipsis)
        before = max(room // 3, room - cells(text.plain[start:]))
        begin = first_word_within(text.plain, start, before)
        if begin == 0:
            return self._kept(text, end, width)
        return together(self._ellipsis, self._kept(text[begin:], end - begin, room))

    def _kept(self, text: Text, keep: int, width: int) -> Text:
        """The text cut to the width, its first `keep` characters with it if they fit at all."""
        if cells(text.plain) <= width:
            return text
        room = width - cells(self._ellipsis)
        end = max(end_of_words(text.plain, room), min(keep, fit(text.plain, room)))
        return self._shortened(text, end, width)

    def _shortened(self, text: Text, end: int, width: int | None = None) -> Text:
        """The first `end` characters and `…`, in as much of the width as there is."""
        short = text[:end] if end else self.text("", str(text.style))
        if short.plain.endswith("…"):
            return short
        return short.append(self._ellipsis[:width])

    @property
    def _ellipsis(self) -> str:
        return "..." if self.ascii else "…"


def together(*parts: Text | str) -> Text:
    """The parts one after the other, each in its own style; strings are ours and plain."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for part in parts:
        plain = part if isinstance(part, str) else part.plain
        texts.append(plain)
        if isinstance(part, Text):
            if part.style:
                spans.append(Span(at, at + len(plain), part.style))
            spans += [span.move(at) for span in part.spans]
        at += len(plain)
    return Text("".join(texts), spans=spans)


def separated(between: Text | str, parts: Iterable[Text]) -> Text:
    """The parts with the same between any two of them."""
    return together(*[piece for part in parts for piece in (between, part)][1:])


def held(text: Text) -> Text:
    """The text so that right-to-left letters in it do not pull over what follows.

    A terminal that reorders would draw the digits of a date after a Hebrew name on its left; an
    invisible left-to-right mark ends the run (Unicode's bidirectional algorithm, rule N1).
    """
    return together(text, LEFT_TO_RIGHT_MARK) if _RIGHT_TO_LEFT.search(text.plain) else text


def padded_plain(plain: str, width: int, right: bool = False) -> str:
    """`padded`, of a string."""
    space = " " * max(0, width - cells(plain))
    if not plain.isascii() and _RIGHT_TO_LEFT.search(plain):
        plain += LEFT_TO_RIGHT_MARK
    return space + plain if right else plain + space


def padded(text: Text, width: int, right: bool = False) -> Text:
    """The text in a column of that many cells; at its right edge if `right`."""
    space = " " * max(0, width - cells(text.plain))
    return together(space, held(text)) if right else together(held(text), space)


def _first_match(text: Text) -> tuple[int, int] | None:
    """Where the first marked slice stands."""
    return min(((s.start, s.end) for s in text.spans if s.style == "match"), default=None)


def command(sheet: Sheet, name: str) -> Text:
    """What to type next."""
    return together(sheet.text(f"newscli {name} ", "muted"), sheet.text("NUMBER", "number"))


def two_lines(sheet: Sheet, text: Text, width: int) -> list[Text]:
    """The text on at most two lines, the second cut if need be."""
    lines = wrapped(text, width)
    if len(lines) <= 2:
        return lines
    rest = text[len(lines[0].plain) :]
    begin = len(rest.plain) - len(rest.plain.lstrip(" "))
    return [lines[0], sheet.cut(rest[begin:], width)]
