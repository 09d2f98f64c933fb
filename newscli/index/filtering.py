"""What is said of an article beside its text, as words of the full-text index.

The words of each kind begin with a character of their own, from Unicode's private use area, which
`text.words` never gives: so they are found by their field alone, and as fast as any word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from newscli.index.stored import bounded
from newscli.text import words

KINDS = {
    "source": "\ue000",
    "agency": "\ue001",
    "place": "\ue002",
    "publisher": "\ue003",
    "byline": "\ue004",
    "section": "\ue005",
    "url": "\ue006",
    "lang": "\ue007",
    "path": "\ue008",
    "date": "\ue009",
    "topic": "\ue00a",
}
"""Field → the character before its words."""

NAMED = frozenset({"agency", "place", "publisher", "byline", "section", "topic"})
"""Those that hold names, which are spelt in several ways: O'Brien, Müller."""

CACHED = 200  # characters of a fact that is remembered

NEVER = "\ue00e"
"""A word that no article has."""

LAST = "\ue00f"
"""What words of the text are never between `KINDS` and this."""


def fact_words(facts: Mapping[str, Iterable[str | None]], path: str, date: str | None) -> str:
    """The words by which fields find an article: of what is said of it (field → texts), of its
    document's path, and of its date, ISO 8601.  Something is always said of its `source`."""
    parts = path.replace("\\", "/").split("/")
    name = parts[-1].rpartition(".")[0] or parts[-1]
    stated = {
        **facts,
        "source": [*facts.get("publisher", ()), *parts[:-1], name],
        "path": [path],
        "date": dates(date or ""),
    }
    said = (
        _said(kind, text) if len(text) <= CACHED else _worded(kind, text)
        for kind, texts in stated.items()
        for text in dict.fromkeys(texts)
        if text
    )
    return bounded(" ".join(said))


def _worded(kind: str, text: str) -> str:
    """The words of one text; the mark alone parts it from the next."""
    return " ".join((*marked(kind, text), KINDS[kind], *_plain(kind, text)))


_said = lru_cache(maxsize=1 << 12)(_worded)  # articles share most of their facts


def _plain(kind: str, text: str) -> list[str]:
    """The plain forms of a name's words, as the index has them for this field."""
    if kind not in NAMED:
        return []
    from newscli.text.variants import variants  # whose patterns only writing needs

    return [KINDS[kind] + plain for plain in sorted({plain for plain, _ in variants(text)})]


def dates(date: str) -> list[str]:
    """The words of an ISO date: its year, month and day, as far as it is that exact.

    >>> dates("2024-05-31T10:00")
    ['2024', '202405', '20240531']
    """
    year, month, day = date[:4], date[5:7], date[8:10]
    return [word for word in (year, month and year + month, day and year + month + day) if word]


def marked(kind: str, text: str) -> list[str]:
    """The words of `text` as the index has them for this field."""
    return [KINDS[kind] + word for word in words(text)]
