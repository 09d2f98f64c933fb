"""Ways to cut a text: whatever recurs in it may be what its articles begin with, or end with.

Nothing is judged here.  A proposal is refused only for what no judge could want: articles without
text, or fewer units than an article has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newscli.formats.dividing.echoes import echoes
from newscli.formats.dividing.outline import BODY, TITLES, Outline
from newscli.formats.layout.units import Unit
from newscli.formats.layout.vocabulary import ARTICLE
from newscli.tuples import NamedTuple

_item = re.compile(rf"\W{{0,2}}(?:{ARTICLE}) ?(?:№ ?|#)?\d{{1,4}} ?[:.)\]–—：-]", re.IGNORECASE)
SHORTEST = 2.2  # units an article has on average; fewer, and the text is a list
OFFSETS = 4  # units above a mark at which its article may begin
EMPTY = 0.1  # share of articles that may hold no text: a picture, a table
WIDER = 6  # blank lines more than usual that are told apart
OF_LINES = 25  # lines that may each be an article: neighbours in fewer share words by chance
FEWEST = 4  # lines that open alike, of which each is an article
OPEN_ALIKE = 0.75  # share of the lines that do
WIDE_WORDS = 30  # words of the usual one of them


class Proposal(NamedTuple):
    """A way to cut."""

    family: str
    """What recurs."""
    offset: int
    """Units from where an article begins to the mark; -1 when the mark ends the one before."""
    starts: tuple[int, ...]
    """Indices of the first units of articles, ascending; what stands above may be one more."""


def proposals(outline: Outline) -> list[Proposal]:
    """All ways to cut that leave text in each article; each list of starts once."""
    found: dict[tuple[int, ...], Proposal] = {}
    for family, offset, starts in _all(outline):
        for thinned in _with_text(outline, starts) if starts else ():
            least = {"line": 1.0, "opening": 1.0, "heading": 2.0}.get(family, SHORTEST)
            if thinned and len(outline) >= least * len(thinned) and thinned != (0,):
                found.setdefault(thinned, Proposal(family, offset, thinned))
    return list(found.values())


def _with_text(outline: Outline, starts: Iterable[int]) -> list[tuple[int, ...]]:
    """The starts of articles that hold text; all of them, where nearly all do."""
    every = tuple(sorted(set(starts)))
    if every in ((), (0,)):
        return []  # as of most texts that are one article
    found = list(dict.fromkeys((_thinned(outline, every), _thinned_backwards(outline, every))))
    if len(found[0]) < len(every) <= len(found[0]) * (1 + EMPTY):
        return [every]
    return found


def _thinned(outline: Outline, starts: Iterable[int]) -> tuple[int, ...]:
    """The starts that have text before the next; of several without, the first."""
    kept: list[int] = []
    for start in sorted(set(starts)):
        if not kept or outline.body(kept[-1], start):
            kept.append(start)
    while kept and not outline.body(kept[-1], len(outline)):
        kept.pop()
    return tuple(kept)


def _thinned_backwards(outline: Outline, starts: Iterable[int]) -> tuple[int, ...]:
    """The same; of several without text between, the last."""
    kept: list[int] = []
    end = len(outline)
    for start in sorted(set(starts), reverse=True):
        if outline.body(start, end):
            kept.append(start)
            end = start
    return tuple(reversed(kept))


def _all(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """Family, offset and starts of whatever recurs, the clearest marks first."""
    entries = outline.listed
    yield "contents", 0, entries
    yield "contents", OFFSETS + 1, [outline.lead(index) for index in entries]
    yield from _of_counted(outline)
    yield from _of_marks(outline, clear=True)
    yield "echo", 0, [outline.lead(cut.headline) for cut in echoes(outline.units)]
    yield from _of_gaps(outline)
    yield from _of_marks(outline, clear=False)
    yield from _of_pairs(outline)
    yield from _of_feet(outline)
    yield from _of_lines(outline)


_FAMILIES = {  # kind of symbol: its family
    "counter": "counter",
    "heading": "heading",
    "label": "label",
    "template": "template",
    "url": "url",
    "date": "date",
    "dated": "dated",
    "byline": "byline",
    "id": "id",
    "filed": "dateline",
    "dateline": "dateline",
    "about": "about",
    "clock": "clock",
    "year": "year",
    "numbered": "numbered",
    "signed": "sign",
    "bullet": "sign",
    "capitals": "capitals",
}
HEADS = TITLES | {"word", "heading", "sentence", "numbered", "signed"}  # what a text begins with
_AT_MARK = frozenset(["heading", "numbered", "sign", "capitals"])  # the headline is the mark


_CLEAR = frozenset(["rule", "underline", "counter", "label", "heading", "opening"])


def _of_marks(outline: Outline, clear: bool) -> Iterator[tuple[str, int, list[int]]]:
    """Symbols of one kind and name: articles begin with them, a little above, or right below.

    Those that part articles wherever they stand, or the others, which also stand in heads.
    """
    for (kind, name), indices in _marks(outline).items():
        if (kind in _CLEAR) != clear:
            continue
        if kind == "underline":
            yield "underline", 0, [index - 1 for index in indices]
        elif kind == "opening":
            yield "opening", 0, indices
        elif kind == "rule":
            family = "long-rule" if name.endswith("long") else "rule"
            yield family, -1, [index + 1 for index in indices if index + 1 < len(outline)]
        else:
            yield from _around(outline, _FAMILIES[kind], indices)


def _marks(outline: Outline) -> dict[tuple[str, str], list[int]]:
    """Kind and name of each mark, with its places."""
    marks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, (kind, name) in enumerate(outline.codes):
        if kind == "rule":
            if is_underline(outline, index):
                marks["underline", ""].append(index)
            else:
                marks["rule", name].append(index)
                marks["rule", name[0]].append(index)
        elif kind == "prose" and name:
            marks["opening", name].append(index)
        elif kind in _FAMILIES:
            marks[kind, name].append(index)
            if kind == "label" and (index == 0 or outline.kinds[index - 1] != "label"):
                marks["label", " first"].append(index)
    return marks


def _around(
    outline: Outline, family: str, indices: list[int]
) -> Iterator[tuple[str, int, list[int]]]:
    if family == "counter" or (family == "template" and _counts(outline, indices)):
        family = "counter"
    yield family, 0, indices
    if family in _AT_MARK:
        return
    for offset in range(1, OFFSETS + 1):
        yield family, offset, [max(0, index - offset) for index in indices]
    yield family, OFFSETS + 1, [outline.lead(index) for index in indices]
    yield "end-mark", -1, [index + 1 for index in indices if index + 1 < len(outline)]


def _of_counted(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """Titles behind a word for articles and their number: `Item 3: Ferry stops`."""
    found = [i for i, unit in enumerate(outline.units) if _item.match(unit.text)]
    if len(found) > 1 and _counts(outline, found):
        yield "counter", 0, found


def _counts(outline: Outline, indices: list[int]) -> bool:
    """Whether the numbers in lines that recur go up."""
    numbers = [_number(outline.units[index]) for index in indices]
    rising = sum(1 for a, b in pairwise(numbers) if 0 < b - a <= 3)
    return len(numbers) > 1 and 5 * rising >= 4 * (len(numbers) - 1)


def _number(unit: Unit) -> int:
    digits = "".join(c if c.isdecimal() else " " for c in unit.text).split()
    return int(digits[0]) if digits and len(digits[0]) < 10 else -1


def is_underline(outline: Outline, index: int) -> bool:
    """Whether a rule is set right below a title, about as long: it parts nothing."""
    if index == 0 or outline.units[index].gap or outline.kinds[index - 1] not in (*TITLES, "word"):
        return False
    rule, above = len(outline.units[index].text), len(outline.units[index - 1].text)
    return rule <= 1.5 * above + 5 and 2 * rule >= above


def _of_pairs(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """Titles above one and the same kind of unit: date, byline, dateline, text."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, (above, below) in enumerate(pairwise(outline.kinds)):
        if above in TITLES or above == "sentence":
            pairs[above, below].append(index)
            if above in TITLES and below in BODY:
                pairs["title", "any"].append(index)
    for (_, follows), indices in pairs.items():
        if len(indices) < len(outline) / SHORTEST:
            text = follows == "any" or follows in BODY
            yield ("title" if text else "title-fact"), 0, indices


