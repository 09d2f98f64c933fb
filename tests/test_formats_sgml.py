"""SGML wire: what its elements become, and what is left of it when it is damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import sgml
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

TEXT = (HERE / "sgml/sample.sgm").read_text(encoding="utf-8")


def test_the_sample_gives_its_records() -> None:
    document, articles = sample("sgml/sample.sgm")
    assert as_records(articles) == records("sgml/records.jsonl")
    assert not document.problems
    assert_partition(TEXT, articles)


def test_a_ticker_in_angle_brackets_is_text() -> None:
    _, articles = sample("sgml/sample.sgm")
    assert articles[0].headline == "VELM PORT <VLM> CLOSES OLD HARBOUR"
    assert articles[0].paragraphs[2] == "The port <VLM> stays open to boats."


def test_an_agency_that_signs_the_body_is_a_credit() -> None:
    _, articles = sample("sgml/sample.sgm")
    assert articles[0].credits == ("Reuter",)
    assert articles[0].paragraphs[-1] == "The port <VLM> stays open to boats."


def test_an_article_without_its_end_tag_ends_where_the_next_begins() -> None:
    text = TEXT.replace("</REUTERS>\n", "", 1)
    document, articles = read(text)
    assert [a.headline for a in articles] == [a.headline for a in read(TEXT)[1]]
    assert [(p.line, p.reason) for p in document.problems] == [
        (2, "an article without its end tag")
    ]
    assert_partition(text, articles)


def test_text_between_articles_is_told() -> None:
    document, _ = read(TEXT.replace("</DOC>\n<DOC>", "</DOC>\nastray\n<DOC>"))
    assert [p.line for p in document.problems] == [49]


def test_a_list_of_damage_is_one_problem() -> None:
    text = "<DOC>\n<TITLE>One</TITLE>\n<TEXT>\nShips left.\n" * 50
    document, articles = read(text)
    assert len(articles) == 50
    assert [p.reason for p in document.problems] == [
        "an article without its end tag, and 48 more like it",
        "the file ends inside an article",
    ]


@given(st.integers(min_value=60, max_value=len(TEXT) - 1))
def test_any_beginning_loads_and_tells(length: int) -> None:
    text = TEXT[:length]
    try:
        document, articles = read(text, "sgml")
    except DocumentError:
        return
    assert_partition(text, articles)
    assert document.problems or text.rstrip().endswith(("</REUTERS>", "</DOC>"))


@pytest.mark.parametrize(
    "text",
    [
        "<p>A page</p>\n",
        "<rss><channel><item><title>A feed</title></item></channel></rss>",
        "In <DOC> the wire begins.\n<TEXT>",
        "<!DOCTYPE html>\n<html><body><article><h1>A page</h1></article></body></html>",
    ],
)
def test_other_markup_is_not_wire(text: str) -> None:
    assert not sgml.matches(text, "any.sgm")
