"""What newscli reads and keeps for itself: nobody else's, through no link, and never waited for."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscli import own_files
from newscli.archive.last_search import LastSearch
from tests.conftest import ran
from tests.faults.programs import folder_of, newscli

CANARY = b"Nobody writes here.\n"
SIDES = ("-wal", "-shm", "-journal")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as two users")


def modes(folder: Path) -> set[int]:
    """The permissions of all files in a folder."""
    return {path.lstat().st_mode & 0o777 for path in folder.iterdir()}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "news", 3)


@pytest.fixture(autouse=True)
def _few_to_collect() -> Iterator[None]:
    gc.freeze()  # what other tests have left need not be gone through each time
    yield
    gc.unfreeze()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the indexes are kept."""
    return tmp_path / "cache" / "newscli"


def answered(news: Path, warned: str = "") -> None:
    """All commands answer; with one line of warning that holds these words, if there are any."""
    for words in (("list",), ("search", "harbour"), ("read", "2")):
        code, out, told = asked(*words, "--from", str(news))
        assert code == 0, told
        assert "Council Hears of Matter000" in out
        assert told.count("\n") == bool(warned), told
        assert warned in told


def asked(*words: str) -> tuple[int, str, str]:
    """What newscli answers, in this process, when it has let go of all files; but for what it says
    of a load that took its time, which tells of the machine."""
    code, out, err = ran(*words)
    gc.collect()
    lines = err.splitlines(keepends=True)
    return code, out, "".join(line for line in lines if not line.startswith("newscli: loaded "))


# The cache folder


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_cache_is_closed_to_all_others_whatever_the_umask(
    news: Path, cache: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        answered(news)
    finally:
        os.umask(before)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert modes(cache) == {0o600}
    assert {path.suffix for path in cache.iterdir()} >= {".db"}


@pytest.mark.parametrize("mode", [0o755, 0o777, 0o1777, 0o750, 0o2770])
def test_ones_own_older_folder_is_closed_in_silence(news: Path, cache: Path, mode: int) -> None:
    answered(news)
    for path in cache.iterdir():
        path.chmod(0o666)
    cache.chmod(mode)
    answered(news)
    assert cache.stat().st_mode & 0o077 == 0
    assert modes(cache) == {0o600}


@pytest.mark.parametrize("what", ["folder", "file", "nothing"])
def test_a_cache_folder_that_is_a_link_is_not_used(
    news: Path, cache: Path, tmp_path: Path, what: str
) -> None:
    target = tmp_path / "elsewhere"
    if what == "folder":
        target.mkdir()
    elif what == "file":
        target.write_bytes(CANARY)
    cache.parent.mkdir()
    cache.symlink_to(target)
    answered(news, "it is a link")
    assert not target.is_dir() or not [*target.iterdir()]
    assert not target.is_file() or target.read_bytes() == CANARY


def test_the_folder_above_may_be_a_link(news: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "large disk").mkdir()
    cache.parent.symlink_to(tmp_path / "large disk")
    answered(news)
    assert [*(tmp_path / "large disk" / "newscli").glob("*.db")]


@needs_root
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777])
def test_another_users_folder_is_not_used(news: Path, cache: Path, mode: int) -> None:
    cache.mkdir(parents=True)
    cache.chmod(mode)
    os.chown(cache, 4321, 4321)
    answered(news, "another user's")
    assert not [*cache.iterdir()]
    assert cache.stat().st_mode & 0o777 == mode


def test_a_cache_folder_that_is_a_pipe_or_a_file_is_not_used(news: Path, cache: Path) -> None:
    cache.parent.mkdir()
    os.mkfifo(cache)
    answered(news, "no folder")


# What lies in it


def planted(cache: Path, make: Callable[[Path], None], endings: tuple[str, ...]) -> None:
    """Put something in the place of each of the index's files."""
    (index,) = cache.glob("*.db")
    for ending in endings:
        path = index.with_suffix(ending) if ending.startswith(".") else Path(f"{index}{ending}")
        path.unlink(missing_ok=True)
        make(path)


@pytest.mark.parametrize("endings", [(".db",), *((side,) for side in SIDES), (".search",)])
@pytest.mark.parametrize("link", ["symbolic", "dangling", "hard"])
def test_nothing_is_written_through_a_planted_link(
    news: Path,
    cache: Path,
    tmp_path: Path,
    endings: tuple[str, ...],
    link: str,
) -> None:
    answered(news)
    target = tmp_path / "canary"
    if link != "dangling":
        target.write_bytes(CANARY)
        target.chmod(0o644)

    def make(path: Path) -> None:
        if link == "hard":
            path.hardlink_to(target)
        else:
            path.symlink_to(target)

    planted(cache, make, endings)
    for words in (("list",), ("search", "harbour"), ("list",)):
        code, out, err = asked(*words, "--from", str(news))
        assert (code, out.count("Council Hears")) == (0, 3), err
        assert err.count("\n") <= 1
    if link == "dangling":
        assert not target.exists()
    else:
        assert target.read_bytes() == CANARY
        assert target.stat().st_mode & 0o777 == 0o644


