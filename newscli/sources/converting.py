"""Office files, e-books and pages saved as mails (`choices.OFFICE`) as text, one paragraph a line.

A step before the formats: what comes out is text in whatever layout its author gave it, a press
database's export among them.  What a file is comes from its content.  Lines are counted in the
converted text, which `read --raw` shows; each page of a pdf begins a new paragraph.

The libraries are an extra, `newscli[office]`, and are imported when such a file is met.  Each gets
bytes that have been found small enough, in memory; nothing is unpacked onto the disk.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from newscli.choices import OFFICE
from newscli.errors import DocumentError, NoArticleError
from newscli.sources import workbooks
from newscli.sources.files import BLOCK, Ahead

SIGNATURE = 256  # bytes by which a kind is known

LARGEST = 64 << 20
"""Bytes of an office file that is held in memory to be converted: as of any other document."""

LARGEST_TEXT = 8 << 20  # characters that may come of a file: ten novels

LARGEST_PARTS = {"docx": 10 << 20, "odt": 6 << 20, "epub": 12 << 20}
"""Bytes of XML that a file may hold once it is unpacked: a million words and more.  The tree that
python-docx makes of it takes 12 times as much, that of odfpy 25 times; an epub's chapters are read
one by one.  All stay below 256 MiB."""

LARGEST_RTF = 8 << 20  # bytes without pictures: striprtf takes twenty times as much

_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{1000,}")  # in hexadecimal

SPACED = 0.04
"""Share of empty paragraphs from which on they are what parts the others (lines of print that are
paragraphs each have an empty one after twenty at most).  Below it the space between paragraphs was
a matter of style, and each gets an empty line here."""

_address = re.compile(r"https?://[^\s<>]+")
_SAVED = re.compile(  # RFC 2557, as browsers and Word write it
    rb"From: [\"<]?Saved by |MIME-Version: 1\.0\r?\nContent-Type: multipart/related;", re.IGNORECASE
)
_MIMETYPES = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
_OOXML = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"customXml/", b"xl/", b"ppt/")
"""How the first member of a file of Microsoft Office is called."""


class Converted(Ahead):
    """The text of an office file, as UTF-8; it is converted when it is first read."""

    def __init__(self, path: str, content: Ahead, kind: str) -> None:
        """`kind` is a key of `KINDS`."""
        self._of = (path, content, kind)
        self._stream: io.BytesIO | None = None

    def _read(self, size: int) -> bytes:
        """Up to `size` bytes; raises what `converted` raises."""
        if self._stream is None:
            self._stream = io.BytesIO(converted(*self._of).encode("utf-8", "replace"))
        return self._stream.read(size)


def kind(head: bytes) -> str | None:
    """What office file begins so: a key of `KINDS`, or None.

    A docx, odt or epub is a zip archive; its first member tells it from others.

    >>> kind(b"%PDF-1.7"), kind(b"Plain text")
    ('pdf', None)
    """
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _SAVED.match(head):
        return "mhtml"
    if not head.startswith(b"PK\x03\x04"):
        return None
    name_end = 30 + int.from_bytes(head[26:28], "little")  # APPNOTE.TXT 4.3.7
    name = head[30:name_end]
    if name == b"mimetype":
        told = head[name_end + int.from_bytes(head[28:30], "little") :]
        return next((kind for mimetype, kind in _MIMETYPES if told.startswith(mimetype)), None)
    return "docx" if name.startswith(_OOXML) else None


def as_text(path: str, content: Ahead) -> Ahead:
    """What is to be read as text: an office file's text, anything else as it is."""
    office = kind(content.head(SIGNATURE))
    return Converted(path, content, office) if office else content


