"""Signals and kills at any moment: silence, the promised exit code, and an index that one more run
makes the same as a clean one's."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.programs import (
    PATIENCE,
    ROOT,
    differences,
    folder_of,
    held,
    newscli,
    started,
    surroundings,
)

# As the script that installing makes, but for the byte which says that Python itself has started:
# what happens before newscli's first line is out of its hands.
SCRIPT = """
import os, sys
from newscli.__main__ import run
os.write(int(sys.argv.pop(1)), b"!")
run()
"""


def stopped(
    words: list[str], env: dict[str, str], after: float, number: int
) -> tuple[int, bytes, bytes]:
    """How newscli ended when it got a signal so many seconds after its first line."""
    ready, theirs = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(theirs), *words],
        env=env,
        cwd=ROOT,
        pass_fds=[theirs],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    os.read(ready, 1)
    os.close(ready)
    time.sleep(after)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    if process.returncode == -number and b"newscli" not in err:
        return number + 128, out, b""  # between the byte and newscli's first line
    return process.returncode, out, err


def moments(count: int, longest: float) -> list[float]:
    """Times from 0 to the longest, spread at random."""
    chance = random.Random(count)  # noqa: S311 - nothing secret
    return sorted(chance.uniform(0, longest) for _ in range(count))


def duration(words: list[str], env: dict[str, str]) -> float:
    """Seconds that newscli takes."""
    start = time.perf_counter()
    assert newscli(*words, env=env).code == 0
    return time.perf_counter() - start


@pytest.mark.slow
def test_an_interrupt_at_any_moment_ends_in_silence(env: dict[str, str]) -> None:
    commands = [["list"], ["search", "kremlin"], ["read", "2"], ["export"]]
    sample = ["--from", "seeds"]
    longest = duration([*commands[1], *sample], env)

    def ended(case: tuple[int, float]) -> tuple[int, bytes]:
        number, after = case
        code, _, err = stopped([*commands[number % 4], *sample], env, after, signal.SIGINT)
        return code, err

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(ended, enumerate(moments(300, longest))))
    assert set(found) <= {(0, b""), (130, b"")}
    assert (130, b"") in found  # how many are in time depends on how busy the machine is


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_while_loading_ends_in_silence_and_leaves_an_index_that_a_run_completes(
    number: int, code: int, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "news", 80)
    words = ["list", "--from", str(folder)]
    clean = surroundings(tmp_path / "clean")
    longest = duration(words, clean)
    for attempt, after in enumerate(moments(6, longest)):
        env = surroundings(tmp_path / f"cache{attempt}")
        ended, _, err = stopped(words, env, after, number)
        assert (ended, err) in {(0, b""), (code, b"")}
        assert newscli(*words, env=env).code == 0
        assert not differences(held(tmp_path / f"cache{attempt}"), held(tmp_path / "clean"))


def test_a_signal_that_is_ignored_stays_ignored(env: dict[str, str]) -> None:
    """As `nohup` has it, and shells for what runs in the background."""
    for name in ("SIGHUP", "SIGINT", "SIGTERM"):
        line = (
            f"import os, signal, sys; signal.signal(signal.{name}, signal.SIG_IGN); "
            f"os.execv(sys.executable, [sys.executable, '-m', 'newscli', 'list', '--from', '-'])"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", line],
            env=env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(getattr(signal, name))
        out, err = process.communicate(b"A headline\n\nA text of some words.\n", timeout=PATIENCE)
        assert (process.returncode, err, out.count(b"\n")) == (0, b"", 1)


def test_a_signal_in_a_function_that_sqlite_calls_is_not_lost(fresh: dict[str, str]) -> None:
    """There, an exception is turned into an error of SQLite's, which looks like damage."""
    code = (
        "import os, signal, sys\n"
        "from newscli.index import vocabulary\n"
        "plain = vocabulary.repairable\n"
        "def struck(word):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return plain(word)\n"
        "vocabulary.repairable = struck\n"
        "sys.argv[1:] = ['list', '--from', 'seeds']\n"
        "from newscli.__main__ import run\n"
        "run()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=fresh, cwd=ROOT, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (143, b"", b"")


KILLED = """
import json, os, signal, sys, time
from newscli.cli import main
folder, warm, cases = json.load(sys.stdin)
def begun(cache):
    child = os.fork()
    if not child:
        os.environ["XDG_CACHE_HOME"] = cache
        os._exit(main(["list", "--from", folder]))
    return child
os.environ["XDG_CACHE_HOME"] = warm + "0"
main(["list", "--from", folder])
start = time.perf_counter()
os.waitpid(begun(warm + "1"), 0)
longest = time.perf_counter() - start
for cache, shares in cases:
    for share in shares:
        child = begun(cache)
        time.sleep(share * longest)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _, status = os.waitpid(begun(cache), 0)
    assert status == 0, (cache, status)
"""
"""Loads a folder with each cache: killed after each share of the time that a load takes, then left
to its end.  Each load is a process of its own, and a fork: that all is imported is no load."""


def killed(folder: Path, cases: list[tuple[Path, list[float]]], warm: Path) -> str:
    """Load the folder with each cache folder, killed after such shares of the time that it takes,
    and once to the end; what went wrong.  Other caches are made, whose names begin with `warm`."""
    told = [str(folder), str(warm), [(str(cache), shares) for cache, shares in cases]]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED],
        env=surroundings(warm),
        cwd=ROOT,
        input=json.dumps(told).encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    return ended.stderr.decode() if ended.returncode else ""


