"""Markdown line by line: what kind each line is, and its text without marks.

CommonMark 0.31 as far as articles use it: headings, rules, lists, quotes, images, fences, tables,
and emphasis, links, code and escapes inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Literal

from newscli.formats.drafting.markup import has_markup, plain
from newscli.formats.drafting.tags import Tag, tag_at, tags
from newscli.formats.layout.units import is_blank
from newscli.text import tidy
from newscli.tuples import NamedTuple

Kind = Literal[
    "blank", "heading", "rule", "item", "quote", "image", "link", "table", "fence", "code",
    "html", "comment", "text",
]  # fmt: skip

LONGEST_SPAN = 200  # lines that a comment goes over at the most
LONGEST = 50_000  # characters of a line; in longer ones nobody sets marks by hand
_url = r"(?:[^()\s]|\((?:[^()\s]|\([^()]*\))*\))*"
_target = rf"\(\s*<?(?P<url>{_url})>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
_label = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\])"
_image = re.compile(rf"!\[\[[^\]]*\]\]|!\[{_label}*\](?:{_target}|\[[^\]]*\])")
_link = re.compile(rf"\[(?P<text>{_label}*)\]{_target}")
_reference = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\[[^\[\]]*\]")
_wiki = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_footnote = re.compile(r"\[\^[^\]\s]+\]")
_auto = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_code = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_strong = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=[^\s\\])\1")
_emphasis = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![\w*])"
    r"|(?<![\w\\])_(?=[^\s_])([^_]+?)(?<=[^\s\\])_(?!\w)"
)
_struck = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")
_marks = re.compile(r"[\[\]*_`~\\<&]")
_heading = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_rule = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_item = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])[ \t]+(?=\S)")
_fence = re.compile(r" {0,3}(?:```|~~~)")
_table = re.compile(r"\s*\|.*\|\s*")


class MarkLine(NamedTuple):
    """A line of Markdown."""

    number: int
    """From 1."""
    kind: Kind
    text: str
    """Without its marks, tidied."""
    raw: str
    """As it stands, tidied."""
    level: int = 0
    """Of a heading, 1 to 6."""
    url: str = ""
    """Where the line leads, when it is a link and nothing else."""


def mark_lines(lines: list[str], first: int = 1) -> list[MarkLine]:
    """Each line by its kind; `first` is the number of the first."""
    out: list[MarkLine] = []
    fenced = False
    held: Iterator[MarkLine] = iter(())  # the lines of markup that goes over several
    lines = [line.strip("\f") for line in lines]  # pages change between lines, and show nothing
    for index, line in enumerate(lines):
        number, raw = first + index, tidy(line)
        if (inside := next(held, None)) is not None:
            out.append(inside)
        elif not fenced and "<" in line and (spanning := _spanning(lines, index, number)):
            out.append(spanning[0])
            held = iter(spanning[1:])
        elif _fence.match(line):
            fenced = not fenced
            out.append(MarkLine(number, "fence", "", raw))
        elif fenced:
            out.append(MarkLine(number, "code", raw, raw))
        elif raw and not raw.strip("=") and out and out[-1].kind == "text":
            _underlined(out, 1)
            out.append(MarkLine(number, "rule", "", raw))
        elif _is_underline(line, out):
            _underlined(out, 2)
            out.append(MarkLine(number, "rule", "", raw))
        else:
            out.append(_read(number, line, raw))
    return out


def _spanning(lines: list[str], index: int, number: int) -> list[MarkLine]:
    """The lines from `index` on that share a tag or a comment which begins on the first of them.

    A tag ends within its paragraph, a comment anywhere (CommonMark 0.31, 4.6 and 6.6).
    """
    line, rest = lines[index], lines[index : index + LONGEST_SPAN]
    text = "\n".join(rest if "<!--" in line else takewhile(str.strip, rest))
    for tag in tags(text):
        if tag.start > len(line):
            break
        count = text.count("\n", tag.start, tag.end)
        if count and text[tag.end - 1] == ">":
            after = text.rfind("\n", 0, tag.end) + 1
            end = rest[count][tag.end - after :]
            return _shared(line[: tag.start], rest[: count + 1], end, number, tag)
    return []


def _shared(start: str, lines: list[str], end: str, number: int, tag: Tag) -> list[MarkLine]:
    """Lines of which `tag` leaves but the `start` of the first and the `end` of the last."""
    if not start.strip() and tag.kind != "aside":
        return [MarkLine(n, "html", "", tidy(line)) for n, line in enumerate(lines, number)]
    kind: Kind = "text" if start.strip() or end.strip() else "comment"
    first = _read(number, start, tidy(start)) if start.strip() else MarkLine(number, kind, "", "")
    shown = [first.text, *[""] * (len(lines) - 2), inline(end)]
    return [
        (first if n == number else MarkLine(n, kind, text, ""))._replace(raw=tidy(line))
        for n, (text, line) in enumerate(zip(shown, lines, strict=True), number)
    ]


def _is_underline(line: str, above: list[MarkLine]) -> bool:
    """Whether dashes make the line above a heading: that line stands alone, and is short."""
    if not line.startswith("--") or line.strip("- \t") or not above:
        return False
    alone = len(above) < 2 or above[-2].kind == "blank"
    return above[-1].kind == "text" and alone and len(above[-1].raw) <= 200


def _underlined(lines: list[MarkLine], level: int) -> None:
    lines[-1] = lines[-1]._replace(kind="heading", level=level)


def _read(number: int, line: str, raw: str) -> MarkLine:
    """A line outside of fences."""
    if not raw or is_blank(raw):
        return MarkLine(number, "blank", "", "")
    if match := _heading.fullmatch(line.replace("\u00a0", " ")):
        text = match[2] or ""
        whole = _link.fullmatch(text.strip())
        url = whole["url"] if whole else ""
        return MarkLine(number, "heading", inline(text), raw, len(match[1]), url)
    if _rule.fullmatch(line):
        return MarkLine(number, "rule", "", raw)
    tag = tag_at(raw, 0) if raw[0] == "<" else None
    if tag and tag.kind == "aside" and tag.end == len(raw):
        return MarkLine(number, "comment", "", raw)
    if _image.fullmatch(raw):
        return MarkLine(number, "image", _alternative(raw), raw)
    if raw[0] == "|" and _table.fullmatch(line):
        return MarkLine(number, "table", inline(raw.strip("| ")), raw)
    if raw[0] == ">":
        return MarkLine(number, "quote", inline(raw.lstrip("> ")), raw)
    if match := _item.match(line):
        text = line[match.end() :].strip()
        whole = _link.fullmatch(text)
        return MarkLine(number, "item", inline(text), raw, url=whole["url"] if whole else "")
    if whole := _link.fullmatch(raw):
        return MarkLine(number, "link", inline(raw), raw, url=whole["url"])
    if tag and raw[tag.end - 1] == ">" and has_markup(raw):
        return MarkLine(number, "html", inline(raw), raw)
    return MarkLine(number, "text", inline(raw), raw)


def _alternative(image: str) -> str:
    """The text that stands for an image where it cannot be shown."""
    return inline(image[2 : image.rfind("](")]) if "](" in image else ""


def inline(text: str) -> str:
    """`text` without Markdown's and HTML's marks.

    >>> inline("**Ships** [left](https://a.b) at 5 \\\\* noon &amp; _so on_")
    'Ships left at 5 * noon & so on'
    """
    if len(text) > LONGEST or not _marks.search(text):
        return plain(text) if has_markup(text) else tidy(text)
    text = _image.sub("", text)
    if "[" in text:
        text = _footnote.sub("", _wiki.sub(r"\1", _link.sub(r"\g<text>", text)))
        text = _reference.sub(r"\1", text)
    text = _code.sub(r"\2", _auto.sub(r"\1", text))
    if "*" in text or "_" in text:
        text = _emphasis.sub(lambda m: m[1] or m[2], _strong.sub(r"\2", text))
    text = _escape.sub(r"\1", _struck.sub(r"\1", text))
    return plain(text) if has_markup(text) else tidy(text)


def link_in(text: str) -> str | None:
    """Where the first link of a line of Markdown leads, when that is an address of the web."""
    match = _link.search(text)
    return match["url"] if match and match["url"].startswith(("http://", "https://")) else None
