"""What a person can choose from: one ordered list of each kind, and the only one.

Options, help, completion, configuration, the manual page and the manual's tables follow from these;
what a choice needs at work is named here and imported when it is used.  To add one, add its line,
and what the line names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from newscli.tuples import NamedTuple


class Format(NamedTuple):
    """What a document can be."""

    name: str
    module: str
    """In `newscli.formats`; it has `matches(head, path)` and `articles(document)`."""
    help: str
    extra: str = ""
    """What has to be installed for it: `newscli[extra]`."""


FORMATS = (
    Format("newscli", "exported", "its own exports"),
    Format("sgml", "sgml", "newswire corpora"),
    Format("feed", "feed", "RSS, Atom", "feeds"),
    Format("newsroom", "newsroom", "NITF, NewsML, other XML"),
    Format("html", "html", "saved pages", "html"),
    Format("mail", "mail", "mail, Usenet"),
    Format("wire", "wire", "IPTC 7901, ANPA"),
    Format("tagged", "tagged", "RIS, EndNote, Factiva's tags"),
    Format("bibtex", "bibtex", "BibTeX"),
    Format("sql", "sql", "dumps of databases"),
    Format("posts", "posts", "Org, reStructuredText, AsciiDoc"),
    Format("json", "json_records", "JSON, JSONL"),
    Format("yaml", "yaml_records", "YAML, TOML"),
    Format("csv", "table", "CSV, TSV"),
    Format("markdown", "markdown", "front matter, headings"),
    Format("press", "press", "press database exports"),
    Format("ocr", "ocr_pages", "scanned pages"),
    Format("lines", "line_each", "an article a line"),
    Format("text", "plain", "any other text"),
)
"""A document is of the first that it matches: the most particular stand first."""

OFFICE = ("docx", "odt", "rtf", "pdf", "epub", "mhtml")
"""Files that are converted into text before they are looked at (`sources.converting`)."""


class Export(NamedTuple):
    """What articles can be written as."""

    name: str
    endings: str
    """Of files that are written so, with spaces between."""
    writer: str
    """Module and function in `newscli.outputs`: it takes articles and a stream of text, and may
    return how many texts were cut."""
    help: str
    is_binary: bool = False
    """Whether the function takes the path of an empty file instead of a stream."""
    is_inert: bool = False
    """Whether it escapes all that a terminal acts on."""
    extra: str = ""
    """What has to be installed for it: `newscli[extra]`."""


EXPORTS = (
    Export("jsonl", "jsonl ndjson", "structured:write_jsonl", "a record a line", is_inert=True),
    Export("json", "json", "structured:write_articles_json", "one object", is_inert=True),
    Export("csv", "csv", "table:write_csv", "a table, commas between cells"),
    Export("tsv", "tsv tab", "table:write_tsv", "a table, tabs between cells"),
    Export("markdown", "md markdown", "markdown:write_markdown", "one text; in a folder, many"),
    Export("html", "html htm", "webpage:write_html", "one page that needs nothing else"),
    Export("sqlite", "db sqlite sqlite3", "database:write_sqlite", "a database", is_binary=True),
    Export("xlsx", "xlsx", "workbook:write_xlsx", "a spreadsheet", is_binary=True, extra="xlsx"),
)
"""The first is what is written when nobody says."""

PER_ARTICLE = "markdown"  # the one export that can go into a folder, a file an article


class Column(NamedTuple):
    """A fact that a list shows of each article beside its number and headline."""

    name: str
    """As `records.Summary.value` takes it."""
    widest: int
    """Cells it may take when headlines need the room."""
    is_usual: bool = True
    """Whether it is shown unasked where it tells rows apart."""
    is_right: bool = False
    """Whether it is set to the right, as figures are."""
    noun: str = ""
    """What follows the value where no title stands above it."""
    longest: int | None = None
    """Characters of it that are shown."""
    is_deep: bool = False
    """Whether it stands deep in articles, as a text of this name in the record, and is looked for
    only when asked for."""


COLUMNS = (
    Column("source", 12),
    Column("section", 12, is_usual=False, is_deep=True),
    Column("agency", 12, is_usual=False, is_deep=True),
    Column("byline", 16, is_usual=False, is_deep=True),
    Column("place", 12),
    Column("date", 11, is_right=True),
    Column("words", 9, is_right=True, noun=" words"),
    Column("tags", 14),
    Column("id", 8, is_usual=False, longest=8),  # letters that name one of many thousands
)


class Kind(NamedTuple):
    """A fact by which articles are listed in groups, and counted."""

    name: str
    title: str
    """Of a block of counts."""
    unknown: str
    """The group of the articles that do not say."""
    is_usual: bool = False
    """Whether `stats` counts by it unasked."""
    length: int = 0
    """Of a time: characters of an ISO date that say when to that precision."""


KINDS = (
    Kind("source", "Sources", "no source", is_usual=True),
    Kind("folder", "Folders", "no folder"),
    Kind("file", "Files", "no file"),
    Kind("section", "Sections", "no section"),
    Kind("agency", "Agencies", "no agency", is_usual=True),
    Kind("byline", "Bylines", "no byline"),
    Kind("place", "Places", "no place", is_usual=True),
    Kind("day", "Days", "no date", length=10),
    Kind("month", "Months", "no date", length=7),
    Kind("year", "Years", "no date", length=4),
)


def kind_of(name: str) -> Kind:
    """The kind of that name, of `KINDS`."""
    return next(kind for kind in KINDS if kind.name == name)


class Order(NamedTuple):
    """What a list can be sorted by."""

    name: str
    """The attribute of `records.Summary`, or a time that the index knows."""
    is_text: bool = False
    """Whether it is compared as people sort: without case and accents."""
    is_falling: bool = False
    """Whether it begins with the greatest: the newest, the longest."""


ORDERS = (
    Order("number"),
    Order("date", is_falling=True),
    Order("headline", is_text=True),
    Order("source", is_text=True),
    Order("words", is_falling=True),
    Order("added", is_falling=True),
)

BEST = "best"
RANKINGS = {BEST: "best", "date": "newest", "number": "first"}
"""What hits can be sorted by, and what those at the beginning then are."""
UNDATED = "none of these has a date: as in their files"
"""What is said instead of an order by dates that there are not."""

Split = Literal["lines", "none"]
"""What overrules where articles begin in a plain text: each line is one, or all of it."""

COLORS = ("auto", "always", "never")
"""When colours are sent; `auto` is to terminals that take them."""


class Roles(NamedTuple):
    """The parts that text plays on a screen, each in a style of rich (SCREENS.md)."""

    title: str
    muted: str
    number: str
    match: str
    bar: str
    track: str
    gone: str
    """Words that only the first of two texts has."""
    come: str
    """Words that only the second has."""
    quote: str = "italic"
    strong: str = "bold"


class Theme(NamedTuple):
    """How a screen looks.  Colours that are empty are the terminal's own."""

    name: str
    roles: Roles
    ground: str = ""
    ink: str = ""
    shade: str = ""
    """Behind the selected row."""
    thumb: str = ""
    """Of a scroll bar."""


