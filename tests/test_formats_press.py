"""Exports of press databases: each story is read as it was printed, whatever the database."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

import pytest

from newscli.formats.layout.units import Unit
from newscli.formats.press.slips import dated, name_in, slip_of
from newscli.formats.press.vendors import VENDORS
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


SLIPS = {  # what a line is in an export, whatever the database
    "words": "312 words|1,312 mots|312 wörter|12 слов",
    "time": "10:30|7h05|7.05 p.m.|10:30 AM GMT",
    "url": "https://velm.example/1|www.velm.example",
    "language": "English|en-GB|Deutsch",
    "date": "May 3, 2012 Thursday|3 May 2012|Velm Post, 3 May 2012, p. 4",
    "byline": "By Jane Roe|Von Jane Roe",
    "edition": "Late Edition - Final|First Edition|corrected|Correction appended|SHOW: MORNING",
    "rights": "Copyright 2012 Velm Post|(c) 2012 Velm Post|© 2012 Velm|All rights reserved",
    "body": "Body|Full text|Volltext",
    "label headline": "Headline: Ferry|TITLE: Ferry",
    "label section": "SECTION: World; Pg. 4",
    "free": "Ferry stops again|en|312 wordy|It is 10:30|Edition of the day of the ferry",
}
OF_ONE = {  # a word of a database, and what lines are in its exports alone
    "LOAD-DATE:": {
        "begin": "3 of 12 DOCUMENTS|Document 3 of 12|DOKUMENT 3 VON 12",
        "end updated own foot": "LOAD-DATE: May 3, 2012",
        "label updated own foot": "Load-Date: May 3, 2012",
        "label body own": "BODY: It stopped.",
        "label caption own foot": "GRAPHIC: A diver",
        "label body": "Full text: It stopped.",
        "free": "End of Document|VELP|Links",
        "rule": "_" * 60,
    },
    "End of Document": {
        "end": "End of Document|Ende des Dokuments|Fin du document",
        "label updated own foot": "Load-Date: May 3, 2012",
        "free": "3 of 12 DOCUMENTS",
    },
    "Publication info": {
        "begin": "Document 3 of 12|" + "_" * 60,
        "label source own": "Publication info: Velm Post ; Velm [Velm]. 09 Aug 2019: A.1.",
        "label topics own foot": "Subject: Ports",
        "note": "Links|Find a copy",
        "label kept own foot": "Links: x",
    },
    "Document ": {
        "end": "Document VELP000020190809ef890001a",
        "note": "VELP|page 3 of 4",
        "free": "velp|Links|Document 3 of 12",
    },
}


def slips(word: str, lines: str) -> list[str]:
    """What lines are in exports of the first database that has this word."""
    vendor = next(one for one in VENDORS if word in one.words)
    found = [slip_of(vendor, Unit(line, 1, 1, 0, 0)) for line in lines.split("|")]
    return [
        " ".join(
            [one.kind, *([one.label.field] if one.label else [])]
            + ["own"] * one.is_own
            + ["foot"] * one.is_foot
        )
        for one in found
    ]


def test_a_line_of_an_export_is_known_by_itself() -> None:
    for word, told in OF_ONE.items():
        for kind, lines in told.items():
            assert {*slips(word, lines)} == {kind}, (word, lines)
    for kind, lines in SLIPS.items():
        assert [one.removesuffix(" own") for one in slips("LOAD-DATE:", lines)] == [kind] * (
            lines.count("|") + 1
        )
    site = "https://velm.example/"
    assert [*slips("LOAD-DATE:", f"{site:x<120}"), *slips("LOAD-DATE:", f"{site:x<121}")] == [
        "url", "free",
    ]  # fmt: skip


PRINTED: dict[str, tuple[str, str] | None] = {  # the day and the name of a line
    "Velm Post, 3 May 2012": ("2012-05-03", "Velm Post"),
    "3 May 2012, Velm Post": ("2012-05-03", "Velm Post"),
    "Velm Post (World), 3 May 2012, p. 4": ("2012-05-03", "Velm Post"),
    "Velm Post | 3 May 2012 | Seite 4": ("2012-05-03", "Velm Post"),
    "Velm Post vom 3. Mai 2012, S. 4": ("2012-05-03", "Velm Post"),
    "Le Monde, le 3 mai 2012": ("2012-05-03", "Le Monde"),
    "Le 3 mai 2012": ("2012-05-03", ""),
    "Thursday, May 3, 2012": ("2012-05-03", ""),
    "May 3, 2012 Thursday": ("2012-05-03", ""),
    "Velm Post Thursday May 3, 2012": ("2012-05-03", "Velm Post"),
    "Velm Post, No. 12, 3 May 2012": ("2012-05-03", "Velm Post"),
    "Velm Post, 3 May 2012 (1234 words)": ("2012-05-03", "Velm Post"),
    "3 May 2012, 312 words": ("2012-05-03", ""),
    "3 May 2012 10:30": ("2012-05-03", ""),
    "a b c d e f g, 3 May 2012": ("2012-05-03", "a b c d e f g"),
    "a b c d e f g h, 3 May 2012": None,
    f"3 May 2012,{' a' * 15}": ("2012-05-03", " ".join("a" * 15)),
    f"3 May 2012,{' a' * 16}": None,
    "Velm Post May 3, 2012": None,
    "Velm Post": None,
}


def test_a_line_with_a_day_says_where_and_when_a_text_was_printed() -> None:
    assert {line: dated(line) for line in PRINTED} == PRINTED
    assert [dated("Velm Post, 3/4/2011", first) for first in (True, False)] == [
        ("2011-04-03", "Velm Post"), ("2011-03-04", "Velm Post"),
    ]  # fmt: skip
    names = {"Echo, vol. 2": "Echo", "Echo; Velm": "Echo", "AB": "", "ABC": "ABC", "p. 4": "",
             "10:30 Velm": "", "Monday": "", "| Echo. Velm |": "Echo", "12": ""}  # fmt: skip
    assert {text: name_in(text) for text in names} == names
