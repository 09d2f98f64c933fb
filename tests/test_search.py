"""What `search` finds, in which order, and what it says of that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscli.text import words
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]
Search = Callable[..., Any]

HARBOUR = (
    record(
        "Ferry loses power\nThe Kremlin said nothing.\nTariffs rise again, and tariffs hurt.",
        date="2024-06-27",
        publisher="Herald",
        place="OSLO",
        captions=[{"text": "The quay of Ålesund (dpa)", "credit": "dpa", "agency": "dpa"}],
    ),
    record(
        "Cold war over ice cream\nA tariff was asked for. The war was cold.",
        date="2024-07-01",
        publisher="Times",
        place="ROME",
    ),
    record("Ice melts\nA cold spring; the Kremlins of old.", date="2023-02-03", publisher="Herald"),
    record("Ferries sail\nFerry after ferry left for Ålesund’s harbour, naïve as ever."),
)


@pytest.fixture
def harbour(tmp_path: Path) -> str:
    return archive(tmp_path / "harbour", *HARBOUR)


@pytest.fixture
def found(run: Run) -> Callable[..., list[int]]:
    """Numbers of the articles that a search finds, in its order."""

    def found(folder: str, *words: str) -> list[int]:
        _, out, _ = run("search", "--from", folder, *words)
        return [int(line.split("\t")[0]) for line in out.splitlines()]

    return found


@pytest.fixture
def answer(run: Run) -> Callable[..., dict[str, Any]]:
    """A search's JSON."""

    def answer(folder: str, *words: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(run("search", "--from", folder, "--json", *words)[1])
        return told

    return answer


# --- what is found, in which order --------------------------------------------------------------


def test_an_exact_match_stands_above_any_repaired_one(found: Search, tmp_path: Path) -> None:
    folder = archive(
        tmp_path / "a",
        "Zelensky Zelensky Zelensky\nZelensky met Zelensky.",
        "Weather\nIt rained while Zelenskiy slept, and it went on raining for days and days.",
    )
    assert found(folder, "zelenskiy")[0] == 2
    assert found(folder, "zelensky")[0] == 1


def test_articles_with_all_words_match_and_those_with_a_part_fill_the_page(
    run: Run, answer: Search, found: Search, harbour: str
) -> None:
    told = answer(harbour, "cold", "ice", "tariff")
    tiers = [(hit["article"]["number"], hit["tier"]) for hit in told["hits"]]
    assert tiers == [(2, "exact"), (3, "some"), (1, "some")]
    assert (told["total"], told["matching"]) == (1, 1)
    ids = run("search", "cold ice tariff", "--from", harbour, "--ids")[1].splitlines()
    assert ids == [told["hits"][0]["article"]["id"]]
    _, out, _ = run("search", "cold ice tariff", "--from", harbour, width=80)
    assert out.index("Others, with a part of the words:") < out.rindex("━")
    assert (
        "2 more with a part of the words" in run("search", "cold ice tariff", "--from", harbour)[2]
    )
    assert found(harbour, "cold", "ice", "tariff", "--sort", "number") == [2]


def test_if_no_article_has_all_the_words_those_match_that_have_the_most(
    run: Run, answer: Search, found: Search, harbour: str
) -> None:
    told = answer(harbour, "cold", "ice", "ferry")
    assert told["total"] == 2
    assert {"some", "most"} >= {hit["tier"] for hit in told["hits"]}
    assert found(harbour, "cold", "ice", "ferry")[:2] == [2, 3]
    assert "no article has all the words" in run("search", "cold ice ferry", "--from", harbour)[2]


def test_what_a_known_word_may_be_a_slip_for_follows_below_it_and_is_offered(
    run: Run, found: Search, answer: Search, tmp_path: Path
) -> None:
    stories = [f"Story {i}\nThe adventure went on, chapter {i}." for i in range(4)]
    folder = archive(tmp_path / "a", "Note\nAn adventue, somebody wrote.", *stories)
    assert found(folder, "adventue")[0] == 1
    assert sorted(found(folder, "adventue")) == [1, 2, 3, 4, 5]
    told = answer(folder, "adventue")
    assert [hit["tier"] for hit in told["hits"]] == ["exact", *["repaired"] * 4]
    assert (told["total"], told["matching"]) == (1, 1)
    assert "did you mean adventure (4)?" in run("search", "adventue", "--from", folder)[2]
    assert "Did you mean adventure (4)?" in run("search", "adventue", "--from", folder, width=80)[1]
    assert run("search", "adventue", "--from", folder, "--ids")[1].count("\n") == 1
    assert run("search", "adventue", "--from", folder, "--count")[1] == "1\n"
    assert found(folder, "adventure") == [2, 3, 4, 5]
    assert found(folder, "=adventue") == [1]
    assert found(folder, "adventue", "--offset", "1") == []


def test_a_word_that_the_archive_has_is_no_other_two_letters_away(
    found: Search, tmp_path: Path
) -> None:
    folder = archive(
        tmp_path / "a",
        "One\nA report on aid.",
        "Two\nThe tsunami struck and aid came.",
        "Three\nTwo resorts, the tsunami, and aid.",
    )
    assert sorted(found(folder, "report tsunami aid")[:2]) == [1, 2]


def test_function_words_are_never_demanded(found: Search, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "One\nWing flow.", "Two\nNothing of the kind, about that.")
    assert found(folder, "about the wing") == [1]
    assert found(folder, "about", "the") == [2]


def test_an_article_with_a_seldom_function_word_is_looked_at_among_many_without(
    answer: Search, tmp_path: Path
) -> None:
    """By the other word alone it is none of the best, as it is long."""
    many = ["Ferry\nThe ferry, a ferry, left."] * 60
    long = "Other\n" + "word " * 400 + "the ferry left. Hence this. " + "word " * 400
    folder = archive(tmp_path / "many", *many, long)
    shown = [answer(folder, *query.split())["hits"][0] for query in ("hence ferry", "ferry")]
    assert [hit["article"]["headline"] for hit in shown] == ["Other", "Ferry"]


def test_a_question_is_widened_by_the_words_of_its_best_answers(
    answer: Search, tmp_path: Path
) -> None:
    folder = archive(
        tmp_path / "a",
        "Ferry delayed\nThe ferry left late with all its passengers and the ropes in the harbour.",
        "Harbour ropes\nNew ropes and ropes for the harbour, and a late ferry.",
        "Council\nA vote on schools, roads, parks, rivers, bridges and the one ferry.",
        *(f"Note {i}\nA ticket for seat {i} was sold." for i in range(20)),
    )
    told = answer(folder, "ferry OR delayed OR passengers OR late OR boarding OR ticket OR lines")
    assert "harbour" in told["widened"]
    assert [hit["article"]["number"] for hit in told["hits"]][:2] == [1, 2]
    assert told["hits"][1]["widened"] > 0


def test_longer_words_are_suggested_for_their_parts(answer: Search, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "Eins\nDie Hafenrundfahrtgesellschaft fuhr.")
    told = answer(folder, "rundfahrt")
    assert [one["word"] for one in told["suggestions"]] == ["Hafenrundfahrtgesellschaft"]


def test_a_repair_is_told(run: Run, harbour: str) -> None:
    code, _, err = run("search", "--from", harbour, "herbour", "sial")
    assert code == 0
    assert "herbour ≈ harbour; sial ≈ sail" in err


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ('"cold war"', [2]),
        ('"war cold"', []),
        ("cold -war", [3]),
        ('cold -"the war"', [3]),
        ("ferr*", [1, 4]),
        ("=tariff", [2]),
        ("=kremlins", [3]),
        ("rome OR oslo", []),
        ("melts OR power", [1, 3]),
        ("headline:ferry", [1, 4]),
        ("caption:quay", [1]),
        ("body:ferry", [4]),
        ("headline:kremlin", []),
        ("source:herald", [1, 3]),
        ("source:herald OR cold", [1, 2, 3]),
        ("-source:herald cold", [2]),
        ("agency:dpa", [1]),
        ("place:rome", [2]),
        ("since:2024", [1, 2]),
        ("until:2024-06", [1, 3]),
        ("since:2023-03 until:2024-06-30", [1]),
        ("source:herald cold since:2023", [3]),
        ("ferry source:herald place:oslo agency:dpa since:2024-06-27", [1]),
    ],
)
def test_a_query_finds_what_it_says(
    query: str, numbers: list[int], found: Search, harbour: str
) -> None:
    assert sorted(found(harbour, "--", query)) == numbers


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (("--source", "herald"), [3]),
        (("--source", "herald", "--source", "times"), [2, 3]),
        (("--source", "herald", "--since", "2024"), []),
        (("--until", "2024-07-01", "--place", "rome"), [2]),
    ],
)
def test_options_filter_as_in_a_list(
    options: tuple[str, ...], numbers: list[int], found: Search, harbour: str
) -> None:
    assert sorted(found(harbour, "cold", *options)) == numbers


