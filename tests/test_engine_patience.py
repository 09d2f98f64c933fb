"""How long an engine is waited for, what is sent to it again, and what its answers come to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from newscli.errors import EngineError, UsageError
from newscli.index.opensearch import client
from newscli.index.opensearch.address import address
from newscli.index.opensearch.client import Client
from tests.test_engine import Engine

REJECTED = {"error": {"type": "rejected_execution_exception"}}
WAITS = [0.2, 0.4, 0.8, 1.6, 3.0, 3.0, 3.0]  # twice as long each time, and 12 s in all


@pytest.fixture
def engine() -> Iterator[Engine]:
    found = Engine()
    found.run()
    yield found
    found.stop()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, on a clock that only they move."""
    made: list[float] = []
    clock = SimpleNamespace(monotonic=lambda: sum(made), sleep=made.append)
    monkeypatch.setattr(client, "time", clock)
    monkeypatch.setattr(client, "random", SimpleNamespace(uniform=lambda least, most: most))
    return made


def test_a_host_is_waited_for_as_long_as_is_said() -> None:
    assert (client.CONNECT, client.ANSWER, client.PATIENCE) == (3.0, 30.0, 12.0)
    assert client.ENGINE < client.ANSWER  # so that the engine says itself that it has given up


def to(*engines: Engine | int, **environ: str) -> Client:
    hosts = ",".join(f"127.0.0.1:{one if isinstance(one, int) else one.port}" for one in engines)
    return Client(address(f"opensearch://{hosts}/news"), environ)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_tried_again_for_twelve_seconds(
    status: int, engine: Engine, waits: list[float]
) -> None:
    engine.answers = lambda path: (status, REJECTED)
    one = to(engine)
    with pytest.raises(EngineError):
        one.ask("GET", "/news")
    assert waits == pytest.approx(WAITS)
    assert len(engine.asked) == one.requests == len(WAITS) + 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 500, 501, 505])
def test_what_does_not_pass_is_not_tried_again(
    status: int, engine: Engine, waits: list[float]
) -> None:
    engine.answers = lambda path: (status, REJECTED)
    with pytest.raises(EngineError):
        to(engine).ask("GET", "/news")
    assert (len(engine.asked), waits) == (1, [])


