"""The Python interface: what the manual promises to those who import newscli."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscli
from newscli.errors import (
    AmbiguousReferenceError,
    DocumentError,
    QueryError,
    UnknownReferenceError,
)


def test_articles_come_by_number() -> None:
    articles = list(newscli.open_archive(["seeds"]).articles())
    assert [article.number for article in articles] == [1, 2, 3, 4, 5]
    assert [len(article.paragraphs) for article in articles] == [16, 11, 6, 9, 7]


def test_a_hit_carries_text_and_slices_never_markup() -> None:
    hit, *_ = newscli.open_archive(["seeds"]).search("melonni tarifs")
    assert hit.article.number == 2
    assert 0 < hit.score < 100  # two repairs
    marked = [hit.headline.text[start:end] for start, end in hit.headline.marks]
    assert marked == ["Tariffs"]
    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.marks]
    assert {word.lower() for word in marked} <= {"meloni", "tariffs"}
    assert {(repair.word, repair.to.lower()) for repair in hit.repairs} == {
        ("melonni", "meloni"),
        ("tarifs", "tariffs"),
    }


def test_the_limit_bounds_the_hits() -> None:
    archive = newscli.open_archive(["seeds"])
    assert len(archive.search("russia")) > 1
    assert len(archive.search("russia", limit=1)) == 1


@pytest.mark.parametrize("ref", [4, "4", "d16550d4", "danish minister", "danish minster nato"])
def test_an_article_is_named_in_many_ways(ref: str | int) -> None:
    assert newscli.open_archive(["seeds"]).article(ref).number == 4


def test_a_reference_that_names_none_or_several_is_an_error() -> None:
    archive = newscli.open_archive(["seeds"])
    for ref in ("0", "6", "99999999999999999999", "bananas", ""):
        with pytest.raises(UnknownReferenceError):
            archive.article(ref)
    with pytest.raises(AmbiguousReferenceError) as several:
        archive.article("greenland")
    assert {number for number, _ in several.value.candidates} == {2, 4}
    with pytest.raises(QueryError):
        archive.search("")


def test_a_document_is_loaded_without_an_index(tmp_path: Path) -> None:
    articles = newscli.load("seeds/000_95a98d30609874d8.txt")
    assert [article.number for article in articles] == [1, 2, 3, 4]
    assert not (tmp_path / "cache").exists()
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(DocumentError):
        newscli.load(empty)


def test_an_archive_follows_its_files(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Bridge opens\n\nThe bridge across the sound opened to traffic.\n")
    archive = newscli.open_archive([tmp_path / "story.txt"])
    assert [article.headline for article in archive.articles()] == ["Bridge opens"]
    story.write_text("Bridge closes\n\nThe bridge across the sound closed in the wind.\n")
    assert [article.headline for article in archive.articles()] == ["Bridge closes"]
    assert archive.search("opened traffic") == []
    story.unlink()
    assert list(archive.articles()) == []
    assert [problem.reason for problem in archive.problems] == ["no such file or directory"]
