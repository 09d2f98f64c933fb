"""The top of a piece of text: the units among which its head ends, and how they look.

What is none of the head whatever surrounds it (menus, rules, a headline's second copy) is set aside
first; the rest is what the grammar labels.  Pieces of one document are set alike, so they vote:
what stands in the same place of most is the same in each.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from newscli.formats.dividing.facts import told
from newscli.formats.dividing.grammar import (
    HEADLINE,
    LABELS,
    NEVER,
    Labelling,
    Look,
    best,
    emissions,
    weights,
)
from newscli.formats.dividing.symbols import Symbol, symbol_of
from newscli.formats.drafting.body import is_credited_first
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_title_case
from newscli.formats.layout.shapes import PROSE as PROSE_LENGTH
from newscli.formats.layout.units import Unit
from newscli.text import fold

REACH = 12  # units of a head, what is set aside not counted
FARTHEST = 40  # units in all
CENTRED = 8  # blanks before a line in the middle
PROSE = frozenset(["prose", "filed"])
ABOUT = frozenset(["date", "url", "byline", "label", "dated", "dateline"])
SHORT = frozenset(
    [
        "title",
        "capitals",
        "word",
        "open",
        "signed",
        "numbered",
        "bullet",
        "heading",
        "asked",
        "sentence",
    ]
)
CAPTION = 110  # characters of what comes again, from which on it is a caption, no headline
NAMES = 60  # characters of the longest name
RECURS = 0.4  # share of the other pieces that have a text, from which on it is none of this one's


_number = re.compile(r"[(\[]?\d{1,4}[.):\]] *|[-–—*•·] +")


class Piece(NamedTuple):
    """A stretch of units that is one article."""

    start: int
    head: int
    """Index of the first unit that is its own: those before it are a cover, a mark."""
    end: int
    evidence: str


class Top(NamedTuple):
    """The units that the grammar labels, and those set aside among them."""

    indices: tuple[int, ...]
    symbols: tuple[Symbol, ...]
    aside: dict[int, str]
    """Index of a unit → `mark`, `residue` or `repeat`."""
    doubled: frozenset[int]
    """Indices of those that come again."""
    more: bool
    """Whether text follows the last of them."""
    listed: frozenset[int] = frozenset()
    """Indices of those that a list of contents has told of."""


def top(
    units: Sequence[Unit],
    piece: Piece,
    recurring: Collection[str],
    contents: Collection[str] = (),
) -> Top:
    """The top of a piece; `recurring` are texts that other pieces have, too, `contents` the keys
    (`contents_key`) of what a list of contents tells of."""
    end = min(piece.end, piece.head + FARTHEST)
    residue = _residue(units, piece.head, end, recurring)
    aside: dict[int, str] = {}
    doubled: set[int] = set()
    seen: dict[str, int] = {}
    indices: list[int] = []
    symbols: list[Symbol] = []
    index = piece.head
    while index < end and len(indices) < REACH:
        text = units[index].text
        symbol = _symbol(units, index, piece.head, end)
        key = fold(text) if 8 < len(text) <= 2 * HEADLINE_LENGTH else ""
        if symbol.kind in ("rule", "counter"):
            aside[index] = "mark"
        elif index - piece.head in residue or symbol.kind == "control":
            aside[index] = "residue"
        elif key and key in seen:
            aside[index] = "repeat"
            doubled.add(seen[key])
        else:
            if key:
                seen[key] = index
            if _is_text(symbols, indices, symbol, doubled):
                break
            indices.append(index)
            symbols.append(symbol)
        index += 1
    listed = {i for i in indices if contents and contents_key(units[i].text) in contents}
    return Top(
        tuple(indices),
        tuple(symbols),
        aside,
        frozenset(doubled),
        index < piece.end,
        frozenset(listed),
    )


def _residue(units: Sequence[Unit], start: int, end: int, recurring: Collection[str]) -> set[int]:
    """Indices of the units of a top that are residue: text that goes on has none for it."""
    texts: list[str] = []
    for unit in units[start:end]:
        texts.append(unit.text)
        if len(texts) > 2 and min(map(len, texts[-2:])) >= PROSE_LENGTH:
            break
    return residue_among(texts, recurring, foot=0)


def contents_key(text: str) -> str:
    """A line without the number before it, as a list of contents is compared with headlines."""
    return fold(_number.sub("", text, count=1)).strip(" .")


def _is_text(
    symbols: Sequence[Symbol], indices: Sequence[int], symbol: Symbol, doubled: Collection[int]
) -> bool:
    """Whether a unit is the second of two in a row that are text by their looks."""
    if symbol.kind not in PROSE or len(symbols) < 2 or symbols[-1].kind not in PROSE:
        return False
    return indices[-1] not in doubled


def _symbol(units: Sequence[Unit], index: int, start: int, end: int) -> Symbol:
    """The symbol of a unit among its neighbours: beside a date, a sentence may be a headline, and a
    name is an author's."""
    text = units[index].text
    symbol = symbol_of(text)
    kind = symbol.kind
    if kind == "prose":
        if is_credited_first(text) or is_dated_scene(units, index):
            return symbol._replace(kind="caption")
        if len(text) <= PROSE_LENGTH and (
            text[-1] in "?!？！" or (index + 1 < end and _says_about(units[index + 1].text))
        ):
            return symbol._replace(kind="asked")
    elif kind in ("date", "dated"):
        if is_caption(text):
            return symbol._replace(kind="caption")
        return symbol._replace(kind="dated" if told(text).title else "date")
    elif kind in ("title", "word") and is_bare_name(text) and not is_paper(text):
        below = index > start and index + 1 < end and _is_date(units[index + 1].text)
        above = index > start + 1 and units[index].gap == 0 and _is_date(units[index - 1].text)
        if (below or above) and not is_section(text):
            return symbol._replace(kind="byline")
    return symbol


