"""How newscli grows with an archive, as ratios within one run on one machine.

    python tests/benchmarks/scale.py --data DIR [--sizes 11,2000,100000,1000000] [--python PYTHON]

`DIR` holds the corpora of which `corpora.made_up` makes the archives.  `PYTHON` is the interpreter
of an environment in which newscli is installed with its bytecode compiled, as `pip install .` does;
without it, this one; its `newscli` is what is timed.  Up to 10,000 articles lie in a text file
each; 100,000 in one file, in 10,000 and in 100,000; more in one and in 10,000; or in as many as
`--files` says.  Every command runs as a process of its own with its output in a pipe, by turns with
a bare Typer program; medians are told, of CPU time, the user's and the system's of a process and
all that it starts, as a machine may have other work.  Peers that are not installed are named and
passed over.  A million articles want 12 GB of disk in `--folder`, which is cleared again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import corpora
import peers
from startup import BARE

WHOOSH_MOST = 2_000  # articles; it takes a quarter of an hour for 100,000
BATCH = 1_000  # queries of a list
RACY = 2.1  # seconds after which a file's stamp may be trusted, and is not looked behind each time
TANTIVY = {1: 2.5, 100_000: 3.5}  # of a load ÷ tantivy's of ready records, by how many files
LIMITS = {100_000: 1.6, 1_000_000: 2.5}  # of a command ÷ a bare program, up to so many articles


class Archive(NamedTuple):
    """Articles in files, and what to ask about them."""

    folder: Path
    articles: int
    files: int
    text: int
    """Bytes."""
    name: str
    """A made-up name in the headline of an article."""
    other: str
    """Another word of that headline."""

    @property
    def typo(self) -> str:
        """The name without a letter within."""
        return self.name[:3] + self.name[4:]

    @property
    def commands(self) -> dict[str, list[str]]:
        """What is timed."""
        return {
            "list -n 20": ["list", "-n", "20"],
            "search: one word": ["search", self.name],
            "search: one typo": ["search", self.typo],
            "search: two words, one typo": ["search", self.typo, self.other],
            "search: a common word": ["search", "said"],
            "read": ["read", str(self.articles // 2)],
        }


class Load(NamedTuple):
    """What a first command took."""

    seconds: float
    memory: float
    """Peak of the process and its workers together, in MB; 0 where that cannot be told."""


def archives(data: Path, folder: Path, articles: int, several: Sequence[int]) -> Iterator[Archive]:
    """The archives of a size, written one at a time."""
    usual = (1, 10_000, 100_000) if articles == 100_000 else (1, 10_000)
    for files in several or ((articles,) if articles <= 10_000 else usual):
        stories = corpora.made_up(data)
        named = next(islice(stories, 7, None))
        name, *rest = [word.strip(":") for word in named.headline.lower().split()]
        other = max((word for word in rest if word.isalpha()), key=len)
        place = folder / f"{articles}-{files}"
        size = corpora.write(corpora.made_up(data), place / "files", articles, files)
        yield Archive(place, articles, files, size, name, other)
        shutil.rmtree(place)


class Program:
    """newscli as installed in an environment, asked about one archive."""

    def __init__(self, python: str, archive: Archive) -> None:
        self._command = [str(Path(python).with_name("newscli"))]
        self._source = ["--from", str(archive.folder / "files")]
        self._cache = archive.folder / "cache"
        self._environment = {**os.environ, "XDG_CACHE_HOME": str(self._cache)}

    def seconds(self, words: Sequence[str]) -> float:
        """CPU time of one run."""
        return seconds([*self._command, *words, *self._source], self._environment)

    def load(self) -> Load:
        """Build the index, whatever there is of it."""
        shutil.rmtree(self._cache, ignore_errors=True)
        command = [*self._command, "list", "-n", "1", *self._source]
        before = spent()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=self._environment)
        peak = [0.0]
        watcher = threading.Thread(target=watch, args=(process, peak))
        watcher.start()
        process.wait()
        took = spent() - before
        watcher.join()
        time.sleep(RACY)
        return Load(took, peak[0])

    def size(self) -> int:
        """Bytes of the index."""
        return sum(path.stat().st_size for path in self._cache.rglob("*") if path.is_file())


def seconds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """CPU time of one run, whatever it finds."""
    before = spent()
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    took = spent() - before
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")
    return took


def spent() -> float:
    """CPU seconds of all processes that have been waited for, with those that they waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Keep the highest sum of what a process and its children hold, as Linux tells it."""
    while process.poll() is None:
        with suppress(OSError):  # one of them has ended
            held = sum(proportional(one) for one in family(Path("/proc", str(process.pid))))
            peak[0] = max(peak[0], held)
        time.sleep(0.25)


def family(process: Path) -> list[Path]:
    """A process of Linux's, and all that it has started."""
    found = [process]
    for children in process.glob("task/*/children"):
        for child in children.read_text().split():
            found += family(Path("/proc", child))
    return found


def proportional(process: Path) -> float:
    """MB of a process, with its share of what several hold."""
    lines = (process / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def by_turns(one: Sequence[str], program: Program, bare: Sequence[str], runs: int) -> list[float]:
    """Medians of a command and of the bare program."""
    pairs = [(program.seconds(one), seconds(bare)) for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*pairs, strict=True)]


