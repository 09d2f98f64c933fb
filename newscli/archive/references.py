"""Naming articles: by number or range, by a row of the last answer, by an id or its beginning, by
their document, by words of a headline."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.errors import AmbiguousReferenceError, UnknownReferenceError, UsageError
from newscli.index import of_files
from newscli.sources import Root
from newscli.text.counted import counted

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

SHORTEST_ID_PREFIX = 4  # letters; RECORDS: an id is named by any unique prefix of four or more
LONGEST_NUMBER = 16  # digits; a longer one is an id, or nothing
CANDIDATES = 5  # how many articles to name when a REF may be any of several

_RANGE = re.compile(r"(\d{1,15})-(\d{1,15})")
_ROW = re.compile(r"@(\d{0,9})")


def is_path(ref: str) -> bool:
    """Whether a REF is a file: it is there, and no word of a headline is written so."""
    return ("/" in ref or "." in ref) and "\0" not in ref and os.path.isfile(ref)


def numbers_of(index: Holdings, ref: str, rows: Sequence[str] = ()) -> list[int]:
    """Numbers of the articles that a REF names; `rows` are the ids that `@1` and so on stand for.

    Raises `UnknownReferenceError`, `AmbiguousReferenceError` or `UsageError`.
    """
    if numbers := _of_range(index, ref) or _of_row(index, ref, rows):
        return numbers
    candidates = _by_number_or_id(index, ref)
    if not candidates and is_path(ref):
        return _of_document(index, ref)
    by_words = not candidates and not ref.isdecimal() and bool(ref)
    if by_words:
        from newscli.search.question import by_headline

        candidates = by_headline(index, ref, CANDIDATES)
    if not candidates:
        raise UnknownReferenceError(ref, index.count(), words=by_words)
    if len(candidates) > 1:
        named = [(article.number, article.headline) for article in index.articles(candidates)]
        raise AmbiguousReferenceError(ref, named)
    return candidates


def joined(index: Holdings, refs: Iterable[str]) -> Iterator[str]:
    """The REFs, those side by side that can only be words of a headline as one."""
    words: list[str] = []
    for ref in refs:
        ref = ref.strip()
        is_whole = ref.isdecimal() or _RANGE.fullmatch(ref) or _ROW.fullmatch(ref) or is_path(ref)
        if is_whole or _by_number_or_id(index, ref):
            if words:
                yield " ".join(words)
                words = []
            yield ref
        else:
            words.append(ref)
    if words:
        yield " ".join(words)


def _of_range(index: Holdings, ref: str) -> list[int]:
    """Numbers from A to B of `A-B`; none of another REF."""
    found = _RANGE.fullmatch(ref)
    if found is None:
        return []
    first, last = int(found[1]), int(found[2])
    numbers = index.numbers()
    if first > last:
        raise UsageError(f"{ref} is empty: write {last}-{first}")
    wanted = [number for number in numbers if first <= number <= last]
    if not wanted or last > numbers[-1]:
        raise UsageError(f"no article {ref}: there are {len(numbers):,}; `newscli list` shows them")
    return wanted


def _of_row(index: Holdings, ref: str, rows: Sequence[str]) -> list[int]:
    """The article of row N of the last answer, for `@N`; none of another REF."""
    found = _ROW.fullmatch(ref)
    if found is None:
        return []
    row = int(found[1] or 1)
    if not 1 <= row <= len(rows):
        why = f"it had {counted(len(rows), 'row')}" if rows else "there is none for these documents"
        raise UsageError(f"no {ref} in the last search: {why}; `newscli search WORDS` first")
    if number := index.numbers_of([rows[row - 1]]).get(rows[row - 1]):
        return [number]
    raise UsageError(f"{ref} of the last search is gone: its document has changed; search again")


def _of_document(index: Holdings, path: str) -> list[int]:
    """The articles of a document, from its first line to its last."""
    from newscli.index.ledger import articles

    if numbers := [article.number for article in articles(of_files(index), Root(path).absolute)]:
        return numbers
    raise UsageError(f"{path} has no articles, or is none of the documents asked: --from {path}")


def _by_number_or_id(index: Holdings, ref: str) -> list[int]:
    """Numbers of the articles that a REF names as a number or as an id's beginning."""
    if ref.isdecimal() and len(ref) < LONGEST_NUMBER and index.has(int(ref)):
        return [int(ref)]
    if len(ref) < SHORTEST_ID_PREFIX or not ref.isascii():  # ids are hexadecimal
        return []
    found = index.ids_starting_with(ref.lower(), CANDIDATES)
    exact = [number for id, number in found if id == ref.lower()]
    return exact or [number for _, number in found]