def _says_about(text: str) -> bool:
    found = header(text) if len(text) <= HEADLINE_LENGTH else None
    return found is not None and found.field in ("date", "url", "byline")


def _is_date(text: str) -> bool:
    found = header(text)
    return found is not None and found.field == "date"


def is_dated_scene(units: Sequence[Unit], index: int) -> bool:
    """Whether a sentence that ends in a full date stands before a story's dateline: a caption."""
    text = units[index].text
    if not text[-6:-1].strip("., ").isdigit():
        return False
    from newscli.text.dates import dates

    found = list(dates(text))
    if not found or len(text) - found[-1][1] > 2:
        return False
    return any(dateline(unit.text) for unit in units[index + 1 : index + 4])


def looks(
    units: Sequence[Unit], piece: Piece, found: Top, shares: Mapping[str, float]
) -> list[Look]:
    """How the units of a top look; `shares`: text → share of the other pieces that have it."""
    kinds = [symbol.kind for symbol in found.symbols]
    out: list[Look] = []
    for place, index in enumerate(found.indices):
        unit, symbol = units[index], found.symbols[place]
        below = found.indices[place + 1] if place + 1 < len(kinds) else -1
        gap = unit.gap if place else 9
        after = units[below].gap if below >= 0 else 9
        features = [
            "any",
            f"is:{symbol.kind}",
            f"at:{symbol.kind}:{min(place, 2)}",
            f"next:{_group(kinds, place + 1, found.more)}",
            f"is-next:{symbol.kind}:{_group(kinds, place + 1, found.more)}",
            f"size:{_size(symbol.words)}",
            f"gap:{_gap(gap)}:{_gap(after)}",
            f"prose:{_distance(kinds, place)}",
        ]
        features += _signs(unit, place, found)
        if symbol.kind not in PROSE:
            features += _words_of(unit.text, shares.get(unit.text, 0.0))
        out.append(Look(symbol.kind, tuple(features), place > 0 and unit.gap == 0))
    return out


def _group(kinds: Sequence[str], place: int, more: bool) -> str:
    if place >= len(kinds):
        return "prose" if more else "none"
    kind = kinds[place]
    if kind in PROSE:
        return "prose"
    return kind if kind in ABOUT else "short" if kind in SHORT else "other"


def _size(words: int) -> str:
    for most in (1, 2, 3, 5, 9, 14, 20, 32):
        if words <= most:
            return str(most)
    return "more"


def _gap(gap: int) -> str:
    return "edge" if gap == 9 else str(min(gap, 3))


def _distance(kinds: Sequence[str], place: int) -> str:
    """How far below prose begins."""
    for far, kind in enumerate(kinds[place:]):
        if kind in PROSE:
            return str(min(far, 4))
    return "none"


def _signs(unit: Unit, place: int, found: Top) -> list[str]:
    """What else marks a unit: how it begins and ends, where it stands."""
    text, index, out = unit.text, found.indices[place], []
    if text[0].islower():
        out.append("lower")
    if text[0] in "\"“„«'‘「":
        out.append("quoted")
    if text[-1] in ".。":
        out.append("stop")
    elif text[-1] in "?!？！":
        out.append("mark")
    elif text[-1] in ",;:，；：、":
        out.append("open")
    if unit.indent >= CENTRED:
        out.append("centred")
    if index in found.doubled:
        out += ["doubled", f"doubled:{'long' if len(text) > CAPTION else 'short'}"]
    if index in found.listed:
        out.append("listed")
    if found.aside.get(index - 1) == "mark":
        out.append("below-mark")
    return out


