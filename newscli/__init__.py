"""newscli: piles of article text, as records that can be listed, searched and read.

>>> import newscli
>>> archive = newscli.open_archive(["seeds"])
>>> [hit.article.number for hit in archive.search("melonni tarifs")]
[2]
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`; importing newscli costs nothing until it is asked something
if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from newscli.archive import Archive
    from newscli.records import Article

__version__ = "0.1.0"

__all__ = ["load", "open_archive"]


def open_archive(paths: Sequence[str | os.PathLike[str]]) -> Archive:
    """The articles in files, folders and globs, kept in an index in the user's cache folder.

    What cannot be read is in the archive's `problems` after each question.
    """
    from pathlib import Path

    from platformdirs import user_cache_dir

    from newscli.archive import Archive

    return Archive(paths, Path(user_cache_dir("newscli")))


def load(path: str | os.PathLike[str]) -> list[Article]:
    """The articles of one file, numbered from 1, without an index.

    Raises `newscli.errors.DocumentError` or `OSError` when it cannot be read.
    """
    import os

    from newscli.archive.reading import articles

    return articles(os.fspath(path))
