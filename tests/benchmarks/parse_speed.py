"""How fast text is parsed into articles, on one core, against Python's own `str.splitlines`.

    python tests/benchmarks/parse_speed.py [FOLDER]

Texts are made up (`tests/dumps.py`), or the .txt files of FOLDER.  Every row times both in the
same run: bytes a second, and how many times as long as splitting the same text into lines takes.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newscli import formats
from newscli.text import Document
from tests.dumps import Writer

TIMES = 3  # the best of so many counts


def seconds(work: Callable[[], object]) -> float:
    """CPU time of the fastest of some runs."""
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def parse(documents: list[bytes]) -> int:
    """How many articles the documents hold."""
    return sum(
        1 for data in documents for _ in formats.articles(Document("some.txt", io.BytesIO(data)))
    )


def split(documents: list[bytes]) -> int:
    return sum(len(data.decode("utf-8", "replace").splitlines()) for data in documents)


def row(name: str, documents: list[bytes]) -> float:
    """Print one line; the seconds that parsing took."""
    size = sum(map(len, documents))
    parsing, splitting = seconds(lambda: parse(documents)), seconds(lambda: split(documents))
    print(
        f"{name:24} {size / 1e6:6.1f} MB {parse(documents):7} articles"
        f" {size / parsing / 1e6:6.1f} MB/s {parsing / splitting:6.1f} × splitlines"
    )
    return parsing


def stories(folder: str | None) -> list[str]:
    """Texts of one article each: a headline, a blank line, paragraphs."""
    if folder:
        paths = sorted(Path(folder).rglob("*.txt"))
        return [path.read_text(encoding="utf-8", errors="replace").strip() for path in paths]
    writer = Writer(1, "latin")
    return [
        "\n\n".join([writer.headline(), *(writer.paragraph() for _ in range(12))])
        for _ in range(1500)
    ]


def repeated(texts: list[str], separator: str, times: int) -> bytes:
    """The texts joined, so many times over."""
    return separator.join(texts * times).encode()


def main() -> None:
    texts = stories(sys.argv[1] if len(sys.argv) > 1 else None)
    row("many small files", [text.encode() for text in texts])
    for name, separator in (("blank lines", "\n\n\n\n"), ("rules", "\n----------\n")):
        once = row(f"one file, {name}", [repeated(texts, separator, 1)])
        twice = row("  twice as long", [repeated(texts, separator, 2)])
        print(f"  {twice / once:.2f} times the time")
    row("one article", ["\n\n".join(texts[0].split("\n\n") * 4000).encode()])
    row("one line of 10 MB", [b"word " * (10 * 200_000)])


if __name__ == "__main__":
    main()
