"""One word, however it is spelt: what a query in one spelling finds of the others."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscli.text.peculiar import peculiar
from newscli.text.signs import capitals, signs
from newscli.text.variants import variants
from tests.small import archive, record

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def found(run: Run, tmp_path: Path) -> Callable[..., list[tuple[int, str]]]:
    """Number and tier of each hit for a query among these bodies, the best first."""

    def found(query: str, *bodies: str) -> list[tuple[int, str]]:
        stories = [f"Story {'abcdefg'[i]}\n{body}" for i, body in enumerate(bodies)]
        folder = archive(tmp_path / str(len([*tmp_path.iterdir()])), *stories)
        told: dict[str, Any] = json.loads(run("search", "--from", folder, "--json", "--", query)[1])
        return [(hit["article"]["number"], hit["tier"]) for hit in told["hits"]]

    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("e-mail", "email"), ("J.P. Brand", "JP Brand"), ("covid-19", "covid19")),
        *(("10,000", "10000"), ("10.000", "10,000"), ("1’000’000", "1,000,000")),
        *(("Müller", "Mueller"), ("Bjørn", "Bjoern"), ("Bjørn", "Björn"), ("Åse", "Aase")),
        *(("co-operative", "cooperative"), ("A.B.C", "ABC"), ("AC/DC", "ACDC")),
        *(
            ("Łomża", "Lomza"),
            ("Соболёв", "Соболев"),
            ("17%", "17 per cent"),
            ("$5m", "5m dollars"),
        ),
    ],
)
def test_every_spelling_finds_all_of_them_and_stands_first_itself(
    one: str, other: str, found: Any
) -> None:
    bodies = f"There was {one} here.", f"There was {other} here.", "There was nothing here."
    for query, numbers in ((one, [1, 2]), (other, [2, 1])):
        hits = found(query, *bodies)
        assert sorted(hits) == [(1, "exact"), (2, "exact")]
        assert [number for number, _ in hits] == numbers


def test_a_beginning_of_few_letters_goes_on_in_words_alone(found: Any) -> None:
    bodies = "Ships of the U.K. came.", "A ukulele came.", "The letter U kindly came."
    assert {number for number, _ in found("uk*", *bodies)} == {1, 2}


def test_a_possessive_finds_the_name_alone(found: Any) -> None:
    bodies = "Zanor drove well.", "The car of Zanor's was shown.", "Nobody came."
    assert sorted(found("Zanor's", *bodies)) == [(1, "exact"), (2, "exact")]
    assert found("Zanor’s car", *bodies) == [(2, "exact"), (1, "some")]


def test_arabic_letters_fold(found: Any) -> None:
    assert found("احمد", "قال أحمد إن الوقت حان", "Nothing.") == [(1, "exact")]
    assert found("موسي", "قال موسى ذلك", "Nothing.") == [(1, "exact")]


def test_capitals_choose_between_a_name_and_a_function_word(found: Any) -> None:
    bodies = "The US army came.", "They told us of an army.", "The U.S. army came."
    assert found("US army", *bodies) == [(1, "exact"), (3, "exact"), (2, "some")]
    assert found("U.S. army", *bodies) == [(3, "exact"), (1, "exact"), (2, "some")]
    assert sorted(number for number, _ in found("us army", *bodies)) == [1, 2, 3]  # any army
    assert found("US", "They told us.", "Nothing.") == [(1, "exact")]


def test_the_written_form_alone_may_be_asked_for(found: Any) -> None:
    bodies = "An e-mail came.", "An email came.", "Two emails came."
    assert found("=email", *bodies) == [(2, "exact")]
    assert found("=e-mail", *bodies) == [(1, "exact")]


def test_phrases_exclusions_and_beginnings_know_the_spellings(found: Any) -> None:
    bodies = "The U.S. army came.", "The US army came.", "An army came to US soil.", "Co-op shop."
    assert sorted(n for n, _ in found('"US army"', *bodies)) == [1, 2]
    assert sorted(n for n, _ in found('"U.S. army"', *bodies)) == [1, 2]
    assert [n for n, _ in found("came -U.S.", *bodies)] == []
    assert [n for n, _ in found("coop*", *bodies)] == [4]
    assert [n for n, _ in found("c*p", *bodies)] == [4]


@pytest.mark.parametrize("query", ["2.5", "9/11", "2004-05"])
def test_figures_that_a_joint_parts_are_no_other_figure(query: str, found: Any) -> None:
    joined = "".join(c for c in query if c.isdigit())
    assert found(query, f"It was {joined}.", "Nothing.") == []


def test_all_that_another_spelling_matched_is_marked(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "Story\nThe U.S. sent an e-mail.")
    _, out, _ = run("search", "--from", folder, "--json", "US email")
    (hit,) = json.loads(out)["hits"]
    (text,) = hit["article"]["paragraphs"]
    assert [text[m["start"] : m["end"]] for m in hit["matches"]] == ["U.S", "e-mail"]
    assert {m["kind"] for m in hit["matches"]} == {"variant"}


def test_spellings_go_with_their_last_article(run: Run, tmp_path: Path) -> None:
    archive(tmp_path / "a", "Story\nAn e-mail came.", "Other\nNothing.")
    assert run("search", "--from", str(tmp_path / "a"), "email")[0] == 0
    archive(tmp_path / "a", "Story\nA letter came, at last.", "Other\nNothing.")
    assert run("search", "--from", str(tmp_path / "a"), "email")[0] == 1


def test_a_headline_in_capitals_has_no_capital_words() -> None:
    assert [*capitals("GIVE US MORE")] == []
    assert [start for start, *_ in capitals("Give US more")] == [5]
    assert [start for start, *_ in capitals("GIVE US MORE\nGive US more\nUS IT")] == [18]
    assert [*variants("1,2 and 3,4567")] == []


def test_a_run_of_a_million_letters_is_one_word_at_once() -> None:
    for letters in ("ab", "中", "ab_", "é"):
        assert not [*variants(letters * 500_000)]  # which would take hours, letter by letter
        assert not [*signs(letters * 500_000)]
    assert len([*signs("&." * 100_000)]) + len([*signs("1.2" * 100_000)]) < 1_000


@pytest.mark.parametrize(
    ("query", "body"),
    [
        *(("emial", "Her e-mail bounced."), ("cooprative", "The co-operative opened.")),
        *(("antiwra crowd", "An anti-war crowd."), ("Muelelr", "It was J. Müller.")),
    ],
)
def test_a_slip_finds_what_the_archive_spells_otherwise(query: str, body: str, found: Any) -> None:
    assert found(query, body, "There was nothing here.") == [(1, "repaired")]


def test_a_slip_two_letters_off_does_not(found: Any) -> None:
    assert found("iamel", "Her e-mail bounced.") == []


def test_a_phrase_holds_what_is_written_with_blanks(found: Any) -> None:
    bodies = (
        "Some 12,500 men left.",
        "Some 12500 men left.",
        "Some 12 500 men left.",
        "12 men, 500.",
    )
    assert sorted(found('"some 12 500 men"', *bodies)) == [(n, "exact") for n in (1, 2, 3)]
    bodies = "The J.P. Brand fund.", "The JP Brand fund.", "J. P. and a Brand."
    assert sorted(found('"the J. P. Brand"', *bodies)) == [(1, "exact"), (2, "exact")]
    bodies = "Brand & Sons shut.", "Brand and Sons shut.", "A brand and its sons."
    assert sorted(found('"Brand & Sons"', *bodies)) == [(1, "exact"), (2, "exact")]


def test_a_decade_is_one_of_its_century(found: Any) -> None:
    bodies = "Songs of the 1980s.", "Songs of the 1980's.", "Songs of the '80s.", "Songs of 1880s."
    for query in ("'80s", "’80s", "songs '80s"):
        assert sorted(found(query, *bodies))[:3] == [(n, "exact") for n in (1, 2, 3)]
        assert (4, "exact") not in found(query, *bodies)
    assert found("'20s", "The 2020s.", "The 1920s.") == [(1, "exact")]
    assert found("1980s", "A man in his 80s.", "Nothing.") == []


def test_a_decimal_is_one_with_its_thousands_parted_and_not(found: Any) -> None:
    bodies = "It cost 1,500.50 crowns.", "It cost 1500.50 crowns.", "1, 500 and 50 crowns."
    for query in ("1500.50", "1,500.50"):
        assert sorted(found(query, *bodies)) == [(1, "exact"), (2, "exact")]


def test_a_beginning_with_a_joint_finds_the_words_without(found: Any) -> None:
    bodies = "The co-operative opened.", "The cooperative shut.", "A company."
    for query in ("co-op*", "coop*"):
        assert sorted(found(query, *bodies)) == [(1, "exact"), (2, "exact")]


def test_facts_are_found_in_other_spellings(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", record("One\nA.", section="Labor"), record("Two\nB."))
    assert run("search", "--from", folder, "--count", "--", "section:labour")[1] == "1\n"


@pytest.mark.parametrize(
    ("query", "those"),
    [
        ('"fell 17%"', ["fell 17 percent", "fell 17%", "fell 17 per cent"]),
        ('"fell 17 percent"', ["fell 17 pct", "fell 17 percent", "fell 17 %"]),
        ('"paid 5 million dollars"', ["paid $5m", "paid $5 million", "paid 5 million dollars"]),
        ('"paid $2.5bn"', ["paid $2.5 billion", "paid 2.5bn dollars"]),
        ('"on May 3, 2001"', ["rain on 3 May 2001", "rain on 3rd May 2001", "rain on May 3, 2001"]),
        ("U.S. NEAR/1 fleet", ["U.S. fleet", "fleet of US"]),
        ("서울", ["서울에서", "서울은", "서울특별시"]),
        ("서울에서", ["서울", "서울을"]),
        ("g??gle", ["google", "gaggle"]),
    ],
)
def test_what_holds_signs_figures_or_particles_is_found_in_each_spelling(
    query: str, those: list[str], found: Any
) -> None:
    others = ["fell 17 points; 5% paid", "paid £5m, paid 5 million", "rain on 4 May 2001 and 3 May"]
    others += ["US of one two three fleet", "서울가", "ogle", "paid 2.5bn pounds"]
    hits = found(query, *those, *others[: 7 - len(those)])
    assert sorted(number for number, tier in hits if tier == "exact") == [*range(1, len(those) + 1)]


def test_a_sign_or_capitals_have_to_stand_with_the_words_of_their_phrase(
    run: Run, tmp_path: Path
) -> None:
    folder = archive(
        tmp_path / "a",
        "Acme\nProfit fell 17% on Monday.",
        "Beta\nProfit fell 17 per cent. It said 17 times so.",
        "Gamma\nThe index fell 17 points. Sales were up 17% there.",
        "Delta\nIn the US, stocks rose.",
        "Epsilon\nIt made us glad when stocks rose, and the US too.",
    )
    for typed, wanted in {
        '"fell 17%"': ["Acme", "Beta"],  # the typed spelling first
        '"fell 17"': ["Gamma", "Acme", "Beta"],
        "US NEAR/1 stocks": ["Delta"],
        '"US stocks"': ["Delta"],
        '"US glad"~2': [],
    }.items():
        out = run("search", "--from", folder, "--json", "--", typed)[1]
        told = json.loads(out) if out else {"hits": [], "total": 0}
        found = [hit["article"]["headline"] for hit in told["hits"]]
        if typed == '"fell 17"':
            assert {*found} == {*wanted}
        else:
            assert found == wanted, typed
        assert told["total"] == len(wanted)
        assert run("search", "--from", folder, "--count", "--", typed)[1] == f"{len(wanted)}\n"
    shown = run("search", "--from", folder, "--lines", '"fell 17%"')[1]
    assert "fell 17%" in shown
    assert "up 17%" not in shown


PIECES = [
    *"a B S s U.S. , . ' ’ 's - – 10 000 5 % £ $ ¥ & × + # ä Å é ० م 中 ß ½ am US IT _ ? /".split(),
    *(" ", "  ", "\n", "C++", ".NET", "R & D", "J. P.", "10 000", "o\u0308", "\u200c", "x" * 15),
]


def test_what_is_told_of_a_text_at_once_is_all_that_is_found_in_it_word_by_word() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    for _ in range(3_000):
        text = "".join(
            chance.choice(PIECES) + chance.choice(["", "", " "])
            for _ in range(chance.randint(1, 25))
        )
        marked = {word for found in (signs, capitals) for *_, word in found(text)}
        assert peculiar(text) == (marked, {*variants(text)}), text


def test_a_long_text_of_nothing_but_signs_is_gone_through_once() -> None:
    for letters in ("ab", "é.", "a,", "+1", "'b", "A "):
        assert len(peculiar(letters * 200_000)[1]) < 10
