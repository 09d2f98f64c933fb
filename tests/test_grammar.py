"""What can be typed, and how it is understood."""

from __future__ import annotations

import calendar
import datetime
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newscli.errors import QueryError
from newscli.index.sought import EVERY, Arrived, Tagged, Without
from newscli.search import Filters
from newscli.search.dates import EVER, bound, moment, span
from newscli.search.desk import said_of
from newscli.search.fields import ELSEWHERE, FIELDS, NAMES, meant
from newscli.search.grammar import Desked, parsed, shown
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
        ("headline:-a body:NOT b", "-headline:a -body:b"),
        ("headline:(-a b) lang:-de", "-headline:a headline:b -lang:de"),
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
        *(
            ("(since:soon OR cold)", "no date"),
            ("-date:2025..2024", "no day"),
            ("date:soon", "no date"),
        ),
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
            ("(date:2024-02..2024-03 OR reef)", [1, 2]),
            ("(until:2023 OR since:2024-04)", [1, 4]),
            ("-date:2024-02..2024-03", [1, 3, 4]),
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


def test_capitals_tell_nothing_in_a_text_that_is_set_in_capitals_alone() -> None:
    shouted = "TALKS ON ARMS AND TRADE NEAR GENEVA, NOT OVER IRAQ OR OIL"
    assert {term.typed.lower() for term in parse(shouted).terms} == {
        term.typed for term in parse(shouted.lower()).terms
    }
    assert not parse(shouted).reading
    assert not parse(shouted).excluded
    assert parse("US AND UK NOT EU").excluded  # no more than a person types
    assert parse("OIL AND GAS AND OPEC AND NOT COAL").excluded  # no text: nothing joins it
    assert parse("Talks on arms in Geneva NOT over oil").excluded


def test_words_that_hold_a_headline_in_capitals_together_need_not_be_found(
    found: Callable[[str], list[int]],
) -> None:
    headline = "which oil was the price of each by then"
    assert found(headline.upper()) == found(headline)


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


# --- tokens -------------------------------------------------------------------------------------

QUOTED = (
    *('""', '"“', '"”', "“”", '“"', "””", '”"', "„“", "„”", '„"', "‟”", "＂＂", "〝〞", "〝〟"),
    *("«»", "»«", "‹›", "›‹", "「」", "『』"),
)


@pytest.mark.parametrize("marks", QUOTED)
def test_any_marks_of_quotation_make_a_phrase(marks: str) -> None:
    (group,) = parse(f"{marks[0]}cold war{marks[1]}").groups
    assert [(term.kind, term.words) for term in group] == [("phrase", ("cold", "war"))]
    assert parse(f"{marks[0]}cold war{marks[1]} oslo").groups[1:] == parse("oslo").groups


@pytest.mark.parametrize("mark", [*"“”„«»‹「"])
def test_curly_marks_that_are_not_closed_are_text_but_while_one_types(mark: str) -> None:
    assert [term.kind for (term,) in parse(f"{mark}cold war").groups] == ["word", "word"]
    kinds = [term.kind for (term,) in parse(f"{mark}cold war", is_open=True).groups]
    assert kinds == (["word", "word"] if mark in "»”" else ["phrase"])


@pytest.mark.parametrize(
    "word",
    [
        *("a && b", "a || b", "!cold", "+cold", "/x.y/", "co*^2", "cold^2.5", "cold~", "cold~0.8"),
        *("cold NEAR war", "a w/3 b", "a n/3 b", "a Near/3 b", "a within/3 b", "a pre/3 b"),
        *("a onear/3 b", "a near/3 b", "a adj/3 b", "a ADJ b", "a ADJ5 b", "a WITHIN3 b"),
        *("headline:a*le*:b", "he*:b"),
        *("a NEAR5 b", "a ONEAR b", "NEAR(a b, 3)", "a AROUND(3) b", "a XOR b", "a ANDNOT b"),
        *('"a b"~', '"a b"~x', '"cold"^2', '"a b"~5^2'),
    ],
)
def test_operators_of_other_search_engines_are_refused_but_while_one_types(word: str) -> None:
    with pytest.raises(QueryError, match="is no operator here"):
        parse(word)
    if "NEAR " not in word:
        assert parse(word, is_open=True)


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        ("NOT(cold war)", "NOT (cold war)"),
        ("oslo AND(cold OR war)", "oslo AND (cold OR war)"),
        ("(oslo)OR(cold war)", "(oslo) OR (cold war)"),
        ("oslo NEAR/3(cold OR war)", "oslo NEAR/3 (cold OR war)"),
    ],
)
def test_an_operator_needs_no_space_before_a_bracket(joined: str, apart: str) -> None:
    assert parsed(joined) == parsed(apart)


