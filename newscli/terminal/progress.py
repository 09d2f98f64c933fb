"""How far a load has come, on standard error: a bar on a terminal, and a line when it is over."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from newscli.choices import THEMES
from newscli.terminal.display import is_terminal
from newscli.text.counted import counted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SILENT = 0.5  # seconds that a load takes without a word
UNWATCHED = 5.0  # the same where nobody watches: a script's log need not know of short ones
REFRESHED = 0.1  # seconds between two pictures of the bar
ALL_COLUMNS = 88  # characters that all of them need; with fewer neither bar nor speed is shown


class LoadProgress:
    """Tells of one load.  Nothing moves on a stream that is no terminal."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        self._animates = _animates(stream, environ)
        self._began = self._drawn = time.monotonic()
        self._total = self._size = self._documents = self._articles = 0
        self._bar: tuple[Progress, TaskID] | None = None

    def begin(self, size: int) -> None:
        """So many bytes of files are about to be read."""
        self._total = size

    def advance(self, size: int, documents: int, articles: int) -> None:
        """So many bytes have been read, and so many documents and articles are in the index."""
        self._size += size
        self._documents += documents
        self._articles += articles
        now = time.monotonic()
        if self._animates and now - self._began > SILENT and now - self._drawn > REFRESHED:
            self._drawn = now
            self._draw("")

    def conclude(self) -> None:
        """All has been read; the words are being put in order."""
        if self._bar:
            self._size = self._total
            self._draw("ordering words")

    def end(self, *, complete: bool) -> None:
        """The load is over; one that was broken off ends in silence."""
        if self._bar:
            self._bar[0].stop()
            self._bar = None
        silent = SILENT if self._animates else UNWATCHED
        if complete and time.monotonic() - self._began > silent:
            with suppress(OSError, ValueError):
                self._stream.write(f"newscli: {self.summary()}\n")

    def summary(self) -> str:
        """What was loaded, and how long that took."""
        from rich.filesize import decimal

        seconds = time.monotonic() - self._began
        rate = self._size / max(seconds, 1e-9)
        return (
            f"loaded {counted(self._articles, 'article')} "
            f"from {counted(self._documents, 'document')}, {decimal(self._size)} "
            f"in {_lasting(seconds)} ({decimal(int(rate))}/s)"
        )

    def _draw(self, doing: str) -> None:
        if self._bar is None:
            bar = _bar(self._stream)
            self._bar = bar, bar.add_task("", total=max(self._total, 1), articles="")
            bar.start()
        bar, task = self._bar
        counted = doing or f"{self._articles:,} articles"
        bar.update(task, completed=min(self._size, self._total), articles=counted, refresh=True)


class ComparingProgress:
    """Tells how far the comparing of articles is, on a terminal and when it takes its time."""

    def __init__(self, stream: TextIO, environ: Mapping[str, str] = os.environ) -> None:
        self._stream = stream
        self._animates = _animates(stream, environ)
        self._began = self._drawn = time.monotonic()

    def __call__(self, done: int, steps: int) -> None:
        """So many steps of how many are done."""
        now = time.monotonic()
        is_due = now - self._began > SILENT and now - self._drawn > REFRESHED
        if not self._animates or not (is_due or done >= steps):
            return
        with suppress(OSError, ValueError):
            if done < steps:
                share = 100 * done // max(1, steps)
                self._stream.write(f"\rnewscli: comparing articles {share:2} %")
            elif self._drawn > self._began:
                self._stream.write("\r\x1b[K")
            self._stream.flush()
        self._drawn = now


def _animates(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether something may move on a stream."""
    return is_terminal(stream) and environ.get("TERM", "").lower() != "dumb"


def _bar(stream: TextIO) -> Progress:
    """A thin bar, bytes, articles, rate and time left; none of it from documents."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.theme import Theme

    bar, track = THEMES[0].roles.bar, THEMES[0].roles.track
    plain = ("download", "data.speed", "remaining")
    theme = Theme(
        {"bar.complete": bar, "bar.finished": bar, "bar.back": track}
        | {f"progress.{name}": "none" for name in plain}
    )
    console = Console(file=stream, highlight=False, theme=theme)
    is_wide = console.width >= ALL_COLUMNS
    return Progress(
        TextColumn("newscli: loading"),
        *([BarColumn(bar_width=20)] if is_wide else ()),
        DownloadColumn(),
        TextColumn("{task.fields[articles]}"),
        *([TransferSpeedColumn()] if is_wide else ()),
        TimeRemainingColumn(compact=True),
        console=console,
        auto_refresh=False,  # no thread: what is drawn is drawn between two documents
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _lasting(seconds: float) -> str:
    """A stretch of time as people read it.

    >>> _lasting(1.94), _lasting(75)
    ('1.9 s', '1 min 15 s')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
