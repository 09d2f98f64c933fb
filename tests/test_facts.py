"""What lines of facts say, what headlines are set in, and which texts open with theirs."""

from __future__ import annotations

import pytest

from newscli.formats.dividing.facts import (
    bare_headline,
    can_be_headline,
    facts_of,
    is_length,
    is_row,
)
from newscli.formats.dividing.frames import frame_of
from newscli.formats.dividing.run_in import run_ins

FACTS = {  # a line, what it says, and whether it is a row of facts or can be a headline
    "The Ellerby Courier, 3 May 2012, p. 4": (
        "publisher=The Ellerby Courier; date=2012-05-03",
        "row",
    ),
    "2012-05-03 | World | Ferry stops after a storm": (
        "date=2012-05-03; section=World; title=Ferry stops after a storm",
        "headline",
    ),
    "3 May 2012, By Jane Roe, Velm Post": (
        "date=2012-05-03; byline=Jane Roe; publisher=Velm Post",
        "row",
    ),
    "Jane Roe, Oslo, 3 May 2012": ("date=2012-05-03; unknown=Jane Roe; unknown=Oslo", "row"),
    "Oslo | Velm | 3 May 2012": ("date=2012-05-03; unknown=Oslo; unknown=Velm", "row"),
    "Oslo | Velm | Holm | 3 May 2012": (
        "date=2012-05-03; unknown=Oslo; unknown=Velm; unknown=Holm",
        "",
    ),
    "Lisbon, 3 May 2012": ("date=2012-05-03; unknown=Lisbon; placed=Lisbon", "row"),
    "New York, 3 May 2012": ("date=2012-05-03; unknown=New York; placed=New York", "row"),
    "Jane Roe, 3 May 2012": ("date=2012-05-03; unknown=Jane Roe", "row"),
    "Harbour Works, 3 May 2012": ("date=2012-05-03; unknown=Harbour Works", "row"),
    "(3 May 2012) Ferry stops after a storm": (
        "date=2012-05-03; title=Ferry stops after a storm",
        "headline",
    ),
    "The great storm of 3 May 2012": ("title=The great storm of 3 May 2012", "headline"),
    "Ferry stops after a storm (3 May 2012)": (
        "date=2012-05-03; title=Ferry stops after a storm",
        "",
    ),
    "Ferry stops, 3 May 2012": ("date=2012-05-03; unknown=Ferry stops", ""),
    "Sunday Dispatch, 3 May 2012": ("publisher=Sunday Dispatch; date=2012-05-03", "row"),
    "Sunday, 3 May 2012, Velm Post": ("publisher=Velm Post; date=2012-05-03", "row"),
    "01/18/63 Velm Post": ("publisher=Velm Post; date=1963-01-18", "row"),
    "18/01/63 Velm Post": ("publisher=Velm Post; date=1963-01-18", "row"),
    "01/02/63 Velm Post": ("unknown=01/02/63 Velm Post", ""),
    "01/18/03 Velm Post": ("unknown=01/18/03 Velm Post", ""),
    "AFP, 3 May 2012": ("date=2012-05-03; credit=AFP", "row"),
    "来源：北海日报 2012年5月3日": ("publisher=北海日报; date=2012-05-03", ""),
    "Section: Ports | 3 May 2012": ("date=2012-05-03; section=Ports", "row"),
    "312 words, Velm Post, 3 May 2012": ("publisher=Velm Post; date=2012-05-03", "row"),
    "By Jane Roe, Jan Od and Li Wei, 3 May 2012": (
        "date=2012-05-03; byline=Jane Roe, Jan Od and Li Wei",
        "row",
    ),
    "Velm Post - World - 3 May 2012 - 12:30": (
        "publisher=Velm Post; date=2012-05-03; section=World",
        "row",
    ),
    "Ferry stops after a storm | Velm Post": (
        "publisher=Velm Post; title=Ferry stops after a storm",
        "",
    ),
    "World | Sport | Culture": ("section=World; section=Sport; section=Culture", ""),
    "[Velm Post / By Jane Roe]": ("publisher=Velm Post; byline=Jane Roe", "row"),
}


@pytest.mark.parametrize("line", FACTS)
def test_a_line_says_what_its_parts_are(line: str) -> None:
    found = facts_of(line)
    said = [*found.facts, ("title", found.title), *(("unknown", one) for one in found.unknown)]
    shown = [f"{name}={value}" for name, value in [*said, ("placed", found.placed)] if value]
    also = " ".join(["row"] * is_row(line) + ["headline"] * can_be_headline(line))
    assert ("; ".join(shown), also) == FACTS[line]


