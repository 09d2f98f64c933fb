"""RSS and Atom: their dialects, their lines, and feeds that are broken."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import feed
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

SAMPLES = ["rss.xml", "atom.xml", "rdf.xml"]
RSS = (HERE / "feed/rss.xml").read_text(encoding="utf-8")


def problems(text: str) -> list[tuple[int | None, str]]:
    document, articles = read(text, "feed")
    assert_partition(text, articles)
    return [(problem.line, problem.reason) for problem in document.problems]


DAMAGE = [(19, "an item without its end tag"), (20, "the file ends before </feed>")]


@pytest.mark.parametrize(
    ("name", "problems"), [*((name, []) for name in SAMPLES), ("odd.xml", DAMAGE)]
)
def test_a_sample_gives_its_records(name: str, problems: list[tuple[int, str]]) -> None:
    document, articles = sample(f"feed/{name}")
    assert as_records(articles) == records(f"feed/{name}.records.jsonl")
    assert [(one.line, one.reason) for one in document.problems] == problems
    assert_partition((HERE / f"feed/{name}").read_bytes(), articles)


def test_the_declared_encoding_counts_once() -> None:
    text = RSS.replace('"1.0"?', '"1.0" encoding="koi8-r"?').replace("Two", "Два")
    _, articles = read(text.encode("koi8-r"))
    assert articles[1].headline == "Два"


def test_the_full_text_is_the_body_and_the_summary_is_kept() -> None:
    _, articles = sample("feed/rss.xml")
    assert articles[0].paragraphs == ("VELM (AFP) - The council voted.", "Ships left.")
    assert "summary: Short." in articles[0].other
    assert articles[0].topics == ("Ports", "Ships")


def test_a_feed_on_one_line_has_its_articles_there() -> None:
    _, articles = read(RSS.replace("\n", " "))
    assert [article.parts[-1].last_line for article in articles] == [1, 1]


def test_an_item_without_its_end_tag_ends_where_the_next_begins() -> None:
    text = RSS.replace("</item>", "", 1)
    assert [article.headline for article in read(text)[1]] == ['Velm & its "harbour"', "Two"]
    assert problems(text) == [(5, "an item without its end tag")]


def test_tags_that_do_not_match_are_told() -> None:
    text = RSS.replace("</description>", "", 1)
    assert [article.headline for article in read(text)[1]] == ['Velm & its "harbour"', "Two"]
    assert problems(text) == [(5, "tags that do not match in an item")]


def test_a_stray_ampersand_is_not_worth_a_word() -> None:
    text = RSS.replace("<title>Two", "<title>Two & three &nbsp;")
    assert read(text)[1][1].headline == "Two & three"
    assert problems(text) == []


def test_a_feed_cut_inside_an_item_keeps_what_there_is() -> None:
    text = RSS[: RSS.index("&lt;b&gt;")]
    _, articles = read(text)
    assert (articles[1].headline, articles[1].paragraphs) == ("Two", ("Ships",))
    assert problems(text)[0] == (17, "an item without its end tag")


def test_a_feed_without_items_is_told() -> None:
    with pytest.raises(DocumentError, match="no articles"):
        read("<rss><channel><title>Velm</title></channel></rss>", "feed")


def test_without_the_library_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(DocumentError, match=r"needs? newscli\[feeds\]: pip install"):
        read(RSS, "feed")


@pytest.mark.parametrize(
    "text",
    ["<html><channel><item></item></channel></html>", "<feed>us</feed>", "An <rss> feed <item>"],
)
def test_other_markup_is_no_feed(text: str) -> None:
    assert not feed.matches(text, "any.xml")


def test_many_comments_before_the_root_cost_no_time() -> None:
    assert not feed.matches("<!-- a -->" * 5000 + "text", "any.xml")


@settings(max_examples=50)
@given(st.integers(1, len(RSS) - 10))
def test_any_beginning_loads_or_tells(length: int) -> None:
    text = RSS[:length]
    try:
        document, articles = read(text, "feed")
    except DocumentError:
        return
    assert document.problems
    assert_partition(text, articles)


PIECES = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "text", "<![CDATA[", "]]>",
     "&amp;", "&", "<", "\n", "<link/>", "<description>a</description>", "</channel></rss>"]
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=20))
def test_no_feed_is_too_broken(pieces: list[str]) -> None:
    text = "<rss>" + "".join(pieces)
    try:
        _, articles = read(text, "feed")
    except DocumentError:
        return
    assert articles


def test_an_author_is_named_without_address_and_without_by() -> None:
    for said in ("jb@velm.example (Jon Bo)", "Jon Bo (jb@velm.example)", "By Jon Bo"):
        text = RSS.replace("<title>Two</title>", f"<title>Two</title><author>{said}</author>")
        assert read(text)[1][1].byline == "Jon Bo"


def test_the_longest_text_of_an_item_is_its_body_with_its_lines() -> None:
    full = (
        "<y:full-text>The ferry sails again on Monday.\nIt is blue &amp;amp; white.</y:full-text>"
    )
    text = RSS.replace("<title>Two</title>", f"<title>Two</title>{full}")
    assert read(text)[1][1].paragraphs == (
        "The ferry sails again on Monday.",
        "It is blue & white.",
    )


EXPORT = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Velm Post</title>
<wp:author><wp:author_login>jbo</wp:author_login><wp:author_email>jb@velm.example</wp:author_email>
<wp:author_display_name><![CDATA[Jon Bo]]></wp:author_display_name></wp:author>
<item><title>Ferry sails</title><dc:creator>jbo</dc:creator><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[[caption id="a3" width="30"]<img src="a.jpg"/> The ferry[/caption]

It sails again on Monday.]]></content:encoded></item>
<item><title>ferry.jpg</title><dc:creator>jbo</dc:creator>
<wp:post_type>attachment</wp:post_type></item></channel></rss>"""


