"""What can be asked of an article by name, `headline:nato`: the fields of the query grammar."""

from __future__ import annotations

from typing import Literal

from newscli.tuples import NamedTuple


class Field(NamedTuple):
    """A name that may stand before a colon."""

    name: str
    kind: Literal["text", "fact", "date", "desk"]
    """Words of the text, which are scored; words said of it, which have to be there; a time; what
    its reader says of it."""
    says: str
    """What it holds, in a few words."""


FIELDS = (
    Field("headline", "text", "its headline"),
    Field("caption", "text", "the text under its pictures"),
    Field("body", "text", "its paragraphs"),
    Field("byline", "fact", "who wrote it"),
    Field("place", "fact", "its dateline"),
    Field("agency", "fact", "a credit: AP, Reuters, a photographer"),
    Field("source", "fact", "its publisher, or its file or folder"),
    Field("section", "fact", "its section"),
    Field("topic", "fact", "a category, keyword or subject that it states"),
    Field("publisher", "fact", "its publisher"),
    Field("url", "fact", "its address"),
    Field("lang", "fact", "its language, as de"),
    Field("path", "fact", "words of its document's path"),
    Field("date", "date", "of this day, month, year, or A..B"),
    Field("since", "date", "of this date or later"),
    Field("until", "date", "of this date or earlier"),
    Field("added", "desk", "first seen on this date, in the last 7d, or A..B"),
    Field("tag", "desk", "a tag of yours"),
    Field("is", "desk", "read, unread, starred or new"),
)

NAMES = {field.name: field for field in FIELDS}

ELSEWHERE = {  # fields of other search engines → ours
    **{"title": "headline", "heading": "headline", "intitle": "headline"},
    **{"text": "body", "content": "body", "intext": "body", "author": "byline", "by": "byline"},
    **{"credit": "agency", "location": "place", "dateline": "place", "site": "url", "inurl": "url"},
    **{"from": "since", "after": "since", "to": "until", "before": "until"},
    **{"label": "tag", "tags": "tag", "has": "is"},
    **{"category": "topic", "keyword": "topic", "subject": "topic"},
    **{"language": "lang", "file": "path", "filename": "path"},
}


def meant(name: str) -> str | None:
    """The field that a name of another search engine, or a slip, stands for."""
    return ELSEWHERE.get(name) or next((one for one in NAMES if _is_slip(name, one)), None)


def _is_slip(name: str, field: str) -> bool:
    """Whether `name` is `field` in the plural, or with a letter missing, doubled or swapped."""
    if abs(len(name) - len(field)) > 1 or len(name) < 4 or name[0] != field[0]:
        return False
    longer, shorter = (name, field) if len(name) >= len(field) else (field, name)
    if len(longer) == len(shorter):
        return sorted(name) == sorted(field)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
