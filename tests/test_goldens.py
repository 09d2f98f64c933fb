"""What each theme sends to a terminal, to the byte: files in goldens/, with ␛ for escape.

`pytest --accept` writes them anew; look at the pictures then.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "goldens"
Run = Callable[..., tuple[int, str, str]]


SESSION = (["list"], ["search", "melonni tarifs"], ["read", "2", "--match", "nato"])
ON_A_TERMINAL = """
import sys
from newscli.cli import main
from newscli.terminal import progress
progress.SILENT = progress.UNWATCHED = float("inf")  # a busy machine may load for long
sys.stdout.isatty = lambda: True
for words in {session}:
    print("$ newscli", *words)
    main([*words, "--from", "seeds", "--theme", {theme!r}, "--color", "always"])
"""


@pytest.mark.parametrize(
    ("theme", "colors"),
    [("dark", "truecolor"), ("light", "truecolor"), ("dark", "256"), ("auto", "256"), ("none", "")],
)
def test_a_theme_looks_as_it_did(theme: str, colors: str, request: pytest.FixtureRequest) -> None:
    """In a process of its own, as Rich's styles keep the number of colours first asked for."""
    code = ON_A_TERMINAL.format(session=[*SESSION], theme=theme)
    surroundings = {**os.environ, "COLUMNS": "80", "PAGER": "cat", "COLORTERM": colors}
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**surroundings, "PYTHONUTF8": "1"},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    golden = FOLDER / f"{theme}-{colors}.txt".replace("-.", ".")
    visible = run.stdout.replace("\x1b", "␛")
    if request.config.getoption("--accept"):
        golden.write_text(visible, encoding="utf-8")
    assert (visible, run.stderr) == (golden.read_text(encoding="utf-8"), "")


@pytest.mark.parametrize("words", [("list",), ("search", "oslo"), ("read", "1")])
def test_a_theme_that_does_not_exist_is_told_with_those_that_do(
    words: tuple[str, ...], run: Run
) -> None:
    code, out, err = run(*words, "--from", "seeds", NEWSCLI_THEME="purple")
    assert (code, out) == (2, "")
    assert err == "newscli: no theme 'purple': the themes are auto, dark, light, none\n"
    code, out, err = run(*words, "--from", "seeds", "--theme", "purple")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert all(theme in err for theme in ("purple", "auto", "dark", "light", "none"))
