"""Dumps of databases: an article a row of the tables that hold headlines and texts.

`INSERT INTO … VALUES (…), (…);` as mysqldump, phpMyAdmin, pg_dump and SQLite write it, and the
`COPY … FROM stdin;` of PostgreSQL.  Columns are named by the statement, else by the `CREATE TABLE`
above.  Rows stream; a statement of any length is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscli.errors import DocumentError, NoArticleError
from newscli.formats.drafting.container import Lines, container
from newscli.formats.drafting.fields import field_name
from newscli.formats.drafting.lines import Places
from newscli.formats.json_records import article_of
from newscli.formats.json_records.scan import LISTS
from newscli.formats.layout.machine_text import CURE
from newscli.records import Article, Problem
from newscli.text import MAX_TEXT, Document
from newscli.tuples import NamedTuple

LONGEST_STATEMENT = 2_000  # lines that make a table

_NAME = r"(?:`[^`\n]+`|\"[^\"\n]+\"|\[[^\]\n]+\]|[\w$]+)"
_TABLE = rf"((?:{_NAME}\.){{0,2}}{_NAME})"
_insert = re.compile(
    r"[ \t]*(?:INSERT(?:\s+(?:IGNORE|OR\s+\w+))?|REPLACE)(?:\s+INTO)?\s+"
    rf"{_TABLE}\s*(\([^()]*\))?\s*VALUES",
    re.IGNORECASE,
)
_inserting = re.compile(r"[ \t]*(?:INSERT|REPLACE)\s", re.IGNORECASE)
_values = re.compile(r"\bVALUES\b|;\s*$", re.IGNORECASE)
_copy = re.compile(rf"COPY\s+{_TABLE}\s*(\([^()]*\))\s+FROM\s+stdin;", re.IGNORECASE)
_create = re.compile(
    rf"[ \t]*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_TABLE}\s*\((.*)", re.IGNORECASE
)
_name = re.compile(_NAME)
_column = re.compile(rf"\s*({_NAME})")
_no_column = re.compile(
    r"\s*(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT)\b", re.IGNORECASE
)
_opens = re.compile(
    r"(?:\s++|(?:--|/\*|#|(?:SET|BEGIN|USE|PRAGMA|DROP|LOCK|START|GO|IF)\b|SELECT pg_cat|\\).*+)*+"
    r"(?:CREATE|INSERT|REPLACE|COPY|ALTER)\s",
    re.IGNORECASE,
)
_states = re.compile(
    r"^[ \t]*(?:INSERT|REPLACE)\s.*(?:\bINTO\s|\bVALUES\s*\()|^COPY\s.*FROM stdin;$",
    re.IGNORECASE | re.MULTILINE,
)
_mysql = re.compile(r"`|MySQL|MariaDB|ENGINE=")
_sign = re.compile(r"\b[eE]'|['()\[\]]")
_ending = re.compile(r"''|'")
_ending_escaped = re.compile(r"\\.?|''|'")
_token = re.compile(
    r"\b[eE]'(?P<escaped>(?:[^'\\]|''|\\.)*+)'|'(?P<bare>(?:[^']|'')*+)'|[](),;[]"
    r"|(?:(?!\b[eE]')[^]'(),;[])+",
    re.DOTALL,
)
_token_escaped = re.compile(r"'(?P<escaped>(?:[^'\\]|''|\\.)*+)'|[](),;[]|[^]'(),;[]+", re.DOTALL)
_escape = re.compile(r"\\(.)|''", re.DOTALL)
_string = re.compile(r"'(?:[^'\\]|\\.)*+'")
_inside = re.compile(r"\([^()]*+\)")
_char = re.compile(r"\bchar\((\d{1,3})", re.IGNORECASE)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": "", "Z": ""}
_TEXTS = frozenset(["body", "summary"])


class _Row(NamedTuple):
    cells: list[str | None]
    first: int
    last: int


def matches(head: str, path: str) -> bool:
    """Whether the text is made of statements, and some of them hold rows."""
    return _opens.match(head) is not None and _states.search(head) is not None


def articles(document: Document) -> Iterator[Article]:
    """The articles, each as soon as its row has been read; NoArticleError if no table has any."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines), lines)


def _articles(document: Document, lines: Lines) -> Iterator[Article]:
    created: dict[str, list[str]] = {}
    left: dict[str, int] = {}  # rows that are no articles, by their tables
    following, read = 1, 0
    is_mysql = _mysql.search(document.head) is not None
    for line in lines:
        if found := _create.match(line):
            created[_plain(found[1])] = _created(found[2], lines)
        if found := _copy.match(line):
            rows = _copied(lines)
        elif _inserting.match(line) and (found := _insert.match(_begun(line, lines))):
            rows = _inserted(document.path, found.string[found.end() :], lines, is_mysql)
        else:
            continue
        table = _plain(found[1])
        names = [*map(_plain, _name.findall(found[2] or ""))] or created.get(table, [])
        texts = _text_columns(names, table)
        unnamed = not names and LISTS.fullmatch(table) is not None
        for row in rows:
            more = [f"column {n}" for n in range(len(names) + 1, len(row.cells) + 1)]
            value = {n: c for n, c in zip([*names, *more], row.cells, strict=False) if c}
            article = None
            if any(value.get(name, "").strip() for name in (more if unnamed else texts)):
                article = article_of(document, value, following, row.first, row.last)
            if article is None:
                left[table] = left.get(table, 0) + 1
                continue
            yield article
            following, read = row.last + 1, read + 1
    if not read:
        raise NoArticleError(document.path, f"SQL dump without articles{CURE}")
    for table, count in left.items():
        reason = f"rows of {table} without the text of an article, not read: {count:,}"
        document.notes.append(Problem(document.path, reason, lines.number))


