"""Older encodings are told apart from 30 bytes on that are not ASCII: a table of right answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscli.text import encodings

TABLE = Path(__file__).parent / "encodings.txt"
PLAIN = {ord(sign): plain for sign, plain in zip("“”„’‘–—", '"""\'\'--', strict=True)}
"""What is typed for signs that a code page lacks."""
AMONG = "The Harbour of Velm\n\n{}\n\nNothing else was said.\n"


def rows() -> Iterator[tuple[str, str, str]]:
    """Language, code page and text of each answer, as far as the code page has its letters."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    for head, text in zip(lines[::2], lines[1::2], strict=True):
        language, *codecs = head.split()
        for codec in codecs:
            try:
                text.encode(codec)
                written = text
            except UnicodeEncodeError:
                plain = text.translate(PLAIN)
                written = "".join(sign for sign in plain if sign.encode(codec, "ignore"))
            yield language, codec, written


def beginning(text: str, codec: str, high: int) -> str:
    """As much of a text as has so many bytes beyond ASCII, to the end of a word."""
    there = 0
    for end, sign in enumerate(text):
        there += sum(byte > 127 for byte in sign.encode(codec))
        if there >= high and sign in " 。，、":
            return text[:end]
    return text


@pytest.mark.parametrize("high", [30, 60, 300])
@pytest.mark.parametrize(
    ("language", "codec", "text"), [pytest.param(*row, id="-".join(row[:2])) for row in rows()]
)
def test_text_is_decoded_as_what_it_is(language: str, codec: str, text: str, high: int) -> None:
    for written in (beginning(text, codec, high), AMONG.format(beginning(text, codec, high))):
        data = written.encode(codec)
        found = encodings.detect(data)
        assert found is not None
        assert encodings.decode(data, found, True) == (written, 0), found


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
@pytest.mark.parametrize(
    "text",
    [
        "The mayor doesn’t know.",
        "“It’s over”—or so she’d said.",
        "Ten ships–no more–won’t be there: ‘not yet’…",
        "The café’s owner didn’t agree—“not at all.”",
    ],
)
def test_signs_glued_to_words_are_signs(codec: str, text: str) -> None:
    found = encodings.detect(text.encode(codec))
    assert found is not None
    assert text.encode(codec).decode(found) == text
