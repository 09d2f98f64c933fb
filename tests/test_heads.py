"""What stands above an article's text: headline, deck, byline, date, and whose paper it is."""

from __future__ import annotations

import random
import textwrap
from io import BytesIO

import pytest

from newscli.formats import articles
from newscli.formats.dividing.facts import facts_of
from newscli.formats.dividing.heads import read_pieces
from newscli.formats.dividing.run_in import run_ins
from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.setting import set_units
from newscli.records import Article
from newscli.text import Document

TEXT = (
    "The council of Ellerby voted on Monday to close the ferry for the whole of next winter.",
    "Boats will be repaired in the yard at Tammer, which has stood empty for nine years now.",
    "Nobody had asked the people of the islands, said the head of their association, Ida Holm.",
)
OTHER = (
    "A baker in Marfleet has found a coin from the reign of a king whose name nobody could read.",
    "It lay in a sack of flour that had come by rail, and the mill says that it knows of no more.",
    "The museum would like to have it, and offers the baker bread for life from a rival's oven.",
)
THIRD = (
    "Three bridges over the Tam are to be painted green, and the town is divided about the shade.",
    "A commission of seven has looked at forty samples since spring and has come to like none.",
    "Rain has kept the painters away so far, so there is time, the mayor's office said on Friday.",
)
BODIES = (TEXT, OTHER, THIRD)
TOWNS = ("Tammer", "Marfleet", "Holm", "Selby", "Orwick", "Dunby", "Lathe")
THINGS = ("ferry", "mill", "bridge", "school", "museum", "harbour", "library")
HEADS = ("Ferry closes for the winter", "Baker finds old coin", "Town argues over green bridges")


def load(text: str) -> list[Article]:
    return list(articles(Document("a.txt", BytesIO(text.encode()))))


def one(head: str) -> Article:
    [article] = load("\n\n".join((head, *TEXT)))
    return article


def several(form: str) -> list[Article]:
    """Three articles below a form of their heads, between rules."""
    parts = [
        "\n\n".join((form.format(head=head, n=n), *body))
        for n, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 1)
    ]
    return load(("\n\n" + "-" * 40 + "\n\n").join(parts))


def facts(article: Article) -> dict[str, str | None]:
    names = ("byline", "date", "publisher", "section", "place", "url")
    return {name: value for name in names if (value := getattr(article, name)) is not None}


HEAD = HEADS[0]
SINGLE = [
    (HEAD, {}),
    (f"{HEAD}\nBy Mara Brandon\n3 May 2012", {"byline": "Mara Brandon", "date": "2012-05-03"}),
    (f"{HEAD}\n\n3 May 2012\n\nBy Mara Brandon", {"byline": "Mara Brandon", "date": "2012-05-03"}),
    (
        f"{HEAD}\n\nThe Ellerby Courier, 3 May 2012, p. 4",
        {"publisher": "The Ellerby Courier", "date": "2012-05-03"},
    ),
    (
        f"{HEAD}\n\nNeue Tammer Zeitung | 03.05.2012 | Politik",
        {"publisher": "Neue Tammer Zeitung", "date": "2012-05-03", "section": "Politik"},
    ),
    (f"https://ellerby.example/a/1\n2012-05-03\n{HEAD}", {"date": "2012-05-03"}),
    (f"2012-05-03  {HEAD}", {"date": "2012-05-03"}),
    (f"{HEAD} (3 May 2012)", {"date": "2012-05-03"}),
    (f"*** {HEAD} ***", {}),
    (f"World\n\n{HEAD}", {"section": "World"}),
]


@pytest.mark.parametrize(("head", "stated"), SINGLE)
def test_a_head_is_read_in_any_order(head: str, stated: dict[str, str]) -> None:
    article = one(head)
    assert article.headline == HEAD
    assert not article.headline_derived
    assert article.paragraphs == TEXT
    assert {key: value for key, value in facts(article).items() if key != "url"} == stated


def test_what_stands_beside_a_date_and_is_no_known_name_is_no_publisher() -> None:
    article = one(f"{HEAD}\n\nHarbour Works, 3 May 2012")
    assert facts(article) == {"date": "2012-05-03"}


def test_a_headline_in_capitals_before_a_dash_is_no_place() -> None:
    [article] = load(f"BAKER FINDS OLD COIN IN FLOUR - {OTHER[0]}\n\n{OTHER[1]}\n")
    assert article.place is None


def test_a_place_stands_before_its_date() -> None:
    assert facts(one(f"{HEAD}\n\nLisbon, 3 May 2012")) == {"place": "Lisbon", "date": "2012-05-03"}


def test_a_name_beside_the_dates_of_all_is_the_publisher_s() -> None:
    found = several("{head}\n\nHarbour Works, {n} May 2012")
    assert [article.publisher for article in found] == ["Harbour Works"] * 3
    assert [article.date for article in found] == [f"2012-05-0{n}" for n in (1, 2, 3)]


def test_a_line_that_recurs_in_its_place_is_never_the_headline() -> None:
    found = several("Harbour news of the week\n\n{head}")
    assert tuple(article.headline for article in found) == HEADS
    assert all("Harbour news of the week" not in article.paragraphs for article in found)


def test_numbers_of_all_headlines_are_none_of_them_and_one_alone_is() -> None:
    found = several("{n}. {head}\n\n{n} May 2012")
    assert tuple(article.headline for article in found) == HEADS
    assert "1. Ferry closes for the winter" in found[0].other
    for form in ("#{n} {head}", "[{n}] {head}", "({n}) {head}", "0{n} {head}"):
        found = several(f"{form}\n\n{{n}} May 2012")
        assert tuple(article.headline for article in found) == HEADS
    assert one("7. Ferry closes for the winter").headline == "7. Ferry closes for the winter"


@pytest.mark.parametrize(
    "mark", ["No. {n}", "{n}/3", "ELLERBY-00{n}  0905 1{n}07", "tobin  9:1{n}"]
)
def test_a_count_or_a_stamp_above_each_headline_is_none(mark: str) -> None:
    assert [a.headline for a in several(f"{mark}\n\n{{head}}\n\n{{n}} May 2012")] == list(HEADS)


def test_the_number_before_a_headline_goes_and_those_in_it_stay() -> None:
    heads = ("Harwick seeks 43 million", "Ferry 7 sails again", "12 masts found")
    parts = [
        "\n\n".join((f"#{n} {head}", *body))
        for n, (head, body) in enumerate(zip(heads, BODIES, strict=True), 1)
    ]
    assert [a.headline for a in load("\n\n\n".join(parts))] == list(heads)


@pytest.mark.parametrize("digits", ["１２３", "١٢٣", "१२३", "①②③"])
@pytest.mark.parametrize("form", ["{n}．{head}", "{n}、{head}", "（{n}）{head}", "第{n}回 {head}"])
def test_numbers_of_any_script_before_headlines_are_none_of_them(digits: str, form: str) -> None:
    parts = [
        "\n\n".join((form.format(n=n, head=head), *body))
        for n, head, body in zip(digits, HEADS, BODIES, strict=True)
    ]
    assert [a.headline for a in load("\n\n\n".join(parts))] == list(HEADS)


def test_the_date_of_a_cover_is_no_article_s() -> None:
    cover = "PRESS CLIPPINGS 11 March 2014\n\nThe Coast Gazette\n\n" + "\n".join(HEADS)
    parts = [
        "\n\n".join((f"{head}\n{paper}", *body))
        for head, paper, body in zip(
            HEADS, ("Evening Ledger, p. 4, 7 March 2009", "Page 6", "Page 7"), BODIES, strict=True
        )
    ]
    found = load("\n\n\n".join((cover, *parts)))
    assert [a.headline for a in found] == list(HEADS)
    assert [a.date for a in found] == ["2009-03-07", None, None]
    assert [a.publisher for a in found] == ["Evening Ledger", None, None]
    assert "PRESS CLIPPINGS 11 March 2014" in found[0].other


