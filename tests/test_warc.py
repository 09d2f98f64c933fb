"""Web archives: pages by their addresses, whole, damaged and compressed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from newscli.cli import main
from newscli.process import BUG

PAGE = (
    "<html><head><title>Ferry stops in {0}</title></head><body><h1>Ferry stops in {0}</h1>"
    "<p>The last boat left the island on Monday, and the next one is due in April.</p>"
    "</body></html>"
)


def record(
    kind: str, at: str, block: bytes, of: str = "application/http; msgtype=response"
) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {at}\r\nContent-Type: {of}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(body: str, status: int = 200, of: str = "text/html", more: str = "") -> bytes:
    return f"HTTP/1.1 {status} X\r\nContent-Type: {of}\r\n{more}\r\n{body}".encode()


ARCHIVE = [
    record("warcinfo", "", b"software: a", "application/warc-fields"),
    record("request", "http://velm.example/1", b"GET / HTTP/1.1\r\n\r\n"),
    record("response", "http://velm.example/1", answer(PAGE.format("Velm"))),
    record("response", "http://velm.example/2", answer(PAGE.format("Oster"), 404)),
    record("response", "http://velm.example/3.png", answer("PNG", of="image/png")),
    record(
        "response",
        "http://velm.example/4",
        answer(f"{len(PAGE):x}\r\n{PAGE}\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n"),
    ),
    record(
        "conversion", "http://velm.example/5", b"Ferry stops\n\nThe boat left. It is gone.\n",
        "text/plain",
    ),
]  # fmt: skip


def exported(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["export", "--from", str(path), "--format", "jsonl"]) != BUG
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_pages_of_a_web_archive_are_documents_with_their_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, pack in (("a.warc", bytes), ("a.warc.gz", gzip.compress)):
        path = tmp_path / name
        path.write_bytes(b"".join(pack(one) for one in ARCHIVE))
        found = exported(path, capsys)
        assert [one["url"] for one in found] == [f"http://velm.example/{n}" for n in (1, 4, 5)]
        assert [one["headline"] for one in found][:2] == [
            "Ferry stops in Velm",
            "Ferry stops in {0}",
        ]


def test_of_a_damaged_web_archive_what_comes_before_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = b"".join(ARCHIVE)
    path = tmp_path / "a.warc"
    for rest in (b"no record\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", ARCHIVE[2][:200]):
        path.write_bytes(whole + rest)
        assert len(exported(path, capsys)) >= 3
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        exported(path, capsys)


def test_an_address_that_ends_its_comment_adds_nothing_to_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.warc"
    at = "http://velm.example/--><p>Nobody wrote that ships sail again.</p><!--"
    path.write_bytes(record("response", at, answer(PAGE.format("Velm"))))
    (found,) = exported(path, capsys)
    said = "The last boat left the island on Monday, and the next one is due in April."
    assert (found["paragraphs"], found["other"]) == ([said], [])
