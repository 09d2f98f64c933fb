"""What pages print around articles is kept, and is no paragraph of them."""

from __future__ import annotations

from io import BytesIO

import pytest

from newscli.formats import articles
from newscli.formats.layout.residue import residue_among, residue_bits
from newscli.records import Article
from newscli.text import Document

FIRST = "The ferry to Karsten Island stopped at noon on Monday, and nobody could say for how long."
LAST = "A second boat is expected in spring, the harbour office said in a note to its passengers."
STORY = f"Ferry to the island stops\n\n{FIRST}\n\n{{}}{LAST}\n\n{{}}"

LINKS = [
    "Related articles:\n- Ferry tickets cost more\n- Bridge is green",
    "مواضيع ذات صلة:\n- أسعار جديدة للعبارة\n- الجسر أخضر الآن",
]
RESIDUE = [
    "We use cookies to give you a better page. Accept all | Settings",
    "Sign up for our evening newsletter and never miss a ferry.",
    "Subscribe now to keep reading. Already a subscriber? Log in",
    "Share | Tweet | E-mail | Print",
    "Facebook WhatsApp Print",
    "© 2019 The Karsten Gazette. All rights reserved.",
    "#ferry #karsten #island",
    "Page 12",
    "第 12 页",
    "第12ページ",
    "頁 12",
    "Wir verwenden Cookies. Alle akzeptieren | Einstellungen",
    "Cet article est réservé aux abonnés. Déjà abonné ? Se connecter",
    "Suscríbase para seguir leyendo.",
    "Подпишитесь на нашу рассылку и читайте главное.",
    "版权所有 未经授权不得转载",
    "続きを読むには会員登録が必要です。",
    "جميع الحقوق محفوظة",
    "Všechna práva vyhrazena.",
    "Tüm hakları saklıdır.",
    "모두 동의 무단 전재 및 재배포 금지",
    "Auf WhatsApp teilen",
    "Delen op Twitter",
    "Compartilhar no Facebook",
    "Facebookでシェア",
    "Tylko dla subskrybentów",
]
TEXT = [
    "Partierna får dela på makten i staden, säger borgmästaren.",
    "市場でシェアを伸ばした会社は、来年も船を出すと話した。",
    "The company said its newsletter reaches 40,000 readers, most of them on the mainland.",
    "Cookies and bread were sold at the pier while passengers waited for the replacement bus.",
    "“Subscribe now, they told us, and we did,” said one passenger with a season ticket.",
    "The court ruled on Friday that all shareholders keep the rights they had under the charter.",
    "Sport.",
]


def read(text: str) -> Article:
    [article] = articles(Document("a.txt", BytesIO(text.encode())))
    return article


@pytest.mark.parametrize("line", RESIDUE)
def test_a_line_that_pages_print_is_no_paragraph(line: str) -> None:
    for text in (STORY.format("", line), STORY.format(f"{line}\n\n", "")):
        article = read(text)
        assert article.paragraphs == (FIRST, LAST)
        assert article.headline == "Ferry to the island stops"
        assert line in article.other


@pytest.mark.parametrize("line", TEXT)
def test_text_about_such_things_is_text(line: str) -> None:
    assert residue_among([FIRST, line, LAST]) == set()


def test_buttons_below_each_other_are_a_menu_and_one_alone_is_not() -> None:
    assert residue_among(["Business", "Culture", "Weather", FIRST, LAST]) == {0, 1, 2}
    assert residue_among([FIRST, "Business", LAST]) == set()


def test_links_at_the_foot_are_no_paragraphs_whatever_they_end_in() -> None:
    links = "Related articles:\n- Who pays for the bridge?\n- The last ferryman!\n"
    article = read(STORY.format("", links))
    assert article.paragraphs == (FIRST, LAST)
    assert "- The last ferryman!" in article.other


def test_a_line_is_residue_by_whole_words() -> None:
    assert residue_bits("The newspaper shared its prize with a rival.") == 0.0


def test_residue_in_markdown_is_no_paragraph_and_a_line_of_facts_states_them() -> None:
    lines = [
        "# Ferry to the island stops",
        "3 May 2012 · The Karsten Gazette",
        FIRST,
        "Share | Tweet | E-mail | Print",
        LAST,
        "Related articles:",
        "- Who pays for the bridge?",
        "- The last ferryman",
    ]
    [article] = articles(Document("a.md", BytesIO("\n\n".join(lines).encode())))
    assert article.paragraphs == (FIRST, LAST)
    assert (article.date, article.publisher) == ("2012-05-03", "The Karsten Gazette")
    assert "- The last ferryman" in article.other


@pytest.mark.parametrize("links", LINKS)
def test_links_to_other_stories_are_no_paragraphs(links: str) -> None:
    [article] = articles(Document("a.txt", BytesIO(STORY.format("", f"{links}\n").encode())))
    assert article.paragraphs == (FIRST, LAST)
    assert list(article.other) == links.split("\n")


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("The company said it would stop using cookies on all its pages next year.", True),
        ("The ministry wants users to pay if they share the article with friends.", True),
        ("We use cookies to improve your experience on all of our many pages.", False),
        ("Subscribe to our newsletter and get the news of the town every week.", False),
    ],
)
def test_inside_a_text_a_sentence_that_addresses_nobody_is_text(line: str, is_text: bool) -> None:
    [article] = articles(Document("a.txt", BytesIO(STORY.format(f"{line}\n\n", "").encode())))
    assert (line in article.paragraphs) == is_text


def test_the_links_that_lynx_lists_below_a_page_are_no_paragraphs() -> None:
    links = "[8]Share [9]Print\n\nReferences\n\nVisible links\n1. https://a.example/1\n"
    [article] = articles(Document("a.txt", BytesIO(STORY.format("", links).encode())))
    assert article.paragraphs == (FIRST, LAST)


def test_links_below_a_heading_of_related_ones_are_no_paragraphs() -> None:
    text = f"# Ferry to the island stops\n\n{FIRST}\n\n{LAST}\n\n### Related\n\n* [Mill](/m)\n"
    [article] = articles(Document("a.md", BytesIO(text.encode())))
    assert article.paragraphs == (FIRST, LAST)
    assert not article.subheads


def test_a_linked_author_of_front_matter_is_named_without_brackets() -> None:
    text = f'---\ntitle: "Ferry stops"\nauthor:\n  - "[[Mara Brandon]]"\n---\n{FIRST}\n\n{LAST}\n'
    [article] = articles(Document("a.md", BytesIO(text.encode())))
    assert article.byline == "Mara Brandon"
