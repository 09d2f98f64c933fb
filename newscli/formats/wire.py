"""Messages of a wire as they come over the line: IPTC 7901 and ANPA-1312.

Control characters frame each message: SOH before its header, STX before its text, ETX before its
trailer, EOT at its end.  Header and trailer are kept as metadata, the trailer's time is the
article's date; lines above the text end in a sign of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from newscli.formats.drafting.body import read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.headers import header
from newscli.formats.layout.units import Unit, blocks, tidy_lines
from newscli.records import Article
from newscli.text import Document, tidy
from newscli.text.document import split_lines
from newscli.text.english_months import ENGLISH_MONTHS

SOH, STX, ETX = "\x01", "\x02", "\x03"
_controls = re.compile(r"[\x01-\x04\x0e-\x1f\x7f]")
_frame = re.compile(rf"\A[\s\x16\x7f]*{SOH}[^{STX}]{{0,2000}}{STX}")
_stamped = re.compile(  # 131137 GMT Nov 13: day, hour and minute, month, year
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s+(?:(?:GMT|UTC|Z)\s+)?(?P<month>[A-Za-z]{3})[a-z]*\s+"
    r"(?P<year>\d\d(?:\d\d)?)"
)
_filed = re.compile(  # AP-NY-11-13-93 1137EST: agency, bureau, month, day, year
    r"\b[A-Z]{2,4}-[A-Z]{2}-(?P<month>[01]\d)-(?P<day>[0-3]\d)-(?P<year>\d\d) \d{4}"
)
_MONTHS = [month[:3].lower() for month in ENGLISH_MONTHS]
_marked = re.compile(r"\^?(.*?)\s*[=<]+|\^(.+)")
"""Lines above the text, as agencies end them (`=`, `<`) or begin them (`^`)."""
_dateline = re.compile(
    r"(?P<place>[^\W\d_][\w .'’/-]{1,40}(?:, [^\W\d_](?:[^\W\d]|[ .]){1,19})??)"
    r"(?:, [^\W\d_]+\.? \d{1,2})? "
    r"\((?P<agency>[\w.& /-]{2,20})\)\s*[-–—_]"
)
_desk = re.compile(  # what an agency tells its customers, below the text
    r"^\s*(?:#|\*(?:\s*\*){2,}\s*$|not for publication|the following information is not)",
    re.IGNORECASE | re.MULTILINE,
)
CENTURY_TURNS = 70  # two-digit years from here on are of the last century (POSIX)


def matches(head: str, path: str) -> bool:
    """Whether the text begins with a message's frame."""
    return _frame.match(head) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, a message each."""
    lines = split_lines(document.text)
    starts = [n for n, line in enumerate(lines) if SOH in line] or [0]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _article(document, lines[start:end], start)


def _article(document: Document, lines: list[str], before: int) -> Article:
    """One message; `before` is how many lines of the document stand before it."""
    draft = Draft(document, "container", before + 1)
    opened = next((n for n, line in enumerate(lines) if STX in line), 0)
    closed = next((n for n, line in enumerate(lines) if ETX in line), len(lines))
    text = [line if opened <= n < closed else "" for n, line in enumerate(lines)]
    text[opened] = lines[opened].partition(STX)[2] if STX in lines[opened] else lines[opened]
    _frame_lines(draft, lines[:opened], before)
    if above := _bare(lines[opened].partition(STX)[0]):
        draft.other.append(above)
    found = _units([_controls.sub("", line) for line in text], before + 1)
    notes = next((n for n, unit in enumerate(found) if _desk.search(unit.text)), len(found))
    body = found[_read_head(draft, found[:notes]) : notes]
    if body and (match := _dateline.match(body[0].text)):  # the agency may be one nobody knows
        draft.state("place", match["place"])
        draft.credit([match["agency"]])
    read_body(draft, body)
    for unit in found[notes:]:
        draft.add("other", unit.first, unit.last, unit.text)
    _frame_lines(draft, lines[closed:], before + closed)
    trailer = " ".join(map(_bare, lines[closed:]))
    if draft.date is None and (stamped := _stamped.search(trailer)):
        draft.date = _date(stamped)
    elif draft.date is None and (filed := _filed.search(trailer)):
        draft.date = _day(filed)
    return draft.finish(before + len(lines))


def _units(lines: list[str], start: int) -> list[Unit]:
    """The units of a message, whose lines are always wrapped: a paragraph begins below an empty
    line or indented, and a marked line is alone."""
    breaks: set[int] = set()
    for number, line in enumerate(lines, start):
        if line[:1] == "\t" or line[:2].isspace():
            breaks.add(number)
        elif _marked.fullmatch(line.rstrip()):
            breaks |= {number, number + 1}
    return blocks(tidy_lines("\n".join(lines)), breaks, start)


def _frame_lines(draft: Draft, lines: list[str], before: int) -> None:
    """Header or trailer, a line of metadata each."""
    for number, line in enumerate(lines, start=before + 1):
        if shown := _bare(line):
            draft.add("metadata", number, number, shown)


def _read_head(draft: Draft, found: list[Unit]) -> int:
    """Take the lines above the text: slugs, headline, byline; how many units they are.

    Of marked lines the last that is no byline is the headline.
    """
    heads: list[tuple[Unit, str]] = []
    for unit in found:
        match = _marked.fullmatch(unit.text)
        if match is None:
            break
        heads.append((unit, (match[1] or match[2] or "").strip()))
    named = [text for _, text in heads if text and not _is_byline(text)]
    for unit, text in heads:
        if named and text == named[-1] and draft.headline is None:
            draft.add("headline", unit.first, unit.last, text)
        elif text and (said := header(text)) and said.role == "byline":
            draft.add("byline", unit.first, unit.last, text)
            draft.state("byline", said.value)
        else:
            draft.add("metadata", unit.first, unit.last, text or unit.text)
    return len(heads)


def _is_byline(text: str) -> bool:
    said = header(text)
    return said is not None and said.role == "byline"


def _date(match: re.Match[str]) -> str | None:
    """The time of a trailer, as ISO 8601 in UTC; None when there is no such time."""
    try:
        year = _year(match["year"])
        month = _MONTHS.index(match["month"].lower()) + 1
        hour, minute = int(match["hour"]), int(match["minute"])
        return datetime(year, month, int(match["day"]), hour, minute, tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _day(match: re.Match[str]) -> str | None:
    """The day that a trailer says in numbers; None when there is none such."""
    try:
        return date(_year(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    return year + (0 if year > 99 else 1900 if year >= CENTURY_TURNS else 2000)


def _bare(line: str) -> str:
    """A line without its control characters, tidied."""
    return tidy(" ".join(_controls.sub("", line).split()))