def test_a_line_of_facts_is_not_joined_to_a_headline() -> None:
    article = one(f"{HEAD}\nNorthern Echo-Star, page 26")
    assert (article.headline, article.publisher) == (HEAD, "Northern Echo-Star")


def test_a_section_alone_above_a_headline_is_stated_and_the_last_line_of_a_menu_is_not() -> None:
    assert one(f"Sport\n{HEAD}").section == "Sport"
    assert one(f"Home\nNews\nSport\n{HEAD}").section is None


def test_text_without_a_headline_gets_one_that_is_derived() -> None:
    [article] = load("\n\n".join(TEXT))
    assert article.headline_derived
    assert article.paragraphs == TEXT


@pytest.mark.parametrize("head", ["Ferry stops", "Harbour", "The end of the ferry..."])
def test_a_short_line_alone_above_sentences_is_the_headline(head: str) -> None:
    [article] = load(f"{head}\n\nBoats lie still.\n")
    assert (article.headline, article.headline_derived) == (head, False)
    assert article.paragraphs == ("Boats lie still.",)


def test_a_question_is_a_headline_and_a_sentence_above_its_date_is_one() -> None:
    asked = "Will the ferry to the islands ever sail again in winter?"
    assert one(asked).headline == asked
    said = "“We were not asked about the ferry at all”, say the people of the islands."
    article = one(f"{said}\n2012-05-03")
    assert (article.headline, article.date) == (said, "2012-05-03")


def test_a_first_paragraph_above_the_byline_is_kept_as_one() -> None:
    [article] = load("\n\n".join((HEAD, TEXT[0], "By Mara Brandon", *TEXT[1:])))
    assert article.paragraphs == TEXT
    assert article.byline == "Mara Brandon"


def test_nothing_of_a_head_is_lost() -> None:
    head = f"WORLD | Ellerby\n\n[03.05.2012] {HEAD}\nTom Bake & Sons\nPage 4 of 9"
    article = one(head)
    held = " ".join((article.headline, *article.paragraphs, *article.other, *map(str, article)))
    assert all(word in held for word in head.replace("[", " ").replace("]", " ").split())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The Ellerby Courier (3 May 2012), p. 4", ("publisher", "date")),
        ("3 May 2012 | World | By Mara Brandon", ("date", "section", "byline")),
        ("Harbour Works", ()),
        ("苏州晚报 2012年5月3日", ("publisher", "date")),
    ],
)
def test_a_line_of_facts_tells_what_each_part_is(line: str, expected: tuple[str, ...]) -> None:
    assert {field for field, _ in facts_of(line).facts} == set(expected)


def test_names_of_papers_are_known_by_their_words() -> None:
    assert all(map(is_paper, ["The Tam Gazette", "Ellerbyer Anzeiger", "Голос Тама", "金沢新聞"]))
    assert not any(map(is_paper, ["Ida Holm", "Ferry closes for good!", "a daily boat"]))
    assert is_section("Économie")
    assert not is_section("Harbour")


BRIDGES = (
    "The old bridge was built by a firm from the coast, and carries two lanes over the water.",
    "The second was closed for two years after a flood, until the town had paid for its repair.",
    "The third opens for ships every evening, and people gather on the quay to watch it do so.",
    "The fourth is for walkers alone, and leads from the market to the castle over a weir.",
)


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "#{} "])
@pytest.mark.parametrize("below", ["", "\n: 390 metres"])
def test_the_items_of_a_list_are_no_headlines(number: str, below: str) -> None:
    items = [
        f"{number.format(at)}Bridge of {town}{below}\n{text}"
        for at, (town, text) in enumerate(
            zip(("Velm", "Orl", "Sund", "Ey"), BRIDGES, strict=True), 1
        )
    ]
    text = "Four bridges to see in the north of 2016\n\n" + "\n".join(items) + "\n"
    [article] = load(text)
    assert article.headline == "Four bridges to see in the north of 2016"


@pytest.mark.parametrize("button", ["Play VIDEO", "Watch", "Gallery"])
def test_the_title_of_a_film_above_and_below_its_button_is_no_text(button: str) -> None:
    film = "Can the bridge be open in spring?"
    text = "\n\n".join((BRIDGES[0], BRIDGES[1], f"{film}\n{button}\n{film}", *BRIDGES[2:]))
    [article] = load(text)
    assert article.paragraphs == BRIDGES
    assert article.other == (film, button, film)


@pytest.mark.parametrize(
    ("form", "date"),
    [
        ("[Coast Gazette, 2012-05-0{n}] {head}: {text}", "2012-05-01"),
        ("2012-05-0{n} {head} — {text}", "2012-05-01"),
        ("{n}. {head}: {text}", None),
    ],
)
def test_headlines_on_the_line_of_their_text_are_found_where_all_are_set_so(
    form: str, date: str | None
) -> None:
    lines = [
        form.format(n=n, head=head, text=" ".join(body))
        for n, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 1)
    ]
    units = set_units("\n".join(lines))
    pieces = [Piece(n, n, n + 1, "x") for n in range(len(units))]
    document = Document("a.txt", BytesIO("\n".join(lines).encode()))
    found = list(read_pieces(document, units, pieces, len(lines)))
    assert [(a.headline, a.headline_derived) for a in found] == [(head, False) for head in HEADS]
    assert [a.paragraphs for a in found] == [(" ".join(body),) for body in BODIES]
    assert found[0].date == date


def test_speakers_and_first_sentences_are_no_headlines_on_the_line_of_their_text() -> None:
    assert run_ins([f"The old mayor of Ellerby: {body[0]}" for body in BODIES]) == [None] * 3
    assert run_ins([f"The ferry rests. {body[0]}" for body in BODIES]) == [None] * 3
    assert run_ins([f"PARIS, May {n} - {body[0]}" for n, body in enumerate(BODIES)]) == [None] * 3


def test_who_speaks_is_no_place() -> None:
    spoken = "\n\n".join(
        f"{who}: {text}" for who, text in zip(("HOLM", "BRANDON", "HOLM"), TEXT, strict=True)
    )
    [talk] = load(f"{HEAD}\n\n{spoken}")
    [filed] = load("\n\n".join((HEAD, f"ELLERBY: {TEXT[0]}", *TEXT[1:])))
    assert (talk.place, filed.place) == (None, "ELLERBY")


def test_a_last_line_of_facts_says_where_a_text_is_from() -> None:
    [article] = load("\n\n".join((HEAD, *TEXT, "(Coast Gazette, 3 May 2012)")))
    assert (article.publisher, article.date) == ("Coast Gazette", "2012-05-03")
    assert article.paragraphs == TEXT


@pytest.mark.parametrize("form", [">> {}", "> {}", "» {}", "3.5.2012 | World | {}"])
def test_a_sign_or_a_date_before_a_headline_makes_it_no_menu(form: str) -> None:
    assert one(form.format(HEAD)).headline == HEAD


def test_a_name_below_a_short_headline_is_not_joined_to_it() -> None:
    assert one(f"{HEAD}\nMara Brandon and Ida Holm in Ellerby").headline == HEAD
    assert one(f"{HEAD}, and nobody\nknows for how long").headline == (
        f"{HEAD}, and nobody knows for how long"
    )


def test_a_labelled_line_states_what_stands_behind_its_bar() -> None:
    article = one(f"{HEAD}\nAuthor: Mara Brandon | 3 May 2012")
    assert (article.byline, article.date) == ("Mara Brandon", "2012-05-03")


def test_a_name_that_texts_speak_of_is_no_publisher_beside_their_dates() -> None:
    parts = [
        "\n\n".join(
            (f"{head}\nPort Tammer, {n} May 2012", f"Port Tammer waits. {body[0]}", *body[1:])
        )
        for n, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 1)
    ]
    found = load("\n\n\n".join(parts))
    assert [a.publisher for a in found] == [None] * 3
    assert [a.date for a in found] == ["2012-05-01", "2012-05-02", "2012-05-03"]


