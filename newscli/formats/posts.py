"""Posts and notes in Org, reStructuredText or AsciiDoc, and stories with highlights.

Each of these says in its own signs what Markdown says in others: facts above, headings, a body.
They become lines of Markdown's kinds, and Markdown's reader does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of
from newscli.formats.drafting.values import Value
from newscli.formats.markdown.body import Body
from newscli.formats.markdown.lines import MarkLine, inline
from newscli.records import Article
from newscli.text import Document, tidy
from newscli.text.document import split_lines
from newscli.tuples import NamedTuple

_org_fact = re.compile(r"#\+([A-Za-z_]+):[ \t]*(.*)")
_org_heading = re.compile(r"(\*+)[ \t]+(?:(?:TODO|DONE)[ \t]+)?(.+?)(?:[ \t]+:[\w@:]+:)?[ \t]*")
_org_link = re.compile(r"\[\[([^\]]+)\](?:\[([^\]]+)\])?\]")
_org_mark = re.compile(r"(?<!\w)([*/_=~+])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_org_date = re.compile(r"[<\[](\d{4}-\d\d-\d\d)[^>\]]*[>\]]")
_rst_fact = re.compile(r":([A-Za-z][\w -]{0,30}):[ \t]+(\S.*)")
_rst_directive = re.compile(r"\.\. |\.\.$")
_rst_link = re.compile(r"`([^`<]+?)\s*<[^`>]+>`_{1,2}|:\w+:`([^`<]+?)(?:\s*<[^`>]+>)?`")
_rst_underline = re.compile(r"([=\-~^\"'#*+.:`_])\1{2,}[ \t]*")
_adoc_title = re.compile(r"(={1,6})[ \t]+(\S.*)")
_adoc_fact = re.compile(r":([a-z][\w-]{0,30}):(?:[ \t]+(.*))?")
_adoc_author = re.compile(r"[^\W\d_][\w.' -]+(?: <[^>]+>)?(?:; .+)?")
_adoc_link = re.compile(r"(?:link:|https?://)[^\s\[]+\[([^\]]*)\]")
_highlight = re.compile(r"^@highlight[ \t]*$", re.MULTILINE)


class _Post(NamedTuple):
    """A post's facts, and its lines as Markdown's reader takes them."""

    values: list[Value]
    lines: list[MarkLine]


def matches(head: str, path: str) -> bool:
    """Whether the head is one of these markups: by its facts above the text, not by the path."""
    return _dialect(head) is not None


def _dialect(head: str) -> Callable[[list[str]], _Post] | None:
    if "@highlight" in head and _highlight.search(head):
        return _story
    lines = [line for line in head.split("\n", 60)[:60] if line.strip()]
    if not lines:
        return None
    if lines[0].startswith("#+"):
        keys = {found[1].lower() for line in lines if (found := _org_fact.fullmatch(line))}
        if keys & {"title", "author", "date"}:
            return _org
    if _adoc_title.fullmatch(lines[0]) and lines[0].startswith("= "):
        signs = any(_adoc_fact.fullmatch(line) or line.startswith("== ") for line in lines[1:])
        if signs:
            return _adoc
    if len(lines) > 1 and any(map(_rst_underline.fullmatch, lines[:3])):
        return _rst if any(map(_rst_fact.fullmatch, lines[:12])) else None
    return None


def articles(document: Document) -> Iterator[Article]:
    """The post, one article."""
    raw = split_lines(document.text)
    post = (_dialect(document.head) or _story)(raw)
    draft = Draft(document, "container" if post.values else "whole-file", 1)
    known = [one for one in post.values if (field_of(one.name) or ("body",))[0] not in _TEXTS]
    rest = [one for one in post.values if one not in known]
    for value in [*draft.settle(known), *rest]:
        draft.keep(value)
    Body(draft).read(post.lines)
    yield draft.finish(len(raw))


_TEXTS = ("body", "summary")  # fields that a line of facts does not state


def _org(raw: list[str]) -> _Post:
    """Org: `#+TITLE: …` above, headings of stars."""
    values: list[Value] = []
    lines: list[MarkLine] = []
    for number, line in enumerate(raw, start=1):
        text = tidy(line)
        if fact := _org_fact.fullmatch(line.strip()):
            said = _org_date.sub(r"\1", fact[2]).strip()
            values.append(Value(fact[1].lower(), said, number, number))
        elif heading := _org_heading.fullmatch(line):
            lines.append(MarkLine(number, "heading", _org_plain(heading[2]), text, len(heading[1])))
        elif line.lstrip().startswith((":PROPERTIES:", ":END:", "#+", "# ")):
            lines.append(MarkLine(number, "comment", "", text))
        else:
            lines.append(_line(number, text, _org_plain(text)))
    return _Post([one for one in values if one.text], lines)


def _org_plain(text: str) -> str:
    text = _org_link.sub(lambda match: match[2] or match[1], text)
    return tidy(_org_mark.sub(r"\2", text))


def _rst(raw: list[str]) -> _Post:
    """reStructuredText: underlined headings, `:field: value` below the title."""
    values: list[Value] = []
    lines: list[MarkLine] = []
    levels: list[str] = []
    indented = False  # inside a directive
    for number, line in enumerate(raw, start=1):
        text = tidy(line)
        if _rst_underline.fullmatch(line) and lines and lines[-1].kind == "text":
            sign = line[0]
            levels += [] if sign in levels else [sign]
            lines[-1] = lines[-1]._replace(kind="heading", level=levels.index(sign) + 1)
            lines.append(MarkLine(number, "rule", "", text))
        elif _rst_underline.fullmatch(line):
            lines.append(MarkLine(number, "rule", "", text))
        elif (fact := _rst_fact.fullmatch(line.strip())) and not _has_text(lines):
            values.append(Value(fact[1].lower(), fact[2].strip(), number, number))
        elif _rst_directive.match(line) or (indented and line[:1].isspace()):
            indented = True
            lines.append(MarkLine(number, "comment", "", text))
        else:
            indented = indented and not text
            plain = _rst_link.sub(lambda match: match[1] or match[2], text).replace("``", "")
            lines.append(_line(number, text, inline(plain)))
    return _Post(values, lines)


def _has_text(lines: list[MarkLine]) -> bool:
    return any(line.kind == "text" and len(line.text) > 80 for line in lines)


def _adoc(raw: list[str]) -> _Post:
    """AsciiDoc: `= Title`, then author, date and `:name: value`, to the first empty line."""
    values: list[Value] = []
    lines: list[MarkLine] = []
    above = True
    for number, line in enumerate(raw, start=1):
        text = tidy(line)
        if heading := _adoc_title.fullmatch(line):
            plain = inline(heading[2])
            lines.append(MarkLine(number, "heading", plain, text, len(heading[1])))
        elif above and (fact := _adoc_fact.fullmatch(text)):
            values.append(Value(fact[1], fact[2] or "", number, number))
        elif above and text and _adoc_author.fullmatch(text) and not values:
            author = re.sub(r" <[^>]+>", "", text)
            values.append(Value("author", author, number, number))
        elif above and text:
            said = text.rpartition(", ")[2] if text.startswith("v") else text
            values.append(Value("date", said.partition(":")[0], number, number))
        elif text.startswith(("//", "[", "image::", "include::", "----", "====", "....", "++++")):
            lines.append(MarkLine(number, "comment", "", text))
        else:
            above = above and bool(text)
            lines.append(_line(number, text, inline(_adoc_link.sub(_adoc_shown, text))))
    return _Post([one for one in values if one.text], lines)


def _adoc_shown(link: re.Match[str]) -> str:
    """What a link says: its text, else its address."""
    return link[1] or link[0].removeprefix("link:").removesuffix("[]")


def _story(raw: list[str]) -> _Post:
    """A story of CNN or Daily Mail as data sets have it: paragraphs, then highlights."""
    lines: list[MarkLine] = []
    noted = False
    for number, line in enumerate(raw, start=1):
        text = tidy(line)
        noted = noted or text == "@highlight"
        note = noted and bool(text)
        lines.append(MarkLine(number, "comment", "", text) if note else _line(number, text, text))
    return _Post([], lines)


def _line(number: int, raw: str, text: str) -> MarkLine:
    return MarkLine(number, "text" if raw else "blank", text, raw)
