"""The pages of `newscli stories`: who tells the same, and what two articles share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.records import Article, Relation, Summary
from newscli.screen.facts import day
from newscli.screen.sheet import GAP, WIDEST, Sheet, command, padded, separated, together, two_lines
from newscli.screen.wrapping import wrapped
from newscli.text.counted import counted
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.stories.passages import Stretch, Wording
    from newscli.stories.story import Relative, Story, StoryMember

FOOT = 5  # articles that tell the same, at the foot of one
COLUMNS_FROM = 120  # columns of terminal from which two texts stand side by side


class StoriesPage(NamedTuple):
    """Stories, each with the articles that tell it."""

    stories: Sequence[Story]
    total: int
    """How many stories there are, those beyond the limit included."""
    articles: int
    """How many articles the archive has."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        yield from sheet.inset(self._lines(sheet, min(WIDEST, sheet.inner)))

    def _lines(self, sheet: Sheet, width: int) -> Iterator[Text]:
        members = [member for story in self.stories for member in story.articles]
        digits = digits_of([member.article for member in members])
        for story in self.stories:
            for member in story.articles:
                facts = _member_facts(sheet, member, story.articles[0].article.number)
                yield from entry(sheet, member.article, facts, digits, width)
            yield sheet.text("")
        counts = (self._count(), counted(self.articles, "article"))
        yield from sheet.spread(
            [sheet.text(count, "muted") for count in counts],
            [command(sheet, "stories")] if self.stories else [],
            width,
        )

    def _count(self) -> str:
        if not self.total:
            return "no two tell the same"
        shown = len(self.stories)
        noun = "story" if self.total == 1 else "stories"
        count = f"{self.total:,} {noun} told more than once"
        return f"{shown:,} of {count}" if shown < self.total else count


