"""The pages of `newscli check`: what became of documents, and of each line of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.archive.ledger import Finding, Ledger, Look, TracedLine, findings
from newscli.records import Problem, Role
from newscli.screen.sheet import GAP, WIDEST, Sheet, together
from newscli.screen.wrapping import wrapped
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

INDENT = "    "
LONGEST_LEFTOVER = 40  # cells of one, of which a line shows several
SHOWN = 5  # leftovers of a document, and looks at one of several
ROLE = 9  # cells of the longest name of a role that stands in the margin

_STYLES: dict[Role, str] = {
    "headline": "title",
    "byline": "number",
    "dateline": "number",
    "date": "number",
    "subhead": "strong",
    "caption": "bar",
    "repeat": "track",
    "metadata": "muted",
    "other": "muted",
}
"""How the text of a line looks by its role; paragraphs as plain text."""


class LedgerPage(NamedTuple):
    """What was found, each kind with its count; then the documents that deserve a look, the worst
    first, or all of them.  Of a single one everything is told."""

    ledgers: Sequence[Ledger]
    all: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        width = min(WIDEST, sheet.inner)
        yield from sheet.inset(self._lines(sheet, width))

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        yield from sheet.flowed(_sum(sheet, self.ledgers), width)
        if len(self.ledgers) == 1:
            yield sheet.text("")
            yield from _document(sheet, self.ledgers[0], width)
            return
        yield from _found(sheet, findings(self.ledgers), width)
        shown = self.ledgers if self.all else [one for one in self.ledgers if one.is_suspicious]
        for ledger in shown:
            if ledger.is_suspicious or ledger is shown[0]:
                yield sheet.text("")
            yield from _brief(sheet, ledger, width)
            yield from _suspicions(sheet, ledger, max(1, width - len(INDENT)), SHOWN)


def _sum(sheet: Sheet, ledgers: Sequence[Ledger]) -> list[Text]:
    """`40 documents`, `312 articles`, `2 to look at`."""
    looked_at = sum(ledger.is_suspicious for ledger in ledgers)
    facts = [
        counted(len(ledgers), "document"),
        counted(sum(ledger.articles for ledger in ledgers), "article"),
    ]
    end = f"{looked_at:,} to look at" if looked_at else "nothing that deserves a look"
    return [*(sheet.text(fact, "muted") for fact in facts), sheet.text(end, "title")]


def _found(sheet: Sheet, kinds: Sequence[Finding], width: int) -> Iterator[Text]:
    """How often, what, and in how many documents."""
    digits = max((len(f"{one.articles:,}") for one in kinds), default=0)
    for at, one in enumerate(kinds):
        if not at:
            yield sheet.text("")
        count = sheet.text(f"{one.articles:>{digits},}", "number")
        where = sheet.text(f"in {counted(one.documents, 'document')}", "muted")
        room = max(1, width - digits - len(GAP))
        lines = [
            line
            for part in sheet.flowed([sheet.text(one.words), where], room)
            for line in wrapped(part, room)
        ]
        yield together(count, GAP, lines[0])
        yield from (together(" " * digits, GAP, line) for line in lines[1:])


def _brief(sheet: Sheet, ledger: Ledger, width: int) -> Iterator[Text]:
    """Its path, how it was cut, whether that is sure; what does not fit stands below."""
    facts = [sheet.text(ledger.path, "strong", path=True)]
    facts += [sheet.text(fact, "muted") for fact in _cut(ledger)]
    if left := dict(ledger.lines).get("other", 0):
        facts.append(sheet.text(f"{counted(left, 'line')} left over", "muted"))
    for at, line in enumerate(sheet.flowed(facts, width - len(INDENT))):
        yield together(INDENT, line) if at else line


def _suspicions(sheet: Sheet, ledger: Ledger, room: int, most: int | None) -> Iterator[Text]:
    """What to look at, at most so many, and how many more there are."""
    every: list[Problem | Look] = [*ledger.problems, *ledger.looks]
    for remark in every[:most]:
        style = "match" if isinstance(remark, Problem) else "bar"
        sign = together(sheet.text("! ", style), sheet.text(_in_words(remark)))
        for line in wrapped(sign, room):
            yield together(INDENT, line)
    if most and len(every) > most:
        path = sheet.text(ledger.path, "muted", path=True)
        more = sheet.text(f"{len(every) - most:,} more: newscli check ", "muted")
        yield from (together(INDENT, line) for line in wrapped(together(more, path), room))


def _document(sheet: Sheet, ledger: Ledger, width: int) -> Iterator[Text]:
    """Its path; how it was read and cut; its lines by role; what is left; what to look at."""
    room = max(1, width - len(INDENT))
    yield from wrapped(sheet.text(ledger.path, "strong", path=True), width)
    for facts in ([*_reading(ledger), *_cut(ledger)], _roles(ledger)):
        for line in sheet.flowed([sheet.text(fact, "muted") for fact in facts], room):
            yield together(INDENT, line)
    if ledger.leftovers:
        left = [sheet.cut(sheet.text(_left(*one)), LONGEST_LEFTOVER) for one in ledger.leftovers]
        said = [together(sheet.text("left over: ", "muted"), left[0]), *left[1:SHOWN]]
        for line in sheet.flowed(said, room):
            yield together(INDENT, line)
    yield from _suspicions(sheet, ledger, room, None)


def _reading(ledger: Ledger) -> list[str]:
    if not ledger.format:
        return ["could not be read"]
    repairs = [f"{counted(ledger.repairs, 'byte')} mended"] if ledger.repairs else []
    return [ledger.format, ledger.encoding, *repairs]


def _cut(ledger: Ledger) -> list[str]:
    """`4 articles by headline-echo`, `36 bits over gap`, `75% of the heads alike`, `sure`."""
    if not ledger.format:
        return []
    articles = counted(ledger.articles, "article")
    facts = [articles, *(f"{count:,} by {why}" for why, count in ledger.evidence)]
    if len(ledger.evidence) == 1:
        facts = [f"{articles} by {ledger.evidence[0][0]}"]
    if ledger.cut and ledger.cut.runner_up:
        bits = counted(round(ledger.cut.margin), "bit")
        facts.append(f"{bits} over {ledger.cut.runner_up}")
    if ledger.common_head is not None and ledger.common_head < 1:
        facts.append(f"{ledger.common_head:.0%} of the heads alike")
    return [*facts, "sure"] if ledger.is_sure else facts


def _roles(ledger: Ledger) -> list[str]:
    """`131 lines`, `4 headline`, `42 paragraph` …"""
    whole = sum(count for _, count in ledger.lines)
    by_role = [f"{count:,} {role}" for role, count in ledger.lines]
    return [counted(whole, "line"), *by_role] if whole else []


def _left(text: str, count: int) -> str:
    return text if count == 1 else f"{text} ×{count:,}"


def _in_words(remark: Problem | Look) -> str:
    """`line 3, article 2: only 12 words`."""
    where = [f"line {remark.line:,}"] if remark.line else []
    if isinstance(remark, Look) and remark.number:
        where.append(f"article {remark.number}")
    return f"{', '.join(where)}: {remark.reason}" if where else remark.reason


class UnreadPage(NamedTuple):
    """What was not read: path and reason of each, and how many there are."""

    found: Sequence[Problem]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        width = min(WIDEST, sheet.inner)
        for one in self.found:
            path = sheet.text(one.path, "strong", path=True)
            for at, line in enumerate(sheet.flowed([path, sheet.text(one.reason, "muted")], width)):
                yield together(sheet.margin, INDENT if at else "", line)
        if self.found:
            yield sheet.text("")
        counted_ = f"{counted(len(self.found), 'document')} not read"
        yield together(sheet.margin, sheet.text(counted_, "muted"))


class LinesPage(NamedTuple):
    """A document as it is, with what each line was taken for in the margin."""

    path: str
    lines: Iterable[TracedLine]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        yield together(sheet.margin, sheet.text(self.path, "strong", path=True))
        yield sheet.text("")
        for line in self.lines:
            yield from _line(sheet, line)
        yield sheet.text("")


def _line(sheet: Sheet, line: TracedLine) -> Iterator[Text]:
    """The number of the line and of its article, the role, the text."""
    if line.role == "separator" and not line.text.strip():
        yield sheet.text(f"{line.line:>5}", "track")
        return
    role = line.role or "nothing"
    number = "" if line.number is None else str(line.number)
    margin = together(
        sheet.text(f"{line.line:>5} ", "track"),
        sheet.text(f"{number:>5} ", "number"),
        sheet.text(f"{role:<{ROLE}}  ", "muted"),
    )
    style = _STYLES.get(line.role, "") if line.role else "match"
    room = max(1, sheet.width - len(margin.plain))
    first, *others = wrapped(sheet.text(line.text, style), room) or [sheet.text("")]
    yield together(margin, first)
    for other in others:
        yield together(" " * len(margin.plain), other)
