"""An engine that refuses, stalls, answers in part or is none: one line, exit 2, no credentials."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newscli.cli import main
from newscli.index.opensearch import client
from newscli.index.opensearch.address import Address, address
from newscli.index.opensearch.queries import matching
from newscli.index.sought import All, Any, Run

CERTIFICATE = Path(__file__).parent / "elsewhere.pem"  # of another host, with its key
SECRET = "s3cr3t-of-ours"  # noqa: S105 - of a server in this test

Answer = tuple[int, object]
Answering = Callable[[str], Answer]


class Engine:
    """What listens in place of an engine."""

    def __init__(self) -> None:
        self.answers: Answering = lambda path: (200, {})
        self.asked: list[str] = []
        self.credentials: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.asked.append(self.path)
                outer.credentials.append(self.headers.get("Authorization"))
                status, body = outer.answers(self.path)
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_DELETE = do_POST

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def run(self) -> None:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

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
    assert "TLS alone" in told(capfd, "opensearch://engine.example/news")


@pytest.mark.parametrize(
    "name",
    [
        "opensearch://",
        "opensearch://h",
        "opensearch://h/Up",
        "opensearch://h:0/x",
        "opensearch://h/a/b",
        "opensearch://h/_x",
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
    pairs = Any(tuple(All((runs[i], runs[j])) for i, j in ((0, 1), (0, 2), (1, 2))))
    assert matching(pairs)["bool"]["minimum_should_match"] == 2
    assert len(matching(pairs)["bool"]["should"]) == 3
    assert matching(Any(tuple(runs))) != matching(All(tuple(runs)))


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