@pytest.mark.slow
def test_a_hundred_kills_while_loading_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "news", 80)
    clean = surroundings(tmp_path / "clean")
    assert newscli("list", "--from", str(folder), env=clean).code == 0
    chance = random.Random(1)  # noqa: S311 - nothing secret
    cases = [
        (tmp_path / f"cache{number}", [chance.uniform(0, 1) for _ in range(4)])
        for number in range(25)
    ]
    assert killed(folder, cases, tmp_path / "warm") == ""
    whole = held(tmp_path / "clean")
    assert not any(differences(held(cache), whole) for cache, _ in cases)


def test_kills_while_a_changed_archive_is_loaded_again_lose_and_double_nothing(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path / "news", 60)
    cache, clean = tmp_path / "cache", tmp_path / "clean"
    words = ["list", "--from", str(folder)]
    assert newscli(*words, env=surroundings(cache)).code == 0
    for round_ in range(3):
        for number in range(0, 60, 3):
            file = folder / f"{number:05}.txt"
            file.write_text(file.read_text().replace("harbour", f"harbour {round_}"))
        (folder / f"{3 * round_ + 1:05}.txt").unlink()
        assert killed(folder, [(cache, moments(5, 1))], tmp_path / f"warm{round_}") == ""
    assert newscli(*words, env=surroundings(clean)).code == 0
    after, anew = (said(where, words) for where in (cache, clean))
    assert after == anew
    assert len(after) == 57


def said(cache: Path, words: list[str]) -> set[tuple[str, ...]]:
    """What a list says of each article, but for its number."""
    return {tuple(line.split("\t")[1:]) for line in newscli(*words, env=surroundings(cache)).lines}


# Workers


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of over 4 MB, which is loaded by several processes."""
    return folder_of(tmp_path_factory.mktemp("pile") / "news", 60, sentences=1_100)


def processes(mark: str) -> set[int]:
    """Processes with these characters in their environment."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if mark.encode() in (entry / "environ").read_bytes():
                    found.add(int(entry.name))
            except OSError:
                continue
    return found


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="needs Linux's /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_a_load_by_several_that_is_ended(
    number: int, pile: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    process = started("list", "--from", str(pile), env=surroundings(cache))
    most = 0
    for _ in range(200):
        most = max(most, len(processes(str(cache))))
        if most > 1:
            break
        time.sleep(0.01)
    assert most > 1
    time.sleep(0.3)
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert err == b""
    for _ in range(100):
        if not processes(str(cache)):
            break
        time.sleep(0.05)
    assert not processes(str(cache))
