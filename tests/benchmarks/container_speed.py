"""How fast and in how much memory structured documents are read, and how both grow.

    python tests/benchmarks/container_speed.py [MEGABYTES]

Documents are made up: the same articles in each layout.  Every row reads one of MEGABYTES (8) and
one twice as large, each in a process of its own: megabytes a second, how many times as long the
larger one takes, and the most memory that it has held.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from newscli import formats
from newscli.text import Document

RANDOM = Random(7)  # noqa: S311  # the same documents in each run, no secrets
WORDS = ["".join(RANDOM.choices("abcdefghilmnoprstu", k=RANDOM.randint(2, 9))) for _ in range(4000)]
POOL = [" ".join(RANDOM.choices(WORDS, k=RANDOM.randint(12, 50))) + "." for _ in range(2000)]


def article(number: int) -> tuple[str, list[str]]:
    """Headline and paragraphs."""
    return f"Headline {number} {POOL[number % 2000][:50]}", RANDOM.choices(POOL, k=8)


def as_csv(number: int) -> str:
    headline, body = article(number)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow([number, headline, "\n\n".join(body)])
    return stream.getvalue()


def as_json(number: int) -> str:
    headline, body = article(number)
    return json.dumps({"id": number, "title": headline, "text": "\n".join(body)}) + "\n"


def as_sgml(number: int) -> str:
    headline, body = article(number)
    text = "\n".join(f"   {paragraph}" for paragraph in body)
    return f"<DOC>\n<TITLE>{headline}</TITLE>\n<TEXT>\n{text}\n</TEXT>\n</DOC>\n"


def as_mail(number: int) -> str:
    headline, body = article(number)
    head = (
        f"From a@velm.example Tue Oct 19 09:40:48 2021\nFrom: a@velm.example\nSubject: {headline}"
    )
    return f"{head}\n\n" + "\n\n".join(body) + "\n\n"


def as_markdown(number: int) -> str:
    headline, body = article(number)
    return f"## {headline}\n - date: 2021-10-19\n\n" + "\n\n".join(body) + "\n\n"


def as_feed(number: int) -> str:
    headline, body = article(number)
    text = escape("".join(f"<p>{paragraph}</p>" for paragraph in body))
    return f"<item><title>{headline}</title><description>{text}</description></item>\n"


LAYOUTS = {
    "csv": ("id,title,text\n", as_csv, ""),
    "json": ("", as_json, ""),
    "sgml": ("", as_sgml, ""),
    "mail": ("", as_mail, ""),
    "markdown": ("", as_markdown, ""),
    "feed": ("<rss><channel>\n", as_feed, "</channel></rss>\n"),
}


def read(path: str, name: str) -> None:
    """Read a document and print the seconds it took and the memory held, in MiB."""
    start = time.process_time()
    with open(path, "rb") as stream:
        for _ in formats.articles(Document(path, stream), name):
            pass
    taken = time.process_time() - start
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)


def measured(path: Path, name: str) -> tuple[float, int]:
    command = [sys.executable, __file__, "--read", str(path), name]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = run.stdout.split()
    return float(seconds), int(memory)


def main(megabytes: int) -> None:
    print(f"{'layout':10} {'MB/s':>6} {'twice':>6} {'MiB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (opening, one, closing) in LAYOUTS.items():
            times = []
            for size in (megabytes, 2 * megabytes):
                path = Path(folder) / f"{name}-{size}"
                with path.open("w", encoding="utf-8") as stream:
                    stream.write(opening)
                    number = 0
                    while stream.tell() < size << 20:
                        stream.writelines(map(one, range(number, number + 100)))
                        number += 100
                    stream.write(closing)
                times.append(measured(path, name))
                path.unlink()
            (short, _), (long, memory) = times
            print(
                f"{name:10} {2 * megabytes * 1.048576 / long:6.1f} {long / short:6.2f} {memory:5}"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
