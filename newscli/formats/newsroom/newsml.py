"""NewsML 1.2 and NewsML-G2 (IPTC): envelopes around a story, which is NITF, HTML or text inside."""

from __future__ import annotations

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.values import Value
from newscli.formats.layout.setting import set_units
from newscli.formats.newsroom import nitf
from newscli.formats.newsroom.tree import Node, stated

_LINES_1 = {
    "headline": "headline", "byline": "byline", "dateline": "place", "slugline": "slugline",
    "subheadline": "deck", "keywordline": "keyword", "copyrightline": "copyright",
    "creditline": "credit", "seriesline": "series",
}  # fmt: skip
_META_G2 = {
    "headline": "headline", "by": "byline", "dateline": "place", "slugline": "slugline",
    "creditline": "credit", "contentcreated": "date", "contentmodified": "updated",
    "keyword": "keyword", "language": "language",
}  # fmt: skip


def read_1(draft: Draft, item: Node) -> bool:
    """Read a `NewsItem` of NewsML 1.2 into the draft; whether it holds an article."""
    values: list[Value] = []
    for management in item.all("newsmanagement"):
        for name in ("firstcreated", "thisrevisioncreated"):
            values += [stated("date", one) for one in management.nodes(name)]
    for lines in item.all("newslines"):
        values += [stated(_LINES_1[n.name], n) for n in lines.nodes() if n.name in _LINES_1]
    for provider in item.all("provider"):
        for party in provider.all("party"):
            values.append(stated("publisher", party, party.attributes.get("FormalName", "")))
    for language in item.all("language"):
        values.append(stated("language", language, language.attributes.get("FormalName", "")))
    return _finish(draft, values, [*item.all("datacontent")])


def read_g2(draft: Draft, item: Node) -> bool:
    """Read a `newsItem` of NewsML-G2 into the draft; whether it holds an article."""
    values: list[Value] = []
    for meta in item.nodes("contentmeta"):
        for node in meta.nodes():
            if node.name in _META_G2:
                text = node.attributes.get("tag") if node.name == "language" else None
                values.append(stated(_META_G2[node.name], node, text))
            elif node.name in ("subject", "genre"):
                values += [stated("keyword", one) for one in node.nodes("name")]
            elif node.name == "located":
                values += [stated("place", one) for one in node.nodes("name")]
            elif node.name in ("creator", "contributor"):
                values += [stated("byline", one) for one in node.nodes("name")]
    for meta in item.nodes("itemmeta"):
        values += [stated("date", one) for one in meta.nodes("firstcreated", "versioncreated")]
        for provider in meta.nodes("provider"):
            named = [*provider.nodes("name")]
            said = named[0].line if named else provider.attributes.get("literal", "")
            values.append(stated("publisher", provider, said))
    contents = [*item.all("inlinexml"), *item.all("inlinedata")]
    return _finish(draft, values, contents)


def _finish(draft: Draft, values: list[Value], contents: list[Node]) -> bool:
    """Put what the envelope states and what the content says into the draft."""
    said = [value for value in values if value.text.strip()]
    for content in contents:
        if inside := next(content.all("nitf"), None):
            nitf.read(draft, inside)
        elif inside := next(content.all("html"), None):
            _read_page(draft, inside)
        elif any(True for _ in content.nodes()):
            nitf.read_blocks(draft, content)
        else:
            _read_text(draft, content)
    draft.take([value for value in said if not _is_said(draft, value)])
    return bool(draft.paragraphs)


def _is_said(draft: Draft, value: Value) -> bool:
    """Whether the content has said what the envelope says."""
    return value.name == "headline" and value.text == draft.headline


def _read_page(draft: Draft, page: Node) -> None:
    """An HTML page inside: its first h1 is the headline, if the page has one."""
    body = page.find("body") or page
    first = next(body.all("h1"), None)
    if first is not None and draft.headline is None:
        draft.add("headline", first.first, first.last, first.line)
        first.name, first.children = "hr", []
    nitf.read_blocks(draft, body)


def _read_text(draft: Draft, content: Node) -> None:
    """Plain text inside, whose lines are the document's."""
    for unit in set_units(content.text):
        first, last = content.first + unit.first - 1, content.first + unit.last - 1
        draft.paragraph(unit.text, first, min(last, content.last))
