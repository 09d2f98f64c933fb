"""Parsing in other processes, as many as cores, while this one writes the index.

Each worker is a Python of its own that talks over pipes, not a fork: this process may have threads
and an open index, and the program that uses newscli as a library need not know.  A worker works on
one unit at a time, and what it has parsed waits in its pipe; so memory is bounded, and what comes
out is in the order of the units.  Where there are cores for it, a worker is two processes, of which
one parses and the other prepares for the index, which takes as long: else one large file would
keep one core.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import IO, cast

from newscli.archive.reading import batches, failed
from newscli.archive.worker import Message, Unit
from newscli.index.prepared import Batch, Void

MOST = 3
"""Workers.  Writing takes about half as long as parsing, so more of them would only wait."""

PIPE = 1 << 20
"""Bytes that a worker may be ahead (Linux gives 64 KiB unless asked)."""

DIED = "the process that read it ended: it may take more memory than there is"
CODE = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "import newscli.archive.worker as worker; getattr(worker, sys.argv[1])()"
)


def usable() -> int:
    """How many workers there may be; 0 where none can be started."""
    if not sys.executable or getattr(sys, "frozen", False):
        return 0
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


class Worker:
    """A process, or a pair of them."""

    def __init__(self, *, is_pair: bool) -> None:
        first = _started("read" if is_pair else "read_and_prepare", subprocess.PIPE)
        self._stdin = cast(IO[bytes], first.stdin)
        self._stdout = cast(IO[bytes], first.stdout)
        self._processes = [first]
        if is_pair:
            with self._stdout as between:
                second = _started("prepare", between)
            self._stdout = cast(IO[bytes], second.stdout)
            self._processes.append(second)
        self._is_ready = False
        self._paths: deque[str] = deque()

    def ask(self, unit: Unit) -> None:
        """Have a unit parsed; the one before must have come to its end."""
        self._paths = deque(path for path, _ in unit[1])
        with suppress(BrokenPipeError):  # it has died: `answer` will find out
            self._stdin.write(pickle.dumps(unit, pickle.HIGHEST_PROTOCOL))
            self._stdin.flush()

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
            return cast(Message, pickle.load(self._stdout))  # noqa: S301 - from `worker`
        except (EOFError, pickle.UnpicklingError):
            raise WorkerError([*self._paths], started=self._is_ready) from None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        for process in self._processes:
            process.kill()
        for stream in (self._stdin, self._stdout):
            with suppress(OSError):
                stream.close()
        for process in self._processes:
            process.wait()


def _started(stage: str, stdin: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """A process that does what a function of `worker` does."""
    # -P: not even for a moment does the folder that the user is in count as a place of modules.
    return subprocess.Popen(  # noqa: S603 - this Python
        [sys.executable, "-P", "-c", CODE, stage, *sys.path],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=None if os.environ.get("NEWSCLI_DEBUG") else subprocess.DEVNULL,
        pipesize=PIPE,
        process_group=0 if os.name == "posix" else None,  # Ctrl-C is this process's affair
    )


class WorkerError(Exception):
    """A worker has ended before its work had."""

    def __init__(self, paths: list[str], *, started: bool) -> None:
        super().__init__(paths, started)
        self.paths = paths
        """What it had still to do; it ended over the first."""
        self.started = started


def parsed(units: Iterable[Unit], workers: int) -> Generator[Batch | Void, None, None]:
    """The batches of all units, in their order; `workers` is how many processes may be started."""
    waiting = iter(units)
    first = [*islice(waiting, workers)]
    start = partial(Worker, is_pair=2 * len(first) <= workers)
    busy: deque[tuple[Worker, Unit]] = deque()
    try:
        for unit in first:
            busy.append((start(), unit))
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
                busy[0] = (start(), (unit[0], rest[1:]))
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
