"""What a line of print is by its looks, and what it says of its article: a row of a table each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from newscli.formats.dividing.looks import is_figures
from newscli.formats.dividing.symbols import symbol_of, symbols
from newscli.formats.layout.captions import caption, credits_in, is_caption
from newscli.formats.layout.codes import is_coded, masked, valued
from newscli.formats.layout.datelines import dateline, opening_place
from newscli.formats.layout.headers import author, header, is_bare_name, located_name, signed_name
from newscli.formats.layout.labels import is_known, is_said, labelled, shouted
from newscli.formats.layout.machine_text import json_kind, kind
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import residue_bits
from newscli.formats.layout.setting import set_units
from newscli.formats.layout.shapes import (
    is_control,
    is_headline_like,
    is_menu,
    is_prose,
    is_title_case,
)

VOTED = "The council voted nine to two on Monday to close the old harbour."
LOOKS = {
    "rule -long": ["----------"],
    "rule -5": ["- - - - -"],
    "rule -3": ["---"],
    "url": ["https://velm.example/1", "<https://velm.example/1>"],
    "counter": ["3 of 12 DOCUMENTS"],
    "heading ##": ["## Harbour news"],
    "heading ##@": ["## [Harbour news](https://a.example)"],
    "label headline": ["title: Ferry stops"],
    "word": ["Slugline: harbour-masts", "Ferry stops", "FERRY STOPS"],
    "title": [
        "Harbour office: closed",
        "The storm of May 2012 tore beams",
        "Why did the ferry stop?",
        "Ferry stops again",
        "*Ferry stops again*",
        "_Ferry stops again_",
    ],
    "date": [
        "3 May 2012",
        "2012-05-03",
        "2012-05-03T10:00",
        "3.5.2012",
        "3.5.2012 Ferry",
        "2012-05-03 Ferry stops again",
        "Home | World | 3.5.2012",
        "Velm Post, 3.5.2012, p. 4",
    ],
    "dated": ["2012-05-03 The ferry stops at Velm for good"],
    "signed [": ["[2012-05-03] The ferry stops at Velm for good", "[ Ferry"],
    "clock": ["10:30", "10:30 p.m.", "[10.30]", "14時30分"],
    "year": ["(1987)", "1987", "1987."],
    "id": ["1387", "AB-1234", "f123.txt", "AM-Kenya-Rail, 2nd Ld-Writethru"],
    "numbered word": ["1. Ferry stops"],
    "numbered": ["1. Ferry stops at the old pier", "(2) “No” to ferry", "3) 5 ferries stop"],
    "prose #.": [f"12. {VOTED} Nobody had told the seven owners of boats in it that it would."],
    "bullet -": ["- Ferry stops"],
    "bullet *": ["* Ferry stops", "* Ferry *"],
    "bullet •": ["• Ferry"],
    "signed >": [">> Ferry stops at the pier"],
    "signed ■": ["■ Ferry"],
    "caption": ["Ships lie at anchor off Velm. (Ana Bo/AFP)"],
    "control": [
        "Share",
        "#ferry #velm",
        "#ferry",
        "Home | World | Sport",
        "Read more: Ferry stops",
        "Related: Ferry stops at the old pier again",
    ],
    "links": ["Read more"],
    "filed": [
        "VELM (AP) — The ferry stopped on Monday.",
        "[서울=뉴시스] 김철수 기자 = 정부는 어제 대형 선박의 입항을 금지하기로 결정했다.",
        "Oslo, 3.5.2001 - the council voted nine to two on Monday to close the harbour.",
    ],
    "dateline": ["VELM, Monday"],
    "prose": [
        "The council voted nine to two on Monday to close the harbour.",
        "Why did nobody ask the seven owners of boats before the council voted on Monday?",
    ],
    "prose #": [
        "3 ferries stopped running on Tuesday after a storm off the coast of Velm.",
        "12 ferries stopped running on Tuesday after a storm off the coast of Velm.",
    ],
    "prose (": ["(The council voted nine to two on Monday to close the harbour.)"],
    "prose A": [
        "THE COUNCIL VOTED nine to two on Monday to close the harbour.",
        "THE COUNCIL VOTED NINE TO TWO ON MONDAY TO CLOSE THE HARBOUR.",
    ],
    "prose @": [
        "Harwick Courier (2001-05-03): The council voted nine to two on Monday to close it."
    ],
    "prose -": ["The council - as ever - voted nine to two on Monday to close the old harbour."],
    "sentence": ["It rained."],
    "capitals": ["FERRY STOPS AGAIN"],
    "open": ["Ferry, bus and train:", "Ferry, bus and train,"],
    "heading **": ["**Ferry stops again**"],
    "heading __": ["__Ferry stops again__"],
    "title life": ["Ida Toss (1901–1987)", "Ida Toss (*1901 - †1987)"],
}


def codes(*lines: str, gap: str = "\n\n") -> list[str]:
    """Kinds and names of the symbols of a text's lines."""
    return [" ".join(symbol.code).strip() for symbol in symbols(set_units(gap.join(lines)))]


