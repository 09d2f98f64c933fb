"""A file on its way into the index: opened, parsed, and handed on batch by batch.

Whatever is wrong with a document becomes a problem of that document and harms no other.  A file
that changes while it is read is read once more; if it changes again, it is left for the next time.
"""

from __future__ import annotations

import os
from collections.abc import Container, Generator, Iterator
from typing import BinaryIO, cast

from newscli import formats
from newscli.choices import Split
from newscli.errors import DocumentError, ExpansionError, NoArticleError
from newscli.index.prepared import Batch, End, Origin, Void, prepared
from newscli.records import Article, DocumentReport, Problem
from newscli.sources import NOTHING
from newscli.sources.converting import as_text, kind
from newscli.sources.expanding import Budget, Expanding, compression, expanded
from newscli.sources.files import Ahead, SourceFile, opened, reason
from newscli.sources.locations import INSIDE, Location
from newscli.sources.members import NESTED, Member, is_tar, is_zip, tar_members, zip_members
from newscli.sources.warc import is_warc, warc_members
from newscli.text import Document
from newscli.text.document import HEAD
from newscli.tuples import NamedTuple

LONG = 1 << 18
"""Bytes in the index, about, after which a piece of a long document is handed on.  Smaller ones
cost more than they spare, larger ones only memory."""

PACKED = 2  # characters of text that make a byte there
FACTS, LINE = 300, 16  # bytes there of what is said of an article, and of an entry of its ledger


Way = tuple[str | None, Split | None]
"""How documents are to be read: the name of the format that all are in, None to look at each; and
whether each line of a plain text is an article."""


class Reading:
    """One document: its articles, then what there is to report."""

    def __init__(self, path: str, content: Ahead, way: Way, earlier: int = 0) -> None:
        """`earlier`: how many members of the archive would be this document but for the last."""
        self.path = path
        self._earlier = earlier
        self._content = content
        self._way = way
        self._document: Document | None = None
        self._format = ""
        self._failed: tuple[Problem, ...] = ()
        self._needs: str | None = None
        self._unread = ""

    def articles(self) -> Iterator[Article]:
        """What can be had of the document; where it cannot be read further, this ends.

        Raises `ExpansionError` alone.
        """
        try:
            self._document = Document(self.path, cast(BinaryIO, self._content))
            for article in formats.articles(self._document, *self._way):
                self._format = article.source.format
                yield article
        except ExpansionError:
            raise
        except NoArticleError as error:
            self._unread = error.reason
        except DocumentError as error:
            self._failed = (Problem(self.path, error.reason, error.line),)
            self._needs = error.needs
        except OSError as error:
            self._failed = (Problem(self.path, reason(error)),)
        except Exception as error:  # a bug of ours costs one document, not all
            if os.environ.get("NEWSCLI_DEBUG"):
                raise
            bug = f"this is a bug: {error!r}; NEWSCLI_DEBUG=1 shows where, please report it"
            self._failed = (Problem(self.path, bug),)

    def report(self) -> DocumentReport:
        """How it was read and what was wrong; complete when all articles have been had."""
        problems = self._failed
        damage: tuple[Problem, ...] = ()
        if self._earlier:
            members = "member" if self._earlier == 1 else "members"
            reason = f"passed over {self._earlier} earlier {members} of the same name"
            problems = (Problem(self.path, reason), *problems)
        if isinstance(self._content, Expanding) and self._content.problem:
            damage = (Problem(self.path, self._content.problem),)
        if (document := self._document) is None or self._unread:
            problems, unread = damage or problems, "" if damage else self._unread
            return DocumentReport(self.path, "", "", 0, problems, (), self._needs, unread)
        return DocumentReport(
            self.path,
            self._format,
            document.encoding,
            document.repairs,
            (*damage, *document.problems, *problems),
            tuple(document.notes),
            self._needs,
        )


class Taken(NamedTuple):
    """A document, or as much of a long one as is held at a time."""

    origin: Origin
    articles: list[Article]
    end: End | None
    """None when more of the document follows."""
    size: int
    """Bytes of files that were read for it."""


