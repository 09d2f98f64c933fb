"""Plain text in its layouts: where articles are cut, and what each line of them is taken for."""

from __future__ import annotations

import io
import textwrap

import pytest

from newscli import formats
from newscli.choices import Split
from newscli.formats import ocr_pages
from newscli.formats.dividing.contents import listed
from newscli.formats.dividing.evidence import Cutting
from newscli.formats.dividing.outline import Outline
from newscli.formats.dividing.whole import of_whole
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.setting import set_units
from newscli.records import Article
from newscli.text import Document
from tests.dumps import Writer
from tests.formats.loading import (
    HERE,
    as_records,
    assert_partition,
    assert_spans,
    read,
    records,
    sample,
)

DUMPS = 30  # of each kind; more outside CI


def load(text: str, name: str | None = None) -> list[Article]:
    _, articles = read(text, name)
    assert_partition(text, articles)
    return articles


def right(echo: bool, rule: bool) -> float:
    """The share of made-up dumps of one kind that are cut exactly where they were joined."""
    good = 0
    for seed in range(DUMPS):
        dump = Writer(seed).dump(echo, rule)
        good += [article.headline for article in load(dump.text)] == dump.headlines
    return good / DUMPS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("echo", "rule", "least"),
    [(True, False, 0.99), (False, True, 0.99), (True, True, 0.99), (False, False, 0.9)],
)
def test_dumps_of_made_up_words_are_cut_where_they_were_joined(
    echo: bool, rule: bool, least: float
) -> None:
    assert right(echo, rule) >= least


SAMPLES = sorted(
    path.relative_to(HERE).as_posix()
    for folder in ("text", "press", "ocr")
    for path in (HERE / folder).glob("*.txt")
)


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_gives_its_records(path: str) -> None:
    _, articles = sample(path)
    assert as_records(articles) == records(f"{path}.records.jsonl")
    assert_partition((HERE / path).read_bytes(), articles)
    assert_spans([*Document("sample", io.BytesIO((HERE / path).read_bytes())).lines()], articles)


@pytest.mark.parametrize("path", SAMPLES)
def test_a_last_line_that_shows_nothing_is_in_the_ledger(path: str) -> None:
    data = (HERE / path).read_bytes() + "\n\ufeff".encode()
    assert_partition(data, read(data)[1])


# --- where articles begin -----------------------------------------------------------------------


def headlines(text: str) -> list[str]:
    return [article.headline for article in load(text)]


STORY = (
    "Old harbour closes to large ships",
    "The council voted on Monday to close the old harbour to large ships.",
    "Fishermen say they were not asked.",
)
OTHER = (
    "Bakers of Orl strike over flour",
    "Bakers in Orl went on strike on Monday over the price of flour.",
    "Mills have raised it twice.",
)
BOTH = [STORY[0], OTHER[0]]


def test_one_article_needs_no_evidence() -> None:
    (article,) = load("\n\n".join(STORY))
    assert (article.headline, article.evidence) == (STORY[0], "whole-file")
    assert article.paragraphs == STORY[1:]


@pytest.mark.parametrize("blank_lines", [2, 3, 6])
def test_runs_of_blank_lines_part_articles(blank_lines: int) -> None:
    text = ("\n" * (blank_lines + 1)).join("\n\n".join(story) for story in (STORY, OTHER))
    assert headlines(text) == BOTH


def test_one_blank_line_parts_articles_of_one_line_a_paragraph() -> None:
    third = (
        "Bridge at Tamm fell in the night",
        "A bridge near Tamm fell into the river on Sunday night, and no one was hurt.",
        "Engineers had warned of rust.",
    )
    more = "The mayor said there had been no choice."
    text = "\n\n".join("\n".join((*story, more)) for story in (STORY, OTHER, third))
    assert headlines(text) == [*BOTH, third[0]]


