"""Mail and Usenet: a header block, a blank line, a text; one message or a mailbox of them.

RFC 5322 and 5536, read line by line; the standard library decodes what is encoded (RFC 2045–2047).
Text that somebody else is quoted with is not the message's own: it goes to `other`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import dropwhile
from typing import TYPE_CHECKING

from newscli.errors import DocumentError
from newscli.formats.drafting.body import read_body
from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import blocks, without_links
from newscli.formats.drafting.values import Value
from newscli.formats.layout.setting import set_units
from newscli.formats.layout.units import RULES, is_rule
from newscli.formats.press.enclosed import enclosed, is_export, may_be_digest
from newscli.records import Article, Problem
from newscli.text import MAX_TEXT, Document, tidy
from newscli.text.encodings import named
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from email.message import Message


RULE = 10  # signs of a rule between the messages of a digest
WIDTH = 72  # characters of the lines of mail; 78 at the most (RFC 5322, 2.1.1)
SLACK = 4  # lines that programs count in or out: blank ones, the signature
_field = re.compile(r"([!-9;-~]{1,60}):(?:[ \t](.*)|)$")
_envelope = re.compile(r"From \S+ .*\d:\d\d.*\d{4}|#! rnews \d+|From - ")
_known = re.compile(  # fields of RFC 5322, 5536 and 2045, and those that programs add
    r"from|subject|date|path|newsgroups|message-id|to|cc|received|return-path|organi[sz]ation|lines"
    r"|references|in-reply-to|mime-version|content-[a-z-]+|sender|reply-to|xref|approved|x-.*"
    r"|followup-to|distribution|keywords|summary|nntp-[a-z-]+|user-agent|status|delivered-to"
)
_quote = re.compile(r"\s*(?:[>|:}]|[A-Z]{1,3}>)")
_forwarded = re.compile(r"-{4,} ?[^\W\d_][\w ]{4,40} ?-{4,}\s*$")  # above a header block
_plain = frozenset(["", "7bit", "8bit", "binary"])
_encoded = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=")


def matches(head: str, path: str) -> bool:
    """Whether the text opens with a header block: who, and about what or when, then a blank."""
    names = []
    for line in head.lstrip("\n").split("\n")[:200]:
        if not line.strip():
            break
        if match := _field.match(line):
            names.append(match[1].lower())
        elif not (names and line[0] in " \t") and not (not names and _envelope.match(line)):
            return False
    return (
        "from" in names
        and ("subject" in names or "newsgroups" in names)
        and (2 * sum(_known.fullmatch(name) is not None for name in names) >= len(names))
    )


def articles(document: Document) -> Iterator[Article]:
    """The messages, each as soon as its lines have been read."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    following, damages = 1, Damages(document)
    for message in _messages(document.path, lines):
        draft = Draft(document, "container", following, markup=False)
        reader = _MessageReader(draft, message, damages)
        start = reader.header()
        first, following = message.first + start, message.first + len(message.lines)
        text = reader.shown(start)
        inside: list[Article] = []
        if is_export(text) or may_be_digest(text):
            own = [(line, line) for line in range(first, following)]
            if text.count("\n") + 1 != len(own):  # it is encoded
                own = [(first, following - 1)] * (text.count("\n") + 1)
            inside = list(enclosed(draft, text, own))
        if inside:
            yield from inside
        else:
            reader.read(start)
            yield draft.finish(following - 1)
    damages.tell()


class _Message(NamedTuple):
    """The lines of one message."""

    lines: list[str]
    first: int


def _messages(path: str, lines: Lines) -> Iterator[_Message]:
    """The messages of a mailbox, or the only one there is."""
    held: list[str] = []
    first, size, head = 1, 0, 0
    for line in lines:
        opens = line[:2] in ("Fr", "#!") and _envelope.match(line) is not None
        if opens and held and not held[-1].strip():
            head = len(held)
        elif line.strip():
            head = head or (len(held) if _may_open(line, held) else 0)
            opens = False
        else:
            opens = head > 0 and _is_like_first(held, head)
            head = head if opens else 0
        if opens and any(map(str.strip, held[:head])):
            yield _Message(held[:head], first)
            first += head
            held, size = held[head:], sum(map(len, held[head:]))
        if opens:
            head = 0
        held.append(line)
        size += len(line) + 1
        if size > MAX_TEXT:
            raise DocumentError(path, f"too large: a message of over {MAX_TEXT >> 20} MiB", first)
    if any(map(str.strip, held)):
        yield _Message(held, first)