def test_filters_alone_are_a_query(found: Search, harbour: str) -> None:
    assert found(harbour, "--source", "herald") == [1, 3]


@pytest.mark.parametrize(
    "query", ["ALESUND", "ålesund", "Ålesund’s", "alesund's", "NAIVE", "naïve"]
)
def test_case_accents_and_quotation_marks_are_the_same(
    query: str, found: Search, harbour: str
) -> None:
    assert 4 in found(harbour, query)


def test_another_form_of_a_word_stands_below_the_word_itself(answer: Search, harbour: str) -> None:
    told = answer(harbour, "tariff")
    assert [(hit["article"]["number"], hit["tier"]) for hit in told["hits"]] == [
        (2, "exact"),
        (1, "inflected"),
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "other"),
    [
        ("北京昨天举行了关于贸易战的会议。", "贸易战", "战贸易"),
        ("首相は昨日、東京で記者会見を開いた。", "記者会見", "会見記者"),
        ("นายกรัฐมนตรีเดินทางไปกรุงเทพมหานครเมื่อวานนี้", "กรุงเทพ", "เทพกรุง"),
        ("قال الرئيس إن المفاوضات ستستمر في القاهرة", "المفاوضات", "الكسكسي"),
        ("ראש הממשלה אמר כי הפגישה תתקיים בירושלים", "הפגישה", "הכדורגל"),
    ],
    ids=["Chinese", "Japanese", "Thai", "Arabic", "Hebrew"],
)
def test_sentences_of_any_script_are_found_by_a_word_in_them(
    sentence: str, word: str, other: str, answer: Search, tmp_path: Path
) -> None:
    folder = archive(tmp_path / "a", f"One\n{sentence}", "Two\nNothing of the kind.")
    (hit,) = answer(folder, f'"{word}"')["hits"]
    (match,) = hit["matches"]
    assert hit["article"]["paragraphs"][0][match["start"] : match["end"]] == word
    assert answer(folder, f'"{other}"')["total"] == 0


