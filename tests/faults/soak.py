"""The tests of faults at a length that no test run has, and a table of what came of them.

    python -m tests.faults.soak [--scale 0.01] [--only documents kills …]

Exits with 1 when anything failed, and names it under the table.  Two processes are at work at a
time; on a machine that does nothing else, all of it takes about 20 minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ran
from tests.faults import growing, test_documents, test_index, test_kills, test_queries
from tests.faults.fuzz import write_archive
from tests.faults.growing import PROCESSES
from tests.faults.programs import ROOT, differences, folder_of, held, newscli, story, surroundings

CHUNK = 250  # seeds that a process is given at a time
KILLS = 4  # of one load, before a run completes it
WRITERS = 8


class Result(NamedTuple):
    """What was done, what came of it, and what should not have."""

    done: str
    came: str
    failures: list[str]


# Each of these runs in a process of its own


def settle(base: Path) -> None:
    """Give this process a folder of its own below another, and an environment to go with it."""
    folder = tempfile.mkdtemp(dir=base)
    os.environ |= {"XDG_CACHE_HOME": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/config"}
    os.chdir(ROOT)


def place() -> Path:
    """The folder of this process."""
    return Path(os.environ["XDG_CACHE_HOME"]).parent


@cache
def archive() -> Path:
    return write_archive(place() / "news")


@cache
def sound() -> test_index.Sound:
    return test_index.Sound(place() / "sound", ran)


def read(seed: int) -> str:
    return "read, every line in one part" if test_documents.check(seed) else "refused, or empty"


def asked(seed: int) -> str:
    return f"exit {test_queries.check(seed, ran, archive(), str(place() / 'cache'))}"


def mutated(seed: int) -> str:
    noticed = test_index.check(seed, sound(), place() / f"damaged{seed}")
    return "set aside and rebuilt" if noticed else "answered rightly as it was"


def checked(check: Callable[[int], str], seeds: Iterable[int]) -> tuple[Counter[str], list[str]]:
    """How often each thing came of these seeds, and what failed."""
    came: Counter[str] = Counter()
    failures = []
    for seed in seeds:
        try:
            came[check(seed)] += 1
        except Exception as error:
            failures.append(f"{check.__name__} {seed}: {type(error).__name__} {error}"[:500])
    return came, failures


def many(what: str, check: Callable[[int], str], count: int, base: Path) -> Result:
    """A check of so many seeds, by all processes."""
    came: Counter[str] = Counter()
    failures: list[str] = []
    chunks = [range(at, min(at + CHUNK, count)) for at in range(0, count, CHUNK)]
    with ProcessPoolExecutor(PROCESSES, initializer=settle, initargs=(base,)) as pool:
        for some, failed in pool.map(partial(checked, check), chunks):
            came += some
            failures += failed
    told = "; ".join(f"{number:,} {name}" for name, number in came.most_common())
    return Result(f"{count:,} {what}", told, failures)


# Processes that are killed, or write at the same time


def kills(count: int, base: Path) -> Result:
    """Loads that are killed several times and then completed, against one that was not."""
    folder, clean = folder_of(base / "news", 80), base / "clean"
    assert newscli("list", "--from", str(folder), env=surroundings(clean)).code == 0
    whole = held(clean)
    chance = random.Random(1)  # noqa: S311 - nothing secret
    rounds = -(-count // KILLS)
    cases = [
        (base / f"cache{number}", [chance.uniform(0, 1) for _ in range(KILLS)])
        for number in range(rounds)
    ]

    def differs(some: int) -> list[str]:
        mine = cases[some::PROCESSES]
        if told := test_kills.killed(folder, mine, base / f"warm{some}"):
            return [told]
        return [
            f"{cache.name}: {wrong}"
            for cache, _ in mine
            for wrong in differences(held(cache), whole)
        ]

    with ThreadPoolExecutor(PROCESSES) as pool:
        failures = [found for some in pool.map(differs, range(PROCESSES)) for found in some]
    return Result(
        f"{rounds * KILLS:,} kills (SIGKILL) while loading",
        f"{rounds:,} indexes completed by one more run, all rows as in a clean one",
        failures,
    )


def writers(seconds: float, base: Path) -> Result:
    """Processes that load an archive while it changes, and one look at what they have left."""
    folder = folder_of(base / "news", 60)
    env = surroundings(base / "cache")
    words = ["list", "--from", str(folder)]
    until = time.monotonic() + seconds

    def write(number: int) -> tuple[int, list[str]]:
        chance = random.Random(number)  # noqa: S311 - nothing secret
        runs, failures = 0, []
        while time.monotonic() < until:
            mine = chance.randrange(60 // WRITERS) * WRITERS + number  # nobody else writes it
            new = folder / f".{number}"
            new.write_text(story(f"Affair{runs}x{number}"), encoding="utf-8")
            new.rename(folder / f"{mine:05}.txt")
            ended = newscli(*words, env=env)
            runs += 1
            if ended.code or len(ended.lines) != 60:
                failures.append(f"writer {number}: {ended.code} {ended.err!r} {len(ended.lines)}")
        return runs, failures

    with ThreadPoolExecutor(WRITERS) as pool:
        found = list(pool.map(write, range(WRITERS)))
    failures = [one for _, some in found for one in some]
    if test_kills.said(base / "cache", words) != test_kills.said(base / "clean", words):
        failures.append("writers: the index is not as a clean one")
    runs = sum(runs for runs, _ in found)
    return Result(
        f"{seconds:.0f} s of {WRITERS} writers on one index",
        f"{runs:,} runs, each with all articles; the index as a clean one",
        failures,
    )


def growth(size: int) -> Iterator[Result]:
    """How much longer twice the input takes."""
    for what, ratios in growing.ratios(size):
        worst = max(ratios, key=lambda kind: ratios[kind])
        yield Result(
            f"twice the {what}, {len(ratios)} kinds",
            f"at most {ratios[worst]:.2f} × the time ({worst})",
            [f"{kind}: {ratio:.2f} ×" for kind, ratio in ratios.items() if ratio > growing.MOST],
        )


SOAKS: dict[str, Callable[[float, Path], Iterable[Result]]] = {
    "documents": lambda scale, base: [
        many("documents at random", read, round(100_000 * scale), base)
    ],
    "queries": lambda scale, base: [many("queries at random", asked, round(100_000 * scale), base)],
    "damage": lambda scale, base: [many("damaged indexes", mutated, round(1_000 * scale), base)],
    "kills": lambda scale, base: [kills(round(1_000 * scale), base)],
    "writers": lambda scale, base: [writers(60 * scale, base)],
    "growth": lambda scale, _: growth(round(1_000_000 * max(scale, 0.2))),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="soak")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is all of it")
    parser.add_argument("--only", nargs="+", choices=SOAKS, default=[*SOAKS])
    options = parser.parse_args()
    failures: list[str] = []
    print("| done | what came of it | failures | seconds |\n|---|---|---|---|")
    for name in options.only:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="newscli-soak-") as base:
            for result in SOAKS[name](options.scale, Path(base)):
                seconds = time.monotonic() - start
                row = (result.done, result.came, len(result.failures), f"{seconds:.0f}")
                print("|", " | ".join(map(str, row)), "|", flush=True)
                failures += result.failures
    print("", *failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