def _may_open(line: str, above: list[str]) -> bool:
    """Whether a digest may go on: with a field of messages' first, below a blank line or a rule."""
    if line[:5].lower() not in ("from:", "date:", "subje") or not above:
        return False
    last = above[-1].strip()
    return not last or (len(last) >= RULE and last[0] in RULES and is_rule(last))


def _is_like_first(held: list[str], start: int) -> bool:
    """Whether the lines from `start` on are fields as the first message's; below a rule, it is
    enough if the first one is."""
    first = _names(held)
    own = _names(held[start:])
    if len(own) < min(2, len(held) - start) or first[:1] != own[:1]:
        return False
    rule = next((line.strip() for line in reversed(held[:start]) if line.strip()), " ")
    return own == first or (len(rule) >= RULE and is_rule(rule))


def _names(lines: list[str]) -> list[str]:
    """The names of the fields at the top of a message; none when other lines stand there."""
    names: list[str] = []
    for line in dropwhile(lambda one: not one.strip(), lines):
        if not line.strip():
            break
        if match := _field.match(line):
            names.append(match[1].lower())
        elif not names or line[0] not in " \t":
            return []
    return names


class _MessageReader:
    """Reads one message into a draft."""

    def __init__(self, draft: Draft, message: _Message, damages: Damages) -> None:
        self.draft = draft
        self.lines = message.lines
        self.first = message.first
        self.damages = damages
        self.fields: dict[str, Value] = {}
        """By name in small letters; the first of each."""

    def shown(self, start: int) -> str:
        """The text of the message below its header, as people read it."""
        if self._is_plain():
            return "\n".join(self.lines[start:])
        _, shown = self._found
        pages = [blocks(text) for part, text in shown if _is_page(part)]
        return "\n".join(
            [text for part, text in shown if not _is_page(part)]
            or ["\n\n".join(block.text for page in pages for block in page)]
        )

    def read(self, start: int) -> None:
        """Take what stands below the header."""
        self._state()
        if start >= len(self.lines):
            self.damages.add("the message ends inside its header", self.first + len(self.lines) - 1)
        elif self._is_plain():
            self._text(start, self.lines[start:])
            self._count(start)
        else:
            self._parts(start)

    def header(self) -> int:
        """Take the header's lines; index of the line after the blank one that ends it."""
        draft, last, index, seen = self.draft, "", 0, False
        for index, line in enumerate(self.lines):
            number = self.first + index
            if not line.strip():
                if seen:
                    return index + 1
                continue
            seen = True
            match, continues = _field.match(line), last and line[0] in " \t"
            if not (match or continues or _envelope.match(line)):
                return index
            draft.add("metadata", number, number, tidy(" ".join(line.split())))
            if match:
                last = match[1].lower()
                value = Value(match[1], (match[2] or "").strip(), number, number)
                self.fields.setdefault(last, value)
            elif continues:
                held = self.fields[last]
                text = f"{held.text} {line.strip()}".strip()
                self.fields[last] = held._replace(text=text, last=number)
        return len(self.lines)

    def _state(self) -> None:
        """Headline, byline and date, from the fields that state them."""
        values = []
        for name, meant in (("subject", "headline"), ("from", "byline"), ("date", "date")):
            value = self.fields.get(name)
            if value and (text := _decoded(value.text)):
                text = _name(text) if name == "from" else text
                values.append(Value(meant, text, value.first, value.last))
        self.draft.settle(values)

    def _is_plain(self) -> bool:
        """Whether the body stands in the file as it is meant to be read."""
        kind, encoding = self._stated("content-type"), self._stated("content-transfer-encoding")
        return (not kind or kind.startswith(("text/plain", "text;")) or "/" not in kind) and (
            encoding in _plain
        )

    def _stated(self, name: str) -> str:
        value = self.fields.get(name)
        return value.text.lower().strip() if value else ""

    def _text(self, start: int, lines: list[str], span: tuple[int, int] | None = None) -> None:
        """The paragraphs of a body; its lines are those of the document from `start` on, or were
        decoded from those of `span`."""
        own: list[tuple[int, str]] = []
        signed = forwarded = False
        for number, line in enumerate(lines, self.first + start):
            signed = signed or line.rstrip("\r") in ("-- ", "--")
            below = lines[at] if (at := number - self.first - start + 1) < len(lines) else ""
            opens = _forwarded.match(line) and _field.match(below)
            forwarded = bool(opens) or (forwarded and bool(line.strip()))
            if signed or forwarded or (line.strip() and _quote.match(line)):
                self._body(own, span)
                own = []
                if text := " ".join(line.split()):
                    self.draft.add("other", *(span or (number, number)), text)
            else:
                own.append((number, line))
        self._body(own, span)

    def _body(self, lines: list[tuple[int, str]], span: tuple[int, int] | None) -> None:
        if lines:
            above = lines[0][0] - 1
            units = set_units("\n".join([line for _, line in lines]), WIDTH)
            read_body(
                self.draft,
                [
                    unit._replace(first=span[0], last=span[1])
                    if span
                    else unit._replace(first=above + unit.first, last=above + unit.last)
                    for unit in units
                ],
            )

    def _count(self, start: int) -> None:
        """Compare the number of lines that the header promises with those there are."""
        promised = self.fields.get("lines")
        if promised is None or not promised.text.isdecimal() or len(promised.text) > 9:
            return
        there = len(self.lines) - start
        reason = f"the header promises {promised.text} lines, the body has {there}"
        if there < int(promised.text) - SLACK:
            self.damages.add(f"cut off: {reason}", promised.first)
        elif there > int(promised.text) + SLACK:
            document = self.draft.document
            document.notes.append(Problem(document.path, reason, promised.first))

    def _parts(self, start: int) -> None:
        """The readable parts of a body that is encoded, or made of several."""
        first, last = self.first + start, self.first + len(self.lines) - 1
        found, shown = self._found
        if any(part.defects for part, _ in found):
            self.damages.add("a part of the message is cut off or damaged", first)
        for part, text in found:
            if not part.is_multipart() and (part, text) not in shown:
                name = part.get_filename() or part.get_content_type()
                self.draft.keep(Value("part", name, first, first))
        if not shown:
            self.damages.add("no text that can be read in the message", first)
            self._text(start, self.lines[start:])
            return
        for part, text in shown:
            if _is_page(part):
                self.draft.blocks(without_links(blocks(text)), first, last)
            else:
                self._text(start, text.split("\n"), (first, last))

    @cached_property
    def _found(self) -> tuple[list[tuple[Message, str]], list[tuple[Message, str]]]:
        """All parts with their texts, and those that are shown: as plain text, else as pages."""
        import email
        from email.errors import MessageError

        envelope = next((i for i, line in enumerate(self.lines) if _field.match(line)), 0)
        try:
            message = email.message_from_string("\n".join(self.lines[envelope:]))
            found = [
                (part, "" if part.is_multipart() else _content(part)) for part in message.walk()
            ]
        except (MessageError, ValueError, LookupError, RecursionError):
            found = []
        plain = [p for p in found if p[0].get_content_type() == "text/plain" and p[1]]
        return found, plain or [p for p in found if _is_page(p[0]) and p[1]]


