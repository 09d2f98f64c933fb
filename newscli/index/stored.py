"""An article's text and facts as the index keeps them, and the article made of them again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from zlib import compressobj, decompress, error

from newscli.index.faults import checksum
from newscli.records import Article, Caption, Decision, Part, Role, Source, Subhead
from newscli.text import searchable
from newscli.text.combining import COMBINING
from newscli.tuples import NamedTuple

ROLES: tuple[Role, ...] = (
    "headline",
    "byline",
    "dateline",
    "date",
    "paragraph",
    "subhead",
    "caption",
    "repeat",
    "metadata",
    "other",
    "separator",
)
_NUMBERS = {role: number for number, role in enumerate(ROLES)}

LEVEL = 4
"""Of zlib.  Its own 6 takes a tenth to two thirds longer, for texts that are .3 to 3 % shorter."""

WINDOW, MEMORY = 14, 7
"""Of zlib, whose own 15 and 8 take as long to clear as an article takes to pack; the packed text is
as short to three digits, that of ten articles longer by 0.5 %."""


_JSON = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)
"""Spaces and ASCII escapes would be a good part of what an article's details take."""


LONGEST_WORD = 8_000
"""Characters, of up to four bytes: FTS5 cuts a word at 32,768 bytes, be it within a character, and
Lucene refuses an article that has one of over 32,766.  Nobody looks for a longer one."""


@cache
def _word() -> re.Pattern[str]:
    """Letters, figures, marks, and the signs of our own: what the engines make words of."""
    return re.compile(f"(?:[^\\W_]|[\ue000-\uf8ff{COMBINING}])+")


def engine_words(searchable: str) -> list[str]:
    """The words of a searchable text, cut where the engines cut it, but for endless ones."""
    return [word for word in _word().findall(searchable) if len(word) <= LONGEST_WORD]


def bounded(searchable: str) -> str:
    """A searchable text without words that no engine holds."""
    is_short = len(searchable) <= LONGEST_WORD
    if is_short or max(map(len, searchable.split()), default=0) <= LONGEST_WORD:
        return searchable
    return " ".join(engine_words(searchable))


def text_of(column: bytes | None) -> str | None:
    """A column that may be damaged, given to a function of ours as bytes: as text it might be none,
    and SQLite says of that what it says of a signal that was heard meanwhile."""
    return None if column is None else column.decode(errors="replace")


def packed(text: str) -> bytes:
    """The text in about half of the space."""
    packing = compressobj(LEVEL, wbits=WINDOW, memLevel=MEMORY)
    return packing.compress(text.encode()) + packing.flush()


def unpacked(data: bytes) -> str:
    """What was packed; nothing of what is damaged, which its checksum tells.

    >>> unpacked(packed("Café"))
    'Café'
    """
    try:
        return decompress(data).decode()
    except (error, TypeError, UnicodeError):
        return ""


def _as_json(details: dict[str, Any]) -> str:
    """Escapes of JSON only for lone surrogates, which SQLite takes no text with."""
    return _JSON.encode(details).encode(errors="backslashreplace").decode()


def deep_facts(details: str) -> tuple[tuple[str, str], ...]:
    """What the details of an article say in a text under a name, as `Summary.deep` has it."""
    found = json.loads(details)
    named = dict.fromkeys(agency for _, agency, _ in found.get("captions", ()) if agency)
    facts = [(name, value) for name, value in found.items() if isinstance(value, str)]
    return (*facts, ("agency", ", ".join(named))) if named else (*facts,)


def details_of(article: Article) -> dict[str, Any]:
    """What of the record has no column of its own; much of it may be empty."""
    source = article.source
    return {
        "byline": article.byline,
        "language": article.language,
        "url": article.url,
        "section": article.section,
        "subheads": article.subheads,
        "captions": [
            [caption.credit, caption.agency, caption.date] for caption in article.captions
        ],
        "credits": article.credits,
        "other": article.other,
        "lines": [source.first_line, source.last_line],
        "origin": source.origin,
        "parts": [[_NUMBERS[role], first, last] for role, first, last in article.parts],
        "evidence": article.evidence,
        "cut": article.cut,
        "confidence": article.confidence,
        "topics": article.topics,
    }


