"""What Tab offers, asked through the shells themselves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminals import ROOT, Terminal

SHELLS = Path("newscli", "cli", "shells")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles that newscli knows, with the program beside it in `PATH`."""
    documents = tmp_path / "news"
    documents.mkdir()
    (documents / "a.csv").write_text(
        "headline,text,place,publisher\n"
        "Ferry runs again,The ferry sailed.,Oslo,Harbour Post\n"
        "$(touch owned) `touch owned` *,Nothing is run.,New York,The $HOME News\n"
        "Bridge shut,The bridge is shut.,New York,Harbour Post\n"
        "Road shut,The road is shut.,New York City,Harbour Post\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setenv("NEWSCLI_FROM", str(documents))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    subprocess.run(["newscli", "list"], capture_output=True, check=True)
    return tmp_path


def in_bash(*words: str) -> list[str]:
    script = f"""
    source {ROOT / SHELLS}/newscli.bash
    COMP_WORDS=(newscli "$@")
    COMP_CWORD=$#
    _newscli newscli
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    command = ["bash", "--norc", "-c", script, "bash", *words]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return run.stdout.rstrip("\n").split("\n")


def in_fish(line: str) -> list[str]:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    script = f"source {ROOT / SHELLS}/newscli.fish; complete -C $argv"
    command = ["fish", "--no-config", "-c", script, line]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal(80, 24)
    yield terminal
    terminal.close()


# bash


def test_bash_completes_commands_with_what_they_do(folder: Path) -> None:
    offered = in_bash("")
    assert "list        List headlines." in offered
    assert in_bash("li") == ["list"]


def test_bash_completes_options_that_may_still_be_given(folder: Path) -> None:
    assert in_bash("list", "--sor") == ["--sort"]
    assert not any(line.startswith("--sort") for line in in_bash("list", "--sort", "date", "--s"))
    assert in_bash("--vers") == ["--version"]


def test_bash_completes_values_in_either_spelling(folder: Path) -> None:
    assert in_bash("list", "--sort", "he") == ["headline"]
    assert in_bash("list", "--sort", "=", "he") == ["headline"]
    assert in_bash("list", "--sort", "=")[0] == "number"
    assert in_bash("list", "--columns", "date,pl") == ["date,place"]


def test_bash_completes_what_the_archive_says_quoted(folder: Path) -> None:
    assert in_bash("list", "--place", "os") == ["Oslo"]
    assert in_bash("list", "--place", "new") == [r"New\ York", r"New\ York\ City"]
    assert in_bash("list", "--place", r"New\ York\ ") == [r"New\ York\ City"]
    assert in_bash("list", "--source", "the") == [r"The\ \$HOME\ News"]


def test_bash_completes_numbers_and_shows_headlines(folder: Path) -> None:
    assert in_bash("read", "") == [
        "1  Ferry runs again",
        "2  $(touch owned) `touch owned` *",
        "3  Bridge shut",
        "4  Road shut",
    ]
    assert in_bash("read", "3") == ["3"]
    assert in_bash("read", "9") == [""]
    assert not (folder / "owned").exists()


def test_bash_asks_the_archive_that_the_line_names(folder: Path) -> None:
    (folder / "one.txt").write_text("Tram stops\n\nThe tram has stopped.\n")
    assert in_bash("read", "--from", "one.txt", "") == [""]  # which nobody has read yet
    subprocess.run(["newscli", "list", "-f", "one.txt"], capture_output=True, check=True)
    assert in_bash("read", "--from", "one.txt", "") == ["1"]
    assert in_bash("read", "-f", '"one.txt"', "") == ["1"]
    assert in_bash("read", "-f", "~/one.txt", "") == ["1"]


def test_bash_completes_at_a_prompt(folder: Path, terminal: Terminal) -> None:
    terminal.start(program=["bash", "--norc", "--noprofile"], PS1="> ", INPUTRC="/dev/null")
    terminal.press("source <(newscli completion bash)\n")
    terminal.press("newscli re\t")
    terminal.wait("newscli read ")
    terminal.press("\t\t")
    terminal.wait("3  Bridge shut")
    terminal.press("1\t--fro\tsee\t --no-\t\n")
    terminal.wait("seeds/000_95a98d30609874d8.txt:1")
    assert not (folder / "owned").exists()


# zsh


def test_zsh_completes_at_a_prompt(folder: Path, terminal: Terminal) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    terminal.start(program=["zsh", "-f", "-i"], PS1="> ", ZDOTDIR=str(folder))
    terminal.press("autoload -Uz compinit; compinit -D -u; source <(newscli completion zsh)\n")
    terminal.press("clear; newscli re\t")
    terminal.wait("newscli read ")
    terminal.press("\t")
    terminal.wait("3  -- Bridge shut")
    assert "$(touch owned)" in terminal.text()
    terminal.press("\x15newscli list --place os\t--sou\tthe\t")
    terminal.wait("newscli list --place Oslo --source The\\ \\$HOME\\ News")
    terminal.press("\x15newscli read 1 --fro\tsee\t --no-\t\n")
    terminal.wait("seeds/000_95a98d30609874d8.txt:1")
    assert not (folder / "owned").exists()


def test_zsh_takes_the_function_from_a_folder_of_fpath(folder: Path, terminal: Terminal) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    functions = folder / "functions"
    functions.mkdir()
    shutil.copy(ROOT / SHELLS / "newscli.zsh", functions / "_newscli")
    terminal.start(program=["zsh", "-f", "-i"], PS1="> ", ZDOTDIR=str(folder))
    terminal.press(f"fpath+=({functions}); autoload -Uz compinit; compinit -D -u\n")
    terminal.press("newscli list --sor\t")
    terminal.wait("newscli list --sort ")


# fish


def test_fish_completes_commands_options_and_values(folder: Path) -> None:
    assert "list\tList headlines." in in_fish("newscli ")
    assert [line.split("\t")[0] for line in in_fish("newscli list --so")] == ["--sort", "--source"]
    assert in_fish("newscli list --sort=h") == ["--sort=headline"]
    assert in_fish("newscli list --place new") == ["New York", "New York City"]
    assert in_fish("newscli list --from ne") == ["news/"]


def test_fish_completes_numbers_and_shows_headlines(folder: Path) -> None:
    assert in_fish("newscli read ")[1:3] == [
        "2\t$(touch owned) `touch owned` *",
        "3\tBridge shut",
    ]
    assert not (folder / "owned").exists()


# All of them


def offered(run: Run, *words: str, **environ: str) -> list[str]:
    code, out, err = run(*words, _NEWSCLI_COMPLETE="fish", **environ)
    assert (code, err) == (0, "")
    return out.splitlines()


def test_numbers_are_offered_by_their_digits(run: Run, tmp_path: Path) -> None:
    lines = [f"Headline of article {number},Text." for number in range(1, 121)]
    file = tmp_path / "many.csv"
    file.write_text("\n".join(["headline,text", *lines]))
    run("list", "--from", str(file))
    numbers = [line.split("\t")[0] for line in offered(run, "read", "-f", str(file), "1")]
    assert numbers == ["1", *map(str, range(10, 20)), *map(str, range(100, 121))]
    assert len(offered(run, "read", "-f", str(file), "")) == 50
    assert offered(run, "read", "-f", str(file), "x") == []


def test_a_tab_loads_nothing_and_tells_no_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry runs again\n\nThe ferry sailed on Monday.\n")
    (tmp_path / "config.toml").write_text("wrong")
    from_ = ("-f", str(tmp_path / "a.txt"))
    assert offered(run, "read", *from_, "") == []
    assert offered(run, "read", "-f", "\0", "") == []
    assert offered(run, "read", *from_, "", NEWSCLI_CONFIG=str(tmp_path / "config.toml")) == []
    assert offered(run, "nonsense", "") == []
    run("list", *from_)
    (tmp_path / "a.txt").unlink()
    assert offered(run, "read", *from_, "") == ["1\tFerry runs again"]


def test_every_option_that_takes_an_articles_value_is_completed(run: Run) -> None:
    run("list", "--from", "seeds")
    assert "Reuters" in " ".join(offered(run, "list", "--from", "seeds", "--agency", "r"))
    run("list", "--from", "tests/formats/csv")
    assert offered(run, "browse", "--from", "tests/formats/csv", "--source", "the") == [
        "The Velm Post\t"
    ]
    run("tag", "--from", "tests/formats/csv", "+keep", "+later", "1")
    assert offered(run, "list", "--from", "tests/formats/csv", "--tag", "ke") == [
        "keep\tarticles: 2"
    ]
    assert offered(run, "search", "-f", "tests/formats/csv", "ferry", "tag:l") == ["tag:later\t"]
    assert offered(run, "search", "-f", "tests/formats/csv", "ferry", "tag", ":", "l") == [
        "later\t"
    ]
    assert offered(run, "check", "") == [":files"]
    assert offered(run, "export", "-o", "") == [":files"]
    assert offered(run, "completion", "bash", "") == []


def test_what_is_not_what_it_looks_like_is_not_offered(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('headline,text,place\n"A\x1b[2J",T.,"Os\x1b[2Jlo"\nB,T.,"Bergen\u202e"\n')
    run("list", "-f", str(file))
    assert offered(run, "list", "-f", str(file), "--place", "") == []
    assert not re.search("[\x00-\x08\x0b-\x1f]", "".join(offered(run, "read", "-f", str(file), "")))


def test_the_script_of_each_shell_is_printed(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        code, out, err = run("completion", shell)
        assert (code, err) == (0, "")
        assert out == (ROOT / SHELLS / f"newscli.{shell}").read_text()


def test_a_tab_imports_no_library_for_drawing(tmp_path: Path) -> None:
    code = "import sys; from newscli.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    environ = {**os.environ, "_NEWSCLI_COMPLETE": "bash"}
    command = [sys.executable, "-c", code, "read", ""]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert not {"rich", "rapidfuzz", "textual", "newscli.screen"} & {*run.stdout.split()}
