"""Closed pipes, full disks, missing streams, odd locales: an exit code and a reason, never a
traceback, and never silent loss."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.programs import PATIENCE, PROGRAM, ROOT, Ended, newscli, story

SEEDS = ("--from", "seeds")
COMMANDS = [
    ("list", *SEEDS),
    ("list", "--json", *SEEDS),
    ("search", "greenland", *SEEDS),
    ("read", "1", "2", "3", *SEEDS),
    ("export", *SEEDS),
    ("--help",),
    ("--version",),
]
full_device = pytest.mark.skipif(
    not os.path.exists("/dev/full"), reason="this system has no full device"
)


def shell(line: str, env: Mapping[str, str], cwd: Path = ROOT) -> Ended:
    """A line of shell in which $newscli is the program; its exit code is the program's own."""
    ended = subprocess.run(
        ["bash", "-c", f"newscli=({' '.join(PROGRAM)}); {line}"],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def big_document(tmp_path: Path, sentences: int) -> Path:
    """A document that is larger than what a pipe holds; with 15,000 sentences, a megabyte."""
    file = tmp_path / "big.txt"
    file.write_text(story("Ledger", sentences), encoding="utf-8")
    return file


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_leaves_early_is_no_failure(
    words: tuple[str, ...], reader: str, env: dict[str, str]
) -> None:
    line = f'"${{newscli[@]}}" {" ".join(words)} | {reader} >/dev/null; exit ${{PIPESTATUS[0]}}'
    assert shell(line, env) == Ended(0, b"", b"")


@pytest.mark.slow
def test_a_hundred_readers_that_leave_early_are_no_failures(
    env: dict[str, str], tmp_path: Path
) -> None:
    big = big_document(tmp_path, 1_500)
    assert newscli("list", "--from", str(big), env=env).code == 0
    program = f'"${{newscli[@]}}" export --from {big}'
    lines = [
        f"{program} | {reader} >/dev/null; exit ${{PIPESTATUS[0]}}"
        for reader in ("head -1", "true", "head -c 70000", "head -c 1")
    ]
    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(lambda line: shell(line, env), lines * 25))
    assert set(ended) == {Ended(0, b"", b"")}


@full_device
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_full_disk_under_standard_output_is_told(
    words: tuple[str, ...], env: dict[str, str]
) -> None:
    ended = shell(f'"${{newscli[@]}}" {" ".join(words)} >/dev/full', env)
    assert ended == Ended(2, b"", b"newscli: standard output: no space left on device\n")


@full_device
def test_a_disk_that_fills_up_after_a_megabyte_is_told(env: dict[str, str], tmp_path: Path) -> None:
    ended = shell(
        f'"${{newscli[@]}}" export --from {big_document(tmp_path, 15_000)} >/dev/full', env
    )
    assert ended == Ended(2, b"", b"newscli: standard output: no space left on device\n")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_a_closed_standard_output_is_told(words: tuple[str, ...], env: dict[str, str]) -> None:
    ended = shell(f'"${{newscli[@]}}" {" ".join(words)} >&-', env)
    assert ended == Ended(2, b"", b"newscli: standard output is closed\n")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_without_standard_error_the_answer_and_the_exit_code_are_the_same(
    words: tuple[str, ...], env: dict[str, str]
) -> None:
    line = f'"${{newscli[@]}}" {" ".join(words)}'
    assert shell(f"{line} 2>&-", env) == shell(line, env)._replace(err=b"")
    assert shell(f"{line} --nonsense 2>&-", env).code == 2


@pytest.mark.parametrize(
    ("streams", "code"),
    [("<&- >&- 2>&-", 2), (">&- 2>&-", 2), ("<&-", 0), ("<&- 2>&-", 0), (">/dev/full 2>&1", 2)],
)
def test_any_stream_may_be_closed_and_no_file_takes_its_place(
    streams: str, code: int, env: dict[str, str], folder: Path
) -> None:
    """A file opened in the place of a closed stream would get what is meant for the stream."""
    (folder / "new.txt").write_text(story("Latecomers"), encoding="utf-8")
    line = f'"${{newscli[@]}}" list --from {folder} --from nowhere {streams}'
    assert shell(line, env).code == 2
    assert shell(f'"${{newscli[@]}}" list --from {folder} {streams}', env).code == code
    ended = shell(f'"${{newscli[@]}}" list --from {folder}', env)
    assert (ended.code, len(ended.lines), ended.err) == (0, 13, b"")


