"""Twice the input takes at most two and a half times the work: Python's own calls, or the steps of
SQLite's machine.  `soak` measures the time, which is another question to regular expressions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newscli.archive import Archive
from newscli.index import Index
from newscli.search.spellings import by_rule
from tests.faults.fuzz import KINDS, large
from tests.faults.growing import MOST, read
from tests.faults.programs import folder_of

FEW = 3_000  # calls that are the same whatever the size


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those in C included."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_document_is_at_most_twice_and_a_half_the_work(kind: str) -> None:
    read(large(kind, 2_000))  # what is imported and compiled on the way
    small, big = large(kind, 20_000), large(kind, 40_000)
    once, twice = calls(lambda: read(small)), calls(lambda: read(big))
    assert twice <= MOST * once + FEW


def test_a_query_without_end_is_tried_with_no_more_endings_than_a_word() -> None:
    by_rule("harbour")
    assert calls(lambda: by_rule("a" * 200_000)) <= calls(lambda: by_rule("a" * 200))


def steps(index: Index, work: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite's machine takes."""
    count = 0

    def counted() -> int:
        nonlocal count
        count += 1
        return 0

    index.db.set_progress_handler(counted, 100)
    try:
        work()
    finally:
        index.db.set_progress_handler(None, 100)
    return count


@pytest.mark.parametrize("question", ["list", "search", "misspelt", "read", "export"])
def test_twice_the_archive_is_at_most_twice_and_a_half_the_work(
    question: str, tmp_path: Path
) -> None:
    counts = []
    for documents in (150, 300):
        folder = folder_of(tmp_path / str(documents), documents, sentences=2)
        with closing(Archive([folder], None)) as archive:
            list(archive.summaries(1))
            questions: dict[str, Callable[[], object]] = {
                "list": lambda archive=archive: list(archive.summaries()),
                "search": lambda archive=archive: archive.search("harbour council", 20),
                "misspelt": lambda archive=archive: archive.search("harbuor matter0007", 20),
                "read": lambda archive=archive: archive.article("matter0009"),
                "export": lambda archive=archive: list(archive.articles()),
            }
            index = archive._kept.index
            assert index
            archive.search("harbour")  # what is made on demand
            work = questions[question]
            counts.append((calls(work), steps(index, work)))
    (calls_once, steps_once), (calls_twice, steps_twice) = counts
    assert calls_twice <= MOST * calls_once + FEW
    assert steps_twice <= MOST * steps_once + 20


def test_loading_twice_the_files_is_at_most_twice_and_a_half_the_work(tmp_path: Path) -> None:
    counts = []
    for documents in (10, 60, 120):
        folder = folder_of(tmp_path / str(documents), documents, sentences=2)
        with closing(Archive([folder], None)) as archive:
            counts.append(calls(lambda archive=archive: archive.search("harbour")))
    assert counts[2] <= MOST * counts[1] + FEW
