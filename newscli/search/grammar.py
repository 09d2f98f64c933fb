"""What a person typed, as a tree of words and operators.

    query    = any { ["AND"] any }              all of them
    any      = near { "OR" near }               one of them: OR binds tighter than the space
    near     = not { "NEAR/" number not }       within so many words, in either order
    not      = { "-" | "NOT" | field ":" } primary
    primary  = "(" query ")" | "=" word | phrase | word
    phrase   = '"' words '"' [ "~" number ]     side by side, or within so many words
    word     = kremlin | kreml* | *lin | g*gle | tank?r

What merely looks like syntax in pasted text is text: a question mark at the end of a word, a colon
before a space or a figure, `5" gun`, `and/or`.  What other search engines would read as an operator
is never read as a word in silence: it is refused with a line that names what there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from newscli.errors import QueryError
from newscli.search.fields import NAMES
from newscli.search.tokens import Token, tokens
from newscli.text import words
from newscli.tuples import NamedTuple

DEEPEST = 40  # brackets in one another; nobody types more, and the engine takes fewer than 100

Kind = Literal["word", "phrase", "prefix", "pattern", "exact", "near"]


class Term(NamedTuple):
    """One thing to be found."""

    kind: Kind
    typed: str
    """As the person wrote it, without operators."""
    words: tuple[str, ...]
    """Folded; several for a phrase, or for a word that holds a hyphen or an apostrophe; of a
    `pattern` one, with its `*` and `?`."""
    field: str | None = None
    """Where it has to stand; None for anywhere."""
    parts: tuple[tuple[str, ...], ...] = ()
    """Of what has to be `near`: the runs of words."""
    spelt: tuple[str, ...] = ()
    """The same as typed."""
    distance: int = 0
    """How many words may stand between those."""


class Fact(NamedTuple):
    """Words that have to be said of the article, in a field that is not its text."""

    field: str
    typed: str
    words: tuple[str, ...]


class Dated(NamedTuple):
    """A time that the article has to be of."""

    field: str
    """`date`, `since` or `until`."""
    typed: str


class Desked(NamedTuple):
    """What a reader says of the article, or when they first had it."""

    field: str
    """`tag`, `is` or `added`."""
    typed: str


class Both(NamedTuple):
    """All parts."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """One of the parts."""

    parts: tuple[Node, ...]


class Not(NamedTuple):
    """What must not be."""

    part: Node


Node: TypeAlias = Term | Fact | Dated | Desked | Both | Either | Not


class Parsed(NamedTuple):
    """A query as it was understood."""

    tree: Node | None
    """None when it holds no word."""
    has_operators: bool
    """Whether it says how words go together, otherwise than by a space or a `-`."""


def parsed(typed: str, *, is_open: bool = False) -> Parsed:
    """The tree of a query.

    With `is_open` it is still being typed: what is open closes itself.  Raises `QueryError`.

    >>> shown(parsed("cold oslo OR stockholm").tree)
    'cold (oslo OR stockholm)'
    """
    found = [*tokens(typed, is_open=is_open)]
    operators = {"(", "NOT", "AND", "OR", "NEAR"}  # -word needs no words about it
    apart = any(token.kind in operators or token.distance for token in found)
    return Parsed(_Parser(found, is_open=is_open).query(), apart)


def plain(typed: str) -> Parsed:
    """A query that holds no syntax: words, and nothing else."""
    terms = tuple(Term("word", word, found) for word in typed.split() if (found := _folded(word)))
    return Parsed(_grouped(Both, list(terms)), False)


_UNQUOTED = str.maketrans('"*', "  ")  # what has a meaning of its own between quotation marks


def shown(node: Node | None, *, inside: bool = False) -> str:
    """A tree as one would type it, with all brackets that matter."""
    match node:
        case None:
            return ""
        case Both(parts):
            text = " ".join(shown(part, inside=True) for part in parts)
            return f"({text})" if inside else text
        case Either(parts):
            text = " OR ".join(shown(part, inside=True) for part in parts)
            return f"({text})" if inside else text
        case Not(part):
            return f"-{shown(part, inside=True)}"
        case Term(kind, typed, _, field, _, _, distance):
            said = " ".join(typed.translate(_UNQUOTED).split())
            quoted = said if said.isalnum() else f'"{said}"'
            starred = f"{said}*" if said.isalnum() else f'"{said}*"'
            forms = {"phrase": f'"{typed}"', "exact": f"={quoted}", "prefix": starred}
            text = forms.get(kind, typed)
            if kind == "near" and distance and "NEAR" not in typed:
                text = f'"{typed}"~{distance}'
            return f"{field}:{text}" if field else text
        case Fact(field, typed) | Dated(field, typed) | Desked(field, typed):
            return f'{field}:"{typed}"' if " " in typed else f"{field}:{typed}"


class _Parser:
    """Reads tokens by the grammar; a method a rule."""

    def __init__(self, tokens: Sequence[Token], *, is_open: bool) -> None:
        self._tokens = tokens
        self._is_open = is_open
        self._at = 0
        self._depth = 0

    def query(self) -> Node | None:
        """The whole query."""
        return self._all(None)

    def _next(self) -> str:
        """The kind of the token that comes; empty at the end."""
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _all(self, field: str | None) -> Node | None:
        parts: list[Node | None] = []
        while self._next() not in ("", ")"):
            if self._next() == "AND":
                self._take()
                self._see_sides("AND", bool(parts))
                continue
            parts.append(self._any(field))
        return _grouped(Both, parts)

    def _any(self, field: str | None) -> Node | None:
        parts = [self._near(field)] if self._next() != "OR" else []
        while self._next() == "OR":
            self._take()
            if self._see_sides("OR", bool(parts)):
                parts.append(self._near(field))
        return _grouped(Either, parts)

    def _near(self, field: str | None) -> Node | None:
        if self._next() == "NEAR":
            self._take()
            self._see_sides("NEAR", False)
            return None
        found: list[Node | None] = [self._not(field)]
        pairs: list[Node | None] = []
        while self._next() == "NEAR":
            near = self._take()
            if self._see_sides(near.text, True):
                found.append(self._not(field))
                pairs.append(_nearby(found[-2], found[-1], near))
        return _grouped(Both, pairs) if pairs else found[0]

    def _not(self, field: str | None) -> Node | None:
        is_not = False
        while self._next() in ("-", "NOT", "field"):
            token = self._take()
            if token.kind == "field":
                field = token.text
            else:
                is_not = not is_not
            if self._next() in ("", ")", "AND", "OR", "NEAR"):
                if token.kind != "field" and not self._is_open:
                    raise QueryError("NOT needs a word after it; in small letters it is a word")
                return None
        part = self._primary(field)
        return Not(part) if is_not and part else part

    def _primary(self, field: str | None) -> Node | None:
        token = self._take()
        if token.kind == "(":
            self._depth += 1
            if self._depth > DEEPEST:
                raise QueryError(f"more than {DEEPEST} brackets in one another")
            part = self._all(field)
            self._depth -= 1
            if self._next() == ")":
                self._take()
            return part
        exact = token.kind == "="
        if exact:
            token = self._take() if self._next() in ("word", "phrase") else Token("word")
        return _leaf(token, field, exact=exact)

    def _see_sides(self, operator: str, has_left: bool) -> bool:
        """Whether there is something on both sides of an operator; raises if nothing will come."""
        there = has_left and self._next() not in ("", ")", "AND", "OR", "NEAR")
        if not there and not self._is_open:
            small = (
                f"; in small letters “{operator.lower()}” is a word" if "/" not in operator else ""
            )
            raise QueryError(f"{operator} needs a word on each side{small}")
        return there


def _grouped(kind: type[Both] | type[Either], parts: Sequence[Node | None]) -> Node | None:
    """The parts as one, those of the same kind with theirs; a single part is itself."""
    nodes: list[Node] = []
    for part in parts:
        nodes += part.parts if isinstance(part, kind) else [part] if part else []
    return kind(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _leaf(token: Token, field: str | None, *, exact: bool) -> Node | None:
    """What a word or a phrase asks for; None if there is no word in it."""
    kind = NAMES[field].kind if field else "text"
    if kind == "date":
        return Dated(field or "", token.text)
    if kind == "desk":
        return Desked(field or "", token.text)
    found = _folded(token.text)
    if kind == "fact":
        if re.search(_WILD, token.text.rstrip("*")):
            raise QueryError(f"field {field}: takes * at the end of a word alone")
        return Fact(field or "", token.text, found) if found or token.text == "*" else None
    if found and token.kind == "phrase" and exact:
        return Term("exact", token.text, found, field)
    if found and token.kind == "phrase" and token.text.endswith("*"):
        return Term("prefix", token.text.rstrip("*"), found, field)
    if token.kind == "phrase" and token.distance and len(found) > 1:
        spelt = tuple(word for word in token.text.split() if _folded(word))
        return Term(
            "near", token.text, found, field, (*map(_folded, spelt),), spelt, token.distance
        )
    if token.kind == "phrase":
        return (
            Term("phrase" if len(found) > 1 else "exact", token.text, found, field)
            if found
            else None
        )
    if exact:
        return Term("exact", token.text, found, field) if found else None
    pattern = _pattern(token.text)
    if pattern.rstrip("*") and "*" not in pattern[:-1] and "?" not in pattern and "*" in pattern:
        return Term("prefix", token.text.rstrip("*"), found, field) if found else None
    if found and ("*" in pattern or "?" in pattern):
        return Term("pattern", token.text, (pattern,), field)
    return Term("word", token.text, found, field) if found else None


def _folded(text: str) -> tuple[str, ...]:
    return tuple(words(text))


_WILD = r"\*|(?<=[\w?])\?(?=\?*\w)"


def _pattern(word: str) -> str:
    """A word with its wildcards, folded and without what stands between its letters.

    >>> _pattern("Tank?r-Schiff*"), _pattern("why?")
    ('tank?rschiff*', 'why')
    """
    if "://" in word or not ("*" in word or "?" in word):
        return "".join(words(word))
    cut = 0
    pattern = ""
    for wild in re.finditer(_WILD, word):
        pattern += "".join(words(word[cut : wild.start()])) + wild[0]
        cut = wild.end()
    return re.sub(r"\*+", "*", pattern + "".join(words(word[cut:])))


def _nearby(one: Node | None, other: Node | None, near: Token) -> Node | None:
    """What has to stand near what: words, phrases, or one of several."""
    if one is None or other is None:
        return one or other
    if isinstance(one, Either):
        return _grouped(Either, [_nearby(part, other, near) for part in one.parts])
    if isinstance(other, Either):
        return _grouped(Either, [_nearby(one, part, near) for part in other.parts])
    simple = ("word", "phrase", "exact")
    if not (isinstance(one, Term) and isinstance(other, Term)) or not (
        one.kind in simple and other.kind in simple and one.field == other.field
    ):
        raise QueryError(f"{near.text} stands between words, phrases, or one of several words")
    typed = f"{shown(one)} {near.text} {shown(other)}"
    both, spelt = (one.words, other.words), (one.typed, other.typed)
    return Term("near", typed, (*one.words, *other.words), one.field, both, spelt, near.distance)
