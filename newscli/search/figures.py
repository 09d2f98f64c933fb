"""Figures and what stands with them, in all ways in which these are written.

5%, 5pc and 5 per cent; £5m and 5 million pounds; 7am and 7 a.m.; ½ and 1/2; 4x4 and 4 × 4;
1500.50 and 1,500.50; '90s and 1990s, but not the other way round: who is in his 90s is of no
decade.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from newscli.text.amounts import NUMBER, UNITS, plain
from newscli.text.english_months import ENGLISH_MONTHS

_SHARES = ("%", "percent", "per cent", "pct", "pc", "p.c.")
_MONEY = {
    "£": ("pounds", "gbp"),
    "$": ("dollars", "usd"),
    "€": ("euros", "eur"),
    "¥": ("yen", "jpy"),
}
_SIGN = {name.rstrip("s"): sign for sign, names in _MONEY.items() for name in (sign, *names)}
_UNIT = "|".join(sorted((unit for row in UNITS for unit in row), key=len, reverse=True))

_share = re.compile(rf"({NUMBER}) ?(?:{'|'.join(map(re.escape, _SHARES))}|٪)(?!\w)", re.I)
_money = re.compile(
    rf"(?:([£$€¥]|gbp|usd|eur|jpy) ?)?({NUMBER})(?: ?({_UNIT})(?!\w))?"
    r"(?: (pounds?|dollars?|euros?|yen|gbp|usd|eur|jpy)(?!\w))?",
    re.I,
)
_hour = re.compile(r"(\d{1,2}(?:[.:]\d\d)?) ?([ap])(?:m|\.m\.?)(?!\w)", re.I)
_times = re.compile(r"(\d+)(?: x | × |x|×)(\d+)(?!\w)", re.I)
_fraction = re.compile(r"(?:(\d+) )?(\d+)/(\d+)(?![\w/])")
_vulgar = re.compile("(\\d*) ?([¼-¾⅐-⅞↉])")
_decimal = re.compile(r"(\d{1,3}(?:[.,'’]\d{3}){1,3}|\d{4,12})([.,]\d\d?)")
_decade = re.compile(r"['’‘](\d0)['’]?s", re.I)
_MONTH = "|".join(rf"{one[:3]}(?:{one[3:4]}|{one[3:]})?" for one in ENGLISH_MONTHS)
_YEAR = r"(?:,? (\d{4}))?(?!\w)"
_day_first = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\b\.?{_YEAR}", re.I)
_month_first = re.compile(rf"({_MONTH})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", re.I)
_LAST_CENTURY = "30"  # '20s are the 2020s


def length(typed: str, at: int) -> int:
    """How many characters from this place on are one figure with blanks inside: `5 per cent`; 0 for
    none."""
    ends = [found.end() - at for one in (_share, _hour, _times) if (found := one.match(typed, at))]
    if (found := _money.match(typed, at)) and (found[1] or found[4]):
        ends.append(found.end() - at)
    if (found := _fraction.match(typed, at)) and found[1]:
        ends.append(found.end() - at)
    return max(ends, default=0)


def length_quoted(typed: str, at: int) -> int:
    """The same in a phrase, where days stand together, too: `May 3, 2001`."""
    days = (
        found.end() - at for one in (_day_first, _month_first) if (found := one.match(typed, at))
    )
    return max(length(typed, at), *days, 0)


def spelt(typed: str) -> Iterator[str]:
    """A figure in other spellings; nothing for what is none.

    >>> [*spelt("7am")], [*spelt("1½")], [*spelt("4 x 4")]
    (['7am', '7 am', '7 a.m.', '7a.m.'], ['1 1/2'], ['4x4', '4 x 4', '4×4'])
    """
    if found := _share.fullmatch(typed):
        for share in _SHARES:
            yield f"{found[1]} {share}" if " " in share else f"{found[1]}{share}"
            yield f"{found[1]} {share}"
    elif (found := _money.fullmatch(typed)) and (found[1] or found[4]):
        yield from _amounts(*found.groups(""))
    elif found := _day_first.fullmatch(typed):
        yield from _days(found[1], found[2], found[3] or "")
    elif found := _month_first.fullmatch(typed):
        yield from _days(found[2], found[1], found[3] or "")
    elif found := _hour.fullmatch(typed):
        number, half = found[1], found[2].lower()
        yield from (f"{number}{half}m", f"{number} {half}m")
        yield from (f"{number} {half}.m.", f"{number}{half}.m.")
    elif found := _times.fullmatch(typed):
        yield from (f"{found[1]}{sign}{found[2]}" for sign in ("x", " x ", "×"))
    elif found := _fraction.fullmatch(typed):
        for sign in "¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚":
            if unicodedata.normalize("NFKD", sign).split("\u2044") == [found[2], found[3]]:
                yield f"{found[1] or ''}{sign}"
    elif found := _decimal.fullmatch(typed):
        whole = plain(found[1])
        yield from (f"{whole}{found[2]}", f"{int(whole):,}{found[2]}")
    elif found := _decade.fullmatch(typed):
        year = f"{19 if found[1] >= _LAST_CENTURY else 20}{found[1]}"
        yield from (f"{year}s", f"{year}'s")
    elif found := _vulgar.fullmatch(typed):
        over, under = unicodedata.normalize("NFKD", found[2]).split("\u2044")
        yield f"{found[1]} {over}/{under}".strip()


def _amounts(sign: str, number: str, unit: str, name: str) -> Iterator[str]:
    """An amount of money with its sign, its name before and behind it, and its unit."""
    sign = _SIGN[(sign or name).lower().rstrip("s")]
    units = next((row for row in UNITS if unit.lower() in row), ("",))
    numbers = [number]
    if (figure := plain(number)).isdecimal():
        numbers += [figure, f"{int(figure):,}"]
    for figure, unit in product(dict.fromkeys(numbers), units):
        for amount in dict.fromkeys((f"{figure}{unit}", f"{figure} {unit}".strip())):
            yield f"{sign}{amount}"
            yield from (f"{amount} {name}" for name in _MONEY[sign])
            yield f"{_MONEY[sign][1]} {amount}"


def _days(day: str, month: str, year: str) -> Iterator[str]:
    """A day with its month before and behind it, in full and short."""
    full = next(one for one in ENGLISH_MONTHS if one.startswith(month.capitalize()))
    last = "th" if day[:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(day[-1], "th")
    for name, ending in product(dict.fromkeys((full, full[:3], full[:4])), ("", last)):
        yield f"{day}{ending} {name} {year}".strip()
        yield f"{name} {day}{ending} {year}".strip()
