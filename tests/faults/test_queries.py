"""Whatever is searched for: an answer, nothing, or one line that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.fuzz import query, write_archive
from tests.faults.hostile import active_in
from tests.faults.programs import CANDIDATE, TOLD

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("queries") / "news")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def check(seed: int, run: Run, folder: Path, cache: str) -> int:
    """A query at random ends as a query may, whichever command it is given to; how it ended."""
    words = [*query(seed).split(" ")] if seed % 3 else [query(seed)]
    command = ("search", "search", "read", "search", "export")[seed % 5]
    request = [command, "--query", " ".join(words)] if command == "export" else [command, "--"]
    request += [] if command == "export" else words
    where = ["--from", str(folder)]
    code, out, err = run(request[0], *where, *request[1:], XDG_CACHE_HOME=cache)
    told = f"{seed} {request} {err}"
    assert code in (0, 1, 2), told
    assert "damaged" not in err, told
    assert "bug" not in err, told
    assert code != 2 or command == "read" or err.count("\n") == 1, told
    assert all(line.startswith(TOLD) for line in err.splitlines()), told
    assert not active_in(out, tabs=True), told
    assert not active_in(err), told
    return code


@pytest.mark.slow
def test_hostile_queries_end_as_queries_may(run: Run, folder: Path, cache: str) -> None:
    ended = [check(seed, run, folder, cache) for seed in range(1_500)]
    assert {*ended} == {0, 1, 2}


@pytest.mark.parametrize("words", ["", " ", "\t\n", "\u00a0\u3000", '""', "*", "-", "?!", "\x00"])
def test_a_query_without_a_word_is_told_to_be_empty(words: str, run: Run) -> None:
    code, out, err = run("search", "--from", "seeds", "--", words)
    assert (code, out) == (2, "")
    assert "empty query" in err
    told_of = [line for line in err.splitlines() if not line.startswith(CANDIDATE)]
    assert len(told_of) == 1


@pytest.mark.parametrize(
    "words",
    [
        *("a" * 1_000_000, "harbour " * 10_000, "harbour OR " * 5_000, '"' + "a b " * 5_000 + '"'),
        *("-x " * 9_000, "(" * 100_000, "*" * 20_000, "=" * 20_000, "headline:" * 5_000),
    ],
    ids=lambda words: words[:12],
)
def test_a_query_of_great_length_is_refused(words: str, run: Run) -> None:
    code, out, err = run("search", "--from", "seeds", "--", words)
    assert (code, out) == (2, "")
    assert "query too long" in err or "empty query" in err
    told_of = [line for line in err.splitlines() if not line.startswith(CANDIDATE)]
    assert len(told_of) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("lst",), "list"),
        (("serch", "x"), "search"),
        (("exprot",), "export"),
        (("list", "--jsn"), "--json"),
        (("list", "--limit", "many"), "many"),
        (("list", "-n", "-3"), "-3"),
        (("list", "--color", "blue"), "always"),
        (("read", "4000"), "newscli list"),
        (("read", "qwertyuiop"), "newscli search"),
        (("read", "greenland"), "4  Danish Foreign Minister"),
    ],
)
def test_a_wrong_request_is_told_in_one_line_with_a_suggestion(
    words: tuple[str, ...], told: str, run: Run
) -> None:
    code, out, err = run(*words, *(("--from", "seeds") if words[0] in ("list", "read") else ()))
    assert code in (1, 2)
    assert out == ""
    told_of = [line for line in err.splitlines() if not line.startswith(CANDIDATE)]
    assert len(told_of) == 1
    assert told in err
