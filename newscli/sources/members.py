"""The members of zip and tar archives, one after another, read in place.

An archive in an archive is not opened: that is how a small file comes to hold more than all disks.
"""

from __future__ import annotations

import io
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, cast

from newscli.errors import DocumentError, ExpansionError, NoArticleError
from newscli.sources.expanding import FREE, Budget
from newscli.sources.files import Ahead, SourceFile
from newscli.sources.locations import STDIN
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    import tarfile
    import zipfile

NESTED = "an archive in an archive is not opened"

OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
"""A zip archive with one of these is a text document, an e-book or a program."""


class Member(NamedTuple):
    """A document in an archive."""

    name: str
    """Its path inside."""
    content: Ahead | None
    """To be read before the next member is asked for."""
    problem: str = ""
    """Why there is no content."""
    earlier: int = 0
    """How many members before this one have its name, and are no documents for that."""


class Watched(Ahead):
    """A member's bytes: what damage does to them is a `DocumentError`, and they are counted."""

    def __init__(self, path: str, source: BinaryIO, file: SourceFile, budget: Budget) -> None:
        self._path = path
        self._source = source
        self._file = file
        self._budget = budget

    def _read(self, size: int) -> bytes:
        try:
            data = self._source.read(size)
        except (DocumentError, MemoryError):
            raise
        except Exception as error:  # zipfile, tarfile, zlib, bz2 and lzma have their own
            raise DocumentError(self._path, _cause(error)) from error
        self._budget.spend(len(data), self._file.stamp.size)
        return data


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar archive (POSIX or GNU)."""
    return head[257:262] == b"ustar"


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is a zip archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def zip_members(file: SourceFile) -> Iterator[Member]:
    """The documents in a zip archive, in the order of their paths; the last of each path."""
    import zipfile

    budget = Budget(file.path)
    if file.path == STDIN:
        raise DocumentError(file.path, "a zip archive has to be a file: save it first")
    file.stream.seek(0)
    reader = io.BufferedReader(cast(io.RawIOBase, file.stream))
    try:
        archive = zipfile.ZipFile(reader)
        if not {*OFFICE}.isdisjoint(archive.NameToInfo):
            raise NoArticleError(file.path, "zipped program or office file; save it as text")
        count = Counter(info.filename for info in archive.infolist())
        for name, info in sorted(archive.NameToInfo.items()):
            if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or not _is_wanted(name):
                continue
            member = _zip_member(archive, info, file, budget)
            yield member._replace(earlier=count[name] - 1)
            file.position += info.compress_size
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        # What zipfile raises for a damaged directory, or one of a later version of the format.
        raise DocumentError(file.path, _cause(error)) from error
    finally:
        if not file.stream.closed:
            reader.detach()  # else it closes the file with itself


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: SourceFile, budget: Budget
) -> Member:
    name = info.filename
    if info.flag_bits & 1:
        return Member(name, None, "encrypted")
    limit = Budget(file.path)
    try:
        limit.spend(info.file_size, info.compress_size)
    except ExpansionError as error:
        return Member(name, None, error.reason)
    try:
        content = archive.open(info)
    except Exception as error:  # a damaged header raises nearly anything
        return Member(name, None, _cause(error))
    return Member(name, Watched(file.path, cast(BinaryIO, content), file, budget))


def tar_members(file: SourceFile, content: Ahead) -> Iterator[Member]:
    """The documents in a tar archive, in its own order; `content` is the archive, expanded.

    The last member of a name is the document, and a hard link is what its target is.  Standard
    input cannot be looked through first: there each member of a name comes, one after another.
    """
    import tarfile

    from newscli.sources.tar_names import TarNames, opened_tar

    budget = Budget(file.path)
    names = None if file.path == STDIN else TarNames(file)
    seen = Counter[str]()
    try:
        with opened_tar(content) as archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep every one
                if names:
                    wanted = [(name, names.earlier(name)) for name in names.of(info)]
                else:
                    wanted = [(info.name, seen[info.name])] if info.isreg() or info.islnk() else []
                    seen.update(name for name, _ in wanted)
                wanted = [(name, earlier) for name, earlier in wanted if _is_wanted(name)]
                yield from _tar_members(archive, info, wanted, file, budget)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise DocumentError(file.path, _cause(error)) from error
    for name in filter(_is_wanted, names.nowhere() if names else ()):
        yield Member(name, None, "a hard link to what is not in the archive")


def _tar_members(
    archive: tarfile.TarFile,
    info: tarfile.TarInfo,
    names: Sequence[tuple[str, int]],
    file: SourceFile,
    budget: Budget,
) -> Iterator[Member]:
    """What a member holds under each of its names, with how many earlier members had it."""
    content: BinaryIO | None = None
    for name, earlier in names:
        if not info.isreg():
            yield Member(name, None, "a hard link: save the archive as a file to read it")
        elif len(names) == 1:
            content = cast(BinaryIO, archive.extractfile(info))
            yield Member(name, Watched(file.path, content, file, budget), earlier=earlier)
        elif info.size > FREE:
            yield Member(name, None, f"too large: over {FREE >> 20} MiB, under several names")
        else:  # what comes in a stream comes once
            if content is None:
                whole = Watched(file.path, cast(BinaryIO, archive.extractfile(info)), file, budget)
                content = io.BytesIO(b"".join(iter(whole.read, b"")))
            content.seek(0)
            yield Member(name, Watched(file.path, content, file, budget), earlier=earlier)


def _is_wanted(name: str) -> bool:
    """Whether a member is neither hidden nor in a hidden folder."""
    parts = [part for part in name.split("/") if part not in (".", "..", "")]
    return bool(parts) and not any(part.startswith(".") for part in parts)


def _cause(error: Exception) -> str:
    """What is wrong with an archive, in our words: its module's mean nothing to most people."""
    if isinstance(error, NotImplementedError):
        return "compressed in a way that is not known here"
    if isinstance(error, RuntimeError) and "encrypted" in str(error):
        return "encrypted"
    return f"the archive is damaged here ({str(error) or type(error).__name__})"
