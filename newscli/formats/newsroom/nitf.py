"""NITF: News Industry Text Format (IPTC, 3.x), alone or inside NewsML."""

from __future__ import annotations

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.values import Value
from newscli.formats.newsroom.tree import Node, stated

_PARAGRAPHS = frozenset({"p", "li", "dt", "dd", "pre"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"})
_HOLDERS = frozenset(
    "block body body.content bq blockquote div section article ol ul dl credit fn content html "
    "datacontent inlinexml".split()
)
_DATES = ("date.issue", "date.release", "story.date")
"""The article's own dates, the most trusted first; norm is ISO 8601."""


def read(draft: Draft, root: Node) -> bool:
    """Read a `nitf` element into the draft; whether it holds an article."""
    values: list[Value] = []
    head = root.find("body", "body.head")
    if head is not None:
        for node in head.nodes():
            values += _of_head(node)
        draft.credit(one.line for one in head.nodes("distributor") if one.line)
    for name in _DATES:
        values += [stated("date", one, one.attributes.get("norm", "")) for one in root.all(name)]
    for one in root.all("pubdata"):
        values.append(stated("publisher", one, one.attributes.get("name", "")))
        values.append(stated("section", one, one.attributes.get("position.section", "")))
        values.append(stated("date", one, one.attributes.get("date.publication", "")))
        values.append(stated("url", one, one.attributes.get("ex-ref", "")))
    values += [stated("keyword", one, one.attributes.get("key", "")) for one in root.all("keyword")]
    title = root.find("head", "title")
    if title is not None:
        values.append(stated("title", title))
    said = [value for value in values if value.text.strip()]
    headlines = [value for value in said if value.name == "headline"]
    draft.take([value for value in said if value.name != "title" or not headlines])
    if headlines and title is not None and title.line != draft.headline:
        draft.keep(stated("title", title))
    content = root.find("body", "body.content")
    if content is not None:
        _leave_out_lead(draft, content)
        read_blocks(draft, content)
    for one in root.all("tagline", "bibliography"):
        draft.add("other", one.first, one.last, one.line)
    for abstract in head.nodes("abstract") if head is not None else ():
        if draft.paragraphs:
            draft.add("other", abstract.first, abstract.last, abstract.line)
        else:
            read_blocks(draft, abstract)
    return bool(draft.paragraphs or headlines)


def _leave_out_lead(draft: Draft, content: Node) -> None:
    """Take a block for a repeat if the next one begins with all that it says: the lead, given by
    itself before the full text (The New York Times Annotated Corpus)."""
    lead, text = [*content.nodes("block"), None, None][:2]
    if lead is None or text is None:
        return
    said, whole = ([one.line for one in block.all("p")] for block in (lead, text))
    if said and said == whole[: len(said)] and len(whole) > len(said):
        draft.add("repeat", lead.first, lead.last, "")
        content.children.remove(lead)


def _of_head(node: Node) -> list[Value]:
    if node.name == "hedline":
        heads = list(node.nodes("hl1")) or [node]
        return [stated("headline", heads[0]), *(stated("deck", one) for one in node.nodes("hl2"))]
    if node.name == "byline":
        return [stated("byline", next(node.nodes("person"), node))]
    if node.name == "dateline":
        return [stated("place", next(node.nodes("location"), node))]
    return [stated(node.name, node)] if node.name != "abstract" else []


def read_blocks(draft: Draft, parent: Node) -> None:
    """Read the blocks of NITF or HTML inside an element: paragraphs, cross-heads, pictures.

    Text that stands in no block is a paragraph too.
    """
    said: list[Node | str] = []
    for child in (*parent.children, None):
        if child is None or (isinstance(child, Node) and _is_block(child)):
            _paragraph(draft, said, parent)
            said = []
        if isinstance(child, Node) and _is_block(child):
            _block(draft, child)
        elif child is not None:
            said.append(child)


def _is_block(node: Node) -> bool:
    others = ("media", "figure", "table", "tr", "hr", "script", "style", "note", "br")
    return node.name in _PARAGRAPHS or node.name in _HEADS or node.name in _HOLDERS | {*others}


def _block(draft: Draft, node: Node) -> None:
    if node.name in _PARAGRAPHS:
        if any(_is_block(one) and one.name != "br" for one in node.nodes()):
            read_blocks(draft, node)
        else:
            draft.paragraph(node.line, node.first, node.last)
    elif node.name in _HEADS:
        if node.line:
            draft.add("subhead", node.first, node.last, node.line)
    elif node.name in ("media", "figure"):
        for one in node.all("media-caption", "figcaption"):
            if one.line:
                draft.add("caption", one.first, one.last, one.line)
        draft.credit(one.line for one in node.all("media-producer") if one.line)
    elif node.name in _HOLDERS:
        read_blocks(draft, node)
    elif node.name == "tr":
        draft.add("other", node.first, node.last, " | ".join(one.line for one in node.nodes()))
    elif node.name == "table":
        for row in node.all("tr"):
            _block(draft, row)
    elif node.line and node.name not in ("script", "style"):
        draft.add("other", node.first, node.last, node.line)


def _paragraph(draft: Draft, said: list[Node | str], parent: Node) -> None:
    """The text that stood between blocks; one of several lines is parted at empty ones."""
    held = Node("p", {}, parent.first)
    held.children = list(said)
    if text := held.line:
        nodes = [one for one in said if isinstance(one, Node)]
        first, last = (nodes[0].first, nodes[-1].last) if nodes else (parent.first, parent.last)
        draft.paragraph(text, first, last)
