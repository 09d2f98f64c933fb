"""Counting: totals that add up, times with their gaps, and terms that tell."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.archive import Archive
from newscli.errors import QueryError
from newscli.screen.bars import shares
from newscli.stats import Stats
from newscli.stats.periods import cut, precision, timeline
from newscli.text.fillers import FILLERS

Run = Callable[..., tuple[int, str, str]]

COLUMNS = ("headline", "text", "date", "publisher", "place", "credits")


def told(tmp_path: Path, *articles: dict[str, Any], name: str = "news.jsonl") -> str:
    """A file of these articles, each a record of which as much is given as matters."""
    path = tmp_path / name
    with open(path, "w", encoding="utf-8") as file:
        for number, article in enumerate(articles):
            facts = {"headline": f"{number}", "text": f"What happened, part {number}."}
            file.write(json.dumps(facts | article, ensure_ascii=False) + "\n")
    return str(path)


def stats(path: str, query: str = "", **wishes: Any) -> Stats:
    return newscli.open_archive([path]).stats(query, **wishes)


def rows(found: Stats, at: int = 0) -> list[tuple[str | None, int]]:
    return [(row.name, row.articles) for row in found.breakdowns[at].rows]


def terms(found: Stats) -> list[str]:
    return [term.text for term in found.terms]


# --- counts ------------------------------------------------------------------------------------

FACTS = st.fixed_dictionaries(
    {},
    optional={
        "publisher": st.sampled_from(["Post", "Times", "Ahora"]),
        "place": st.sampled_from(["Oslo", "OSLO", "Łódź", "Lodz"]),
        "date": st.sampled_from(["2024", "2024-05", "2024-05-31", "2023-12-31", "2019-01-01"]),
    },
)


@settings(max_examples=40)  # the first loads what the others have
@given(st.lists(FACTS, min_size=1, max_size=12), st.sampled_from(["", "part", "part -1"]))
def test_rows_add_up_to_the_total_and_others_to_the_rest(
    articles: list[dict[str, Any]], query: str
) -> None:
    from tempfile import TemporaryDirectory

    from newscli.archive import Archive

    with TemporaryDirectory() as folder:
        path = told(Path(folder), *articles)
        kinds: Any = ("source", "agency", "place", "day", "month", "year")
        found = Archive([path], None).stats(query, by=kinds)
    assert found.articles + found.elsewhere == len(articles)
    for breakdown in found.breakdowns:
        assert sum(row.articles for row in breakdown.rows) == found.articles
        assert sum(row.words for row in breakdown.rows) == found.words
        assert breakdown.repeats == 0
        names = [row.name for row in breakdown.rows]
        assert len(set(names)) == len(names)
        assert None not in names[:-1]


def test_an_article_of_two_agencies_stands_in_two_rows_and_that_is_said(
    tmp_path: Path, run: Run
) -> None:
    caption = "A ferry at the quay in Oslo on Monday, seen from the fortress. "
    file = tmp_path / "a.txt"
    file.write_text(
        "Ferry sails\n\n"
        f"{caption}(Jane Roe/Reuters)\n\n{caption.replace('Oslo', 'Bergen')}(AP)\n\n"
        "The ferry sailed from Oslo on Monday with all its passengers aboard.\n"
    )
    other = tmp_path / "b.txt"
    other.write_text("Bridge opens\n\nThe bridge opened to traffic on Tuesday, hours late.\n")
    found = stats(str(tmp_path / "?.txt"), by=["agency"])
    assert rows(found) == [("AP", 1), ("Reuters", 1), (None, 1)]
    assert found.breakdowns[0].repeats == 1
    _, out, _ = run("stats", "--from", str(tmp_path / "?.txt"), "--by", "agency", width=80)
    assert "Agencies  one that names several counts for each" in out


def test_the_undated_are_a_row_and_so_is_a_month_without_articles(tmp_path: Path, run: Run) -> None:
    dates = ["2024-01-05", "2024-03-02", "2024-03-31", None, None]
    path = told(tmp_path, *({"date": date} if date else {} for date in dates))
    assert rows(stats(path, by=["month"])) == [
        ("2024-01", 1), ("2024-02", 0), ("2024-03", 2), (None, 2)
    ]  # fmt: skip
    assert rows(stats(path, by=["year"])) == [("2024", 3), (None, 2)]
    assert (stats(path).first, stats(path).last) == ("2024-01-05", "2024-03-31")
    _, out, _ = run("stats", "--from", path, "--by", "year", width=80)
    assert out.splitlines()[-1].split()[:3] == ["No", "date", "2"]


def test_what_is_less_exact_is_told_as_it_is() -> None:
    dates = ["2024", "2024-03-02", "2024-03", "2024-05"]
    assert [cut(date, "month") for date in dates] == ["2024", "2024-03", "2024-03", "2024-05"]
    assert timeline({cut(date, "month") for date in dates}, "month") == [
        "2024", "2024-03", "2024-04", "2024-05"
    ]  # fmt: skip
    assert timeline(["2024-02-30", "2024-02-29"], "day") == ["2024-02-29", "2024-02-30"]


def test_a_long_gap_is_one_row_and_a_short_one_row_by_row(tmp_path: Path, run: Run) -> None:
    path = told(tmp_path, *({"date": date} for date in ("2020-01-30", "2020-02-02", "2021-02-02")))
    names = [name for name, _ in rows(stats(path, by=["day"]))]
    assert names == [
        "2020-01-30", "2020-01-31", "2020-02-01", "2020-02-02", "2020-02-03/2021-02-01",
        "2021-02-02",
    ]  # fmt: skip
    _, out, _ = run("stats", "--from", path, "--by", "day", width=80)
    ends = [(line.split()[-1], line.rpartition("─")[2].strip()) for line in out.splitlines()[3:]]
    assert [count for _, count in ends if count.isdigit()] == ["0", "0", "0"]
    assert "3 Feb 2020 – 1 Feb 2021" in out


DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(st.one_of(DAYS, DAYS.map(lambda day: day[:7]), st.just("soon")), max_size=9))
def test_a_timeline_has_every_date_in_order_and_no_empty_time_twice(dates: list[str]) -> None:
    line = timeline(dates, "day")
    assert {*dates} <= {*line}
    assert len(set(line)) == len(line) < 9 * len(dates) + 1
    dated = [name for name in line if name != "soon"]
    assert dated == sorted(dated)
    spans = [name.split("/") for name in dated if len(name) >= len("2024-05-31")]
    assert all(one[-1] < other[0] for one, other in pairwise(spans))


def test_the_precision_follows_the_dates() -> None:
    assert precision(["2024-01-05", "2024-01-31"]) == "day"
    assert precision(["2024-01-05", "2024-11-30"]) == "month"
    assert precision(["2024-01", "2024-02", "2024-02-01"]) == "month"
    assert precision(["1987-01-05", "2024-11-30"]) == "year"
    assert precision([]) == precision(["1987"]) == precision(["soon"]) == "year"


def test_order_is_by_count_and_then_by_name_whatever_the_hash_seed(tmp_path: Path) -> None:
    sources = ["Zeit", "Ahora", "Élan", "Post", "Post"]
    path = told(tmp_path, *({"publisher": source} for source in sources))
    assert rows(stats(path)) == [("Post", 2), ("Ahora", 1), ("Élan", 1), ("Zeit", 1)]


def test_a_place_counts_once_however_it_is_printed(tmp_path: Path) -> None:
    path = told(tmp_path, *({"place": place} for place in ("OSLO", "Oslo", "Oslo", "Bergen")))
    assert rows(stats(path, by=["place"])) == [("Oslo", 3), ("Bergen", 1)]
    assert rows(stats(path, "0", by=["place"])) == [("Oslo", 1)]
    assert stats(path, "0", by=["place"]).breakdowns[0].rows[0].elsewhere == 2


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_percentages_add_up(counts: list[int]) -> None:
    parts = shares(counts, sum(counts), add_up=True)
    assert sum(int(part.strip("<%")) for part in parts if part != "<1%") in (100, 0)
    assert all((part == "0%") == (not count) for part, count in zip(parts, counts, strict=True))


# --- terms -------------------------------------------------------------------------------------

OTHERS = "council budget school harbour winter traffic library football weather museum".split()
"""What the other articles are about."""


def pile(topic: str, filler: str, wanted: int = 8, others: int = 40) -> list[dict[str, Any]]:
    """Articles of which some tell of a topic, all of them amid the same filler words."""
    chance = random.Random(7)  # noqa: S311 - a fixed pile
    said = filler.split()

    def text(*about: str) -> str:
        sentences = [
            " ".join([*chance.sample(said, 6), one, *chance.sample(said, 4)]) for one in about
        ]
        return ". ".join(sentences) + "."

    articles: list[dict[str, Any]]
    articles = [{"text": text("pilot", topic, *chance.sample(OTHERS, 2))} for _ in range(wanted)]
    articles += [{"text": text(*chance.sample(OTHERS, 4))} for _ in range(others)]
    return articles


LANGUAGES = {
    "English": "the of and which said would after into with their from than because also when",
    "French": "le de qui dans après même était avec pour mais aussi plusieurs depuis été où",
    "German": "der die das nicht über wurde während für auch nach können daß seine bei und",
    "Russian": "который что это было после если также они только когда его чтобы при или ещё",
    "Spanish": "el que también había después según para muy entre desde cuando está más sobre y",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_name_comes_first_whole_and_without_fillers(
    tmp_path: Path, language: str
) -> None:
    articles = pile("Astrid van der Berg", LANGUAGES[language])
    found = stats(told(tmp_path, *articles), "pilot")
    assert (found.articles, found.elsewhere) == (8, 40)
    first = found.terms[0]
    assert (first.text, first.articles, first.elsewhere) == ("Astrid van der Berg", 8, 0)
    assert first.weight == max(term.weight for term in found.terms)
    said = {term.casefold() for term in terms(found)}
    assert not said & {*LANGUAGES[language].split()}
    assert "pilot" not in said  # which was asked for
    assert "berg" not in terms(found)


def test_without_a_query_terms_are_what_comes_in_crowds_and_no_filler(tmp_path: Path) -> None:
    plain = [{"text": "The mayor said that it would be so, they added on Monday."}] * 30
    crowded = [
        {"text": f"Volcano ash. The volcano rose {n}. Volcano! A volcano."} for n in range(9)
    ]
    found = stats(told(tmp_path, *plain, *crowded))
    assert (found.elsewhere, found.terms[0].text) == (0, "volcano")
    assert not {*terms(found)} & {"said", "would", "they", "added", "the", "that"}


def test_a_name_is_printed_as_it_is_and_a_word_at_the_start_of_a_sentence_is_not(
    tmp_path: Path,
) -> None:
    texts = [
        "Tariffs rose. Tariffs fell. New tariffs on NATO came. The U.S. Army and NATO saw tariffs.",
        "Tariffs again. Old tariffs of NATO in the west. The U.S. Army said NATO saw tariffs.",
    ]
    path = told(tmp_path, *({"text": text} for text in texts), {})
    assert {"NATO", "U.S. Army", "tariffs"} <= {*terms(stats(path))}
    assert terms(stats(path, "nato"))[:2] == ["tariffs", "U.S. Army"]


def test_chinese_words_stand_as_runs_of_characters(tmp_path: Path) -> None:
    texts = ["俄罗斯总统访问。", "乌克兰与俄罗斯谈判。", "俄罗斯经济。"]
    found = stats(told(tmp_path, *({"text": text} for text in texts)))
    assert found.terms[0].text == "俄罗斯"


def test_every_count_of_a_term_is_of_the_whole_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscli.stats.terms.SAMPLE", 10)
    articles = pile("Astrid van der Berg", LANGUAGES["English"], wanted=30)
    found = stats(told(tmp_path, *articles), "pilot")
    assert (found.read, found.articles) == (10, 30)
    assert (found.terms[0].text, found.terms[0].articles) == ("Astrid van der Berg", 30)


def test_fewer_terms_are_the_first_of_more(tmp_path: Path) -> None:
    path = told(tmp_path, *pile("Astrid van der Berg", LANGUAGES["French"]))
    for query in ("", "pilot"):
        many = terms(stats(path, query))
        assert [terms(stats(path, query, terms=n)) for n in (1, 3, 5)] == [
            many[:1], many[:3], many[:5]
        ]  # fmt: skip


def test_no_filler_of_any_language_is_a_term_of_the_sample() -> None:
    for query in ("", "russia", "greenland", "kremln"):
        assert not {*map(str.casefold, terms(stats("seeds", query)))} & FILLERS


# --- what is counted ---------------------------------------------------------------------------


def test_copies_and_stories_are_counted_instead_of_articles(tmp_path: Path, run: Run) -> None:
    text = (
        "The ferry to Oslo was cancelled on Monday because of a storm, the harbour master said. "
        "Some two hundred passengers waited at the quay in Bergen until evening. "
        "The next ferry sails on Wednesday if the wind allows, he added in a statement."
    )
    ferry = {"headline": "Ferry cancelled", "text": text}
    other = {
        "headline": "Museum opens",
        "text": "A museum of glass opened in Turku, its owner said.",
    }
    path = told(
        tmp_path,
        *({**one, "publisher": f"Paper {n}"} for n, one in enumerate([ferry, ferry, other, ferry])),
    )
    assert rows(stats(path, by=["source"], count="stories")) == [("Paper 0", 1), ("Paper 2", 1)]
    assert rows(stats(path, by=["source"], count="copies")) == [("Paper 1", 1), ("Paper 3", 1)]
    found = stats(path, "museum", count="stories")
    assert (found.articles, found.elsewhere) == (1, 1)
    _, out, _ = run("stats", "--from", path, "--count", "stories", width=80)
    assert out.splitlines()[0].startswith("  2 stories · ")
    _, out, _ = run("stats", "--from", path, "--count", "copies", "--csv")
    assert out.splitlines()[:2] == [
        "by,name,copies,words,elsewhere,weight", "total,,2,90,0,"
    ]  # fmt: skip


# --- queries and filters -----------------------------------------------------------------------


def test_a_query_and_filters_mean_what_they_mean_in_search(tmp_path: Path) -> None:
    assert stats("seeds", "greenland").articles == 2
    assert stats("seeds", "greenland -meloni").articles == 1
    assert stats("seeds", "agency:reuters").articles == 1
    assert [repair.to for repair in stats("seeds", "kremln").repairs] == ["Kremlin"]
    with pytest.raises(QueryError):
        stats("seeds", '""')


def test_no_match_is_exit_1_and_says_what_there_is(run: Run) -> None:
    for form in ((), ("--json",), ("--csv",)):
        code, out, err = run("stats", "xyzzyq", "--from", "seeds", *form)
        assert (code, err) == (1, "newscli: nothing found\n")
    code, out, err = run("stats", "xyzzyq", "--from", "seeds", width=80)
    assert (code, out) == (1, "")
    assert run("stats", "--from", "seeds", "--since", "2024")[0] == 1


def test_a_wrong_kind_of_breakdown_is_exit_2_and_names_the_right_ones(run: Run) -> None:
    code, out, err = run("stats", "--from", "seeds", "--by", "week")
    assert (code, out, "section, agency, byline, place, day" in err) == (
        2,
        "",
        True,
    )


# --- bad input ---------------------------------------------------------------------------------


def test_one_article_and_no_article_are_counted(tmp_path: Path, run: Run) -> None:
    one = told(tmp_path, {"text": "A ferry sailed. The ferry came back from Oslo."})
    found = stats(one)
    assert (found.articles, found.terms[0].text, found.terms[0].articles) == (1, "ferry", 1)
    (tmp_path / "none").mkdir()
    assert run("stats", "--from", str(tmp_path / "none"), width=80)[0] == 0
    none = stats(str(tmp_path / "none"))
    assert (none.articles, none.terms, [b.rows for b in none.breakdowns]) == (0, (), [()] * 4)


def test_empty_bodies_have_no_terms(tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("headline,text\n" + "".join(f"Report {n},\n" for n in range(5)))
    found = stats(str(file))
    assert found.articles == 5
    assert {*terms(found)} <= {"Report"}  # which headlines say


@pytest.mark.slow
def test_ten_thousand_identical_articles_are_counted(tmp_path: Path) -> None:
    path = told(tmp_path, *[{"headline": "Ferry", "text": "The ferry to Oslo, a ferry."}] * 10_000)
    found = stats(path, by=["source"])
    assert rows(found) == [("news", 10_000)]
    assert [(t.text, t.articles) for t in found.terms] == [("ferry", 10_000), ("Oslo", 10_000)]
    assert found.read == 1_000


@pytest.mark.slow
def test_an_article_of_five_megabytes_is_counted(tmp_path: Path) -> None:
    text = "The ferry sailed to Oslo again, and the harbour master waved. " * 84_000
    found = stats(told(tmp_path, {"text": text}, {}))
    assert (found.articles, found.words) == (2, 84_000 * 11 + 6)
    assert "ferry" in terms(stats(told(tmp_path, {"text": text})))


# --- how it looks ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Articles with names of many lengths and scripts."""
    folder = tmp_path_factory.mktemp("varied")
    names = [
        "Post",
        "The Quarterly Review of Everything That Happens",
        "東京新聞",
        "הארץ",
        "é" * 40,
    ]
    articles = [
        {"publisher": name, "date": f"20{n:02}-0{n + 1}-11", "text": f"The ferry {name} sailed."}
        for n, name in enumerate(names * 3)
    ]
    return told(folder, *articles[:9], {"text": "\x1b[31mred\u202e ferry \x07"})


