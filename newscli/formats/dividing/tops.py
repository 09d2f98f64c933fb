"""The top of a piece of text: the units among which its head ends, and how they look.

What is none of the head whatever surrounds it (menus, rules, a headline's second copy) is set aside
first; the rest is what the grammar labels.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from unicodedata import numeric

from newscli.formats.dividing.facts import facts_of, is_row
from newscli.formats.dividing.symbols import Symbol, is_slug, symbol_of
from newscli.formats.drafting.body import is_credited_first
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.codes import is_coded, valued
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header, is_bare_name, located_name
from newscli.formats.layout.labels import labelled
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose
from newscli.formats.layout.shapes import PROSE as PROSE_LENGTH
from newscli.formats.layout.units import Unit
from newscli.formats.layout.vocabulary import ARTICLE
from newscli.records import Decision
from newscli.text import fold
from newscli.text.dates import dates
from newscli.text.sentences import CLOSERS
from newscli.tuples import NamedTuple

REACH = 12  # units of a head, what is set aside not counted
FARTHEST = 40  # units in all
PROSE = frozenset(["prose", "filed"])
_ROW_SIGNS = frozenset("|·•")  # between the facts of a line
TITLES = frozenset(["title", "capitals"])
FACTUAL = frozenset(
    "prose sentence control signed title capitals open dated dateline filed".split()
)


_STATED = ("date", "url", "byline")  # below a sentence: it is a headline with its stop
_OF_HEADS = TITLES | {"word", "byline", "date", "open", "asked", "numbered", "id"}
ITEMS = 3  # numbered units of a list
count = re.compile(  # 1. x, (1) x, #1 x, １．x, 1、x, ① x, 第1回 x: digits of any script
    rf"(?:(?:{ARTICLE}) ?)?(?:№ ?|#|[(\[（【〔]|第)?(\d{{1,4}}|[①-⑳])"
    r"(?:[.):\]．、：）】〕]+ *|[回話号篇章條条] *| [–—-] | +|(?<=[①-⑳]))",
    re.IGNORECASE,
)
"""A number that stands before a headline, or an item."""
clock = re.compile(
    r"\W{0,2}[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?: ?[ap]\.?m\b\.?| Uhr\b)?[\]) ,:–—-]+(?=\S)"
)
"""A time that stands before a headline."""
_kicker = re.compile(  # [Profile]; Interview:; — Opinion —
    r"[\[(【<](?:[^\W\d_]+ ?){1,2}[\])】>]|(?:[^\W\d_]+ ?){1,2}[:：|]"
    r"|([–—-] ?)(?:[^\W\d_]+ ?){1,2}\1?"
)
_number = re.compile(r"\W*\d{1,4}[.):\]] *|[-–—*•·] +")


class Piece(NamedTuple):
    """A stretch of units that is one article."""

    start: int
    head: int
    """Index of the first unit that is its own: those before it are a cover, a mark."""
    end: int
    evidence: str
    cut: Decision | None = None
    """The choice behind its boundaries."""
    bits: float = 0.0
    """Of its weaker boundary: how much likelier it is one than not."""


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
    more: bool = False,
) -> Top:
    """The top of a piece; `recurring` are texts that other pieces have, too, `contents` the keys
    (`contents_key`) of what a list of contents tells of; `more`: text follows the piece."""
    end = min(piece.end, piece.head + FARTHEST)
    residue = _residue(units, piece.head, end, recurring)
    items = _items(units, piece)
    aside: dict[int, str] = {}
    doubled: set[int] = set()
    seen: dict[str, int] = {}
    indices: list[int] = []
    symbols: list[Symbol] = []
    index = piece.head
    while index < end and len(indices) < REACH:
        text = units[index].text
        symbol = _symbol_below(units, index, symbols, end)
        if symbols and symbols[-1].kind in TITLES and symbol.kind in TITLES:
            below = index + 1 < end and symbol_of(units[index + 1].text).kind in PROSE
            if below and located_name(text):
                symbol = symbol._replace(kind="byline")
        if index in items:
            symbol = symbol._replace(kind="filed")  # text, and no headline
        key = fold(text) if 8 < len(text) <= 2 * HEADLINE_LENGTH else ""
        if is_mark(text, symbol):
            aside[index] = "mark"
        elif _is_code(units, index, symbol, end):
            aside[index] = "code"
        elif symbol.kind == "control" or (
            index - piece.head in residue and not _is_row_of_facts(text)
        ):
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
        more or index < piece.end,
        frozenset(listed),
    )


def _symbol_below(units: Sequence[Unit], index: int, above: Sequence[Symbol], end: int) -> Symbol:
    """The symbol of a unit below others of its head, of which the first may be words set apart as a
    kicker, or a headline with its stop."""
    symbol = _symbol(units, index, len(above), end)
    if not above and _is_kicker(units, index, end):
        return symbol._replace(kind="word")
    first = symbol.kind == "sentence" and FACTUAL.isdisjoint(one.kind for one in above)
    if first and index + 1 < end and _field(units[index + 1].text) in _STATED:
        return symbol._replace(kind="title")
    return symbol


def is_mark(text: str, symbol: Symbol) -> bool:
    """Whether a unit does no more than part articles: a rule, a counter, `§ 1`, `<<< 2 >>>`."""
    bare = symbol.kind == "signed" and not any(map(str.isalpha, text))
    return bare or symbol.kind in ("rule", "counter")


def _is_kicker(units: Sequence[Unit], index: int, end: int) -> bool:
    """Whether a unit is a word or two set apart by signs, right above what can be a headline."""
    if not _kicker.fullmatch(units[index].text) or labelled(units[index].text):
        return False
    return index + 1 < end and symbol_of(units[index + 1].text).kind in TITLES


def _items(units: Sequence[Unit], piece: Piece) -> set[int]:
    """Indices of the units of a piece that are numbered one after the other, with text below each:
    what a list has, told in one article."""
    found: list[int] = []
    numbers: list[int] = []
    below = True
    for index in range(piece.head, piece.end):
        text = units[index].text
        match = count.match(text) if len(text) <= HEADLINE_LENGTH else None
        if match and below and (not numbers or abs(number_of(match[1]) - numbers[-1]) == 1):
            found.append(index)
            numbers.append(number_of(match[1]))
            below = False
        below = below or is_prose(text)
    return set(found) if len(found) >= ITEMS and found[0] > piece.head else set()


def _residue(units: Sequence[Unit], start: int, end: int, recurring: Collection[str]) -> set[int]:
    """Indices of the units of a top that are residue: text that goes on has none for it."""
    texts: list[str] = []
    for unit in units[start:end]:
        texts.append(unit.text)
        if len(texts) > 2 and min(map(len, texts[-2:])) >= PROSE_LENGTH:
            break
    return residue_among(texts, recurring, foot=0)


def number_of(digits: str) -> int:
    """The number that digits of any script make, or a circled one."""
    return int(digits) if digits.isdecimal() else int(numeric(digits))


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


def _symbol(units: Sequence[Unit], index: int, place: int, end: int) -> Symbol:
    """The symbol of a unit among its neighbours: beside a date, a sentence may be a headline, and a
    name is an author's."""
    text = units[index].text
    symbol = symbol_of(text)
    kind = symbol.kind
    if (kind in FACTUAL or (kind == "label" and _tells_several(text))) and is_row(text):
        return symbol._replace(kind="date")
    if kind == "prose":
        if is_credited_first(text) or is_dated_scene(units, index):
            return symbol._replace(kind="caption")
        if len(text) <= PROSE_LENGTH and (
            text[-1] in "?!？！" or (index + 1 < end and _field(units[index + 1].text) in _STATED)
        ):
            return symbol._replace(kind="asked")
    elif kind == "sentence" and text.rstrip(CLOSERS).endswith("..."):
        return symbol._replace(kind="title")
    elif kind in ("date", "dated"):
        if is_caption(text) and not facts_of(text).placed:
            return symbol._replace(kind="caption")
        return symbol._replace(kind="dated" if facts_of(text).title else "date")
    elif kind in ("title", "word") and is_bare_name(text) and not is_paper(text):
        is_above = place > 0 and index + 1 < end and _field(units[index + 1].text) == "date"
        is_below = place > 1 and units[index].gap == 0 and _field(units[index - 1].text) == "date"
        if (is_above or is_below) and not is_section(text):
            return symbol._replace(kind="byline")
    return symbol