@pytest.mark.parametrize("rule", ["-" * 80, "=" * 10, "_" * 40, "*" * 12, "~" * 30])
def test_rules_part_articles(rule: str) -> None:
    text = f"\n{rule}\n".join("\n\n".join(story) for story in (STORY, OTHER))
    articles = load(text)
    assert [article.headline for article in articles] == BOTH
    assert {article.evidence for article in articles} == {"separator"}


@pytest.mark.parametrize("rule", ["* * *", "***", "---", "#"])
def test_asterisks_between_sections_part_no_articles(rule: str) -> None:
    assert headlines("\n\n".join((*STORY, rule, *OTHER[1:]))) == [STORY[0]]


def test_an_underlined_headline_is_one() -> None:
    rule = "=" * len(STORY[0])
    assert headlines(f"{STORY[0]}\n{rule}\n\n{STORY[1]}\n\n{STORY[2]}") == [STORY[0]]


def test_a_cross_head_opens_no_article() -> None:
    (article,) = load("\n\n".join((*STORY[:2], "No choice", *STORY[2:])))
    assert [(s.text, s.before) for s in article.subheads] == [("No choice", 1)]


@pytest.mark.parametrize("line", ["By Jane Roe", "5 May 2020", "Published: 5 May 2020, 10:30"])
def test_a_line_about_the_article_under_a_headline_parts_articles(line: str) -> None:
    text = "\n\n".join((*(STORY[0], line, *STORY[1:]), *(OTHER[0], line, *OTHER[1:])))
    assert headlines(text) == BOTH


def test_a_list_without_texts_is_not_cut() -> None:
    text = "\n\n\n".join(f"The {word} item of a list" for word in ("first", "second", "third"))
    assert len(load(text)) == 1


def test_a_repeated_paragraph_or_button_is_no_echo() -> None:
    text = "\n\n".join((*STORY, "Read the full text", STORY[2], "Read the full text", STORY[1]))
    assert headlines(text) == [STORY[0]]


def test_two_copies_of_an_article_stay_two() -> None:
    text = "\n\n\n".join("\n\n".join(STORY) for _ in range(2))
    first, second = load(text)
    assert first.id == second.id
    assert first.paragraphs == second.paragraphs


# --- what each line is ---------------------------------------------------------------------------


def test_a_first_paragraph_that_is_no_headline_gives_a_derived_one() -> None:
    (article,) = load("\n\n".join(STORY[1:]))
    assert (article.headline, article.headline_derived) == (STORY[1], True)
    assert article.paragraphs == STORY[1:]
    assert article.words == 19  # the derived headline is not counted again


def test_a_dateline_gives_place_and_agency_and_stays_in_the_text() -> None:
    (article,) = load(f"{STORY[0]}\n\nVELM, May 5 (Reuters) - {STORY[1]}\n\n{STORY[2]}")
    assert (article.place, article.credits, article.date) == ("VELM", ("Reuters",), None)
    assert article.paragraphs[0].startswith("VELM, May 5 (Reuters) - The council")


DATELINES = [
    ("AUSTIN, Texas (AP) — A", "AUSTIN, Texas", "AP"),
    ("BEIJING, Aug. 16 (Xinhua) -- C", "BEIJING", "Xinhua"),
    ("Shimla, Dec. 30 -- U", "Shimla", None),
    ("LONDON — T", "LONDON", None),
    ("Paris, 12 jan 2024 (AFP) - L", "Paris", "AFP"),
    ("Madrid, 12 ene (EFE).- E", "Madrid", "EFE"),
    ("(ANSA) - ROMA, 12 GEN - I", "ROMA", "ANSA"),
    ("МОСКВА, 12 января. /ТАСС/. П", "МОСКВА", "TASS"),
    ("Київ, 5 травня (УНІАН) - П", "Київ", "UNIAN"),
    ("新华社北京8月16日电（记者张三）中", "北京", "Xinhua"),
    ("【ロンドン共同】英", "ロンドン", "Kyodo"),
    ("(서울=연합뉴스) 홍길동 기자 = 정", "서울", "Yonhap"),
    ("القاهرة (رويترز) - قال", "القاهرة", "Reuters"),
    ("ANKARA (AA) - T", "ANKARA", "Anadolu"),
    ("DEN HAAG, dinsdag", "DEN HAAG", None),
    ("SELBY, 2012-05-03 (AFP) — T", "SELBY", "AFP"),
    ("GRAZ, 03.05.2012 (APA) - D", "GRAZ", "APA"),
    ("BERLIN, 3.5.2012 - D", "BERLIN", None),
]


