"""Pieces of HTML inside other formats (feeds, JSON, CSV, Markdown): text without tags.

For fragments only: whole pages, with their menus, are `html`'s.  Any text goes through safely;
what is no tag stays as it is.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from newscli.records import Role
from newscli.text import tidy

_block = re.compile(  # elements that begin and end a line of their own
    r"p|div|br|[uod]l|li|d[td]|h[1-6]|hr|blockquote|section|article|header|footer|aside|main|nav"
    r"|table|t(?:head|body|r)|pre|fig(?:ure|caption)|form|address|center",
    re.IGNORECASE,
)
_tag = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)|<!\[CDATA\[|\]\]>"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)(?:\s[^<>]*)?/?>",
    re.DOTALL | re.IGNORECASE,
)
_markup = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|h[1-6]|table|blockquote|figure|font|iframe"
    r"|script|style|hr|u|sup|sub|small|section|article|center|pre)(?:\s[^<>]*)?/?>"
    r"|&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);",
    re.IGNORECASE,
)
_space = re.compile(r"\s+")


class Block(NamedTuple):
    """A piece of text that stands on its own."""

    role: Role
    text: str


def has_markup(text: str) -> bool:
    """Whether `text` holds HTML tags or entities.

    >>> has_markup("<p>Ships"), has_markup("AT&amp;T"), has_markup("a < b & c > d")
    (True, True, False)
    """
    return ("<" in text or "&" in text) and _markup.search(text) is not None


def plain(text: str) -> str:
    """All text of a fragment on one line, tags dropped, entities decoded.

    >>> plain("<b>Caf&eacute;</b>&nbsp;closed")
    'Café closed'
    """
    if "<" in text:
        text = _tag.sub(lambda match: " " if _is_block(match) else "", text)
    if "&" in text:
        text = html.unescape(text)
    return tidy(_space.sub(" ", text))


def blocks(text: str) -> list[Block]:
    """The paragraphs, headings and captions of a fragment, in order.

    >>> blocks("<h2>Ports</h2><p>One<br>two</p>")[0].role
    'subhead'
    """
    out: list[Block] = []
    pieces: list[str] = []
    role: Role = "paragraph"
    at = 0
    broken = False  # whether tags, rather than line ends, say where paragraphs end
    for match in _tag.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
        if not _is_block(match):
            continue
        broken = True
        _flush(out, pieces, role)
        name, closing = match["name"].lower(), bool(match["end"])
        if name == "figcaption":
            role = "paragraph" if closing else "caption"
        elif name[0] == "h" and name[1:].isdigit():
            role = "paragraph" if closing else "subhead"
        elif role == "subhead" and name not in ("br", "div"):
            role = "paragraph"
    pieces.append(text[at:])
    if broken:
        _flush(out, pieces, role)
    else:
        out += [Block("paragraph", p) for line in "".join(pieces).split("\n") if (p := plain(line))]
    return out


def block_of(name: str) -> bool:
    """Whether an element of this name sets its text apart from what is around it."""
    return _block.fullmatch(name) is not None


def _is_block(match: re.Match[str]) -> bool:
    return block_of(match["name"] or "")


def _flush(out: list[Block], pieces: list[str], role: Role) -> None:
    """The text gathered so far becomes a block."""
    said = tidy(_space.sub(" ", html.unescape("".join(pieces))))
    pieces.clear()
    if said:
        out.append(Block(role, said))
