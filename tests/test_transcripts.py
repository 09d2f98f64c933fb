"""What the program shows, word for word: every file in transcripts/ is a session to be repeated.

The first line of a file says where the output goes: `in a pipe`, or `on a terminal of N columns`.
Then come commands, each as `$ newscli …`; a shell's pipe between two newscli is understood.  Below
a command stands what it writes: standard output as it is, lines of standard error after `! `, an
exit code other than 0 after `? `.  `pytest --accept` writes the files anew; read the difference.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
WHERE = re.compile(r"on a terminal of (\d+) columns|in a pipe")


def repeated(session: str, run: Callable[..., tuple[int, str, str]]) -> str:
    """The session as it goes now."""
    first, *lines = session.splitlines()
    where = WHERE.fullmatch(first)
    assert where, f"{first!r} does not say where the output goes"
    width = int(where[1]) if where[1] else None
    shown = [first]
    for command in (line for line in lines if line.startswith("$ ")):
        shown += ["", command]
        stages = [shlex.split(stage) for stage in re.split(r" \| ", command[2:])]
        out = ""
        for i, (_, *words) in enumerate(stages):
            last = i == len(stages) - 1
            code, out, err = run(*words, stdin=out, width=width if last else None)
            errors = [f"! {line}" for line in err.splitlines()]
            if not last:
                shown += errors
        shown += [line.rstrip() for line in out.splitlines()] + errors
        shown += [f"? {code}"] if code else []
    return "\n".join(shown) + "\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_session_goes_as_written(
    path: Path, run: Callable[..., tuple[int, str, str]], request: pytest.FixtureRequest
) -> None:
    session = path.read_text(encoding="utf-8")
    now = repeated(session, run)
    if request.config.getoption("--accept"):
        path.write_text(now, encoding="utf-8")
        return
    assert now.splitlines() == session.splitlines()
