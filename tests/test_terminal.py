"""On a real terminal: what it shows, and that it is afterwards as it was before."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console, ConsoleOptions
from rich.text import Text

from newscli.terminal.display import Display
from newscli.terminal.pager import page
from tests.conftest import ran
from tests.terminals import PATIENCE, ROOT, Terminal

HEADLINE = "Russia Considering Downgrading Relations"


@pytest.fixture(autouse=True)
def _loaded() -> None:
    """The sample is in the index: how far a slow load has come would be drawn, too."""
    assert ran("list", "--from", "seeds")[0] == 0


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


# browse


def test_browse_searches_reads_and_puts_the_terminal_back(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    terminal.start("browse", "--from", "seeds")
    terminal.wait("Search")
    terminal.wait(HEADLINE)
    assert termios.tcgetattr(terminal.slave) != terminal.before
    terminal.press("kremln")
    terminal.wait("2/5")
    assert "≈ Kremlin" in terminal.text()
    terminal.press("\r")
    terminal.wait("q back")
    terminal.press("q")
    terminal.wait("q quit")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.is_as_before()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_browse_and_puts_the_terminal_back(
    terminal: Terminal, number: signal.Signals
) -> None:
    pytest.importorskip("textual")
    terminal.start("browse", "--from", "seeds")
    terminal.wait(HEADLINE)
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert terminal.is_as_before()
    assert b"Traceback" not in terminal.sent


def test_ctrl_c_ends_browse(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    terminal.start("browse", "--from", "seeds")
    terminal.wait(HEADLINE)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert terminal.is_as_before()


def test_ctrl_z_suspends_browse_and_fg_brings_it_back(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    terminal.start("browse", "--from", "seeds")
    terminal.wait(HEADLINE)
    terminal.press("\x1a")
    until = time.monotonic() + PATIENCE
    while True:
        pid, status = os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)
        if pid and os.WIFSTOPPED(status):
            break
        assert time.monotonic() < until
        terminal.read(0.1)
    while terminal.read(0):
        pass
    assert terminal.is_as_before()
    terminal.screen.reset()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait(HEADLINE)
    terminal.press("\x03")
    assert terminal.end() == 130


def test_the_editor_has_the_terminal_to_itself_and_browse_comes_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    pytest.importorskip("textual")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "editing %s\\n" "$2"\nread line\n')
    editor.chmod(0o755)
    terminal.start("browse", "--from", "seeds", EDITOR=str(editor), VISUAL="unset")
    terminal.wait("Meseberg")  # the article is there
    terminal.press("\x1b")
    terminal.wait("space select")
    terminal.press("e")
    terminal.wait(f"editing {ROOT / 'seeds' / '000_95a98d30609874d8.txt'}")
    assert terminal.is_as_before()
    terminal.screen.reset()
    terminal.press("\n")
    terminal.wait("Meseberg")
    terminal.press("q")
    assert terminal.end() == 0


CRASH = """
import sys
from newscli.browse.app import Browser
from newscli.__main__ import run
def crash(self): raise ZeroDivisionError("a bug of ours")
Browser.action_help = crash
run()
"""


def test_a_bug_in_browse_is_told_in_one_line_below_what_was_there(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    terminal.start(program=[sys.executable, "-c", CRASH, "browse", "--from", "seeds"])
    terminal.wait(HEADLINE)
    terminal.press("\x1b")
    terminal.wait("? keys")
    terminal.press("?")
    assert terminal.end() == 70
    assert terminal.is_as_before()
    assert b"this is a bug: ZeroDivisionError" in terminal.sent
    assert b"Traceback" not in terminal.sent


@pytest.mark.parametrize("controls", [True, False])
def test_browse_ends_when_its_terminal_is_closed(controls: bool) -> None:
    """With a signal, and also where none comes."""
    pytest.importorskip("textual")
    terminal = Terminal()
    terminal.start("browse", "--from", "seeds", controls=controls)
    terminal.wait(HEADLINE)
    os.close(terminal.slave)
    os.close(terminal.master)
    try:
        assert terminal.process.wait(PATIENCE) == 129
    finally:
        terminal.close()


def test_browse_takes_the_size_that_its_terminal_is_given(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    terminal.start("browse", "--from", "seeds")
    terminal.wait("Meseberg")  # of the preview
    terminal.resize(50, 12)
    terminal.wait(lambda text: "Meseberg" not in text and "1  Russia" in text)
    terminal.resize(160, 40)
    terminal.wait("Meseberg")
    terminal.press("\x03")
    assert terminal.end() == 130


def test_a_document_on_standard_input_can_be_browsed(terminal: Terminal) -> None:
    pytest.importorskip("textual")
    reading, writing = os.pipe()
    os.write(writing, b"Ferry runs again\n\nThe ferry sailed on Monday.\n")
    os.close(writing)
    terminal.start("browse", "--from", "-", stdin=reading)
    os.close(reading)
    terminal.wait("Ferry runs again")
    terminal.press("sailed")
    terminal.wait("1/1")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert terminal.is_as_before()


def test_browse_needs_no_term_and_little_room() -> None:
    pytest.importorskip("textual")
    terminal = Terminal(20, 6)
    terminal.start("browse", "--from", "seeds", TERM="unset")
    terminal.wait("Russia")
    terminal.press("\r")
    terminal.wait("back")
    terminal.press("\x03")
    assert terminal.end() == 130
    terminal.close()


# Pages and pagers


def test_a_long_article_goes_through_less_and_the_terminal_is_put_back(terminal: Terminal) -> None:
    terminal.start("read", "1", "--from", "seeds", PAGER="less", LESS="R")
    terminal.wait("Izvestia")
    terminal.press("G")
    terminal.wait("000_95a98d30609874d8.txt")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.is_as_before()


@pytest.mark.parametrize(
    ("match", "given"),
    [
        ("hostile", "-R +/hostile"),
        ("melonni", "-R"),  # which the article has not
        ("kremln OR =west", "-R +/West|Kremlin"),
    ],
)
def test_less_is_told_what_to_begin_at(
    terminal: Terminal, tmp_path: Path, match: str, given: str
) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "given: $* with $LESS"\ncat >/dev/null\n')
    less.chmod(0o755)
    terminal.start("read", "1", "--from", "seeds", "--match", match, PAGER=str(less), LESS="mine")
    assert terminal.end() == 0
    assert f"given: {given} with mine" in terminal.text()


def test_what_fits_needs_no_pager(terminal: Terminal) -> None:
    terminal.start("list", "--from", "seeds", NEWSCLI_PAGER="false")
    assert terminal.end() == 0
    assert HEADLINE in terminal.text()


def test_an_interrupt_is_the_pagers(terminal: Terminal) -> None:
    terminal.start("read", "1", "2", "--from", "seeds", PAGER="less", LESS="R")
    terminal.wait("Russia")
    terminal.press("\x03")
    terminal.press_until("G", "(END)")
    terminal.press("q")
    assert terminal.end() == 0


def test_a_list_and_a_search_that_do_not_fit_are_paged_from_the_top(tmp_path: Path) -> None:
    for words, first in ((("list",), "Headline"), (("search", "greenland"), "matches for")):
        terminal = Terminal(100, 5)
        terminal.start(*words, "--from", "seeds", PAGER="less", LESS="R")
        terminal.wait(first)
        assert first in terminal.text().splitlines()[0]
        terminal.press("q")
        assert terminal.end() == 0
        terminal.close()


@pytest.mark.parametrize("pager", ["/nowhere/pager", "false", "'", "true", "head -1"])
def test_a_pager_that_fails_or_leaves_early_costs_nothing(terminal: Terminal, pager: str) -> None:
    terminal.start("read", "1", "--from", "seeds", NEWSCLI_PAGER=pager)
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.sent
    if pager not in ("true", "head -1"):  # these took the text, and were done with it
        assert "000_95a98d30609874d8.txt" in terminal.text()


def test_no_more_rows_are_made_once_the_pager_is_left(tmp_path: Path) -> None:
    made = 0

    class Rows:
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
            nonlocal made
            while made < 100_000:  # 6 MB, of which a pipe holds 64 kB
                made += 1
                yield Text("A report on the state of the roads, and of those that none uses")

    display = Display(True, 80, False, "none", False, None)
    with (tmp_path / "screen").open("w") as stream:
        page([Rows()], display, stream, {**os.environ, "LINES": "24", "NEWSCLI_PAGER": "head -1"})
    assert (tmp_path / "screen").read_text().count("A report") == 1
    assert 24 <= made < 10_000


@pytest.mark.parametrize(
    ("flag", "variable", "file", "shown"),
    [
        ("echo flag", "echo variable", "echo file", "flag"),
        (None, "echo variable", "echo file", "variable"),
        (None, "unset", "echo file", "file"),
        (None, "", "echo file", "Izvestia"),  # turned off
        ("cat", "echo variable", "echo file", "Izvestia"),
    ],
)
def test_a_pager_is_chosen_by_flag_then_variable_then_file(
    terminal: Terminal, tmp_path: Path, flag: str | None, variable: str, file: str, shown: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'pager = "{file}"\n')
    words = ["--pager", flag] if flag else []
    environ = {"NEWSCLI_CONFIG": str(config), "NEWSCLI_PAGER": variable, "PAGER": "echo least"}
    terminal.start("read", "1", "--from", "seeds", *words, **environ)
    assert terminal.end() == 0
    assert shown in terminal.text() or shown.encode() in terminal.sent
    assert b"least" not in terminal.sent


@pytest.mark.parametrize("width", [20, 30, 60, 80, 100, 140, 300])
@pytest.mark.parametrize("words", [("list",), ("search", "kremln"), ("read", "2")])
def test_no_line_is_wider_than_the_terminal(words: tuple[str, ...], width: int) -> None:
    terminal = Terminal(width, 200)
    terminal.start(*words, "--from", "seeds")
    assert terminal.end() == 0
    drawn = terminal.sent.count(b"\n")
    terminal.close()
    assert terminal.screen.cursor.y == drawn  # none was wrapped


@pytest.mark.parametrize("term", ["unset", "dumb"])
def test_a_terminal_that_does_not_say_what_it_is_gets_a_page(terminal: Terminal, term: str) -> None:
    terminal.start("list", "--from", "seeds", TERM=term)
    assert terminal.end() == 0
    assert HEADLINE in terminal.text()
    assert (b"\x1b" in terminal.sent) == (term == "unset")


# What is behind the text

ASKED = b"\x1b]11;?\x1b\\\x1b[c"
MUTED = {"dark": "38;2;145;152;168", "light": "38;2;98;102;111", "auto": "38;5;243"}
PATIENT = """
import sys
from newscli.terminal import background
background.PATIENCE = float(sys.argv.pop(1))
from newscli.__main__ import run
run()
"""


@pytest.mark.parametrize(
    ("answer", "theme"),
    [
        (b"\x1b]11;rgb:1616/1818/1d1d\x1b\\\x1b[?62c", "dark"),
        (b"\x1b]11;rgb:ff/fa/f0\x07\x1b[?1;2c", "light"),
        (b"\x1b[?6c", "auto"),
        (b"\x1b]11;rgb:zz/zz/zz\x07\x1b[?6c", "auto"),
    ],
)
def test_the_theme_follows_what_the_terminal_answers(
    terminal: Terminal, answer: bytes, theme: str
) -> None:
    patient = [sys.executable, "-c", PATIENT, f"{PATIENCE}"]
    terminal.start("list", "--from", "seeds", program=patient)
    until = time.monotonic() + PATIENCE
    while ASKED not in terminal.sent:
        assert time.monotonic() < until
        terminal.read(0.1)
    os.write(terminal.master, answer)
    assert terminal.end() == 0
    assert [name for name, code in MUTED.items() if code.encode() in terminal.sent] == [theme]
    assert "rgb" not in terminal.text()  # nothing is echoed
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_a_terminal_that_does_not_answer_is_not_waited_for(terminal: Terminal) -> None:
    terminal.start("list", "--from", "seeds")
    assert terminal.end() == 0
    assert ASKED in terminal.sent
    assert MUTED["auto"].encode() in terminal.sent
    assert termios.tcgetattr(terminal.slave) == terminal.before


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        ((), {"COLORFGBG": "15;0"}),
        ((), {"TERM": "linux"}),
        ((), {"TERM": "unset"}),
        ((), {"SSH_TTY": "/dev/pts/9"}),
        ((), {"NEWSCLI_THEME": "dark"}),
        ((), {"NO_COLOR": "1"}),
        (("--theme", "light"), {}),
        (("--plain",), {}),
        (("--json",), {}),
    ],
)
def test_a_terminal_is_not_asked_what_is_known_or_does_not_matter(
    terminal: Terminal, words: tuple[str, ...], environ: dict[str, str]
) -> None:
    terminal.start("list", "--from", "seeds", *words, **environ)
    assert terminal.end() == 0
    assert ASKED not in terminal.sent


def test_what_was_typed_ahead_stays_for_the_shell(terminal: Terminal) -> None:
    terminal.press("ls\n")
    terminal.start("list", "--from", "seeds")
    assert terminal.end() == 0
    assert ASKED not in terminal.sent
    assert select.select([terminal.slave], [], [], 0)[0]
    assert os.read(terminal.slave, 100) == b"ls\n"


@pytest.mark.parametrize(("said", "theme"), [("15;0", "dark"), ("0;default;15", "light")])
def test_colorfgbg_tells_the_background(terminal: Terminal, said: str, theme: str) -> None:
    terminal.start("list", "--from", "seeds", COLORFGBG=said)
    assert terminal.end() == 0
    assert MUTED[theme].encode() in terminal.sent


# Small things that a terminal gets


def test_without_less_pages_go_through_what_posix_has(terminal: Terminal, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.write_text("#!/bin/sh\necho paged by more\n/bin/cat\n")
    more.chmod(0o755)
    terminal.resize(60, 12)
    terminal.start("list", "--from", "seeds", PATH=str(tmp_path), PAGER="unset")
    assert terminal.end() == 0
    assert b"paged by more" in terminal.sent


def test_without_any_pager_all_is_shown(terminal: Terminal, tmp_path: Path) -> None:
    terminal.resize(60, 12)
    terminal.start("list", "--from", "seeds", PATH=str(tmp_path), PAGER="unset")
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.sent
    assert b"5 articles" in terminal.sent


def test_an_error_is_broken_between_words_where_it_is_told_to_a_person(terminal: Terminal) -> None:
    terminal.resize(40, 12)
    terminal.start("list", "--from", "seeds", "--columns", "size")
    assert terminal.end() == 2
    lines = [line.rstrip() for line in terminal.screen.display if line.strip()]
    assert lines[0].startswith("newscli: no column")
    assert len(lines) > 1
    assert all(line.startswith("  ") for line in lines[1:])
    assert "byline" in " ".join(lines).replace(",", "").split()
