"""`search --lines`: every match in its line, aligned."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscli.screen.measure import cells, end_within, start_within
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]

NUMBERED = re.compile(r" *\d  ")
MARK = "\u200e"  # left to right: ends a run of letters that go the other way
LONG = "word " * 30


@pytest.fixture
def news(tmp_path: Path) -> str:
    return archive(
        tmp_path / "news",
        record(
            f"Ferry sails\nA ferry; the Ferrry’s twin.\n{LONG}ferry {LONG}",
            captions=[{"text": "At the quay, a ferry", "credit": None, "agency": None}],
            date="2024-01-01",
        ),
        "Nothing\nOf the kind.",
        record("Snow\nNo ferry today.", date="2024-02-02"),
        "周六渡轮\n昨天渡轮停运，今天渡轮复航。",
        "מעבורת\nהמעבורת יצאה אל הים",
    )


def columns(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


def test_every_match_has_a_line_misspelt_ones_included(run: Run, news: str) -> None:
    code, out, _ = run("search", "ferry", "--lines", "--from", news)
    assert code == 0
    assert [(match, paragraph) for _, match, _, _, paragraph in columns(out)] == [
        ("Ferry", "headline"),
        ("ferry", "caption 1"),
        ("ferry", "1"),
        ("ferry", "2"),
        ("ferry", "1"),
    ]
    _, out, err = run("search", "fery", "--lines", "--from", news)
    assert "Ferrry" in {match for _, match, *_ in columns(out)}
    assert "fery ≈ " in err


def test_slips_of_the_archive_are_among_the_lines_of_a_common_word(
    run: Run, tmp_path: Path
) -> None:
    common = [f"Day {n}\nThe Kremlin spoke {n} times." for n in range(50)]
    rare = ["Slip\nThe Kremiln spoke; so did the gremlin.", "Word\nA marina."]
    folder = archive(tmp_path / "a", *common, *rare, *[f"Sea {n}\nA marine {n}." for n in (1, 2)])
    lines = columns(run("search", "kremlin", "--lines", "--from", folder)[1])
    assert {match for _, match, *_ in lines} == {"Kremlin", "Kremiln"}
    assert "51 articles" in run("search", "kremlin", "--lines", "--from", folder, width=80)[1]
    _, out, _ = run("search", "=kremlin", "--lines", "--from", folder)
    assert {match for _, match, *_ in columns(out)} == {"Kremlin"}
    _, out, _ = run("search", "marine", "--lines", "--from", folder)
    assert "marina" not in {match for _, match, *_ in columns(out)}  # about as common


def test_the_first_columns_make_up_a_slice_of_the_text(run: Run, news: str) -> None:
    _, out, _ = run("search", "ferry", "--lines", "--from", news, "-C", "10")
    rows = columns(out)
    assert "".join(rows[2][:3]) == "A ferry; the"
    assert "".join(rows[3][:3]) == "word word ferry word word"
    assert all(len(row[0]) <= 10 and len(row[2]) <= 10 for row in rows)


def test_as_csv_there_are_the_same_columns_under_their_names(run: Run, news: str) -> None:
    _, plain, _ = run("search", "ferry", "--lines", "--from", news)
    _, out, _ = run("search", "ferry", "--lines", "--csv", "--from", news)
    head, *rows = csv.reader(io.StringIO(out))
    assert head == ["left", "match", "right", "id", "paragraph"]
    assert rows == columns(plain)


def test_lines_are_limited_and_sorted_by_date(run: Run, news: str) -> None:
    _, out, _ = run("search", "ferry", "--lines", "--from", news)
    _, some, _ = run("search", "ferry", "--lines", "--from", news, "-n", "2", "--offset", "1")
    assert columns(some) == columns(out)[1:3]
    _, newest, _ = run("search", "ferry", "--lines", "--from", news, "--sort", "date")
    assert columns(newest) == [*columns(out)[4:], *columns(out)[:4]]


def test_lines_are_of_articles_that_pass_the_filters(run: Run, news: str) -> None:
    _, out, _ = run("search", "ferry", "--lines", "--from", news, "--since", "2024-02")
    assert [row[0] for row in columns(out)] == ["No "]


@pytest.mark.parametrize("width", [24, 40, 80, 100, 140])
@pytest.mark.parametrize("query", ["ferry", '"渡轮"', "המעבורת OR מעבורת"])
def test_matches_stand_below_each_other(run: Run, news: str, query: str, width: int) -> None:
    _, out, _ = run("search", query, "--lines", "--from", news, width=width)
    _, plain, _ = run("search", query, "--lines", "--from", news)
    shown = [line for line in out.replace(MARK, "").splitlines() if NUMBERED.match(line)]
    rows = columns(plain)
    assert len(shown) == len(rows)
    places = set()
    for line, (_, match, right, *_) in zip(shown, rows, strict=True):
        assert cells(line) <= width
        place = line.find(match + right.rstrip()[:3])
        assert place >= 0, line
        places.add(cells(line[:place]))
    assert len(places) == 1


def test_context_is_as_wide_as_asked(run: Run, news: str) -> None:
    _, out, _ = run("search", "ferry", "--lines", "--from", news, "-C", "10", width=100)
    line = next(line for line in out.splitlines() if "word" in line)
    assert line == "   1  word word ferry word word"


def test_without_a_match_words_are_suggested(run: Run, news: str) -> None:
    code, out, err = run("search", "=fery", "--lines", "--from", news)
    assert (code, out) == (1, "")
    assert "ferry (2)" in err.lower()
    code, out, _ = run("search", "=fery", "--lines", "--from", news, width=80)
    assert code == 1
    assert "did you mean ferry" in out.lower()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--lines", "--json"), "choose one"),
        (("--lines", "--ids"), "choose one"),
        (("--lines", "--explain"), "choose one"),
        (("--csv",), "--lines"),
        (("-C", "20"), "--lines"),
        (("--lines", "-C", "0"), "-C"),
    ],
)
def test_what_does_not_go_together_is_told(
    run: Run, news: str, options: tuple[str, ...], told: str
) -> None:
    code, out, err = run("search", "ferry", "--from", news, *options)
    assert (code, out) == (2, "")
    assert told in err


def test_filters_alone_have_no_lines(run: Run, news: str) -> None:
    code, out, err = run("search", "--since", "2024", "--lines", "--from", news)
    assert (code, out) == (2, "")
    assert "no word to look for" in err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(before=st.text(st.characters(), max_size=60), after=st.text(st.characters(), max_size=60))
def test_any_text_around_a_match_is_one_safe_line(
    run: Run, tmp_path: Path, before: str, after: str
) -> None:
    folder = archive(tmp_path / "a", f"Head\nxylophone {before} quetzal {after}".replace("\n", " "))
    for width in (None, 60):
        code, out, err = run("search", "xylophone", "--lines", "--from", folder, width=width)
        assert code == 0
        assert "bug" not in err
        assert "\x1b" not in out
        assert width is None or all(cells(line) <= width for line in out.splitlines())
        assert out.isprintable() or not {*"\x00\r\x7f\u202e"} & {*out}


@given(st.text(st.characters(), max_size=80), st.integers(1, 40))
def test_a_cut_fits_and_keeps_half_of_the_room(text: str, room: int) -> None:
    for kept in (text[: end_within(text, room)], text[start_within(text, room) :]):
        assert cells(kept) <= room or len(text) == len(kept)
    if text.isascii() and text.isprintable() and len(text) > room:
        assert len(text[: end_within(text, room)]) * 2 >= room
        assert len(text[start_within(text, room) :]) * 2 >= room


def test_words_side_by_side_have_one_line(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Visit\n\nPrime Minister Ann Roe met Roe, Ann of Velm in the old town.\n")
    lines = run("search", "ann roe", "--lines", "--from", str(file))[1].splitlines()
    assert [line.split("\t")[1] for line in lines] == ["Ann Roe", "Roe", "Ann"]
