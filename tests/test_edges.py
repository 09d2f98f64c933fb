"""Documents on both sides of a count that decides how they are divided, or what is a headline."""

from __future__ import annotations

import json
from random import Random

import pytest

from newscli.formats.layout.hyphens import Hyphens
from newscli.records import Article
from tests.formats.loading import read

FIVE = "Ferry stops for a winter"
TOLD = (
    "<p>The ferry of {0} stopped running on Tuesday after a storm, the harbour said.</p>"
    "<p>Nobody was hurt in {0} when the waves tore three beams from the landing stage.</p>"
)


def words(count: int) -> str:
    return "word " * (count - 1) + "word."


def story(headline: str, text: str, element: str = "article") -> str:
    return f"<{element}>\n<h2>{headline}</h2>\n{text}\n</{element}>\n"


def page(*stories: str, above: str = "Velm Post", beside: str = "") -> str:
    return (
        f"<html><head><title>{above}</title></head><body><h1>{above}</h1>{''.join(stories)}"
        f"{beside}</body></html>"
    )


def both(headline: str, element: str = "article") -> list[str]:
    """Two stories below a headline of the same length."""
    return [story(headline, TOLD.format(place), element) for place in ("Velm", "Holm")]


SEVERAL = {  # pages of two stories, and nearly the same that is one article
    "words of a paragraph": [page(*[story(FIVE, f"<p>{words(n)}</p>")] * 2) for n in (60, 59)],
    "words of a headline": [page(*both(head)) for head in (FIVE, "Ferry stops for winter")],
    "words above": [page(*both(FIVE, "div"), above=f"{x}Velm Post") for x in ("", "The ")],
    "words of the page's title": [
        page(*both(FIVE), above=f"No ferry until {x}") for x in ("spring", "next spring")
    ],
    "share of the longest": [
        page(story(FIVE, TOLD), story(FIVE, TOLD * times)) for times in (4, 8)
    ],
    "share of the page": [page(*both(FIVE), beside=TOLD * times) for times in (1, 3)],
}


@pytest.mark.parametrize("what", SEVERAL)
def test_a_page_is_of_several_stories_by_shares_and_words(what: str) -> None:
    found = [[one.headline for one in read(text)[1]] for text in SEVERAL[what]]
    assert [len(one) for one in found] == [2, 1]
    assert len({*found[0]}) == 1


def of_values(text: str, title: str) -> Article:
    (article,) = read(json.dumps([{"a": text, "b": title}]))[1]
    return article


def test_a_value_that_no_name_claims_is_a_text_by_its_words_and_a_title_by_its_own() -> None:
    article = of_values(words(12), "Ferry stops again")
    assert (article.headline, article.paragraphs) == ("Ferry stops again", (words(12),))
    article = of_values(words(12), "Ferry stops")
    assert (article.headline_derived, article.other) == (True, ("b: Ferry stops",))
    assert of_values(words(11), "Ferry stops again").paragraphs == ()


@pytest.mark.parametrize(("count", "articles"), [(25, 25), (24, 1)])
def test_so_many_lines_with_no_word_in_common_are_an_article_each(
    count: int, articles: int
) -> None:
    chance = Random(1)  # noqa: S311 - no secret
    text = "\n".join(
        " ".join("".join(chance.choices("abdefgiklmnoprstuv", k=7)) for _ in range(34)) + "."
        for _ in range(count)
    )
    assert len(read(f"{text}\n")[1]) == articles


PARTED = ["The council voted on Mon-", "day to close the fer-", "ry and the har-", "bour at noon."]


@pytest.mark.parametrize(
    ("lines", "others", "joined"),
    [(4, 146, "Mon|day"), (3, 0, "Mon-|day"), (4, 147, "Mon-|day")],
)
def test_so_many_lines_that_part_a_word_show_that_a_text_is_set_so(
    lines: int, others: int, joined: str
) -> None:
    hyphens = Hyphens([*PARTED[:lines], *["It is so."] * others])
    assert joined.replace("|", "") in hyphens.text(PARTED[:2], lambda above, below: " ")
    for above, below in (("Bau-", "und Garten"), ("the co-", "Op"), ("an x-", "ray")):
        assert hyphens.text([above, below], lambda above, below: " ") == f"{above} {below}"


@pytest.mark.parametrize(("tags", "format"), [("TY TI AU", "tagged"), ("TY TI", "text")])
def test_so_many_tags_make_a_record(tags: str, format: str) -> None:
    text = "".join(f"{tag}  - Ferry stops\n" for tag in tags.split()) + "ER  - \n"
    assert {one.source.format for one in read(text)[1]} == {format}


def stated(**facts: object) -> Article:
    """An article with these facts beside a headline, as JSON over several lines."""
    (article,) = read(json.dumps([{"title": "Ferry stops", **facts}], indent=1))[1]
    return article


SAID = ("The ferry stopped.", "Nobody knows why.", "Two ships wait.")
PLACED = "VELM (AP) — The harbour is shut."


def test_a_text_that_opens_with_facts_states_them() -> None:
    article = stated(text=["3 May 2012", "By Ana Bo", "Share", *SAID])
    assert (article.date, article.byline, article.paragraphs) == ("2012-05-03", "Ana Bo", SAID)
    assert article.other == ("3 May 2012", "By Ana Bo", "Share")
    article = stated(text=[*SAID, "By Ana Bo"])
    assert (article.byline, article.paragraphs) == (None, (*SAID, "By Ana Bo"))
    for above, place in (([*SAID], "VELM"), ([*SAID, SAID[0]], None)):
        article = stated(text=[*above, PLACED])
        assert (article.place, article.credits) == (place, ("AP",) if place else ())
        assert article.paragraphs == (*above, PLACED)


def test_a_standfirst_is_one_by_its_length_and_if_the_text_does_not_open_with_it() -> None:
    for length, subheads in ((1_000, 1), (1_001, 0)):
        assert len(stated(lead="x" * length, text=[*SAID]).subheads) == subheads
    told = "The ferry of Velm stopped on Monday, and nobody at the old harbour knows why"
    assert len(stated(lead=f"{told} so.", text=f"{told} yet.").subheads) == 0
    assert len(stated(lead=told, text=f"Some say: {told[:40]}").subheads) == 1


def test_what_fits_no_field_is_kept_under_its_name() -> None:
    article = stated(url="7", language="none of them", author="x" * 1_000, text=[*SAID])
    assert (article.url, article.language, article.byline) == (None, None, None)
    assert [one.partition(": ")[0] for one in article.other] == ["url", "language", "author"]
    article = stated(a="x" * 199, b="y" * 200, text=[*SAID])
    assert [part.role for part in article.parts[2:4]] == ["metadata", "other"]


def test_the_same_caption_is_one_though_its_quotes_differ() -> None:
    article = stated(text=[*SAID], images=[{"caption": "“The” pier"}, {"caption": '"The" pier'}])
    assert [one.text for one in article.captions] == ["“The” pier"]
    assert '"The" pier' in article.other


def test_without_a_text_what_there_is_opens_the_article() -> None:
    for facts, headline in (
        ({"images": [{"caption": "The pier"}], "note": "So"}, "The pier"),
        ({"text": "", "note": "So it goes"}, "id: 3"),
        ({"text": "VELM (AP) — The harbour is shut."}, "The harbour is shut."),
    ):
        (article,) = read(json.dumps([{"id": 3, "date": "2012-05-03", **facts}]), "json")[1]
        assert article.headline_derived
        assert headline in article.headline
