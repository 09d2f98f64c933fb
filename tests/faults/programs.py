"""newscli as a process of its own, and what tests of faults look at afterwards."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = [sys.executable, "-m", "newscli"]
_BYTECODE = tempfile.TemporaryDirectory(prefix="newscli-bytecode-")
PATIENCE = 240  # seconds after which a process that should have ended is taken to hang


CANDIDATE = "  @"  # what begins a line of candidates, below the line that names several
TOLD = ("newscli: ", CANDIDATE)
"""What begins each line on standard error."""


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def lines(self) -> list[str]:
        return self.out.decode().splitlines()


def surroundings(cache: Path, **more: str) -> dict[str, str]:
    """The environment for a process: the user's own settings have no say."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEWSCLI_", "LC_", "PYTHONIO"))
        and name not in {"NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "COLUMNS", "LINES", "LANG"}
    }
    ours |= {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    if "PYTHONDONTWRITEBYTECODE" in ours:  # start fast all the same, and leave the checkout alone
        del ours["PYTHONDONTWRITEBYTECODE"]
        ours["PYTHONPYCACHEPREFIX"] = _BYTECODE.name
    return ours | more


def newscli(
    *words: str | bytes,
    env: Mapping[str, str],
    stdin: bytes | None = None,
    cwd: Path = ROOT,
    before: Sequence[str] = (),
) -> Ended:
    """Run newscli to its end, with pipes for streams; `before` is a program that starts it.

    What it says of a load that took its time is left out: that tells of the machine.
    """
    ended = subprocess.run(
        [*before, *PROGRAM, *words],
        env=env,
        cwd=cwd,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    lines = ended.stderr.splitlines(keepends=True)
    told = b"".join(line for line in lines if not line.startswith(b"newscli: loaded "))
    return Ended(ended.returncode, ended.stdout, told)


def without_power() -> list[str]:
    """What starts a program so that permissions mean something to it: root's are taken away.

    It stays root by name, as Python may lie where nobody else may look.
    """
    if os.getuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv to act as others")
    powers = "-dac_override,-dac_read_search,-fowner"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]


def started(*words: str | bytes, env: Mapping[str, str], **streams: int) -> subprocess.Popen[bytes]:
    """newscli as it runs, with pipes for output."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*PROGRAM, *words], env=env, cwd=ROOT, **(pipes | streams))


def story(name: str, sentences: int = 4, seed: int = 0) -> str:
    """An article of its own: a headline with this name, and paragraphs of made-up words."""
    words = random.Random(f"{name} {seed}")  # noqa: S311 - nothing secret
    syllables = ["ba", "ken", "lor", "mi", "nu", "po", "ra", "sel", "ti", "vu", "zan", "dor"]

    def sentence() -> str:
        made = ["".join(words.choices(syllables, k=words.randint(1, 4))) for _ in range(12)]
        return f"The {name} {' '.join(made)} of the harbour."

    body = "\n\n".join(sentence() for _ in range(sentences))
    return f"Council Hears of {name} and the Harbour\n\n{body}\n"


def folder_of(folder: Path, documents: int, sentences: int = 4, names: Sequence[str] = ()) -> Path:
    """A folder with this many documents of one article each, written long enough ago to be taken
    as settled."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        name = names[number] if names else f"Matter{number:04}"
        file = folder / f"{number:05}.txt"
        file.write_text(story(name, sentences), encoding="utf-8")
    return folder


# What an index holds

# Columns and keys that say when something was read, or how old it was then: these differ between
# two runs.  (A folder's time is kept once it is old enough to be trusted.)
TIMES = {"read_ns", "swept_ns", "again", "content", "mtime_ns", "first_us"}


def index_files(cache: Path) -> list[Path]:
    """The indexes in a cache folder."""
    return sorted(cache.rglob("*.db"))


def held(cache: Path) -> dict[str, list[tuple[object, ...]]]:
    """Table → all rows of the only index in the folder, sorted, but for when files were read.

    Of the full-text tables it is what they answer: each word with its article, column and place.
    """
    (file,) = index_files(cache)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA integrity_check")
        tables = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        virtual = [name for name, sql in tables if sql.startswith("CREATE VIRTUAL")]
        found: dict[str, list[tuple[object, ...]]] = {}
        for name, _ in tables:
            if name in virtual or name.startswith(tuple(f"{other}_" for other in virtual)):
                continue
            columns = [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')]
            unkept = TIMES | {"id"} if name == "folders" else TIMES
            kept = ", ".join(column for column in columns if column not in unkept)
            rows = db.execute(f'SELECT {kept} FROM "{name}"').fetchall()  # noqa: S608 - ours
            found[name] = sorted((row for row in rows if row[0] not in TIMES), key=repr)
        for name, sql in tables:
            if name in virtual and "fts5(" in sql:
                kind = "row" if "detail=none" in sql else "instance"
                shown = f"temp.words_of_{name}"
                db.execute(f"CREATE VIRTUAL TABLE {shown} USING fts5vocab(main, {name}, {kind})")
                rows = db.execute(f"SELECT * FROM {shown}").fetchall()  # noqa: S608 - ours
                found[name] = sorted(rows, key=repr)
        return found


def differences(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The tables in which two indexes differ."""
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
