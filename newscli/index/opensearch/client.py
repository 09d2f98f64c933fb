"""Speaking to an engine: one request at a time, with patience where that helps and none elsewhere.

urllib3 rather than the engine's own client: that takes 105 ms to import where this takes 52, and
what it adds (names of requests, pools of nodes that it asks the cluster for) is not needed here.
No proxy of the environment is used, and no redirection followed.
"""

from __future__ import annotations

import json
import random
import ssl
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

import urllib3

from newscli.errors import EngineError, UsageError
from newscli.index.opensearch.address import Address

CONNECT = 3.0  # seconds until a host is taken for one that is not there
ANSWER = 30.0  # seconds that an answer may take; the engine is told to give up before
ENGINE = 20.0
COUNTING = 600.0  # seconds more for what goes through all articles: a million took over 20 at times
PATIENCE = 12.0  # seconds in which what may pass is tried again: an election takes three to ten
FIRST_PAUSE = 0.2  # seconds; the next is twice as long
LONGEST_PAUSE = 3.0
LONGEST_ANSWER = 1 << 29  # bytes

TRIES = 8  # at what it was too busy to take
TOO_BUSY = 429
BUSY = (TOO_BUSY, 502, 503, 504)
DENIED = (401, 403)

Json = Any
"""What JSON holds: its shape is the engine's."""


