"""An index that is damaged, busy, foreign, out of room or gone: the answer is right, or there is a
reason for having none."""

from __future__ import annotations

import functools
import gc
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from newscli.archive import Archive, workers
from newscli.errors import RebuiltIndexError
from newscli.index import SCHEMA_VERSION
from tests.conftest import ran
from tests.faults.programs import (
    PATIENCE,
    PROGRAM,
    ROOT,
    Ended,
    differences,
    folder_of,
    held,
    index_files,
    newscli,
    started,
    story,
    surroundings,
    without_power,
)

Run = Callable[..., tuple[int, str, str]]


def is_root() -> bool:
    return os.name == "posix" and os.getuid() == 0


# Damage

QUESTIONS = (
    ("list",),
    ("list", "--json"),
    ("search", "matter0003"),
    ("search", "harbour", "council", "-n", "30", "--json"),
    ("read", "5", "1"),
    ("export",),
    ("stats", "--by", "source,place,month"),
)


class Sound:
    """A folder of documents, its index as bytes, and what is answered when that is sound."""

    def __init__(self, base: Path, run: Run) -> None:
        self.folder = folder_of(base / "news", 12)
        (self.folder / "cut.pdf").write_bytes(b"%PDF-1.4")  # a problem that is told each time
        self.cache = base / "sound"
        self._run = run
        self.answers = [self.asked(self.cache, words) for words in QUESTIONS]
        self.at_rest()
        (file,) = index_files(self.cache)
        self.name = file.relative_to(self.cache)
        self.data = file.read_bytes()

    def asked(self, cache: Path, words: tuple[str, ...]) -> tuple[int, str, str]:
        """What newscli answers with this cache, when it has let go of all files."""
        told = self._run(*words, "--from", str(self.folder), XDG_CACHE_HOME=str(cache))
        if "damaged" in told[2]:
            gc.collect()  # indexes that were replaced are closed with the archive, with its cycles
        return told

    def at_rest(self) -> None:
        """Have the index in one file, without a log."""
        for file in index_files(self.cache):
            with closing(sqlite3.connect(file)) as db:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def damaged(self, cache: Path, data: bytes) -> Path:
        """A cache folder whose index is these bytes."""
        file = cache / self.name
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
        return file


@functools.cache
def made(base: Path) -> Sound:
    """One for all tests, as each damages a copy."""
    return Sound(base, ran)


@pytest.fixture
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    gc.freeze()  # what other tests have left need not be gone through each time
    yield made(tmp_path_factory.getbasetemp() / "sound")
    gc.unfreeze()


