"""What a person typed, as terms to be found and filters to be passed.

Any text is a query: what is no operator is a word, an unbalanced quote is ignored, and text without
a letter or digit is no query at all.  The syntax is the one that search engines taught everyone:

    cold war            both words, anywhere
    "cold war"          side by side
    -nuclear            not this word
    kreml*              words that begin so
    =tariff             this very word: no repair, no inflection
    headline:nato       in the headline (also caption:, body:)
    oslo OR stockholm   one of the two
    source:times        of this publisher, or from this file (also agency:, place:)
    since:2024-05       of this date or later (also until:)
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from newscli.errors import QueryError
from newscli.search.filters import FILTERS, Filters
from newscli.text import words

Kind = Literal["word", "phrase", "prefix", "exact"]

FIELDS = ("headline", "caption", "body")

MAX_LENGTH = 10_000  # characters; a longer one is a paste, not a query

ELSEWHERE = {  # fields of other search engines → ours
    **{"title": "headline", "heading": "headline", "text": "body", "content": "body"},
    **{"publisher": "source", "credit": "agency", "location": "place", "dateline": "place"},
    **{"from": "since", "after": "since", "date": "since", "to": "until", "before": "until"},
}

TOKEN = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<field>[^\W\d_]+):(?=[^\s/]))?
        (?:"(?P<phrase>[^"]*)"|(?P<exact>=)?(?P<word>[^\s"]+?)(?P<star>\*)?(?=[\s"]|$)|")""",
    re.VERBOSE,
)


class Term(NamedTuple):
    """One thing to be found."""

    kind: Kind
    typed: str
    """As the person wrote it, without operators."""
    words: tuple[str, ...]
    """Folded; several for a phrase, or for a word that holds a hyphen or an apostrophe."""
    field: str | None = None
    """Where it has to stand; None for anywhere."""


class Query(NamedTuple):
    """A conjunction of alternatives."""

    typed: str
    groups: tuple[tuple[Term, ...], ...]
    """Of each group one term has to be found."""
    times: tuple[int, ...]
    """How often each group was typed."""
    excluded: tuple[Term, ...]
    filters: Filters


def parse(typed: str, filters: Filters | None = None) -> Query:
    """The terms of a query, which has to pass `filters` besides those in it.

    Raises `QueryError` when there is nothing to look for, or more than a person would type.

    >>> [term.words for (term,) in parse('kremln "cold war"').groups]
    [('kremln',), ('cold', 'war')]
    """
    filters = filters or Filters()
    filtered = filters != Filters()
    if not typed.strip() and not filtered:
        raise QueryError("empty query: type the words to look for")
    if len(typed) > MAX_LENGTH:
        raise QueryError(f"query too long: at most {MAX_LENGTH:,} characters")
    groups: dict[tuple[Term, ...], int] = {}
    excluded: list[Term] = []
    given: list[tuple[str, str, bool]] = []
    alternative = False
    for token in TOKEN.finditer(typed):
        if token["word"] == "OR" and not (token["minus"] or token["field"] or token["exact"]):
            alternative = bool(groups)
            continue
        field = _field(token)
        if field in FILTERS:
            given.append((field, _text(token), bool(token["minus"])))
        elif term := _term(token, field):
            if token["minus"]:
                excluded.append(term)
                continue
            group: tuple[Term, ...] = (term,)
            if alternative:
                last, _ = groups.popitem()
                group = (*last, term)
            groups[group] = groups.get(group, 0) + 1
            alternative = False
    filters = filters.narrowed(given)
    if not groups and filters == Filters():
        raise QueryError("empty query: it holds no word to look for")
    return Query(
        typed,
        tuple(groups),
        tuple(groups.values()),
        tuple(excluded),
        filters,
    )


def _text(token: re.Match[str]) -> str:
    """What follows the operators of a token."""
    return token["phrase"] if token["phrase"] is not None else token["word"] or ""


def _field(token: re.Match[str]) -> str:
    """The known field that a token names; empty if it names none.

    Raises `QueryError` when it names one that other search engines have, or nearly one of ours;
    what else stands before a colon is a word.
    """
    name = (token["field"] or "").lower()
    known = (*FIELDS, *FILTERS)
    if not name or name in known:
        return name
    meant = ELSEWHERE.get(name) or next((one for one in known if _is_slip(name, one)), None)
    if meant is None:
        return ""
    raise QueryError(
        f"unknown field “{name}:”; did you mean {meant}: ? "
        f"There are {', '.join(f'{one}:' for one in known)}"
    )


def _is_slip(name: str, field: str) -> bool:
    """Whether `name` is `field` in the plural, or with a letter missing, doubled or swapped."""
    if abs(len(name) - len(field)) > 1 or len(name) < 4 or name[0] != field[0]:
        return False
    longer, shorter = (name, field) if len(name) >= len(field) else (field, name)
    if len(longer) == len(shorter):
        return sorted(name) == sorted(field)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _term(token: re.Match[str], field: str) -> Term | None:
    """The term that a token of the query stands for; None if there is no word in it."""
    text = _text(token)
    if token["field"] and not field:
        text = f"{token['field']}:{text}"
    found = tuple(words(text))
    if not found:
        return None
    kind: Kind = "word"
    if token["phrase"] is not None:
        kind = "phrase" if len(found) > 1 else "exact"
    elif token["exact"]:
        kind = "exact"
    elif token["star"]:
        kind = "prefix"
    return Term(kind, text, found, field or None)