def test_a_line_has_the_symbol_of_its_looks() -> None:
    assert {code: [codes(line) for line in lines] for code, lines in LOOKS.items()} == {
        code: [[code] for _ in lines] for code, lines in LOOKS.items()
    }


def filled(text: str, length: int, end: str = "") -> str:
    """A line of so many characters that begins and ends so."""
    words = "the council of the harbour voted to close it at noon and so on " * 9
    return (text + words)[: length - len(end)] + end


@pytest.mark.parametrize(
    ("line", "length", "end", "kind", "above"),
    [
        ("Title: ", 260, "", "label headline", "prose"),
        ("title: ", 120, "x", "label headline", "title"),
        ("Harwick 3.5.2012 ", 100, "x", "dated", "title"),
        ("2. ", 119, ".", "numbered", "prose #."),
    ],
)
def test_a_longer_line_is_something_else(
    line: str, length: int, end: str, kind: str, above: str
) -> None:
    assert codes(filled(line, length, end)) == [kind]
    assert codes(filled(line, length + 1, end)) == [above]


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        (VOTED, 13, True),
        (filled("The ", 270), 60, False),
        ("政府は大型船の入港を禁止することを決めた。" * 14, 147, True),
        ("Ferry stops", 2, False),
    ],
)
def test_a_symbol_says_how_much_its_unit_does(text: str, words: int, ends: bool) -> None:
    symbol = symbol_of(text)
    assert (symbol.words, symbol.ends) == (words, ends)


ASKED = "Why did nobody ask the seven owners of boats, their wives and their sons at all?"
TALK = (
    *("Ida: Why did it stop?", "Jon: Nobody knows why."),
    *("Ida: And what now?", "Jon: We wait for spring."),
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((*TALK, VOTED, VOTED), "speech speech speech speech prose prose"),
        ((*TALK, VOTED, VOTED, VOTED), "title sentence title sentence prose prose prose"),
        ((*TALK[:3], TALK[3].replace("Jon", "Ida")), "title sentence title sentence"),
        (
            [one.replace("Ida", "Reporter").replace("Jon", "Mara Brandon") for one in TALK],
            "speech speech speech speech",
        ),
        (
            ("Ferry news 12", "Ferry news 13", VOTED, "Ferry news 14"),
            "template Ferry news #|template Ferry news #|prose|template Ferry news #",
        ),
        (("Ferry news 12", "Ferry news 13", VOTED), "title title prose"),
        (("1 of 3", VOTED, "2 of 3", VOTED), "template # of #|prose|template # of #|prose"),
        (("1 of 3", VOTED), "counter prose"),
        (
            ("Title: Ferry", "Slug: harbour", "So", "Date: 3 May 2012"),
            "label headline|label slug|word|label date",
        ),
        (
            ("Title: Ferry", "Slug: harbour", "Why", "So", "Date: 3 May 2012"),
            "label headline|word|word|word|label date",
        ),
        ((ASKED, "3 May 2012", VOTED), "title date prose"),
        ((ASKED, VOTED, ASKED), "title prose title"),
        ((ASKED, VOTED), "prose prose"),
        ((ASKED.replace("all", "all in time"), "By Jane Roe"), "title byline"),
        ((ASKED.replace("all", "all in time of it"), "By Jane Roe"), "prose byline"),
    ],
)
def test_a_line_is_also_known_by_those_around_it(lines: tuple[str, ...], expected: str) -> None:
    assert codes(*lines) == expected.split("|" if "|" in expected else " ")