class RelativesPage(NamedTuple):
    """One article, and those that tell the same or something related, with what they share."""

    article: Article
    relatives: Sequence[tuple[Relative, Sequence[Stretch]]]
    differences: bool
    """Whether to show all that two texts have, with what only one has marked."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        is_wide = self.differences and sheet.width >= COLUMNS_FROM
        width = sheet.inner if is_wide else min(WIDEST, sheet.inner)
        is_coloured = console.color_system is not None and bool(console.get_style("gone").color)
        yield from sheet.inset(self._lines(sheet, width, is_wide, is_coloured))

    def _lines(self, sheet: Sheet, width: int, is_wide: bool, is_coloured: bool) -> Iterator[Text]:
        blank = sheet.text("")
        article = _summary(self.article)
        digits = digits_of([article, *(relative.article for relative, _ in self.relatives)])
        yield from entry(sheet, article, _where(sheet, article), digits, width)
        yield sheet.rule(width)
        indent = " " * digits + GAP
        room = max(1, width - len(indent))
        for relative, stretches in self.relatives:
            yield blank
            facts = _relative_facts(sheet, relative)
            yield from entry(sheet, relative.article, facts, digits, width)
            for stretch in stretches:
                if self.differences:
                    lines = (_beside if is_wide else _inline)(sheet, stretch, room, is_coloured)
                else:
                    lines = _in_common(sheet, stretch, room)
                if lines:
                    yield blank
                for line in lines:
                    yield together(indent, line)
        yield blank
        if not self.relatives:
            none = "No other article tells the same or is related."
            yield from wrapped(sheet.text(none, "muted"), width)
            return
        left = [command(sheet, "read")]
        if self.differences and any(stretches for _, stretches in self.relatives):
            number = self.article.number
            label = _only(sheet, f"only in {number}", "only in the other", is_coloured)
            left.insert(0, separated(" ", label))
        yield from sheet.flowed(left, width)


def _summary(article: Article) -> Summary:
    return Summary(
        article.number,
        article.id,
        article.headline,
        article.headline_derived,
        article.source.path,
        article.publisher,
        article.place,
        article.date,
        article.words,
        source=article.publisher,
    )


def digits_of(articles: Sequence[Summary]) -> int:
    """Cells that the numbers of these articles take."""
    return max([2, *(len(str(article.number)) for article in articles)])


def entry(
    sheet: Sheet, article: Summary, facts: Sequence[Text], digits: int, width: int
) -> Iterator[Text]:
    """Number and headline of an article, and below them what there is to say about it."""
    room = max(1, width - digits - len(GAP))
    headline = sheet.text(article.headline, "" if article.headline_derived else "title")
    number = sheet.text(f"{article.number:>{digits}}", "number")
    yield together(number, GAP, sheet.cut(headline, room))
    for line in sheet.flowed([sheet.cut(fact, room) for fact in facts], room):
        yield together(" " * digits + GAP, line)


def relatives_foot(
    sheet: Sheet, number: int, relatives: Sequence[Relative], width: int
) -> Iterator[Text]:
    """What else tells the same, and what is related, at the foot of an article."""
    related = [one for one in relatives if one.relation.kind == "related"]
    same = [one for one in relatives if one.relation.kind != "related"]
    for title, found in (("Same story elsewhere", same), ("Related", related)):
        shown = found[:FOOT]
        if shown:
            yield sheet.text("")
            yield sheet.text(title, "strong")
        digits = digits_of([one.article for one in shown])
        for one in shown:
            is_same = one.relation.kind != "related"  # else the title says it
            facts = _relative_facts(sheet, one) if is_same else _where(sheet, one.article)
            yield from entry(sheet, one.article, facts, digits, width)
        if len(found) > FOOT:
            yield sheet.text(f"and {len(found) - FOOT:,} more", "muted")
    if relatives:
        yield sheet.text("")
        yield together(sheet.text("newscli stories ", "muted"), sheet.text(str(number), "number"))


def kind_of(sheet: Sheet, relation: Relation) -> Text:
    """`version 0.87`."""
    return sheet.text(f"{relation.kind} {relation.similarity:.2f}", "bar")


def _member_facts(sheet: Sheet, member: StoryMember, first: int) -> list[Text]:
    facts = _where(sheet, member.article)
    if member.paragraphs:
        facts.insert(0, sheet.text(f"in {_paragraphs(member.paragraphs)}", "muted"))
    if member.relation:
        of = "" if member.of == first else f" of {member.of}"
        facts.insert(0, together(kind_of(sheet, member.relation), sheet.text(of, "muted")))
    return facts


def _relative_facts(sheet: Sheet, relative: Relative) -> list[Text]:
    facts = [kind_of(sheet, relative.relation)]
    if passage := relative.relation.passage:
        here, there = _paragraphs(passage.here), _paragraphs(passage.there)
        facts.append(sheet.text(f"{here} here, {there} there", "muted"))
    return [*facts, *_where(sheet, relative.article)]


def _where(sheet: Sheet, article: Summary) -> list[Text]:
    """Where it is from, and of when."""
    stated = [article.source, day(article.date)]
    return [sheet.text(fact, "muted") for fact in stated if fact]


def _paragraphs(at: tuple[int, int]) -> str:
    """`paragraph 1`, `paragraphs 1–3`."""
    first, last = at[0] + 1, at[1] + 1
    return f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"


def _in_common(sheet: Sheet, stretch: Stretch, width: int) -> list[Text]:
    """The beginning of a paragraph that both have; nothing of one that only one has."""
    if stretch.here is None or stretch.there is None:
        return []
    said = " ".join(wording.here for wording in stretch.wordings if wording.here)
    lines = two_lines(sheet, sheet.text(said, "quote"), max(1, width - 3))
    return [_barred(sheet, line) for line in lines]


def _inline(sheet: Sheet, stretch: Stretch, width: int, is_coloured: bool) -> list[Text]:
    """A paragraph with the words of both in the order of this one."""
    parts = [part for wording in stretch.wordings for part in _words(sheet, wording, is_coloured)]
    return [_barred(sheet, line) for line in wrapped(separated(" ", parts), max(1, width - 3))]


def _words(
    sheet: Sheet, wording: Wording, is_coloured: bool, sides: str = "both"
) -> Iterator[Text]:
    """The words of a wording, those that only one has told apart."""
    if wording.is_same:
        yield sheet.text(wording.there if sides == "there" else wording.here)
    else:
        here = wording.here if sides != "there" else ""
        yield from _only(sheet, here, wording.there if sides != "here" else "", is_coloured)


def _only(sheet: Sheet, here: str, there: str, is_coloured: bool) -> list[Text]:
    """What only this one has and what only the other has; without colours in the brackets of
    `wdiff`."""
    gone, come = ("{}", "{}") if is_coloured else ("[-{}-]", "{{+{}+}}")
    return [
        sheet.text(form.format(text), role)
        for form, text, role in ((gone, here, "gone"), (come, there, "come"))
        if text
    ]


def _beside(sheet: Sheet, stretch: Stretch, width: int, is_coloured: bool) -> list[Text]:
    """A paragraph at the left, and at the right what the other has of it."""
    room = max(1, (width - 2 * len(GAP) - 1) // 2)

    def column(side: str) -> list[Text]:
        parts = [
            part
            for wording in stretch.wordings
            for part in _words(sheet, wording, is_coloured, side)
        ]
        return wrapped(separated(" ", parts), room) if parts else []

    bar = together(GAP, sheet.text("|" if sheet.ascii else "│", "track"), GAP)
    return [
        together(padded(left, room), bar, right)
        for left, right in zip_longest(column("here"), column("there"), fillvalue=sheet.text(""))
    ]


def _barred(sheet: Sheet, line: Text) -> Text:
    return together(sheet.text("▎", "number"), GAP, line)
