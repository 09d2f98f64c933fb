"""Which answers stand first, and which words are no answer at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def archive(folder: Path, *texts: str) -> str:
    """A file of articles with these texts, without headlines of use."""
    file = folder / "articles.jsonl"
    records = ({"headline": f"Number {i}", "body": text} for i, text in enumerate(texts, 1))
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return str(file)


def found(run: Run, file: str, *words: str) -> list[int]:
    code, out, _ = run("search", *words, "--from", file, "--json")
    assert code in (0, 1)
    return [hit["article"]["number"] for hit in json.loads(out)["hits"]]


def test_a_long_question_ranks_by_what_its_words_say_and_not_by_how_many_there_are(
    run: Run, tmp_path: Path
) -> None:
    common = "what are the of a in which there"
    file = archive(
        tmp_path,
        f"{common} gardens",
        "flutter of slender wings: flutter in theory, flutter in flight",
        *[f"{common} harbour number {letter * 5}" for letter in "abcdefghij"],
    )
    question = "what are the methods of a theory in which there is flutter"
    assert found(run, file, question)[0] == 2


def test_an_alternative_typed_twice_counts_twice(run: Run, tmp_path: Path) -> None:
    filler = ["the harbour council meets"] * 9
    file = archive(tmp_path, "the lemon harvest", "the melon harvest", *filler)
    assert found(run, file, "lemon OR melon OR melon")[:2] == [2, 1]
    assert found(run, file, "lemon OR lemon OR melon")[:2] == [1, 2]


def test_two_words_that_no_article_has_together_find_those_with_one(
    run: Run, tmp_path: Path
) -> None:
    file = archive(tmp_path, "the lemon harvest", "the harbour council meets")
    assert sorted(found(run, file, "lemon council")) == [1, 2]


def test_a_far_fetched_repair_of_a_single_word_is_named_and_not_taken(
    run: Run, tmp_path: Path
) -> None:
    file = archive(tmp_path, "the garden of the council", "the council meets")
    assert found(run, file, "gardn") == [1]
    assert found(run, file, "bardon") == []
    code, out, err = run("search", "bardon", "--from", file)
    assert (code, out) == (1, "")
    assert "garden" in err


def test_a_vocabulary_that_lost_a_word_is_noticed(run: Run, tmp_path: Path) -> None:
    file = archive(tmp_path, "the garden of the council", "the council meets")
    assert found(run, file, "garden") == [1]
    (index,) = (tmp_path / "cache").rglob("*.db")
    with closing(sqlite3.connect(index, isolation_level=None)) as db:
        db.execute("DELETE FROM vocabulary WHERE word = 'garden'")
    code, out, err = run("search", "garden", "--from", file, "--json")
    assert [hit["article"]["number"] for hit in json.loads(out)["hits"]] == [1]
    assert code == 0
    assert "index" in err
