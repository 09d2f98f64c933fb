"""Queries and documents made at random, hostile ones among them; the same for the same seed."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

from tests.faults.hostile import PAYLOADS
from tests.faults.programs import ROOT, story

WORDS = ["harbour", "council", "kremln", "matter0003", "the", "café", "Łódź", "新聞", "ข่าว", "खबर"]
OPERATORS = [
    *('"', "'", "*", "-", "+", "^", ":", "(", ")", "{", "}", "[", "]", "=", "~", "\\", "/", ","),
    *("AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR/2", "headline:", "body:", "caption:", "rowid:"),
    *("postings:", "rank", "-headline:", '"" ', '"*', "* *", ";--", "' OR 1=1 --", "%", "?", "@"),
    *("\x00", "\udc80", "\ud800", "\U0010ffff", "\u202e", "\x1b[2J", "👩\u200d👧", "e\u0301" * 9),
    *("1", "0x1F", "9" * 30, "-1", "\n", "\t", "\u00a0", "\u3000", "a" * 300, "ß", "İ", "ﬁ"),
    *("since:2020", "source:", "agency:AP", "place:", "2020-01-01..", "=", "==", "=-x", "--", "-"),
]


def query(seed: int) -> str:
    """Something that a person, a program or an enemy may search for."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kind = seed % 4
    if kind == 0:
        return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(20)))
    if kind == 1:
        evil = [*PAYLOADS.values(), *OPERATORS]
        return chance.choice(["", " "]).join(chance.choices(evil, k=chance.randint(1, 5)))
    pieces = chance.choices([*WORDS, *OPERATORS], k=chance.randint(1, 12 if kind == 2 else 60))
    return chance.choice(["", " ", " "]).join(pieces)


def _samples() -> list[bytes]:
    """Documents of every kind, to be spoilt: those of the tests of formats, and the sample."""
    paths = sorted(
        path
        for folder in (ROOT / "tests" / "formats", ROOT / "seeds")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    )
    return [data for path in paths if 0 < len(data := path.read_bytes()) < 60_000]


