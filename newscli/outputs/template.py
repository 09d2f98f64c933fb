"""A list as its reader wants it: in groups, or each article in words of their own choosing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from typing import TextIO

from newscli import safe
from newscli.choices import COLUMNS, FIELDS, listed, names
from newscli.errors import UsageError
from newscli.records import Summary

_SPEC = re.compile(r"[<>^]?\d{0,3}(?:\.\d{1,3})?")
_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\\": "\\"}


def column_names(given: Iterable[str]) -> tuple[str, ...]:
    """The names of columns, which may have commas between them; raises `UsageError`.

    >>> column_names(["date,words", "id"])
    ('date', 'words', 'id')
    """
    wanted = [name.strip() for text in given for name in text.split(",") if name.strip()]
    for name in wanted:
        if name not in names(COLUMNS):
            raise UsageError(f"no column “{name}”: there are {listed(COLUMNS)}")
    return tuple(dict.fromkeys(wanted))


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

    def write(self, summaries: Iterable[Summary], stream: TextIO) -> None:
        """The template filled in for each article, each on a line of its own."""
        for one in summaries:
            stream.write(f"{self.filled(one)}\n")

    def filled(self, summary: Summary) -> str:
        """The template with what is known of one article; what is not, is empty."""
        written = []
        for text, field, spec in self._parts:
            written.append("\t".join(safe.block(piece) for piece in text.split("\t")))
            if field:
                value = summary.value(field)
                shown = safe.path(str(value)) if value is not None else ""
                written.append(format(shown, spec))
        return "".join(written)
