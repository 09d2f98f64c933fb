"""Printed dates, read into ISO 8601.

Only complete dates count: day, month and year all printed.  `03/04/2011` may be March or April,
so it is no date: a wrong date is worse than none.  A name that two languages give to different
months is read by how each of them writes dates, or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date

from newscli.text.combining import COMBINING
from newscli.text.months import MONTHS
from newscli.text.words import fold

_WORD = f"[^\\W\\d_](?:[^\\W\\d_]|[{COMBINING}])*"
_DIGITS = "[٠-٩۰-۹०-९০-৯๐-๙０-９]{4}"
_YEAR = rf"(?P<year>(?:1[5-9]|2[0-5])\d\d|{_DIGITS})"  # 25xx is Thai, see `_year`
_OF = r"(?:(?:de|del|di|da|of|den|der|ta|г|d)\b['’. ]*|d['’])?"
_MONTH = f"(?P<month>{_WORD}(?: (?:الثاني|الأول|الاول))?)"
_DAY = r"(?P<day>\d{1,2})"
_THAI = r"(?P<month>[\u0e01-\u0e4e]{1,10}(?:\.[\u0e01-\u0e4e]{1,2}\.?)?)"
_VIETNAMESE = "(?:[Nn]gày|[Tt]hứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|[Cc]hủ [Nn]hật)"
_patterns = tuple(
    re.compile(pattern)
    for pattern in (
        # ngày 3/5/2020; Thứ hai, 3/5/2020; 3 tháng 5 năm 2020; 3 พ.ค. พ.ศ. 2563
        rf"{_VIETNAMESE},? {_DAY}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d){_DAY} [Tt]háng (?P<m>\d{{1,2}})(?:,| năm)? (?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d){_DAY} ?{_THAI} ?(?:พ\.ศ\.|ค\.ศ\.)? ?{_YEAR}(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/]|\. ?)(?P<m>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<one>\d{1,2})(?P<sep>[-/.])(?P<two>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4}) ?(?:年|년) ?(?P<m>\d{1,2}) ?(?:月|월) ?(?P<day>\d{1,2}) ?(?:日|일|号|號)",
        r"(?P<era>令和|平成|昭和)(?P<year>\d{1,2}|元)年(?P<m>\d{1,2})月(?P<day>\d{1,2})日",
        # 13 May 2014, 1er mai 2014, 13. Mai 2014, 13 de mayo de 2014, 16 يناير / كانون الثاني 2026
        rf"(?<![\d:]){_DAY}(?:º|ª|°|[-‑]?(?:st|nd|rd|th|er|re|e|a|an|"
        rf"ja)\b)?(?P<dot>[.,])? ?{_OF}{_MONTH}[.,]?"
        rf" ?(?:/ ?[^\d/]{{3,20}})?{_OF} ?{_YEAR}(?!\d)",
        # May 13, 2014; May 13th 2014
        rf"\b{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        # 13-May-2014
        rf"(?<![\d:-]){_DAY}(?P<sep>[-/]){_MONTH}(?P=sep){_YEAR}(?!\d)",
        # 2014. május 13.; 2014 m. gegužės 13 d.; 2014ko maiatzaren 13
        rf"(?<!\d){_YEAR}(?:\. gada|\.| m\.|ko)? (?:{_DAY}\. )?{_MONTH}(?: (?P<day2>\d{{1,2}}))?",
    )
)
_in_ascii = tuple(  # none of the others finds a date without one of these
    one
    for one in _patterns
    if not any(sign in one.pattern for sign in ("à", "há", "\\u0e01", "年"))
)
_month_first = next(one for one in _patterns if one.pattern.startswith(rf"\b{_MONTH}"))
_its_end = re.compile(rf"\d(?:st|nd|rd|th)?,? (?:\d{{4}}|{_DIGITS})")  # from words it is slow
_has_year = re.compile(rf"(?<!\d)(?:1[5-9]|2[0-5])\d\d(?!\d)|{_DIGITS}|令和|平成|昭和")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}


def dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO form of each full date in `text`, in order.

    >>> list(dates("Mumbai May 13, 2014."))
    [(7, 19, '2014-05-13')]
    """
    if not _has_year.search(text):  # cheap, and most texts have none
        return
    found: list[tuple[int, int, str]] = []
    for pattern in _in_ascii if text.isascii() else _patterns:
        if pattern is _month_first and not _its_end.search(text):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            at = bisect(found, (start,))
            if any(start < e and s < end for s, e, _ in found[max(0, at - 1) : at + 1]):
                continue
            if iso := _checked(match.groupdict(), text):
                found.insert(at, (start, end, iso))
    yield from found


def first_date(text: str) -> str | None:
    """The first full date of `text`."""
    return next((iso for _, _, iso in dates(text)), None)


def _checked(parts: dict[str, str | None], text: str) -> str | None:
    """ISO form of what a pattern found in `text`, if there is such a day."""
    year = _year(parts["year"] or "", parts.get("era"))
    if one := parts.get("one"):
        month_day = _month_day(int(one), int(parts["two"] or 0), parts["sep"] == "/")
    else:
        name = parts.get("month")
        month = month_number(name) if name else int(parts["m"] or 0)
        if name and not month:
            month = _leaf_fall(name, is_ordinal=parts.get("dot") == ".", text=text)
        month_day = month, int(parts["day"] or parts.get("day2") or 0)
    try:
        return date(year, *month_day).isoformat()
    except ValueError:
        return None


def _year(digits: str, era: str | None) -> int:
    """The year of the common era; 0 is none."""
    if era:
        return _ERAS[era] + (1 if digits == "元" else int(digits))
    year = int(digits)
    if 2400 < year < 2600:
        return year - 543  # the Buddhist era, on Thai pages
    return year if year >= 1500 else 0


def _month_day(one: int, two: int, slash: bool) -> tuple[int, int]:
    """Which of two numbers is the month; 0, 0 when only the reader's country could tell."""
    if slash and two > 12:
        return one, two  # the American order
    if slash and one <= 12 and one != two:
        return 0, 0
    return two, one


def _leaf_fall(name: str, *, is_ordinal: bool, text: str) -> int:
    """The month in which leaves fall: October in Croatia, November in Poland and Czechia; else 0.

    Croatian sets a full stop after the day, Polish none; letters that the text has and the language
    has not speak against it.
    """
    folded = fold(name)
    if folded not in ("listopad", "listopada"):
        return 0
    if _czech.search(text) or (_polish.search(text) and not is_ordinal):
        return 11
    if folded == "listopad" or _polish.search(text):
        return 0
    if is_ordinal:
        return 10
    return 0 if _croatian.search(text) else 11


_czech, _polish, _croatian = map(re.compile, ("[ěřůťďňĚŘŮŤĎŇ]", "[ąęłńśźżĄĘŁŃŚŹŻ]", "[čćžšđČĆŽŠĐ]"))


def month_number(name: str) -> int:
    """1 to 12 for a month's name or short form in any language known; else 0."""
    folded = fold(name).strip(".").replace(" ", "_")
    if folded.startswith("ב"):  # Hebrew: in
        folded = folded[1:]
    number = MONTHS.get(folded, 0)
    if number or len(folded) < 6:
        return number
    # Case endings that the table lacks: Latvian janvārī, Finnish kesäkuussa, Basque maiatzaren.
    for cut in range(1, 4):
        stem = folded[:-cut]
        if len(stem) >= 4 and (number := MONTHS.get(stem, 0)):
            return number
    return 0
