"""CSV and TSV: one article a row, with or without a row of names on top.

Delimiter and header are worked out from the first rows, because the csv module's Sniffer takes
letters for delimiters and prose for a table.  Rows stream, so size does not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_name, field_of, is_absent, is_url
from newscli.formats.drafting.values import Value
from newscli.formats.layout.names import is_paper
from newscli.formats.table.rows import Dialect, TableRow, rows
from newscli.records import Article
from newscli.text import Document
from newscli.text.document import split_lines
from newscli.text.stamps import is_day_first, stamp
from newscli.tuples import NamedTuple

DELIMITERS = "\t,;|¦^~"
SAMPLE = 60  # rows that show what a table looks like
UNSPACED = "\u3000"  # from here on, words do not stand apart
SENTENCE = 20  # characters that the cells of a text have on average, and names have not
PROSE = 100  # characters on average; shorter texts may be headlines
LONGEST_NAME = 60  # characters of a column's name
_TEXTS = frozenset(["headline", "body", "summary"])
_sep = re.compile(r"sep=(.)")  # Excel's way to say the delimiter, on a line of its own
_formula = re.compile(r'="([^"]*)"\Z')  # how a spreadsheet is kept from reading a text as a number
_numbered = re.compile(r"(.*?)[ _.-]?\d{1,2}\Z")
_language = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2})?")


class Layout(NamedTuple):
    """What the head of a table says about all of it."""

    dialect: Dialect
    names: list[str]
    """Of the columns; made up from what they hold when the table has no header."""
    header: int
    """Lines before the first row of data."""
    day_first: bool | None
    """How `3/4/2011` is meant in this table."""


def matches(head: str, path: str) -> bool:
    """Whether the lines are rows of a table that holds texts."""
    return _layout(head, path.lower().endswith((".csv", ".tsv", ".tab"))) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its row has been read."""
    layout = _layout(document.head, True) or Layout(Dialect(","), [], 0, None)
    lines = Lines(document.lines())
    return container(document, _articles(document, lines, layout), lines)


def _articles(document: Document, lines: Lines, layout: Layout) -> Iterator[Article]:
    damages = Damages(document)
    names = layout.names
    following = 1
    held: TableRow | None = None
    for row in rows(lines, layout.dialect, damages):
        if row.last <= layout.header or row.cells == names:
            continue
        if held is not None and len(row.cells) == 1 < len(names):
            damages.add("a line break in a cell without quotes", row.first)
            cells = [*held.cells[:-1], f"{held.cells[-1]}\n{row.cells[0]}"]
            held = TableRow(cells, held.first, row.last, held.exact and row.first == held.last + 1)
            continue
        if held is not None and (article := _article(document, held, layout, following, damages)):
            yield article
            following = held.last + 1
        held = row
    if held is not None and (article := _article(document, held, layout, following, damages)):
        yield article
    damages.tell()


def _article(
    document: Document, row: TableRow, layout: Layout, following: int, damages: Damages
) -> Article | None:
    """The article of a row; None when all of its cells are empty."""
    names, cells = layout.names, row.cells
    if len(cells) > len(names) > 1:
        damages.add("a row with more cells than there are columns", row.first)
        cells = _joined(cells, names, layout.dialect.delimiter)
    elif len(cells) < len(names):
        damages.add("a row with fewer cells than there are columns", row.last)
    values: list[Value] = []
    line = row.first
    for index, cell in enumerate(cells):
        breaks = cell.count("\n") if row.exact else 0
        if cell and not is_absent(cell):
            name = names[index] if index < len(names) else ""
            if name or not cell.isdigit():  # a running number without a name says nothing
                first, last = (line, line + breaks) if row.exact else (row.first, row.last)
                cell = _formula.sub(r"\1", cell) if cell[0] == "=" else cell
                values.append(Value(name, cell, first, last, breaks > 0))
        line += breaks
    if not values:
        return None
    draft = Draft(document, "container", following, day_first=layout.day_first)
    draft.take(_together(values))
    return draft.finish(row.last)


def _together(values: list[Value]) -> list[Value]:
    """Values with the pieces of a text that stands in numbered columns (`text1`, `text2`) joined,
    where no column holds all of it."""
    texts = [value for value in values if _is_body(_stem(value.name)) and not _is_body(value.name)]
    if not texts or any(_is_body(value.name) for value in values):
        return values
    said = "\n\n".join(value.text for value in texts)
    joined = Value("body", said, texts[0].first, texts[-1].last)
    return [joined if value is texts[0] else value for value in values if value not in texts[1:]]


def _stem(name: str) -> str:
    """The name of a column without its number."""
    return match[1] if (match := _numbered.match(name)) else ""


