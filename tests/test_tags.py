"""Tags, wherever they stand: none of a tag is text, and no text goes with one."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.formats.drafting.markup import blocks, elements, has_markup, plain, set_apart
from newscli.formats.drafting.tags import attributes, root, tag_at, tags
from tests.formats.loading import assert_partition, read

ONE = "The council voted nine to two to close the old harbour in the spring."
TWO = "Ida Toss, the mayor, said that the small boats would stay where they are."
MORE = "The port office opened a book in which the owners of boats can write what they think of it."


def page(body: str) -> str:
    return f"<html><body><article><h1>Velm</h1>{body}<p>{MORE}</p></article></body></html>"


def as_json(body: str) -> str:
    return json.dumps({"title": "Velm", "body": f"{body}<p>{MORE}</p>"}, indent=1)


def as_csv(body: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([["title", "body"], ["Velm", f"{body}<p>{MORE}</p>"]])
    return out.getvalue()


def feed(body: str) -> str:
    escaped = html.escape(f"{body}<p>{MORE}</p>", quote=False)
    item = f"<item><title note='a > b'>Velm</title><description>{escaped}</description></item>"
    return f"<rss><channel><title>Feed</title>{item}</channel></rss>"


def feed_in_sections(body: str) -> str:
    said = f"{body}<p>{MORE}</p>".replace("<![CDATA[", "").replace("]]>", "")
    entry = f"<entry><title>Velm</title><content type='html'><![CDATA[{said}]]></content></entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'


def markdown(body: str) -> str:
    return f"---\ntitle: Velm\n---\n\n{body}\n\n{MORE}\n"


def wire(body: str) -> str:
    inside = f"<HEADLINE note='a > b'>Velm</HEADLINE>\n<TEXT>\n{body}\n<P>{MORE}</P>\n</TEXT>"
    return f"<DOC id='5 > 3'>\n{inside}\n</DOC>\n"


READERS: list[Callable[[str], str]] = [
    page, as_json, as_csv, feed, feed_in_sections, markdown, wire,
]  # fmt: skip

FORMS = {
    "more than in double quotes": f'<p data-note="5 > 3">{ONE}</p>',
    "more than in single quotes": f"<p data-note='5 > 3'>{ONE}</p>",
    "less than in quotes": f'<p title="3 < 5">{ONE}</p>',
    "a tag in quotes": f"<p title=\"a <b class='x'> c</p>\">{ONE}</p>",
    "the other quotes in quotes": f"""<p title='say "> no" to'>{ONE}</p>""",
    "an image": f'<img alt="ships > boats" src="x.png"><p>{ONE}</p>',
    "an image inside": f'<p><img alt="ships > boats" src="x.png"/>{ONE}</p>',
    "a link": f"<p>{ONE[:12]}<a href='/a?b=1&c=2' title=\"x > y\">{ONE[12:20]}</a>{ONE[20:]}</p>",
    "a quote that is not closed": f'<p class="note>{ONE}</p>',
    "a single quote that is not closed": f"<p class='note>{ONE}</p>",
    "a quote closed by the next tag's": f'<p class="note>{ONE}</p><p class="b">{TWO}</p>',
    "a quote closed by a blank value": f'<p class="note>{ONE}</p><p class=" ">{TWO}</p>',
    "a quote closed by words": f'<p class="note>{ONE[:12]}"{ONE[12:20]}"{ONE[20:]}</p>',
    "a quote opened in a name": f"<p it's>{ONE}</p>",
    "values without a blank between": f'<p a="1"b="2 > 1">{ONE}</p>',
    "a value without quotes": f"<p class=note>{ONE}</p>",
    "blanks around the sign": f'<p class = "2 > 1" >{ONE}</p >',
    "capitals": f'<P ALIGN="a > b">{ONE}</P>',
    "a tag over lines": f'<p\n data-note="5 >\n 3"\n>{ONE}</p>',
    "a comment": f"<!-- 5 > 3 <p>no</p> --><p>{ONE}</p>",
    "a comment inside": f"<p>{ONE[:20]}<!-- > -->{ONE[20:]}</p>",
    "a comment over lines": f"<!--\n 5 > 3\n<p>no</p>\n--><p>{ONE}</p>",
    "a comment closed with !": f"<p>{ONE[:20]}<!-- a --!>{ONE[20:]}</p>",
    "an empty comment": f"<p>{ONE[:20]}<!-->{ONE[20:]}</p><!-- -->",
    "a section": f"<p><![CDATA[{ONE}]]></p>",
    "a section around tags": f'<![CDATA[<p title="a > b">{ONE}</p>]]>',
    "an instruction": f"<?php if ($a > 3) ?><p>{ONE}</p>",
    "an instruction of XML": f'<?xml-stylesheet href="a > b"?><p>{ONE}</p>',
    "an instruction of a word processor": f'<?xml:namespace prefix = o ns = "x" /><p>{ONE}</p>',
    "a declaration": f'<!ELEMENT a "5 > 3"><p>{ONE}</p>',
    "a condition": f"<![if !IE]><p>{ONE}</p><![endif]>",
    "an element that closes itself": f"<p>{ONE}<br/></p><hr noshade/><p>{TWO}</p>",
    "an element of a word processor": f"<p>{ONE}<o:p></o:p></p>",
    "end tags without a start": f"</b></div><p>{ONE}</p></span>",
    "an end tag without a name": f"<p>{ONE}</></p>",
    "a tag inside a tag": f'<p class="x" <b>{ONE}</b></p>',
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", READERS)
def test_tags_are_no_text_and_take_none_along(reader: Callable[[str], str], form: str) -> None:
    text = reader(FORMS[form])
    _, (article,) = read(text)
    assert article.headline == "Velm"
    expected = [said for said in (ONE, TWO) if said in FORMS[form]] or [ONE]
    if form == "a quote closed by words":
        expected = [f'{ONE[:12]}"{ONE[12:20]}"{ONE[20:]}']
    assert article.paragraphs == (*expected, MORE)
    assert_partition(text, [article])


CUT = ['</p>\n<p>{}<a href="http://a.b', "</p>\n<p>{}</p", "<br>\n{}<img"]


@pytest.mark.parametrize("cut", CUT)
def test_a_tag_that_the_text_ends_in_is_no_text(cut: str) -> None:
    body = f"<p>{ONE}{cut.format(TWO)}"
    for text in (
        f"<html><body><h1>Velm</h1>{body}",
        json.dumps({"title": "Velm", "body": body}),
        f"<DOC>\n<HEADLINE>Velm</HEADLINE>\n<TEXT>\n{body}",
    ):
        assert read(text)[1][0].paragraphs == (ONE, TWO)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>AT&amp;T &lt;b&gt; caf&eacute; &#8211; &#x41;</p>", "AT&T <b> café – A"),
        ("<p>Shares of <GM> rose</p>", "Shares of <GM> rose"),
        ("<p>From <ida@velm.example></p>", "From <ida@velm.example>"),
        ("<p>See <https://velm.example/a></p>", "See <https://velm.example/a>"),
        ("<p>if a <b and c> d</p>", "if a <b and c> d"),
        ("<p>3 < 5 and 5 > 3, <3</p>", "3 < 5 and 5 > 3, <3"),
        ("<photo>Ships</photo> left", "Ships left"),
        ('&lt;p class="a"&gt;Ships left.&lt;/p&gt;', "Ships left."),
        ("&lt;![CDATA[Ships left.]]&gt;", "Ships left."),
        ("Use &lt;br&gt; for a new line.", "Use <br> for a new line."),
        ("<p>One &lt;b&gt;two&lt;/b&gt;</p>", "One <b>two</b>"),
        ("<table><tr><td>One</td><td>two</td></tr></table>", "One two"),
        ("<script>if (a > b) '<p>'</script><p>Ships</p><style>p > a {}</style>", "Ships"),
        ("<p>Ships<script src='a.js'/> left</p>", "Ships left"),
    ],
)
def test_what_is_text_stays_and_what_is_none_goes(markup: str, said: str) -> None:
    assert plain(markup) == said
    assert [block.text for block in blocks(markup)] == [said]


def test_a_hidden_label_is_no_caption() -> None:
    label = '<span class="off-screen">Media caption</span>'
    found = blocks(f"<figure><figcaption>{label} The old harbour</figcaption></figure>")
    assert [block[:2] for block in found] == [
        ("caption", "The old harbour"),
        ("other", "Media caption"),
    ]


def test_blank_lines_part_text_that_stands_in_no_element() -> None:
    found = blocks("One\ntwo.\n\nThree.<blockquote>Four.\n\nFive.</blockquote>Six.")
    assert [block.text for block in found] == ["One two.", "Three.", "Four. Five.", "Six."]
    assert [(block.first, block.last) for block in found] == [(1, 2), (4, 4), (4, 6), (6, 6)]


def test_text_with_signs_alone_has_no_markup() -> None:
    for text in ("a < b > c", "<GM> rose", "5 <3", "x <- y", "AT&T", "<https://a.b>"):
        assert not has_markup(text)


def test_attributes_are_those_of_the_tag() -> None:
    text = "x <a HREF='/b?c=1&amp;d' title=\"5 > 3\" title=no data-e=f hidden> y"
    tag = tag_at(text, 2)
    assert tag is not None
    assert attributes(text, tag) == {
        "href": "/b?c=1&d", "title": "5 > 3", "data-e": "f", "hidden": "",
    }  # fmt: skip
    text = "<script type='a'>b='c'</script>"
    assert attributes(text, next(tags(text, ["script"]))) == {"type": "a"}


def test_the_root_stands_below_comments_and_declarations() -> None:
    text = ' <?xml version="1.0"?>\n<!-- <a> -->\n<!DOCTYPE b [<!ENTITY c "d>">]>\n<B e="f > g">h'
    found = root(text)
    assert found is not None
    assert text[found.start : found.end] == '<B e="f > g">'
    assert root("text <a>") is None
    assert root("</a><b>") is None


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", '<a b="', "<a b='\"", "<![CDATA[", "<!DOCTYPE [", "<?php", "<?", "</", "<!x ",
     "<", '<a b="c" ', '<a b="c>="d', "<script>", "<svg>", "<p>", "</p>", "&", "&lt;"],
)  # fmt: skip
def test_no_piece_of_markup_repeated_takes_the_square_of_the_time(piece: str) -> None:
    text = piece * 40_000
    assert set_apart(text, elements(text), ["svg"]) is not None
    assert plain(text) is not None


WORDS = st.text(st.sampled_from("abc d<>&\"'é.;/=-"), min_size=1, max_size=12).filter(str.strip)
NAMES = st.sampled_from(["class", "data-x", "title", "xml:lang", "onclick"])


@st.composite
def stated(draw: st.DrawFn) -> str:
    """An attribute; but none whose value holds `>` and ends in `=`, which reads as a cut quote."""
    quote = draw(st.sampled_from("\"'"))
    value = draw(st.text(st.sampled_from("ab ><=&\"'/-;"), max_size=12)).replace(quote, "")
    value = value.rstrip("= ") if ">" in value else value
    sign = draw(st.sampled_from(["=", " =", "= "]))
    return f"{draw(NAMES)}{sign}{quote}{value}{quote}"


ATTRIBUTES = st.lists(stated(), max_size=3).map(lambda found: "".join(f" {one}" for one in found))


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same between tags, comments and the like."""
    said = draw(st.lists(WORDS, min_size=1, max_size=4))
    aside = st.sampled_from(["", "<!-- a > b -->", "<?php a > b ?>", "<b></b>", "<wbr>", "</i>"])
    names = st.sampled_from(["b", "em", "span", "a", "o:p", "my-tag", "STRONG"])
    out = []
    for text in said:
        name = draw(names)
        out.append(
            f"<{name}{draw(ATTRIBUTES)}>{html.escape(text, quote=False)}</{name}>{draw(aside)}"
        )
    return " ".join("".join(said).split()), "".join(out)


@settings(deadline=None)
@given(st.lists(st.tuples(wrapped(), ATTRIBUTES), min_size=1, max_size=4))
def test_paragraphs_hold_the_text_and_no_more(
    found: list[tuple[tuple[str, str], str]],
) -> None:
    markup = "".join(f"<p{attributes}>{marked}</p>" for (_, marked), attributes in found)
    assert [block.text for block in blocks(markup)] == [text for (text, _), _ in found]
    assert plain(markup) == " ".join(text for (text, _), _ in found)


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None, max_examples=20)
@given(ATTRIBUTES, ATTRIBUTES)
def test_no_reader_takes_attributes_for_text(
    reader: Callable[[str], str], one: str, other: str
) -> None:
    _, (article,) = read(reader(f"<p{one}>{ONE[:20]}<b{other}>{ONE[20:]}</b></p>"))
    assert article.paragraphs == (ONE, MORE)