def _is_page(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _content(part: Message) -> str:
    """The text of a part, decoded as far as possible."""
    if part.get_content_maintype() != "text":
        return ""
    if str(part.get("content-transfer-encoding", "")).lower().strip() in _plain:
        return str(part.get_payload())  # the document has been decoded already
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload())
    for charset in (named(part.get_content_charset("")), "utf-8"):
        with suppress(UnicodeError):
            return payload.decode(charset or "utf-8").replace("\r\n", "\n")
    return payload.decode("cp1252", "replace").replace("\r\n", "\n")


def _decoded(text: str) -> str:
    """A header's text with its encoded words decoded."""
    if not _encoded.search(text):
        return text
    from email.errors import MessageError
    from email.header import decode_header, make_header

    with suppress(MessageError, LookupError, ValueError):
        found = decode_header(text)
        if all(charset is None or named(charset) for _, charset in found):
            return str(make_header(found))
    return text


def _name(text: str) -> str:
    """Who sent it: the name beside an address, else the address.

    >>> _name("Ana Bo <ana@velm.example>"), _name("ana@velm.example (Ana Bo)")
    ('Ana Bo', 'Ana Bo')
    """
    from email.utils import parseaddr

    try:
        name, address = parseaddr(text)
    except (RecursionError, IndexError):  # it reads groups in groups, to any depth
        return text
    return name or address or text