class Client:
    """A connection to the hosts of an address."""

    def __init__(self, address: Address, environ: Mapping[str, str]) -> None:
        """`environ` has the credentials.  Raises `UsageError` for those that would be overheard."""
        self.address = address
        self.requests = 0
        """How many there have been, for tests to count."""
        user = environ.get("NEWSCLI_ENGINE_USER", "")
        password = environ.get("NEWSCLI_ENGINE_PASSWORD", "")
        if (user or password) and not (address.is_secure or address.is_local):
            raise UsageError("a password is sent over TLS alone: write opensearchs://…")
        self._headers = {"Content-Type": "application/json"}
        if user or password:
            given = b64encode(f"{user}:{password}".encode("utf-8", "surrogateescape"))  # RFC 7617
            self._headers["Authorization"] = f"Basic {given.decode()}"
        self._pools = [
            self._pool(host, port, environ.get("NEWSCLI_ENGINE_CA")) for host, port in address.hosts
        ]
        self._at = 0
        self._longer = 0.0  # seconds beyond the usual that an answer may take

    def _pool(self, host: str, port: int, authority: str | None) -> urllib3.HTTPConnectionPool:
        if not self.address.is_secure:
            return urllib3.HTTPConnectionPool(host, port, retries=False)
        try:
            context = ssl.create_default_context(cafile=authority)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"NEWSCLI_ENGINE_CA is no file of certificates: {error}") from error
        return urllib3.HTTPSConnectionPool(host, port, retries=False, ssl_context=context)

    def close(self) -> None:
        """Let go of the connections."""
        for pool in self._pools:
            pool.close()

    @contextmanager
    def patient(self) -> Iterator[None]:
        """Within the block, searches may go through all articles."""
        self._longer = COUNTING
        try:
            yield
        finally:
            self._longer = 0.0

    @contextmanager
    def understood(self) -> Iterator[None]:
        """Within the block, answers that are not what was asked for raise `EngineError`."""
        try:
            yield
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise EngineError(
                self.address.host(self._at), f"it answers what no archive would: {error!r}"
            ) from error

    def ask(self, method: str, path: str, body: Json = None) -> Json:
        """What the engine answers, as JSON.  Raises `EngineError`."""
        data = None if body is None else json.dumps(body).encode()
        return self._asked(method, path, data)

    def lines(self, path: str, lines: Iterable[Json]) -> Json:
        """The same for a body of several values, a line each (`_msearch`, `_bulk`)."""
        written = [json.dumps(line, ensure_ascii=False) for line in lines]
        data = "\n".join([*written, ""]).encode("utf-8", "surrogatepass")
        return self._asked("POST", path, data)

    def _asked(self, method: str, path: str, data: bytes | None) -> Json:
        """Every request may be sent twice without harm: what is written has a key."""
        end = time.monotonic() + PATIENCE
        pauses = _pauses()
        unreached: list[EngineError] = []
        while True:
            try:
                status, answer, wait = self._sent(method, path, data)
            except EngineError as error:
                unreached.append(error)
                self._at = (self._at + 1) % len(self._pools)
                if error.is_final:
                    raise
                if len(unreached) >= len(self._pools):
                    # One that is there and does not answer tells more than one that is not.
                    raise min(unreached, key=lambda one: not one.is_there) from None
                continue
            if status not in BUSY or time.monotonic() + (pause := next(pauses)) > end:
                return self._checked(status, answer)
            time.sleep(max(pause, wait) * random.uniform(0.75, 1.0))  # noqa: S311 - no secret

    def _sent(self, method: str, path: str, data: bytes | None) -> tuple[int, bytes, float]:
        """Status, body, and the seconds to wait that it asks for.  Raises `EngineError`."""
        host, longest = self.address.host(self._at), ANSWER + self._longer
        self.requests += 1
        try:
            answer = self._pools[self._at].request(
                method,
                path,
                body=data,
                headers=self._headers,
                redirect=False,
                timeout=urllib3.Timeout(connect=CONNECT, read=longest),
                preload_content=False,
            )
            content = answer.read(LONGEST_ANSWER + 1)
            answer.release_conn()
        except urllib3.exceptions.SSLError as error:
            raise EngineError(host, _tls(error), is_final=True) from error
        except (urllib3.exceptions.ReadTimeoutError, TimeoutError) as error:
            raise EngineError(host, f"no answer within {longest:.0f} s", is_there=True) from error
        except urllib3.exceptions.HTTPError as error:
            raise EngineError(host, f"cannot be reached: {_why(error)}") from error
        if len(content) > LONGEST_ANSWER:
            too_long = f"it answers more than {LONGEST_ANSWER >> 20} MiB at once"
            raise EngineError(host, too_long, is_final=True)
        after = answer.headers.get("Retry-After", "")
        wait = min(float(after), LONGEST_PAUSE) if after.isdecimal() else 0.0
        return answer.status, content, wait

    def _checked(self, status: int, answer: bytes) -> Json:
        host = self.address.host(self._at)
        if status in DENIED and b"_block_exception" not in answer:
            raise EngineError(
                host,
                "it does not let this user in: NEWSCLI_ENGINE_USER and NEWSCLI_ENGINE_PASSWORD "
                "say who asks",
            )
        try:
            found = json.loads(answer) if answer else {}
        except (ValueError, RecursionError) as error:
            raise EngineError(host, f"it is no OpenSearch: status {status}, no JSON") from error
        if not isinstance(found, dict):
            raise EngineError(host, f"it is no OpenSearch: status {status}")
        if status >= 400 and not ("found" in found or "_shards" in found):
            raise EngineError(host, reason_of(found, status, self.address.name))
        return found

    def _given_up(self) -> str:
        """When the engine is to give up, as it writes that."""
        return f"{ENGINE + self._longer:.0f}s"

    def searched(self, searches: list[tuple[str | None, Json]]) -> list[Json]:
        """The answers to several searches, each an index (None with a point in time) and a body,
        in one request.

        Raises `EngineError` for an answer that is only a part.
        """
        lines: list[Json] = []
        for index, body in searches:
            header = {"allow_partial_search_results": False}
            told = {"timeout": self._given_up()}
            lines += [header | ({"index": index} if index else {}), told | body]
        end = time.monotonic() + PATIENCE
        for pause in _pauses():
            answers = self.lines("/_msearch", lines).get("responses", [])
            busy = any(one.get("status") in BUSY for one in answers)
            if not busy or time.monotonic() + pause > end:
                break
            time.sleep(pause)
        for one in answers:
            self.see_whole(one)
        return list(answers)

    def hits(self, index: str | None, body: Json, size: int) -> Iterator[Json]:
        """All hits of a search in an order, so many in a request.  Raises `EngineError`."""
        after: Json = {}
        while True:
            (answer,) = self.searched([(index, body | {"size": size} | after)])
            found = answer["hits"]["hits"]
            yield from found
            if len(found) < size:
                return
            after = {"search_after": found[-1]["sort"]}

    def send(self, index: str, actions: list[list[Json]]) -> None:
        """Have all of these writes done, each a line or two of `_bulk`; what the engine is too busy
        for is sent again.  Raises `EngineError` for one that it does not take."""
        pauses = islice(_pauses(), TRIES - 1)
        # As long as it waits for a shard: an election is over by then.
        path = f"/{index}/_bulk?timeout={ENGINE:.0f}s"
        while actions:
            answer = self.lines(path, [line for one in actions for line in one])
            self.see_whole(answer)
            results = [next(iter(item.values())) for item in answer["items"]]
            for result in results:
                if result["status"] >= 400 and result["status"] not in (404, TOO_BUSY):
                    raise EngineError(
                        self.address.host(self._at),
                        f"it does not take this: {reason_of(result, result['status'], index)}",
                    )
            busy = [result["status"] == TOO_BUSY for result in results]
            actions = [one for one, again in zip(actions, busy, strict=True) if again]
            if actions:
                if (pause := next(pauses, None)) is None:
                    host = self.address.host(self._at)
                    raise EngineError(host, "it is too busy to be written to; later")
                time.sleep(pause)

    def see_whole(self, answer: Json) -> None:
        """Raise `EngineError` unless this is a whole answer."""
        host, shards = self.address.host(self._at), answer.get("_shards", {})
        if "error" in answer:
            raise EngineError(host, reason_of(answer, answer.get("status", 0), self.address.name))
        if answer.get("timed_out"):
            raise EngineError(host, f"it gave up after {self._given_up()}: ask for less, or later")
        if shards.get("failed"):
            lost = f"{shards['failed']} of {shards.get('total', '?')} shards did not answer"
            raise EngineError(host, f"{lost}, so that the answer would be a part of it")


