"""Fuzzing guided by coverage, by hand: one part of newscli is given bytes, kept when they reach
code that none reached before.

    pip install atheris
    python -m tests.faults.guided press --seconds 3600 [--corpus FOLDER]
    python -m tests.faults.guided --list

Begins with the project's samples.  Ends at the first input that breaks a promise, and says where it
was written; `--again FILE` tries one input alone.  Atheris drives it (libFuzzer for Python).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

SLOWEST = 20  # seconds of a processor for one input; under instruments all takes ten times as long
HANGS = 600  # seconds of the clock: on a busy machine one of a processor is many of these
LARGEST = 1 << 14  # bytes of an input: longer ones repeat themselves
ROOMS = ("config", "text", "sources", "formats", "index", "search", "archive")  # are watched
SAMPLES = Path(__file__).parent.parent / "formats"
SETTINGS = (  # of every kind that there is
    *('from = ["a.txt", "b/*"]', 'theme = "dark"', "ascii = true", "limit = 1_0", "pager = ''"),
    *('columns = "date"', "sort = 2020-01-01T10:00:00Z", "[names]", 'A = ["B C", "D\\u00e9"]'),
)

Target = Callable[[bytes], None]


def reader(name: str | None) -> Target:
    """A format's reader: what is refused is refused in one way, what is read loses no line."""
    from newscli import formats
    from newscli.errors import DocumentError
    from newscli.text import Document
    from tests.faults.test_documents import see_lines

    def read(data: bytes) -> None:
        with suppress(DocumentError):
            document = Document("any", io.BytesIO(data))
            see_lines([*formats.articles(document, name)], data)

    return read


def archives() -> Target:
    """A file of any kind, loaded, searched, sorted and read: zip, tar, compressed, office, text."""
    from newscli.archive import Archive
    from newscli.errors import UsageError

    file = Path(tempfile.mkdtemp(), "any")

    def read(data: bytes) -> None:
        file.write_bytes(data)
        # a bug is raised, not told: see `main`
        with closing(Archive([file], None)) as archive, suppress(UsageError):
            archive.search("the", 20)
            assert len(archive.numbers("headline")) == len([*archive.articles()])

    return read


def configurations() -> Target:
    """A configuration file: settings, or one error."""
    from newscli.config.settings import config
    from newscli.errors import NewscliError

    file = Path(tempfile.mkdtemp(), "config.toml")

    def read(data: bytes) -> None:
        file.write_bytes(data)
        with suppress(NewscliError):
            config({"NEWSCLI_CONFIG": str(file)}).in_force({})

    return read


def queries() -> Target:
    """What is typed to be searched for: an answer with its marks, or one error."""
    from newscli import open_archive
    from newscli.errors import NewscliError
    from tests.faults.fuzz import write_archive

    archive = open_archive([write_archive(Path(tempfile.mkdtemp(), "news"))])

    def read(data: bytes) -> None:
        with suppress(NewscliError):
            for hit in archive.search(data.decode("utf-8", "surrogateescape")):
                for text, marks in (hit.headline, hit.snippet):
                    assert all(0 <= start < end <= len(text) for start, end in marks)

    return read


def targets() -> Iterator[tuple[str, Callable[[], Target]]]:
    from newscli.choices import FORMATS, names

    yield "any", lambda: reader(None)
    for name in names(FORMATS):
        yield name, lambda name=name: reader(name)  # type: ignore[misc]
    yield "archives", archives
    yield "configurations", configurations
    yield "queries", queries


def samples(target: str) -> Iterator[bytes]:
    """What to begin with."""
    from tests.faults.fuzz import document, query

    if target == "queries":
        yield from (query(seed).encode("utf-8", "surrogatepass") for seed in range(400))
        return
    if target == "configurations":
        yield from (line.encode() + b"\n" for line in SETTINGS)
        yield "\n".join(SETTINGS).encode()
        return
    own = SAMPLES / target
    files = own.rglob("*") if own.is_dir() else SAMPLES.rglob("*")
    yield from (path.read_bytes() for path in files if path.is_file())
    yield from (document(seed) for seed in range(1000 if target == "archives" else 100))


def timed(target: Target) -> Target:
    """The same, which is not to take too long."""

    def run(data: bytes) -> None:
        start = time.process_time()
        target(data)
        assert time.process_time() - start < SLOWEST, "slow"

    return run


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("target", nargs="?")
    parser.add_argument("--list", action="store_true", help="name the targets")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="where inputs are kept from run to run")
    parser.add_argument("--again", type=Path, help="try this input alone")
    asked = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["newscli", "tomllib"]):
        for room in ROOMS:  # what is imported later would not be watched
            package = import_module(f"newscli.{room}")
            for module in walk_packages(package.__path__, f"{package.__name__}."):
                import_module(module.name)
        import_module("tomllib")
        known = dict(targets())
        if asked.list or asked.target not in known:
            print(*known)
            return
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
        os.environ["NEWSCLI_DEBUG"] = "1"  # a bug is raised, not told
        target = timed(known[asked.target]())
    if asked.again:
        target(asked.again.read_bytes())
        return
    corpus = asked.corpus or Path(tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(samples(asked.target)):
        (corpus / f"sample{number}").write_bytes(sample[:LARGEST])
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={asked.seconds}",
            f"-max_len={LARGEST}",
            f"-timeout={HANGS}",
            f"-artifact_prefix={corpus.parent}/{asked.target}-",
            "-print_final_stats=1",
            str(corpus),
        ],
        target,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
