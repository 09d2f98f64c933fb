"""Files that hold many articles, read line by line: what CSV, JSONL, SGML and mail share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscli.errors import DocumentError
from newscli.records import Article, Part, Problem
from newscli.text import Document


class Lines:
    """Lines, usually a document's, and the number of the one read last."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.number = 0
        self._lines = iter(lines)
        self._again: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.number += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        """Let `lines`, the last ones read, be read once more."""
        self._again += reversed(lines)
        self.number -= len(lines)


def container(document: Document, found: Iterator[Article], lines: Lines) -> Iterator[Article]:
    """The articles found, one behind; the last one's ledger reaches to the document's end.

    DocumentError when there are none: silence would look like an empty file.
    """
    held: Article | None = None
    for article in found:
        if held is not None:
            yield held
        held = article
    if held is None:
        raise DocumentError(document.path, "no articles in it", lines.number or None)
    yield reaching(held, lines.number)


def reaching(article: Article, last_line: int) -> Article:
    """`article` with all lines up to `last_line` in its ledger."""
    end = article.parts[-1].last_line if article.parts else 0
    if end >= last_line:
        return article
    return article._replace(parts=(*article.parts, Part("separator", end + 1, last_line)))


class Damages:
    """Counts damage by kind, so that a thousand broken rows make one message and not a thousand."""

    def __init__(self, document: Document | None = None) -> None:
        self._document = document
        self._found: dict[str, tuple[int, int]] = {}

    def add(self, reason: str, line: int) -> None:
        """Something is wrong at `line`."""
        first, count = self._found.get(reason, (line, 0))
        self._found[reason] = first, count + 1

    def tell(self) -> None:
        """Put what was found on the document's record."""
        if (document := self._document) is None:
            return
        for reason, (line, count) in self._found.items():
            more = f", and {count - 1:,} more like it" if count > 1 else ""
            document.problems.append(Problem(document.path, f"{reason}{more}", line))
        self._found.clear()
