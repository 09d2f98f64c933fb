"""What of a document's path says where its articles are from.

That depends on the other documents: of `news/tech/001.txt` and `news/sport/001.txt` the folder
tells, of `may.jsonl` and `june.jsonl` in one folder the file's name, and of two files that are
named by numbers nothing does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newscli.sources.locations import INSIDE, STDIN
from newscli.tuples import NamedTuple

LONGEST_ENDING = 6  # letters and digits of a file's type after its dot
LEAST_IN_FOLDERS = 2  # documents that folders hold on average, for them to be what tells
SHORTEST_CODE = 8  # letters and digits of an id in hexadecimal
_HEXADECIMAL = frozenset("0123456789abcdef")
_SLASHES = "/\\!"


class Naming(NamedTuple):
    """How the documents of an archive are told apart."""

    by_folder: bool
    """Whether folders do; else files do."""
    shared: frozenset[str]
    """Names of folders that all documents lie in."""

    @classmethod
    def of(cls, paths: Iterable[str]) -> Naming:
        """The naming of documents with these paths, as absolute as they are known."""
        folders = Counter(folder_of(path) for path in paths if path != STDIN)
        chains = {folder: _names(folder) for folder in folders}
        shared = frozenset.intersection(*map(frozenset, chains.values())) if chains else frozenset()
        naming = cls(True, shared)
        held = Counter[str]()
        for folder, count in folders.items():
            if name := naming._telling(chains[folder]):
                held[name] += count
        return naming._replace(by_folder=sum(held.values()) >= LEAST_IN_FOLDERS * len(held) > 0)

    def name(self, path: str) -> str | None:
        """What tells where the articles at this path are from; None when nothing does."""
        folder = folder_of(path)
        name = self._telling(_names(folder)) if self.by_folder else ""
        return name or _worded(_stem(path[len(folder) :].lstrip(_SLASHES))) or None

    def _telling(self, names: list[str]) -> str:
        return next((name for name in reversed(names) if name not in self.shared), "")


def folder_of(path: str) -> str:
    """The folder or archive that a document lies in; empty for the current one."""
    end = max(path.rfind("/"), path.rfind("\\"), 0)
    return path[:end].removesuffix("!")


def _names(folder: str) -> list[str]:
    """The names of a folder and of those that it lies in which are words; an archive is one."""
    parts = folder.replace("\\", "/").replace(INSIDE, "/").split("/")
    return [name for part in parts if (name := _worded(_stem(part)))]


def _stem(name: str) -> str:
    """A file's name without its ending.

    >>> _stem("front-page.txt"), _stem("Nr. 12"), _stem("news.tar.gz")
    ('front-page', 'Nr. 12', 'news')
    """
    while True:
        stem, _, ending = name.rpartition(".")
        is_type = len(ending) <= LONGEST_ENDING and ending.isascii() and ending.isalnum()
        if not (stem and is_type and ending[0].isalpha()):
            return name
        name = stem


def _worded(name: str) -> str:
    """The name, unless it is only an id as programs name files by: digits, or hexadecimal.

    >>> _worded("reut2-014"), _worded("000_95a98d30609874d8"), _worded("2024-05")
    ('reut2-014', '', '')
    """
    bare = "".join(filter(str.isalnum, name)).lower()
    is_code = len(bare) >= SHORTEST_CODE and _HEXADECIMAL.issuperset(bare) and not bare.isalpha()
    return "" if not bare or bare.isdecimal() or is_code else name
