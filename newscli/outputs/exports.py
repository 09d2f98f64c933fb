"""The formats of `newscli export`, and the way of each to a file, a folder or standard output.

To add one: a module with a `write_…` function and a line in `FORMATS`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO, cast

from newscli import safe
from newscli.errors import UsageError
from newscli.outputs.database import write_sqlite
from newscli.outputs.files import new_file, new_folder
from newscli.outputs.markdown import write_markdown, write_markdown_files
from newscli.outputs.structured import write_articles_json, write_jsonl
from newscli.outputs.table import write_csv
from newscli.outputs.webpage import write_html
from newscli.records import Article
from newscli.safe import is_utf8

WriteText = Callable[[Iterable[Article], TextIO], None]

FORMATS: dict[str, WriteText | None] = {
    "jsonl": write_jsonl,
    "json": write_articles_json,
    "csv": write_csv,
    "markdown": write_markdown,
    "html": write_html,
    "sqlite": None,  # the one that is no text: `write_sqlite`
}
ESCAPED = frozenset({"jsonl", "json"})
"""Formats that hold nothing a terminal acts on by themselves."""

ENDINGS = {
    ".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite",
}  # fmt: skip
"""What a file's name says about its format when nobody else does."""


def format_of(asked: str | None, target: str | None) -> str:
    """The format asked for; else the one that the target's name says; else `jsonl`."""
    if asked is None and target and _is_folder(target):
        return "markdown"
    return asked or ENDINGS.get(os.path.splitext(target or "")[1].lower(), "jsonl")


def write_to_file(articles: Iterable[Article], format: str, target: str, *, force: bool) -> int:
    """Write the articles into a file, or for Markdown also into a folder, whole or not at all.

    The text is the record's own, exactly.  Returns how many there were.  Raises `ExportError` or
    `UsageError`.
    """
    counted = _Counted(articles)
    if _is_folder(target):
        if format != "markdown":
            raise UsageError(f"{format} goes into one file: name it, as {target}articles.{format}")
        with new_folder(target, force=force) as folder:
            write_markdown_files(counted, folder)
        return counted.count
    write = FORMATS[format]
    with new_file(target, force=force) as file:
        if write is None:
            write_sqlite(counted, file)
        else:
            with open(file, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
                write(counted, stream)
    return counted.count


def write_to_stream(articles: Iterable[Article], format: str, stream: TextIO) -> None:
    """Write the articles to standard output, with nothing in it that a terminal acts on."""
    write = FORMATS[format]
    if write is not None:
        write(articles, stream if format in ESCAPED else cast(TextIO, Safe(stream)))
        return
    if stream.isatty():
        raise UsageError("sqlite is no text: name a file with -o, or send it into a pipe")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.db")
        write_sqlite(articles, file)
        stream.flush()
        stream.buffer.write(file.read_bytes())


def _is_folder(target: str) -> bool:
    return target.endswith(("/", os.sep)) or os.path.isdir(target)


class _Counted:
    """Articles on their way, and how many have gone by."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.count += 1
            yield article


class Safe:
    """As much of a stream as writers use, which makes all that is written to it safe to show."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._ascii = not is_utf8(stream)

    def write(self, text: str) -> int:
        shown = safe.block(text)
        return self._stream.write(safe.transliterated(shown) if self._ascii else shown)