def test_a_weekday_before_a_publisher_is_no_part_of_its_name() -> None:
    assert facts_of("（2023年11月25日 星期六 青岛日报）").facts == (
        ("publisher", "青岛日报"),
        ("date", "2023-11-25"),
    )


def test_a_byline_below_a_headline_in_wrapped_text_stands_alone() -> None:
    head = "The ferry to the islands closes for the winter\nBy Mara Brandon"
    article = load("\n\n".join((head, *(textwrap.fill(text, 50) for text in (*TEXT, *OTHER)))))[0]
    assert article.headline == "The ferry to the islands closes for the winter"
    assert article.byline == "Mara Brandon"


@pytest.mark.parametrize(
    "stamp",
    [
        "Publié le {day} août 2008 à 09h12",
        "Publicado el {day} de agosto de 2008 a las 09:12",
        "Veröffentlicht am {day}. August 2008 um 09:12 Uhr",
        "Opublikowano {day} sierpnia 2008",
    ],
)
def test_label_before_the_date_of_every_article_is_no_publisher(stamp: str) -> None:
    parts = [
        "\n\n".join((head, stamp.format(day=day), *body))
        for day, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 5)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [article.headline for article in found] == list(HEADS)
    assert {article.publisher for article in found} == {None}


@pytest.mark.parametrize(
    "headline",
    [
        "The great storm of 3 May 2012",
        "What is known of the fire of 11 August 2001 and what came of it",
        "On 3 May 2012 the ferry stopped for good",
        "Storm of 3 May 2012",
        "Die Nacht vom 9. November 1989",
        "11 August 2001 remembered",
        "3 May 2012 was the day on which everything changed",
        "11 August 2001: a day that changed the harbour",
        "Erinnerung an den langen Winter vom 9. November 1989",
        "Ce que l'on sait de la nuit du 13 novembre 2015",
        "2011年3月11日の地震から十年、被災地の人々",
        "SHORE <SHR> APPROVES BUDGET",
        "<SHORE HOLDINGS PLC> FOURTH QUARTER NET",
        "« Le maire » démissionne",
        "«Заря» обыграла «Маяк» в дерби",
        "#HarbourWatch five years on",
        "Update: Minister of ferries resigns",
    ],
)
def test_headline_is_whole_and_its_words_are_no_facts(headline: str) -> None:
    (article,) = load("\n\n".join((headline, *BODIES[0])))
    assert (article.headline, article.headline_derived) == (headline, False)
    assert (article.date, article.publisher, article.byline) == (None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Stand vom 3. Mai 2012",
        "Published on 3 May 2012",
        "Posted by Jane on 3 May 2012",
        "3 May 2012 at 14:05",
        "Thursday 3 May 2012",
        "Lisbon, 3 May 2012",
        "The Harbour Post of 3 May 2012",
        "3 mai 2012, p. 4-5",
        "3 mei 2012, blz. 3",
        "3 May 2012, late edition",
        "3 May 2012, online",
    ],
)
def test_line_of_a_day_is_no_headline(line: str) -> None:
    (article,) = load("\n\n".join((line, *BODIES[0])))
    assert (article.headline_derived, article.date) == (True, "2012-05-03")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Roe, Bob van der Berg and Li Wei", "Jane Roe, Bob van der Berg and Li Wei"),
        ("By Jane Roe • 3 May 2012 • 4 min read", "Jane Roe"),
        ("By Jane Roe, 3 May 2012", "Jane Roe"),
        ("By Jane Roe, Arts and Letters", "Jane Roe"),
        ("By Jane Roe | Harbour Post", "Jane Roe"),
        ("By Jane Roe Jr.", "Jane Roe Jr."),
        ("By Jane Roe jane@post.test", "Jane Roe"),
        ("By Jane Roe (@janeroe)", "Jane Roe"),
        ("By Jane Roe, special to The Harbour Post", "Jane Roe"),
        ("From Jane Roe in Lisbon", "Jane Roe"),
        ("Words: Jane Roe", "Jane Roe"),
        ("文/李伟", "李伟"),
        ("Bởi Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_byline_names_all_who_wrote_and_nothing_else(line: str, byline: str) -> None:
    for gap in ("\n", "\n\n"):
        (article,) = load("\n\n".join((f"{HEADS[0]}{gap}{line}", *BODIES[0])))
        assert (article.headline, article.byline) == (HEADS[0], byline)
        assert len(article.paragraphs) == len(BODIES[0])


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("NEW YORK/LONDON (Reuters) - ", "NEW YORK/LONDON"),
        ("Roma, 3 mag. (Adnkronos) - ", "Roma"),
        ("Lisbon – ", "Lisbon"),
        ("Como – ", "Como"),
        ("However – ", None),
        ("Hintergrund – ", None),
        ("Сегодня – ", None),
    ],
)
def test_dateline_names_a_place_and_is_part_of_the_text(opening: str, place: str | None) -> None:
    text = (
        f"{opening}The ferry was stopped for good on Saturday after a storm had torn its pier away."
    )
    (article,) = load("\n\n".join((HEADS[0], text, *BODIES[0])))
    assert (article.place, article.captions) == (place, ())
    assert article.paragraphs[0].endswith("torn its pier away.")


@pytest.mark.parametrize("byline", ["By Jane Roe", "by Jane Roe", "BY JANE ROE", ""])
@pytest.mark.parametrize(
    "head", ["{paper}\n{head}", "{section}\n{paper}\n{head}", "{paper}\n{section}\n{head}"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_papers_name_above_the_headline_wrote_nothing(gap: str, head: str, byline: str) -> None:
    above = head.format(paper="Evening Gazette", section="Business", head=HEADS[0])
    lines = [line for line in (*above.split("\n"), byline) if line]
    (article,) = load("\n\n".join((gap.join(lines), *BODIES[0])))
    assert article.headline == HEADS[0]
    assert (article.byline or "").lower() == byline.lower().removeprefix("by ")
    assert article.publisher == "Evening Gazette"
    assert article.section == ("Business" if "section" in head else None)


@pytest.mark.parametrize(
    "head",
    [
        "{head}\n\nWorld\n\nBy Jane Roe",
        "{head}\nBy Jane Roe\nWorld\n3 May 2012",
        "World\n\n{head}\n\nBy Jane Roe",
        "{head}\n\n3 May 2012\n\nWorld\n\nBy Jane Roe",
    ],
)
def test_a_section_beside_other_facts_is_one_in_each_article(head: str) -> None:
    parts = ["\n\n".join((head.format(head=one), *BODIES[n])) for n, one in enumerate(HEADS)]
    for article in load("\n\n\n".join(parts)):
        assert (article.section, article.publisher, article.byline) == ("World", None, "Jane Roe")


@pytest.mark.parametrize("times", [1, 2])
def test_articles_are_found_as_often_as_they_stand_there(times: int) -> None:
    rng = random.Random(1)  # noqa: S311 - nothing secret
    heads = [f"{town} closes its {thing}" for town, thing in zip(TOWNS, THINGS, strict=True)]
    parts = []
    for head in heads:
        texts = (
            ["".join(rng.choices("abcdefghilmnoprstu", k=6)) for _ in range(35)] for _ in "1234"
        )
        parts.append("\n\n".join((head, *(f"The {' '.join(text)}." for text in texts))))
    found = load("\n\n".join(parts * times))
    assert [article.headline for article in found] == heads * times
    assert not any(article.other for article in found)


def test_a_text_about_the_paper_below_each_article_begins_none() -> None:
    rng = random.Random(2)  # noqa: S311 - nothing secret
    about = (
        "About the Post\n\nThe Post is printed " + "in the town and for the town " * 20 + "alone."
    )
    parts = []
    for town, thing in zip(TOWNS, THINGS, strict=True):
        texts = (
            ["".join(rng.choices("abcdefghilmnoprstu", k=6)) for _ in range(35)] for _ in "1234"
        )
        lines = (f"The {' '.join(text)}." for text in texts)
        parts.append("\n\n".join((f"{town} closes its {thing}", *lines, about)))
    assert len(load("\n\n".join(parts))) == len(TOWNS)


def test_numbers_before_headlines_part_articles_whatever_these_open_with() -> None:
    heads = ("Ferry closes for the winter", "‘No’ to a bridge", "5 ferries sold", "«Zora» sails on")
    parts = [
        "\n\n".join((f"{number}. {head}", *BODIES[number % len(BODIES)]))
        for number, head in enumerate(heads, 1)
    ]
    assert [article.headline for article in load("\n\n".join(parts))] == list(heads)


@pytest.mark.parametrize("headline", ["By land and sea", "By storm for good", "Words for the dead"])
def test_headline_that_opens_as_bylines_do_is_one(headline: str) -> None:
    (article,) = load("\n\n".join((headline, *BODIES[0])))
    assert (article.headline, article.byline) == (headline, None)


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("Hafenblatt vom 27.07.1993", "Hafenblatt"),
        ("Le Courrier du Port du 27 juillet 1993", "Le Courrier du Port"),
        ("The Harbour Post of 27 July 1993, page 3", "The Harbour Post"),
        ("Diario del Puerto del 27 de julio de 1993", "Diario del Puerto"),
        ("Source: The Harbour Post, Tuesday 27 July 1993", "The Harbour Post"),
        ("Source: Harbour of the North (27.07.1993)", "Harbour of the North"),
    ],
)
def test_publisher_is_the_name_without_the_day_of_its_issue(line: str, paper: str) -> None:
    (article,) = load("\n\n".join((f"{HEADS[0]}\n{line}", *BODIES[0])))
    assert (article.headline, article.publisher, article.date) == (HEADS[0], paper, "1993-07-27")


