"""Office files with given lines, as programs write them: for tests of what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

LINES_A_PAGE = 50


def docx(lines: Sequence[str]) -> bytes:
    """A paragraph a line."""
    from docx import Document

    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def odt(lines: Sequence[str]) -> bytes:
    """A paragraph a line."""
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document, out = OpenDocumentText(), io.BytesIO()
    for line in lines:
        document.text.addElement(P(text=line))
    document.write(out)
    return out.getvalue()


def rtf(lines: Sequence[str]) -> bytes:
    """A paragraph a line, with escapes for what is not ASCII."""
    paragraphs = "\n".join(rf"\pard {''.join(map(_rtf_escaped, line))}\par" for line in lines)
    return (rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Times;}}}}{paragraphs}}}").encode()


def _rtf_escaped(character: str) -> str:
    if character in "\\{}":
        return "\\" + character
    code = ord(character)
    return character if code < 128 else rf"\u{code if code < 32768 else code - 65536}?"


def epub(lines: Sequence[str]) -> bytes:
    """A paragraph a line, all in one chapter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        )
        book.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a%20b.html"'
            '/></manifest><spine><itemref idref="a"/></spine></package>',
        )
        body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
        book.writestr("OEBPS/a b.html", f"<html><head><title>-</title></head><body>{body}</body>")
    return out.getvalue()


def pdf(lines: Sequence[str], extra: str = "") -> bytes:
    """Pages of lines in Helvetica, whose letters are those of windows-1252; `extra` goes into the
    trailer."""
    pages = [lines[at : at + LINES_A_PAGE] for at in range(0, len(lines), LINES_A_PAGE)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        shown = b"".join(b"(" + _pdf_escaped(line) + b") ' " for line in page)
        stream = b"BT /F 10 Tf 12 TL 50 800 Td " + shown + b"ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\nstartxref\n{table}\n%%EOF"
    return bytes(out) + trailer.encode()


def _pdf_escaped(line: str) -> bytes:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return escaped.encode("cp1252", "replace")


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "docx": docx,
    "odt": odt,
    "rtf": rtf,
    "epub": epub,
    "pdf": pdf,
}
