"""What filters ask of an article (source, agency, place) as words of the full-text index.

The words of each kind begin with a character of their own, from Unicode's private use area, which
`text.words` never gives: so they are found by filters alone, and by these as fast as any word.
"""

from __future__ import annotations

from collections.abc import Iterable

from newscli.text import words

KINDS = {"source": "\ue000", "agency": "\ue001", "place": "\ue002"}
"""Filter → the character before its words."""

LAST = "\ue00f"
"""What words of the text are never between `KINDS` and this."""

PATH_PARTS = 2  # of a document's path, from the end: file and folder say what it is


def filter_words(
    publisher: str | None, agencies: Iterable[str], place: str | None, path: str
) -> str:
    """The words by which filters find an article; `path` is its document's."""
    parts = path.replace("\\", "/").split("/")[-PATH_PARTS:]
    parts[-1] = parts[-1].rpartition(".")[0] or parts[-1]
    stated = {
        "source": [publisher or "", *parts],
        "agency": [*agencies],
        "place": [place or ""],
    }
    return " ".join(
        " ".join((*marked(kind, text), KINDS[kind]))  # the mark alone parts what follows
        for kind, texts in stated.items()
        for text in dict.fromkeys(texts)
        if text
    )


def marked(kind: str, text: str) -> list[str]:
    """The words of `text` as the index has them for this kind of filter."""
    return [KINDS[kind] + word for word in words(text)]


def condition(kind: str, text: str) -> str:
    """In the index's query language: what says this of an article.  Empty without a word.

    >>> condition("agency", "Reuters").encode("ascii", "backslashreplace")
    b'{facts} : "\\\\ue001reuters"'
    """
    found = marked(kind, text)
    return f'{{facts}} : "{" ".join(found)}"' if found else ""