@pytest.mark.parametrize("width", [1, 12, 20, 30, 40, 59, 60, 80, 100, 140, 300])
def test_no_line_is_wider_than_the_terminal(run: Run, varied: str, width: int) -> None:
    from newscli.screen.measure import cells

    for words in ((), ("ferry",), ("post",), ("--by", "day,term"), ("--ascii",)):
        code, out, _ = run("stats", *words, "--from", varied, width=width)
        assert code == 0
        assert all(cells(line) <= max(width, 12) for line in out.splitlines())
        assert not {*out} & {"\x1b", "\x07", "\u202e"}
        assert out.isascii() or "--ascii" not in words


def test_every_form_has_the_same_rows(run: Run, varied: str) -> None:
    _, plain, _ = run("stats", "--from", varied)
    _, table, _ = run("stats", "--from", varied, "--csv")
    _, told, _ = run("stats", "--from", varied, "--json")
    lines = [line.split("\t") for line in plain.splitlines()]
    assert [*csv.reader(table.splitlines())][1:] == lines
    found = json.loads(told)
    assert [
        ["source", row["name"], str(row["articles"])] for row in found["breakdowns"][0]["rows"]
    ] == [line[:3] for line in lines if line[0] == "source"]
    assert [term["text"] for term in found["terms"]] == [
        line[1] for line in lines if line[0] == "term"
    ]


