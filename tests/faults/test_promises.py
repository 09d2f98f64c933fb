"""What SECURITY.md promises is held by tests that there are."""

from __future__ import annotations

import re

from tests.faults.programs import ROOT

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_tests_that_hold_it() -> None:
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    tests = {name for text in files for name in re.findall(r"^def (test_\w+)", text, re.M)}
    promised = re.sub(r"^## At length$.*?(?=^## )", "", SECURITY, flags=re.M | re.S)  # results
    rows = [line for line in promised.splitlines() if line.startswith("|")]
    promises = [row for row in rows if not re.match(r"\|---|.*\| held by \|$", row)]
    assert len(promises) > 35
    for promise in promises:
        named = re.findall(r"`(test_\w+)`", promise.rpartition(" | ")[2])
        assert named, promise
        assert {*named} <= tests, promise
