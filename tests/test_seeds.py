"""The two seed documents, and texts of the same make: records must follow rules, not words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from newscli import formats
from newscli.records import Article
from newscli.text import Document, tidy

SEEDS = Path(__file__).parent.parent / "seeds"
DUMP = SEEDS / "000_95a98d30609874d8.txt"
DIGEST = SEEDS / "001_4de4d01481b5a2c9.txt"
HEADLINES = [
    "Russia Considering Downgrading Relations with the West, the Kremlin Says",
    "Italian PM Calls Threatened US Tariffs Over Greenland a ‘Mistake’",
    "Drone Strike Cuts Power Supply in Russia-Held Parts of Ukraine’s Zaporizhzhia Region",
    "Danish Foreign Minister to Visit NATO Allies Over Greenland",
]


def load(data: bytes | str) -> list[Article]:
    if isinstance(data, str):
        data = data.encode()
    return list(formats.articles(Document("some.txt", io.BytesIO(data))))


@pytest.fixture(scope="module")
def dump() -> list[Article]:
    return load(DUMP.read_bytes())


@pytest.fixture(scope="module")
def digest() -> Article:
    (article,) = load(DIGEST.read_bytes())
    return article


def test_the_dump_holds_four_articles_with_their_headlines(dump: list[Article]) -> None:
    assert [a.headline for a in dump] == HEADLINES
    assert not any(a.headline_derived for a in dump)
    assert [len(a.paragraphs) for a in dump] == [16, 11, 6, 9]
    assert {a.evidence for a in dump} == {"headline-echo"}


def test_each_article_begins_and_ends_where_its_text_does(dump: list[Article]) -> None:
    spans = [(a.source.first_line, a.source.last_line) for a in dump]
    assert spans == [(1, 42), (46, 77), (80, 101), (104, 131)]


def test_a_caption_is_kept_once_with_its_credit_and_its_own_date(dump: list[Article]) -> None:
    captions = [c for a in dump for c in a.captions]
    assert [c.credit for c in captions] == [
        "dpa",
        "AFP",
        "Andriy Andriyenko/Ukraine's 65th Mechanized Brigade via AP",
        "Reuters",
    ]
    assert [c.agency for c in captions] == ["dpa", "AFP", "AP", "Reuters"]
    assert [c.date for c in captions] == ["2018-08-18", "2026-01-16", "2026-01-13", "2026-01-14"]


def test_credits_are_sources_and_never_parties_or_page_controls(dump: list[Article]) -> None:
    assert [a.credits for a in dump] == [
        ("dpa",),
        ("AFP",),
        ("Andriy Andriyenko", "Ukraine's 65th Mechanized Brigade", "AP"),
        ("Reuters",),
    ]


def test_the_page_control_goes_to_other(dump: list[Article]) -> None:
    assert [a.other for a in dump] == [("TT",)] * 4


def test_photo_dates_and_places_are_not_the_articles(dump: list[Article]) -> None:
    assert {a.date for a in dump} == {a.place for a in dump} == {None}


def test_repeats_stay_in_the_ledger(dump: list[Article]) -> None:
    for article in dump:
        roles = [part.role for part in article.parts]
        assert roles.count("headline") == 1
        assert roles.count("caption") == 1
        assert roles.count("repeat") == 4  # the headline once more, the caption three times


def test_the_digest_is_one_article_without_a_headline(digest: Article) -> None:
    assert len(digest.paragraphs) == 7
    assert digest.headline_derived
    assert digest.paragraphs[0].startswith(digest.headline.removesuffix("…"))
    assert digest.evidence == "whole-file"
    assert (digest.source.first_line, digest.source.last_line) == (1, 7)


# --- texts of the same make ------------------------------------------------------------------

BODY = [
    "The council voted on Monday to close the old harbour to large ships.",
    '"We had no choice," the mayor said. "The quay would not have held another winter."',
    "Fishermen say they were not asked.",
]
CAPTION = "Ships lie at anchor off the old harbour of Velm on Sunday, March 1, 2020. (Ana Bo/AFP)"


def page(
    headline: str = "Velm Closes Its Old Harbour to Large Ships",
    *,
    control: str | None = "TT",
    captions: tuple[str, ...] = (CAPTION,),
    copies: int = 2,
    body: list[str] = BODY,
) -> str:
    """One article as the first seed prints it."""
    pictures = [caption for caption in captions for _ in range(copies)]
    top = [*pictures, *([control] if control else [])]
    lines = [headline, "", *top, "" if top else None, headline, ""]
    lines += [*pictures, ""] if pictures else []
    lines += [line for paragraph in body for line in (paragraph, "")]
    return "\n".join(line for line in lines if line is not None)


OTHERS = [
    "Bakers of Orl Strike Over the Price of Flour",
    "Why Did the Bridge at Tamm Fall?",
    "‘No Way Back’, Says Minister",
]


def pages(**options: object) -> str:
    """Four articles, two blank lines between them."""
    stories = [page(**options)]  # type: ignore[arg-type]
    for number, headline in enumerate(OTHERS):
        body = [f"{paragraph[:-1]}, report {number} said." for paragraph in BODY]
        stories.append(page(headline, **{**options, "body": body}))  # type: ignore[arg-type]
    return "\n\n".join(stories)


def shape(articles: list[Article]) -> list[tuple[str, int, int]]:
    return [(a.headline, len(a.paragraphs), len(a.captions)) for a in articles]


EXPECTED = [
    (headline, 3, 1) for headline in ("Velm Closes Its Old Harbour to Large Ships", *OTHERS)
]


@pytest.mark.parametrize(
    "control", ["TT", None, "Listen to this story", "Font size", "Hör zu", "A+ A-", "حجم الخط"]
)
def test_any_page_control_is_residue(control: str | None) -> None:
    articles = load(pages(control=control))
    assert shape(articles) == EXPECTED
    assert all(a.other == ((tidy(control),) if control else ()) for a in articles)


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_captions_may_stand_once_or_more(copies: int) -> None:
    assert shape(load(pages(copies=copies))) == EXPECTED


def test_a_page_may_have_no_picture() -> None:
    articles = load(pages(captions=()))
    assert shape(articles) == [(headline, body, 0) for headline, body, _ in EXPECTED]


def test_a_page_may_have_two_pictures() -> None:
    second = "The mayor of Velm, Ida Toss (I-VE), speaks after the vote. (Reuters)"
    articles = load(pages(captions=(CAPTION, second)))
    assert [len(a.captions) for a in articles] == [2] * 4
    assert articles[0].credits == ("Ana Bo", "AFP", "Reuters")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(end: str) -> None:
    plain = load(pages())
    assert load(pages().replace("\n", end)) == plain
    assert shape(plain) == EXPECTED


def test_a_missing_last_line_end_changes_nothing_but_the_ledger() -> None:
    assert shape(load(pages().rstrip("\n"))) == EXPECTED


def test_the_dump_reads_the_same_with_other_line_ends(dump: list[Article]) -> None:
    text = DUMP.read_bytes()
    assert load(text.replace(b"\n", b"\r\n")) == dump
    assert load(text.replace(b"\n", b"\r")) == dump


def test_spaces_around_lines_change_nothing(dump: list[Article]) -> None:
    text = DUMP.read_text(encoding="utf-8")
    padded = "".join(f"\u00a0{line} \u202f\n" for line in text.split("\n"))
    assert shape(load(padded)) == shape(dump)


def test_a_headline_may_take_two_lines() -> None:
    headline = "Velm Closes Its Old Harbour\nto Large Ships"
    (article,) = load(page(headline))
    assert article.headline == "Velm Closes Its Old Harbour to Large Ships"
    assert shape([article]) == EXPECTED[:1]
    assert [p.role for p in article.parts].count("headline") == 2


def test_the_second_headline_may_have_other_quotes() -> None:
    text = page("‘No Way Back’, Says the Minister of Ports").replace(
        "\n\n‘No Way Back’, Says", "\n\n'No Way Back', Says"
    )
    (article,) = load(text)
    assert article.headline == "‘No Way Back’, Says the Minister of Ports"
    assert len(article.captions) == 1


def test_an_added_paragraph_that_repeats_a_word_opens_nothing() -> None:
    body = [*BODY, "Advertisement", *BODY[:1], "Advertisement", "The port stays open to boats."]
    (article,) = load(page(body=body))
    assert article.other == ("TT", "Advertisement", "Advertisement")
