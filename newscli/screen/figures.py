"""The page of `newscli stats`: how many articles there are, and what they are.

Articles by one kind are rows of bars, by two kinds a table of small ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.choices import Kind, kind_of
from newscli.screen.answers import asked
from newscli.screen.bars import Bar, Bars, drawn, shares
from newscli.screen.facts import day
from newscli.screen.measure import cells
from newscli.screen.sheet import GAP, WIDEST, Sheet, held, padded, separated, together
from newscli.screen.wrapping import wrapped
from newscli.stats import Breakdown, Cross, Stats, Tally
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

SINGULAR = {"articles": "article", "stories": "story", "copies": "copy"}
LONGEST_LABEL = 24  # cells
LEAST_COLUMN = 8  # cells; a title in fewer says nothing
LEAST_BAR = 4  # cells; where there is no room for that, figures stand alone
LONGEST_BAR = 12  # cells; longer ones tell no more

Rows = list[tuple[str, tuple[int, ...]]]


class _Chart(NamedTuple):
    title: str
    note: str
    rows: list[Bar]


class StatsPage(NamedTuple):
    """A line that sums up, then a section for each breakdown and one for the terms."""

    stats: Stats
    limit: int | None = None
    """Names and terms that each section shows; of times it shows all."""
    all: bool = False
    """Whether breakdowns are shown even if they say nothing."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        yield from sheet.inset(self._lines(sheet))

    def _lines(self, sheet: Sheet) -> Iterator[Text]:
        telling = [one for one in self.stats.breakdowns if self.all or self._says_something(one)]
        sections = [self._section(sheet, breakdown) for breakdown in telling]
        if self.stats.terms:
            sections.append(self._terms(sheet))
        bars = Bars(sheet, [row for section in sections for row in section.rows])
        for part in sheet.flowed(self._summary(sheet), sheet.inner):
            yield from wrapped(part, sheet.inner)
        if self.stats.cross:
            yield sheet.text("")
            yield from crossed(sheet, self.stats.cross, self.limit)
            return
        yield sheet.rule(bars.width)
        for section in sections:
            yield sheet.text("")
            yield from _titled(sheet, section)
            for row in section.rows:
                yield bars.row(row)

    def _summary(self, sheet: Sheet) -> list[Text]:
        """`240 articles for “coffe” ≈ coffee`, `1% of 21,604`, `58,701 words`, the dates."""
        stats = self.stats
        count = sheet.text(self._many(stats.articles), "title")
        if query := stats.query.strip():
            count = together(count, " for ", held(asked(sheet, query)))
            for repair in stats.repairs:
                mark = sheet.text(" ≈ ", "muted")
                count = together(count, mark, held(sheet.text(repair.to, "match")))
        facts = [counted(stats.words, "word")]
        if stats.elsewhere:
            every = stats.articles + stats.elsewhere
            (share,) = shares([stats.articles], every, add_up=False)
            facts.insert(0, f"{share} of {every:,}")
        if stats.first and stats.last:
            times = dict.fromkeys((day(stats.first), day(stats.last)))
            facts.append(" to ".join(times))
        elif stats.articles:
            facts.append("undated")
        return [count, *(sheet.text(fact, "muted") for fact in facts)]

    def _many(self, count: int) -> str:
        """`1 article`, `2,225 stories`."""
        kind = self.stats.counted
        return f"{count:,} {SINGULAR[kind] if count == 1 else kind}"

    def _section(self, sheet: Sheet, breakdown: Breakdown) -> _Chart:
        """The first rows, what the others come to, and the unknown."""
        kind = kind_of(breakdown.by)
        named = [row for row in breakdown.rows if row.name is not None]
        shown = named if kind.length else named[: self.limit]
        others = named[len(shown) :]
        unknown = [row for row in breakdown.rows if row.name is None]
        rows = [*shown, *([_sum(others)] if others else []), *unknown]
        labels = [sheet.text(called(kind, row.name)) for row in shown]
        labels += [sheet.text(f"{len(others):,} others", "muted")] if others else []
        labels += [sheet.text(called(kind, None), "muted") for _ in unknown]
        most = max((row.articles for row in shown), default=0) or 1
        counts = [row.articles for row in rows]
        parts = shares(counts, self.stats.articles, add_up=not breakdown.repeats)
        bars = [
            Bar(label, row.articles, share, self._remark(row))
            if row.articles or row.elsewhere
            else Bar(label, 0)
            for label, row, share in zip(labels, rows, parts, strict=True)
        ]
        for at, row in enumerate(shown):
            bars[at] = bars[at]._replace(filled=row.articles / most)
        return _Chart(kind.title, self._note(breakdown, kind, shown), bars)

    def _says_something(self, breakdown: Breakdown) -> bool:
        """Whether the rows tell articles apart: more than one, and not each of a single article,
        nor all that are shown of as many as each other, where further ones are not."""
        named = [row for row in breakdown.rows if row.name is not None]
        shown = named if kind_of(breakdown.by).length else named[: self.limit]
        is_cut = len(shown) < len(named) and shown[0].articles == shown[-1].articles
        is_even = (len(breakdown.rows) == 1 or is_cut) and not self.stats.elsewhere
        return not is_even and any(row.articles > 1 for row in named)

    def _note(self, breakdown: Breakdown, kind: Kind, shown: Sequence[Tally]) -> str:
        """What has to be known of a section: the peak, or why its rows are more than the total."""
        if breakdown.repeats:
            return "one that names several counts for each"
        if kind.length and len(shown) > 2:
            peak = max(shown, key=lambda row: row.articles)
            return f"peak {peak.articles:,} in {called(kind, peak.name)}"
        return ""

    def _remark(self, row: Tally) -> str:
        if self.stats.elsewhere:
            return self._elsewhere(row.elsewhere)
        return counted(row.words, "word")

    def _elsewhere(self, articles: int) -> str:
        """How common something is among the articles that do not match."""
        (share,) = shares([articles], self.stats.elsewhere, add_up=False)
        return f"{share} of the rest"

    def _terms(self, sheet: Sheet) -> _Chart:
        stats = self.stats
        terms = stats.terms[: self.limit]
        most = max(term.articles for term in terms)
        parts = shares([term.articles for term in terms], stats.articles, add_up=False)
        note = f"{stats.counted} that mention each"
        if stats.read < stats.articles:
            note += f"; looked for in {stats.read:,} of them"
        return _Chart(
            "Terms",
            note,
            [
                Bar(
                    sheet.text(term.text),
                    term.articles,
                    share,
                    self._elsewhere(term.elsewhere) if stats.elsewhere else "",
                    term.articles / most,
                )
                for term, share in zip(terms, parts, strict=True)
            ],
        )


