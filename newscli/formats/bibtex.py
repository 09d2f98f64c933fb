"""BibTeX and BibLaTeX: an article an entry, its abstract the text.

`@article{key, title = {…}, abstract = {…}}`, as reference managers export what was collected from
databases of the press.  Braces, quotes and `#` are read as BibTeX does; of TeX, accents and escaped
signs are undone, and other commands stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.values import Value
from newscli.records import Article
from newscli.text import Document
from newscli.text.dates import first_date

LONGEST = 20_000  # lines of an entry; one that is never closed ends there
_entry = re.compile(r"\s*@\s*(\w+)\s*[{(]")
_opens = re.compile(r"(?:\s++|%.*+)*+@\w+\s*[{(]")
_holds = re.compile(r"^[ \t]*@\w+[ \t]*\{[ \t]*[^\s,{}=]*,\s*[\w-]+\s*=\s*[{\"\w]", re.MULTILINE)
_no_entry = frozenset(["string", "comment", "preamble"])
_brace = re.compile(r"\\.|[{}]")
_quoted = re.compile(r'\\.|[{}"]')
_and = re.compile(r"\s+and\s+")
_name = re.compile(r"[\s,]*([\w:.-]+)\s*=\s*")
_piece = re.compile(r'\s*#?\s*(?:([\w.:+-]+)|(\{)|(")|(?P<end>,|\Z))')
_accent = re.compile(r"\{?\\([\"'`^~=.]|[Hcdkruv](?=[\s{\\]))\s*\{?\\?([A-Za-zıȷ])\}?\}?")
_letter = re.compile(r"\{?\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\}|\s)?\}?")
_signs = re.compile(  # a command stays with its arguments: `\\emph{Ferry}`
    r"\\[A-Za-z]+\*?(?:\{[^{}]*\})+|\\([&%$#_{}])|([{}])|~|---?|``|''"
)
_MARKS = dict(zip("\"'`^~=.Hcdkruv", "\u0308\u0301\u0300\u0302\u0303\u0304\u0307\u030b\u0327\u0323"
                  "\u0328\u030a\u0306\u030c", strict=True))  # fmt: skip
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
            "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ"}  # fmt: skip
_SIGNS = {"~": "\xa0", "--": "–", "---": "—", "``": "“", "''": "”"}
_FIELDS = {
    "title": "headline", "author": "byline", "journal": "publisher", "journaltitle": "publisher",
    "date": "date", "abstract": "body", "url": "url", "keywords": "topics", "language": "language",
    "langid": "language",
}  # fmt: skip


def matches(head: str, path: str) -> bool:
    """Whether the text opens with an entry, comments above it left aside."""
    return _opens.match(head) is not None and _holds.search(head) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its entry has been read."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    damages, following = Damages(document), 1
    for line in lines:
        if not (found := _entry.match(line)) or found[1].lower() in _no_entry:
            continue
        first, held, ends = lines.number, [line], ")" if found[0][-1] == "(" else ""
        depth = _depth(line)
        while (
            (depth > 0 or not held[-1].rstrip().endswith(ends))
            and len(held) < LONGEST
            and (more := next(lines, None)) is not None
        ):
            if _entry.match(more) and more[:1] == "@":
                lines.put_back([more])
                break
            held.append(more)
            depth += _depth(more)
        if depth > 0 or not held[-1].rstrip().endswith(ends):
            damages.add("an entry that is not closed", first)
        text = "\n".join(held)
        draft = Draft(document, "container", following, markup=False)
        draft.take(_values(text, found.end(), first))
        if draft.parts:
            following = lines.number + 1
            yield draft.finish(lines.number)
    damages.tell()


def _depth(line: str) -> int:
    """How many braces a line opens more than it closes."""
    return line.count("{") - line.count("}") - line.count("\\{") + line.count("\\}")


def _values(text: str, at: int, first: int) -> list[Value]:
    """The fields of an entry that begins on line `first`; day and month go with the year."""
    places, found = Places(text, first), dict[str, Value]()
    at = max(text.find(",", at), at)
    while match := _name.match(text, at):
        said, at = _read(text, match.end())
        name, line = match[1].lower(), places.line(match.start(1))
        value = Value(_FIELDS.get(name, name), said, line, places.line(at - 1))
        found[f"{name} {at}" if name in found else name] = value
    if (year := found.get("year")) and "date" not in found:
        parts = [found[name].text for name in ("day", "month", "year") if name in found]
        day = " ".join(parts)
        if day.replace(" ", "").isdigit():
            day = "-".join(part.zfill(2) for part in reversed(parts))
        if first_date(day):
            found["date"] = year._replace(name="date", text=day)
    if author := found.get("author"):
        found["author"] = author._replace(text=_and.sub("; ", author.text))
    return [value for value in found.values() if value.text]


def _read(text: str, at: int) -> tuple[str, int]:
    """The value at `at`, its pieces joined, and where it ends."""
    pieces: list[str] = []
    while (match := _piece.match(text, at)) and match.lastgroup != "end":
        at = match.end()
        if match[1] is not None:
            pieces.append(match[1])
            continue
        depth, start, is_quoted = 1, at, match[3] is not None
        while depth:
            sign = (_quoted if is_quoted else _brace).search(text, at)
            at = sign.end() if sign else len(text)
            if sign is None:
                pieces.append(_plain(text[start:at]))
                break
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            if sign[0] == '"' and depth == 1:
                depth = 0
            if not depth:
                pieces.append(_plain(text[start : sign.start()]))
    return "".join(pieces).strip(), at


def _plain(text: str) -> str:
    if "\\" in text:
        text = _accent.sub(lambda m: unicodedata.normalize("NFC", m[2] + _MARKS[m[1]]), text)
        text = _letter.sub(lambda m: _LETTERS[m[1]], text)
    return _signs.sub(lambda m: m[1] or ("" if m[2] else _SIGNS.get(m[0], m[0])), text)
