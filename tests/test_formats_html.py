"""Saved pages: the story, what the head says of it, and pages that are broken."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import html
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

PAGE = (HERE / "html/page.html").read_text(encoding="utf-8")


def test_the_sample_gives_its_record() -> None:
    document, articles = sample("html/page.html")
    assert as_records(articles) == records("html/records.jsonl")
    assert not document.problems
    assert not document.notes
    assert_partition(PAGE, articles)


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
