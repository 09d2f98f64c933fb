"""What README, manual and help say is true: every command is told, and every example runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newscli.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/manual.md")
}
MANUAL = PAGES["docs/manual.md"]


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGES[page], re.M | re.S)


def examples() -> list[tuple[str, str, str]]:
    """Page, each `$ newscli …` on it, and the output shown below that."""
    return [
        (page, command, shown)
        for page in PAGES
        for block in blocks(page, "console")
        for command, shown in re.findall(r"^\$ (newscli .*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_in_the_manual_and_its_help_opens_with_examples(
    command: str, run: Callable[..., tuple[int, str, str]]
) -> None:
    assert f"newscli {command}" in MANUAL
    code, out, _ = run(command, "--help")
    assert code == 0
    assert out.partition("\n  ")[2].count(f"newscli {command}") >= 2  # an example, and all help
    shown = out.splitlines()
    assert len(shown) <= 24
    assert max(map(len, shown)) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_all_help_tells_every_option_once(
    command: str, run: Callable[..., tuple[int, str, str]]
) -> None:
    brief, whole = (run(command, option)[1] for option in ("--help", "--help-all"))
    told = re.findall(r"^  (?:-\w, )?(--[\w-]+)", whole, re.M)
    named = re.findall(r" (--[\w-]+)", brief.partition(f"newscli {command} --help-all")[0])
    assert len(told) == len({*told})
    assert {*told} <= {*named, "--help"}


@pytest.mark.parametrize(("page", "command", "shown"), examples())
def test_an_example_shows_what_newscli_shows(
    page: str,
    command: str,
    shown: str,
    run: Callable[..., tuple[int, str, str]],
    request: pytest.FixtureRequest,
) -> None:
    _, out, _ = run(*shlex.split(command)[1:], width=80)
    lines = [line.rstrip() for line in out.strip("\n").splitlines()]
    if request.config.getoption("--accept"):
        text = (ROOT / page).read_text(encoding="utf-8")
        now = text.replace(f"$ {command}\n{shown}", "\n".join([f"$ {command}", *lines, ""]))
        (ROOT / page).write_text(now, encoding="utf-8")
        return
    assert lines == shown.strip("\n").splitlines()


def in_a_shell(line: str, program: Path) -> str:
    """What a line in a shell that finds `newscli` writes."""
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", line], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_the_recipe_with_fzf_reads_what_was_chosen(program: Path) -> None:
    if not shutil.which("fzf"):
        pytest.skip("fzf is not installed")
    (recipe,) = re.findall(r"^    (newscli list \| fzf .*)", MANUAL, re.M)
    read = in_a_shell(recipe.replace("fzf", "fzf --filter 'danish minister'", 1), program)
    assert read.startswith("Danish Foreign Minister to Visit NATO Allies Over Greenland\n")


def test_the_list_of_names_is_answered_as_shown(program: Path) -> None:
    ((line, shown),) = re.findall(r"^\$ (printf .*)\n((?:[^`].*\n)+)", MANUAL, re.M)
    assert in_a_shell(line, program) == shown


def test_the_example_in_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(ROOT)
    block = "\n".join(blocks("docs/manual.md", "python")[:2])  # the third needs a cluster
    exec(compile(block, "manual.md", "exec"), {})  # noqa: S102 - our own manual
    printed = capsys.readouterr().out.splitlines()
    promised = re.findall(r"# (.+)$", block, re.M)
    assert printed == promised


def test_the_readme_can_be_read_at_one_sitting_and_its_examples_are_commands(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    readme = PAGES["README.md"]
    assert len(readme.splitlines()) <= 150
    (listed,) = re.findall(r"## Ten examples\n\n((?:    .*\n)+)", readme)
    commands = [line.strip().split("  ")[0] for line in listed.splitlines()]
    assert len(commands) == 10
    for command in commands:
        _, name, *words = shlex.split(re.sub(r"' +a phrase.*", "'", command))
        code, out, _ = run(name, "--help-all")
        assert (code, name in COMMANDS) == (0, True)
        assert all(word in out for word in words if re.match("--?[a-z]", word)), command


def test_links_between_documents_lead_somewhere() -> None:
    for name, text in PAGES.items():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / name).parent.joinpath(target).exists(), target