def test_a_blog_s_export_has_its_posts_with_the_names_of_their_authors() -> None:
    _, (article,) = read(EXPORT)
    assert (article.headline, article.byline) == ("Ferry sails", "Jon Bo")
    assert article.paragraphs == ("It sails again on Monday.",)
    assert [caption.text for caption in article.captions] == ["The ferry"]
    assert problems(EXPORT) == [(10, "an item that is no text: a picture, a menu")]


@pytest.mark.parametrize(
    ("element", "fact"),
    [
        *((name, "date") for name in ("pubDate", "published", "dc:date", "updated", "issued")),
        *((name, "date") for name in ("modified", "atom:published")),
        *((name, "byline") for name in ("author", "dc:creator")),
        *((name, "section") for name in ("category", "dc:subject")),
        ("source", "publisher"),
        ("link", "url"),
    ],
)
def test_each_element_of_the_dialects_states_its_fact(element: str, fact: str) -> None:
    stated = {"date": "2024-05-03", "url": "https://a.example/1"}.get(fact, "Jane Roe")
    text = f"<title>One</title><{element}>{stated}</{element}><summary>Ferry sank.</summary>"
    _, articles = read(f"<rss><channel><item>{text}</item></channel></rss>", "feed")
    assert getattr(articles[0], fact) == stated


@pytest.mark.parametrize(
    "element", ["description", "content:encoded", "summary", "content", "full-text"]
)
def test_each_element_of_the_dialects_that_holds_text_is_a_body(element: str) -> None:
    text = f"<title>One</title><{element}>The ferry sank off Ness on Monday.</{element}>"
    _, articles = read(f"<rss><channel><item>{text}</item></channel></rss>", "feed")
    assert articles[0].paragraphs == ("The ferry sank off Ness on Monday.",)


def test_a_catalogue_in_rdf_is_no_feed() -> None:
    item = (
        "<bib:Article><dc:title>Ferry sails</dc:title><bib:authors><rdf:Seq><rdf:li><p:Person>"
        "<p:surname>Bo</p:surname><p:givenName>Ana</p:givenName></p:Person></rdf:li></rdf:Seq>"
        "</bib:authors><dc:date>2019-05-03</dc:date><t:abstract>The ferry to Holm sails again on "
        "Monday, after three weeks in the yard.</t:abstract></bib:Article>"
    )
    _, articles = read(f"<rdf:RDF xmlns:rdf='r'>{item * 2}</rdf:RDF>")
    assert [(one.headline, one.byline, one.date) for one in articles] == [
        ("Ferry sails", "Ana Bo", "2019-05-03")
    ] * 2
