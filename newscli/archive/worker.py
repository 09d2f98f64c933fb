"""The other end of `workers`: processes that parse documents and send what they hold.

One reads lists of paths from standard input and writes pieces of documents to standard output, both
pickled; another may stand behind it that prepares them.  Neither lives longer than the process that
started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO

from newscli.archive.reading import Taken, Way, batch, taken, weight_of
from newscli.index.prepared import Batch, Void
from newscli.process import COLLECT_AFTER

Unit = tuple[Way, list[tuple[str, frozenset[str]]]]
"""How to read, and paths to read, each with the paths of members that need not be."""

MESSAGE = 1 << 18  # bytes in the index, about, after which it is sent

Message = tuple[list[Batch | Void], bool]
"""Pieces, and whether they are the last of the unit.  The first message of all is empty."""
Read = tuple[list[Taken | Void], bool]
"""The same before it is prepared."""


def read_and_prepare() -> None:
    """Do all that there is to do before the index is written."""
    _read(lambda out, read: _send(out, _prepared(read)))


def read() -> None:
    """Parse what standard input asks for, until it ends; somebody else prepares it."""
    _read(_send)


def prepare() -> None:
    """Prepare what standard input has been told by `read`, until it ends."""
    out = _begin()
    with suppress(EOFError, BrokenPipeError):
        while True:
            _send(out, _prepared(pickle.load(sys.stdin.buffer)))  # noqa: S301 - from `read`
    os._exit(0)


def _begin() -> IO[bytes]:
    """Where to send messages to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this decides what that means
    gc.set_threshold(COLLECT_AFTER)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # so that nothing else can get among the messages
    return out


def _read(send: Callable[[IO[bytes], Read], None]) -> None:
    """Parse what standard input asks for, until it ends."""
    out = _begin()
    send(out, ([], True))  # all that is needed has been found and imported
    units: SimpleQueue[Unit] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, units), daemon=True).start()
    try:
        while True:
            for message in _messages(*units.get()):
                send(out, message)
    except BrokenPipeError:
        os._exit(0)


def _receive(stream: IO[bytes], units: SimpleQueue[Unit]) -> None:
    """Take in what is to be done; when whoever asks has gone, leave at once."""
    try:
        while True:
            units.put(pickle.load(stream))  # noqa: S301 - from the process that started this
    finally:
        os._exit(0)


def _messages(way: Way, paths: list[tuple[str, frozenset[str]]]) -> Iterator[Read]:
    """All of a unit, many small pieces at a time."""
    held: list[Taken | Void] = []
    weight = 0
    for path, done in paths:
        for piece in taken(path, way, done):
            if weight > MESSAGE:
                yield held, False
                held, weight = [], 0
            held.append(piece)
            if isinstance(piece, Taken):
                weight += sum(map(weight_of, piece.articles))
    yield held, True


def _prepared(message: Read) -> Message:
    pieces, is_last = message
    return [*map(batch, pieces)], is_last


def _send(out: IO[bytes], message: Read | Message) -> None:
    out.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    out.flush()
