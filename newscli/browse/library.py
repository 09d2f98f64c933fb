"""The archive, asked from a thread of its own.

An index belongs to the thread that opened it, and an answer may take longer than a key should.  So
questions queue up here, of each kind only the newest: what somebody typed two letters ago is asked
by nobody any more.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Event, Thread

from newscli.archive import Archive

Question = Callable[[Archive], None]
"""Asks the archive, and passes the answer on itself."""


class Library:
    """Asks an archive one question after the other, in the order in which their kinds came up."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._questions: dict[str, Question] = {}
        self._changed = Condition()
        self._closed = False
        self._failure: BaseException | None = None
        self.on_failure: Callable[[BaseException], None] = lambda failure: None
        """Told, in this thread, of what a question raised; the next is asked all the same."""
        # A daemon, so that leaving never waits for an answer; reading an index harms nothing, and
        # a load that is cut off is undone by SQLite.
        self._thread = Thread(target=self._work, name="newscli-library", daemon=True)
        self._thread.start()

    def ask(self, kind: str, question: Question) -> None:
        """Put a question; one of the same kind that has not been asked yet is dropped."""
        with self._changed:
            self._questions[kind] = question
            self._changed.notify()

    def wait(self) -> None:
        """Return when the archive has read its files; raises what that raises."""
        done = Event()
        failures: list[BaseException] = []

        def read(archive: Archive) -> None:
            try:
                archive.counts()
            except BaseException as failure:  # raised where it is waited for, whatever it is
                failures.append(failure)
            done.set()

        self.ask("read", read)
        done.wait()
        if failures:
            raise failures[0]

    def close(self) -> None:
        """Ask nothing more."""
        with self._changed:
            self._closed = True
            self._questions.clear()
            self._changed.notify()

    def _work(self) -> None:
        while question := self._next():
            try:
                question(self._archive)
            except BaseException as failure:  # nobody would hear of it in a thread
                self.on_failure(failure)

    def _next(self) -> Question | None:
        """The question that has waited longest; None when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._questions or self._closed)
            if self._closed:
                return None
            return self._questions.pop(next(iter(self._questions)))
