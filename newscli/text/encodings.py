"""Decoding what is not plain UTF-8: byte order marks, damage, and the older encodings.

Imported only when UTF-8 has failed.  One bad byte never changes more than one character, and
every guess is counted.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_MAGIC = (  # where it stands, what, and of what
    *(
        (0, magic, what)
        for magic, what in (
            (b"\x1f\x8b", "compressed file (gzip)"),
            (b"BZh", "compressed file (bzip2)"),
            (b"\xfd7zXZ", "compressed file (xz)"),
            (b"\x28\xb5\x2f\xfd", "compressed file (zstd)"),
            (b"\x04\x22\x4d\x18", "compressed file (lz4)"),
            (b"\x1f\x9d", "compressed file (compress)"),
            (b"PK\x03\x04", "zip archive"),
            (b"7z\xbc\xaf", "archive of a kind that is not opened (7z)"),
            (b"Rar!", "archive of a kind that is not opened (rar)"),
            (b"!<arch>\n", "archive of a kind that is not opened (ar)"),
            (b"%PDF", "PDF (damaged)"),
            (b"\x89PNG", "image (PNG)"),
            (b"\xff\xd8\xff", "image (JPEG)"),
            (b"GIF8", "image (GIF)"),
            (b"BM", "image (BMP)"),
            (b"II*\0", "image (TIFF)"),
            (b"MM\0*", "image (TIFF)"),
            (b"8BPS", "image (Photoshop)"),
            (b"\0\0\1\0", "image (icon)"),
            (b"ID3", "sound file (MP3)"),
            (b"\xff\xfb", "sound file (MP3)"),
            (b"OggS", "sound file (Ogg)"),
            (b"fLaC", "sound file (FLAC)"),
            (b"MThd", "sound file (MIDI)"),
            (b"\x1aE\xdf\xa3", "video (Matroska)"),
            (b"\0\0\1\xba", "video (MPEG)"),
            (b"FLV\1", "video (Flash)"),
            (b"wOFF", "font"),
            (b"wOF2", "font"),
            (b"OTTO", "font"),
            (b"\0\1\0\0\0", "font"),
            (_OLE, "older office file; save it as docx or text"),
            (b"SQLite format 3", "database (SQLite)"),
            (b"\x7fELF", "program"),
            (b"MZ", "program"),
            (b"\xca\xfe\xba\xbe", "program"),
            (b"\xcf\xfa\xed\xfe", "program"),
            (b"\0asm", "program"),
        )
    ),
    (8, b"WEBP", "image (WebP)"),
    (8, b"WAVE", "sound file (WAV)"),
    (8, b"AVI ", "video (AVI)"),
    (4, b"ftypavif", "image (AVIF)"),
    (4, b"ftypheic", "image (HEIC)"),
    (4, b"ftypM4A", "sound file (M4A)"),
    (4, b"ftyp", "video (MP4)"),
)
_SURE = 4  # bytes of a signature that no text begins with by chance
_WIDER = {  # Python's codecs that are narrower than what files so labelled hold
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
LONGEST = 5  # bad bytes that one makes: itself, and the four of the character it stands in
_beyond = re.compile("[^\x00-\x7f\udc80-\udcff]")
_bad = re.compile("[\udc80-\udcff]")
_declared = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_TEXT_CONTROLS = b"\t\n\r\x0c\x1b\x1a\x05\x03\x02"  # wire services sent the last ones


def binary_kind(data: bytes) -> str:
    """What `data` is, as it is no text; for a person."""
    return next((what for at, magic, what in _MAGIC if data.startswith(magic, at)), "binary file")


def unread_text(data: bytes) -> str | None:
    """Why an office file that surely holds text cannot be read; None for all others."""
    if not data.startswith(_OLE):
        return None
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "an encrypted office file: save it without a password"
    if "WordDocument".encode("utf-16-le") in data:
        return "a file of Word as it was before 2007: save it as docx or text"
    return None


def detect(data: bytes) -> str | None:
    """Python's name of the codec that `data` is in; None when it is no text at all."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec
    begun = [len(magic) for at, magic, _ in _MAGIC if data.startswith(magic, at)]
    if begun and (max(begun) >= _SURE or b"\x00" in data or not data[:2].isascii()):
        return None
    if b"\x00" in data:
        return _wide(data)
    sample = data[: 1 << 18]
    controls = len(sample) - len(
        sample.translate(None, bytes(range(32)).translate(None, _TEXT_CONTROLS))
    )
    if controls * 20 > len(sample):
        return None
    if b"\x1b$" in data and _decodes(sample, "iso2022_jp"):
        return "iso2022_jp"
    good, bad = _utf8(data)
    if good >= 2 * bad or (good and bad <= LONGEST):
        return "utf-8"
    label = _declared.search(data[:2048])
    stated = _known(label[1]) if label else None
    from newscli.text.guessing import guess

    name = guess(data, stated if stated and _decodes(sample, stated) else None)
    if name == stated:
        return stated
    return "utf-8" if name == "cp1252" and 4 * good >= bad else name  # pasted from both


