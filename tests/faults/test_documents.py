"""Whatever lies among the documents: the others are read, and it is told what it is."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newscli import formats
from newscli.archive import Archive
from newscli.errors import DocumentError
from newscli.records import Article
from newscli.text import Document
from tests.faults.fuzz import document, large
from tests.faults.programs import (
    PATIENCE,
    PROGRAM,
    ROOT,
    folder_of,
    newscli,
    started,
    story,
    without_power,
)

Run = Callable[..., tuple[int, str, str]]


def loaded(data: bytes) -> tuple[Document, list[Article]] | None:
    """A document and its articles; None when it is refused."""
    try:
        read = Document("any", io.BytesIO(data))
        return read, list(formats.articles(read))
    except DocumentError:
        return None


def see_lines(articles: list[Article], data: bytes) -> None:
    """Each line of a document is in one part of one article, and its texts are one line each."""
    lines = sum(1 for _ in Document("any", io.BytesIO(data)).lines())
    taken = [0]
    for article in articles:
        own = [
            line for part in article.parts for line in range(part.first_line, part.last_line + 1)
        ]
        may_share = article.source.format in ("json", "feed", "html", "newsroom", "sql")
        shared_line = may_share and own[:1] == taken[-1:]
        taken += own[shared_line:]
    assert taken == list(range(lines + 1))
    for article in articles:
        json.dumps(article.headline, ensure_ascii=False).encode()
        facts = (article.byline, article.place, article.publisher, article.section)
        said = (article.headline, *article.paragraphs, *article.other, *article.credits)
        assert not any("\n" in text for text in (*said, *filter(None, facts)))


def check(seed: int) -> bool:
    """A document at random is refused, or read such that each of its lines is in one part."""
    if (found := loaded(document(seed))) is None:
        return False
    _, articles = found
    see_lines(articles, document(seed))
    return bool(articles)


def test_any_bytes_are_refused_or_read_with_every_line_in_one_part() -> None:
    assert sum(map(check, range(1_200))) > 400


FOUND_BY_FUZZING = [
    ("wire", b"\x02^<\n^ <\nText follows here.\n\x03"),
    ("text", b"\x1b$\xc9\xe2\x80\x1a>>{"),
    ("mail", "From: a@velm.example\nSubject: =?ÿutf-8?q?Velm?=\n\nShips left.\n".encode()),
    (
        "newsroom",
        b"<mediawiki><page><title>Ferry sails</title><ns>0</ns><revision><text>"
        b"{{date|August 9,\n2019}}\nA ferry left.</text></revision></page></mediawiki>",
    ),
    (
        "newsroom",
        b'<velm><section name="The\nharbour"><story><title>Ferry sails</title><text>A ferry left '
        b"on Monday.</text></story>\n<story><title>Ferry stays</title><text>It came back late "
        b"in the evening.</text></story></section></velm>\n",
    ),
    ("tagged", b"TY  - NEWS\nAU  - Bo\n  of Velm\nAU  - Ko\n  of Lund\nER  - \n"),
    (
        "html",
        b"%0 News\n%T Ferry sails\n%A Bo Lund\n%0 News\n%T Waves\n"
        b'<meta name="description" content="News of Velm">',
    ),
    ("sql", b"INSERT INTO newsVALUES('Ferry sails',\n'A ferry left.')\n"),
    ("yaml", b'{"title": Ferry sails, "text": A ferry left.}\n'),
    ("yaml", b'"title": Ferry sails\n"text": A ferry left.\n'),
]
"""Documents that broke a reader once: `tests.faults.guided` finds such."""


@pytest.mark.parametrize(("name", "data"), FOUND_BY_FUZZING)
def test_what_broke_a_reader_once_is_read_or_refused(name: str, data: bytes) -> None:
    see_lines([*formats.articles(Document("any", io.BytesIO(data)), name)], data)


def test_any_bytes_can_be_loaded_listed_read_and_exported(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for seed in range(300):
        (folder / f"{seed:03}.txt").write_bytes(document(seed))
    for words in (("list",), ("search", "the"), ("export",), ("list", "--json"), ("check",)):
        for width in (None, 80):
            code, out, err = run(*words, "--from", str(folder), width=width)
            assert code in (1, 2), err
            assert out
            assert "bug" not in err
            assert all(line.startswith("newscli: ") for line in err.splitlines())


# What is no file

NO_FILE = "not a regular file"


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Twelve documents, and things that are none."""
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(folder)
        listening.bind("socket.txt")
        os.chdir(here)
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "full.txt").symlink_to("/dev/full")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to("..")
    (folder / "deep" / "here").symlink_to(".")
    return folder


