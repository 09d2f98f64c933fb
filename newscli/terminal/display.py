"""What a stream can show: a page or lines, how wide, in which colours and letters."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TextIO

from newscli.choices import THEMES, listed, names
from newscli.errors import UsageError
from newscli.safe import is_utf8
from newscli.tuples import NamedTuple

WIDTH, HEIGHT = 80, 24  # when nothing tells


class Display(NamedTuple):
    """What a stream can show, and how it was asked to."""

    terminal: bool
    """True when pages are drawn on it; else it gets one record a line."""
    width: int
    """In cells."""
    color: bool
    """May colours be sent?"""
    theme: str
    """The name of one of `THEMES`; `none` when `color` is false, or nothing of it can be shown."""
    ascii: bool
    """No glyph outside ASCII."""
    colors: Literal["standard", "256", "truecolor"] | None
    """How many colours the terminal has; None when it takes no control sequence at all."""


def display(
    stream: TextIO,
    *,
    color: str = "auto",
    plain: bool = False,
    theme: str | None = None,
    ascii: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Display:
    """What the stream can show (CONTRACT.md, "Terminal or pipe").

    A layout is chosen by the stream alone, as in git and ripgrep: `color="always"` and
    `FORCE_COLOR` colour the matches in plain lines, but make no page of them.  Colour is what
    `NO_COLOR` and `color="never"` turn off; bold and underline stay, for the matches.  The flag
    wins over the environment, and there `NO_COLOR` over `FORCE_COLOR` and `CLICOLOR_FORCE`.
    """
    theme = theme or environ.get("NEWSCLI_THEME") or THEMES[0].name
    if theme not in names(THEMES):
        raise UsageError(f"no theme {theme!r}: the themes are {listed(THEMES)}")
    terminal = is_terminal(stream) and not plain
    dumb = environ.get("TERM", "").lower() in ("dumb", "unknown")
    if color == "auto":
        if environ.get("NO_COLOR"):  # non-empty, whatever it says: no-color.org
            colored = False
        elif environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "") not in ("", "0"):
            colored = True
        else:
            colored = terminal and not dumb
    else:
        colored = color == "always"
    if theme == "auto" and terminal and colored:
        from newscli.terminal.background import background

        theme = background(stream, environ) or theme
    colors = _colors(environ)
    # Every terminal has sixteen colours of its own, of which those alone can be read anywhere that
    # are meant for a dark ground.
    has_theme = colored and (colors != "standard" or theme == "dark")
    return Display(
        terminal=terminal,
        width=width(stream, environ),
        color=colored,
        theme=theme if has_theme else "none",
        ascii=ascii or not is_utf8(stream),
        colors=colors if colored or (terminal and not dumb) else None,
    )


def is_terminal(stream: TextIO) -> bool:
    """Whether somebody sees what the stream gets; a closed one, or none, is no terminal."""
    try:
        return stream.isatty()
    except (OSError, ValueError, AttributeError):
        return False


def width(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """`COLUMNS`, else the terminal's own width, else 80."""
    return _number(environ.get("COLUMNS")) or _size(stream)[0] or WIDTH


def height(stream: TextIO, environ: Mapping[str, str]) -> int:
    """`LINES`, else the terminal's own height, else 24."""
    return _number(environ.get("LINES")) or _size(stream)[1] or HEIGHT


def _number(value: str | None) -> int:
    """The value as a count; 0 when it is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def _size(stream: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(stream.fileno())
        return (size.columns, size.lines)
    except (OSError, ValueError, AttributeError):
        return (0, 0)


def _colors(environ: Mapping[str, str]) -> Literal["standard", "256", "truecolor"]:
    """How many colours the environment promises, as terminals say it."""
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    term = environ.get("TERM", "")
    if term.endswith(("-direct", "-kitty")) or "WT_SESSION" in environ:
        return "truecolor"
    return "256" if term.endswith("256color") else "standard"
