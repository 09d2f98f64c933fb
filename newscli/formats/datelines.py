"""Datelines: the place, and often the day and the agency, that open a wire story.

Associated Press Stylebook, "datelines": the city in capitals, then a dash.  Other agencies print
the city in mixed case, so there an agency or a date must stand beside it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newscli.formats.captions import agency_in


class Dateline(NamedTuple):
    """What the opening of a story says of where and when it was filed."""

    place: str | None
    agency: str | None
    date: str | None
    """ISO 8601, when the year is printed too."""
    end: int
    """Offset at which the story itself begins."""


_UPPER = r"[^\W\d_a-zß-öø-ÿа-яё](?:[^\W\d_a-zß-öø-ÿа-яё]|['’.\-])+"
_CAPITALS = rf"{_UPPER}(?:[ /-]{_UPPER}){{0,5}}"
_MIXED = r"[^\W\d_][\w'’.\-]*(?:[ /-][^\W\d_][\w'’.\-]*){0,5}"
_DASH = r"(?:\s*(?:--+|[-–—―:])\s+|\s*[–—]\s*|\s+--\s*|\.-\s+)"
_AGENCY = r"[(（/\[](?P<agency>[^()（）/\[\]\d]{2,40})[)）/\]]"
_DATE = r"(?P<date>[^()（）\-–—,]{1,6}\d{1,2}[^()\-–—]{0,16}|\d{1,2}[^()\-–—]{1,20})"
_with_agency = re.compile(rf"^(?P<place>{_MIXED}(?:, {_MIXED})?)(?:,? {_DATE})?\s*{_AGENCY}{_DASH}")
_with_date = re.compile(rf"^(?P<place>{_MIXED}(?:, {_MIXED})?), {_DATE}{_DASH}")
_capitals = re.compile(rf"^(?P<place>{_CAPITALS})(?:, (?P<region>{_MIXED}))?{_DASH}")
_agency_first = re.compile(rf"^{_AGENCY}{_DASH}(?:(?P<place>{_CAPITALS}),? (?:{_DATE})?{_DASH})?")


def dateline(text: str) -> Dateline | None:
    """The dateline that `text` opens with.

    >>> dateline("MUMBAI (Reuters) - The Sensex fell")[:3]
    ('MUMBAI', 'Reuters', None)
    """
    head = text[:140]
    for pattern in (_with_agency, _with_date, _capitals, _agency_first):
        if not (match := pattern.match(head)):
            continue
        parts = match.groupdict()
        agency = agency_in(parts.get("agency") or "")
        if pattern in (_with_agency, _agency_first) and not agency:
            continue
        if pattern is _with_date and not _is_day(parts.get("date") or ""):
            continue
        return Dateline(parts.get("place"), agency, _full_date(parts.get("date")), match.end())
    return None


def _is_day(text: str) -> bool:
    """Whether `text` names a day: a month and a number."""
    from newscli.text.dates import month_number

    return any(month_number(word.strip(".,")) for word in text.split()) or "月" in text


def _full_date(text: str | None) -> str | None:
    from newscli.text.dates import first_date

    return first_date(text) if text else None
