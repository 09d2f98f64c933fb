"""A JSON object into the values of an article: nested fields, content in several shapes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from newscli.formats.drafting.fields import field_name, is_url
from newscli.formats.drafting.markup import has_markup, plain
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.scan import WRAPPERS
from newscli.formats.layout.captions import CREDITS, PICTURES
from newscli.formats.layout.shapes import is_headline_like, is_prose, weight

_LEAVES = (  # where a field's text stands when the field is an object
    "rendered", "main", "name", "text", "value", "#text", "$t", "_text", "__cdata", "content",
    "html", "body", "default", "full", "title", "label", "@value", "plain", "caption", "url",
    "href", "@id", "blocks", "children",
)  # fmt: skip
_NAME_PARTS = ("firstname", "first_name", "given", "middlename", "lastname", "last_name", "family")
_TEXT_KEYS = ("text", "content", "value", "html", "body", "paragraph", "p", "data", "fullcaption",
              "caption", "#text", "title", "heading", "children", "blocks", "items")  # fmt: skip
_KINDS = ("type", "_type", "nodeType", "subtype", "kind", "tag")
_RUNS = re.compile(r"text|span|link|a|hyperlink|entry-hyperlink|mark|strong|em|b|i|")
"""Kinds of pieces of a paragraph, in the editors that part it."""
CAPTION = re.compile(rf"{PICTURES}|figure|caption|video|gallery", re.IGNORECASE)
_CREDIT = re.compile(rf"{PICTURES}?_?(?:{CREDITS}|byline|photographer)", re.IGNORECASE)
HEADING = re.compile(r"head|title|^h[1-6]$", re.IGNORECASE)
_ABOUT = re.compile(r"title|headline|byline|author|date|dateline")
BODY = 12  # words of a text that can be a body though nothing names it so
TITLE = 3  # words of one that can be its headline
_unusable = re.compile("[\x00\ud800-\udfff]")  # neither screen nor index can hold them
_blank_line = re.compile(r"\n[ \t]*\n\s*")
_member = re.compile(r'(\s*)"((?:[^"\\]|\\.)*)"\s*:')


def values(
    value: Any, first: int, last: int, where: Mapping[str, tuple[int, int]] | None = None
) -> list[Value]:
    """The values of an article's object that stands on lines `first` to `last`.

    `where` says on which of them each member stands.
    """
    if isinstance(value, str | list):
        text = _body(value) if isinstance(value, list) else value
        return [Value("body", _clean(text), first, last)]
    if not isinstance(value, dict):
        return []  # a bare number says nothing
    out: list[Value] = []
    for key, inner in value.items():
        start, end = (where or {}).get(key, (first, last))
        for name, text in texts(key, inner):
            out.append(Value(name, _clean(text), start, end))
    return by_role(out)


def by_role(found: list[Value]) -> list[Value]:
    """Values of an object that names none of them as articles do, by what they are like.

    The longest is the body if it is prose; the only other text that could be a headline is one.
    """
    fields = {field_name(value.name) for value in found}
    if not found or "body" in fields:
        return found
    longest = max(found, key=lambda value: len(value.text))
    if field_name(longest.name) or not (
        is_prose(plain(longest.text)) and weight(longest.text) >= BODY
    ):
        return found
    named = {longest: "body"}
    others = [value for value in found if value != longest and not field_name(value.name)]
    said = [value for value in others if weight(value.text) >= TITLE and not is_url(value.text)]
    titles = [value for value in said if is_headline_like(value.text)]
    if "headline" not in fields and len(titles) == 1:
        named[titles[0]] = "headline"
    return [value._replace(name=named.get(value, value.name)) for value in found]


def _clean(text: str) -> str:
    return text if text.isascii() and "\x00" not in text else _unusable.sub("\ufffd", text)


def texts(name: str, value: Any) -> list[tuple[str, str]]:
    """Names and texts of a member, however deep they stand."""
    if value is None or value == "" or value == [] or value == {}:
        return []
    if isinstance(value, str):
        return [(name, value)]
    if isinstance(value, dict):
        return _of_object(name, value)
    if isinstance(value, list):
        return _of_list(name, value)
    return [(name, json.dumps(value))]


def _of_object(name: str, value: dict[str, Any]) -> list[tuple[str, str]]:
    """A field's object gives its chief text; a wrapper's members count as the article's own."""
    if field_name(name) and len(value) == 1 and isinstance(inner := value.get("data"), dict | list):
        return texts(name, inner)  # Strapi 4: {"data": {"attributes": {"name": …}}}
    if field_name(name) and isinstance(inner := value.get("attributes"), dict):
        beside = {key: one for key, one in value.items() if key != "attributes"}
        return texts(name, beside | inner)
    if isinstance(parts := value.get("date-parts"), list):
        return [(name, _date_of(parts))]
    out: list[tuple[str, str]] = []
    leaf, wraps = None, WRAPPERS.fullmatch(name) is not None
    if field_name(name) and not wraps:
        leaf = next((key for key in _LEAVES if isinstance(value.get(key), str | list)), None)
        said = [key for key, text in value.items() if _is_said(text)]
        leaf = leaf or next((key for key in said if field_name(key) == field_name(name)), None)
        leaf = leaf or next(iter(said), None)
        if leaf is not None:
            out += texts(name, value[leaf])
    for key, inner in value.items():
        if key != leaf:
            out += texts(key if wraps else f"{name}.{key}", inner)
    return out


