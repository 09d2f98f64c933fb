"""Scrapers' Markdown: a list of metadata, then a whole page as text, menus and all.

The page's own links, where the scraper lists them, tell its menus; the story is where the prose
is thickest, beneath the last headline before it.
"""

from __future__ import annotations

import re

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_name, is_url
from newscli.formats.drafting.values import Value
from newscli.formats.layout.headers import header
from newscli.formats.layout.shapes import (
    is_control,
    is_headline_like,
    is_prose,
    opens_links,
    weight,
)
from newscli.formats.layout.vocabulary import CONTROLS
from newscli.formats.markdown.lines import MarkLine
from newscli.records import Article
from newscli.text import Document, fold
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

HEAD = 10  # lines between a headline and the story: deck, byline, date, place
_FIELDS = ("url", "publisher", "language", "section", "date", "byline")
_SHORT_COST = 0.6  # what a line that is no prose takes from a stretch of prose
_fact = re.compile(r"\s*([^:：]{1,40}?)\s*[:：]\s*(.+)")
_outline = re.compile(r"#{1,6} +(.+)")


class _Section(NamedTuple):
    heading: MarkLine
    lines: list[MarkLine]
    """Without blank ones."""


def _sections(lines: list[MarkLine]) -> list[_Section]:
    """The parts under headings of the same level as that over the first list: the scraper's own."""
    level = above = 0
    for line in lines:
        if line.kind == "heading":
            above = line.level
        elif line.kind == "item":
            level = above
            break
    out: list[_Section] = []
    for line in lines:
        if line.kind == "heading" and line.level == level:
            out.append(_Section(line, []))
        elif out and line.kind != "blank":
            out[-1].lines.append(line)
    return out


def _facts(section: _Section) -> list[Value]:
    """What a list of `**key**: value` states; nothing when other lines stand there too."""
    found = [_fact.fullmatch(line.text) for line in section.lines if line.kind == "item"]
    if len(found) != len(section.lines) or len(found) < 2:
        return []
    return [
        Value(match[1], match[2], line.number, line.number)
        for match, line in zip(found, section.lines, strict=True)
        if match
    ]


def _page(sections: list[_Section]) -> _Section | None:
    """The section that holds the page's text: most lines that are no list."""
    counted = [(sum(line.kind != "item" for line in s.lines), -i) for i, s in enumerate(sections)]
    most, index = max(counted, default=(0, 0))
    return sections[-index] if most >= 3 else None


def is_scraped(lines: list[MarkLine]) -> bool:
    """Whether a list of metadata with an address stands before a page's text."""
    sections = _sections(lines)[:6]
    stated = [value for section in sections[:2] for value in _facts(section)]
    return any(is_url(value.text) for value in stated) and _page(sections) is not None


def scraped(document: Document, lines: list[MarkLine]) -> Article:
    """The article of a scraped page; all that is not of it goes to `other`."""
    sections = _sections(lines)
    page = _page(sections[:6])
    draft = Draft(document, "container", 1)
    about = [value for section in sections if section is not page for value in _facts(section)]
    heads = [m[1] for s in sections for line in s.lines if (m := _outline.fullmatch(line.text))]
    titles = [value.text for value in about if _means(value, "headline")]
    text = _PageText(page.lines if page else [], [*titles, *heads], _link_texts(sections, page))
    text.read(draft)
    taken = {line.number for line in page.lines} if page else set()
    for line in lines:
        if line.kind != "blank" and line.number not in taken:
            draft.add("metadata", line.number, line.number, line.raw)
    parts = len(draft.parts)
    draft.settle([value for value in about if any(_means(value, field) for field in _FIELDS)])
    del draft.parts[parts:]
    return draft.finish(lines[-1].number if lines else 1)


def _means(value: Value, field: str) -> bool:
    return field_name(value.name) == field


def _link_texts(sections: list[_Section], page: _Section | None) -> list[str]:
    """The folded texts of the links that stand in lists beside the page."""
    return [
        fold(line.text)
        for section in sections
        if section is not page
        for line in section.lines
        if line.url and line.text != line.url
    ]