SAYS = {
    "metadata url": {
        "https://velm.example/1": "https://velm.example/1",
        "www.velm.example": "www.velm.example",
        "URL: https://velm.example": "https://velm.example",
    },
    "metadata headline": {"Headline: Ferry stops": "Ferry stops"},
    "byline byline": {
        "Text: Jane Roe": "Jane Roe",
        "Byline: Jane Roe": "Jane Roe",
        "By Jane Roe": "Jane Roe",
        "By Jane Roe and Jan Od": "Jane Roe and Jan Od",
        "By JANE ROE | Velm Post": "JANE ROE",
        "By Jane Roe, 3 May 2012": "Jane Roe",
        "By May Roe": "May Roe",
        "BY AFP": "AFP",
        "BY JANE ROE": "JANE ROE",
        "Von Jane Roe": "Jane Roe",
        "Posted by Jane Roe": "Jane Roe",
        "By Jane Roe <jr@example.org>": "Jane Roe",
        "By Jane Roe Jr.": "Jane Roe Jr.",
        "Jane Roe, Staff Writer": "Jane Roe, Staff Writer",
        "Jane Roe, political correspondent in Velm": "Jane Roe, political correspondent in Velm",
        "記者王小明／台北報導": "王小明",
        "الرياض: محمد العلي": "محمد العلي",
    },
    "date date": {
        "Date: 3 May 2012": "2012-05-03",
        "By Jane Roe on 3 May 2012": "2012-05-03",
        "Monday, 3 May 2012": "2012-05-03",
        "Published 3 May 2012 at 10:30 GMT": "2012-05-03",
    },
    "metadata": {
        "Date: Monday": "Monday",
        "Length: 312 words": "312 words",
        "Edition: First": "First",
        "(c) 2012 The Velm Post": "The Velm Post",
        "Copyright 2012 The Velm Post": "The Velm Post",
        "Updated: 3 May 2012": "3 May 2012",
        "Tuesday, May 5": "Tuesday, May 5",
        "5 May 10:30": "5 May 10:30",
        "8.30am BST": "8.30am BST",
        "05/03/2021": "05/03/2021",
        "Monday": "Monday",
        "Monday.": "Monday.",
    },
    "metadata publisher": {"Source: Velm Post": "Velm Post"},
    "metadata topics": {"Keywords: ports; ships": "ports; ships"},
    "metadata section": {"Section: World": "World"},
    "metadata caption": {"Caption: The pier": "The pier"},
    "metadata place": {"Place: Velm": "Velm"},
    "metadata deck": {"Deck: No boat": "No boat"},
    "metadata language": {"Language: de": "de", "en": "en", "en-GB": "en-GB", "de_AT": "de_AT"},
    "": dict.fromkeys(
        [
            "Title:",
            "Edition: the boat is late and nobody at the office knows why.",
            "Photo: the pier in June",
            "en-GBRX",
            "By jane roe",
            "By Friday",
            "By May",
            "BY MPS",
            "TEXT MESSAGES AID RECOVERY",
            "Text messages aid",
            "By Jane Roe.",
            "ship reporter",
            "A reporter",
            "Jane Roe said she is a reporter",
            "3 May 2012 The ferry stops at the old pier",
            "In the storm of 3 May 2012 one sank.",
            "3 May 2012!",
            "5 May and other days of the week when it sails",
            "12 people 10:30",
            "Mondays",
            "Page 3",
            "In May 2012 Jane Roe and Jan Od went on",
            "The ferry in 2012 stops",
        ],
        "",
    ),
    "metadata credit": {"© 2012 The Velm Post. All rights reserved.": "The Velm Post"},
    "metadata picture": {
        "Photo: Jane Roe/AFP": "Jane Roe/AFP",
        "fot. PAP/Jan Od": "PAP/Jan Od",
        "Foto: dpa": "dpa",
    },
}


