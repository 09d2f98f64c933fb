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
from newscli.formats.layout.shapes import HEADLINE_LENGTH

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
    "Velm Post | World": ("publisher=Velm Post; section=World", "row"),
    "By Jane Roe | World": ("byline=Jane Roe; section=World", "row"),
    "World | Sport": ("section=World; section=Sport", ""),
    "Jane Roe / Velm Post": ("publisher=Velm Post; unknown=Jane Roe", "row"),
    "Jane | Velm Post": ("publisher=Velm Post; unknown=Jane", "row"),
    "jane | Velm Post": ("publisher=Velm Post; unknown=jane", ""),
    "Jane Roe, p. 4": ("unknown=Jane Roe", ""),
    "World. Velm Post": ("section=World; publisher=Velm Post", ""),
    "Velm Post; World": ("publisher=Velm Post; section=World", "row"),
    "12:30, Velm Post": ("publisher=Velm Post", "row"),
    "Friday 12:30, Velm Post": ("publisher=Velm Post", "row"),
    "AB-1234, 3 May 2012": ("date=2012-05-03", "row"),
    "3 May 2012 | AB1234 | p. 4": ("date=2012-05-03", "row"),
    "3 May 2012, pp. 4": ("date=2012-05-03", "row"),
    "p. 3 May 2012": ("date=2012-05-03", ""),
    "3 May 2012 | 10h30": ("date=2012-05-03", "row"),
    "3 May 2012 | 5 p.m.": ("date=2012-05-03", "row"),
    "3 May 2012 | 10.30 Uhr": ("date=2012-05-03", "row"),
    "3 May 2012 | 10:30 pm": ("date=2012-05-03", "row"),
    "3 May 2012, at 10:30 am, Velm Post": ("publisher=Velm Post; date=2012-05-03", "row"),
    "3 May 2012, 10:30 – Ferry stops after a storm": (
        "date=2012-05-03; title=Ferry stops after a storm",
        "headline",
    ),
    "3 May 2012 10:30 a.m. Ferry stops after a storm": (
        "date=2012-05-03; title=Ferry stops after a storm",
        "headline",
    ),
    "3 May 2012, 10.30 Uhr - Ferry stops after a storm": (
        "date=2012-05-03; title=Ferry stops after a storm",
        "headline",
    ),
    "10:30 Ferry stops after a storm": ("title=10:30 Ferry stops after a storm", ""),
    "01/18/50 Velm Post": ("publisher=Velm Post; date=1950-01-18", "row"),
    "01/18/49 Velm Post": ("unknown=01/18/49 Velm Post", ""),
    "12/13/63 Velm Post": ("publisher=Velm Post; date=1963-12-13", "row"),
    "13/12/63 Velm Post": ("publisher=Velm Post; date=1963-12-13", "row"),
    "13/13/63 Velm Post": ("unknown=13/13/63 Velm Post", ""),
    "01/31/63 Velm Post": ("publisher=Velm Post; date=1963-01-31", "row"),
    "01/32/63 Velm Post": ("unknown=01/32/63 Velm Post", ""),
    "3 мая 2012 г. | Спорт": ("date=2012-05-03; section=Спорт", "row"),
    "3 мая 2012 года, Спорт": ("date=2012-05-03; section=Спорт", "row"),
    "3 maja 2012 roku | Sport": ("date=2012-05-03; section=Sport", "row"),
    "3 травня 2012 р. | Спорт": ("date=2012-05-03; section=Спорт", "row"),
    "筆者：Jane 投稿日：2012年5月3日": ("date=2012-05-03; byline=Jane", ""),
    "東京、2012年5月3日": ("date=2012-05-03; unknown=東京; placed=東京", "row"),
    "サッカー、2012年5月3日": ("date=2012-05-03; unknown=サッカー", "row"),
    "Velm Post. World. 3 May 2012": ("publisher=Velm Post; date=2012-05-03; section=World", ""),
    "Velm Post; World; 3 May 2012": ("publisher=Velm Post; date=2012-05-03; section=World", "row"),
    "Velm Post. Ferry stops after a storm. 3 May 2012": (
        "date=2012-05-03; title=Velm Post. Ferry stops after a storm.",
        "",
    ),
    "Ferry stops. Nobody knows. 3 May 2012": (
        "date=2012-05-03; unknown=Ferry stops; unknown=Nobody knows",
        "",
    ),
    "Lisbon. 3 May 2012": ("date=2012-05-03; unknown=Lisbon; placed=Lisbon", ""),
    "Karlsruhe, 3. Mai 2012": ("date=2012-05-03; unknown=Karlsruhe; placed=Karlsruhe", "row"),
    "velm, 3 May 2012": ("date=2012-05-03; unknown=velm", ""),
    "Date, 3 May 2012": ("date=2012-05-03", "row"),
    "Le Monde du 3 mai 2012": ("publisher=Le Monde; date=2012-05-03", ""),
    "Velm Post, Ausgabe vom 3. Mai 2012": (
        "publisher=Velm Post; date=2012-05-03; unknown=Ausgabe",
        "row",
    ),
    "Ausgabe vom 3. Mai 2012": ("date=2012-05-03; unknown=Ausgabe", ""),
    "Nr. 12 vom 3. Mai 2012": ("date=2012-05-03; unknown=Nr. 12", ""),
    "Issue of the whole week of 3 May 2012": ("date=2012-05-03; title=Issue of the whole week", ""),
    "The issue of the week of 3 May 2012": (
        "title=The issue of the week of 3 May 2012",
        "headline",
    ),
    "Updated: 3 May 2012": ("date=2012-05-03", ""),
    "Updated on 3 May 2012": ("date=2012-05-03", ""),
    "Published on 3 May 2012": ("date=2012-05-03", ""),
    "Author of 3 May 2012": ("date=2012-05-03; unknown=Author", ""),
    "Status of 3 May 2012": ("date=2012-05-03; unknown=Status", ""),
    "As of 3 May 2012": ("date=2012-05-03; unknown=As", ""),
    "Stand vom 3. Mai 2012": ("date=2012-05-03; unknown=Stand", ""),
    "Storm of 3 May 2012": ("date=2012-05-03; unknown=Storm", "headline"),
    "Storm 3 May 2012": ("date=2012-05-03; unknown=Storm", ""),
    "Storm of 3 May 2012 takes two": ("title=Storm of 3 May 2012 takes two", "headline"),
    "World of 3 May 2012": ("date=2012-05-03; section=World", ""),
    "The Ellerby Courier of 3 May 2012": ("publisher=The Ellerby Courier; date=2012-05-03", ""),
    "Jane Roe, Jan Od, Velm Post of 3 May 2012": (
        "publisher=Velm Post; date=2012-05-03; unknown=Jane Roe; unknown=Jan Od",
        "row",
    ),
    "Ferry in the storm on 3 May 2012 and after": (
        "title=Ferry in the storm on 3 May 2012 and after",
        "headline",
    ),
    "Storm took ferry 3 May 2012 and it sank": (
        "title=Storm took ferry 3 May 2012 and it sank",
        "headline",
    ),
    "Storm took the ferry 3 May 2012-14": ("date=2012-05-03; title=Storm took the ferry", ""),
    "A storm over Velm 3 May 2012, says mayor": (
        "title=A storm over Velm 3 May 2012, says mayor",
        "headline",
    ),
    "The storm was 3 May 2012, by Jane Roe": (
        "date=2012-05-03; byline=Jane Roe; unknown=The storm was",
        "",
    ),
    "Read by all in Velm on 3 May 2012, By Jane Roe": (
        "date=2012-05-03; byline=Jane Roe; title=Read by all in Velm",
        "",
    ),
    "The ferry that sank on 3 May 2012, Velm Post": (
        "title=The ferry that sank on 3 May 2012, Velm Post",
        "headline",
    ),
    "On 3 May 2012 the ferry sank off Velm": (
        "title=On 3 May 2012 the ferry sank off Velm",
        "headline",
    ),
    "By Jane Roe on 3 May 2012": ("date=2012-05-03; byline=Jane Roe", ""),
    "By Jane Roe Jr., 3 May 2012": ("date=2012-05-03; byline=Jane Roe Jr.", "row"),
    "By Jane Roe and Jan Od, 3 May 2012": ("date=2012-05-03; byline=Jane Roe and Jan Od", "row"),
    "* 3 May 2012: Storm over the old harbour": (
        "date=2012-05-03; title=Storm over the old harbour",
        "headline",
    ),
    "[3 May 2012] Storm over the old harbour": (
        "date=2012-05-03; title=Storm over the old harbour",
        "headline",
    ),
    "3 May 2012: Storm": ("date=2012-05-03; unknown=Storm", ""),
    "Sunday the 3 May 2012, Velm Post": ("publisher=Velm Post; date=2012-05-03", "row"),
    "3 May 2012, Sunday, Velm Post": ("publisher=Velm Post; date=2012-05-03", "row"),
    "(Sunday) 3 May 2012": ("date=2012-05-03", "row"),
    "Fri., 3 May 2012": ("date=2012-05-03", "row"),
    "Paper: Ports | 3 May 2012": ("publisher=Ports; date=2012-05-03", "row"),
    "URL: https://velm.example | 3 May 2012": ("date=2012-05-03; url=https://velm.example", "row"),
    "3 min read · 3 May 2012": ("date=2012-05-03", "row"),
    "dpa | 3 May 2012": ("date=2012-05-03; credit=dpa", "row"),
    "Jane Roe | 3 May 2012 | 4 May 2012": ("date=2012-05-03; unknown=Jane Roe", "row"),
    "Ferry stops again today, 3 May 2012": ("date=2012-05-03; title=Ferry stops again today", ""),
    "Velm Post - 3 May 2012 - Ferry stops after a storm - Jane Roe": (
        "publisher=Velm Post; date=2012-05-03; title=Ferry stops after a storm; unknown=Jane Roe",
        "",
    ),
    "Ferry stops after a storm | Pier is shut for the winter | 3 May 2012": (
        "date=2012-05-03; title=Ferry stops after a storm; unknown=Pier is shut for the winter",
        "",
    ),
    "Velm Post (World) 3 May 2012": ("publisher=Velm Post; date=2012-05-03; section=World", "row"),
    "[Velm Post] 3 May 2012": ("publisher=Velm Post; date=2012-05-03", "row"),
    "Velm Post :: 3 May 2012": ("publisher=Velm Post; date=2012-05-03", "row"),
    "(Velm Post)": ("publisher=Velm Post", ""),
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
    more = "312 w|5 mots|12 słów|12 слов|3-min read|4 min de lecture|lesezeit: 3 min|312 Words."
    assert all(map(is_length, more.split("|")))
    assert not any(map(is_length, ("1234567 words", "123 min", "12 ferries", "reading time 3")))
    bare = {
        "** Ferry ends **": "Ferry ends",
        "■【Ferry】": "Ferry",
        "# Ferry": "Ferry",
        "> Ferry <": "Ferry",
        "【Ferry】": "Ferry",
        "[Ferry]": "Ferry",
        "〈Ferry〉": "Ferry",
        "《 Ferry 》": "Ferry",
        "「Ferry」": "Ferry",
        "〔Ferry〕": "Ferry",
        "» Ferry": "Ferry",
        "Ferry *": "Ferry *",
    }
    as_printed = ("<A> up [B]", "[Ferry] ends", "#Ferry ends", "«Ferry» ends", "***", "【A】【B】")
    bare |= {line: line for line in as_printed}
    assert {line: bare_headline(line) for line in bare} == bare


def test_what_is_known_and_what_is_not_stands_in_order() -> None:
    found = facts_of("Velm Post | Ana Bo | 3 May 2012 | p. 4 | World")
    assert found.order == ("Velm Post", "Ana Bo", "World")


@pytest.mark.parametrize(("length", "is_one"), [(0, True), (1, False)])
def test_a_row_is_no_longer_than_a_headline(length: int, is_one: bool) -> None:
    row = "Velm Post | World | 3 May 2012"
    line = f"{row}{' ' * (HEADLINE_LENGTH - len(row) + length)}"
    assert is_row(line) == is_one


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