def batches(path: str, way: Way, done: Container[str] = ()) -> Iterator[Batch | Void]:
    """What `taken` gives, as the index takes it."""
    return map(batch, taken(path, way, done))


def batch(read: Taken | Void) -> Batch | Void:
    """One piece as the index takes it."""
    if isinstance(read, Void):
        return read
    origin, found, end, size = read
    form = (found[0].source.format, found[0].source.encoding) if found else ("", "")
    return Batch(origin, [*map(prepared, found)], end, size, form)


def taken(path: str, way: Way, done: Container[str] = ()) -> Iterator[Taken | Void]:
    """All of a file, of an archive the documents in it; but not those whose paths are in `done`."""
    for _ in range(2):
        try:
            with opened(path) as file:
                if (yield from _FilePieces(file, way, done).all()):
                    return
        except OSError as error:
            yield _failed(path, reason(error, path))
            return
        except DocumentError as error:
            yield _failed(path, error.reason)
            return
    yield _failed(path, "it changed while it was read, twice; the next answer looks at it again")


def articles(path: str) -> list[Article]:
    """The articles of a file that is one document, numbered from 1.

    Raises `DocumentError` when there are none to be had.
    """
    found: list[Article] = []
    for read in taken(path, (None, None)):
        if isinstance(read, Void):
            found = []
            continue
        if read.origin.kind != "file":
            raise DocumentError(path, "an archive of documents: `documents` reads all of them")
        found += read.articles
        if read.end and not found:
            report = read.end.report
            for problem in report.problems:
                raise DocumentError(path, problem.reason, problem.line)
            raise NoArticleError(path, report.unread)
    return [article._replace(number=number) for number, article in enumerate(found, start=1)]


def text_lines(location: Location) -> Iterator[str]:
    """The lines of a document, file or member, decoded as for its articles.

    Raises `DocumentError` when it cannot be read.
    """
    path = location.path
    try:
        file = opened(location.file)
    except OSError as error:
        raise DocumentError(path, reason(error)) from error
    with file:
        content = _expanded(location.file, file)
        if location.member is None:
            yield from Document(path, cast(BinaryIO, as_text(path, content))).lines()
            return
        if is_zip(file.head(HEAD)):
            inside = zip_members(file)
        elif is_warc(content.head(HEAD)):
            inside = warc_members(file, content)
        else:
            inside = tar_members(file, content)
        for name, its_content, problem, _ in inside:
            if name == location.member:
                if its_content is None:
                    raise DocumentError(path, problem)
                text = as_text(path, _expanded(path, its_content))
                document = Document(path, cast(BinaryIO, text))
                yield from document.lines()
                return
    raise DocumentError(path, "no longer in the archive")


def _expanded(path: str, content: Ahead) -> Ahead:
    """What a compressed file holds; one that is not compressed as it is."""
    method = compression(content.head(HEAD))
    return expanded(path, content, method, Budget(path)) if method else content


def failed(path: str, reason: str) -> Batch:
    """A file of which there is nothing but a problem, to be looked at again next time."""
    origin, _, end, size = _failed(path, reason)
    return Batch(origin, [], end, size)


def _failed(path: str, reason: str) -> Taken:
    report = _report(path, DocumentError(path, reason))
    return Taken(Origin(path, NOTHING, 0), [], End(report, again=True), 0)