def test_place_of_two_words_before_a_date_is_one_by_its_opening() -> None:
    assert facts_of("Buenos Aires, 28 April 2021").placed == "Buenos Aires"
    assert facts_of("Jane Roe, 28 April 2021").placed == ""  # a person's, for all that is known


@pytest.mark.parametrize(
    ("last", "stated"),
    [
        ("— Tomas Reed", {"byline": "Tomas Reed"}),
        ("– Tomas Reed, Ellerby Post", {"byline": "Tomas Reed", "publisher": "Ellerby Post"}),
        (" " * 50 + "Tomas Reed", {"byline": "Tomas Reed"}),
    ],
)
def test_name_behind_a_dash_or_at_the_right_signs_the_text(
    last: str, stated: dict[str, str]
) -> None:
    [article] = load("\n\n".join((HEADS[0], *TEXT, last)))
    assert article.paragraphs == TEXT
    assert facts(article) == stated


@pytest.mark.parametrize("last", ["— Ellerby Post", "— as nobody had foreseen it so far"])
def test_what_is_no_name_signs_nothing(last: str) -> None:
    [article] = load("\n\n".join((HEADS[0], *TEXT, last)))
    assert article.byline is None


def test_words_in_capitals_above_the_headline_are_no_author() -> None:
    assert load("\n\n".join(("LONG READ", HEADS[0], "By Jane Roe", *TEXT)))[0].byline == "Jane Roe"


@pytest.mark.parametrize("label", ["Text", "Haber", "Interview", "Testo"])
def test_label_of_who_wrote_is_a_byline(label: str) -> None:
    assert facts(one(f"{HEADS[0]}\n\n{label}: Karin Holm")) == {"byline": "Karin Holm"}


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Portland, Ore. — The bridge", "Portland, Ore."),
        ("Gdynia, Poland – The yard", "Gdynia, Poland"),
        ("Jane Roe, Chair — The yard", None),
        ("TAMMER, Vt., March 9, 2015 /PRNewswire/ -- The yard", "TAMMER, Vt"),
    ],
)
def test_place_with_its_state_or_country_opens_a_story(opening: str, place: str | None) -> None:
    [article] = load(f"{HEADS[0]}\n\n{opening} {TEXT[0]}\n\n{TEXT[1]}\n")
    assert (article.place or "").rstrip(".") == (place or "").rstrip(".")


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Boats at the pier on Monday. Jane Roe/Getty Images", "Jane Roe/Getty Images"),
        ("El faro, en una imagen de archivo. / EFE", "/ EFE"),
        ("Une caserne de Tammer, en juillet. PHOTO JEAN ROUX / AFP", "PHOTO JEAN ROUX / AFP"),
    ],
)
def test_name_and_agency_with_a_slash_behind_a_stop_credit_a_picture(
    caption: str, credit: str
) -> None:
    article = one(f"{HEADS[0]}\n\n{caption}")
    assert [(c.text, c.credit) for c in article.captions] == [(caption, credit)]
    assert article.paragraphs == TEXT


@pytest.mark.parametrize(
    "line", ["Sent from my iPhone", "Dela artikeln", "Partilhe esta notícia", "Comments (14)"]
)
def test_what_a_page_or_a_phone_adds_below_is_no_paragraph(line: str) -> None:
    assert load("\n\n".join((HEADS[0], *TEXT, line)))[0].paragraphs == TEXT


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("STOP THE SALE, SAVE THE OLD PIER - But the council", None),
        ("CAPE TOWN, South Africa - The council", "CAPE TOWN, South Africa"),
    ],
)
def test_headline_in_capitals_before_a_dash_is_no_place(opening: str, place: str | None) -> None:
    assert load(f"{HEADS[0]}\n\n{opening} {TEXT[0]}\n\n{TEXT[1]}\n")[0].place == place


def test_result_of_a_match_is_no_author() -> None:
    last = " " * 50 + "Italy 17-28 Ireland"
    assert load("\n\n".join((HEADS[0], *TEXT, last)))[0].byline is None


def test_a_paper_named_for_a_day_keeps_it_before_its_date() -> None:
    assert facts_of("[Sunday Dispatch, 3 May 2012]").facts[0] == ("publisher", "Sunday Dispatch")


def test_the_time_beside_a_date_is_no_part_of_the_headline() -> None:
    line = facts_of("13/05/2012, 10:33 Ferry stops at the pier | Coast Courier")
    assert line.title == "Ferry stops at the pier"
    assert ("date", "2012-05-13") in line.facts


def test_names_of_people_beside_paper_and_date_of_all_are_their_authors() -> None:
    people = ("Mara Brandon", "Ida Roe", "Jon Ferris")
    parts = [
        f"{head}\n{who} | Coast Courier | {n} May 2012\n\n" + "\n\n".join(body)
        for n, (head, who, body) in enumerate(zip(HEADS, people, BODIES, strict=True), 1)
    ]
    assert tuple(article.byline for article in load("\n\n\n".join(parts))) == people
    assert {
        article.byline
        for article in several("{head}\n\nHarbour Cup | Coast Courier | {n} May 2012")
    } == {None}


def test_the_name_that_a_wire_gives_a_story_is_no_headline() -> None:
    found = several("AM-Ellerby-{n}, 2nd Ld-Writethru,0{n}23\n{head}")
    assert tuple(article.headline for article in found) == HEADS


def test_lines_in_capitals_above_wrapped_text_are_one_headline() -> None:
    body = textwrap.fill(" ".join(TEXT), 60)
    for head in ("FERRY CLOSES FOR\nTHE WINTER\n", "FERRY CLOSES FOR\nTHE WINTER\n\n"):
        assert load(f"{head}{body}")[0].headline == "FERRY CLOSES FOR THE WINTER"
    names = ("COAST COURIER\nFERRY CLOSES FOR WINTER\n", "SPORT\nFERRY CLOSES FOR WINTER\n")
    for head in names:
        assert load(f"{head}\n{body}")[0].headline == "FERRY CLOSES FOR WINTER"