@pytest.mark.parametrize(("text", "place", "agency"), DATELINES)
def test_datelines_are_known_in_the_styles_of_agencies(
    text: str, place: str, agency: str | None
) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE 1-Britain says it will close the harbour, the minister said on Monday - again.",
        "Angela Merkel (CDU) - die",
        "On Monday, 5 May, the court - a",
        "Mr. Smith (R-AK) - The",
        "CEO: We did that and other things and then we went on with the rest of the day.",
        "Tuesday, 5 May 2020",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert dateline(text) is None


CAPTIONS = [
    ("Ships lie at anchor off Velm on March 1, 2020. (Ana Bo/AFP)", "Ana Bo/AFP", "AFP"),
    ("Schiffe liegen vor Velm vor Anker. Foto: Ana Bo/dpa", "Foto: Ana Bo/dpa", "dpa"),
    ("Ships lie at anchor off Velm. REUTERS/Ana Bo", "REUTERS/Ana Bo", "Reuters"),
    ("Ships lie off Velm with Ida Toss (I-VE) aboard. (AP Photo/Ana Bo)", "AP Photo/Ana Bo", "AP"),
    ("Barcos fondeados frente a Velm. EFE/Ana Bo", "EFE/Ana Bo", "EFE"),
    ("ヴェルム港の船（2020年3月3日、ロイター）", "2020年3月3日、ロイター", "Reuters"),
    ("Schiffe liegen vor Velm vor Anker (3. März 2020, dpa)", "3. März 2020, dpa", "dpa"),
]


@pytest.mark.parametrize(("text", "credit", "agency"), CAPTIONS)
def test_captions_are_known_by_their_credit(text: str, credit: str, agency: str) -> None:
    (article,) = load(f"{STORY[0]}\n\n{text}\n\n{STORY[1]}\n\n{STORY[2]}")
    assert [(c.text, c.credit, c.agency) for c in article.captions] == [(text, credit, agency)]
    assert article.paragraphs == STORY[1:]


def test_a_photo_s_date_in_a_credit_is_not_the_article_s() -> None:
    text = "ヴェルム港の船（2020年3月3日、ロイター）"
    (article,) = load("\n\n".join((STORY[0], text, text, STORY[0], text, *STORY[1:])))
    assert article.date is None
    assert [(c.text, c.date) for c in article.captions] == [(text, "2020-03-03")]
    assert article.credits == ("ロイター",)


BESIDE_DATES = [
    ("Jane Roe\n5 May 2020", "Jane Roe", "2020-05-05"),
    ("Анна Бо\n5 марта 2021, 10:30", "Анна Бо", "2021-03-05"),
    ("آنا بو\n\n5 مارس 2021", "آنا بو", "2021-03-05"),
    ("2021年3月5日 10時30分\n朝日太郎", "朝日太郎", "2021-03-05"),
    ("홍길동 기자\n2021.03.05 10:30", "홍길동 기자", "2021-03-05"),
    ("Por Ana Bo\n05/03/2021 às 10h30", "Ana Bo", None),
    ("World\n5 May 2020", None, "2020-05-05"),
]


