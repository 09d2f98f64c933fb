"""An article while it is put together: what was said of its lines becomes record and ledger.

A format adds units in line order, or gives named values their places; the blank lines between
become separators by themselves, so the ledger covers every line from the draft's first to its last
exactly once.  What no field takes stays in `other` as `name: value`, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newscli.formats.drafting.fields import is_standfirst, is_url, listed
from newscli.formats.drafting.ledger import chief, covering, one_role_a_line
from newscli.formats.drafting.markup import Block, blocks, has_markup, plain, without_links
from newscli.formats.drafting.values import (
    LONGEST_FACT,
    Value,
    by_field,
    is_date_line,
    place_of,
    quoted_list,
    says_more,
    topics_in,
    unescaped,
)
from newscli.formats.layout.captions import caption, credits_in
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import author, header
from newscli.formats.layout.setting import set_texts, set_units
from newscli.formats.layout.shapes import is_control
from newscli.records import Article, Caption, Decision, Part, Role, Source, Subhead
from newscli.text import Document, article_id, count_words, fold, tidy
from newscli.text.languages import language_tag
from newscli.text.opening import opening
from newscli.text.stamps import stamp

_shortcode = re.compile(  # of WordPress; up to the next one, or a text full of them takes long
    r"\[caption(?=[ \]])[^\[\]]*\]((?:(?!\[caption).)*?)\[/caption\]", re.DOTALL
)
LONGEST_LEAD = 1_000  # characters
OPENED = 60  # of a lead by which it is known in the text
OPENING = 4  # paragraphs among which a dateline is looked for


MANY = ("caption", "topics")  # fields of which an article has several


def _is_lead(lead: Value, body: Value) -> bool:
    """Whether a value is the standfirst of a text that does not begin with it."""
    if not is_standfirst(lead.name) or len(lead.text) > LONGEST_LEAD:
        return False
    start = "".join(fold(plain(lead.text)).split())[:OPENED]
    return start not in "".join(fold(plain(body.text[: 4 * LONGEST_LEAD])).split())


class Draft:
    """One article of `document`, from `first_line` on."""

    def __init__(
        self,
        document: Document,
        evidence: str,
        first_line: int,
        *,
        day_first: bool | None = None,
        markup: bool = True,
    ) -> None:
        """Its ledger begins at `first_line`; `day_first` says how `3/4/2011` is meant in values,
        `markup` whether these may hold HTML, else `<` and `&` stand for themselves."""
        self._day_first = day_first
        self._markup = markup
        self.document = document
        self.evidence = evidence
        self.first_line = first_line
        self.parts: list[Part] = []
        self.headline: str | None = None
        self.paragraphs: list[str] = []
        self.subheads: list[Subhead] = []
        self.captions: list[Caption] = []
        self.credits: dict[str, None] = {}  # in order
        self.other: list[str] = []
        self.byline: str | None = None
        self.place: str | None = None
        self.date: str | None = None
        self.language: str | None = None
        self.url: str | None = None
        self.publisher: str | None = None
        self.section: str | None = None
        self.topics: dict[str, None] = {}  # in order
        self.cut: Decision | None = None
        self.confidence: float | None = None
        self.story_at = 0
        """Offset in the first paragraph at which its dateline ends."""
        self._captions: set[str] = set()
        self._said: set[str] = set()  # headline lines and captions, as printed

    def add(self, role: Role, first: int, last: int, text: str) -> None:
        """Lines `first` to `last` (from 1) say `text`, as `role`.

        A dateline standing alone is a paragraph too; a line whose field is set by the caller
        goes in as metadata, byline or date, and is kept among `other`.  A separator that shows
        something (a rule) is kept there too.  What stands on several lines is kept on one.
        """
        if "\n" in text:
            text = tidy(" ".join(text.split()))
        if role == "paragraph" or role == "dateline":
            self.paragraphs.append(text)
        elif role == "caption":
            role = self._add_caption(text)
        elif role == "headline":
            self.headline = text if self.headline is None else f"{self.headline} {text}"
            self._said.add(text)
        elif role == "subhead":
            self.subheads.append(Subhead(text, len(self.paragraphs)))
        elif text and (role != "repeat" or text not in self._said):
            self.other.append(text)
        self.parts.append(Part(role, first, last))

    def _add_caption(self, text: str) -> Role:
        key = fold(text)
        if key in self._captions:
            if text not in self._said:  # the same but for quotes or case
                self.other.append(text)
            return "repeat"
        self._captions.add(key)
        self._said.add(text)
        self.captions.append(made := caption(text))
        self.credit(credits_in(made.credit or ""))
        return "caption"

    def has(self, text: str) -> bool:
        """Whether `text` is a caption that the article has already."""
        return bool(self._captions) and fold(text) in self._captions

    def state(self, field: str, value: str | None) -> None:
        """The document says so: fills a field of the record, if it is empty yet.

        `field` is one of `labels.LABELS`; those that the record has no place for are let go.
        """
        if not value:
            return
        if field == "credit":
            self.credit([value])
        elif field == "picture":
            self.credit(credits_in(value))
        elif field == "language":
            self.language = self.language or language_tag(value)
        elif field == "headline":
            self.headline = self.headline or value
        elif field == "deck":
            self.subheads.append(Subhead(value, len(self.paragraphs)))
        elif field == "byline":
            self.byline = self.byline or author(value)
        elif field == "date":
            self.date = self.date or value
        elif field == "place":
            self.place = self.place or value
        elif field == "url":
            self.url = self.url or value
        elif field == "publisher":
            self.publisher = self.publisher or value
        elif field == "section":
            self.section = self.section or value
        elif field == "topics":
            self.topics.update(dict.fromkeys(topics_in(value)))

    def credit(self, names: Iterable[str]) -> None:
        """Names a source of text or picture, unless it was named before."""
        self.credits.update(dict.fromkeys(names))

    def take(self, values: Sequence[Value]) -> None:
        """Give each value its place: the most trusted names first, the body last but `other`."""
        for value in self.settle(values):
            self.keep(value)

    def settle(self, values: Sequence[Value]) -> list[Value]:
        """Give values their places as `take` does; returns those that no field takes.

        What has been stated before stays.
        """
        fields, rest = by_field(values)
        for field, candidates in fields.items():
            if field == "body":
                continue
            for value in candidates:
                taken = field not in MANY and getattr(self, field) is not None
                if taken or not self._set(field, value):
                    rest.append(value)
        if body := fields.get("body"):
            if lead := next((v for v in rest if _is_lead(v, body[0])), None):
                self.add("subhead", lead.first, lead.last, self._line(lead.text))
                rest.remove(lead)
            self.body(body[0])
            rest += body[1:]
        return rest

    def _set(self, field: str, value: Value) -> bool:
        """Put `value` into `field`; False when it cannot stand there."""
        text = self._line(value.text)
        role: Role = "metadata"
        if field == "headline":
            self.add("headline", value.first, value.last, text)
            return True
        if field == "date":
            self.date, role = stamp(text, self._day_first), "date"
            fits = self.date is not None
        elif field == "language":
            self.language = language_tag(text)
            fits = self.language is not None
        elif field == "caption":
            self.add("caption", value.first, value.last, text)
            return True
        elif field == "topics":
            named = topics_in(listed(text))
            self.topics.update(dict.fromkeys(named))
            fits = not says_more(text, named)
        elif field == "place":
            self.place, agency = place_of(text)
            self.credit([agency] if agency else [])
            fits, role = self.place is not None, "dateline"
        else:
            text = listed(text)
            text = author(text) if field == "byline" else text
            fits = is_url(text) if field == "url" else len(text) <= LONGEST_FACT[field]
            if fits:
                setattr(self, field, text)
            role = "byline" if field == "byline" else "metadata"
        if fits:
            self.parts.append(Part(role, value.first, value.last))
        return fits

    def keep(self, value: Value) -> None:
        """Store a value that no field takes among `other`, with its name."""
        text = self._line(value.text)
        role: Role = "metadata" if len(text) < 200 else "other"
        label = f"{self._line(value.name)}: " if value.name else ""
        self.add(role, value.first, value.last, f"{label}{text}")

    def _line(self, text: str) -> str:
        """A value on one line, without tags if it may have some."""
        if self._markup and has_markup(text):
            return plain(text)
        return tidy(" ".join(text.split()))

    def body(self, value: Value) -> None:
        """Read the body: HTML by its tags, lists by their items, text by its lines."""
        text = value.text.replace("\r\n", "\n").replace("\r", "\n")
        if "[/caption]" in text:
            text = _shortcode.sub(r"<figcaption>\1</figcaption>", text)
        if self._markup and has_markup(text):
            found = without_links(blocks(text))
            if value.by_line:
                self._standing(found, value)
            else:
                self.blocks(found, value.first, value.last)
        elif value.by_line and "\n" in text:
            for unit in set_units(text):
                first, last = value.first + unit.first - 1, value.first + unit.last - 1
                self.paragraph(unit.text, first, last)
        else:
            before = len(self.parts)
            for one in quoted_list(text) or set_texts(unescaped(text)):
                self.paragraph(one, value.first, value.last)
            self._as_one(before)

    def blocks(self, found: Iterable[Block], first: int, last: int) -> None:
        """Take pieces that all stand on the same lines; these are one entry of the ledger."""
        before = len(self.parts)
        for block in found:
            if block.role == "paragraph":
                self.paragraph(block.text, first, last)
            else:
                self.add(block.role, first, last, block.text)
        self._as_one(before)

    def _as_one(self, before: int) -> None:
        """Make the parts from the index `before` on, all on the same lines, one entry."""
        if new := self.parts[before:]:
            self.parts[before:] = [chief(new)]

    def _standing(self, found: Iterable[Block], value: Value) -> None:
        """Take pieces of a value, each with the lines of the document that it stands on."""
        for block in found:
            first, last = (min(value.first + n - 1, value.last) for n in (block.first, block.last))
            self.blocks([block], first, last)

    def paragraph(self, text: str, first: int, last: int) -> None:
        """Take a paragraph; a dateline in one of the first gives place and agency."""
        if not text:
            return
        if not self.paragraphs and len(text) < 40 and is_date_line(text):
            self.date = self.date or stamp(text)
            self.add("date", first, last, text)
            return
        if len(text) < 60 and is_control(text):
            self.add("other", first, last, text)
            return
        said = header(text) if not self.paragraphs else None
        if said and said.role == "byline":
            self.state("byline", said.value)
            self.add("byline", first, last, text)
            return
        if self.place is None and len(self.paragraphs) < OPENING and (line := dateline(text)):
            self.place, self.date = line.place, self.date or line.date
            self.state("byline", line.byline)
            if line.agency:
                self.credit([line.agency])
        self.add("paragraph", first, last, text)

    def finish(self, last_line: int) -> Article:
        """The article; lines up to `last_line` that no unit took are blank."""
        self.parts = one_role_a_line(self.parts)
        headline, derived = self.headline, self.headline is None
        if headline is None:
            text = self._opening_text()
            headline = opening(text)
            if len(headline) <= self.story_at < len(text):  # nothing but the dateline
                headline = opening(text[self.story_at :])
        said = [] if derived else [headline]
        if self.paragraphs:
            said.append("\n".join(self.paragraphs))
        return Article(
            headline=headline,
            headline_derived=derived,
            paragraphs=tuple(self.paragraphs),
            source=Source(
                path=self.document.path,
                format=self.document.format,
                encoding=self.document.encoding,
                first_line=self.parts[0].first_line if self.parts else self.first_line,
                last_line=self.parts[-1].last_line if self.parts else last_line,
            ),
            parts=covering(self.parts, self.first_line, last_line),
            evidence=self.evidence,
            byline=self.byline,
            place=self.place,
            date=self.date,
            language=self.language,
            url=self.url,
            publisher=self.publisher,
            section=self.section,
            subheads=tuple(self.subheads),
            captions=tuple(self.captions),
            credits=tuple(self.credits),
            other=tuple(self.other),
            id=article_id(headline, self.paragraphs),
            words=count_words(*said),
            cut=self.cut,
            confidence=self.confidence,
            topics=tuple(self.topics),
        )

    def _opening_text(self) -> str:
        """What a headline can be derived from: the body, else whatever there is."""
        if self.paragraphs:
            return self.paragraphs[0]
        texts = [c.text for c in self.captions] or [s.text for s in self.subheads] or self.other
        return texts[0] if texts else "(no text)"
