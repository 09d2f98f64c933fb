"""Naming articles: by number, by an id or its beginning, by words of a headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscli.errors import AmbiguousReferenceError, UnknownReferenceError
from newscli.index import Index

SHORTEST_ID_PREFIX = 4  # letters; RECORDS: an id is named by any unique prefix of four or more
LONGEST_NUMBER = 16  # digits; a longer one is an id, or nothing
CANDIDATES = 5  # how many articles to name when a REF may be any of several


def number_of(index: Index, ref: str) -> int:
    """The number of the article that a REF names.

    Raises `UnknownReferenceError` or `AmbiguousReferenceError`.
    """
    candidates = _by_number_or_id(index, ref)
    by_words = not candidates and not ref.isdecimal() and bool(ref)
    if by_words:
        from newscli.search import by_headline

        candidates = by_headline(index, ref, CANDIDATES)
    if not candidates:
        raise UnknownReferenceError(ref, index.count(), words=by_words)
    if len(candidates) > 1:
        named = [(article.number, article.headline) for article in index.articles(candidates)]
        raise AmbiguousReferenceError(ref, named)
    return candidates[0]


def joined(index: Index, refs: Iterable[str]) -> Iterator[str]:
    """The REFs, those side by side that can only be words of a headline as one."""
    words: list[str] = []
    for ref in refs:
        ref = ref.strip()
        if ref.isdecimal() or _by_number_or_id(index, ref):
            if words:
                yield " ".join(words)
                words = []
            yield ref
        else:
            words.append(ref)
    if words:
        yield " ".join(words)


def _by_number_or_id(index: Index, ref: str) -> list[int]:
    """Numbers of the articles that a REF names as a number or as an id's beginning."""
    if ref.isdecimal() and len(ref) < LONGEST_NUMBER and index.has(int(ref)):
        return [int(ref)]
    if len(ref) < SHORTEST_ID_PREFIX or not ref.isascii():  # ids are hexadecimal
        return []
    found = index.ids_starting_with(ref.lower(), CANDIDATES)
    exact = [number for id, number in found if id == ref.lower()]
    return exact or [number for _, number in found]
