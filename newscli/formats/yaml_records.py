"""YAML and TOML as data: a list of articles, a stream of documents, or one with its text inside.

A file is cut into its records by lines (`- ` at one indent, `---`, `[[articles]]`), and each is
read by itself, so that a file of any size streams and one broken record costs no other.  What
stands above the list is kept with the first; the paper that it names is that of all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newscli.errors import DocumentError
from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.fields import field_name
from newscli.formats.json_records import article_of
from newscli.formats.json_records.scan import LISTS, is_article
from newscli.formats.markdown.front_matter import by_lines, loaded, places
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import HEAD, split_lines
from newscli.tuples import NamedTuple

LONGEST = 4 << 20  # characters of a record, which is held with all of its keys
SHOWN = 4  # records that show what a file holds
_KEY = r"(\"[^\"\n]+\"|'[^'\n]+'|[^\W\d][\w. -]{0,60}?)"
_keyed = re.compile(rf"( *)(- +)?{_KEY}:(?: +(\S.*)|[ \t]*)$")
_dash = re.compile(rf"( *)- *(?:$|{_KEY}:(?: |$))")
_marker = re.compile(r"(?:---|\.\.\.)(?:[ \t]|$)")
_table = re.compile(r"[ \t]*\[\[([\w.-]+)\]\][ \t]*(?:#.*)?$")
_assigned = re.compile(r"[\w-]+[ \t]*=[ \t]*[\"'\d\[{]")
_line = re.compile(r"(?:[ \t]*+\n|[#%].*+\n)*+(.*)")
_many_lines = re.compile(r'"""|\'\'\'')
_nested = re.compile(rf"^ *(?:- +)?{_KEY}:[ \t]*(?:[|>][-+\d]*)?[ \t]*$", re.MULTILINE)
_TEXTS = frozenset(["body", "summary"])


class _Record(NamedTuple):
    """Lines of a file that may be an article."""

    first: int
    """Number of the first of them."""
    lines: list[str]


def matches(head: str, path: str) -> bool:
    """Whether the records that the text begins with are articles with their text."""
    shown = _first_line(head)
    is_toml = _is_toml(shown)
    if not is_toml:
        if not (_marker.match(shown) or _keyed.match(shown) or shown.rstrip() == "-"):
            return False
        is_list = shown[:1] == "-" and _keyed.match(shown) is not None
        if not is_list and not _nested.search(head):
            return False
    found = []
    for record in _records(Lines(split_lines(head)), is_toml):
        found.append(record)
        if len(found) > SHOWN:
            break
    if len(head) >= HEAD // 4 and len(found) > 1:
        found.pop()  # may be cut
    if not is_toml and not all(_is_keyed(record) for record in found):
        return False
    values = [_value(record, is_toml) for record in found]
    return any(map(_has_text, values)) and 2 * values.count(None) < len(values)


def _first_line(head: str) -> str:
    """The first line that is neither blank nor a comment or directive."""
    match = _line.match(head)
    return match[1] if match else ""


def _is_toml(line: str) -> bool:
    return (_table.match(line) or _assigned.match(line)) is not None


def _is_keyed(record: _Record) -> bool:
    lines = _flush_left(record.lines)
    shown = next((line for line in lines if line.strip() and line.lstrip()[0] != "#"), "")
    return _keyed.match(shown) is not None


def _has_text(value: dict[str, Any] | None) -> bool:
    """Whether a record is an article with its text."""
    if value is None or not is_article(value):
        return False
    return any(field_name(key) in _TEXTS and value[key] for key in value)


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its lines have been read."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    is_toml = _is_toml(_first_line(document.head))
    damages, following = Damages(document), 1
    of_file: dict[str, Any] = {}  # what is no article, to be kept with the next, or with the last
    publisher = ""
    held: tuple[_Record, dict[str, Any]] | None = None
    for record in _records(lines, is_toml, document.path):
        value = _value(record, is_toml)
        if value is None:
            damages.add("not well formed: read line by line", record.first)
            value = by_lines(_flush_left(record.lines))
        if not is_article(value):
            named = {field_name(key): inner for key, inner in value.items()}
            publisher = publisher or str(named.get("publisher") or "")
            of_file |= {f"file.{key}": inner for key, inner in value.items()}
            continue
        if held and (article := _article(document, *held, following, publisher)):
            yield article
            following = held[0].first + len(held[0].lines)
        held, of_file = (record, {**value, **of_file}), {}
    if held and (article := _article(document, held[0], held[1] | of_file, following, publisher)):
        yield article
    damages.tell()