def test_a_line_says_what_it_does_of_its_article() -> None:
    for what, lines in SAYS.items():
        for line, value in lines.items():
            found = header(line)
            said = (f"{found.role} {found.field}".strip(), found.value) if found else ("", "")
            assert said == (what, value), line


NAMES: dict[Callable[[str], object], dict[str, Any]] = {
    author: {
        "By Jane Roe": "Jane Roe",
        "By: Jane Roe, Velm Post": "Jane Roe, Velm Post",
        "jr@example.org (Jane Roe)": "Jane Roe",
        "(Jane) and Roe jr@e.org": "(Jane) and Roe",
        "Jane Roe <jr@example.org>": "Jane Roe",
        "jr@example.org": "jr@example.org",
        "Von der Leyen": "Von der Leyen",
        "by the staff": "by the staff",
    },
    is_bare_name: {
        **dict.fromkeys(("Jane Roe", "王小明", f"Jane {'R' * 35}", "Jane Roe-Bo"), True),
        **dict.fromkeys(("World", "Ships sink", "Jane", "Jane Roe 3", "Jane Roe!"), False),
        **dict.fromkeys(
            ("王小明王小明", "By Jane Roe", f"Jane {'R' * 36}", "Jane A. B. C. D"), False
        ),
    },
    located_name: {
        "Jane Roe in Port Selby": "Jane Roe",
        "From Jane Roe in Oslo": "Jane Roe",
        "Jane Roe à Lyon": "Jane Roe",
        "Ships sink in Oslo": "",
        "Jane Roe in oslo": "",
        "Jane Roe in Port Selby Old Town": "",
    },
    signed_name: {
        "Jane Roe / Madrid": "Jane Roe",
        "Jane Roe (à Lyon)": "Jane Roe",
        "Jane Roe yazdı": "Jane Roe",
        "Jane Roe (the Lyon)": "",
        "JANE ROE / Madrid": "",
        "Velm Post / Madrid": "",
        "Jane Roe / Sport": "",
        "New Roe / Oslo": "",
    },
    credits_in: {
        "Photo: Jane Roe/Getty Images via AP": ["Jane Roe", "Getty Images", "AP"],
        "by Jane Roe": ["Jane Roe"],
        "Courtesy of Jane Roe": ["Jane Roe"],
        "© Velm Post": ["Velm Post"],
        "Photographer": ["Photographer"],
    },
    is_prose: {
        **dict.fromkeys(("It rained on all of us.", "word " * 29 + "word", "x" * 160), True),
        **dict.fromkeys((f"It has rained {'o' * 25}.", "政府は大型船の入港を決。" * 2), True),
        **dict.fromkeys(("It rained on all.", "word " * 28 + "word", "x" * 159), False),
        **dict.fromkeys((f"It has rained {'o' * 24}.", "政府は大型船の入。"), False),
    },
    is_headline_like: {
        **dict.fromkeys(("Ferry stops", "Ferry stops?", "Ferry in the U.S.", "Ferry ..."), True),
        **dict.fromkeys(("x" * 200, "1" * 39 + "x"), True),
        **{
            f"Ferry to {one}": True for one in "U.K. U.N. Inc. Co. Corp. Ltd. Jr. a.m. p.m.".split()
        },
        **dict.fromkeys(("Ferry stops.", "Ferry stops,", "Ferry stops.”", "- Ferry", ""), False),
        **dict.fromkeys(("(Ferry)", "@ferry", "Share", "12:30", "x" * 201, "1" * 40 + "x"), False),
    },
    is_title_case: {
        **dict.fromkeys(("Ferry Stops Again", "Ferry Stops Pier Five but open"), True),
        **dict.fromkeys(("Ferry Stops", "Ferry Stops again", "Ferry Stops and Pier opens"), False),
        **dict.fromkeys(("政府 は 大型 船", "Ferry Stops Again " * 12), False),
    },
    is_control: {
        **dict.fromkeys(("Share", "Share »", "[Share]", "Share Print", "Share print 12"), True),
        **dict.fromkeys(("Share Print ferry", "Ferry", "Share " * 11), False),
    },
    is_menu: {
        **dict.fromkeys(("News > Europe", "Home | World | Sport", "a / b / c"), True),
        **dict.fromkeys((f"{'x' * 30} | a | b", "“Home” · World · Sport"), True),
        **dict.fromkeys(("Home | World", "a/b/c", "Home | World | It stops."), False),
        **dict.fromkeys((f"{'x' * 31} | a | b", "«Home» and «World» | x"), False),
    },
}


