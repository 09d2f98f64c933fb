"""What a judge counts of a text, and the headlines that stand twice in it."""

from __future__ import annotations

import pytest

from newscli.formats.dividing.echoes import echoes, lead
from newscli.formats.dividing.outline import Outline
from newscli.formats.layout.setting import set_units

VOTED = "The council voted nine to two on Monday to close the old harbour."
NOBODY = "Nobody had told the seven owners of boats in it that it would."
WAIT = "Two ships wait in the bay until the storm of the week is over."
PHOTO = "Ships lie at anchor off Velm. (Ana Bo/AFP)"


def outline(*lines: str) -> Outline:
    """What is seen of these lines; an empty one is blank."""
    return Outline(set_units("\n".join(lines) + "\n", -1))


def test_what_stands_between_two_units_is_counted() -> None:
    seen = outline("Ferry stops again", "", VOTED, "", "It rained.", "", NOBODY, "", "Velm")
    assert len(seen) == 5
    assert [seen.words(0, n) for n in range(6)] == [0, 3, 16, 18, 31, 32]
    assert [seen.prose(0, n) for n in range(7)] == [0, 0, 1, 1, 2, 2, 2]
    assert [seen.body(1, n) for n in range(1, 6)] == [0, 1, 2, 3, 3]
    assert (seen.usual, seen.as_wide(0), seen.as_wide(1), seen.as_wide(2)) == (1, 4, 4, 0)
    assert seen.first_text(0, 5) == VOTED
    assert seen.first_text(2, 5) == "It rained."
    assert (seen.first_text(0, 1), seen.first_text(4, 5)) == ("", "")
    assert seen.shares["prose", ""] == 2.5 / 9
    assert seen.opening_share == 0


def test_how_much_prose_opens_in_the_commonest_way_that_tells() -> None:
    assert outline(f"3 {VOTED}", f"4 {VOTED}", f"({NOBODY})", "Velm").opening_share == 0.5


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("Velm, 3.5.2012: boats of the isle", True),
        ("Velm, 2012-05-03", True),
        (f"[Velm 3.5.2012] {VOTED}", True),
        (f"Velm 3.5.2012 {VOTED}", False),
        (f"[{'Velm ' * 10}3.5.2012] {VOTED}", True),
        (f"[{'Velm ' * 12}3.5.2012] {VOTED}", False),
        ("13.5.20123", False),
        ("2012年 Velm", True),
    ],
)
def test_a_line_or_a_bracket_before_a_text_holds_a_day(line: str, holds: bool) -> None:
    assert outline(line, "", VOTED).holds_day[0] == holds


def test_names_of_a_head_are_bare() -> None:
    seen = outline(
        "1. Ferry stops again", "Velm", "- Pier closes", "Boats lie there 12", VOTED, "Port of Velm"
    )
    assert seen.heads(0, 6) == ["ferry stops again", "boats lie there"]
    assert seen.heads(5, 6) == ["port of velm"]
    assert (seen.name(0, 6), seen.name(1, 2), seen.name(4, 6)) == ("ferry stops again", "", "")
    assert seen.names[2] == "pier closes"
    assert seen.heads(0, 1) == ["ferry stops again"]


def test_a_title_stands_above_the_text() -> None:
    seen = outline("Velm", "Ferry stops again", VOTED, "Velm", NOBODY, "## Pier", VOTED)
    assert [seen.is_titled(n) for n in range(7)] == [True, True, False, False, False, True, False]


@pytest.mark.parametrize(
    ("lines", "is_echoed"),
    [
        (("Ferry stops again", PHOTO, "Ferry stops again", VOTED), True),
        (("Velm", "Ferry stops again", "Share", "FERRY STOPS AGAIN", VOTED), True),
        (("Ferry stops", PHOTO, "Ferry stops", VOTED), False),
        ((VOTED, "Ferry stops again", PHOTO, "Ferry stops again"), False),
        (("Pier closes again", "Ferry stops again", "Ferry stops again", VOTED), False),
        (("Ferry stops again", *["Share"] * 15, "Ferry stops again", VOTED), True),
        (("Ferry stops again", *["Share"] * 16, "Ferry stops again", VOTED), False),
    ],
)
def test_a_title_comes_again(lines: tuple[str, ...], is_echoed: bool) -> None:
    assert outline(*lines).is_echoed(0, len(lines)) == is_echoed


def test_names_above_a_unit_may_stand_below_it_again() -> None:
    seen = outline("Ferry stops again", "Pier closes now", "Velm", "", "Ferry stops again", VOTED)
    above, again = seen.names_above(3)
    assert above == {"ferry stops again", "pier closes now", "velm"}
    assert again == 1
    assert seen.names_above(3) == (above, again)
    assert seen.names_above(0) == (frozenset(), 0)


LISTED = ("What to see", VOTED, "1. Old pier of Velm", VOTED, "2. Old mill of Velm", NOBODY)