class _PageText:
    """Finds the story in a page's lines, and gives each line its place."""

    def __init__(self, lines: list[MarkLine], heads: list[str], links: list[str]) -> None:
        self.lines = lines
        self.heads = [fold(head) for head in heads]
        self._links = frozenset(links)
        self._long_links = [text for text in links if len(text) > 60]
        said = [line.text for line in lines]
        self.prose = [text != "" and is_prose(text) and not self._is_link(text) for text in said]

    def _is_link(self, text: str) -> bool:
        key = fold(text)
        if key in self._links:
            return True
        return len(key) >= 20 and any(key in text for text in self._long_links)

    def read(self, draft: Draft) -> None:
        """Give every line of the page to the draft."""
        start, end = self._thickest()
        top = self._headline(start)
        first = start
        if top is not None:
            draft.add("headline", *_at(self.lines[top]), self.lines[top].text)
            _keep_marks(draft, self.lines[top])
            first = self._read_head(draft, top, start)
        key = fold(self.lines[top].text) if top is not None else ""
        end = self._tail(end)
        for index, line in enumerate(self.lines):
            if top is not None and top <= index < first:
                continue
            if first <= index < end:
                self._read_body(draft, index)
            elif key and fold(line.text) == key:
                draft.add("repeat", *_at(line), line.raw)
            else:
                draft.add("other", *_at(line), line.raw)

    def _thickest(self) -> tuple[int, int]:
        """The stretch of lines with the most prose and the fewest others: start and end."""
        best, found = 0.0, (0, 0)
        score, start = 0.0, 0
        for index, line in enumerate(self.lines):
            gain = 1 + min(len(line.text), 600) / 200 if self.prose[index] else -_SHORT_COST
            if score <= 0:
                score, start = 0.0, index
            score += gain
            if score > best:
                best, found = score, (start, index + 1)
        return found

    def _headline(self, start: int) -> int | None:
        """The index of the headline of the story whose prose begins at `start`."""
        near = range(min(start, len(self.lines) - 1), max(-1, start - 2 * HEAD), -1)
        for head in self.heads:
            for index in near:
                if fold(self.lines[index].text) == head:
                    return index
        for index in near:
            text = self.lines[index].text
            if text and is_headline_like(text) and weight(text) >= 4 and not self._is_link(text):
                return index
        return None

    def _read_head(self, draft: Draft, top: int, start: int) -> int:
        """Deck, byline, date and place below the headline; index of the story's first line."""
        stop = min(len(self.lines), max(start, top + 1) + HEAD)
        about = [i for i in range(top + 1, stop) if self._is_about(i)]
        first = top + 1
        for index in about:
            if sum(self.prose[first:index]) > 1:
                break
            first = index + 1
        for index in range(top + 1, first):
            line = self.lines[index]
            said = header(line.text) if line.text else None
            if self._is_place(index):
                draft.place = draft.place or line.text
                draft.add("metadata", *_at(line), line.raw)
            elif said and said.field:
                draft.state(said.field, said.value)
                draft.add(said.role, *_at(line), line.raw)
            elif index in about:
                draft.byline = draft.byline or line.text.strip(" |·•,-")
                draft.add("byline", *_at(line), line.raw)
            elif line.text and len(line.text) > 30 and not is_control(line.text):
                draft.add("subhead", *_at(line), line.text)
                _keep_marks(draft, line)
            else:
                draft.add("other", *_at(line), line.raw)
        return first

    def _is_about(self, index: int) -> bool:
        """Whether a line says who, when or where: a name stands right above a date."""
        text = self.lines[index].text
        if not text or self.prose[index]:
            return False
        if header(text) or self._is_place(index):
            return True
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        said = header(below) if below else None
        return said is not None and said.role == "date" and weight(text.strip(" |")) <= 6

    def _is_place(self, index: int) -> bool:
        """Whether a line is a dateline standing alone above the first paragraph: `MOSCOW`."""
        text = self.lines[index].text
        if not text.isupper() or len(text) > 40 or any(map(str.isdigit, text)):
            return False
        following = index + 1 < len(self.lines) and self.prose[index + 1]
        return following and not is_control(text) and fold(text) not in CONTROLS

    def _tail(self, end: int) -> int:
        """Where the story ends: short lines after its last prose may still be of it."""
        while end < len(self.lines):
            text = self.lines[end].text
            if not text.startswith(("*", "(", "—", "–")) and not ends_sentence(text or "-"):
                break
            if self._is_link(text) or is_control(text) or opens_links(text) or header(text):
                break
            end += 1
        return end

    def _read_body(self, draft: Draft, index: int) -> None:
        """Take a line of the story."""
        line = self.lines[index]
        text = line.text
        _keep_marks(draft, line)
        if not text or line.kind == "image" or is_control(text) or self._is_link(text):
            draft.add("other", *_at(line), line.raw)
        elif not self.prose[index] and (line.kind == "heading" or fold(text) in self.heads):
            draft.add("subhead", *_at(line), text)
        else:
            draft.paragraph(text, *_at(line))


def _keep_marks(draft: Draft, line: MarkLine) -> None:
    """Keep a line as it was written, if it has marks that its text has not."""
    if line.raw != line.text:
        draft.other.append(line.raw)


def _at(line: MarkLine) -> tuple[int, int]:
    return line.number, line.number