@pytest.mark.parametrize("function", NAMES, ids=lambda function: function.__name__)
def test_each_text_is_taken_for_what_it_is(function: Callable[[str], object]) -> None:
    assert {text: function(text) for text in NAMES[function]} == NAMES[function]


CAPTIONS = {  # whether it is one wherever it stands, its credit, the agency, the day
    "Ships lie at anchor off Velm. (Ana Bo/AFP)": (True, "Ana Bo/AFP", "AFP", None),
    "Ships at anchor off (AFP)": (True, "AFP", "AFP", None),
    "Ships at anchor of (AFP)": (False, "AFP", "AFP", None),
    "Ships lie off Velm in June (Ana Bo)": (False, "Ana Bo", None, None),
    "Ships lie off Velm in June (left)": (False, None, None, None),
    "Ships lie off Velm in June (R-AK)": (False, None, None, None),
    "Ships lie off Velm in June [PHOTO]": (False, None, None, None),
    "Ships lie off Velm in June (2012 photo)": (False, None, None, None),
    "Ships lie off Velm in June (Photo: Ana Bo) ": (True, "Photo: Ana Bo", None, None),
    "Ships off Velm on 1 March 2020. (Bo via AP)": (True, "Bo via AP", "AP", "2020-03-01"),
    "Ships lie off Velm. Jane Roe/Getty Images": (
        *(True, "Jane Roe/Getty Images", "Getty Images", None),
    ),
    "Ships lie off Velm. Photo: Jane Roe": (True, "Photo: Jane Roe", None, None),
    "Ships off the pier. REUTERS/Ana Bo": (True, "REUTERS/Ana Bo", "Reuters", None),
    "Ships off now. REUTERS/Ana Bo": (False, "REUTERS/Ana Bo", "Reuters", None),
    "Image caption: The pier": (True, None, None, None),
    "Image caption The pier": (False, None, None, None),
    "港口的船。新华社记者 王小明 摄": (True, None, None, None),
}


def test_a_caption_says_who_made_the_picture_and_when() -> None:
    found = {text: (is_caption(text), *caption(text)[1:]) for text in CAPTIONS}
    assert found == CAPTIONS


LABELS = {
    "<title>Nieuws</title>": ("<title>", "headline", "Nieuws"),
    "%title Nieuws": ("%title", "headline", "Nieuws"),
    "#+TITLE: Nieuws": ("#+TITLE", "headline", "Nieuws"),
    ":title: Nieuws": (":title", "headline", "Nieuws"),
    "**Title:** Nieuws": ("**Title:**", "headline", "Nieuws"),
    "__Title__: Nieuws": ("__Title__", "headline", "Nieuws"),
    "  Title = Nieuws": ("Title", "headline", "Nieuws"),
    "title = {Nieuws},": ("title", "headline", "Nieuws"),
    "Title\tNieuws": ("Title", "headline", "Nieuws"),
    "Update: 3 May": ("Update", "updated", "3 May"),
    "Words: 312": ("Words", "kept", "312"),
    f"Title: {ASKED}": ("Title", "headline", ASKED),
} | dict.fromkeys(
    (
        *("Title=Nieuws", "Titles: Nieuws", "Update: Minister resigns", "Words: Jane Roe"),
        *("Place: Why?", f"Place: {VOTED}", "https://velm.example", "@ferry stops"),
    )
)