def test_pauses_are_of_different_lengths_so_that_many_do_not_come_at_once(
    engine: Engine, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds: list[tuple[float, float]] = []
    shorter = SimpleNamespace(uniform=lambda *given: bounds.append(given) or 0.75)
    monkeypatch.setattr(client, "random", shorter)
    engine.answers = lambda path: (429 if len(engine.asked) < 3 else 200, {})
    assert to(engine).ask("GET", "/news") == {}
    assert waits == pytest.approx([0.15, 0.3])
    assert bounds == [(0.75, 1.0)] * 2


@pytest.mark.parametrize(
    ("after", "pause"),
    [("1", 1.0), ("0", 0.2), ("3", 3.0), ("60", 3.0), ("-1", 0.2), ("Sat, 30 Nov 2024", 0.2)],
)
def test_an_engine_may_ask_for_a_longer_pause_up_to_three_seconds(
    after: str, pause: float, engine: Engine, waits: list[float]
) -> None:
    engine.headers = {"Retry-After": after}
    engine.answers = lambda path: (429 if len(engine.asked) < 2 else 200, {})
    to(engine).ask("GET", "/news")
    assert waits == [pause]


def test_a_search_that_one_shard_was_too_busy_for_is_put_again(
    engine: Engine, waits: list[float]
) -> None:
    busy, whole = {"status": 429, **REJECTED}, {"status": 200, "hits": {"hits": []}}
    engine.answers = lambda path: (
        200,
        {"responses": [whole, busy if len(engine.asked) < 3 else whole]},
    )
    assert to(engine).searched([("news", {}), ("news", {})]) == [whole, whole]
    assert waits == [0.2, 0.4]
    engine.asked.clear()
    waits.clear()
    engine.answers = lambda path: (200, {"responses": [whole, busy]})
    with pytest.raises(EngineError, match="too busy"):
        to(engine).searched([("news", {}), ("news", {})])
    assert waits == pytest.approx(WAITS)


def test_of_many_writes_those_are_sent_again_that_it_was_too_busy_for(
    engine: Engine, waits: list[float]
) -> None:
    rounds = iter([[200, 429, 404, 429], [201, 429], [200]])

    def answers(path: str) -> tuple[int, object]:
        assert path == "/news/_bulk?timeout=20s"
        return 200, {"items": [{"index": {"status": status}} for status in next(rounds)]}

    engine.answers = answers
    to(engine).send("news", [[{"index": {"_id": f"{n}"}}, {"number": n}] for n in range(4)])
    sent = [[json.loads(line) for line in data.splitlines()][1::2] for data in engine.sent]
    numbers = [[one["number"] for one in some] for some in sent]
    assert numbers == [[0, 1, 2, 3], [1, 3], [3]]
    assert waits == [0.2, 0.4]
    to(engine).send("news", [])
    assert len(engine.sent) == 3  # nothing is not sent


def test_writes_that_it_is_always_too_busy_for_are_given_up_after_eight_times(
    engine: Engine, waits: list[float]
) -> None:
    engine.answers = lambda path: (200, {"items": [{"index": {"status": 429}}]})
    with pytest.raises(EngineError, match="too busy to be written to"):
        to(engine).send("news", [[{"delete": {"_id": "a"}}]])
    assert len(engine.asked) == 8
    assert waits == pytest.approx(WAITS)  # and none after the last


@pytest.mark.parametrize("status", [400, 403, 503])
def test_a_write_that_is_refused_is_told_and_not_sent_again(
    status: int, engine: Engine, waits: list[float]
) -> None:
    error = {"type": "mapper_parsing_exception", "reason": "no"}
    engine.answers = lambda path: (200, {"items": [{"index": {"status": status, "error": error}}]})
    with pytest.raises(EngineError, match="does not take this"):
        to(engine).send("news", [[{"delete": {"_id": "a"}}]])
    assert (len(engine.asked), waits) == (1, [])


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        *((200, {"a": 1}), (399, {"a": 1}), (200, {})),
        *((404, {"found": False}), (400, {"_shards": {"failed": 1}})),
    ],
)
def test_an_answer_is_what_was_asked_for_or_says_that_it_is_not_there(
    status: int, answer: Any, engine: Engine
) -> None:
    engine.answers = lambda path: (status, answer)
    assert to(engine).ask("GET", "/news") == answer


def test_no_text_at_all_is_an_answer_and_a_refusal_is_none(engine: Engine) -> None:
    engine.answers = lambda path: (200, b"")
    assert to(engine).ask("DELETE", "/news", {"a": None}) == {}
    assert (engine.methods, engine.sent) == (["DELETE"], [b'{"a": null}'])
    assert to(engine).ask("GET", "/news") == {}
    assert engine.sent[1] == b""
    engine.answers = lambda path: (400, {})
    with pytest.raises(EngineError, match=r"refused \(status 400\)"):
        to(engine).ask("GET", "/news")
    blocked = {"type": "cluster_block_exception", "reason": "[read-only-allow-delete]"}
    engine.answers = lambda path: (403, {"error": blocked})
    with pytest.raises(EngineError, match="disks are too full"):
        to(engine).ask("PUT", "/news")


def test_a_host_that_is_not_there_is_not_asked_again_and_again(engine: Engine) -> None:
    engine.answers = lambda path: (200, {})
    several = to(1, engine, 1)
    for requests in (2, 3, 4):
        several.ask("GET", "/news")
        assert several.requests == requests
    nobody = to(1, 1, 1)
    for requests in (3, 6):
        with pytest.raises(EngineError, match="nothing listens there"):
            nobody.ask("GET", "/news")
        assert nobody.requests == requests


