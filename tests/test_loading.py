"""Loads: whole documents or none, in order, by as many processes as there are, and stoppable."""

from __future__ import annotations

import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newscli.archive import Archive, loading, reading
from newscli.archive.workers import DIED, usable
from newscli.choices import Split
from newscli.index.writing import FREE
from newscli.records import Article
from tests.terminals import PATIENCE

ROOT = Path(__file__).parent.parent
LONG = 1_000  # lines that make a document of several pieces, each of `PIECE`
PIECE = 1 << 15  # bytes in the index


class Watcher:
    """A progress that does something each time it is told of one."""

    def __init__(self, act: Callable[[int], None]) -> None:
        self.act = act
        self.told = 0
        self.size = self.documents = self.articles = 0
        self.sizes: list[int] = []

    def begin(self, size: int) -> None:
        self.sizes.append(size)

    def advance(self, size: int, documents: int, articles: int) -> None:
        self.told += 1
        self.size += size
        self.documents += documents
        self.articles += articles
        self.act(self.told)

    def conclude(self) -> None:
        pass

    def end(self, *, complete: bool) -> None:
        self.sizes.append(-1)


def lines(word: str, count: int = LONG) -> str:
    """A document that is read line by line, each an article."""
    return "".join(f"Line {i} says that the {word} was there on that day.\n" for i in range(count))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading, "LONG", PIECE)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(lines("apple", 3))
    (folder / "b.txt").write_text(lines("berry"))
    (folder / "c.txt").write_text(lines("cherry", 3))
    return folder


def loaded(folder: Path, act: Callable[[int], None]) -> tuple[Archive, list[Article]]:
    """The articles of a folder, when something is done to it while it is read."""
    archive = Archive([folder], None, split="lines", progress=lambda: Watcher(act))
    return archive, list(archive.articles())


def words(articles: list[Article]) -> dict[str, int]:
    """Which words the articles speak of, and how many do."""
    found: dict[str, int] = {}
    for article in articles:
        word = article.paragraphs[0].split()[5]
        found[word] = found.get(word, 0) + 1
    return found


# A document that changes while it is read


@pytest.mark.parametrize("size", [10, LONG - 1, LONG, LONG + 200])
def test_a_document_rewritten_while_it_is_read_is_read_once_more(folder: Path, size: int) -> None:
    def rewrite(told: int) -> None:
        if told == 3:  # the document before, and two pieces of this one
            (folder / "b.txt").write_text(lines("banana", size))

    archive, articles = loaded(folder, rewrite)
    assert words(articles) == {"apple": 3, "banana": size, "cherry": 3}
    assert not archive.problems


def test_a_document_that_grows_while_it_is_read_is_read_once_more(folder: Path) -> None:
    def grow(told: int) -> None:
        if told == 3:
            with (folder / "b.txt").open("a") as file:
                file.write(lines("banana", 2))

    archive, articles = loaded(folder, grow)
    assert words(articles) == {"apple": 3, "berry": LONG, "banana": 2, "cherry": 3}
    assert not archive.problems


def test_a_document_that_never_keeps_still_is_told_and_none_of_it_kept(folder: Path) -> None:
    def grow(told: int) -> None:
        with (folder / "b.txt").open("a") as file:
            file.write(lines("banana", 1))

    archive, articles = loaded(folder, grow)
    assert words(articles) == {"apple": 3, "cherry": 3}
    (problem,) = archive.problems
    assert problem.path.endswith("b.txt")
    assert "changed while it was read" in problem.reason
    archive._progress = None
    assert words(list(archive.articles()))["berry"] == LONG  # it keeps still now
    assert not archive.problems


def test_a_document_that_vanishes_while_it_is_read_is_told_and_none_of_it_kept(
    folder: Path,
) -> None:
    def remove(told: int) -> None:
        (folder / "b.txt").unlink(missing_ok=True)

    archive, articles = loaded(folder, remove)
    assert words(articles) == {"apple": 3, "cherry": 3}
    assert [problem.reason for problem in archive.problems] == ["no such file or directory"]
    list(archive.articles())
    assert not archive.problems