def main() -> None:
    """Print a table for each archive, and one of growth."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", default="11,2000,100000,1000000")
    parser.add_argument("--files", default="", help="how many, in place of the usual ones")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one without")
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    several = [int(files) for files in arguments.files.split(",") if files]
    for peer in missing():
        print(f"not installed: {peer}")
    commands: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        program = [arguments.python, str(bare)]
        for articles in map(int, arguments.sizes.split(",")):
            for archive in archives(arguments.data, Path(folder), articles, several):
                measured = measure(
                    arguments.data, archive, arguments.python, program, arguments.runs
                )
                if archive.files == min(articles, 10_000) or several:
                    commands[articles] = measured
    print_growth(commands)


def missing() -> list[str]:
    """The peers that are not installed."""
    programs = [name for name in ("rg", "fzf") if not shutil.which(name)]
    return programs + [name for name in peers.ENGINES if not find_spec(name)]


def measure(
    data: Path, archive: Archive, python: str, bare: Sequence[str], runs: int
) -> dict[str, float]:
    """Print the rows of one archive; the seconds that each command took."""
    program = Program(python, archive)
    load = program.load()
    megabytes = archive.text / 1e6
    print(f"\n## {archive.articles:,} articles in {archive.files:,} files, {megabytes:,.1f} MB\n")
    print("| what | target | newscli |\n|---|---|---|")
    limit = next((most for size, most in LIMITS.items() if archive.articles <= size), "")
    took = {}
    for name, words in archive.commands.items():
        ours, theirs = by_turns(words, program, bare, runs)
        took[name] = ours
        print(f"| {name} ÷ bare Typer | {limit} | {ours / theirs:.2f} |", flush=True)
    if archive.articles > 2_000:
        print(f"| index size ÷ text | 2.0 | {program.size() / archive.text:.2f} |")
        print(f"| MB of text loaded a CPU second | | {megabytes / load.seconds:.1f} |")
        limit = 400 if archive.articles >= 1_000_000 else ""
        print(f"| peak memory while loading, MB | {limit} | {load.memory:.0f} |")
    print_batch(data, archive, program)
    print_peers(archive, took["search: one typo"], load, runs)
    if archive.files >= 2_000:
        print_change(archive, program, load)
    return took


def print_batch(data: Path, archive: Archive, program: Program) -> None:
    """Ask a list of made-up names and of names with a typo in one process."""
    stories = islice(corpora.made_up(data), BATCH // 2)
    names = [story.key for story in stories]
    asked = [*names, *(name[:3] + name[4:] for name in names)]
    file = archive.folder / "names.txt"
    file.write_text("\n".join(asked) + "\n", encoding="utf-8")
    each = program.seconds(["search", "--batch", str(file)]) / len(asked) * 1000
    print(f"| search --batch: ms a query of {len(asked):,} | 20 | {each:.1f} |", flush=True)


def print_change(archive: Archive, program: Program, load: Load) -> None:
    """Change one file, and print what it takes to load that."""
    time.sleep(RACY)
    program.seconds(["list", "-n", "1", "--refresh"])
    one = next((archive.folder / "files").rglob("*.*"))
    text = one.read_text(encoding="utf-8")
    one.write_text(text.replace(" said ", " told ") + "\n", encoding="utf-8")
    again = program.seconds(["list", "-n", "1", "--refresh"])
    row = f"run after 1 of {archive.files:,} files changed ÷ full load"
    limit = "0.01" if archive.files >= 100_000 else ""
    print(f"| {row} | {limit} | {again / load.seconds:.4f} |", flush=True)


def print_peers(archive: Archive, ours: float, load: Load, runs: int) -> None:
    """Print how other programs do: what finds the same word, and who builds an index."""
    folder = archive.folder / "files"
    if shutil.which("rg"):
        records = archive.folder / "articles.jsonl"
        with records.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(story) + "\n" for story in peers.articles(folder))
        theirs = median(["rg", "-ic", archive.name, str(records)], min(runs, 5))
        limit = 0.4 if archive.articles >= 1_000_000 else ""
        print(f"| one typo ÷ rg -ic, no typo | {limit} | {ours / theirs:.2f} |", flush=True)
    if shutil.which("fzf"):
        headlines = archive.folder / "headlines"
        with headlines.open("w", encoding="utf-8") as file:
            file.writelines(f"{headline}\n" for headline, _ in peers.articles(folder))
        theirs = median(["sh", "-c", f"fzf -f {archive.typo} < {headlines}"], min(runs, 5))
        print(f"| one typo ÷ fzf over the headlines | | {ours / theirs:.2f} |", flush=True)
    for engine in peers.ENGINES:
        if not find_spec(engine) or archive.articles > 100_000:
            continue
        if engine == "whoosh" and archive.articles > WHOOSH_MOST:
            continue
        program = [sys.executable, peers.__file__]
        index = str(archive.folder / engine)
        built = seconds([*program, "index", engine, str(folder), index])
        asked = median([*program, "ask", engine, index, archive.typo], min(runs, 5))
        limit = TANTIVY.get(archive.files, "") if engine == "tantivy" else ""
        print(f"| load and index ÷ {engine} | {limit} | {load.seconds / built:.2f} |", flush=True)
        print(f"| one typo ÷ {engine}, one edit | | {ours / asked:.2f} |", flush=True)


def median(command: Sequence[str], runs: int) -> float:
    return statistics.median([seconds(command) for _ in range(runs + 1)][1:])


def print_growth(commands: Mapping[int, Mapping[str, float]]) -> None:
    """Print how much longer each command takes from size to size."""
    sizes = [*commands]
    steps = [*pairwise(sizes)]
    if not steps:
        return
    print("\n## Growth\n")
    print("| command |", " | ".join(f"{most:,} ÷ {least:,}" for least, most in steps), "|")
    print("|---" * (1 + len(steps)) + "|")
    for name in commands[sizes[0]]:
        grown = [commands[most][name] / commands[least][name] for least, most in steps]
        print(f"| {name} |", " | ".join(f"{ratio:.2f}" for ratio in grown), "|")


if __name__ == "__main__":
    main()
