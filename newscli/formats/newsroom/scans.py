"""Pages of scanned papers: ALTO (Library of Congress, 2 to 4) and PAGE XML (PRImA).

An article is a page, as nothing in them says more; a paragraph is a block of its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscli.formats.drafting.draft import Draft
from newscli.formats.newsroom.tree import Node


def read_alto(draft: Draft, page: Node) -> bool:
    """Read a `Page` of ALTO into the draft; whether there is text on it."""
    for block in page.all("textblock"):
        lines = [" ".join(_words(line)) for line in block.nodes("textline")]
        _paragraph(draft, block, lines)
    return bool(draft.paragraphs)


def _words(line: Node) -> Iterator[str]:
    """The words of a line; one that goes on in the next line stands whole where it begins."""
    for string in line.nodes("string"):
        part = string.attributes.get("SUBS_TYPE", "")
        whole = string.attributes.get("SUBS_CONTENT", "")
        if part != "HypPart2" or not whole:
            yield whole if part == "HypPart1" and whole else string.attributes.get("CONTENT", "")


def read_page(draft: Draft, page: Node) -> bool:
    """Read a `Page` of PAGE XML into the draft; whether there is text on it."""
    for region in page.all("textregion"):
        lines = [_said(line) for line in region.nodes("textline")]
        _paragraph(draft, region, lines if any(lines) else [_said(region)])
    return bool(draft.paragraphs)


def _said(node: Node) -> str:
    """The reading of a line or a region that is given first."""
    text = node.find("textequiv", "unicode")
    return text.line if text else ""


def _paragraph(draft: Draft, node: Node, lines: list[str]) -> None:
    draft.paragraph(" ".join(" ".join(lines).split()), node.first, node.last)
