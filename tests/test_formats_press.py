"""Exports of press databases: each story is read as it was printed, whatever the database."""

from __future__ import annotations

import pytest

from tests.exports import VARIATIONS, Story, Variation, stories
from tests.formats.loading import assert_partition, read


def _said(story: Story, byline: bool) -> tuple[str, str, str, str, list[str]]:
    name = " ".join(sorted(story.byline.casefold().split())) if byline else ""
    return story.headline, story.date.isoformat(), story.publisher, name, story.paragraphs


@pytest.mark.parametrize("count", [1, 2, 30])
@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda one: one.name)
def test_each_story_of_an_export_is_read(variation: Variation, count: int) -> None:
    told = stories(count, variation.language, start=count)
    text = variation.write(told)
    _, articles = read(text)
    found = [
        (
            article.headline,
            (article.date or "")[:10],
            article.publisher,
            " ".join(
                sorted((article.byline or "").casefold().removeprefix("by ").replace(",", "").split())
            )
            if variation.byline
            else "",
            list(article.paragraphs),
        )
        for article in articles
    ]
    assert found == [_said(story, variation.byline) for story in told]
    assert_partition(text, articles)