# --- how much of it -----------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["best", "date", "number"])
def test_pages_of_an_answer_make_up_the_whole(found: Search, tmp_path: Path, sort: str) -> None:
    stories = [record(f"Story {i}\nice " + "snow " * i, date=f"20{i:02}") for i in range(9, 0, -1)]
    folder = archive(tmp_path / "a", *stories)
    whole = found(folder, "ice", "--sort", sort)
    pages = [found(folder, "ice", "--sort", sort, "-n", "4", "--offset", str(n)) for n in (0, 4, 8)]
    assert [number for page in pages for number in page] == whole
    assert sorted(whole) == [*range(1, 10)]
    if sort != "best":  # the newest, which is the first
        assert whole == [*range(1, 10)]


def test_beyond_the_last_hit_there_is_nothing(run: Run, harbour: str) -> None:
    code, out, err = run("search", "cold", "--from", harbour, "--offset", "1000000000")
    assert (code, out) == (1, "")
    assert "no more than 2 found" in err
    code, out, _ = run("search", "cold", "--from", harbour, "--offset", "5", width=80)
    assert code == 1
    assert "no more than 2" in out


def test_a_limit_may_be_as_great_as_one_likes(run: Run, found: Search, harbour: str) -> None:
    many = "1" + "0" * 30
    assert found(harbour, "ferry", "-n", many) == found(harbour, "ferry")
    assert found(harbour, "ferry", "--offset", many) == []
    for options in ((), ("-C", many), ("-n", many)):
        assert run("search", "ferry", "--lines", *options, "--from", harbour)[0] == 0
        assert run("search", "ferry", "--lines", *options, "--from", harbour, width=80)[0] == 0