def _begun(line: str, lines: Lines) -> str:
    """The beginning of an INSERT, down to where its values begin."""
    held = [line]
    while not _values.search(held[-1]) and len(held) < LONGEST_STATEMENT:
        if (following := next(lines, None)) is None or not (following or held[-1]):
            break
        held.append(following)
    return "\n".join(held)


def _plain(name: str) -> str:
    """A name without its schema and quotes."""
    return str(_name.findall(name)[-1]).strip('`"[]')


def _text_columns(names: list[str], table: str) -> list[str]:
    """The columns of a table that hold texts of articles; none when it has no headlines."""
    fields = {name: field_name(name) for name in names}
    if "headline" not in fields.values() and not LISTS.fullmatch(table):
        return []
    return [name for name, field in fields.items() if field in _TEXTS]


def _created(text: str, lines: Lines) -> list[str]:
    """The names of the columns of a table that a statement makes."""
    held = [text]
    while not held[-1].rstrip().endswith(";") and len(held) < LONGEST_STATEMENT:
        if (line := next(lines, None)) is None or line.strip().upper() == "GO":
            break
        held.append(line)
    said = _inside.sub("", _string.sub("", "\n".join(held)))
    found = (_column.match(part) for part in said.split(",") if not _no_column.match(part))
    return [_plain(match[1]) for match in found if match]


def _copied(lines: Lines) -> Iterator[_Row]:
    """Rows in lines, tabs between their cells, down to `\\.` (PostgreSQL, "COPY", Text Format)."""
    for line in lines:
        if line == "\\.":
            return
        cells = [None if one == "\\N" else _unescaped(one) for one in line.split("\t")]
        yield _Row(cells, lines.number, lines.number)


def _unescaped(text: str) -> str:
    """What a string with backslashes, or doubled quotes, says."""
    if "\\" not in text and "''" not in text:
        return text
    return _escape.sub(lambda m: str(_ESCAPED.get(m[1], m[1] or "'")), text)


def _inserted(path: str, text: str, lines: Lines, is_mysql: bool) -> Iterator[_Row]:
    """The rows of an INSERT whose values begin with `text`, down to the end of the line read last.

    Lines are gathered until no string and no bracket is open; then the rows on them are read.
    """
    first = lines.number - text.count("\n")
    held, size, depth, ending = list[str](), 0, 0, None
    line: str | None = text
    while line is not None:
        held.append(line)
        size += len(line) + 1
        if size > MAX_TEXT:
            raise DocumentError(path, f"too large: a row of over {MAX_TEXT >> 20} MiB", first)
        at = 0
        while match := (ending or _sign).search(line, at):
            at, sign = match.end(), match[0]
            if ending is not None:
                ending = None if sign == "'" else ending
            elif sign in "()[]":
                depth += 1 if sign in "([" else -1
            else:
                ending = _ending_escaped if is_mysql or sign != "'" else _ending
        if ending is None and depth <= 0:
            said = "\n".join(held)
            yield from _rows(said, first, is_mysql)
            if said.strip() and not said.rstrip().endswith((",", "VALUES", "values")):
                return
            held, size, depth, first = [], 0, 0, lines.number + 1
        line = next(lines, None)


def _rows(text: str, first: int, is_mysql: bool) -> Iterator[_Row]:
    """The rows of a text in which no string is open; it begins on line `first`."""
    places, depth, start = Places(text, first), 0, 0
    cells: list[str | None] = []
    strings: list[str] = []
    rest = ""
    for token in (_token_escaped if is_mysql else _token).finditer(text):
        said = token[0]
        if depth == 1 and said in ",)":
            cells.append(_cell(strings, rest.strip()))
            strings, rest = [], ""
        if said in "([":
            depth += 1
            if depth == 1:
                cells, start = [], token.start()
            else:
                rest += said
        elif said in ")]" and depth:
            depth -= 1
            if depth == 0:
                yield _Row(cells, places.line(start), places.line(token.start()))
        elif token.lastgroup == "escaped":
            strings.append(_unescaped(token["escaped"]))
        elif token.lastgroup == "bare":
            strings.append(token["bare"].replace("''", "'"))
        elif depth > 1 or said != ",":
            rest += said


def _cell(strings: list[str], rest: str) -> str | None:
    """A value: its string, else its number; SQLite's `replace('…','\\n',char(10))` is undone."""
    if not strings:
        return None if rest.upper() in ("", "NULL", "DEFAULT") else rest
    if not (codes := _char.findall(rest)):
        return (", " if "," in rest else "").join(strings)
    text = strings[0]
    for mark, code in zip(strings[1:], codes, strict=False):
        text = text.replace(mark, chr(int(code)))
    return text
