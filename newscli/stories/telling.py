"""What an article tells, in the form in which two are compared: its sentences, word by word.

A word becomes one character, so that a sentence is a string and RapidFuzz compares sentences of
words as fast as words of letters.  Beside its words a sentence keeps the names and figures in it:
two that are alike but name others tell of something else, as the wire's market reports do each day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zlib import crc32

from newscli.text import words
from newscli.text.sentences import SENTENCE_END
from newscli.tuples import NamedTuple

LONGEST = 60  # words of a sentence; what has no full stop (tables, lists) is cut into such pieces
LONGEST_WORD = 20  # characters on average, above which what stands between spaces is no word
MOST_SENTENCES = 1_000
"""Of an article that are looked at: about 20,000 words.  What is longer is a book, and comparing
two would take minutes."""

RUN = 4  # words that make a print: of 3, too many are common turns of speech
PRINTS = 2
"""Of a sentence.  With 2 of 4 words, 99.8 of 100 pairs that are to be found have one in common (3:
99.9, at half as many candidates again); see tests/benchmarks/stories.py."""

HEADLINE = -1  # in place of a paragraph's index

_FIGURE = re.compile(r"\d(?:[\d.,/:-]*\d)?")

_FIRST = 0x10000  # of the characters that stand for words: none is a surrogate or printed
_ROOM = 0x100000


class _Signs(dict[str, str]):
    """Word → the character that stands for it; two words in a million share one."""

    def __missing__(self, word: str) -> str:
        sign = self[word] = chr(_FIRST + crc32(word.encode()) % _ROOM)
        return sign


MOST_SIGNS = 500_000  # kept in memory, about 60 MB; after that all are worked out anew
_signs = _Signs()


class Facts(NamedTuple):
    """What a sentence names."""

    names: frozenset[str]
    """Words with a capital that a sentence's beginning does not account for."""
    figures: frozenset[str]
    """As printed: `6-3/16` is one and not `6-3/8`."""


@dataclass(frozen=True)
class Telling:
    """An article as it is compared."""

    number: int
    headline: str | None
    """None when the document has none of its own: the body says it already."""
    paragraphs: Sequence[str]
    date: str | None = None
    _facts: dict[int, Facts] = field(default_factory=dict, repr=False)

    @cached_property
    def texts(self) -> list[tuple[int, str]]:
        """Paragraph and text of each sentence, the headline first."""
        said = [] if self.headline is None else [(HEADLINE, self.headline)]
        for index, paragraph in enumerate(self.paragraphs):
            said += [(index, text) for text in _sentences(paragraph)]
            if len(said) >= MOST_SENTENCES:
                break
        return said[:MOST_SENTENCES]

    @cached_property
    def words(self) -> list[tuple[int, str, list[str]]]:
        """The same with the folded words of each; without those that have none."""
        return [(place, text, run) for place, text in self.texts if (run := words(text))]

    @cached_property
    def length(self) -> int:
        """Words."""
        return sum(len(run) for _, _, run in self.words)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of the body that have a capital where none is due."""
        bodies = [text for paragraph, text in self.texts if paragraph != HEADLINE]
        capitals = [token for text in bodies for token in _capitals(text.partition(" ")[2])]
        return frozenset(word for word in words(" ".join(capitals)) if len(word) > 1)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences, a character a word."""
        return [signs(run) for _, _, run in self.words]

    @cached_property
    def lead(self) -> int:
        """Index of the first sentence of the body; 0 if there is none."""
        places = (i for i, (paragraph, _, _) in enumerate(self.words) if paragraph != HEADLINE)
        return next(places, 0)

    def facts(self, sentence: int) -> Facts:
        """What the sentence with this index names."""
        if (known := self._facts.get(sentence)) is None:
            text = self.words[sentence][1]
            names = self.names.intersection(words(" ".join(_capitals(text))))
            figures = frozenset(_FIGURE.findall(text))
            known = self._facts[sentence] = Facts(names, figures)
        return known

    @cached_property
    def day(self) -> int | None:
        """The day that the article states as its own, counted from some day; None without one."""
        try:
            return date.fromisoformat((self.date or "")[:10]).toordinal()
        except ValueError:
            return None

    @cached_property
    def prints(self) -> list[list[int]]:
        """For each sentence that has any, numbers that another with the same words also has.

        They are the lowest checksums of its runs of `RUN` words: a choice that depends on the words
        alone, so an unchanged sentence has the same ones wherever it stands (Broder, "On the
        resemblance and containment of documents", 1997).
        """
        return [sorted(set(sums))[:PRINTS] for _, sums in self._checksums()]

    def phrases(self) -> list[list[tuple[str, ...]]]:
        """The words that the prints stand for, sentence by sentence."""
        return [
            [tuple(run[sums.index(low) :][:RUN]) for low in sorted(set(sums))[:PRINTS]]
            for run, sums in self._checksums()
        ]

    def _checksums(self) -> Iterator[tuple[list[str], list[int]]]:
        """The words of each sentence of the body that has a run, and the checksums of all its runs;
        of the headline if the body has none: else it would only count the lead twice."""
        runs = [(place, run) for place, _, run in self.words if len(run) >= RUN]
        body = [run for place, run in runs if place != HEADLINE]
        for run in body or [run for _, run in runs]:
            coded = signs(run).encode("utf-32-le")
            last = len(coded) - 4 * RUN
            yield run, [*map(crc32, [coded[i : i + 4 * RUN] for i in range(0, last + 1, 4)])]


def signs(run: Sequence[str]) -> str:
    """The words as a string of one character each."""
    if len(_signs) > MOST_SIGNS:
        _signs.clear()
    return "".join([_signs[word] for word in run])


def _sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, as far as stops tell, long ones in pieces."""
    start = 0
    for stop in SENTENCE_END.finditer(paragraph):
        yield from _pieces(paragraph[start : stop.end()].lstrip())
        start = stop.end()
    if start < len(paragraph):
        yield from _pieces(paragraph[start:].lstrip())


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence, or if it is too long, pieces of it."""
    if len(sentence) <= LONGEST:  # characters, so it cannot have more words
        yield sentence
        return
    tokens = sentence.split(" ")
    for start in range(0, len(tokens), LONGEST):
        piece = " ".join(tokens[start : start + LONGEST])
        if len(piece) <= LONGEST * LONGEST_WORD:
            yield piece
        else:  # a script without spaces, or none at all
            for cut in range(0, len(piece), LONGEST):
                yield piece[cut : cut + LONGEST]


def _capitals(text: str) -> list[str]:
    """The words that have a capital letter in them, as they are between spaces."""
    pairs = zip(text.split(), text.lower().split(), strict=False)
    return [token for token, small in pairs if token != small]
