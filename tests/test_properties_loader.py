"""What holds for any document at all."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli import formats
from newscli.errors import DocumentError
from newscli.records import Article
from newscli.text import Document, fold, searchable, spans, tidy, words
from newscli.text.document import split_lines
from tests.formats.loading import HERE

EXAMPLES = int(os.environ.get("NEWSCLI_EXAMPLES", 3 * settings().max_examples))  # or 100,000

TEXT_FORMATS = {"text", "press", "lines", "ocr"}  # elsewhere names are syntax

LINES = st.sampled_from(
    [
        "", "", "", " ", "\u00a0", "TT", "Related", "Advertisement", "* * *", "----------",
        "Velm Closes Its Old Harbour", "Velm Closes Its Old Harbour ", "Why did it fall?",
        "The council voted on Monday to close the old harbour to large ships.",
        "Ships lie at anchor on March 1, 2020. (Ana Bo/AFP)", "By Ana Bo", "March 1, 2020",
        "VELM (Reuters) - The council voted on Monday.", "[2020-03-01]", "https://velm.example/1",
        "HEADLINE: Velm closes", "1 of 2 DOCUMENTS", "LENGTH: 20 words", "LOAD-DATE: March 1, 2020",
        "1. Velm closes", "01-03-2020, p.3", "© The Velm Post", "\x0c", "\u2028",
        "新华社北京8月16日电",
        "    indented", "\tTabbed line of text", "# Heading", "title,text", "{\"a\": 1}", "<DOC>",
        "From: a@velm.example", "Subject: Velm", "---", "title: Velm", "x" * 90 + " word",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=40).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
)
BYTES = st.one_of(
    st.binary(max_size=400),
    TEXTS.map(str.encode),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(max_size=100).map(lambda text: text.encode("utf-16", "surrogatepass")),
)


def load(data: bytes) -> tuple[Document, list[Article]] | None:
    try:
        document = Document("any.txt", io.BytesIO(data))
        return document, list(formats.articles(document))
    except DocumentError:
        return None


@settings(max_examples=EXAMPLES)
@given(BYTES)
def test_any_bytes_load_or_are_refused_and_the_ledger_partitions_them(data: bytes) -> None:
    loaded = load(data)
    if loaded is None:
        return
    document, articles = loaded
    assert articles
    taken = [
        number
        for article in articles
        for part in article.parts
        for number in range(part.first_line, part.last_line + 1)
    ]
    assert taken == list(range(1, len(split_lines(document.text)) + 1))


SAMPLES = sorted(
    path for path in HERE.rglob("*.*") if not path.name.endswith(("records.jsonl", ".py", ".pyc"))
)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_spoilt_sample_is_refused_or_each_of_its_lines_is_in_one_part(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    for seed in range(5):
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        shuffled = chance.sample(lines, len(lines))
        doubled = [line for line in lines for _ in range(chance.choice((1, 2)))]
        thinned = [line for line in lines if chance.random() < 0.8]
        mixed = [recoded(line, chance.choice(("utf-8", "cp1252", "koi8-r"))) for line in lines]
        cut = lines[: chance.randrange(1, len(lines))]
        for spoilt in (shuffled, doubled, thinned, mixed, cut):
            data = b"\n".join(spoilt)
            articles = (load(data) or (None, []))[1]
            taken = [0]
            for article in articles:
                own = [n for p in article.parts for n in range(p.first_line, p.last_line + 1)]
                may_share = article.source.format in ("json", "feed", "sql")  # two on a line
                taken += own[may_share and own[:1] == taken[-1:] :]
            count = sum(1 for _ in Document("any", io.BytesIO(data)).lines()) if articles else 0
            assert taken == list(range(count + 1))


def recoded(line: bytes, encoding: str) -> bytes:
    """A line of UTF-8 in another encoding, where that has its letters."""
    try:
        return line.decode().encode(encoding)
    except UnicodeError:
        return line


@settings(max_examples=EXAMPLES)
@given(TEXTS)
def test_no_text_is_lost(text: str) -> None:
    loaded = load(text.encode())
    if loaded is None:
        return
    document, articles = loaded
    if not {article.source.format for article in articles} <= TEXT_FORMATS:
        return
    held = fold("\n".join(string for article in articles for string in strings(article)))
    for line in split_lines(document.text):
        assert not line.strip() or fold(tidy(line)) in held


def strings(article: Article) -> list[str]:
    """Every text that a record holds."""
    return [
        article.headline,
        *article.paragraphs,
        *(caption.text for caption in article.captions),
        *(subhead.text for subhead in article.subheads),
        *article.other,
        *(filter(None, (article.url, article.byline, article.date, article.place))),
    ]


@settings(max_examples=EXAMPLES)
@given(BYTES)
def test_loading_twice_gives_the_same(data: bytes) -> None:
    first, second = load(data), load(data)
    assert (first and first[1]) == (second and second[1])


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_spans_and_words_agree_and_lie_in_the_text(text: str) -> None:
    found = list(spans(text))
    assert [word for _, _, word in found] == words(text)
    end = 0
    for start, stop, word in found:
        assert end <= start < stop <= len(text)
        assert word in fold(text[start:stop]) or word == "".join(
            c for c in fold(text[start:stop]) if c in word
        )
        end = stop


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_folding_is_settled_after_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_the_searchable_text_has_the_same_words(text: str) -> None:
    assert words(searchable(text)) == words(text)


@settings(max_examples=EXAMPLES)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=80),
    st.data(),
)
def test_one_bad_byte_changes_at_most_one_character(text: str, data: st.DataObject) -> None:
    whole = (text + " – und so weiter – „Straße“ …").encode()  # valid UTF-8 beyond ASCII
    place = data.draw(st.integers(0, len(whole)))
    bad = data.draw(st.sampled_from([0x80, 0x92, 0xE9, 0xFE, 0xFF]))
    try:
        got = Document("any.txt", io.BytesIO(whole[:place] + bytes([bad]) + whole[place:])).text
        want = Document("any.txt", io.BytesIO(whole)).text
    except DocumentError:
        return
    assert common(got, want) + common(got[::-1], want[::-1]) >= len(want) - 1


def common(one: str, other: str) -> int:
    """How many characters two texts share from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