def test_a_job_is_no_paper() -> None:
    assert not is_paper("Associated Press Writer")
    assert is_paper("Evening Reporter News")


def test_what_an_article_is_called_and_its_number_are_no_part_of_its_headline() -> None:
    for form in (
        "ITEM {n}: {head}",
        "Story {n} – {head}",
        "Article {n}. {head}",
        "Meldung {n}: {head}",
    ):
        assert tuple(article.headline for article in several(form)) == HEADS


def test_times_before_all_headlines_are_none_of_them_and_one_alone_is() -> None:
    for form in ("1{n}:05 {head}", "[1{n}.05] {head}", "1{n}:05 - {head}"):
        assert tuple(article.headline for article in several(form)) == HEADS
    assert one("9:46 on a day in winter").headline == "9:46 on a day in winter"


def test_items_parted_by_no_more_than_paragraphs_are_found_by_their_numbers() -> None:
    parts = [
        f"Item {n}: {head}\n\n" + "\n\n".join(body)
        for n, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 1)
    ]
    assert tuple(article.headline for article in load("\n\n".join(parts))) == HEADS


def test_who_wrote_from_where_below_a_headline_is_its_author() -> None:
    article = one(f"{HEAD}\n\nMara Brandon in Port Selby")
    assert (article.headline, article.byline, article.place) == (HEAD, "Mara Brandon", None)
    assert one("Mara Brandon in Port Selby").byline is None


def test_what_the_press_is_told_is_no_paper() -> None:
    for text in ("PRESS RELEASE", "Nota de prensa", "Brandon/Holm Press"):
        assert not is_paper(text)


def test_times_and_signs_alone_are_no_paragraphs() -> None:
    article = load("\n\n".join((HEAD, "18:15", TEXT[0], "17.40 GMT", TEXT[1], "--")))[0]
    assert article.paragraphs == TEXT[:2]
    assert {"18:15", "17.40 GMT", "--"} <= set(article.other)


@pytest.mark.parametrize(
    "line",
    [
        "Автор: Вера Тамина, 17 марта 2013 г.",
        "بقلم: هدى الزهيري, 2013-03-17",
        "Autor: Hanna Tamska, 17.03.2013",
        "Author: Jane Roe, March 17, 2013",
        "文・高橋美樹, 2013年3月17日",
    ],
)
def test_an_author_and_the_day_may_stand_on_one_line(line: str) -> None:
    article = one(f"Ferry closes for the winter\n{line}")
    name = line.partition(",")[0].replace("文・", "文: ").rpartition(": ")[2]
    assert (article.byline, article.date) == (name, "2013-03-17")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Selby, Monday, August 25, 2003", "Selby"),
        ("松山、2003年8月25日", "松山"),
        ("تونس, 25 أغسطس 2003", "تونس"),
        ("高橋美樹, 2003年8月25日", None),
    ],
)
def test_a_place_may_stand_before_the_day_and_its_name(line: str, place: str | None) -> None:
    article = one(f"Ferry closes for the winter\n{line}")
    assert (article.place, article.date) == (place, "2003-08-25")


def test_a_headline_in_capitals_is_no_paper_though_a_word_of_papers_is_in_it() -> None:
    assert not is_paper("WEB RADIO TAKES LOCAL SONGS AROUND")
    assert is_paper("THE DAILY HARBOUR POST")
    assert is_paper("HARBOUR POST")


@pytest.mark.parametrize("width", range(50, 90, 3))
def test_a_line_that_wrapped_text_goes_on_in_is_not_parted_from_it(width: int) -> None:
    note = "Correction: an earlier version of this text gave a wrong age for Jane Roe and it was "
    notes = [f"{note}changed {'then ' * n}on 3 May 2012." for n in range(4)]
    texts = [*TEXT, *OTHER, *notes, *THIRD]
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in texts)
    assert [unit.text for unit in set_units(wrapped)] == texts


@pytest.mark.parametrize("below", ["Roe. Changed 2008-11-22.", "Monday, 17 November 2008."])
def test_a_line_that_ends_as_a_sentence_does_goes_on_in_the_one_line_above(below: str) -> None:
    above = "An earlier version of this text gave a wrong age for the engineer Jane"
    units = set_units(
        "\n\n".join([*(textwrap.fill(text, 72) for text in TEXT), f"{above}\n{below}"])
    )
    assert units[-1].text == f"{above} {below}"


def test_lines_of_a_text_in_capitals_are_no_headline() -> None:
    texts = [text.upper() for text in (*TEXT, *OTHER)]
    for width in range(40, 70):
        wrapped = "\n\n".join(textwrap.fill(text, width) for text in texts)
        assert [unit.text for unit in set_units(wrapped)] == texts


def test_one_wide_blank_opens_a_paragraph_and_numbers_are_joined() -> None:
    first = (
        "港の渡し船は月曜日に止まり、いつまた動くのかは誰にも分からないと市の担当者は港で話した。"
        "島の人々は冬のあいだ店に行くのに三十キロを車で走ることになり、運賃も四十年ぶりに上がる。"
    )
    second = (
        "費用は110億円で当初の計画の二倍になる見通しだと議会で説明があり、長い議論になった。"
        "新しい橋は来年の春にできる予定だが、誰がそれを払うのかについては議会は何も言わなかった。"
    )
    wrapped = "\n".join(
        line for text in (first, second) for line in textwrap.wrap(f"\u3000{text}", 28)
    )
    assert [unit.text for unit in set_units(f"{wrapped}\n{wrapped}")] == [first, second] * 2


def test_wrapped_korean_is_joined_at_words() -> None:
    text = "섬으로 가는 배가 월요일에 멈추었고 언제 다시 다닐지 아무도 모른다고 시청은 밝혔다. " * 3
    wrapped = textwrap.fill(text, 30)
    assert [unit.text for unit in set_units(wrapped)] == [text.strip()]


def test_items_of_a_list_in_wrapped_text_are_units() -> None:
    items = ["- The town argues over a green bridge", "- A baker finds an old coin in the flour"]
    wrapped = "\n\n".join(textwrap.fill(text, 60) for text in (*TEXT, *OTHER))
    units = set_units(f"{wrapped}\n\n{items[0]}\n{items[1]}")
    assert [unit.text for unit in units] == [*TEXT, *OTHER, *items]


def test_one_line_that_reads_on_in_small_letters_shows_that_a_short_text_is_wrapped() -> None:
    above, below = (
        "The old ferry of Ellerby has been sold",
        "by its owner to a museum in the north.",
    )
    assert [unit.text for unit in set_units(f"Ferry\n\n{above}\n{below}")] == [
        "Ferry",
        f"{above} {below}",
    ]
    for kept in ("By Jane Roe", "by Jane Roe", "Its owner gave no price for it."):
        assert len(set_units(f"{above}\n{kept}")) == 2


def test_a_list_of_short_lines_does_not_make_paragraphs_wrapped() -> None:
    matches = [f"{a} and {b} of the island" for a in ("Ellerby", "Tammer") for b in ("Roe", "Oslo")]
    lines = [TEXT[0] * 3, *matches * 6]
    assert [unit.text for unit in set_units("\n\n".join(lines))] == lines


def test_items_of_a_list_are_text_and_no_cross_heads() -> None:
    items = [
        "3. More buses",
        "2) A lower fare for pupils",
        "Better lights along the whole of the quay",
    ]
    [article] = load("\n\n".join(["Ferry stops", *TEXT, *items, *OTHER]))
    assert article.paragraphs == (*TEXT, *items, *OTHER)
    [alone] = load("\n\n".join(["Ferry stops", *TEXT, "More buses", *OTHER]))
    assert [head.text for head in alone.subheads] == ["More buses"]