def test_a_label_names_a_field_and_its_value() -> None:
    assert {line: labelled(line) for line in LABELS} == LABELS
    shouts = ("TITEL Nieuws", "AU - Jan Roe", "SHIPS sail", "Titel Nieuws", "X Nieuws")
    fields = [found and (found.field, found.value) for found in map(shouted, shouts)]
    said = [("headline", "Nieuws"), ("byline", "Jan Roe"), ("kept", "sail"), None, None]
    assert fields == said


CODES = {  # of Factiva, and of what reference managers read
    "headline": "HD TI T1",
    "byline": "BY AU A1",
    "date": "PD DT DA DP",
    "publisher": "SN SO JO JF",
    "language": "LA",
    "url": "UR",
    "body": "LP TD TX AB",
    "section": "SE",
    "credit": "CR",
    "topics": "KW DE",
    "kept": "CX WC ET SC ED PG CY CO IN NS RE IPC IPD PUB AN VOL CT RF ART CLM ID",
}


def test_codes_of_databases_are_labels_of_their_fields() -> None:
    for field, codes in CODES.items():
        for code in codes.split():
            assert is_known(code)
            assert shouted(f"{code}  x") == shouted(f"{code}: x") == (code, field, "x")
    assert [*map(is_known, ("TITEL", "SHIPS", "XY"))] == [True, False, False]


LATE = "the boat is late and so are"
SHOUTS = {
    "TITEL - Nieuws": ("TITEL", "headline", "Nieuws"),
    "TITEL -Nieuws ": ("TITEL", "headline", "Nieuws"),
    "TITEL : Nieuws": ("TITEL", "headline", ": Nieuws"),
    "K2 Nieuws": ("K2", "kept", "Nieuws"),
    f"{'T' * 20} x": ("T" * 20, "kept", "x"),
} | dict.fromkeys((f"{'T' * 21} x", "2K x", "TITEL", "TITeL x", "TI_T x", "", "T x"))
SAID = {
    **dict.fromkeys(("Why?", "为什么？", "لماذا؟", f"{LATE}."), True),
    **dict.fromkeys((LATE, f"{LATE[:-4]}.", "3 May 2012."), False),
}
MARKED = {
    f"date:{' ' * 40}3 May": ("date", "date", "3 May"),
    f"{' ' * 40}date: 3 May": ("date", "date", "3 May"),
    "日付：5月3日": ("日付", "date", "5月3日"),
    "date ：3 May": ("date", "date", "3 May"),
    "Last Updated: 3 May": ("Last Updated", "updated", "3 May"),
    "Updated:": ("Updated", "updated", ""),
    "words:": ("words", "kept", ""),
    "%date: 3 May": ("%date", "date", "3 May"),
    "@date：3 May": ("@date", "date", "3 May"),
    "#DATE: 3 May": ("#DATE", "date", "3 May"),
    "**Date**: 3 May": ("**Date**", "date", "3 May"),
    "<date>3 May</date>": ("<date>", "date", "3 May"),
    "<date>3 May</title>": ("<date>", "date", "3 May</title>"),
    "title = {Ferry}": ("title", "headline", "Ferry"),
    "title = {Ferry} stops": ("title", "headline", "{Ferry} stops"),
    "title = { Ferry },": ("title", "headline", "Ferry"),
    "title: Ferry,": ("title", "headline", "Ferry,"),
    f"Title: {LATE}.": ("Title", "headline", f"{LATE}."),
    f"Place: {LATE}": ("Place", "place", LATE),
}
NO_LABELS = (
    *(f"{field}: {LATE}." for field in ("By", "Date", "Desk", "Paper", "Taal", "Web", "Ort")),
    *("Ferry date: 3 May", "<ferry> 3 May", "*Date* 3 May", "date://3", "date*: 3 May", "-"),
    *("Date of the ferry that will stop: 3 May", "Date 3 May", "Updated: soon", "Words: few"),
)


