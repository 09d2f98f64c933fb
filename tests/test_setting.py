"""How a text is set shows which of its lines are one unit, and where each of them stands."""

from __future__ import annotations

import pytest

from newscli.formats.layout.setting import set_units, wrapping_width

WRAPPED = """\
                    VELM POST

FERRY STOPS AFTER THE STORM
AND PIER CLOSES FOR WINTER
By Mara Brandon
3 May 2012
https://velm.example/2012/05/03/ferry-stops

The ferry of Velm stopped running on Tuesday after a storm, the
harbour office said. Nobody was hurt when the waves tore three
beams from the landing stage of the old pier, as the office of
https://velm.example/a/long/address/of/a/page/that/tells/of/it
said on Monday.
    It is the second storm within a month, and there may be more
before the spring comes, said the mayor of the town on Friday.
    Two ships wait in the bay.
1 of 3
- Holm
- Karsten, where the boat of the islands lies since the storm in
the bay
•Orwick
-------------------------------------
HEADLINE: What the mayor says of the storm that came in the night
of Monday
SECTION: Ports
Words:
Share this story
\f
“I have never seen such waves,” said Ida Toss, who has sailed to
the islands for thirty years, “and I hope that I never will
again.”
(Jane Roe, Velm Post)
[Ref: AB-1234]
[The Velm Post]

The bridge (of 1912
and the pier) is shut -
it opens on Monday, the
council said at its last
meeting of the whole year.
"""
UNITS = [  # text, first and last line, blank lines above, indent
    ("VELM POST", 1, 1, 0, 20),
    ("FERRY STOPS AFTER THE STORM AND PIER CLOSES FOR WINTER", 3, 4, 1, 0),
    ("By Mara Brandon", 5, 5, 0, 0),
    ("3 May 2012", 6, 6, 0, 0),
    ("https://velm.example/2012/05/03/ferry-stops", 7, 7, 0, 0),
    (
        "The ferry of Velm stopped running on Tuesday after a storm, the harbour office "
        "said. Nobody was hurt when the waves tore three beams from the landing stage "
        "of the old pier, as the office of "
        "https://velm.example/a/long/address/of/a/page/that/tells/of/it said on Monday.",
        *(9, 13, 1, 0),
    ),
    (
        "It is the second storm within a month, and there may be more before the spring "
        "comes, said the mayor of the town on Friday.",
        *(14, 15, 0, 4),
    ),
    ("Two ships wait in the bay.", 16, 16, 0, 4),
    ("1 of 3", 17, 17, 0, 0),
    ("- Holm", 18, 18, 0, 0),
    ("- Karsten, where the boat of the islands lies since the storm in the bay", 19, 20, 0, 0),
    ("•Orwick", 21, 21, 0, 0),
    ("-------------------------------------", 22, 22, 0, 0),
    ("HEADLINE: What the mayor says of the storm that came in the night of Monday", 23, 24, 0, 0),
    ("SECTION: Ports", 25, 25, 0, 0),
    ("Words:", 26, 26, 0, 0),
    ("Share this story", 27, 27, 0, 0),
    (
        "“I have never seen such waves,” said Ida Toss, who has sailed to the islands "
        "for thirty years, “and I hope that I never will again.”",
        *(29, 31, 3, 0),
    ),
    ("(Jane Roe, Velm Post)", 32, 32, 0, 0),
    ("[Ref: AB-1234]", 33, 33, 0, 0),
    ("[The Velm Post]", 34, 34, 0, 0),
    (
        "The bridge (of 1912 and the pier) is shut - it opens on Monday, the council "
        "said at its last meeting of the whole year.",
        *(36, 40, 1, 0),
    ),
]
SINGLE = """\
Ferry stops
  The council voted nine to two on Monday to close it.


\f
\tThey said no.
\u3000\u3000政府は。
 \u200b\x20
End."""
LINES = [  # text, first and last line, blank lines above, indent
    ("Ferry stops", 1, 1, 0, 0),
    ("The council voted nine to two on Monday to close it.", 2, 2, 0, 2),
    ("They said no.", 6, 6, 5, 4),
    ("政府は。", 7, 7, 0, 4),
    ("End.", 9, 9, 1, 0),
]


@pytest.mark.parametrize(("text", "units"), [(WRAPPED, UNITS), (SINGLE, LINES)])
def test_lines_of_a_text_are_units_where_they_stand(
    text: str, units: list[tuple[object, ...]]
) -> None:
    assert [tuple(unit) for unit in set_units(text)] == units


SHORT = "The council voted nine\nto two on Monday to\nclose it.\n"


@pytest.mark.parametrize(("known", "count"), [(0, 3), (-1, 3), (40, 1)])
def test_a_text_too_short_to_show_it_is_wrapped_where_that_is_known(known: int, count: int) -> None:
    assert len(set_units(SHORT, known)) == count


EMPTY_BETWEEN = (
    "The ferry of Velm stopped running on Tuesday after a storm, the",
    "harbour office said. Nobody was hurt when the waves tore three",
    "beams from the landing stage of the old pier, as the office of",
    "the harbour said on Monday to all of the people who had come to",
    "see what was left of it, and to those who had stayed at home on",
    "the island for the day and for the night, as they had no boat.",
    "It is the second storm within a month, and there may be more to",
    "come before the spring.",
)


@pytest.mark.parametrize(("lines", "count"), [(8, 1), (7, 7)])
def test_so_many_lines_show_that_every_other_one_is_empty(lines: int, count: int) -> None:
    assert len(set_units("\n\n".join(EMPTY_BETWEEN[:lines]) + "\n")) == count


def test_a_width_is_that_of_nearly_all_lines() -> None:
    assert wrapping_width([*EMPTY_BETWEEN]) == 63
    assert wrapping_width(["a b", "c d"]) == 0


def test_an_address_longer_than_a_line_goes_on_in_none() -> None:
    head = "Ferry stops\nhttps://velm.example/2012/05/03/the-ferry-stops-after-the-storm-of-monday"
    units = set_units(f"{head}\n\n" + "\n".join(EMPTY_BETWEEN) + "\n")
    assert [unit.last - unit.first for unit in units] == [0, 0, 7]