@pytest.mark.parametrize(
    ("near", "distance"),
    [("7", 7), ("100", 100), ("101", 100), ("999999999", 100), ("1" * 10, 100), ("1" * 5_000, 100)],
)
def test_words_are_at_most_a_hundred_words_apart(near: str, distance: int) -> None:
    for typed in (f"a NEAR/{near} b", f'"a b"~{near}', f'("a b"~{near})'):
        ((term,),) = parse(typed).groups
        assert (term.kind, term.distance) == ("near", distance)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        *(("1) cold", "1 cold"), ("cold :)", "cold"), ("10 000 men", "10000 men")),
        *(("cold)", "not opened"), ("(cold", "not closed"), ("word(s)", "word s")),
        ("how the cold war came to (an end", "how the cold war came to an end"),
        ('how the cold war came to "an end', "how the cold war came to an end"),
        ("how the cold war came to) an end", "how the cold war came to an end"),
        *(('"co*ld war"', "end of its last word"), ('"*cold"', "end of its last word")),
        *(("a:b", "a b"), ("Foo:Bar", "foo bar"), ("foo:bar", "unknown field")),
        *(("Title:bar", "unknown field"), ("foo:7", "foo 7"), ("foo:a@b", "foo a b")),
        *(
            ("sources:x", "(did you mean source:?); there are"),
            ("dtae:x", "mean date:"),
            ("ulr:x", "; there are"),
        ),
        *(("after:2023", "mean since:"), ("to:7 a", "to 7 a")),
        *(("placex:x", "mean place:"), ("xplace:x", "; there are"), ("lags:x", "; there are")),
    ],
)
def test_what_looks_like_an_operator_is_one_or_text(typed: str, seen: str) -> None:
    try:
        words = [word for (term,) in parse(typed).groups for word in term.words]
    except QueryError as error:
        assert seen in str(error)  # noqa: PT017
    else:
        assert " ".join(words).replace("10 000", "10000") == seen


def test_a_quotation_mark_that_is_text_is_no_part_of_the_word_behind_it() -> None:
    for typed in ("how the cold war came to “an end", 'how the cold war came to "an end'):
        assert [term.typed for group in parse(typed).groups for term in group][-2:] == ["an", "end"]


def test_an_operator_without_a_word_says_how_it_would_be_one() -> None:
    with pytest.raises(QueryError, match="on each side; in small letters “or” is a word"):
        parse("cold OR")
    with pytest.raises(QueryError, match=r"on each side$"):
        parse("cold NEAR/3")


def test_every_field_says_what_it_holds_and_other_names_lead_to_one() -> None:
    for field in FIELDS:
        assert field.says.strip(), field
        assert field.kind in ("text", "fact", "date", "desk"), field
        assert parsed(f"{field.name}:(x)" if field.kind == "text" else f"{field.name}:x").tree
    for name, field in ELSEWHERE.items():
        assert name.isalpha(), name
        assert name not in NAMES
        assert field in NAMES, name
        assert meant(name) == field
    slips = {"sorce": "source", "headlines": "headline", "palce": "place", "pathh": "path"}
    slips |= {"daet": "date", "ulrl": "url", "bodyy": "body"}
    none = ("is", "tga", "si", "ddate2", "aurl")  # fewer than four letters may be a word
    assert {name: meant(name) for name in (*slips, *none)} == slips | dict.fromkeys(none)


def test_a_query_is_shown_as_one_would_type_it() -> None:
    for typed in (
        *(
            "kreml* OR oslo",
            '"cold wa*" OR oslo',
            "=cold OR oslo",
            '="cold war" OR oslo',
            "t?nk*r OR a",
        ),
        *(
            "headline:cold OR a",
            'headline:"cold war" OR a',
            '"cold war"~5 OR a',
            'source:"a b" OR c',
        ),
        *("-(a b) OR c", "a NEAR/5 b OR c", '"a b" NEAR/5 c OR d', "is:new OR c", "date:2024 OR c"),
    ):
        assert shown(parsed(typed).tree) == typed


# --- dates --------------------------------------------------------------------------------------


@given(st.integers(1, 9999), st.integers(0, 14), st.integers(0, 33))
@example(2024, 2, 29)
@example(2023, 2, 29)
@example(1900, 2, 29)
@example(2000, 2, 29)
def test_a_date_is_one_that_the_calendar_has(year: int, month: int, day: int) -> None:
    typed = f"{year:04}-{month:02}-{day:02}"
    try:
        datetime.date.fromisoformat(typed)
    except ValueError:
        with pytest.raises(QueryError, match="is no date"):
            bound("since", typed)
    else:
        assert bound("since", f" {typed} ") == typed


def test_the_last_of_any_month_is_a_day_and_the_next_is_none() -> None:
    for year, month in product((1900, 2000, 2023, 2024), range(1, 13)):
        last = calendar.monthrange(year, month)[1]
        assert bound("until", f"{year}-{month:02}-{last}")
        with pytest.raises(QueryError):
            bound("until", f"{year}-{month:02}-{last + 1}")
    for none in ("0000", "2024-00", "2024-13", "20245", "24", "2024-1", "tomorrow", "10000d", "1h"):
        with pytest.raises(QueryError, match="is no date"):
            bound("since", none)