def _date_of(parts: list[Any]) -> str:
    """A date in parts (CSL 1.0, "date-parts"), as text."""
    numbers = parts[0] if parts and isinstance(parts[0], list) else parts
    return "-".join(f"{number:0>2}" for number in numbers if isinstance(number, int | str))


def _is_said(value: object) -> bool:
    """Whether a value is a text that people read, not an address, a number or nothing."""
    return isinstance(value, str) and any(map(str.isalpha, value)) and not is_url(value)


def _of_list(name: str, value: list[Any]) -> list[tuple[str, str]]:
    """Paragraphs of a body, names of authors, captions of pictures; else what there is."""
    field = field_name(name)
    blocks = not field and all(map(_is_block, value))
    if field in ("body", "summary") or blocks or _are_paragraphs(value):
        named = [(kind, text) for element in value for kind, text in _named(element)]
        body = ("body" if blocks else name, _body([e for e in value if not _named(e)]))
        return [*named, body, *(one for element in value for one in _beside(name, element))]
    if all(isinstance(element, str | int | float) for element in value):
        return [(name, ", ".join(map(str, value)))]
    if field and all(isinstance(element, dict) for element in value):
        others = [(kind, text) for e in value for kind, text in _of_other_kind(field, e)]
        said = [text for e in value if not _of_other_kind(field, e) for text in _chief(e, field)]
        if said and field == "caption":
            return [(name, text) for text in said]
        if said or others:
            between = "; " if field == "topics" else ", "
            return [*others, *([(name, between.join(said))] if said else [])]
    captions = [
        ("caption", _with_credit(text, element))
        for element in value
        if isinstance(element, dict)
        for key, text in element.items()
        if field_name(key) == "caption" and isinstance(text, str) and text
    ]
    return [*captions, (name, json.dumps(value, ensure_ascii=False))]


def _with_credit(text: str, element: dict[str, Any]) -> str:
    """A caption as it is printed: whom the picture is by stands behind it in parentheses."""
    by = next((v for k, v in element.items() if _CREDIT.fullmatch(k) and isinstance(v, str)), "")
    return f"{text} ({by})" if by.strip() and by not in text else text


def _chief(element: dict[str, Any], field: str) -> list[str]:
    """The text that stands for an object in a list, or none.

    Of a topic the name may be that of its kind (`{"name": "subject", "value": "Ports"}`); of
    people it may be in parts.
    """
    keys = ("value", *_LEAVES) if field == "topics" else _LEAVES
    said = [str(element[key]) for key in keys if isinstance(element.get(key), str)]
    parts = [element.get(key) for key in _NAME_PARTS]
    said += [" ".join(part for part in parts if isinstance(part, str))]
    said += [str(text) for key, text in element.items() if field_name(key) == "headline"]
    return [text for text in said if text][:1]


