"""The ledger: what the loader did with every line of a document, and what deserves a look."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from newscli.archive.reading import text_lines
from newscli.errors import UsageError
from newscli.index import Index
from newscli.index.ledger import articles, original, reports
from newscli.records import Article, Problem, Role, Source
from newscli.sources.locations import INSIDE, STDIN, Location

SHORTEST = 40  # words; below, an article may be a button or a caption
LONGEST = 20_000  # words; above, it may be several (the longest features have 15,000)
LONGEST_HEADLINE = 40  # words; above, it may be a paragraph
LEFTOVERS = 10  # different texts that are told of a document
FEW_LINES = 10  # left over, that are no matter for a look

_ROLES: tuple[Role, ...] = get_args(Role)
_BODY = frozenset({"paragraph", "dateline", "subhead", "headline", "caption", "repeat"})


@dataclass(frozen=True, slots=True)
class Look:
    """Something that a person should look at."""

    reason: str
    line: int | None = None
    number: int | None = None
    """Of the article that it is about."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What reading one document came to."""

    path: str
    """As the user writes it."""
    format: str
    """Empty when it could not be read."""
    encoding: str
    repairs: int
    """Bytes that were mended while decoding."""
    articles: int
    evidence: tuple[tuple[str, int], ...]
    """Why articles were cut where they were, and how many; most first."""
    lines: tuple[tuple[Role, int], ...]
    """How many lines have each role, in the order of `records.Role`."""
    leftovers: tuple[tuple[str, int], ...]
    """Texts that are in no other part of an article, and how often; most first."""
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line of a document, and what became of it."""

    line: int
    """Counted from 1."""
    text: str
    role: Role | None
    """None for a line that no article has, as of a document that could not be read to its end."""
    number: int | None
    """Of the article that has it."""


def ledgers(index: Index, paths: Sequence[str] = ()) -> Iterator[Ledger]:
    """The ledger of each document in path order, at or below `paths` if there are any."""
    for location, report in reports(index):
        if paths and not any(_lies_in(location.path, start) for start in paths):
            continue
        found = articles(index, location.path)
        evidence = Counter(article.evidence for article in found)
        lines = Counter[Role]()
        leftovers = Counter[str]()
        looks: list[Look] = [Look(note.reason, note.line) for note in report.notes]
        for article in found:
            for part in article.parts:
                lines[part.role] += part.last_line - part.first_line + 1
            leftovers.update(article.other)
            looks += _looks(index, article)
        body = sum(count for role, count in lines.items() if role in _BODY)
        if lines["other"] > max(FEW_LINES, body):
            looks.append(Look(f"{lines['other']:,} lines are left over, more than were used"))
        yield Ledger(
            path=report.path,
            format=report.format,
            encoding=report.encoding,
            repairs=report.repairs,
            articles=len(found),
            evidence=tuple(evidence.most_common()),
            lines=tuple((role, lines[role]) for role in _ROLES if lines[role]),
            leftovers=tuple(leftovers.most_common(LEFTOVERS)),
            problems=report.problems,
            notes=report.notes,
            looks=tuple(looks),
        )


def _looks(index: Index, article: Article) -> Iterator[Look]:
    """What is suspicious about an article."""
    line, number = article.source.first_line, article.number
    if article.words < SHORTEST:
        yield Look(f"only {article.words} word{'' if article.words == 1 else 's'}", line, number)
    if article.words > LONGEST:
        yield Look(f"{article.words:,} words: it may be several articles", line, number)
    headline = 0 if article.headline_derived else len(article.headline.split())
    if headline > LONGEST_HEADLINE:
        yield Look(f"the headline has {headline} words: it may be a paragraph", line, number)
    if "-" in article.id:
        first = original(index, article.id)
        other = f"article {first}" if first else "another article that has gone"
        yield Look(f"the same text as {other}", line, number)


def lines(index: Index, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[TracedLine]]]:
    """Path as the user writes it, and the lines with what became of them, of each document.

    `paths` are absolute, of files or folders; the documents are those at or below one of them.
    """
    for location, report in reports(index):
        path = location.path
        if report.format and path != STDIN and any(_lies_in(path, start) for start in paths):
            yield report.path, _lines(location, articles(index, path))


def _lies_in(path: str, start: str) -> bool:
    return path == start or path.startswith((os.path.join(start, ""), start + INSIDE))


def _lines(location: Location, found: Sequence[Article]) -> Iterator[TracedLine]:
    parts = (
        (part.first_line, part.last_line, part.role, article.number)
        for article in found
        for part in article.parts
    )
    first, last, role, number = next(parts, (0, 0, None, None))
    for line, text in enumerate(text_lines(location), start=1):
        while line > last and role is not None:
            first, last, role, number = next(parts, (0, 0, None, None))
        inside = first <= line <= last
        yield TracedLine(line, text, role if inside else None, number if inside else None)


def source_lines(location: Location, source: Source) -> Iterator[str]:
    """The lines of its document that an article came from, as they are in the document.

    Raises `UsageError` for standard input, and `DocumentError`.
    """
    if location.file == STDIN:
        raise UsageError("standard input is over: its lines cannot be had again")
    for line, text in enumerate(text_lines(location), start=1):
        if line > source.last_line:
            return
        if line >= source.first_line:
            yield text
