"""The lines of one article in Markdown: headline, facts about it, paragraphs, the rest.

A line that says more than its text (where a link leads, an image, a mark) is kept as written among
`other`, so nothing is lost by taking the marks off.
"""

from __future__ import annotations

import re

from newscli.formats.dividing.facts import facts_of, is_row
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of, is_url
from newscli.formats.drafting.markup import blocks
from newscli.formats.drafting.tags import tags
from newscli.formats.drafting.values import Value
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.headers import header
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.setting import wrapping_width
from newscli.formats.layout.shapes import opens_links
from newscli.formats.markdown.lines import MarkLine, link_in
from newscli.records import Problem, Role
from newscli.text import fold
from newscli.text.sentences import ends_sentence

LONGEST_FACTS = 120  # characters of a line that states several
_fact = re.compile(
    r"(?:\*\*|__)?([^*_:：|]{1,40}?)(?:\*\*|__)?\s*[:：](?!//)\s*(?:\*\*|__)?\s*(.+)"
)
_PROSE = ("text", "html", "quote")
_unclosed = re.compile(r"<[a-zA-Z/][^<]*$")
_slanted = re.compile(r"[*_]{1,3}([^*_].*[^*_])[*_]{1,3}")
_bold = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)")


def is_link(line: MarkLine) -> bool:
    """Whether a line is an address, or a link and nothing else."""
    return is_url(line.url) or (line.kind in ("text", "item") and is_url(line.text))


def facts(line: MarkLine) -> list[Value]:
    """What a line states about its article: `- date: …`, `**By:** …`, `*By Jane Roe*`."""
    if line.kind not in ("item", "text", "quote"):
        return []
    n = line.number
    found = [match for piece in line.text.split(" | ") if (match := _fact.fullmatch(piece))]
    if line.kind == "item" or "**" in line.raw or len(line.text) < 80:
        stated = [(match[1].strip(), match[2].strip()) for match in found]
        values = [Value(name, text, n, n) for name, text in stated if _is_about(name)]
        if values:
            return values
    if line.kind == "text" and 0 < len(line.text) < LONGEST_FACTS:
        if is_paper(line.text):
            return [Value("publisher", line.text, n, n)]
        if is_row(line.text):
            return [Value(field, value, n, n) for field, value in facts_of(line.text).facts]
    said = header(line.text) if line.kind != "item" and 0 < len(line.text) < 120 else None
    if said and said.field in ("date", "byline", "url", "publisher", "section", "place"):
        return [Value(said.field, said.value, n, n)]
    return []


def _is_about(name: str) -> bool:
    """Whether a label is one of a fact, and not of text."""
    return (field_of(name) or ("body",))[0] not in ("body", "summary", "headline", "caption")


def _residue(lines: list[MarkLine]) -> set[int]:
    """Indices of the lines that are the page's, not the article's: buttons, links to other ones."""
    shown = [n for n, line in enumerate(lines) if line.text and line.kind in (*_PROSE, "item")]
    marked = residue_among([lines[n].text for n in shown])
    found = {shown[at] for at in marked}
    links = False
    for n, line in enumerate(lines):
        if line.kind == "blank":
            continue
        opens = opens_links(line.text) if line.text else False
        links = (links and line.kind == "item") or (
            opens and line.text.endswith((":", "：")) and line.kind == "text"
        )
        if line.kind == "heading" and opens:  # Related, above nothing but links
            below = next((one for one in lines[n + 1 : n + 3] if one.kind != "blank"), line)
            links = below.kind == "item" and "](" in below.raw
        if links:
            found.add(n)
    return found