def _is_code(units: Sequence[Unit], index: int, symbol: Symbol, end: int) -> bool:
    """Whether a unit is the code of a language, a wire's name of the story, the code of the
    document above that or above a date, or behind its word above another line of the head."""
    if symbol.kind == "id" and is_slug(units[index].text):
        return True
    said = _field(units[index].text)
    if said != "url" and is_coded(units[index].text) and valued(units[index].text):
        return index + 1 < end and symbol_of(units[index + 1].text).kind in _OF_HEADS
    if said == "language" or symbol.kind != "id" or index + 1 >= end or units[index + 1].gap:
        return said == "language"
    return _field(units[index + 1].text) in ("language", "date", "url")


def _field(text: str) -> str:
    found = header(text) if len(text) <= HEADLINE_LENGTH else None
    return found.field if found else ""


def _tells_several(text: str) -> bool:
    """Whether a labelled line tells more than its label says: `Date: 3 May 2012; by Jane Roe`."""
    return len(text) <= HEADLINE_LENGTH and len(facts_of(text).facts) > 1


def _is_row_of_facts(text: str) -> bool:
    """Whether a line with a word of pages is the article's own: `Jane Roe · 3 May 2012 · 4 min`."""
    if (
        _ROW_SIGNS.isdisjoint(text)
        or len(text) > HEADLINE_LENGTH
        or not any(map(str.isdigit, text))
    ):
        return False
    line = facts_of(text)
    dated = any(field == "date" for field, _ in line.facts)
    named = len(line.unknown) <= 1 and all(map(is_bare_name, line.unknown))
    return dated and named and not line.title


def is_dated_scene(units: Sequence[Unit], index: int) -> bool:
    """Whether a sentence that ends in a full date stands before a story's dateline: a caption."""
    text = units[index].text
    if not text[-6:-1].strip("., ").isdigit():
        return False
    found = list(dates(text))
    if not found or len(text) - found[-1][1] > 2:
        return False
    return any(dateline(unit.text) for unit in units[index + 1 : index + 4])
