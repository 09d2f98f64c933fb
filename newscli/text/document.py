"""One source document while it is parsed: its text, how it was decoded, and what was wrong.

Bytes come in through a stream and leave as lines.  Valid UTF-8, which is nearly everything,
is decoded in one go; everything else is worked out by `encodings`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from newscli.errors import DocumentError, NoArticleError
from newscli.records import Problem

MAX_TEXT = 64 << 20  # bytes of a document that is held as a whole; container formats stream
HEAD = 64 << 10  # bytes that a format is recognised by
_BLOCK = 1 << 20  # bytes read at a time while streaming


class Document:
    """A document: `head` to recognise it by, then either `text` or `lines()` once."""

    def __init__(self, path: str, stream: BinaryIO) -> None:
        """`stream` is read from where it stands; DocumentError says why it cannot be used."""
        self.path = path
        self.format = ""
        """The name of the format that reads it, once one does."""
        self.problems: list[Problem] = []
        """Damage: what could be had was had, and this is what could not."""
        self.notes: list[Problem] = []
        """Oddities that `check` reports: nothing is lost by them."""
        self.repairs = 0
        """Characters that had to be made up or guessed while decoding, so far."""
        self._stream = stream
        self._start = _read(stream, HEAD)
        self._text: str | None = None
        self.encoding = "utf-8"
        """Python's name of the codec; known for certain once non-ASCII text has been seen."""
        if not self._start:
            raise NoArticleError(path, "empty file")
        self._whole = len(self._start) < HEAD
        self.head = self._decoded_head()
        """The first 64 KiB as text, line ends as \\n."""

    def _decoded_head(self) -> str:
        """The head as text; for a document no longer than it, that is all of the text."""
        start = self._start
        try:
            if b"\x00" in start or b"\x1b$" in start:  # UTF-16 perhaps; ISO-2022 perhaps
                raise ValueError
            text = start.decode()
        except ValueError:
            text = self._decode_odd(start, self._whole)
        if text.startswith("\ufeff"):
            text = text[1:]
        text = _unified(text)
        if self._whole:
            self._text = text
            self._refuse_blank(text)
        return text

    def _decode_odd(self, data: bytes, final: bool) -> str:
        """Text of bytes that are not plainly UTF-8, be it only for a character cut in two."""
        from newscli.text import encodings

        if not final and b"\x00" not in data:
            try:  # the head may end inside a character
                return codecs.utf_8_decode(data, "strict", False)[0]
            except UnicodeDecodeError:
                pass
        encoding = encodings.detect(data)
        if encoding is None:
            if reason := encodings.unread_text(data):
                raise DocumentError(self.path, reason)
            raise NoArticleError(self.path, encodings.binary_kind(data))
        self.encoding = encoding
        text, repairs = encodings.decode(data, encoding, final)
        if final:
            self.repairs = repairs
        return text

    def _refuse_blank(self, text: str) -> None:
        if not text or text.isspace():
            raise NoArticleError(self.path, "empty file (nothing but blanks)")

    @property
    def text(self) -> str:
        """All of the document, line ends as \\n; DocumentError when it is over `MAX_TEXT`."""
        if self._text is None:
            rest = _read(self._stream, MAX_TEXT + 1 - len(self._start))
            if len(self._start) + len(rest) > MAX_TEXT:
                raise DocumentError(self.path, f"too large: over {MAX_TEXT >> 20} MiB of text")
            data, self._start = self._start + rest, b""
            del rest
            self._text = self._decoded(data)
            self._refuse_blank(self._text)
        return self._text

    def _decoded(self, data: bytes) -> str:
        """Every byte of the document as text, with line ends as \\n and NULs made visible."""
        text = None
        if self.encoding == "utf-8":
            try:
                text = data.decode()
            except UnicodeDecodeError:
                text = None
        if text is None:
            from newscli.text import encodings

            if self.encoding == "utf-8":
                self.encoding = encodings.detect(data) or "cp1252"
            text, self.repairs = encodings.decode(data, self.encoding, True)
        return self._without_nul(_unified(text.removeprefix("\ufeff")), 1)

    def _without_nul(self, text: str, line: int) -> str:
        """`text` with U+FFFD for each NUL, which neither screen nor index can hold."""
        if "\x00" in text:
            line += text.count("\n", 0, text.index("\x00"))
            self.repairs += text.count("\x00")
            self.problems.append(Problem(self.path, "NUL bytes: the file may be damaged", line))
            text = text.replace("\x00", "\ufffd")
        return text

    def lines(self) -> Iterator[str]:
        """The lines without their ends (\\n, \\r\\n, \\r), in bounded memory; to be read once."""
        if self._text is not None:
            yield from split_lines(self._text)
            return
        number, rest = 1, [""]  # the pieces of a line whose end has not come yet
        for text in self._pieces():
            if "\n" not in text and "\r" not in text:
                rest.append(text)
                if sum(map(len, rest)) > MAX_TEXT:
                    reason = f"too large: a line of over {MAX_TEXT >> 20} MiB"
                    raise DocumentError(self.path, reason, number)
                continue
            text = "".join((*rest, text))
            held = "\r" if text.endswith("\r") else ""  # may be half of \r\n
            text = _unified(text.removesuffix(held))
            lines = self._without_nul(text, number).split("\n")
            rest = [lines.pop(), held]
            number += len(lines)
            yield from lines
        yield from split_lines(_unified("".join(rest)))

    def _pieces(self) -> Iterator[str]:
        """The text piece by piece; the encoding is settled by the first non-ASCII one."""
        from newscli.text.encodings import Decoder

        data, self._start = self._start, b""
        decoder = Decoder(None if self.encoding == "utf-8" else self.encoding)
        first = True
        while data:
            following = _read(self._stream, _BLOCK)
            text = decoder.decode(data, final=not following)
            self.encoding, self.repairs = decoder.encoding or "utf-8", decoder.repairs
            if text:
                yield text.removeprefix("\ufeff") if first else text
                first = False
            data = following


def split_lines(text: str) -> list[str]:
    """The lines of a text whose line ends are \\n, as an editor counts them."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def _unified(text: str) -> str:
    """`text` with \\n for \\r\\n and \\r."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _read(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes; fewer only at the end of the stream (pipes give less at a time)."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
