"""The other end of `workers`: a process that parses documents and sends what they hold.

It reads lists of paths from standard input and writes batches to standard output, both pickled, and
lives no longer than the process that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from newscli.archive.reading import Way, batches
from newscli.index.prepared import Batch, Void
from newscli.process import COLLECT_AFTER

Unit = tuple[Way, list[tuple[str, frozenset[str]]]]
"""How to read, and paths to read, each with the paths of members that need not be."""

MESSAGE = 1 << 18  # bytes of packed text, after which it is sent

Message = tuple[list[Batch | Void], bool]
"""Pieces, and whether they are the last of the unit.  The first message of all is empty."""


def run() -> None:
    """Parse what standard input asks for, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this decides what that means
    gc.set_threshold(COLLECT_AFTER)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that nothing else can get among the batches
    _send(out, ([], True))  # all that is needed has been found and imported
    units: SimpleQueue[Unit] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, units), daemon=True).start()
    try:
        while True:
            _answer(out, *units.get())
    except BrokenPipeError:
        os._exit(0)


def _receive(stream: IO[bytes], units: SimpleQueue[Unit]) -> None:
    """Take in what is to be done; when whoever asks has gone, leave at once."""
    try:
        while True:
            units.put(pickle.load(stream))  # noqa: S301 - from the process that started this
    finally:
        os._exit(0)


def _answer(out: IO[bytes], way: Way, paths: list[tuple[str, frozenset[str]]]) -> None:
    """Send all batches of a unit, many small ones at a time."""
    held: list[Batch | Void] = []
    weight = 0
    for path, done in paths:
        for batch in batches(path, way, done):
            if weight > MESSAGE:
                _send(out, (held, False))
                held, weight = [], 0
            held.append(batch)
            if isinstance(batch, Batch):
                weight += sum(len(article.body) for article in batch.articles)
    _send(out, (held, True))


def _send(out: IO[bytes], message: Message) -> None:
    out.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    out.flush()
