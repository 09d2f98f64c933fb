"""The words of an index at their limits, how texts are kept, and what is done after a load."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from zlib import crc32

import pytest

from newscli.errors import BusyIndexError, DamagedIndexError, UnwritableIndexError, UsageError
from newscli.index import SCHEMA_VERSION, Index, of_files, vocabulary, writing
from newscli.index.orders import sortable
from newscli.index.paths import KEPT
from newscli.index.sought import Run
from newscli.index.stored import (
    LONGEST_WORD,
    bounded,
    deep_facts,
    engine_words,
    packed,
    text_of,
    unpacked,
)
from newscli.index.writing import LEAD, settle
from tests.test_index_documents import OTHER, Origin, index, put

__all__ = ["index"]
FERRY = Run(("ferry",))


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("bulk", [False, True])
def test_words_that_no_article_has_any_more_are_not_told(bulk: bool, index: Index) -> None:
    put(index, "/a", "ferry ferries cafés", "ferry tunnel", bulk=bulk)
    index.refresh_vocabulary()
    words = index.vocabulary
    assert words.inflections("ferry") == {"ferries": 1}
    assert words.counts(["ferry", "ferries"]) == {"ferry": 2, "ferries": 1}
    put(index, "/a", "ferry tunnel", origin=Origin("/a", OTHER, 6), bulk=bulk)
    index.refresh_vocabulary()
    assert words.inflections("ferry") == {}
    assert words.counts(["ferry", "ferries"]) == {"ferry": 1}
    assert words.beginning("ferr") == 1
    assert words.fitting("ferr*", 9) == ({"ferry": 1}, 1)
    assert words.spellings_fitting("*", 9) == words.spellings([], ["cafes"]) == {}


def test_of_words_and_spellings_the_commonest_come_first(index: Index) -> None:
    put(index, "/a", "fits e-mail u.s.", "fits fitted e-mail", "fits fitted fitting fit")
    words = index.vocabulary
    assert [*words.inflections("fit").items()] == [("fits", 3), ("fitted", 2), ("fitting", 1)]
    assert words.fitting("fit*", 2) == ({"fits": 3, "fitted": 2}, 4)
    assert words.spellings_fitting("*", 9) == {"e mail": 2, "u s": 1}
    assert words.spellings_fitting("*", 1) == {"e mail": 2}
    assert words.spellings(["us"], ["e mail"]) == {"us": {"u s": 1}, "email": {"e mail": 2}}
    assert words.sounding([]) == []


@pytest.mark.parametrize("length", [1_000, 1_001])
def test_a_pattern_has_a_thousand_letters_at_most(length: int, index: Index) -> None:
    put(index, "/a", "ferry u.s.")
    fits = length == 1_000
    assert index.vocabulary.fitting("ferry".ljust(length, "*"), 9) == (
        ({"ferry": 1}, 1) if fits else ({}, 0)
    )
    spelt = index.vocabulary.spellings_fitting("us".ljust(length, "*"), 9)
    assert spelt == ({"u s": 1} if fits else {})


def test_what_a_word_is_a_slip_for_is_remembered_until_something_is_written(index: Index) -> None:
    put(index, "/a", "ferry")
    words = index.vocabulary
    first = words.remembered
    first["fery"] = "ferry"
    assert words.remembered is first
    assert words.within("fery", 1) == {"ferry": 1}
    first |= dict.fromkeys(map(str, range(vocabulary.REMEMBERED - len(first))))
    assert words.remembered is first
    first["one"] = "more"
    assert words.remembered == {}
    words.remembered["fery"] = "ferry"
    put(index, "/b", "ferys")
    assert words.remembered == {}
    assert words.within("fery", 1) == {"ferry": 1, "ferys": 1}
    words.remembered["fery"] = "ferry"
    with closing(Index(index.path, str)) as other:
        put(other, "/c", "fery")
    assert words.remembered == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * LONGEST_WORD, "a" * LONGEST_WORD),
        ("b " + "a" * LONGEST_WORD, "b " + "a" * LONGEST_WORD),
        ("b " + "a" * (LONGEST_WORD + 1) + " c", "b c"),
        ("a" * (LONGEST_WORD + 1), ""),
        ("ab " * LONGEST_WORD, "ab " * LONGEST_WORD),
        ("", ""),
    ],
)
def test_endless_words_are_not_kept(text: str, kept: str) -> None:
    assert bounded(text) == kept
    assert engine_words(text) == kept.split()


def test_words_are_cut_where_the_engines_cut_them() -> None:
    assert engine_words("ab_c d'e \ue002oslo ka\u0301 7\x1f8") == [
        *("ab", "c", "d", "e", "\ue002oslo", "ka\u0301", "7", "8"),
    ]


# --- texts --------------------------------------------------------------------------------------


def test_a_text_is_packed_into_less_and_nothing_of_a_damaged_one_is_read() -> None:
    text = "The ferry left the harbour of Łódź. " * 50
    assert unpacked(packed(text)) == text
    assert len(packed(text)) < len(text) / 10
    assert unpacked(packed("")) == ""
    for damaged in (b"", b"text", packed(text)[:-1], packed(text)[:-4] + b"abcd"):
        assert unpacked(damaged) == ""
    assert (text_of(None), text_of(b"\xc3\xa9\xff")) == (None, "é\ufffd")
    assert (sortable(None), sortable("([“ Élan (x)")) == (None, "elan (x)")


def test_facts_that_stand_deep_in_an_article_are_its_texts_and_agencies() -> None:
    captions = [["x", "dpa", None], [None, None, None], ["y", "AP", None], ["z", "dpa", "2024"]]
    details = {"byline": "Ann Lee", "lines": [1, 2], "captions": captions, "credits": ["AFP"]}
    assert deep_facts(json.dumps(details)) == (("byline", "Ann Lee"), ("agency", "dpa, AP"))
    assert deep_facts(json.dumps(details | {"captions": captions[1:2]})) == (
        *(("byline", "Ann Lee"),),
    )
    assert deep_facts("{}") == ()


def test_an_opening_is_the_headline_and_sixty_words(index: Index) -> None:
    assert LEAD == 60
    put(index, "/a", " ".join(f"w{n}" for n in range(99)))  # and “It” before it in the body

    def led(words: str) -> bool:
        found = index.db.execute("SELECT 1 FROM leads WHERE leads MATCH ?", (words,)).fetchone()
        return found is not None

    assert led("headline : w98")
    assert (led("body : w58"), led("body : w59")) == (True, False)


# --- after a load -------------------------------------------------------------------------------


def log_of(index: Index) -> int:
    return os.path.getsize(f"{index.path}-wal")


def test_a_long_log_is_emptied_and_a_short_one_is_not(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(index, "/a", "ferry")
    size = log_of(index)
    monkeypatch.setattr(writing, "LARGE_LOG", size)
    settle(index)
    assert log_of(index) == size > 0
    monkeypatch.setattr(writing, "LARGE_LOG", size - 1)
    settle(index)
    assert log_of(index) == 0
    with closing(Index(None, str)) as memory:
        settle(memory)


def test_pages_that_are_free_are_given_back_unless_somebody_writes(index: Index) -> None:
    def pages() -> tuple[int, int]:
        ((free,), (every,)) = (
            index.db.execute(f"PRAGMA {kind}_count").fetchone() for kind in ("freelist", "page")
        )
        return free, every

    with index.transaction():
        index.set_state("much", "x" * 1_000_000)
    with index.transaction():
        index.set_state("much", "")
    free, every = pages()
    assert free > every / 2
    with closing(Index(index.path, str)) as other, other.transaction():
        settle(index)
        assert pages() == (free, every)
    settle(index)
    assert pages() == (0, every - free)


def test_how_documents_are_told_apart_is_kept_and_made_anew_where_it_is_damaged(
    index: Index,
) -> None:
    for place in ("tech", "sport"):
        for n in range(3):
            put(index, f"/news/{place}/00{n}.txt", f"{place}{n}")
    assert {one.source for one in index.summaries()} == {"tech", "sport"}
    index.refresh_naming()
    kept = index.state(KEPT)
    assert kept
    code, _, text = kept.partition(" ")
    assert int(code) == crc32(text.encode())
    assert json.loads(text)[0] is True
    assert index.paths.refresh() is None
    with index.transaction():
        index.set_state(KEPT, f"{int(code) + 1} {text}")
    assert index.paths.refresh() == kept
    with index.transaction():  # what is kept is gone by, and what was shown is shown anew
        other = json.dumps([False, []])
        index.set_state(KEPT, f"{crc32(other.encode())} {other}")
    assert index.paths.refresh() is None
    assert {one.source for one in index.summaries()} == {None}
    put(index, "/news/tech/9.txt", "more")
    assert index.state(KEPT) is None


# --- an index as a whole ------------------------------------------------------------------------


def test_what_the_vocabulary_says_and_no_posting_has_is_damage(index: Index) -> None:
    put(index, "/a", "ferry")
    index.expect(FERRY, match=True)
    index.expect(Run(("tunnel",)), match=False)
    for sought, match in ((FERRY, False), (Run(("tunnel",)), True)):
        with pytest.raises(DamagedIndexError, match="disagree"):
            index.expect(sought, match=match)
    index.set_state("vocabulary", "stale")
    index.expect(FERRY, match=False)


@pytest.mark.parametrize("version", [SCHEMA_VERSION - 1, SCHEMA_VERSION, SCHEMA_VERSION + 1])
def test_an_index_of_another_version_is_not_used(version: int, tmp_path: Path) -> None:
    with closing(Index(tmp_path / "a.db", str)) as first:
        first.db.execute(f"PRAGMA user_version = {version}")
    if version == SCHEMA_VERSION:
        Index(tmp_path / "a.db", str).close()
    else:
        with pytest.raises(UnwritableIndexError, match="another version"):
            Index(tmp_path / "a.db", str)


@pytest.fixture
def other(index: Index) -> Iterator[Index]:
    with closing(Index(index.path, str)) as other:
        yield other


def test_who_waits_gives_up_when_nobody_gets_on(index: Index, other: Index) -> None:
    other._patience(0.05)
    version = other.version
    with index.transaction(), pytest.raises(BusyIndexError), other.transaction():
        pass
    assert other.version == version
    with index.transaction():
        index.set_state("fruit", "apple")
        for _ in range(2):
            with pytest.raises(BusyIndexError), other.transaction(wait=False):
                pass
    assert other.version != version
    assert other.db.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    index.commit()  # of nothing, and takes nothing back
    index.rollback()
    with other.transaction():
        other.begin()  # which has begun
        other.set_state("fruit", "pear")
    assert index.state("fruit") == "pear"


def test_a_snapshot_sees_one_state(index: Index, other: Index) -> None:
    put(index, "/a", "ferry")
    with other.snapshot():
        assert other.count() == 1
        put(index, "/b", "tunnel")
        assert other.count() == 1
    assert other.count() == 2
    with suppress(ZeroDivisionError), other.snapshot():
        raise ZeroDivisionError
    assert not other.db.in_transaction


def test_what_only_documents_here_have_is_not_asked_of_an_engine(index: Index) -> None:
    assert of_files(index) is index
    with pytest.raises(UsageError, match="no documents"):
        of_files(object())  # type: ignore[arg-type]  # as of an engine, which has none
