"""The pages in a web archive (WARC 1.0 and 1.1, ISO 28500), one after another.

A document is what a server answered (`response`, `resource`), or the text that was made of it
(`conversion`, Common Crawl's WET); what was asked, what failed and pictures are none.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from newscli.errors import DocumentError
from newscli.sources.converting import saved_from
from newscli.sources.expanding import FREE
from newscli.sources.files import Ahead, SourceFile
from newscli.sources.members import Member

LONGEST_LINE = 1 << 16  # bytes of a line in a record's header
MOST_LINES = 1000  # of a record's header
_HELD = frozenset([b"response", b"resource", b"conversion"])
_TEXTS = re.compile(rb"text/|application/(?:[\w.+-]*(?:xml|json)|warc-fields\Z)", re.IGNORECASE)
_PAGES = re.compile(rb"(?:text/html|application/xhtml)", re.IGNORECASE)
_answered = re.compile(rb"HTTP/\d(?:\.\d)? 2\d\d\b")
_sized = re.compile(rb"[0-9A-Fa-f]{1,8}")
_version = re.compile(rb"WARC/\d")


def is_warc(head: bytes) -> bool:
    """Whether a file that begins so is a web archive."""
    return _version.match(head) is not None


def warc_members(file: SourceFile, content: Ahead) -> Iterator[Member]:
    """The documents in a web archive, by their addresses; `content` is the archive, expanded.

    A page's address stands above it as browsers write it, a text's alone on a line.
    """
    reader = _Stream(content)
    seen = Counter[bytes]()
    while (line := reader.line()) is not None:
        if not line.strip():
            continue
        if not _version.match(line):
            raise DocumentError(file.path, "the web archive is damaged here; the rest is not read")
        fields = _fields(reader)
        size = fields.get(b"content-length", b"")
        if not size.isdigit():
            raise DocumentError(file.path, "a record of the web archive states no length")
        at = fields.get(b"warc-target-uri", b"").strip(b"<>")
        if not at or fields.get(b"warc-type", b"").lower() not in _HELD:
            reader.leave(int(size))
            continue
        seen[at] += 1
        name = at.decode("utf-8", "replace") + (f" ({seen[at]})" if seen[at] > 1 else "")
        if int(size) > FREE:
            reader.leave(int(size))
            yield Member(name, None, f"too large: over {FREE >> 20} MiB")
        elif block := _document(fields, at, reader.take(int(size))):
            yield Member(name, _Held(block))


def _fields(reader: _Stream) -> dict[bytes, bytes]:
    """The named fields up to the next empty line, names in small letters; the first of each."""
    out: dict[bytes, bytes] = {}
    for _ in range(MOST_LINES):
        line = reader.line()
        if not line or not line.strip():
            break
        name, _, value = line.partition(b":")
        out.setdefault(name.strip().lower(), value.strip())
    return out


def _document(fields: Mapping[bytes, bytes], at: bytes, block: bytes) -> bytes:
    """The text of a record, its address above it; empty for what is no text."""
    kind = fields.get(b"content-type", b"")
    if kind.lower().startswith(b"application/http"):
        if not _answered.match(block):
            return b""
        head, _, body = block.partition(b"\r\n\r\n")
        inner = _fields(_Stream(_Held(head.partition(b"\r\n")[2])))
        kind = inner.get(b"content-type", b"")
        is_chunked = inner.get(b"transfer-encoding", b"").lower() == b"chunked"
        block = _joined(body) if is_chunked else body
    if not _TEXTS.match(kind) or not block.strip():
        return b""
    if _PAGES.match(kind):
        return "\n".join([*saved_from(at.decode("utf-8", "replace")), ""]).encode() + block
    return b"%s\n\n%s" % (at, block) if kind.lower().startswith(b"text/plain") else block


def _joined(body: bytes) -> bytes:
    """A body without the sizes between its chunks (RFC 9112, 7.1); as it is, if it has none."""
    out: list[bytes] = []
    start = 0
    while (end := body.find(b"\r\n", start)) > 0 and (size := _sized.match(body[start:end])):
        if not (length := int(size[0], 16)):
            break
        out.append(body[end + 2 : end + 2 + length])
        start = end + 4 + length
    return b"".join(out) or body


class _Held(Ahead):
    """Bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)

    def _read(self, size: int) -> bytes:
        return self._stream.read(size)


class _Stream:
    """Lines and blocks of a stream."""

    def __init__(self, content: Ahead) -> None:
        self._content = content
        self._piece = b""
        self._at = 0
        """How much of the piece has been given."""

    def line(self) -> bytes | None:
        """The next line, its end taken off; None at the end of the stream."""
        while (end := self._piece.find(b"\n", self._at)) < 0 and self._left < LONGEST_LINE:
            if not (piece := self._content.read()):
                break
            self._piece, self._at = self._piece[self._at :] + piece, 0
        if not self._left:
            return None
        end = end if end >= 0 else self._at + min(self._left, LONGEST_LINE)
        line = self._piece[self._at : end]
        self._at = min(end + 1, len(self._piece))
        return line.rstrip(b"\r")

    @property
    def _left(self) -> int:
        return len(self._piece) - self._at

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0:
            if not self._left:
                self._piece, self._at = self._content.read(), 0
            piece = self._piece[self._at : self._at + size]
            if not piece:
                return
            self._at += len(piece)
            size -= len(piece)
            yield piece

    def take(self, size: int) -> bytes:
        """The next `size` bytes, or those that there are."""
        return b"".join(self._pieces(size))

    def leave(self, size: int) -> None:
        """Pass over the next `size` bytes."""
        for _ in self._pieces(size):
            pass
