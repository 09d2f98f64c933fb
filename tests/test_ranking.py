"""Which answers stand first, and which words are no answer at all."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from math import exp, log, prod
from pathlib import Path

import pytest

from newscli.archive import Archive
from newscli.search.plan import plan_of
from newscli.search.query import parse
from newscli.search.ranking import ranking
from newscli.search.relevance import ADDED, SHARE, Added, Relevance
from newscli.search.repair import repairs
from newscli.search.searching import POOL

Run = Callable[..., tuple[int, str, str]]


def archive(folder: Path, *texts: str) -> str:
    """A file of articles with these texts, without headlines of use."""
    file = folder / "articles.jsonl"
    records = ({"headline": f"Number {i}", "body": text} for i, text in enumerate(texts, 1))
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return str(file)


def found(run: Run, file: str, *words: str) -> list[int]:
    code, out, _ = run("search", *words, "--from", file, "--json")
    assert code in (0, 1)
    return [hit["article"]["number"] for hit in json.loads(out)["hits"]]


def widened(tmp_path: Path, query: str, *texts: str) -> dict[str, Added]:
    """Word → what a query is widened by among articles with these texts."""
    with closing(Archive([archive(tmp_path, *texts)], None)) as held:
        assert held.numbers()
        index = held._kept.index
        assert index
        relevance = Relevance(index, plan_of(index, parse(query)))
        for number, *fields in index.matching.texts(range(1, len(texts) + 1)):
            relevance.read(number, relevance.words(*fields))
        relevance.widen()
        return {min(one.forms): one for one in relevance.added}


SHIPS = ("ferry ferry harbour", "a ferry and two ferries left", *["rain fell"] * 7, "ferries left")


@pytest.mark.parametrize("query", ["ferry", "fery", "ferry harbour", "ferry ferry"])
def test_relevance_is_what_the_textbook_says(query: str, tmp_path: Path) -> None:
    """BM25 with k1 = 1.2 and b = 0.75 of a word's stem, and a quarter of it as typed; a slip counts
    as far as it is likely.  Each has a headline of two words."""
    with closing(Archive([archive(tmp_path, *SHIPS)], None)) as held:
        assert held.numbers()
        index = held._kept.index
        assert index
        plan = plan_of(index, parse(query))
        relevance = Relevance(index, plan)
        for number, *fields in index.matching.texts(range(1, len(SHIPS) + 1)):
            relevance.read(number, relevance.words(*fields))
        judged = {one.number: one.score for one in relevance.judged()}
    lengths = [2 * 2 + len(text.split()) for text in SHIPS]  # a headline's words count twice
    mean = sum(lengths) / len(lengths) - 2  # but not in the mean, which is the index's

    def bm25(count: int, articles: float, length: int) -> float:
        rare = log(1 + (len(SHIPS) - articles + 0.5) / (articles + 0.5))
        return rare * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean)) if count else 0

    def having(*forms: str) -> int:
        return sum(any(form in text.split() for form in forms) for text in SHIPS)

    for number, (text, length) in enumerate(zip(SHIPS, lengths, strict=True), 1):
        expected = 0.0
        for group in plan.groups:
            count = {c: text.split().count(c.words[0]) for c in group.choices}
            stems = [c for c in group.choices if c.kind != "repaired"]
            apart = len(SHIPS) * (1 - prod(1 - having(c.words[0]) / len(SHIPS) for c in stems))
            value = bm25(sum(count[c] for c in stems), round(apart), length)
            for c in group.choices:
                one = bm25(count[c], having(c.words[0]), length)
                if c.kind == "repaired":
                    value = max(value, exp(-1.2 * c.cost) * one)
                elif c.is_exact:
                    value += one / 4
            expected += value * group.times
        assert judged[number] == pytest.approx(expected), text


@pytest.mark.parametrize(
    "query", ["ferry", "ferry harbour", "ferry harbour harbour", "ferry OR harbour"]
)
def test_what_is_added_to_a_query_is_a_fixed_share_of_it(query: str, tmp_path: Path) -> None:
    best = [f"the ferry left the harbour with an oar, ab, rope and sail {i}" for i in range(3)]
    added = widened(tmp_path, query, *best, *(f"a ticket for seat {i}" for i in range(40)))
    asked = len(query.replace(" OR ", " ").split())
    assert {"rope", "sail", "oar"} <= {*added}  # but no initials
    assert "ab" not in added
    assert sum(one.weight for one in added.values()) == pytest.approx(
        asked * SHARE / (1 - SHARE)  # so that it is SHARE of the whole
    )


def test_what_more_of_the_best_articles_have_more_often_is_added_with_more_weight(
    tmp_path: Path,
) -> None:
    once = " ".join(f"thing{one}{other}" for one in "abcdefghi" for other in "klmnopqruv")
    best = [f"ferry ferry rope rope rope sail {once}"] * 2
    best.append(f"ferry ferry rope rope rope {once}")
    others = (f"a ticket for ropes of seat {i}" for i in range(2))  # which adds nothing to a rope
    more = (f"a ticket for seat {i}" for i in range(38))
    added = widened(tmp_path, "ferry", *best, *others, *more)
    assert len(added) == ADDED
    assert added["rope"].forms == {"rope": 3, "ropes": 2}
    weights = {word: one.weight for word, one in added.items()}
    assert weights.pop("rope") == pytest.approx(3 * min(weights.values()))
    assert weights.pop("ferry") == pytest.approx(2 * min(weights.values()))
    assert "sail" not in weights  # which not all have


def test_a_long_question_ranks_by_what_its_words_say_and_not_by_how_many_there_are(
    run: Run, tmp_path: Path
) -> None:
    common = "what are the of a in which there"
    file = archive(
        tmp_path,
        f"{common} gardens",
        "flutter of slender wings: flutter in theory, flutter in flight",
        *[f"{common} harbour number {letter * 5}" for letter in "abcdefghij"],
    )
    question = "what are the methods of a theory in which there is flutter"
    assert found(run, file, question)[0] == 2


def test_an_alternative_typed_twice_counts_twice(run: Run, tmp_path: Path) -> None:
    filler = ["the harbour council meets"] * 9
    file = archive(tmp_path, "the lemon harvest", "the melon harvest", *filler)
    assert found(run, file, "lemon OR melon OR melon")[:2] == [2, 1]
    assert found(run, file, "lemon OR lemon OR melon")[:2] == [1, 2]


def test_two_words_that_no_article_has_together_find_those_with_one(
    run: Run, tmp_path: Path
) -> None:
    file = archive(tmp_path, "the lemon harvest", "the harbour council meets")
    assert sorted(found(run, file, "lemon council")) == [1, 2]


def test_a_far_fetched_repair_of_a_single_word_is_named_and_not_taken(
    run: Run, tmp_path: Path
) -> None:
    file = archive(tmp_path, "the garden of the council", "the council meets")
    assert found(run, file, "gardn") == [1]
    assert found(run, file, "bardon") == []
    code, out, err = run("search", "bardon", "--from", file)
    assert (code, out) == (1, "")
    assert "garden" in err


def test_a_commoner_word_is_likelier_but_not_for_being_common_alone(tmp_path: Path) -> None:
    """Fifty times as many articles weigh more than a vowel for another instead of one left out,
    and no number of them as much as a consonant."""
    stories = ["harbour", *["harbor hasbor hatbor"] * 50, *["hatbor"] * 10]
    with closing(Archive([archive(tmp_path, *stories)], None)) as held:
        assert held.numbers()
        index = held._kept.index
        assert index
        found = {one.word: one for one in repairs(index.vocabulary, "harbur")}
    assert [*found] == ["harbor", "harbour", "hatbor", "hasbor"]
    assert found["harbour"].cost == pytest.approx(0.5 - 0.05 * log(2))
    assert found["harbor"].cost == pytest.approx(0.6 - 0.05 * log(51))
    assert (found["harbour"].edits, found["harbour"].articles) == (1, 1)


def test_a_vocabulary_that_lost_a_word_is_noticed(run: Run, tmp_path: Path) -> None:
    file = archive(tmp_path, "the garden of the council", "the council meets")
    assert found(run, file, "garden") == [1]
    (index,) = (tmp_path / "cache").rglob("*.db")
    with closing(sqlite3.connect(index, isolation_level=None)) as db:
        db.execute("DELETE FROM vocabulary WHERE word = 'garden'")
    code, out, err = run("search", "garden", "--from", file, "--json")
    assert [hit["article"]["number"] for hit in json.loads(out)["hits"]] == [1]
    assert code == 0
    assert "index" in err


def test_the_first_places_are_for_all_the_words_and_the_others_for_what_is_about_them(
    run: Run, tmp_path: Path
) -> None:
    aside = ["Of lemon and of harvest one heard among much else that was said at length there"] * 5
    about = "The lemon: lemon trees, lemon growers"
    file = archive(tmp_path, *aside, about, *["the harbour council meets"] * 20)
    assert found(run, file, "lemon", "harvest") == [1, 2, 3, 6, 4, 5]
    assert found(run, file, "lemon", "harvest", "-n", "5") == [1, 2, 3, 4, 5]


HARBOUR = "The harbour council meets on the quay with others, about what there is to be said"


@pytest.mark.parametrize(
    ("scattered", "order"),
    [
        (
            ["Of the lemon, of a harvest, of a grove and of frost much was said at length there"],
            [2, 1],
        ),
        ([], [1]),
        (["lemon harvest grove frost: lemon harvest grove frost"], [1, 2]),
    ],
)
def test_one_wrong_word_of_several_does_not_hide_the_article_that_is_meant(
    scattered: list[str], order: list[int], run: Run, tmp_path: Path
) -> None:
    """What says more with a part of the words stands before what has all of them in passing, is no
    match beside it, and says what it lacks."""
    about = "lemon harvest grove: the lemon harvest, grove by grove, lemon by lemon, a good harvest"
    frost = [f"{HARBOUR}, frost"] * 6
    file = archive(tmp_path, *scattered, about, *frost, *[HARBOUR] * 30)
    asked = ("lemon", "harvest", "grove", "frost")
    assert found(run, file, *asked)[: len(order)] == order
    _, out, _ = run("search", *asked, "--from", file, "--json")
    answer = json.loads(out)
    hits = {hit["article"]["number"]: hit for hit in answer["hits"]}
    lacking = hits[len(scattered) + 1]
    assert lacking["missing"] == ["frost"]
    assert lacking["tier"] == ("some" if scattered else "most")
    assert answer["total"] == 1
    _, out, _ = run("search", *asked, "--from", file, "--ids")
    assert out.split() == [answer["hits"][[*hits].index(1)]["article"]["id"]]


def test_what_has_all_words_stays_ahead_of_what_has_a_part_if_one_below_it_says_as_much(
    run: Run, tmp_path: Path
) -> None:
    passing = "Of the lemon, of a harvest, of a grove and of frost much was said at length there"
    inflected = "lemons harvest grove frost: lemons harvest grove frost lemons harvest frosts grove"
    part = "lemon harvest grove: the lemon harvest, grove by grove, lemon by lemon, a good harvest"
    frost = [f"{HARBOUR}, frost"] * 6
    for second, order in ((inflected, [1, 2, 3]), ("rain fell", [3, 1])):
        folder = tmp_path / str(len(order))
        folder.mkdir()
        file = archive(folder, passing, second, part, *frost, *[HARBOUR] * 30)
        assert found(run, file, "lemon harvest grove frost")[: len(order)] == order


def test_a_page_is_filled_unless_it_is_asked_for_matches_alone(tmp_path: Path) -> None:
    file = archive(tmp_path, "the lemon harvest", "a lemon", *["the harbour council meets"] * 9)
    with closing(Archive([file], None)) as held:
        question = held.find("lemon harvest")
        for answer, numbers in (
            (question.answer(1), [1]),
            (question.answer(9, filled=False), [1]),
            (question.answer(9), [1, 2]),
            (question.answer(9, offset=1), []),
            (question.answer(9, sort="number"), [1]),
            (question.answer(0), []),
        ):
            assert [hit.article.number for hit in answer.hits] == numbers
            assert (answer.total, answer.matching) == (1, int(1 in numbers))


def test_an_article_with_a_function_word_that_few_have_is_looked_at_in_any_case(
    run: Run, tmp_path: Path
) -> None:
    long = "Of one whom nobody knew a ferry was told" + " much else that is said at length" * 30
    file = archive(tmp_path, *["ferry ferry ferry"] * (POOL + 10), long)
    for query, first in (("ferry whom", POOL + 11), ("ferry", 1), ("whom ferry", POOL + 11)):
        assert found(run, file, *query.split())[0] == first
    file = archive(tmp_path, *["ferry ferry ferry"] * (POOL + 10), *[long] * 20)
    assert found(run, file, "ferry", "whom")[0] == 1  # which says nothing where many have it


@pytest.mark.parametrize(
    ("query", "first", "scored", "rest"),
    [
        ("lemon harvest", [1], [1], 2),  # as many as there is room for
        ("lemon grove frost", [], [1, 2, 3, 4, 5], 0),
        ("lemon nowhere", [], [1, 2, 3, 4, 5], 0),
    ],
)
def test_what_does_not_match_has_the_room_that_is_left(
    query: str, first: list[int], scored: list[int], rest: int, tmp_path: Path
) -> None:
    texts = "the lemon harvest", *["a lemon of the quay"] * 4, *["the council meets"] * 9
    with closing(Archive([archive(tmp_path, *texts)], None)) as held:
        assert held.numbers()
        index = held._kept.index
        assert index
        ranked = ranking(index, plan_of(index, parse(query)), 3, filled=True)
        assert [one.number for one in ranked.first] == first
        assert sorted(one.number for one in ranked.scored) == scored
        assert len(ranked.rest) == rest
        assert all(not one.fits for one in ranked.rest)
        alone = ranking(index, plan_of(index, parse(query)), 3, filled=False)
        assert (alone.rest, alone.total) == ((), ranked.total)


def test_an_article_that_has_each_word_inflected_has_all_of_the_words(
    run: Run, tmp_path: Path
) -> None:
    """Though each stands somewhere as typed, none of them is taken for a slip."""
    others = ("growing prices, growing prices", "he feared rain", *["rain fell"] * 20)
    file = archive(tmp_path, "who grows at such a price may fear", *others)
    _, out, _ = run("search", "growing", "prices", "feared", "--from", file, "--json")
    answer = json.loads(out)
    first, *_ = answer["hits"]
    assert (first["article"]["number"], first["missing"], answer["total"]) == (1, [], 1)


def test_what_an_article_lacks_takes_off_as_much_as_it_is_rare(run: Run, tmp_path: Path) -> None:
    texts = ["lemon harvest"] * 2, ["frost"] * 5, [HARBOUR] * 20
    file = archive(tmp_path, *(text for some in texts for text in some))
    _, out, _ = run("search", "lemon", "harvest", "frost", "--from", file, "--json")
    first, *_ = json.loads(out)["hits"]
    rare, common = (log(1 + (27 - n + 0.5) / (n + 0.5)) for n in (2, 5))
    assert first["coverage"] == pytest.approx(2 * rare / (2 * rare + common), abs=1e-3)
    parts = sum(part["value"] for part in first["parts"])
    assert first["relevance"] == pytest.approx(first["coverage"] * parts, abs=0.02)


def test_a_known_word_is_not_replaced_where_an_article_has_nearly_all_words_as_typed(
    run: Run, tmp_path: Path
) -> None:
    file = archive(
        tmp_path,
        "papers on the sound of shock waves: interaction, and found again",
        "shock waves were found in interaction with letters and envelopes, by chance",
        "the envelope",
        *["the harbour council meets"] * 20,
    )
    assert found(run, file, "envelope shock sound waves interaction")[0] == 1


def test_an_answer_is_the_same_whatever_order_sets_have(tmp_path: Path) -> None:
    typed, inflected = "music awards winner", "musicals musical award winners awarded winner"
    file = archive(tmp_path, *[typed] * 4, *[inflected] * 24)
    said = set()
    for seed in range(6):
        ended = subprocess.run(
            [
                sys.executable,
                "-m",
                "newscli",
                "search",
                "music award winner",
                "--from",
                file,
                "--json",
            ],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        )
        said.add(ended.stdout)
    assert len(said) == 1