def mutated(data: bytes, seed: int) -> bytes:
    """An index after some accident."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    damaged = bytearray(data)
    at = chance.randrange(len(data))
    kind = seed % 6
    if kind == 0:  # one bit
        damaged[at] ^= 1 << chance.randrange(8)
    elif kind == 1:  # several, near each other
        for _ in range(20):
            damaged[(at + chance.randrange(4096)) % len(data)] ^= 1 << chance.randrange(8)
    elif kind == 2:  # a page of zeros
        page = at // 4096 * 4096
        damaged[page : page + 4096] = bytes(4096)
    elif kind == 3:  # a page of noise
        page = at // 4096 * 4096
        damaged[page : page + 4096] = chance.randbytes(4096)
    elif kind == 4:  # cut off
        del damaged[at:]
    else:  # two pages in each other's place
        one, other = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
        damaged[one : one + 4096], damaged[other : other + 4096] = (
            data[other : other + 4096],
            data[one : one + 4096],
        )
    return bytes(damaged)


def warned(told: str) -> tuple[list[str], list[str]]:
    """The lines of standard error that tell of damage, and the others."""
    lines = told.splitlines()
    warnings = [line for line in lines if "index was damaged" in line]
    return warnings, [line for line in lines if line not in warnings]


def hits(answer: str) -> set[str]:
    """What a search answers, a string a hit."""
    if not answer.startswith("{"):
        return set(answer.splitlines())
    return {json.dumps(hit["article"]) for hit in json.loads(answer)["hits"]}


def check(seed: int, sound: Sound, cache: Path) -> bool:
    """What is shown from a damaged index is right to the letter; whether damage was noticed.

    Of a search it is enough that every hit is right: postings have no checksums, so a flipped bit
    there can hide one.
    """
    sound.damaged(cache, mutated(sound.data, seed))
    which = seed // 6 % len(QUESTIONS)
    code, out, err = sound.asked(cache, QUESTIONS[which])
    right, rest, told = sound.answers[which][1], *warned(err)
    told = [line for line in told if "another version's" not in line]  # it is left as it is
    if QUESTIONS[which][0] == "search":
        assert hits(out), seed
        assert hits(out) <= hits(right), seed
    else:
        assert out == right, seed
    assert code in (0, 2), seed
    assert set(told) <= set(sound.answers[which][2].splitlines()), seed
    assert len(rest) <= 1, seed
    if rest:
        assert len(list(cache.rglob("*.damaged"))) == 1, seed
        assert len(index_files(cache)) == 1, seed
        assert sound.asked(cache, QUESTIONS[which]) == sound.answers[which], seed
    shutil.rmtree(cache)
    return bool(rest)


@pytest.mark.slow
def test_three_hundred_damaged_indexes_show_no_wrong_article(sound: Sound, tmp_path: Path) -> None:
    found = [check(seed, sound, tmp_path / f"damaged{seed}") for seed in range(300)]
    assert sum(found) > 100


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"no index at all " * 1000, id="garbage"),
        pytest.param(lambda data: b"SQLite format 3\0" + bytes(5000), id="a header alone"),
        pytest.param(lambda data: data[: len(data) // 2], id="half of it"),
        pytest.param(lambda data: data[:100], id="a hundred bytes of it"),
        pytest.param(lambda data: data[:4096] + bytes(len(data) - 4096), id="zeros"),
    ],
)
def test_what_is_no_index_is_set_aside_and_built_anew_with_one_warning(
    sound: Sound, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    damaged = sound.damaged(tmp_path / "damaged", damage(sound.data)).read_bytes()
    code, out, err = sound.asked(tmp_path / "damaged", ("list",))
    warnings, others = warned(err)
    assert (code, out, others) == (2, sound.answers[0][1], sound.answers[0][2].splitlines())
    assert len(warnings) == 1
    (aside,) = (tmp_path / "damaged").rglob("*.damaged")
    assert str(aside) in warnings[0]
    assert aside.read_bytes() == damaged
    assert sound.asked(tmp_path / "damaged", ("list",)) == sound.answers[0]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET headline = 'Nothing Happened' WHERE number = 4",
        "UPDATE articles SET id = '0123456789abcdef' WHERE number = 4",
        "UPDATE articles SET words = words + 1 WHERE number = 4",
        "UPDATE articles SET document = document + 1 WHERE number = 4",
        "UPDATE articles SET date = '2020-01-01' WHERE number = 4",
        "UPDATE articles SET headline = 7 WHERE number = 4",
        "UPDATE articles SET headline = x'ff' WHERE number = 4",
        "UPDATE texts SET body = (SELECT body FROM texts WHERE number = 5) WHERE number = 4",
        "UPDATE texts SET body = 'no bytes' WHERE number = 4",
        "UPDATE texts SET details = '{}' WHERE number = 4",
        "UPDATE texts SET body = 1 WHERE number = 4",
        "UPDATE documents SET format = 'mail' WHERE id = 4",
        "UPDATE documents SET problems = '[[\"gone\", null]]' WHERE id = 4",
        "DELETE FROM articles WHERE number = 4",
        "DELETE FROM texts WHERE number = 4",
        "DROP TABLE texts",
        "DELETE FROM sqlite_sequence; DELETE FROM articles",
    ],
)
def test_a_row_that_is_not_as_it_was_written_is_noticed(
    sound: Sound, tmp_path: Path, change: str
) -> None:
    """SQLite's own checks have nothing against these."""
    file = sound.damaged(tmp_path / "damaged", sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript(change)
    code, out, err = sound.asked(tmp_path / "damaged", ("export",))
    assert (code, out) == (2, sound.answers[5][1])
    warnings, others = warned(err)
    assert (len(warnings), others) == (1, sound.answers[5][2].splitlines())


@pytest.mark.parametrize(
    "change",
    ["words = words + 1", "place = 'Rome'", "date = '1999-01-01'", "publisher = 'Nobody'"],
)
def test_what_is_counted_is_as_it_was_written(sound: Sound, tmp_path: Path, change: str) -> None:
    for is_kept in (True, False):  # what is kept of counting needs no look at the articles
        cache = tmp_path / f"damaged-{is_kept}"
        file = sound.damaged(cache, sound.data)
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute(f"UPDATE articles SET {change} WHERE number = 4")  # noqa: S608 - ours
            if not is_kept:
                assert db.execute("DELETE FROM columns").rowcount
        code, out, err = sound.asked(cache, QUESTIONS[6])
        assert (code, out) == sound.answers[6][:2]
        warnings = warned(err)[0]
        assert len(warnings) == (not is_kept)
        assert all("article 4" in warning for warning in warnings)


@pytest.mark.parametrize(
    "change", ["names = '[[], [7]]'", "type = 'Q'", "places = x'00'", "names = 7"]
)
def test_what_is_kept_of_counting_is_as_it_was_kept(
    sound: Sound, tmp_path: Path, change: str
) -> None:
    file = sound.damaged(tmp_path / "damaged", sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"UPDATE columns SET {change} WHERE kind = 'source'")  # noqa: S608 - ours
    code, out, err = sound.asked(tmp_path / "damaged", QUESTIONS[6])
    assert (code, out) == sound.answers[6][:2]
    assert len(warned(err)[0]) == 1


@pytest.mark.parametrize("sort", ["headline", "source"])
@pytest.mark.parametrize("column", ["headline", "publisher", "date"])
@pytest.mark.parametrize("value", ["CAST(x'ff41ff' AS TEXT)", "x'ff'", "7"])
def test_what_is_no_text_any_more_is_noticed_while_it_is_sorted(
    sound: Sound, tmp_path: Path, sort: str, column: str, value: str
) -> None:
    """It must not be told as an interrupt, which it is to SQLite."""
    question = ("list", "--sort", sort)
    whole = sound.asked(sound.cache, question)
    file = sound.damaged(tmp_path / "damaged", sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"UPDATE articles SET {column} = {value} WHERE number = 4")  # noqa: S608 - ours
    code, out, err = sound.asked(tmp_path / "damaged", question)
    assert (code, out) == whole[:2]
    assert len(warned(err)[0]) == 1


@pytest.mark.parametrize("question", [("read", "4"), ("search", "matter0003"), ("export",)])
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM texts WHERE number = 4",
        "UPDATE articles SET document = 99 WHERE number = 4",
        "UPDATE texts SET captions = 7 WHERE number = 4",
        "UPDATE texts SET captions = x'ff' WHERE number = 4",
        "UPDATE folders SET listing = x'0500000000000000ff'; UPDATE folders SET mtime_ns = 1",
        "UPDATE folders SET listing = 'no bytes'; UPDATE folders SET mtime_ns = 1",
    ],
)
def test_what_is_lost_is_noticed_whatever_is_asked(
    sound: Sound, tmp_path: Path, change: str, question: tuple[str, ...]
) -> None:
    whole = sound.asked(sound.cache, question)
    file = sound.damaged(tmp_path / "damaged", sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript(change)
    code, out, err = sound.asked(tmp_path / "damaged", question)
    assert (code, out) == whole[:2]
    assert len(warned(err)[0]) == 1


@pytest.mark.parametrize("names", ["x", "0 [false, []]", '1 [true, ["a"]]', ""])
def test_names_of_sources_that_are_not_as_they_were_written_are_found_anew(
    sound: Sound, tmp_path: Path, names: str
) -> None:
    question = ("list", "--json")
    file = sound.damaged(tmp_path / "damaged", sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        changed = db.execute("UPDATE state SET value = ? WHERE key = 'naming'", (names,))
        assert changed.rowcount == 1
    assert sound.asked(tmp_path / "damaged", question) == sound.answers[1]


def test_lost_files_beside_the_index_are_no_damage(sound: Sound, tmp_path: Path) -> None:
    for number, ending in enumerate(("-wal", "-shm")):
        cache = tmp_path / f"cache{number}"
        env = surroundings(cache)
        process = started("list", "--from", str(sound.folder), env=env)
        process.communicate(timeout=PATIENCE)
        (file,) = index_files(cache)
        Path(f"{file}{ending}").unlink(missing_ok=True)
        ended = newscli("list", "--from", str(sound.folder), env=env)
        assert ended.out.decode() == sound.answers[0][1]


def test_only_one_damaged_index_is_kept(sound: Sound, tmp_path: Path) -> None:
    cache = tmp_path / "damaged"
    sound.damaged(cache, b"first " * 1000)
    sound.asked(cache, ("list",))
    (file,) = index_files(cache)
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    file.write_bytes(b"second " * 1000)
    assert len(warned(sound.asked(cache, ("list",))[2])[0]) == 1
    (aside,) = cache.rglob("*.damaged")
    assert aside.read_bytes().startswith(b"second")
    assert len(index_files(cache)) == 1
    assert sound.asked(cache, ("list",)) == sound.answers[0]


def renumbered(tmp_path: Path, documents: int) -> tuple[Path, Path]:
    """A folder whose articles have other numbers than a new index would give them, and a cache with
    that index, in which the text of the last article is damaged."""
    folder, cache = folder_of(tmp_path / "news", documents), tmp_path / "cache" / "newscli"
    (folder / "00000.txt").rename(tmp_path / "later.txt")
    with closing(Archive([folder], cache)) as archive:
        assert len(list(archive.articles())) == documents - 1
        (tmp_path / "later.txt").rename(folder / "00000.txt")
        assert len(list(archive.articles())) == documents
    (file,) = index_files(cache)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE texts SET body = 'wrong' WHERE number = ?", (documents - 1,))
    return folder, cache


def test_numbers_of_an_index_that_is_no_more_name_nothing(tmp_path: Path) -> None:
    folder, cache = renumbered(tmp_path, 6)
    with closing(Archive([folder], cache)) as archive:
        before = {summary.number: summary.headline for summary in archive.summaries()}
        assert before[6] == "Council Hears of Matter0000 and the Harbour"
        with pytest.raises(RebuiltIndexError, match="ask again"):
            list(archive.articles([6, 5, 2]))
        (article,) = archive.articles([1])
        assert article.headline == before[6]
        assert len(archive.warnings) == 1


def test_a_command_of_several_questions_is_begun_again_when_numbers_change_between_them(
    tmp_path: Path,
) -> None:
    folder, cache = renumbered(tmp_path, 6)
    words = ("list", "--from", str(folder), "--source", "news", "--json")
    right = newscli(*words, env=surroundings(tmp_path / "clean"))
    ended = newscli(*words, env=surroundings(cache.parent))
    assert (ended.code, ended.out) == (0, right.out)
    assert ended.err.count(b"\n") == 1


def test_an_answer_that_has_begun_ends_and_the_next_one_is_whole(tmp_path: Path) -> None:
    documents = 600  # more than are fetched before the first is handed out
    folder, cache = renumbered(tmp_path / "other", documents)
    ended = newscli("export", "--from", str(folder), env=surroundings(cache.parent))
    assert ended.code == 2
    assert ended.err.count(b"\n") == 1
    assert b"damaged" in ended.err
    again = newscli("export", "--from", str(folder), env=surroundings(cache.parent))
    assert again == newscli("export", "--from", str(folder), env=surroundings(tmp_path / "clean"))


# Several at once


def together(count: int, words: list[str], env: dict[str, str]) -> set[Ended]:
    """How several processes end that begin at the same time."""
    with ThreadPoolExecutor(count) as pool:
        return set(pool.map(lambda _: newscli(*words, env=env), range(count)))


@pytest.mark.parametrize("count", [6, 8])
def test_first_runs_at_once_all_answer_and_leave_one_clean_index(
    count: int, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "news", 60)
    words = ["list", "--from", str(folder)]
    alone = newscli(*words, env=surroundings(tmp_path / "clean"))
    assert together(count, words, surroundings(tmp_path / "cache")) == {alone}
    newscli(*words, env=surroundings(tmp_path / "cache"))
    assert not differences(held(tmp_path / "cache"), held(tmp_path / "clean"))


def test_eight_indexers_of_a_changed_archive_all_answer_the_same(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "news", 60)
    env = surroundings(tmp_path / "cache")
    words = ["list", "--from", str(folder)]
    for round_ in range(2):
        assert newscli(*words, env=env).code == 0
        for number in range(round_, 60, 2):
            (folder / f"{number:05}.txt").write_text(story(f"Affair{number:04}", seed=round_))
        (ended,) = together(8, words, env)
        assert (ended.code, len(ended.lines), ended.err) == (0, 60, b"")
        assert sum("Affair" in line for line in ended.lines) == 30 * (round_ + 1)


def test_processes_that_find_the_same_damage_all_answer(sound: Sound, tmp_path: Path) -> None:
    cache = tmp_path / "damaged"
    sound.damaged(cache, sound.data[:4096] + bytes(len(sound.data) - 4096))
    words = ["list", "--from", str(sound.folder)]
    for ended in together(6, words, surroundings(cache)):
        assert (ended.code, ended.out.decode()) == sound.answers[0][:2]
        assert len(warned(ended.err.decode())[0]) <= 1
    assert len(index_files(cache)) == 1
    assert sound.asked(cache, ("list",)) == sound.answers[0]


@pytest.mark.slow
def test_an_answer_shows_one_state_of_an_archive_that_is_loaded_meanwhile(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "news", 650)
    env = surroundings(tmp_path / "cache")
    words = ["--from", str(folder)]
    assert newscli("list", *words, env=env).code == 0
    with started("export", *words, env=env, stderr=subprocess.DEVNULL) as reader:
        assert reader.stdout
        begun = reader.stdout.read(1)  # the rest waits in the pipe, which does not hold it
        time.sleep(0.5)
        for file in sorted(folder.iterdir()):
            file.write_text(file.read_text().replace("harbour", "seaport"))
        assert newscli("list", *words, env=env).code == 0
        out = begun + reader.stdout.read()
    assert reader.returncode == 0
    assert out.count(b"\n") == 650
    assert b"seaport" not in out
    assert b"harbour" not in newscli("export", *words, env=env).out


@pytest.mark.slow
def test_while_another_process_holds_the_lock_reading_works_and_writing_is_refused(
    fresh: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    words = ["list", "--from", str(folder)]
    before = newscli(*words, env=fresh)
    (file,) = index_files(tmp_path / "cache")
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        assert newscli(*words, env=fresh) == before
        assert newscli("search", "harbour", "--from", str(folder), env=fresh).code == 0
        reading = time.monotonic() - start
        (folder / "new.txt").write_text(story("Latecomers"))
        ended = newscli(*words, env=fresh)
        assert time.monotonic() - start > 2 * reading  # these two have not waited for the lock
        assert (ended.code, ended.out) == (2, b"")
        assert ended.err.startswith(b"newscli: index busy: ")
        assert ended.err.count(b"\n") == 1
        db.execute("ROLLBACK")
    assert len(newscli(*words, env=fresh).lines) == 13


# Other versions


def test_an_index_of_another_version_is_left_as_it_is(sound: Sound, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    file = sound.damaged(cache, sound.data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    newer = file.with_name(file.name.replace(f"-v{SCHEMA_VERSION}", f"-v{SCHEMA_VERSION + 1}"))
    shutil.copy(file, newer)
    before = file.read_bytes()
    code, out, err = sound.asked(cache, ("list",))  # the one under our own name is not ours either
    assert (code, out) == sound.answers[0][:2]
    assert "another version" in err
    assert file.read_bytes() == newer.read_bytes() == before
    file.unlink()
    assert sound.asked(cache, ("list",)) == sound.answers[0]
    assert newer.read_bytes() == before


def test_two_versions_of_newscli_share_a_cache_and_leave_each_others_index_alone(
    tmp_path: Path, folder: Path, fresh: dict[str, str]
) -> None:
    later = tmp_path / "later"
    shutil.copytree(ROOT / "newscli", later / "newscli", ignore=shutil.ignore_patterns("*.pyc"))
    schema = later / "newscli" / "index" / "schema.py"
    ours, theirs = (f"SCHEMA_VERSION = {SCHEMA_VERSION + more}" for more in (0, 1))
    schema.write_text(schema.read_text().replace(ours, theirs))
    words = ["list", "--from", str(folder)]
    for number in range(3):
        (folder / f"new{number}.txt").write_text(story(f"Affair{number}"))
        mine = newscli(*words, env=fresh)
        assert (mine.code, len(mine.lines), mine.err) == (0, 13 + number, b"")
        assert newscli(*words, env=fresh | {"PYTHONPATH": str(later)}, cwd=later) == mine
        kept = {file.stem.rpartition("-v")[2] for file in index_files(tmp_path / "cache")}
        assert kept == {str(SCHEMA_VERSION), str(SCHEMA_VERSION + 1)}


# Nowhere to keep it


@pytest.mark.parametrize("place", ["a file", "in a file", "read-only", "missing above read-only"])
def test_without_a_place_for_the_index_everything_works_with_one_warning(
    place: str, tmp_path: Path, folder: Path
) -> None:
    cache = tmp_path / "cache"
    if "file" in place:
        cache.write_text("no folder")
    else:
        cache.mkdir(mode=0o555)
    env = surroundings(cache / "deeper" if place.startswith(("in", "missing")) else cache)
    for words in (("list",), ("search", "harbour"), ("read", "3")):
        ended = newscli(*words, "--from", str(folder), env=env, before=without_power())
        assert ended.code == 0
        assert ended.out
        assert ended.err.startswith(b"newscli: the index cannot be kept: ")
        assert ended.err.count(b"\n") == 1


HOMELESS = """
import os, sys
from newscli.cli import main
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
main(sys.argv[1:])  # imports what may lie where this user may look, and the next may not
os.dup2(int(os.environ["OUT"]), 1)
del os.environ["HOME"], os.environ["XDG_CACHE_HOME"]
os.setuid(54321)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not is_root(), reason="needs root, to act as a user without a home")
def test_without_a_home_everything_works_with_one_warning_and_nothing_is_left_behind(
    fresh: dict[str, str], tmp_path: Path, folder: Path
) -> None:
    for path in [folder, *folder.parents][: len(folder.parts) - 2]:
        path.chmod(path.stat().st_mode | 0o555)
    here = tmp_path / "here"
    here.mkdir(mode=0o777)
    here.chmod(0o777)
    ours, out = os.pipe()
    ended = subprocess.run(
        [sys.executable, "-c", HOMELESS, "list", "--from", str(folder)],
        env=fresh | {"OUT": str(out), "HOME": "/"},
        cwd=here,
        pass_fds=[out],
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(out)
    with open(ours, "rb") as stream:
        assert stream.read().count(b"\n") == 12, ended.stderr
    assert ended.returncode == 0
    assert ended.stderr.startswith(b"newscli: the index cannot be kept: ")
    assert ended.stderr.count(b"\n") == 1
    assert not list(here.iterdir())


def test_the_cache_folder_is_nobody_elses(fresh: dict[str, str], tmp_path: Path) -> None:
    newscli("list", "--from", "seeds", env=fresh)
    (file,) = index_files(tmp_path / "cache")
    assert file.parent.stat().st_mode & 0o077 == 0


# No room

WITHOUT_ROOM = re.compile(rb"(newscli: loaded .*\n)?newscli: the index cannot be kept: .*\n")
"""The one line that is told; on a slow machine, after how long loading took."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte."""
    if not is_root():
        pytest.skip("needs root, to mount a small file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"cannot mount a small file system: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.slow
def test_on_a_disk_that_fills_up_all_is_answered_and_the_index_is_as_it_was(
    small_disk: Path, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "news", 12)
    env = surroundings(small_disk)
    words = ["list", "--from", str(folder)]
    before = newscli(*words, env=env)
    assert (before.code, len(before.lines)) == (0, 12)
    (folder / "big.txt").write_text(story("Ledger", 10_000))
    for asked in (words, ["search", "ledger", *words[1:]], ["read", "13", *words[1:]]):
        ended = newscli(*asked, env=env)
        assert ended.code == 0
        assert b"Council Hears of Ledger" in ended.out
        assert WITHOUT_ROOM.fullmatch(ended.err)
    assert newscli(*words, env=env).lines[:12] == before.lines
    (folder / "big.txt").unlink()
    assert newscli(*words, env=env) == before
    assert newscli("read", "7", "--from", str(folder), env=env).code == 0


def fill(disk: Path) -> None:
    """Leave no byte."""
    with suppress(OSError), open(disk / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))


def test_on_a_disk_that_is_full_from_the_start_all_is_answered(
    small_disk: Path, folder: Path
) -> None:
    fill(small_disk)
    for words, shown in (
        (("list",), 12),
        (("search", "harbour"), 12),
        (("check", "--json", "--all"), 12),
    ):
        ended = newscli(*words, "--from", str(folder), env=surroundings(small_disk))
        assert ended.code == 0
        assert ended.out.count(b".txt" if "check" in words else b"Council Hears") == shown
        assert WITHOUT_ROOM.fullmatch(ended.err)


def test_on_a_full_disk_what_is_held_is_not_read_again(
    small_disk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [*Archive([folder], small_disk / "cache").summaries()]
    (folder / "new.txt").write_text(story("Ledger", 400))
    fill(small_disk)
    read: list[str] = []
    real = workers.batches

    def watched(path: str, *rest: Any) -> Any:
        read.append(Path(path).name)
        return real(path, *rest)

    monkeypatch.setattr(workers, "batches", watched)
    archive = Archive([folder], small_disk / "cache")
    now = [*archive.summaries()]
    assert now[:12] == before
    assert now[12].headline == "Council Hears of Ledger and the Harbour"
    assert {*read} == {"new.txt"}
    assert len(archive.warnings) == 1
    assert len(archive.search("ledger")) == 1


def test_on_a_full_disk_articles_are_compared(small_disk: Path, folder: Path) -> None:
    env = surroundings(small_disk)
    (folder / "copy.txt").write_bytes((folder / "00003.txt").read_bytes())
    newscli("list", "--from", str(folder), env=env)
    fill(small_disk)
    ended = newscli("stories", "--from", str(folder), env=env)
    assert ended.code == 0
    assert ended.out.count(b"Matter0003") >= 1
    assert not ended.err or WITHOUT_ROOM.fullmatch(ended.err)


def test_a_limit_to_the_size_of_files_is_as_a_full_disk_is(
    tmp_path: Path, fresh: dict[str, str]
) -> None:
    folder = folder_of(tmp_path / "news", 12)
    words = ["list", "--from", str(folder)]
    before = newscli(*words, env=fresh)
    (folder / "big.txt").write_text(story("Ledger", 10_000))
    ended = subprocess.run(
        ["bash", "-c", 'ulimit -f 500; exec "$@"', "bash", *PROGRAM, *words],
        env=fresh,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.count(b"\n")) == (0, 13)
    assert WITHOUT_ROOM.fullmatch(ended.stderr)
    (folder / "big.txt").unlink()
    assert newscli(*words, env=fresh) == before


# Gone


@pytest.mark.slow
def test_an_index_that_is_deleted_during_a_run_makes_no_answer_wrong(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "news", 60)
    words = ["list", "--from", str(folder)]
    cache = tmp_path / "cache"
    env = surroundings(cache)
    start = time.perf_counter()
    right = newscli(*words, env=env)
    longest = time.perf_counter() - start
    chance = random.Random(2)  # noqa: S311 - nothing secret
    for _ in range(12):
        process = started(*words, env=env)
        time.sleep(chance.uniform(0.3, 1) * longest)
        shutil.rmtree(cache, ignore_errors=True)
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out) in ((0, right.out), (2, b"")), err
        assert process.returncode == 0 or err.count(b"\n") == 1
        assert newscli(*words, env=env) == right


def test_an_archive_that_stays_open_answers_after_its_index_is_deleted(
    tmp_path: Path, folder: Path
) -> None:
    with closing(Archive([folder], tmp_path / "cache")) as archive:
        before = list(archive.articles())
        shutil.rmtree(tmp_path / "cache")
        assert list(archive.articles()) == before
        assert [hit.article.number for hit in archive.search("matter0003")] == [4]
        assert index_files(tmp_path)
        assert not archive.warnings
