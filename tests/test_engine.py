"""An engine that refuses, stalls, answers in part or is none: one line, exit 2, no credentials."""

from __future__ import annotations

import copy
import gzip
import json
import os
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from newscli import open_archive
from newscli.archive.engine import EngineArchive
from newscli.cli import main
from newscli.errors import UsageError
from newscli.index import sought
from newscli.index.holdings import Holdings
from newscli.index.matching import Selection
from newscli.index.opensearch import client
from newscli.index.opensearch.address import Address, address
from newscli.index.opensearch.loading import roll_up
from newscli.index.opensearch.queries import matching
from newscli.index.opensearch.store import Store
from newscli.index.sought import All, Run, Tagged

CERTIFICATE = Path(__file__).parent / "elsewhere.pem"  # of another host, with its key
GZIP = b"\x1f\x8b"  # how what is compressed begins
SECRET = "s3cr3t-of-ours"  # noqa: S105 - of a server in this test

Answer = tuple[int, object]
Answering = Callable[[str], Answer]


class Engine:
    """What listens in place of an engine."""

    def __init__(self) -> None:
        self.answers: Answering = lambda path: (200, {})
        self.asked: list[str] = []
        self.methods: list[str] = []
        self.sent: list[bytes] = []
        self.searches = 0
        """How many the last request was made of."""
        self.credentials: list[str | None] = []
        self.headers: dict[str, str] = {}
        """What it answers beside the rest."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.searches = data.count(b"\n") // 2
                outer.asked.append(self.path)
                outer.methods.append(self.command)
                outer.sent.append(data)
                outer.credentials.append(self.headers.get("Authorization"))
                status, body = outer.answers(self.path)
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if data.startswith(GZIP):
                    self.send_header("Content-Encoding", "gzip")
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_DELETE = do_POST

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing of who hangs up: it goes to the same stream as what is tested."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def run(self) -> None:
        serve = self.server.serve_forever  # which looks so often whether it is to stop: seconds
        threading.Thread(target=serve, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(client, "PATIENCE", 1.0)
    monkeypatch.setattr(client, "ANSWER", 1.0)
    found = Engine()
    found.run()
    yield found
    found.stop()


def told(capfd: pytest.CaptureFixture[str], name: str, code: int = 2) -> str:
    """The one line that a list of this archive comes to."""
    assert main(["list", "--from", name]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert SECRET not in err
    return err


def test_of_an_answer_without_end_only_the_longest_is_read(
    engine: Engine, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LONGEST_ANSWER", 1 << 20)
    bomb = gzip.compress(b" " * (1 << 26))
    engine.answers = lambda path: (200, bomb)
    tracemalloc.start()
    try:
        said = told(capfd, f"opensearch://127.0.0.1:{engine.port}/news")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert said.endswith("it answers more than 1 MiB at once\n")
    assert peak < 1 << 24


def searched(**answer: object) -> Answering:
    return lambda path: (
        200,
        {"responses": [{"status": 200, **answer}]} if "msearch" in path else {"pit_id": "p"},
    )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (lambda path: (401, b"no"), "NEWSCLI_ENGINE_PASSWORD"),
        (lambda path: (403, {"error": {"type": "security_exception"}}), "NEWSCLI_ENGINE_PASSWORD"),
        (lambda path: (429, {"error": {"type": "rejected_execution_exception"}}), "too busy"),
        (lambda path: (503, {"error": {"type": "no_cluster_manager"}}), "cannot answer"),
        (lambda path: (404, {"error": {"type": "index_not_found_exception"}}), "no archive “news”"),
        (lambda path: (200, b"<html>welcome"), "no OpenSearch"),
        (lambda path: (302, b"<html>elsewhere"), "no OpenSearch"),
        (lambda path: (200, [1]), "no OpenSearch"),
        (searched(timed_out=True), "gave up"),
        (searched(_shards={"total": 3, "failed": 1}), "1 of 3 shards"),
        (searched(error={"type": "too_many_nested_clauses", "reason": "x"}), "fewer words"),
    ],
)
def test_what_an_engine_does_is_told_in_a_line(
    engine: Engine,
    answers: Answering,
    said: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWSCLI_ENGINE_USER", "desk")
    monkeypatch.setenv("NEWSCLI_ENGINE_PASSWORD", SECRET)
    engine.answers = answers
    assert said in told(capfd, f"opensearch://127.0.0.1:{engine.port}/news")
    assert engine.credentials[0] is not None


DETAILS = {"lines": [1, 2], "evidence": "whole-file", "byline": "Ann Lee", "topics": ["sea"]}
DETAILS |= {"captions": [["dpa", "dpa", None]], "parts": [[0, 1, 1]], "cut": ["a", "b", 0.5]}
WHOLE: Any = {  # an answer to whatever may be asked: one article, which is one word, too
    "status": 200,
    "hits": {
        "total": {"value": 1},
        "hits": [
            {
                "sort": [1, "ferry", "ferri"],
                "fields": {"number": [1]},
                "_source": {
                    **{"number": 1, "key": "ab", "document": "a.txt", "words": 2, "date": "2024"},
                    **{"word": "ferry", "articles": 1, "stem": "ferri", "counts": {"ferry": 1}},
                    "record": {
                        **{"headline": "Ferry", "derived": False, "publisher": "Post"},
                        **{"place": "Oslo", "source": "Post", "captions": "Ships", "body": "Off."},
                        **{"details": DETAILS, "format": "plain", "encoding": "utf-8"},
                    },
                },
            }
        ],
    },
    "aggregations": {
        **{"tokens": {"value": 2.0}, "documents": {"doc_count": 1}, "articles": {"value": 1}},
    },
}
QUESTIONS = (
    *(("list",), ("search", "ferry"), ("read", "1"), ("export", "--format", "jsonl")),
    *(
        ("list", "--columns", "agency,byline"),
        ("stats", "--by", "byline"),
        ("search", "headline:ferry"),
    ),
)
HOSTILE = (None, "\x1b]0;x\x07", [[]], 10**30, {"a": 1})


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all parts of a value."""
    if path:
        yield path
    parts = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, part in parts:
        yield from places(part, (*path, key))


