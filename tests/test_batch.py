"""A list of queries against an archive, in one go."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

LISTED = "ferry\n\nherbour\nno such thing at all\n(open\n"


@pytest.fixture
def listed(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_text("Ferry Late\n\nThe ferry left the harbour late in the day.\n")
    (tmp_path / "b.txt").write_text("Snow Falls\n\nSnow fell on the harbour for most of the day.\n")
    (tmp_path / "queries.lst").write_text(LISTED)
    here = ["--from", str(tmp_path / "a.txt"), "--from", str(tmp_path / "b.txt")]
    return ["search", *here, "--batch", str(tmp_path / "queries.lst")]


def test_each_line_is_a_row_and_one_that_cannot_be_understood_costs_itself_alone(
    run: Run, listed: list[str]
) -> None:
    code, out, said = run(*listed)
    rows = [line.split("\t") for line in out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["ferry", "1"],
        ["herbour", "2"],
        ["no such thing at all", "0"],
        ["(open", ""],
    ]
    assert rows[0][3:] == ["1", "Ferry Late"]
    assert "herbour ≈ harbour" in rows[1][2]
    assert "(open: a bracket is not closed" in said
    assert code == 2


def test_tables_and_json_have_all_hits(run: Run, listed: list[str]) -> None:
    rows = [*csv.DictReader(run(*listed, "--csv")[1].splitlines())]
    assert [(row["query"], row["rank"]) for row in rows][:3] == [
        ("ferry", "1"),
        ("herbour", "1"),
        ("herbour", "2"),
    ]
    told = [json.loads(line) for line in run(*listed, "--jsonl")[1].splitlines()]
    assert [len(one["hits"]) for one in told] == [1, 2, 0, 0]
    assert told[3]["problem"]


def test_a_list_without_an_end_and_a_cell_of_any_length_are_told_in_a_line(
    run: Run, listed: list[str], tmp_path: Path
) -> None:
    code, out, said = run(*listed[:-1], "/dev/zero")
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert "too large" in said
    (tmp_path / "long.csv").write_text(f"ferry\n{'x' * 200_000}\nherbour\n")
    code, out, said = run(*listed[:-1], str(tmp_path / "long.csv"))
    assert [row.split("\t")[1] for row in out.splitlines()] == ["1", "", "2"]
    assert "query too long" in said
    assert len(said) < 200  # it is not told in all its length


def test_filters_apply_and_words_do_not_go_with_it(run: Run, listed: list[str]) -> None:
    _, out, _ = run(*listed, "--since", "2024")
    assert [line.split("\t")[1] for line in out.splitlines()][:2] == ["0", "0"]
    assert run(*listed, "more")[0] == 2


def test_a_table_brings_its_first_cells(run: Run, listed: list[str], tmp_path: Path) -> None:
    (tmp_path / "queries.csv").write_text('"ferry",1\nsnow,2\n')
    out = run(*listed[:-1], str(tmp_path / "queries.csv"))[1]
    assert [line.split("\t")[0] for line in out.splitlines()] == ["ferry", "snow"]


def test_a_header_of_a_table_is_told_and_not_asked(
    run: Run, listed: list[str], tmp_path: Path
) -> None:
    (tmp_path / "queries.csv").write_text("Name;Age\nferry;3\nsnow;4\n")
    _, out, said = run(*listed[:-1], str(tmp_path / "queries.csv"))
    assert [line.split("\t")[0] for line in out.splitlines()] == ["ferry", "snow"]
    assert "its first line, “Name”, names the column" in said
    (tmp_path / "names.lst").write_text("name\nferry\n")  # in a list each line is asked
    out = run(*listed[:-1], str(tmp_path / "names.lst"))[1]
    assert [line.split("\t")[0] for line in out.splitlines()] == ["name", "ferry"]
