"""An article's text and facts as the index keeps them, and the article made of them again."""

from __future__ import annotations

import json
from typing import NamedTuple
from zlib import compressobj, decompress, error

from newscli.index.faults import checksum
from newscli.records import Article, Caption, Decision, Part, Role, Source, Subhead
from newscli.text import searchable

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


WINDOW, MEMORY = 14, 7
"""Of zlib, whose own 15 and 8 take as long to clear as an article takes to pack; the packed text is
as short to three digits, that of ten articles longer by 0.5 %."""


def packed(text: str) -> bytes:
    """The text in about half of the space."""
    packing = compressobj(wbits=WINDOW, memLevel=MEMORY)
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


def _postings(text: str) -> str:
    """The words of a text, and once more those that only signs or capitals tell from others."""
    from newscli.text.signs import capitals, signs

    marked = {word for *_, word in signs(text)}
    marked.update(word for line in text.split("\n") for *_, word in capitals(line))
    return " ".join((searchable(text), *sorted(marked)))


class StoredText(NamedTuple):
    """An article's text and details as the store keeps them."""

    headline: str
    captions: str
    body: str
    details: str

    @classmethod
    def of(cls, article: Article) -> StoredText:
        source = article.source
        details = {
            "byline": article.byline,
            "language": article.language,
            "url": article.url,
            "section": article.section,
            "subheads": [[subhead.text, subhead.before] for subhead in article.subheads],
            "captions": [
                [caption.credit, caption.agency, caption.date] for caption in article.captions
            ],
            "credits": article.credits,
            "other": article.other,
            "lines": [source.first_line, source.last_line],
            "parts": [
                [ROLES.index(part.role), part.first_line, part.last_line] for part in article.parts
            ],
            "evidence": article.evidence,
            "cut": article.cut,
            "confidence": article.confidence,
            "topics": article.topics,
        }
        return cls(
            article.headline,
            "\n".join(caption.text for caption in article.captions),
            "\n".join(article.paragraphs),
            json.dumps({key: value for key, value in details.items() if value or value == 0}),
        )

    @property
    def checksum(self) -> int:
        """Of all four."""
        return checksum((self.headline, self.captions, self.body, self.details))

    def fields(self, *, headline_derived: bool) -> tuple[str, str, str]:
        """What the postings are made of; a derived headline is the body's, and counts there."""
        return (
            "" if headline_derived else _postings(self.headline),
            _postings(self.captions),
            _postings(self.body),
        )

    def variants(self) -> set[tuple[str, str]]:
        """Plain form and words of all that is not spelt plainly."""
        from newscli.text.variants import of_all

        return of_all((self.headline, self.captions, self.body))

    def facts(self, publisher: str | None, place: str | None) -> dict[str, list[str | None]]:
        """What fields find the article by, beside its text: field → texts."""
        details = json.loads(self.details)
        named = [*details.get("credits", ())]
        for credit, agency, _ in details.get("captions", ()):
            named += [credit, agency]
        return {
            "publisher": [publisher],
            "place": [place],
            "agency": named,
            "byline": [details.get("byline")],
            "section": [details.get("section")],
            "url": [details.get("url")],
            "lang": [details.get("language")],
            "topic": [*details.get("topics", ())],
        }

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
        known = details.get("captions", ())
        captions = self.captions.split("\n") if known else []
        return Article(
            headline=self.headline,
            paragraphs=tuple(self.body.split("\n")) if self.body else (),
            source=Source(path, format, encoding, *details["lines"]),
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