def test_pipes_sockets_devices_and_loops_are_told_and_the_others_read(
    mixed: Path, fresh: dict[str, str]
) -> None:
    for _ in range(2):
        ended = newscli("list", "--from", str(mixed), env=fresh)  # which would hang, if anything
        assert (ended.code, len(ended.lines)) == (2, 12)
        told = dict(
            line.removeprefix(f"newscli: {mixed}/").split(": ", 1)
            for line in ended.err.decode().splitlines()
        )
        assert {told[f"{name}.txt"] for name in ("pipe", "zero", "null", "full")} == {NO_FILE}
        assert told["loop.txt"] == "too many levels of symbolic links"
        assert told["broken.txt"] == "no such file or directory"
        assert told["socket.txt"] in (NO_FILE, "no such device or address")
        assert len(told) == 7


@pytest.mark.parametrize("name", ["pipe.txt", "zero.txt", "socket.txt"])
def test_what_is_no_file_is_told_when_it_is_named_itself(
    name: str, mixed: Path, fresh: dict[str, str]
) -> None:
    ended = newscli("list", "--from", str(mixed / name), env=fresh)
    assert (ended.code, ended.out, ended.err.count(b"\n")) == (2, b"", 1)


def test_what_may_not_be_read_is_told_and_the_others_read(
    folder: Path, fresh: dict[str, str]
) -> None:
    (folder / "00003.txt").chmod(0)
    closed = folder_of(folder / "closed", 2)
    closed.chmod(0)
    listed = folder_of(folder / "listed", 2)  # its files may be seen, and not be looked at
    listed.chmod(0o444)
    try:
        ended = newscli("list", "--from", str(folder), env=fresh, before=without_power())
    finally:
        closed.chmod(0o755)
        listed.chmod(0o755)
    assert (ended.code, len(ended.lines)) == (2, 11)
    told = ended.err.decode().splitlines()
    assert f"newscli: {folder}/00003.txt: permission denied" in told
    assert f"newscli: {closed}: permission denied" in told
    assert all("permission denied" in line for line in told)


# What changes


def test_a_file_that_is_written_and_removed_all_the_while_is_never_mixed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    file = folder / "story.txt"
    versions = [
        "Headline of Version A\n\n" + "Sentence of version A.\n\n" * 400,
        "Headline of Version B\n\n" + "Sentence of version B.\n\n" * 40,
        "Headline of Version C\n\n" + "Sentence of version C.\n\n" * 4000,
    ]
    done = threading.Event()

    def meddle() -> None:
        number = 0
        while not done.is_set():
            if number % 5 == 4:
                file.unlink(missing_ok=True)
            else:  # whole, as editors and downloads do it
                (folder / ".new").write_text(versions[number % 3])
                (folder / ".new").rename(file)
            number += 1
            time.sleep(0.003)

    meddler = threading.Thread(target=meddle)
    meddler.start()
    try:
        with closing(Archive([folder], tmp_path / "cache")) as archive:
            for _ in range(30):
                for article in archive.articles():
                    name = article.headline[-1]
                    kinds = {paragraph[-2] for paragraph in article.paragraphs}
                    assert kinds == {name}
                    assert len(article.paragraphs) in (400, 40, 4000)
    finally:
        done.set()
        meddler.join()


