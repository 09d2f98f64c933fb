"""Parsing in other processes, one a core, while this one writes the index.

Each worker is a Python of its own that talks over pipes, not a fork: this process may have threads
and an open index, and the program that uses newscli as a library need not know.  A worker works on
one unit at a time, and what it has parsed waits in its pipe; so memory is bounded, and what comes
out is in the order of the units.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from typing import IO, cast

from newscli.archive.reading import batches, failed
from newscli.archive.worker import Message, Unit
from newscli.index.prepared import Batch, Void

MOST = 3
"""Workers.  Writing takes about half as long as parsing, so more of them would only wait."""

PIPE = 1 << 20
"""Bytes that a worker may be ahead (Linux gives 64 KiB unless asked)."""

DIED = "the process that read it ended: it may take more memory than there is"
CODE = "import sys; sys.path[:] = sys.argv[1:]; from newscli.archive.worker import run; run()"


def usable() -> int:
    """How many workers there may be; 0 where none can be started."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 0
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


class Worker:
    """One process."""

    def __init__(self) -> None:
        # -P: not even for a moment does the folder that the user is in count as a place of modules.
        command = [sys.executable, "-P", "-c", CODE, *sys.path]
        quiet = None if os.environ.get("NEWSCLI_DEBUG") else subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - this Python
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=quiet,
            pipesize=PIPE,
            process_group=0 if os.name == "posix" else None,  # Ctrl-C is this process's affair
        )
        self._is_ready = False
        self._paths: deque[str] = deque()

    def ask(self, unit: Unit) -> None:
        """Have a unit parsed; the one before must have come to its end."""
        self._paths = deque(path for path, _ in unit[1])
        with suppress(BrokenPipeError):  # it has died: `answer` will find out
            stdin = cast(IO[bytes], self._process.stdin)
            stdin.write(pickle.dumps(unit, pickle.HIGHEST_PROTOCOL))
            stdin.flush()

    def answer(self) -> Message:
        """What comes of the unit next.

        Raises `WorkerError` when the process has ended.
        """
        if not self._is_ready:
            self._received()
            self._is_ready = True
        message = self._received()
        for batch in message[0]:
            if self._paths and _is_last(batch, self._paths[0]):
                self._paths.popleft()
        return message

    def _received(self) -> Message:
        try:
            return cast(Message, pickle.load(cast(IO[bytes], self._process.stdout)))  # noqa: S301
        except (EOFError, pickle.UnpicklingError):
            raise WorkerError([*self._paths], started=self._is_ready) from None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(IO[bytes], stream).close()
        self._process.wait()


class WorkerError(Exception):
    """A worker has ended before its work had."""

    def __init__(self, paths: list[str], *, started: bool) -> None:
        super().__init__(paths, started)
        self.paths = paths
        """What it had still to do; it ended over the first."""
        self.started = started


def parsed(units: Iterable[Unit], workers: int) -> Generator[Batch | Void, None, None]:
    """The batches of all units, in their order."""
    waiting = iter(units)
    busy: deque[tuple[Worker, Unit]] = deque()
    try:
        for _, unit in zip(range(workers), waiting, strict=False):
            busy.append((Worker(), unit))
            busy[-1][0].ask(unit)
        while busy:
            worker, unit = busy[0]
            try:
                found, is_last = worker.answer()
            except WorkerError as error:
                worker.stop()
                rest = unit[1][-len(error.paths) :] if error.paths else []
                if not error.started:  # none can be: the rest is parsed here
                    busy.popleft()
                    yield from here([(unit[0], rest)])
                    continue
                for path in error.paths[:1]:
                    yield Void(path)
                    yield failed(path, DIED)
                busy[0] = (Worker(), (unit[0], rest[1:]))
                busy[0][0].ask(busy[0][1])
                continue
            if is_last:  # the worker goes on before what it found is written
                busy.popleft()
                if following := next(waiting, None):
                    busy.append((worker, following))
                    worker.ask(following)
                else:
                    worker.stop()
            yield from found
        yield from here(waiting)
    finally:
        for worker, _ in busy:
            worker.stop()


def here(units: Iterable[Unit]) -> Generator[Batch | Void, None, None]:
    """The batches of all units, parsed in this process."""
    for way, paths in units:
        for path, done in paths:
            yield from batches(path, way, done)


def _is_last(batch: Batch | Void, path: str) -> bool:
    """Whether nothing of the file follows this batch."""
    if isinstance(batch, Void) or batch.end is None:
        return False
    return batch.origin.path == path and batch.origin.kind in ("file", "archive")
