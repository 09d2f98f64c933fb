"""What a terminal may be sent, what JSON must escape, and what a link may be."""

from __future__ import annotations

import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli import safe

ANY_TEXT = st.text(st.characters())  # surrogates and unassigned characters included
CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
TAGS = [*range(0xE0000, 0xE0080)]
OTHERS = [0xAD, 0x2028, 0x2029, 0x2061, 0x206A, 0xFEFF, 0xFFF9, 0x1D173, 0xD800, 0xDC80, 0xDFFF]
UNSAFE = [*CONTROLS, *BIDI, *TAGS, *OTHERS]


@pytest.mark.parametrize("code", UNSAFE, ids=hex)
def test_an_unsafe_character_is_replaced_by_one_that_can_be_seen(code: int) -> None:
    shown = safe.line(f"a{chr(code)}b")
    assert shown != f"a{chr(code)}b"
    assert len(shown) == 3
    assert shown.isprintable()


# Signs of scripts that are read, marks that order lines by no more than a comma, and spaces and
# joiners that scripts and emoji need.
FORMATS_OF_TEXT = {
    *range(0x600, 0x606),
    *(0x61C, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x180E),
    *range(0x200B, 0x2010),
    *(0x2060, 0x110BD, 0x110CD),
    *range(0x13430, 0x13440),
}


# What shows nothing where it stands alone.
SHOW_NOTHING = {
    *range(0xE0100, 0xE01F0),
    *(0x180B, 0x180C, 0x180D, 0x180F),
    *(0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x1D159),
}


def test_no_more_and_no_less_is_unsafe_than_what_hides_or_steers() -> None:
    steering = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        category = unicodedata.category(char)
        is_kept_free = (  # or a tag; any other that this Unicode does not know another may show
            code == 0x2065
            or 0xFFF0 <= code < 0xFFF9
            or (0xE0000 <= code <= 0xE0FFF and code not in SHOW_NOTHING)
        )
        is_unsafe = category in steering and code not in FORMATS_OF_TEXT
        is_unsafe = is_unsafe or is_kept_free or code in SHOW_NOTHING
        assert (safe.line(char) != char) == is_unsafe, hex(code)
        assert (safe.line(f"{char}\0")[0] != char) == is_unsafe, hex(code)  # not the quick way


SELECTORS = st.characters(min_codepoint=0xE0100, max_codepoint=0xE01EF) | st.characters(
    min_codepoint=0xFE00, max_codepoint=0xFE0F
)


@given(ANY_TEXT, SELECTORS, st.text(SELECTORS, min_size=1, max_size=9))
def test_selectors_of_variants_carry_no_hidden_text(before: str, first: str, more: str) -> None:
    """One may choose the look of the character before it; another behind it says nothing."""
    hidden = before + first + more
    shown = safe.line(hidden)
    assert len(shown) == len(hidden)
    assert shown.endswith("\ufffd" * len(more))
    assert json.loads(safe.escaped(json.dumps(hidden, ensure_ascii=False))) == hidden
    assert more[-1] not in safe.escaped(json.dumps(f"a{first}{more}", ensure_ascii=False))[-3:]