@pytest.mark.parametrize(
    ("lines", "start", "counts"),
    [
        (LISTED, 4, False),
        (LISTED, 3, True),
        (LISTED, 2, False),
        (LISTED, 5, False),
        (LISTED[2:], 1, False),
        ((*LISTED[:4], "3. Old mill of Velm", NOBODY), 3, False),
        ((*LISTED[:3], *LISTED[4:]), 3, False),
    ],
)
def test_numbers_go_on_below_a_text(lines: tuple[str, ...], start: int, counts: bool) -> None:
    assert outline(*lines).counts_on(start) == counts


def test_labels_are_counted_where_they_stand() -> None:
    seen = outline("Title: Ferry", "Date: 3 May 2012", "", VOTED, "", "Title: Pier", "", NOBODY)
    assert seen.label_at == [0, 1, 3]
    assert seen.labels(0, 3) == {"headline": 1, "date": 1}
    assert seen.labels(1, 5) == {"headline": 1, "date": 1}
    assert seen.labels(0, 5) == {"headline": 2, "date": 1}
    assert seen.labels(2, 3) == {}


@pytest.mark.parametrize(
    ("lines", "index", "start"),
    [
        ((VOTED, "", "", "Ports", "", "3 May 2012"), 2, 1),
        ((VOTED, "", "Ports", "", "", "3 May 2012"), 2, 2),
        (("Ports", "", "3 May 2012"), 1, 0),
        ((VOTED, "Ports", "3 May 2012"), 2, 2),
        ((VOTED, "", "Ports", "", "3 May 2012", "", VOTED), 2, 2),
        ((VOTED, "", "", "Ports", "", "", "3 May 2012", *["", VOTED] * 3), 2, 1),
        ((VOTED, "", "", "A", *["By Jane Roe"] * 7), 8, 1),
        ((VOTED, "", "", "A", *["By Jane Roe"] * 8), 9, 9),
    ],
)
def test_a_head_begins_below_the_widest_gap(lines: tuple[str, ...], index: int, start: int) -> None:
    assert outline(*lines).lead(index) == start


def found(*lines: str) -> list[tuple[int, int, int, int]]:
    """First unit, headline and its end, and echo of each article whose headline comes again."""
    units = set_units("\n".join(lines) + "\n", -1)
    return [(cut.start, cut.headline, cut.headline_end, cut.echo) for cut in echoes(units)]


ECHO = ("Ferry stops again", PHOTO, "Share", "Ferry stops again", "", VOTED, "", NOBODY)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (ECHO, [(0, 0, 1, 3)]),
        ((WAIT, "", "", *ECHO), [(1, 1, 2, 4)]),
        (
            (*ECHO, "", "", *(one.replace("Ferry", "Boat") for one in ECHO)),
            [(0, 0, 1, 3), (6, 6, 7, 9)],
        ),
        (("Ferry stops", "again", PHOTO, "Ferry stops", "again", "", VOTED), [(0, 0, 2, 3)]),
        (("Ferry", PHOTO, "Ferry", "", VOTED), []),
        (("Ferry stops", PHOTO, "Ferry stops", "", VOTED), [(0, 0, 1, 2)]),
        ((VOTED, "", "Ferry stops", PHOTO, "Ferry stops", "", VOTED), []),
        ((VOTED, "", "Ferry stops again", PHOTO, "Ferry stops again", "", VOTED), [(1, 1, 2, 3)]),
        ((VOTED, "", "Ferry stops again", NOBODY, "Ferry stops again", "", VOTED), []),
        (("Ferry stops again", PHOTO, "Ferry stops again"), []),
        (("Share", PHOTO, "Share", "", VOTED), []),
        (("3 May 2012", PHOTO, "3 May 2012", "", VOTED), []),
        (("Ferry stops again", *["Pier"] * 15, "Ferry stops again", "", VOTED), [(0, 0, 1, 16)]),
        (("Ferry stops again", *["Pier"] * 16, "Ferry stops again", "", VOTED), []),
        ((WAIT, "", "Ferry stops again", "Ferry stops again", "", VOTED), [(1, 1, 2, 2)]),
        (("Velm", WAIT, WAIT, "", "Ferry stops again", "Ferry stops again", "", VOTED), []),
        (("Ferry stops again", "Ferry stops again", "", VOTED), [(0, 0, 1, 1)]),
    ],
)  # fmt: skip
def test_a_headline_that_stands_twice_begins_an_article(
    lines: tuple[str, ...], expected: list[tuple[int, int, int, int]]
) -> None:
    assert found(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "start", "least", "first"),
    [
        (("", "", "Ports", "3 May 2012", "Ferry"), 2, 0, 0),
        ((VOTED, "", "", "Ports", "3 May 2012", "Ferry"), 3, 0, 1),
        ((VOTED, "", "Ports", "3 May 2012", "Ferry"), 3, 0, 3),
        ((VOTED, "", "", "Ports", "3 May 2012", "Ferry"), 3, 2, 3),
        ((VOTED, "", "", *["Ports"] * 6, "Ferry"), 7, 0, 1),
        ((VOTED, "", "", *["Ports"] * 7, "Ferry"), 8, 0, 8),
    ],
)
def test_short_lines_stand_before_a_headline(
    lines: tuple[str, ...], start: int, least: int, first: int
) -> None:
    assert lead(set_units("\n".join(lines) + "\n", -1), start, least) == first
