"""The way of articles to a file, a folder or standard output, as one of `choices.EXPORTS`.

To add one: a module with a `write_…` function and a line in `EXPORTS`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO, cast

from newscli import safe
from newscli.choices import EXPORTS, PER_ARTICLE, Export, listed
from newscli.errors import UsageError
from newscli.outputs.files import new_file, new_folder
from newscli.outputs.markdown import write_markdown_files
from newscli.records import Article
from newscli.safe import is_utf8
from newscli.tuples import NamedTuple


def export_to(target: str, asked: str | None) -> Export:
    """The export asked for; else the one that the ending of the target's name says; without one,
    the first of `EXPORTS`.

    Raises `UsageError` for an ending that is none of theirs.
    """
    if asked is None and _is_folder(target):
        asked = PER_ARTICLE
    ending = os.path.splitext(target)[1].lower().removeprefix(".")
    for export in EXPORTS:
        if asked == export.name or (asked is None and ending in export.endings.split()):
            return export
    if not ending:
        return EXPORTS[0]
    raise UsageError(
        f"{target}: nothing is written as .{ending}; there are {listed(EXPORTS)}: "
        "name one with --format"
    )


class Written(NamedTuple):
    """What an export came to."""

    articles: int
    cut: int
    """Texts that what was written has no room for."""


def writer_of(export: Export) -> Callable[[Iterable[Article], Any], int | None]:
    """The function that writes articles to a stream of text or, if it is binary, into a file.

    Raises `UsageError` when a library for it is not installed.
    """
    module, _, function = export.writer.partition(":")
    try:
        return cast(
            Callable[[Iterable[Article], Any], int | None],
            getattr(import_module(f"newscli.outputs.{module}"), function),
        )
    except ModuleNotFoundError as error:
        extra = f"newscli[{export.extra}]"
        raise UsageError(f"{export.name} needs {extra}: pip install '{extra}'") from error


def write_to_file(
    articles: Iterable[Article], export: Export, target: str, *, force: bool
) -> Written:
    """Write the articles into a file, or for Markdown also into a folder, whole or not at all.

    The text is the record's own, exactly.  Raises `ExportError` or `UsageError`.
    """
    counted = _Counted(articles)
    if _is_folder(target):
        if export.name != PER_ARTICLE:
            name = os.path.join(target, f"articles.{export.endings.split()[0]}")
            raise UsageError(f"{export.name} goes into one file: name it, as {name}")
        with new_folder(target, force=force) as folder:
            write_markdown_files(counted, folder)
        return Written(counted.count, 0)
    write = writer_of(export)
    with new_file(target, force=force) as file:
        if export.is_binary:
            cut = write(counted, file)
        else:
            with open(file, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
                cut = write(counted, stream)
    return Written(counted.count, cut or 0)


def write_to_stream(articles: Iterable[Article], export: Export, stream: TextIO) -> Written:
    """Write the articles to standard output, with nothing in it that a terminal acts on."""
    write, counted = writer_of(export), _Counted(articles)
    if not export.is_binary:
        cut = write(counted, stream if export.is_inert else cast(TextIO, Safe(stream)))
        return Written(counted.count, cut or 0)
    if stream.isatty():
        raise UsageError(f"{export.name} is no text: name a file with -o, or send it into a pipe")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"articles.{export.name}")
        cut = write(counted, file)
        stream.flush()
        stream.buffer.write(file.read_bytes())
    return Written(counted.count, cut or 0)


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
        shown = "\t".join(map(safe.block, text.split("\t")))  # which is between cells, and harmless
        return self._stream.write(safe.transliterated(shown) if self._ascii else shown)
