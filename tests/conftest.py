"""newscli as tests run it: through `main`, each in a cache folder of its own."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the user's cache nor environment has a say; paths are the checkout's."""
    for name in [*os.environ]:
        if name.startswith("NEWSCLI_") or name in {"NO_COLOR", "FORCE_COLOR", "PAGER", "LESS"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    yield


class _Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def newscli(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run newscli with its output in a pipe: exit code, standard output, standard error."""
    from newscli.cli import main

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        stream = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        code = main([*words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run newscli on a terminal of that width, without colour or pager: what it shows."""
    from newscli.cli import main

    def run(*words: str, width: int = 80) -> str:
        stream = _Terminal()
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setenv("NEWSCLI_PAGER", "")
        monkeypatch.setattr(sys, "stdout", stream)
        main([*words])
        monkeypatch.undo()
        lines = stream.getvalue().splitlines()
        return "\n".join(line.rstrip() for line in lines) + "\n"

    return run
