"""Markdown line by line: what kind each line is, and its text without marks.

CommonMark 0.31 as far as articles use it: headings, rules, lists, quotes, images, fences, tables,
and emphasis, links, code and escapes inside a line.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from newscli.formats.drafting.markup import has_markup, plain
from newscli.formats.layout.units import is_blank
from newscli.text import tidy

Kind = Literal[
    "blank", "heading", "rule", "item", "quote", "image", "link", "table", "fence", "code",
    "html", "comment", "text",
]  # fmt: skip

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
_comment = re.compile(r"\s*<!--.*?-->\s*")
_html = re.compile(r"\s*</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")


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
    for number, line in enumerate(lines, first):
        raw = tidy(line)
        if _fence.match(line):
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
    if _comment.fullmatch(line):
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
    if raw[0] == "<" and _html.match(line):
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
        for pattern, new in (
            (_link, r"\g<text>"),
            (_wiki, r"\1"),
            (_footnote, ""),
            (_reference, r"\1"),
        ):
            text = pattern.sub(new, text)
    text = _code.sub(r"\2", _auto.sub(r"\1", text))
    if "*" in text or "_" in text:
        text = _emphasis.sub(lambda m: m[1] or m[2], _strong.sub(r"\2", text))
    text = _escape.sub(r"\1", _struck.sub(r"\1", text))
    return plain(text) if has_markup(text) else tidy(text)


def link_in(text: str) -> str | None:
    """Where the first link of a line of Markdown leads, when that is an address of the web."""
    match = _link.search(text)
    return match["url"] if match and match["url"].startswith(("http://", "https://")) else None
