"""How loading scales, as ratios within one run on one machine.

    python tests/benchmarks/loading.py [--files 10000] [--folder DIR]

Text files of made-up words (long-tailed, as in news) are loaded by this process alone and with
workers, a transaction a document and in batches, twice as many, and again after one file changed.
Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from newscli.archive import Archive, loading
from newscli.sources import Root, sweep

FOLDER = 1_000  # files in each


def words(chance: random.Random) -> Callable[[int], str]:
    """Sentences of made-up words, of which a few are very frequent and most are rare."""
    syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er")]
    known = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(60_000)]
    weights = [1 / (rank + 3) for rank in range(len(known))]

    def text(count: int) -> str:
        return " ".join(chance.choices(known, weights, k=count)).capitalize() + "."

    return text


def write(folder: Path, count: int) -> None:
    """Text files of about 2 kB, a headline and paragraphs each."""
    chance = random.Random(11)  # noqa: S311 - no secret
    text = words(chance)
    for i in range(count):
        path = folder / f"{i // FOLDER:03}" / f"{i:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        paragraphs = [text(8).rstrip("."), *(text(40) for _ in range(chance.randint(4, 10)))]
        path.write_text("\n\n".join(paragraphs) + "\n")


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Print a row a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary one without")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        measure(Path(folder), arguments.files)


def measure(folder: Path, count: int) -> None:
    write(folder / "once", count)
    write(folder / "half", count // 2)
    size = sum(path.stat().st_size for path in (folder / "once").rglob("*.txt"))

    def load(name: str, *, alone: bool = False, batch: int = loading.BATCH) -> float:
        before = (loading.ALONE, loading.ALONE_FILES, loading.BATCH)
        loading.BATCH = batch
        if alone:
            loading.ALONE = loading.ALONE_FILES = 1 << 60
        try:
            index = Path(tempfile.mkdtemp(dir=folder))
            return seconds(lambda: Archive([folder / name], index).numbers())
        finally:
            loading.ALONE, loading.ALONE_FILES, loading.BATCH = before

    load("half")  # fills the file cache
    whole, half = load("once"), load("half")
    print(f"{count:,} files, {size / 1e6:.1f} MB: {whole:.1f} s, {size / whole / 1e6:.1f} MB/s")
    print(f"growth for twice the input         {whole / half:8.2f}")
    print(f"alone ÷ with workers               {load('once', alone=True) / whole:8.2f}")
    print(f"a transaction a document ÷ batches {load('half', batch=1) / half:8.2f}")

    archive = Archive([folder / "once"], folder / "index", refresh=True)
    archive.numbers()
    time.sleep(2.1)  # until no stamp may deceive
    archive.numbers()
    one = folder / "once" / "000" / "000007.txt"
    one.write_text(one.read_text() + "\nAnother paragraph stands below the others now.\n")
    again = seconds(archive.numbers)
    print(f"full load ÷ after one file changed {whole / again:8.0f}")
    look = min(seconds(lambda: sweep([Root(folder / "once")])) for _ in range(5))
    print(f"microseconds a file of a sweep     {look / count * 1e6:8.2f}")
    for who, name in ((resource.RUSAGE_SELF, "this"), (resource.RUSAGE_CHILDREN, "a worker")):
        peak = resource.getrusage(who).ru_maxrss / 1024
        print(f"peak memory of {name:20}{peak:8.0f} MB")


if __name__ == "__main__":
    main()
