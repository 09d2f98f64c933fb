"""What is guessed of an engine's archive before it is known, and what is asked together."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscli.errors import UsageError
from newscli.index.matching import Best, Selection
from newscli.index.opensearch import counting
from newscli.index.opensearch.address import address
from newscli.index.opensearch.asking import MOST, Asking, Wait
from newscli.index.opensearch.client import Client
from newscli.index.opensearch.store import Store
from newscli.index.sought import EVERY, All, Numbered, Run, Sought, Tagged, Without
from newscli.index.sought import Any as AnyOf
from tests.test_engine import Engine, engine

__all__ = ["engine"]
EVERYTHING = Selection()
SIZE = 1_000
COUNTS = {"half": 500, "some": 200, "tenth": 100, "more": 101, "one": 1, "none": 0, "all": 2_000}


class Words:
    """An engine that knows how many articles have each word, and nothing else."""

    def __init__(self, size: int = SIZE) -> None:
        self.size = size

    def answer(self, body: Any) -> dict[str, Any]:
        hits: list[Any] = []
        asked = [clause.get("terms", {}) for clause in _filters(body)]
        for word in [word for terms in asked for word in terms.get("word", ())]:
            hits += [{"sort": [COUNTS[word], word, word]}] if COUNTS.get(word) else []
        return {
            "hits": {"total": {"value": self.size}, "hits": hits},
            "aggregations": {"tokens": {"value": 9}, "documents": {"doc_count": 3}},
        }


def _filters(body: Any) -> list[Any]:
    found: list[Any] = body.get("query", {}).get("bool", {}).get("filter", [])
    return found


def bodies(data: bytes) -> list[Any]:
    return [*map(json.loads, data.splitlines()[1::2])]


def to(engine: Engine, size: int = SIZE) -> Store:
    """What an engine of so many articles holds, when that and its words are known."""
    words = Words(size)
    engine.answers = lambda path: (
        200,
        {"responses": [words.answer(body) for body in bodies(engine.sent[-1])]},
    )
    store = Store(Client(address(f"opensearch://127.0.0.1:{engine.port}/news"), {}))
    store.measure()
    store.vocabulary.counts(COUNTS)
    store.asking.fetch()
    store.asking.begin(hopes=True)
    engine.sent.clear()
    return store


def run(*words: str) -> Run:
    return Run(words)


@pytest.mark.parametrize(
    ("sought", "is_certain", "is_possible"),
    [
        *((run("more"), True, True), (run("tenth"), False, True), (run("one"), False, True)),
        *((run("none"), False, False), (run("unheard"), True, True)),
        *((run("half", "tenth"), False, True), (run("half", "unheard"), True, True)),
        (run("half", "none"), False, False),
        *((All((run("half"), run("some"))), False, True),),
        *((All((run("half"), run("half"))), True, True),),
        (All((run("half"), run("none"))), False, False),
        (All((run("all"), run("tenth"))), False, True),  # no more can have a word than there are
        *((AnyOf((run("one"), run("more"))), True, True),),
        *((AnyOf((run("one"), run("tenth"))), False, True),),
        (AnyOf((run("none"), run("tenth"))), False, True),
        *((Without(run("tenth"), run("half")), False, True),),
        *((Without(run("half"), run("none")), True, True),),
        (Numbered((1,)), True, True),
        (Run(("none",), "headline"), False, False),
        (Run(("tenth",), None, True), False, True),
    ],
)
def test_whether_anything_matches_is_guessed_by_how_common_the_words_are(
    sought: Sought, is_certain: bool, is_possible: bool, engine: Engine
) -> None:
    store = to(engine)
    for hopes, guess in ((False, is_certain), (True, is_possible)):
        store.asking.begin(hopes=hopes)
        assert store.matching.any(sought) == guess
    assert engine.sent == []


def test_of_no_articles_none_is_guessed_to_match(engine: Engine) -> None:
    store = to(engine, 0)
    store.asking.begin(hopes=True)
    assert not store.matching.any(Run(("none",), "headline"))


def test_what_was_guessed_is_asked_with_the_next_request_and_then_known(engine: Engine) -> None:
    store = to(engine)
    store.asking.begin(hopes=True)
    assert store.matching.count(run("half"), EVERYTHING) == 0
    assert store.matching.any(run("more"))
    assert store.asking.has_guessed
    store.asking.fetch()
    assert len(bodies(engine.sent[-1])) == 2
    store.asking.begin(hopes=False)
    assert store.matching.count(run("half"), EVERYTHING) == SIZE
    assert store.matching.any(run("more"))
    assert not store.asking.has_guessed
    store.asking.fetch()
    assert engine.sent[-1] == b""  # nothing is asked twice


def test_a_question_is_the_same_without_what_no_article_has(engine: Engine) -> None:
    store = to(engine)
    matching, store.asking.is_firm = store.matching, True
    matching.count(AnyOf((run("half"), run("none"))), EVERYTHING)
    assert len(engine.sent) == 1
    for same in (run("half"), AnyOf((run("none"), run("half"), run("tenth", "none")))):
        matching.count(same, EVERYTHING)
    assert len(engine.sent) == 1
    for other in (
        *(All((run("half"), run("none"))), run("some"), Run(("half",), "headline")),
        AnyOf((run("half"), Run(("none",), None, True))),  # which others begin with
    ):
        before = len(engine.sent)
        matching.count(other, EVERYTHING)
        assert len(engine.sent) == before + 1
    before = len(engine.sent)
    matching.count(run("half"), Selection(excluded=(run("one"),)))
    assert len(engine.sent) == before + 1
    assert not matching.any(AnyOf((run("none"), run("half", "none"))))
    assert len(engine.sent) == before + 1  # which is known


@pytest.mark.parametrize(
    ("wanted", "noted"),
    [(0, 3), (1, 1), (49, 1), (50, 2), (124, 2), (125, 2), (150, 2), (175, 3), (9_999, 3)],
)
def test_so_much_is_asked_ahead_as_will_be_enough_by_a_guess(
    wanted: int, noted: int, engine: Engine
) -> None:
    store = to(engine)  # of which 200, 700, 1,200 are likely to match, four times what is wanted
    asked = [run("some"), run("half"), Run(("half", "unheard"), "body")]
    store.matching.ahead([(one, 0) for one in asked], EVERYTHING, wanted)
    store.asking.fetch()
    assert len(bodies(engine.sent[-1])) == noted


def test_what_is_asked_ahead_is_counted_or_ranked_as_it_will_be_asked(engine: Engine) -> None:
    store, half, rest = to(engine), run("half"), Selection(excluded=(run("one"),))
    store.matching.ahead([(half, 0), (run("some"), 7)], rest, beside=[(run("tenth"), 0)])
    assert store.asking.is_firm
    store.asking.fetch()
    beside, counted, ranked = bodies(engine.sent[-1])
    assert [one["size"] for one in (beside, counted, ranked)] == [0, 0, 7]
    assert "must_not" not in json.dumps(beside)
    assert all("must_not" in json.dumps(one) for one in (counted, ranked))
    assert store.matching.count(half, rest) == SIZE
    assert store.matching.best(run("some"), rest, 7) == Best([])
    assert store.matching.count(run("some"), rest) == SIZE  # the best are told with their count
    assert store.matching.count(run("tenth"), EVERYTHING) == SIZE
    assert len(engine.sent) == 1


def test_nothing_is_asked_ahead_by_a_guess_before_the_first_request(engine: Engine) -> None:
    store = to(engine)
    store.asking.open()
    store.asking.begin(hopes=True)
    assert store.asking.guess()
    with pytest.raises(Wait):
        store.matching.ahead([(run("half"), 0)], EVERYTHING)
    store.asking.fetch()
    assert engine.sent == [b""]
    with pytest.raises(Wait):  # but after it, though the answer has to wait
        store.matching.ahead([(run("half"), 0)], EVERYTHING)
    store.asking.fetch()
    assert len(bodies(engine.sent[-1])) == 1


def test_lists_and_counts_of_all_articles_are_not_asked_for_after_a_guess(engine: Engine) -> None:
    store = to(engine)
    store.asking.begin(hopes=True)
    store.asking.guess()
    for ask in (
        lambda: store.matching.numbers(EVERY, EVERYTHING),
        lambda: [*store.matching.having([run("half")], [None])],
        lambda: store.counting.lengths(),
        lambda: [*store.known([1])],
    ):
        with pytest.raises(Wait):
            ask()
    assert engine.sent == []


@pytest.mark.parametrize("most", [SIZE - 1, SIZE])
def test_the_facts_of_too_many_articles_are_not_fetched(
    most: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", most)
    store = to(engine)
    if most < SIZE:
        with pytest.raises(UsageError, match="up to 999 articles"):
            store.counting.lengths()
        assert engine.sent == []
    else:
        assert [*store.counting.lengths()] == []
        assert engine.sent != []
        assert store.asking.is_firm  # what follows is not put again, as facts take long


@pytest.mark.parametrize("is_refining", [False, True])
def test_what_refines_an_answer_is_asked_in_the_fourth_request_or_not_at_all(
    is_refining: bool, engine: Engine
) -> None:
    store = to(engine)
    asking = store.asking
    asking.open()
    found = []
    for _ in range(6):
        asking.is_refining = is_refining
        found.append((asking.is_last, asking.is_spent))
        asking.fetch()
    neither, last, spent = (False, False), (True, False), (False, True)
    assert MOST == 4
    assert found == ([*[neither] * 3, last, spent, spent] if is_refining else [neither] * 6)
    asking.open()
    assert (asking.is_last, asking.is_spent) == neither


def test_what_is_spent_goes_by_what_is_known(engine: Engine) -> None:
    store = to(engine)
    asking = store.asking
    asking.is_firm = True
    while asking.fetched < MOST:
        asking.fetch()
    before = len(engine.sent)
    with store.matching.refining():
        assert asking.is_refining
        assert store.vocabulary.counts(["half", "unheard", "none"]) == {"half": 500}
        assert store.vocabulary.inflections("unheard") == {}
        assert store.matching.best(run("half"), EVERYTHING, 9) == Best([])
    assert not asking.is_refining
    assert len(engine.sent) == before
    assert store.vocabulary.counts(["unheard"]) == {}
    assert len(engine.sent) == before + 1


def test_until_an_engine_has_said_how_many_there_are_one_is_guessed(engine: Engine) -> None:
    store = Store(Client(address(f"opensearch://127.0.0.1:{engine.port}/news"), {}))
    store.asking.begin(hopes=True)
    assert (store.size, store.count(), store.counts()) == (1, 1, (1, 1))
    assert store.asking.has_guessed
    known = to(engine)
    assert (known.size, known.count(), known.counts()) == (SIZE, SIZE, (SIZE, 3))
    assert known.matching.extent() == (SIZE, 9.0)
    assert known.corpus() == (3, SIZE, "000003e8")
    assert not known.asking.has_guessed


def test_words_that_are_not_known_are_there_where_a_question_hopes(engine: Engine) -> None:
    store = to(engine)
    for hopes, counts in ((True, {"half": 500, "unheard": 1}), (False, {"half": 500})):
        store.asking.begin(hopes=hopes)
        assert store.vocabulary.counts(["half", "unheard", "none"]) == counts
        assert store.asking.has_guessed
    assert (store.vocabulary.known("none"), store.vocabulary.known("unheard")) == (0, None)
    assert engine.sent == []


def asked(engine: Engine) -> Asking:
    return Asking(Client(address(f"opensearch://127.0.0.1:{engine.port}/news"), {}))


def test_what_is_noted_is_asked_once_and_kept_under_its_name(engine: Engine) -> None:
    engine.answers = lambda path: (200, {"responses": [{"n": 5}] * engine.searches})
    asking = asked(engine)
    for name in "aba":
        asking.note(name, "words", lambda: {"size": 1}, lambda answer: answer["n"])
    assert [asking.is_new(name) for name in "abc"] == [False, False, True]
    assert asking.held("a", 0) == 0
    asking.fetch()
    assert len(bodies(engine.sent[-1])) == 2
    assert [asking.held(name, 0) for name in "abc"] == [5, 5, 0]
    asking.hold("c", 7)
    assert (asking.is_new("c"), asking.held("c", 0), asking.fetched) == (False, 7, 1)
    asking.begin(hopes=True)
    read = (lambda: {}), (lambda answer: answer["n"])
    assert (asking.known("c", 0, "words", *read), asking.has_guessed) == (7, False)
    assert (asking.known("d", 0, "words", *read), asking.has_guessed) == (0, True)
    asking.begin(hopes=True)
    assert not asking.has_guessed
    asking.is_firm = True
    assert (asking.known("d", 0, "words", *read), asking.has_guessed) == (5, False)
    assert len(engine.sent) == 2


def test_a_presumption_is_a_guess_that_is_told_from_others(engine: Engine) -> None:
    asking = asked(engine)
    asking.is_firm = True
    assert (asking.guess(), asking.has_guessed, asking.is_presumed) == (False, False, False)
    asking.presume()
    assert (asking.guess(), asking.has_guessed, asking.is_presumed) == (True, True, True)
    asking.begin(hopes=False)
    assert (asking.is_firm, asking.is_presumed, asking.has_guessed) == (False, False, False)
    assert not asking.hopes


def test_a_tag_is_asked_for_by_the_texts_that_have_it(engine: Engine) -> None:
    store = to(engine)
    store.said, store.asking.is_firm = {"sea": ["b", "a"]}, True
    store.matching.count(Tagged(("sea",)), EVERYTHING)
    (body,) = bodies(engine.sent[-1])
    assert body["query"] == {"bool": {"filter": [{"terms": {"content": ["a", "b"]}}]}}