class _FilePieces:
    """The pieces of one opened file."""

    def __init__(self, file: SourceFile, way: Way, done: Container[str]) -> None:
        self._file = file
        self._way = way
        self._done = done
        self._counted = 0  # bytes of the file that earlier pieces have counted

    def all(self) -> Generator[Taken | Void, None, bool]:
        """All pieces; as the generator's result, whether the file stayed as it was."""
        file = self._file
        head = file.head(HEAD)
        if is_zip(head) and not kind(head):
            return (yield from self._members(zip_members(file), file))
        content = _expanded(file.path, file)
        if is_tar(content.head(HEAD)):
            return (yield from self._members(tar_members(file, content), content))
        if is_warc(content.head(HEAD)):
            return (yield from self._members(warc_members(file, content), content))
        return (yield from self._single(content))

    def _single(self, content: Ahead) -> Generator[Taken | Void, None, bool]:
        """The pieces of a file that is one document."""
        file = self._file
        origin = Origin(file.path, file.stamp, file.read_ns)
        try:
            return (yield from self._document(origin, as_text(file.path, content)))
        except ExpansionError as error:
            yield Taken(origin, [], self._end(_report(file.path, error)), self._size())
            return True

    def _members(
        self, members: Iterator[Member], content: Ahead
    ) -> Generator[Taken | Void, None, bool]:
        """The pieces of all documents in an archive, the archive's own around them."""
        file = self._file
        archive = Origin(file.path, file.stamp, file.read_ns, kind="archive")
        opened = archive._replace(stamp=NOTHING, kind="opened")
        yield Taken(opened, [], End(DocumentReport(file.path, "", "", 0), again=True), 0)
        report = _report(file.path, NoArticleError(file.path, "empty archive"))
        try:
            for member in members:
                report = DocumentReport(file.path, "", "", 0)
                if not (yield from self._member(member)):
                    return False
            while content is not file and content.read():
                pass  # what follows a tar archive's end is nothing, but damage shows there
        except DocumentError as error:
            report = _report(file.path, error)
        if isinstance(content, Expanding) and content.problem:
            report = _report(file.path, DocumentError(file.path, content.problem))
        end = End(report, file.doubtful) if content is file else self._end(report)
        file.position = max(file.position, file.stamp.size)
        if file.is_unchanged():
            yield Taken(archive, [], end, self._size())
            return True
        return False

    def _member(self, member: Member) -> Generator[Taken | Void, None, bool]:
        """The pieces of one document in an archive."""
        file = self._file
        path = file.path + INSIDE + member.name
        if path in self._done:
            return True
        origin = Origin(path, file.stamp, file.read_ns, file.path, "member")
        try:
            if member.content is None:
                raise DocumentError(path, member.problem)
            content = _expanded(path, member.content)
            head = content.head(HEAD)
            if (is_zip(head) and not kind(head)) or is_tar(head) or is_warc(head):
                raise DocumentError(path, NESTED)
            return (yield from self._document(origin, as_text(path, content), member.earlier))
        except ExpansionError:
            raise
        except DocumentError as error:
            yield Taken(origin, [], End(_report(path, error)), self._size())
            return True

    def _document(
        self, origin: Origin, content: Ahead, earlier: int = 0
    ) -> Generator[Taken | Void, None, bool]:
        """The pieces of one document; as the result, whether the file stayed as it was."""
        reading = Reading(origin.path, content, self._way, earlier)
        held: list[Article] = []
        weight, handed_on = 0, False
        try:
            for article in reading.articles():
                held.append(article)
                weight += weight_of(article)
                if weight > LONG:
                    yield Taken(origin, held, None, self._size())
                    held, weight, handed_on = [], 0, True
        except ExpansionError:
            if handed_on:
                yield Void(origin.path)
            raise
        report, is_file = reading.report(), origin.kind == "file"
        end = self._end(report) if is_file else End(report, self._file.doubtful)
        if not self._file.is_unchanged():
            if handed_on:
                yield Void(origin.path)
            return False
        yield Taken(origin, held, end, self._size())
        return True

    def _end(self, report: DocumentReport) -> End:
        """The end of a file that was read from front to back."""
        if report.unread:  # it may be long, and to look at its beginning again is soon done
            return End(report, self._file.doubtful)
        return End(report, self._file.doubtful, self._file.checksum())

    def _size(self) -> int:
        """Bytes of the file that were read since this was last asked."""
        size = self._file.position - self._counted
        self._counted += size
        return size


def weight_of(article: Article) -> int:
    """Bytes that it takes in the index, about."""
    text = sum(map(len, article.paragraphs)) // PACKED + sum(map(len, article.other))
    return FACTS + text + LINE * len(article.parts)


def _report(path: str, error: DocumentError) -> DocumentReport:
    """The report on a document of which there is nothing but this error."""
    if isinstance(error, NoArticleError):
        return DocumentReport(path, "", "", 0, unread=error.reason)
    problem = Problem(path, error.reason, error.line)
    return DocumentReport(path, "", "", 0, (problem,), needs=error.needs)