def test_a_later_page_says_which_it_is(run: Run, harbour: str) -> None:
    _, out, _ = run("search", "ferry", "--from", harbour, "--offset", "1", width=80)
    assert "2–2 of 2" in out
    _, out, _ = run("search", "cold", "--from", harbour, "--sort", "date", "-n1", width=80)
    assert "the newest 1 of 2" in out


@pytest.mark.parametrize(("query", "count"), [("ferry", 2), ("kremln", 2), ("xyzzyq", 0)])
def test_counting_prints_a_number_and_no_more(
    run: Run, harbour: str, query: str, count: int
) -> None:
    code, out, _ = run("search", query, "--from", harbour, "--count")
    assert (code, out) == (0 if count else 1, f"{count}\n")


def test_forms_of_an_answer_do_not_go_together(run: Run, harbour: str) -> None:
    code, out, err = run("search", "ferry", "--from", harbour, "--count", "--json")
    assert (code, out) == (2, "")
    assert "choose one" in err


# --- why ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["=fast-train", "=新聞the", "=新x聞"])
def test_words_that_are_there_but_not_side_by_side_are_no_exact_match_nor_a_fault(
    query: str, run: Run, tmp_path: Path
) -> None:
    folder = archive(tmp_path / "news", "A train\nThe fast one left: 新 x の 聞.")
    code, out, err = run("search", query, "--from", folder)
    assert (code, out) == (1, "")
    assert "damaged" not in err


def test_offsets_give_exactly_the_words_that_matched(answer: Search, harbour: str) -> None:
    texts = []
    for hit in answer(harbour, "ferrry OR kremlin OR alesund OR tariff")["hits"]:
        article = hit["article"]
        fields = {
            "headline": [article["headline"]],
            "caption": [caption["text"] for caption in article["captions"]],
            "body": article["paragraphs"],
        }
        for match in hit["matches"]:
            text = fields[match["field"]][match["paragraph"]]
            texts.append((match["word"], text[match["start"] : match["end"]].casefold()))
    assert {*texts} == {
        *(("ferrry", "ferry"), ("alesund", "ålesund")),
        *(("kremlin", "kremlin"), ("kremlin", "kremlins")),
        *(("tariff", "tariff"), ("tariff", "tariffs")),
    }


def test_json_tells_of_what_the_answer_was_taken(
    answer: Search, harbour: str, tmp_path: Path
) -> None:
    corpus = answer(harbour, "ferry")["corpus"]
    assert (corpus["documents"], corpus["articles"]) == (1, 4)
    assert answer(harbour, "cold")["corpus"] == corpus
    elsewhere = archive(tmp_path / "elsewhere", *reversed(HARBOUR))
    assert answer(elsewhere, "cold")["corpus"]["fingerprint"] == corpus["fingerprint"]
    less = archive(tmp_path / "less", *HARBOUR[:3])
    assert answer(less, "cold")["corpus"]["fingerprint"] != corpus["fingerprint"]


def test_json_tells_how_the_words_were_taken_and_what_each_adds(
    answer: Search, harbour: str
) -> None:
    told = answer(harbour, "herbour", "ferry")
    assert [(form["word"], form["to"], form["kind"]) for form in told["understood"]][:1] == [
        ("herbour", "harbour", "repaired")
    ]
    hit = told["hits"][0]
    assert hit["tier"] == "repaired"
    repaired, typed = hit["parts"]
    assert (repaired["to"], repaired["edits"], repaired["matches"]) == ("harbour", 1, 1)
    assert repaired["cost"] > 0 == typed["cost"]
    assert typed["matches"] == 3  # `ferries` too
    assert hit["relevance"] < repaired["value"] + typed["value"]


@pytest.mark.parametrize("query", ["herbour", "ferry", "melts", "naive", "kremlin tariff", "of e"])
def test_letters_are_changed_by_repairs_alone(answer: Search, harbour: str, query: str) -> None:
    """Another inflection or spelling is the word that was typed."""
    told = answer(harbour, *query.split())
    parts = [part for hit in told["hits"] for part in hit["parts"]]
    for form in (*told["understood"], *parts):
        assert (form["edits"] > 0) == (form["kind"] == "repaired"), form


