"""Lines that tell of nothing alike are articles of their own; those that hang together are one."""

from __future__ import annotations

import io
import random

from newscli import formats
from newscli.text import Document

COMMON = "that with from have this will been which their would about after".split()


def lines(count: int, shared: float, seed: int = 1) -> list[str]:
    """Made-up paragraphs; each takes this share of its rare words from the one before."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    made: list[list[str]] = [[]]
    for _ in range(count):
        own = ["".join(rng.choices("abcdefghilmnoprstu", k=7)) for _ in range(20)]
        kept = rng.sample(made[-1], int(shared * len(made[-1])))
        made.append(kept + own[len(kept) :])
    return [
        " ".join(
            word for pair in zip(rare, rng.choices(COMMON, k=20), strict=True) for word in pair
        )
        + "."
        for rare in made[1:]
    ]


def count(paragraphs: list[str]) -> int:
    text = "\n".join(paragraphs)
    return len(list(formats.articles(Document("a.txt", io.BytesIO(text.encode())))))


def test_many_long_lines_about_different_things_are_an_article_each() -> None:
    for seed in range(20):
        assert count(lines(40, shared=0, seed=seed)) == 40


def test_lines_that_go_on_from_one_another_are_one_article() -> None:
    for seed in range(20):
        assert count(lines(40, shared=0.3, seed=seed)) == 1


def test_few_lines_are_one_article_whatever_they_tell() -> None:
    assert count(lines(12, shared=0)) == 1


def test_a_short_line_among_them_makes_paragraphs_of_all() -> None:
    paragraphs = lines(40, shared=0)
    paragraphs[20] = "Nobody was hurt."
    assert count(paragraphs) == 1


def test_each_line_is_traced_to_its_place() -> None:
    text = "\n".join(lines(30, shared=0))
    found = list(formats.articles(Document("a.txt", io.BytesIO(text.encode()))))
    assert [(a.source.first_line, a.source.last_line) for a in found] == [
        (number, number) for number in range(1, 31)
    ]
    assert {article.evidence for article in found} == {"lines"}
