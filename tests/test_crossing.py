"""Articles by two kinds at once: on the screen, in a pipe, as a table and as an object."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

PILE = (
    ("2024-01-03", "Herald"),
    ("2024-01-09", "Herald"),
    ("2024-01-20", "Post"),
    ("2024-03-01", "Herald"),
    ("", "Post"),
)


@pytest.fixture
def pile(tmp_path: Path) -> str:
    file = tmp_path / "pile.jsonl"
    records = (
        {"headline": f"Ferry {i}", "text": f"It sailed {i}.", "date": date, "publisher": publisher}
        for i, (date, publisher) in enumerate(PILE)
    )
    file.write_text("".join(json.dumps(one) + "\n" for one in records))
    return str(file)


CROSS = ("stats", "--by", "month", "--across", "source", "--from")


def test_a_cross_table_counts_each_article_once(run: Run, pile: str) -> None:
    code, out, _ = run(*CROSS, pile, "--csv")
    assert code == 0
    assert [*csv.reader(io.StringIO(out))] == [
        ["month", "articles", "Herald", "Post"],
        ["2024-01", "3", "2", "1"],
        ["2024-02", "0", "0", "0"],
        ["2024-03", "1", "1", "0"],
        ["", "1", "0", "1"],
    ]


def test_the_same_as_an_object_and_in_a_pipe(run: Run, pile: str) -> None:
    cross = json.loads(run(*CROSS, pile, "--json")[1])["cross"]
    assert (cross["by"], cross["across"], cross["columns"]) == (
        "month",
        "source",
        ["Herald", "Post"],
    )
    assert cross["rows"][0] == {"name": "2024-01", "articles": 3, "counts": [2, 1]}
    assert cross["rows"][-1] == {"name": None, "articles": 1, "counts": [0, 1]}
    assert run(*CROSS, pile)[1].splitlines() == [
        "2024-01\tHerald\t2",
        "2024-01\tPost\t1",
        "2024-03\tHerald\t1",
        "\tPost\t1",
    ]


def test_on_a_terminal_it_has_small_bars_of_one_scale(run: Run, pile: str) -> None:
    lines = run(*CROSS, pile, width=80)[1].splitlines()[-6:]
    assert [line.split() for line in lines] == [
        ["Herald", "Post"],
        ["─" * 40],
        ["Jan", "2024", "━━━━━━━━━━━━", "2", "━━━━━━──────", "1"],
        ["Feb", "2024"],
        ["Mar", "2024", "━━━━━━──────", "1"],
        ["No", "date", "━━━━━━──────", "1"],
    ]
    assert lines[-1].rindex("1") == lines[2].rindex("1")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_line_of_it_is_wider_than_the_terminal(run: Run, tmp_path: Path, width: int) -> None:
    file = tmp_path / "pile.jsonl"
    records = (
        {"headline": f"F {i}", "text": f"It {i}.", "section": f"A long section {i % 30}",
         "publisher": f"Publisher {i % 7}"}
        for i in range(200)
    )  # fmt: skip
    file.write_text("".join(json.dumps(one) + "\n" for one in records))
    words = ("stats", "--by", "section", "--across", "source", "--from", str(file))
    out = run(*words, width=width)[1]
    assert max(map(len, out.splitlines())) <= width
    figures = (line.split()[3:] for line in out.splitlines() if line.startswith("  A long"))
    assert width < 80 or sum(int(n) for row in figures for n in row if n.isdecimal()) == 200 + sum(
        range(30)
    )


@pytest.mark.parametrize("by", ["", "month,source", "term", "source"])
def test_it_needs_one_other_kind(run: Run, pile: str, by: str) -> None:
    words = ("--by", by) if by else ()
    code, out, err = run("stats", *words, "--across", "source", "--from", pile)
    assert (code, out) == (2, "")
    assert "newscli stats --by month --across source" in err