def test_an_archive_that_changes_while_it_is_read_is_read_once_more(folder: Path) -> None:
    def zipped(word: str) -> bytes:
        with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
            for i in range(5):
                archive.writestr(f"{word}{i}.txt", lines(word, 2))
        return stream.getvalue()

    (folder / "b.txt").write_bytes(zipped("berry"))

    def rewrite(told: int) -> None:
        if told == 4:
            (folder / "b.txt").write_bytes(zipped("banana"))

    archive, articles = loaded(folder, rewrite)
    assert words(articles) == {"apple": 3, "banana": 10, "cherry": 3}
    assert not archive.problems


# Several processes


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Documents of all sizes, with damage among them."""
    pile = tmp_path / "pile"
    chance = random.Random(7)  # noqa: S311 - no secret
    for i in range(350):
        path = pile / f"{i % 7}" / f"{i:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = " ".join(chance.choices(["tariff", "drone", "Kremlin", "visit", "ö"], k=60))
        path.write_text(f"Committee Hears of {i % 325}\n\n{body}.\n\n{body[:200]}.\n")
    (pile / "long.jsonl").write_text(lines("berry", 4_000))
    (pile / "0" / "empty.txt").write_bytes(b"")
    (pile / "3" / "binary.txt").write_bytes(bytes(range(256)) * 99)
    (pile / "3" / "broken.txt").symlink_to("nowhere")
    (pile / "4" / "bad.txt").write_bytes(
        b"Caf\xe9 Opens\n\nIt was the best caf\xc3\xa9 of them all.\n"
    )
    with zipfile.ZipFile(pile / "5" / "all.zip", "w") as archive:
        for i in range(50):
            archive.writestr(f"{i}.txt", f"Committee Hears of Zip {i}\n\nIt did so at length.\n")
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
    return pile


@pytest.mark.slow
def test_processes_make_no_difference(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(cache: str, way: Split | None) -> tuple[object, ...]:
        archive = Archive([pile], tmp_path / cache, split=way)
        articles = list(archive.articles())
        answer = archive.find("kremlin visit").answer()
        return articles, archive.problems, archive.counts(), answer

    monkeypatch.setattr(loading, "UNIT", 20_000)
    ways: tuple[Split | None, ...] = (None, "lines")
    for way in ways:
        monkeypatch.setattr(loading, "ALONE", 1 << 40)
        alone = asked(f"alone{way}", way)
        monkeypatch.setattr(loading, "ALONE", 0)
        assert usable()
        assert asked(f"together{way}", way) == alone
    monkeypatch.setattr(loading, "UNIT", 1 << 40)
    monkeypatch.setattr(loading, "FILES", 1 << 20)
    monkeypatch.setattr(loading, "usable", lambda: 2)
    assert asked("a pair", None) == asked("aloneNone", None)


def children(parent: int, stage: str = "") -> list[int]:
    """The processes that read documents for this one; or those that do one part of it."""
    command = ["ps", "-ww", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines() if "archive.worker" in line]
    return [int(pid) for pid, above, args in rows if int(above) == parent and stage in args]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_costs_one_document(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(told: int) -> None:
        if told == 20:
            for child in children(os.getpid()):
                os.kill(child, signal.SIGKILL)

    monkeypatch.setattr(loading, "ALONE", 0)
    monkeypatch.setattr(loading, "UNIT", 20_000)
    archive = Archive([pile], None, progress=lambda: Watcher(kill))
    articles = list(archive.articles())
    reasons = [problem.reason for problem in archive.problems if "process" in problem.reason]
    assert 1 <= len(reasons) <= usable()
    assert len(articles) >= 350
    archive._progress = None
    list(archive.articles())  # what was told is looked at again
    assert not [problem for problem in archive.problems if "process" in problem.reason]


@pytest.mark.parametrize("killed", ["read", "prepare"])
def test_either_of_a_pair_that_dies_costs_one_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch, killed: str
) -> None:
    pairs: list[list[int]] = []

    def kill(told: int) -> None:
        if told == 1:
            pairs.append(children(os.getpid()))
            (one,) = children(os.getpid(), f" {killed} ")
            os.kill(one, signal.SIGKILL)

    (folder / "0.txt").write_text(lines("plum", 20_000))
    monkeypatch.setattr(loading, "ALONE", 0)
    monkeypatch.setattr(loading, "UNIT", 1 << 40)
    monkeypatch.setattr(loading, "usable", lambda: 2)
    archive, articles = loaded(folder, kill)
    assert words(articles) == {"apple": 3, "berry": LONG, "cherry": 3}
    assert [problem.reason for problem in archive.problems] == [DIED]
    assert [len(pair) for pair in pairs] == [2]
    assert not any(map(is_running, pairs[0]))


def test_without_a_python_to_start_everything_is_parsed_here(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "ALONE", 0)
    monkeypatch.setattr(loading, "UNIT", 20_000)
    monkeypatch.setattr("newscli.archive.workers.CODE", "raise SystemExit")
    assert len(list(Archive([pile], None).articles())) > 375


# Breaking off

IN_SMALL_STEPS = """
import time
from newscli.__main__ import run
from newscli.archive import loading
loading.ALONE, loading.UNIT, loading.BATCH = 0, 5_000, 20_000
committed = loading._Writing._commit
def commit(self):
    committed(self)
    time.sleep(0.5)  # while workers go on: long enough to be broken off before the last one
