"""What two articles have in common, word for word, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rapidfuzz.distance import Indel

from newscli.records import Article, Passage
from newscli.stories.judging import counterparts
from newscli.stories.telling import Telling
from newscli.text import words
from newscli.tuples import NamedTuple

_TOKEN = re.compile(r"\S+")

Step = tuple[int | None, int | None]
"""A sentence, and the one that says the same in the other article; None where there is none."""


class Wording(NamedTuple):
    """Some words as they stand in the one article and in the other; empty where they do not."""

    here: str
    there: str
    is_same: bool
    """Whether both have the words, if perhaps with other quotes or capitals."""


class Stretch(NamedTuple):
    """A paragraph beside what the other article has of it; or one that only the other has."""

    here: int | None
    """Index of the paragraph; None when only the other has it."""
    there: int | None
    """The same in the other."""
    wordings: tuple[Wording, ...]


def stretches(one: Article, other: Article, passage: Passage | None) -> list[Stretch]:
    """An article paragraph by paragraph beside another; as far as a passage goes, if it is one.

    Headlines are left out.  What only the other has stands behind what it follows there.
    """
    mine, its = _telling(one), _telling(other)
    here = _within(mine, passage and passage.here)
    there = _within(its, passage and passage.there)
    matched = {
        index: counterpart.sentence
        for index, counterpart in enumerate(counterparts(mine, its))
        if index in here and counterpart.words and counterpart.sentence in there
    }
    return [
        Stretch(
            next((mine.words[index][0] for index, _ in row if index is not None), None),
            next((its.words[place][0] for _, place in row if place is not None), None),
            tuple(
                _merged(wording for step in row for wording in _wordings(*_texts(step, mine, its)))
            ),
        )
        for row in _rows(_steps(here, there, matched), mine, its)
    ]


def _telling(article: Article) -> Telling:
    return Telling(article.number, None, article.paragraphs, article.date)


def _within(article: Telling, paragraphs: tuple[int, int] | None) -> range:
    """Indexes of the sentences of these paragraphs; of all when None."""
    first, last = paragraphs or (0, len(article.paragraphs))
    found = [i for i, (place, _, _) in enumerate(article.words) if first <= place <= last]
    return range(found[0], found[-1] + 1) if found else range(0)


def _steps(here: range, there: range, matched: dict[int, int]) -> Iterator[Step]:
    """Each sentence of both, those that say the same together."""
    left = set(there) - set(matched.values())

    def following(place: int) -> Iterator[Step]:
        while place in left:
            left.discard(place)
            yield None, place
            place += 1

    yield from following(there.start)
    for index in here:
        place = matched.get(index)
        yield index, place
        if place is not None:
            yield from following(place + 1)


def _rows(steps: Iterable[Step], mine: Telling, its: Telling) -> Iterator[list[Step]]:
    """The steps of each paragraph; what only the other has is in a row of its own if it stands in
    another paragraph than what it follows."""
    row: list[Step] = []
    last: tuple[int | None, int | None] = (None, None)
    for index, place in steps:
        here = last[0] if index is None else mine.words[index][0]
        there = last[1] if place is None else its.words[place][0]
        if row and (here != last[0] or (index is None and there != last[1])):
            yield row
            row = []
        row.append((index, place))
        last = here, there
    if row:
        yield row


def _texts(step: Step, mine: Telling, its: Telling) -> tuple[str, str]:
    index, place = step
    return (
        "" if index is None else mine.words[index][1],
        "" if place is None else its.words[place][1],
    )


def _wordings(here: str, there: str) -> Iterator[Wording]:
    """The words of two sentences, those that both have once."""
    mine, its = _TOKEN.findall(here), _TOKEN.findall(there)
    found = Indel.opcodes([*map(_key, mine)], [*map(_key, its)])
    for code in found:
        yield Wording(
            " ".join(mine[code.src_start : code.src_end]),
            " ".join(its[code.dest_start : code.dest_end]),
            code.tag == "equal",
        )


def _key(token: str) -> str:
    """What two tokens must have in common to be the same: not the kind of a dash or a quote."""
    return " ".join(words(token))


def _merged(wordings: Iterable[Wording]) -> Iterator[Wording]:
    """The wordings, those side by side that are of one kind as one."""
    for is_same, run in groupby(wordings, key=lambda wording: wording.is_same):
        together = list(run)
        yield Wording(
            " ".join(wording.here for wording in together if wording.here),
            " ".join(wording.there for wording in together if wording.there),
            is_same,
        )