def test_how_long_a_text_is_and_what_a_headline_is_set_in_are_known() -> None:
    lengths = ("312 words", "3 min read", "Reading time: 3 min", "12 字", "312 wordy", "words")
    assert [*map(is_length, lengths)] == [True] * 4 + [False] * 2
    bare = {
        "** Ferry ends **": "Ferry ends",
        "■【Ferry】": "Ferry",
        "# Ferry": "Ferry",
        "> Ferry <": "Ferry",
    }
    as_printed = ("<A> up [B]", "[Ferry] ends", "#Ferry ends", "«Ferry» ends", "***")
    bare |= {line: line for line in as_printed}
    assert {line: bare_headline(line) for line in bare} == bare


FRAMES = [  # what headlines open with and end in, and how they read without it
    ("A. Ships sink|B. Ferry stops|C. Tram is late", "Ships sink|Ferry stops|Tram is late"),
    ("I. Ships|II. Ferry|III. Tram", "Ships|Ferry|Tram"),
    ("IX - Ships sink|X - Ferry stops", "Ships sink|Ferry stops"),
    ("1. Ships|2. Ferry|Tram", "Ships|Ferry|Tram"),
    ("1. Ships|2. Ferry|Tram|Bus", "1. Ships|2. Ferry|Tram|Bus"),
    ("1. Ships|5. Ferry", "1. Ships|5. Ferry"),
    ("10:30 Ships|11:30 Ferry", "Ships|Ferry"),
    ("■ Ships|■ Ferry|■ Tram", "Ships|Ferry|Tram"),
    ("■ Ships|■ Ferry", "■ Ships|■ Ferry"),
    # words that all end in are not set off by a sign
    ("■ Ships here|■ Ferry here|■ Tram here", "Ships here|Ferry here|Tram here"),
    ("<b>Ships</b>|<b>Ferry</b>", "Ships|Ferry"),
    ("The ship|The ferry|The tram", "The ship|The ferry|The tram"),
    ("“Ships”|“Ferry”|“Tram”", "“Ships”|“Ferry”|“Tram”"),
    ("Ships|Ships", "Ships|Ships"),
]


@pytest.mark.parametrize(("printed", "bare"), FRAMES)
def test_what_most_headlines_are_set_in_is_no_part_of_them(printed: str, bare: str) -> None:
    headlines = printed.split("|")
    frame = frame_of(headlines)
    assert [frame.bare(one) for one in headlines] == bare.split("|")


OPEN = (
    "[Velm Post, 3 May 2012] Ferry stops again: The council voted nine to two to close it.",
    "[Velm Post, 4 May 2012] Old pier is shut: Nobody was hurt when waves tore three beams.",
    "[Velm Post, 5 May 2012] Two ships wait: The bay has been full of them since the storm.",
)
BARE = tuple(text.partition("] ")[2] for text in OPEN)
HEADS = ("Ferry stops again", "Old pier is shut", "Two ships wait")
ODD = "[Velm Post, 6 May 2012] Fog: Nobody has seen the other side of the strait for days."
NEVER = (
    OPEN[:2],  # too few
    [text.replace(": ", ":") for text in OPEN],
    [text.replace(": The", ": the").replace(": Nobody", ": nobody") for text in OPEN],
    ["Ida Toss said: The council voted nine to two on Monday to close it."] * 3,
    [text[:78] for text in OPEN],
    [*BARE, "Fog lies over the strait, and nobody has seen the other side of it for days."],
)


def test_texts_that_open_alike_with_a_title_open_with_their_headlines() -> None:
    for texts, facts in ((OPEN, "[Velm Post, {} May 2012]"), (BARE, "")):
        found = run_ins(texts)
        shown = [(one.facts, one.headline, one.text[:3]) for one in found if one]
        days = [facts.format(day) for day in (3, 4, 5)]
        assert shown == [*zip(days, HEADS, ("The", "Nob", "The"), strict=True)]
    shouted = [
        text.replace(head, head.upper()).replace(": ", ". ")
        for head, text in zip(HEADS, BARE, strict=True)
    ]
    assert [one and one.headline for one in run_ins(shouted)] == [head.upper() for head in HEADS]
    assert [one and one.headline for one in run_ins([*OPEN, ODD])] == [*HEADS, "Fog"]


@pytest.mark.parametrize(("different", "is_title"), [(10, True), (9, True), (8, False)])
def test_titles_differ_and_those_who_speak_come_again(different: int, is_title: bool) -> None:
    """Of ten texts one may have the title of another."""
    towns = "Oslo Bergen Harwick Velm Orl Karsten Lysvik Tavrik Lomvik Dravik".split()[:different]
    titles = [f"Ferry to {town} stops" for town in [*towns, *towns[:1] * (10 - different)]]
    said = "The council voted nine to two on Monday to close it."
    found = run_ins([f"{title}: {said}" for title in titles])
    assert [one and one.headline for one in found] == (titles if is_title else [None] * 10)


@pytest.mark.parametrize("texts", NEVER)
def test_texts_that_do_not_all_open_so_open_with_none(texts: list[str]) -> None:
    assert run_ins(texts) == [None] * len(texts)