def test_one_line_of_json_is_a_hit(run: Run, answer: Search, harbour: str) -> None:
    _, out, _ = run("search", "ferry", "--from", harbour, "--jsonl")
    hits = [json.loads(line) for line in out.splitlines()]
    assert [hit.pop("schema_version") for hit in hits] == [1, 1]
    assert hits == answer(harbour, "ferry")["hits"]


def test_an_explanation_names_forms_fields_and_parts(run: Run, harbour: str) -> None:
    _, out, _ = run("search", "herbour ferry snow", "--from", harbour, "--explain", width=80)
    for told in ("not all of the words", "≈ harbour · 1 edit", "not in it", "in all"):
        assert told in out
    assert "body" in out
    assert "Ferry ×2" in out


def test_an_explanation_in_a_pipe_is_three_more_columns(run: Run, harbour: str) -> None:
    _, out, _ = run("search", "herbour", "ferry", "--from", harbour, "--explain")
    line = out.splitlines()[0]
    *_, tier, rewrite, words = line.split("\t")
    assert (tier, rewrite) == ("repaired", "herbour ≈ harbour; ferry")
    assert "body:Ferry×2" in words
    assert line.count("\t") == 8


# --- when nothing matches -----------------------------------------------------------------------


def test_words_of_the_archive_are_suggested_with_their_counts(run: Run, harbour: str) -> None:
    code, out, err = run("search", "=kremln", "--from", harbour)
    assert (code, out) == (1, "")
    assert "there is Kremlin (1)" in err
    _, out, _ = run("search", "=kremln", "--from", harbour, width=80)
    assert "Did you mean Kremlin (1 article)" in out
    assert "Ice (2)" in run("search", "ice since:2030", "--from", harbour)[2]


@pytest.mark.parametrize("query", ["kremlin since:2030", "headline:kremlin", '"kremlin of ice"'])
def test_words_that_the_archive_has_are_told_though_nothing_is_as_asked(
    run: Run, harbour: str, query: str
) -> None:
    code, out, _ = run("search", query, "--from", harbour, width=80)
    assert code == 1
    assert "Kremlin (1 article)" in out
    assert "not as asked" in " ".join(out.split())


def test_nothing_is_suggested_for_what_is_like_no_word(run: Run, harbour: str) -> None:
    for width in (None, 80):
        code, out, err = run("search", "xyzzyq", "--from", harbour, width=width)
        assert code == 1
        assert "mean" not in out + err
        assert "there is" not in out + err


