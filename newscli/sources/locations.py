"""What a person names, where documents lie in it, and how their paths are shown."""

from __future__ import annotations

import os
from collections.abc import Sequence

from newscli.tuples import NamedTuple

SCHEMES = {"opensearch": False, "opensearchs": True}
"""Scheme of an engine's address → whether it is spoken over TLS."""

STDIN = "-"
INSIDE = "!/"  # between the path of an archive and that of a member in it


class Location(NamedTuple):
    """Where a document lies: in a file of the file system, and there perhaps as a member.

    A member's name is text that somebody wrote into an archive.  It is compared with the names in
    the archive and shown, and is never a path of the file system, whatever it looks like.
    """

    file: str
    """Absolute path of the file or archive; `-` for standard input."""
    member: str | None = None
    """The name inside the archive; None for a file that is a document itself."""

    @classmethod
    def of(cls, path: str, container: str | None) -> Location:
        """The location of a document that an index has under `path`, a member of `container`."""
        if container is None:
            return cls(path)
        return cls(container, path[len(container) + len(INSIDE) :])

    @property
    def path(self) -> str:
        """The document's name in the index."""
        return self.file if self.member is None else f"{self.file}{INSIDE}{self.member}"


class Root:
    """What a person names with `--from`: a file, a folder, a glob or `-`."""

    __slots__ = ("absolute", "given")

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """`path` as the person wrote it."""
        self.given = os.fspath(path)
        self.absolute = self.given if self.given == STDIN else os.path.abspath(self.given)

    @property
    def name(self) -> str:
        """What it is called where it is not known on which machine it lies."""
        return os.path.basename(self.absolute.rstrip(os.sep)) or self.absolute

    @property
    def is_glob(self) -> bool:
        """Whether files are to be matched; `[a].txt` may also be the name of one."""
        return has_magic(self.given) and not os.path.lexists(self.absolute)

    def shown(self, path: str) -> str | None:
        """An absolute path in the user's spelling; None when it does not lie in it."""
        if path == self.absolute:
            return self.given
        if path.startswith(self.absolute):
            rest = path[len(self.absolute) :]
            if rest.startswith(INSIDE):
                return self.given + rest
            if rest.startswith(os.sep) or self.absolute.endswith(os.sep):
                return os.path.join(self.given, rest.lstrip(os.sep))
        return None


def shown(roots: Sequence[Root], path: str) -> str:
    """An absolute path as the user would write it: in the spelling of the root it lies in."""
    for root in roots:
        if spelling := root.shown(path):
            return spelling
    # `relpath` would resolve a member's `..`.
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def has_magic(path: str) -> bool:
    """Whether a path has a character that means something in a glob."""
    return "*" in path or "?" in path or "[" in path


def is_address(text: str) -> bool:
    """Whether this names an archive that an engine holds, rather than a file.

    >>> is_address("opensearch://localhost:9200/news"), is_address("news/opensearch")
    (True, False)
    """
    scheme, found, _ = text.partition("://")
    return bool(found) and scheme.lower() in SCHEMES
