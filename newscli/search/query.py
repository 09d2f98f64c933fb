"""What a person typed, as terms to be found.

Any text is a query: what is no operator is a word, an unbalanced quote is ignored, and text without
a letter or digit is no query at all.  The syntax is the one that search engines taught everyone:

    cold war            both words, anywhere
    "cold war"          side by side
    -nuclear            not this word
    kreml*              words that begin so
    =tariff             this very word: no repair, no inflection
    headline:nato       in the headline (also caption:, body:)
    oslo OR stockholm   one of the two
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newscli.errors import QueryError
from newscli.text import words

Kind = Literal["word", "phrase", "prefix", "exact"]

FIELDS = ("headline", "caption", "body")

MAX_WORDS = 64
"""More words than a person types; each one costs a look-up, and pairs of them a query."""

MAX_LENGTH = 10_000  # characters; a longer one is a paste, not a query

TOKEN = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<field>[^\W\d_]+):(?=\S))?
        (?:"(?P<phrase>[^"]*)"|(?P<exact>=)?(?P<word>[^\s"]+?)(?P<star>\*)?(?=[\s"]|$)|")""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found."""

    kind: Kind
    typed: str
    """As the person wrote it, without operators."""
    words: tuple[str, ...]
    """Folded; several for a phrase, or for a word that holds a hyphen or an apostrophe."""
    field: str | None = None
    """Where it has to stand; None for anywhere."""


@dataclass(frozen=True, slots=True)
class Query:
    """A conjunction of alternatives."""

    typed: str
    groups: tuple[tuple[Term, ...], ...]
    """Of each group one term has to be found."""
    excluded: tuple[Term, ...] = ()


def parse(typed: str) -> Query:
    """The terms of a query.

    Raises `QueryError` when there is none, or more than a person would type.

    >>> [term.words for (term,) in parse('kremln "cold war"').groups]
    [('kremln',), ('cold', 'war')]
    """
    if not typed.strip():
        raise QueryError("empty query: type the words to look for")
    if len(typed) > MAX_LENGTH:
        raise QueryError(f"query too long: at most {MAX_LENGTH:,} characters")
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    alternative = False
    for token in TOKEN.finditer(typed):
        if token["word"] == "OR" and not (token["minus"] or token["field"] or token["exact"]):
            alternative = bool(groups)
            continue
        term = _term(token)
        if term is None:
            continue
        if token["minus"]:
            excluded.append(term)
        elif alternative:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        alternative = False
    if not groups:
        raise QueryError("empty query: it holds no word to look for")
    if sum(len(term.words) for group in groups for term in group) > MAX_WORDS:
        raise QueryError(f"query too long: at most {MAX_WORDS} words")
    return Query(typed, tuple(groups), tuple(excluded))


def _term(token: re.Match[str]) -> Term | None:
    """The term that a token of the query stands for; None if there is no word in it."""
    field = (token["field"] or "").lower()
    text = token["phrase"] if token["phrase"] is not None else token["word"] or ""
    if field and field not in FIELDS:
        text, field = f"{token['field']}:{text}", ""
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
