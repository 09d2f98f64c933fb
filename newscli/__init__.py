"""newscli: piles of article text, as records that can be listed, searched and read.

>>> import newscli
>>> archive = newscli.open_archive(["seeds"])
>>> archive.search("melonni tarifs")[0].article.number
2
"""

from __future__ import annotations

from newscli.version import __version__

TYPE_CHECKING = False  # as in `typing`; importing newscli costs nothing until it is asked something
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newscli.archive import Archive
    from newscli.archive.documents import Portion
    from newscli.archive.loading import Progress
    from newscli.choices import Split
    from newscli.records import Article

__all__ = ["__version__", "conclude", "documents", "keep", "load", "open_archive"]


def open_archive(
    paths: Sequence[str | os.PathLike[str]],
    *,
    format: str | None = None,
    split: Split | None = None,
    refresh: bool = False,
    progress: Callable[[], Progress] | None = None,
) -> Archive:
    """The articles in files, folders and globs, kept in an index in the user's cache folder.

    `format` names the format of all documents, where their content is not to decide; `split`
    says where articles begin in a plain text: "lines" or "none" (`choices.Split`).  Of over 1,000
    files not all are looked at before every answer, unless with `refresh`.  `progress` makes what
    is told how far a load has come.

    An address, `opensearch://host:9200/name`, names all that an engine holds, and stands alone.

    What cannot be read is in the archive's `problems` after each question.
    """
    from newscli.archive import Archive
    from newscli.config import folder
    from newscli.sources.locations import is_address

    named = [path for path in paths if isinstance(path, str) and is_address(path)]
    if named:
        from newscli.archive.engine import engine_archive

        return engine_archive(named, paths, folder("cache"))
    kept = folder("cache")
    return Archive(paths, kept, format=format, split=split, refresh=refresh, progress=progress)


def documents(
    path: str | os.PathLike[str],
    *,
    root: str | os.PathLike[str] | None = None,
    format: str | None = None,
    split: Split | None = None,
) -> Iterator[Portion]:
    """What a file, a folder or an archive of documents holds, piece by piece, without an index.

    Articles are named by where they lie in `root`, the folder that all workers read from; `path`
    itself by default.  `format` and `split` as for `open_archive`.  Only one piece is held at a
    time.  What cannot be read is a problem in its document's report, and raises nothing; a format
    that there is not raises `newscli.errors.UsageError`.
    """
    from newscli.archive.documents import documents
    from newscli.archive.loading import see_that_there_is
    from newscli.sources import Root

    see_that_there_is(format)
    return documents(Root(path), Root(path if root is None else root), (format, split))


def keep(address: str, portions: Iterable[Portion]) -> int:
    """Bring what `documents` gives into an engine's archive; how many articles that is.

    Any number of processes may do so at once, each with documents of its own, and again after one
    was broken off.  What is new is found after `conclude`.  Raises `newscli.errors.EngineError`.
    """
    from newscli.archive.delivery import keep
    from newscli.index.opensearch.address import address as of

    return keep(of(address), portions).articles


def conclude(address: str) -> None:
    """Count the words of an engine's archive anew, once `keep` has brought all there is."""
    from newscli.archive.delivery import conclude
    from newscli.index.opensearch.address import address as of

    conclude(of(address))


def load(path: str | os.PathLike[str]) -> list[Article]:
    """The articles of one file, numbered from 1, without an index.

    Of a document that breaks off, what could be read of it; `documents` says what was wrong.
    Raises `newscli.errors.DocumentError` when nothing of it can be read.
    """
    import os

    from newscli.archive.reading import articles

    return articles(os.fspath(path))
