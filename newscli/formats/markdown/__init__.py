"""Markdown: one article with cross-heads, or many under headings of one level.

A file is many articles when its headings carry what only articles have (a link, a date, a byline
beneath), or when nothing but a title stands above several headings of one rank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from newscli.formats.dividing.choosing import divide
from newscli.formats.dividing.setting import set_units
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of
from newscli.formats.drafting.values import Value
from newscli.formats.layout.shapes import weight
from newscli.formats.markdown.body import Body, facts, is_link
from newscli.formats.markdown.front_matter import front_matter
from newscli.formats.markdown.lines import MarkLine, mark_lines
from newscli.formats.markdown.scraped import is_scraped, scraped
from newscli.records import Article, Problem
from newscli.text import Document
from newscli.text.document import split_lines

_heading = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_marked = re.compile(r"!\[|\]\(|^\s*[-*+] \S|\*\*\S|^> |^---$|^```", re.MULTILINE)
_front = re.compile(r"(?:---|\+\+\+)[ \t]*\n(?:.*\n){0,400}?(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|$)")
_key = re.compile(r"^[\w-]+[ \t]*[:=]", re.MULTILINE)
_NEAR = 6  # lines below a heading in which an article says what it is
AGREED = 0.8  # share of the articles that begin with headings of one level
_TITLE_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[01]\d[0-3]\d(?!\d)")


def matches(head: str, path: str) -> bool:
    """Whether the text has front matter, or headings as Markdown sets them."""
    match = _front.match(head)
    if match and len(_key.findall(match[0])) >= 1:
        return True
    named = path.lower().endswith((".md", ".markdown", ".mkd", ".mdx"))
    if named and front_matter(split_lines(head)):
        return True
    headings = len(_heading.findall(head)) if "#" in head else 0
    if named:
        return headings > 0 or _marked.search(head) is not None
    return headings > 1 or (headings == 1 and _marked.search(head) is not None)


def articles(document: Document) -> Iterator[Article]:
    """The articles of a Markdown file."""
    raw = split_lines(document.text)
    front = front_matter(raw)
    above = front.last if front else 0
    if front and not front.closed:
        problem = Problem(document.path, "front matter without its closing line", 1)
        document.problems.append(problem)
    lines = mark_lines(raw[above:], above + 1)
    if not front and is_scraped(lines):
        yield scraped(document, lines)
    elif level := _level_below_front(lines, raw[above:]) if front else _level_of_articles(lines):
        before = [
            MarkLine(n, "comment", "", " ".join(raw[n - 1].split())) for n in range(1, above + 1)
        ]
        yield from _many(document, [*before, *lines], level, front.values if front else [])
    else:
        yield _whole(document, lines, raw, front.values if front else [])


def whole(document: Document) -> Iterator[Article]:
    """The file as one article, whatever its headings."""
    raw = split_lines(document.text)
    front = front_matter(raw)
    above = front.last if front else 0
    yield _whole(document, mark_lines(raw[above:], above + 1), raw, front.values if front else [])


def _whole(
    document: Document, lines: list[MarkLine], raw: list[str], values: list[Value]
) -> Article:
    """The file as one article; `values` are its front matter's."""
    draft = Draft(document, "container" if values else "whole-file", 1)
    above = lines[0].number - 1 if lines else len(raw)
    draft.settle([v for v in values if (field_of(v.name) or ("",))[0] not in ("body", "summary")])
    for number in range(1, above + 1):
        if line := " ".join(raw[number - 1].split()):
            draft.add("metadata", number, number, line)
    body = Body(draft)
    body.read(lines)
    return draft.finish(len(raw))


class _Section(NamedTuple):
    """A heading, and the lines up to the next heading of its rank or above."""

    start: int
    """Index of its first line."""
    end: int
    lines: list[MarkLine]


def _sections(lines: list[MarkLine], level: int) -> list[_Section]:
    """The sections under headings of `level`."""
    out: list[_Section] = []
    start = -1
    for index, line in enumerate(lines):
        if line.kind == "heading" and line.level <= level:
            if start >= 0:
                out.append(_Section(start, index, lines[start:index]))
            start = index if line.level == level else -1
    if start >= 0:
        out.append(_Section(start, len(lines), lines[start:]))
    return out


def _level_of_articles(lines: list[MarkLine]) -> int:
    """The level whose headings are headlines of articles; 0 when the file is one article."""
    levels = sorted({line.level for line in lines if line.kind == "heading"})
    best, most = 0, 0
    for level in levels:
        sections = _sections(lines, level)
        marked = sum(map(_is_marked, sections))
        if _says_something(lines[: sections[0].start]):
            enough = marked > 1 and marked == len(sections)
        else:
            enough = 2 * marked >= len(sections) and (level > levels[0] or marked > 1)
        if enough and marked > most:
            best, most = level, marked
    return best or _level_by_rank(lines, levels)


