"""In tmux, a terminal that newscli's makers did not write: pager, browser, new sizes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.terminals import PATIENCE, ROOT

if not shutil.which("tmux"):
    pytest.skip("tmux is not installed", allow_module_level=True)


class Tmux:
    """A server of its own with one window, in which a shell waits."""

    def __init__(self, folder: Path, program: Path) -> None:
        self._socket = str(folder / "tmux")
        self._environ = {
            **{name: value for name, value in os.environ.items() if name != "TMUX"},
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "NEWSCLI_FROM": str(ROOT / "seeds"),
        }
        size = ("-x", "100", "-y", "24")
        self.tell("-f", os.devnull, "new-session", "-d", *size, "bash --norc --noprofile")
        self.type("PS1='ready> '; clear")
        self.wait("ready>", gone="clear")

    def tell(self, *words: str) -> str:
        command = ["tmux", "-S", self._socket, *words]
        run = subprocess.run(command, env=self._environ, capture_output=True, text=True, check=True)
        return run.stdout

    def type(self, text: str) -> None:
        self.tell("send-keys", text, "Enter")

    def shown(self) -> str:
        return self.tell("capture-pane", "-p")

    def wait(self, *seen: str, gone: str = "\0") -> str:
        """What is shown, when all of this is seen and that is gone."""
        until = time.monotonic() + PATIENCE
        while True:
            shown = self.shown()
            if all(text in shown for text in seen) and gone not in shown:
                return shown
            assert time.monotonic() < until, shown
            time.sleep(0.05)


@pytest.fixture
def tmux(tmp_path: Path, program: Path) -> Iterator[Tmux]:
    tmux = Tmux(tmp_path, program)
    yield tmux
    with suppress(subprocess.CalledProcessError):  # a test may have ended it
        tmux.tell("kill-server")


def test_the_pager_begins_at_the_matched_word_and_the_screen_comes_back(tmux: Tmux) -> None:
    tmux.type("echo before; LESS=R newscli read 1 --match hostile")
    shown = tmux.wait("manifestations", gone="before")
    assert "hostile" in shown.splitlines()[0]
    tmux.tell("send-keys", "q")
    tmux.wait("before", "ready>")


def test_browse_follows_the_size_of_its_window_and_leaves_the_screen_as_it_was(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("echo before; newscli browse")
    tmux.wait("Search", "Meseberg", gone="before")  # list and preview
    tmux.tell("resize-window", "-x", "50", "-y", "14")
    tmux.wait("1  Russia", gone="Meseberg")
    tmux.tell("resize-window", "-x", "120", "-y", "30")
    tmux.wait("Meseberg")
    tmux.tell("send-keys", "greenlnd")
    tmux.wait("≈ Greenland")
    tmux.tell("send-keys", "C-c")
    tmux.wait("before", "ready>", gone="≈ Greenland")
    tmux.type("stty -a | tr ' ' '\\n' | grep -x -e echo -e icanon; echo after $?")
    tmux.wait("icanon\n", "echo\n", "after 0")


def test_a_signal_from_elsewhere_gives_the_screen_back(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("echo before; newscli browse; echo ended $?")
    tmux.wait("Meseberg", gone="before")
    shell = tmux.tell("display", "-p", "#{pane_pid}").strip()
    subprocess.run(["pkill", "-TERM", "-P", shell], check=True)
    tmux.wait("before", "ended 143")


def test_a_command_gets_what_was_selected_and_gives_the_browser_back(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("export NEWSCLI_DATA=$(mktemp -d); clear; echo before; newscli browse")
    tmux.wait("Meseberg", gone="before")
    tmux.tell("send-keys", "Tab")
    tmux.wait("space select")
    tmux.tell("send-keys", "Space")
    tmux.wait("+ 1")
    tmux.tell("send-keys", "Space")
    tmux.wait("+ 2")
    tmux.tell("send-keys", "|")
    tmux.wait("give to command:")
    tmux.type("grep -c Greenland")
    shown = tmux.wait("ended with 0; Enter goes back")
    assert "before" in shown  # the screen that the browser covers
    tmux.tell("send-keys", "Enter")
    tmux.wait("+ 1", "stele", gone="before")
    tmux.tell("send-keys", "*")
    tmux.wait("1  * Russia", "2  * Italian")
    tmux.tell("send-keys", "q")
    tmux.wait("before", "ready>")
    tmux.type("newscli tag | cat")
    tmux.wait("star\t2".expandtabs(8))


def test_a_command_that_is_not_there_gives_the_browser_back(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("echo before; newscli browse")
    tmux.wait("Meseberg", gone="before")
    tmux.tell("send-keys", "Tab")
    tmux.wait("space select")
    tmux.tell("send-keys", "|")
    tmux.wait("give to command:")
    tmux.type("no-such-program-there-is")
    tmux.wait("no-such-program-there-is: no such file", "Meseberg")
    tmux.tell("send-keys", "q")
    tmux.wait("before", "ready>")


def test_an_editor_that_is_not_there_gives_the_browser_back(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("echo before; EDITOR=no-such-editor newscli browse")
    tmux.wait("Meseberg", gone="before")
    tmux.tell("send-keys", "Tab")
    tmux.wait("space select")
    tmux.tell("send-keys", "e")
    tmux.wait("no-such-editor", "Meseberg")
    tmux.tell("send-keys", "q")
    tmux.wait("before", "ready>")


def test_a_terminal_that_goes_while_a_command_has_it_ends_the_browser(tmux: Tmux) -> None:
    pytest.importorskip("textual")
    tmux.type("newscli browse")
    tmux.wait("Meseberg")
    tmux.tell("send-keys", "Tab")
    tmux.wait("space select")
    tmux.tell("send-keys", "|")
    tmux.wait("give to command:")
    tmux.type("true")
    tmux.wait("true ended with 0; Enter goes back")
    shell = tmux.tell("display", "-p", "#{pane_pid}").strip()
    run = ["pgrep", "-P", shell]
    browser = int(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    tmux.tell("kill-server")
    until = time.monotonic() + PATIENCE
    with suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.kill(browser, 0)
            time.sleep(0.05)
        pytest.fail("it lives on")


@pytest.fixture
def addressed(tmux: Tmux, tmp_path: Path) -> Path:
    """A browser on two articles, of which one has an address; what opens that writes it down."""
    pytest.importorskip("textual")
    filler = ["Nothing of the kind was said by anyone there."] * 30
    text = "\n\n".join(["A zebra came.", *filler, "Another zebra came.", *filler])
    records = [
        {"headline": "The zebra of Odense", "text": text, "url": "https://example.org/zebra"},
        {"headline": "No word of horses", "text": "A zebra was not seen, they said in Odense."},
    ]
    (tmp_path / "pile.jsonl").write_text("\n".join(map(json.dumps, records)))
    opener = tmp_path / "opener"
    opener.write_text('#!/bin/sh\necho "$@" > opened\n')
    opener.chmod(0o755)
    tmux.type(f"cd {tmp_path}; export NEWSCLI_DATA={tmp_path}/desk BROWSER={opener}")
    tmux.type("clear; newscli browse zebra --from pile.jsonl")
    tmux.wait("2/2", "The zebra of Odense")
    tmux.tell("send-keys", "Tab")
    tmux.wait("j k move")
    return tmp_path


def test_keys_of_the_list_write_open_and_tag(tmux: Tmux, addressed: Path) -> None:
    tmux.tell("send-keys", "o")
    tmux.wait("opened https://example.org/zebra")
    tmux.tell("send-keys", "x")
    tmux.wait("write to:")
    tmux.type("zebra.csv")
    tmux.wait("1 written to zebra.csv")
    tmux.tell("send-keys", "t")
    tmux.wait("tags +one -other:")
    tmux.type("+zoo +later")
    tmux.wait("+zoo +later", gone="tags +one")
    tmux.tell("send-keys", "*")
    tmux.wait("1  * The zebra")
    for tag in ("read", "unread", "read"):
        tmux.tell("send-keys", "m")
        tmux.wait(f" {tag}\n")
    tmux.tell("send-keys", "q")
    tmux.wait("ready>", gone="2/2")
    tmux.type("clear; newscli tag --from pile.jsonl | cut -f 1 | paste -s -d ,; cat opened")
    tmux.wait("later,read,star,zoo", "https://example.org/zebra\n")
    written = (addressed / "zebra.csv").read_text()
    assert "The zebra of Odense" in written
    assert "No word of horses" not in written


def test_keys_of_the_reader_go_from_match_to_match(tmux: Tmux, addressed: Path) -> None:
    tmux.tell("send-keys", "Enter")
    tmux.wait("n N match", "A zebra came", gone="Another zebra")
    for at in (1, 2):
        tmux.tell("send-keys", "n")
        tmux.wait(f"match {at} of 3", "The zebra of Odense", gone="Another zebra")
    tmux.tell("send-keys", "n")
    tmux.wait("Another zebra", gone="The zebra of Odense")
    tmux.tell("send-keys", "N")
    tmux.wait("The zebra of Odense", gone="Another zebra")
    tmux.tell("send-keys", "q", "q")
    tmux.wait("ready>", gone="match 3")


def test_a_pager_that_is_left_ends_the_command(tmux: Tmux, tmp_path: Path) -> None:
    rows = 4_000  # more than a pipe holds, so that the command is still at work
    record = {"headline": "A report on the state of the roads " * 3, "text": "None was closed."}
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(json.dumps(record | {"id": i}) for i in range(rows)))
    tmux.type(f"clear; echo before; newscli list --from {pile}; echo ended $?")
    tmux.wait("A report on", gone="before")
    assert "ended" not in tmux.shown()
    tmux.tell("send-keys", "q")
    shown = tmux.wait("ended 0", "ready>")
    assert "rror" not in shown


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("list", "Russia Considering", "5 articles"),
        ("search russia OR greenland", "5 matches for", "newscli read NUMBER"),
        ("stats", "5 articles", "Denmark"),
        ("stories 5 --diff", "Russia is considering", "only in the other"),
        ("search kremln --lines", "2 articles for", "8 lines"),
    ],
)
def test_what_does_not_fit_is_paged_from_its_top(
    tmux: Tmux, words: str, first: str, last: str
) -> None:
    tmux.tell("resize-window", "-x", "70", "-y", "9")
    tmux.type(f"clear; echo before; LESS=R newscli {words}")
    shown = tmux.wait(first, gone="before")
    assert first in "\n".join(shown.splitlines()[:2])
    assert last not in shown
    tmux.tell("send-keys", "G")
    tmux.wait(last)
    tmux.tell("send-keys", "q")
    tmux.wait("before", "ready>")


def test_what_fits_stays_on_the_screen_and_so_does_what_nobody_pages(tmux: Tmux) -> None:
    tmux.type("newscli list -n 2 | cat; newscli list -n 2")
    tmux.wait("2 of 5 articles", "ready>")
    tmux.tell("resize-window", "-x", "70", "-y", "9")
    tmux.type("clear; newscli list --no-pager")
    tmux.wait("5 articles", "ready>")
