"""Bad input, exit codes and streams: one clear line a problem, and what could be had is shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from newscli.cli import COMMANDS

Run = Callable[..., tuple[int, str, str]]

STORY = "Ferry to Skagen runs again\n\nThe ferry to Skagen sailed on Monday after the storm.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good document."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "ferry.txt").write_text(STORY)
    return folder


def headlines(out: str) -> list[str]:
    """The second column of plain lines."""
    return [line.split("\t")[1] for line in out.splitlines()]


def test_the_sample_is_used_when_nothing_is_named_and_that_is_told(run: Run) -> None:
    code, out, err = run("list")
    assert code == 0
    assert len(out.splitlines()) == 5
    assert err == (
        "newscli: this is the sample that comes with newscli; "
        "name your own documents with --from PATH\n"
    )


def test_the_environment_names_documents_and_the_option_overrides_it(
    run: Run, folder: Path
) -> None:
    code, out, err = run("list", NEWSCLI_FROM=os.pathsep.join([str(folder), "seeds"]))
    assert (code, len(out.splitlines()), err) == (0, 6, "")
    code, out, _ = run("list", "--from", str(folder), NEWSCLI_FROM="seeds")
    assert headlines(out) == ["Ferry to Skagen runs again"]


@pytest.mark.parametrize(
    "words", [["--help"], *([command, "--help"] for command in COMMANDS)], ids=" ".join
)
def test_help_leaves_the_smallest_terminal_a_row_for_the_prompt(run: Run, words: list[str]) -> None:
    code, out, err = run(*words, COLUMNS="80")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert len(lines) <= 23
    assert not any(line == after == "" for line, after in pairwise(lines))


def test_the_program_says_in_whole_sentences_what_each_command_does(run: Run) -> None:
    _, out, _ = run("--help", COLUMNS="80")
    said = out.partition("Commands:\n")[2].splitlines()
    assert len(said) == len(COMMANDS)
    assert all(line.endswith(".") and not line.endswith("..") for line in said)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "-n", "abc"), "-n takes a whole number from 1 on, and not “abc”"),
        (("list", "-n"), "-n needs a value"),
        (("list", "--json=3"), "--json takes no value"),
        (("config", "theme"), "config takes no “theme”"),
        (("completion",), "completion needs one of bash, zsh, fish"),
        (("completion", "ksh"), "completion takes one of bash, zsh, fish, and not “ksh”"),
        (("read", "1", "--width", "3"), "--width takes a whole number from 20 on, and not “3”"),
        (
            ("stories", "--threshold", "x"),
            "--threshold takes a number from 0.3 to 1.0, and not “x”",
        ),
        (("list", "--color", "red"), "--color takes one of auto, always, never, and not “red”"),
    ],
)
def test_a_wrong_value_is_told_with_what_there_is(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    code, out, err = run(*words)
    assert (code, out, err) == (2, "", f"newscli: {told}; see `newscli {words[0]} --help`\n")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("blank.txt", b" \n\n\t\n", "empty file"),
        ("binary.txt", bytes(range(256)) * 40, "binary file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "image"),
    ],
)
def test_a_document_without_text_is_told_in_one_line_and_others_are_shown(
    run: Run, folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    code, out, err = run("list", "--from", str(folder))
    assert code == 0
    assert headlines(out) == ["Ferry to Skagen runs again"]
    assert err == f"newscli: 1 file is no article: 1 {reason} (newscli check --unread lists it)\n"
    code, out, err = run("list", "--from", str(folder / name))
    assert (code, out) == (2, "")
    assert err.startswith(f"newscli: {folder / name}: not read: {reason}")


def test_a_problem_is_told_again_when_nothing_has_changed(run: Run, folder: Path) -> None:
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4")
    (folder / "empty.txt").write_bytes(b"")
    first = run("list", "--from", str(folder))
    assert run("list", "--from", str(folder)) == first


def test_a_document_in_an_old_code_page_is_read(run: Run, folder: Path) -> None:
    text = "Le café rouvre à Besançon\n\nLa réouverture a été fêtée dès l'aube, près du marché.\n"
    (folder / "cafe.txt").write_bytes(text.encode("cp1252"))
    code, out, err = run("list", "--from", str(folder / "cafe.txt"))
    assert (code, headlines(out), err) == (0, ["Le café rouvre à Besançon"], "")


def test_a_missing_path_is_told_and_the_rest_is_shown(run: Run, folder: Path) -> None:
    code, out, err = run("list", "--from", "nowhere", "--from", str(folder))
    assert code == 2
    assert headlines(out) == ["Ferry to Skagen runs again"]
    assert err == "newscli: nowhere: no such file or directory\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("read", "9"), 2, "no article 9"),
        (("read", "fffffffff"), 1, "no headline like"),
        (("read", "zzz qqq"), 1, "no headline like"),
        (("search", ""), 2, "empty query"),
        (("search", " \t "), 2, "empty query"),
        (("search", "?!"), 2, "empty query"),
        (("search", "x" * 20_000), 2, "query too long"),
        (("list", "--colour"), 2, "--colo"),
        (("list", "-n", "0"), 2, "0"),
        (("list", "--color", "green"), 2, "green"),
        (("list", "--json", "--ids"), 2, "do not go together"),
        (("serch", "x"), 2, "search"),
        (("read",), 2, "REF"),
        (("export", "--format", "docx"), 2, "docx"),
    ],
)
def test_a_wrong_request_gets_one_line_and_its_exit_code(
    run: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    command = (*words, "--from", "seeds") if words[0] != "serch" else words
    found, out, err = run(*command)
    assert (found, out) == (code, "")
    (line,) = err.splitlines()
    assert line.startswith("newscli: ")
    assert told in line


def test_nothing_found_is_exit_1_and_a_list_of_nothing_is_exit_0(run: Run, tmp_path: Path) -> None:
    assert run("search", "xyzzyq", "--from", "seeds")[:2] == (1, "")
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    said = f"newscli: there is no document in {nothing}\n"
    assert run("list", "--from", str(nothing)) == (0, "", said)


def test_what_can_be_read_of_several_references_is_read(run: Run) -> None:
    code, out, err = run("read", "2", "77", "4", "--from", "seeds", "--jsonl")
    assert code == 2
    assert [json.loads(line)["number"] for line in out.splitlines()] == [2, 4]
    assert "no article 77" in err


def test_ids_from_a_search_are_read_and_exported(run: Run) -> None:
    _, ids, _ = run("search", "greenland", "--ids", "--from", "seeds")
    assert len(ids.split()) == 2
    for command in (("export", "-"), ("read", "-", "--jsonl")):
        code, out, _ = run(*command, "--from", "seeds", stdin=ids)
        assert code == 0
        assert [json.loads(line)["id"] for line in out.splitlines()] == ids.split()


def test_json_of_a_list_and_of_a_reading_is_one_object_of_records(run: Run) -> None:
    for command in (("list",), ("read", "1", "2", "3", "4", "5")):
        _, out, _ = run(*command, "--json", "--from", "seeds")
        answer = json.loads(out)
        assert answer["schema_version"] == 1
        assert [record["number"] for record in answer["articles"]] == [1, 2, 3, 4, 5]
        assert len(answer["articles"][0]["paragraphs"]) == 16


def test_standard_input_is_a_document(run: Run) -> None:
    code, out, _ = run("list", "--from", "-", stdin=STORY)
    assert (code, headlines(out)) == (0, ["Ferry to Skagen runs again"])


def test_hostile_text_reaches_neither_stream_alive(run: Run, folder: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    (folder / f"a{evil}.txt").write_text(f"Head {evil}line\n\nBody {evil}text of the story.\n")
    for words in (("list",), ("read", "head"), ("search", f"{evil}head"), ("read", f"{evil}99")):
        for width in (None, 80):
            _, out, err = run(*words, "--from", str(folder), "--from", f"gone{evil}", width=width)
            for char in "\x1b\x07\x9b\u202e":
                assert char not in out.replace("\x1b[1m", "").replace("\x1b[0m", "")
                assert char not in err


def program(*words: str, **options: object) -> subprocess.Popen[bytes]:
    """The real program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "newscli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    with program("export", "--from", "seeds") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "newscli", "list", "--from", "seeds"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.returncode == 2
    assert process.stderr == b"newscli: standard output: no space left on device\n"


@pytest.mark.slow
def test_an_interrupt_ends_in_silence() -> None:
    with program("list", "--from", "-", stdin=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b"word " * 40_000)  # more than a pipe holds, so some has been read
        for _ in range(10):  # as a person would: Python misses one between two reads
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(3)
                break
        assert (process.returncode, process.stderr.read()) == (130, b"")


def test_an_error_that_is_made_of_an_interrupt_is_no_bug(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck(*_: object) -> int:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as interrupt:
            raise RuntimeError("Error calling __set_name__") from interrupt

    monkeypatch.setattr("newscli.cli._called", struck)
    assert run("list", "--from", "seeds") == (130, "", "")
