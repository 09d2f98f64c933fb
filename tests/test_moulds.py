"""What heads set their facts in: signs behind labels, brackets, rows, words that no list has."""

from __future__ import annotations

from io import BytesIO

import pytest

from newscli.formats import articles
from newscli.formats.layout.captions import credit_of, is_caption
from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import signed
from newscli.records import Article
from newscli.text import Document

HEADS = ("Ferry closes for the winter", "Baker finds old coin", "Town argues over green bridges")
NAMES = ("Jane Roe", "Owen Tarle", "Mara Selk")
DAYS = ("2012-05-03", "2013-06-14", "2014-07-25")
SECTIONS = ("Sport", "Culture", "Business")
BODIES = (
    (
        "The council of Ellerby voted on Monday to close the ferry for the whole of next winter.",
        "Boats will be repaired in the yard at Tammer, which has stood empty for nine years now.",
        "Nobody had asked the people of the islands, said the head of their association.",
    ),
    (
        "A baker in Marfleet has found a coin from the reign of a king whose name nobody knew.",
        "It lay in a sack of flour that had come by rail, and the mill knows of no more of them.",
        "The museum would like to have it, and offers the baker bread for life from a rival.",
    ),
    (
        "Three bridges over the Tam are to be painted green, and the town is divided on the shade.",
        "A commission of seven has looked at forty samples since spring and has come to like none.",
        "Rain has kept the painters away so far, so there is time, the mayor's office said.",
    ),
)


def load(text: str) -> list[Article]:
    return list(articles(Document("a.txt", BytesIO(text.encode()))))


def several(form: str, count: int = 3, **values: tuple[str, ...]) -> list[Article]:
    """Articles below a form of their heads, between rules."""
    parts = []
    for n in range(count):
        facts = {key: told[n] for key, told in values.items()}
        head = form.format(head=HEADS[n], name=NAMES[n], day=DAYS[n], section=SECTIONS[n], **facts)
        parts.append("\n\n".join((head, *BODIES[n])))
    return load(("\n\n" + "-" * 40 + "\n\n").join(parts))