@needs_root
def test_another_users_index_is_not_used(news: Path, cache: Path) -> None:
    answered(news)
    (index,) = cache.glob("*.db")
    before = index.read_bytes()
    os.chown(index, 4321, 4321)
    answered(news, "another user's")
    assert index.read_bytes() == before


def test_a_last_search_that_is_a_pipe_or_a_device_is_passed_over(tmp_path: Path) -> None:
    last = LastSearch(lambda: tmp_path / "x.db")
    os.mkfifo(tmp_path / "x.search")
    assert last.query() is None
    last.keep("harbour")
    assert last.query() == "harbour"
    (tmp_path / "x.search").unlink()
    (tmp_path / "x.search").symlink_to("/dev/zero")
    assert last.query() is None
    (tmp_path / "x.search").unlink()
    (tmp_path / "x.search").write_bytes(bytes(1 << 20))
    assert last.query() is None


def test_a_file_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept"
    own_files.write(file, b"one")
    monkeypatch.setattr(os, "fsync", lambda descriptor: os.close(-1))
    with pytest.raises(OSError, match="Bad file"):
        own_files.write(file, b"two")
    assert file.read_bytes() == b"one"
    assert [*tmp_path.iterdir()] == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


# The configuration

TOO_DEEP = "nested too deep"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def huge(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(1 << 30)


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (pipe, "not a regular file"),
    "zero": (lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
    "terminal": (lambda path: path.symlink_to("/dev/tty"), ""),
    "folder": (lambda path: path.mkdir(), "is a directory"),
    "loop": (lambda path: path.symlink_to(path.name), "too many levels"),
    "huge": (huge, "too large"),
    "brackets": (lambda path: path.write_text("theme = " + "[" * 100_000), "too large"),
    "arrays": (lambda path: path.write_text("theme = " + "[" * 32_000), TOO_DEEP),
    "closed arrays": (
        lambda path: path.write_text("theme = " + "[" * 16_000 + "]" * 16_000),
        TOO_DEEP,
    ),
    "tables": (lambda path: path.write_text("a = " + "{a = " * 6_000), TOO_DEEP),
    "dotted": (lambda path: path.write_text("a" + ".a" * 16_000 + " = 1"), TOO_DEEP),
    "quoted": (lambda path: path.write_text("'a b'" + ".'a b'" * 5_000 + " = 1"), "unknown key"),
    "spaced": (lambda path: path.write_text("a" + " . a" * 8_000 + " = 1"), TOO_DEEP),
    "header": (lambda path: path.write_text("[a" + ".a" * 16_000 + "]"), TOO_DEEP),
    "keys": (
        lambda path: path.write_text("".join(f"k{n} = 1\n" for n in range(2_500))),
        "unknown key",
    ),
    "long key": (lambda path: path.write_text("k" * 32_000 + " = 1"), "unknown key"),
    "long value": (lambda path: path.write_text(f'theme = "{"d" * 32_000}"'), "none of"),
    "digits": (lambda path: path.write_text("limit = " + "9" * 32_000), "too long"),
    "latin-1": (lambda path: path.write_bytes(b'theme = "caf\xe9"'), "not UTF-8"),
    "UTF-16": (lambda path: path.write_bytes('theme = "dark"'.encode("utf-16")), "not UTF-8"),
    "NUL": (lambda path: path.write_bytes(bytes(1_000)), ""),
    "random": (lambda path: path.write_bytes(bytes(range(256)) * 90), ""),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_configuration_that_is_none_is_one_line_at_once(
    wrong: str, fresh: dict[str, str], tmp_path: Path
) -> None:
    make, told = WRONG[wrong]
    make(file := tmp_path / "config.toml")
    env = fresh | {"NEWSCLI_CONFIG": str(file)}
    limited = ["bash", "-c", 'ulimit -v 1000000; exec timeout 20 "$@"', "bash"]
    for words in (("list", "--from", "seeds"), ("config",)):
        ended = newscli(*words, env=env, before=limited)
        assert (ended.code, ended.out, ended.err.count(b"\n")) == (2, b"", 1), ended
        assert ended.err.startswith(f"newscli: {file}".encode())
        assert len(ended.err) < 600
        assert told.encode() in ended.err