def facts(
    details: Mapping[str, Any], publisher: str | None, place: str | None
) -> dict[str, list[str | None]]:
    """What fields find an article by, beside its text: field → texts, if there are any."""
    named = [*details.get("credits", ())]
    for credit, agency, _ in details.get("captions", ()):
        named += [credit, agency]
    stated = {
        "publisher": [publisher],
        "place": [place],
        "agency": named,
        "byline": [details.get("byline")],
        "section": [details.get("section")],
        "url": [details.get("url")],
        "lang": [details.get("language")],
        "topic": [*details.get("topics", ())],
    }
    return {field: texts for field, texts in stated.items() if any(texts)}


Fields = tuple[bytes, bytes, bytes]
"""Headline, captions and body as the postings have them, in UTF-8: text with words of our own would
take twice the bytes, and be encoded and decoded on its way."""


class StoredText(NamedTuple):
    """An article's text and details as the store keeps them."""

    headline: str
    captions: str
    body: str
    details: str

    @classmethod
    def of(cls, article: Article) -> StoredText:
        details = details_of(article)
        return cls(
            article.headline,
            "\n".join([caption.text for caption in article.captions]),
            "\n".join(article.paragraphs),
            _as_json({key: value for key, value in details.items() if value or value == 0}),
        )

    @property
    def checksum(self) -> int:
        """Of all four."""
        return checksum((self.headline, self.captions, self.body, self.details))

    def postings(self, *, headline_derived: bool) -> tuple[Fields, set[tuple[str, str]]]:
        """What the postings are made of, the words once more that only signs or capitals tell from
        others; and plain form and words of all that is not spelt plainly.

        A derived headline is the body's, and its words count there.
        """
        from newscli.text.peculiar import peculiar

        variants: set[tuple[str, str]] = set()
        fields = []
        for text in (self.headline, self.captions, self.body):
            marked, spelt = peculiar(text)
            variants |= spelt
            words = bounded(searchable(text)).encode()
            fields.append(b" ".join((words, " ".join(sorted(marked)).encode())))
        headline, captions, body = fields
        return (b"" if headline_derived else headline, captions, body), variants

    def facts(self, publisher: str | None, place: str | None) -> dict[str, list[str | None]]:
        """What fields find the article by, beside its text."""
        return facts(json.loads(self.details), publisher, place)

    def article(
        self,
        *,
        number: int,
        id: str,
        headline_derived: bool,
        publisher: str | None,
        place: str | None,
        date: str | None,
        words: int,
        path: str,
        format: str,
        encoding: str,
    ) -> Article:
        details = json.loads(self.details)
        known, (first, last) = details.get("captions", ()), details["lines"]
        captions = self.captions.split("\n") if known else []
        return Article(
            headline=self.headline,
            paragraphs=tuple(self.body.split("\n")) if self.body else (),
            source=Source(path, format, encoding, first, last, details.get("origin")),
            parts=tuple(Part(ROLES[role], *lines) for role, *lines in details.get("parts", ())),
            evidence=details["evidence"],
            headline_derived=headline_derived,
            byline=details.get("byline"),
            place=place,
            date=date,
            language=details.get("language"),
            url=details.get("url"),
            publisher=publisher,
            section=details.get("section"),
            subheads=tuple(Subhead(*subhead) for subhead in details.get("subheads", ())),
            captions=tuple(
                Caption(text, *facts) for text, facts in zip(captions, known, strict=True)
            ),
            credits=tuple(details.get("credits", ())),
            other=tuple(details.get("other", ())),
            id=id,
            number=number,
            words=words,
            cut=Decision(*cut) if (cut := details.get("cut")) else None,
            confidence=details.get("confidence"),
            topics=tuple(details.get("topics", ())),
        )
