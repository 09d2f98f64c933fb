"""What the members of a tar archive are called in the end, by a look through its headers.

An archive that was added to (`tar -r`, `tar -u`) has several members of one name, of which the last
is the file, and a hard link is a name for what an earlier member holds.  So which members are to be
read shows only when all headers have been seen.
"""

from __future__ import annotations

import tarfile
from collections import Counter, defaultdict
from contextlib import suppress
from typing import BinaryIO, Self, cast

from newscli.errors import DocumentError
from newscli.sources.expanding import Budget, compression, expanded
from newscli.sources.files import Ahead, SourceFile, opened

_NOWHERE = -1
_PAST = 100_000  # reads behind the end: a header may say that its member has 10^20 bytes


class _Header(tarfile.TarInfo):
    """A header that is told when it is damaged: tarfile takes it for the archive's end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if not buf.strip(b"\0"):  # so an archive ends
                raise
            raise tarfile.ReadError(str(error)) from error


class _Ending:
    """A stream that ends also for tarfile, which skips a member read by read to its last byte."""

    def __init__(self, content: Ahead | BinaryIO) -> None:
        self._content, self._past = content, 0

    def read(self, size: int) -> bytes:
        data = self._content.read(size)
        self._past += not data
        if self._past > _PAST:
            raise EOFError("a member has more bytes than the archive")
        return data


def opened_tar(content: Ahead | BinaryIO) -> tarfile.TarFile:
    """A tar archive, to be read from its beginning on; damage is a `TarError` or `EOFError`."""
    return tarfile.open(fileobj=cast(BinaryIO, _Ending(content)), mode="r|", tarinfo=_Header)


class TarNames:
    """The names of one archive."""

    def __init__(self, file: SourceFile) -> None:
        """Look through an archive that is being read, apart from that.

        Where it is damaged the look ends: whoever reads it will come to the same place.
        """
        self._count = Counter[str]()
        self._places: dict[str, int] = {}  # name → where the header of its content begins
        with opened(file.path) as beside:
            if beside.stamp != file.stamp:
                raise DocumentError(file.path, "it changed while it was read")
            with suppress(tarfile.TarError, EOFError, ValueError, OverflowError, DocumentError):
                self._look(beside)
        self._names: defaultdict[int, list[str]] = defaultdict(list)
        for name, place in self._places.items():
            self._names[place].append(name)

    def _look(self, file: SourceFile) -> None:
        if method := compression(file.head(8)):
            archive = opened_tar(expanded(file.path, file, method, Budget(file.path)))
        else:  # skips what is between the headers
            file.stream.seek(0)
            archive = tarfile.TarFile(fileobj=file.stream, tarinfo=_Header)
        with archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep every one
                if info.isreg():
                    self._places[info.name] = info.offset
                elif info.islnk():
                    self._places[info.name] = self._places.get(info.linkname, _NOWHERE)
                else:
                    continue
                self._count[info.name] += 1

    def of(self, info: tarfile.TarInfo) -> list[str]:
        """The names of what a member holds: none if a later one has taken its own."""
        return self._names.get(info.offset, [])

    def nowhere(self) -> list[str]:
        """The names of hard links to what is not in the archive before them."""
        return self._names.get(_NOWHERE, [])

    def earlier(self, name: str) -> int:
        """How many members have this name, besides the last."""
        return self._count[name] - 1
