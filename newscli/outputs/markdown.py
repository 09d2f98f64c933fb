"""Markdown: one file an article, with front matter; or one document of all, each below a comment.

Headline, cross-heads, captions and paragraphs are what they look like; facts that have no place in
the text stand in the front matter, one JSON value a line (which YAML reads too), or in the comment.
`formats.exported` reads both back without loss: in text, all that Markdown would act on is escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from newscli import safe
from newscli.outputs.structured import record
from newscli.records import Article, Source
from newscli.text import words

MARK = "newscli"  # key and version of what we wrote
VERSION = 1

LONGEST_NAME = 60  # characters of a file's name that are the headline's
EMPTY = "<!-- -->"  # a paragraph without text

_BESIDE_TEXT = (
    *("headline_derived", "byline", "place", "date", "language", "url", "publisher", "section"),
    *("captions", "credits", "cut", "confidence", "topics", "other"),
)
_ACTIVE = re.compile(r"[\\`*_\[\]<>]|&(?=#|[A-Za-z])|~(?=~)")
_AT_START = re.compile(r"([#+=-]|\d{1,9}(?=[.)]))")
_AROUND = re.compile(r"^\s+|\s+$|\r")


def write_markdown(articles: Iterable[Article], stream: TextIO) -> None:
    """All articles in one document, each after a comment that holds its facts."""
    for index, article in enumerate(articles):
        stream.write("\n* * *\n\n" if index else "")
        facts = json.dumps({MARK: VERSION, **_facts(article)}, ensure_ascii=False)
        stream.write(f"<!-- {safe.escaped(facts).replace('>', chr(92) + 'u003e')} -->\n")
        for block in _blocks(article, facts_shown=True):
            stream.write(f"\n{block}\n")


def write_markdown_files(articles: Iterable[Article], folder: Path) -> None:
    """One file an article, named by number and headline, so that their order is the archive's."""
    for article in articles:
        with open(folder / file_name(article), "w", encoding="utf-8", newline="\n") as stream:
            stream.write(f"---\n{MARK}: {VERSION}\n")
            for key, value in _facts(article).items():
                stream.write(f"{key}: {safe.escaped(json.dumps(value, ensure_ascii=False))}\n")
            stream.write("---\n")
            for block in _blocks(article, facts_shown=False):
                stream.write(f"\n{block}\n")


def file_name(article: Article) -> str:
    """`000012-oslo-council-votes.md`: number, then what fits of the headline."""
    name = ""
    for word in words(article.headline):
        if len(f"{name}-{word}".encode()) > LONGEST_NAME:
            break
        name = f"{name}-{word}"
    return f"{article.number:06}{name}.md"


def _facts(article: Article) -> dict[str, Any]:
    """What the text itself does not show, known facts alone."""
    facts = record(article)
    for caption in facts["captions"]:
        del caption["text"]  # which stands in the text
    known = {name: facts[name] for name in _BESIDE_TEXT if facts[name]}
    return {"id": article.id, "title": article.headline, **known, "origin": origin(article.source)}


def origin(source: Source) -> str:
    """The file and lines that an article stood on before any export: `news/a.txt:1-42`."""
    return source.origin or f"{source.path}:{source.first_line}-{source.last_line}"


def _blocks(article: Article, *, facts_shown: bool) -> Iterator[str]:
    """The article's text, a line a block; blank lines go between them."""
    if not article.headline_derived:
        yield f"# {escaped(article.headline)}"
    stated = (article.byline, article.publisher, article.place, article.date)
    if facts_shown and any(stated):
        yield f"*{' · '.join(escaped(fact) for fact in stated if fact)}*"
    for caption in article.captions:
        yield f"> {escaped(caption.text)}"
    for role, text in article.body:
        yield f"## {escaped(text)}" if role == "subhead" else escaped(text)


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is and takes no part of it for a sign.

    >>> escaped("2. *Not* a list")
    '2\\\\. \\\\*Not\\\\* a list'
    """
    if not text:
        return EMPTY
    text = _ACTIVE.sub(r"\\\g<0>", text)
    if match := _AT_START.match(text):
        at = match.end() if match[0][0].isdigit() else 0
        text = f"{text[:at]}\\{text[at:]}"
    return _AROUND.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), text)
