"""The terminal that a browser draws on: a keyboard to begin with, and as it was at the end.

Textual restores a terminal when it leaves by itself.  This is for the other ways out.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from newscli.errors import UsageError

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")

# What Textual asked of the terminal, taken back: pastes in brackets, no wrapping, resizing in band,
# mouse, focus, kitty's keys, the other screen, no cursor.
_LEAVE = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[?1004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)


class Terminal:
    """The terminal as it was before the browser."""

    def __init__(self) -> None:
        self._handlers = {
            number: signal.getsignal(number)
            for name in SIGNALS
            if (number := getattr(signal, name, None)) is not None  # Windows has no SIGHUP
        }
        self._modes: Any = None
        with suppress(Exception):  # no termios on Windows, and its error is a class of its own
            import termios

            self._modes = termios.tcgetattr(0)

    @property
    def signals(self) -> list[int]:
        """The signals that ask to end, and are not ignored."""
        return [n for n, handler in self._handlers.items() if handler is not signal.SIG_IGN]

    def leave(self) -> None:
        """Take back whatever Textual asked of the terminal, if that still is there."""
        with suppress(OSError):
            os.write(2, _LEAVE.encode())
        self.restore()

    def restore(self) -> None:
        """Keys and signals do again what they did."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if self._modes is not None:
            with suppress(Exception):  # the terminal has gone
                import termios

                termios.tcsetattr(0, termios.TCSANOW, self._modes)

    def is_gone(self) -> bool:
        """Whether nobody is at the other end any more."""
        import select

        if not hasattr(select, "poll"):
            return False
        poll = select.poll()
        poll.register(0, 0)  # a hang-up is told unasked
        return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


@contextmanager
def held() -> Iterator[Terminal]:
    """However the block ends, the terminal is afterwards as it was before."""
    terminal = Terminal()
    try:
        yield terminal
    except BaseException:  # signals, too, must not leave the terminal as the browser had it
        terminal.leave()
        raise
    terminal.restore()


@contextmanager
def keyboard() -> Iterator[None]:
    """Keys come from the terminal, also when standard input was a document."""
    if os.isatty(0):
        yield
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise UsageError("browse needs a keyboard, and standard input is none") from None
    before = os.dup(0)
    try:
        os.dup2(terminal, 0)
        yield
    finally:
        os.dup2(before, 0)
        os.close(before)
        os.close(terminal)
