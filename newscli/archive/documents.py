"""What documents hold, piece by piece, for whoever keeps it elsewhere than in an index here.

Pure: the same documents give the same pieces on every machine, in every process.  So an article has
a key of its own beside its id: made of what it says and where it stands, it is the same in every
process that reads it, and another for every copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from newscli.archive.reading import Way, taken
from newscli.index.prepared import Void
from newscli.records import Article, DocumentReport
from newscli.sources import Root, sweep
from newscli.sources.places import Place, key_of, placed
from newscli.tuples import NamedTuple


class Portion(NamedTuple):
    """A document, or as much of a long one as is held at a time."""

    root: str
    """Name of the file or folder that all of it lies in."""
    document: str
    """`root:path` in it; the root alone for a file that is one.  The same on every machine."""
    articles: tuple[Article, ...]
    """Numbered from 1 in their document; with the path as `document`, and with their ledger."""
    keys: tuple[str, ...]
    """One an article: what names it among those of all documents, copies included."""
    report: DocumentReport | None
    """How it was read, and all that was wrong with it; None when more of the document follows."""
    begins: bool
    """Whether the document begins here.  What came of it before does not count: it changed while it
    was read."""


def documents(root: Root, within: Root, way: Way) -> Iterator[Portion]:
    """What lies in `root`, in the order of paths; named as it lies in `within`."""
    for file in sweep([root]).stamps():
        yield from _pieces(file, within, way)


def _pieces(file: str, within: Root, way: Way) -> Iterator[Portion]:
    inside, count = "", 0  # the document of which more is to come, and its articles so far
    for read in taken(file, way):
        if isinstance(read, Void):
            inside, count = "", 0
            void = placed([within], read.path)
            yield Portion(void.root, void.document, (), (), None, begins=True)
            continue
        path, report = read.origin.path, read.end.report if read.end else None
        if read.origin.kind == "opened":
            continue
        if read.origin.kind == "archive" and report and not (report.problems or report.unread):
            continue
        begins = path != inside
        count = 0 if begins else count
        root, place, _ = placed([within], path)
        name = Place(root, place, 1).document
        articles = tuple(
            article._replace(number=number, source=article.source._replace(path=name))
            for number, article in enumerate(read.articles, start=count + 1)
        )
        yield Portion(
            root,
            name,
            articles,
            tuple(key_of(one.id, Place(root, place, one.number)) for one in articles),
            _renamed(report, name) if report else None,
            begins,
        )
        inside, count = ("", 0) if report else (path, count + len(articles))


def _renamed(report: DocumentReport, name: str) -> DocumentReport:
    return report._replace(
        path=name,
        problems=tuple(problem._replace(path=name) for problem in report.problems),
        notes=tuple(note._replace(path=name) for note in report.notes),
    )
