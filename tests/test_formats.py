"""Plain text in its layouts: where articles are cut, and what each line of them is taken for."""

from __future__ import annotations

import pytest

from newscli.records import Article
from tests.dumps import Writer
from tests.formats.loading import assert_partition, read

DUMPS = 60  # of each kind; more outside CI


def load(text: str, name: str | None = None) -> list[Article]:
    _, articles = read(text, name)
    assert_partition(text, articles)
    return articles


def right(echo: bool, rule: bool) -> float:
    """The share of made-up dumps of one kind that are cut exactly where they were joined."""
    good = 0
    for seed in range(DUMPS):
        dump = Writer(seed).dump(echo, rule)
        good += [article.headline for article in load(dump.text)] == dump.headlines
    return good / DUMPS


@pytest.mark.parametrize(
    ("echo", "rule", "least"),
    [(True, False, 0.99), (False, True, 0.99), (True, True, 0.99), (False, False, 0.9)],
)
def test_dumps_of_made_up_words_are_cut_where_they_were_joined(
    echo: bool, rule: bool, least: float
) -> None:
    assert right(echo, rule) >= least