def _is_body(name: str) -> bool:
    return field_name(name) == "body"


def _joined(cells: list[str], names: list[str], delimiter: str) -> list[str]:
    """Too many cells: those that a delimiter in the longest text has cut off go back to it."""
    surplus = len(cells) - len(names)
    body = max(range(len(names)), key=lambda index: _appetite(names[index], index))
    text = delimiter.join(cells[body : body + surplus + 1])
    return [*cells[:body], text, *cells[body + surplus + 1 :]]


def _appetite(name: str, index: int) -> tuple[int, int]:
    """How likely a column holds text with delimiters in it."""
    field = field_name(name) or field_name(_stem(name))
    return ({"body": 3, "summary": 2, "headline": 1}.get(field, 0), index)


def _layout(head: str, named_so: bool) -> Layout | None:
    """Delimiter, columns and header; None when this is no table of texts.

    `named_so`: the file's name says that it is a table, so less proof will do.
    """
    start = head.lstrip("\n")
    if start[:1] in ("{", "[", "<", ""):
        return None
    first = start.partition("\n")[0]
    if not (named_so or first[0] in "\"'" or any(one in first for one in (*DELIMITERS, "sep="))):
        return None  # most texts leave here, as their headline has no comma
    lines = split_lines(head)
    if not head.endswith("\n") and len(lines) > 1:
        lines.pop()  # may be cut
    skipped = 0
    delimiters: str = DELIMITERS
    if match := _sep.fullmatch(lines[0]):
        delimiters, skipped, named_so = match[1], 1, True
    best: tuple[tuple[int, float, int], Layout] | None = None
    for delimiter in delimiters:
        if delimiter in start and (found := _fitted(lines[skipped:], delimiter, named_so)):
            score, layout = found
            if best is None or score > best[0]:
                best = score, layout._replace(header=layout.header + skipped)
    alone = lines[0].strip().strip('"')
    if best is None and named_so and field_name(alone) in _TEXTS and len(alone) <= LONGEST_NAME:
        return Layout(Dialect("\x1f", width=1), [alone], 1, None)
    return best[1] if best else None


def _fitted(
    lines: list[str], delimiter: str, named_so: bool
) -> tuple[tuple[int, float, int], Layout] | None:
    """How well a delimiter explains the lines, and what it makes of them; None when it fails."""
    quote = _quote(lines, delimiter)
    dialect = Dialect(delimiter, _is_escaped(lines, quote), quote)
    sample = _sample(lines, dialect)
    if not sample or len(sample[0].cells) < 2:
        return None
    first = [cell.strip() for cell in sample[0].cells]
    known = _known(first)
    widths = Counter(len(row.cells) for row in sample)
    width = len(first) if known else widths.most_common(1)[0][0]
    dialect = dialect._replace(width=width)
    sample = _sample(lines, dialect)
    data = [row.cells for row in (sample[1:] if known else sample)]
    share = sum(len(cells) == width for cells in data) / len(data) if data else 1.0
    if known:
        if known == 1 and share < (0.5 if named_so else 0.8):
            return None
        names, header = _with_body(first, data), sample[0].last
    else:
        if not _is_regular(data, width, share, delimiter, named_so):
            return None
        names, header = _guessed([cells for cells in data if len(cells) == width], width), 0
        if not any(field_of(name) for name in names):
            return None
    dates = [index for index, name in enumerate(names) if field_name(name) == "date"]
    stated = [cells[index] for cells in data for index in dates if index < len(cells)]
    layout = Layout(dialect, names, header, is_day_first(stated))
    return (known, share, width), layout


def _with_body(names: list[str], data: list[list[str]]) -> list[str]:
    """The names of a header; where none is a text's, the longest column is the body."""
    fields = {field_name(name) for name in names}
    if not fields.isdisjoint(("body", "summary")):
        return names
    unknown = [index for index, name in enumerate(names) if not field_of(name)]
    lengths = {
        index: sum(len(cells[index]) for cells in data if index < len(cells)) / max(1, len(data))
        for index in unknown
    }
    index = max(unknown, key=lengths.__getitem__, default=-1)
    if index < 0 or lengths[index] < PROSE:
        return names
    return [*names[:index], "body", *names[index + 1 :]]


def _sample(lines: list[str], dialect: Dialect) -> list[TableRow]:
    return list(islice(rows(Lines(lines), dialect, Damages()), SAMPLE))