@pytest.mark.parametrize(("lines", "byline", "date"), BESIDE_DATES)
def test_a_name_beside_a_date_is_the_author_s(
    lines: str, byline: str | None, date: str | None
) -> None:
    (article,) = load("\n\n".join((STORY[0], lines, *STORY[1:])))
    assert (article.byline, article.date) == (byline, date)
    assert article.paragraphs[-2:] == STORY[1:]


def test_a_party_in_a_parenthesis_is_no_credit() -> None:
    (article,) = load("\n\n".join((*STORY, "“No”, said Ida Toss (I-VE) and Jan Od (R-OR)")))
    assert article.captions == ()
    assert article.credits == ()


def test_an_agency_that_signs_the_last_paragraph_makes_no_caption() -> None:
    (article,) = load("\n\n".join((*STORY, "The harbour closes in June. (AFP)")))
    assert article.captions == ()
    assert article.paragraphs[-1] == "The harbour closes in June. (AFP)"


def test_links_to_other_stories_are_no_body() -> None:
    (article,) = load("\n\n".join((*STORY, "Related articles", OTHER[0], "The flour war")))
    assert article.other == ("Related articles", OTHER[0], "The flour war")
    assert article.paragraphs == STORY[1:]


def test_lines_about_the_article_fill_its_fields() -> None:
    lines = ("By Jane Roe", "Published: 5 May 2020", "https://velm.example/1")
    (article,) = load("\n\n".join((STORY[0], *lines, *STORY[1:], "© The Velm Post")))
    assert (article.byline, article.date) == ("Jane Roe", "2020-05-05")
    assert (article.url, article.credits) == (lines[2], ("The Velm Post",))
    assert article.paragraphs == STORY[1:]
    assert article.other == (*lines, "© The Velm Post")


def test_date_and_address_below_a_headline_are_no_more_lines_of_it() -> None:
    parts = [
        f"{story[0]}\n[2020-03-01]\nhttps://velm.example/{number}\n\nOf the Velm Post\n\n"
        + "\n\n".join(story[1:])
        for number, story in enumerate((STORY, OTHER))
    ]
    articles = load(f"\n\n{'-' * 40}\n\n".join(parts))
    assert [(article.headline, article.date) for article in articles] == [
        (STORY[0], "2020-03-01"),
        (OTHER[0], "2020-03-01"),
    ]


def test_a_line_that_opens_several_articles_is_no_deck() -> None:
    line = "First published by the Velm Post and its friends in other towns"
    articles = load(
        "\n\n----------\n\n".join("\n\n".join((s[0], line, *s[1:])) for s in (STORY, OTHER))
    )
    assert [article.headline for article in articles] == [STORY[0], OTHER[0]]
    assert all(article.subheads == () for article in articles)
    assert all(line in (*article.paragraphs, *article.other) for article in articles)


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("Body", "End of Document"),
        ("Textkörper", "Ende des Dokuments"),
        ("Corps", "Fin du document"),
        ("Cuerpo", "Fin del documento"),
    ],
)
def test_newer_database_exports_are_read_in_any_language(body: str, end: str) -> None:
    text = "".join(
        f"{story[0]}\nThe Velm Post\nMarch 5, 2021 Friday\n\nCopyright 2021 The Velm Post\n\n"
        f"Section: BUSINESS; Pg. 12\nLength: 345 words\nByline: Ana Bo\n{body}\n\n\n"
        f"{story[1]}\n\n{story[2]}\n\nLoad-Date: March 6, 2021\n\n\n{end}\n\n\n"
        for story in (STORY, OTHER)
    )
    articles = load(text)
    facts = ("The Velm Post", "2021-03-05", "Ana Bo")
    for article, story in zip(articles, (STORY, OTHER), strict=True):
        assert (article.headline, article.paragraphs) == (story[0], story[1:])
        assert (article.publisher, article.date, article.byline) == facts


def test_hard_wrapped_lines_are_joined() -> None:
    one, other = " ".join(STORY[1:] * 3), " ".join(OTHER[1:] * 4)
    (article,) = load(f"{STORY[0]}\n\n{textwrap.fill(one, 72)}\n\n{textwrap.fill(other, 72)}")
    assert article.paragraphs == (one, other)


