"""What `newscli export` wrote, back into the records that it was written from.

JSON, JSONL, CSV, TSV and Markdown of our own are known by their first line and taken at their word:
nothing in them is guessed anew.  Only `source` and `parts` differ from the records exported, as
they say where an article stands now; where it stood before is kept beside.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.records import Article, Caption, Decision, Part, Role, Source, Subhead
from newscli.text import Document, article_id, count_words

_TABLE_HEAD = re.compile(
    "id([,\t])number\\1headline\\1headline_derived\\1byline\\1place\\1date\\1language\\1url\\1"
)
_JSON_HEAD = re.compile(r'\{"schema_version": \d+, ("id"|"articles")')
_MARKDOWN_HEAD = re.compile(r'---\nnewscli: \d+\n|<!-- \{"newscli": \d+, ')
_FACTS = re.compile(r'<!-- (\{"newscli": \d+, .*\}) -->')
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,5});")
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")  # neither screen nor index can hold them
_RULE = "* * *"
_EMPTY = "<!-- -->"

LONGEST_CELL = 1 << 30  # characters: none is too long


def matches(head: str, path: str) -> bool:
    """Whether newscli wrote it."""
    return bool(_TABLE_HEAD.match(head) or _JSON_HEAD.match(head) or _MARKDOWN_HEAD.match(head))


def articles(document: Document) -> Iterator[Article]:
    """The articles exported, as far as they are whole; the rest is told."""
    lines, damages = Lines(document.lines()), Damages(document)
    if table := _TABLE_HEAD.match(document.head):
        found = _from_table(document, lines, damages, table[1])
    elif document.head.startswith("{"):
        found = _from_json(document, lines, damages)
    else:
        found = _from_markdown(document, lines)
    yield from container(document, found, lines)
    damages.tell()


def _from_json(document: Document, lines: Lines, damages: Damages) -> Iterator[Article]:
    """One record a line; what encloses them in the form with one object is passed over."""
    first = 1
    for line in lines:
        text = line.strip().removesuffix(",")
        if not text or text == "]}" or text.endswith('"articles": ['):
            continue
        try:
            facts = json.loads(text)
            article = _article(document, facts, _spanning(first, lines.number, facts))
        except (ValueError, TypeError, KeyError, RecursionError):
            damages.add("not a whole record of newscli", lines.number)
            continue
        yield article
        first = lines.number + 1


def _from_table(
    document: Document, lines: Lines, damages: Damages, between: str
) -> Iterator[Article]:
    """One row an article, under the names of the columns."""
    first = 1
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.DictReader((f"{line}\n" for line in lines), delimiter=between)
    for row in rows:
        try:
            if None in row or None in row.values():
                raise ValueError("more or fewer cells than columns")
            facts: dict[str, Any] = {name: value or None for name, value in row.items()}
            facts["headline"] = row["headline"]
            facts["headline_derived"] = row["headline_derived"] == "1"
            facts["paragraphs"] = row["text"].split("\n\n") if row["text"] else []
            for name in ("subheads", "captions", "credits", "other", "topics"):
                facts[name] = json.loads(row.get(name) or "[]")
            facts["cut"] = json.loads(row.get("cut") or "null")
            article = _article(document, facts, _spanning(first, lines.number, facts))
        except (ValueError, TypeError, KeyError, RecursionError):
            damages.add("not a whole row of newscli", lines.number)
            continue
        yield article
        first = lines.number + 1


def _from_markdown(document: Document, lines: Lines) -> Iterator[Article]:
    """An article under front matter, or several, each under a comment that holds its facts."""
    held: _Text | None = None
    for line in lines:
        number = lines.number
        if match := _FACTS.fullmatch(line):
            if held:
                yield held.article(document)
            held = _Text(held.last + 1 if held else 1, json.loads(match[1]))
            held.part("metadata", number)
        elif held is None:
            held = _Text(number, {})
            held.part("metadata", number)
            _read_front_matter(held, lines)
        else:
            held.take(line, number)
    if held:
        yield held.article(document)


def _read_front_matter(text: _Text, lines: Lines) -> None:
    """Take the facts up to the line that ends them; a value that is no JSON is a text."""
    for line in lines:
        text.part("metadata", lines.number)
        key, colon, value = line.partition(": ")
        if line.rstrip() == "---":
            return
        if colon:
            try:
                text.facts[key] = json.loads(value)
            except ValueError:  # changed by hand
                text.facts[key] = value.strip()


class _Text:
    """An article of a Markdown file while its lines come in."""

    def __init__(self, first_line: int, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.last = first_line - 1
        """The last line that is in the ledger."""
        self._parts: list[Part] = []
        self._captions: list[str] = []
        self._headline: str | None = None
        self._paragraphs: list[str] = []
        self._subheads: list[dict[str, Any]] = []

    def part(self, role: Role, number: int) -> None:
        """Line `number` is `role`; those between it and the last one are blank."""
        if number > self.last + 1:
            self._parts.append(Part("separator", self.last + 1, number - 1))
        self._parts.append(Part(role, number, number))
        self.last = number

    def take(self, line: str, number: int) -> None:
        """A line of the text."""
        line = line.strip(" ")
        if line in ("", _RULE):  # what is between parts becomes a separator
            return
        if line == "#" or line.startswith("# "):
            self._headline = _plain(line[2:])
            self.part("headline", number)
        elif line.startswith("## "):
            subhead = {"text": _plain(line[3:]), "before": len(self._paragraphs)}
            self._subheads.append(subhead)
            self.part("subhead", number)
        elif line.startswith("> "):
            self._captions.append(_plain(line[2:]))
            self.part("caption", number)
        elif line.startswith("*"):  # the facts once more, for people
            self.part("repeat", number)
        else:
            self._paragraphs.append(_plain(line))
            self.part("paragraph", number)

    def article(self, document: Document) -> Article:
        """What has come in."""
        facts = self.facts
        known = [*facts.get("captions", []), *({} for _ in self._captions)]
        facts["captions"] = [
            {**fact, "text": text} for text, fact in zip(self._captions, known, strict=False)
        ]
        facts["headline"] = facts.get("title", "") if self._headline is None else self._headline
        facts["headline_derived"] = bool(facts.get("headline_derived"))
        facts["paragraphs"], facts["subheads"] = self._paragraphs, self._subheads
        return _article(document, facts, tuple(self._parts))


def _plain(text: str) -> str:
    """A text without the escapes that it was written with."""
    if text == _EMPTY:
        return ""
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    """What an escape stands for; of numbers, those of spaces alone are ours."""
    if match[1]:
        return match[1]
    space = chr(int(match[2]))
    return space if space.isspace() else match[0]


def _spanning(first: int, last: int, facts: dict[str, Any]) -> tuple[Part, ...]:
    """The ledger of an article that stands on these lines in one piece."""
    return (Part("paragraph" if facts["paragraphs"] else "headline", first, last),)


def _article(document: Document, facts: dict[str, Any], parts: tuple[Part, ...]) -> Article:
    """The record of these facts; ValueError or the like where they are none of ours."""
    headline, derived = _text(facts["headline"]), facts["headline_derived"]
    paragraphs = tuple(_text(text) for text in facts["paragraphs"])
    said = paragraphs if derived else (headline, *paragraphs)
    first = parts[0].first_line
    return Article(
        headline=headline,
        headline_derived=bool(derived),
        paragraphs=paragraphs,
        source=Source(
            document.path,
            document.format,
            document.encoding,
            first,
            parts[-1].last_line,
            _origin(source if isinstance(source := facts.get("source"), dict) else facts),
        ),
        parts=parts,
        evidence="container",
        byline=_fact(facts, "byline"),
        place=_fact(facts, "place"),
        date=_fact(facts, "date"),
        language=_fact(facts, "language"),
        url=_fact(facts, "url"),
        publisher=_fact(facts, "publisher"),
        section=_fact(facts, "section"),
        subheads=tuple(Subhead(_text(s["text"]), int(s["before"])) for s in facts["subheads"]),
        captions=tuple(
            Caption(_text(c["text"]), _fact(c, "credit"), _fact(c, "agency"), _fact(c, "date"))
            for c in facts["captions"]
        ),
        credits=tuple(_text(name) for name in facts.get("credits", ())),
        other=tuple(_text(text) for text in facts.get("other", ())),
        id=article_id(headline, paragraphs),
        words=sum(map(count_words, said)),
        cut=_cut(facts.get("cut")),
        confidence=_share(facts.get("confidence")),
        topics=tuple(_text(name) for name in facts.get("topics") or ()),
    )


def _origin(stated: dict[str, Any]) -> str | None:
    """The file and lines that the article stood on before it was exported first."""
    path, first, last = (stated.get(name) for name in ("path", "first_line", "last_line"))
    before = f"{path}:{first}-{last}" if path and first and last else None
    return _fact(stated, "origin") or (before and _text(before))


def _cut(stated: Any) -> Decision | None:
    """The choice behind the article; exports before there was one have none."""
    if stated is None:
        return None
    return Decision(_text(stated["family"]), _text(stated["runner_up"]), float(stated["margin"]))


def _share(stated: Any) -> float | None:
    """A number from 0 to 1; ValueError for any other."""
    if stated is None:
        return None
    if not 0 <= float(stated) <= 1:
        raise ValueError("no confidence")
    return float(stated)


def _fact(facts: dict[str, Any], name: str) -> str | None:
    value = facts.get(name)
    return None if value is None else _text(value)


def _text(value: object) -> str:
    """The value if it is a text; one line of it, as records hold no other."""
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value if value.isprintable() else _UNUSABLE.sub("\ufffd", value.replace("\n", " "))
