"""Which lines of a wrapped text are one unit: each rule at its edges, one text a case."""

from __future__ import annotations

import pytest

from newscli.formats.layout.setting import set_units
from tests.test_setting import EMPTY_BETWEEN

WRAPPED = EMPTY_BETWEEN[:6]  # of which each line is full
BODY = "\n".join(WRAPPED)
FULL = "The boats of the island lie in the bay of Velm, where the storm"
"""A line as long as the text is wide: what follows had no room on it."""


def heads(*lines: str) -> list[str]:
    """The units that these lines above a wrapped text are."""
    text = "\n".join(lines)
    return [unit.text for unit in set_units(f"{text}\n\n{BODY}\n\n{BODY}\n")[:-2]]


TOGETHER: dict[str, tuple[str, ...]] = {
    "a headline goes on in small letters": (FULL, "left them on Monday and Tuesday"),
    "and in capitals": ("FERRY STOPS AFTER THE STORM", "AND PIER CLOSES FOR WINTER"),
    "in three lines": ("FERRY STOPS AFTER", "THE STORM AND THE", "PIER CLOSES"),
    "a sentence goes on": (FULL, "Karsten saw last."),
    "what is open goes on": (FULL.replace("storm", "two,"), "Jane Roe"),
    "a bracket that opens above": (f"{FULL[:-10]} (of 1912", "and 2020)"),
}
APART: dict[str, tuple[str, ...]] = {
    "two short lines": ("Ferry stops", "Pier closes"),
    "a line that had room": (FULL[:30], "Karsten saw last"),
    "four lines of capitals": (
        *("FERRY STOPS AFTER", "THE STORM AND THE", "PIER CLOSES NOW", "FOR THE WINTER"),
    ),
    "capitals below a paper": ("THE VELM GAZETTE", "FERRY STOPS AFTER"),
    "a byline": (FULL, "By Jane Roe"),
    "a day": (FULL, "3 May 2012"),
    "an address": ("https://velm.example/a", "www.velm.example/b"),
    "counters": ("1 of 3", "Dokument 3/12", "- 4 -", "№ 5", "第 3 篇", "Ferry stops"),
    "known labels": ("HEADLINE: Ferry stops", "SECTION: Ports", "Ferry stops"),
    "labels that recur": ("Ship: Ida", "Ship: Jan", "Ship: Ana"),
    "items of a list": ("- Holm", "- Karsten", "• Orwick"),
    "a rule": ("Ferry stops", "-----", "Pier closes"),
    "lines in the middle": (f"{'':8}Ferry stops", f"{'':8}Pier closes"),
    "a code": ("AFP", "UPI", "Ferry stops"),
    "a code in brackets below a sentence": ("It is shut.", "[Ref: AB-1234]"),
}


@pytest.mark.parametrize("lines", TOGETHER.values(), ids=TOGETHER)
def test_lines_that_go_on_are_one_unit(lines: tuple[str, ...]) -> None:
    assert heads(*lines) == [" ".join(lines)]


@pytest.mark.parametrize("lines", APART.values(), ids=APART)
def test_lines_that_stand_alone_are_units(lines: tuple[str, ...]) -> None:
    assert heads(*lines) == [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            (
                "政府は大型船の入港を禁止することを決めたと発表した。船は二〇一二年",
                "から港に入る。",
            ),
            "",
        ),
        (
            ("정부는 어제 대형 선박의 입항을 금지하기로 결정했다고 밝혔다 그리고 그", "배는 간다."),
            " ",
        ),
        (("The ferry-", "man sails."), ""),
    ],
)
def test_what_stands_between_joined_lines_is_of_their_script(
    lines: tuple[str, str], joined: str
) -> None:
    many = [lines[0]] * 6
    units = set_units("\n".join([*many, lines[1]]) + "\n", 40)
    assert units[-1].text.endswith(f"{lines[0]}{joined}{lines[1]}")


INDENTED = "\n".join(f"   {one}" if at % 2 == 0 else one for at, one in enumerate(WRAPPED * 2))


def test_indented_lines_open_paragraphs() -> None:
    units = set_units(INDENTED + "\n")
    assert [(unit.first, unit.last, unit.indent) for unit in units] == [
        (at, at + 1, 3) for at in range(1, 12, 2)
    ]


@pytest.mark.parametrize(("blanks", "count"), [(1, 1), (2, 3), (7, 3), (8, 2)])
def test_a_paragraph_is_indented_by_two_to_seven_blanks(blanks: int, count: int) -> None:
    lines = [f"{'':{blanks}}{one}" if at % 2 == 0 else one for at, one in enumerate(WRAPPED)]
    assert len(set_units("\n".join(lines) + "\n", 64)) == count


@pytest.mark.parametrize(("blank", "indent"), [("\t", 4), (" ", 1), ("\u3000", 2), (" \t", 5)])
def test_an_indent_is_told_in_blanks(blank: str, indent: int) -> None:
    assert set_units(f"{blank}Ferry\n")[0].indent == indent


@pytest.mark.parametrize(
    ("between", "gap"), [("\n", 0), ("\n\n", 1), ("\n\n\n", 2), ("\n\f\n", 3), ("\n\n\f\n\n", 5)]
)
@pytest.mark.parametrize("known", [-1, 40])
def test_a_new_page_is_worth_two_blank_lines_more(known: int, between: str, gap: int) -> None:
    assert set_units(f"Ferry stops{between}Pier closes\n", known)[-1].gap == gap