def _quote(lines: list[str], delimiter: str) -> str:
    """What stands around cells: `"`, unless `'` begins and ends far more of them."""
    around: dict[str, int] = {}
    for quote in "\"'":
        begun = sum(line.startswith(quote) + line.count(delimiter + quote) for line in lines)
        ended = sum(line.endswith(quote) + line.count(quote + delimiter) for line in lines)
        around[quote] = min(begun, ended)
    return "'" if around["'"] > 1 and around["'"] > 2 * around['"'] else '"'


def _is_escaped(lines: list[str], quote: str) -> bool:
    """Whether quotes inside cells are written with a backslash."""
    escaped = sum(line.count(f"\\{quote}") for line in lines)
    return escaped > sum(line.count(quote * 2) for line in lines)


def _known(names: list[str]) -> int:
    """How many names of a header are known; 0 when this is no header of texts."""
    if not all(map(_may_be_name, names)):
        return 0
    if len({name for name in names if name}) < len([name for name in names if name]):
        return 0
    fields = [known[0] for name in names if (known := field_of(name))]
    if not _TEXTS & {*fields} or any(stamp(name) for name in names if name):
        return 0
    return len(fields)


def _may_be_name(name: str) -> bool:
    """Whether a cell can be a column's name, rather than a sentence or a value."""
    if len(name) > LONGEST_NAME or name.count(" ") > 4 or name.endswith((".", "?", "!")):
        return False
    return not is_url(name)


def _is_regular(
    data: list[list[str]], width: int, share: float, delimiter: str, named_so: bool
) -> bool:
    """Whether rows without a header are a table for all that: as wide as each other, and typed."""
    if width < 2 or share < (0.8 if named_so else 0.98) or len(data) < (1 if named_so else 3):
        return False
    if named_so or delimiter == "\t":
        return True
    columns = list(zip(*(cells for cells in data if len(cells) == width), strict=True))
    return any(_all(column, is_url) or _all(column, str.isdigit) for column in columns)


def _guessed(data: list[list[str]], width: int) -> list[str]:
    """Names for the columns of a table without a header, from what they hold."""
    names = [""] * width
    texts: list[tuple[float, int]] = []
    for index in range(width):
        column = [cells[index].strip() for cells in data if cells[index].strip()]
        if not column:
            continue
        length = sum(map(_width, column)) / len(column)
        if _all(column, is_url):
            names[index] = "url" if "url" not in names else f"url {index + 1}"
        elif _all(column, _is_stamp):
            names[index] = "date" if "date" not in names else f"date {index + 1}"
        elif _all(column, str.isdigit) or _all(column, _is_code):
            names[index] = f"column {index + 1}"
            if len(column) > 1 and _all(column, _language.fullmatch):
                names[index] = "language"
            elif _is_class(column, length):
                names[index] = "section" if "section" not in names else f"section {index + 1}"
        elif "publisher" not in names and _all(column, is_paper):
            names[index] = "publisher"
        elif _is_class(column, length):
            names[index] = "section" if "section" not in names else f"section {index + 1}"
        else:
            texts.append((length, index))
    _name_texts(texts, names)
    return [name or f"column {index + 1}" for index, name in enumerate(names)]


def _name_texts(texts: list[tuple[float, int]], names: list[str]) -> None:
    """The longest text is the body and the next the headline; of short ones the first."""
    said = sorted((text for text in texts if text[0] >= SENTENCE), reverse=True)
    if not said and len(texts) == 1:
        said = texts
    if not said:
        return
    length, index = said[0]
    if length >= PROSE:
        names[index] = "body"
        if len(said) > 1:
            names[said[1][1]] = "headline"
    elif len(said) > 1:
        (_, first), (_, second) = sorted(said[:2], key=lambda text: text[1])
        names[first], names[second] = "headline", "body"
    else:
        names[index] = "headline"


def _is_class(column: list[str], length: float) -> bool:
    """Whether the cells are few words that come again: sections, labels."""
    if length >= 25 or _all(column, str.isdigit):
        return False
    return len({*column}) <= max(1, len(column) // 3)


def _width(cell: str) -> int:
    """Characters of a cell, those of scripts without blanks as the two that they are worth."""
    return len(cell) if cell.isascii() else len(cell) + sum(c >= UNSPACED for c in cell)


def _is_stamp(cell: str) -> bool:
    """Whether a cell is a date; of bare digits only `20211019` and milliseconds are."""
    if cell.isdigit() and len(cell) != 8 and not (len(cell) == 13 and cell[0] == "1"):
        return False
    return stamp(cell, True) is not None


def _is_code(cell: str) -> bool:
    """Whether a cell is one ASCII word: a code, a host, an address."""
    return " " not in cell and cell.isascii()


def _all(column: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether nearly every cell passes."""
    return sum(1 for cell in column if test(cell)) >= 0.9 * len(column)