def _of_feet(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """Below one and the same kind of short unit between a text and a title: a name, a place."""
    feet: dict[str, list[int]] = defaultdict(list)
    kinds = outline.kinds
    for index in range(2, len(outline)):
        if kinds[index] in HEADS and kinds[index - 1] not in BODY and kinds[index - 2] in BODY:
            feet[kinds[index - 1]].append(index)
            feet["any"].append(index)
    for indices in feet.values():
        yield "foot", -1, indices


def _of_gaps(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """More blank lines than usual, with and without a title below."""
    gaps = [unit.gap for unit in outline.units]
    for least in range(outline.usual + 1, outline.usual + WIDER + 1):
        wide = [index for index, gap in enumerate(gaps) if gap >= least and index]
        if not wide:
            break
        titled = [index for index in wide if outline.kinds[index] in TITLES]
        yield "gap", 0, wide
        yield "gap-title", 0, titled
        short = [index for index in wide if outline.kinds[index] not in BODY]
        yield "gap-title", 0, short


def _of_lines(outline: Outline) -> Iterator[tuple[str, int, list[int]]]:
    """Each line, where there is nothing but long prose, or most lines open alike."""
    count = len(outline)
    if outline.usual or outline.prose(0, count) < count or outline.as_wide(1):
        return
    if count >= FEWEST and outline.opening_share >= OPEN_ALIKE:
        yield "opening", 0, list(range(count))
    if count < OF_LINES:
        return
    words = sorted(symbol.words for symbol in outline.symbols)
    if words[len(words) // 2] >= WIDE_WORDS:
        yield "line", 0, list(range(len(outline)))
