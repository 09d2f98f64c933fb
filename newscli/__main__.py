"""Starts newscli and ends it: at its own end, or at once and in silence when a signal asks.

What the index and exported files hold is whole at any moment, so a signal may strike anywhere.
"""

from __future__ import annotations

import gc
import os
import sys

from newscli.process import BUG, COLLECT_AFTER, INTERRUPTED, STOPPED

TYPE_CHECKING = False  # as in `typing`, which takes 5 ms to import: 5 ms without `_heed_signals`
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

_heard: list[int] = []  # signals


def run() -> NoReturn:
    """Run the command line and leave with its exit code."""
    try:
        sys.unraisablehook = _leave_if_stopped
        gc.set_threshold(COLLECT_AFTER)
        _heed_signals()
        _open_streams()
        from newscli.cli import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before it was heeded
        code = INTERRUPTED
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else BUG
    except Exception:  # a library may make an error of its own of a signal that strikes in it
        if not _heard:
            raise
        code = BUG
    if _heard:
        code = STOPPED + _heard[0]
    if os.environ.get("NEWSCLI_DEBUG"):  # for profilers, which write what they found at the end
        sys.exit(code)
    # All is written.  Python's own end would free every object, a twentieth of a short run, and
    # shows a traceback when it is interrupted.
    os._exit(code)


def _heed_signals() -> None:
    """Unwind when asked to end, as Python does for Ctrl-C alone; what is ignored stays so."""
    import signal

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    """End: by `SystemExit`, which no library shows."""
    _heard.append(number)
    raise SystemExit(STOPPED + number)


def _leave_if_stopped(unraisable: sys.UnraisableHookArgs) -> None:
    """Leave when a signal struck where nothing can be raised: in a destructor or a callback."""
    error = unraisable.exc_value
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        code = getattr(error, "code", None)
        os._exit(code if isinstance(code, int) else INTERRUPTED)
    if os.environ.get("NEWSCLI_DEBUG"):
        sys.__unraisablehook__(unraisable)


def _open_streams() -> None:
    """Fill the places of closed standard streams, which the next file opened would take, and see
    that no character can fail: what reaches a stream has its ASCII form by then, if it needs one.
    """
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as we run
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]  # as in arguments
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for output in (sys.stdout, sys.stderr):
        if output is not None:
            output.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


if __name__ == "__main__":
    run()