def test_names_beyond_the_limit_are_one_row_that_holds_them_all(run: Run, varied: str) -> None:
    _, out, _ = run("stats", "--by", "source", "--from", varied, "-n", "2", width=100)
    lines = [line.split() for line in out.splitlines()]
    (others,) = (line for line in lines if line[1:2] == ["others"])
    start = lines.index(["Sources"]) + 1
    assert sum(int(line[-4]) for line in lines[start : start + 3]) == 10
    assert others[0] == "4"


def test_names_that_are_as_common_as_each_other_are_shown_where_all_are(
    run: Run, tmp_path: Path
) -> None:
    names = [f"The Post of {place}" for place in ("Oslo", "Rome", "Bonn", "Lyon")]
    even = told(tmp_path, *({"publisher": name} for name in names * 2))
    uneven = told(
        tmp_path, *({"publisher": name} for name in [*names * 2, names[0]]), name="b.jsonl"
    )

    def has_sources(path: str, *words: str) -> bool:
        return "Sources" in run("stats", "--from", path, *words, width=80)[1]

    assert has_sources(even)
    assert has_sources(even, "-n", "4")
    assert has_sources(uneven, "-n", "3")
    assert not has_sources(even, "-n", "3")


def test_a_page_is_drawn_and_a_pipe_is_not(tmp_path: Path) -> None:
    from tests.test_architecture import imported_by

    assert "rich" not in imported_by(tmp_path, "stats")


