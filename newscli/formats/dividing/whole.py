"""Evidence for a text being cut in a certain way as a whole: the cover, the first, and the last."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

from newscli.formats.dividing.evidence import (
    ALIKE,
    LIKE,
    LIKELIEST,
    MOST_ALIKE,
    Cutting,
    Terms,
    missed,
)
from newscli.formats.dividing.outline import BODY, TITLES, Outline
from newscli.formats.dividing.symbols import LINKED

NEARLY = 0.8  # share of what could be boundaries from which on nearly all of it is
_MARKS = frozenset(["filed", "rule"])
USUAL_WORDS = 1500  # of a text; the prior for one article falls with what it has more


def of_whole(outline: Outline, cutting: Cutting) -> Terms:
    """What speaks for a text being cut so, as a whole; nothing for one article."""
    starts = cutting.starts
    if len(starts) < 2:
        return {}
    length = math.log2(max(1, outline.words(0, len(outline))) / USUAL_WORDS)
    found: Terms = {"several": 1.0, "long": max(0.0, length), "short": max(0.0, -length)}
    found[f"of:{cutting.family}"] = 1.0
    if cutting.offset > 0:
        found["above-mark"] = 1.0
    if cutting.top:
        _cover(outline, cutting, found)
    if not outline.body(0, cutting.top) and outline.is_echoed(cutting.top, starts[1]):
        ends = [*starts[2:], len(outline)]
        both = sum(outline.is_echoed(a, b) for a, b in zip(starts[1:], ends, strict=True))
        found["all-echoed"] = both / (len(starts) - 1)
    if len(starts) == len(outline):
        found["opens-alike"] = outline.opening_share
    missed(outline, cutting.top, starts[1], found, "first-missed")
    _like_siblings(outline, cutting, found)
    _ends_like_siblings(outline, starts[1:], found)
    _below_title(outline, cutting, found)
    _of_one_kind(outline, starts[1:], found)
    _of_marks(outline, cutting, found)
    return found


def _cover(outline: Outline, cutting: Cutting, found: Terms) -> None:
    """What stands above the first article: how long it is, and whether it announces the others."""
    top = cutting.top
    words = outline.words(0, top)
    found["cover"] = 1.0
    if all(kind == "heading" for kind in outline.kinds[:top]):
        found["cover-heading"] = 1.0
    found["cover-long"] = max(0.0, math.log2(max(1, words) / 16))
    if not outline.body(0, top):
        found["cover-bare"] = 1.0
    else:
        found["cover-paragraphs"] = min(4.0, outline.prose(0, top))
    bounds = list(pairwise([top, *cutting.starts[1:], len(outline)]))
    above, wanted = outline.names_above(top)
    announced = sum(1 for a, b in bounds if not above.isdisjoint(outline.heads(a, b)))
    share = min(1.0, announced / max(1, wanted))
    found["announced-many"] = share * min(4.0, math.log2(len(bounds)))
    if announced and 2 * announced >= len(bounds):
        found["cover-list-long"] = found["cover-long"]
        found["cover-list-paragraphs"] = found.get("cover-paragraphs", 0.0)


def _of_one_kind(outline: Outline, starts: tuple[int, ...], found: Terms) -> None:
    """How many of the boundaries have what most have, and of all that has it are boundaries."""
    count = len(starts)
    many = min(3.0, math.log2(count))
    gaps = Counter(outline.units[start].gap for start in starts)
    same = max(gaps.values())
    found["same-gap-many"] = many * same / count
    least = min(gaps)
    if least > 0:
        wide = outline.as_wide(least)
        found["gap-used"] = count / wide
        found["gap-all-used"] = max(0.0, count / wide - NEARLY) / (1 - NEARLY)
    code, same = Counter(outline.codes[start] for start in starts).most_common(1)[0]
    if code[0] not in BODY or code[1]:
        used = same / (outline.code_times[code] - (outline.codes[0] == code))
        found["first-used"] = used
        found["first-all-used"] = max(0.0, used - NEARLY) / (1 - NEARLY)


def _of_marks(outline: Outline, cutting: Cutting, found: Terms) -> None:
    """Whether what stands right below each title, a dateline's text or an underline, stands
    nowhere else.  Days do stand elsewhere: above mails that are quoted, below posts."""
    codes = outline.codes
    below = [codes[start + 1 : start + 2] for start in (cutting.top, *cutting.starts[1:])]
    mark = codes[cutting.top + 1]
    if mark[0] in _MARKS and below.count([mark]) == len(below) == outline.code_times[mark]:
        found["marks-all-used"] = 1.0


def _below_title(outline: Outline, cutting: Cutting, found: Terms) -> None:
    """Whether the first article alone has a title, or a heading of a higher level: it is the
    whole text's."""
    others = cutting.starts[1:]
    if outline.is_titled(0):
        found["title-of-all"] = sum(not outline.is_titled(n) for n in others) / len(others)
    first, second = [*outline.headings, -1, -1][:2]
    if first == 0 < second and outline.body(0, second):
        level = _level(outline, 0)
        deeper = sum(_level(outline, n) > level for n in others)
        found["heading-of-all"] = deeper / len(others)
    code = outline.codes[cutting.top]
    if code[0] == "heading" and not outline.body(0, cutting.top):
        same = sum(outline.codes[n] == code for n in others) + 1
        found["headings-alone"] = float(same == len(others) + 1 == outline.code_times[code])


def _level(outline: Outline, index: int) -> int:
    """The level of a heading; 0 for what is none."""
    symbol = outline.symbols[index]
    return len(symbol.name.rstrip(LINKED)) if symbol.kind == "heading" else 0


def _ends_like_siblings(outline: Outline, starts: tuple[int, ...], found: Terms) -> None:
    """Whether the text ends in what stands above the other articles, if that is no text."""
    codes = outline.codes
    times = Counter(codes[start - 1] for start in starts)
    code, same = times.most_common(1)[0]
    if code[0] in BODY or code[0] in TITLES:
        return
    share = same / len(starts)
    if codes[-1] == code:
        found["ends-alike"] = share * (1 - outline.shares[code])
        found["ends-alike-many"] = share * min(3.0, math.log2(len(starts) + 1))
    else:
        found["ends-otherwise"] = share


def _like_siblings(outline: Outline, cutting: Cutting, found: Terms) -> None:
    """Whether the first article's head is what the others' is."""
    codes, others = outline.codes, cutting.starts[1:]
    count, end = len(others), len(codes)
    low, high = ALIKE
    top, first = cutting.top, 0.0
    for step in range(LIKE):
        times = Counter(codes[n + step] for n in others if n + step < end)
        code = codes[top + step] if top + step < end else None
        usual = outline.shares.get(code, LIKELIEST) if code else LIKELIEST
        same = times[code] if code else 0
        share = (same + 0.5 * usual) / (count + 0.5)
        first += max(low, min(high, math.log2(share / usual)))
    low, high = MOST_ALIKE
    found["first-alike" if count > 1 else "first-alike-two"] = max(low, min(high, first))
