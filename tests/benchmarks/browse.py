"""How fast `newscli browse` opens and answers, on an archive of made-up articles.

    python tests/benchmarks/browse.py [--articles 100000] [--runs 9] [--keep FOLDER]

Everything runs on a pseudo-terminal of 120 columns and is timed from outside.  Opening: from the
start of the process until the first row has arrived, against a bare Textual app until its only
word has.  Typing: from a key to the last output that it brought, and what of the processor that
took, for queries of two words: as they are, with the first misspelt, with both misspelt; printed
are median, 90th percentile and worst.  Use an environment with newscli[browse] installed.  It takes
some minutes, most of them for the archive: with one that was kept, under two.

The words are syllables put together at random, with frequencies as in a language (Zipf); an article
is a headline of 6 to 11 and four to seven paragraphs of 25 to 60 of them.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import random
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from itertools import accumulate
from pathlib import Path

BARE = """
from textual.app import App
from textual.widgets import Static


class Bare(App):
    def compose(self):
        yield Static("hello")


Bare().run()
"""

WORDS = 60_000
A_FILE = 100  # articles
SIZE = (34, 120)
PATIENCE = 30  # seconds without any output after which a run has failed
SETTLED = 0.15  # seconds without output after which a screen is taken as complete


def vocabulary(count: int) -> list[str]:
    """Made-up words, each once."""
    dice = random.Random(1)  # noqa: S311 - no secret
    onsets = ["b", "br", "d", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st"]
    vowels, codas = ["a", "e", "i", "o", "u", "ai", "ou"], ["", "l", "n", "r", "s", "m", "nd"]
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = dice.randint(1, 4)
        words["".join(map(dice.choice, [onsets, vowels, codas] * syllables))] = None
    return list(words)


def write_archive(folder: Path, articles: int) -> list[str]:
    """Files of made-up articles, unless they are there; some of their headlines."""
    dice = random.Random(2)  # noqa: S311 - no secret
    words = vocabulary(WORDS)
    weights = list(accumulate(1 / (rank + 20) for rank in range(WORDS)))
    headlines = []

    def text(least: int, most: int) -> list[str]:
        return dice.choices(words, cum_weights=weights, k=dice.randint(least, most))

    folder.mkdir(parents=True, exist_ok=True)
    for file in range(articles // A_FILE):
        written = []
        for _ in range(A_FILE):
            headline = " ".join(word.capitalize() for word in text(6, 11))
            paragraphs = [" ".join(text(25, 60)).capitalize() + "." for _ in range(5)]
            written.append("\n\n".join([headline, *paragraphs[: dice.randint(4, 5)]]))
        headlines.append(headline)
        rule = "\n\n" + "-" * 40 + "\n\n"
        path = folder / f"{file:06}.txt"
        if not path.exists():  # else all would be read again
            path.write_text(rule.join(written) + "\n")
    return headlines


class Screen:
    """A program on a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)  # noqa: S606 - our own command
        size = struct.pack("HHHH", *SIZE, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def until(self, wanted: bytes) -> float:
        """When the wanted output had arrived."""
        seen = b""
        while wanted not in seen:
            if not select.select([self.terminal], [], [], PATIENCE)[0]:
                raise TimeoutError(wanted)
            seen += os.read(self.terminal, 1 << 16)
        return time.perf_counter()

    def key(self, key: bytes) -> tuple[float, float, float]:
        """Seconds from a key to its letter, to the last output that it brought, and of the
        processor."""
        used = self.used()
        pressed = time.perf_counter()
        os.write(self.terminal, key)
        shown: list[float] = []
        while select.select([self.terminal], [], [], SETTLED if shown else PATIENCE)[0]:
            os.read(self.terminal, 1 << 16)
            shown.append(time.perf_counter() - pressed)
        return shown[0], shown[-1], self.used() - used

    def used(self) -> float:
        """Seconds of the processor that the program has had, in all threads that it has."""
        tasks = Path("/proc", str(self.pid), "task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def close(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def misspelt(word: str, dice: random.Random) -> str:
    """The word with two neighbours swapped."""
    at = dice.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def typing(command: list[str], environment: dict[str, str], headlines: list[str]) -> None:
    """Time every key of some queries."""
    dice = random.Random(3)  # noqa: S311 - no secret
    screen = Screen(command, environment)
    screen.until(b"Search"[1:])
    times: list[tuple[float, float, float]] = []
    for index, headline in enumerate(headlines):
        words = [word.lower() for word in headline.split() if len(word) > 5][:2]
        for slip in range(min(index % 3, len(words))):
            words[slip] = misspelt(words[slip], dice)
        times += [screen.key(letter.encode()) for letter in " ".join(words)]
        screen.key(b"\x15")
    screen.close()
    for name, each in zip(
        ("letter shown", "all shown", "processor"), zip(*times, strict=True), strict=True
    ):
        taken = sorted(each)
        median, ninth, worst = statistics.median(taken), taken[len(taken) * 9 // 10], taken[-1]
        print(f"{name:14} {median * 1e3:7.1f} ms {ninth * 1e3:7.1f} ms {worst * 1e3:7.1f} ms")


def main() -> None:
    """Print how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--queries", type=int, default=12)
    parser.add_argument("--keep", type=Path, help="where archive and index stay, for other runs")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        headlines = write_archive(folder / "articles", asked.articles)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "TERM": "xterm"}
        newscli = [sys.executable, "-m", "newscli"]
        documents = ["--from", str(folder / "articles")]
        subprocess.run([*newscli, "list", *documents, "-n1"], env=environment, check=True)
        bare = Path(scratch, "bare.py")
        bare.write_text(BARE)
        starts: dict[str, list[float]] = {"bare": [], "prompt": [], "first rows": []}
        for _ in range(asked.runs + 1):
            for name, command, wanted in (
                ("bare", [sys.executable, str(bare)], b"hello"),
                ("prompt", [*newscli, "browse", *documents], b"earch"),
                ("first rows", [*newscli, "browse", *documents], b" words"),
            ):
                screen = Screen(command, environment)
                starts[name].append(screen.until(wanted) - screen.started)
                screen.close()
        print(f"\n{asked.articles:,} articles; median of {asked.runs}")
        for name, times in starts.items():
            print(f"{name:14} {statistics.median(times[1:]) * 1e3:7.1f} ms")
        print(f"\n{'each key':14} {'median':>10} {'90%':>10} {'worst':>10}")
        typing([*newscli, "browse", *documents], environment, headlines[: asked.queries])


if __name__ == "__main__":
    main()
