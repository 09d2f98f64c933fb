"""Articles between labelled lines, as press databases and forms print them."""

from __future__ import annotations

from io import BytesIO

import pytest

from newscli.formats.dividing.filling import role_of, stated
from newscli.formats.dividing.heads import read_pieces
from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.setting import set_units
from newscli.records import Article
from newscli.text import Document

TEXT = (
    "The harbour of Ellerby will stay closed until the masts are found, the port office said.",
    "Divers have looked for them since Sunday, and will go on as long as the weather allows.",
)


def read(text: str) -> Article:
    document = Document("a.txt", BytesIO(text.encode()))
    units = set_units(document.text)
    [article] = read_pieces(document, units, [Piece(0, 0, len(units), "x")], 99)
    return article


def test_the_text_is_the_prose_between_labels() -> None:
    above = ["SECTION: News; Pg. 4", "BYLINE: Mara Brandon", "LENGTH: 31 words"]
    below = [
        "GRAPHIC: A diver comes up without a mast in the harbour of Ellerby",
        "LOAD-DATE: May 4",
    ]
    article = read("\n\n".join(("Harbour closed", *above, *TEXT, *below)))
    assert article.headline == "Harbour closed"
    assert article.paragraphs == TEXT
    assert article.byline == "Mara Brandon"
    assert [c.text for c in article.captions] == [below[0].partition(": ")[2]]
    assert "LENGTH: 31 words" in article.other


def test_a_label_says_where_the_text_begins_and_stands_on_its_line() -> None:
    head = "Title: Harbour closed\nAuthor: Brandon, Mara\nPublication date: May 3, 2012"
    article = read(f"{head}\n\nFull text: {TEXT[0]}\n\n{TEXT[1]}\n\nSubject: Harbours; Ships\n")
    assert (article.headline, article.date) == ("Harbour closed", "2012-05-03")
    assert article.paragraphs == TEXT
    assert "Full text:" in article.other


def test_tags_stand_above_their_values() -> None:
    lines = ["HD", "Harbour closed", "BY", "Mara Brandon", "PD", "3 May 2012"]
    lines += ["SN", "Ellerby Gazette", "LP", TEXT[0], "TD", TEXT[1], "AN", "Document 1"]
    article = read("\n".join(lines))
    assert (article.headline, article.byline) == ("Harbour closed", "Mara Brandon")
    assert (article.date, article.publisher) == ("2012-05-03", "Ellerby Gazette")
    assert article.paragraphs == TEXT


def test_an_unknown_label_between_known_ones_is_a_label() -> None:
    head = "Title: Harbour closed\nSlugline: harbour-masts\nDate: 3 May 2012"
    article = read("\n\n".join((head, *TEXT)))
    assert article.headline == "Harbour closed"
    assert "Slugline: harbour-masts" in article.other
    assert article.paragraphs == TEXT


def test_labels_inside_an_article_make_no_block() -> None:
    mail = "The mail says:\nFrom: Mara Brandon\nSubject: masts\nNotes: none"
    article = read("\n\n".join(("Harbour closed", TEXT[0], mail, TEXT[1])))
    assert article.headline == "Harbour closed"
    assert article.paragraphs[0] == TEXT[0]
    assert article.paragraphs[-1] == TEXT[1]


@pytest.mark.parametrize(
    "form",
    [
        "@title: {}\n@date: {}\n@source: {}",
        "<title> {}\n<date> {}\n<source> {}",
        "%title {}\n%date {}\n%source {}",
        "Title = {}\nDate = {}\nSource = {}",
        ":title: {}\n:date: {}\n:source: {}",
        "#+TITLE: {}\n#+DATE: {}\n#+SOURCE: {}",
        "**Title:** {}\n**Date**: {}\n**Source:** {}",
        "TITLE     {}\nDATE      {}\nSOURCE    {}",
        "TI  - {}\nDA  - {}\nSO  - {}",
        "TI {}\nDA {}\nSO {}",
    ],
)
def test_labels_are_set_in_many_ways(form: str) -> None:
    head = form.format("Harbour closed", "3 May 2012", "The ferry people's own paper")
    article = read("\n\n".join((head, *TEXT)))
    assert (article.headline, article.headline_derived) == ("Harbour closed", False)
    assert (article.date, article.publisher) == ("2012-05-03", "The ferry people's own paper")
    assert article.paragraphs == TEXT
    assert {" ".join(line.split()) for line in head.splitlines()} <= set(article.other)


def test_a_headline_that_opens_with_a_label_in_capitals_is_none() -> None:
    article = read("\n\n".join(("TITLE FIGHT ENDS IN A DRAW", "3 May 2012", *TEXT)))
    assert article.headline == "TITLE FIGHT ENDS IN A DRAW"


def test_a_label_that_means_two_things_is_read_by_those_beside_it() -> None:
    swedish = read("\n\n".join(("Källa: Kustbladet", "Rubrik: Hamnen stängd", *TEXT)))
    german = read("\n\n".join(("Titel: Hafen zu", "Rubrik: Häfen", *TEXT)))
    assert (swedish.headline, swedish.section) == ("Hamnen stängd", None)
    assert (german.headline, german.section) == ("Hafen zu", "Häfen")


COLUMNS = (
    "Headline   Harbour closed\nPaper      Coast Courier\nDate       4 May 2012\n"
    "Writer     Mara Brandon",
    "Headline Harbour closed\nPaper    Coast Courier\nDate     4 May 2012\nWriter   Mara Brandon",
    "Headline\tHarbour closed\nPaper\tCoast Courier\nDate\t4 May 2012\nWriter\tMara Brandon",
    "Headline Harbour closed\nPaper Coast Courier\nDate 4 May 2012\nWriter Mara Brandon",
)