def test_one_article_a_line_is_read_when_asked_for() -> None:
    text = "\n".join(STORY[1:] + OTHER[1:])
    document = Document("some.txt", io.BytesIO(text.encode()))
    articles = list(formats.articles(document, split="lines"))
    assert [article.paragraphs for article in articles] == [(line,) for line in text.split("\n")]
    assert_partition(text, articles)


def test_a_text_is_left_whole_when_asked_for() -> None:
    rule = "\n\n----------------------\n\n"
    text = rule.join("\n\n".join(story) for story in (STORY, OTHER))
    assert headlines(text) == BOTH
    for form, document in (
        ("text", text),
        ("markdown", "\n\n".join(f"# {story[0]}\n\n{story[1]}" for story in (STORY, OTHER))),
    ):
        whole = list(
            formats.articles(Document("a", io.BytesIO(document.encode())), form, split="none")
        )
        assert [article.headline for article in whole] == [STORY[0]]
        assert_partition(document, whole)


def test_pages_read_by_machine_stay_whole() -> None:
    page = (HERE / "ocr/page.txt").read_text(encoding="utf-8")
    articles = load(f"{page}\n\f{page}")
    assert [article.evidence for article in articles] == ["page", "page"]
    assert all(article.headline_derived for article in articles)


LONG = "The council voted to close the old harbour to large ships, and the mayor said so."


@pytest.mark.parametrize(
    ("below", "opening"),
    [("\n" + "=" * 24, ""), ("\n" + "-" * 24, ""), ("", "LUND, 3 May (AP) - ")],
)
def test_what_stands_below_each_title_and_nowhere_else_is_known_for_a_mark(
    below: str, opening: str
) -> None:
    text = "\n\n".join(
        f"{head}{below}\n\n{opening}{LONG}" for head in ("Mill opens", "Ferry stops")
    )
    cutting = Cutting("title", (0, 2 + bool(below)), 0)
    for more, marked in (("", True), (f"\n\n{opening}{LONG}{below}", False)):
        outline = Outline(set_units(text + more))
        assert ("marks-all-used" in of_whole(outline, cutting)) is marked


def test_a_counter_that_lies_is_noted_and_not_trusted() -> None:
    document, articles = sample("press/export_nl.txt")
    assert len(articles) == 2
    assert [note.reason for note in document.notes] == ["says 9 and 62 documents, holds 2"]
    assert articles[0].other[0].startswith("Download Request")


def test_keywords_among_labels_are_topics() -> None:
    labels = "Title: Ferry sails\nDate: 2019-08-09\nKeywords: ports, ships\nAuthor: Ana Bo"
    [article] = load("\n\n".join((labels, *STORY[1:], *OTHER[1:])))
    assert article.topics == ("ports", "ships")


@pytest.mark.parametrize("line", ["By Friday", "By Monday, March 8, 2021", "By March"])
def test_a_day_is_no_author(line: str) -> None:
    [article] = load("\n\n".join((STORY[0], line, *STORY[1:])))
    assert (article.headline, article.byline) == (STORY[0], None)