SAMPLES = _samples()
TOKENS = [
    *(b"\n", b"\n\n", b"\r\n", b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[2J", b"\xe9"),
    *(b"{", b"}", b"[" * 40, b'"', b"\\", b"\\ud800", b"null", b"1e999", b'{"title":', b",", b"\t"),
    *(b"<", b">", b"<DOC>", b"</REUTERS>", b"<!--", b"]]>", b"&#x110000;", b"&lt;", b"<p>" * 20),
    *(b"---\n", b"# ", b"From: ", b"Subject: =?utf-8?q?", b"HEADLINE: ", b"1 of 2 DOCUMENTS"),
    *(b"----------\n", b"* " * 30, b"(AP) - ", b"\xe2\x80\xae", b"a" * 200, b" " * 200, b"(" * 200),
    *(b"title,text\n", b'"""', b";", b"|", b"2020-03-01", b"\x1a", b"\x0c", b"\xc2\x85", b"TT"),
]


def document(seed: int) -> bytes:
    """Something that may lie in a folder of documents."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kind = seed % 5
    if kind == 0:
        return chance.randbytes(chance.randrange(600))
    if kind == 1:
        return b"".join(chance.choices(TOKENS, k=chance.randint(1, 80)))
    data = bytearray(chance.choice(SAMPLES))
    if kind == 2:  # a sample with a few accidents
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(4)] = chance.choice(TOKENS)
    elif kind == 3:  # cut somewhere, or two grown together
        del data[chance.randrange(len(data)) :]
        if chance.random() < 0.5:
            other = chance.choice(SAMPLES)
            data += other[chance.randrange(len(other)) :]
    else:  # flipped bits
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if seed % 35 == 6:
        return gzip.compress(bytes(data), mtime=0)[: chance.randint(1, 1 << 16)]
    if seed % 35 == 13:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", bytes(data))
            archive.writestr("../../b.txt", story("Outside"))
        return packed.getvalue()[: chance.randint(1, 1 << 16)]
    return bytes(data)


def large(kind: str, size: int) -> bytes:
    """A document of about this many bytes, of a kind that has made programs slow."""
    line = "The council voted on Monday to close the old harbour to all large ships. "
    if kind == "articles":
        number, pieces, length = 0, [], 0
        while length < size:
            pieces.append(f"{story(f'Matter{number}')}\n\n\n")
            length += len(pieces[-1])
            number += 1
        return "".join(pieces).encode()
    if kind == "jsonl":
        record = json.dumps({"title": "Council Votes on Harbour", "text": line * 4}) + "\n"
        return (record * (size // len(record) + 1)).encode()
    if kind == "csv":
        row = f'"Council Votes on Harbour","2020-03-01","{line * 4}"\n'
        return ("title,date,text\n" + row * (size // len(row) + 1)).encode()
    if kind == "html":
        page = f"<p>{line * 3}</p>\n"
        return (
            f"<html><body><h1>Harbour</h1>{page * (size // len(page) + 1)}</body></html>".encode()
        )
    patterns = {
        "one line": line,
        "paragraphs": line * 4 + "\n\n",
        "hard-wrapped": line.strip() + "\n",
        "headlines": "Council Votes to Close Old Harbour\n\n",
        "captions": "Ships lie at anchor in Velm on March 1, 2020. (Ana Bo/AFP)\n\n",
        "blank lines": "\n",
        "spaces": " ",
        "rules": "-" * 60 + "\n",
        "parentheses": "(" * 70 + "\n",
        "capitals": "COUNCIL VOTES TO CLOSE OLD HARBOUR ",
        "dates": "March 1, 2020, 1 March 2020, 2020-03-01 ",
        "days": "Jan. 1, 2024 ",
        "commas": ",",
        "quotes": '"',
        "angles": "<",
        "braces": "{",
        "brackets": "[",
        "hashes": "#",
        "pipes": "| a | b |\n",
        "colons": "Subject: x: y\n",
        "reuters": "VELM (Reuters) - ",
        "by": "By Ana Bo, By Ana Bo and ",
        "euros": "€5",
        "plus signs": "a+",
        "syllables": "뉴스",
        "han": "市議會週一投票決定關閉舊港口。",
        "marks": "e\u0301\u0302\u0303",
        "tags": "<a><b><c>",
        "ampersands": "&amp;&#x20;&",
        "open tags": "<p class='",
        "docs": "<DOC>\n<TEXT>\nThe council voted.\n</TEXT>\n</DOC>\n",
        "front matter": "---\ntitle: x\n",
        "bad bytes": "",
        "press": "1 of 2 DOCUMENTS\n\nHEADLINE: x\n\nBODY:\nThe council voted.\n",
        "mail": "From: a@velm.example\nSubject: x\nDate: 1 Mar 2020 10:00:00 +0000\n\nText.\n\n",
        "feed": "<item><title>x</title><description>The council voted.</description></item>\n",
    }
    if kind == "bad bytes":
        return b"The caf\xe9 \x92 \x80\xff voted. " * (size // 22)
    unit = patterns[kind].encode()
    start = {"feed": b'<?xml version="1.0"?><rss version="2.0"><channel>\n', "mail": b""}.get(
        kind, b""
    )
    return start + unit * (size // len(unit) + 1)


KINDS = (
    *("articles", "jsonl", "csv", "html", "one line", "paragraphs", "hard-wrapped", "headlines"),
    *("captions", "blank lines", "spaces", "rules", "parentheses", "capitals", "dates", "commas"),
    *("quotes", "angles", "braces", "brackets", "hashes", "pipes", "colons", "reuters", "by"),
    *("marks", "tags", "ampersands", "open tags", "docs", "front matter", "bad bytes"),
    *("press", "mail", "feed", "han", "days", "euros", "plus signs", "syllables"),
)


def write_archive(folder: Path) -> Path:
    """Documents for queries to be answered from."""
    folder.mkdir(parents=True)
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(story(f"Matter{number:04}"), encoding="utf-8")
    (folder / "letters.txt").write_text(
        "Café in Łódź Reopens\n\nThe café was shut. 新聞報導 ข่าววันนี้ समाचार आज। e\u0301tude\n",
        encoding="utf-8",
    )
    return folder