def _titled(sheet: Sheet, section: _Chart) -> Iterator[Text]:
    """The title, and the note beside it if there is room, else below."""
    title, note = sheet.text(section.title, "strong"), sheet.text(section.note, "muted")
    if not section.note:
        yield title
    elif cells(title.plain) + len(GAP) + cells(note.plain) <= sheet.inner:
        yield together(title, GAP, note)
    else:
        yield title
        yield from wrapped(note, sheet.inner)


def _sum(rows: Sequence[Tally]) -> Tally:
    return Tally(
        None,
        sum(row.articles for row in rows),
        sum(row.words for row in rows),
        sum(row.elsewhere for row in rows),
    )


def crossed(sheet: Sheet, cross: Cross, limit: int | None) -> Iterator[Text]:
    """The table: a row a name, in each cell a bar and a count; all bars have one scale.

    Columns for which there is no room are summed up in the last, and rows beyond `limit` too;
    sums have no bars, which those of single names would vanish beside.
    """
    by, across = kind_of(cross.by), kind_of(cross.across)
    rows = [(called(by, row.name), row.counts) for row in cross.rows]
    titles = [called(across, name) for name in cross.columns]
    named = len(rows)
    if limit and not by.length and len(rows) > limit:
        named = limit
        rest = [counts for _, counts in rows[limit:]]
        rows = [*rows[:limit], (f"{len(rest):,} others", tuple(map(sum, zip(*rest, strict=True))))]
    label = min(LONGEST_LABEL, max((cells(name) for name, _ in rows), default=1))
    room = min(WIDEST, sheet.inner) - label
    figure = max((len(f"{sum(counts):,}") for _, counts in rows), default=1)
    kept, least = len(titles), max(LEAST_COLUMN, figure + 1 + LEAST_BAR) + len(GAP)
    if kept * least > room:
        kept = max(0, room // least - 1)
        rows = [(name, (*counts[:kept], sum(counts[kept:]))) for name, counts in rows]
        titles = [*titles[:kept], "others"]
    figure = max((len(f"{count:,}") for _, counts in rows for count in counts), default=1)
    width = min(room // max(1, len(titles)) - len(GAP), figure + 1 + LONGEST_BAR)
    bar = width - figure - 1 if width - figure > LEAST_BAR else 0
    most = max((count for _, counts in rows[:named] for count in counts[:kept]), default=0) or 1
    heads = [padded(sheet.cut(sheet.text(title, "strong"), width), width, True) for title in titles]
    yield _row([sheet.text(" " * label), *heads])
    yield sheet.rule(max(1, label + len(titles) * (width + len(GAP))))
    for at, (name, counts) in enumerate(rows):
        figures = [
            _cell(sheet, count, bar if at < named and column < kept else 0, width, most)
            for column, count in enumerate(counts)
        ]
        yield _row([padded(sheet.cut(sheet.text(name), label), label), *figures])


def called(kind: Kind, name: str | None) -> str:
    """The name as people write it: `Mar 1987`, and of a gap `Mar 1987 – Oct 1987`."""
    if name is None:
        return kind.unknown.capitalize()
    return " – ".join(day(part) for part in name.split("/")) if kind.length else name


def _cell(sheet: Sheet, count: int, bar: int, width: int, most: int) -> Text:
    """Bar and figure; nothing of nothing."""
    figure = padded(sheet.text(f"{count:,}" if count else "", "strong"), width - bar, True)
    if not (bar and count):
        return padded(figure, width, True)
    return together(drawn(sheet, count / most, bar), figure)


def _row(parts: Sequence[Text]) -> Text:
    line = separated(GAP, parts)
    line.rstrip()
    return line
