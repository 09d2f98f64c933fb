"""Named values: what a CSV row, a JSON object and an SGML element share, and the field of each.

`fields` says what a name stands for.  Of several values for one field the most trusted takes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscli.formats.drafting.fields import field_of, is_absent, is_url
from newscli.text import fold, tidy
from newscli.text.agencies import agency_in
from newscli.text.dates import dates
from newscli.tuples import NamedTuple

_AFTER_DATELINE = " -–—:,"
_in_parentheses = re.compile(r"\(([^()]+)\)$")
LONGEST_FACT: dict[str, int] = {"byline": 200, "publisher": 120, "section": 120, "place": 60}
_beside_topic = re.compile(r"\s*\(\d{1,3}\s?%\)|^\s*\w{2,12} : ")
LONGEST_TOPIC = 80  # characters; longer ones are sentences
SWEDISH_HEADLINE = "rubrik"  # elsewhere it is a section
LONGEST_LIST = 1 << 20  # characters


class Value(NamedTuple):
    """A value as the file names it."""

    name: str
    text: str
    first: int
    """Number of the first line it stands on, from 1."""
    last: int
    by_line: bool = False
    """Whether the line ends in `text` are those of the document."""


def unescaped(text: str) -> str:
    """`text` with line ends for `\\n`, if it has them in writing only."""
    if "\\n" not in text or "\n" in text:
        return text
    return text.replace("\\r\\n", "\n").replace("\\n", "\n")


def quoted_list(text: str) -> list[str]:
    """The items of a list as Python or JSON write it: `['One', 'Two']`; none for other text."""
    if text[:2] not in ("['", '["') or text[-2:] not in ("']", '"]') or len(text) > LONGEST_LIST:
        return []
    from ast import literal_eval

    try:
        found = literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [tidy(" ".join(one.split())) for one in found if isinstance(one, str)]


def by_field(values: Sequence[Value]) -> tuple[dict[str, list[Value]], list[Value]]:
    """The values for each field, the most trusted first, and those that stand for none."""
    ranked: dict[str, list[tuple[int, int, Value]]] = {}
    rest: list[Value] = []
    for index, value in enumerate(values):
        if is_absent(value.text):
            continue
        if (known := _field(value)) is None:
            rest.append(value)
        else:
            ranked.setdefault(known[0], []).append((known[1], index, value))
    fields = {
        field: [found[0][2]] if len(found) == 1 else [value for _, _, value in sorted(found)]
        for field, found in ranked.items()
    }
    named = fields.get("section", [])
    if "headline" not in fields and (own := [v for v in named if fold(v.name) == SWEDISH_HEADLINE]):
        fields["headline"] = own
        fields["section"] = [value for value in named if value not in own]
    summaries = fields.pop("summary", [])
    if "body" not in fields and summaries:
        longest = max(summaries, key=lambda value: len(value.text))
        summaries.remove(longest)
        fields["body"] = [longest]
    return fields, rest + summaries


def _field(value: Value) -> tuple[str, int] | None:
    """The field that a value can stand in: its name says which, its text has to agree."""
    known = field_of(value.name)
    if known is None:
        return None
    field, rank = known
    if field == "publisher" and is_url(value.text):
        return "url", 100 + rank  # `source: https://…`
    if field == "url" and not is_url(value.text.strip()):
        return None
    if field == "byline" and (value.text.isdigit() or is_url(value.text)):
        return None  # the number or the page under which somebody is kept
    if field == "body":  # the full text is the longest one: `text`, `content`, `ctext` vary
        if _is_code(value.text):
            return None
        return field, -len(value.text) - value.text.count("\n")  # lines tell paragraphs apart
    return known


def _is_code(text: str) -> bool:
    """Whether a value is a number or an identifier, which no body is."""
    if not 0 < len(text) < 100 or not text.isascii() or any(map(str.isspace, text)):
        return False
    return text.isdigit() or (len(text) >= 16 and any(map(str.isdigit, text)))


def place_of(text: str) -> tuple[str | None, str | None]:
    """Place and agency that a dateline's field names; the day goes.

    >>> place_of("BAHRAIN, Oct 19 -"), place_of("VELM (AFP)"), place_of("Kuala Lumpur")
    (('BAHRAIN', None), ('VELM', 'AFP'), ('Kuala Lumpur', None))
    """
    text, agency = text.strip(_AFTER_DATELINE), None
    if match := _in_parentheses.search(text):
        agency = agency_in(match[1])
        text = text[: match.start()].strip(_AFTER_DATELINE)
    parts = text.split(", ")
    while len(parts) > 1 and any(map(str.isdigit, parts[-1])):
        parts.pop()
    place = ", ".join(parts)
    return (place if 0 < len(place) <= LONGEST_FACT["place"] else None), agency


def topics_in(text: str) -> list[str]:
    """The topics that a value lists, whatever stands between them; percentages of relevance and
    codes go.

    >>> topics_in("FERRIES (90%); PORTS (78%)"), topics_in("grain, wheat")
    (['FERRIES', 'PORTS'], ['grain', 'wheat'])
    >>> topics_in("gcat : General News | ntra : Transport")
    ['General News', 'Transport']
    """
    between = ";" if ";" in text else "|" if "|" in text else ","
    names = (_beside_topic.sub("", name).strip(" \t#\"'") for name in text.split(between))
    return [name for name in names if 0 < len(name) <= LONGEST_TOPIC]


def says_more(text: str, topics: Sequence[str]) -> bool:
    """Whether a value says more than the topics that it lists."""
    said = sum(map(str.isalnum, text))
    return said > sum(map(str.isalnum, "".join(topics)))


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but a date: weekday, day, month and year."""
    found = list(dates(text))
    if len(found) != 1:
        return False
    start, end, _ = found[0]
    rest = (text[:start] + " " + text[end:]).split()
    return len(rest) <= 1 and not any(map(str.isdigit, "".join(rest)))
