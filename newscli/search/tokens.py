"""Characters → the words and operators of a query; `grammar` makes a tree of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from newscli.errors import QueryError
from newscli.search.fields import NAMES, meant
from newscli.text import words
from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.signs import is_capital
from newscli.text.variants import spaced
from newscli.tuples import NamedTuple

FARTHEST = 100  # words of a proximity; farther apart, two words stand in the same article


class Token(NamedTuple):
    """A word or an operator of a query."""

    kind: Literal["(", ")", "-", "NOT", "AND", "OR", "NEAR", "field", "=", "word", "phrase"]
    text: str = ""
    distance: int = 0
    """Of NEAR, and of a phrase whose words may stand apart."""


def tokens(typed: str, *, is_open: bool) -> Iterator[Token]:
    """All of them, in order.  Raises `QueryError` for what looks like an operator and is none,
    unless it `is_open`: still being typed."""
    return _Scanner(typed, is_open=is_open).tokens()


_QUOTES = {  # what opens a phrase → what closes it
    **{'"': '"“”', "“": '"”“', "”": '"”“', "„": '"“”', "‟": '"”', "＂": "＂", "〝": "〞〟"},
    **{"«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』"},
}
# Patterns are compiled when they are needed, which most queries need none of.
_FIELD = r"([^\W\d_]+):(?=[^\s:/)])"
_NEAR = r"NEAR/(\d+)$"
_APART = r"~(\d+)(?=[\s)]|$)"
_AFTER_A_PHRASE = r"[~^][^\s)]*"
_BEFORE_A_BRACKET = r"AND|OR|NOT|NEAR/\d+"
_BETWEEN_STROKES = r"/[^\W_]+(-[^\W_]+)*/"
_YEAR = r"\d{4}"
SENTENCE = 6  # words; longer ones are pasted: what is not closed is text, strokes set a word off
_MONEY = "£$€¥"
_LIST_MARK = r"\w{1,2}"  # 1) a)
_INNER_STAR = r"\w\*+(?=.*\w)|\*+\w"
_OPERATORS = frozenset(["and", "or", "not", "near"])
_SIGNS = frozenset("&|!+/^~*")  # without one, a word is no operator of theirs
_NEAR_IS = "write NEAR/5 for at most 5 words between"
_NAMED_OPERATOR = r"(?:O?NEAR|ADJ|WITHIN)(?:\d*|\(.*)|AROUND\(.*|XOR|(?:AND|BUT)NOT"
_REFUSED = (  # what other search engines have, and what there is instead
    (r"(&&|\|\|)\S*", "write a space or AND, and OR"),
    (r"!\w+", "write -{0} for articles without it"),
    (r"\+[^\W\d]\w*", "all words are looked for anyway; write ={0} for this very word"),
    (r"/\S+/", "there are no regular expressions; * stands for any letters, ? for one"),
    (r"\w*\*[\w*?]*:\S+", "a field is named in full, and * stands in what is looked for in it"),
    (r"[\w*?]+\^\d+(\.\d+)?", "words are weighed by how rare they are"),
    (r"\w+~(\d+(\.\d+)?)?", "typos are found anyway; write =word for this very word"),
    (r"O?NEAR/\D*|(?i:w|n|within|pre|o?near|adj)/\d+", _NEAR_IS),
    (r"XOR", "write (one OR other) -(one other)"),
    (r"(?:AND|BUT)NOT", "write NOT, or - before the word"),
    (_NAMED_OPERATOR, _NEAR_IS),
)


class _Scanner:
    """Cuts a query into words and operators."""

    def __init__(self, typed: str, *, is_open: bool) -> None:
        self._typed = typed
        self._is_open = is_open
        self._is_sentence = len(typed.split()) > SENTENCE
        self._is_shouted = self._is_sentence and typed.isupper() and _holds_together(typed)
        self._at = 0
        self._depth = 0

    def tokens(self) -> Iterator[Token]:
        """All of them, in order."""
        while self._at < len(self._typed):
            if self._typed[self._at].isspace():
                self._at += 1
            elif token := self._token():
                yield token
        if self._depth and not self._is_open:
            if not self._is_sentence:
                raise QueryError("a bracket is not closed: for every ( there has to be a )")
            yield from [Token(")")] * self._depth

    def _token(self) -> Token | None:
        """The next one; None for what is neither word nor operator."""
        typed, at = self._typed, self._at
        here, after = typed[at], typed[at + 1 : at + 2]
        if here == "(":
            self._depth += 1
            self._at += 1
            return Token("(")
        if here == ")":
            self._at += 1
            if not self._depth:
                self._see_that_it_is_text()
                return None
            self._depth -= 1
            return Token(")")
        if here == "-" and after.strip() and after != "-":
            self._at += 1
            return Token("-")
        if here in _QUOTES:
            phrase = self._phrase()
            self._at += not phrase
            return phrase
        if here == "=" and (after.isalnum() or (after and after in _QUOTES)):
            self._at += 1
            return Token("=")
        if name := self._field():
            return name
        return self._word()

    def _see_that_it_is_text(self) -> None:
        """A closing bracket that was never opened: text after a mark of a list or a smiley."""
        before = self._typed[: self._at - 1]
        word = before.split()[-1] if before[-1:].strip() else ""
        is_text = word and (not words(word) or re.fullmatch(_LIST_MARK, word))
        if not (is_text or self._is_open or self._is_sentence):
            raise QueryError("a bracket is not opened: for every ) there has to be a (")

    def _phrase(self) -> Token | None:
        """What stands in quotation marks; None when they are text."""
        start = self._at + 1
        curly = self._typed[self._at] != '"'
        ends = _QUOTES[self._typed[self._at]]
        end = next((i for i in range(start, len(self._typed)) if self._typed[i] in ends), -1)
        may_be_text = curly or self._is_sentence
        if end < 0 and may_be_text and (not self._is_open or self._typed[self._at] in "»›”"):
            return None  # pasted text may be cut anywhere
        if end < 0 and not self._is_open:
            raise QueryError('a quotation mark is not closed: write "side by side"')
        said = self._typed[start : end if end >= 0 else None]
        if not self._is_open and re.search(_INNER_STAR, said):
            raise QueryError("in a phrase, * goes at the end of its last word")
        self._at = end + 1 if end >= 0 else len(self._typed)
        if distance := re.compile(_APART).match(self._typed, self._at):
            self._at = distance.end()
        elif self._is_open or may_be_text:
            pass
        elif odd := re.compile(_AFTER_A_PHRASE).match(self._typed, self._at):
            raise QueryError(
                f"“{odd[0]}” after a phrase is no operator here: "
                '"two words"~5 is for at most 5 words between'
            )
        return Token("phrase", said, _distance(distance[1]) if distance else 0)

    def _field(self) -> Token | None:
        """The field that is named here; None for text with a colon in it."""
        has_colon = ":" in self._typed
        if not has_colon or not (found := re.compile(_FIELD).match(self._typed, self._at)):
            return None
        name = found[1].lower()
        if name not in NAMES:
            if _is_pasted(found[1], self._typed[found.end() :]):
                return None
            there = ", ".join(f"{one}:" for one in NAMES)
            hint = f" (did you mean {one}:?)" if (one := meant(name)) else ""
            raise QueryError(f"unknown field “{name}:”{hint}; there are {there}")
        self._at = found.end()
        return Token("field", name)

    def _word(self) -> Token | None:
        """Characters up to the next space, quotation mark or closing bracket."""
        start = self._at
        inner = 0
        for i in range(start, len(self._typed)):
            character = self._typed[i]
            if character == "(" and re.fullmatch(_BEFORE_A_BRACKET, self._typed[start:i]):
                break
            inner += character == "("
            if character.isspace() or (character == ")" and not inner):
                break
            if character in '"“' and i > start and not self._is_inside(i):
                break
            inner -= character == ")" and inner > 0
            self._at = i + 1
        self._at = max(self._at, start + 1)
        if not self._typed[start].islower():  # 10 000, J. P.
            whole = spaced().match(self._typed, start)
            self._at = max(self._at, whole.end() if whole else 0)
        if self._typed[start].isdecimal() or self._typed[start] in _MONEY:  # 5 per cent, 7 a.m.
            from newscli.search import figures  # whose patterns only figures need

            self._at = max(self._at, start + figures.length(self._typed, start))
        return self._operator(self._typed[start : self._at])

    def _is_inside(self, at: int) -> bool:
        """Whether a quotation mark is part of a word: inches, or the gershayim of צה"ל."""
        before, after = self._typed[at - 1], self._typed[at + 1 : at + 2]
        return before.isdigit() or ("א" <= before <= "ת" and "א" <= after <= "ת")

    def _operator(self, word: str) -> Token | None:
        if self._is_shouted and (word == "NEAR" or is_capital(word)):
            return Token("word", word.lower())  # capitals tell nothing where all letters are
        if word in ("AND", "OR"):
            return Token("AND" if word == "AND" else "OR")
        if word == "NOT":
            return Token("NOT")
        if "/" in word and (near := re.fullmatch(_NEAR, word)):
            return Token("NEAR", word, _distance(near[1]))
        if "/" in word and self._is_sentence and re.fullmatch(_BETWEEN_STROKES, word):
            return Token("word", word)  # `the addition of a /boat-tail/ to bodies`
        is_odd = not _SIGNS.isdisjoint(word) or (
            word[:3].isupper() and re.fullmatch(_NAMED_OPERATOR, word)
        )
        for pattern, instead in _REFUSED if is_odd and not self._is_open else ():
            if re.fullmatch(pattern, word):
                raise QueryError(f"“{word}” is no operator here: {instead.format(word[1:])}")
        return Token("word", word)


def _holds_together(typed: str) -> bool:
    """Whether a text has words that queries do without: IN, OF, THE, other than AND, OR, NOT."""
    return not FUNCTION_WORDS.isdisjoint({*words(typed)} - _OPERATORS)


def _distance(number: str) -> int:
    return min(int(number), FARTHEST) if len(number) < 10 else FARTHEST


def _is_pasted(name: str, following: str) -> bool:
    """Whether a colon between a name that is no field's and a word is text: an address, a time, a
    score, a title; not what may be a field of another search engine."""
    after = following[:1]
    other = meant(name.lower())
    is_date = (
        other and NAMES[other].kind == "date" and re.match(_YEAR, following)
    )  # not From:9 To:5
    word = following.split(None, 1)[0] if following.strip() else ""
    return (
        len(name) == 1
        or (after.isdigit() and not is_date)
        or "@" in word
        or not words(word)
        or (name[:1].isupper() and not after.islower() and other is None)
    )