def scanned(
    lines: int = 30, broken: int = 2, stray: int = 2, wide: int = 0, sign: str = "§", width: int = 0
) -> str:
    """A page of lines of eight words, of which some break a word, hold a stray sign, are wide."""
    out = [f"{'the ferry to Velm was shut in May':y<{width}}"] * lines
    for at in range(broken):
        out[at] = "the ferry to Velm was shut on Mon-"
    for at in range(stray):
        out[lines - 1 - at] = f"the ferry {sign} Velm was shut in May"
    for at in range(wide):
        out[lines // 2 - at] = "x" * 129
    return "\n".join(out) + "\n"


SCANS = [  # what a machine has read, and what nearly is such
    (scanned(), scanned(29)),
    (scanned(), scanned(broken=1)),
    (scanned(), scanned(stray=1)),
    (scanned(), scanned(stray=0)),
    (scanned(broken=1, stray=5), scanned(broken=1, stray=4)),
    (scanned(51, broken=3, stray=3), scanned(51, broken=1, stray=50)),
    (scanned(wide=1), scanned(wide=2)),
    (scanned(width=64), scanned(width=65)),
    *((scanned(sign=sign), scanned(sign="to")) for sign in ("fe~rry", "x", "B", "#", "^*")),
    *((scanned(), scanned(sign=sign)) for sign in ("a", "I", "o", "—", "$", "don't", "50%", "y")),
    (scanned() + "ab\n" * 9, scanned(27) + "ab\n" * 9),
]


@pytest.mark.parametrize(("scan", "other"), SCANS)
def test_narrow_lines_with_broken_words_and_stray_signs_were_read_by_a_machine(
    scan: str, other: str
) -> None:
    assert [ocr_pages.matches(text, "any") for text in (scan, other)] == [True, False]


def test_each_page_of_a_scan_is_a_record_of_its_blocks() -> None:
    text = f"{scanned()}\n{scanned()}\f{scanned()}"
    _, articles = read(text, "ocr")
    assert [len(one.paragraphs) for one in articles] == [2, 1]
    assert [(one.parts[0].first_line, one.parts[-1].last_line) for one in articles] == [
        (1, 61), (62, 91),
    ]  # fmt: skip
    assert {one.evidence for one in articles} == {"page"}
    assert_partition(text, articles)


TOLD = "The council voted to close the old harbour to large ships, and the mayor said so."
TITLES = ("Ferry stops for the winter", "Mill burns down again", "Old bridge is green")
TOLD_OF = "\n\n".join(f"{title}\n\n{TOLD}" for title in TITLES)
CONTENTS = [  # a list above three stories, and how many of its entries announce one
    ("1. {}\n2. {}\n3. {}", 3),
    ("1. {}\n2. {}", 2),
    ("1. {}", 0),
    ("1. {}\n3. {}", 2),
    ("1. {} ..... 4\n2. {} – p. 7\n3. {} 12", 3),
    ("(1) {}\n(2) {}", 2),
    (f"1. {{}}\n\n{TOLD}\n\n2. {{}}", 2),
    ("- {}\n- {}\n- {}", 3),
    ("{}\n{}\n{}", 3),
    ("Velm Post\nIn this issue:\n{}\n{}\n{}", 3),
    ("1. {}\n2. Nothing to be found below\n3. None of it at all\n4. Nor this of which\n5. {}", 0),
]


@pytest.mark.parametrize(("contents", "count"), CONTENTS)
def test_a_list_of_contents_announces_what_comes_again_above_a_text(
    contents: str, count: int
) -> None:
    units = set_units(f"{contents.format(*TITLES)}\n\n{TOLD_OF}\n")
    assert [units[index].text for index in listed(units)] == [*TITLES[:count]]
    without = set_units(f"{contents.format(*TITLES)}\n\n{TOLD}\n\n{TOLD}\n")
    assert listed(without) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("markdown", "".join(f"# {title}\n\n{TOLD}\n\n{TOLD}\n\n" for title in TITLES)),
        ("text", "".join(f"{title}\n\n{TOLD}\n\n{TOLD}\n\n----\n\n" for title in TITLES)),
    ],
)
def test_a_text_in_which_articles_are_sought_can_be_left_whole(name: str, text: str) -> None:
    def count(split: Split | None) -> int:
        document = Document("a", io.BytesIO(text.encode()))
        return len([*formats.articles(document, name, split=split)])

    assert [count(None), count("none")] == [3, 1]


def test_a_format_that_is_not_known_is_none() -> None:
    with pytest.raises(ValueError, match="no format 'x'"):
        read(TOLD, "x")
