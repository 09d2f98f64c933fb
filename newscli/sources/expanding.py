"""Compressed bytes expanded while they are read, in bounded memory and to a bounded length.

Nothing is ever unpacked onto the disk.  What a damaged file holds before the damage can be had.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from newscli.errors import DocumentError, ExpansionError
from newscli.sources.files import Ahead

FREE = 64 << 20
"""Bytes that any file may expand to: as much as a document that is held in memory may have."""

RATIO = 100
"""How many times its size a file may expand to beyond that.  Text shrinks to a tenth at best, pages
of one template to a fiftieth; what shrinks to a thousandth was made to fill disks."""

TOTAL = 64 << 30
"""Bytes that a file may expand to in any case: an hour of loading."""

XZ_MEMORY = 128 << 20
"""Bytes that expanding xz may take: `xz -9` needs 65 MiB, and a file can ask for 4 GiB."""

SIGNATURES = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


class Budget:
    """How much may come out of a file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.spent = 0

    def spend(self, size: int, read: int) -> None:
        """Count `size` bytes that came out, when `read` bytes of the file have gone in.

        Raises `ExpansionError` when that is too much.
        """
        self.spent += size
        if self.spent > TOTAL:
            reason = f"too large: expands to over {TOTAL >> 30} GiB; the rest is not read"
            raise ExpansionError(self._path, reason)
        if self.spent > FREE and self.spent > RATIO * read:
            reason = f"expands to over {RATIO} times its size, as no text does"
            raise ExpansionError(self._path, reason)


class Decompressor(Protocol):
    """What the modules bz2 and lzma offer."""

    @property
    def eof(self) -> bool:
        """Whether the compressed stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether more output needs more input."""

    @property
    def unused_data(self) -> bytes:
        """Input after the stream's end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """What comes out next."""


class _Inside:
    """The decompressor of zlib or of the package zstandard, in the manner of bz2 and lzma."""

    def __init__(self, inside: Any, *, is_bounded: bool) -> None:
        """`is_bounded`: whether it can be told how much may come out at a time."""
        self._inside = inside
        self._is_bounded = is_bounded
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return bool(self._inside.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inside.unused_data)

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        if not self._is_bounded:
            return bytes(self._inside.decompress(data))
        tail = self._inside.unconsumed_tail
        out = bytes(self._inside.decompress(tail + data, max(0, max_length)))
        self.needs_input = not self._inside.unconsumed_tail and len(out) < max_length
        return out


class Expanding(Ahead):
    """The bytes that a compressed stream stands for."""

    def __init__(self, source: Ahead, method: str, budget: Budget) -> None:
        """`method` is a value of `SIGNATURES`.  Raises `DocumentError` when it is not installed."""
        self._source = source
        self._new, self._take = _method(method)
        self._decompressor = self._new()
        self._budget = budget
        self._input = 0
        self._rest = b""
        self._done = False
        self.problem: str | None = None
        """What ended it before its end."""

    def _read(self, size: int) -> bytes:
        while not self._rest and not self._done:
            self._rest = self._expanded(size)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def _expanded(self, size: int) -> bytes:
        data = b""
        if self._decompressor.eof:
            data = self._decompressor.unused_data
            while not data.strip(b"\0"):  # what tapes and disks fill up with
                if not (data := self._source.read(self._take)):
                    self._done = True
                    return b""
            self._decompressor = self._new()  # streams may follow one another
        elif self._decompressor.needs_input:
            data = self._source.read(self._take)
            if not data:
                return self._failed("the compressed data ends too early")
        self._input += len(data)
        try:
            out = self._decompressor.decompress(data, size)
        except Exception as error:  # each module has errors of its own
            if isinstance(error, MemoryError) or "emory" in str(error):
                return self._failed(f"expanding it takes over {XZ_MEMORY >> 20} MiB of memory")
            return self._failed("the compressed data is damaged")
        self._budget.spend(len(out), self._input)
        return out

    def _failed(self, reason: str) -> bytes:
        self._done = True
        self.problem = f"{reason}; what comes before that is kept"
        return b""


def _method(name: str) -> tuple[Callable[[], Decompressor], int]:
    """What makes decompressors of this kind, and how many bytes to give them at a time."""
    take = 1 << 16
    if name == "gzip":
        import zlib

        gzip = 31  # wbits with gzip's header and checksum
        return lambda: _Inside(zlib.decompressobj(gzip), is_bounded=True), take
    if name == "bzip2":
        from bz2 import BZ2Decompressor

        return BZ2Decompressor, take
    if name == "xz":
        from lzma import LZMADecompressor

        return lambda: LZMADecompressor(memlimit=XZ_MEMORY), take
    try:
        from compression.zstd import ZstdDecompressor  # type: ignore[import-not-found]  # 3.14

        return ZstdDecompressor, take
    except ImportError:
        pass
    import zstandard

    window = 1 << 27  # bytes that it may hold
    # Four bytes can stand for 128 KiB, and nothing says how many may come out.
    return lambda: _Inside(
        zstandard.ZstdDecompressor(max_window_size=window).decompressobj(), is_bounded=False
    ), 1 << 9


def compression(head: bytes) -> str | None:
    """How a file that begins so is compressed."""
    for signature, method in SIGNATURES.items():
        if head.startswith(signature):
            return method
    return None


def expanded(path: str, source: Ahead, method: str, budget: Budget) -> Expanding:
    """What a compressed file holds; `DocumentError` when that needs something not installed."""
    try:
        return Expanding(source, method, budget)
    except ImportError as error:
        module = {"bzip2": "bz2", "xz": "lzma"}.get(method)
        how = f"this Python has no module {module}" if module else "install newscli[zstd] for it"
        reason = f"compressed with {method}: {how}"
        raise DocumentError(path, reason, needs=error.name) from None