def _of_other_kind(field: str, element: dict[str, Any]) -> list[tuple[str, str]]:
    """What an element of a list of topics says that is none: `{"type": "contributor", …}`."""
    kind = element.get("type")
    if field != "topics" or not isinstance(kind, str) or field_name(kind) in ("", "topics", "body"):
        return []
    return [(kind, text) for text in _chief(element, field)]


def _is_block(element: Any) -> bool:
    """Whether an element is a piece of a body: it says of what kind it is, and has a text."""
    if not isinstance(element, dict):
        return False
    if not any(isinstance(element.get(key), str) for key in ("type", "__component")):  # of Strapi
        return False
    return any(isinstance(element.get(key), str) for key in _TEXT_KEYS)


def _are_paragraphs(value: list[Any]) -> bool:
    """Whether a list holds nothing but text that reads as such."""
    return len(value) > 1 and all(isinstance(one, str) and is_prose(one or " ") for one in value)


def _named(element: Any) -> list[tuple[str, str]]:
    """What an element among the paragraphs says of the article: `{"type": "byline", …}`."""
    if not isinstance(element, dict) or not isinstance(kind := element.get("type"), str):
        return []
    text = next((element[key] for key in _TEXT_KEYS if element.get(key)), None)
    if _ABOUT.fullmatch(kind) and isinstance(text, str | int):
        return [(kind, str(text))]
    return []


def _beside(name: str, element: Any) -> list[tuple[str, str]]:
    """What people read in an element that is no paragraph: `{"type": "quote", "said": …}`."""
    if not isinstance(element, dict) or any(element.get(key) for key in _TEXT_KEYS):
        return []
    found = [
        one
        for key, inner in element.items()
        if key not in _KINDS
        for one in texts(f"{name}.{key}", inner)
    ]
    return [(key, text) for key, text in found if _is_said(text)]


def _body(value: list[Any]) -> str:
    """A list of paragraphs as HTML, which says where each ends and what it is."""
    return "".join(_block(element) for element in value)


def _block(element: Any) -> str:
    if isinstance(element, str):
        return f"<p>{element if has_markup(element) else html.escape(element, quote=False)}</p>"
    if isinstance(element, list):
        return _body(element)
    if isinstance(element, int | float) and not isinstance(element, bool):
        return f"<p>{element}</p>"
    if not isinstance(element, dict):
        return ""
    kind = " ".join(str(element[key]) for key in _KINDS if element.get(key))
    text = next((element[key] for key in _TEXT_KEYS if element.get(key)), "")
    if isinstance(text, dict):
        return _block({"type": kind, **text})
    if isinstance(text, list):
        if (said := _run(text)) is None:
            return _block(text)
        text = said
    elif not has_markup(str(text)):
        text = _blank_line.sub("</p><p>", html.escape(str(text), quote=False))
    if CAPTION.search(kind):
        return f"<figcaption>{text}</figcaption>"
    return f"<h2>{text}</h2>" if HEADING.search(kind) else f"<p>{text}</p>"


def _run(pieces: list[Any]) -> str | None:
    """The text of a paragraph that stands in pieces, as HTML; None if these are no such pieces."""
    out: list[str] = []
    for piece in pieces:
        if not isinstance(piece, dict) or not _RUNS.fullmatch(_kind(piece)):
            return None
        text = next((piece[key] for key in _TEXT_KEYS if piece.get(key)), "")
        said = _run(text) if isinstance(text, list) else html.escape(str(text), quote=False)
        if said is None or isinstance(text, dict):
            return None
        out.append(said)
    return "".join(out)


def _kind(element: dict[str, Any]) -> str:
    return next((str(element[key]) for key in _KINDS if element.get(key)), "")


def member_lines(lines: list[str], first: int) -> dict[str, tuple[int, int]]:
    """First and last line of each member of an object that is set over several lines."""
    depth: str | None = None
    starts: list[tuple[str, int]] = []
    for number, line in enumerate(lines, first):
        match = _member.match(line)
        if match and (depth is None or match[1] == depth) and number > first:
            depth = match[1]
            starts.append((match[2], number))
    if not starts:
        return {}
    ends = [start - 1 for _, start in starts[1:]] + [first + len(lines) - 2]
    return {name: (start, max(start, end)) for (name, start), end in zip(starts, ends, strict=True)}
