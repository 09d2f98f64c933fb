"""The long run works, so that it is there when somebody has the time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.programs import PATIENCE, ROOT


@pytest.mark.slow
def test_a_short_soak_prints_a_table_without_failures(fresh: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.faults.soak", "--scale", "0.001"]
    ended = subprocess.run(
        [*command, "--only", "documents", "queries", "damage", "kills"],
        cwd=ROOT,
        env=fresh,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    rows = [line.strip("| ").split(" | ") for line in ended.stdout.strip().splitlines()]
    assert [row[0] for row in rows[2:]] == [
        "100 documents at random",
        "100 queries at random",
        "1 damaged indexes",
        "4 kills (SIGKILL) while loading",
    ]
    assert [row[2] for row in rows[2:]] == ["0"] * 4
