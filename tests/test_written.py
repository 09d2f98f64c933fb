"""Each spelling of a word finds articles with all of them, and what a query says is what it finds.

A row is a query, what has to match it, and what must not.  Where all have one frame, only the words
that differ are told.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscli import open_archive
from newscli.search.figures import length, length_quoted, spelt
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]
Story = str | dict[str, Any]

ELSE = "Snow fell on the harbour for most of the day."


def matching(run: Run, folder: str, query: str) -> list[int]:
    """Numbers of what matches a query, but for what only fills the page."""
    code, out, err = run("search", "--from", folder, "--json", "-n", "50", "--", query)
    assert code in (0, 1), err
    hits = json.loads(out)["hits"]
    return sorted(hit["article"]["number"] for hit in hits if hit["tier"] not in ("some", "most"))


def of(stories: tuple[Story, ...]) -> list[Story]:
    """A headline for each, as one with another is a story."""
    return [
        f"Piece {i}\n{story}" if isinstance(story, str) else story
        for i, story in enumerate((*stories, ELSE))
    ]


SPELLINGS = (
    *("U.S. | US | U. S.", "U.K. | UK", "J.P. Brand | JP Brand | J. P. Brand", "Ph.D. | PhD"),
    *("O.P.E.Q. | OPEQ", "e-mail | email | e‑mail | e–mail | e mail", "co-operate | cooperate"),
    *("covid-19 | covid19 | COVID 19", "F-16 | F16 | F 16", "wi-fi | wifi", "anti-war | antiwar"),
    *("so\u00adcalled | socalled", "cease-fire | ceasefire | cease fire", "AC/DC | ACDC | AC DC"),
    *("Zanor's | Zanor | Zanor’s | Zanorʼs | Zanor`s | Zanor´s | Zanor＇s", "skippers' | skippers"),
    *("Jones's | Jones' | Jones", "don't | don’t | dont", "O'Brien | O’Brien | OBrien | O'brien"),
    *("10,000 | 10000 | 10 000 | 10.000 | 10'000 | 10\u00a0000 | 10\u202f000",),
    *("1,234,567 | 1234567 | 1 234 567", "2.5 | 2,5", "3m | 3 m | 3 million | 3mn | 3 mln"),
    *("50% | 50 % | 50 percent | 50 per cent | 50 pct | 50pc | 50 pc", "percent | per cent | pct"),
    *("7.5% | 7,5 % | 7.5 per cent | 7.5pc", "£5m | £5 million | £5mn | £5 m | 5 million pounds"),
    *("$1,250 | $1250 | 1,250 dollars | USD 1250", "€3.5m | €3,5 million | 3.5 million euros"),
    *("7am | 7 am | 7 a.m. | 7a.m. | 7 AM", "10.30pm | 10:30 p.m. | 10.30 pm"),
    *("½ | 1/2", "1½ | 1 1/2", "4x4 | 4×4 | 4 x 4 | 4 × 4"),
    *("St-Zanor | Saint-Zanor | St. Zanor | Saint Zanor", "Ste-Zanor | Sainte-Zanor | Ste Zanor"),
    *("20th-century | twentieth-century", "US-led | U.S.-led", "می‌روم | میروم", 'צה"ל | צה״ל'),
    *("1st | first", "2nd | second", "21st | twenty-first", "No. 10 | no 10 | No 10 | № 10"),
    *("Müller | Mueller | Muller", "Straße | Strasse | STRASSE", "Bjørn | Bjorn | Bjoern"),
    *("Åse | Aase | Ase", "Malmö | Malmo | Malmoe", "José | Jose", "Łódź | Lodz", "Æro | Aero"),
    *("cœur | coeur", "İzmir | Izmir", "Đặng | Dang", "naïve | naive", "Þór | Thor"),
    *("Guðrún | Gudrun", "São Paulo | Sao Paulo", "أحمد | احمد", "إيران | ايران", "آب | اب"),
    *(
        "القاهرة | القاهره",
        "موسى | موسي | موسی",
        "مُحَمَّد | محمد | مـحـمـد",
        "مؤتمر | موتمر",
        "کتاب | كتاب",
    ),
    *("١٢٣ | 123 | ۱۲۳", "Горбачёв | Горбачев", "Ελλάς | ΕΛΛΑΣ | ελλασ", "שָׁלוֹם | שלום"),
    *("ＮＡＴＯ | NATO", "１０００ | 1000", "ﬁre | fire", "ｶﾞｽ | ガス", "m² | m2", "① | 1"),
    *("AT&T | AT & T", "R&D | R & D", "Brand & Sons | Brand and Sons", "yahoo! | Yahoo"),
    *("St. Zanor | St Zanor | Saint Zanor", "Mr. Zanor | Mr Zanor | Mister Zanor"),
    *("Mt. Zanor | Mount Zanor", "colour | color", "neighbours | neighbors", "organise | organize"),
    *("analysed | analyzed", "centre | center", "catalogue | catalog", "defence | defense"),
    *("travelled | traveled", "programme | program", "paediatric | pediatric"),
)


@pytest.mark.parametrize("row", SPELLINGS)
def test_every_spelling_finds_all(row: str, run: Run, tmp_path: Path) -> None:
    spellings = row.split(" | ")
    folder = archive(tmp_path / "a", *of(tuple(f"There was {one} here." for one in spellings)))
    for query in spellings:
        assert matching(run, folder, query) == [*range(1, len(spellings) + 1)], query


FIGURES = [row for row in SPELLINGS if any(sign in row for sign in "%£$€×½") or "am" in row]


@pytest.mark.parametrize("row", FIGURES)
def test_a_figure_takes_no_word_beside_it_along(row: str, run: Run, tmp_path: Path) -> None:
    spellings = row.split(" | ")
    stories = (f"Herons {one} rowed." for one in (*spellings, "less", "by"))
    folder = archive(tmp_path / "a", *of((*stories, f"Herons {spellings[0]} slept.")))
    for query in spellings:
        for typed in (f"herons {query} rowed", f"herons rowed {query}"):
            assert matching(run, folder, typed) == [*range(1, len(spellings) + 1)], typed


@pytest.mark.parametrize(
    ("days", "ending"),
    [((1, 21, 31), "st"), ((2, 22), "nd"), ((3, 23), "rd"), ((4, 10, 11, 12, 13, 20, 30), "th")],
)
def test_a_day_is_written_with_its_own_ending_and_before_or_behind_its_month(
    days: tuple[int, ...], ending: str
) -> None:
    for day in days:
        forms = {f"{d} May 2001" for d in (day, f"{day}{ending}")}
        forms |= {f"May {d} 2001" for d in (day, f"{day}{ending}")}
        for typed in (f"{day} May 2001", f"May {day}, 2001", f"May {day}{ending} 2001"):
            assert {*spelt(typed)} == forms
    assert {"3 Sep", "3rd Sept", "September 3rd"} <= {*spelt("Sept 3")}
    assert [*spelt("31 Maybe")] == []


SPELT = {
    "5%": "5%|5 %|5percent|5 percent|5 per cent|5pct|5 pct|5pc|5 pc|5p.c.|5 p.c.",
    "$1,500": "$1,500|1,500 dollars|1,500 usd|usd 1,500|$1500|1500 dollars|1500 usd|usd 1500",
    "1500 pounds": "£1500|1500 pounds|1500 gbp|gbp 1500|£1,500|1,500 pounds|1,500 gbp|gbp 1,500",
    "7 P.M.": "7pm|7 pm|7 p.m.|7p.m.",
    "4×4": "4x4|4 x 4|4×4",
    "1 1/2": "1½",
    "5/8": "⅝",
    "5/9": "",
    "¾": "3/4",
    "2½": "2 1/2",
    "1500.50": "1500.50|1,500.50",
    "150.50": "",
    "'90s": "1990s|1990's",
    "’30s": "1930s|1930's",
    "'20s": "2020s|2020's",
    "90s": "",
    "5 million": "",
}


def test_a_figure_is_spelt_in_these_ways_and_no_others() -> None:
    found = {typed: "|".join(dict.fromkeys(spelt(typed))) for typed in SPELT}
    assert found == SPELT
    units = {form.removeprefix("£").strip() for form in spelt("£5m") if form[0] == "£"}
    assert units == {f"5{gap}{unit}" for unit in ("m", "mn", "mln", "million") for gap in ("", " ")}


@pytest.mark.parametrize(
    ("typed", "alone", "quoted"),
    [
        *(("5 per cent of", 10, 10), ("£5m more", 3, 3), ("5 million euros.", 15, 15)),
        *(("7 am.", 4, 4), ("4 x 4 car", 5, 5), ("1 1/2 cups", 5, 5), ("1/2 cup", 0, 0)),
        *(("5 million", 0, 0), ("May 3, 2001 it", 0, 11), ("3 May", 0, 5), ("5 percents", 0, 0)),
    ],
)
def test_a_figure_with_blanks_is_as_long_as_what_belongs_to_it(
    typed: str, alone: int, quoted: int
) -> None:
    assert (length(typed, 0), length_quoted(typed, 0)) == (alone, quoted)
    assert (length(f"so {typed}", 3), length_quoted(f"so {typed}", 3)) == (alone, quoted)


@pytest.mark.parametrize("query", ["3 million", "1250 people", "10 30"])
def test_figures_without_a_sign_need_not_stand_beside_their_words(
    query: str, run: Run, tmp_path: Path
) -> None:
    figure, word = query.split()
    folder = archive(tmp_path / "a", *of((f"{query} came.", f"A {word} came and {figure} left.")))
    assert matching(run, folder, query) == [1, 2]


OTHERS = (
    ("US", "The US army came.", "They told us of it."),
    ("IT", "The IT crew slept.", "Then it rained."),
    ("WHO", "The WHO warned them.", "The man who came."),
    ("2.5", "It rose 2.5 points.", "It rose 25 points, and 5 of 2.", "Rows 2-5.", "On 2. 5 came."),
    ("9/11", "All since 9/11.", "It was 911 then.", "On 9 of 11 days."),
    ("24/7", "Open 24/7 now.", "It was 247, a 7 and a 24."),
    ("2004-05", "In 2004-05 it grew.", "It was 200405."),
    ("3:1", "They won 3:1 today.", "They won 31 today."),
    ("½", "It was ½ full.", "It was 12 then.", "It was ¼ full."),
    ("5%", "It rose 5% now.", "It rose 15% and 5 points.", "A rise of 5.5%."),
    ("5 per cent", "It rose 5% now.", "It rose 15% and 5 points.", "A cent, as per 5."),
    ("£5m", "For £5 million.", "For $5m.", "A rope of 5m.", "For £5.", "For £15m."),
    ("£5 million", "For £5m.", "For $5m.", "For 5 million.", "For £5 and a million."),
    ("$1,250", "For USD 1250.", "In seat 1250.", "For EUR 1250."),
    ("£1,250", "For GBP 1250.", "In seat 1250.", "For USD 1250."),
    ("€1,250", "For EUR 1250.", "In seat 1250.", "For JPY 1250."),
    ("¥1,250", "For JPY 1250.", "In seat 1250.", "For GBP 1250."),
    ("ferry of OR snow", "A ferry in snow.", "A ferry came."),
    ("4x4", "A 4x4 came.", "On 4 of 4 days.", "On 4/4."),
    ("a.m.", "At 7 am they left.", "I am here."),
    ("1/2", "It was ½ full.", "On 1 of 2 days."),
    ('"oil e-mail"~3', "An email on oil.", "A letter on oil."),
    ("AT&T", "The AT&T deal.", "At the T junction.", "He sat at T."),
    ("C++", "He wrote C++ code.", "Vitamin C helps."),
    ("C#", "He wrote C# code.", "Vitamin C helps.", "In C major."),
    (".NET", "He wrote .NET code.", "The net was full."),
    ("net", "The net was full.", "Nothing at all."),
    ("flour", "A bag of flour.", "Upon the floor."),
    ("=email", "An email came.", "An e-mail came.", "Two emails came."),
    ("=e-mail", "An e-mail came.", "An email came."),
    ('="e-mail"', "An e-mail came.", "An email came."),
    ("=US", "The US came.", "They told us.", "The U.S. came."),
    ("=Müller", "Herr Müller kam.", "Herr Mueller kam."),
    ("=colour", "The colour red.", "The color red."),
    *(
        (quoted, "The cold war ended.", "A war in the cold.")
        for quoted in (
            *('"cold war"', "“cold war”", "„cold war“", "”cold war”", "«cold war»", "»cold war«"),
            *("‹cold war›", "「cold war」", "『cold war』", "＂cold war＂"),
        )
    ),
    ('"oil pri*"', "The oil price rose.", "Price of oil."),
    ("cherry -e-mail", "A cherry pie.", "A cherry email.", "A cherry e-mail."),
    ("cherry -U.S.", "A cherry pie.", "A cherry U.S.", "A cherry US."),
    ("cherry -5%", "A cherry pie.", "A cherry 5% off."),
    ("*mail", "By e-mail at once.", "In the mailbox."),
    ("e-m*", "By e-mail at once.", "There was an echo."),
    ("https://a.example/b?c=d", "See https://a.example/b?c=d now.", "An example."),
    ("rock 'n' roll", "It was rock ’n’ roll.", "On the rock."),
    ("Zanor's 5-year plan", "Zanor’s 5-year plan stood.", "A plan for 5 years."),
    ("apple | pear", "An apple and a pear.", "An apple."),
)


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row[0])
def test_what_is_another_word_is_not_found(row: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    query, wanted, *others = row
    folder = archive(tmp_path / "a", *of((wanted, *others)))
    assert matching(run, folder, query) == [1]


def test_another_inflection_is_found_however_it_is_joined(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", *of(("An e-mail.", "Two e-mails.", "Many emails.")))
    for query in ("email", "e-mails", "emails", "e-mail"):
        assert matching(run, folder, query) == [1, 2, 3], query


def test_names_that_articles_state_are_found_in_every_spelling(run: Run, tmp_path: Path) -> None:
    facts = (
        *({"byline": "Pat O’Brien"}, {"byline": "Pat OBrien"}, {"publisher": "Müller Post"}),
        {"publisher": "Joann Müller"},
    )
    stories = (record(f"Piece {i}\nSo it was.", **fact) for i, fact in enumerate(facts))
    folder = archive(tmp_path / "a", *stories)
    for query, numbers in (
        *(("byline:O'Brien", [1, 2]), ("byline:obrien", [1, 2]), ("byline:o*", [1, 2])),
        *(
            ("byline:*", [1, 2]),
            ("-byline:*", [3, 4]),
            ('publisher:"jo ann"', []),
            ('publisher:"müller joann"', []),
            ('publisher:"joann müller"', [4]),
            ('publisher:"müller post"', [3]),
            ("publisher:mueller", [3, 4]),
            ("publisher:müller", [3, 4]),
            ("-byline:obrien", [3, 4]),
        ),
    ):
        assert matching(run, folder, query) == numbers, query


@pytest.mark.parametrize(
    ("query", "told"),
    [
        *(("a W/5 b", "NEAR/5"), ("a w/5 b", "NEAR/5"), ("a ADJ b", "NEAR/5")),
        *(("a near/5 b", "NEAR/5"), ('"g*gle earth"', "end"), ("section:*port", "end")),
    ],
)
def test_what_other_tools_have_is_refused_in_a_line(
    query: str, told: str, run: Run, tmp_path: Path
) -> None:
    code, out, err = run("search", "--from", archive(tmp_path / "a", ELSE), "--", query)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_sign_lights_up_with_its_word(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "Piece\nAT&T lost 5% to C++, and C won.")
    for query, marked in (("AT&T", ["AT&T"]), ("percent", ["%"]), ("C++", ["C++"])):
        (hit,) = json.loads(run("search", "--from", folder, "--json", query)[1])["hits"]
        (text,) = hit["article"]["paragraphs"]
        assert [text[m["start"] : m["end"]] for m in hit["matches"]] == marked


def test_a_word_without_its_sign_is_said_to_be_another(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "Piece\nThe net was full.")
    (hit,) = json.loads(run("search", "--from", folder, "--json", ".NET")[1])["hits"]
    assert hit["tier"] == "repaired"
    assert run("search", "--from", folder, "C++")[0] == 1


@pytest.mark.parametrize(
    "query",
    [
        *("ferry", "ferry snow", "ferry snow nowhere", "ferri", "-ferry", "ferry OR snow"),
        "the old ferry and the snow upon a harbour, a quay, a crane, a lighthouse and nowhere else",
    ],
)
def test_as_many_are_counted_as_have_numbers(query: str, tmp_path: Path) -> None:
    stories = ("The old ferry left.", "Snow fell on the ferry.", "A crane on the quay.", "A lamp.")
    found = open_archive([archive(tmp_path / "a", *of(stories))]).find(query)
    assert found.count == len(found.numbers()) == found.answer(0).total


def test_it_is_said_when_what_matches_has_but_the_most_of_the_words(
    run: Run, tmp_path: Path
) -> None:
    folder = archive(tmp_path / "a", "Old ferry\nThe ferry left late.", f"Snow\n{ELSE}")
    for command in (("export", "--query"), ("tag", "+late", "--query"), ("stats",)):
        code, _, err = run(command[0], "--from", folder, *command[1:], "ferry crocodile")
        assert (code, err.count("no article has all the words")) == (0, 1), command
        assert "no article" not in run(command[0], "--from", folder, *command[1:], "ferry late")[2]