def converted(path: str, content: Ahead, kind: str) -> str:
    """The text of an office file.

    Raises `DocumentError` where it is too large, encrypted, damaged or without any text, and where
    the library for it is not installed.
    """
    data = _all(path, content)
    try:
        text = "\n".join(_bounded(KINDS[kind](data)))
    except ImportError as error:
        reason = f"{kind} file: install newscli[office] to read it"
        raise DocumentError(path, reason, needs=error.name) from None
    except DocumentError as error:
        raise type(error)(path, error.reason) from None
    except (MemoryError, RecursionError):
        raise DocumentError(path, f"the {kind} file takes too much memory to convert") from None
    except Exception as error:  # each library has errors of its own, and bugs
        cause = str(error).strip().partition("\n")[0][:80] or type(error).__name__
        raise DocumentError(path, f"the {kind} file is damaged or unusual ({cause})") from error
    if not text.strip():
        what = "its pages are pictures (scanned?)" if kind == "pdf" else "it is empty"
        raise DocumentError(path, f"no text in the {kind} file: {what}")
    return text.removeprefix("\ufeff") + "\n"


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """The lines; `DocumentError` when there are too many, as of pages that are one page."""
    size = 0
    for line in lines:
        size += len(line) + 1
        if size > LARGEST_TEXT:
            raise DocumentError("", f"too large: over {LARGEST_TEXT >> 20} million signs of text")
        yield line


def _all(path: str, content: Ahead) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := content.read(BLOCK):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise DocumentError(path, f"too large: over {LARGEST >> 20} MiB; save it as text")
    return b"".join(pieces)


def _docx(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if workbooks.is_workbook(archive):
            return workbooks.tables(data)
        if "word/document.xml" not in archive.NameToInfo:
            is_show = "ppt/presentation.xml" in archive.NameToInfo
            kind = "slide show" if is_show else "office file"
            raise NoArticleError("", f"{kind}; save it as text")
    _refuse_large(data, "docx")
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(data))
    # By the tree, as looking up the style of each paragraph takes longer than all the rest.
    titles = {
        style.style_id
        for style in document.styles
        if style.name and style.name.startswith(("Title", "Heading"))
    }
    flow = {qn("w:body"), qn("w:tc"), qn("w:sdtContent")}  # text boxes stand twice, so not these
    lines: list[str] = []
    headings: set[int] = set()
    for paragraph in document.element.body.iter(qn("w:p")):  # holding them would double the tree
        if paragraph.getparent().tag in flow:
            if paragraph.style in titles:
                headings.add(len(lines))
            lines.append(paragraph.text)
    return _spaced(lines, headings)


def _odt(data: bytes) -> Iterator[str]:
    from odf import teletype
    from odf.namespaces import TEXTNS
    from odf.opendocument import load

    _refuse_large(data, "odt")
    lines: list[str] = []
    headings: set[int] = set()
    waiting = [load(io.BytesIO(data)).text]
    while waiting:
        node = waiting.pop()
        if node.qname in ((TEXTNS, "p"), (TEXTNS, "h")):
            if node.qname == (TEXTNS, "h"):
                headings.add(len(lines))
            lines.append(str(teletype.extractText(node)))
        else:
            waiting.extend(reversed([one for one in node.childNodes if one.nodeType == 1]))
    return _spaced(lines, headings)


def _rtf(data: bytes) -> Iterator[str]:
    from striprtf.striprtf import rtf_to_text

    data = _PICTURE.sub(b"", data)
    if len(data) > LARGEST_RTF:
        raise DocumentError("", f"too large: over {LARGEST_RTF >> 20} MiB of text; save it as text")
    text: str = rtf_to_text(data.decode("latin-1"), errors="replace")
    return _spaced(text.replace("\xa0\n", "\n").split("\n"))


def _pdf(data: bytes) -> Iterator[str]:
    from newscli.sources.pdf import lines

    return lines(data)