# --- any text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["OR", "OR OR", '"', '""', "=", "*", "headline:", "()", "-", "“”", "🙂", "\ud800"],
)
def test_what_holds_no_word_to_look_for_is_refused_in_a_line(
    run: Run, harbour: str, query: str
) -> None:
    code, out, err = run("search", "--from", harbour, "--", query)
    assert code in (1, 2)
    assert out == ""
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    ["(cold) [war]", "cold AND war 🙂", "War: cold?", "1) cold war :)", 'cold and/or 5" war'],
)
def test_what_is_no_operator_is_text(found: Search, harbour: str, query: str) -> None:
    assert 2 in found(harbour, query)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("title:ferry",), "headline:"),
        (("sorce:herald",), "source:"),
        (("since:tomorrow",), "no date"),
        (("ferry", "--since", "2024-13"), "no date"),
        (("ferry", "--since", "2025", "--until", "2024"), "no day is both"),
        (("since:2025 until:2024",), "no day is both"),
        (("ferry", "--sort", "worst"), "worst"),
        (("ferry", "--offset", "-1"), "-1"),
        (("ferry", "-n", "0"), "-n"),
        ((), "empty query"),
        (("ferry " * 10_000,), "too long"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(
    run: Run, harbour: str, words: tuple[str, ...], told: str
) -> None:
    code, out, err = run("search", "--from", harbour, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(st.characters(), max_size=40) | st.text(st.sampled_from('ab"-*=: OR')))
def test_any_text_is_a_query(run: Run, tmp_path: Path, query: str) -> None:
    folder = archive(tmp_path / "a", "abba\nba ab ORO", "Oslo\na b a")
    code, out, err = run("search", "--from", folder, "--explain", "--", query)
    assert code in (0, 1, 2)
    assert "bug" not in err
    assert "\x1b" not in out + err
    assert (code == 0) == bool(out)


TEXTS = st.text(st.sampled_from("aáb’ -. 中é\u0301ßﬁ"), min_size=1, max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_offsets_in_any_text_give_what_was_looked_for(
    answer: Search, tmp_path: Path, texts: list[str], data: st.DataObject
) -> None:
    folder = archive(tmp_path / "a", "\n".join(["Head", "All of it", *texts]))
    (whole,) = answer(folder, "=head")["hits"]
    paragraphs = whole["article"]["paragraphs"]
    word = data.draw(st.sampled_from(sorted({w for text in paragraphs for w in words(text)})))
    (hit,) = answer(folder, f"body:{word}")["hits"]
    given = [paragraphs[m["paragraph"]][m["start"] : m["end"]] for m in hit["matches"]]
    typed = [match["kind"] == "typed" for match in hit["matches"]]
    assert [words(text) == [word] for text in given] == typed
    assert sum(typed) == sum(words(text).count(word) for text in paragraphs)


@pytest.mark.parametrize(
    ("query", "text", "offered"),
    [
        ("icecap", "An icecap melted.\nThe ice cap grew.", "ice cap"),
        ("ice cap", "An icecap melted.\nThe ice cap grew.", "icecap"),
        ("ox cart", "An oxcart came.\nThe ox pulled a cart.", None),
        ("ice-cap", "An ice-cap melted.\nThe ice cap grew.", None),
        ("ice cap melt", "An icecapmelt came. Ice, a cap, a melt.", "icecapmelt"),
        ("icecapmeltrun", "An icecapmeltrun came.\nThe ice capmeltrun.", "ice capmeltrun"),
        ("i" * 24 + "c" * 25, f"{'i' * 24}{'c' * 25} {'i' * 24} {'c' * 25}", None),
    ],
)
def test_words_of_three_letters_and_more_are_offered_joined_and_apart(
    query: str, text: str, offered: str | None, answer: Search, tmp_path: Path
) -> None:
    told = answer(archive(tmp_path / "a", f"Piece\n{text}", "Other\nSnow fell."), query)
    words = [one["word"] for one in told["suggestions"]]
    assert words[:1] == ([offered] if offered else [])


@pytest.mark.parametrize(
    ("query", "text", "offered"),
    [
        ("climate strike", "A #ClimateStrike began. The climate changed.", "ClimateStrike"),
        ("snow storm", "A snowstorm came over the snow.", "snowstorm"),
        ("snowstorm", "A snowstorm came.\nA snow storm went.", "snow storm"),
        ("#OldFerryNames", "They told us old ferry names.", "old ferry names"),
        ("snowstorm", "Snow fell. A storm came.", "storm"),
        ("weltmeisterschaft", "Die Fussballweltmeisterschaft begann.", "Fussballweltmeisterschaft"),
        ("fussballweltmeisterschaft", "Die Weltmeisterschaft im Handball.", "Weltmeisterschaft"),
    ],
)
@pytest.mark.slow
def test_what_is_otherwise_joined_is_offered_in_one_order(
    query: str, text: str, offered: str, tmp_path: Path
) -> None:
    folder = archive(tmp_path / "a", f"Piece\n{text}", "Other\nSnow fell on a harbour.")
    command = [sys.executable, "-m", "newscli", "search", "--from", folder, "--json", query]
    told = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert offered in [one["word"] for one in json.loads(told[0])["suggestions"]]
    assert len({json.dumps(json.loads(one)["suggestions"]) for one in told}) == 1


@pytest.mark.parametrize("enclosed", ["3⃣", "3️⃣", "ab\u0488", "京\u0488"])
def test_what_encloses_a_letter_or_figure_is_no_part_of_a_word(
    enclosed: str, run: Run, tmp_path: Path
) -> None:
    folder = archive(
        tmp_path / "a", "Piece\nNo 3 of ab went to 京 then.", f"Other\nSo {enclosed} it is."
    )
    code, out, err = run("search", "--from", folder, "--json", enclosed)
    assert (code, err) == (0, "")
    assert 2 in [hit["article"]["number"] for hit in json.loads(out)["hits"]]
