"""What `newscli export` wrote, read again: also where somebody has changed it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscli.records import Caption, Decision, Part, Subhead
from tests.formats.loading import read

BY_HAND = """\
---
newscli: 31
title: "Ferry stops"
date: 3 May

byline: "Jane Roe"
captions: [{"credit": "AFP"}]
place
---

#
*By Jane Roe, 3 May*

Two \\# \\*ships\\* wait\\a.&#32;&#65;&#9;

* * *
> The \\> pier

## Where&#32;the boat lies
#nothing
<!-- -->

> A diver
"""


def test_a_file_changed_by_hand_is_read_as_it_stands() -> None:
    document, [one] = read(BY_HAND)
    assert document.format == "newscli"
    assert (one.headline, one.date, one.byline) == ("", "3 May", "Jane Roe")
    assert one.paragraphs == ("Two # *ships* wait\\a. &#65;\t", "#nothing", "")
    assert one.subheads == (Subhead("Where the boat lies", 1),)
    assert one.captions == (Caption("The > pier", "AFP"), Caption("A diver"))
    assert [(part.role, part.first_line, part.last_line) for part in one.parts] == [
        *(("metadata", line, line) for line in range(1, 10)),
        ("separator", 10, 10), ("headline", 11, 11), ("repeat", 12, 12), ("separator", 13, 13),
        ("paragraph", 14, 14), ("separator", 15, 16), ("caption", 17, 17), ("separator", 18, 18),
        ("subhead", 19, 19), ("paragraph", 20, 20), ("paragraph", 21, 21), ("separator", 22, 22),
        ("caption", 23, 23),
    ]  # fmt: skip


def test_without_a_headline_below_it_is_the_title() -> None:
    said = '<!-- {"newscli": 31, "title": "One"} -->\n\nText.\n\n'
    _, [one, two] = read(said + said.replace("One", "Two").replace("Text", "# Three\nMore"))
    assert [(one.headline, one.paragraphs), (two.headline, two.paragraphs)] == [
        ("One", ("Text.",)), ("Three", ("More.",)),
    ]  # fmt: skip
    assert [part[:3] for part in two.parts] == [
        ("separator", 4, 4), ("metadata", 5, 5), ("separator", 6, 6), ("headline", 7, 7),
        ("paragraph", 8, 8), ("separator", 9, 9),
    ]  # fmt: skip
    assert not one.headline_derived


RECORD: dict[str, Any] = {
    "id": "1", "headline": "Ferry stops", "headline_derived": False, "paragraphs": ["Two sail."],
    "subheads": [{"text": "Pier", "before": 0}],
    "captions": [{"text": "A pier", "credit": "Jane Roe", "agency": "AFP", "date": "2012-05-03"}],
    "credits": ["AFP"], "other": ["Page 1"], "topics": None, "byline": "Jane Roe", "place": "Velm",
    "date": "2012-05-03", "language": "en", "url": "https://velm.example", "publisher": "Post",
    "section": "News",
}  # fmt: skip


def changed(**facts: Any) -> str:
    """A line of an export with some facts of its record changed."""
    return json.dumps({"schema_version": 31, **RECORD, **facts})


def test_a_record_states_all_that_it_says() -> None:
    cut = {"family": "rule", "runner_up": "gap", "margin": 2}
    _, [one, two] = read(f"{changed(cut=cut, confidence=1)}\n\n{changed(paragraphs=[])}\n")
    names = ("byline", "place", "date", "language", "url", "publisher", "section")
    assert [getattr(one, name) for name in names] == [RECORD[name] for name in names]
    assert one.subheads == (Subhead("Pier", 0),)
    assert one.captions == (Caption("A pier", "Jane Roe", "AFP", "2012-05-03"),)
    assert (one.credits, one.other, one.topics) == (("AFP",), ("Page 1",), ())
    assert (one.cut, one.confidence) == (Decision("rule", "gap", 2.0), 1.0)
    assert (two.cut, two.confidence) == (None, None)
    assert (one.parts, two.parts) == ((Part("paragraph", 1, 1),), (Part("headline", 2, 3),))
    assert (one.words, two.words, one.evidence) == (4, 2, "container")


@pytest.mark.parametrize(
    ("stated", "origin"),
    [
        ({"path": "a.txt", "first_line": 3, "last_line": 9}, "a.txt:3-9"),
        ({"path": "a.txt", "first_line": 3, "last_line": 9, "origin": "b.txt:1-2"}, "b.txt:1-2"),
        ({"path": "a.txt", "first_line": 3}, None),
        ({"path": "", "first_line": 3, "last_line": 9}, None),
        ("nowhere", None),
    ],
)
def test_a_record_tells_where_it_stood(stated: object, origin: str | None) -> None:
    assert read(changed(source=stated) + "\n")[1][0].source.origin == origin


@pytest.mark.parametrize(
    "facts",
    [
        {"confidence": 1.01},
        {"confidence": -0.01},
        {"headline": None},
        {"headline": 5},
        {"byline": ["Jane Roe"]},
        {"paragraphs": [1]},
        {"subheads": [{"text": "x"}]},
        {"cut": {"family": "rule"}},
    ],
)
def test_what_no_export_holds_is_told_and_costs_no_other(facts: dict[str, Any]) -> None:
    document, articles = read(f"{changed()}\n{changed(**facts)}\n{changed()}\n")
    assert len(articles) == 2
    assert [(one.reason, one.line) for one in document.problems] == [
        ("not a whole record of newscli", 2)
    ]


COLUMNS = (
    "id,number,headline,headline_derived,byline,place,date,language,url,publisher,section,text,"
    "captions,subheads,credits,other,topics"
)


def test_a_table_has_a_row_an_article() -> None:
    rows = (
        "1,1,Ferry stops,1,,Velm,,,,,,One.,[],[],[],[],[]",
        "2,2,,0,Jane Roe,,,,,,,,,,,,",
        "3,3,Short",
        '4,4,Long,0,,,,,,,,"Two.\n\nThree.","[{""text"": ""A pier""}]",,,"[""x""]","[""Ports""]"',
        "5,5,Wide,0,,,,,,,,One.,,,,,,more",
        '6,6,Odd,0,,,,,,,,One.,"[",,,,',
    )
    document, [one, two, three] = read("\n".join([COLUMNS, *rows]) + "\n")
    assert (one.headline, one.headline_derived, one.place, one.byline) == (
        "Ferry stops", True, "Velm", None,
    )  # fmt: skip
    assert (two.headline, two.headline_derived, two.byline, two.paragraphs) == (
        "", False, "Jane Roe", (),
    )  # fmt: skip
    assert (three.paragraphs, three.captions) == (("Two.", "Three."), (Caption("A pier"),))
    assert (three.other, three.topics) == (("x",), ("Ports",))
    spans = [(one.parts[0].first_line, one.parts[-1].last_line) for one in (one, two, three)]
    assert spans == [(1, 2), (3, 3), (4, 9)]
    assert [(one.reason, one.line) for one in document.problems] == [
        ("not a whole row of newscli, and 2 more like it", 4)
    ]
