"""Corpus files that open with five lines: id, language, date, address, title; then the text.

The layout of the BSNLP shared tasks (http://bsnlp.cs.helsinki.fi/), made from web pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscli.formats.drafting.body import read_body
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.headers import header
from newscli.formats.layout.units import Unit, units
from newscli.records import Article
from newscli.text import Document, tidy
from newscli.text.document import split_lines
from newscli.text.languages import language_tag

_id = re.compile(r"[\w.:-]{1,60}")
_language = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def matches(head: str, path: str) -> bool:
    """The first two lines are an id and a language, the next two a date and an address."""
    if " " in head[:60].partition("\n")[0].strip():
        return False
    lines = [tidy(line) for line in head[:2000].split("\n", 5)[:5]]
    if len(lines) < 5 or not _id.fullmatch(lines[0]) or not _language.fullmatch(lines[1]):
        return False
    kinds = [line and (found := header(line)) and found.field for line in lines[2:4]]
    return kinds in (["date", "url"], ["date", ""], ["", "url"])


def articles(document: Document) -> Iterator[Article]:
    """The one article of such a file."""
    draft = Draft(document, "whole-file", 1)
    lines = [tidy(line) for line in split_lines(document.text)]
    for number, (line, field) in enumerate(
        zip(lines[:5], ("", "language", "date", "url", "headline"), strict=False), 1
    ):
        if not line:
            continue
        if field == "headline":
            draft.add("headline", number, number, line)
        elif found := header(line):
            draft.add(found.role, number, number, line)
            draft.state(found.field, found.value)
        else:
            draft.add("metadata", number, number, line)
            draft.state("language", language_tag(line) if field == "language" else None)
    body = units("\n".join(lines[5:]))
    read_body(draft, [Unit(u.text, u.first + 5, u.last + 5, u.gap) for u in body])
    yield draft.finish(len(lines))
