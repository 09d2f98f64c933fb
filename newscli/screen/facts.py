"""Facts in the words that a page shows them in."""

from __future__ import annotations

import re

from newscli.records import Answer
from newscli.text.english_months import ENGLISH_MONTHS

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ].*)?")

WORDS_A_MINUTE = 238  # silent reading of English non-fiction (Brysbaert 2019)


def day(iso: str | None) -> str:
    """An ISO date as people write it, as exact as it is; anything else as it stands.

    >>> day("2024-06-27"), day("2024-06"), day(None)
    ('27 Jun 2024', 'Jun 2024', '')
    """
    match = _ISO.fullmatch(iso or "")
    if match is None:
        return iso or ""
    year, month, date = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year if month is None else str(iso)
    named = f"{ENGLISH_MONTHS[int(month) - 1][:3]} {year}"
    return f"{int(date)} {named}" if date else named


def minutes(words: int) -> int:
    """Time to read that many words, at least one minute."""
    return max(1, round(words / WORDS_A_MINUTE))


def taken_for(answer: Answer) -> dict[str, list[str]]:
    """Each repaired word of the query, and the words of the archive it was taken for."""
    taken: dict[str, list[str]] = {}
    for repair in answer.repairs:
        words = taken.setdefault(repair.word, [])
        if repair.to not in words:
            words.append(repair.to)
    return taken
