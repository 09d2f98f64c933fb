"""What a REF names, and in which order it is tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

NAMES = ("Ferry Sails for Oslo", "Harbour Ferry Waits", "Council Votes on 1-2 Split")


@pytest.fixture
def news(tmp_path: Path) -> str:
    folder = tmp_path / "news"
    folder.mkdir()
    for index, name in enumerate(NAMES):
        body = f"The first paragraph of story {index} says what has happened there on that day."
        (folder / f"{index}.txt").write_text(f"{name}\n\n{body}\n\n{body[::-1]}\n")
    return str(folder)


@pytest.fixture
def named(run: Run, news: str) -> Callable[..., list[int]]:
    """Numbers of the articles that REFs name."""

    def named(*refs: str, code: int = 0) -> list[int]:
        found, out, err = run("export", *refs, "--from", news)
        assert found == code, err
        return [int(line.partition('"number": ')[2].split(",")[0]) for line in out.splitlines()]

    return named


def test_a_range_is_the_articles_from_one_number_to_another(
    run: Run, news: str, named: Callable[..., list[int]]
) -> None:
    assert named("1-3") == [1, 2, 3]
    assert named("2-2", "1") == [2, 1]
    assert named("1-2") == [1, 2]  # though a headline has it
    for wrong, told in (("1-4", "there are 3"), ("4-9", "there are 3"), ("3-1", "write 1-3")):
        code, out, err = run("read", wrong, "--from", news)
        assert (code, out) == (2, "")
        assert told in err


def test_a_row_is_that_of_the_last_search_whatever_it_went_to(
    run: Run, news: str, named: Callable[..., list[int]]
) -> None:
    for where in ({}, {"width": 80}):
        run("search", "waits", "--from", news, **where)
        assert named("@") == named("@1") == [2]
        run("search", "ferry", "--ids", "--from", news, **where)
        assert sorted(named("@1", "@2")) == [1, 2]
    assert named("@3", code=2) == []


def test_what_words_may_name_can_be_answered_by_its_row(
    run: Run, news: str, named: Callable[..., list[int]]
) -> None:
    code, _, err = run("read", "ferry", "--from", news)
    assert code == 2
    _, *listed = err.splitlines()
    rows = [line.split()[:2] for line in listed]
    assert [row for row, _ in rows] == ["@1", "@2"]
    assert named(*(row for row, _ in rows)) == [int(number) for _, number in rows]


def test_a_row_whose_article_has_changed_is_gone(run: Run, news: str) -> None:
    run("search", "waits", "--from", news)
    Path(news, "1.txt").write_text("Another Headline\n\nAnother story altogether is told here.\n")
    code, out, err = run("read", "@1", "--from", news)
    assert (code, out) == (2, "")
    assert "search again" in err


def test_a_file_is_all_its_articles(run: Run, news: str, named: Callable[..., list[int]]) -> None:
    assert named(f"{news}/1.txt") == [2]
    code, out, _ = run("read", f"{news}/2.txt")  # of which nobody said that it is asked
    assert code == 0
    assert out.startswith(NAMES[2])
    assert run("read", "README.md", "--from", news)[0] == 2


@pytest.mark.parametrize("held", [b"", b"\xff\xfe", b"x" * 100_000, b"0\n\x00\n@1"])
def test_rows_that_make_no_sense_cost_nothing(
    run: Run, news: str, tmp_path: Path, held: bytes
) -> None:
    run("search", "waits", "--from", news)
    (rows,) = (tmp_path / "cache").rglob("*.rows")
    rows.write_bytes(held)
    assert run("read", "@1", "--from", news)[0] == 2
    rows.unlink()
    rows.mkdir()
    assert run("search", "waits", "--from", news)[0] == 0
    assert run("read", "2", "--from", news)[0] == 0
