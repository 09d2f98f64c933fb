"""A list as its reader wants it: in groups, or each article in words of their own choosing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import TextIO

from newscli import safe
from newscli.errors import UsageError
from newscli.records import Summary, origin

COLUMNS = ("source", "agency", "place", "date", "words", "id")
FIELDS = (
    *("number", "id", "headline", "source", "path"),
    *("publisher", "place", "date", "words", "agency"),
)

UNKNOWN = {"file": "", "day": "no date", "agency": "no agency"}
DAY = 10  # characters of an ISO date without its time

_SPEC = re.compile(r"[<>^]?\d{0,3}(?:\.\d{1,3})?")
_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\\": "\\"}


def column_names(given: Iterable[str]) -> tuple[str, ...]:
    """The names of columns, which may have commas between them; raises `UsageError`.

    >>> column_names(["date,words", "id"])
    ('date', 'words', 'id')
    """
    names = [name.strip() for text in given for name in text.split(",") if name.strip()]
    for name in names:
        if name not in COLUMNS:
            raise UsageError(f"no column “{name}”: there are {', '.join(COLUMNS)}")
    return tuple(dict.fromkeys(names))


def grouped(summaries: Iterable[Summary], by: str) -> tuple[list[str], list[Summary]]:
    """The name of each article's group, and the articles: groups together, and in each their order.

    Files and agencies are in the order of the alphabet, days the newest first; what has none is
    last.
    """
    named = [(_name(told, by), told) for told in summaries]
    named.sort(key=lambda item: item[0].casefold(), reverse=by == "day")  # stable, reversed too
    named.sort(key=lambda item: not item[0])
    return [name or UNKNOWN[by] for name, _ in named], [told for _, told in named]


def folded(numbers: Iterable[int], copies: Mapping[int, int]) -> dict[int, int]:
    """The first of each set of copies, in the order given, and how many more of it there are.

    >>> folded([9, 4, 2, 7], {9: 2, 7: 2})
    {9: 2, 4: 0}
    """
    first: dict[int, int] = {}
    more: dict[int, int] = {}
    for number in numbers:
        one = first.setdefault(copies.get(number, number), number)
        more[one] = more.get(one, -1) + 1
    return more


def _name(told: Summary, by: str) -> str:
    if by == "day":
        return (told.date or "")[:DAY]
    return told.path if by == "file" else told.agency or ""


class Template:
    """What to print of each article: text with fields in braces, as in `{number} {headline}`."""

    def __init__(self, text: str) -> None:
        """Take the template; `\\\\t` and `\\\\n` in it are a tab and a new line.

        A field may have a width, a place in it and a greatest length, as in Python: `{words:>6}`,
        `{headline:.60}`.  Raises `UsageError` for one that there is not.
        """
        text = re.sub(r"\\[tn\\]", lambda match: _ESCAPES[match[0]], text)
        try:
            parts = list(Formatter().parse(text))
        except ValueError as error:
            raise UsageError(f"--format: {error}; write {{{{ for a brace") from error
        for _, field, spec, conversion in parts:
            if field is None:
                continue
            if field not in FIELDS or conversion:
                raise UsageError(f"no field {{{field}}}: there are {', '.join(FIELDS)}")
            if not _SPEC.fullmatch(spec or ""):
                raise UsageError(f"--format: “{spec}” is no width; write as in {{words:>6}}")
        self._parts = [(text, field, spec or "") for text, field, spec, _ in parts]
        self.fields = frozenset(field for _, field, _ in self._parts if field)

    def write(self, summaries: Iterable[Summary], stream: TextIO, *, ascii: bool = False) -> None:
        """The template filled in for each article, each on a line of its own."""
        for told in summaries:
            line = self.filled(told) + "\n"
            stream.write(safe.transliterated(line) if ascii else line)

    def filled(self, told: Summary) -> str:
        """The template with what is known of one article; what is not, is empty."""
        values = {**told._asdict(), "source": origin(told.publisher, told.path)}
        written = []
        for text, field, spec in self._parts:
            written.append("\t".join(safe.block(piece) for piece in text.split("\t")))
            if field:
                value = values[field]
                shown = safe.path(str(value)) if value is not None else ""
                written.append(format(shown, spec))
        return "".join(written)