@pytest.mark.parametrize(
    "form", ["{} > {}", "[{}] {}", "{} | {}", "{}= {}", "【{}】 {}", "{} ~ {}"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_two_known_labels_tell_what_the_sign_behind_them_is(form: str, count: int) -> None:
    lines = ("Headline", "{head}"), ("Author", "{name}"), ("Date", "{day}"), ("Source", "Halyard")
    found = several("\n".join(form.format(*line) for line in lines), count)
    assert [one.headline for one in found] == list(HEADS[:count])
    assert [one.byline for one in found] == list(NAMES[:count])
    assert [one.date for one in found] == list(DAYS[:count])
    assert {one.publisher for one in found} == {"Halyard"}


def test_a_known_label_in_brackets_needs_no_others() -> None:
    [article] = several("{head}\n[Author] {name}", 1)
    assert (article.headline, article.byline) == (HEADS[0], NAMES[0])


def test_a_word_before_a_comma_or_in_small_letters_is_no_label() -> None:
    assert signed("category, but others were named") is None
    assert signed("Day, Mr Roe said, was near") is None
    assert signed("source > nobody knows") is None


def test_wrapped_lines_that_open_with_labels_are_not_joined() -> None:
    head = (
        "Title > The ferry between Ellerby and Tammer closes\nAuthor > Jane Roe\nDate > 3 May 2012"
    )
    text = (
        "The council of Ellerby voted on Monday to close the\nferry for the whole of next winter, "
        "and nobody knew\nwhat the people of the islands would do until then.\n\n"
        "Boats will be repaired in the yard at Tammer, which\nhas stood empty for nine years now, "
        "and they may be\nsold when spring comes, said the head of the yard.\n"
    )
    [article] = load(f"{head}\n\n{text}")
    assert article.headline == "The ferry between Ellerby and Tammer closes"
    assert (article.byline, article.date) == ("Jane Roe", "2012-05-03")


@pytest.mark.parametrize("kicker", ["Interview:", "[Profile]", "Opinion", "— Exclusive —"])
def test_a_kicker_above_a_labelled_headline_is_none(kicker: str) -> None:
    found = several(f"{kicker}\n[Headline] {{head}}\n[Date] {{day}}")
    assert [one.headline for one in found] == list(HEADS)


@pytest.mark.parametrize("kicker", ["Interview:", "[Profile]", "Opinion |"])
def test_a_word_set_apart_above_a_title_is_no_headline(kicker: str) -> None:
    found = several(f"{kicker}\n{{head}}\n{{day}}")
    assert [one.headline for one in found] == list(HEADS)


@pytest.mark.parametrize("form", ["({})", "[{}]", "— {}", "- {}"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_name_in_brackets_or_behind_a_dash_below_a_headline_is_its_author(
    form: str, count: int
) -> None:
    found = several("{head}\n\n" + form.format("{name}") + "\n\n{day}", count)
    assert [one.headline for one in found] == list(HEADS[:count])
    assert [one.byline for one in found] == list(NAMES[:count])


def test_a_name_with_an_article_in_brackets_is_no_authors() -> None:
    papers = ("The Bridge", "The Anchor", "The Mill Race")
    found = several("{head}\n({paper})\n{day}", paper=papers)
    assert [one.byline for one in found] == [None] * 3


@pytest.mark.parametrize("form", ["{name}, {town}", "{name} in {town}", "{name} ({town})"])
def test_names_before_places_are_authors_where_most_heads_have_them(form: str) -> None:
    found = several("{head}\n" + form + "\n{day}", town=("Tammer", "Marfleet", "Selby"))
    assert [one.headline for one in found] == list(HEADS)
    assert [one.byline for one in found] == list(NAMES)


@pytest.mark.parametrize("sign", ["; ", " // ", " ~ ", " :: ", ", "])
def test_a_section_and_a_name_in_a_row_of_most_heads_are_told_apart(sign: str) -> None:
    found = several(f"{{head}}\n{{section}}{sign}{{name}}\n{{day}}")
    assert [one.headline for one in found] == list(HEADS)
    assert [one.section for one in found] == list(SECTIONS)
    assert [one.byline for one in found] == list(NAMES)


def test_a_code_before_a_section_is_no_name() -> None:
    found = several("TI  - {head}\nAU  - {name}\nSE  - {section}\nSO  - Halyard")
    assert [one.headline for one in found] == list(HEADS)
    assert [one.section for one in found] == list(SECTIONS)
    assert {one.publisher for one in found} == {"Halyard"}


def test_eight_digits_are_a_day_where_most_heads_have_them() -> None:
    days = ("20120503", "20130614", "20140725")
    assert [one.date for one in several("{head}\n{eight}", eight=days)] == list(DAYS)
    assert [one.date for one in several("{head}\n{eight}", 2, eight=days)] == [None, None]
    numbers = ("20129903", "20130699", "20141325")
    assert [one.date for one in several("{head}\n{eight}", eight=numbers)] == [None] * 3


def test_an_unknown_label_of_all_titles_is_the_headlines() -> None:
    found = several("Story told: {head}\nDate: {day}\nAuthor: {name}")
    assert [one.headline for one in found] == list(HEADS)
    found = several("{head}\nWhat it is about: {long}", long=tuple(f"{h} at last" for h in HEADS))
    assert [one.headline for one in found] == list(HEADS)


@pytest.mark.parametrize(
    "row", ["{paper}, {day}, p. 4", "{paper} | {day} | p. 12", "{day} | {paper} | p. 4"]
)
def test_a_name_beside_a_day_and_a_page_is_the_papers(row: str) -> None:
    papers = ("Meridian", "Halyard & Quay", "Kestrel")
    found = several("{head}\n" + row, paper=papers)
    assert [one.publisher for one in found] == list(papers)
    assert [one.byline for one in found] == [None] * 3


def test_a_name_with_an_article_beside_a_day_is_the_papers_and_a_place_is_none() -> None:
    papers = ("The Bridge", "The Anchor", "The Mill Race")
    assert [a.publisher for a in several("{head}\n{p} | {day}", p=papers)] == list(papers)
    places = ("New Selby", "Port Tammer", "San Marfleet")
    assert [a.publisher for a in several("{head}\n{p} | {day}", p=places)] == [None] * 3


def test_the_only_title_among_labelled_lines_is_the_headline() -> None:
    found = several("Source: The Ellerby Courier\nSection: {section}\n{head}\nDate: {day}")
    assert [one.headline for one in found] == list(HEADS)
    assert [one.date for one in found] == list(DAYS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("The old pier of Tammer in June / Reuters", True),
        ("Jane Roe in Tammer / Reuters", False),
        ("[Photo: the old pier of Tammer in June]", True),
        ("(Foto: der alte Hafen von Tammer im Juni)", True),
        ("(Photo: Jane Roe/AP)", False),
        ("[Update: the pier is open]", False),
    ],
)
def test_brackets_and_slashes_set_captions(line: str, said: bool) -> None:
    assert is_caption(line) is said


def test_who_took_a_picture_may_stand_in_brackets() -> None:
    found = header("(Photo: Jane Roe/AP)")
    assert found is not None
    assert (found.field, found.value) == ("picture", "Jane Roe/AP")
    assert credit_of("The old pier of Tammer in June / Reuters") == "Reuters"


@pytest.mark.parametrize("mark", ["§ {n}", "<<< {n} >>>"])
def test_signs_around_a_number_part_articles_and_are_no_headline(mark: str) -> None:
    numbers = ("1", "2", "3")
    found = several(mark + "\n\nSection > {section}\n{head}\nDate > {day}", n=numbers)
    assert [one.headline for one in found] == list(HEADS)
    assert [one.section for one in found] == list(SECTIONS)
