"""Markdown: one article with cross-heads, or many, as `dividing` finds them.

What a title or front matter above them all says of day and publisher is true of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newscli.formats.dividing.choosing import divide
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_name, field_of
from newscli.formats.drafting.values import Value
from newscli.formats.layout.setting import set_units
from newscli.formats.markdown.body import Body
from newscli.formats.markdown.front_matter import LONGEST, FrontMatter, front_matter
from newscli.formats.markdown.lines import MarkLine, mark_lines
from newscli.formats.markdown.scraped import is_scraped, scraped
from newscli.records import Article, Problem
from newscli.text import Document
from newscli.text.document import split_lines
from newscli.text.stamps import stamp

_heading = re.compile(r"^\f? {0,3}#{1,6} +\S", re.MULTILINE)
_marked = re.compile(r"!\[|\]\(|^\s*[-*+] \S|\*\*\S|^> |^---$|^```", re.MULTILINE)
_front = re.compile(r"(?:---|\+\+\+)[ \t]*\n(?:.*\n){0,400}?(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|$)")
_key = re.compile(r"^[\w-]+[ \t]*[:=]", re.MULTILINE)
_bold = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)")
FEWEST = 2  # lines of a text that can be several articles
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
    if front and len(posts := _posts(raw)) > 1:
        for start, end in pairwise([*posts, len(raw)]):
            yield _whole(document, raw[start:end], front_matter(raw[start:end]), start)
        return
    above = front.last if front else 0
    if front and not front.closed:
        problem = Problem(document.path, "front matter without its closing line", 1)
        document.problems.append(problem)
    lines = mark_lines(raw[above:], above + 1)
    if not front and is_scraped(lines):
        yield scraped(document, lines)
    elif starts := _starts(lines):
        before = [
            MarkLine(n, "comment", "", " ".join(raw[n - 1].split())) for n in range(1, above + 1)
        ]
        starts = [above + start for start in starts]
        yield from _many(document, [*before, *lines], starts, front.values if front else [])
    else:
        yield _whole(document, raw, front)


def whole(document: Document) -> Iterator[Article]:
    """The file as one article, whatever its headings."""
    raw = split_lines(document.text)
    yield _whole(document, raw, front_matter(raw))


def _posts(raw: list[str]) -> list[int]:
    """Where posts begin that stand one after another in a file, each under front matter of its own
    that opens with the same key."""
    opening = re.compile(rf"{re.escape(raw[1].partition(':')[0])}[ \t]*:") if raw[1:] else None
    if opening is None or raw[0].rstrip() != "---" or not opening.match(raw[1]):
        return []
    return [
        at
        for at, (line, below) in enumerate(pairwise(raw))
        if line.rstrip() == "---"
        and opening.match(below)
        and not (at and raw[at - 1].strip())
        and (front := front_matter(raw[at : at + LONGEST + 2])) is not None
        and front.closed
    ]


def _whole(
    document: Document, raw: list[str], front: FrontMatter | None, before: int = 0
) -> Article:
    """The lines as one article, `before` of the file above them."""
    above = front.last if front else 0
    lines = mark_lines(raw[above:], before + above + 1)
    draft = Draft(document, "container" if front and front.values else "whole-file", before + 1)
    values = [
        value._replace(first=value.first + before, last=value.last + before)
        for value in (front.values if front else [])
        if field_name(value.name) not in ("body", "summary")
    ]
    draft.settle(values)
    for number in range(above):
        if line := " ".join(raw[number].split()):
            draft.add("metadata", before + number + 1, before + number + 1, line)
    body = Body(draft)
    body.read(lines)
    return draft.finish(before + len(raw))


def _starts(lines: list[MarkLine]) -> list[int]:
    """Indices of the lines with which articles begin; none when the file is one.

    A heading at the top with nothing but a lower one below it is the file's: it is not looked at.
    """
    shown = [at for at, line in enumerate(lines) if line.kind not in ("blank", "comment")][:2]
    first = shown[-1] if shown and _is_file_title(*(lines[at] for at in shown)) else 0
    if len(lines) - first < FEWEST:
        return []
    division = divide(set_units("\n".join(map(_shown, lines[first:]))))
    if len(division.starts) < 2:
        return []
    starts = [division.top, *division.starts[1:]]
    return [first + division.units[start].first - 1 for start in starts]


def _shown(line: MarkLine) -> str:
    """A line without its marks, but for those that tell headings."""
    if line.kind == "heading":
        return f"{'#' * line.level} " + (f"[{line.text}]({line.url})" if line.url else line.text)
    return line.raw if _bold.fullmatch(line.raw) or not line.text else line.url or line.text


def _is_file_title(above: MarkLine, below: MarkLine | None = None) -> bool:
    return above.kind == "heading" and below is not None and above.level < below.level


def _many(
    document: Document, lines: list[MarkLine], starts: list[int], values: list[Value]
) -> Iterator[Article]:
    """The articles of a file that begin at `starts`."""
    title = _of_file(lines[: starts[0]], values)
    following = 0
    for start, end in pairwise([*starts, len(lines)]):
        draft = Draft(document, "container", following + 1)
        if start == starts[0]:
            _keep(draft, lines[:start])
        own, after = lines[start:end], lines[:0]
        if end == len(lines):
            own, after = _without_tail(own)
        if own and _bold.fullmatch(own[0].raw):
            own = [own[0]._replace(kind="heading"), *own[1:]]
        Body(draft).read(own)
        _keep(draft, after)
        draft.date = draft.date or title.get("date")
        draft.publisher = draft.publisher or title.get("publisher")
        draft.language = draft.language or title.get("language")
        following = lines[end - 1].number
        yield draft.finish(following)


def _keep(draft: Draft, lines: list[MarkLine]) -> None:
    """Lines that belong to no article go to `other` of one."""
    for line in lines:
        if line.kind != "blank":
            draft.add("other", line.number, line.number, line.raw)


def _without_tail(lines: list[MarkLine]) -> tuple[list[MarkLine], list[MarkLine]]:
    """The last section without what a rule parts from it: a note on the file, not of the text."""
    rules = [i for i, line in enumerate(lines) if line.kind == "rule"]
    if rules and not any(len(line.text) > 80 for line in lines[rules[-1] :]):
        return lines[: rules[-1]], lines[rules[-1] :]
    return lines, []


def _of_file(lines: list[MarkLine], values: list[Value]) -> dict[str, str | None]:
    """What front matter or title of a file of many articles says of each, by field; of date,
    publisher and language this is true."""
    stated: dict[str, str | None] = {}
    if values:
        stated |= {field[0]: value.text for value in values if (field := field_of(value.name))}
        return stated | {"date": stamp(stated.get("date") or "")}
    title = next((line.text for line in lines if line.kind == "heading"), "")
    for piece in title.split(", "):
        name, colon, text = piece.partition(":")
        if colon and (known := field_of(name)):
            stated.setdefault(known[0], text.strip())
    digits = _TITLE_DATE.search(title)
    return stated | {"date": stamp(digits[0] if digits else title)}
