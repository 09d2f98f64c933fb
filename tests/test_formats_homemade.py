"""XML that somebody made for texts of their own: what is an article in it, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newscli
from newscli.errors import DocumentError
from newscli.formats.newsroom.homemade import kind_of
from newscli.records import Article
from tests.formats.loading import as_records, assert_partition, read, records, sample

SAMPLES = Path(__file__).parent / "formats" / "newsroom"
SAID = "The ferry to Holm sails again on Monday after three weeks in the yard at Velm."
MORE = "Nobody knows what the shaft of the ship has cost, the owner said at the pier."
BODY = f"<p>{SAID}</p><p>{MORE}</p>"
ITEM = (
    f"<title>Ferry sails</title><author>Ana Bo</author><date>2019-05-03</date><text>{BODY}</text>"
)


@pytest.mark.parametrize("name", ["homemade", "shapes"])
def test_a_sample_gives_its_records(name: str) -> None:
    _, articles = sample(f"newsroom/{name}.xml")
    assert as_records(articles) == records(f"newsroom/{name}.xml.records.jsonl")
    assert_partition((SAMPLES / f"{name}.xml").read_bytes(), articles)


LAYOUTS = {
    "names": f"<all>{f'<one>{ITEM}</one>' * 3}</all>",
    "one": f"<piece>{ITEM}</piece>",
    "namespaces": '<n:all xmlns:n="u" xmlns:dc="v">'
    + f"<n:one><dc:title>Ferry sails</dc:title><dc:creator>Ana Bo</dc:creator>"
    f"<dc:date>2019-05-03</dc:date><n:text>{BODY}</n:text></n:one>" * 3 + "</n:all>",
    "attributes": "<all>"
    + f'<row Title="Ferry sails" Author="Ana Bo" CreationDate="2019-05-03" Body="{escape(BODY)}"/>'
    * 3
    + "</all>",
    "columns": "<set>"
    + '<row><field name="title">Ferry sails</field><field name="author">Ana Bo</field>'
    f'<field name="date">2019-05-03</field><field name="body">{escape(BODY)}</field></row>'
    * 3
    + "</set>",
    "lists": "<response>"
    + '<doc><str name="title">Ferry sails</str><arr name="author"><str>Ana Bo</str></arr>'
    f'<date name="date">2019-05-03</date><str name="text">{escape(BODY)}</str></doc>'
    * 3
    + "</response>",
    "wrappers": "<all>"
    + "<one><meta><title>Ferry sails</title><author><name>Ana Bo</name><mail>a@b.c</mail></author>"
    f"<date>2019-05-03</date></meta><content><![CDATA[{BODY}]]></content></one>" * 3 + "</all>",
    "other languages": "<meldungen>"
    + "<meldung><titel>Ferry sails</titel><autor>Ana Bo</autor><datum>2019-05-03</datum>"
    f"<text><absatz>{SAID}</absatz><absatz>{MORE}</absatz></text></meldung>" * 3 + "</meldungen>",
    "parts of names and dates": "<article><front><article-title>Ferry sails</article-title>"
    "<contrib-group><contrib><name><surname>Bo</surname><given-names>Ana</given-names></name>"
    "</contrib></contrib-group><pub-date><day>3</day><month>5</month><year>2019</year></pub-date>"
    f"</front><body>{BODY}</body></article>",
    "sections of a text": f"<all>{f'<one>{ITEM}</one>' * 3}</all>".replace(
        BODY, f"<part><p>{SAID}</p></part><part><p>{MORE}</p></part>"
    ),
    "damage": f"<all>{f'<one>{ITEM}</one>' * 3}</all>".replace("</p>", "").replace("</one>", "", 1),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_article_is_read_from_each_layout(name: str) -> None:
    _, articles = read(LAYOUTS[name])
    assert len(articles) == LAYOUTS[name].count("Ferry sails")
    for one in articles:
        assert one.source.format == "newsroom"
        assert (one.headline, one.byline, one.date) == ("Ferry sails", "Ana Bo", "2019-05-03")
        assert one.paragraphs == (SAID, MORE)


DECLARED = '<?xml version="1.0"?>'
OTHERS = {
    "settings": f'<configuration><add key="title" value="A title"/><add key="text" value="{SAID}"/>'
    "</configuration>",
    "resources": f'<resources><string name="title">A</string><string name="text">{SAID}</string>'
    "</resources>",
    "sitemap": "<urlset>"
    + "<url><loc>https://a.example</loc><title>Ferry sails</title><date>2020-01-01</date></url>" * 3
    + "</urlset>",
    "project": f"<project><name>a</name><title>A title</title><description>{SAID}</description>"
    "</project>",
    "package": "<package><metadata><title>A title</title><authors>Ana Bo</authors>"
    f"<description>{SAID}</description></metadata></package>",
    "map": f"<kml>{f'<Placemark><name>A</name><description>{SAID}</description></Placemark>' * 3}"
    "</kml>",
    "image": f'<svg xmlns="u"><title>A title</title><text>{SAID}</text></svg>',
    "list": f"<plist><dict><key>title</key><string>A</string><text>{SAID}</text></dict></plist>",
    "feeds": "<opml><body>" + f'<outline title="A paper" text="{SAID}"/>' * 3 + "</body></opml>",
    "disks": "<all>" + "<cd><title>A song</title><author>Bo</author></cd>" * 3 + "</all>",
    "translations": f"<all>{f'<unit><source>{SAID}</source><target>{SAID}</target></unit>' * 3}"
    "</all>",
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_holds_no_articles_is_refused_in_a_line(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(DECLARED + OTHERS[name])
    assert "\n" not in str(caught.value)


def test_a_piece_of_a_page_is_left_to_pages() -> None:
    page = f"<article><h1>Ferry sails</h1>{BODY}<p>{SAID}</p></article>"
    assert kind_of(page) is None
    assert read(page)[1][0].source.format == "html"


def test_what_is_said_of_comments_is_not_said_of_the_article() -> None:
    comments = f"<comment><author>elf</author><date>2020-01-01</date><text>{MORE}</text></comment>"
    item = f"<one><title>Ferry sails</title>{comments * 2}<text>{SAID}</text></one>"
    _, articles = read(f"<all>{item * 2}</all>")
    assert [(one.byline, one.date, one.paragraphs) for one in articles] == [
        (None, None, (SAID,))
    ] * 2
    assert f"comment.text: {MORE}" in articles[0].other


def test_what_stands_around_articles_is_kept() -> None:
    before, after = "<all day='7'><note>Kept.</note>", "<end>X.</end></all>"
    _, (first, second) = read(f"{before}<one>{ITEM}</one>Between.<one>{ITEM}</one>{after}")
    assert {"all.day: 7", "note: Kept."} <= {*first.other}
    assert {"all: Between.", "end: X."} <= {*second.other}


def test_entities_of_its_own_are_shown_as_written() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    file = '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/hostname">]>'
    for declared in (bomb, file):
        _, articles = read(
            f"{DECLARED}{declared}<all>{f'<one>{ITEM}</one>' * 2}</all>".replace(
                "Ferry sails", "Ferry &b; sails"
            )
        )
        assert [one.headline for one in articles] == ["Ferry &b; sails"] * 2


@pytest.mark.slow
def test_elements_deep_inside_each_other_lose_no_text() -> None:
    deep = "<x>" * 20_000 + SAID + "</x>" * 20_000
    _, articles = read(
        f"<all><one>{ITEM}</one><one><title>A</title><text>{deep}</text></one></all>"
    )
    assert articles[1].paragraphs == (SAID,)


def test_a_fact_deep_inside_elements_ends_nothing() -> None:
    deep = "<x><y>" * 1_000 + "Ida Toss" + "</y></x>" * 1_000
    second = f"<title>A</title><author>{deep}</author><text>{SAID}</text>"
    _, articles = read(f"<all><one>{ITEM}</one><one>{second}</one></all>")
    assert articles[1].paragraphs == (SAID,)
    assert "Ida Toss" in repr(articles[1])


def test_a_long_file_is_read_in_batches(tmp_path: Path) -> None:
    items = "\n".join(
        f"<one>\n<title>Story {n}</title>\n<text><![CDATA[{SAID}\n\n<b>{MORE}</b>\n]]></text></one>"
        for n in range(400)
    )
    path = tmp_path / "a.xml"
    path.write_text(f"<all>\n{items}\n</all>")
    found = newscli.load(path)
    assert [one.headline for one in found] == [f"Story {n}" for n in range(400)]
    assert {one.paragraphs for one in found} == {(SAID, MORE)}
    assert_partition(path.read_bytes(), found)


words = st.lists(
    st.sampled_from("ferry ships < > & \" ' Café 港 <b> ]] &lt; &amp;".split()), max_size=6
)
paragraphs = st.lists(words, min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(paragraphs, min_size=2, max_size=4), st.booleans(), st.sampled_from(["", "\n", "\n  "])
)
def test_no_word_is_lost_and_each_line_is_in_one_ledger(
    texts: Sequence[Sequence[Sequence[str]]], is_literal: bool, between: str
) -> None:
    def block(said: Sequence[str]) -> str:
        text = escape(escape(" ".join(said)), quote=False)
        literal = f"<![CDATA[{escape(' '.join(said))}]]>"
        return f"<para>{literal if is_literal else text}</para>"

    items = "".join(
        f"{between}<one>{between}<title>Story</title>{between}<author>Ana Bo</author>{between}"
        f"<text><para>{SAID}</para>{between}{between.join(map(block, text))}</text>{between}</one>"
        for text in texts
    )
    document = f"<all>{items}{between}</all>"
    _, articles = read(document)
    assert len(articles) == len(texts)
    if between:  # else they all share one line
        assert_partition(document, articles)
    for one, text in zip(articles, texts, strict=True):
        shown = " ".join((*one.paragraphs, *one.other)).split()
        for word in (word for said in text for word in said if word.isalpha()):
            assert word in shown


def with_facts(inside: str) -> Article:
    """The first of three articles that have these elements."""
    one = f"<one><title>Ferry sails</title>{inside}<text>{BODY}</text></one>"
    _, articles = read(f"<all>{one * 3}</all>")
    assert {(one.headline, one.paragraphs) for one in articles} == {("Ferry sails", (SAID, MORE))}
    return articles[0]


SITE = "https://velm.example/1"
VALUES = "content value href url src term text when datetime iso date name title label".split()
PERSON = "<author><{0}>Ana</{0}><{1}>Bo</{1}></author>"
STATING = [  # elements, and what they state
    *((f'<link {name}="{SITE}"/>', f"url={SITE}") for name in VALUES),
    (f'<link other="{SITE}"/>', f"link.other: {SITE}"),
    *(
        (element, "byline=Ana Bo")
        for name in ("name", "key", "field", "property")
        for element in (
            f'<field {name}="author">Ana Bo</field>',
            f'<field {name}="author" value="Ana Bo"/>',
        )
    ),
    ('<field kind="author">Ana Bo</field>', "field: Ana Bo|field.kind: author"),
    *(
        (PERSON.format("forename", name), "byline=Ana Bo")
        for name in ("surname", "lastname", "familyname", "nachname", "family-name", "last_name")
    ),
    *(
        (PERSON.format(name, "surname"), "byline=Ana Bo")
        for name in ("givennames", "givenname", "firstname", "forename", "vorname", "given-names")
    ),
    ("<authors><author>Ana Bo</author><author>Jon Od</author></authors>", "byline=Ana Bo, Jon Od"),
    ("<date><day>3</day><year>2019</year><month>5</month></date>", "date=2019-05-03"),
    ('<date iso="2019-05-03">Friday</date>', "date=2019-05-03|date: Friday"),
    ('<date when="2019-05-03" x="y"/>', "date=2019-05-03|date.x: y"),
    ("<date>2019-05-03</date><x><date>2018-01-01</date></x>", "date=2019-05-03|date: 2018-01-01"),
    ("<meta><date>2019-05-03</date></meta>", "date=2019-05-03"),
    (
        "<more><title>Other</title></more><more><title>Last</title></more>",
        "more.title: Other|more.title: Last",
    ),
    ("<note>&lt;b&gt;x&lt;/b&gt;</note>", "note: x"),
    ("<a1><a2><a3><author>Ana Bo</author></a3></a2></a1>", "byline=Ana Bo"),
    (
        "".join(f"<a{n}>" for n in range(1, 8))
        + "<author>Ana Bo</author>"
        + "".join(f"</a{n}>" for n in range(7, 0, -1)),
        "a7.author: Ana Bo",
    ),
]


@pytest.mark.parametrize(("inside", "expected"), STATING)
def test_an_element_of_an_article_states_its_fact(inside: str, expected: str) -> None:
    article = with_facts(inside)
    facts = [f"{n}={v}" for n in ("byline", "date", "url") if (v := getattr(article, n))]
    assert "|".join([*facts, *article.other]) == expected
