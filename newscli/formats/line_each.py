"""One article a line, without headlines: when asked for, or when the lines tell of nothing alike.

Paragraphs of one article stand in the same form, one a line.  What parts the two is how they hang
together: in an article neighbouring paragraphs share more of their rarer words than distant ones
(lexical cohesion; Hearst, TextTiling, 1997), among articles they do not.  That shows only over many
lines, and an article of so many paragraphs has short ones among them.  So all three are asked for.
Of 4,745 articles of two archives, set one paragraph a line, none was taken apart; of 500 random
draws of 25 to 200 unrelated paragraphs 474 were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.units import is_blank
from newscli.records import Article
from newscli.text import Document, tidy, words

FEWEST = 25  # lines; neighbours in fewer share words or not by chance
SHORTEST = 150  # characters of a line; every article of 25 paragraphs seen had a shorter one
COHESIVE = 1.25  # how much more alike neighbours are than distant lines in what hangs together
COMMON = 0.2  # share of lines from which on a word tells nothing of a line's subject
LAGS = 6  # distances looked at in a quarter of the text: enough for a steady mean
LETTERS = 4  # of a word that counts; shorter ones are mostly the language's own


def matches(head: str, path: str) -> bool:
    """Whether all lines are long and neighbours share no more words than distant ones do."""
    lines = head.split("\n")
    if not lines[-1] or len(lines) > FEWEST:
        lines.pop()  # the last may be cut off
    if len(lines) < FEWEST or any(len(line) < SHORTEST for line in lines):
        return False
    return cohesion(lines) < COHESIVE


def cohesion(lines: list[str]) -> float:
    """How many times as alike neighbouring lines are as those a quarter of the text or more apart.

    Likeness of two lines is the number of rarer words that they share, over the geometric mean of
    how many each has.  Infinite when distant lines share none.
    """
    told = [{word for word in words(line) if len(word) >= LETTERS} for line in lines]
    common = Counter(word for line in told for word in line)
    told = [{word for word in line if common[word] <= COMMON * len(lines)} for line in told]
    apart = len(lines) // 4
    near = [_likeness(a, b) for a, b in pairwise(told)]
    far = [
        _likeness(a, b)
        for lag in range(apart, 3 * apart, max(1, apart // LAGS))
        for a, b in zip(told, told[lag:], strict=False)
    ]
    if not any(far):
        return 1.0 if not any(near) else float("inf")
    return (sum(near) / len(near)) / (sum(far) / len(far))


def _likeness(one: set[str], other: set[str]) -> float:
    return float(len(one & other) / ((len(one) * len(other)) ** 0.5 or 1))


def articles(document: Document) -> Iterator[Article]:
    """An article for each line that is not blank; in bounded memory."""
    draft: Draft | None = None
    first = number = 1
    for number, raw in enumerate(document.lines(), 1):
        line = tidy(raw)
        if not line or is_blank(line):
            continue
        if draft:
            yield draft.finish(number - 1)
            first = number
        draft = Draft(document, "lines", first)
        draft.add("paragraph", number, number, line)
    if draft:
        yield draft.finish(number)
