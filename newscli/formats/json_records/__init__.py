"""JSON and JSONL: an article an object, in lines, in a list, or inside a wrapper.

Lines that are values by themselves stream, lists with one object a line among them.  JSON set over
several lines is held as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_name, is_url
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.scan import found, is_article
from newscli.formats.json_records.values import member_lines, values
from newscli.formats.layout.shapes import weight
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import HEAD, split_lines
from newscli.text.sentences import ends_sentence

_start = re.compile(
    r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*(?:\{\s*["}]|"(?:[^"\\]|\\.)*"\s*[,\]]))'
)
_opener = re.compile(r"\s*(?:\[|\{.{0,2000}:\s*\[)\s*")
_closer = re.compile(r"[\s\]},]*")
_word = re.compile(r"[^\W_]")
NAMED = 8  # words that name a link
_SHOWN = 8  # lines that show whether each is a value


def matches(head: str, path: str) -> bool:
    """Whether the text opens an object with a member, or a list of such, and is no text below one
    object."""
    if _start.match(head) is None:
        return False
    lines = split_lines(head)
    end = next((n for n, line in enumerate(lines, 1) if line.rstrip() == "}"), len(lines))
    below = [line for line in lines[end:] if line.strip()]
    return not below or any(line.lstrip()[0] in "{}[]" for line in below)


def articles(document: Document) -> Iterator[Article]:
    """The articles, line by line where each line is a value."""
    if _is_in_lines(document.head):
        lines = Lines(document.lines())
        return container(document, _in_lines(document, lines), lines)
    lines = Lines(split_lines(document.text))
    return container(document, _in_text(document, lines), lines)


def _is_in_lines(head: str) -> bool:
    """Whether each line is a value by itself, brackets of a list around them left aside."""
    lines = [line.strip() for line in split_lines(head)[: _SHOWN + 1] if line.strip()]
    if not lines:
        return False
    if len(lines) == 1:
        return len(head) >= HEAD // 4 or lines[0][0] == "{"  # one long line: let it stream
    if _opener.fullmatch(lines[0]):
        lines.pop(0)
    whole = [line for line in lines if line[:1] == "{" and line.rstrip(",")[-1:] == "}"]
    return 2 * len(whole) > len(lines) - 1 and bool(whole)


def _in_lines(document: Document, lines: Lines) -> Iterator[Article]:
    damages = Damages(document)
    following = 1

    def damage(why: str, _: int) -> None:
        damages.add(why, lines.number)

    for line in lines:
        number = lines.number
        bare = line.strip()
        if not bare or _closer.fullmatch(bare) or (number == 1 and _opener.fullmatch(bare)):
            continue
        opened = bare[:1] == "[" and not bare.endswith("]")
        for one in found(bare[1:] if opened else bare, damage):
            article = article_of(
                document, one.value, following, number, number, None, one.publisher
            )
            if article is None:
                damages.add("a value without text, or a link alone", number)
                continue
            yield article
            following = number + 1
    damages.tell()


def _in_text(document: Document, lines: Lines) -> Iterator[Article]:
    """The articles of JSON over several lines; those on one line share it."""
    text = document.text
    every = list(lines)
    damages = Damages(document)
    place, broken = Places(text), Places(text)
    following = 1
    for one in found(text, lambda why, at: damages.add(why, broken.line(at))):
        first, last = place.line(one.start), place.line(one.end - 1)
        where = member_lines(every[first - 1 : last], first) if last > first else {}
        article = article_of(document, one.value, following, first, last, where, one.publisher)
        if article is None:
            damages.add("a value without text, or a link alone", first)
            continue
        yield article
        following = last + 1
    damages.tell()


def article_of(
    document: Document,
    value: Any,
    following: int,
    first: int,
    last: int,
    where: Mapping[str, tuple[int, int]] | None = None,
    publisher: str = "",
) -> Article | None:
    """The article of a value that stands on lines `first` to `last`; None when there is nothing to
    read in it.

    Its ledger begins at `following`, unless that is below; `where` says on which lines each member
    stands, and `publisher` whose feed the value is of.
    """
    taken = values(value, first, last, where)
    if not any(_word.search(one.text) for one in taken) or _is_link(taken):
        return None
    if isinstance(value, dict) and "@type" in value and not is_article(value):
        return None  # JSON-LD beside the article: its publisher, say
    draft = Draft(document, "container", min(following, first))
    draft.take(taken)
    draft.state("publisher", publisher)
    return draft.finish(last)


def _is_link(taken: list[Value]) -> bool:
    """Whether values are those of a link: an address, perhaps a title, and no text."""
    fields = {field_name(value.name) for value in taken}
    if fields == {"body"}:
        return all(is_url(value.text.strip()) for value in taken)
    if "url" not in fields or not fields <= {"url", "headline", "body", ""}:
        return False
    bodies = [value.text for value in taken if field_name(value.name) == "body"]
    names = all(weight(text) <= NAMED and not ends_sentence(text) for text in bodies)
    return not bodies or ("headline" not in fields and names)