def test_standard_output_that_cannot_be_written_is_told(env: dict[str, str]) -> None:
    ended = shell('"${newscli[@]}" list --from seeds 1</dev/null', env)
    assert ended == Ended(2, b"", b"newscli: standard output: bad file descriptor\n")


def test_closed_standard_input_is_an_empty_document(env: dict[str, str]) -> None:
    ended = shell('"${newscli[@]}" list --from - <&-', env)
    assert ended == Ended(2, b"", b"newscli: -: not read: empty file\n")


def test_references_that_are_no_text_are_told(env: dict[str, str]) -> None:
    for words in (["read", "-"], ["export", "-"]):
        ended = newscli(*words, *SEEDS, env=env, stdin=b"\xff\xfe\x00\n\xc3(\n")
        assert ended.code in (1, 2)
        assert ended.out == b""
        assert ended.err.count(b"\n") == 1


def test_a_folder_that_has_gone_from_under_the_program_is_told(
    env: dict[str, str], tmp_path: Path, folder: Path
) -> None:
    gone = tmp_path / "gone"
    leave = f"mkdir {gone}; cd {gone}; rmdir {gone};"
    absolute = shell(f'{leave} "${{newscli[@]}}" list --from {folder}', env)
    assert (absolute.code, len(absolute.lines), absolute.err) == (0, 12, b"")
    relative = shell(f'{leave} "${{newscli[@]}}" list --from news', env)
    assert (relative.code, relative.out) == (2, b"")
    assert relative.err == b"newscli: the current folder: no such file or directory\n"
    assert len(shell(f'{leave} "${{newscli[@]}}" list', env).lines) == 5


def test_a_terminal_that_hangs_up_ends_the_program_in_silence(
    env: dict[str, str], folder: Path
) -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "list", "--from", "-"],
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    os.close(theirs)
    os.close(ours)
    process.wait(PATIENCE)
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()
    assert process.returncode in (2, 128 + signal.SIGHUP, -signal.SIGHUP)
    process.stderr.close()


# Locales

PLAIN_C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "locale",
    [
        PLAIN_C,
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "cp437"},
    ],
    ids=lambda locale: " ".join(f"{name}={value}" for name, value in locale.items()),
)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_what_is_not_utf8_gets_the_ascii_form(
    words: tuple[str, ...], locale: dict[str, str], env: dict[str, str]
) -> None:
    ended = newscli(*words, env=env | locale)
    assert (ended.code, ended.err) == (0, b"")
    assert ended.out
    if locale != {"LC_ALL": "POSIX"}:  # where Python makes UTF-8 of it
        assert ended.out.isascii()
        assert b"\\u" not in ended.out or "--json" in words or words[0] == "export"


def test_what_is_told_gets_the_ascii_form_too(env: dict[str, str]) -> None:
    ended = newscli("read", "greenland", *SEEDS, env=env | PLAIN_C)
    assert ended.code == 2
    assert ended.err.startswith(b'newscli: "greenland" names several; ')
    assert ended.err.isascii()


def test_a_wide_encoding_gets_text_that_it_can_hold(env: dict[str, str]) -> None:
    ended = newscli("list", *SEEDS, env=env | {"PYTHONIOENCODING": "utf-16"})
    assert ended.code == 0
    assert len(ended.out.decode("utf-16").splitlines()) == 5


def test_a_query_is_understood_in_a_locale_without_utf8(
    env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "cafe.txt").write_text("Café in Łódź Reopens\n\nThe café was shut for a year.\n")
    for words in (("search", "café"), ("search", "Łódź"), ("read", "café in łódź")):
        ended = newscli(*words, "--from", str(tmp_path / "cafe.txt"), env=env | PLAIN_C)
        assert (ended.code, ended.err) == (0, b"")
        assert b"Cafe in Lodz" in ended.out


def test_a_file_name_that_is_not_utf8_is_shown_escaped_and_its_article_kept(
    env: dict[str, str], tmp_path: Path
) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\x1b[2J.txt"
    Path(os.fsdecode(name)).write_text(story("Coffee"))
    for locale in ({}, PLAIN_C):
        ended = newscli("list", b"--from", name, env=env | locale)
        assert (ended.code, ended.err) == (0, b"")
        assert ended.out.startswith(b"1\tCouncil Hears of Coffee and the Harbour\t")
        assert b"caf\\xE9" in ended.out
        assert b"\x1b" not in ended.out
        assert newscli("read", "1", b"--from", name, env=env | locale).code == 0
    exported = newscli("export", b"--from", name, env=env)
    assert b'caf\\udce9\\u001b[2J.txt"' in exported.out
