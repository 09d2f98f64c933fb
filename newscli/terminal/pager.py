"""Pages on a terminal, and the pager for those that do not fit on it.

Rich is imported only where a page is drawn: a listing into a pipe needs none of it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from newscli import safe
from newscli.terminal.display import Display, height

if TYPE_CHECKING:
    from rich.console import RenderableType

    Page = RenderableType

SOUGHT = 20  # different words: more than that is no help
_ACTIVE = re.compile(r"[][\\.^$*+?(){}|]")  # in a regular expression of any kind


def show(renderable: RenderableType, display: Display, stream: TextIO) -> None:
    """Draw a page on the stream as it is laid out."""
    with _by_the_screen(stream):
        for piece in _painted(renderable, display):
            stream.write(piece)


def page(
    renderables: Iterable[RenderableType],
    display: Display,
    stream: TextIO,
    environ: Mapping[str, str] = os.environ,
    *,
    pager: bool = True,
    find: Iterable[str] = (),
) -> None:
    """Draw pages one below the other, through a pager when they are higher than the terminal.

    `find` is what `less` begins at, as if it had been searched for: `n` goes on to the next.
    A pager that cannot be started, or that fails, costs nothing: the pages are then shown without.
    One that ends well before the end was left by its reader.
    """
    command = _pager(environ) if pager and display.terminal else []
    if not command:
        for renderable in renderables:
            show(renderable, display, stream)
        return
    pieces = (p for r in renderables for p in _painted(r, display, links=False))
    if os.path.basename(command[0]) == "less" and (sought := _pattern(find)):
        command.append(f"+/{sought}")
    text = "".join(pieces)
    if text.count("\n") < height(stream, environ) or not _paged(text, command, environ, stream):
        stream.write(text)
        stream.flush()


@contextlib.contextmanager
def _by_the_screen(stream: TextIO) -> Iterator[None]:
    """Have a terminal written to when there is about a screen full of text, not at every line."""
    by_line = isinstance(stream, TextIOWrapper) and stream.line_buffering
    if by_line:
        stream.reconfigure(line_buffering=False)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        stream.flush()
        if by_line:
            stream.reconfigure(line_buffering=True)  # type: ignore[attr-defined]


def _painted(page: RenderableType, display: Display, links: bool = True) -> Iterator[str]:
    from newscli.screen import painted

    return painted(
        page,
        width=display.width,
        theme_name=display.theme,
        colors=display.colors,
        ascii=display.ascii,
        links=links,
    )


def _pager(environ: Mapping[str, str]) -> list[str]:
    """The pager's argument list; empty when paging is off."""
    chosen = environ.get("NEWSCLI_PAGER", environ.get("PAGER", "less"))
    try:
        command = shlex.split(chosen)
    except ValueError:  # an open quotation
        return []
    if not command or command == ["cat"]:
        return []
    if os.path.basename(command[0]) == "less":
        command.insert(1, "-R")  # else it shows our colours as ESC[…
    return command


def _pattern(find: Iterable[str]) -> str:
    """What `less` finds any of these with: of each the first word, as a line may end behind it.

    >>> _pattern(["Kremlin", "U.S. tariffs"])
    'Kremlin|U\\\\.S\\\\.'
    """
    words = dict.fromkeys(safe.line(text).split()[0] for text in find if text.split())
    return "|".join(_ACTIVE.sub(r"\\\g<0>", word) for word in islice(words, SOUGHT))


def _paged(text: str, command: list[str], environ: Mapping[str, str], stream: TextIO) -> bool:
    """Whether the pager took the text; without a shell, so that nothing in it is a command."""
    import subprocess

    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8", **environ}
    stream.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stream, env=settings)  # noqa: S603
    except (OSError, ValueError):
        return False
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        pager.communicate(text.encode())
    while pager.returncode is None:
        with contextlib.suppress(KeyboardInterrupt):  # it is the pager's, as in pydoc
            pager.wait()
    return pager.returncode == 0