def test_what_shows_nothing_at_the_ends_of_lines_is_left_out() -> None:
    lines = ["Ferry stops", *TEXT]
    [article] = load("\n\n".join(f"\u200b{line}\u2060\u200b" for line in lines))
    assert (article.headline, *article.paragraphs) == tuple(lines)


@pytest.mark.parametrize(
    "line", ["(Mara Brandon)", "[Mara Brandon]", "— Mara Brandon", "Mara Brandon, Coast Gazette"]
)
def test_who_signs_the_texts_of_a_document_wrote_each(line: str) -> None:
    texts = ["\n\n".join((head, *body, line)) for head, body in zip(HEADS, BODIES, strict=True)]
    found = load("\n\n\n\n".join(texts))
    assert [article.byline for article in found] == ["Mara Brandon"] * 3
    assert [article.paragraphs for article in found] == [*BODIES]


def test_names_of_papers_above_most_headlines_are_no_headlines() -> None:
    papers = ("The Straits Times", "Los Angeles Times", "Evening Standard")
    texts = [
        "\n".join((paper, head, *body))
        for paper, head, body in zip(papers, HEADS, BODIES, strict=True)
    ]
    found = load("\n\n\n".join(["PRESS REVIEW - 3 May 2012", *texts]))
    assert [(article.headline, article.publisher) for article in found] == [
        *zip(HEADS, papers, strict=True)
    ]


@pytest.mark.parametrize("kicker", ["Letter from Paris", "The Big Read"])
def test_a_kicker_names_nobody(kicker: str) -> None:
    assert one(f"{kicker}\n{HEAD}").byline is None


@pytest.mark.parametrize(
    "said",
    [
        "Source: the ministry would not say who had signed the paper or when it had been sent.",
        "Gazette: Why does this matter now?",
        "Note: the figures do not include the islands, where nobody was counted.",
    ],
)
def test_what_is_said_behind_a_word_and_a_colon_is_text(said: str) -> None:
    [article] = load("\n\n".join((HEAD, *TEXT, said, *OTHER)))
    assert article.paragraphs == (*TEXT, said, *OTHER)
    assert article.publisher is None


def test_buttons_around_an_article_are_none_of_it() -> None:
    menu = ("News", "Sport", "Weather", "Woblet")
    above = (*menu, HEAD, "Image caption, The ferry last week")
    foot = ("Print this page", "This article appeared in The Ellerby Courier")
    [article] = load("\n\n".join((*above, *TEXT, "(MORE)", *OTHER, *foot)))
    assert (article.headline, article.paragraphs) == (HEAD, (*TEXT, *OTHER))
    assert [caption.text for caption in article.captions] == ["Image caption, The ferry last week"]
    last = "Admission is free for all children of the town."
    [article] = load("\n\n".join((HEAD, *TEXT, last, "Listen", "Print", "Comment")))
    assert article.paragraphs == (*TEXT, last)


def test_heads_in_hindi_state_what_they_say() -> None:
    text = "नगर निगम ने धन की कमी के कारण नए पुल का निर्माण अगले साल तक टाल दिया है।"
    labels = "शीर्षक: नए पुल का निर्माण टला\nलेखक: सुनीता वर्मा\nतारीख: 16/05/2012\nस्रोत: दैनिक जागरण"
    for head in (labels, "नए पुल का निर्माण टला\nलेखक: सुनीता वर्मा\n16/05/2012"):
        [article] = load(f"{head}\n\n{text}\n\n{text} {text}")
        assert (article.headline, article.byline) == ("नए पुल का निर्माण टला", "सुनीता वर्मा")
        assert article.date == "2012-05-16"
    assert is_paper("दैनिक जागरण")


@pytest.mark.parametrize("blanks", ["     ", "\t", "\u3000"])
@pytest.mark.parametrize("double", [False, True])
def test_paragraphs_that_their_indent_opens_are_found_though_most_have_one_line(
    blanks: str, double: bool
) -> None:
    texts = [f"{text} {'It rained on. ' * 2}".strip() for text in (*TEXT, *OTHER, *THIRD)]
    texts = [
        *texts[:2],
        texts[2].partition(" and ")[0] + ".",
        *texts[3:],
        "Nobody came.",
        "It rained.",
    ]
    lines = [line for text in texts for line in textwrap.wrap(text, 76, initial_indent=blanks)]
    units = set_units(("\n\n" if double else "\n").join(lines))
    assert [unit.text for unit in units] == texts


def test_headlines_that_open_lines_may_hold_initials() -> None:
    heads = ["U.S. banks close for a day", "Ferry closes for the winter", "Baker finds old coin"]
    lines = [
        f"2012-05-0{n} {head}. {' '.join(body)}"
        for n, (head, body) in enumerate(zip(heads, BODIES, strict=True), 1)
    ]
    assert [found and found.headline for found in run_ins(lines)] == heads


@pytest.mark.parametrize(
    "line",
    [
        "Jane Tamska, Selby, 14.12.2004 (AP)",
        "هدى الزهيري في تونس، 2004-12-14 (AFP)",
        "HARBOUR MASTER ANGRY - Nobody had told him of the ferry, and so he wrote them a letter.",
    ],
)
def test_who_is_in_a_picture_and_a_headline_in_capitals_are_no_place(line: str) -> None:
    article = one(f"Ferry closes for the winter\n\n{line}")
    assert article.place is None


def test_a_headline_may_say_that_there_is_a_picture() -> None:
    assert one("Ferry closes for the whole winter (PHOTO)").headline.endswith("(PHOTO)")
    assert one("Паром на остров закрыт на зиму (ФОТО)").captions == ()


def test_what_a_page_asks_for_is_not_joined_with_what_stands_below() -> None:
    asked = "Sign up for our morning letter, get the newsletter and never miss a story."
    links = ["More on this subject:", "- The town argues over a green bridge"]
    wrapped = "\n\n".join(textwrap.fill(text, 76) for text in (*TEXT, *OTHER))
    units = set_units("\n".join([wrapped, "", asked, *links]))
    assert [unit.text for unit in units[-3:]] == [asked, *links]


PARTED = (
    "The council of Ellerby voted on Mon-\nday to close the ferry for the whole of\nnext winter, "
    "as its all-black hull has be-\ncome a danger. The well-known cap-\ntain spoke of an all-\n"
    "black day for the island's econo-\nmy, and left with his wife."
)


def test_words_parted_at_the_ends_of_lines_are_one_word() -> None:
    [unit] = set_units(PARTED)
    assert unit.text == (
        "The council of Ellerby voted on Monday to close the ferry for the whole of next winter, "
        "as its all-black hull has become a danger. The well-known captain spoke of an all-black "
        "day for the island's economy, and left with his wife."
    )


def test_one_hyphen_at_the_end_of_a_line_stays_and_so_does_what_comes_later() -> None:
    lines = [
        "The ferry of Ellerby is closed, and the low-",
        "cost boats of the islands as well. Das Bau-",
        "und Gartenamt has no say in it, the council",
        "of the town wrote to its people on Monday.",
    ]
    [unit] = set_units("\n".join(lines))
    assert "the low-cost boats" in unit.text
    assert "Das Bau- und Gartenamt" in unit.text


def test_a_clean_text_with_parted_words_is_cut_as_other_texts_are() -> None:
    texts = ["\n\n".join((head, *[PARTED] * 3)) for head in HEADS]
    found = load("\n\n\n\n".join(texts))
    assert [article.headline for article in found] == [*HEADS]


def test_an_address_above_the_rule_that_ends_an_article_is_its_url() -> None:
    texts = [
        "\n\n".join((head, *body, f"http://ellerby.example/{len(head)}", "-" * 40))
        for head, body in zip(HEADS, BODIES, strict=True)
    ]
    for article, body in zip(load("\n\n".join(texts)), BODIES, strict=True):
        assert article.paragraphs == body
        assert article.url == f"http://ellerby.example/{len(article.headline)}"