def spoilt(path: tuple[Any, ...], value: Any) -> Any:
    """The whole answer with another value at a place; details as the text that they are."""
    answer = copy.deepcopy(WHOLE)
    node = answer
    for key in path[:-1]:
        node = node[key]
    if path:
        node[path[-1]] = value
    with suppress(LookupError, TypeError):
        record = answer["hits"]["hits"][0]["_source"]["record"]
        record["details"] = json.dumps(record["details"])
    return answer


@pytest.mark.parametrize("value", HOSTILE, ids=["none", "text", "lists", "number", "object"])
def test_an_answer_of_any_shape_is_shown_or_told_in_a_line(
    value: Any, engine: Engine, run: Callable[..., tuple[int, str, str]]
) -> None:
    address = f"opensearch://127.0.0.1:{engine.port}/news"
    answer = spoilt((), None)
    engine.answers = lambda path: (200, {"pit_id": "p", "responses": [answer] * engine.searches})
    for question in QUESTIONS:
        assert run(*question, "--from", address)[0] == 0, question
    for n, path in enumerate(places(WHOLE)):
        answer = spoilt(path, value)
        question = QUESTIONS[n % len(QUESTIONS)]
        code, out, err = run(*question, "--from", address)
        assert code in (0, 1, 2), (question, path, err)
        assert err.count("\n") <= 2, (question, path, err)
        assert not {"\x1b", "\x07"} & {*out, *err}, (question, path)


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"responses": 5}', b'{"responses": [null]}', b'{"pit_id": []}']
)
def test_an_answer_of_no_shape_is_told_in_a_line(
    data: bytes, engine: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    engine.answers = lambda path: (200, data)
    told(capfd, f"opensearch://127.0.0.1:{engine.port}/news")


def test_a_password_may_hold_any_letters(
    engine: Engine, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCLI_ENGINE_USER", "desk")
    monkeypatch.setenv("NEWSCLI_ENGINE_PASSWORD", "Łódź")
    engine.answers = lambda path: (401, b"no")
    told(capfd, f"opensearch://127.0.0.1:{engine.port}/news")
    assert engine.credentials == ["Basic " + b64encode("desk:Łódź".encode()).decode()]


def test_a_slow_engine_is_given_up(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    def slow(path: str) -> Answer:
        time.sleep(3)
        return 200, {}

    engine.answers = slow
    assert "no answer within" in told(capfd, f"opensearch://127.0.0.1:{engine.port}/news")
    assert len(engine.asked) == 1


def test_a_busy_engine_is_asked_again(engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    def busy_once(path: str) -> Answer:
        if len(engine.asked) < 3:
            return 429, {"error": {"type": "rejected_execution_exception"}}
        return 200, {"pit_id": "p", "responses": [{"status": 200, "hits": {"hits": []}}]}

    engine.answers = busy_once
    assert main(["list", "--from", f"opensearch://127.0.0.1:{engine.port}/news"]) == 0
    assert capfd.readouterr() == ("", "")


def test_another_host_is_asked_where_one_is_not_there(
    engine: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    engine.answers = lambda path: (
        200,
        {"pit_id": "p", "responses": [{"status": 200, "hits": {"hits": []}}]},
    )
    assert main(["list", "--from", f"opensearch://127.0.0.1:1,127.0.0.1:{engine.port}/news"]) == 0
    assert "nothing listens there" in told(capfd, "opensearch://127.0.0.1:1/news")


def test_of_hosts_that_do_not_answer_the_one_that_is_there_is_told(
    engine: Engine, capfd: pytest.CaptureFixture[str]
) -> None:
    def slow(path: str) -> Answer:
        time.sleep(3)
        return 200, {}

    engine.answers = slow
    for hosts in (f"127.0.0.1:{engine.port},127.0.0.1:1", f"127.0.0.1:1,127.0.0.1:{engine.port}"):
        err = told(capfd, f"opensearch://{hosts}/news")
        assert f":{engine.port}: no answer within" in err


NOTHING = {"total": {"value": 0}, "hits": []}


@pytest.mark.parametrize("is_first", [True, False])
def test_a_load_into_a_shard_that_is_lost_names_the_shard(
    is_first: bool, engine: Engine, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lost = {
        "type": "unavailable_shards_exception",
        "reason": "[news-articles][0] primary shard is not active Timeout: [20s], request: [x]",
    }

    def answers(path: str) -> Answer:
        if "_bulk" in path:
            return 200, {"items": [{"index": {"status": 503, "error": lost}}]}
        if "_msearch" in path:
            shards = {"total": 3, "failed": int(not is_first)}
            return 200, {"responses": [{"hits": NOTHING, "_shards": shards}]}
        return 200, {"found": False}

    engine.answers = answers
    (tmp_path / "a.txt").write_text("Ferry sunk\n\nIt went down.\n")
    address = f"opensearch://127.0.0.1:{engine.port},127.0.0.1:1/news"
    assert main(["index", "--to", address, str(tmp_path)]) == 2
    err = capfd.readouterr().err
    assert err.count("\n") == 1
    said = "[news-articles][0] primary shard is not active\n" if is_first else "1 of 3 shards"
    assert said in err
    assert f":{engine.port}:" in err


def test_what_is_loaded_after_a_clock_was_put_back_comes_last(
    engine: Engine, tmp_path: Path
) -> None:
    ahead = 253_370_764_800_000_001  # the year 9999, which no float tells from its neighbours
    hits = {"total": {"value": 0}, "hits": [{"_source": {"loaded": ahead}}]}

    def answers(path: str) -> Answer:
        return 200, {"responses": [{"hits": hits}]} if "_msearch" in path else {"found": False}

    engine.answers = answers
    (tmp_path / "a.txt").write_text("Ferry sunk\n\nIt went down.\n")
    main(["index", "--to", f"opensearch://127.0.0.1:{engine.port}/news", str(tmp_path)])
    articles = [json.loads(line) for data in engine.sent for line in data.split(b"\n") if line]
    assert [one["loaded"] for one in articles if "loaded" in one] == [ahead + 1]


def test_a_certificate_of_another_host_is_not_trusted_even_if_known(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    engine.server.socket = context.wrap_socket(engine.server.socket, server_side=True)
    engine.run()
    name = f"opensearchs://127.0.0.1:{engine.port}/news"
    assert "not to be trusted" in told(capfd, name)
    monkeypatch.setenv("NEWSCLI_ENGINE_CA", str(CERTIFICATE))
    assert "not to be trusted" in told(capfd, name)
    monkeypatch.setenv("NEWSCLI_ENGINE_CA", "/nowhere.pem")
    assert "NEWSCLI_ENGINE_CA is no file" in told(capfd, name)
    assert engine.asked == []
    engine.stop()


def test_credentials_are_neither_taken_from_addresses_nor_sent_in_the_clear(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "NEWSCLI_ENGINE_USER" in told(capfd, f"opensearch://me:{SECRET}@127.0.0.1/news")
    monkeypatch.setenv("NEWSCLI_ENGINE_PASSWORD", SECRET)
    for host in ("engine.example", "127.example", "127.0.0.1.example", "localhost,a", "10.0.0.1"):
        assert "TLS alone" in told(capfd, f"opensearch://{host}/news")
    for host in ("127.0.0.1:1", "[::1]:1", "localhost:1", "127.9.9.9:1,127.0.0.1:1"):
        assert "cannot be reached" in told(capfd, f"opensearch://{host}/news")


@pytest.mark.parametrize(
    "name",
    [
        "opensearch://",
        "opensearch://h",
        "opensearch://h/Up",
        "opensearch://h:0/x",
        "opensearch://h/a/b",
        "opensearch://h/_x",
        "opensearch://ａ.example/x",
        "opensearch://h:٩/x",
    ],
)
def test_what_is_no_address_is_refused(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert "opensearch://HOST:9200/NAME" in told(capfd, name)


def test_an_address_stands_alone_and_names_several_hosts(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--from", "opensearch://h/x", "--from", "seeds"]) == 2
    assert "stands alone" in capfd.readouterr().err
    found = address("opensearchs://a:1,[::1]/x")
    assert found == Address(True, (("a", 1), ("::1", 9200)), "x")


def test_all_ways_to_choose_so_many_words_are_one_clause() -> None:
    runs = [Run((word,)) for word in ("a", "b", "c")]
    pairs = sought.Any(tuple(All((runs[i], runs[j])) for i, j in ((0, 1), (0, 2), (1, 2))))
    assert matching(pairs)["bool"]["minimum_should_match"] == 2
    assert len(matching(pairs)["bool"]["should"]) == 3
    assert matching(sought.Any(tuple(runs))) != matching(All(tuple(runs)))


def test_an_engine_is_asked_for_the_texts_that_have_a_tag_and_not_for_too_many() -> None:
    said = {"sea": ["b", "a"], "ice": ["c"], "all": [str(n) for n in range(10_001)]}
    assert matching(Tagged(("sea", "ice", "x")), said) == {"terms": {"content": ["a", "b", "c"]}}
    with pytest.raises(UsageError, match="10,000"):
        matching(Tagged(("all",)), said)


def test_what_narrows_a_search_is_asked_with_the_words_of_what_was_found(engine: Engine) -> None:
    nothing = {"status": 200, "hits": {"hits": [], "total": {"value": 0}}}
    engine.answers = lambda path: (200, {"responses": [nothing] * engine.searches})
    store = Store(client.Client(address(f"opensearch://127.0.0.1:{engine.port}/news"), {}))
    matches, every = store.matching, Selection()
    pool, narrowed = Run(("ferry",)), Run(("bridge",))

    def ask() -> None:
        matches.ahead([(pool, 50)], every)
        matches.best(pool, every, 50)
        matches.ahead([(narrowed, 50)], every)
        matches.best(narrowed, every, 50)
        store.vocabulary.counts(["harbours"])
        if store.asking.is_firm:  # by guesses, others are looked up
            store.vocabulary.inflections("harbours")

    for hopes in (True, False):
        store.asking.begin(hopes=hopes)
        ask()
    first, second = (sent.split(b"\n")[1:-1:2] for sent in engine.sent)
    assert [b"ferry" in one for one in first] == [True]
    found = [next(w for w in (b"harbours", b"harbour", b"bridge") if w in one) for one in second]
    assert found == [b"harbours", b"harbour", b"bridge"]


def test_what_fills_a_page_is_asked_in_the_fourth_request_by_what_is_known_until_then(
    engine: Engine,
) -> None:
    sums = {"tokens": {"value": 9}, "documents": {"doc_count": 9}}
    nothing = {"hits": {"hits": [], "total": {"value": 0}}}
    article = {"hits": {"hits": [{"_source": {"number": 7}}], "total": {"value": 1}}}

    def answered(path: str) -> Answer:
        asked = [json.loads(head)["index"] for head in engine.sent[-1].splitlines()[::2]]
        found = [article if index == "news-articles" else nothing for index in asked]
        return 200, {"responses": [one | {"aggregations": sums} for one in found]}

    engine.answers = answered
    archive = open_archive([f"opensearch://127.0.0.1:{engine.port}/news"])
    assert isinstance(archive, EngineArchive)
    every, asked = Selection(), count()

    def question(held: Holdings) -> list[int]:
        held.matching.ahead([(Run(("ferry",)), 50)], every)
        held.matching.best(Run(("ferry",)), every, 50)
        with held.matching.refining():  # each word hangs on the one before
            for word in ("bridge", "tunnel", "harbour", "strike"):
                held.vocabulary.counts([word])
            return held.matching.best(Run((f"bell{next(asked)}",)), every, 100).numbers

    assert archive._asked(question) == [7]
    requests = [sent.split(b"\n")[1:-1:2] for sent in engine.sent]
    assert [b"ferry" in one[-1] for one in requests] == [True, False, False, False]
    assert [b"bell" in one[-1] for one in requests] == [False, False, False, True]


def test_to_count_all_words_an_engine_is_given_longer_than_for_a_search(engine: Engine) -> None:
    values: dict[str, object] = {"values": {"buckets": []}}
    nothing = {"status": 200, "hits": {"hits": []}, "aggregations": values}
    engine.answers = lambda path: (200, {"responses": [nothing] * engine.searches})
    one = client.Client(address(f"opensearch://127.0.0.1:{engine.port}/news"), {})
    roll_up(one)
    counting = [sent for sent in engine.sent if b"composite" in sent]
    assert len(counting) == 2
    assert all(b'"timeout": "620s"' in sent for sent in counting)
    one.searched([("news-articles", {})])
    assert b'"timeout": "20s"' in engine.sent[-1]


def test_no_command_over_files_imports_the_client(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom newscli.cli import main\n"
        "for argv in (['list'], ['search', 'kremln'], ['read', '1'], ['stats']): main(argv)\n"
        "names = ('urllib3', 'newscli.index.opensearch')\n"
        "found = [m for m in sys.modules if m.startswith(names)]\n"
        "sys.exit(bool(found))"
    )
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True)
    assert done.returncode == 0, done.stderr