loading._Writing._commit = commit
run()
"""
DOCUMENTS = 400


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_load_that_is_broken_off_goes_on_where_it_was(
    tmp_path: Path, number: signal.Signals, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for i in range(DOCUMENTS):
        (folder / f"{i:04}.txt").write_text(f"Committee Hears of {i}\n\n" + lines(f"w{i}", 8))
    cache = tmp_path / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = [sys.executable, "-c", IN_SMALL_STEPS, "list", "--from", str(folder)]
    run = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not (readers := children(run.pid)):  # looked for first: a busy machine takes its time
        assert run.poll() is None
    while not any(committed(file) for file in cache.rglob("*.db")):
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(number)
    _, err = run.communicate()
    assert (run.returncode, err) == (code, b"")
    until = time.monotonic() + PATIENCE
    while any(map(is_running, readers)):
        assert time.monotonic() < until
        time.sleep(0.01)
    (file,) = cache.rglob("*.db")
    kept = committed(file)
    assert 0 < kept < DOCUMENTS
    monkeypatch.setattr(loading, "ALONE", 0)
    watcher = Watcher(lambda told: None)
    articles = list(Archive([folder], file.parent, progress=lambda: watcher).articles())
    assert watcher.documents == DOCUMENTS - kept
    assert articles == list(Archive([folder], None).articles())


def committed(file: Path) -> int:
    """How many documents an index holds; none as long as it has no tables."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        try:
            return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


# What is left


@pytest.mark.slow
def test_a_load_leaves_no_long_log_behind(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_text(lines("berry", 15_000))
    archive = Archive([folder], tmp_path / "index", split="lines")
    assert len(archive.numbers()) == 15_006
    (log,) = (tmp_path / "index").glob("*.db-wal")
    assert log.stat().st_size < 5 << 20


def test_what_has_gone_leaves_hardly_a_free_page(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_text(lines("berry", 5_000))
    with closing(Archive([folder], tmp_path / "index", split="lines")) as archive:
        assert len(archive.numbers()) > 5_000
    (index,) = (tmp_path / "index").glob("*.db")
    full = index.stat().st_size
    (folder / "b.txt").unlink()
    with closing(Archive([folder], tmp_path / "index", split="lines")) as archive:
        assert len(archive.numbers()) < 100
    with closing(sqlite3.connect(index)) as db:
        (free,) = db.execute("PRAGMA freelist_count").fetchone()
        (pages,) = db.execute("PRAGMA page_count").fetchone()
    assert free <= FREE * pages
    assert index.stat().st_size < full


@pytest.mark.parametrize("words", [["list"], ["search", "greenland"], ["read", "2"]])
def test_an_archive_that_has_not_changed_needs_nothing_that_loads(
    words: list[str], tmp_path: Path
) -> None:
    code = (
        "import sys; from newscli.cli import main; main(sys.argv[1:]); "
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    command = [sys.executable, "-c", code, *words, "--from", "seeds"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    time.sleep(max(0.0, newest("seeds") + 2.1 - time.time()))  # until no stamp may deceive
    for _ in range(2):
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
    modules = set(run.stderr.split())
    assert "newscli.archive.freshness" in modules
    loading = {f"newscli.archive.{name}" for name in ("loading", "reading", "worker", "workers")}
    others = {"zipfile", "tarfile", "pickle", "multiprocessing", "charset_normalizer"}
    assert not modules & (loading | others | {"newscli.sources.files", "newscli.formats", "rich"})


def newest(folder: str) -> float:
    """When a file in the folder was last changed."""
    return max(path.stat().st_ctime for path in (ROOT / folder).iterdir())
