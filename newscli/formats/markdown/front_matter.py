"""Front matter: the block of `key: value` lines between `---` on top of a Markdown file.

YAML (Jekyll, Hugo, Obsidian), TOML between `+++` or a JSON object (Hugo), or up to three lines that
begin with `%` (pandoc, "pandoc_title_block").  Headlines with an unquoted colon are no
YAML, and are common; then the lines are read one by one.
"""

from __future__ import annotations

import json
import re
from typing import Any

from newscli.formats.drafting.fields import field_of, listed
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.values import texts
from newscli.tuples import NamedTuple

_key = re.compile(r"([^\s:#\-\[{\"'][^:]{0,60}?)[ \t]*[:=](?:[ \t]+(.*)|)$")
_alias = re.compile(r"(?:^|[\s:\-])[&*]\w", re.MULTILINE)  # a few of them can stand for gigabytes
_wiki_link = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")  # Obsidian: [[Jane Roe]]
FACTS = 2  # fields that a block without fences states, the headline among them
LONGEST = 400  # lines of a block of front matter


class FrontMatter(NamedTuple):
    """What stands above a document's text."""

    values: list[Value]
    last: int
    """Number of the line that closes it."""
    closed: bool
    """Whether there is such a line."""


def front_matter(lines: list[str]) -> FrontMatter | None:
    """The front matter that `lines`, a document's, begin with: between fences, or without."""
    if not lines or lines[0].rstrip() not in ("---", "+++"):
        return _title_block(lines) or _object(lines) or _unfenced(lines)
    fence = lines[0].rstrip()
    last, closed = len(lines), False
    for number, line in enumerate(lines[1 : LONGEST + 1], 2):
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            last, closed = number, True
            break
        if number > 2 and not closed and line.startswith("# ") and not lines[number - 2].strip():
            last = number - 1  # the text has begun: the closing line is missing
            break
    block = lines[1 : last - closed]
    if not any(_key.match(line) for line in block[:8]):
        return None
    where = places(block)
    found = loaded("\n".join(block), fence) or by_lines(block)
    values = [
        Value(name, _wiki_link.sub(r"\1", text), *where.get(key, (2, max(2, last - closed))))
        for key, value in found.items()
        for name, text in texts(key, value)
    ]
    return FrontMatter(values, last, closed)


def _title_block(lines: list[str]) -> FrontMatter | None:
    """Title, authors and date in lines that begin with `%`."""
    end = next((n for n, line in enumerate(lines[:4]) if line[:2] != "% "), 3)
    found = zip(("title", "author", "date"), lines[:end], range(1, 4), strict=False)
    values = [Value(name, line[2:].strip(), at, at) for name, line, at in found]
    return FrontMatter(values, end, closed=True) if len(values) >= FACTS else None


def _object(lines: list[str]) -> FrontMatter | None:
    """A JSON object with the text below it."""
    end = next((n for n, line in enumerate(lines[:LONGEST], 1) if line.rstrip() == "}"), 0)
    if not end or lines[0].rstrip() != "{":
        return None
    try:
        found = json.loads("\n".join(lines[:end]))
    except ValueError:
        return None
    values = [Value(name, text, 1, end) for key in found for name, text in texts(key, found[key])]
    return FrontMatter(values, end, closed=True)


def _unfenced(lines: list[str]) -> FrontMatter | None:
    """Lines `Key: value` down to the first blank one, or to a fence (Hexo), if they state what
    articles state (MultiMarkdown, "Metadata"; blogs that open with `Title:` and `Date:`)."""
    end = next((n for n, line in enumerate(lines[:LONGEST]) if line.strip() in ("", "---")), 0)
    block, fenced = lines[:end], lines[end : end + 1] == ["---"]
    of_key = " \t-" if fenced else " \t"  # what a line begins with that goes on with the one above
    if not block or not all(_key.match(line) or line[0] in of_key for line in block):
        return None
    found = (fenced and loaded("\n".join(block), "---")) or by_lines(block)
    known = {field[0] for key in found if (field := field_of(key))}
    opening = block[0].partition(":")[0] + ":"
    again = any(line.startswith(opening) for line in lines[end:])  # several articles
    if "headline" not in known or len(known) < FACTS or again:
        return None
    where = places(block, 1)
    values = [
        Value(name, text, *where.get(key, (1, end)))
        for key, value in found.items()
        for name, text in texts(key, value)
    ]
    return FrontMatter(values, end + fenced, closed=True)


def loaded(text: str, fence: str) -> dict[str, Any]:
    """The block as its language has it; empty when it is not in it."""
    if fence == "+++":
        import tomllib

        try:
            found = tomllib.loads(text)
            return {key: _printed(value) for key, value in found.items()}
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if _alias.search(text) and any(
            isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)
        ):
            return {}
        found = yaml.load(text, Loader=loader)  # noqa: S506 - it makes nothing but strings
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(k, str) for k in found) else {}


def by_lines(block: list[str]) -> dict[str, Any]:
    """`key: value` of each line that has it; indented lines and list items go to the key above."""
    out: dict[str, list[str]] = {}
    key = ""
    for line in block:
        if match := _key.match(line):
            key = match[1]
            out[key] = [listed((match[2] or "").strip())]
        elif key and line.strip():
            out[key].append(line.strip().removeprefix("- ").strip("\"'"))
    return {key: " ".join(said).strip() for key, said in out.items()}


def _printed(value: Any) -> Any:
    """A TOML value with dates as text."""
    if isinstance(value, list):
        return [_printed(element) for element in value]
    if isinstance(value, dict):
        return {key: _printed(inner) for key, inner in value.items()}
    return value if isinstance(value, str | int | float | bool) else str(value)


def places(block: list[str], first: int = 2) -> dict[str, tuple[int, int]]:
    """First and last line of each key that a line begins with; the block begins on line `first`."""
    starts = [(match[1], n) for n, line in enumerate(block, first) if (match := _key.match(line))]
    ends = [number - 1 for _, number in starts[1:]] + [len(block) + first - 1]
    return {key: (start, end) for (key, start), end in zip(starts, ends, strict=False)}