def _epub(data: bytes) -> Iterator[str]:
    """The chapters in the order of the spine; without a library, as none that is kept has a licence
    that goes with ours (EbookLib is AGPL)."""
    from xml.etree import ElementTree

    _refuse_large(data, "epub")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if {"META-INF/encryption.xml", "META-INF/rights.xml"} <= book.NameToInfo.keys():
            raise DocumentError("", "the epub file is encrypted: it is sold with a lock")
        container = ElementTree.fromstring(  # noqa: S314 - expat bounds entities
            book.read("META-INF/container.xml")
        )
        root = next(
            one.attrib["full-path"] for one in container.iter() if "full-path" in one.attrib
        )
        package = ElementTree.fromstring(book.read(root))  # noqa: S314 - expat bounds entities
        items = {one.get("id"): one.get("href", "") for one in package.findall(".//{*}item")}
        for reference in package.findall(".//{*}itemref"):
            href = items.get(reference.get("idref"), "")
            name = normpath(join(dirname(root), unquote(href)))
            if name in book.NameToInfo:
                chapter = _Chapter()
                chapter.feed(book.read(name).decode("utf-8", "replace"))
                chapter.close()
                yield from _spaced(chapter.lines, chapter.headings)
                yield from ("", "")


def _mhtml(data: bytes) -> list[str]:
    """The page itself, as HTML: its pictures and frames are other parts.

    Where it was saved from stands above it, as browsers write it that save pages as HTML.
    """
    from email import message_from_bytes

    message = message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                charset = part.get_content_charset("utf-8")
                at = message["Snapshot-Content-Location"] or part["Content-Location"] or ""
                return [*saved_from(at), *page.decode(charset, "replace").splitlines()]
    return []


def saved_from(address: str) -> list[str]:
    """The line that browsers write above a page which they save; none for what is no address.

    >>> saved_from("http://a.example/"), saved_from("http://a.example/--><p>Ships sail.")
    (['<!-- saved from url=(0017)http://a.example/ -->'], [])
    """
    is_address = _address.fullmatch(address) is not None
    return [f"<!-- saved from url=({len(address):04}){address} -->"] if is_address else []


class _Chapter(HTMLParser):
    """The paragraphs of an XHTML page, a line each."""

    _BLOCKS = frozenset(
        "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 "
        "h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
    )
    _HIDDEN = frozenset({"head", "script", "style", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.headings: set[int] = set()
        self._said: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in self._BLOCKS:
            self._end()
        self._hidden += tag in self._HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not "".join(self._said).strip():
            self.lines.append("")
        elif tag in self._BLOCKS:
            heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
            self._end(heading)
        self._hidden = max(0, self._hidden - (tag in self._HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._said.append(data)

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self, heading: bool = False) -> None:
        if text := " ".join("".join(self._said).split()):
            if heading:
                self.headings.add(len(self.lines))
            self.lines.append(text)
        self._said.clear()


def _spaced(lines: Sequence[str], headings: set[int] | None = None) -> Iterator[str]:
    """The paragraphs with empty lines between them, be it because they had none (`SPACED`).

    Before a heading there are two: that is what its style says.

    >>> list(_spaced(["One.", "Two."]))
    ['One.', '', 'Two.']
    >>> list(_spaced(["One.", "", "Two."]))
    ['One.', '', 'Two.']
    """
    empty = sum(not line.strip() for line in lines)
    tight = empty < SPACED * len(lines)
    for index, line in enumerate(lines):
        if index and tight:
            yield ""
        if index and headings and index in headings and lines[index - 1].strip():
            yield ""
        yield from line.split("\n")
        if not tight and headings and index in headings:
            yield ""


def _refuse_large(data: bytes, kind: str) -> None:
    """Raises `DocumentError` when what is zipped in `data` would take too much memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = (".xml", ".xhtml", ".html", ".htm", ".rels", ".opf", ".ncx")
        infos = [one for one in archive.infolist() if one.filename.lower().endswith(texts)]
        if any(info.flag_bits & 1 for info in infos):
            raise DocumentError("", "encrypted: save it without a password")
        if sum(info.file_size for info in infos) > LARGEST_PARTS[kind]:
            reason = f"too large: over {LARGEST_PARTS[kind] >> 20} MiB of text once unpacked"
            raise DocumentError("", f"{reason}; save it as text")


KINDS: dict[str, Callable[[bytes], Iterable[str]]] = dict(
    zip(OFFICE, (_docx, _odt, _rtf, _pdf, _epub, _mhtml), strict=True)
)
"""Name → what makes lines of its bytes; any of them may raise anything, as libraries do."""
