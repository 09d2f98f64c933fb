"""Which ways to cut a text are proposed: whatever recurs in it may be where its articles begin."""

from __future__ import annotations

import pytest

from newscli.formats.dividing.echoes import linked
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.proposing import is_underline, proposals
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.layout.setting import set_units

PROSE = (
    "The council voted nine to two on Monday to close the old harbour.",
    "Nobody had told the seven owners of boats in it that it would.",
)
TEXT = "\n\n".join(PROSE)
HEADS = ("Ferry stops again", "Storm closes the pier", "Bakers strike in Orwick")
WIDE = " ".join(PROSE * 2)
"""Prose of more than thirty words."""


def outline(text: str) -> Outline:
    """What a judge sees of a text whose lines are not wrapped."""
    return Outline(set_units(text, -1))


def proposed(text: str) -> dict[tuple[str, int], list[tuple[int, ...]]]:
    """Family and offset of all proposals, with their starts."""
    found: dict[tuple[str, int], list[tuple[int, ...]]] = {}
    for one in proposals(outline(text)):
        found.setdefault((one.family, one.offset), []).append(one.starts)
    return found


PROPOSED: dict[str, tuple[str, dict[tuple[str, int], list[tuple[int, ...]]]]] = {
    "titles above bylines, between wider gaps": (
        "\n\n\n".join(f"{head}\nBy Jane Roe\n\n{TEXT}" for head in HEADS),
        {
            ("gap", 0): [(4, 8)],
            ("byline", 0): [(1, 5, 9)],
            ("byline", 1): [(0, 4, 8)],
            ("byline", 2): [(0, 3, 7)],
            ("byline", 3): [(0, 6), (2, 6)],
            ("byline", 4): [(0, 5), (1, 5)],
            ("end-mark", -1): [(2, 6, 10)],
        },
    ),
    "underlines and a rule": (
        f"{HEADS[0]}\n=================\n\n{TEXT}\n\n----------\n\n"
        f"{HEADS[1]}\n=====================\n\n{TEXT}",
        {("underline", 0): [(0, 5)], ("long-rule", -1): [(5,)]},
    ),
    "rules of two lengths": (
        f"{HEADS[0]}\n\n{TEXT}\n\n---\n\n{HEADS[1]}\n\n{TEXT}\n\n----\n\n{HEADS[2]}\n\n{TEXT}\n\n***",
        {
            ("rule", -1): [(4,), (4, 8), (8,)],
            ("title", 0): [(0, 4, 8)],
        },
    ),
    "counters": (
        "\n\n".join(f"{at} of 3\n\n{head}\n\n{PROSE[0]}" for at, head in enumerate(HEADS, 1)),
        {
            ("counter", 0): [(0, 3, 6)],
            ("counter", 1): [(0, 5), (2, 5)],
            ("counter", 2): [(0, 4), (1, 4)],
            ("counter", 3): [(0, 3)],
            ("counter", 4): [(2,)],
            ("end-mark", -1): [(1, 4, 7)],
            ("foot", -1): [(4, 7)],
        },
    ),
    "numbers that do not go up": (
        "\n\n".join(
            f"Edition {at}\n\n{head}\n\n{TEXT}" for at, head in zip((7, 2, 3), HEADS, strict=True)
        ),
        {
            ("template", 0): [(0, 4, 8)],
            ("template", 1): [(0, 3, 7)],
            ("template", 2): [(0, 6), (2, 6)],
            ("template", 3): [(0, 5), (1, 5)],
            ("template", 4): [(0, 4)],
            ("foot", -1): [(5, 9)],
            ("end-mark", -1): [(1, 5, 9)],
        },
    ),
    "titles behind their numbers": (
        "\n\n".join(f"Item {at}: {head}\n\n{TEXT}" for at, head in enumerate(HEADS, 1)),
        {("counter", 0): [(0, 3, 6)]},
    ),
    **{
        f"titles behind {sign}": (
            "\n\n".join(f"{sign} {head}\n\n{TEXT}" for head in HEADS),
            {(family, 0): [(0, 3, 6)]},
        )
        for sign, family in {"•": "sign", "■": "sign", "1.": "numbered", "##": "heading"}.items()
    },
    "titles in capitals": (
        "\n\n".join(f"{head.upper()}\n\n{TEXT}" for head in HEADS),
        {("capitals", 0): [(0, 3, 6)]},
    ),
    "names below the texts": (
        f"{HEADS[0]}\n\n{TEXT}\n\nVelm\n\n{HEADS[1]}\n\n{TEXT}\n\nOrwick\n\n{HEADS[2]}\n\n{TEXT}",
        {("title", 0): [(0, 4, 8)], ("foot", -1): [(4, 8)]},
    ),
    "one article": (f"{HEADS[0]}\n\n{TEXT}", {}),
    "four lines that open alike": (
        "\n".join(f"3 {PROSE[0]}" for _ in range(4)),
        {("opening", 0): [(0, 1, 2, 3)]},
    ),
    "three": ("\n".join(f"3 {PROSE[0]}" for _ in range(3)), {("opening", 0): [(0, 1, 2)]}),
    "many wide lines": ("\n".join([WIDE] * 25), {("line", 0): [tuple(range(25))]}),
    "fewer wide lines": ("\n".join([WIDE] * 24), {}),
    "many lines that are not wide": ("\n".join([PROSE[0]] * 30), {}),
    "many wide lines, one set apart": (
        "\n".join([WIDE] * 25) + f"\n\n{WIDE}",
        {("gap", 0): [(25,)]},
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROPOSED.values(), ids=PROPOSED)
def test_what_recurs_is_proposed(
    text: str, expected: dict[tuple[str, int], list[tuple[int, ...]]]
) -> None:
    assert proposed(text) == expected


@pytest.mark.parametrize(
    ("above", "rule", "between", "is_one"),
    [
        ("Ferry stops again", "=" * 30, "\n", True),
        ("Ferry stops again", "=" * 31, "\n", False),
        ("Ferry stops again", "=" * 9, "\n", True),
        ("Ferry stops again", "=" * 8, "\n", False),
        ("Ferry stops again", "=" * 17, "\n\n", False),
        ("FERRY STOPS AGAIN", "-" * 17, "\n", True),
        ("Ferry", "-" * 5, "\n", True),
        (PROSE[0], "-" * 60, "\n", False),
    ],
)
def test_a_rule_right_below_a_title_and_about_as_long_underlines_it(
    above: str, rule: str, between: str, is_one: bool
) -> None:
    assert is_underline(outline(f"{above}{between}{rule}\n"), 1) == is_one
    assert not is_underline(outline(f"{rule}\n{above}\n"), 0)


BUTTON = "Storm closes the pier\nShare\nStorm closes the pier\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADS[0]}\n\n{TEXT}\n\nRead more\n{HEADS[1]}\n\n{TEXT}", {4}),
        (f"{HEADS[0]}\n\n{TEXT}\n\nRead more\n\n{HEADS[1]}\n\n{TEXT}", set()),
        (f"{HEADS[0]}\n\n{TEXT}\n\nRead more: {HEADS[1]}\n{HEADS[2]}\n\n{TEXT}", set()),
        (f"{HEADS[0]}\n\n{TEXT}\n\n{BUTTON}{TEXT}", set()),
        ("\n\n".join(f"{head}\n{TEXT}" for head in HEADS) + f"\n\n{BUTTON}", {9, 11}),
        ("\n\n".join(f"{head}\n{TEXT}" for head in HEADS[:2]) + f"\n\n{BUTTON}", set()),
        (BUTTON + "\n\n".join(f"{head}\n{TEXT}" for head in HEADS), set()),
    ],
    ids=["below", "set apart", "on its line", "as often", "around a button", "of two", "on top"],
)
def test_titles_that_lead_elsewhere_are_no_headlines(text: str, expected: set[int]) -> None:
    seen = outline(text)
    kinds = [symbol.kind for symbol in map(symbol_of, (unit.text for unit in seen.units))]
    assert linked(seen.units, kinds) == expected
