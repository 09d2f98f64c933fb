"""Exports of press databases: each story is read as it was printed, whatever the database."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

import pytest

from tests.exports import VARIATIONS, Variation, stories
from tests.formats.loading import assert_partition, read

GOLDEN = Path(__file__).parent / "goldens" / "exports.txt"


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


ONE = "The ferry to Velm will sail again on Monday, the port's manager said."
TWO = "Workers replaced the hull plates over four months and painted the funnel."


def test_a_headline_goes_on_below_and_a_show_is_no_paper() -> None:
    text = (
        f"{'1 of 1 DOCUMENT':>50}\n\n{'VELM NEWS':>45}\n\n{'SHOW: GOOD MORNING 7:00 AM':>55}\n\n"
        f"{'February 9, 2021 Tuesday':>54}\n\nLENGTH: 24 words\n\nHEADLINE: FERRY SAILS AGAIN;\n"
        f"ISLANDS GLAD\n\nBODY:\n{ONE}\n\n{TWO}\n\nLOAD-DATE: February 9, 2021\n"
    )
    [article] = read(text)[1]
    assert article.headline == "FERRY SAILS AGAIN; ISLANDS GLAD"
    assert (article.publisher, article.date) == ("VELM NEWS", "2021-02-09")
    assert article.paragraphs == (ONE, TWO)


def test_an_abstract_is_the_text_where_there_is_no_other() -> None:
    lines = [
        "Ferry sails",
        "Publication info: Velm Post ; Velm [Velm]. 09 Aug 2019: A.1.",
        f"Abstract: {ONE}",
        "Subject: Ferries; Ports",
        "Title: Ferry sails",
        "Publication title: Velm Post",
        "Publication date: Aug 9, 2019",
    ]
    text = "\n\n".join(("_" * 60, *lines, "_" * 60))
    [article] = read(text)[1]
    assert (article.headline, article.paragraphs) == ("Ferry sails", (ONE,))
    assert article.topics == ("Ferries", "Ports")


def test_documents_may_follow_each_other_without_a_blank_line() -> None:
    head = "{} words\n{} August 2019\nVelm Post\nVELP\nEnglish\n(c) 2019 Velm Post"
    text = "\n".join(
        f"{title}\n{head.format(12, day)}\n{said}\nDocument VELP000020190809ef890000{day}"
        for title, day, said in (("Ferry sails again", 1, ONE), ("Storm", 2, TWO))
    )
    articles = read(text)[1]
    assert [one.headline for one in articles] == ["Ferry sails again", "Storm"]
    assert [one.paragraphs for one in articles] == [(ONE,), (TWO,)]


@pytest.mark.parametrize("variation", VARIATIONS[::3], ids=lambda one: one.name)
def test_an_export_saved_as_a_page_is_its_articles(variation: Variation) -> None:
    told = stories(3, variation.language)
    lines = [escape(line.strip(), quote=False) for line in variation.write(told).split("\n")]
    page = "\n".join(f"<div>{line}</div>" for line in lines if line)
    text = f"<html><head><title>Export</title></head><body>\n{page}\n</body></html>\n"
    _, articles = read(text, "html")
    assert [one.headline for one in articles] == [one.headline for one in told]
    assert [(one.date or "")[:10] for one in articles] == [one.date.isoformat() for one in told]
    assert_partition(text, articles)


def test_what_an_export_states_beside_its_stories_is_kept_in_its_place(
    request: pytest.FixtureRequest,
) -> None:
    shown = ""
    for variation in VARIATIONS:
        _, articles = read(variation.write(stories(2, variation.language, start=2)))
        shown += f"# {variation.name}\n"
        for one in articles:
            parts = (part.role for part in one.parts if part.role != "separator")
            facts = (one.section, one.language, one.place, one.url, *one.topics)
            texts = [*(caption.text for caption in one.captions), *(s.text for s in one.subheads)]
            shown += " | ".join(fact for fact in (*facts, *texts) if fact) + "\n"
            shown += (
                f"{' '.join(role for role, _ in groupby(parts))}; {len(one.other)} lines kept\n"
            )
    if request.config.getoption("--accept"):
        GOLDEN.write_text(shown, encoding="utf-8")
    assert shown == GOLDEN.read_text(encoding="utf-8")
