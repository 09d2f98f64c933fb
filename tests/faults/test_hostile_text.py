"""Hostile text in every place, through every command, in every form of output: a terminal is never
driven by it."""

from __future__ import annotations

import ast
import inspect
import json
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from wcwidth import wcswidth

from newscli.choices import EXPORTS
from newscli.cli import COMMANDS, app
from newscli.cli.session import say
from newscli.config.settings import SETTINGS
from newscli.errors import NewscliError
from newscli.process import INTERRUPTED
from tests.faults.hostile import (
    EVERYTHING,
    PAYLOADS,
    active,
    active_in,
    harm,
    in_a_name,
    write_documents,
)
from tests.faults.programs import PATIENCE, PROGRAM, ROOT, TOLD, surroundings
from tests.test_terminal import Terminal

Run = Callable[..., tuple[int, str, str]]

COLOURS = {"NO_COLOR": "", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
ENVIRONMENT = in_a_name(EVERYTHING).encode("utf-8", "replace").decode()
ARGUMENTS = {  # what commands must be given; any other needs nothing
    "search": ["harbour"],
    "completion": ["bash"],
    "index": [".", "--to", "opensearch://127.0.0.1:1/news"],
    "read": ["1", "20", "40", "60", "80", "100", "120"],
}
WITHOUT_ENGINE = ("index",)  # ask an engine, which is not there: an error, and a safe one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_documents(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One index for all of these tests."""
    return str(tmp_path_factory.mktemp("cache"))


def options(command: str) -> Iterator[tuple[str, bool, list[str]]]:
    """Each option of a command: its name, whether it takes a value, and which if only some."""
    group: Any = typer.main.get_command(app([command]))
    for parameter in group.commands[command].params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            name = max(parameter.opts, key=len)
            yield name, not parameter.is_flag, list(getattr(parameter.type, "choices", []))


BINARY = {one.name for one in EXPORTS if one.is_binary}


def requests(command: str) -> Iterator[list[str]]:
    """A command as it may be given: each option alone, with any value it takes and hostile ones."""
    needed = ARGUMENTS.get(command, [])
    yield [command, *needed]
    yield [command, EVERYTHING]
    yield [command, *needed, EVERYTHING]
    yield [command, *needed, f"--{EVERYTHING}"]
    for name, takes_value, choices in options(command):
        if name == "--from":
            yield [command, *needed, name, f"gone{in_a_name(EVERYTHING)}"]
        elif not takes_value:
            yield [command, *needed, name]
            yield [command, EVERYTHING, name]
        else:
            values = [in_a_name(EVERYTHING), in_a_name(EVERYTHING)[:60], "7", *map(str, choices)]
            for value in values:
                if value not in BINARY:  # which is no text, and refused on a terminal
                    yield [command, *needed, name, value]


def check(words: list[str], out: str, err: str, *, styles: bool = False) -> None:
    """Nothing in either stream drives a terminal, or breaks a line that is told."""
    for stream, tabs in ((out, True), (err, False)):
        assert not active_in(stream, tabs=tabs, styles=styles and tabs), words
        shown = stream[:20_000]
        assert not harm(shown[: shown.rfind("\n") + 1]), words
    for line in err.splitlines():
        assert line.startswith(TOLD), words


@pytest.mark.slow
@pytest.mark.parametrize("width", [None, 80], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "browse"])
def test_no_request_of_a_command_lets_hostile_text_drive_a_terminal(
    command: str,
    width: int | None,
    folder: Path,
    cache: str,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # what is written under a hostile name lands here
    monkeypatch.setenv("NEWSCLI_FROM", str(folder))
    code, *_ = run(command, *ARGUMENTS.get(command, []), XDG_CACHE_HOME=cache)
    done = (2,) if command in WITHOUT_ENGINE else (0, 1)
    assert code in done, f"say in ARGUMENTS what {command} needs"
    ways: list[dict[str, str]] = [{}] if width is None else [COLOURS, {"TERM": "dumb"}]
    for words in requests(command):
        for way in ways:
            code, out, err = run(*words, width=width, XDG_CACHE_HOME=cache, **way)
            assert code in (0, 1, 2), (words, err)
            check(words, out, err, styles=way == COLOURS or "--color" in words)


@pytest.mark.parametrize(
    "words",
    [[EVERYTHING], [f"--{EVERYTHING}"], [f"-{EVERYTHING}"], ["list", "--json=" + EVERYTHING]],
    ids=["command", "option", "short option", "value"],
)
def test_what_is_no_request_at_all_is_told_in_one_safe_line(words: list[str], run: Run) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    check(words, out, err)


@pytest.mark.parametrize(
    "name",
    [
        *("NEWSCLI_THEME", "NEWSCLI_FROM", "NEWSCLI_PAGER", "NEWSCLI_CONFIG", "PAGER", "TERM"),
        *("COLUMNS", "COLORTERM", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "_NEWSCLI_COMPLETE"),
    ],
)
def test_a_hostile_environment_drives_nothing(
    name: str, run: Run, folder: Path, cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.setenv("NEWSCLI_FROM", str(folder))
    for value in (ENVIRONMENT, "/proc/version/" + ENVIRONMENT[:60]):
        for words in (["list"], ["read", "1", "30"], ["search", "harbour"]):
            for width in (None, 80):
                code, out, err = run(*words, width=width, **{**COLOURS, name: value})
                assert code in (0, 1, 2)
                check(words, out, err, styles=width is not None)


VALUES: dict[str, object] = {  # of what errors are made
    "str": EVERYTHING,
    "str | None": EVERYTHING,
    "int": 3,
    "bool": True,
    "int | None": 3,
    "Sequence[str]": [EVERYTHING],
    "Sequence[tuple[int, str]]": [(1, EVERYTHING)],
}


def kinds(base: type[NewscliError] = NewscliError) -> list[type[NewscliError]]:
    """Every kind of error that is raised on purpose."""
    return [base, *(kind for child in base.__subclasses__() for kind in kinds(child))]


@pytest.mark.parametrize("kind", kinds()[1:], ids=lambda kind: kind.__name__)
def test_an_error_made_of_hostile_text_is_one_safe_line(
    kind: type[NewscliError], capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {}
    if "__init__" in vars(kind) or kind.__base__ is not NewscliError:
        parameters = [*inspect.signature(kind).parameters.values()]
        facts = {parameter.name: VALUES[parameter.annotation] for parameter in parameters}
    error = kind(**facts)
    say(str(error))
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    # `warnings` are said by themselves, each through `say`.
    assert not facts or "warnings" in facts or "OWNED" in told
    check([kind.__name__], "", told)


def test_a_hostile_configuration_is_told_in_one_safe_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    text = json.dumps(EVERYTHING.encode(errors="replace").decode()).replace("\\/", "/")
    quoted = text.replace("\x7f", "\\u007f")
    values = [f"{quoted} = 1", EVERYTHING.replace("\x00", "")]
    values += [f"{setting.key} = {quoted}" for setting in SETTINGS]
    values += [f"{setting.key} = [{quoted}]" for setting in SETTINGS]
    for value in values:
        file.write_text(value, encoding="utf-8", errors="replace")
        for command in ("list", "config"):
            code, out, err = run(command, NEWSCLI_CONFIG=str(file), PAGER="unset")
            assert code in (0, 2), (value, err)
            check([command, value], out, err)


def test_references_on_standard_input_drive_nothing(run: Run, folder: Path, cache: str) -> None:
    stdin = "\n".join(payload.replace("\udc80", "") for payload in PAYLOADS.values())
    for command in ("read", "export"):
        code, out, err = run(command, "-", "--from", str(folder), stdin=stdin, XDG_CACHE_HOME=cache)
        assert code in (1, 2)
        check([command], out, err)


def test_a_hostile_name_of_the_cache_is_told_safely(run: Run, tmp_path: Path) -> None:
    file = tmp_path / in_a_name(PAYLOADS["osc title"])
    file.write_text("no folder")
    code, out, err = run("list", "--from", "seeds", XDG_CACHE_HOME=str(file))
    assert (code, err.count("\n")) == (0, 1)
    check(["list"], out, err)


def test_a_line_of_a_listing_has_its_own_tabs_and_no_others(
    run: Run, folder: Path, cache: str
) -> None:
    _, out, _ = run("list", "--from", str(folder), XDG_CACHE_HOME=cache)
    assert len(out.splitlines()) > 150
    assert {line.count("\t") for line in out.splitlines()} == {5}
    assert out.count("\n") == len(out.splitlines())


def test_markup_is_shown_as_it_is(run: Run, folder: Path, cache: str) -> None:
    for width in (None, 140):
        _, out, _ = run("list", "--from", str(folder), width=width, XDG_CACHE_HOME=cache)
        assert "[bold]x[/bold] [/x]" in out
        assert "[31;5m" in out
    assert ":smile:" in run("list", "--from", str(folder), XDG_CACHE_HOME=cache)[1]
    assert "ends in \\ Ends" in out
    assert not list(ROOT.glob("OWNED"))


def test_json_loses_nothing_and_shows_nothing(run: Run, folder: Path, cache: str) -> None:
    _, out, _ = run("list", "--jsonl", "--from", str(folder), XDG_CACHE_HOME=cache)
    assert not any(active(char) for char in out)
    headlines = {json.loads(line)["headline"] for line in out.splitlines()}
    for name in ("csi clear", "osc clipboard", "bidi", "tags", "reset"):
        assert any(PAYLOADS[name].strip() in headline for headline in headlines), name


def test_only_addresses_of_the_web_can_be_clicked(run: Run, folder: Path, cache: str) -> None:
    _, ids, _ = run("list", "--ids", "--from", str(folder), XDG_CACHE_HOME=cache)
    _, out, _ = run(
        "read", "-", "--from", str(folder), stdin=ids, width=100, XDG_CACHE_HOME=cache, **COLOURS
    )
    addresses = {piece.split("\x1b")[0].partition(";")[2] for piece in out.split("\x1b]8;")[1:]}
    assert all(a == "" or a.startswith(("http://", "https://")) for a in addresses), addresses


def test_nothing_is_ever_run_by_a_shell() -> None:
    for path in (ROOT / "newscli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword):
                assert node.arg != "shell", path
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called = f"{node.value.id}.{node.attr}"
                assert called not in {"os.system", "os.popen", "subprocess.getoutput"}, path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec"}, path


def test_an_argument_that_looks_like_an_option_reaches_no_other_program(tmp_path: Path) -> None:
    """What a pager shows comes to it on standard input."""
    file = tmp_path / "-o OWNED $(touch OWNED).txt"
    file.write_text("A Headline of Some Words\n\n" + "A sentence of the text.\n\n" * 60)
    pager = tmp_path / "pager"
    pager.write_text(f'#!/bin/sh\necho "$#" >{tmp_path}/count\ncat >{tmp_path}/shown\n')
    pager.chmod(0o755)
    terminal = Terminal(80, 24)
    terminal.start("read", "1", "--from", str(file), PAGER=str(pager), NEWSCLI_PAGER="unset")
    assert terminal.end() == 0
    terminal.close()
    assert (tmp_path / "count").read_text() == "0\n"
    assert (tmp_path / "shown").read_text().count("A sentence of the text.") == 60


# Columns

WIDE = [
    "日本語のニュースが届いた",
    "신문사가 새 소식을 전했다",
    "👩\u200d👩\u200d👧 Families Welcome New Rules 👍🏽",
    "🇩🇪🇫🇷 Ministers Meet Over Trade",
    "שלום עולם חדשות היום",
    "أخبار اليوم من المدينة",
    "e\u0301 e\u0301 e\u0301 Cafe\u0301 Reopens in Town",
    "ข่าววันนี้จากเมือง",
    "क्\u200dष समाचार आज शहर से",
    "Zebra \u0336Crossing\u0336 \u0336Painted\u0336",
    "葛\U000e0100城 in the News",
    "1️⃣ Keycaps ❤️ Hearts ☎️ Phones",
    "A Plain Headline of the Usual Kind",
]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_columns_stay_aligned_whatever_the_letters(width: int, run: Run, tmp_path: Path) -> None:
    records = [{"title": title, "text": "A text of some words. " * 3} for title in WIDE]
    file = tmp_path / "wide.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    code, out, _ = run("list", "--from", str(file), width=width)
    assert code == 0
    rows = [line for line in out.splitlines() if line.strip()[:1].isdigit()][: len(WIDE)]
    assert len(rows) == len(WIDE)
    ends = {wcswidth(unicodedata.normalize("NFC", row)) for row in rows}
    assert len(ends) == 1, ends


# Real terminals


def test_browse_shows_hostile_text_and_suffers_nothing(folder: Path, cache: str) -> None:
    pytest.importorskip("textual")
    assert "browse" in COMMANDS
    terminal = Terminal(120, 40)
    try:
        terminal.start("browse", "--from", str(folder), XDG_CACHE_HOME=cache)
        terminal.wait("of csi clear")
        for _ in range(4):
            terminal.press("\x1b[B")  # down
        terminal.wait("had expected")  # the article beside the list
        terminal.press("harbour [bold] \u202e\x9b2J :smile:")
        terminal.wait(lambda text: re.search(r":smile: +\d+/\d+", text) is not None)
        terminal.press("\r")
        terminal.wait("q back")
        terminal.press("\x03")
        assert terminal.end() == INTERRUPTED
        assert terminal.is_as_before()
    finally:
        terminal.close()
    sent = terminal.sent.decode()
    for harmful in ("OWNED\x07", "\x1b]0;OWNED", "\x1b]2;OWNED", "\x1b]52", "\x1b]777", "\x1bc"):
        assert harmful not in sent
    assert "\x1b]8;;file" not in sent
    assert not {char for char in sent if active(char) and ord(char) > 0x7F}
    assert "OWNED" not in terminal.screen.title


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_keeps_title_clipboard_and_the_next_line(
    folder: Path, cache: str, tmp_path: Path
) -> None:
    socket = str(tmp_path / "tmux")
    env = surroundings(Path(cache), PS1="$ ", PAGER="cat", TERM="xterm-256color")
    env.pop("TMUX", None)

    def tmux(*words: str) -> str:
        ended = subprocess.run(
            ["tmux", "-S", socket, *words], env=env, capture_output=True, text=True, check=False
        )
        return ended.stdout

    tmux("-f", "/dev/null", "new-session", "-d", "-x", "150", "-y", "50", "-n", "kept", "sh")
    try:
        tmux("set-option", "-s", "set-clipboard", "on")
        tmux("set-option", "-g", "allow-rename", "on")
        tmux("set-option", "-g", "allow-passthrough", "on")
        tmux("set-buffer", "-b", "mine", "kept")
        title = tmux("display-message", "-p", "#{pane_title}|#{window_name}")
        newscli = " ".join(PROGRAM)
        where = f"NEWSCLI_FROM='{folder}'"
        script = tmp_path / "script"
        script.write_text(
            f"export {where}\n"
            f"{newscli} list; {newscli} search harbour; {newscli} read 1 9 14 30 60 90 --no-pager\n"
            f"{newscli} read '{in_a_name(EVERYTHING).replace(chr(39), '')}'\n"
            f"{newscli} list --json | head -c 100000\n"
            f"echo; echo NEXT-LINE; sleep 60\n",
            errors="surrogateescape",
        )
        tmux("send-keys", f"cd {ROOT}; clear; . {script}", "Enter")
        until = time.monotonic() + PATIENCE
        while "NEXT-LINE\n" not in (shown := tmux("capture-pane", "-p")):
            assert time.monotonic() < until, shown
            time.sleep(0.2)
        assert "\nNEXT-LINE\n" in shown
        assert tmux("display-message", "-p", "#{pane_title}|#{window_name}") == title
        assert tmux("list-buffers", "-F", "#{buffer_name}") == "mine\n"
        assert tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}") == "00\n"
    finally:
        tmux("kill-server")


def test_the_witness_sees_what_it_is_there_to_see() -> None:
    """Else the tests above would prove nothing."""
    for name, payload in PAYLOADS.items():
        if any(active(char) for char in payload):
            assert active_in(f"A headline {payload} here\n"), name
    for name in ("csi clear", "osc title", "reset", "overwrite", "csi modes", "c1"):
        assert harm(f"A headline {PAYLOADS[name]} here\n"), name
    assert not harm("A \x1b[1mheadline\x1b[0m here\n")