# --- what is kept of counting ------------------------------------------------------------------

KINDS_TOLD = ("source", "folder", "file", "section", "agency", "byline", "place", "month")


def held(path: str, cache: Path) -> Archive:
    return Archive([path], cache)


def kept(cache: Path) -> sqlite3.Connection:
    (file,) = cache.rglob("*.db")
    return sqlite3.connect(file)


def test_counts_that_are_kept_are_those_that_were_made(tmp_path: Path) -> None:
    path = told(
        tmp_path,
        {"publisher": "Post", "place": "Oslo", "date": "2024-05-31", "byline": "Ann Lee"},
        {"publisher": "Post", "place": "OSLO", "date": "2024-05-02", "credits": ["Reuters", "AP"]},
        {"place": "Oslo", "date": "2023", "section": "World", "credits": ["Reuters"]},
    )
    cache = tmp_path / "cache"

    def asked() -> Stats:
        archive = held(path, cache)
        return archive.stats("what happened", by=KINDS_TOLD, terms=0)

    first, index = asked(), kept(cache)
    assert {"words", "source", "agency", "byline", "section"} <= {
        kind for (kind,) in index.execute("SELECT kind FROM columns")
    }
    assert asked() == first


def test_what_was_kept_goes_with_a_document(tmp_path: Path) -> None:
    path = told(tmp_path, {"place": "Oslo"}, {"place": "Bergen"})
    archive = held(path, tmp_path / "cache")
    assert rows(archive.stats(by=["place"], terms=0)) == [("Bergen", 1), ("Oslo", 1)]
    told(tmp_path, {"place": "Oslo"}, {"place": "Oslo"}, {"headline": "None"})
    assert rows(archive.stats(by=["place"], terms=0)) == [("Oslo", 2), (None, 1)]


def test_a_kept_column_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    path, cache = told(tmp_path, {"place": "Oslo"}, {"place": "Bergen"}), tmp_path / "cache"
    archive = held(path, cache)
    first = archive.stats(by=["place"], terms=0)
    with kept(cache) as index:
        assert index.execute(
            "UPDATE columns SET names = replace(names, 'Oslo', 'Rome') WHERE kind = 'place'"
        ).rowcount
    archive = held(path, cache)
    assert archive.stats(by=["place"], terms=0) == first
    assert archive.warnings
