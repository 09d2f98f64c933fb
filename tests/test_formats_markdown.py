"""Markdown: one article or many, facts about them, and text without its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import markdown
from newscli.formats.markdown.lines import inline
from newscli.records import Article
from newscli.text import tidy
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

SAMPLES = ["odd.md", "article.md", "feed.md", "scraped.md"]
TEXTS = [(HERE / f"markdown/{name}").read_text(encoding="utf-8") for name in SAMPLES]
PROSE = (
    "The council voted to close the old harbour to large ships, and the mayor said so on Monday."
)


def load(text: str) -> list[Article]:
    """The articles of a Markdown text, none of whose lines may be lost."""
    _, articles = read(text, "markdown")
    assert_partition(text, articles)
    held = "\n".join(" ".join(string.split()) for a in articles for string in strings(a))
    for line in text.splitlines():
        assert " ".join(tidy(line).split()) in held
    return articles


def strings(article: Article) -> list[str]:
    return [
        article.headline,
        *article.paragraphs,
        *article.other,
        *(caption.text for caption in article.captions),
        *(subhead.text for subhead in article.subheads),
    ]


def heads(text: str) -> list[str]:
    return [article.headline for article in load(text)]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_records(name: str) -> None:
    document, articles = sample(f"markdown/{name}")
    assert as_records(articles) == records(f"markdown/{name}.records.jsonl")
    assert not document.problems


@pytest.mark.parametrize("text", TEXTS)
def test_no_line_of_a_sample_is_lost(text: str) -> None:
    load(text)


def test_cross_heads_of_one_article_open_none() -> None:
    (article,) = load(f"# Velm\n\n{PROSE}\n\n## One\n\n{PROSE}\n\n## Two\n\n{PROSE}\n")
    assert [head.text for head in article.subheads] == ["One", "Two"]
    assert [head.before for head in article.subheads] == [1, 2]


def test_a_link_under_the_last_cross_head_makes_it_no_article() -> None:
    text = f"# Velm\n\n*By Ana Bo*\n\n{PROSE}\n\n## One\n\n{PROSE}\n\n[Source](https://a.b)\n"
    (article,) = load(text)
    assert (article.headline, article.byline, article.url) == ("Velm", "Ana Bo", "https://a.b")


@pytest.mark.parametrize(
    "text",
    [
        f"## One\n\n{PROSE}\n\n## Two\n\n{PROSE}\n",
        f"# One\n\n{PROSE}\n\n# Two\n\n{PROSE}\n",
        f"# News of the day\n\n## One\n\n{PROSE}\n\n## Two\n\n{PROSE}\n",
        f"# News\n\nContents: one, two\n\n### [One](https://a.b/1)\n\n*2024-08-17*\n\n{PROSE}\n\n"
        f"### [Two](https://a.b/2)\n\n*2024-08-18*\n\n{PROSE}\n",
        "# News\n\n## One\n- date: 2020-01-01\n\nShort.\n\n## Two\n- date: 2020-01-02\n\nShort.\n",
        f"## One\n\n{PROSE}\n\n[Read it](https://a.b/1)\n\n## Two\n\nNo.\n\n[Read it](https://a.b/2)",
    ],
)
def test_headings_of_one_rank_are_articles_when_the_file_says_so(text: str) -> None:
    assert heads(text) == ["One", "Two"]


def test_a_number_behind_the_first_word_of_a_heading_makes_it_no_counter() -> None:
    text = f"# Still 15 weeks to go for the ferry\n\n{PROSE}\n\n{PROSE}\n\n"
    text += f"# Council of Ulm meets again\n\n{PROSE}\n\n{PROSE}\n\n"
    text += f"# After 40 years the mill turns once more\n\n{PROSE}\n\n{PROSE}\n"
    assert [article.headline[:5] for article in load(text)] == ["Still", "Counc", "After"]


def test_a_chinese_paragraph_is_text_though_it_has_few_characters() -> None:
    story = "维尔姆市议会星期一决定对大型船只关闭旧港口，该市渔民表示没有人征求过他们的意见。"
    articles = load(f"# 要闻\n\n## 关闭旧港口\n\n{story}\n\n## 面包师罢工\n\n{story}\n")
    assert [article.headline for article in articles] == ["关闭旧港口", "面包师罢工"]


def test_a_scraped_page_may_have_headings_of_its_own() -> None:
    facts = "- **URL**: https://velm.example/a\n- **Domain**: velm.example\n"
    story = f"# Velm closes its old harbour\n\n{PROSE}\n\n{PROSE[4:]}"
    page = f"[Menu](/)\n\n{story}\n\n# More\n\n* [Bakers](/b)\n"
    (article,) = load(f"# velm.example\n\n## Metadata\n\n{facts}\n## Content\n\n{page}")
    assert (article.headline, article.paragraphs) == (
        "Velm closes its old harbour",
        (PROSE, PROSE[4:]),
    )


@pytest.mark.parametrize(
    ("below", "place"),
    [
        (PROSE, "VELM"),
        (f"{PROSE}\n\n{PROSE[4:]}", "VELM"),
        (f"Share\n{PROSE}", None),
        (f"Listen to this story\n{PROSE}", None),
    ],
)
def test_capitals_of_a_scraped_page_are_a_place_above_text_alone(
    below: str, place: str | None
) -> None:
    facts = "- **URL**: https://velm.example/a\n- **Domain**: velm.example\n"
    page = f"[Menu](/)\n\nThe council closes its old harbour\nVELM\n{below}\n"
    (article,) = load(f"# velm.example\n\n## Metadata\n\n{facts}\n## Content\n\n{page}")
    assert (article.place, article.byline) == (place, None)


def test_the_date_in_a_files_title_is_its_articles() -> None:
    text = f"# 新闻 (20240816)\n\n## One\n\n{PROSE}\n\n## Two\n2024-08-17\n\n{PROSE}\n"
    text += f"\n## Three\n\n{PROSE}\n"
    assert [article.date for article in load(text)] == ["2024-08-16", "2024-08-17", "2024-08-16"]


def test_front_matter_may_be_toml_or_broken_yaml() -> None:
    (toml,) = load(f'+++\ntitle = "Velm"\ndate = 2021-10-19\n+++\n{PROSE}\n')
    assert (toml.headline, toml.date) == ("Velm", "2021-10-19")
    (broken,) = load(f"---\ntitle: Velm: the end\nauthor: [Ana, Ida]\n---\n{PROSE}\n")
    assert (broken.headline, broken.byline) == ("Velm: the end", "Ana, Ida")


def test_aliases_in_front_matter_are_not_followed() -> None:
    """Followed, forty of these stand for 2⁴⁰ strings."""
    lines = ["k0: &k0 [x, x]", *(f"k{n}: &k{n} [*k{n - 1}, *k{n - 1}]" for n in range(1, 40))]
    (article,) = load("---\ntitle: Velm\n" + "\n".join(lines) + f"\n---\n{PROSE}\n")
    assert article.headline == "Velm"


def test_front_matter_that_is_not_closed_is_told() -> None:
    document, articles = read(f"---\ntitle: Velm\n\n# Velm\n\n{PROSE}\n", "markdown")
    assert [article.headline for article in articles] == ["Velm"]
    assert articles[0].paragraphs == (PROSE,)
    assert [problem.line for problem in document.problems] == [1]


def test_hard_wrapped_lines_are_joined_and_long_ones_are_not() -> None:
    wrapped = "\n".join(PROSE[i : i + 46].strip() for i in range(0, len(PROSE), 46))
    (article,) = load(f"# One\n\n{wrapped}\n")
    assert len(article.paragraphs) == 1
    (article,) = load(f"# One\n\n{PROSE}\n{PROSE} Again.\n")
    assert article.paragraphs == (PROSE, f"{PROSE} Again.")


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("**Ships** _left_ ~~soon~~", "Ships left soon"),
        ("[a [b] c](https://a.b/c_(d)) e", "a [b] c e"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"\*not\* marked", "*not* marked"),
        ("`code` <b>bold</b> &lt;b&gt;", "code bold <b>"),
        ("*Writing by Ida", "*Writing by Ida"),
        ("a ![alt](b.jpg) c[^1]", "a c"),
        ("<https://a.b>", "https://a.b"),
    ],
)
def test_marks_are_taken_off_and_nothing_else(marked: str, text: str) -> None:
    assert inline(marked) == text


@pytest.mark.parametrize(
    "text",
    ["#hashtag\n\nText.\n", "Velm\n\n" + PROSE, "----------\nVelm\n\nText.\n", "---\nText.\n---\n"],
)
def test_plain_text_is_no_markdown(text: str) -> None:
    assert not markdown.matches(text, "any.txt")


LINES = st.sampled_from(
    [*"#*-_>|`[]()!\\", "# One", "## Two", "- a: b", "- [x](https://a.b)", "---", "***", "```",
     "![i](j.png)", "<p>a</p>", "<!-- c -->", "**Key**: value", "| a | b |", "text", PROSE, "", "="]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=30))
def test_no_markdown_loses_a_line(lines: list[str]) -> None:
    try:
        load("\n".join(lines))
    except DocumentError:
        return


@given(st.lists(LINES, max_size=20), st.lists(LINES, max_size=10))
def test_no_scraped_page_loses_a_line(page: list[str], rest: list[str]) -> None:
    about = "# a.b\n\n## Metadata\n\n- **URL**: https://a.b/1\n- **Type**: news\n\n## Content\n\n"
    load(f"{about}Velm closes its harbour\nAna Bo |\n19.10.2021\n" + "\n".join([*page, *rest]))


@given(st.sampled_from(TEXTS), st.data())
def test_any_beginning_loads(text: str, data: st.DataObject) -> None:
    load(text[: data.draw(st.integers(1, len(text)))])


def test_the_first_date_stated_stays() -> None:
    text = f"# Velm\n\n**Published:** 2021-10-19\n**Updated:** 2021-10-20\n\n{PROSE}\n"
    (article,) = load(text)
    assert article.date == "2021-10-19"


def test_links_in_lists_are_the_text_of_a_file_of_lists() -> None:
    items = "- [A new mast](https://a.b/1)\n- Ideas: [one](https://a.b/2)\n- **Lines**: notes\n"
    (article,) = load(f"---\ntitle: Boats\n---\n\n## News\n\n**Harbour**\n\n{items}")
    assert article.paragraphs[-3:] == ("A new mast", "Ideas: one", "Lines: notes")
    assert article.url is None


def test_a_tag_or_a_comment_over_lines_is_no_text() -> None:
    tag, comment = "<a\nhref='x > y'\ntitle=b>", "<!-- a\n\nb > c\n-->"
    (article,) = load(f"# Velm\n\nThe {tag}council</a> voted.\n\n{comment}\n{PROSE}\n")
    assert article.paragraphs == ("The council voted.", PROSE)


HEADS = "Title: Ferry sails again\nDate: 2019-08-09\nAuthor: Ana Bo\nTags: ports,\n    ships\n"


def test_a_head_without_fences_is_front_matter() -> None:
    text = f"{HEADS}\nThe ferry sails again on Monday.\n\n## Crew\n\nEleven people joined it.\n"
    [article] = read(text, path="a.md")[1]
    assert (article.headline, article.byline, article.date) == (
        "Ferry sails again",
        "Ana Bo",
        "2019-08-09",
    )
    assert article.topics == ("ports", "ships")
    assert [one.text for one in article.subheads] == ["Crew"]
    assert_partition(text, [article])


def test_a_page_may_end_above_a_heading() -> None:
    heads = ["Ferry stops", "Coin found", "Bridge is green"]
    text = "\n\f".join(f"# {head}\n\n{PROSE}\n\n{PROSE}\n" for head in heads)
    assert [article.headline for article in load(text)] == heads


def test_a_caption_that_is_printed_twice_is_one() -> None:
    caption = "People wait at the pier in Velm. (Photo: Ana Bo/AP)"
    text = f"# Ferry stops\n\n{PROSE}\n\n{caption}\n {caption}\n\n{PROSE} Then it rained.\n"
    (article,) = load(text)
    assert [one.text for one in article.captions] == [caption]


@pytest.mark.parametrize(
    "above",
    [
        "% Ferry sails\n% Jane Roe\n% 3 May 2012\n",
        '{\n  "title": "Ferry sails",\n  "author": "Jane Roe",\n  "date": "2012-05-03"\n}\n',
    ],
)
def test_a_title_block_or_an_object_above_the_text_is_front_matter(above: str) -> None:
    text = f"{above}\nThe ferry sails again on Monday.\n\nNobody knows for how long.\n"
    _, (article,) = read(text, path="a.md")
    assert (article.headline, article.byline, article.date) == (
        "Ferry sails",
        "Jane Roe",
        "2012-05-03",
    )
    assert len(article.paragraphs) == 2
    assert_partition(text, [article])
    _, articles = read(text, path="a.txt")
    said = [text for one in articles for text in (*one.paragraphs, *one.other, one.headline)]
    assert any("Nobody knows for how long." in one for one in said)


def test_lines_of_equals_signs_and_of_dashes_are_headings_of_two_ranks() -> None:
    text = "The ferry is back\n===\n\nIt sailed on Monday.\n\nTimes\n---\n\nIt sails at nine.\n"
    _, articles = read(text, "markdown")
    assert [one.headline for one in articles] == ["The ferry is back"]
    assert [subhead.text for subhead in articles[0].subheads] == ["Times"]


def test_posts_one_after_another_have_front_matter_each() -> None:
    post = "---\ntitle: {0}\nauthor: Ida Holm\ndate: 2019-05-0{1}\n---\n\nThe {0} text goes on.\n\n"
    text = "".join(post.format(name, n) for n, name in enumerate(["first", "second", "third"], 1))
    _, articles = read(text, path="posts.md")
    assert [(one.headline, one.date, one.byline) for one in articles] == [
        (name, f"2019-05-0{n}", "Ida Holm")
        for n, name in enumerate(["first", "second", "third"], 1)
    ]
    assert articles[1].paragraphs == ("The second text goes on.",)
    assert_partition(text, articles)


def test_front_matter_in_a_block_of_code_begins_no_post() -> None:
    text = (
        "---\ntitle: How\n---\nSo it is:\n\n```\n---\ntitle: Not\n---\n```\n\nThat is all of it.\n"
    )
    _, articles = read(text, path="post.md")
    assert [one.headline for one in articles] == ["How"]


def test_front_matter_of_hexo_may_have_its_last_line_alone() -> None:
    text = (
        "title: Ferry\ndate: 2019-05-03 08:00:00\nauthor: Ida\ntags:\n- storm\n---\nIt stopped.\n"
    )
    _, (article,) = read(text, path="post.md")
    assert (article.headline, article.byline, article.topics) == ("Ferry", "Ida", ("storm",))
    assert article.paragraphs == ("It stopped.",)
    assert_partition(text, [article])