THEMES = (
    # Text is in the terminal's own colour.  Six of the 256 colours have a contrast of 4.5 with
    # black and with white (WCAG 2.2, 1.4.3): 29, 63, 98, 131, 163 and 243.
    # Where the ground is not known, nothing lies behind the selected row: it is bold, and has a
    # mark before it.
    Theme(
        "auto",
        Roles(
            title="bold",
            muted="color(243)",
            number="color(63)",
            match="bold underline",
            bar="color(131)",
            track="color(243)",
            gone="strike color(131)",
            come="underline color(29)",
        ),
        thumb="#767676",
    ),
    Theme(
        "dark",
        Roles(
            title="bold #f2f2f2",
            muted="#9198a8",
            number="#7fb4ca",
            match="bold underline #ffcf70",
            bar="#e6b455",
            track="#3c4250",
            gone="strike #e29a92",
            come="underline #9fce9a",
        ),
        *("#16181d", "#d6d9e0", "#262b36", "#3c4250"),
    ),
    Theme(
        "light",
        Roles(
            title="bold #111111",
            muted="#62666f",
            number="#1d6a8c",
            match="bold underline #8f4b00",
            bar="#b8741a",
            track="#d9d5cb",
            gone="strike #a3352b",
            come="underline #2b6a30",
        ),
        *("#fbfaf6", "#25272d", "#ebe6d8", "#c9c5ba"),
    ),
    # Bold and underline are not colours: no meaning hangs on colour alone.
    Theme("none", Roles("bold", "none", "none", "bold underline", *(["none"] * 5))),
)
"""The first is for terminals of which nothing is known."""

Choice = Format | Export | Column | Kind | Order | Theme


def names(choices: Iterable[Choice]) -> tuple[str, ...]:
    """What is typed to choose each.

    >>> names(ORDERS[:2])
    ('number', 'date')
    """
    return tuple(choice.name for choice in choices)


def listed(choices: Iterable[Choice]) -> str:
    """The names with commas between.

    >>> listed(ORDERS[:2])
    'number, date'
    """
    return ", ".join(names(choices))


def with_help(choices: Iterable[Format | Export]) -> str:
    """The names, each with its help.

    >>> with_help(FORMATS[1:2])
    'sgml (newswire corpora)'
    """
    return ", ".join(f"{choice.name} ({choice.help})" for choice in choices)


FIELDS = tuple(dict.fromkeys(("number", "headline", *names(COLUMNS), "path", "publisher")))
"""What a template of a list can name, as `records.Summary.value` takes it."""