@pytest.mark.parametrize(
    "line",
    [
        "Mara Brandon / Madrid",
        "Mara Brandon | Madrid",
        "Mara Brandon (à Lyon)",
        "Mara Brandon yazdı",
        "Texto de Mara Brandon",
        "dal nostro inviato Mara Brandon",
        "Van onze verslaggever Mara Brandon",
        "By [7]Mara Brandon",
    ],
)
def test_a_line_below_the_headline_that_signs_it_names_the_author(line: str) -> None:
    assert facts(one(f"{HEAD}\n\n{line}")) == {"byline": "Mara Brandon"}


@pytest.mark.parametrize(
    "line", ["Middle East / Africa", "World | Europe", "De Oude Brug", "Text by hand"]
)
def test_what_is_no_name_beside_a_place_signs_nothing(line: str) -> None:
    assert one(f"{HEAD}\n\n{line}").byline is None


def test_a_day_in_wide_brackets_leaves_the_headline_whole() -> None:
    article = one("古い橋めぐり町議会が対立［2012年5月3日］")
    assert (article.headline, article.date) == ("古い橋めぐり町議会が対立", "2012-05-03")


def test_a_row_of_facts_with_the_time_it_takes_to_read_is_no_button() -> None:
    article = one(f"{HEAD}\n\nMara Brandon · The Ellerby Courier · 3 May 2012 · 4 min read")
    assert (article.publisher, article.date) == ("The Ellerby Courier", "2012-05-03")


def test_a_label_is_no_part_of_a_publisher_s_name() -> None:
    article = one("古い橋めぐり町議会が対立\n2012年05月03日 08:30 来源：北海日报")
    assert article.publisher == "北海日报"


def test_a_paper_s_name_may_hold_an_elided_word() -> None:
    assert is_paper("Le Courrier d'Ellerby")
    assert not is_paper("l'avenir du courrier")


@pytest.mark.parametrize(
    "line",
    [
        "Ref: AB-1234",
        "Auflage 120.000",
        "[Lote = 5512]",
        "Reach: 1.2 Mio",
        "2012/417-B",
        "Desk: news@harwick.example",
        "+44 20 5550 1234",
    ],
)
def test_a_code_below_a_text_is_none_of_it_and_is_kept(line: str) -> None:
    [article] = load("\n\n".join((HEADS[0], *TEXT, line)))
    assert article.paragraphs == TEXT
    assert article.other == (line,)


@pytest.mark.parametrize(
    "line", ["Oslo seeks 4 million", "Gate 12", "So it was in 1998.", "価格は14700円"]
)
def test_what_holds_a_number_below_a_text_is_no_code(line: str) -> None:
    [article] = load("\n\n".join((HEADS[0], *TEXT, line)))
    assert article.paragraphs[-1] == line


def test_a_count_below_a_list_of_a_text_is_of_it() -> None:
    goals = ("Goals: Holm, Selby", "Attendance: 41,000")
    [article] = load("\n\n".join((HEADS[0], *TEXT, *goals)))
    assert article.paragraphs[-2:] == goals