@pytest.mark.parametrize("head", COLUMNS)
def test_a_column_a_tab_or_a_blank_parts_labels_that_stand_below_each_other(head: str) -> None:
    article = read(f"{head}\n\n{TEXT[0]}\n\n{TEXT[1]}")
    assert article.headline == "Harbour closed"
    assert (article.publisher, article.byline) == ("Coast Courier", "Mara Brandon")
    assert (article.date, article.paragraphs) == ("2012-05-04", TEXT)


def test_the_label_of_a_text_below_a_column_of_labels_is_no_paragraph() -> None:
    article = read(f"{COLUMNS[0]}\nContent\n{TEXT[0]}\n{TEXT[1]}")
    assert article.paragraphs == TEXT


def test_lines_that_open_with_words_that_can_be_labels_are_none_without_a_date() -> None:
    head = "City council votes\nPaper mill to close\nDate palms die\nSource of the river found"
    article = read(f"{head}\n\n{TEXT[0]}\n\n{TEXT[1]}")
    assert (article.publisher, article.date) == (None, None)
    assert not any("\t" in text for text in article.other)


STATED = {  # the field of a label, its value, and what that says
    ("date", "3 May 2012, p. 4"): "2012-05-03",
    ("date", "Monday"): None,
    ("date", ""): None,
    ("place", "VELM"): "VELM",
    ("place", "Velm, Norway"): "Velm",
    ("place", "VELM, 3 May 2012"): "VELM",
    ("byline", "By Jane Roe"): "Jane Roe",
    ("byline", "Jane Roe"): "Jane Roe",
    ("byline", "3 May 2012"): "3 May 2012",
    ("publisher", "By Jane Roe"): "By Jane Roe",
}


def test_the_value_of_a_label_is_stated_in_the_form_of_the_record() -> None:
    assert {said: stated(*said) for said in STATED} == STATED
    roles = [role_of(field) for field in ("byline", "date", "publisher")]
    assert roles == ["byline", "date", "metadata"]


TITLE = "Title: Harbour closed"
DAY = "Date: 3 May 2012"
FIELDS = (
    "URL: https://velm.example/1\nLanguage: de\nPlace: Velm, Norway\nKeywords: ports; ships\n"
    "Deck: No boat\nLength: 312 words"
)
BLOCKS = [  # what stands above a text, what it states, the roles of its lines
    (f"{TITLE}\n{DAY}", "date=2012-05-03", "headline date"),
    (
        f"{TITLE}\n{DAY}\nTitle: Another\n{FIELDS}",
        "date=2012-05-03 place=Velm language=de url=https://velm.example/1",
        "headline date" + " metadata" * 7,
    ),
    (
        f"Harbour closed\n{DAY}\nAuthor: By Jane Roe\nSource: Velm Post",
        "byline=Jane Roe date=2012-05-03 publisher=Velm Post",
        "headline date byline metadata",
    ),
    (
        f"{TITLE}\nSource: Velm Post, 3 May 2012\nSection: Ports",
        "date=2012-05-03 publisher=Velm Post section=Ports",
        "headline metadata metadata",
    ),
    (
        f"{TITLE}\nSource: Velm Post\nAuthor: Jane Roe | 3 May 2012 | World",
        "byline=Jane Roe date=2012-05-03 publisher=Velm Post section=World",
        "headline metadata byline",
    ),
    (
        f"Title:\nHarbour closed\nAuthor:\nJane Roe\n{DAY}",
        "byline=Jane Roe date=2012-05-03",
        "metadata headline byline metadata date",
    ),
    (
        "Velm Post\nWorld\n\nHarbour closed\n\nBy Jane Roe\n3 May 2012",
        "byline=Jane Roe date=2012-05-03 publisher=Velm Post section=World",
        "metadata metadata headline byline date",
    ),
    (
        "Harbour closed\n\nhttps://velm.example/1\n\n3 May 2012",
        "date=2012-05-03 url=https://velm.example/1",
        "headline metadata date",
    ),
    ("Harbour closed\n\n312 words", "", "headline other"),
    ("3 May 2012: Harbour closed to all large ships", "date=2012-05-03", "headline"),
    ("Harbour closed\n\nHarbour closed\n\n3 May 2012", "date=2012-05-03", "headline repeat date"),
    (f"{TITLE}\n{DAY}\n\n312 words", "date=2012-05-03", "headline date other"),
]
NAMES = ("byline", "date", "place", "publisher", "section", "language", "url")


@pytest.mark.parametrize(("head", "said", "roles"), BLOCKS)
def test_a_head_states_its_facts_and_all_of_it_is_kept(head: str, said: str, roles: str) -> None:
    article = read("\n\n".join((head, *TEXT)))
    assert article.headline.startswith("Harbour closed")
    facts = [f"{name}={value}" for name in NAMES if (value := getattr(article, name))]
    assert " ".join(facts) == said
    found = [part.role for part in article.parts if part.role != "separator"]
    assert found == [*roles.split(), "paragraph", "paragraph"]
    assert article.paragraphs == TEXT
    kept = {article.headline, *article.other}
    assert {line for line in head.split("\n") if line} <= kept
    if "Deck" in head:
        assert article.topics == ("ports", "ships")
        assert article.subheads == (("No boat", 0),)


@pytest.mark.parametrize("label", ["Caption", "Photo caption", "Graphic"])
def test_a_labelled_caption_is_one_from_eight_words_on(label: str) -> None:
    told = "A diver comes up without any"
    for words, captions in ((f"{told} mast in", [f"{told} mast in"]), (f"{told} mast", [])):
        article = read("\n\n".join((f"{TITLE}\n{DAY}\n{label}: {words}", *TEXT)))
        assert [caption.text for caption in article.captions] == captions
        assert f"{label}: {words}" in article.other
