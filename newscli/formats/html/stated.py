"""What a page says of its article: in its head, in linked data, beside the headline."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from newscli.formats.drafting.fields import field_name, is_url
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import plain
from newscli.formats.drafting.tags import Tag, attributes
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.scan import is_article
from newscli.formats.json_records.values import values
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.vocabulary import BYLINE_OPENERS
from newscli.text import fold
from newscli.text.stamps import stamp

APART = frozenset(["aside", "nav", "footer", "li"])  # what holds other stories
LONGEST_NAME = 300  # characters, tags among them, of who wrote a story
MOST_AUTHORS = 50  # of an article
_STATING = frozenset(["meta", "link", "html", "title", "script"])  # say something of the article
NAMES = {  # of meta elements, the most trusted of each field first
    "headline": ("og:title", "twitter:title", "dc.title", "headline", "title"),
    "date": (
        "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "pubdate",
        "publishdate", "date", "dc.date", "parsely-pub-date", "sailthru.date", "date beside",
    ),
    "byline": ("author", "article:author", "dc.creator", "byl", "parsely-author", "author beside"),
    "url": ("canonical", "og:url", "mainentityofpage", "saved from"),
    "publisher": ("og:site_name", "application-name", "dc.publisher"),
    "section": ("article:section", "parsely-section", "section", "articlesection"),
    "language": ("lang", "og:locale", "language"),
    "topics": ("keywords", "news_keywords", "article:tag", "parsely-tags", "sailthru.tags"),
}  # fmt: skip
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_LOOSE = frozenset(["date", "byline", "section"])  # what other meta elements are believed in
_OF_DATA = {  # keys of linked data (schema.org, "NewsArticle") and the fields that they are of
    "headline": "headline", "datePublished": "date", "author": "byline",
    "articleSection": "section", "publisher": "publisher", "inLanguage": "language",
    "keywords": "topics", "mainEntityOfPage": "url", "url": "url", "articleBody": "body",
}  # fmt: skip
_author = re.compile(
    r"(?:^|[\W_])(?:(?:by)?author|byline|autora?|auteur|fn)(?:$|[\W_](?!bio))", re.I
)
_date = re.compile(r"(?:^|[\W_])(?:date|published|pubdate|datepublished)(?:$|[\W_])", re.I)
_prefix = re.compile(r".*[:.](?=[^:.])")
_saved = re.compile(  # comments of browsers, and of SingleFile
    r"<!--\s*(?:saved from url=\(\d+\)|page saved with singlefile\s+url:\s*)(?P<url>https?://[^\s>]+)",
    re.IGNORECASE,
)
_changed = re.compile(r"modif|updat", re.IGNORECASE)


def stated(page: str, markup: Sequence[Tag]) -> list[Value]:
    """What the page's head says of the article: linked data first, then meta elements."""
    out: list[Value] = []
    named: dict[str, Value] = {}
    places = Places(page)
    for tag in markup:
        name = tag.name.lower()
        if tag.kind == "aside" and (saved := _saved.match(page, tag.start, tag.end)):
            line = places.line(saved.start("url"))
            named.setdefault("saved from", Value("saved from", saved["url"], line, line))
        if tag.kind == "end" or not (name in _STATING or "itemprop" in page[tag.start : tag.end]):
            continue
        line = places.line(tag.start)
        says = attributes(page, tag)
        if says.get("type", "").lower().strip() == "application/ld+json":
            out += _of_data(page[tag.opened : tag.closed], line)
            continue
        content = page[tag.opened : tag.closed]
        if says.get("itemprop") == "articleSection":
            content = content_of(page, tag)
        name, text = _fact(name, says, content)
        if name in NAMES["topics"] and text.strip():
            out.append(Value("topics", text, line, line))
        elif name and text.strip():
            named.setdefault(name, Value(name, text, line, line))
    for field, names in NAMES.items():
        out += [named[name]._replace(name=field) for name in names if name in named]
    for name, value in named.items():  # `og:article:published_time`, `article.author`
        field = field_name(_prefix.sub("", name))
        if field in _LOOSE and name not in _KNOWN and not name.startswith("twitter"):
            out.append(value._replace(name=field))
    out += [named[name] for name in ("description",) if name in named]
    return out


