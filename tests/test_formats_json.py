"""JSON and JSONL: the shapes that articles come in, their lines, and what damage leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import json_records
from newscli.formats.json_records.values import texts, values
from newscli.records import Article
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

PRETTY = (HERE / "json/sample.json").read_text(encoding="utf-8")
LINES = (HERE / "json/sample.jsonl").read_text(encoding="utf-8")
ONE = {"title": "One", "text": "Ships left.\nNone came back.", "id": 1}
TWO = {"title": "Two", "text": "Nobody knows.", "date": "2021-10-19"}


def load(value: object, indent: int | None = None) -> list[Article]:
    text = value if isinstance(value, str) else json.dumps(value, indent=indent)
    return read(text, "json")[1]


def heads(articles: list[Article]) -> list[tuple[str, tuple[str, ...]]]:
    return [(article.headline, article.paragraphs) for article in articles]


EXPECTED = [("One", ("Ships left.", "None came back.")), ("Two", ("Nobody knows.",))]


@pytest.mark.parametrize("name", ["sample.json", "sample.jsonl", "shapes.json"])
def test_a_sample_gives_its_records(name: str) -> None:
    document, articles = sample(f"json/{name}")
    assert as_records(articles) == records(f"json/{name}.records.jsonl")
    assert not document.problems
    assert_partition((HERE / f"json/{name}").read_bytes(), articles)


@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"articles": [ONE, TWO], "total": 2},
        {"version": "1.1", "title": "A feed of Velm", "items": [ONE, TWO]},
        {"response": {"status": "ok", "results": [ONE, TWO]}},
        {"hits": {"total": 2, "hits": [{"_id": "a", "_source": ONE}, {"_source": TWO}]}},
        {"of our own naming": [ONE, TWO]},
        {"first": ONE, "second": TWO},
        {"title": ["One", "Two"], "text": [ONE["text"], TWO["text"]]},
        {"title": {"0": "One", "1": "Two"}, "text": {"0": ONE["text"], "1": TWO["text"]}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_articles_are_found_in_any_wrapping(value: Any, indent: int | None) -> None:
    assert heads(load(value, indent)) == EXPECTED


def test_objects_may_stand_in_lines_with_or_without_a_list_around() -> None:
    lines = [json.dumps(ONE), json.dumps(TWO)]
    for text in ("\n".join(lines), "[\n" + ",\n".join(lines) + "\n]", "\n\n".join(lines) + "\n"):
        articles = load(text)
        assert heads(articles) == EXPECTED
        assert_partition(text, articles)


def test_objects_over_several_lines_may_follow_one_another() -> None:
    text = json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2)
    articles = load(text)
    assert heads(articles) == EXPECTED
    assert_partition(text, articles)
    assert articles[0].parts[1] == ("headline", 2, 2)
    assert articles[1].source.first_line == 7


def test_articles_on_one_line_share_it() -> None:
    articles = load([ONE, TWO])
    assert [article.parts for article in articles] == [(("paragraph", 1, 1),)] * 2


def test_an_article_with_a_list_of_others_is_one_article() -> None:
    (article,) = load({"related": [{"title": "Two", "url": "https://a.b"}], **ONE})
    assert article.headline == "One"
    assert article.other == ('related: [{"title": "Two", "url": "https://a.b"}]', "id: 1")


@pytest.mark.parametrize(
    ("key", "value", "want"),
    [
        ("text", ["One", "Two"], ("One", "Two")),
        ("paragraphs", ["One & two", "Three"], ("One & two", "Three")),
        ("content", [{"text": "One"}, {"type": "p", "content": "Two"}], ("One", "Two")),
        ("content", {"rendered": "<p>One</p>\n<p>Two &amp; so</p>"}, ("One", "Two & so")),
        ("body", "One<br>Two", ("One", "Two")),
        ("articleBody", "One\n\nTwo", ("One", "Two")),
    ],
)
def test_the_body_may_have_any_shape(key: str, value: object, want: tuple[str, ...]) -> None:
    (article,) = load({"title": "A title", key: value})
    assert article.paragraphs == want


def test_what_no_field_takes_is_kept_with_its_name() -> None:
    (article,) = load({**ONE, "reach": {"views": 5, "shares": None}, "tags": ["a", "b"]})
    assert article.other == ("id: 1", "reach.views: 5")
    assert article.topics == ("a", "b")


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    (article,) = load('{"title": "A \\ud800 b", "text": "c \\u0000 d"}')
    assert (article.headline, article.paragraphs) == ("A \ufffd b", ("c \ufffd d",))


def test_a_broken_object_costs_no_other() -> None:
    text = json.dumps([ONE, {"title": "Broken", "text": "It is."}, TWO], indent=1)
    text = text.replace('"Broken",', '"Broken"')
    document, articles = read(text, "json")
    assert [a.headline for a in articles] == ["One", "Broken", "Two"]
    assert articles[1].paragraphs == ("It is.",)
    assert [(p.line, p.reason) for p in document.problems] == [(9, "broken or cut JSON")]
    assert_partition(text, articles)


def test_a_broken_line_costs_no_other() -> None:
    text = "\n".join([json.dumps(ONE), json.dumps(TWO)[:30], json.dumps(TWO)])
    document, articles = read(text, "json")
    assert heads(articles) == [*EXPECTED[:1], ("Two", ("Nobo",)), *EXPECTED[1:]]
    assert [problem.line for problem in document.problems] == [2]


def test_deep_nesting_is_refused_not_followed() -> None:
    with pytest.raises(DocumentError):
        load('{"a": ' + "[" * 100_000)


@pytest.mark.parametrize("text", ["{}", "[]", '{"a": {}}', "[[], {}]"])
def test_json_without_text_is_told(text: str) -> None:
    with pytest.raises(DocumentError, match="no articles"):
        load(text)


@pytest.mark.parametrize(
    "text", ["[Photo: Ana Bo]\nShips left.", "{{template}}\nShips", "[1] Ships left.", '["No!" he']
)
def test_brackets_alone_are_no_json(text: str) -> None:
    assert not json_records.matches(text, "any.json")


STRINGS = st.text(st.characters(codec="utf-8", exclude_characters="\x00<&"), max_size=30).map(
    lambda text: "w " + "".join(c if c.isprintable() else " " for c in text) + " w"
)
ARTICLES = st.lists(st.tuples(STRINGS, st.lists(STRINGS, min_size=1, max_size=4)), min_size=1)


@given(ARTICLES, st.sampled_from([None, 1, 4]), st.booleans())
def test_what_a_writer_wrote_is_read(
    found: list[tuple[str, list[str]]], indent: int | None, escaped: bool
) -> None:
    value = {"articles": [{"title": title, "paragraphs": body} for title, body in found]}
    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    got = [(a.headline.split(), [p.split() for p in a.paragraphs]) for a in load(text)]
    assert got == [(title.split(), [p.split() for p in body]) for title, body in found]


@given(st.sampled_from([PRETTY, LINES]), st.data())
def test_any_beginning_loads_or_tells(text: str, data: st.DataObject) -> None:
    text = text[: data.draw(st.integers(1, len(text) - 1))]
    try:
        document, articles = read(text, "json")
    except DocumentError:
        return
    assert_partition(text, articles)
    assert document.problems or text.rstrip().endswith("}")


@given(st.lists(st.sampled_from([*'{}[],:"\n\\', '"title"', '"a"', "1", "null"]), max_size=40))
def test_no_json_is_too_broken(pieces: list[str]) -> None:
    try:
        read("".join(pieces), "json")
    except DocumentError:
        return


def test_a_name_that_is_no_line_becomes_one() -> None:
    (article,) = load([ONE | {"a\nb\u00a0 c": "x"}])
    assert "a b c: x" in article.other


def test_carriage_returns_are_no_text() -> None:
    (article,) = load([ONE | {"body": "The council voted.\r\nShips left.\rOthers stayed."}])
    assert article.paragraphs == ("The council voted.", "Ships left.", "Others stayed.")


def test_a_field_is_read_by_its_role_however_it_is_nested() -> None:
    byline = {"original": "By Ana Bo and Ida Toss", "person": []}
    pictures = [{"rank": 0, "caption": "The harbour.", "credit": "Ida Toss"}]
    abstract = {"abstract": "A vote.", "lead_paragraph": "VELM — The council voted on Monday."}
    (article,) = load([{"title": "Velm", "byline": byline, "multimedia": pictures, **abstract}])
    assert article.byline == "Ana Bo and Ida Toss"
    assert article.paragraphs == ("VELM — The council voted on Monday.",)
    assert article.captions[0][:2] == ("The harbour. (Ida Toss)", "Ida Toss")


def test_wrappers_in_lists_are_opened() -> None:
    posts = [
        {"title": "One", "html": "<p>Ships left.</p>"},
        {"title": "Two", "html": "<p>Rain.</p>"},
    ]
    assert [a.headline for a in load({"db": [{"meta": {}, "data": {"posts": posts}}]})] == [
        "One",
        "Two",
    ]
    children = [{"kind": "t3", "data": {"title": "One", "selftext": "Ships left."}}]
    (article,) = load({"kind": "Listing", "data": {"children": children}})
    assert (article.headline, article.paragraphs) == ("One", ("Ships left.",))


@pytest.mark.parametrize(
    "links",
    [
        [{"title": "Velm", "url": "https://velm.example/a", "id": 1}] * 3,
        ["https://velm.example/a", "https://velm.example/b"],
    ],
)
def test_a_list_of_links_is_refused(links: list[object]) -> None:
    with pytest.raises(DocumentError, match="no articles"):
        load(links)


STORY = "The ferry sails again on Monday, the port said, after a winter in the dock."


@pytest.mark.parametrize(
    "value",
    [
        {"response": {"status": "ok", "content": {"title": "Ferry sails", "body": STORY}}},
        {"data": {"story": {"hed": "Ferry sails", "dek": "So it is", "written": [STORY, STORY]}}},
        [{"kop": "Ferry sails", "inhoudsveld": STORY, "wanneer": "2019-08-09"}],
        [{"a": "Ferry sails again", "b": STORY, "c": "x-12"}],
        [{"title": "Ferry sails", "blocks": [{"type": "paragraph", "text": STORY}]}],
    ],
)
def test_values_are_known_by_what_they_are_where_no_name_says_so(value: Any) -> None:
    article = load(value)[0]
    assert article.headline.startswith("Ferry sails")
    assert article.paragraphs[0] == STORY


@pytest.mark.parametrize(
    "named",
    [
        {
            "keywords": [
                {"name": "subject", "value": "Ports"},
                {"name": "glocations", "value": "Velm"},
            ]
        },
        {"tags": [{"name": "Ports", "slug": "ports"}, {"name": "Velm"}]},
        {"tags": [{"type": "keyword", "webTitle": "Ports"}, {"type": "tag", "webTitle": "Velm"}]},
        {"subjects": ["Ports", "Velm"]},
        {"keywords": "Ports; Velm"},
    ],
)
def test_topics_are_those_that_an_object_names(named: dict[str, Any]) -> None:
    article = load([{"title": "Ferry sails", "body": STORY, **named}])[0]
    assert article.topics == ("Ports", "Velm")


def test_who_wrote_it_may_stand_among_the_topics() -> None:
    tags = [{"type": "contributor", "webTitle": "Ana Bo"}, {"type": "keyword", "webTitle": "Ports"}]
    article = load([{"title": "Ferry sails", "body": STORY, "tags": tags}])[0]
    assert (article.byline, article.topics) == ("Ana Bo", ("Ports",))


@pytest.mark.parametrize("code", ["20210304", "9f8e7d6c5b4a39281", "0"])
def test_a_number_or_an_identifier_is_no_body_and_a_word_is(code: str) -> None:
    first = {"title": "Velm closes harbour", "content": code}
    second = {"title": "Velm opens harbour", "content": "Tomorrow"}
    _, (article, other) = read(json.dumps([first, second]), "json")
    assert (article.paragraphs, article.other) == ((), (f"content: {code}",))
    assert other.paragraphs == ("Tomorrow",)


def test_an_article_may_be_as_short_as_it_likes() -> None:
    [article] = read('{"title": "Two", "text": "email works."}\n')[1]
    assert (article.headline, article.paragraphs) == ("Two", ("email works.",))


def test_a_feed_s_title_is_its_articles_publisher() -> None:
    items = [{"title": "Ferry sails", "content_text": "It sails again on Monday."}]
    for version, publisher in (("https://jsonfeed.org/version/1.1", "Velm Post"), ("1", None)):
        feed = {"version": version, "title": "Velm Post", "items": items}
        _, (article,) = read(json.dumps(feed))
        assert (article.headline, article.publisher) == ("Ferry sails", publisher)


def test_what_json_ld_describes_beside_an_article_is_none() -> None:
    story = "The council voted on Monday to close the ferry for the whole of next winter."
    graph = [
        {"@type": "NewsArticle", "headline": "Ferry closes", "articleBody": story},
        {"@type": "Organization", "@id": "#org", "name": "The Ellerby Courier"},
    ]
    _, [article] = read(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    assert article.paragraphs == (story,)


def test_a_body_in_the_blocks_of_an_editor_keeps_its_paragraphs_whole() -> None:
    said = ["The ferry sails", " again", " on Monday."]
    runs = [{"type": "text", "text": one, "bold": n == 1} for n, one in enumerate(said)]
    link = [*runs[:1], {"type": "link", "url": "u", "children": runs[1:]}]
    bodies: list[Any] = [
        [
            {"type": "heading", "children": [{"text": "Ships"}]},
            {"type": "paragraph", "children": link},
        ],
        {
            "time": 1,
            "blocks": [
                {"type": "header", "data": {"text": "Ships", "level": 2}},
                {"type": "paragraph", "data": {"text": "".join(said)}},
            ],
        },
        {
            "type": "doc",
            "content": [
                {"type": "heading", "content": [{"type": "text", "text": "Ships"}]},
                {"type": "paragraph", "content": runs},
            ],
        },
        [
            {
                "_type": "block",
                "style": "normal",
                "children": [{"_type": "span", "text": one} for one in said],
            }
        ],
    ]
    for body in bodies:
        for key in ("content", "body"):
            [article] = load([{"title": "Ferry sails", key: body}])
            assert article.paragraphs == ("The ferry sails again on Monday.",), body
            assert [one.text for one in article.subheads] == (
                ["Ships"] if "eading" in str(body) or "header" in str(body) else []
            )


def test_the_number_of_an_author_is_no_byline() -> None:
    [article] = load([{"title": "Ferry sails", "author": 3, "content": "It sails on Monday."}])
    assert article.byline is None
    assert "author: 3" in article.other


def test_a_notebook_is_named() -> None:
    cell = {"cell_type": "markdown", "source": ["# Ferry\n", "It sails again on Monday."]}
    with pytest.raises(DocumentError, match="notebook"):
        read(json.dumps({"cells": [cell], "nbformat": 4}))


@pytest.mark.parametrize(
    ("stated", "field", "wanted"),
    [
        ({"author": {"data": {"id": 4, "attributes": {"name": "Ida Holm"}}}}, "byline", "Ida Holm"),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, "date", "2019-05-03"),
        ({"author": [{"family": "Holm", "given": "Ida"}]}, "byline", "Ida Holm"),
        ({"container-title": "Velm Post"}, "publisher", "Velm Post"),
    ],
    ids=["Strapi", "CSL date", "CSL names", "CSL paper"],
)
def test_facts_inside_objects_are_stated(stated: object, field: str, wanted: str) -> None:
    assert isinstance(stated, dict)
    text = json.dumps([{"title": "Ferry stops", "text": "The ferry stopped on Monday.", **stated}])
    _, (article,) = read(text)
    assert getattr(article, field) == wanted


def test_of_texts_that_say_the_same_the_one_with_lines_is_the_body() -> None:
    first, second = "The ferry stopped on Monday.", "Nobody was hurt by the storm."
    one = {"title": "Ferry", "raw_text": f"{first} {second}", "text": f"{first}\n{second}"}
    _, (article,) = read(json.dumps([one]))
    assert article.paragraphs == (first, second)


def test_a_standfirst_stands_above_the_text_unless_the_text_begins_with_it() -> None:
    body = "The ferry stopped on Monday.\n\nNobody was hurt by the storm."
    _, (above,) = read(
        json.dumps([{"title": "Ferry", "lead": "No boat until Friday.", "text": body}])
    )
    assert above.subheads == (("No boat until Friday.", 0),)
    _, (same,) = read(json.dumps([{"title": "Ferry", "lead": body[:28], "text": body}]))
    assert same.subheads == ()
    assert "lead: The ferry stopped on Monday." in same.other


PROSE = (
    "The ferry stopped on Monday, the harbour office of Velm said to us.",
    "Nobody was hurt when waves tore three beams from the landing stage.",
)
LEAVES = (
    "rendered main name text value #text $t _text __cdata content html body default full title "
    "label @value plain caption url href @id"
)
MEMBERS: list[tuple[str, object, str]] = [  # a member, and the names and texts in it
    ("author", {"headline": "Ana Bo", "id": 7}, "author=Ana Bo|author.id=7"),
    ("author", {"id": 7, "role": "Ana Bo"}, "author=Ana Bo|author.id=7"),
    ("author", {"id": 7, "at": "https://a.b"}, "author.id=7|author.at=https://a.b"),
    ("x", {"name": "Ana Bo", "role": "a"}, "x.name=Ana Bo|x.role=a"),
    ("data", {"title": "One", "x": 7}, "title=One|x=7"),
    ("author", {"data": {"attributes": {"name": "Ana Bo"}}}, "author=Ana Bo"),
    ("author", {"attributes": {"name": "Ana Bo"}, "id": "7"}, "author=Ana Bo|author.id=7"),
    ("author", {"data": {"name": "Ana"}, "id": 7}, "author.data.name=Ana|author.id=7"),
    ("issued", {"date-parts": [[2019, 5, 3]]}, "issued=2019-05-03"),
    ("issued", {"date-parts": [2019, "5"]}, "issued=2019-05"),
    ("authors", [{"firstname": "Ana", "lastname": "Bo"}], "authors=Ana Bo"),
    (
        "authors",
        [{"first_name": "Ana", "middlename": "M.", "last_name": "Bo"}],
        "authors=Ana M. Bo",
    ),
    ("authors", [{"given": "Ana", "family": "Bo"}], "authors=Ana Bo"),
    ("authors", [{"name": "Ana Bo"}, {"name": "Jon Od"}], "authors=Ana Bo, Jon Od"),
    ("authors", ["Ana Bo", "Jon Od"], "authors=Ana Bo, Jon Od"),
    ("authors", ["Ana", None], 'authors=["Ana", null]'),
    ("keywords", [{"name": "subject", "value": "Ports"}, {"name": "Sea"}], "keywords=Ports; Sea"),
    (
        "keywords",
        [{"type": "author", "name": "Ana Bo"}, {"type": "keyword", "name": "Sea"}],
        "author=Ana Bo|keywords=Sea",
    ),
    (
        "captions",
        [{"caption": "The pier"}, {"caption": "Ships"}],
        "captions=The pier|captions=Ships",
    ),
    ("x", [*PROSE], "x=" + "".join(f"<p>{one}</p>" for one in PROSE)),
    ("x", ["One", "Two"], "x=One, Two"),
    ("x", [1, 2.5], "x=1, 2.5"),
    ("x", [[1]], "x=[[1]]"),
    ("x", True, "x=true"),
    ("x", 7, "x=7"),
    (
        "x",
        [{"type": "p", "text": "One."}, {"type": "p", "text": "So."}],
        "body=<p>One.</p><p>So.</p>",
    ),
    ("x", [{"__component": "a", "text": "One."}], "body=<p>One.</p>"),
    ("x", [{"a": "b", "text": "One."}], 'x=[{"a": "b", "text": "One."}]'),
    ("body", ["One.", "<b>Two</b>.", "a < b"], "body=<p>One.</p><p><b>Two</b>.</p><p>a &lt; b</p>"),
    ("body", [["One."], 7, None, {"text": "x"}], "body=<p>One.</p><p>7</p><p>x</p>"),
    ("body", [{"type": "p", "text": {"content": "One."}}], "body=<p>One.</p>"),
    ("body", [{"type": "list", "items": ["a", "b"]}], "body=<p>a</p><p>b</p>"),
    ("body", [{"type": "p", "text": "One.\n \n Two."}], "body=<p>One.</p><p>Two.</p>"),
    (
        "body",
        [
            {
                "type": "p",
                "children": [{"type": "text", "text": "a <"}, {"type": "link", "text": "b"}],
            }
        ],
        "body=<p>a &lt;b</p>",
    ),
    (
        "body",
        [{"type": "heading", "text": "Two"}, {"type": "byline", "text": "Ana Bo"}],
        "byline=Ana Bo|body=<h2>Two</h2>",
    ),
    *(
        ("body", [{key: "Two", "_type": "h2"}], "body=<h2>Two</h2>")
        for key in ("text content value html body paragraph p data #text title heading").split()
    ),
    *(
        ("body", [{key: kind, "text": "Two"}], f"body=<{tag}>Two</{tag}>")
        for key in ("type", "_type", "nodeType", "subtype", "kind", "tag")
        for kind, tag in (("h2", "h2"), ("h7", "p"), ("subhead", "h2"), ("figure", "figcaption"))
    ),
    *(("x", nothing, "") for nothing in (None, [], {}, "")),
    *(
        ("author", {key: "Ana Bo", "id": "7"}, "author=Ana Bo|author.id=7")
        for key in LEAVES.split()
    ),
]


def test_a_member_of_an_object_says_what_it_does_whatever_its_shape() -> None:
    for name, value, expected in MEMBERS:
        assert "|".join(map("=".join, texts(name, value))) == expected, value


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        *((by, "The pier (Ana Bo)") for by in ("credit", "photographer", "byline")),
        *((by, "The pier") for by in ("by", "credits to", "source")),
    ],
)
def test_whom_a_picture_is_by_stands_behind_its_caption(by: str, shown: str) -> None:
    picture = {"caption": "The pier", by: "Ana Bo"}
    assert texts("gallery", [picture, {"url": "x"}])[0] == ("caption", shown)
    printed = {"caption": "The pier (Ana Bo)", by: "Ana Bo"}
    assert texts("gallery", [printed])[0] == ("caption", "The pier (Ana Bo)")


def test_values_stand_on_the_lines_of_their_members_and_hold_no_half_character() -> None:
    found = values({"a": "x\x00y", "b": "\ud800"}, 3, 5, {"a": (4, 4)})
    assert [value[:4] for value in found] == [("a", "x\ufffdy", 4, 4), ("b", "\ufffd", 3, 5)]
    assert [values(one, 3, 5) for one in (7, None)] == [[], []]
    assert [value[:4] for value in values(["It."], 3, 5)] == [("body", "<p>It.</p>", 3, 5)]
    assert [value[:4] for value in values("It.", 3, 5)] == [("body", "It.", 3, 5)]


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ({"type": "quote", "said": "It is shut."}, ("body.said: It is shut.",)),
        (
            {"quote": {"said": "It is shut.", "by": "Ida Toss"}},
            ("body.quote.said: It is shut.", "body.quote.by: Ida Toss"),
        ),
        ({"type": "image", "url": "https://velm.example/a.jpg", "width": 300}, ()),
        ({"type": "rule"}, ()),
        ({"text": "It is shut.", "id": "a"}, ()),
    ],
)
def test_what_an_element_of_a_body_says_under_a_name_of_its_own_is_kept(
    element: dict[str, Any], kept: tuple[str, ...]
) -> None:
    story = "The ferry will sail again on Monday, the port's manager said."
    [article] = load([{"title": "A title", "body": [{"text": story}, element]}])
    assert article.paragraphs == ((story, "It is shut.") if "id" in element else (story,))
    assert article.other == kept


def test_an_article_of_another_shape_goes_on_behind_a_broken_object() -> None:
    broken = json.dumps(ONE)[:-1] + ', "x" 1}'
    other = {"id": 7, "title": "Three", "text": "It is."}
    document, articles = read(f'[{broken}, {{"note": {{"x": 1}}}}, {json.dumps(other)}]', "json")
    assert [a.headline for a in articles] == ["One", "Three"]
    assert [p.reason for p in document.problems] == ["broken or cut JSON"]
