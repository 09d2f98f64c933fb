"""What the articles of one text have in common says what a line is: frames, names, pages, feet."""

from __future__ import annotations

import pytest

from newscli.formats.ocr_pages import matches as is_ocr
from tests.test_heads import BODIES, HEADS, TEXT, load, one, several

NAMES = ("Mara Brandon", "Ivo Tessel", "Nell Harker")
CODES = ("TAM-40017", "TAM-40024", "TAM-40031")


def dumped(form: str, foot: str = "") -> str:
    """Three articles below a form of their heads and above a foot, between runs of blank lines."""
    return "\n\n\n\n".join(
        "\n\n".join(
            [form.format(head=head, name=name, n=n), *body]
            + ([foot.format(name=name, n=n, code=code)] if foot else [])
        )
        for n, (head, body, name, code) in enumerate(
            zip(HEADS, BODIES, NAMES, CODES, strict=True), 1
        )
    )


@pytest.mark.parametrize(
    "form", ["\\section{{{head}}}", "\\section*{{{head}}}", "@@ {head} @@", "{{{{{head}}}}}"]
)
def test_signs_that_all_headlines_stand_in_are_none_of_them(form: str) -> None:
    assert [article.headline for article in several(form)] == [*HEADS]


@pytest.mark.parametrize("numbers", ["ABC", "abc", ("I", "II", "III")])
@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) "])
def test_letters_and_roman_numbers_in_order_are_no_part_of_headlines(
    numbers: str, form: str
) -> None:
    heads = [form.format(number) + head for number, head in zip(numbers, HEADS, strict=True)]
    text = "\n\n\n\n".join(
        "\n\n".join((head, *body)) for head, body in zip(heads, BODIES, strict=True)
    )
    assert [article.headline for article in load(text)] == [*HEADS]


def test_a_word_that_headlines_begin_or_end_with_is_one_of_theirs() -> None:
    assert [article.headline for article in several("{head} in Tammer")] == [
        f"{head} in Tammer" for head in HEADS
    ]
    assert [article.headline for article in several("“{head}”")] == [f"“{head}”" for head in HEADS]


def test_rules_above_headlines_leave_no_headline_empty() -> None:
    for sign in "^%":
        text = "\n\n\n\n".join(
            "\n\n".join((f"{sign * len(head)}\n{head}\n{sign * len(head)}", *body))
            for head, body in zip(HEADS, BODIES, strict=True)
        )
        assert all(article.headline for article in load(text))


def test_names_that_stand_alone_in_all_heads_are_the_authors() -> None:
    found = load(dumped("{head}\n\n{name}"))
    assert [article.byline for article in found] == [*NAMES]
    assert one(f"{HEADS[0]}\n\n{NAMES[0]}").byline is None


def test_places_that_the_texts_speak_of_are_no_authors() -> None:
    text = dumped("{head}\n\n{name}")
    for name, opening in zip(NAMES, ("The council", "A baker", "Three bridges"), strict=True):
        text = text.replace(opening, f"In {name} {opening.lower()}")
    assert {article.byline for article in load(text)} == {None}


@pytest.mark.parametrize(
    "line",
    [
        "The Ellerby Courier — By Mara Brandon",
        "[BY MARA BRANDON / The Ellerby Courier]",
        "(The Ellerby Courier; By Mara Brandon)",
        "[The Ellerby Courier; 3 May 2012; By Mara Brandon; TAM-40017]",
        "Source: The Ellerby Courier; by: Mara Brandon",
    ],
)
def test_a_row_of_facts_needs_no_date(line: str) -> None:
    article = one(f"{HEADS[0]}\n\n{line}")
    assert (article.headline, article.publisher) == (HEADS[0], "The Ellerby Courier")
    assert (article.byline or "").upper() == "MARA BRANDON"


@pytest.mark.parametrize(
    ("foot", "fact"),
    [
        ("[The Ellerby Courier]", ("publisher", "The Ellerby Courier")),
        ("— The Ellerby Courier, 3 May 2012", ("date", "2012-05-03")),
        ("— Mara Brandon", ("byline", "Mara Brandon")),
        ("312 words", None),
        ("(312 words)", None),
        ("TAM/40017", None),
    ],
)
def test_a_line_below_a_text_that_is_none_of_it_is_no_paragraph(
    foot: str, fact: tuple[str, str] | None
) -> None:
    article = load("\n\n".join((HEADS[0], *TEXT, foot)))[0]
    assert article.paragraphs == TEXT
    if fact:
        assert getattr(article, fact[0]) == fact[1]


def test_what_stands_above_a_page_ends_no_article() -> None:
    text = dumped("{head}")
    first, second, third = text.split("\n\n\n\n")
    pages = "THE ELLERBY COURIER   7", "THE ELLERBY COURIER   8"
    found = load(f"{first}\n\n{pages[0]}\n\n\n\n{second}\n\n{pages[1]}\n\n\n\n{third}")
    assert [article.paragraphs for article in found] == [*BODIES]


def test_a_rule_of_many_parted_signs_is_no_paragraph() -> None:
    for rule in ("+ " * 40, "." * 40):
        found = load(f"\n\n{rule.strip()}\n\n".join(dumped("{head}").split("\n\n\n\n")))
        assert [article.paragraphs for article in found] == [*BODIES]


def test_words_of_one_letter_and_angled_quotes_are_no_slips_of_a_reader() -> None:
    line = "«Ya es hora», dijo, y nadie en la sala\nquiso decir nada o algo de la casa-\n"
    assert not is_ocr(line * 40, "a.txt")