def _fact(element: str, says: dict[str, str], content: str) -> tuple[str, str]:
    """What an element states, by name in small letters; a text without tags."""
    if element == "title":
        return "title", plain(content)
    if element == "html":
        return "lang", says.get("lang", "")
    if element == "link" and not says.get("itemprop"):
        is_canonical = says.get("rel", "").lower() == "canonical"
        return "canonical", says.get("href", "") if is_canonical else ""
    name = (says.get("property") or says.get("name") or says.get("itemprop") or "").lower()
    if element in _STATING:
        return name, says.get("content") or says.get("href", "")
    return ("articlesection", plain(content)) if name == "articlesection" else ("", "")


def content_of(page: str, tag: Tag) -> str:
    """The text from a start tag to the next end tag that closes it; empty for a long one."""
    ends = (page.find(end, tag.end, tag.end + LONGEST_NAME) for end in (f"</{tag.name}", "</"))
    return next((plain(page[tag.end : end]) for end in ends if end > 0), "")


def beside(page: str, tag: Tag) -> tuple[str, str] | None:
    """The date or the byline that an element of a story states, as field and text.

    A `<time>` says when; of others name, class and relation do (microdata, hNews).  When the
    text was changed is stated as `changed`.
    """
    if tag.kind != "start" or "=" not in page[tag.start : tag.end]:
        return None
    says = attributes(page, tag)
    names = " ".join(says.get(name, "") for name in ("class", "itemprop", "rel"))
    is_changed = _changed.search(names) is not None
    if tag.name.lower() == "time" and (day := says.get("datetime")) and stamp(day):
        return "changed" if is_changed else "date", day
    if is_changed:
        return None
    if _date.search(names):
        day = says.get("title") or says.get("content") or content_of(page, tag)
        return ("date", day) if stamp(day) else None
    if not _author.search(names):
        return None
    who = content_of(page, tag) or says.get("content", "")
    if not who or is_url(who):
        return None
    said = header(who)
    if said and said.role == "byline":
        return "byline", said.value
    if fold(who) in BYLINE_OPENERS:
        return None
    surely = {"author"} & {says.get("itemprop"), says.get("rel")}
    return ("byline", who) if surely or is_bare_name(who) else None


def beside_headline(page: str, markup: Sequence[Tag], start: int) -> list[Value]:
    """Date and author that elements state between the headline, at offset `start`, and the second
    paragraph; those of other stories stand in lists and asides."""
    paragraphs, apart = 0, 0
    places = Places(page)
    out: dict[str, Value] = {}
    for tag in markup:
        if tag.start < start:
            continue
        name = tag.name.lower()
        if tag.kind == "end":
            paragraphs += name == "p"
            apart -= name in APART and apart > 0
        if paragraphs > 1:
            break
        apart += tag.kind == "start" and name in APART
        if not apart and (found := beside(page, tag)):
            line = places.line(tag.start)
            out.setdefault(found[0], Value(*found, line, line))
    if changed := out.pop("changed", None):
        out.setdefault("date", changed._replace(name="date"))
    return [*out.values()]


def _of_data(text: str, line: int) -> list[Value]:
    """The fields of a page's linked data (schema.org's NewsArticle and the like)."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = data if isinstance(data, list) else [data]
    found = [e for d in found if isinstance(d, dict) for e in (d, *_listed(d.get("@graph")))]
    known = {e["@id"]: e for e in found if isinstance(e, dict) and isinstance(e.get("@id"), str)}
    for element in found:
        if isinstance(element, dict) and is_article(element) and "headline" in element:
            told = [(key, value) for key, value in element.items() if key in _OF_DATA]
            chosen = {_OF_DATA[key]: _referred(value, known) for key, value in told}
            return [value for value in values(chosen, line, line) if value.name in chosen]
    return []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _referred(value: Any, known: dict[str, Any]) -> Any:
    """What a reference (`{"@id": …}`) stands for (JSON-LD 1.1, 3.3); of a page its address."""
    if isinstance(value, list):
        return [_referred(one, known) for one in value[:MOST_AUTHORS]]
    if not isinstance(value, dict) or not isinstance(at := value.get("@id"), str):
        return value
    other = known.get(at, value) if len(value) == 1 else value
    return other if "name" in other else at if is_url(at) else None
