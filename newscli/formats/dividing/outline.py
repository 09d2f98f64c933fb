"""A text as the judge sees it: units, symbols, and sums that are asked for again and again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import accumulate

from newscli.formats.dividing.contents import listed
from newscli.formats.dividing.symbols import Symbol, symbols
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.units import Unit

PROSE = frozenset(["prose", "filed", "speech"])
BODY = PROSE | {"sentence"}
TITLES = frozenset(["title", "capitals"])
FACTS = frozenset(["date", "dated", "url", "byline", "dateline", "id"])
NAMES = TITLES | {"word", "numbered", "signed", "heading", "open", "dated"}
LONGEST = 200  # characters of a name
_BRACKETS = frozenset("[【（(@")
BRACKETED = 60  # characters of facts in brackets before a text
DATED = 160  # characters of a headline with its date
_number = re.compile(r"^\W{0,3}\d{1,4}[.):\]]?\s+|^[-–•*·#]+\s+|[ .…·_]+\d{1,4}$")
_day = re.compile(r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d年)(?!\d)")
_count = re.compile(r"\d{1,4}")
_COUNTS = frozenset("0123456789([（")
_NONE: Counter[str] = Counter()  # what most texts have of labels
ECHO = 17  # units to a headline's repetition: captions, buttons, a byline stand between
LEAD = 8  # units that may stand above a mark in the same head


class Outline:
    """The units of a text and what is counted of them."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.symbols: list[Symbol] = symbols(units)
        self.codes = [symbol.code for symbol in self.symbols]
        self.kinds = [symbol.kind for symbol in self.symbols]
        self._gaps = sorted(unit.gap for unit in units[1:])
        self._names_above: dict[int, tuple[frozenset[str], int]] = {}
        gaps = Counter(unit.gap for unit in units[1:])
        self.usual = gaps.most_common(1)[0][0] if gaps else 0
        """Blank lines that stand between most units."""
        self.words_before = [0, *accumulate(symbol.words for symbol in self.symbols)]
        self.prose_before = [0, *accumulate(kind in PROSE for kind in self.kinds)]
        self.body_before = [0, *accumulate(kind in BODY for kind in self.kinds)]

    def __len__(self) -> int:
        return len(self.units)

    def words(self, start: int, end: int) -> int:
        """Words of the units from `start` on and before `end`."""
        return self.words_before[end] - self.words_before[start]

    def prose(self, start: int, end: int) -> int:
        """How many of the units are body text by their looks."""
        return self.prose_before[min(end, len(self))] - self.prose_before[start]

    def body(self, start: int, end: int) -> int:
        """The same with short sentences."""
        return self.body_before[end] - self.body_before[start]

    @cached_property
    def listed(self) -> list[int]:
        """Indices of the units that a list of contents at the top announces."""
        return listed(self.units)

    @cached_property
    def holds_day(self) -> list[bool]:
        """Whether each unit opens with a line, or body text with a bracket, that holds a day in
        numbers."""
        return [
            (kind not in BODY or symbol.name in _BRACKETS)
            and _day.search(unit.text[: BRACKETED if kind in BODY else DATED]) is not None
            for kind, symbol, unit in zip(self.kinds, self.symbols, self.units, strict=True)
        ]

    @cached_property
    def shares(self) -> dict[tuple[str, str], float]:
        """How likely each symbol is anywhere in the text."""
        times = self.code_times
        return {code: (count + 0.5) / (len(self) + 4) for code, count in times.items()}

    @cached_property
    def code_times(self) -> Counter[tuple[str, str]]:
        """How often each symbol stands in the text."""
        return Counter(self.codes)

    @cached_property
    def headings(self) -> list[int]:
        """Indices of the headings of Markdown."""
        return [index for index, kind in enumerate(self.kinds) if kind == "heading"]

    @cached_property
    def opening_share(self) -> float:
        """How many of the units are prose that opens in the commonest of the ways that tell."""
        times = Counter(name for kind, name in self.codes if kind == "prose" and name)
        return max(times.values(), default=0) / max(1, len(self))

    @cached_property
    def counted(self) -> list[tuple[int, int]]:
        """Index and number of each unit that opens with one (`3. What to see`)."""
        return [
            (index, int(match[0]))
            for index, unit in enumerate(self.units)
            if unit.text[0] in _COUNTS
            and (match := _count.search(unit.text[:8]))
            and (self.kinds[index] == "numbered" or self.symbols[index].name[:1] == "#")
        ]

    def counts_on(self, start: int) -> bool:
        """Whether the numbers above a unit go on below it, further down than its head."""
        at = bisect_left(self.counted, (start, 0))
        if not 0 < at < len(self.counted) or not self._tells_what_counts:
            return False
        (_, above), (index, below) = self.counted[at - 1 : at + 1]
        return below == above + 1 and bool(self.body(start, index))

    @cached_property
    def _tells_what_counts(self) -> bool:
        """Whether a text or a title stands above the first number: what follows is a list of it."""
        first = self.counted[0][0]
        above = self.kinds[:first]
        return any(
            kind in BODY or (kind in TITLES and not is_paper(unit.text))
            for kind, unit in zip(above, self.units, strict=False)
        )

    @cached_property
    def label_at(self) -> list[int]:
        """Indices of the labels."""
        return [index for index, kind in enumerate(self.kinds) if kind == "label"]

    def labels(self, start: int, end: int) -> Counter[str]:
        """The labels between, each with how often it stands there."""
        at = self.label_at
        between = at[bisect_left(at, start) : bisect_left(at, end)]
        return Counter(self.symbols[index].name for index in between) if between else _NONE

    def heads(self, start: int, end: int) -> list[str]:
        """The lines above an article's text by which a list can tell of it."""
        found: list[str] = []
        for index in range(start, min(end, start + LEAD)):
            if self.kinds[index] in BODY:
                break
            if self.kinds[index] in NAMES and self.symbols[index].words > 1:
                found.append(self.names[index])
        return found

    def is_titled(self, start: int) -> bool:
        """Whether a title of three words or more stands above the text that begins at a unit."""
        for index in range(start, min(len(self), start + LEAD)):
            if self.kinds[index] in TITLES or self.kinds[index] == "heading":
                return True
            if self.kinds[index] in BODY:
                return False
        return False

    def name(self, start: int, end: int) -> str:
        """The first of them; empty when there is none."""
        return next(iter(self.heads(start, end)), "")

    def first_text(self, start: int, end: int) -> str:
        """What an article's text opens with; empty when it has none."""
        found = (self.units[n].text for n in range(start, end) if self.kinds[n] in BODY)
        return next(found, "")

    def is_echoed(self, start: int, end: int) -> bool:
        """Whether the title near a start comes again soon, with no text between but captions."""
        for index in range(start, min(end, start + LEAD)):
            if self.kinds[index] in BODY:
                return False
            if self.kinds[index] in NAMES and self.symbols[index].words > 2:
                return self.names[index] in self.names[index + 1 : min(end, index + ECHO)]
        return False

    @cached_property
    def names(self) -> list[str]:
        """Each short unit without case, and without number or bullet before it and page behind."""
        return [_bare(unit.text[:LONGEST].casefold()) for unit in self.units]

    def names_above(self, top: int) -> tuple[frozenset[str], int]:
        """The names above a unit, and how many of them stand below it again."""
        if top not in self._names_above:
            below = set(self.names[top:])
            above = [
                self.names[index]
                for index in range(top)
                if self.kinds[index] in NAMES and self.symbols[index].words > 1
            ]
            again = {name for name in above if name in below}
            self._names_above[top] = frozenset(self.names[:top]), len(again)
        return self._names_above[top]

    def as_wide(self, least: int) -> int:
        """How many units but the first have so many blank lines before them."""
        return len(self._gaps) - bisect_left(self._gaps, least)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each of the names stands in the text."""
        return Counter(self.names)

    def lead(self, index: int) -> int:
        """Where the head begins that a unit stands in: below the widest gap above it."""
        best, widest = index, self.units[index].gap
        for above in range(index - 1, max(-1, index - LEAD), -1):
            if self.kinds[above] in BODY:
                return best
            gap = self.units[above].gap
            if gap > widest or (gap == widest and gap > self.usual) or above == 0:
                best, widest = above, gap
        return best


def _bare(text: str) -> str:
    """A line without what is set before and behind it; most have a letter at both ends."""
    if not text[0].isalpha() or text[-1].isdigit():
        text = _number.sub("", text)
    return text.strip(" .:…")
