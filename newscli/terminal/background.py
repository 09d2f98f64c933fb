"""Whether the terminal's background is dark or light, if that can be told at once."""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Literal, TextIO

Background = Literal["dark", "light"]

PATIENCE = 0.05
"""Seconds for an answer.  A terminal on this machine takes one or two thousandths of one; what
comes later would stand on the command line, as if it had been typed."""

# What colour is the background?  And: what are you?  The second every terminal answers, so that one
# that does not know the first is not waited for.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_COLOR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_IDENTITY = re.compile(rb"\x1b\[\?[0-9;]*c")

_MUTE = ("linux", "dumb", "unknown", "cons", "eterm")
"""Beginnings of TERM: terminals that would show the question, or cannot answer it."""
_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "MOSH_CONNECTION")

MIDDLE = 0.179
"""Luminance of the grey from which black and white stand out alike: sqrt(1.05 * 0.05) - 0.05."""

DARK_COLORS = {"0", "1", "2", "3", "4", "5", "6", "8"}  # of the 16, as vim takes them


def background(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Background | None:
    """What is behind the text on the terminal that the stream goes to; None when it cannot be told.

    `COLORFGBG` says it, or the terminal (OSC 11), which is asked when it is this process's own, on
    this machine, and nobody has typed ahead.
    """
    said = environ.get("COLORFGBG", "").rpartition(";")[2]
    if said.isdecimal():
        return "dark" if said in DARK_COLORS else "light"
    term = environ.get("TERM", "")
    if not term or term.startswith(_MUTE) or any(environ.get(name) for name in _REMOTE):
        return None
    with suppress(Exception):  # no such terminal, or none at all: termios has an error of its own
        if os.isatty(stream.fileno()):
            with _terminal() as terminal:
                return _judged(_answer(terminal)) if terminal is not None else None
    return None


@contextmanager
def _terminal() -> Iterator[int | None]:
    """The terminal of this process, giving every key at once and showing none; None when another
    process has it, or keys wait to be read by somebody else."""
    import termios

    terminal = os.open(os.ctermid(), os.O_RDWR | os.O_NOCTTY)
    try:
        if os.tcgetpgrp(terminal) != os.getpgrp() or select.select([terminal], [], [], 0)[0]:
            yield None
            return
        before = termios.tcgetattr(terminal)
        raw = termios.tcgetattr(terminal)
        raw[3] &= ~(termios.ECHO | termios.ICANON)
        try:
            termios.tcsetattr(terminal, termios.TCSANOW, raw)
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    finally:
        os.close(terminal)


def _answer(terminal: int) -> bytes:
    """What the terminal says."""
    os.write(terminal, _QUESTION)
    answer = b""
    until = time.monotonic() + PATIENCE
    while not _IDENTITY.search(answer) and (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            answer += os.read(terminal, 1024)
    return answer


def _judged(answer: bytes) -> Background | None:
    """Which letters stand out more from a colour: light ones (a dark ground) or dark ones.

    >>> _judged(b"\\x1b]11;rgb:fbfb/fafa/f6f6\\x1b\\\\\\\\"), _judged(b"")
    ('light', None)
    """
    found = _COLOR.search(answer)
    if not found:
        return None
    red, green, blue = (_linear(int(part, 16) / (16 ** len(part) - 1)) for part in found.groups())
    return "light" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE else "dark"


def _linear(part: float) -> float:
    """How much light a part of an sRGB colour is, both 0 to 1 (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