def test_a_selector_of_ideographs_stays_behind_one_and_nowhere_else() -> None:
    assert [safe.line(f"{one}\U000e0100b") for one in ("葛", "𠮟", "a", "")] == [
        "葛\U000e0100b",
        "𠮟\U000e0100b",
        "a\ufffdb",
        "\ufffdb",
    ]
    assert safe.path("a\U000e0100") == "a\ufffd"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u3164", "\ufffd"),
        ("a\uffa0\u17b4\u17b5\U0001d159b", "a\ufffd\ufffd\ufffd\ufffdb"),
        ("\u115f\u1160", "\ufffd\ufffd"),  # together they are the filler of Hangul
        ("\u115f\u1161\u11ab", "\u115f\u1161\u11ab"),  # a syllable without its first consonant
        ("\u115f", "\ufffd"),
        ("\u1100\u1160\u11ab", "\u1100\u1160\u11ab"),  # and one without its vowel
        ("a\u1160", "a\ufffd"),
        ("\u1820\u180bx", "\u1820\u180bx"),  # a letter of Mongolian in another form
        ("a\u180b\u180c\u180f", "a\ufffd\ufffd\ufffd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200d\u200c\u200b", "\u200d\u200c\u200b"),
        ("a\u200b\u200c\u200d\u2060\u034f\u180eb", "a\u200b\u200c\u200d\ufffd\ufffd\ufffdb"),
        ("👨\u200d👩\u200d👧\ufe0f", "👨\u200d👩\u200d👧\ufe0f"),
        ("葛\U000e0100飾\U000e01ef", "葛\U000e0100飾\U000e01ef"),
    ],
)
def test_letters_that_show_nothing_are_seen_unless_a_script_needs_them(
    text: str, shown: str
) -> None:
    assert safe.line(text) == safe.block(text) == shown
    assert safe.line(f"{text}\0") == safe.block(f"{text}\0") == f"{shown}␀"  # not the quick way
    written = safe.escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert written.count("\\u") == shown.count("\ufffd") or "\U0001d159" in text


def test_controls_become_their_pictures() -> None:
    assert safe.line("\0\a\b\t\n\v\f\r\x1b\x7f\x85") == "␀␇␈␉␊␋␌␍␛␡␤"
    assert safe.line("\u2028\u2029\xad") == "␤␤-"


def test_a_block_keeps_newlines_alone() -> None:
    assert safe.block("a\nb\r\tc\x1b") == "a\nb␍␉c␛"


@pytest.mark.parametrize(
    "text",
    [
        "Zelenskiy’s “not enough” – 5 % more…",
        "naïve Łódź Ærø",
        "e\u0301",
        "日本語のニュース",
        "דיווח: \u200fשלום, עולם!\u200e",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧 🏳️\u200d🌈 1️⃣ 👍🏽 🇩🇪",
        "ภาษา\u200bไทย",
        "no\u00a0break",
        "葛\U000e0100城",
        "[bold]x[/bold] [link=file:///etc/passwd]y[/link] :smile: \\",
    ],
)
def test_real_text_is_left_as_it_is(text: str) -> None:
    assert safe.line(text) == safe.block(text) == text


@pytest.mark.parametrize(
    "splice", ["\x1b\a[2J", "\x1b\x1b[[2J2J", "\x9b\x9b2J", "\u202a\u202e\u202c", "\ud83d\udc80"]
)
def test_what_stood_apart_does_not_join_into_a_sequence(splice: str) -> None:
    assert len(safe.line(splice)) == len(splice)
    assert safe.line(splice).isprintable()


@given(ANY_TEXT)
def test_nothing_unsafe_is_left_in_any_line(text: str) -> None:
    shown = safe.line(text)
    assert not set(map(ord, shown)) & set(UNSAFE)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    shown.encode()


@given(ANY_TEXT)
def test_making_safe_is_done_once_for_all(text: str) -> None:
    assert safe.line(safe.line(text)) == safe.line(text)
    assert safe.block(safe.block(text)) == safe.block(text)


@given(ANY_TEXT)
def test_offsets_hold_in_the_safe_text(text: str) -> None:
    assert len(safe.line(text)) == len(text)
    for before, after in zip(text, safe.line(text), strict=True):
        assert before == after or ord(before) in UNSAFE or not before.isprintable()


@given(ANY_TEXT, ANY_TEXT)
def test_a_text_may_be_made_safe_piece_by_piece(first: str, second: str) -> None:
    assert safe.line(first + second) == safe.line(first) + safe.line(second)
    pieces = safe.transliterated(first) + safe.transliterated(second)
    assert safe.transliterated(first + second) == pieces


