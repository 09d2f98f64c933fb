"""Evidence for an article beginning at a place, and for it being like its siblings.

Each term is a small function that adds what it finds under a name.  `weights` says what a unit of
each is worth, in bits.
"""

from __future__ import annotations

import math
from collections import Counter

from newscli.formats.dividing.outline import BODY, FACTS, TITLES, Outline
from newscli.formats.dividing.symbols import LINKED
from newscli.text.sentences import CLOSERS
from newscli.tuples import NamedTuple

Terms = dict[str, float]

HEAD = 6  # units in which a head says what it is
LIKE = 4  # units of an article's head that are compared with those of its siblings
TINY, SMALL = 30, 90  # words of a fragment, and of a short article
ALIKE = (-2.0, 4.0)  # bits of one symbol that is, or is not, what its siblings have there
MOST_ALIKE = (-4.0, 14.0)  # bits of all of them together
LIKELIEST = 0.02  # share of a symbol that the text does not hold
_GROUPS = {
    **dict.fromkeys(BODY, "body"),
    **dict.fromkeys(TITLES, "title"),
    **dict.fromkeys(FACTS, "fact"),
    **dict.fromkeys(("control", "links", "about", "open"), "page"),
    **dict.fromkeys(("bullet", "numbered", "signed"), "item"),
}
_MARKED = frozenset(["numbered", "signed"])  # what stands behind the mark may be a title
_OTHER_TITLES = frozenset(["signed", "numbered", "bullet", "dated", "open", "word"])


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
    for term in (_edges, _gap, _title, _facts, _no_text, _counts_on, _complete):
        term(outline, start, found)
    return found


def _group(kind: str) -> str:
    return _GROUPS.get(kind, kind)


def of_boundaries(outline: Outline, cutting: Cutting, copies: frozenset[int]) -> list[Terms]:
    """What speaks for each boundary beside its place: how its article is like its siblings.

    The articles that begin at `copies` are others once more, so that their names are no surprise.
    """
    starts = cutting.starts
    ends = [*starts[1:], len(outline)]
    words = sorted(outline.words(a, b) for a, b in zip(starts, ends, strict=True))
    median = words[len(words) // 2]
    labels = [outline.labels(a, b) for a, b in zip(starts, ends, strict=True)]
    pieces = list(zip([cutting.top, *starts[1:]], ends, strict=True))
    names = [outline.name(a, b) for a, b in pieces]
    times = Counter(names)
    bodies = [  # of a copy it is the same, but small texts that come again are the page's
        outline.first_text(a, b) if outline.words(a, b) >= SMALL else str(a) for a, b in pieces
    ]
    others = Counter(name for name, _ in set(zip(names, bodies, strict=True)))
    good = [outline.is_titled(start) for start in starts[1:]]
    usual = sum(good) / max(1, len(good))
    out = []
    for index in range(1, len(starts)):
        start, end = starts[index], ends[index]
        found: Terms = (
            {"alike-two": _alike(outline, cutting.top, start)} if len(starts) == 2 else {}
        )
        _fragments(outline, starts[index - 1], start, end, median, found)
        _labels(labels[index - 1], labels[index], found)
        missed(outline, start, end, found)
        if not good[index - 1]:
            found["title-less-good"] = usual
        name = "" if start in copies else names[index]
        if name and others[name] > 1:
            found["named-twice"] = 1.0
        if name and outline.times[name] > times[name] and not outline.is_echoed(start, end):
            found["named-again"] = 1.0
        out.append(found)
    return out


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
            last = text.rstrip(CLOSERS)[-1:]
            if text[0].islower() or last in ".…":
                best = "odd" if best == "none" else best
            elif 4 <= said <= 18 or outline.symbols[index].name == "life":
                best, far = "good", index - start
                break
            else:
                best = "poor"
        elif best == "none" and kind in _OTHER_TITLES:
            last = text.rstrip(CLOSERS)[-1:]
            is_good = kind in _MARKED and 4 <= said <= 18 and last not in ".…。,;:、"
            best = f"{kind}-good" if is_good else kind
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
        elif outline.holds_day[index]:
            facts.add(("dated", ""))
        if kind in BODY and index > start:
            break
    found["facts"] = min(4.0, len(facts))
    if facts:
        found["any-fact"] = 1.0
        if found.get("title:none"):
            found["facts-alone"] = 1.0


def _no_text(outline: Outline, start: int, found: Terms) -> None:
    """Whether no text stands in the head or right below it."""
    if BODY.isdisjoint(outline.kinds[start : start + HEAD]):
        found["no-text-near"] = 1.0


def _counts_on(outline: Outline, start: int, found: Terms) -> None:
    """A list of which parts stand above and below."""
    if outline.counts_on(start):
        found["counts-on"] = 1.0


def _complete(outline: Outline, start: int, found: Terms) -> None:
    """Whether the text above has come to its end."""
    for index in range(start - 1, max(-1, start - HEAD), -1):
        if outline.kinds[index] in BODY:
            if not outline.symbols[index].ends:
                found["broken-off"] = 1.0
            return
    found["no-text-above"] = 1.0


def _alike(outline: Outline, top: int, start: int) -> float:
    """How much likelier the first symbols of the second of two articles are to stand there, as the
    first has them, than anywhere."""
    codes, score = outline.codes, 0.0
    low, high = ALIKE
    for step in range(LIKE):
        first, code = (codes[n + step] if n + step < len(codes) else None for n in (top, start))
        usual = outline.shares.get(code, LIKELIEST) if code else LIKELIEST
        share = ((first == code) + 0.5 * usual) / 1.5
        score += max(low, min(high, math.log2(share / usual)))
    low, high = MOST_ALIKE
    return max(low, min(high, score))


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


def missed(outline: Outline, start: int, end: int, found: Terms, name: str = "missed") -> None:
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