class Body:
    """Reads an article's lines into a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text: list[MarkLine] = []
        """Lines of a paragraph that is still open."""
        self.wrapped = False
        self.lists = False
        """Whether lists are all there is of the text, so that their links are part of it."""
        self.end = 0
        """Number of the last line of text."""

    def read(self, lines: list[MarkLine]) -> None:
        """Take all lines of the article."""
        plain = [line.text if line.kind == "text" else "" for line in lines]
        self.wrapped = wrapping_width(plain) > 0
        written = [index for index, line in enumerate(lines) if line.kind in _PROSE]
        end = written[-1] if written else -1  # after it only links and notes stand
        self.end = lines[end].number if written else 0
        self.lists = not any(ends_sentence(lines[index].text or ".") for index in written)
        residue = _residue(lines)
        for index, line in enumerate(lines):
            if line.kind not in _PROSE or (self.text and self.text[-1].kind != line.kind):
                self._close()
            if index in residue:
                self._close()
                self.draft.add("other", line.number, line.number, line.raw)
            elif line.kind != "blank" and not self._about(line, index > end):
                self._add(line)
        self._close()

    def _about(self, line: MarkLine, after: bool) -> bool:
        """Take a line that is about the article rather than of it; False when it is of it.

        `after`: it stands behind all text of the article.
        """
        draft, n = self.draft, line.number
        if line.kind == "heading":
            self._heading(line)
        elif line.kind in ("rule", "comment", "fence"):
            draft.add("separator" if line.kind == "rule" else "other", n, n, line.raw)
        elif line.kind == "image":
            role: Role = "caption" if is_caption(line.text) else "other"
            if role == "caption":
                draft.other.append(line.raw)
            draft.add(role, n, n, line.text if role == "caption" else line.raw)
        elif line.kind == "item" and self.lists and not is_url(line.text) and not facts(line):
            return False
        elif is_link(line) and (not draft.paragraphs or after):
            draft.url = draft.url or (line.url if is_url(line.url) else line.text)
            draft.add("metadata", n, n, line.raw)
        elif (not draft.paragraphs or self._closes(line)) and not self.text and self._facts(line):
            draft.other.append(line.raw)
        elif line.kind == "item" and not draft.paragraphs and _fact.fullmatch(line.text):
            draft.add("metadata", n, n, line.raw)
        else:
            return False
        return True

    def _facts(self, line: MarkLine) -> bool:
        """Take what a line states about the article; False when it states nothing."""
        stated = facts(line)
        if not stated:
            return False
        parts = len(self.draft.parts)
        self.draft.settle(stated)
        if link := link_in(line.raw):
            self.draft.url = self.draft.url or link
        if len(self.draft.parts) == parts:
            self.draft.add("metadata", line.number, line.number, "")
        return True

    def _closes(self, line: MarkLine) -> bool:
        """Whether a line is the last of the text, and says where it is from: `*Source: [X](…)*`."""
        return line.number == self.end and line.raw != line.text and len(line.text) < 80

    def _heading(self, line: MarkLine) -> None:
        draft = self.draft
        if not line.text:
            draft.add("other", line.number, line.number, line.raw)
            return
        draft.other.append(line.raw)
        if draft.headline is None and not draft.paragraphs:
            role: Role = "headline"
            draft.url = draft.url or (line.url if is_url(line.url) else None)
        elif draft.headline is not None and fold(draft.headline) == fold(line.text):
            role = "repeat"
        else:
            role = "subhead"
        draft.add(role, line.number, line.number, line.text)

    def _add(self, line: MarkLine) -> None:
        if line.kind in _PROSE:
            if self.text and not self._goes_on(line):
                self._close()
            self.text.append(line)
        elif line.kind == "item":
            self._paragraph([line])
        else:  # table, code
            self.draft.add("other", line.number, line.number, line.raw)

    def _goes_on(self, line: MarkLine) -> bool:
        """Whether a line continues the paragraph above it; a caption may be printed twice."""
        if line.text and fold(line.text) == fold(self.text[-1].text):
            return False
        if self.wrapped or line.kind == "html":
            return True
        if not line.text:
            return True  # the middle of a tag
        above = next((held.text for held in reversed(self.text) if held.text), ".")
        return line.text[:1].islower() and not ends_sentence(above)

    def _close(self) -> None:
        """The lines gathered so far are a paragraph."""
        if self.text:
            self._paragraph(self.text)
            self.text = []

    def _paragraph(self, lines: list[MarkLine]) -> None:
        first, last = lines[0].number, lines[-1].number
        draft = self.draft
        draft.other += [line.raw for line in lines if line.raw != line.text]
        if lines[0].kind == "html":
            self._check(lines)
            found = blocks("\n".join(line.raw for line in lines))
            self.draft.blocks(found, first, last)
            if not found:
                draft.add("other", first, last, "")
            return
        text = " ".join(line.text for line in lines if line.text)
        slanted = len(lines) == 1 and _slanted.fullmatch(lines[0].raw) is not None
        if not text:
            draft.add("other", first, last, "")
        elif is_caption(text) and (slanted or last < self.end):
            draft.add("caption", first, last, text)
        elif (
            slanted and _bold.fullmatch(lines[0].raw) and len(text) < 80 and not ends_sentence(text)
        ):
            draft.add("subhead", first, last, text)
        else:
            self.draft.paragraph(text, first, last)

    def _check(self, lines: list[MarkLine]) -> None:
        """Tell of a tag that the text breaks off in."""
        last = lines[-1]
        found = _unclosed.search(last.raw)
        if found and not any(
            tag.end > found.start() and last.raw[tag.end - 1] == ">" for tag in tags(last.raw)
        ):
            document = self.draft.document
            reason = "an HTML tag that is not closed: the text may be cut off"
            document.problems.append(Problem(document.path, reason, last.number))
