"""How alike two stretches of text are by their words, in any language (lexical cohesion)."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from functools import cache, cached_property
from itertools import pairwise
from operator import add

from newscli.formats.dividing.outline import BODY, TITLES, Outline

HEAD = 6  # units in which an article's title stands
NEAR = 3  # paragraphs on each side of a boundary whose words are compared
REACH = 14  # units among which they are looked for
OPENING = 600  # characters of a paragraph that are enough of its words
FEWEST = 6  # words on each side; fewer tell nothing
ALIKE = 0.01  # likeness of paragraphs by chance, added to both sides of a ratio
SURE = 25  # words that tell all there is to tell
APART, TOGETHER = 0.06, 0.375  # usual share of words in common across articles and inside one
COPY = 0.9  # share of words in common from which on a text is the other once more
LOOKED = 16  # pairs of neighbours that show what is usual in a text
COMMON = 0.2  # share of paragraphs from which on a word tells nothing of one's subject
LAGS = 6  # distances looked at in a quarter of the text: enough for a steady mean
BRIEF = 75  # characters of a paragraph as articles of many have some
LETTERS = 5  # of a word that counts; shorter ones are mostly the language's own
STEM = 7  # letters by which words are told apart; what follows is mostly inflection
_stem = re.compile(rf"([^\W\d_]{{{LETTERS},{STEM}}})[^\W\d_]*")
_ascii_stem = re.compile(rf"([a-z]{{{LETTERS},{STEM}}})[a-z]*")


@cache
def _spaceless() -> re.Pattern[str]:
    """A sign of a script without blanks; compiled, which takes 2 ms, when a text needs it."""
    return re.compile("[\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]")


@cache
def _runs() -> re.Pattern[str]:
    """Several of them that can be words."""
    return re.compile("[\u0e00-\u0eff\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}")


def terms(text: str) -> frozenset[str]:
    """The longer words of a text, cut to their stems; pairs of signs in scripts without blanks.

    >>> sorted(terms("Ships left; shipping stopped"))
    ['shippin', 'ships', 'stopped']
    """
    folded = text.casefold()
    if folded.isascii():
        return frozenset(_ascii_stem.findall(folded))
    if not _spaceless().search(folded):
        return frozenset(_stem.findall(folded))
    words = {stem for stem in _stem.findall(folded) if stem[0] < "\u0e00"}
    for run in _runs().findall(folded):
        words.update(map(add, run, run[1:]))
    return frozenset(words)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that stands in both; 0 if either is empty."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over the geometric mean of how many each has."""
    return len(one & other) / (math.sqrt(len(one) * len(other)) or 1.0)


class Cohesion:
    """What the words of a text say about where it could be cut; each unit's are looked at once."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._terms: dict[int, frozenset[str]] = {}
        self._body = [n for n, kind in enumerate(outline.kinds) if kind in BODY]

    def at(self, start: int) -> dict[str, float]:
        """Words that paragraphs on both sides share (Hearst, TextTiling, 1997), and the title's.

        Also against what is usual in this text: some are all of one matter.
        """
        before, after = self._sides(start)
        known = min(len(before), len(after))
        share = overlap(before, after)
        if share > COPY:
            return {"copy": 1.0}
        found: dict[str, float] = {}
        if known >= FEWEST:
            sure = min(1.0, known / SURE)
            middle = (APART + TOGETHER) / 2
            found["apart"] = sure * max(0.0, min(1.0, (middle - share) / (middle - APART)))
            found["together"] = sure * max(0.0, min(1.0, (share - middle) / (TOGETHER - middle)))
            more = (share - self.usual) / (self.usual + APART)
            found["more-alike" if more > 0 else "less-alike"] = sure * min(1.5, abs(more))
        kinds = self.outline.kinds
        near = range(start, min(len(kinds), start + HEAD))
        title = next((n for n in near if kinds[n] in TITLES), -1)
        if title >= 0 and (said := self._of(title)):
            found["named-below"] = overlap(said, after)
            found["named-above"] = overlap(said, before)
        return found

    @cached_property
    def usual(self) -> float:
        """The share of words that neighbouring paragraphs of this text have in common."""
        kinds = self.outline.kinds
        written = [n for n in range(1, len(kinds)) if kinds[n] in BODY and kinds[n - 1] in BODY]
        step = max(1, len(written) // LOOKED)
        found = [overlap(*self._sides(n)) for n in written[::step]]
        return sum(found) / len(found) if found else TOGETHER

    @cached_property
    def lines(self) -> dict[str, float]:
        """What says that each unit is an article: how long the shortest is, and that neighbours
        share no more of their rarer words than units far apart do (Hearst, TextTiling, 1997).

        Paragraphs of one article stand in the same form, one a line; among many some are short.
        """
        count = len(self.outline)
        found = [self._of(index) for index in range(count)]
        times = Counter(word for words in found for word in words)
        most = max(2.0, COMMON * count)
        rare = [frozenset(word for word in words if times[word] <= most) for words in found]
        apart = max(2, count // 4)
        near = [_likeness(a, b) for a, b in pairwise(rare)]
        far = [
            _likeness(a, b)
            for lag in range(apart, 3 * apart, max(1, apart // LAGS))
            for a, b in zip(rare, rare[lag:], strict=False)
        ]
        usual = sum(far) / len(far) if far else 0.0
        ratio = math.log2((sum(near) / len(near) + ALIKE) / (usual + ALIKE))
        shortest = min(len(unit.text) for unit in self.outline.units)
        return {
            "lines-unlike": max(0.0, min(2.0, -ratio)),
            "lines-long": max(0.0, min(2.0, math.log2(shortest / BRIEF))),
        }

    def _of(self, index: int) -> frozenset[str]:
        """The words of a unit."""
        if index not in self._terms:
            self._terms[index] = terms(self.outline.units[index].text[:OPENING])
        return self._terms[index]

    def _sides(self, start: int) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the paragraphs above a unit, and of those from it on."""
        at = bisect_left(self._body, start)
        above = [n for n in self._body[max(0, at - NEAR) : at] if n > start - REACH]
        below = [n for n in self._body[at : at + NEAR] if n < start + REACH]
        return self._of_all(above), self._of_all(below)

    def _of_all(self, indices: list[int]) -> frozenset[str]:
        """The words of several units."""
        if not indices:
            return frozenset()
        first, *others = map(self._of, indices)
        return first.union(*others) if others else first
