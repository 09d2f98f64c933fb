"""One article out of named values: what a CSV row, a JSON object and an SGML element share.

`fields` says what a name stands for.  Of several values for one field the most trusted takes it;
all that no field takes stays in `other` as `name: value`, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of, is_absent, is_url, listed
from newscli.formats.drafting.markup import Block, blocks, has_markup, plain
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.shapes import is_control
from newscli.formats.layout.units import units
from newscli.records import Article, Part, Role
from newscli.text import Document, tidy
from newscli.text.agencies import agency_in
from newscli.text.languages import language_tag
from newscli.text.stamps import stamp

_ORDER: tuple[Role, ...] = (  # of roles that share a line, the first names it
    "paragraph", "headline", "caption", "subhead", "dateline", "byline", "date",
    "metadata", "repeat", "other", "separator",
)  # fmt: skip
_RANK = {role: rank for rank, role in enumerate(_ORDER)}
_ENDS = " -–—:,"  # what stands after a dateline
_in_parentheses = re.compile(r"\(([^()]+)\)$")
_SHORT: dict[str, int] = {"byline": 200, "publisher": 120, "section": 120, "place": 60}
LONGEST_LIST = 1 << 20  # characters
OPENING = 4  # paragraphs among which a dateline is looked for


class Value(NamedTuple):
    """A value as the file names it."""

    name: str
    text: str
    first: int
    """Number of the first line it stands on, from 1."""
    last: int
    by_line: bool = False
    """Whether the line ends in `text` are those of the document."""


class Entry:
    """An article of a container while its values come in."""

    def __init__(
        self,
        document: Document,
        format_name: str,
        first_line: int,
        *,
        evidence: str = "container",
        day_first: bool | None = None,
        markup: bool = True,
    ) -> None:
        """Its ledger begins at `first_line`; `day_first` says how `3/4/2011` is meant, `markup`
        whether values may hold HTML, else `<` and `&` stand for themselves."""
        self.draft = Draft(document, format_name, evidence, first_line)
        self._day_first = day_first
        self._markup = markup

    def take(self, values: Sequence[Value]) -> None:
        """Give each value its place: the most trusted names first, the body last but `other`."""
        for value in self.place(values):
            self.keep(value)

    def place(self, values: Sequence[Value]) -> list[Value]:
        """Give values their places as `take` does; returns those that no field takes.

        What has been stated before stays.
        """
        fields, rest = _sorted(values)
        for field, candidates in fields.items():
            if field == "body":
                continue
            for value in candidates:
                taken = field != "caption" and getattr(self.draft, field) is not None
                if taken or not self._set(field, value):
                    rest.append(value)
        if body := fields.get("body"):
            self.body(body[0])
            rest += body[1:]
        return rest

    def _set(self, field: str, value: Value) -> bool:
        """Put `value` into `field`; False when it cannot stand there."""
        text, draft = self._line(value.text), self.draft
        role: Role = "metadata"
        if field == "headline":
            draft.add("headline", value.first, value.last, text)
            return True
        if field == "date":
            draft.date, role = stamp(text, self._day_first), "date"
            fits = draft.date is not None
        elif field == "language":
            draft.language = language_tag(text)
            fits = draft.language is not None
        elif field == "caption":
            draft.add("caption", value.first, value.last, text)
            return True
        elif field == "place":
            draft.place, agency = _place(text)
            draft.credit([agency] if agency else [])
            fits, role = draft.place is not None, "dateline"
        else:
            text = listed(text)
            fits = is_url(text) if field == "url" else len(text) <= _SHORT[field]
            if fits:
                setattr(draft, field, text)
            role = "byline" if field == "byline" else "metadata"
        if fits:
            draft.parts.append(Part(role, value.first, value.last))
        return fits

    def keep(self, value: Value) -> None:
        """Store a value that no field takes among `other`, with its name."""
        text = self._line(value.text)
        role: Role = "metadata" if len(text) < 200 else "other"
        label = f"{self._line(value.name)}: " if value.name else ""
        self.draft.add(role, value.first, value.last, f"{label}{text}")

    def _line(self, text: str) -> str:
        """A value on one line, without tags if it may have some."""
        if self._markup and has_markup(text):
            return plain(text)
        return tidy(" ".join(text.split()))

    def body(self, value: Value) -> None:
        """Read the body: HTML by its tags, lists by their items, text by its lines."""
        text = value.text
        if self._markup and has_markup(text):
            self.blocks(blocks(text), value.first, value.last)
        elif value.by_line and "\n" in text:
            for unit in units(text):
                first, last = value.first + unit.first - 1, value.first + unit.last - 1
                self.paragraph(unit.text, first, last)
        else:
            said = _quoted_list(text) or [unit.text for unit in units(_unescaped(text))]
            self.blocks([Block("paragraph", one) for one in said], value.first, value.last)

    def blocks(self, found: Iterable[Block], first: int, last: int) -> None:
        """Take pieces that all stand on the same lines; these are one entry of the ledger."""
        parts = self.draft.parts
        before = len(parts)
        for block in found:
            if block.role == "paragraph":
                self.paragraph(block.text, first, last)
            else:
                self.draft.add(block.role, first, last, block.text)
        if new := parts[before:]:
            parts[before:] = [min(new, key=lambda part: _RANK[part.role])]

    def paragraph(self, text: str, first: int, last: int) -> None:
        """Take a paragraph; a dateline in one of the first gives place and agency."""
        if not text:
            return
        draft = self.draft
        if not draft.paragraphs and len(text) < 40 and _is_date_line(text):
            draft.date = draft.date or stamp(text)
            draft.add("date", first, last, text)
            return
        if len(text) < 60 and is_control(text):
            draft.add("other", first, last, text)
            return
        if draft.place is None and len(draft.paragraphs) < OPENING and (line := dateline(text)):
            draft.place, draft.date = line.place, draft.date or line.date
            if line.agency:
                draft.credit([line.agency])
        draft.add("paragraph", first, last, text)

    def finish(self, last_line: int) -> Article:
        """The article; its ledger reaches to `last_line`."""
        self.draft.parts = one_role_a_line(self.draft.parts)
        return self.draft.finish(last_line)


def _unescaped(text: str) -> str:
    """`text` with line ends for `\\n`, if it has them in writing only."""
    if "\\n" not in text or "\n" in text:
        return text
    return text.replace("\\r\\n", "\n").replace("\\n", "\n")


def _quoted_list(text: str) -> list[str]:
    """The items of a list as Python or JSON write it: `['One', 'Two']`; none for other text."""
    if text[:2] not in ("['", '["') or text[-2:] not in ("']", '"]') or len(text) > LONGEST_LIST:
        return []
    from ast import literal_eval

    try:
        found = literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [tidy(" ".join(one.split())) for one in found if isinstance(one, str)]


def _sorted(values: Sequence[Value]) -> tuple[dict[str, list[Value]], list[Value]]:
    """The values for each field, the most trusted first, and those that stand for none."""
    ranked: dict[str, list[tuple[int, int, Value]]] = {}
    rest: list[Value] = []
    for index, value in enumerate(values):
        if is_absent(value.text):
            continue
        if (known := _field(value)) is None:
            rest.append(value)
        else:
            ranked.setdefault(known[0], []).append((known[1], index, value))
    fields = {
        field: [found[0][2]] if len(found) == 1 else [value for _, _, value in sorted(found)]
        for field, found in ranked.items()
    }
    summaries = fields.pop("summary", [])
    if "body" not in fields and summaries:
        fields["body"] = [summaries.pop(0)]
    return fields, rest + summaries


def _field(value: Value) -> tuple[str, int] | None:
    """The field that a value can stand in: its name says which, its text has to agree."""
    known = field_of(value.name)
    if known is None:
        return None
    field, rank = known
    if field == "publisher" and is_url(value.text):
        return "url", 100 + rank  # `source: https://…`
    if field == "url" and not is_url(value.text.strip()):
        return None
    if field == "body":  # the full text is the longest one: `text`, `content`, `ctext` vary
        return None if _is_code(value.text) else (field, -len(value.text))
    return known


def _is_code(text: str) -> bool:
    """Whether a value is a number or an identifier, which no body is."""
    if not 0 < len(text) < 100 or not text.isascii() or any(map(str.isspace, text)):
        return False
    return text.isdigit() or (len(text) >= 16 and any(map(str.isdigit, text)))


def _place(text: str) -> tuple[str | None, str | None]:
    """Place and agency that a dateline's field names; the day goes.

    >>> _place("BAHRAIN, Oct 19 -"), _place("VELM (AFP)"), _place("Kuala Lumpur")
    (('BAHRAIN', None), ('VELM', 'AFP'), ('Kuala Lumpur', None))
    """
    text, agency = text.strip(_ENDS), None
    if match := _in_parentheses.search(text):
        agency = agency_in(match[1])
        text = text[: match.start()].strip(_ENDS)
    parts = text.split(", ")
    while len(parts) > 1 and any(map(str.isdigit, parts[-1])):
        parts.pop()
    place = ", ".join(parts)
    return (place if 0 < len(place) <= _SHORT["place"] else None), agency


def _is_date_line(text: str) -> bool:
    """Whether a line says nothing but a date: weekday, day, month and year."""
    from newscli.text.dates import dates

    found = list(dates(text))
    if len(found) != 1:
        return False
    start, end, _ = found[0]
    rest = (text[:start] + " " + text[end:]).split()
    return len(rest) <= 1 and not any(map(str.isdigit, "".join(rest)))


def one_role_a_line(parts: list[Part]) -> list[Part]:
    """`parts` in line order, each line in one only: a shared line has its chief role."""
    if len(parts) < 2:
        return parts
    ordered = sorted(parts, key=lambda part: (part.first_line, _RANK[part.role]))
    if ordered[0].first_line == max(part.last_line for part in ordered):
        return ordered[:1]
    holder: dict[int, Part] = {}
    for part in ordered:
        for line in range(part.first_line, part.last_line + 1):
            held = holder.get(line)
            if held is None or _RANK[part.role] < _RANK[held.role]:
                holder[line] = part
    out: list[Part] = []
    owner: Part | None = None
    for line in sorted(holder):
        part = holder[line]
        if part is owner and out[-1].last_line == line - 1:
            out[-1] = Part(part.role, out[-1].first_line, line)
        else:
            out.append(Part(part.role, line, line))
        owner = part
    return out
