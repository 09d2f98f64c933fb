"""Saved pages: the story, what the head says of it, and pages that are broken."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import html
from newscli.formats.drafting.markup import RAW, elements
from newscli.formats.drafting.tags import tags
from newscli.formats.html.stated import beside, content_of, stated
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

PAGE = (HERE / "html/page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["page", "several"])
def test_a_sample_gives_its_records(name: str) -> None:
    document, articles = sample(f"html/{name}.html")
    assert as_records(articles) == records(f"html/{name}.html.records.jsonl")
    assert not document.problems
    assert not document.notes
    assert_partition((HERE / f"html/{name}.html").read_bytes(), articles)


def test_menus_are_kept_but_not_as_story() -> None:
    _, (article,) = read(PAGE)
    assert {"Home", "Most read", "The mayor sails"} <= {*article.other}
    assert not {"Home", "Most read", "The mayor sails"} & {*article.paragraphs}


def test_a_paragraph_over_two_lines_stands_on_both() -> None:
    _, (article,) = read(PAGE)
    assert ("paragraph", 23, 24) in article.parts


def test_text_stands_where_its_first_word_is() -> None:
    text = PAGE.replace("<h2>No way", "<h2>\n\n  No way")
    _, (article,) = read(text)
    assert ("subhead", 28, 28) in article.parts
    assert_partition(text, [article])


def test_the_order_of_the_page_is_kept() -> None:
    _, (article,) = read(PAGE)
    assert [p.split()[0] for p in article.paragraphs] == ["The", "Ida", "The"]
    assert article.subheads == (("No way back", 2),)


def test_the_title_is_the_headline_where_the_page_has_no_heading() -> None:
    text = PAGE.replace("<h1>Velm closes its old harbour</h1>", "")
    _, (article,) = read(text)
    assert (article.headline, article.headline_derived) == ("Velm closes its old harbour", False)


def test_a_page_in_which_no_story_is_found_is_taken_whole_and_noted() -> None:
    document, (article,) = read("<html><body><footer><a href='a'>Ships.</a></footer></body></html>")
    assert article.paragraphs == ("Ships.",)
    assert [note.line for note in document.notes] == [1]


def test_a_page_that_is_cut_off_keeps_what_there_is() -> None:
    text = PAGE[: PAGE.index("<h2>")]
    document, (article,) = read(text)
    assert len(article.paragraphs) == 2
    assert [p.reason for p in document.problems] == ["cut off: no </html> at the end"]
    assert_partition(text, [article])


@pytest.mark.parametrize("tag", ["</p>", "</article>", "</h1>", "</figure>", "</head>", "</ul>"])
def test_a_missing_end_tag_loses_no_text(tag: str) -> None:
    text = PAGE.replace(tag, "")
    _, (article,) = read(text)
    assert_partition(text, [article])
    said = [*article.paragraphs, *article.other, *(head.text for head in article.subheads)]
    held = " ".join([article.headline, *said, *(caption.text for caption in article.captions)])
    for words in ("The council voted", "Ida Toss, the mayor", "small boats", "The mayor sails"):
        assert words in held


def test_a_piece_of_a_page_is_a_page() -> None:
    start = PAGE.index("<article>")
    _, (article,) = read(PAGE[start : PAGE.index("</article>")])
    assert article.source.format == "html"
    assert article.headline == "Velm closes its old harbour"
    assert len(article.paragraphs) == 3


def test_without_the_library_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(DocumentError, match=r"HTML needs newscli\[html\]: pip install"):
        read(PAGE)


@pytest.mark.parametrize("text", ["<p>A fragment</p>", "<DOC>\n", "<rss>", "html is <html> here"])
def test_other_markup_is_no_page(text: str) -> None:
    assert not html.matches(text, "any.html")


PIECES = st.sampled_from(
    ["<body>", "<p>", "</p>", "<h1>", "</h1>", "<article>", "<script>", "</script>", "text\n", "\n",
     "<!--", "-->", "<figcaption>", "&lt;", "&#0;", "<br/>", "<", "</html>", "<title>t</title>"]
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=25))
def test_no_page_is_too_broken(pieces: list[str]) -> None:
    text = "<html>" + "".join(pieces)
    _, articles = read(text, "html")
    assert_partition(text, articles)


@settings(max_examples=30)
@given(st.integers(20, len(PAGE)))
def test_any_beginning_loads(length: int) -> None:
    _, articles = read(PAGE[:length], "html")
    assert_partition(PAGE[:length], articles)


STORY = """<html><head><title>Velm</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Velm closes its old harbour</h1>
<div>By <a href="/a" rel="author">Ana Bo</a> <time datetime="2021-10-19T08:00:00Z">Now</time></div>
<h2>The old harbour has been a home to small boats for as long as anyone can remember.</h2>
<p>The council voted nine to two to close it in the spring, when the new one is to be ready.</p>
<p><a href="/b"><b>Seven owners of boats went to the town hall to ask for more time.</b></a></p>
<figure><figcaption><i class="visually-hidden">Image caption</i>The harbour</figcaption></figure>
<h2>No way back</h2>
<p>Ida Toss, the mayor, said that she would listen to all of them before the council meets.</p>
<p><a href="/c">Storm closes the strait</a></p>
<p>The new harbour lies a mile to the north, behind the old fish market and the railway yard.</p>
</article><aside><ul><li><time datetime="2020-01-01">a year ago</time> Storm</li></ul></aside>
</body></html>
"""


def test_a_paragraph_that_is_one_link_and_a_lead_set_as_a_heading_are_text() -> None:
    _, (article,) = read(STORY)
    assert [text.split()[0] for text in article.paragraphs] == ["The", "The", "Seven", "Ida", "The"]
    assert article.subheads == (("No way back", 3),)
    assert "Storm closes the strait" in article.other
    assert_partition(STORY, [article])


def test_elements_beside_the_heading_state_date_and_author() -> None:
    _, (article,) = read(STORY)
    assert (article.byline, article.date) == ("Ana Bo", "2021-10-19T08:00:00+00:00")


@pytest.mark.parametrize(
    "beside",
    ['<time class="ago">Now</time>', '<span datetime="2020-01-01">x</span>', "<time datetime=''>"],
)
def test_an_element_that_states_no_time_gives_none(beside: str) -> None:
    text = STORY.replace('<time datetime="2021-10-19T08:00:00Z">Now</time>', beside)
    (article,) = read(text)[1]
    assert (article.byline, article.date) == ("Ana Bo", None)


def test_the_time_of_another_story_is_not_the_articles() -> None:
    text = STORY.replace('<time datetime="2021-10-19T08:00:00Z">Now</time>', "")
    assert read(text)[1][0].date is None


def test_a_label_that_is_not_seen_is_no_part_of_a_caption() -> None:
    _, (article,) = read(STORY)
    assert [caption.text for caption in article.captions] == ["The harbour"]
    assert "Image caption" in article.other


def test_keywords_of_a_page_and_of_its_data_are_topics() -> None:
    data = '{"@type": "NewsArticle", "headline": "Ferry", "keywords": ["Ports", "Velm"]}'
    head = (
        '<meta name="keywords" content="Ports, ships"><meta property="article:tag" content="Crew">'
        '<meta property="article:tag" content="Dock">'
        f'<script type="application/ld+json">{data}</script>'
    )
    text = "<p>The ferry sails again on Monday, the port said, after a winter in the dock.</p>" * 3
    page = f"<html><head><title>Ferry</title>{head}</head><body><h1>Ferry</h1>{text}</body></html>"
    assert set(read(page)[1][0].topics) == {"Ports", "ships", "Crew", "Dock", "Velm"}


def test_without_a_heading_the_title_says_which_line_is_the_headline() -> None:
    title = "<title>Ferry sails again | Sport | The Velm Courier</title>"
    text = "<p>The ferry sails again on Monday, the council of Velm said.</p>" * 2
    page = (
        f"<html><head>{title}</head><body><b>Ferry sails again</b><br>By Jon Bo{text}</body></html>"
    )
    _, (article,) = read(page)
    assert (article.headline, article.byline) == ("Ferry sails again", "Jon Bo")
    assert article.publisher == "The Velm Courier"


@pytest.mark.parametrize(
    ("fact", "stated", "names"),
    [
        (
            "date",
            "2021-10-19T08:00:00+00:00",
            "article:published_time datePublished og:published_time dc.date.issued pubdate "
            "publishdate date dc.date parsely-pub-date sailthru.date",
        ),
        ("byline", "Ana Bo", "author article:author dc.creator byl parsely-author"),
        ("publisher", "The Velm Courier", "og:site_name application-name dc.publisher"),
        ("section", "Ports", "article:section parsely-section section"),
        ("url", "https://velm.example/1", "og:url"),
        ("topics", ("Ports",), "keywords news_keywords article:tag parsely-tags sailthru.tags"),
    ],
)
def test_each_name_of_a_meta_element_states_its_fact(
    fact: str, stated: str | tuple[str], names: str
) -> None:
    text = "<p>The ferry sails again on Monday, the port said, after a winter in the dock.</p>" * 3
    said = stated if isinstance(stated, str) else stated[0]
    for name in names.split():
        head = f'<title>Ferry</title><meta name="{name}" content="{said}">'
        page = f"<html><head>{head}</head><body><h1>Ferry</h1>{text}</body></html>"
        assert getattr(read(page)[1][0], fact) == stated, name


STORIES = [
    (
        f"The {place} ferry stops after a storm",
        [
            f"The ferry of {place} stopped running on Tuesday after a storm, the harbour said.",
            f"Nobody was hurt in {place} when the waves tore three beams from the landing stage.",
        ],
    )
    for place in ("Velm", "Ellerby", "Lysvik")
]


def story(element: str, at: int, more: str = "", heading: str = "h2") -> str:
    """The story at `at` of the list, in an element of a page."""
    headline, paragraphs = STORIES[at]
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    name = element.split()[0]
    return f"<{element}>\n<{heading}>{headline}</{heading}>\n{more}\n{text}\n</{name}>\n"


def page(body: str, head: str = "") -> str:
    """A saved page with a menu and a foot."""
    menu = "<header><h1>Velm Post</h1><ul><li>Home</li><li>Sport</li></ul></header>"
    return (
        f"<html lang='en'>\n<head>\n<title>Velm Post</title>\n{head}</head>\n<body>\n{menu}\n"
        f"{body}\n<footer><p>All rights are reserved by the Post.</p></footer>\n</body>\n</html>\n"
    )


@pytest.mark.parametrize(
    "element", ["article", "div class='story first'", "section class=news", "tr"]
)
def test_stories_side_by_side_in_a_page_are_articles(element: str) -> None:
    facts = "<p>By <span class='author'>Ida Holm</span>, <time datetime='2019-05-03'>Fri</time></p>"
    text = page("<main>\n" + "".join(story(element, at, facts) for at in range(3)) + "</main>")
    _, articles = read(text)
    assert [(one.headline, [*one.paragraphs]) for one in articles] == STORIES
    assert {(one.byline, one.date, one.language) for one in articles} == {
        ("Ida Holm", "2019-05-03", "en")
    }
    assert {"Velm Post", "Home", "Sport"} <= {*articles[0].other}
    assert "All rights are reserved by the Post." in articles[-1].other
    assert_partition(text, articles)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("".join(story("div class=part", at, "", "h2") for at in range(3)), "<h1>{0}</h1>"),
        ("".join(story("article", at) for at in range(3)), "meta"),
        (
            story("article", 0)
            + "".join(
                f"<article><h2>{STORIES[n][0]}</h2><p>Read on.</p></article>" for n in (1, 2)
            ),
            "",
        ),
        ("<article>" + "".join(story("section class=x", at) for at in range(3)) + "</article>", ""),
        (
            story("article", 0)
            + "<aside>"
            + story("article", 1)
            + story("article", 2)
            + "</aside>",
            "",
        ),
        (
            "".join(story("div class=part", at).replace(STORIES[at][0], "More") for at in range(3)),
            "",
        ),
    ],
    ids=["under a heading", "page says so", "teasers", "sections", "aside", "named parts"],
)
def test_parts_of_a_page_that_is_one_article_are_none(body: str, head: str) -> None:
    if head == "meta":
        text = page(body, "<meta property='og:type' content='article'>")
    else:
        text = page(head.format("Ferries stop along the whole coast") + body)
    _, articles = read(text)
    assert len(articles) == 1
    assert_partition(text, articles)


def test_stories_on_one_line_share_it() -> None:
    text = page("".join(story("article", at) for at in range(3))).replace("\n", "")
    _, articles = read(text)
    assert [one.headline for one in articles] == [headline for headline, _ in STORIES]
    assert {(one.source.first_line, one.source.last_line) for one in articles} == {(1, 1)}


def test_no_word_of_a_page_of_several_is_lost() -> None:
    between = "<p class=note>Weather: <b>rain</b></p>\n<h3>Elsewhere</h3>\n"
    text = page(between.join(story("article", at, "<p>312 words</p>") for at in range(3)))
    _, articles = read(text)
    kept = " ".join(
        piece
        for one in articles
        for piece in (one.headline, *one.paragraphs, *one.other, *(s.text for s in one.subheads))
    )
    assert kept.count("Elsewhere") == kept.count("rain") == 2
    assert kept.count("312 words") == 3


def test_the_name_of_a_site_in_its_heading_is_no_headline() -> None:
    page = (
        "<html><head><title>Ferry stops for the winter - Velm Post</title></head><body>"
        "<h1><a href='/'>Velm Post</a></h1><div class='text'><h2>Ferry stops for the winter</h2>"
        "<p>The last boat left the island on Monday, and the next one is due in April.</p>"
        "<p>Forty families will have their mail brought over the ice by sledge, it was said.</p>"
        "</div></body></html>"
    )
    _, (article,) = read(page)
    assert article.headline == "Ferry stops for the winter"
    assert "Velm Post" in article.other


def test_links_to_other_stories_and_lines_of_a_foot_are_no_paragraphs() -> None:
    told = [
        "The last boat left the island on Monday, and the next one is due in April of next year.",
        "Forty families will have their mail brought over the ice by sledge, the council said.",
    ]
    page = (
        f"<html><body><article><h1>Ferry stops for the winter</h1><p>{told[0]}</p>"
        "<p><a href='/2'>Sledges sold out in all shops of Velm</a></p>"
        "<p>Read more: <a href='/3'>The winter of the long ice</a></p>"
        f"<p>{told[1]}</p><p>Sign up for our newsletter</p></article></body></html>"
    )
    _, (article,) = read(page)
    assert [*article.paragraphs] == told
    assert "Read more: The winter of the long ice" in article.other


def test_a_class_names_the_author_and_a_time_the_day() -> None:
    page = (
        "<html><body><h1>Ferry stops for the winter</h1><div class='meta'>"
        "<span class='byline'>by <a class='fn'>Ana Bo</a></span><abbr class='published' "
        "title='2021-03-04T05:06:07Z'>yesterday</abbr></div>"
        "<p>The last boat left the island on Monday, and the next one is due in April.</p>"
        "<p>Forty families will have their mail brought over the ice by sledge, it was said.</p>"
        "</body></html>"
    )
    _, (article,) = read(page)
    assert article.byline == "Ana Bo"
    assert article.date == "2021-03-04T05:06:07+00:00"


def test_a_page_that_shows_no_text_is_what_its_linked_data_says() -> None:
    data = (
        '{"@type": "NewsArticle", "headline": "Ferry stops", "author": {"@id": "#a"}, '
        '"articleBody": "The last boat left on Monday.\\n\\nThe next is due in April."}'
    )
    person = '{"@type": "Person", "@id": "#a", "name": "Ana Bo"}'
    head = f'<script type="application/ld+json">{{"@graph": [{data}, {person}]}}</script>'
    page = f'<html><head>{head}</head><body><div id="root"></div>TEXT</body></html>'
    _, (article,) = read(page.replace("TEXT", ""))
    assert article.byline == "Ana Bo"
    assert [*article.paragraphs] == ["The last boat left on Monday.", "The next is due in April."]
    shown = (
        "<h1>Ferry stops</h1>"
        + "<p>Forty families will have their mail by sledge, it was said.</p>"
    )
    _, (article,) = read(page.replace("TEXT", shown))
    assert any("The next is due in April." in text for text in article.other)


def test_a_line_below_the_headline_states_facts_among_other_things() -> None:
    page = (
        "<html><body><h1>Ferry stops for the winter</h1>"
        "<p class='meta'>Posted on 4 March 2021 by Ana Bo | 3 comments</p>"
        "<p>The last boat left the island on Monday, and the next one is due in April.</p>"
        "<p>Forty families will have their mail brought over the ice by sledge, it was said.</p>"
        "</body></html>"
    )
    _, (article,) = read(page)
    assert (article.date, article.byline) == ("2021-03-04", "Ana Bo")
    assert len(article.paragraphs) == 2


def test_a_cell_ends_the_paragraph_in_it() -> None:
    page = "<table><tr><td><p>The ferry sails.<td><b>Also today</b></td></tr></table>" * 2
    _, (article,) = read(f"<html><body><h1>Ferry sails again</h1>{page}</body></html>")
    assert "Also today" not in " ".join(article.paragraphs[:1])


def test_a_quotation_pulled_from_the_story_is_told_once() -> None:
    told = [
        "The last boat left the island on Monday, and the next one is due in April of next year.",
        "“We have never been so alone,” said the mayor of the island to the council on Friday.",
    ]
    page = (
        f"<html><body><article><h1>Ferry stops for the winter</h1><p>{told[0]}</p>"
        "<aside class='quote'><p>We have never been so alone</p></aside>"
        f"<p>{told[1]}</p></article></body></html>"
    )
    _, (article,) = read(page)
    assert [*article.paragraphs] == told
    assert "We have never been so alone" in article.other


BESIDE = {  # an element of a story, and what it states
    '<time datetime="2019-05-03">Friday</time>': ("date", "2019-05-03"),
    '<time class="updated" datetime="2019-05-03">Friday</time>': ("changed", "2019-05-03"),
    '<time datetime="soon">Friday</time>': None,
    '<time class="published">3 May 2019</time>': ("date", "3 May 2019"),
    '<span class="date">2019-05-03</span>': ("date", "2019-05-03"),
    '<span class="date">Friday</span>': None,
    '<abbr class="published" title="2019-05-03">Friday</abbr>': ("date", "2019-05-03"),
    '<meta itemprop="datePublished" content="2019-05-03">': ("date", "2019-05-03"),
    '<span class="last-modified date">2019-05-03</span>': None,
    '<span class="byline">By Ana Bo</span>': ("byline", "Ana Bo"),
    '<span class="author">Ana Bo</span>': ("byline", "Ana Bo"),
    '<span class="author">the desk</span>': None,
    '<span itemprop="author">the desk</span>': ("byline", "the desk"),
    '<a rel="author" href="/a">the desk</a>': ("byline", "the desk"),
    '<span class="author">by</span>': None,
    '<span class="author-bio">Ana Bo</span>': None,
    '<span class="author">https://velm.example/a</span>': None,
    '<meta itemprop="author" content="Ana Bo">': ("byline", "Ana Bo"),
    '<span class="authority">Ana Bo</span>': None,
    "<span>Ana Bo</span>": None,
}


def test_an_element_states_what_its_name_says_and_no_more() -> None:
    found = {one: beside(one, next(iter(tags(one)))) for one in BESIDE}
    assert found == BESIDE


ABOVE = {  # an element of a head, and what it states
    '<link rel="canonical" href="https://velm.example/1">': [("url", "https://velm.example/1")],
    '<link rel="shortlink" href="https://velm.example/1">': [],
    '<meta itemprop="mainEntityOfPage" content="https://velm.example/1">': [
        ("url", "https://velm.example/1")
    ],
    '<link itemprop="mainEntityOfPage" href="https://velm.example/1">': [
        ("url", "https://velm.example/1")
    ],
    "<!-- saved from url=(0022)https://velm.example/1 -->": [("url", "https://velm.example/1")],
    "<!-- Page saved with SingleFile url: https://velm.example/1 -->": [
        ("url", "https://velm.example/1")
    ],
    '<html lang="en">': [("language", "en")],
    '<meta property="og:locale" content="en_GB">': [("language", "en_GB")],
    '<meta property="og:title" content="Ferry">': [("headline", "Ferry")],
    '<span itemprop="articleSection">Ports <b>and</b> ships</span>': [
        ("section", "Ports and ships")
    ],
    '<meta property="og:article:published_time" content="2019-05-03">': [("date", "2019-05-03")],
    '<meta name="article.author" content="Ana Bo">': [("byline", "Ana Bo")],
    '<meta name="twitter:author" content="Ana Bo">': [],
    '<meta name="description" content="No boat">': [("description", "No boat")],
    '<meta name="keywords" content=" ">': [],
    '<meta name="robots" content="all">': [],
}


def test_an_element_of_a_head_states_its_fact() -> None:
    found = {one: [value[:2] for value in stated(one, [*tags(one)])] for one in ABOVE}
    assert found == ABOVE


SITE = "https://velm.example/1"
NEWS = {"@type": "NewsArticle", "headline": "Ferry"}
ANA = {"@type": "Person", "@id": "#a", "name": "Ana Bo"}
LINKED: list[tuple[object, str]] = [  # linked data, and what it states beside the headline
    (
        NEWS
        | {"datePublished": "2019-05-03", "author": {"name": "Ana Bo"}, "articleSection": "Ports"}
        | {"publisher": {"name": "Velm Post"}, "inLanguage": "en", "keywords": "ports, ships"}
        | {"mainEntityOfPage": SITE, "articleBody": "So.", "dateModified": "2020-01-01"},
        "date=2019-05-03|byline=Ana Bo|section=Ports|publisher=Velm Post|language=en"
        f"|topics=ports, ships|url={SITE}|body=So.",
    ),
    ([{"@type": "WebSite", "name": "x"}, NEWS | {"url": SITE}], f"url={SITE}"),
    ({"@graph": [NEWS | {"author": {"@id": "#a"}}, ANA]}, "byline=Ana Bo"),
    (
        {"@graph": [ANA, NEWS | {"author": [{"@id": "#a"}, {"name": "Jon Od"}]}]},
        "byline=Ana Bo, Jon Od",
    ),
    ([NEWS | {"author": {"@id": "#b"}}, ANA], ""),
    ([NEWS | {"author": {"@id": "#a", "name": "Ida Li"}}, ANA], "byline=Ida Li"),
    (NEWS | {"mainEntityOfPage": {"@id": SITE}}, f"url={SITE}"),
    (NEWS | {"mainEntityOfPage": {"@type": "WebPage", "@id": SITE}}, f"url={SITE}"),
    (NEWS | {"@graph": "x"}, ""),
    ([7, "x", None, NEWS, NEWS | {"headline": "Pier"}], ""),
]


def facts(page: str) -> list[tuple[str, str]]:
    return [value[:2] for value in stated(page, [*elements(page, RAW | {"title"})])]


@pytest.mark.parametrize(("data", "expected"), LINKED)
def test_linked_data_state_facts_of_the_article_and_none_of_others(
    data: object, expected: str
) -> None:
    for kind in ("application/ld+json", " Application/LD+JSON "):
        found = facts(f'<script type="{kind}">{json.dumps(data)}</script>')
        assert found[0] == ("headline", "Ferry")
        assert "|".join(map("=".join, found[1:])) == expected
    assert facts(f"<script>{json.dumps(data)}</script>") == []


@pytest.mark.parametrize("data", ['{"headline": ', "7", "[" * 100_000, '{"@type": "NewsArticle"}'])
def test_linked_data_that_are_none_state_nothing(data: str) -> None:
    assert facts(f'<script type="application/ld+json">{data}</script>') == []


def meta(name: str, value: str = "") -> str:
    return f'<meta name="{name}" content="{value or name}">'


TRUSTED = [  # names of meta elements, the most trusted of a field last; what is told of them
    ("title headline dc.title twitter:title og:title", "headline"),
    ("sailthru.date parsely-pub-date dc.date date publishdate pubdate dc.date.issued", "date"),
    ("dc.date.issued og:published_time datepublished article:published_time", "date"),
    ("parsely-author byl dc.creator article:author author", "byline"),
    ("mainentityofpage og:url", "url"),
    ("dc.publisher application-name og:site_name", "publisher"),
    ("articlesection section parsely-section article:section", "section"),
    ("language og:locale", "language"),
]


def test_of_several_names_of_a_fact_the_most_trusted_is_first() -> None:
    for names, field in TRUSTED:
        expected = [(field, name) for name in reversed(names.split())]
        assert facts("".join(map(meta, names.split()))) == expected
        assert facts("".join(map(meta, reversed(names.split())))) == expected
    assert facts(meta("og:title", "One") + meta("og:title", "Two")) == [("headline", "One")]
    assert facts(meta("keywords", "a") + meta("keywords", "b")) == [
        ("topics", "a"),
        ("topics", "b"),
    ]
    assert facts("<HTML LANG='en'>" + meta("Language", "de")) == [
        ("language", "en"), ("language", "de"),
    ]  # fmt: skip
    assert facts(meta("x.section") + meta("x:headline") + meta("twitter:section")) == [
        ("section", "x.section")
    ]
    lines = "\n\n<meta name='author'\n content='Ana Bo'>"
    assert [value.first for value in stated(lines, [*elements(lines)])] == [3]


def test_what_an_element_holds_ends_with_it_and_is_no_longer_than_a_name() -> None:
    held = {
        "<b>a <i>b</i> c</b>": "a b c",
        "<b>a</i></b> d": "a",
        "<b>a": "",
        f"<b>{'x' * 296}</b>": "x" * 296,
        f"<b>{'x' * 301}</b>": "",
    }
    assert {text: content_of(text, next(iter(tags(text)))) for text in held} == held


def of_three(body: str, before: str = "", after: str = "") -> str:
    """A page of three stories, each and all of them set like this."""
    each = (body.format(story("div class=a", at)) for at in range(3))
    return page(f"{before}{''.join(each)}{after}")


GROUPS = {  # how stories are set → whether they stand side by side, each under its headline
    **{f"{{0}}|<{name}>|</{name}>": True for name in ("main", "header", "section", "td")},
    **{f"{{0}}|<{name}>|</{name}>": False for name in ("aside", "nav", "footer", "li", "article")},
    **{f"<{name}>{{0}}</{name}>": True for name in ("div", "section", "article")},
    **{f"<{name}>{{0}}</{name}>": False for name in ("header", "main", "td", "ul", "ol", "table")},
    **{f"<{name}>{{0}}</{name}>": False for name in ("aside", "nav", "footer", "li")},
}
HEADED = {  # what a headline is set in → whether it is one
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p class='headline'", "p itemprop='headline'"), True),
    **dict.fromkeys(("p class='entry-title'", "p class='post_heading'", "b class='titre'"), True),
    **dict.fromkeys(("h5", "b", "p class='head'", "p class='lead'", "p id='headline'"), False),
}


@pytest.mark.parametrize("form", GROUPS)
def test_stories_are_several_where_they_stand_side_by_side(form: str) -> None:
    each, before, after = [*form.split("|"), "", ""][:3]
    _, articles = read(of_three(each, before, after))
    assert len(articles) == (3 if GROUPS[form] else 1)


@pytest.mark.parametrize("element", HEADED)
def test_a_headline_among_several_is_known_by_its_element_or_its_class(element: str) -> None:
    end = element.split()[0]
    pages = (story("article", at).replace("h2>", f"{end}>", 2) for at in range(3))
    text = page("".join(pages).replace(f"\n<{end}>", f"\n<{element}>"))
    found = [one.headline for one in read(text)[1]]
    assert (found == [headline for headline, _ in STORIES]) == HEADED[element]


def test_what_stands_in_a_story_among_several_is_what_it_is() -> None:
    inside = (
        "<figure><figcaption>The pier of Velm</figcaption></figure>\n<h3>No way back</h3>\n"
        "<p>Friday</p>\n<p>By Jon Od</p>\n"
    )
    told = [story("article", at, "<p>By Ida Holm</p>") for at in range(3)]
    body = "".join(one.replace("</p>\n<p>Nob", f"</p>\n{inside}<p>Nob") for one in told)
    head = meta("og:site_name", "The Velm Post") + meta("keywords", "ports") + meta("x", "y")
    text = page(body, head)
    _, articles = read(text)
    for article, (headline, paragraphs) in zip(articles, STORIES, strict=True):
        assert (article.headline, [*article.paragraphs]) == (headline, paragraphs)
        assert (article.byline, article.publisher) == ("Ida Holm", "The Velm Post")
        assert article.subheads == (("No way back", 1),)
        assert [caption.text for caption in article.captions] == ["The pier of Velm"]
        assert {"By Ida Holm", "Friday", "By Jon Od"} <= {*article.other}
        assert ("topics: ports" in article.other) == (article is articles[0])
        assert article.topics == ()
    assert_partition(text, articles)


@pytest.mark.parametrize(
    ("above", "below", "date"),
    [
        ("<ul><li>{}</li></ul>", "{}", "2012-05-03"),
        ("{}", "<aside>{}</aside>", None),
        ("{}", "<aside>x</aside>{}", "2012-05-03"),
        ("<aside>x</aside>{}", "<ul><li>{}</li></ul>", None),
    ],
)
def test_a_day_beside_the_headline_stands_in_no_list_or_aside(
    above: str, below: str, date: str | None
) -> None:
    story = "The ferry of Velm stopped running on Tuesday after a storm, said the harbour's office."
    head, day = (
        above.format("<h1>Ferry stops again</h1>"),
        below.format('<time datetime="2012-05-03">Thursday</time>'),
    )
    page = f"<html><body>{head}{day}<p>{story}</p><p>{story} So.</p></body></html>"
    assert read(page, "html")[1][0].date == date
