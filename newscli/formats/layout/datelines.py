"""Datelines: the place, and often the day and the agency, that open a wire story.

Associated Press Stylebook, "datelines": the city in capitals, then a dash.  Other agencies print
the city in mixed case; there an agency or a day must stand beside it.  The styles of agencies in
other languages were taken from their wires.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.formats.layout.eastern import opening
from newscli.text import fold
from newscli.text.agencies import agency_in
from newscli.text.dates import dates, first_date, month_number
from newscli.text.months import is_weekday
from newscli.text.tables import sections
from newscli.tuples import NamedTuple


class Dateline(NamedTuple):
    """What the opening of a story says of where and when it was filed."""

    place: str | None
    agency: str | None
    date: str | None
    """ISO 8601, when the year is printed too."""
    end: int
    """Offset at which the story itself begins."""
    byline: str | None = None


_initials = re.compile(r"\b(?:[^\W\d_]\.){2,}$|, [A-Z][a-z]{1,5}\.$")  # D.C.; and Calif.
LEAST = 60  # characters of a text that a weak dateline opens
ALONE = 50  # characters of the longest dateline that has a line of its own
MOST_WORDS = 3  # of a place in capitals beside which neither day nor agency stands
REACH = 140  # characters that the longest dateline takes
_sign = re.compile(  # no dateline in running text is without one: - behind a blank, stop or dash
    r"[-–—:：(（【\[［/=＝】](?:(?<!-)|(?<=.[ .-]-))|\d\. [^\W\d_]"
)
_may_sign = re.compile(r"[-–—:：(（【\[［/=＝】.]")  # what that takes, in a third of the time
_bracket = re.compile(r"[(（/\[]")
_UPPER = r"(?:[^\W\d_a-zß-öø-ÿа-яё](?:[^\W\d_a-zß-öø-ÿа-яё]|['’.-])+)"
_CAPITALS = rf"{_UPPER}(?:(?: |/|-| and | E )(?:{_UPPER}|[^\W\d_a-z]\.?(?=[ ,]))){{0,4}}"
_NAME = r"(?:[^\W\d_a-zа-я][\w'’.-]*)"
_PLACE = rf"{_NAME}(?:(?: |/)(?:{_NAME}|de|del|la|le|al|am|an|der|do|da|di|of|sur|du|i|and)){{0,4}}"
_DASH = r"(?: ?(?:--+|[–—―:：])\s*| -\s*|\.? ?[-–—]\s+|\.-\s*|\s+=\s+)"
_NUMBERS = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"
_in_numbers = re.compile(_NUMBERS)
_DATE = (  # 2020-05-05; 5.5.2020; 5 May; Dec. 30; 12 de enero de 2024; May 5, 2020
    rf"(?:,|\.)? ?(?P<date>{_NUMBERS}|"
    r"[^\W\d_]{0,10}\.?,? ?\d{1,2}[^\d()\[\]–—=]{0,16}(?:\d{4})?"
    r"[^\d()\[\]–—=]{0,6}?|[^\W\d_]{3,12}\.? \d{1,2},? \d{4})"
)
_AGENCY = r"[(（/\[](?P<agency>[^()（）/\[\]\d]{2,40})[)）/\]]\.?"
_with_agency = re.compile(
    rf"(?P<place>{_PLACE}(?:, {_PLACE})?)(?:{_DATE})?,? ?{_AGENCY}(?:{_DASH}|$|\s+)"
)
_with_date = re.compile(rf"(?P<place>{_PLACE}(?:, {_PLACE})?),{_DATE}{_DASH}")
_with_stop = re.compile(rf"(?P<place>{_CAPITALS}),{_DATE}\. (?=[^\W\d_a-z]|[\"“„«])")
_particles = frozenset("de of do da la le sur am an der on upon city beach falls".split())
_capitals = re.compile(rf"(?P<place>{_CAPITALS})(?:, (?P<region>{_PLACE}))?(?P<dash>{_DASH})")
_mixed = re.compile(  # Berlin - Die Kanzlerin; New York – „Wir
    r"(?P<place>[^\W\d_a-zà-ÿ][^\W\d_]{2,}(?:[ /-][^\W\d_a-zà-ÿ][^\W\d_]+)?) [-–—] "
    r"(?=[\"„«“]?[A-ZÀ-ÞА-ЯΑ-Ω])"
)
_agency_first = re.compile(rf"{_AGENCY}{_DASH}(?:(?P<place>{_CAPITALS})(?:{_DATE})?{_DASH})?")
_alone = re.compile(rf"(?P<place>{_CAPITALS}), (?P<day>[^()\[\]]{{3,30}}?)\.?")
_CYRILLIC = "[А-ЯЁІЇЄ][А-Яа-яёіїє-]+"
_russian = re.compile(  # МОСКВА, 12 янв - РИА Новости. Москва. 12 января. МОСКВА, 12 янв. /ТАСС/.
    rf"(?P<place>{_CYRILLIC}(?:[ /-]{_CYRILLIC}){{0,2}})[,.] "
    r"(?P<date>\d{1,2} [а-яіїє]{3,9}\.?(?: \d{4})?(?: г(?:ода|\.)?)?)[.,]?"
    r"(?: ?[-–—/] ?(?P<agency>[^./–—]{2,30})(?:/?\. ?| [-–—] )|\. )"
)
_site = re.compile(
    rf"(?:(?P<place>{_CAPITALS}), [\w.]+\.(?:com|co|id|net)|[\w.]+\.(?:CO|COM|ID|"
    rf"NET), (?P<place2>{_PLACE})){_DASH}"
)
_regional = re.compile(  # Portland, Ore. — A bridge; Gdynia, Poland — The yard
    rf"(?P<place>{_PLACE}), (?P<region>[A-Z][\w.]+(?: [A-Z][\w.]+){{0,2}}) ?(?:--+|[–—]| - ) ?"
    r"(?=[\"“„«]?[A-Z])"
)
_PLACES = sections(__file__, "places.txt")
_REGIONS = frozenset(name.strip(".") for name in _PLACES["regions"])
PLACE_OPENERS = frozenset(_PLACES["openers"])
_NOT_PLACES = frozenset(_PLACES["others"])


@lru_cache(maxsize=1024)  # cutting asks, and then reading asks again
def dateline(text: str) -> Dateline | None:
    """The dateline that `text` opens with.

    >>> dateline("MUMBAI (Reuters) - The Sensex fell")[:3]
    ('MUMBAI', 'Reuters', None)
    """
    head = text[:REACH]
    alone = len(text) < ALONE
    signed = alone or (_may_sign.search(head, 1, 80) and _sign.search(head, 1, 80))
    if not signed and "日" not in head[:40]:
        return None
    if not head or not head[0].isalpha() or head[0] >= "\u0590":
        return _eastern(head)
    found = (
        _western(head)
        or (_with_region(head) if "," in head[:40] else None)
        or (_standing_alone(head) if alone else None)
        or _capital(head, len(text))
    )
    return found if found and _may_be_place(found.place) else None


def opening_place(text: str) -> Dateline | None:
    """A place in mixed case before a dash, as German and Dutch papers open their stories.

    Weak: to be asked of an article's first paragraph only.  Of 2,225 articles of a broadcaster
    that sets no datelines, one opens so by chance.
    """
    match = _mixed.match(text) if len(text) >= LEAST else None
    return _made(match, match["place"], None) if match and _may_be_place(match["place"]) else None


def _may_be_place(place: str | None) -> bool:
    """Whether it has no digit, and none of its words is a day, or opens lines of another kind."""
    if any(map(str.isdigit, place or "")):
        return False
    folded = [fold(word) for word in (place or "").split()]
    return not any(word in _NOT_PLACES or is_weekday(word) for word in folded)


def _western(head: str) -> Dateline | None:
    """A dateline with an agency or a day in it."""
    if "\u0400" <= head[0] <= "\u04ff" and (match := _russian.match(head)):
        agency = agency_in(match["agency"] or "")
        if (agency or match["agency"] is None) and _names_day(match["date"]):
            return _made(match, match["place"], agency)
    if _bracket.search(head) and (match := _with_agency.match(head)):
        agency = agency_in(match["agency"])
        if match.end() >= len(head) and ", " in match["place"] and not _is_placed(match["place"]):
            return None  # Jane Roe, Oslo, 3 May 2012 (AP): who is in a picture
        if agency or (_is_capitals(match["place"]) and match["agency"][0].isupper()):
            return _made(match, match["place"], agency)
    for pattern in (_with_date, _with_stop):
        if (match := pattern.match(head)) and _names_day(match["date"]):
            return _made(match, match["place"], None)
    if match := _site.match(head):
        return _made(match, match["place"] or match["place2"], None)
    return None


def _is_placed(place: str) -> bool:
    """Whether a place with a comma in it is in capitals, or of a state or country."""
    town, _, region = place.partition(", ")
    return _is_capitals(town) or fold(region).strip(".") in _REGIONS


def _with_region(head: str) -> Dateline | None:
    """A place in mixed case with its state or country behind a comma, before a dash."""
    match = _regional.match(head)
    if match is None or fold(match["region"]).strip(".") not in _REGIONS:
        return None
    return _made(match, f"{match['place']}, {match['region']}", None)


def _standing_alone(text: str) -> Dateline | None:
    """A line that is nothing but place and weekday, or place and full date."""
    if not (match := _alone.fullmatch(text)) or agency_in(match["place"]):
        return None
    if is_weekday(match["day"]):
        return _made(match, match["place"], None)
    found = list(dates(match["day"]))
    whole = found and found[0][0] == 0 and found[0][1] >= len(match["day"]) - 1
    return Dateline(match["place"], None, found[0][2], match.end()) if whole else None


def _capital(head: str, length: int) -> Dateline | None:
    """A place in capitals before a dash, or before a colon in a text of some length."""
    match = _capitals.match(head)
    if not match or len(match["place"]) < 4 or (length > LEAST and head.isupper()):
        return None
    words = match["place"].split(" ")
    if len(words) > MOST_WORDS or (
        len(words) == MOST_WORDS
        and fold(words[0]).strip(".") not in PLACE_OPENERS
        and _particles.isdisjoint(map(fold, words))
    ):
        return None  # a headline in capitals, with its text behind a dash
    if ":" in match["dash"] and (
        match["place"].count(" ") >= MOST_WORDS - 1
        or length < 80
        or not head[match.end() :].lstrip("\"'“‘")[:1].isupper()
    ):
        return None
    region = match["region"]
    if region and f"{match['place']} {region}".count(" ") > MOST_WORDS:
        return None  # the same, with a comma
    return _made(match, f"{match['place']}, {region}" if region else match["place"], None)


def _eastern(head: str) -> Dateline | None:
    """A dateline in brackets, or in a script that knows no capitals."""
    if (match := _agency_first.match(head)) and (agency := agency_in(match["agency"])):
        return _made(match, match["place"], agency)
    if not (found := opening(head)):
        return None
    date = first_date(found.date) if found.date else None
    return Dateline(found.place, found.agency, date, found.end, found.byline)


def _bare_place(place: str) -> str:
    """A place without the signs around it; the stop of initials and of states is theirs.

    >>> _bare_place("WASHINGTON, D.C."), _bare_place("SALEM, Ore."), _bare_place("Oslo.")
    ('WASHINGTON, D.C.', 'SALEM, Ore.', 'Oslo')
    """
    place = place.strip(" ,").lstrip(".")
    return place if _initials.search(place) else place.rstrip(" .,")


def _made(match: re.Match[str], place: str | None, agency: str | None) -> Dateline:
    date = match.groupdict().get("date")
    place = _bare_place(place) if place else None
    if place and ", " in place and _names_day(place.rpartition(", ")[2]):
        place, _, day = place.rpartition(", ")  # BEIJING, Aug. 16
        date = f"{day} {date}" if date else day
    return Dateline(place or None, agency, first_date(date) if date else None, match.end())


def _is_capitals(text: str) -> bool:
    return text.upper() == text


def _names_day(text: str) -> bool:
    """Whether `text` names a day: in numbers, by a number and a month, or a weekday."""
    words = [word.strip(".,") for word in text.split()]
    return _in_numbers.fullmatch(text.strip()) is not None or any(
        month_number(word) or is_weekday(word) for word in words
    )
