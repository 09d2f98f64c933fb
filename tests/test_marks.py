"""`read --match`, and the marks of the last search."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newscli.archive.last_search import REMEMBERED
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]

MARKED = re.compile(r"\x1b\[[0-9;]*4m([^\x1b]*)\x1b")  # underlined
STORY = record(
    "Ferry to Ålesund\nThe ferrry sails. “Ferries” too, says 渡轮 the captain.\nNATO met.",
    captions=[{"text": "The ferry at night (dpa)", "credit": "dpa", "agency": "dpa"}],
)


@pytest.fixture
def news(tmp_path: Path) -> str:
    return archive(tmp_path / "news", STORY, "Snow\nAll quiet.")


@pytest.fixture
def marks(run: Run, news: str) -> Callable[..., list[str]]:
    """What of article 1 is marked on a terminal without colours."""

    def marks(*options: str, ref: str = "1", folder: str = news) -> list[str]:
        code, out, _ = run("read", ref, *options, "--from", folder, width=80, TERM="xterm-256color")
        assert code == 0
        return MARKED.findall(out)

    return marks


def last_search(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache").rglob("*.search")
    return path


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("ferry", ["Ferry", "Ferries", "ferry"]),
        ("captian", ["captain"]),
        ("alesund", ["Ålesund"]),
        ('"the captain" OR nato', ["NATO", "the captain"]),
        ("渡轮", ["渡轮"]),
        ("xyzzyq", []),
        ("", []),
    ],
)
def test_the_words_to_match_are_marked_without_colours_too(
    marks: Callable[..., list[str]], words: str, marked: list[str]
) -> None:
    assert sorted({*marks("--match", words)}) == sorted(marked)


def test_marks_are_told_at_the_foot_if_there_are_any(run: Run, news: str) -> None:
    _, out, _ = run("read", "1", "2", "--match", "quiet", "--from", news, width=80)
    assert out.count("marked: quiet") == 1
    assert out.rstrip().endswith("marked: quiet")


def test_reading_a_number_marks_the_words_of_the_last_search(
    run: Run, news: str, marks: Callable[..., list[str]]
) -> None:
    assert marks() == []
    run("search", "ferrrry", "--from", news, width=80)
    assert "ferrry" in marks()
    assert marks("--match", "") == []
    assert marks("--match", "nato") == ["NATO"]
    run("search", "nato", "--lines", "--from", news, width=80)
    assert marks() == ["NATO"]
    assert marks(ref="ferry to") == []  # named by words: these are not what was searched for
    _, out, _ = run("read", "1", "--from", news, width=80)
    assert "marked: nato, the last search" in out


def test_plain_text_and_json_have_no_marks(run: Run, news: str) -> None:
    run("search", "nato", "--from", news, width=80)
    plain = run("read", "1", "--from", news)
    assert "\x1b" not in plain[1]
    assert "marked" not in plain[1]
    assert run("read", "1", "--plain", "--from", news, width=80) == plain
    assert run("read", "1", "--match", "nato", "--from", news) == plain


def test_plain_text_has_marks_when_colour_is_asked_for(run: Run, news: str) -> None:
    _, out, _ = run("read", "1", "--match", "nato", "--color", "always", "--from", news)
    assert MARKED.findall(out) == ["NATO"]


def test_a_search_for_another_program_is_not_remembered(
    run: Run, news: str, marks: Callable[..., list[str]]
) -> None:
    run("search", "nato", "--from", news)
    run("search", "nato", "--from", news, "--ids", width=80)
    assert marks() == []


def test_another_archive_has_another_last_search(
    run: Run, news: str, tmp_path: Path, marks: Callable[..., list[str]]
) -> None:
    other = archive(tmp_path / "other", STORY)
    run("search", "nato", "--from", news, width=80)
    assert marks(folder=other) == []


def test_after_an_hour_the_last_search_is_forgotten(
    run: Run, news: str, tmp_path: Path, marks: Callable[..., list[str]]
) -> None:
    run("search", "nato", "--from", news, width=80)
    for age, marked in ((REMEMBERED + 60, []), (-600, []), (600, ["NATO"])):
        then = time.time() - age
        os.utime(last_search(tmp_path), (then, then))
        assert marks() == marked


@pytest.mark.parametrize("held", [b"", b"\xff\xfe", b'"-*', b"title:x", b"a" * 20_000])
def test_a_last_search_that_makes_no_sense_costs_nothing(
    run: Run, news: str, tmp_path: Path, marks: Callable[..., list[str]], held: bytes
) -> None:
    run("search", "nato", "--from", news, width=80)
    last_search(tmp_path).write_bytes(held)
    assert marks() == []


def test_where_nothing_can_be_kept_a_search_still_answers(
    run: Run, news: str, tmp_path: Path
) -> None:
    run("search", "nato", "--from", news, width=80)
    path = last_search(tmp_path)
    path.unlink()
    path.mkdir()
    assert run("search", "nato", "--from", news, width=80)[0] == 0
    assert run("read", "1", "--from", news, width=80)[0] == 0


@pytest.mark.parametrize("form", ["--json", "--jsonl", "--raw"])
def test_marks_do_not_go_with_what_has_no_place_for_them(run: Run, news: str, form: str) -> None:
    code, out, err = run("read", "1", "--match", "nato", form, "--from", news)
    assert (code, out) == (2, "")
    assert "choose one" in err


@pytest.mark.parametrize("words", ["?!", "ferry " * 10_000, "x" * 1_000_000, "title:x"])
def test_what_cannot_be_matched_is_refused_in_a_line(run: Run, news: str, words: str) -> None:
    code, out, err = run("read", "1", "--match", words, "--from", news)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