def _article(
    document: Document, record: _Record, value: dict[str, Any], following: int, publisher: str
) -> Article | None:
    first, last = record.first, record.first + len(record.lines) - 1
    where = places(_flush_left(record.lines), first)
    return article_of(document, value, following, first, last, where, publisher)


def _records(lines: Lines, is_toml: bool, path: str = "") -> Iterator[_Record]:
    """The lines of each record, and those between and around them."""
    held: list[str] = []
    size, item, first_key, is_text = 0, -1, "", False
    for line in lines:
        if is_toml:
            begins = not is_text and _table.match(line) is not None
            is_text ^= len(_many_lines.findall(line)) % 2 == 1
            ends = False
        else:
            indent = len(line) - len(line.lstrip(" "))
            ends = _marker.match(line) is not None
            dash = _dash.match(line) if "-" in line[: indent + 1] else None
            key = "" if indent or line[:1] in "-# " else line.partition(":")[0]
            if dash and item < 0 and _opens_list(held):
                item, begins = indent, True
            elif item >= 0:
                begins = indent == item and line[indent : indent + 1] == "-"
                if not begins and line.strip() and indent <= item and line[indent] not in "#-":
                    item, begins = -1, True
            else:
                begins = bool(key) and key == first_key
            if begins or ends:
                first_key = ""
            first_key = first_key or (key if item < 0 else "")
        if (begins or ends) and held:
            yield _Record(lines.number - len(held), held)
            held, size = [], 0
        if ends:
            item = -1
            continue
        if held or (line.strip() and line[0] != "%"):  # a directive
            held.append(line)
            size += len(line)
        if size > LONGEST:
            reason = f"too large: a record of over {LONGEST >> 20} MiB"
            raise DocumentError(path, reason, lines.number)
    if held:
        yield _Record(lines.number - len(held) + 1, held)


def _opens_list(above: list[str]) -> bool:
    """Whether a list of articles may follow these lines: none, or a key that names one."""
    shown = [line for line in above if line.strip() and line.lstrip()[0] != "#"]
    if not shown:
        return True
    match = _keyed.fullmatch(shown[-1])
    if match is None or match[4] or not LISTS.fullmatch(name := match[3].strip("\"'")):
        return False
    return len(shown) == 1 or field_name(name) != "body"


def _flush_left(lines: list[str]) -> list[str]:
    """The lines of a record without the indent of its list."""
    match = _dash.match(lines[0])
    if match is None:
        return lines
    width = len(lines[0]) - len(lines[0].lstrip(" -"))
    rest = lines[0][width:] or next((line for line in lines[1:] if line.strip()), "")
    width = width if lines[0][width:] else len(rest) - len(rest.lstrip(" "))
    return [
        lines[0][width:],
        *(line[width:] if not line[:width].strip() else line for line in lines[1:]),
    ]


def _quoted(line: str) -> str:
    """A line `key: value` with quotes around its value: colons inside want them."""
    match = _keyed.fullmatch(line)
    if match is None or match[1] or not match[4] or match[4][0] in "\"'|>[{":
        return line
    return f"{match[3]}: {json.dumps(match[4], ensure_ascii=False)}"


def _value(record: _Record, is_toml: bool) -> dict[str, Any] | None:
    """What a record says by its keys; None when it is not well formed."""
    lines = _flush_left(record.lines)
    found = loaded("\n".join(lines), "+++" if is_toml else "---")
    if not found and not is_toml:
        found = loaded("\n".join(map(_quoted, lines)), "---")
    if not found and any(line.strip() and line.lstrip()[0] != "#" for line in lines):
        return None
    if is_toml and (table := _table.match(record.lines[0])):
        for name in table[1].split("."):
            found = found[name][0] if isinstance(found[name], list) else found[name]
    return {key: inner for key, inner in found.items() if inner not in ("", "~", None)}
