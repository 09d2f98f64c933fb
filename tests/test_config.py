"""The configuration file: what it sets, what wins over it, and what is said of a wrong one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from newscli.config import folder, place
from newscli.config.settings import config
from newscli.errors import ConfigError

Run = Callable[..., tuple[int, str, str]]

XDG = {f"XDG_{kind}_HOME": f"/of/{kind}" for kind in ("CACHE", "CONFIG", "DATA")}
KEYS = "from, theme, color, ascii, pager, limit, sort, mark_read, columns, names"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write the configuration file where newscli looks for it."""

    def write(text: str) -> Path:
        path = tmp_path / "config" / "newscli" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def setting(key: str, out: str) -> tuple[str, str]:
    """A setting's value and where it is from, of plain output."""
    (row,) = (line.split("\t") for line in out.splitlines() if line.startswith(f"{key}\t"))
    return row[1], row[2]


def test_without_a_file_everything_is_as_it_comes(run: Run, tmp_path: Path) -> None:
    code, out, err = run("config")
    assert (code, err) == (0, "")
    assert [line.split("\t")[0] for line in out.splitlines()] == KEYS.split(", ")
    assert all(line.endswith("\tdefault") for line in out.splitlines())
    assert run("config", "--path")[1] == f"{tmp_path / 'config' / 'newscli' / 'config.toml'}\n"


def test_a_file_sets_what_options_set(run: Run, write: Callable[[str], Path]) -> None:
    write(f'# mine\nfrom = "{Path("seeds").absolute()}"\nascii = true\n')
    code, out, err = run("search", "kremln")
    assert (code, len(out.splitlines())) == (0, 2)
    assert "sample" not in err
    assert run("list")[1].isascii()
    assert setting("ascii", run("config")[1]) == ("yes", "line 3")