_NO_TEXT = (  # Python's own, and no document is in them
    *("rot", "hex", "base", "bz2", "zlib", "uu", "quopri", "undefined", "charmap"),
    *("unicode", "raw-unicode", "idna", "punycode", "mbcs", "oem"),
)


def named(label: str) -> str | None:
    """The codec that a label names, read as browsers read it: Latin-1 as windows-1252 and so on;
    None when it names none that text is written in."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # what no name is made of
        return None
    return None if name.startswith(_NO_TEXT) else _WIDER.get(name, name)


def _known(label: bytes) -> str | None:
    """The codec that a document names, unless it would have been recognised."""
    name = named(label.decode("ascii"))
    return name if name and not name.startswith("utf") else None


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether `data`, which may end in the middle of a character, is valid in `encoding`."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except (UnicodeError, LookupError):  # more than bad bytes: an escape that never ends
        return False
    return True


def _utf8(data: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII there are if `data` is UTF-8, and how many bad bytes."""
    text, _ = codecs.utf_8_decode(data, "surrogateescape", False)
    return len(_beyond.findall(text)), len(_bad.findall(text))


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark; None when the NULs are not explained so."""
    data = data[: 1 << 16]
    best = 0.0
    encoding: str | None = None
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        try:
            text = data[: len(data) // width * width].decode(name)
        except UnicodeDecodeError:
            continue
        share = len(_likely.findall(text)) / max(1, len(text))
        if share > best and (len(text) >= 8 or text.isascii()):  # a few letters prove nothing
            best, encoding = share, name
    return encoding if best >= 0.9 else None


_likely = re.compile(  # what news is made of, the blocks in which guesses by wrong width seldom end
    r"[\t\n\r -~\u00a0-\u024f\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e5b"
    r"\u2010-\u2026\u3001-\u30ff\u4e00-\u9fa5\uac00-\ud7a3]"
)


def decode(data: bytes, encoding: str, final: bool) -> tuple[str, int]:
    """The text of `data`, and how many characters had to be guessed."""
    decoder = Decoder(encoding)
    return decoder.decode(data, final), decoder.repairs


class Decoder:
    """Decodes piece by piece, repairs what is broken, and counts the repairs."""

    def __init__(self, encoding: str | None) -> None:
        """`encoding` None: settled by the first piece that is not ASCII."""
        self.encoding = encoding
        self.repairs = 0
        self._rest = b""
        self._other: codecs.IncrementalDecoder | None = None

    def decode(self, data: bytes, final: bool) -> str:
        """The text of the next piece; a character cut in two waits for the piece after it."""
        if self.encoding is None:
            if data.isascii():
                return data.decode("ascii")
            is_utf8 = _decodes(data, "utf-8")
            self.encoding = "utf-8" if is_utf8 else detect(data) or "cp1252"
        if self.encoding == "utf-8":
            return self._repaired(self._rest + data, final)
        if self._other is None:
            self._other = codecs.getincrementaldecoder(self.encoding)("replace")
        try:
            text = self._other.decode(data, final)
        except UnicodeError:  # the decoder's own memory overflows at an escape that never ends
            self._other.reset()
            text = data.decode(self.encoding, "replace")
        self.repairs += text.count("\ufffd")
        return text

    def _repaired(self, data: bytes, final: bool) -> str:
        """UTF-8, each bad byte taken for the character it is in windows-1252."""
        text, used = codecs.utf_8_decode(data, "surrogateescape", False)
        self._rest = data[used:]
        text, repairs = _bad.subn(_western, text)
        if final and self._rest:  # the file ends inside a character
            text += "\ufffd"
            repairs += 1
            self._rest = b""
        self.repairs += repairs
        return text


def _western(match: re.Match[str]) -> str:
    return bytes((ord(match[0]) - 0xDC00,)).decode("cp1252", "replace")
