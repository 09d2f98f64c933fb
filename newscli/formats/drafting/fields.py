"""What columns, keys and elements mean: the field of a record that a name in a file stands for.

The names here are those of scrapers, news interfaces and data sets; the labels that people read
(`labels`) are understood as well.  Extend freely.  Within a field the first name is trusted most.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.formats.layout.labels import LABELS
from newscli.text import fold
from newscli.text.tables import lists

LABEL_RANK = 35  # of a label: below the names that say it all, above `created` and `updated`
_OTHERWISE = frozenset(["deck", "updated", "kept", "credit"])  # of labels, which records lack
_of_text = re.compile(r"^(?:news|article|story|post|doc|field)[ _-]", re.IGNORECASE)
_punctuation = re.compile(r"[\W_]+")  # and vowel signs, on both sides


def _key(name: str) -> str:
    """A name as it is looked up: no case, no accents, no `_`."""
    return _punctuation.sub("", fold(name))


_NAMES = lists(__file__, "fields.txt")
STANDFIRSTS = frozenset(map(_key, _NAMES.pop("standfirst")))
FIELDS = {
    **{
        _key(label): (field, LABEL_RANK)
        for label, field in LABELS.items()
        if field not in _OTHERWISE
    },
    **{
        _key(name): (field, rank)
        for field, names in _NAMES.items()
        for rank, name in enumerate(names)
    },
}
_ABSENT = frozenset(["", "nan", "none", "null", "n/a", "na", "nil", "-", "\\n", "undefined", "nat"])


@lru_cache(maxsize=4096)
def field_of(name: str) -> tuple[str, int] | None:
    """The field that `name` stands for and how far it is to be trusted, 0 most; else None.

    >>> field_of("Publication_Date")[0], field_of("dc:creator")[0], field_of("id")
    ('date', 'byline', None)
    >>> field_of("story_author")[0], field_of("newspaper")[0]
    ('byline', 'publisher')
    """
    if len(name) > 60:
        return None
    if found := FIELDS.get(_key(name)):
        return found
    _, colon, local = name.rpartition(":")
    if not colon:
        local = _of_text.sub("", name)
    return FIELDS.get(_key(local)) if local != name else None


@lru_cache(maxsize=4096)
def field_name(name: str) -> str:
    """The field that `name` stands for; empty when it stands for none."""
    return (field_of(name) or ("",))[0]


def is_standfirst(name: str) -> bool:
    """Whether a name says that its text stands between headline and body."""
    return _key(_of_text.sub("", name)) in STANDFIRSTS


def is_absent(value: str) -> bool:
    """Whether a value is only a way of saying that there is none."""
    return len(value) < 10 and value.strip().lower() in _ABSENT


def is_url(value: str) -> bool:
    """Whether a value is an address, and nothing else."""
    return value.startswith(("http://", "https://")) and " " not in value.strip()


def listed(text: str) -> str:
    """A list in brackets as people write it, and a value without its quotes.

    >>> listed("['Ana Bo', 'Ida Toss']"), listed('"Ana Bo"')
    ('Ana Bo, Ida Toss', 'Ana Bo')
    """
    if text[:1] == "[" and text[-1:] == "]":
        return ", ".join(piece.strip(" \"'") for piece in text[1:-1].split(","))
    return text.strip("\"'") if text[:1] in ("'", '"') and text[-1:] == text[:1] else text