def test_a_file_name_that_is_not_utf8_shows_its_bytes() -> None:
    name = b"caf\xe9 \x1b[2J.txt".decode("utf-8", "surrogateescape")
    assert safe.path(name) == "caf\\xE9 ␛[2J.txt"


@given(st.binary())
def test_any_file_name_can_be_shown(name: bytes) -> None:
    assert safe.path(name.decode("utf-8", "surrogateescape")).encode().decode().count("\n") == 0


# --- ASCII ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("… · ━ ─ ▎ ≈ ❯", "... - # . | ~ >"),
        ("‘Mistake’ “not enough” «да»", '\'Mistake\' "not enough" "??"'),
        ("‚‛′‹›´ „‟″", "'''''' \"\"\""),
        ("EU–Ukraine — pact", "EU-Ukraine -- pact"),
        ("‐ ‑ ‒ ― − ⁄ • →", "- - - -- - / * ->"),
        ("£9, Œuvre, œ, æ, ø, Ø, đ, Đ", "GBP9, OEuvre, oe, ae, o, O, d, D"),
        ("ð, Ð, ł, þ, Þ, ħ, Ħ, ı, ẞ", "d, D, l, th, Th, h, H, i, SS"),
        ("Łódź, naïve, Straße, Ærø", "Lodz, naive, Strasse, AEro"),
        ("e\u0301, ½, №, ﬁ, ×4, €5", "e, 1/2, No, fi, x4, EUR5"),
        ("日本 한국", "?? ??"),
        ("👩\u200d👧", "??"),
        ("no\u00a0break", "no break"),
        ("␛[2J", "?[2J"),
    ],
)
def test_text_has_an_ascii_form(text: str, plain: str) -> None:
    assert safe.transliterated(text) == plain


@given(ANY_TEXT)
def test_nothing_outside_ascii_remains(text: str) -> None:
    assert safe.transliterated(text).isascii()
    assert safe.transliterated(safe.line(text)).isprintable()


@pytest.mark.parametrize(
    ("encoding", "is_utf8"),
    [("utf-8", True), ("UTF8", True), ("ascii", False), ("cp1252", False), (None, True)],
)
def test_a_stream_takes_any_character_if_it_is_utf8(encoding: str | None, is_utf8: bool) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding) if encoding else io.StringIO()
    assert safe.is_utf8(stream) == is_utf8


def test_a_stream_of_an_encoding_that_nobody_knows_gets_ascii() -> None:
    class Odd(io.StringIO):
        encoding = "x-none"  # type: ignore[assignment]  # which typeshed has as None

    assert not safe.is_utf8(Odd())


# --- Links ------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://example.org/a?b=c&d#e", "HTTP://example.org:80/%20"])
def test_a_web_address_is_a_link(url: str) -> None:
    assert safe.link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/a b",
        "https://example.org/\x1b]0;x\a",
        "https://example.org/\x07",
        "https://example.org\n",
        "https://exаmple.org",  # Cyrillic а
        "https://example.org/\u202e",
        " https://example.org",
        "",
    ],
)
def test_anything_else_is_none(url: str) -> None:
    assert safe.link(url) is None


# --- JSON -------------------------------------------------------------------------------------

# A high surrogate before a low one cannot come out of any decoder, and JSON reads them as one.
JSON_TEXT = ANY_TEXT.filter(lambda text: text == json.loads(json.dumps(text)))


@given(JSON_TEXT)
def test_escaped_json_loses_nothing(text: str) -> None:
    written = safe.escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(written) == {"text": text}
    assert not set(map(ord, written)) & set(UNSAFE)
    written.encode()


def test_escapes_are_those_of_json() -> None:
    written = safe.escaped(json.dumps("\x7f\x9b\u202e\U000e0041\ud800é", ensure_ascii=False))
    assert written == '"\\u007f\\u009b\\u202e\\udb40\\udc41\\ud800é"'


def test_newlines_between_values_stay() -> None:
    assert safe.escaped("[\n1]\n") == "[\n1]\n"