def test_words_for_which_each_article_has_another_value_end_it() -> None:
    values = ("night desk", "metro", "print only")
    parts = [
        "\n\n".join((head, *body, f"Slot: {value}"))
        for head, body, value in zip(HEADS, BODIES, values, strict=True)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [article.paragraphs for article in found] == list(BODIES)
    assert [article.other[0] for article in found] == [f"Slot: {value}" for value in values]


def test_a_word_with_another_code_above_each_headline_is_none() -> None:
    codes = ("KT-4068", "HV-7586", "IC-7822")
    parts = [
        "\n\n".join((f"Upplaga = {code}", head, *body))
        for head, body, code in zip(HEADS, BODIES, codes, strict=True)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [article.headline for article in found] == list(HEADS)


@pytest.mark.parametrize("rule", ["^^^^^^", "<><><><>", "-=-=-=-", "%%%%%%%%", "• • •", "^ ^ ^"])
def test_any_sign_that_is_set_again_and_again_is_a_rule(rule: str) -> None:
    parts = ["\n\n".join((head, *body)) for head, body in zip(HEADS, BODIES, strict=True)]
    found = load(f"\n\n{rule}\n\n".join(parts))
    assert [article.paragraphs for article in found] == list(BODIES)


def test_an_address_is_a_foot_where_each_article_ends_in_one_and_stays_where_one_does() -> None:
    names = ("mara", "tom", "ines")
    parts = [
        "\n\n".join((head, *body, f"{name}@harwick.example"))
        for head, body, name in zip(HEADS, BODIES, names, strict=True)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [article.paragraphs for article in found] == list(BODIES)
    [alone] = load(parts[0])
    assert alone.paragraphs[-1] == "mara@harwick.example"


@pytest.mark.parametrize("foot", ["Ref: AB-1234", "[Slot: night desk]", "(Ellerby Courier)"])
def test_a_foot_right_below_wrapped_text_is_not_joined_with_it(foot: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(" ".join(TEXT), 60) for _ in range(2))
    units = set_units(f"{HEADS[0]}\n\n{wrapped}\n{foot}\n")
    assert units[-1].text == foot


def test_a_code_with_its_word_above_the_headline_of_one_article_is_none() -> None:
    article = one("Volgnummer = 2462/190\n\nFemke stapt op na lange ruzie")
    assert article.headline == "Femke stapt op na lange ruzie"
    assert "Volgnummer = 2462/190" in article.other


def test_a_headline_goes_on_in_a_line_that_opens_with_a_quote() -> None:
    article = one("Ferry to the islands closes\n“Nobody asked us,” says the board")
    assert article.headline == "Ferry to the islands closes “Nobody asked us,” says the board"


def test_a_headline_in_capitals_does_not_go_on_in_other_letters() -> None:
    article = one("FERRY TO THE OUTER ISLANDS ENDS FOR THE WINTER\nTown hall puts off a decision")
    assert article.headline == "FERRY TO THE OUTER ISLANDS ENDS FOR THE WINTER"


def test_an_item_right_below_a_line_that_stands_alone_is_read() -> None:
    wrapped = textwrap.fill(" ".join((*TEXT, *OTHER)), 60)
    units = set_units(f"{HEADS[0]}\n\n{wrapped}\n\n{'-' * 40}\n- Ida Holm\n")
    assert units[-1].text == "- Ida Holm"


@pytest.mark.parametrize("form", ["The Lisbon Herald {}", "{} The Lisbon Herald"])
def test_a_running_head_below_each_text_is_none_of_it_whichever_side_its_number(form: str) -> None:
    parts = [
        "\n\n".join((head, *body, form.format(number)))
        for number, (head, body) in enumerate(zip(HEADS, BODIES, strict=True), 11)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [(one.headline, one.paragraphs) for one in found] == [*zip(HEADS, BODIES, strict=True)]
    assert all(form.format(n) in one.other for n, one in enumerate(found, 11))


def test_an_agency_may_sign_a_text_of_two_paragraphs() -> None:
    [article] = load(f"{HEAD}\n\n{TEXT[0]}\n\nThe harbour closes in June. (AFP)\n")
    assert article.paragraphs == (TEXT[0], "The harbour closes in June. (AFP)")


@pytest.mark.parametrize("form", ["{who}. {paper}, {n} May 2012", "{who}; {paper}; {n} May 2012"])
def test_what_is_known_in_most_rows_tells_what_stands_in_the_same_slot_of_others(form: str) -> None:
    people, papers = (
        ("Mara Brandon", "Ida Holst", "Jon Ferris"),
        ("Coast Courier", "Tam", "Holm Post"),
    )
    rows = [
        form.format(who=who, paper=paper, n=n)
        for n, (who, paper) in enumerate(zip(people, papers, strict=True), 1)
    ]
    parts = [
        f"{head}\n{row}\n\n" + "\n\n".join(body)
        for head, row, body in zip(HEADS, rows, BODIES, strict=True)
    ]
    found = load("\n\n\n".join(parts))
    assert tuple(article.publisher for article in found) == papers
    assert tuple(article.byline for article in found) == people


@pytest.mark.parametrize(
    "row", ["Published Thursday 3 May 2012", "Publicado el jueves, 3 de mayo de 2012"]
)
def test_the_day_of_the_week_is_of_its_date_and_no_name(row: str) -> None:
    line = facts_of(row)
    assert (line.facts, line.unknown) == ((("date", "2012-05-03"),), ())


def test_emphasis_around_a_byline_or_a_paper_is_none_of_them() -> None:
    article = one(f"{HEADS[0]}\n\n*By Ida Roe*\n\n_Coast Courier_")
    assert (article.byline, article.publisher) == ("Ida Roe", "Coast Courier")


def test_a_papers_name_behind_a_headline_is_its_publisher() -> None:
    for form in ("{} - Coast Courier", "{} (Coast Courier)"):
        article = one(form.format(HEADS[0]))
        assert (article.headline, article.publisher) == (HEADS[0], "Coast Courier")
    assert one("Ferry closes - and the baker has a coin").publisher is None


def test_a_code_above_a_title_is_no_headline() -> None:
    assert one(f"a0712-Ferry-Tam\n{HEADS[0]}\nBy Ida Roe").headline == HEADS[0]


def test_a_lead_stands_below_its_headline() -> None:
    lead = "The boats of the ferry are to stay in the yard, and the islands were told last of all."
    article = one(f"{HEADS[0]}\n\n{lead}\n\nBy Ida Roe\nPhotographs by Jon Ferris\n3 May 2012")
    assert (article.headline, article.byline) == (HEADS[0], "Ida Roe")


def test_a_place_with_its_day_and_a_stop_opens_a_story() -> None:
    assert one(f"{HEADS[0]}\n\nTAMMER, May 3. {THIRD[0]}").place == "TAMMER"


PEOPLE = ("Mara Brandon", "Ida Holst", "Jon Ferris")
MOULDED = [  # what stands around an author's name
    "Contributor – {}",
    "{} reports",
    "{}, Harbour Watch",
    "[{}]",
    "- Author: {}\n- Date: 3 May 2012",
    "Author >> {}\nPlace >> Tammer",
]


def moulded(form: str) -> list[Article]:
    """Three articles with a name set in a form below each headline."""
    parts = [
        "\n\n".join((f"{head}\n{form.format(who)}", *body))
        for head, who, body in zip(HEADS, PEOPLE, BODIES, strict=True)
    ]
    return load(("\n\n" + "-" * 40 + "\n\n").join(parts))


@pytest.mark.parametrize("form", MOULDED)
def test_what_is_alike_around_the_names_in_most_heads_is_none_of_them(form: str) -> None:
    found = moulded(form)
    assert [(one.headline, one.byline) for one in found] == [*zip(HEADS, PEOPLE, strict=True)]
    printed = form.partition("\n")[0]
    for who, one in zip(PEOPLE, found, strict=True):
        assert printed.format(who) in one.other
        assert not any("Author: " in line for line in one.other if line != printed.format(who))


@pytest.mark.parametrize(
    "form",
    ["Photo: {}", "Zdjęcia: {}", "Kuvat – {}", "Editing by {}", "Übersetzung: {}", "[Camera {}]"],
)
def test_who_did_anything_but_write_is_no_author(form: str) -> None:
    found = [(one.headline, one.byline) for one in moulded(form)]
    assert found == [(head, None) for head in HEADS]


def below(form: str) -> list[Article]:
    """What is read of three articles whose heads are a form with their numbers, authors, titles."""
    parts = [
        "\n\n".join((form.format(number=at, who=who, head=head), *body))
        for at, (head, who, body) in enumerate(zip(HEADS, PEOPLE, BODIES, strict=True), 1)
    ]
    return load(("\n\n" + "-" * 40 + "\n\n").join(parts))


def test_what_says_who_wrote_is_no_headline() -> None:
    found = below("K{number}\nWords by: {who}\n3 May 2012\n{head}")
    assert [one.byline for one in found] == ["Mara Brandon", "Ida Holst", "Jon Ferris"]
    assert not any(one.headline.startswith("Words by") for one in found)


@pytest.mark.parametrize(
    "head", ["{head}\n{who}, {other}\n3 May 2012", "{who}, {other}\n3 May 2012"]
)
def test_two_names_in_most_heads_are_who_wrote(head: str) -> None:
    others = ("Tom Roe", "Eva Lind", "Ada Marsh")
    found = load(
        ("\n\n" + "-" * 40 + "\n\n").join(
            "\n\n".join((head.format(head=title, who=who, other=other), *body))
            for title, who, other, body in zip(HEADS, PEOPLE, others, BODIES, strict=True)
        )
    )
    assert [one.byline for one in found] == [
        f"{who}, {other}" for who, other in zip(PEOPLE, others, strict=True)
    ]
    assert not {one.headline for one in found} & {one.byline for one in found}


def test_a_headline_that_is_labelled_is_one_before_any_other_line() -> None:
    found = below("Interview\n**Date:** 3 May 2012\n**Title:** {head}")
    assert [one.headline for one in found] == [*HEADS]


def test_a_number_is_no_headline() -> None:
    found = load(
        "\n\n\n".join(
            f"*** {at} ***\n\nScience\n260 words\n2021-09-18\n\n" + "\n\n".join(body)
            for at, body in enumerate(BODIES, 1)
        )
    )
    assert [(one.headline_derived, one.date) for one in found] == [(True, "2021-09-18")] * 3


@pytest.mark.parametrize("opener", ["From", "via", "in:", "In:"])
def test_what_stands_before_a_paper_is_none_of_its_name(opener: str) -> None:
    found = below(f"{{head}}\n{opener} The Weekly Courier\n3 May 2012")
    assert [(one.headline, one.publisher) for one in found] == [
        (head, "The Weekly Courier") for head in HEADS
    ]
    [one] = load("\n".join((HEADS[0], f"{opener} The Weekly Courier", "3 May 2012", "", *TEXT)))
    assert one.publisher in (None, "The Weekly Courier")


def test_names_that_the_texts_speak_of_are_no_authors() -> None:
    parts = [
        "\n\n".join((f"{head}\nPortrait – {who}", f"{who} knows it well. {body[0]}", *body[1:]))
        for head, who, body in zip(HEADS, PEOPLE, BODIES, strict=True)
    ]
    found = load(("\n\n" + "-" * 40 + "\n\n").join(parts))
    assert [one.byline for one in found] == [None] * len(PEOPLE)


def test_headlines_alike_but_for_names_hold_no_authors() -> None:
    parts = [
        "\n\n".join((f"{who} Divides Town\n3 May 2012", *body))
        for who, body in zip(("Night Ferry", "Old Mill", "Third Bridge"), BODIES, strict=True)
    ]
    assert [one.byline for one in load("\n\n\n".join(parts))] == [None] * len(BODIES)


@pytest.mark.parametrize("joint", [" ~ ", " :: ", " // ", " + "])
def test_any_sign_between_blanks_parts_a_row(joint: str) -> None:
    article = one(f"{HEAD}\n{joint.join(('By Mara Brandon', 'Coast Courier', '3 May 2012'))}")
    assert facts(article) == {
        "byline": "Mara Brandon",
        "publisher": "Coast Courier",
        "date": "2012-05-03",
    }


@pytest.mark.parametrize("number", ["No. {n}: ", "Story {n} – "])
def test_a_word_and_a_number_that_rises_are_of_no_headline(number: str) -> None:
    assert [a.headline for a in several(number + "{head}\nBy Ida Roe")] == [*HEADS]