def _pauses() -> Iterator[float]:
    """Seconds between one try and the next."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE)


def reason_of(answer: Json, status: int, name: str) -> str:
    """What went wrong, in words of the engine where there are none of ours."""
    error = answer.get("error", {})
    if not isinstance(error, dict):
        return f"it refused (status {status}): {error}"
    roots = error.get("root_cause") or [error]
    kind, reason = roots[0].get("type") or error.get("type", ""), roots[0].get("reason") or ""
    cause = error.get("caused_by") or {}
    deeper = f"{reason} {cause.get('reason', '')} {cause.get('type', '')}"
    if kind == "index_not_found_exception":
        return f"it holds no archive “{name}”: newscli index --to ADDRESS PATH makes one"
    if "read-only-allow-delete" in deeper or kind == "index_create_block_exception":
        return "its disks are too full to take more articles: what is there can be searched"
    if "too_many" in f"{kind} {deeper}" and "clauses" in f"{kind} {deeper}":
        return "the query comes to more forms of words than the engine takes: ask for fewer words"
    if kind == "unavailable_shards_exception":  # told of what is written
        return f"a shard of it is lost: {reason.partition(' Timeout')[0]}"
    if "shard" in kind or "shard" in str(error.get("type")) or status == 503:
        return (
            "some of its shards cannot answer, so that the answer would be a part of it: "
            f"{reason or error.get('reason') or error.get('type')}"
        )
    if status == 429 or "rejected" in kind or "circuit" in kind:
        return f"it is too busy: {reason or kind}; later, perhaps"
    return f"it refused (status {status}): {kind}: {reason}"


def _tls(error: Exception) -> str:
    said = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in said or "doesn't match" in said:
        why = said[said.rfind("failed:") + 7 :].strip(" )") if "failed:" in said else said
        return (
            f"its certificate is not to be trusted: {why.split(' (_ssl')[0].strip()}; "
            "NEWSCLI_ENGINE_CA names the file of whom to trust"
        )
    return "it does not speak TLS as it should: opensearch:// is without"


def _why(error: Exception) -> str:
    said = str(error)
    if "refused" in said:
        return "nothing listens there"
    if "timed out" in said:
        return f"no connection within {CONNECT:.0f} s"
    if "resolve" in said or "Name or service" in said or "getaddrinfo" in said:
        return "no such host"
    return "the connection broke off"
