"""Names in other transcriptions than the one that was typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.config import names
from newscli.search import sounds
from newscli.search.transcriptions import MOST_FORMS, romanisations, transcriptions
from newscli.text.skeletons import LEAST, skeletons
from tests.small import archive

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("gorbachev", "Gorbatschow"),
        ("qaddafi", "Kadhafi"),
        ("peking", "Beijing"),
        ("mao zedong", "Mao Tse-tung"),
        ("muhammad", "Mohammed"),
        ("yavlinsky", "Jawlinski"),  # no line of the table: by its sounds
        ("khodorkovsky", "Chodorkowski"),
        ("schirinowski", "Zhirinovsky"),
        ("tsikhanovitch", "Cichanovič"),  # of Belarus, as it writes Latin letters
        ("jivkovitch", "Živković"),
        ("szyszkin", "Shishkin"),
        ("jachaturian", "Khachaturian"),
        ("leucada", "Lefkada"),
        ("tsouchima", "Tusima"),
        ("wetchachiwa", "Vejjajiva"),
        ("suwannaphum", "Suvarnabhumi"),
        ("yizan", "Dschisan"),
        ("kasbarian", "Gasparian"),
        ("baschakschehir", "Başakşehir"),
        ("dschafari", "Ja'fari"),  # a joint inside
        ("hodeidah", "Hudaida"),  # by no system: it sounds so
        ("dschumblat", "Joumblatt"),
        ("kuecuek", "Kucuk"),
        ("serraj", "Sarradsch"),
        ("adetokunbo", "Antetokounmpo"),
        ("kouo-feng", "Kuofeng"),  # of the École française and Wade-Giles
        ("tschingkuo", "Jing-guo"),  # in German letters
        ("shuibian", "Schui-bian"),  # two systems in one name
        ("dschong-hui", "Chung-hee"),
        ("kalthum", "Kalsum"),
        ("naxçıvan", "Nakhchivan"),
        ("kantschana", "Kanjana"),
        ("araqchi", "Araghchi"),
        ("scserbinyin", "Shcherbinin"),  # Hungarian letters
        ("tjerkasov", "Cherkasov"),  # Swedish
        ("tserkasov", "Cherkasov"),  # Finnish
        ("dolhow", "Dolgov"),  # from Ukrainian or Belarusian
        ("cavit", "Javid"),
        ("ayudhya", "Ayutthaya"),
        ("bhumibol", "Phumiphon"),
        ("laxman", "Lakshman"),  # whose l is no zh
        ("bin", "Ben"),
    ],
)
def test_a_name_is_found_in_another_transcription_which_is_said(
    typed: str, printed: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(f"A Meeting\n\nYesterday {printed} met the crew of a ferry.\n")
    (tmp_path / "b.txt").write_text("Snow Falls\n\nSnow fell on the harbour for most of the day.\n")
    told = json.loads(run("search", typed, "--from", str(tmp_path), "--json")[1])
    assert [hit["article"]["headline"] for hit in told["hits"]] == ["A Meeting"]
    assert told["hits"][0]["tier"] == "repaired"
    assert printed.split("-")[0].split()[-1] in run("search", typed, "--from", str(tmp_path))[2]


def test_beside_a_name_in_another_transcription_a_known_word_may_be_one_too(
    run: Run, tmp_path: Path
) -> None:
    stories = (
        "One\nYesterday Jewgeni Petrow met the crew of a ferry.",
        "Two\nYesterday Yevgeny Bolshakov met the crew of a ferry.",
    )
    folder = archive(tmp_path / "a", *stories)
    told = json.loads(run("search", "jewgeni bolschakow", "--from", str(folder), "--json")[1])
    assert [hit["article"]["headline"] for hit in told["hits"]] == ["Two", "One"]
    told = json.loads(run("search", "jewgeni bolshakov", "--from", str(folder), "--json")[1])
    assert {hit["tier"] for hit in told["hits"]} == {"most"}  # both are words as typed


def test_a_known_name_is_found_in_other_transcriptions_as_well_as_for_a_slip(
    run: Run, tmp_path: Path
) -> None:
    slips = ["Three\nMassut came to town."] * 3
    stories = "One\nMassud came.", "Two\nMassoud came.", "Four\nMaud came.", *slips
    folder = archive(tmp_path / "a", *stories)
    told = json.loads(run("search", "Massud", "--from", str(folder), "--json")[1])
    found = [hit["article"]["headline"] for hit in told["hits"]]
    assert found == ["One", "Two", "Three", "Three", "Three"]


def test_a_name_that_fills_a_page_is_no_slip_where_a_filter_leaves_few(
    run: Run, tmp_path: Path
) -> None:
    def stated(place: str, name: str) -> str:
        text = f"Yesterday {name} met the crew of a ferry. It was cold."
        return json.dumps({"title": "A Meeting", "dateline": place, "text": text}) + "\n"

    few = stated("OSLO", "Petrosyan") + stated("OSLO", "Petrosjan")
    file = tmp_path / "a.jsonl"
    file.write_text(few, encoding="utf-8")
    shown = ("search", "Petrosyan", "--place", "oslo", "--json", "--from", str(tmp_path))
    assert len(json.loads(run(*shown)[1])["hits"]) == 2
    file.write_text(few + stated("ROME", "Petrosyan") * 20, encoding="utf-8")
    assert len(json.loads(run(*shown)[1])["hits"]) == 1


def test_what_only_sounds_like_a_name_stands_below_what_a_system_writes(
    run: Run, tmp_path: Path
) -> None:
    stories = "One\nTexan, Texan and Texan came.", "Two\nThe crew of a ferry met Thaksin at last."
    folder = archive(tmp_path / "a", *stories)
    told = json.loads(run("search", "--from", folder, "--json", "taksin")[1])
    assert told["hits"][0]["article"]["headline"] == "Two"


def test_a_name_that_the_archive_has_brings_its_other_transcriptions_below(
    run: Run, tmp_path: Path
) -> None:
    folder = archive(tmp_path / "a", "One\nYesterday Petrosjan met him.", "Two\nPetrosyan rose.")
    told = json.loads(run("search", "--from", folder, "--json", "Petrosyan")[1])
    assert [hit["article"]["headline"] for hit in told["hits"]] == ["Two", "One"]
    assert (told["hits"][0]["tier"], told["total"]) == ("exact", 1)


def test_a_word_that_the_archive_has_is_no_slip_for_a_function_word(
    run: Run, tmp_path: Path
) -> None:
    others = [f"Story {i}\nRain and snow fell on a harbour." for i in range(60)]
    folder = archive(tmp_path / "a", "Piece\nThe aid has come.", "Other\nA convoy left.", *others)
    out = run("search", "--from", folder, "--json", "--explain", "aid convoy")[1]
    assert '"and"' not in out
    assert '"Other"' in out


NAMES = st.text("abcdeghiknosxyz", max_size=9)


@given(NAMES, NAMES)
def test_what_sounds_differ_in_is_the_same_from_both_sides(one: str, other: str) -> None:
    here, there = [*sounds._sounds(one)], [*sounds._sounds(other)]
    assert sounds._price(here, there) == sounds._price(there, here)
    assert sounds._price(here, here) == 0


@given(NAMES)
def test_a_skeleton_has_each_consonant_that_is_priced(word: str) -> None:
    consonants = [kept for kept, _ in sounds._sounds(word) if kept]
    found = [skeleton.strip(".") for skeleton, _ in skeletons([word])]
    assert [*map(len, found)] == ([len(consonants)] if len(consonants) >= LEAST else [])


def test_the_typed_transcription_stands_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Peking Peking\n\nPeking, Peking and Peking once more.\n")
    (tmp_path / "b.txt").write_text("A Meeting\n\nThe crew of the ferry met in Beijing at last.\n")
    told = json.loads(run("search", "beijing", "--from", str(tmp_path), "--json")[1])
    assert [hit["tier"] for hit in told["hits"]] == ["exact", "repaired"]


def test_every_spelling_of_the_table_finds_all_others_and_forms_have_an_end() -> None:
    for spelt in transcriptions(("gaddafi",)):
        assert ("gaddafi",) in transcriptions(spelt)
    assert len(romanisations("schtschoukhovskij")) <= MOST_FORMS


def test_a_configured_name_is_found_in_each_of_its_spellings(run: Run, tmp_path: Path) -> None:
    folder = archive(tmp_path / "a", "Piece\nOld Ferrybridge slept.", "Other\nThe FB Port woke.")
    (tmp_path / "config.toml").write_text('[names]\n"Ferrybridge" = ["FB Port", "Fährbrück"]\n')
    configured = {"NEWSCLI_CONFIG": str(tmp_path / "config.toml")}
    names.cache_clear()
    try:
        for typed, tiers in {
            "ferrybridge": ["exact", "repaired"],
            "FB port": ["exact", "repaired"],
            "fährbrück": ["repaired", "repaired"],
        }.items():
            out = run("search", "--from", folder, "--json", typed, **configured)[1]
            assert [hit["tier"] for hit in json.loads(out)["hits"]] == tiers, typed
        assert "Ferrybridge, FB Port" in run("config", **configured)[1]
        (tmp_path / "config.toml").write_text("[names]\nFerrybridge = 5\n")
        code, _, err = run("search", "--from", folder, "ferry", **configured)
        assert (code, err.count("\n")) == (2, 1)
        assert "config.toml:2" in err or "names: a table is meant" in err
    finally:
        names.cache_clear()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Tseng Kuo-fan", "Zeng Guofan"),
        ("Zhang Zuolin", "Chang Tso-lin"),
        ("Lee Geon-hui", "Yi Kon-hui"),
        ("Pak Chong-hui", "Park Jeong-hui"),
        ("Cheung Kwok-keung", "Zhang Guoqiang"),  # Cantonese
        ("Zhou Xingwei", "Chow Sing-wai"),
        ("Gim Myeongsu", "Kim Myung-soo"),
        ("K'ang Yu-wei", "Kang Youwei"),
        ("Pa Chin", "Ba Jin"),
    ],
)
def test_names_are_found_in_other_romanisations_of_their_syllables(
    typed: str, printed: str, run: Run, tmp_path: Path
) -> None:
    others = "Zhang Ziyi", "Chang Apana", "Lee Soo-man", "Pak Se-ri", "Yi Wu", "Zeng Fan"
    stories = [f"Story {i}\nYesterday {name} came." for i, name in enumerate((*others, printed))]
    folder = archive(tmp_path / "a", *stories)
    told = json.loads(run("search", "--from", folder, "--json", typed)[1])
    assert told["hits"][0]["article"]["headline"] == f"Story {len(others)}"
    assert told["hits"][0]["tier"] == "repaired"


def test_a_surname_alone_is_no_other_one(run: Run, tmp_path: Path) -> None:
    folder = archive(
        tmp_path / "a", "Piece\nYesterday Lee came.", "Other\nYesterday Li and Yi did."
    )
    out = run("search", "--from", folder, "--json", "Lee")[1]
    assert [hit["article"]["headline"] for hit in json.loads(out)["hits"]] == ["Piece"]


@pytest.mark.parametrize("word", ["island", "genes", "grenade", "thorn", "sour", "ira", "usa"])
def test_a_word_is_no_place_because_some_language_calls_one_so(word: str) -> None:
    assert transcriptions((word,)) == []