@pytest.mark.parametrize("size", [1 << 10, (1 << 10) + 1])
def test_an_answer_of_the_greatest_length_is_read_and_a_longer_one_is_not(
    size: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LONGEST_ANSWER", 1 << 10)
    engine.answers = lambda path: (200, b"{" + b" " * (size - 2) + b"}")
    if size == 1 << 10:
        assert to(engine, engine).ask("GET", "/news") == {}
    else:
        with pytest.raises(EngineError, match="answers more than"):
            to(engine, engine).ask("GET", "/news")
        assert len(engine.asked) == 1  # another host would say as much


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        ({}, None),
        ({"NEWSCLI_ENGINE_USER": "a"}, "Basic YTo="),
        ({"NEWSCLI_ENGINE_PASSWORD": "b"}, "Basic OmI="),
        ({"NEWSCLI_ENGINE_USER": "a", "NEWSCLI_ENGINE_PASSWORD": "b"}, "Basic YTpi"),
    ],
)
def test_a_user_or_a_password_is_sent_and_never_in_the_clear(
    environ: dict[str, str], sent: str | None, engine: Engine
) -> None:
    to(engine, **environ).ask("GET", "/news")
    assert engine.credentials == [sent]
    elsewhere = address("opensearch://engine.example/news")
    if environ:
        with pytest.raises(UsageError, match="TLS alone"):
            Client(elsewhere, environ)
    else:
        Client(elsewhere, environ)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"_shards": {"failed": 0, "total": 3}, "timed_out": False}, None),
        ({}, None),
        ({"_shards": {"failed": 2, "total": 3}}, "2 of 3 shards did not answer"),
        ({"_shards": {"failed": 2}}, r"2 of \? shards did not answer"),
        ({"timed_out": True}, "gave up after 20s"),
        ({"error": {"type": "x", "reason": "y"}}, r"status 0\): x: y"),
        ({"error": {"type": "x", "reason": "y"}, "status": 400}, r"status 400\): x: y"),
    ],
)
def test_a_part_of_an_answer_is_none(answer: Any, said: str | None) -> None:
    if said is None:
        to(1).see_whole(answer)
    else:
        with pytest.raises(EngineError, match=said):
            to(1).see_whole(answer)


def test_all_hits_come_so_many_at_a_time_each_after_the_last(engine: Engine) -> None:
    every = [{"sort": [n]} for n in range(5)]

    def answers(path: str) -> tuple[int, object]:
        head, body = map(json.loads, engine.sent[-1].splitlines())
        assert head == {"allow_partial_search_results": False, "index": "news"}
        start = body.get("search_after", [-1])[0] + 1
        return 200, {"responses": [{"hits": {"hits": every[start : start + body["size"]]}}]}

    engine.answers = answers
    for size, requests in ((2, 3), (5, 2), (6, 1)):
        engine.asked.clear()
        assert [*to(engine).hits("news", {}, size)] == every
        assert len(engine.asked) == requests


VERIFY = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("[Errno 111] Connection refused", "nothing listens there"),
        ("Connection to a timed out. (connect timeout=3.0)", "no connection within 3 s"),
        ("Failed to resolve 'a'", "no such host"),
        ("[Errno -2] Name or service not known", "no such host"),
        ("[Errno 11001] getaddrinfo failed", "no such host"),
        ("Remote end closed connection without response", "the connection broke off"),
    ],
)
def test_why_nobody_was_reached_is_told_in_a_few_words(error: str, said: str) -> None:
    assert client._why(Exception(error)) == said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (f"{VERIFY}self-signed certificate (_ssl.c:1006)", "trusted: self-signed certificate; "),
        (f"({VERIFY}IP address mismatch) ", "trusted: IP address mismatch; "),
        ("hostname 'a' doesn't match 'b'", "trusted: hostname 'a' doesn't match 'b'; "),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1)", "it does not speak TLS"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(error: str, said: str) -> None:
    assert said in client._tls(Exception(error))
    assert ("NEWSCLI_ENGINE_CA" in client._tls(Exception(error))) == ("trusted" in said)
