"""Pages on a terminal, and the pager for those that do not fit on it.

Rich is imported only where a page is drawn: a listing into a pipe needs none of it.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, TextIO, cast

from newscli import safe
from newscli.terminal.display import Display, height

if TYPE_CHECKING:
    import subprocess

    from rich.console import RenderableType

    Page = RenderableType

KEPT = 1 << 20
"""Characters that are kept for a pager that fails: more than a pipe holds, so that one which has
taken them has begun to show them."""

LESS, MORE = "less", "more"
"""The pager when nobody chooses one, and what POSIX has where that is missing."""

SOUGHT = 20  # different words: more than that is no help
_ACTIVE = r"[][\\.^$*+?(){}|]"  # in a regular expression of any kind


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

    Pages are drawn as they are read: the first screen is there before the last line is known, and
    when the pager is left nothing more is drawn.  `find` is what `less` begins at, as if it had
    been searched for: `n` goes on to the next.  A pager that cannot be started, or that fails,
    costs nothing: the pages are then shown without.
    """
    command = _pager(environ) if pager and display.terminal else []
    if not command:
        for renderable in renderables:
            show(renderable, display, stream)
        return
    pieces = (p for r in renderables for p in _painted(r, display, links=False))
    if os.path.basename(command[0]) == "less" and (sought := _pattern(find)):
        command.append(f"+/{sought}")
    lines = height(stream, environ)
    given = [_screenful(pieces, lines)]
    if given[0].count("\n") >= lines and _paged(given, pieces, command, environ, stream):
        return
    with _by_the_screen(stream):
        stream.writelines(chain(given, pieces))


def _screenful(pieces: Iterator[str], lines: int) -> str:
    """As many pieces as have that many line ends, or all there are."""
    taken: list[str] = []
    for piece in pieces:
        taken.append(piece)
        lines -= piece.count("\n")
        if lines <= 0:
            break
    return "".join(taken)


@contextlib.contextmanager
def _by_the_screen(stream: TextIO) -> Iterator[None]:
    """Have a terminal written to when there is about a screen full of text, not at every line."""
    by_line = stream if isinstance(stream, TextIOWrapper) and stream.line_buffering else None
    if by_line:
        by_line.reconfigure(line_buffering=False)
    try:
        yield
    finally:
        stream.flush()
        if by_line:
            by_line.reconfigure(line_buffering=True)


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
    chosen = environ.get("NEWSCLI_PAGER", environ.get("PAGER", LESS))
    try:
        import shlex

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
    return "|".join(re.sub(_ACTIVE, r"\\\g<0>", word) for word in islice(words, SOUGHT))


def _paged(
    given: list[str],
    pieces: Iterator[str],
    command: list[str],
    environ: Mapping[str, str],
    stream: TextIO,
) -> bool:
    """Whether the pager took what is `given` and all further pieces, or was left before the end.

    What it is sent first is added to `given`, for the case that it fails.  No shell is asked, so
    nothing in the text or in a name is a command.
    """
    import subprocess

    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8", **environ}
    stream.flush()
    try:
        pager = subprocess.Popen(  # noqa: S603 - less, more, or what the user has set
            command, stdin=subprocess.PIPE, stdout=stream, env=settings
        )
    except (OSError, ValueError):
        is_usual = command[0] == LESS and not {"NEWSCLI_PAGER", "PAGER"} & {*environ}
        return is_usual and _paged(given, pieces, [MORE], environ, stream)
    with _interrupts_left_to(pager):
        with contextlib.suppress(BrokenPipeError), cast(IO[bytes], pager.stdin) as stdin:
            _feed(stdin, given, pieces)
        return pager.wait() == 0


def _feed(stdin: IO[bytes], given: list[str], pieces: Iterator[str]) -> None:
    """Send the first screen at once, and the rest as it comes."""
    stdin.write("".join(given).encode())
    stdin.flush()
    sent = 0
    for piece in pieces:
        if sent < KEPT:
            given.append(piece)
            sent += len(piece)
        stdin.write(piece.encode())


@contextlib.contextmanager
def _interrupts_left_to(pager: subprocess.Popen[bytes]) -> Iterator[None]:
    """Ctrl-C is the pager's within the block, as in git; whatever else ends it ends the pager."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    except BaseException:  # a signal that ends newscli, too: no pager is left behind
        pager.terminate()
        raise
    finally:
        signal.signal(signal.SIGINT, before)