def _words_of(text: str, share: float) -> list[str]:
    """What the words of a unit that is no text tell; `share` of the other pieces have it, too."""
    out = []
    if share >= RECURS:
        out.append("recurs")
    elif share > 0:
        out.append("shared")
    if len(text) <= NAMES:
        if is_paper(text):
            out.append("paper")
        if is_section(text):
            out.append("section")
        if is_bare_name(text):
            out.append("person")
    if len(text) <= HEADLINE_LENGTH and is_title_case(text):
        out.append("title-case")
    if ("|" in text or any(map(str.isdigit, text))) and told(text).facts and told(text).title:
        out.append("titled")
    return out


def read_tops(
    units: Sequence[Unit], pieces: Sequence[Piece], found: Sequence[Top]
) -> list[Labelling]:
    """What the units of each top are, by the grammar and by the votes of the others."""
    shares = _shares(units, found)
    seen = [
        tuple(looks(units, piece, one, own))
        for piece, one, own in zip(pieces, found, shares, strict=True)
    ]
    if len(pieces) < VOTERS:
        return [_alone(head) for head in seen]
    model = weights()
    bits = [[emissions(look, model) for look in head] for head in seen]
    _rule_out_recurring(seen, bits)
    readings = [best(head, own, model) for head, own in zip(seen, bits, strict=True)]
    _add_votes(seen, bits, readings)
    return [best(head, own, model) for head, own in zip(seen, bits, strict=True)]


@lru_cache(maxsize=4096)  # heads of one kind look alike to the model
def _alone(head: tuple[Look, ...]) -> Labelling:
    """What the units of a head are by the grammar alone."""
    model = weights()
    return best(head, [emissions(look, model) for look in head], model)


def _rule_out_recurring(
    seen: Sequence[Sequence[Look]], bits: Sequence[Sequence[dict[int, float]]]
) -> None:
    """A text that many pieces have is the headline of none."""
    for head, own in zip(seen, bits, strict=True):
        for look, fits in zip(head, own, strict=True):
            if "recurs" in look.features and HEADLINE in fits:
                fits[HEADLINE] = NEVER


def _shares(units: Sequence[Unit], found: Sequence[Top]) -> list[dict[str, float]]:
    """For each top: text → share of the other tops that have it."""
    if len(found) < 2:
        return [{} for _ in found]
    times = Counter(text for one in found for text in {units[index].text for index in one.indices})
    others = len(found) - 1
    return [
        {
            text: (times[text] - 1) / others
            for index in one.indices
            if times[text := units[index].text] > 1
        }
        for one in found
    ]


VOTERS = 3  # pieces from which on they vote
BY_PLACE = 0.9  # weight of a vote by the number of the unit alone
BY_SETTING = 2.0  # by what stands around it, too
MOST = (-3.5, 3.0)  # bits of a vote, at least and at most
FULL = 6  # votes that count in full
PRIOR = 0.3  # votes that each label has from the start


def _add_votes(
    seen: Sequence[Sequence[Look]],
    bits: list[list[dict[int, float]]],
    readings: Sequence[Labelling],
) -> None:
    """Add to the bits of labels what the other pieces have in the same place."""
    slots: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for head, reading in zip(seen, readings, strict=True):
        for place, label in enumerate(reading.labels):
            for slot, _ in _slots(head, place):
                slots[slot][label] += 1
    for head, own, reading in zip(seen, bits, readings, strict=True):
        for place, fits in enumerate(own):
            for slot, weight in _slots(head, place):
                votes = slots[slot]
                count = sum(votes.values()) - 1
                if count < VOTERS - 1:
                    continue
                for label in fits:
                    mine = votes[label] - (reading.labels[place] == label)
                    share = (mine + PRIOR) / (count + PRIOR * len(LABELS))
                    vote = math.log2(share * len(LABELS) / 2)
                    fits[label] += (
                        weight * min(1.0, count / FULL) * max(MOST[0], min(MOST[1], vote))
                    )


def _slots(head: Sequence[Look], place: int) -> list[tuple[tuple[object, ...], float]]:
    """The places that a unit has in a head, and how much a vote by each counts."""
    kinds = [look.kind for look in head[max(0, place - 1) : place + 2]]
    around = (place, *kinds, len(head) - place == 1)
    return [((place,), BY_PLACE), (around, BY_SETTING)]
