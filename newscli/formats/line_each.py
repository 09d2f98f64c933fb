"""One article a line, without headlines: when asked for, or when the judge finds it to be so.

It is the judge of all plain text that decides (`dividing`), from the first lines of a document, so
that a text of any length is then read in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscli.formats.dividing.choosing import divide
from newscli.formats.dividing.proposing import OF_LINES
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.setting import set_units
from newscli.formats.layout.units import is_blank
from newscli.records import Article
from newscli.text import Document, tidy

SHORTEST = 60  # characters of a line; shorter ones are no article


def matches(head: str, path: str) -> bool:
    """Whether a text of long lines, and nothing else, is divided best at each of them."""
    lines = head.split("\n")
    if not lines[-1] or len(lines) > OF_LINES:
        lines.pop()  # the last may be cut off
    if len(lines) < OF_LINES or any(len(line) < SHORTEST for line in lines):
        return False
    return divide(set_units("\n".join(lines))).family == "line"


def articles(document: Document) -> Iterator[Article]:
    """An article for each line that is not blank; in bounded memory."""
    draft: Draft | None = None
    first = number = 1
    for number, raw in enumerate(document.lines(), 1):
        line = tidy(raw)
        if not line or is_blank(line):
            continue
        if draft:
            yield draft.finish(number - 1)
            first = number
        draft = Draft(document, "lines", first)
        draft.add("paragraph", number, number, line)
    if draft:
        yield draft.finish(number)
