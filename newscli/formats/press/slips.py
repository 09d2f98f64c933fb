"""What the units of an export are by themselves: marks, labels, lines that state one fact."""

from __future__ import annotations

import re

from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import AFTER_MARKS, BODY_MARKS, LABELS, Labelled
from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.formats.press.vendors import EDITION, RIGHTS, Vendor
from newscli.text import fold
from newscli.text.dates import dates
from newscli.text.languages import language_tag
from newscli.text.months import is_weekday
from newscli.text.stamps import stamp
from newscli.tuples import NamedTuple

LONGEST_FACT = 120  # characters of a line that states one
LONGEST_MARK = 24  # of a line that says where text begins, or ends
NAME = 8  # words of what stands beside a date on its line
_label = re.compile(r"([^\W\d_][^:：\n]{0,60}?) ?[:：](?!//)\s*(.*)")
_words = re.compile(
    r"[\d.,]{1,7} (?:words|wörter|mots|palabras|woorden|parole|palavras|ord|słów|слов)",
    re.IGNORECASE,
)
_time = re.compile(r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,5})?", re.IGNORECASE)
_url = re.compile(r"(?:https?://|www\.)\S+")
_slashes = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")
_sign_before = re.compile(
    r"[,;:|.(–-]\s*$|\bvom\s*$|(?:^|[,;|])\W*(?:le|am|den|el|il|op|on|em|du|del|of)\s*$",
    re.IGNORECASE,
)
_rest = re.compile(r"^[\s|,;:.()–-]+|[\s|,;:.(–-]+$|\b(?:vom|du|del|of|on|le)\s*$", re.IGNORECASE)
_within = re.compile(r" ?[;\[(|]|\. ")
number_of = re.compile(r",? (?:no|nr|n°|vol)\b\.? ?\d.*$", re.IGNORECASE)
"""What stands behind a paper's name: the number of its issue."""
_page = re.compile(r"(?:pp?|pgs?|pages?|s|seiten?|sid[ae]|nr|no)\b\.?", re.IGNORECASE)


class Slip(NamedTuple):
    """What a unit is by itself."""

    kind: str
    """`begin`, `end`, `body`, `after`, `label`, `rights`, `note`, `words`, `date`, `time`,
    `language`, `url`, `byline`, `edition`, `rule`, or `free`."""
    label: Labelled | None = None
    is_own: bool = False
    """Whether the label is one of the database's own."""
    is_foot: bool = False
    """Whether it stands below the text alone."""


def slip_of(vendor: Vendor, unit: Unit) -> Slip:
    """What `unit` is in an export of `vendor`."""
    text = unit.text
    label = label_of(vendor, text)
    key = fold(label.label) if label else ""
    foot = key in vendor.foot
    own = foot or key in vendor.fields
    if vendor.begins and vendor.begins.fullmatch(text):
        return Slip("begin", label, own, foot)
    if vendor.ends and vendor.ends.fullmatch(text):
        return Slip("end", label, own, foot)
    if label:
        return Slip("label", label, own, foot)
    if len(text) <= LONGEST_MARK and (key := fold(text)) in BODY_MARKS | AFTER_MARKS:
        return Slip("body" if key in BODY_MARKS else "after")
    return Slip(_kind(vendor, text))


def _kind(vendor: Vendor, text: str) -> str:
    if is_rule(text):
        return "rule"
    if RIGHTS.match(text):
        return "rights"
    if len(text) > LONGEST_FACT:
        return "free"
    if vendor.notes and vendor.notes.fullmatch(text):
        return "note"
    if _words.fullmatch(text):
        return "words"
    if _time.fullmatch(text):
        return "time"
    if _url.fullmatch(text):
        return "url"
    if " " not in text and language_tag(text) and len(text) > 3:
        return "language"
    if not is_prose(text) and dated(text):
        return "date"
    found = header(text)
    if found and found.role == "byline":
        return "byline"
    return "edition" if EDITION.fullmatch(text) else "free"


def label_of(vendor: Vendor, text: str) -> Labelled | None:
    """The label that a unit begins with, and the field that it has for `vendor`."""
    match = _label.match(text)
    if not match:
        return None
    key = fold(match[1])
    field = vendor.fields.get(key) or LABELS.get(key) or ("kept" if key in vendor.foot else "")
    if not field:
        return None
    return Labelled(match[1], field, match[2].strip())


class Printed(NamedTuple):
    """A line that says when, and beside that where, a text was printed."""

    date: str
    name: str
    """What stands beside the date: a paper or a section; may be empty."""


def dated(text: str, day_first: bool = True) -> Printed | None:
    """The date of a line, and the name beside it; None for a line that says more.

    >>> dated("Coast Gazette ; Arden [Arden]. 09 Aug 2019: A.14.")
    Printed(date='2019-08-09', name='Coast Gazette')
    """
    if match := _slashes.search(text):
        start, end, date = *match.span(), stamp(match[0], day_first)
    else:
        start, end, date = next(dates(text), (0, 0, None))
    if date is None:
        return None
    before, weekday = _without_weekday(text[:start])
    if before.strip() and not weekday and not _sign_before.search(before):
        return None
    name = name_in(before) or name_in(text[end:])
    if weight(before or "x") > NAME or weight(text[end:] or "x") > 2 * NAME:
        return None
    return Printed(date, name)


def name_in(text: str) -> str:
    """The name in what stands beside a date; empty when there is none.

    >>> name_in("| Coast Gazette (Arden)"), name_in(", p. 14"), name_in("Echo, no. 23")
    ('Coast Gazette', '', 'Echo')
    """
    name = text
    while (shorter := _rest.sub("", name)) != name:
        name = shorter
    name = _within.split(number_of.sub("", name), maxsplit=1)[0].strip(" ,.")
    name, _ = _without_weekday(name)
    name = name.strip(" ,.")
    if not any(map(str.isalpha, name)) or _page.match(name) or _time.match(name):
        return ""
    if is_weekday(name.partition(" ")[0].strip(",.")):
        return ""
    return name if len(name) > 2 and not _words.match(name) else ""


def _without_weekday(text: str) -> tuple[str, bool]:
    """A text without the weekday at its end, and whether there was one."""
    bare = text.rstrip(" ,.")
    at = max(bare.rfind(" "), bare.rfind(",")) + 1
    return (text[:at], True) if is_weekday(bare[at:].strip(",.")) else (text, False)
