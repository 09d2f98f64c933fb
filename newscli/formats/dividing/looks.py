"""How the units of a head look to the grammar: features of their kind, size, place and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from newscli.formats.dividing.facts import facts_of
from newscli.formats.dividing.grammar import Sight
from newscli.formats.dividing.tops import PROSE, Top
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.names import CASELESS, is_paper, is_section
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_title_case
from newscli.formats.layout.units import Unit
from newscli.text.sentences import ENDS

CENTRED = 8  # blanks before a line in the middle
ABOUT = frozenset(["date", "url", "byline", "label", "dated", "dateline"])
SHORT = frozenset("title capitals word open signed numbered bullet heading asked sentence".split())
RECURS = 0.4  # share of the other pieces that have a text, from which on it is none of this one's
CAPTION = 110  # characters of what comes again, from which on it is a caption, no headline
BROKEN = 36  # characters of a line that is so long that its headline may go on below
LONG_TITLE = 14  # words of a line from which on it is no headline, if one may stand above
FIGURES = 40  # characters of the longest line that can be no more than a count or a stamp
UNSPACED = "\u3000"  # from here on, words do not stand apart
_stop_inside = re.compile(r"[.]['\"”»)]* (?=[^\W\d_a-z])|。(?=.)")
_MARKS = frozenset("?!？！")
_mark_inside = re.compile(r"[?!]['\"”»)]* (?=\S)|[？！](?=[^\W_])|[？！] (?=\S)")
_code = re.compile(r"\d|^[b-df-hj-np-tv-z]$|^bc-", re.ASCII)  # of the wires' heads: `r i bc-uk`
_life = re.compile(r"\(\d{4} ?[-–—] ?\d{4}\)")  # of somebody who has died
MOST_LETTERS = 3  # of them for each digit of a count
NAMES = 60  # characters of the longest name


def looks(units: Sequence[Unit], found: Top, shares: Mapping[str, float]) -> list[Sight]:
    """How the units of a top look; `shares`: text → share of the other pieces that have it."""
    kinds = [symbol.kind for symbol in found.symbols]
    out: list[Sight] = []
    for place, index in enumerate(found.indices):
        unit, symbol = units[index], found.symbols[place]
        below = found.indices[place + 1] if place + 1 < len(kinds) else -1
        gap = unit.gap if place else 9
        after = units[below].gap if below >= 0 else 9
        group = _group(kinds, place + 1, found.more)
        size, far = _size(symbol.words), _distance(kinds, place)
        features = [*_seen(symbol.kind, min(place, 2), group, size, _gap(gap), _gap(after), far)]
        features += _signs(unit, place, found)
        if symbol.words > LONG_TITLE and place and kinds[place - 1] == "capitals":
            features.append("below-capitals")
        if symbol[:2] == ("label", "headline"):
            features.append("named")
        if symbol.kind not in PROSE:
            features += _words_of(unit.text, shares.get(unit.text, 0.0))
        follows = unit.gap == 0 and place > 0 and _may_go_on(units, found, place)
        out.append(Sight(symbol.kind, tuple(features), follows))
    return out


@lru_cache(maxsize=4096)  # most units of heads are of few kinds, in few places
def _seen(
    kind: str, place: int, group: str, size: str, gap: str, after: str, far: str
) -> tuple[str, ...]:
    """The features of a unit that are no words: its kind, place and size, what is around it."""
    return (
        "any",
        f"is:{kind}",
        f"at:{kind}:{place}",
        f"next:{group}",
        f"is-next:{kind}:{group}",
        f"size:{size}",
        f"gap:{gap}:{after}",
        f"prose:{far}",
    )


def _may_go_on(units: Sequence[Unit], found: Top, place: int) -> bool:
    """Whether a headline may go on in a unit: not at counts or codes; the line above is a long
    one, or this one begins in the midst of a sentence."""
    above, text = (units[index].text for index in found.indices[place - 1 : place + 1])
    if above.isupper() and not text.isupper():
        return False
    if len(above) < BROKEN and not text[0].islower() and not _opens_below(text):
        return False
    both = zip(
        found.symbols[place - 1 : place + 1], found.indices[place - 1 : place + 1], strict=True
    )
    return not any(symbol.kind == "id" or is_figures(units[index].text) for symbol, index in both)


def _opens_below(text: str) -> bool:
    """Whether a line opens as the second of a headline may, and a deck or a name seldom does."""
    return text[0].isdecimal() or text[0] in '"“„«‘「'


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
    if found.symbols[place].kind != "byline" and is_figures(text):
        out.append("figures")
    if text[0] in "\"“„«'‘「":
        out.append("quoted")
    if text[-1] in ".。":
        out.append("stop")
    elif text[-1] in "?!？！":
        out.append("mark")
    elif text[-1] in ",;:，；：、":
        out.append("open")
    out += _inside(text)
    if unit.indent >= CENTRED:
        out.append("centred")
    if index in found.doubled:
        out += ["doubled", f"doubled:{'long' if len(text) > CAPTION else 'short'}"]
    if index in found.listed:
        out.append("listed")
    if found.aside.get(index - 1) == "mark":
        out.append("below-mark")
    return out


def _inside(text: str) -> list[str]:
    """How many sentences end inside a short text, and how wide it is where words are not apart."""
    if len(text) > HEADLINE_LENGTH:
        return []
    stops = len(_stop_inside.findall(text)) if "." in text or "。" in text else 0
    marks = 0 if _MARKS.isdisjoint(text) else len(_mark_inside.findall(text))
    out = [f"stops:{min(stops, 2)}", f"marks:{min(marks, 1)}:{text[-1] in ENDS}"]
    if not text.isascii() and max(text) >= UNSPACED:
        out.append(f"wide:{min(len(text) // 10, 9)}")
    return out


def is_figures(text: str) -> bool:
    """Whether at least half of a short line's words are codes: a count, a stamp, a wire's slug.

    >>> is_figures("No. 4"), is_figures("r i bc-uk 24 May"), is_figures("Oslo seeks 4 million")
    (True, True, False)
    """
    if len(text) > FIGURES or not any(map(str.isdigit, text)):
        return False
    digits = sum(map(str.isdigit, text))
    if max(text) >= UNSPACED and sum(map(str.isalpha, text)) > MOST_LETTERS * digits:
        return False
    if _life.search(text):
        return False
    words = text.split()
    return 2 * sum(_code.search(word) is not None for word in words) >= len(words)


def _words_of(text: str, share: float) -> list[str]:
    """What the words of a unit that is no text tell; `share` of the other pieces have it, too."""
    out = []
    if share >= RECURS:
        out.append("recurs")
    if len(text) <= NAMES:
        if is_paper(text):
            out.append("paper")
        if is_section(text):
            out.append("section")
        if is_bare_name(text) and not CASELESS <= text[0] < UNSPACED:
            out.append("person")
    if len(text) <= HEADLINE_LENGTH and is_title_case(text):
        out.append("title-case")
    if "|" in text or any(map(str.isdigit, text)):
        line = facts_of(text)
        if line.facts and line.title:
            out.append("titled")
    return out
