"""What README and help say is true: every command is told, and every example runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = ("list", "search", "read", "export")


def blocks(language: str) -> list[str]:
    """The README's fenced blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def examples() -> list[tuple[str, str]]:
    """Each `$ newscli …` of the README and the output shown below it."""
    found = []
    for block in blocks("console"):
        for command, shown in re.findall(r"^\$ (newscli .*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            found.append((command, shown))
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_in_the_readme_and_its_help_opens_with_examples(
    command: str, newscli: Callable[..., tuple[int, str, str]]
) -> None:
    assert f"newscli {command}" in README
    code, out, _ = newscli(command, "--help")
    assert code == 0
    assert f"newscli {command}" in out.split("Options:")[0].partition("Usage:")[2]


@pytest.mark.parametrize(("command", "shown"), examples())
def test_an_example_of_the_readme_shows_what_newscli_shows(
    command: str,
    shown: str,
    newscli: Callable[..., tuple[int, str, str]],
    terminal: Callable[..., str],
) -> None:
    words = shlex.split(command)[1:]
    if "|" not in words:
        assert terminal(*words, width=80).strip("\n").splitlines() == [
            line.rstrip() for line in shown.strip("\n").splitlines()
        ]


def test_the_example_in_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(ROOT)
    (block,) = blocks("python")
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own README
    printed = capsys.readouterr().out.splitlines()
    promised = re.findall(r"# (.+)$", block, re.M)
    assert printed == promised
