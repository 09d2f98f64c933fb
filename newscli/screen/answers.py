"""The page of `newscli search`: what was found, how well it fits, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.records import Answer, Hit, Marked
from newscli.screen.facts import counted, day, origin
from newscli.screen.listing import GAP, MARGIN, TABLE_FROM, WIDEST, command
from newscli.screen.sheet import Sheet, cells, flowed, held, wrapped

BAR = 10  # cells: one for ten points of score
LONGEST_QUERY = 120  # cells of the query repeated; nobody needs to read more of what they typed


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The hits of a search, the best first, under a line that says how the words were taken."""

    answer: Answer

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        sheet = Sheet.of(options)
        margin = MARGIN if sheet.width >= 40 else 0
        width = max(1, min(WIDEST, sheet.width - 2 * margin))
        blank = " " * margin
        for line in wrapped(_explained(sheet, self.answer), width):
            yield sheet.text(blank).append_text(line)
        if not self.answer.hits:
            yield sheet.text("")
            for line in wrapped(_suggested(sheet, self.answer), width):
                yield sheet.text(blank).append_text(line)
            return
        if all(hit.missing for hit in self.answer.hits):
            note = "No article has all the words; these have most of them."
            for line in wrapped(sheet.text(note, "muted"), width):
                yield sheet.text(blank).append_text(line)
        yield sheet.text(blank).append_text(sheet.rule(width))
        number = max(2, *(len(str(hit.article.number)) for hit in self.answer.hits))
        for hit in self.answer.hits:
            yield sheet.text("")
            lines = _hit(sheet, hit, max(1, width - number - GAP))
            head = sheet.text(f"{hit.article.number:>{number}}", "number").append(" " * GAP)
            yield sheet.text(blank).append_text(head).append_text(lines[0])
            for line in lines[1:]:
                yield sheet.text(blank + " " * (number + GAP)).append_text(line)
        yield sheet.text("")
        shown, total = len(self.answer.hits), self.answer.total
        foot = [command(sheet, "read")]
        if shown < total:
            foot.insert(0, sheet.text(f"the best {shown:,} of {total:,}", "muted"))
        for line in flowed(sheet, foot, width):
            yield sheet.text(blank).append_text(line)


def _explained(sheet: Sheet, answer: Answer) -> Text:
    """`5 matches for “kremln” ≈ Kremlin`."""
    count = counted(answer.total, "match") if answer.total else "No match"
    line = sheet.text(f"{count} for ")
    query = sheet.cut(sheet.text(answer.query, "strong"), LONGEST_QUERY)
    line.append_text(sheet.text("“", "strong")).append_text(query)
    line.append_text(held(sheet.text("”", "strong")))
    taken: dict[str, list[str]] = {}
    for repair in answer.repairs:
        words = taken.setdefault(repair.word, [])
        if repair.to not in words:
            words.append(repair.to)
    alone = len(taken) == 1 and answer.query.strip() in taken
    for index, (word, words) in enumerate(taken.items()):
        line.append_text(sheet.text("  " if index == 0 else " · ", "muted"))
        if not alone:
            line.append_text(held(sheet.text(word))).append(" ")
        line.append_text(sheet.text("≈ ", "muted"))
        for place, to in enumerate(words):
            line.append(", " if place else "").append_text(held(sheet.text(to, "match")))
    return line


def _suggested(sheet: Sheet, answer: Answer) -> Text:
    """Words of the archive that look like the query's; what to try when there are none."""
    if not answer.suggestions:
        return sheet.text("Try fewer words, or `newscli list` for every headline.", "muted")
    line = sheet.text("Did you mean ", "muted")
    for index, (word, articles) in enumerate(answer.suggestions):
        if index:
            line.append_text(sheet.text(", ", "muted"))
        line.append_text(held(sheet.text(word, "strong")))
        line.append_text(sheet.text(f" ({counted(articles, 'article')})", "muted"))
    return line.append_text(sheet.text("?", "muted"))


def _hit(sheet: Sheet, hit: Hit, width: int) -> list[Text]:
    """Headline; bar, score, where it matched and where it comes from; the match in its context."""
    headline = _marked(sheet, hit.headline, "title")
    lines = [sheet.cut_to_match(headline, width)]
    left = _scored(sheet, hit.score)
    why = [_fields(hit)] if hit.fields else []
    if hit.missing:
        why.append("without " + ", ".join(hit.missing))
    left.append_text(sheet.cut(sheet.text(" · ".join(why), "muted"), width - cells(left.plain)))
    article = hit.article
    facts = [origin(article.publisher, article.source.path), day(article.date)]
    right = sheet.joined([sheet.cut(sheet.text(f, "muted"), width) for f in facts if f])
    space = width - cells(left.plain) - cells(right.plain)
    if space >= GAP:
        lines.append(left.append(" " * space).append_text(right))
    else:
        lines.append(left)
        lines += flowed(sheet, [sheet.cut(right, width)], width)
    if hit.snippet.text:
        lines += _snippet(sheet, hit.snippet, width)
    return lines


def _snippet(sheet: Sheet, snippet: Marked, width: int) -> list[Text]:
    """The match in its context: one line, or two where lines are short."""
    text = _marked(sheet, snippet, "quote")
    if sheet.width >= TABLE_FROM:
        return [sheet.cut_around_match(text, width)]
    for room in range(2 * width, width, -2):
        lines = wrapped(sheet.cut_around_match(text, room), width)
        if len(lines) <= 2:
            return lines
    return [sheet.cut_around_match(text, width)]


def _marked(sheet: Sheet, marked: Marked, style: str) -> Text:
    return sheet.text(marked.text, style, marked.marks)


def _scored(sheet: Sheet, score: float) -> Text:
    """A thin bar of ten cells and the score; a hit always has some bar."""
    filled = min(BAR, max(1, round(score / 100 * BAR)))
    bar = sheet.text("━" * filled, "bar").append_text(sheet.text("─" * (BAR - filled), "track"))
    return bar.append_text(sheet.text(f" {score:3.0f}", "bar")).append("  ")


def _fields(hit: Hit) -> str:
    """`in headline · caption · body ×4`."""
    named = [name if count == 1 else f"{name} ×{count}" for name, count in hit.fields]
    return "in " + " · ".join(named)
