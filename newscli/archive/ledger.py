"""The ledger: what the loader did with every line of a document, and what deserves a look."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import get_args

from newscli.archive.reading import text_lines
from newscli.errors import UsageError
from newscli.formats.dividing.confidence import LOOK, SURE, roles_above
from newscli.index import Index
from newscli.index import ledger as held
from newscli.index.ledger import articles, original, reports
from newscli.records import Article, Decision, DocumentReport, Problem, Role, Source
from newscli.sources.locations import INSIDE, STDIN, Location
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

SHORTEST = 40  # words; below, an article may be a button or a caption
SHARE_OF_MEDIAN = 8  # the part of the median below which one is short among short ones
FEW = 20  # articles, of which none tells what is usual
LONGEST = 20_000  # words; above, it may be several (the longest features have 15,000)
LONGEST_HEADLINE = 40  # words; above, it may be a paragraph
LEFTOVERS = 10  # different texts that are told of a document
FEW_LINES = 10  # left over, that are no matter for a look

DAMAGE = "a part that could not be read"
LEFT_OVER = "more lines left over than used"
_FIGURES = re.compile(r"\d[\d,.]*")

_ROLES: tuple[Role, ...] = get_args(Role)
_BODY = frozenset({"paragraph", "dateline", "subhead", "headline", "caption", "repeat"})


class Look(NamedTuple):
    """Something that a person should look at."""

    reason: str
    line: int | None = None
    number: int | None = None
    """Of the article that it is about."""
    finding: str = ""
    """What it has in common with others of its kind: the reason without figures of its own."""
    articles: int = 1
    """How many it is about."""


class Ledger(NamedTuple):
    """What reading one document came to."""

    path: str
    """As the user writes it."""
    format: str
    """Empty when it could not be read."""
    encoding: str
    repairs: int
    """Bytes that were mended while decoding."""
    articles: int
    evidence: tuple[tuple[str, int], ...]
    """Why articles were cut where they were, and how many; most first."""
    lines: tuple[tuple[Role, int], ...]
    """How many lines have each role, in the order of `records.Role`."""
    leftovers: tuple[tuple[str, int], ...]
    """Texts that are in no other part of an article, and how often; most first."""
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    looks: tuple[Look, ...]
    cut: Decision | None
    """The choice behind where its articles begin; None where the format says so."""
    confidence: float | None
    """Of the article that is likeliest wrong, 0 to 1; None when nobody has told."""
    common_head: float | None
    """Share of its articles whose heads are made as most are; None of a document of one."""

    @property
    def is_suspicious(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.problems or self.looks)

    @property
    def is_sure(self) -> bool:
        """Whether each of its articles is so likely right that nobody needs to look."""
        return self.confidence is not None and self.confidence >= SURE


class TracedLine(NamedTuple):
    """A line of a document, and what became of it."""

    line: int
    """Counted from 1."""
    text: str
    role: Role | None
    """None for a line that no article has, as of a document that could not be read to its end."""
    number: int | None
    """Of the article that has it."""


class Finding(NamedTuple):
    """What several documents have in common that deserves a look."""

    words: str
    articles: int
    documents: int


def findings(found: Iterable[Ledger]) -> list[Finding]:
    """What deserves a look in these, each kind once: damage first, then the most frequent."""
    articles, documents = Counter[str](), Counter[str]()
    for ledger in found:
        counted = [(DAMAGE, 1)] * len(ledger.problems)
        counted += [(look.finding or look.reason, look.articles) for look in ledger.looks]
        for finding, count in counted:
            articles[finding] += count
        documents.update({finding for finding, _ in counted})
    kinds = [Finding(words, articles[words], documents[words]) for words in articles]
    return sorted(kinds, key=lambda one: (one.words != DAMAGE, -one.articles, one.words))


def ledgers(
    index: Index, paths: Sequence[str] = (), passing: Collection[int] | None = None
) -> list[Ledger]:
    """The ledger of each document, at or below `paths` if there are any: the worst first.

    Where not all articles are `passing`: of documents with one that is; these are looked at.

    Damage is worse than what deserves a look, and among these the least likely to be right comes
    first; what is alike stands in path order.
    """
    shortest = _shortest(index)
    found = []
    for location, report in reports(index):
        if paths and not any(_lies_in(location.path, start) for start in paths):
            continue
        its = articles(index, location.path)
        looked_at = [one for one in its if passing is None or one.number in passing]
        if passing is None or looked_at:
            looks = [look for one in looked_at for look in _looks(index, one, shortest)]
            found.append(_ledger(report, its, [*looks, *_doubts(looked_at)]))
    return sorted(found, key=_badness)


def _shortest(index: Index) -> int:
    """The least words of an article that is not short in this pile: a wire's is full of briefs."""
    with index.snapshot():
        words = sorted(count for count in index.counting.lengths() if count >= 0)
    if len(words) < FEW:
        return SHORTEST
    return min(SHORTEST, words[len(words) // 2] // SHARE_OF_MEDIAN)


def unread(index: Index, paths: Sequence[str] = ()) -> list[Problem]:
    """What has not been read and why, at or below `paths` if there are any; in path order."""
    return [
        problem
        for path, problem in held.unread(index)
        if not paths or any(_lies_in(path, start) for start in paths)
    ]


def _badness(ledger: Ledger) -> tuple[bool, bool, float]:
    """Less of what is worse."""
    confidence = 1.0 if ledger.confidence is None else ledger.confidence
    return not ledger.problems, not ledger.looks, confidence


def _ledger(report: DocumentReport, found: Sequence[Article], seen: Iterable[Look]) -> Ledger:
    """What reading a document came to; `found` are its articles, `seen` is to be looked at."""
    lines = Counter[Role]()
    leftovers = Counter[str]()
    looks = [
        Look(note.reason, note.line, finding=_FIGURES.sub("N", note.reason))
        for note in report.notes
    ]
    looks += seen
    for article in found:
        for part in article.parts:
            lines[part.role] += part.last_line - part.first_line + 1
        leftovers.update(article.other)
    body = sum(count for role, count in lines.items() if role in _BODY)
    if lines["other"] > max(FEW_LINES, body):
        reason = f"{lines['other']:,} lines are left over, more than were used"
        looks.append(Look(reason, finding=LEFT_OVER, articles=len(found)))
    return Ledger(
        path=report.path,
        format=report.format,
        encoding=report.encoding,
        repairs=report.repairs,
        articles=len(found),
        evidence=tuple(Counter(article.evidence for article in found).most_common()),
        lines=tuple((role, lines[role]) for role in _ROLES if lines[role]),
        leftovers=tuple(leftovers.most_common(LEFTOVERS)),
        problems=report.problems,
        notes=report.notes,
        looks=tuple(looks),
        cut=next((article.cut for article in found if article.cut), None),
        confidence=min((c for one in found if (c := one.confidence) is not None), default=None),
        common_head=_common_head(found),
    )


def _doubts(found: Sequence[Article]) -> Iterator[Look]:
    """That articles may be wrong, in one sentence for a document."""
    doubtful = [one for one in found if one.confidence is not None and one.confidence < LOOK]
    if not doubtful:
        return
    worst = min(doubtful, key=lambda one: (one.confidence, one.source.first_line))
    least = f"confidence {worst.confidence:.2f}"
    why = "may begin elsewhere or have another headline"
    line, number = worst.source.first_line, worst.number
    few, many = len(doubtful), len(found)
    of = f"all {many:,}" if few == many else f"{few:,} of {many:,}"
    some = "it" if many == 1 else f"{of} articles"
    yield Look(f"{some} {why} ({least})", line, number, why, len(doubtful))


def _common_head(found: Sequence[Article]) -> float | None:
    """The share of the articles above whose text stands the same, as roles, as above most."""
    if len(found) < 2:
        return None
    heads = Counter(roles_above(article.parts) for article in found)
    return heads.most_common(1)[0][1] / len(found)


def _looks(index: Index, article: Article, shortest: int) -> Iterator[Look]:
    """What is suspicious about an article; one with fewer words than `shortest` is short."""
    line, number = article.source.first_line, article.number
    if article.words < shortest:
        few = f"only {counted(article.words, 'word')}"
        yield Look(few, line, number, f"under {shortest} words")
    if article.words > LONGEST:
        several = f"{article.words:,} words: it may be several articles"
        yield Look(several, line, number, f"over {LONGEST:,} words")
    headline = 0 if article.headline_derived else len(article.headline.split())
    if headline > LONGEST_HEADLINE:
        paragraph = f"the headline has {headline} words: it may be a paragraph"
        yield Look(paragraph, line, number, f"a headline of over {LONGEST_HEADLINE} words")
    if "-" in article.id:
        first = original(index, article.id)
        other = f"article {first}" if first else "another article that has gone"
        yield Look(f"the same text as {other}", line, number, "the same text as another article")


def lines(index: Index, paths: Sequence[str]) -> Iterator[tuple[str, Iterator[TracedLine]]]:
    """Path as the user writes it, and the lines with what became of them, of each document.

    `paths` are absolute, of files or folders; the documents are those at or below one of them.
    """
    for location, report in reports(index):
        path = location.path
        if report.format and path != STDIN and any(_lies_in(path, start) for start in paths):
            yield report.path, _lines(location, articles(index, path))


def _lies_in(path: str, start: str) -> bool:
    return path == start or path.startswith((os.path.join(start, ""), start + INSIDE))


def _lines(location: Location, found: Sequence[Article]) -> Iterator[TracedLine]:
    parts = (
        (part.first_line, part.last_line, part.role, article.number)
        for article in found
        for part in article.parts
    )
    first, last, role, number = next(parts, (0, 0, None, None))
    for line, text in enumerate(text_lines(location), start=1):
        while line > last and role is not None:
            first, last, role, number = next(parts, (0, 0, None, None))
        inside = first <= line <= last
        yield TracedLine(line, text, role if inside else None, number if inside else None)


def source_lines(location: Location, source: Source) -> Iterator[str]:
    """The lines of its document that an article came from, as they are in the document.

    Raises `UsageError` for standard input, and `DocumentError`.
    """
    if location.file == STDIN:
        raise UsageError("standard input is over: its lines cannot be had again")
    for line, text in enumerate(text_lines(location), start=1):
        if line > source.last_line:
            return
        if line >= source.first_line:
            yield text