def test_a_relative_path_counts_from_the_files_folder_and_home_is_home(
    run: Run, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write('from = ["news", "~/more"]\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    for named in (path.parent / "news", tmp_path / "more"):
        named.mkdir()
        (named / "one.txt").write_text("Ferry runs\n\nThe ferry sailed again.\n")
    assert len(run("list")[1].splitlines()) == 2


@pytest.mark.parametrize(
    ("environ", "words", "value"),
    [
        ({}, (), ("light", "line 1")),
        ({"NEWSCLI_THEME": "none"}, (), ("none", "NEWSCLI_THEME")),
        ({"NEWSCLI_THEME": ""}, (), ("light", "line 1")),
    ],
)
def test_the_environment_wins_over_the_file(
    run: Run,
    write: Callable[[str], Path],
    environ: dict[str, str],
    words: tuple[str, ...],
    value: tuple[str, str],
) -> None:
    write('theme = "light"\n')
    assert setting("theme", run("config", *words, **environ)[1]) == value


def test_a_flag_wins_over_both(run: Run, write: Callable[[str], Path]) -> None:
    write(f'from = "{Path("nowhere").absolute()}"\n')
    assert run("list", "--from", "seeds", NEWSCLI_FROM="nowhere")[0] == 0
    assert run("list", NEWSCLI_FROM="seeds")[0] == 0
    assert run("list")[0] == 2


def test_colour_of_the_file_yields_to_no_color(run: Run, write: Callable[[str], Path]) -> None:
    write('color = "always"\n')
    words = ("search", "kremln", "--from", "seeds")
    assert "\x1b[" in run(*words)[1]
    assert "\x1b[" not in run(*words, NO_COLOR="1")[1]
    assert "\x1b[" not in run(*words, "--color", "never")[1]


def test_a_limit_counts_for_people_and_not_for_programs(
    run: Run, write: Callable[[str], Path]
) -> None:
    write("limit = 2\n")
    assert len(run("list", "--from", "seeds")[1].splitlines()) == 5
    assert "2 of 5 articles" in run("list", "--from", "seeds", width=80)[1]
    assert "3 of 5 articles" in run("list", "-n", "3", "--from", "seeds", width=80)[1]
    assert len(run("export", "--from", "seeds")[1].splitlines()) == 5


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('theme = "dark"\ncolour = "auto"\n', 2, "unknown key “colour”; did you mean color?"),
        ("\n\nzebra = 1\n", 3, f"unknown key “zebra”; the keys are {KEYS}"),
        ("[list]\nlimit = 3\n", 1, "unknown key “list”"),
        ('"odd key" = 1\n', 1, "unknown key “odd key”"),
        ("theme = \n", 1, "invalid value"),
        ('theme = "dark\n', 1, ""),
        ('theme = "dark"\ntheme = "light"\n', 2, ""),
        ("a = [1,\n2,\n", 3, ""),
        ('theme = "blue"\n', 1, "theme: “blue” is none of auto, dark, light, none"),
        ("theme = 1\n", 1, "theme: a text in quotation marks is meant"),
        ("limit = 0\n", 1, "limit: a whole number from 1 is meant"),
        ("limit = true\n", 1, "limit: a whole number from 1 is meant"),
        ('\nascii = "yes"\n', 2, "ascii: true or false is meant"),
        ("from = [3]\n", 1, "from: a path in quotation marks is meant"),
        ('from = "-"\n', 1, "from: a path in quotation marks is meant"),
        ('columns = ["date", "size"]\n', 1, "columns: “size” is none of "),
        ("\x00", 1, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    run: Run, write: Callable[[str], Path], text: str, line: int, reason: str
) -> None:
    path = write(text)
    for words in (("list", "--from", "seeds"), ("config",)):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err.startswith(f"newscli: {path}:{line}: {reason}")
        assert err.count("\n") == 1


def test_what_is_no_text_is_told(run: Run, write: Callable[[str], Path]) -> None:
    path = write("")
    path.write_bytes(b'theme = "dark"\nfrom = "\xff\xfe"\n')
    assert run("list")[2] == f"newscli: {path}:2: not UTF-8\n"
    path.unlink()
    path.mkdir()
    assert run("list")[2] == f"newscli: {path}: is a directory\n"


def test_help_and_the_files_place_are_told_whatever_is_in_it(
    run: Run, write: Callable[[str], Path]
) -> None:
    path = write("zebra = 1\n")
    assert run("list", "--help")[0] == 0
    assert run("--version")[0] == 0
    assert run("config", "--path") == (0, f"{path}\n", "")


def test_another_file_can_be_named_or_none(
    run: Run, write: Callable[[str], Path], tmp_path: Path
) -> None:
    write("zebra = 1\n")
    other = tmp_path / "other.toml"
    other.write_text('theme = "none"\n')
    out = run("config", NEWSCLI_CONFIG=str(other))[1]
    assert setting("theme", out) == ("none", "line 1")
    assert run("list", "--from", "seeds", NEWSCLI_CONFIG="")[0] == 0
    code, _, err = run("list", NEWSCLI_CONFIG=str(tmp_path / "gone.toml"))
    assert (code, err) == (2, f"newscli: {tmp_path / 'gone.toml'}: no such file\n")


def test_settings_are_also_json(run: Run, write: Callable[[str], Path]) -> None:
    path = write('theme = "dark"\n')
    told = json.loads(run("config", "--json")[1])
    assert told["path"] == str(path)
    assert {"key": "theme", "value": "dark", "from": "line 1"} in told["settings"]


@pytest.mark.parametrize("width", [20, 30, 60, 80, 140])
def test_on_a_terminal_settings_are_a_page_that_fits(
    run: Run, write: Callable[[str], Path], width: int
) -> None:
    write('theme = "dark"\nfrom = ["/somewhere/far/away/from/here", "/and/elsewhere"]\n')
    code, out, _ = run("config", width=width)
    assert code == 0
    assert all(len(line) <= width for line in out.splitlines())
    assert "theme" in out
    assert "line 1" in out


def test_where_the_file_is_depends_on_the_environment_alone(tmp_path: Path) -> None:
    assert place({"NEWSCLI_CONFIG": "~/mine.toml"}) == Path("~/mine.toml").expanduser()
    assert place({"NEWSCLI_CONFIG": ""}) is None
    with pytest.raises(ConfigError):
        config({"NEWSCLI_CONFIG": str(tmp_path)})


def test_a_run_without_a_file_parses_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from newscli.cli import main; main(sys.argv[1:]); "
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    environ = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code, "list", "--from", "seeds"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"tomllib", "newscli.config.settings"} & set(run.stderr.split())


@pytest.mark.parametrize("environ", [{}, {"XDG_CACHE_HOME": ""}, XDG], ids=["none", "empty", "all"])
@pytest.mark.parametrize(("system", "own"), [("linux", Unix), ("darwin", MacOS)])
def test_a_users_files_are_where_each_system_keeps_them(
    system: str, own: type[Unix | MacOS], environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the library that says it, which would be a tenth of each start."""
    for name in XDG:
        monkeypatch.delenv(name, raising=False)
    if system == "linux":  # on macOS, versions of the library differ about these variables
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    said = own("newscli")
    assert [str(folder(kind)) for kind in ("cache", "config", "data")] == [
        said.user_cache_dir,
        said.user_config_dir,
        said.user_data_dir,
    ]