def _is_marked(section: _Section) -> bool:
    """Whether a section says of itself what articles say: link, date, byline, source."""
    heading, *rest = section.lines
    own = []
    for line in rest:
        if line.kind == "heading":
            break
        if line.kind != "blank":
            own.append(line)
    if not own:
        return False
    if heading.url or (is_link(own[-1]) and len(own) > 1):
        return True
    return any(is_link(line) or facts(line) for line in own[:_NEAR])


def _level_by_rank(lines: list[MarkLine], levels: list[int]) -> int:
    """The level of articles by rank alone: equals, each with text, with nothing else above them."""
    for level in levels[:2]:
        sections = _sections(lines, level)
        above = lines[: sections[0].start]
        if _says_something(above):
            return 0
        if len(sections) > 1:
            told = sum(any(_is_text(line) for line in section.lines) for section in sections)
            return level if told == len(sections) else 0
    return 0


def _says_something(lines: list[MarkLine]) -> bool:
    """Whether there is more than a title."""
    return any(line.kind not in ("blank", "heading", "rule", "comment") for line in lines)


def _is_text(line: MarkLine) -> bool:
    return line.kind in ("text", "html", "quote") and (
        len(line.text) > 80 or weight(line.text) >= 14
    )


def _level_below_front(lines: list[MarkLine], raw: list[str]) -> int:
    """The level under front matter, which speaks of one article: weighed as a whole."""
    levels = {line.number: line.level for line in lines if line.kind == "heading"}
    if len(levels) < 2:
        return 0
    division = divide(set_units("\n".join(raw)))
    above = lines[0].number - 1
    begins = [levels.get(above + division.units[start].first, 0) for start in division.starts[1:]]
    level, times = Counter(begins).most_common(1)[0] if begins else (0, 0)
    return level if times >= AGREED * len(begins) else 0


def _many(
    document: Document, lines: list[MarkLine], level: int, values: list[Value]
) -> Iterator[Article]:
    """The articles of a file that has one under each heading of `level`."""
    sections = [s for s in _sections(lines, level) if len(s.lines) > 1 and _has_text(s)]
    sections = sections or _sections(lines, level)
    title = _of_file(lines[: sections[0].start], values)
    total = lines[-1].number
    following = start = 0
    for index, section in enumerate(sections):
        final = index + 1 == len(sections)
        own, after = section.lines, lines[:0]
        if final:
            own, after = _without_tail(own)
            after = [*after, *lines[section.end :]]
        draft = Draft(document, "container", following + 1)
        _keep(draft, lines[start : section.start])
        Body(draft).read(own)
        _keep(draft, after)
        draft.date, draft.publisher = draft.date or title.date, draft.publisher or title.publisher
        draft.language = draft.language or title.language
        following, start = (total if final else lines[section.end - 1].number), section.end
        yield draft.finish(following)


def _keep(draft: Draft, lines: list[MarkLine]) -> None:
    """Lines that belong to no article go to `other` of one."""
    for line in lines:
        if line.kind != "blank":
            draft.add("other", line.number, line.number, line.raw)


def _has_text(section: _Section) -> bool:
    return any(line.kind not in ("blank", "rule", "comment") for line in section.lines[1:])


def _without_tail(lines: list[MarkLine]) -> tuple[list[MarkLine], list[MarkLine]]:
    """The last section without what a rule parts from it: a note on the file, not of the text."""
    rules = [i for i, line in enumerate(lines) if line.kind == "rule"]
    if rules and not any(len(line.text) > 80 for line in lines[rules[-1] :]):
        return lines[: rules[-1]], lines[rules[-1] :]
    return lines, []


class _File(NamedTuple):
    """What the title above all articles says of each."""

    date: str | None = None
    publisher: str | None = None
    language: str | None = None


def _of_file(lines: list[MarkLine], values: list[Value]) -> _File:
    """Date, publisher and language from front matter or title of a file of many articles."""
    from newscli.text.stamps import stamp

    headings = [line.text for line in lines if line.kind == "heading"]
    if values:
        told = {field[0]: v.text for v in values if (field := field_of(v.name))}
        date = stamp(told.get("date", ""))
        return _File(date, told.get("publisher"), told.get("language"))
    if not headings:
        return _File()
    title = headings[0]
    digits = _TITLE_DATE.search(title)
    date = stamp(digits[0]) if digits else stamp(title)
    stated: dict[str, str] = {}
    for piece in title.split(", "):
        name, colon, text = piece.partition(":")
        if colon and (known := field_of(name)):
            stated.setdefault(known[0], text.strip())
    return _File(date, stated.get("publisher"), stated.get("language"))
