"""Records of tagged lines: RIS and EndNote, Factiva's tags, Hamshahri, labels in a column.

A tag opens a line, its value stands behind it or below, down to the next tag.  What the dialects
differ in is data: how a tag is written, which one begins or ends a record, and what each says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscli.formats.drafting.container import Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.values import Value
from newscli.formats.layout.labels import LABELS
from newscli.formats.layout.setting import set_units
from newscli.records import Article
from newscli.text import Document, fold
from newscli.tuples import NamedTuple

COVER = 30  # lines that may stand above the first record
SIGNS = 4  # different tags by which a dialect is known
FACTS = 3  # different fields by which a column of labels is known
KNOWN = 0.6  # share of known ones among the different words of such a column
_TOLD = frozenset(["headline", "body"])
_FIELDS = frozenset(
    "headline byline date publisher section language url place topics caption body".split()
)


TOPICS = "codes of topics"
"""The field of tags whose values name topics beside their codes: both are kept."""


class _Dialect(NamedTuple):
    """How one kind of record is written."""

    tag: re.Pattern[str]
    """A line that begins with a tag: the tag, and what of its value stands on the line."""
    first: str
    """The tag that begins a record; empty where only its end is marked."""
    last: str
    """The tag that ends a record; empty where only its beginning is marked, and the text of the
    record follows the last of its facts."""
    fields: dict[str, str]
    """Tag → field of the record (`drafting.fields`), or `body`; others are kept by their tag."""


_DIALECTS = (
    _Dialect(  # RIS (Reference Manager, 2011): citations with abstracts
        re.compile(r"([A-Z][A-Z0-9])  - ?(.*)"),
        "TY",
        "ER",
        {
            "TI": "headline", "T1": "headline", "AU": "byline", "A1": "byline", "JO": "publisher",
            "JF": "publisher", "T2": "publisher", "DA": "date", "Y1": "date", "PY": "date",
            "AB": "body", "N2": "body", "UR": "url", "LA": "language", "SE": "section",
            "CY": "place", "KW": "keyword",
        },
    ),
    _Dialect(  # Factiva's field codes, alone on a line or in a column before the value
        re.compile(r"(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|"
                   r"VOL|ART|CLM)(?:\s+(.*)|\s*)"),
        "HD",
        "AN",
        {
            "HD": "headline", "BY": "byline", "PD": "date", "SN": "publisher", "SE": "section",
            "LA": "language", "LP": "body", "TD": "body", "NS": TOPICS, "IN": TOPICS, "RE": TOPICS,
            "CO": TOPICS,
        },
    ),
    _Dialect(  # EndNote, and refer before it: a percent sign before the tag
        re.compile(r"%([0-9A-Z@!&~+<>?$^*#\[\](){}])(?:\s+(.*)|\s*)"),
        "0",
        "",
        {
            "T": "headline", "A": "byline", "J": "publisher", "B": "publisher", "D": "date",
            "8": "date", "X": "body", "U": "url", "G": "language", "K": "keyword",
        },
    ),
    _Dialect(  # Hamshahri and other collections for retrieval: a dot before the tag
        re.compile(r"\.(DID|Date|Cat|Title|Text|Source|Author|I|T|A|W|B)(?:\s+(.*))?"),
        "DID",
        "",
        {
            "Date": "date", "Cat": "section", "Title": "headline", "Text": "body",
            "Source": "publisher", "Author": "byline",
        },
    ),
)  # fmt: skip


def matches(head: str, path: str) -> bool:
    """Whether the first line has a tag of a dialect, and others of it follow."""
    return _dialect(head) is not None


def _dialect(head: str) -> _Dialect | None:
    lines = [line for line in head.split("\n", 400)[:400] if line.strip()]
    for dialect in _DIALECTS:
        reach = COVER if dialect.last else 1
        if not any(dialect.tag.fullmatch(line.rstrip()) for line in lines[:reach]):
            continue
        tags = [found[1] for line in lines if (found := dialect.tag.fullmatch(line.rstrip()))]
        known = {*tags} & {*dialect.fields, dialect.first, dialect.last}
        marked = not known.isdisjoint((dialect.first, dialect.last))
        if len(known) >= (SIGNS if dialect.last else 2) and tags[0] in known and marked:
            return dialect
    return _of_columns(lines) if lines and "\t" in lines[0] else None


def _of_columns(lines: list[str]) -> _Dialect | None:
    """The dialect of a text with labels in one column and their values in the next.

    It is a table by its looks, but its first column holds hardly anything but known labels.
    """
    cells = [line.partition("\t")[0].strip().rstrip(":：") for line in lines if "\t" in line]
    labels = {cell: LABELS.get(fold(cell), "") for cell in cells if cell}
    known = {field for field in labels.values() if field}
    if len(known) < FACTS or known.isdisjoint(_TOLD) or len(cells) < len(lines) / 2:
        return None
    if sum(map(bool, labels.values())) < KNOWN * len(labels):
        return None
    tag = "|".join(re.escape(label) for label in labels)
    fields = {label: field for label, field in labels.items() if field in _FIELDS}
    return _Dialect(re.compile(rf"\s*({tag})[:：]?\t\s*(.*)"), next(iter(labels)), "", fields)


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its lines have been read."""
    dialect = _dialect(document.head) or _DIALECTS[0]
    lines = Lines(document.lines())
    return container(document, _articles(document, lines, dialect), lines)