@given(st.integers(0, 9999), st.sampled_from("dwmy"), st.dates(max_value=datetime.date(3000, 1, 1)))
def test_so_long_ago_is_what_the_calendar_says(n: int, unit: str, today: datetime.date) -> None:
    told = datetime.date.fromisoformat(bound("since", f"{n}{unit}", today))
    if unit in "dw":
        earliest = today.toordinal() - n * (7 if unit == "w" else 1)
        assert told.toordinal() == max(1, earliest)
    else:
        months = (today.year - told.year) * 12 + today.month - told.month
        assert months == n * (12 if unit == "y" else 1) or told.year == 1
        assert told.day == min(today.day, calendar.monthrange(told.year, told.month)[1])


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("2024", (2024, 1, 1), (2025, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
        ("2024-12", (2024, 12, 1), (2025, 1, 1)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
        ("2024-12-31", (2024, 12, 31), (2025, 1, 1)),
        ("1950", (1970, 1, 1), (1970, 1, 1)),
    ],
)
def test_a_day_begins_and_is_over_at_midnight(
    day: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    def midnight(*day: int) -> int:
        return max(0, int(datetime.datetime(*day).timestamp())) * 1_000_000  # type: ignore[arg-type]

    assert moment(day) == midnight(*start)
    assert moment(day, after=True) == midnight(*end)


def test_times_and_states_are_what_is_asked_of_the_index() -> None:
    shown = Filters(shown_us=5)
    assert said_of(Desked("is", "new"), shown) == Arrived(6, EVER)
    assert said_of(Desked("is", "Unread"), shown) == Without(EVERY, Tagged(("read",)))
    assert said_of(Desked("is", "starred"), shown) == Tagged(("star",))
    assert said_of(Desked("added", "2024-05.."), shown) == Arrived(moment("2024-05"), EVER)
    until = Arrived(0, moment("2024-05", after=True))
    assert said_of(Desked("added", "..2024-05"), shown) == until
    assert Filters(new=True, shown_us=5).conditions() == [Arrived(6, EVER)]
    assert Filters(added_since="2024").conditions() == [Arrived(moment("2024"), EVER)]
    assert Filters(source=("?!",), tag=("a",)).conditions() == [Tagged(("a",))]
    with pytest.raises(QueryError, match="is:read, is:unread, is:starred, is:new"):
        said_of(Desked("is", "old"), shown)


def test_periods_hold_what_is_in_all_of_them() -> None:
    assert Filters(since="2023").period([("since", "2024-02"), ("until", "2024")]) == (
        *("2024-02", "2024~"),
    )
    assert Filters(until="2024-03-01").period([("until", "2024-03")]) == ("", "2024-03-01~")
    assert Filters(until="2024").period([("until", "2024-03")]) == ("", "2024-03~")
    assert Filters().period() is None
    for since, until in (("2024-02", "2024-01"), ("2025", "2024")):
        with pytest.raises(QueryError, match="no day is both"):
            Filters(since=since, until=until).check()
    with pytest.raises(QueryError, match="added-since"):
        Filters(added_since="soon").check()


def test_a_query_of_ten_thousand_characters_is_read_and_no_longer_one() -> None:
    assert parse("a" * 10_000).groups
    with pytest.raises(QueryError, match="at most 10,000"):
        parse("a" * 10_001)
    assert parse("cold cold war cold").times == (3, 1)
    assert parse("(cold (war OR peace)) OR -oslo").optional == tuple(
        term for (term,) in parse("cold war peace").groups
    )


@pytest.mark.parametrize(
    "query",
    [
        *(
            "headline:" * 1000 + "cold",
            "\ufdfa" * 3000,
            "\ufdfa" * 3000 + "*x",
            "a-" * 4999,
            "x" * 9999,
            "\ud800*",
            "\x00",
        ),
        *("5 per cent " * 900, 'צ"צ' * 2000, "NEAR(a b, 3)", "{headline} : a", "(-" * 20 + "a"),
    ],
    ids=lambda query: ascii(query[:8]),
)
def test_a_hostile_query_is_answered_or_refused(query: str, run: Run, tmp_path: Path) -> None:
    code, _, err = run("search", "--from", archive(tmp_path / "a", "Cold"), "--", query)
    assert code in (0, 1, 2)
    assert "Traceback" not in err
    assert "damaged" not in err


@pytest.mark.parametrize("query", ["byline:an*a", "byline:*a", "byline:a*b*"])
def test_a_star_inside_a_fact_is_told(query: str) -> None:
    with pytest.raises(QueryError, match="byline: takes \\* at the end of a word alone"):
        parse(query)


@pytest.mark.parametrize("word", ['א"ת', 'ת"א'])
def test_gershayim_between_any_two_letters_are_of_the_word(word: str) -> None:
    assert len(parse(word).groups) == len(parse(word.replace('"', "״")).groups) == 1
