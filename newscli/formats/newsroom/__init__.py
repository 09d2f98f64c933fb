"""XML as newsrooms, agencies, wikis and libraries exchange it: NITF, NewsML, MediaWiki, ALTO.

The root says what it is.  Of any other XML it is worked out which elements are articles; where none
are, it is refused by its root's name: as text it would be tags.  The dialects of feeds and of
newswire corpora have formats of their own and come before this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from newscli.errors import DocumentError, NoArticleError
from newscli.formats.drafting.container import Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.tags import ELEMENTS, attributes, root
from newscli.formats.newsroom import evernote, homemade, mediawiki, newsml, nitf, scans
from newscli.formats.newsroom.tree import Node, elements
from newscli.records import Article
from newscli.text import Document

READERS: dict[str, tuple[str, Callable[[Draft, Node], bool]]] = {
    "nitf": ("nitf", nitf.read),
    "newsml": ("newsitem", newsml.read_1),
    "newsitem": ("newsitem", newsml.read_g2),
    "newsmessage": ("newsitem", newsml.read_g2),
    "packageitem": ("newsitem", newsml.read_g2),
    "en-export": ("note", evernote.read),
    "mediawiki": ("page", mediawiki.read),
    "alto": ("page", scans.read_alto),
    "pcgts": ("page", scans.read_page),
}
"""Root, in small letters → the element that is an article, and what reads it into a draft.  A
reader says whether there is an article in it."""

_HOLD_PAGES = frozenset(["note"])  # articles whose text is a page in writing

_OTHERS = {
    "svg": "image (SVG)",
    "plist": "configuration file (property list)",
    "resources": "configuration file (resources)",
    "project": "configuration file (project)",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "kml": "map (KML)",
    "gpx": "map (GPX)",
    "mets": "list of scanned pages (METS)",
    "opml": "list of feeds (OPML)",
    "stylesheet": "code file (XSLT)",
    "transform": "code file (XSLT)",
    "schema": "code file (XML Schema)",
}
"""Roots of what holds no articles, and what it is."""


def matches(head: str, path: str) -> bool:
    """Whether the text is XML: it says so, declares a namespace, or its root is known here, or
    elements in it are articles."""
    top = root(head)
    if top is None or top.local == "html":
        return False
    is_declared = head.lstrip().startswith("<?xml") or "xmlns" in head[top.start : top.end]
    if is_declared and top.local not in ELEMENTS:
        return True
    return top.local in READERS or homemade.kind_of(head) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its element ends; `DocumentError` where none are known."""
    top = root(document.head)
    known = READERS.get(top.local) if top else None
    if top and top.local in _OTHERS:
        raise NoArticleError(document.path, _OTHERS[top.local])
    if known is None and (kind := homemade.kind_of(document.head)):
        return homemade.articles(document, kind)
    if known is None:
        name = top.name if top else ""
        reason = f"XML with the root <{name}>, in which no element is known for an article"
        raise DocumentError(document.path, f"{reason}; --format text reads it all the same")
    lines = Lines(document.lines())
    return container(document, _articles(document, lines, *known), lines)


def _articles(
    document: Document, lines: Lines, element: str, read: Callable[[Draft, Node], bool]
) -> Iterator[Article]:
    top = root(document.head)
    language = _language(attributes(document.head, top)) if top else ""
    following = 1  # the first line that belongs to no article yet
    for node in elements(document, lines, element):
        first = min(following, node.first)
        draft = Draft(document, "container", first, markup=element in _HOLD_PAGES)
        if read(draft, node):
            draft.state("language", _language(node.attributes) or language)
            yield draft.finish(max(node.last, following))
            following = node.last + 1


def _language(stated: Mapping[str, str]) -> str:
    """The language that an element states (XML 1.0, 2.12), with its prefix or without."""
    return stated.get("xml:lang") or stated.get("lang", "")