def _articles(document: Document, lines: Lines, dialect: _Dialect) -> Iterator[Article]:
    held: list[Value] = []
    following = 1
    for line in lines:
        found = dialect.tag.fullmatch(line.rstrip())
        tag = found[1] if found else ""
        begins = tag == dialect.first and any(value.name == tag for value in held)
        if held and tag and (begins or held[-1].name == dialect.last):
            yield _article(document, dialect, held, following)
            following, held = held[-1].last + 1, []
        if found:
            held.append(Value(tag, found[2] or "", lines.number, lines.number, by_line=True))
        elif held and line.strip():
            more = held[-1]
            gap = "\n" * (lines.number - more.last)
            held[-1] = more._replace(text=f"{more.text}{gap}{line}", last=lines.number)
        elif line.strip():
            held.append(Value("", line, lines.number, lines.number, by_line=True))
    if held:
        yield _article(document, dialect, held, following)


def _article(
    document: Document, dialect: _Dialect, values: list[Value], first_line: int
) -> Article:
    """One record.  Several authors are one byline."""
    draft = Draft(document, "container", first_line, markup=False)
    for value in values:
        if dialect.fields.get(value.name) == TOPICS:
            draft.state("topics", value.text)
    fields = {tag: field for tag, field in dialect.fields.items() if field != TOPICS}
    named = [value._replace(name=fields.get(value.name, value.name)) for value in values]
    bylines = [value for value in named if value.name == "byline"]
    if bylines:
        everyone = "; ".join(value.text.strip() for value in bylines)
        named[named.index(bylines[0])] = bylines[0]._replace(text=everyone)
    for value in named:
        if value.name == "body" or (not dialect.last and "\n" in value.text):
            _text(draft, value)
        elif value.text.strip() and (value.name != "byline" or value.first == bylines[0].first):
            draft.take([value._replace(by_line=False)])
        else:
            draft.add("metadata", value.first, value.last, value.text.strip() or value.name)
    return draft.finish(values[-1].last)


def _text(draft: Draft, value: Value) -> None:
    """A value that is body text; where it stands under a fact's tag, its first line is the fact."""
    text, first = value.text, value.first
    if value.name != "body":
        fact, _, text = text.partition("\n")
        draft.take([value._replace(text=fact, last=first, by_line=False)])
        first += 1
    for unit in set_units(text):
        draft.paragraph(unit.text, first + unit.first - 1, first + unit.last - 1)
