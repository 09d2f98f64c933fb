"""A terminal as a program finds it, and what a person would see on it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 30  # seconds for a busy machine; what is waited for comes in a fraction of one
ELSEWHERE = {"COLUMNS", "LINES", "COLORFGBG", "SSH_CONNECTION", "SSH_TTY", "MOSH_CONNECTION"}


class Terminal:
    """A pseudo-terminal, a program on it, and what a person would see."""

    def __init__(self, width: int = 100, height: int = 30) -> None:
        self.master, self.slave = pty.openpty()
        self.screen = pyte.Screen(width, height)
        self.sent = b""
        """All that the program has written."""
        self._stream = pyte.ByteStream(self.screen)
        self._process: subprocess.Popen[bytes] | None = None
        self.resize(width, height)
        self.before = termios.tcgetattr(self.slave)

    def start(
        self,
        *words: str,
        program: Sequence[str] = (),
        controls: bool = True,
        stdin: Any = None,
        **environ: str,
    ) -> None:
        """Run newscli with these words, or another program, on this terminal.

        `controls`: the terminal is told to end by a signal when it goes.
        """
        command = [*(program or (sys.executable, "-m", "newscli")), *words]
        own = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
        surroundings = {**own, "COLORTERM": "truecolor", **environ}
        surroundings = {name: value for name, value in surroundings.items() if value != "unset"}
        self._process = subprocess.Popen(
            command,
            stdin=self.slave if stdin is None else stdin,
            stdout=self.slave,
            stderr=self.slave,
            env=surroundings,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=self._control if controls else None,
        )

    def _control(self) -> None:
        fcntl.ioctl(1, termios.TIOCSCTTY, 0)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process
        return self._process

    def resize(self, width: int, height: int) -> None:
        """Change the size, as dragging a window's corner does."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.screen.resize(height, width)
        if self._process:
            self._process.send_signal(signal.SIGWINCH)

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def press_until(self, key: str, seen: str) -> None:
        """Press a key until this is seen: an interrupted pager drops what was typed before."""
        until = time.monotonic() + PATIENCE
        while seen not in self.text():
            assert time.monotonic() < until, self.text()
            self.press(key)
            while self.read(0.5):
                pass

    def wait(self, seen: Callable[[str], bool] | str) -> None:
        """Read what is written until it is seen."""
        looks = (lambda text: seen in text) if isinstance(seen, str) else seen
        until = time.monotonic() + PATIENCE
        while not looks(self.text()):
            assert time.monotonic() < until, self.text()
            self.read(0.1)

    def read(self, seconds: float) -> bool:
        """Read what has been written, waiting so long for it; False if there was nothing."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        piece = os.read(self.master, 1 << 16)
        self.sent += piece
        self._stream.feed(piece)
        return True

    def end(self) -> int:
        """The program's exit code, when it has ended."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < until, self.text()
            self.read(0.1)
        while self.read(0):
            pass
        return self.process.returncode

    def is_as_before(self) -> bool:
        """Whether keys, screen, cursor and mouse are as before the program."""
        modes_undone = all(
            self.sent.rfind(f"\x1b[?{mode}l".encode()) >= self.sent.rfind(f"\x1b[?{mode}h".encode())
            for mode in (1000, 1003, 1004, 1006, 1015, 1049, 2004)
        )
        cursor = self.sent.rfind(b"\x1b[?25h") >= self.sent.rfind(b"\x1b[?25l")
        return modes_undone and cursor and termios.tcgetattr(self.slave) == self.before

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for descriptor in (self.master, self.slave):
            with suppress(OSError):
                os.close(descriptor)
