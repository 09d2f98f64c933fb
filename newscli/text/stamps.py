"""Dates as fields state them: timestamps, mail dates, numbers; read into ISO 8601.

`dates` finds dates in prose; here the whole value is one date, so shorter forms can be trusted.
A time of day and a zone are kept when the field has them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

_iso = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:(?:T| +)(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?"
    r" *(?:(?P<zone>[+-]\d\d(?::?\d\d)?)|(?P<utc>Z|UTC|GMT))?)?(?: *\[[\w/]+\])?"
)
_compact = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T_ -]?(\d\d)(\d\d)(\d\d)?(Z)?)?")
_short_year = re.compile(r"([6-9]\d)(\d\d)(\d\d)")  # 910514, on wires of the last century
_number = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_mail = re.compile(r"(?:[A-Za-z]{3,9},? +)?\d{1,2} +[A-Za-z]{3,9}\.? +\d{2,4} +\d{1,2}:\d\d.*")
_clock = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
_zone = re.compile(r"\s*([+-](?:0\d|1[0-4])):?([0-5]\d)\b")
_named = re.compile(r"(\d{1,2})-([^\W\d_]{3,9}\.?)-(\d{4})(?!\d)")
_two_orders = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b.*")


def stamp(value: str, day_first: bool | None = None) -> str | None:
    """ISO 8601 of a date field; None when it states no full date.

    `day_first` says how to read `03/04/2011`; None: not at all.

    >>> stamp("Tue, 3 Jan 2006 19:57:00 +0300"), stamp("19-OCT-1987 15:37:46.03")
    ('2006-01-03T19:57:00+03:00', '1987-10-19T15:37:46')
    """
    value = value.strip().strip("'\"")
    if not value or len(value) > 120:
        return None
    if match := _iso.fullmatch(value):
        return _from_iso(match)
    if value[0].isdigit() and value.replace(".", "", 1).isascii():
        if found := _from_digits(value):
            return found
        if day_first is not None and (match := _two_orders.fullmatch(value)):
            one, two = int(match[1]), int(match[3])
            day, month = (one, two) if day_first else (two, one)
            return _with_clock(_valid(f"{match[4]}-{month:02}-{day:02}"), value)
    if _mail.fullmatch(value) and (found := _from_mail(value)):
        return found
    from newscli.text.dates import first_date

    return _with_clock(first_date(_named.sub(r"\1 \2 \3", value)), value)


def is_day_first(values: list[str]) -> bool | None:
    """How a column of `3/4/2011` is meant, if any of its values can only be read in one way."""
    for value in values:
        if match := _two_orders.fullmatch(value.strip()):
            one, two = int(match[1]), int(match[3])
            if one > 12 >= two:
                return True
            if two > 12 >= one:
                return False
    return None


def _from_iso(match: re.Match[str]) -> str | None:
    day = match["day"]
    if match["time"] is None:
        return _valid(day)
    zone = match["zone"] or ("+00:00" if match["utc"] else "")
    if len(zone) == 3:
        zone += ":00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return _valid(f"{day}T{match['time']}{zone}") or _valid(day)


def _from_digits(value: str) -> str | None:
    """20240816, 20240816T1205, 910514, seconds or milliseconds since 1970."""
    if match := _compact.fullmatch(value):
        year, month, day, hour, minute, second, utc = match.groups()
        if date := _valid(f"{year}-{month}-{day}"):
            if hour is None:
                return date
            zone = "+00:00" if utc else ""
            return _valid(f"{date}T{hour}:{minute}:{second or '00'}{zone}") or date
    if match := _short_year.fullmatch(value):
        return _valid("19{}-{}-{}".format(*match.groups()))
    if _number.fullmatch(value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    return None


def _from_mail(value: str) -> str | None:
    """RFC 822 and its neighbours; the zone is kept when it is stated."""
    from email.utils import parsedate_to_datetime, parsedate_tz

    try:
        fields = parsedate_tz(value)
        if fields is None:
            return None
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.tzinfo is None and re.search(r"[+-]0000|\bGMT\b|\bUTC\b|\bZ$", value):
        found = found.replace(tzinfo=UTC)
    return found.isoformat() if found.year >= 1500 else None


def _with_clock(date: str | None, value: str) -> str | None:
    """`date` with the time of day, and the zone, that `value` states too."""
    if date is None or (match := _clock.search(value)) is None:
        return date
    after = value[match.end() :]
    if re.match(r" ?[ap]\.?m\b", after, re.IGNORECASE):
        return date  # the twelve-hour clock is not worth the risk
    zone = _zone.match(after)
    offset = f"{zone[1]}:{zone[2]}" if zone else ""
    return f"{date}T{int(match[1]):02}:{match[2]}:{match[3] or '00'}{offset}"


def _valid(iso: str) -> str | None:
    """The date if there is such a day, of the common era and in the age of print."""
    try:
        return iso if 1500 <= datetime.fromisoformat(iso).year <= 2199 else None
    except ValueError:
        return None
