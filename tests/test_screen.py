"""What the pages show, at any width, of any text."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType
from wcwidth import wcswidth

import newscli.screen
from newscli.records import (
    Answer,
    Article,
    Caption,
    Hit,
    Marked,
    Occurrence,
    Repair,
    Share,
    Source,
    Subhead,
    Summary,
)
from newscli.screen import ArticleList, ArticlePage, ConcordancePage, SearchPage, painted
from newscli.screen.facts import day, minutes
from newscli.screen.measure import cells, fit
from newscli.screen.sheet import Sheet

WIDTHS = (30, 60, 80, 100, 140)

HEADLINES = (
    "Russia Considering Downgrading Relations with the West, the Kremlin Says",
    "Italian PM Calls Threatened US Tariffs Over Greenland a ‘Mistake’",
    "Danish Foreign Minister to Visit NATO Allies Over Greenland",
)
PARAGRAPHS = (
    "The harbour was closed on Monday after a ferry lost power in the channel, the port said.",
    "Nobody was hurt. Tugs brought the ship, which had 310 people on board, to the quay an hour "
    "later, and the morning’s two other sailings were cancelled.",
    "“We are looking into it,” a spokeswoman said.",
)


def article(**facts: object) -> Article:
    """An article with the facts given and otherwise as little as one can have."""
    least = Article(
        headline="Ferry Loses Power Off Harbour",
        paragraphs=PARAGRAPHS,
        source=Source("news/ferry.txt", "text", "utf-8", 3, 9),
        parts=(),
        evidence="whole-file",
        id="0123456789abcdef",
        number=7,
        words=51,
    )
    return least._replace(**facts)  # type: ignore[arg-type]


def summary(number: int = 1, headline: str = HEADLINES[0], **facts: object) -> Summary:
    least = Summary(number, f"{number:016x}", headline, False, "news/a.txt", None, None, None, 90)
    return least._replace(**{"source": facts.get("publisher"), **facts})


def listing(*summaries: Summary, total: int | None = None, documents: int = 1) -> ArticleList:
    return ArticleList(summaries, len(summaries) if total is None else total, documents)


def marked(text: str, *words: str) -> Marked:
    return Marked(text, tuple(spans(text, *words)))


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer("|".join(map(re.escape, words)) or "(?!)", text)]


def hit(headline: str = HEADLINES[0], *words: str, score: float = 94.0, **facts: object) -> Hit:
    named = article(headline=headline)
    least = Hit(named, score, marked(headline, *words), Marked(""), fields=(("headline", 1),))
    return least._replace(**facts)  # type: ignore[arg-type]


def answer(*hits: Hit, query: str = "kremln", **facts: object) -> Answer:
    return Answer(query, hits, len(hits), matching=len(hits))._replace(**facts)  # type: ignore[arg-type]


def render(
    page: RenderableType, width: int = 80, *, theme: str = "none", ascii: bool = False
) -> list[str]:
    """The lines of the page, without styles."""
    pieces = painted(page, width=width, theme_name=theme, colors=None, ascii=ascii)
    return "".join(pieces).splitlines()


def styled(page: RenderableType, width: int = 80, theme: str = "dark") -> str:
    return "".join(painted(page, width=width, theme_name=theme, colors="truecolor", ascii=False))


def text_of(page: RenderableType, width: int = 80) -> str:
    """All words of the page, wherever its lines break."""
    return " ".join(" ".join(render(page, width)).split())


# --- list -------------------------------------------------------------------------------------


def test_a_wide_terminal_gets_a_table() -> None:
    page = listing(
        summary(1, date="2024-06-27", publisher="Herald", words=1551),
        summary(2, HEADLINES[1], words=300),
        documents=2,
    )
    assert render(page, 80) == [
        "      Headline                                             Source         Date",
        "  ────────────────────────────────────────────────────────────────────────────",
        "   1  Russia Considering Downgrading Relations…            Herald  27 Jun 2024",
        "   2  Italian PM Calls Threatened US Tariffs…              –                 –",
        "",
        "  2 articles · 2 documents                                 newscli read NUMBER",
    ]


def test_a_narrow_terminal_gets_cards() -> None:
    page = listing(summary(1, date="2024-06-27"), summary(12, HEADLINES[1], words=300))
    assert render(page, 60) == [
        "   1  Russia Considering Downgrading Relations with the",
        "      West, the Kremlin Says",
        "      27 Jun 2024 · 90 words",
        "",
        "  12  Italian PM Calls Threatened US Tariffs Over",
        "      Greenland a ‘Mistake’",
        "      300 words",
        "",
        "  2 articles · 1 document              newscli read NUMBER",
    ]


def test_a_table_is_no_wider_than_the_eye_can_follow() -> None:
    page = listing(summary(1, "word " * 60), summary(2, words=12))
    assert max(map(len, render(page, 300))) == 2 + 96


def test_a_column_that_is_the_same_in_every_row_is_not_shown() -> None:
    rows = [summary(n, publisher="Herald", place="OSLO", date="2024-06-27") for n in (1, 2)]
    assert render(listing(*rows), 100)[0].split() == ["Headline"]
    assert "Herald" not in text_of(listing(*rows), 60)


def test_a_column_that_says_nothing_is_not_shown() -> None:
    rows = [summary(1, source="tech"), summary(2, source="sport")]
    assert render(listing(*rows), 100)[0].split() == ["Headline", "Source"]


def test_all_that_is_known_of_a_single_article_is_shown() -> None:
    page = listing(summary(1, "Short", publisher="Herald", place="OSLO", date="2024"))
    assert render(page, 100)[0].split() == ["Headline", "Source", "Place", "Date", "Words"]


def test_a_place_does_not_take_the_room_of_headlines() -> None:
    rows = [
        summary(1, place="OSLO", date="2024", source="a-long-name"),
        summary(2, place="ROME", source="another-long-name"),
    ]
    assert "Place" not in render(listing(*rows), 80)[0]
    assert "Place" in render(listing(*(r._replace(headline="Short") for r in rows)), 120)[0]


def test_a_headline_is_cut_after_a_word_that_is_not_a_small_one() -> None:
    for width in range(80, 101):
        first = render(listing(summary(), summary(2, words=9)), width)[2]
        shown = re.split(r"\s{2,}", first.strip())[1]
        if shown.endswith("…"):
            assert HEADLINES[0].startswith(shown[:-1] + " ") or shown[:-1] + "," in HEADLINES[0]
            assert shown[:-1].split()[-1].lower() not in {"with", "the"}


def test_a_card_gives_a_headline_two_lines() -> None:
    lines = render(listing(summary(1, " ".join(HEADLINES))), 60)
    assert lines[1].endswith("…")
    assert lines[2].strip() == "90 words"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-06-27", "27 Jun 2024"),
        ("2024-06-07T10:00:00+02:00", "7 Jun 2024"),
        ("2024-06", "Jun 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024-13-01"),
        ("last week", "last week"),
        (None, ""),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(iso: str | None, shown: str) -> None:
    assert day(iso) == shown


def test_an_empty_list_says_so() -> None:
    assert render(ArticleList((), 0, 3)) == ["  0 articles · 3 documents"]


def test_a_list_that_was_limited_says_of_how_many() -> None:
    assert "1 of 2,225 articles · 19 documents" in text_of(
        listing(summary(), total=2225, documents=19)
    )


# --- search -----------------------------------------------------------------------------------


def test_a_search_page() -> None:
    page = answer(
        hit(
            HEADLINES[0],
            "Kremlin",
            article=article(number=1, date="2024-06-27"),
            source="Herald",
            snippet=marked("…no decision had yet been taken, the Kremlin said.", "Kremlin"),
            fields=(("headline", 1), ("caption", 1), ("body", 4)),
        ),
        repairs=(Repair("kremln", "Kremlin", 1),),
    )
    assert render(SearchPage(page), 80) == [
        "  1 match for “kremln” ≈ Kremlin",
        "  ────────────────────────────────────────────────────────────────────────────",
        "",
        "   1  Russia Considering Downgrading Relations with the West, the Kremlin Says",
        "      ━━━━━━━━━─  94  in headline · caption · body ×4     Herald · 27 Jun 2024",
        "      …no decision had yet been taken, the Kremlin said.",
        "",
        "  newscli read NUMBER",
    ]


def test_each_repaired_word_is_named() -> None:
    repairs = (
        Repair("grenland", "Greenland", 1),
        Repair("minster", "minister", 1),
        Repair("minster", "ministers", 2),
    )
    page = SearchPage(answer(hit(), hit(), query="grenland minster visit", repairs=repairs))
    assert render(page, 120)[0] == (
        "  2 matches for “grenland minster visit” · grenland ≈ Greenland"
        " · minster ≈ minister, ministers"
    )


def test_a_search_that_found_no_article_with_all_words_says_so() -> None:
    partial = SearchPage(answer(hit(missing=("oslo",)), hit(missing=("rome",)), has_all=False))
    assert "No article has all the words" in text_of(partial)
    assert "without oslo" in text_of(partial)
    whole_first = SearchPage(answer(hit(), hit(missing=("rome",))))
    assert "No article" not in text_of(whole_first)


def test_where_all_words_and_a_part_of_them_follow_each_other_the_page_says_so() -> None:
    partly = hit(missing=("rome",))
    apart = SearchPage(answer(hit(), hit(), partly, matching=2))
    assert "Others, with a part of the words: " in text_of(apart)
    mixed = SearchPage(answer(hit(), partly, hit(), matching=2))
    assert "Others, by relevance; those that say so have a part" in text_of(mixed)
    ahead = SearchPage(answer(partly, hit(), hit(), matching=2))
    assert "By what is said for each; those that say so have a part" in text_of(ahead)
    assert "Others" not in text_of(ahead)


def test_an_explanation_says_what_missing_words_take_off() -> None:
    partly = hit(missing=("rome",))._replace(coverage=0.714)
    assert "times 0.71" in text_of(SearchPage(answer(partly), explain=True))
    assert "times" not in text_of(SearchPage(answer(hit()), explain=True))


def test_a_search_that_found_nothing_suggests_words() -> None:
    page = SearchPage(answer(query="kraken", suggestions=(("Kremlin", 2), ("Bremen", 1))))
    assert text_of(page) == (
        "No match for “kraken” Did you mean Kremlin (2 articles), Bremen (1 article)?"
    )


def test_a_search_that_found_nothing_like_it_says_what_to_try() -> None:
    assert "newscli list" in text_of(SearchPage(answer(query="xyzzy")))


def test_an_answer_that_is_approximate_says_so() -> None:
    page = SearchPage(answer(hit(), total=30_000)._replace(approximate=True))
    assert "headlines and openings" in text_of(page)


def test_a_search_that_was_limited_says_of_how_many() -> None:
    assert "the best 1 of 431" in text_of(SearchPage(answer(hit(), total=431)))


@pytest.mark.parametrize("width", [*range(30, 80, 7), 80, 90])
@pytest.mark.parametrize("word", ["Russia", "Relations", "Kremlin", "Says"])
def test_cutting_a_headline_never_hides_its_match(width: int, word: str) -> None:
    lines = render(SearchPage(answer(hit(HEADLINES[0] + ", Again and Again", word))), width)
    headline = next(line for line in lines if line.startswith(("   7  ", " 7  ")))
    assert word in headline
    assert len(headline) <= width


@pytest.mark.parametrize("width", [30, 44, 60, 80, 100])
def test_cutting_a_snippet_never_hides_its_match(width: int) -> None:
    for word in ("ferry", "channel", "quay", "sailings", "cancelled"):
        page = SearchPage(answer(hit(snippet=marked(" ".join(PARAGRAPHS[:2]), word))))
        assert word in text_of(page, width)


def test_a_hit_always_has_some_bar_and_never_more_than_ten() -> None:
    for score, bar in ((0.2, "━─────────"), (50, "━━━━━─────"), (100, "━" * 10), (120, "━" * 10)):
        assert f" {bar} " in text_of(SearchPage(answer(hit(score=score))))


# --- read -------------------------------------------------------------------------------------


def test_an_article_page() -> None:
    page = ArticlePage(
        article(
            publisher="Herald",
            place="OSLO",
            date="2024-06",
            captions=(Caption("The quay on Monday. (Jo Doe/AP)", "Jo Doe/AP", "AP"),),
            subheads=(Subhead("What next", 1), Subhead("More to come", 3)),
            url="https://example.org/ferry",
        )
    )
    assert render(page, 80) == [
        "",
        "      Ferry Loses Power Off Harbour",
        "",
        "      Herald · OSLO · Jun 2024                       51 words · 1 min · #7",
        "      ────────────────────────────────────────────────────────────────────",
        "",
        "      ▎  The quay on Monday.",
        "      ▎  (Jo Doe/AP)",
        "",
        "      The harbour was closed on Monday after a ferry lost power in the",
        "      channel, the port said.",
        "",
        "      What next",
        "",
        "      Nobody was hurt. Tugs brought the ship, which had 310 people",
        "      on board, to the quay an hour later, and the morning’s two other",
        "      sailings were cancelled.",
        "",
        "      “We are looking into it,” a spokeswoman said.",
        "",
        "      More to come",
        "",
        "      news/ferry.txt:3–9",
        "      https://example.org/ferry",
    ]


@pytest.mark.parametrize(
    ("width", "margin", "measure"),
    [(30, 2, 26), (60, 2, 56), (80, 6, 68), (100, 16, 68), (140, 16, 68), (300, 16, 68)],
)
def test_the_measure_is_68_columns_between_clamped_margins(
    width: int, margin: int, measure: int
) -> None:
    rule = next(line for line in render(ArticlePage(article()), width) if "─" in line)
    assert rule == " " * margin + "─" * measure


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("width", [34, 50, 60])
def test_the_lines_of_a_headline_are_about_equally_long(headline: str, width: int) -> None:
    lines = render(ArticlePage(article(headline=headline)), width)
    lengths = [len(line.strip()) for line in lines[1 : lines.index("", 1)]]
    assert max(lengths) - min(lengths) <= 14


def test_a_derived_headline_is_a_bold_opening_and_no_title() -> None:
    opening = "The harbour was closed on Monday after a ferry lost power in the channel…"
    page = ArticlePage(article(headline=opening, headline_derived=True))
    assert text_of(page).count("The harbour was closed") == 1
    assert "\x1b[1mThe harbour was closed" in styled(page, 200)
    assert "port said.\x1b[0m" in styled(page, 200)


def test_a_sentence_that_was_short_enough_is_the_bold_opening() -> None:
    page = ArticlePage(
        article(
            headline="Snow fell in Jan. on the U.S. coast.",
            headline_derived=True,
            paragraphs=("Snow fell in Jan. on the U.S. coast. It melted.",),
        )
    )
    assert "\x1b[1mSnow fell in Jan. on the U.S. coast.\x1b[0m It melted." in styled(page, 200)


def test_only_what_is_known_is_shown() -> None:
    lines = render(ArticlePage(article(number=0)))
    assert lines[3].split() == ["51", "words", "·", "1", "min"]
    assert lines[-1].strip() == "news/ferry.txt:3–9"


@pytest.mark.parametrize(("words", "shown"), [(0, 1), (300, 1), (551, 2), (2380, 10)])
def test_reading_time_is_at_238_words_a_minute(words: int, shown: int) -> None:
    assert minutes(words) == shown


def test_a_credit_that_is_not_in_the_caption_is_shown_below_it() -> None:
    page = ArticlePage(article(captions=(Caption("The quay.", "dpa", "dpa"),)))
    assert "▎ The quay. ▎ (dpa)" in text_of(page)


def test_matches_are_marked_in_every_text_of_an_article() -> None:
    page = ArticlePage(
        article(
            headline="Ferry",
            paragraphs=("One ferry.",),
            captions=(Caption("A ferry (ferry/AP)", "ferry/AP"),),
            subheads=(Subhead("Ferry again", 0),),
        ),
        marks=lambda text: spans(text, "Ferry", "ferry"),
    )
    assert len(re.findall(r"\x1b\[1;(?:3;)?4;[0-9;]*m[Ff]erry\x1b\[0m", styled(page))) == 5


@pytest.mark.parametrize("width", [20, *WIDTHS])
def test_no_word_of_an_article_is_lost(width: int) -> None:
    shown = "".join(text_of(ArticlePage(article()), width).split())
    for paragraph in PARAGRAPHS:
        assert "".join(paragraph.split()) in shown


def test_a_paragraph_does_not_end_in_a_lone_short_word() -> None:
    page = ArticlePage(article(paragraphs=("It was a long and very quiet night in the old town.",)))
    assert render(page, 50)[-4:-2] == [
        "  It was a long and very quiet night in the",
        "  old town.",
    ]


def test_a_line_does_not_end_in_a_small_word_when_it_costs_little() -> None:
    page = ArticlePage(
        article(paragraphs=("Nine ferries were built there, a record of the yard.",))
    )
    assert render(page, 36)[-4].strip() == "Nine ferries were built there,"


def test_a_line_does_not_open_with_a_dash() -> None:
    text = "aaaa bbbb cccc dddd eeee – ffff gggg -- hhhh " * 9
    for width in range(30, 60):
        lines = render(ArticlePage(article(paragraphs=(text,))), width)
        assert not any(line.strip().startswith(("–", "--")) for line in lines)


# --- themes -----------------------------------------------------------------------------------

PAGES = (
    listing(summary(publisher="Herald"), summary(2, HEADLINES[1], date="2024-06-27")),
    SearchPage(
        answer(
            hit(HEADLINES[0], "Kremlin", snippet=marked(PARAGRAPHS[0], "ferry")),
            repairs=(Repair("kremln", "Kremlin", 1),),
        )
    ),
    ArticlePage(
        article(captions=(Caption("A (AP)", "AP"),), url="https://example.org/"),
        marks=lambda text: spans(text, "ferry"),
    ),
)
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["dark", "light", "auto"])
def test_a_theme_has_colours(page: RenderableType, theme: str) -> None:
    assert COLOUR.search(styled(page, 80, theme))


@pytest.mark.parametrize("page", PAGES)
def test_the_theme_none_has_no_colour(page: RenderableType) -> None:
    assert not COLOUR.search(styled(page, 80, "none"))


@pytest.mark.parametrize("theme", ["dark", "light", "auto", "none"])
def test_a_match_can_be_seen_without_colour(theme: str) -> None:
    match = re.search(r"\x1b\[([0-9;]*)mKremlin\x1b", styled(PAGES[1], 80, theme))
    assert match
    assert {"1", "4"} <= set(match[1].split(";"))


@pytest.mark.parametrize("page", PAGES)
def test_a_terminal_that_takes_no_control_sequence_gets_none(page: RenderableType) -> None:
    assert "\x1b" not in "\n".join(render(page))


@pytest.mark.parametrize("page", PAGES)
def test_the_ascii_form_is_ascii(page: RenderableType) -> None:
    for width in WIDTHS:
        lines = render(page, width, ascii=True)
        assert all(line.isascii() and len(line) <= width for line in lines)


def test_the_ascii_form_of_bar_rule_and_marks() -> None:
    shown = "\n".join(render(PAGES[1], 80, ascii=True))
    assert '"kremln" ~ Kremlin' in shown
    assert "\n  ------" in shown
    assert "#########.  94" in shown


# --- untrusted text ---------------------------------------------------------------------------

HOSTILE = (
    "\x1b[31mred\x1b[2J\x1b[H\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\x1b]8;;javascript:x\x1b\\"
    "\x1bP$q\x1b\\\x1bc\x1b\x07[2J\x9b2J\x9d0;x\x9c\r\b\v\f\x00\x7f\n\t"
    "\u202eevil\u2066x\u2028\u2029\ufeff\ud800\U000e0041"
    "[bold]b[/bold][/x][link=file:///etc/passwd]l[/link] :smile: \\"
)


def hostile_pages() -> Sequence[RenderableType]:
    bad = article(
        headline=HOSTILE,
        paragraphs=(HOSTILE, HOSTILE),
        source=Source(HOSTILE, HOSTILE, HOSTILE, 1, 2, HOSTILE),
        byline=HOSTILE,
        place=HOSTILE,
        date=HOSTILE,
        language=HOSTILE,
        url=HOSTILE,
        publisher=HOSTILE,
        section=HOSTILE,
        subheads=(Subhead(HOSTILE, 1),),
        captions=(Caption(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
        id=HOSTILE,
    )
    row = Summary(1, HOSTILE, HOSTILE, False, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 3)
    marked_all = Marked(HOSTILE, ((0, 9), (20, 31)))
    found = Hit(
        bad,
        50.0,
        marked_all,
        marked_all,
        (Repair(HOSTILE, HOSTILE, 1),),
        ((HOSTILE, 2),),
        (HOSTILE,),
        (Share(HOSTILE, HOSTILE, "repaired", 1, 1.0, 1.0, 1),),
        words=(("headline", HOSTILE, 2),),
    )
    place = Occurrence(1, HOSTILE, "body", 0, HOSTILE * 3, len(HOSTILE), len(HOSTILE) + 9)
    repairs = (Repair(HOSTILE, HOSTILE, 1), Repair("other", HOSTILE, 1))
    return (
        listing(row, summary(2)),
        ArticlePage(bad, lambda text: [(0, 5), (9, 12)], HOSTILE),
        ArticlePage(bad._replace(headline_derived=True)),
        SearchPage(Answer(HOSTILE, (found,), 1, repairs)),
        SearchPage(Answer(HOSTILE, (found,), 1, repairs), explain=True),
        ConcordancePage(Answer(HOSTILE, (found,), 1, repairs), [place, place], 1, 1),
        SearchPage(Answer(HOSTILE, (), 0, (), ((HOSTILE, 3),))),
    )


OURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("page", hostile_pages())
@pytest.mark.parametrize("width", [20, 60, 100])
def test_no_active_byte_of_any_field_reaches_the_terminal(page: RenderableType, width: int) -> None:
    sent = styled(page, width)
    rest = OURS.sub("", sent)
    assert all(char == "\n" or char.isprintable() for char in rest)
    screen = pyte.Screen(width, 4000)
    pyte.Stream(screen).feed(sent.replace("\n", "\r\n"))
    assert screen.title == screen.icon_name == ""
    assert "red" in "".join(screen.display)
    assert screen.cursor.y > 0


def test_one_module_alone_makes_text_of_strings() -> None:
    makers = set()
    for path in Path(newscli.screen.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] == "Text":
                makers.add(path.name)
    assert makers == {"sheet.py"}


def test_markup_in_an_article_is_literal() -> None:
    shown = text_of(ArticlePage(article(paragraphs=("[bold]x[/] :smile: [link=a]b[/link] \\",))))
    assert "[bold]x[/] :smile: [link=a]b[/link] \\" in shown


def test_only_a_web_address_is_clickable() -> None:
    def clickable(url: str) -> list[str]:
        return re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", styled(ArticlePage(article(url=url))))

    assert clickable("https://example.org/a") == ["https://example.org/a"]
    assert clickable("javascript:alert(1)") == []
    assert clickable("file:///etc/passwd") == []
    assert "javascript:alert(1)" in text_of(ArticlePage(article(url="javascript:alert(1)")))


# --- widths -----------------------------------------------------------------------------------

SCRIPTS = (
    "日本の首相、来月にも訪米へ 政府関係者が明らかに",
    "한국 정부, 새로운 정책 발표",
    "कैबिनेट ने नई नीति को मंज़ूरी दी",
    "ไทยเตรียมจัดการประชุมใหญ่ปลายปีนี้",
    "דובר הקרמלין: שוקלים להוריד את דרג היחסים",
    "الكرملين يدرس خفض مستوى العلاقات مع الغرب",
    "Cafe\u0301 Zoe\u0308 opent a\u0301 la carte",
    "👩\u200d👩\u200d👧\u200d👦 Families march 🏳️\u200d🌈 🇩🇪 👍🏽 1️⃣ again",
    "می\u200cخواهم بروم",
    "ශ්\u200dරී ලංකා පුවත්",
)


@pytest.mark.parametrize("width", [80, 100])
def test_columns_stay_aligned_in_any_script(width: int) -> None:
    rows = [summary(n, text, words=100 + n) for n, text in enumerate((*SCRIPTS, *HEADLINES), 1)]
    lines = render(listing(*rows), width)[2 : 2 + len(rows)]
    ends = {cells(line) for line in lines}
    assert len(ends) == 1


@pytest.mark.parametrize("text", [s for s in SCRIPTS if s != SCRIPTS[2]])
def test_a_width_is_what_terminals_make_of_it(text: str) -> None:
    assert cells(text) == wcswidth(text)


# pyte drops the rest of a line after a mark of combining class 0, so no Thai and no Hebrew here.
@pytest.mark.parametrize("text", [SCRIPTS[i] for i in (0, 1, 6)])
def test_columns_stand_where_a_terminal_draws_them(text: str) -> None:
    page = listing(summary(1, text, words=111), summary(2, "Plain words", words=222))
    screen = pyte.Screen(100, 10)
    pyte.Stream(screen).feed("\r\n".join(render(page, 100)))

    def column(line: int, value: str) -> int:
        cells_of = [screen.buffer[line][x].data for x in range(100)]
        return cells_of.index(value[0], 10)

    assert column(2, "111") == column(3, "222")


def test_a_date_after_a_right_to_left_name_stays_at_its_right() -> None:
    page = ArticlePage(article(publisher="הארץ", date="2024-06-27"))
    assert "הארץ\u200e · 27 Jun 2024" in text_of(page)


def test_a_joiner_between_letters_does_not_hide_their_width() -> None:
    assert cells("a\u200db\u200dc") == 3
    assert cells("👩\u200d🚀") == 2


def test_cutting_leaves_letters_whole() -> None:
    assert fit("e\u0301e\u0301", 1) == 2
    assert fit("👩\u200d🚀👩\u200d🚀", 3) == 3
    assert fit("🇩🇪🇫🇷", 3) == 2
    assert fit("👍🏽👍🏽", 2) == 2
    assert fit("日本", 3) == 1


ANY = st.text(st.characters(), max_size=60)
WORDY = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=14), max_size=30
).map(" ".join)
WIDTH = st.integers(20, 300)


@given(WIDTH, st.lists(st.tuples(WORDY, ANY, ANY, st.none() | ANY), min_size=1, max_size=4))
def test_no_line_of_a_list_is_wider_than_the_terminal(
    width: int, rows: list[tuple[str, str, str, str | None]]
) -> None:
    page = listing(
        *(
            summary(n, headline, path=path, place=place, date=date, words=n)
            for n, (headline, path, place, date) in enumerate(rows, 1)
        )
    )
    assert max(map(cells, render(page, width))) <= width


@given(st.integers(4, 60), WORDY, st.booleans())
def test_a_string_is_cut_as_a_text_is(width: int, text: str, ascii: bool) -> None:
    sheet = Sheet(80, ascii)
    assert sheet.cut_plain(sheet.clean(text), width) == sheet.cut(sheet.text(text), width).plain


@given(WIDTH, WORDY, ANY, WORDY, st.floats(0, 100), st.data())
def test_no_line_of_a_search_is_wider_than_the_terminal(
    width: int, headline: str, query: str, snippet: str, score: float, data: st.DataObject
) -> None:
    def some_marks(text: str) -> Marked:
        offsets = data.draw(
            st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted)
        )
        return Marked(text, tuple(zip(offsets[::2], offsets[1::2], strict=False)))

    found = hit(score=score)._replace(headline=some_marks(headline), snippet=some_marks(snippet))
    page = SearchPage(answer(found, query=query, repairs=(Repair(query, headline, 1),)))
    assert max(map(cells, render(page, width))) <= width
    assert all(line.isascii() for line in render(page, width, ascii=True))


@given(WIDTH, WORDY, WORDY, ANY, ANY)
def test_no_line_of_an_article_is_wider_than_the_terminal(
    width: int, headline: str, paragraph: str, publisher: str, path: str
) -> None:
    page = ArticlePage(
        article(
            headline=headline,
            paragraphs=(paragraph, publisher),
            publisher=publisher,
            captions=(Caption(paragraph, publisher),),
            source=Source(path, "text", "utf-8", 1, 2),
        )
    )
    assert max(map(cells, render(page, width))) <= width
    assert all(len(line) <= width for line in render(page, width, ascii=True))


@pytest.mark.parametrize("page", [*PAGES, *hostile_pages()])
def test_a_terminal_of_any_width_gets_something(page: RenderableType) -> None:
    for width in range(1, 30):
        assert render(page, width)
