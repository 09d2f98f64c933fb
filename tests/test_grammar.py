"""What can be typed, and how it is understood."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscli.errors import QueryError
from newscli.search.dates import bound, span
from newscli.search.grammar import parsed, shown
from newscli.search.query import parse
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]

PORT = (
    record(
        "Tanker aground\nThe tanker ran aground off the reef, and oil spilled.",
        byline="Ann Lee",
        section="World",
        url="https://www.example.org/world/tanker",
        publisher="Evening Post",
        language="de-AT",
        date="2024-05-31",
    ),
    record("Prices rise\nOil and all fuel prices rose. The tankers waited.", date="2024-02-01"),
    record("Tenker lost\nA tanner found it. Prices fell.", publisher="Morning Sun"),
    record("Quiet day\nNothing of note.", date="2023-06-01"),
)


@pytest.fixture
def found(run: Run, tmp_path: Path) -> Callable[[str], list[int]]:
    """Numbers of the articles that a query finds, in ascending order."""
    folder = archive(tmp_path / "port", *PORT)

    def found(query: str) -> list[int]:
        _, out, _ = run("search", "--from", folder, "--", query)
        return sorted(int(line.split("\t")[0]) for line in out.splitlines())

    return found


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        ("cold oslo OR stockholm", "cold (oslo OR stockholm)"),
        ("a OR b c OR d", "(a OR b) (c OR d)"),
        ("(cold war) OR oslo", "(cold war) OR oslo"),
        ("a AND b OR c", "a (b OR c)"),
        ("a NOT b", "a -b"),
        ("a NOT NOT b", "a b"),
        ("a -(b c)", "a -(b c)"),
        ("-a OR b", "-a OR b"),
        ("headline:(a OR b)", "headline:a OR headline:b"),
        ("oil NEAR/5 (price OR cost)", "oil NEAR/5 price OR oil NEAR/5 cost"),
        ('"oil prices"~5', '"oil prices"~5'),
        ("((((a))))", "a"),
    ],
)
def test_brackets_show_what_goes_with_what(query: str, reading: str) -> None:
    assert shown(parsed(query).tree) == reading
    assert parsed(query).has_operators


@pytest.mark.parametrize(
    "text",
    [
        *("why?", "Harbour: May", "Harbour:May", "at 10:30", "3:1", "https://a.example/b?c=d"),
        *('a 5" pipe', "and/or", "a) this", "word(s)", "C++", "a or b and not c", "x -- y", "AT&T"),
        *("mailto:a@b.example", "std::vector", ":)", "c:\\files", "AC/DC", "24/7", "= b"),
    ],
)
def test_pasted_text_is_no_syntax(text: str) -> None:
    found = parsed(text)
    assert not found.has_operators
    assert all(type(term).__name__ == "Term" for term in getattr(found.tree, "parts", ()))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        *(("(cold", "bracket"), ("cold )", "bracket"), ('"cold', "quotation mark")),
        *(("cold OR", "OR needs"), ("AND cold", "AND needs"), ("cold NOT", "NOT needs")),
        *(("cold && war", "AND"), ("a || b", "OR"), ("!cold war", "-cold"), ("+cold", "=cold")),
        *(
            ("/col.*/", "regular"),
            ("cold^2", "weighed"),
            ("cold~2", "typos"),
            ("a NEAR b", "NEAR/"),
        ),
        *(("author:lee", "byline:"), ("colour:red", "headline:"), ("a NEAR/2 -b", "NEAR/2")),
        *(("(since:2024 OR cold)", "date"), ("-until:2024", "date"), ("date:soon", "no date")),
        (f"{'(' * 4900}cold{')' * 4900}", "brackets in one another"),
    ],
)
def test_what_cannot_be_understood_is_one_line_that_says_what_there_is(
    query: str, told: str, run: Run, tmp_path: Path
) -> None:
    code, out, err = run("search", "--from", archive(tmp_path / "a", "Cold"), "--", query)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        *(("t?nker", [1, 3]), ("t*er", [1, 3]), ("*nkers", [2]), ("tank*", [1, 2])),
        *(('"oil prices"~3', [2]), ('"oil prices"~2', []), ("prices NEAR/3 oil", [2])),
        *(("-oil", [3, 4]), ("NOT oil NOT prices", [4]), ("prices -(oil fuel)", [3])),
        *(("(oil reef) OR (prices fell)", [1, 3]), ("(oil OR fell) -reef", [2, 3])),
        *(("(-oil) OR reef", [1, 3, 4]), ("headline:(prices OR day)", [2, 4])),
        *(("byline:lee", [1]), ("section:world", [1]), ("url:example.org", [1]), ("lang:de", [1])),
        *(("publisher:post OR publisher:sun", [1, 3]), ('publisher:"evening post"', [1])),
        *(("path:port", [1, 2, 3, 4]), ("-lang:de oil", [2]), ("date:2024", [1, 2])),
        *(("date:2024-02..2024-03", [2]), ("date:..2023", [4]), ("oil -date:2024-05", [2])),
        *(
            ("(date:2023 OR reef)", [1, 4]),
            ("since:1d", []),
            ("(oil date:2024-05) OR fell", [1, 3]),
        ),
    ],
)
def test_a_query_finds_what_it_says(
    query: str, numbers: list[int], found: Callable[[str], list[int]]
) -> None:
    assert found(query) == numbers


def test_the_answer_shows_a_query_with_operators_as_understood(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "port", *PORT)
    _, out, err = run("search", "--from", folder, "oil reef OR fuel")
    assert "read as oil (reef OR fuel)" in err
    _, out, _ = run("search", "--from", folder, "oil reef OR fuel", width=80)
    assert out.split("\n")[0].strip() == "Read as oil (reef OR fuel)"
    _, out, _ = run("search", "--from", folder, "--json", "oil reef OR fuel")
    assert json.loads(out)["reading"] == "oil (reef OR fuel)"
    assert "read as" not in run("search", "--from", folder, "oil reef")[2]


def test_every_word_that_is_near_is_marked(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "port", *PORT)
    told: dict[str, Any] = json.loads(
        run("search", "--from", folder, "--json", '"prices oil"~4')[1]
    )
    (hit,) = told["hits"]
    text = hit["article"]["paragraphs"][0]
    assert [text[m["start"] : m["end"]] for m in hit["matches"]] == ["Oil", "prices"]


def test_what_is_still_being_typed_closes_itself() -> None:
    for typed in ('"cold', "(cold", "cold OR", "cold AND", "cold NOT", "cold NEAR/3", "(cold) -"):
        assert "cold" in shown(parsed(typed, is_open=True).tree)


def test_so_long_ago_is_a_day() -> None:
    today = datetime.date(2024, 3, 31)
    ago = [bound("since", typed, today) for typed in ("today", "yesterday", "7d", "2w", "1m", "1y")]
    assert ago == [
        *("2024-03-31", "2024-03-30", "2024-03-24", "2024-03-17", "2024-02-29", "2023-03-31"),
    ]
    assert bound("since", "9999y", today) == "0001-03-31"
    assert span("2024..") == (("since", "2024"),)


def test_strokes_about_a_word_of_a_sentence_are_text() -> None:
    with pytest.raises(QueryError, match="regular"):
        parse("/boat-tail/")
    assert parse("how does the addition of a /boat-tail/ change the flow").groups


def test_a_range_without_an_end_is_no_date() -> None:
    with pytest.raises(QueryError, match="names no date"):
        parse("date:..")


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('ab"-*?=:() ~/5')) | st.text(max_size=30))
@example("=5*5")
@example('"=5*"')
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        tree = parsed(typed).tree
    except QueryError:
        pass
    else:
        assert shown(parsed(shown(tree)).tree) == shown(tree)
    try:
        parsed(typed, is_open=True)
    except QueryError as error:
        assert "field" in str(error) or "NEAR" in str(error) or "brackets" in str(error)  # noqa: PT017
