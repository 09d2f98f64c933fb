"""Evidence for an article beginning at a place, and for a text being cut in a certain way.

Each term is a small function that adds what it finds under a name.  `weights` says what a unit of
each is worth, in bits.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from newscli.formats.dividing.outline import BODY, FACTS, TITLES, Outline
from newscli.formats.dividing.symbols import LINKED

Terms = dict[str, float]

HEAD = 6  # units in which a head says what it is
AROUND = (0, 1, 2, 3, -1)  # units from a start that are compared with those of its siblings
TINY, SMALL = 30, 90  # words of a fragment, and of a short article
LIKE = 4  # units of the first article's head that are compared
ALIKE = (-2.0, 4.0)  # bits of one symbol that is, or is not, what its siblings have there
MOST_ALIKE = (-4.0, 14.0)  # bits of all of them together
NEARLY = 0.8  # share of what could be boundaries from which on nearly all of it is
DATED = 160  # characters of a headline with its date
LIKELIEST = 0.02  # share of a symbol that the text does not hold
USUAL_WORDS = 1500  # of a text; the prior for one article falls with what it has more
_GROUPS = {
    **dict.fromkeys(BODY, "body"),
    **dict.fromkeys(TITLES, "title"),
    **dict.fromkeys(FACTS, "fact"),
    **dict.fromkeys(("control", "links", "about", "open"), "page"),
    **dict.fromkeys(("bullet", "numbered", "signed"), "item"),
}
_date = re.compile(
    r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d年)(?!\d)"
)


class Cutting(NamedTuple):
    """A text as articles."""

    family: str
    starts: tuple[int, ...]
    """Indices of the first units of articles, the first 0."""
    top: int
    """Where the first article begins under a cover; 0 when there is none."""
    offset: int = 0


def of_place(outline: Outline, start: int) -> Terms:
    """What speaks for an article that begins at a unit, whatever the others."""
    found: Terms = {"boundary": 1.0}
    for term in (_edges, _gap, _title, _facts, _goes_on, _complete):
        term(outline, start, found)
    return found


def _group(kind: str) -> str:
    return _GROUPS.get(kind, kind)


def of_boundaries(outline: Outline, cutting: Cutting, copies: frozenset[int]) -> list[Terms]:
    """What speaks for each boundary beside its place: how its article is like its siblings.

    The articles that begin at `copies` are others once more, so that their names are no surprise.
    """
    starts = cutting.starts
    alike = _alike(outline, cutting)
    ends = [*starts[1:], len(outline)]
    words = sorted(outline.words(a, b) for a, b in zip(starts, ends, strict=True))
    median = words[len(words) // 2]
    labels = [outline.labels(a, b) for a, b in zip(starts, ends, strict=True)]
    names = [outline.name(a, b) for a, b in zip([cutting.top, *starts[1:]], ends, strict=True)]
    times = Counter(names)
    good = [outline.is_titled(start) for start in starts[1:]]
    usual = sum(good) / max(1, len(good))
    out = []
    for index in range(1, len(starts)):
        start, end = starts[index], ends[index]
        found: Terms = {"alike" if len(starts) > 2 else "alike-two": alike[index]}
        _fragments(outline, starts[index - 1], start, end, median, found)
        _labels(labels[index - 1], labels[index], found)
        _missed(outline, start, end, found)
        if not good[index - 1]:
            found["title-less-good"] = usual
        name = "" if start in copies else names[index]
        if name and times[name] > 1:
            found["named-twice"] = 1.0
        if outline.is_echoed(start, end):
            found["echoed"] = 1.0
        elif name and outline.times[name] > 1:
            found["named-again"] = 1.0
        out.append(found)
    return out


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
    elif not outline.body(0, starts[1]):
        found["first-empty"] = 1.0
    if outline.is_echoed(cutting.top, starts[1]):
        found["first-echoed"] = 1.0
    if not outline.body(starts[-1], len(outline)):
        found["last-empty"] = 1.0
    _missed(outline, cutting.top, starts[1], found, "first-missed")
    _like_siblings(outline, cutting, found)
    _ends_like_siblings(outline, starts[1:], found)
    _below_title(outline, cutting, found)
    _of_one_kind(outline, starts[1:], found)
    return found


def _edges(outline: Outline, start: int, found: Terms) -> None:
    """What the article begins with, and what stands right above."""
    kinds = outline.kinds
    found[f"first:{_group(kinds[start])}"] = 1.0
    found[f"above:{_group(kinds[start - 1])}"] = 1.0


def _gap(outline: Outline, start: int, found: Terms) -> None:
    """Blank lines, against those between most units and those in the head below."""
    units = outline.units
    gap = units[start].gap
    more = gap - outline.usual
    if more > 0:
        found["gap-more"] = min(3.0, more)
    elif more < 0:
        found["gap-less"] = min(2.0, -more)
    below = [unit.gap for unit in units[start + 1 : start + 4]]
    if below and gap > max(below):
        found["gap-widest"] = 1.0
    elif below and gap < min(below):
        found["gap-narrowest"] = 1.0
    kinds = outline.kinds
    for index in range(start + 1, min(len(outline), start + HEAD)):
        if kinds[index] in BODY:
            break
        if units[index].gap > gap:
            found["head-parted"] = 1.0
    if start >= 2 and max(unit.gap for unit in units[start - 2 : start]) > gap:
        found["gap-above-wider"] = 1.0


def _title(outline: Outline, start: int, found: Terms) -> None:
    """The best title above the text, and how good a one it is."""
    best, far = "none", 0
    for index in range(start, min(len(outline), start + HEAD)):
        kind = outline.kinds[index]
        if kind in BODY and index > start:
            break
        text = outline.units[index].text
        said = outline.symbols[index].words
        if kind == "heading" or outline.codes[index] == ("label", "headline"):
            linked = kind == "heading" and outline.symbols[index].name.endswith(LINKED)
            best, far = "linked" if linked else "marked", index - start
            break
        if kind in TITLES:
            last = text.rstrip("\"”»’'")[-1:]
            if text[0].islower() or last in ".…":
                best = "odd" if best == "none" else best
            elif 4 <= said <= 18 or outline.symbols[index].name == "life":
                best, far = "good", index - start
                break
            else:
                best = "poor"
        elif best == "none" and kind in ("signed", "numbered", "dated", "open", "word"):
            best = kind
    found[f"title:{best}"] = 1.0
    if far > 1:
        found["title-far"] = 1.0


def _facts(outline: Outline, start: int, found: Terms) -> None:
    """Different facts in the head."""
    facts = set()
    for index in range(start, min(len(outline), start + HEAD)):
        kind = outline.kinds[index]
        if kind in FACTS or kind in ("label", "counter"):
            facts.add(outline.codes[index])
        elif kind == "filed":
            facts.add(("dateline", ""))
        elif kind not in BODY and _date.search(outline.units[index].text[:DATED]):
            facts.add(("dated", ""))
        if kind in BODY and index > start:
            break
    found["facts"] = min(4.0, len(facts))
    if facts:
        found["any-fact"] = 1.0


def _goes_on(outline: Outline, start: int, found: Terms) -> None:
    """Text that begins as only text that goes on does."""
    for index in range(start, min(len(outline), start + HEAD)):
        if outline.kinds[index] in BODY:
            if outline.units[index].text.lstrip("\"'“‘„«(…. ")[:1].islower():
                found["goes-on"] = 1.0
            return
    found["no-text-near"] = 1.0


def _complete(outline: Outline, start: int, found: Terms) -> None:
    """Whether the text above has come to its end."""
    for index in range(start - 1, max(-1, start - HEAD), -1):
        if outline.kinds[index] in BODY:
            if not outline.symbols[index].ends:
                found["broken-off"] = 1.0
            return
    found["no-text-above"] = 1.0


def _alike(outline: Outline, cutting: Cutting) -> list[float]:
    """For each article, how much likelier its first symbols are among its siblings than anywhere.

    Leave-one-out: an article does not speak for itself.
    """
    codes, starts = outline.codes, cutting.starts
    tops = [cutting.top, *starts[1:]]
    count = len(starts)
    scores = [0.0] * count
    low, high = ALIKE
    for step in AROUND:
        at = [codes[n + step] if 0 <= n + step < len(codes) else None for n in tops]
        times = Counter(at if step >= 0 else at[1:])
        siblings = count - 1 if step >= 0 else count - 2
        for index, code in enumerate(at):
            if (step < 0 and not index) or siblings < 1:
                continue
            usual = outline.shares.get(code, LIKELIEST) if code else LIKELIEST
            share = (times[code] - 1 + 0.5 * usual) / (siblings + 0.5)
            scores[index] += max(low, min(high, math.log2(share / usual)))
    low, high = MOST_ALIKE
    return [max(low, min(high, score)) for score in scores]


def _fragments(
    outline: Outline, before: int, start: int, end: int, median: int, found: Terms
) -> None:
    """Articles that are too short, for any or beside their siblings."""
    tiny = small = 0
    for a, b in ((before, start), (start, end)):
        words = outline.words(a, b)
        if not outline.prose(a, b):
            found["no-prose"] = found.get("no-prose", 0.0) + 1.0
        if words < TINY and 2 * words < median:
            tiny += 1
        elif words < SMALL and 2 * words < median:
            small += 1
    if tiny:
        found["tiny"] = float(tiny)
    if small:
        found["small"] = float(small)


def _labels(before: Counter[str], own: Counter[str], found: Terms) -> None:
    """Labels that both articles have, and those that stand in one twice."""
    if not own:
        return
    shared = len(before.keys() & own.keys())
    if shared > 1:
        found["labels-shared"] = min(5.0, shared)
    twice = sum(count - 1 for count in own.values() if count > 1)
    if twice:
        found["labels-twice"] = min(4.0, twice)


def _missed(outline: Outline, start: int, end: int, found: Terms, name: str = "missed") -> None:
    """Units inside an article that look as its first unit does, with as many blank lines before."""
    kind, gap = outline.kinds[start], outline.units[start].gap
    if kind in BODY or not start:
        return
    code = outline.codes[start]
    inside = sum(
        1
        for index in range(start + 2, min(end, start + 200))
        if outline.codes[index] == code and outline.units[index].gap >= gap
    )
    if inside:
        found[name] = min(3.0, inside)


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
    above, wanted = outline.told_above(top)
    announced = sum(1 for a, b in bounds if not above.isdisjoint(outline.heads(a, b)))
    share = min(1.0, announced / max(1, wanted))
    found["announced"] = share
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
    found["same-gap"] = same / count
    found["same-gap-many"] = many * same / count
    least = min(gaps)
    if least > 0:
        wide = outline.as_wide(least)
        found["gap-used"] = count / wide
        found["gap-all-used"] = max(0.0, count / wide - NEARLY) / (1 - NEARLY)
    code, same = Counter(outline.codes[start] for start in starts).most_common(1)[0]
    found["same-first"] = same / count
    found["same-first-many"] = many * same / count
    if code[0] not in BODY or code[1]:
        used = same / (outline.code_times[code] - (outline.codes[0] == code))
        found["first-used"] = used
        found["first-all-used"] = max(0.0, used - NEARLY) / (1 - NEARLY)


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
    """Whether the first article's head is what the others' is; a cover's should not be."""
    codes, others = outline.codes, cutting.starts[1:]
    count, end = len(others), len(codes)
    low, high = ALIKE
    first = above = 0.0
    for step in range(LIKE):
        times = Counter(codes[n + step] for n in others if n + step < end)
        for at in (cutting.top, 0) if cutting.top else (0,):
            code = codes[at + step] if at + step < end else None
            usual = outline.shares.get(code, LIKELIEST) if code else LIKELIEST
            same = times[code] if code else 0
            share = (same + 0.5 * usual) / (count + 0.5)
            bits = max(low, min(high, math.log2(share / usual)))
            if at == cutting.top:
                first += bits
            else:
                above += bits
    low, high = MOST_ALIKE
    found["first-alike"] = max(low, min(high, first))
    if cutting.top:
        found["cover-alike"] = max(low, min(high, above))
