"""Days, months, years and what is so long ago: the dates that a person asks for.

A date is a year, month or day (2024, 2024-05, 2024-05-31), `today`, `yesterday`, or so many days,
weeks, months or years ago: `7d`, `2w`, `3m`, `1y`.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from newscli.errors import QueryError

if TYPE_CHECKING:
    from datetime import date

DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
AGO = r"(\d{1,4})([dwmy])"
NAMED = {"today": 0, "yesterday": 1}  # days ago
EVER = 1 << 62  # microseconds since 1970: after all that can be


def bound(kind: str, typed: str, today: date | None = None) -> str:
    """The year, month or day that a date says, ISO 8601.  Raises `QueryError` for what is none.

    >>> import datetime
    >>> bound("since", "2w", datetime.date(2024, 5, 31))
    '2024-05-17'
    """
    day = typed.strip().lower()
    if day in NAMED or re.fullmatch(AGO, day):
        return _ago(day, today)
    if not _is_date(day):
        raise QueryError(
            f"{kind}: “{typed}” is no date; write 2024, 2024-05, 2024-05-31, today, yesterday, "
            "or 7d, 2w, 3m, 1y for so long ago"
        )
    return day


def span(typed: str) -> tuple[tuple[str, str], ...]:
    """What `date:` says, as `since` and `until` with their dates: one date, so long until now, or
    `A..B`, of which one may be left out.

    >>> span("2024..2025-03"), span("2024-05"), span("7d")
    ((('since', '2024'), ('until', '2025-03')), (('since', '2024-05'), ('until', '2024-05')), \
(('since', '7d'),))
    """
    if not typed.replace("..", "").strip():
        raise QueryError(f"date:{typed} names no date; write date:2024..2025, or one of the two")
    if ".." in typed:
        ends = zip(("since", "until"), typed.split("..", 1), strict=True)
        return tuple((kind, end) for kind, end in ends if end)
    if re.fullmatch(AGO, typed.lower()):
        return (("since", typed),)
    return (("since", typed), ("until", typed))


def period(since: str | None, until: str | None) -> tuple[str, str] | None:
    """Where the dates between these two begin and before what they end, as text compares.

    Raises `QueryError` when there is no day between the two.

    >>> period("2024-02", "2024")
    ('2024-02', '2024~')
    """
    if since is None and until is None:
        return None
    start, end = since or "", f"{until or ''}~"  # "~" follows all that a date is made of
    if start >= end:
        raise QueryError(f"no day is both since {since} and until {until}")
    return start, end


def moment(day: str, *, after: bool = False) -> int:
    """The moment at which an ISO year, month or day begins here, or `after` it is over, in
    microseconds since 1970; 0 for what was before that."""
    parts = [int(part) for part in day.split("-")]
    parts[-1] += after  # a thirteenth month is the first of the next year for `mktime`
    year, month, date = (*parts, 1, 1)[:3]
    try:
        return max(0, round(time.mktime((year, month, date, 0, 0, 0, 0, 0, -1)))) * 1_000_000
    except (OverflowError, ValueError):
        return EVER if year > 1970 else 0


def _ago(day: str, today: date | None) -> str:
    """The day that was so long ago."""
    from datetime import date, timedelta  # a millisecond, which most searches need not wait

    today = today or date.today()
    if day in NAMED:
        return (today - timedelta(days=NAMED[day])).isoformat()
    number, unit = int(day[:-1]), day[-1]
    if unit in "dw":
        days = timedelta(days=number * (7 if unit == "w" else 1))
        return (max(date.min + days, today) - days).isoformat()
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    year, month = max(1, months // 12), months % 12 + 1
    return date(year, month, min(today.day, _days(year, month))).isoformat()


def _is_date(text: str) -> bool:
    found = re.fullmatch(DATE, text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= _days(year, month)


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
