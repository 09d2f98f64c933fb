"""Lines about an article: dates, bylines, addresses, copyright; each alone on its line.

They stand around headlines and say that one is near, so cutting asks for them as well as reading.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.formats.layout.captions import photographer
from newscli.formats.layout.eastern import reporter
from newscli.formats.layout.labels import Labelled, is_said, labelled
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import LINK_MARK
from newscli.formats.layout.vocabulary import BYLINE, BYLINE_OPENERS, JOB, JOBS, LETTERS, PARTICLES
from newscli.records import Role
from newscli.text.agencies import agency_in
from newscli.text.dates import dates, first_date, month_number
from newscli.text.languages import CODES
from newscli.text.months import is_weekday
from newscli.tuples import NamedTuple

MOST_WORDS = 7  # of a line with a date but no year
LONGEST = 120  # characters of a line about an article; longer ones are text
_url = re.compile(r"(?:https?://|www\.)\S+")
_has_year = re.compile(r"\d{4}|[令平昭]")
_digit = re.compile(r"\d")
_numbers = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
_UNSPACED = "\u1100"  # from here on, names are two to four characters
_copyright = re.compile(r"(?:©|\(c\) ?(?:19|20)\d\d|copyright\b)", re.IGNORECASE)
_owner = re.compile(r"(?:©|\(c\)|copyright|[\d\s,.:-]+)+", re.IGNORECASE)
_time = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?|\b)|\b\d{1,2} ?[ap]m\b"
    r"|\b[ap]\.?m\b\.?|\b(?:[A-Z]{2,4}T|GMT|UTC|UTC[+-]\d+|Uhr|h)\b|[+-]\d{4}\b|\b\d+\b"
)
_clock = re.compile(r"\d[:.h]\d\d|\d ?[ap]m\b")
_updated = re.compile(  # the second date of a line, or of two lines, is not the article's
    r"(?i)\b(?:updated|last|modified|aktualisiert|mis à jour|actualizado|aggiornato|atualizado"
    r"|bijgewerkt|обновлено)\b|更新|تحديث"
)
_located = re.compile(r"(?:From )?(.{5,40}?) (?:in|à|en) ([^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+){0,2})")
_signed = re.compile(  # Jane Roe / Madrid; Jane Roe (à Lyon); Jane Roe yazdı
    r"(.{5,40}?)(?: ?[/|] ([^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)?)"
    r"| \((?:in|à|a|en|aus|em|i|w) ([^\W\d_a-z][\w -]{1,24})\)| yazdı\.?)"
)
_regions = frozenset("north south east west middle latin central new san real".split())
LONGEST_UNSPACED = 5  # characters of a name in Chinese, Japanese or Korean
LONGEST_BYLINE = 500  # characters of the names of those who wrote together; longer ones are text
LONGEST_NAME = 60  # characters of a name with a place
_contact = re.compile(r"\s*[(<]?(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+)[)>]?$")  # behind a name
_address = re.compile(r"\s*[(<\[]?(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_on_behalf = re.compile(r", (?:special (?:to|for)|writing for|reporting for|for) ")
_before_a_day = re.compile(r"(?: (?:on|le|el|il|am|den|op|em|no|w dniu|в|في))?\s*$")
_beside = re.compile(r"\s*(?:[|•·]|[,–—-]?\s\d)")  # a name's line: the paper, the day
_opener = re.compile(r"[^:：/・]+")
_NOUNS = frozenset(["TEXT", "WORDS", "STORY", "REPORT", "REPORTED", "TEXTE", "FILED", "POSTED"])
_initial = re.compile(r"\b(?:[A-ZÀ-Ý]|Jr|Sr|III?)\.$")
_NO_NAME = frozenset(":：;|•?!~<>[]{}=*+_«»¦\t")
_word = re.compile(rf"{LETTERS}(?:['’-]{LETTERS})*")


class Header(NamedTuple):
    """A line about an article."""

    role: Role
    field: str
    """Of the record, or a name of `labels.LABELS`; empty for none."""
    value: str


def header(text: str) -> Header | None:
    """What a line says about its article; None when it is text.

    >>> header("By Jane Roe"), header("Jan Roe was here")
    (Header(role='byline', field='byline', value='Jane Roe'), None)
    """
    if len(text) > LONGEST:
        return Header("metadata", "url", text) if _url.fullmatch(text) else None
    return _header(text)


@lru_cache(maxsize=1024)  # cutting asks, and then reading asks again
def _header(text: str) -> Header | None:
    text = LINK_MARK.sub("", text) if "[" in text else text
    if text[0] in "hw" and _url.fullmatch(text):
        return Header("metadata", "url", text)
    if (line := labelled(text)) and line.field != "body":
        return _of_label(line)
    if text[0] in "©(Cc" and _copyright.match(text):
        owner = _owner.sub("", text, count=1).partition(". ")[0].strip(" .")
        return Header("metadata", "credit" if "©" in text else "", owner)
    if who := photographer(text):
        return Header("metadata", "picture", who)
    if text[:2] in CODES and (len(text) == 2 or text[2:3] in "-_") and len(text) <= 5:
        return Header("metadata", "language", text)
    words = text.casefold().split()
    opener = _opener.match(words[0]) if words else None
    if opener and opener[0] in BYLINE_OPENERS and (found := _byline(_contact.sub("", text))):
        return found
    if (
        not JOBS.isdisjoint(words)
        and (match := JOB.search(text))
        and (match.start() > 3 or text[0] >= _UNSPACED)
    ):
        name = text[: match.start()]
        return Header("byline", "byline", text) if _is_name(name, "") else None
    if text[0] >= "\u0590" and ("者" in text[:12] or ":" in text) and (who := reporter(text)):
        return Header("byline", "byline", who)
    if len(words) <= MOST_WORDS or _has_year.search(text):
        return _dated(text) if _digit.search(text) else _weekday_alone(text)
    return None


def _byline(text: str) -> Header | None:
    match = BYLINE.match(text)
    if not match:
        return None
    if text.isupper() and " " not in match["name"] and not agency_in(match["name"]):
        return None  # BY MPS, as headlines in capitals go on
    if text.isupper() and text.split(" ", 1)[0] in _NOUNS:
        return None  # TEXT MESSAGES AID RECOVERY
    behalf = _on_behalf.search(text, match.start("name"))
    end = min(match.end("name"), behalf.start()) if behalf else match.end("name")
    name = text[match.start("name") : end]
    if not _is_name(name, "" if behalf else text[end:]) or _is_time(name):
        return None
    beside = _beside.search(text, match.end())
    stop = beside.start() if beside and beside.start() == match.end() else len(text)
    return Header("byline", "byline", _before_a_day.sub("", text[match.start("name") : stop]))


def author(value: str) -> str:
    """Whom the value of a byline names, without `By` and addresses; the value, if nobody else.

    >>> author("By Jane Roe"), author("jr@example.org (Jane Roe)"), author("Von der Leyen")
    ('Jane Roe', 'Jane Roe', 'Von der Leyen')
    """
    if len(value) > LONGEST_BYLINE:
        return value
    bare = _address.sub("", value)
    if bare != value:
        bare = bare.strip(" ,;:|-") or value
        if bare[0] == "(" and bare.find(")") == len(bare) - 1:
            bare = bare[1:-1].strip() or value
    opener, _, name = bare.partition(" ")
    if opener.rstrip(":").casefold() in BYLINE_OPENERS and name.split(" ", 1)[0] not in PARTICLES:
        said = _byline(bare)
        bare = said.value if said else bare
    return bare


def _is_time(name: str) -> bool:
    """Whether a name is that of a day or a month: `By Friday`."""
    first = name.partition(" ")[0].strip(",.")
    return is_weekday(first) or (" " not in name and month_number(name) > 0)


def _of_label(line: Labelled) -> Header | None:
    """What a labelled line says; None when the value is missing, or too long to be a field."""
    if not line.value or (line.field == "kept" and is_said(line.value)):
        return None
    if line.field == "date":
        date = first_date(line.value)
        return Header("date", "date", date) if date else Header("metadata", "", line.value)
    if line.field == "byline":
        return Header("byline", "byline", line.value)
    if line.field in ("headline", "caption", "deck", "place", "url", "language", "section"):
        return Header("metadata", line.field, line.value)
    stated = line.field in ("publisher", "topics")
    return Header("metadata", line.field if stated else "", line.value)


def _is_name(text: str, rest: str) -> bool:
    """Whether words can be names alone: capitals but for particles; `rest` follows on the line."""
    names = [name for name in _word.findall(text) if name not in PARTICLES]
    apart = text.count(",") + text.count("&") + len(_word.findall(text)) - len(names)
    ends = text.endswith(".") and not _initial.search(text)
    if not 1 <= len(names) <= 4 + 3 * apart or len(rest) > 60 or ends:
        return False
    return (not rest or rest[0] in ",|(–-/ ") and not any(name[0].islower() for name in names)


def is_bare_name(text: str) -> bool:
    """Whether a line could be no more than its author's name; what stands beside it has to show.

    >>> is_bare_name("Jane Roe"), is_bare_name("World"), is_bare_name("Ships sink")
    (True, False, False)
    """
    if len(text) > 40 or not text[0].isalpha() or any(map(str.isdigit, text)) or header(text):
        return False
    if not _NO_NAME.isdisjoint(text):
        return False
    if text[0] >= _UNSPACED:
        return len(text) <= LONGEST_UNSPACED
    return " " in text and text.count(" ") < 4 and _is_name(text, "")


def located_name(text: str) -> str:
    """The name in a line that says who wrote from where; empty for another.

    >>> located_name("Jane Roe in Port Selby"), located_name("Ships sink in Oslo")
    ('Jane Roe', '')
    """
    match = _located.fullmatch(text) if len(text) <= LONGEST_NAME else None
    return match[1] if match and is_bare_name(match[1]) else ""


def signed_name(text: str) -> str:
    """The name in a line that parts it from a place by a sign, or says that it wrote; else empty.

    >>> signed_name("Jane Roe / Madrid"), signed_name("Middle East / Africa"), signed_name("A | B")
    ('Jane Roe', '', '')
    """
    match = _signed.fullmatch(text) if len(text) <= LONGEST_NAME else None
    if not match or not is_bare_name(match[1]) or is_paper(match[1]) or match[1].isupper():
        return ""
    places = [place for place in match.groups()[1:] if place]
    if any(is_section(one) or is_paper(one) for one in (match[1], *places)):
        return ""
    return "" if match[1].casefold().split()[0] in _regions else match[1]


def _dated(text: str) -> Header | None:
    """A line that holds a date and little else."""
    found = list(dates(text))
    rest = text
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    rest = _time.sub(" ", rest)
    left = [word for word in _word.findall(rest) if not is_weekday(word)]
    if found:
        if len(left) > 4 or text[-1] in "!?" or sum(map(len, left)) > 40:
            return None
        if len(left) > 2 and text[-1] == "." and found[0][0] > 0 and found[-1][1] < len(text) - 4:
            return None
        return Header("date", "" if _updated.search(text) else "date", found[0][2])
    if not left and _clock.search(text):
        return Header("metadata", "", text)  # "8.30am BST"
    if len(left) < 2 and _numbers.search(text):
        return Header("metadata", "", text)  # "05/03/2021 às 10h": May or March
    months = [word for word in left if month_number(word)]
    if (months or len(left) < len(_word.findall(rest))) and len(left) - len(months) <= 1:
        return Header("metadata", "", text)  # "Tuesday, May 5", "5 May 10:30"
    return None


def _weekday_alone(text: str) -> Header | None:
    """A weekday standing alone: no date, but no text either."""
    if len(text) > 20 or " " in text:
        return None
    return Header("metadata", "", text) if is_weekday(text.strip(".,:")) else None