def test_a_file_that_grows_all_the_while_is_read_as_it_was_at_some_moment(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_text("Headline of the Log\n\n")
    done = threading.Event()

    def grow() -> None:
        number = 0
        with open(file, "a", buffering=1) as stream:
            while not done.is_set() and number < 20_000:
                stream.write(f"Sentence number {number} of the log.\n\n")
                number += 1
                time.sleep(0.0005)

    grower = threading.Thread(target=grow)
    grower.start()
    try:
        with closing(Archive([file], None)) as archive:
            for _ in range(12):
                for article in archive.articles():
                    numbers = [p.split()[2] for p in article.paragraphs if p.endswith("log.")]
                    assert numbers == [str(number) for number in range(len(numbers))]
    finally:
        done.set()
        grower.join()


def test_the_same_size_and_time_with_other_content_is_read_anew(
    folder: Path, fresh: dict[str, str]
) -> None:
    file = folder / "00005.txt"
    assert newscli("list", "--from", str(folder), env=fresh).code == 0
    for name in ("Matter9995", "Matter8885"):
        before = file.stat()
        file.write_text(file.read_text().replace(file.read_text().split()[3], name))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert file.stat().st_size == before.st_size
        ended = newscli("list", "--from", str(folder), env=fresh)
        assert sum(name in line for line in ended.lines) == 1


def test_a_time_in_the_future_or_before_all_time_changes_nothing(
    folder: Path, fresh: dict[str, str]
) -> None:
    for number, seconds in enumerate((4e9, 9e9, 0, -1e9)):
        os.utime(folder / f"{number:05}.txt", (seconds, seconds))
    first = newscli("list", "--from", str(folder), env=fresh)
    assert (first.code, len(first.lines), first.err) == (0, 12, b"")
    assert newscli("list", "--from", str(folder), env=fresh) == first


# What is no text, and what is too much of it


def bomb(size: int) -> bytes:
    """So many megabytes of spaces, packed."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        for _ in range(size):
            stream.write(b" " * (1 << 20))
    return packed.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("binary.txt", bytes(range(256)) * 40, "binary file"),
        ("program.txt", b"\x7fELF" + bytes(400), "program"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(400), "image"),
        ("nul.txt", bytes(4000), "binary file"),
        ("seven.txt", b"7z\xbc\xaf\x27\x1c" + bytes(400), "archive"),
        ("rar.txt", b"Rar!\x1a\x07\x00" + bytes(400), "archive"),
        ("office.zip", zipped(("[Content_Types].xml", b"x"), ("a.txt", b"x")), "office file"),
        ("none.zip", zipped((".a.txt", b"x")), "empty archive"),
        ("empty.txt", b"", "empty file"),
    ],
)
def test_what_is_no_text_is_counted_and_the_others_are_read(
    name: str, data: bytes, what: str, folder: Path, run: Run
) -> None:
    (folder / name).write_bytes(data)
    code, out, err = run("list", "--from", str(folder))
    assert code == 0
    assert len(out.splitlines()) == 12
    assert err.startswith(f"newscli: 1 file is no article: 1 {what}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bomb.txt.gz", bomb(80), "expands to over 100 times its size"),
        ("bomb.zip", zipped(("a.txt", b" " * (80 << 20))), "expands to over 100 times its size"),
        ("nested.zip", zipped(("in.zip", zipped(("a.txt", b"x")))), "in an archive"),
        ("cut.txt.gz", gzip.compress(story("Cut").encode() * 50, mtime=0)[:90], "ends too early"),
        ("large.txt", b"The council voted.\n\n" * ((65 << 20) // 20), "too large"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_are(
    name: str, data: bytes, reason: str, folder: Path, run: Run
) -> None:
    (folder / name).write_bytes(data)
    code, out, err = run("list", "--from", str(folder))
    assert code == 2
    assert len({line.split("\t")[2] for line in out.splitlines()} - {str(folder / name)}) == 12
    assert err.count("\n") == 1
    assert reason.lower() in err.lower()


def test_members_of_archives_never_leave_the_archive(folder: Path, run: Run) -> None:
    evil = zipped(
        ("../../outside.txt", story("Outside").encode()),
        ("/etc/absolute.txt", story("Absolute").encode()),
        ("a\x1b[2J.txt", story("Coloured").encode()),
    )
    (folder / "evil.zip").write_bytes(evil)
    before = sorted(folder.parent.rglob("*"))
    code, out, _ = run("list", "--from", str(folder))
    assert code == 0
    assert len(out.splitlines()) == 15
    assert "\x1b" not in out
    assert {path for path in folder.parent.rglob("*") if "cache" not in path.parts[-1:][0]} >= {
        *before
    }
    assert not list(folder.parent.rglob("outside.txt"))


MEASURE = """
import sys
from newscli.cli import main
sys.executable = ""  # no processes of its own
code = main(sys.argv[1:])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs Linux's /proc")
@pytest.mark.parametrize(
    ("name", "size"),
    [("sparse.txt", 2_200_000_000), ("large.txt", 70 << 20), ("zeros.jsonl", 3 << 30)],
)
def test_a_file_over_the_size_cap_is_told_and_takes_little_memory(
    name: str, size: int, tmp_path: Path, fresh: dict[str, str]
) -> None:
    file = tmp_path / name
    with open(file, "wb") as stream:
        stream.write(b"The council voted on Monday.\n\n" * 4000)
        stream.truncate(size)
    ended = subprocess.run(
        [sys.executable, "-c", MEASURE, "list", "--from", str(file)],
        env=fresh,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 2
    assert "too large" in ended.stderr
    assert int(ended.stdout) < 256 * 1024  # KiB


def test_a_line_of_ten_megabytes_is_read_whole(tmp_path: Path, fresh: dict[str, str]) -> None:
    (tmp_path / "line.txt").write_bytes(large("one line", 10_000_000))
    ended = newscli("list", "--from", str(tmp_path / "line.txt"), env=fresh)
    assert (ended.code, len(ended.lines), ended.err) == (0, 1, b"")
    assert int(ended.lines[0].split("\t")[4]) > 1_700_000  # words


@pytest.mark.parametrize("letter", ["뉴", "é", "क्", "𐍈", "a", "क\u0301"])
@pytest.mark.parametrize("field", ["text", "headline", "byline", "publisher", "topics", "url"])
def test_a_word_without_end_costs_itself_alone(
    letter: str, field: str, run: Run, tmp_path: Path
) -> None:
    """An engine that cuts it within a character has words that are no text."""
    record = {"headline": "Ships leave", "text": "The harbour was closed.", "topics": ["ports"]}
    whole = "x" + letter * (40_000 // len(letter.encode()))
    record |= {field: [whole] if field == "topics" else f"{record.get(field, '')} {whole}"}
    other = {"headline": "Other", "text": "Another harbour.", "byline": "Ana Bo"}
    file = tmp_path / "a.jsonl"
    file.write_text(f"{json.dumps(record)}\n{json.dumps(other)}\n", encoding="utf-8")
    for words in (("list", "--sort", "headline"), ("search", "harbour")):
        code, out, err = run(*words, "--from", str(file))
        assert (code, err) == (0, "")
        assert {line.split("\t")[0] for line in out.splitlines()} == {"1", "2"}


def test_few_files_are_open_at_a_time(tmp_path: Path, fresh: dict[str, str]) -> None:
    folder = folder_of(tmp_path / "news", 150)
    ended = subprocess.run(
        ["bash", "-c", 'ulimit -n 40; exec "$@"', "bash", *PROGRAM, "list", "--from", str(folder)],
        env=fresh,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.count(b"\n"), ended.stderr) == (0, 150, b"")


def test_deep_nesting_is_told_or_read_and_never_too_deep(run: Run, folder: Path) -> None:
    deep = 100_000
    (folder / "a.json").write_text("[" * deep + "]" * deep)
    (folder / "b.json").write_text('{"a":' * deep + "1" + "}" * deep)
    (folder / "c.html").write_text("<div>" * deep + "The council voted." + "</div>" * deep)
    (folder / "d.xml").write_text("<rss>" + "<a>" * deep + "x" + "</a>" * deep + "</rss>")
    (folder / "e.md").write_text("> " * deep + "text")
    (folder / "f.txt").write_text("(" * deep + ")" * deep)
    (folder / "g.jsonl").write_text('{"title": "x", "text": ' + "[" * deep + "}\n")
    code, out, err = run("list", "--from", str(folder))
    assert code in (0, 2)
    assert len([line for line in out.splitlines() if "Council Hears of" in line]) == 12
    assert "bug" not in err
    assert "recursion" not in err.lower()


def test_an_entity_that_stands_for_much_is_not_expanded(run: Run, folder: Path) -> None:
    entities = '<!ENTITY l0 "lol">'
    for number in range(1, 10):
        inner = f"&l{number - 1};" * 10
        entities += f'<!ENTITY l{number} "{inner}">'
    (folder / "laughs.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><title>&l9;</title><description>&f; &l9;</description></item>"
        "</channel></rss>"
    )
    code, out, _ = run("export", "--from", str(folder))
    assert code in (0, 2)
    assert "root:" not in out
    assert out.count("lol") < 100


def test_a_record_of_our_own_with_values_of_any_kind_is_told_or_shown(
    run: Run, tmp_path: Path
) -> None:
    """What looks as if newscli had written it is no more to be trusted than other documents."""
    _, out, _ = run("export", "--from", "seeds")
    record = json.loads(out.splitlines()[0])
    texts = ["x", "", "a\nb", "a\x00b", "\ud800", "\u2028", "9" * 400]
    odd: list[object] = [
        None,
        True,
        5,
        -1,
        1.5,
        10**40,
        *texts,
        {},
        [],
        *([text] for text in texts),
    ]
    odd += [[None], [1], [{}], [[1]], {"a": 1}]
    odd += [[{"text": text, "before": before}] for text in texts for before in (0, -5, 10**30, "x")]
    records = [record, *(record | {key: value} for key in record for value in odd)]
    (tmp_path / "odd.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    for words in (("list",), ("export",), ("list", "--json")):
        for width in (None, 80):
            code, out, err = run(*words, "--from", str(tmp_path / "odd.jsonl"), width=width)
            assert code == 2
            assert len(out.splitlines()) > 200
            assert "bug" not in err
            assert "damaged" not in err.lower() or "not a whole record" in err


# Letters


@pytest.mark.parametrize(
    "encoding",
    ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8"],
)
def test_a_document_is_read_in_its_encoding(encoding: str, run: Run, tmp_path: Path) -> None:
    text = (
        "Café in Zürich Öffnet Wieder\n\n" + "Das Café war für ein Jahr geschlossen – “zu”.\n" * 4
    )
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    code, out, err = run("read", "1", "--from", str(tmp_path / "a.txt"))
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Café in Zürich Öffnet Wieder"
    assert "für ein Jahr geschlossen – “zu”." in out


@pytest.mark.parametrize("bad", [0x80, 0x92, 0xE9, 0xFF])
def test_one_bad_byte_changes_at_most_one_character(bad: int) -> None:
    text = "Café in Łódź Reopens\n\n" + "The café – it’s “big” – was shut in Łódź.\n" * 6
    right = text.encode()
    for at in range(len(right)):
        found = loaded(right[:at] + bytes([bad]) + right[at:])
        assert found
        got = found[0].text
        assert found[0].repairs >= 1
        assert shared(got, text) + shared(got[::-1], text[::-1]) >= len(text) - 1


def shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


@pytest.mark.parametrize("label", ["quopri", "undefined", "unicode_escape", "punycode", "hex", "x"])
def test_an_encoding_that_no_document_is_in_is_not_believed(label: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><h1>Council Votes</h1>'
    found = loaded(page.encode() + b"<p>The caf\xe9 was \\x1b[2J shut, =41 and closed.</p>" * 20)
    assert found
    assert "caf\u00e9 was \\x1b[2J shut, =41" in found[0].text


def test_a_tail_that_is_cut_inside_a_character_is_repaired(run: Run, tmp_path: Path) -> None:
    text = "Café in Łódź Reopens\n\nThe café in Łódź was shut for a year, and is open é"
    (tmp_path / "a.txt").write_bytes(text.encode()[:-1])
    code, out, _ = run("read", "1", "--from", str(tmp_path / "a.txt"))
    assert code == 0
    assert "The café in Łódź was shut for a year, and is open" in out


# Standard input


def test_standard_input_may_be_anything(fresh: dict[str, str]) -> None:
    for seed in range(12):
        process = started("list", "--from", "-", env=fresh, stdin=subprocess.PIPE)
        _, err = process.communicate(document(seed), timeout=PATIENCE)
        assert process.returncode in (0, 2)
        assert b"Traceback" not in err
        assert b"bug" not in err
        assert process.returncode == 0 or err
