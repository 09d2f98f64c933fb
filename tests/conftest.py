"""newscli as tests run it: through `main`, each test with a cache folder of its own."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

# A machine may be slow, and busy with other things: that proves nothing of the program.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# For other versions of Python and of libraries: what is true of any text is proved with the usual.
settings.register_profile("a few", settings.get_profile("no clock"), max_examples=20)
settings.load_profile("no clock")
FEW = 2  # cases of a test, where what is proved is that it can be done with other versions


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the transcripts anew")
    parser.addoption("--few", action="store_true", help=f"of each test, {FEW} cases at most")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """What writes transcripts anew runs in one process."""
    if config.getoption("--accept"):
        config.option.numprocesses = 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave a few cases of each test, not the same ones of two: all formats come up in some."""
    if not config.getoption("--few"):
        return
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = set()
    for place, cases in enumerate(tests.values()):
        apart = max(1, len(cases) // FEW)
        kept |= {cases[(place + apart * nth) % len(cases)] for nth in range(FEW)}
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def pytest_configure() -> None:
    """Signals that are ignored in the background or under `nohup` are not in what tests start."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            default = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
            signal.signal(number, default)


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the user's home nor environment has a say; paths are the checkout's."""
    for name in [*os.environ]:
        if name.startswith("NEWSCLI_") or name in {
            "NO_COLOR",
            "FORCE_COLOR",
            "CLICOLOR_FORCE",
            "PAGER",
            "LESS",
        }:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("COLORFGBG", raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """newscli as a file that a shell can run."""
    program = tmp_path / "bin" / "newscli"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m newscli "$@"\n')
    program.chmod(0o755)
    return program


class _Stream(io.TextIOWrapper):
    """A standard stream in memory, which says whether it is a terminal."""

    def __init__(self, text: str = "", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]


def ran(
    *words: str, stdin: str = "", width: int | None = None, **environment: str
) -> tuple[int, str, str]:
    """Run newscli in this process: exit code, standard output, standard error.

    With a `width` the output goes to a terminal of so many columns that has no colours and no
    pager; else into a pipe.
    """
    from newscli.cli import main

    out, err = _Stream(terminal=width is not None), _Stream()
    with (
        pytest.MonkeyPatch.context() as surroundings,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        surroundings.setattr(sys, "stdin", _Stream(stdin))
        if width is not None:
            environment = {"NO_COLOR": "1", "TERM": "dumb", "PAGER": "cat"} | environment
            environment["COLUMNS"] = str(width)
        for name, value in environment.items():
            surroundings.setenv(name, value)
        code = main([*words])
        return code, out.written(), err.written()


@pytest.fixture
def run() -> Callable[..., tuple[int, str, str]]:
    """`ran`, in surroundings of the test's own."""
    return ran