def test_a_label_is_known_by_its_sign_and_no_sentence_follows_it() -> None:
    assert {line: shouted(line) for line in SHOUTS} == SHOUTS
    assert {value: is_said(value) for value in SAID} == SAID
    assert {line: labelled(line) for line in MARKED} == MARKED
    assert [line for line in NO_LABELS if labelled(line)] == []


COOKIES = "We use cookies to give you a better page. "
PEOPLE = "Ida Toss\nJon Bo\nAna Roe\nLi Wei\nMara Od\nJan Holm\nEva Dun\nOle Lund\nUna Berg\n"
WORDS = "the ferry of Velm stopped on Monday and the boat is late now so they".split()
TOKENS = "".join(f"{word}\t{tag}\n" for word, tag in zip(WORDS, "DNDNVDNDDNVDDDN", strict=True))
FUNCTIONS: dict[str, Callable[[str], object]] = {
    **{
        one.__name__: one
        for one in (residue_bits, is_paper, is_section, is_coded, valued, masked, is_figures)
    },
    "dateline": lambda text: (found := dateline(text)) and found[:3],
    "opening_place": lambda text: (found := opening_place(text)) and found.place,
    "kind": lambda text: (kind(text) or "").partition(";")[0],
    "json_kind": lambda text: (json_kind(text) or "").partition(";")[0],
}
EDGES: dict[str, dict[str, object]] = {  # on both sides of lengths and counts that decide
    "residue_bits": {
        COOKIES + "Accept all": 6.5,
        COOKIES + "x" * 98: 5.5,
        COOKIES + "x" * 99: 4.5,
        f"“{COOKIES}”": 3.5,
        "Read our newsletter for free: subscribe now to keep reading": 8.0,
        "#ferry #velm": 4.0,
        "p. 12 of 14": 3.0,
        "第 12 页": 3.0,
        "Page of 12": 0.0,
        "Share | Tweet": 4.0,
        "Share Tweet ferry": 2.0,
        "Comments (14)": 4.0,
        "Copyright 2012 The Velm Post": 4.0,
        "© 2012 “Velm”": 2.0,
        "cookies": 1.0,
        "The newsletter of the town": 2.0,
        "The newsletter of the town is read by all who live in it or near it": 1.0,
        "[8]Share [9]Print": 3.0,
        (COOKIES * 8)[:300]: 4.0,
        (COOKIES * 8)[:301]: 0.0,
    },
    "is_paper": {
        "The Ellerby Courier": True,
        "A B C D E Courier": True,
        "A B C D E F Courier": False,
        "Ellerby courier": False,
        "Velm: the Post": False,
        "Courier 3": False,
        "THE VELM POST TODAY": True,
        "VELM POST IS SOLD": False,
        "Velm Post reporter": False,
        "Revue de presse": False,
        "Courrier d'Ellerby": True,
        "Velm Post,": False,
        f"X{'x' * 51} Courier": True,
        f"X{'x' * 52} Courier": False,
        "Velm-Post": True,
        "Neue Velmzeitung": True,
    },
    "is_section": {
        "SPORT:": True,
        "[ Sport ]": True,
        "Sport | World": False,
        f"Sport{' ' * 55}": True,
        f"Sport{' ' * 56}": False,
    },
    "is_coded": {
        "Auflage 120.000": True,
        "Gate 12": False,
        "Gate 123": True,
        "[7712-K]": True,
        "a@b.example": True,
        "Call +49 30 1234567": True,
        "Ref of all: 12": True,
        "Ref of all the: 12": False,
        "Lote XK 55 12": True,
        "2012": False,
        "12.5 km": True,
        "12.5 kilo": False,
        "Ref: AB-1234 it is.": False,
        f"Ref: {'1' * 75}": True,
        f"Ref: {'1' * 76}": False,
    },
    "valued": {
        "Desk = 12": "Desk=",
        "Desk – none": "Desk–",
        "Desk:": "",
        "Desk by the night: x": "",
        "desk: x": "",
        f"{'D' * 29}: x": "DDDDDDDDDDDDDDDDDDDDDDDDDDDDD:",
        f"{'D' * 30}: x": "",
        f"Desk: {'x' * 74}": "Desk:",
        f"Desk: {'x' * 75}": "",
    },
    "masked": {
        "The Courier 12": "The Courier #",
        "IV": "#",
        "ABCD 12": "#",
        "ABCDE 12": "ABCDE #",
        "a@b.example": "@",
        "It is 12 now, they all said.": "It is 12 now, they all said.",
        "第12版": "第#版",
    },
    "is_figures": {
        "No. 4": True,
        "1234 " * 8: True,
        "1234 " * 7 + "123456": False,
        "Ida Toss (1901–1987)": False,
        "港口号12": True,
        "港口号开了停12": True,
        "12 ferry": True,
        "12 ferry stops": False,
    },
    "dateline": {
        "VELM — The ferry stopped": ("VELM", None, None),
        "VEL — The ferry stopped on Monday": None,
        "VELM: The ferry stopped on Monday, and nobody knows why it did, as the harbour said.": (
            "VELM",
            None,
            None,
        ),
        "VELM: The ferry stopped on Monday.": None,
        "PORT OF VELM — The ferry": ("PORT OF VELM", None, None),
        "FERRY STOPS AGAIN — The boat is late": None,
        "VELM, Monday": ("VELM", None, None),
        "VELM, 3 May 2012": ("VELM", None, "2012-05-03"),
        "Velm, Monday": None,
        "BERLIN, 3.5.2012 - Der": ("BERLIN", None, "2012-05-03"),
        "Portland, Ore. — A bridge": ("Portland, Ore.", None, None),
        "Gdynia, Polen — The yard": None,
        "Mumbai (Reuters) - The": ("Mumbai", "Reuters", None),
        "Mumbai (Velm) - The": None,
        "MUMBAI (Velm) - The": ("MUMBAI", None, None),
        "МОСКВА, 12 янв - РИА Новости. Паром": ("МОСКВА", "RIA Novosti", None),
        "(Reuters) - VELM, 3 May - The": ("VELM", "Reuters", None),
        "MONDAY — The ferry": None,
        "JAKARTA, KOMPAS.com — Kapal": ("JAKARTA", None, None),
    },
    "opening_place": {
        "Berlin - Die Fähre hält seit Montag nicht mehr, sagt ein Amt.": "Berlin",
        "Berlin - Die Fähre hält seit Montag nicht mehr, sagt das A.": None,
        "Montag - Die Fähre hält seit Montag nicht mehr, sagt ein Amt.": None,
    },
    "kind": {
        PEOPLE + "Kim Ro": "word list",
        PEOPLE: "",
        PEOPLE + "Ida Maria Anna Toss": "",
        PEOPLE + "Kim Ro is here.": "",
        PEOPLE + "x" * 31: "",
        TOKENS: "token table",
        TOKENS[8:]: "word list",
        "a\tx\ty\tz\tA\t1\n" * 4: "token table",
        "a\tx\ty\tz\tA\t1\n" * 3: "",
        "12 13\n" * 10: "number table",
        "12 13\n" * 9: "",
        "a: 1\nb: 2\nc:\n  d: 3\n": "configuration file",
        "a = 1\nb = 2\nc = 3\n": "configuration file",
        "a = 1\nb = 2\n": "",
        "Title: x\nDate: 3\nPlace: y\n": "",
        "import os\n\ndef main():\n    return os.getcwd()\n\nx = 3\n": "code file",
    },
    "json_kind": {
        '{"a": "one two"}': "data file (JSON)",
        '{"a": "one two three"}': "",
        '{"title": "x", "text": "y"}': "",
        '{"cell_type": "x", "source": 1}': "notebook (Jupyter)",
        '{"a": "水道料金の改定で"}': "data file (JSON)",
        '{"a": "水道料金の改定で揺"}': "",
    },
}


@pytest.mark.parametrize("name", EDGES)
def test_what_a_text_is_taken_for_ends_where_it_should(name: str) -> None:
    assert {text: FUNCTIONS[name](text) for text in EDGES[name]} == EDGES[name]
