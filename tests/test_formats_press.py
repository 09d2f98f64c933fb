"""Exports of press databases: each story is read as it was printed, whatever the database."""

from __future__ import annotations

import pytest

from tests.exports import VARIATIONS, Variation, stories
from tests.formats.loading import assert_partition, read


def _names(byline: str | None) -> list[str]:
    """The names of a byline, in whatever order and case they are printed."""
    return sorted((byline or "").casefold().removeprefix("by ").replace(",", "").split())


@pytest.mark.parametrize("count", [1, 2, 30])
@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda one: one.name)
def test_each_story_of_an_export_is_read(variation: Variation, count: int) -> None:
    told = stories(count, variation.language, start=count)
    text = variation.write(told)
    _, articles = read(text)
    assert [one.headline for one in articles] == [one.headline for one in told]
    assert [list(one.paragraphs) for one in articles] == [one.paragraphs for one in told]
    assert [(one.date or "")[:10] for one in articles] == [one.date.isoformat() for one in told]
    papers = [(one.publisher or "").removesuffix(" (XX)") for one in articles]
    assert papers == [one.publisher for one in told]
    if variation.byline:
        assert [_names(one.byline) for one in articles] == [_names(one.byline) for one in told]
    assert_partition(text, articles)
