"""Where in a text the words of a query stand.

Matches are found anew in the texts themselves, word by word as `text.words` sees them, rather than
asked of the engine: so repaired and inflected words count and light up too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from typing import TYPE_CHECKING, TypeAlias

from newscli.index.matching import Selection
from newscli.index.sought import any_of
from newscli.records import Marked
from newscli.search.choices import Choice, Group
from newscli.text import slices, spans, words
from newscli.text.signs import MARK, capitals, signs
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

MOST_READ = 500  # articles whose texts are asked whether they have a phrase: 50 ms
SNIPPET = 170  # characters: two lines of a search page at its measure


FieldWords: TypeAlias = tuple[tuple[str, Sequence[str]], ...]
"""Headline, captions and body of an article: each field's name and its words."""


class Sighting(NamedTuple):
    """A place where a word or phrase that is sought stands."""

    start: int
    end: int
    group: int
    """Which of the query's groups it satisfies."""
    choice: Choice


class Finder:
    """Finds all that is sought in any text."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._by_word: dict[str, list[tuple[int, Choice, Sequence[str]]]] = {}
        self._prefixes: list[tuple[int, Choice]] = []
        self._beginnings: tuple[str, ...] = ()
        self._nearby: list[tuple[int, Choice]] = []
        self._signs: set[str] = set()
        for i, group in enumerate(groups):
            for choice in group.choices:
                run, *_ = runs = choice.runs or (choice.words,)
                self._signs.update(word for one in runs for word in one if word.startswith(MARK))
                if choice.term.kind == "near":
                    self._nearby.append((i, choice))
                elif choice.term.kind == "prefix" and len(choice.words) == 1:
                    self._prefixes.append((i, choice))
                    self._beginnings += choice.words
                else:
                    self._by_word.setdefault(run[0], []).append((i, choice, run))

    def words(self, text: str) -> list[str]:
        """The words of a text, as `found` takes them."""
        return [word for *_, word in self._spans(text)] if self._signs else words(text)

    def words_of(self, headline: str, captions: str, body: str) -> FieldWords:
        """The words of an article, as `found` takes those of each field."""
        texts = ("headline", headline), ("caption", captions), ("body", body)
        return tuple((field, self.words(text) if text else []) for field, text in texts)

    def _slices(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each."""
        if not self._signs:
            return slices(text)
        return [(start, end) for start, end, _ in self._spans(text)]

    def _spans(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and word of each; what is sought by its signs or capitals is one word."""
        found = [*signs(text), *capitals(text)]
        marked = sorted((one for one in found if one[2] in self._signs), reverse=True)
        after = 0
        for start, end, word in spans(text):
            while marked and marked[-1][0] <= start:
                yield marked[-1]
                _, after, _ = marked.pop()
            if start >= after:
                yield start, end, word
        yield from reversed(marked)

    def found(self, words: Sequence[str], field: str) -> Iterator[tuple[int, int, int, Choice]]:
        """Place, length in words, group and choice of all that stands in a text of these words, in
        order; a place may serve several groups.  What is sought in another field alone does not
        count; without a field, everything does."""
        if not self._nearby:
            return self._side_by_side(words, field)
        near = (
            (place, length, group, choice)
            for group, choice in self._nearby
            if _is_in(choice, field)
            for place, length in _near(choice, words)
        )
        every = (*self._side_by_side(words, field), *near)
        return iter(sorted(every, key=lambda found: found[:3]))

    def _side_by_side(
        self, words: Sequence[str], field: str
    ) -> Iterator[tuple[int, int, int, Choice]]:
        for i in self._places(words):
            word = words[i]
            for group, choice, run in self._by_word.get(word, ()):
                if _is_in(choice, field) and _stands(choice, run, words, i):
                    yield i, len(run), group, choice
            for group, choice in self._prefixes:
                if word.startswith(choice.words[0]) and _is_in(choice, field):
                    yield i, 1, group, choice

    def _places(self, words: Sequence[str]) -> list[int]:
        """Where a form may begin: of a text's words, hardly any."""
        known, beginnings = self._by_word, self._beginnings
        if not beginnings:
            return [*compress(count(), map(known.__contains__, words))]
        return [i for i, word in enumerate(words) if word in known or word.startswith(beginnings)]

    def matches(self, text: str, field: str = "") -> list[Sighting]:
        """The places in `text`, in order, not overlapping, the longest of those that begin alike.

        `field` tells what the text is; without it, what is sought in one field alone counts too.
        """
        if not (self._by_word or self._prefixes or self._nearby):
            return []  # filters alone are sought
        matches: list[Sighting] = []
        place = -1
        found = [*self.found(self.words(text), field)]
        run = self._slices(text) if found else []  # which takes longer than to find them
        for i, length, group, choice in found:
            start, end = run[i][0], run[i + length - 1][1]
            if matches and start < matches[-1].end:
                if i > place or end <= matches[-1].end:
                    continue
                matches.pop()
            place = i
            matches.append(Sighting(start, end, group, choice))
        return matches

    def marks(self, text: str, field: str = "") -> tuple[tuple[int, int], ...]:
        """The slices of `text` to be marked."""
        return tuple((match.start, match.end) for match in self.matches(text, field))


def told_elsewhere(index: Holdings, groups: Iterable[Group], selection: Selection) -> set[int]:
    """Numbers of articles that have all words of a phrase, and the sign or the capitals of one, but
    these only elsewhere: `fell 17` and `up 17%`.  Of a phrase in very many articles, none."""
    found: set[int] = set()
    for group in groups:
        told = [c.sought for c in group.choices if c.marks and sum(map(len, c.runs)) > 1]
        if not told:
            continue
        numbers = index.matching.numbers(any_of(told), selection, "number", MOST_READ + 1)
        finder = Finder((group,))
        for number, *texts in index.matching.texts(numbers) if len(numbers) <= MOST_READ else ():
            if not any(any(finder.found(run, field)) for field, run in finder.words_of(*texts)):
                found.add(number)
    return found


def _is_in(choice: Choice, field: str) -> bool:
    return not field or choice.term.field in (None, field)


def _stands(choice: Choice, sought: Sequence[str], words: Sequence[str], i: int) -> bool:
    """Whether all of a choice's words stand from `i` on; the first does."""
    if len(sought) == 1:
        return True
    following = tuple(words[i : i + len(sought)])
    if choice.is_beginning and len(following) == len(sought):
        return following[:-1] == sought[:-1] and following[-1].startswith(sought[-1])
    return following == sought


def _near(choice: Choice, words: Sequence[str]) -> list[tuple[int, int]]:
    """Place and length of each run of a choice that stands near one of each of the others."""
    parts = choice.runs or choice.term.parts
    places = [
        [i for i in range(len(words)) if tuple(words[i : i + len(part)]) == part] for part in parts
    ]
    found: set[tuple[int, int]] = set()
    for first, starts in zip(parts, places, strict=True):
        done = -1  # of what stands so far, all near those is found
        for start in starts:
            # all runs that begin within the distance of the end of the one that begins here
            end = start + len(first) + choice.term.distance
            if all(bisect_left(run, start) < bisect_right(run, end) for run in places):
                found.update(
                    (place, len(part))
                    for part, run in zip(parts, places, strict=True)
                    for place in run[bisect_left(run, max(start, done)) : bisect_right(run, end)]
                )
                done = end
    return sorted(found)


def snippet(matches: Iterable[tuple[str, Sequence[Sighting]]]) -> Marked:
    """A cut of `SNIPPET` characters from the text with the most different matches.

    Among equals the first text wins.  Without a match, an empty text.
    """
    best: tuple[int, str, Sequence[Sighting]] = (0, "", ())
    for text, found in matches:
        different = len({match.group for match in found})
        if different > best[0]:
            best = (different, text, found)
    _, text, found = best
    if not found:
        return Marked("")
    start, end = _window(text, found)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return Marked(
        f"{before}{text[start:end]}{after}",
        tuple(
            (match.start - start + len(before), match.end - start + len(before))
            for match in found
            if start <= match.start and match.end <= end
        ),
    )


def _window(text: str, found: Sequence[Sighting]) -> tuple[int, int]:
    """The cut that holds the most different matches, between words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    counts = []
    stop = 0
    for i, first in enumerate(found):
        while stop < len(found) and found[stop].end - first.start <= SNIPPET * 3 // 4:
            stop += 1
        inside = found[i:stop]
        counts.append((len({m.group for m in inside}), -i, inside[-1] if inside else first))
    _, negative, last = max(counts, key=lambda count: count[:2])
    first = found[-negative]
    spare = max(0, SNIPPET - (last.end - first.start))
    start = max(0, min(first.start - spare // 2, len(text) - SNIPPET))
    end = max(last.end, min(len(text), start + SNIPPET))
    if start:
        space = text.find(" ", start, first.start)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", last.end, end + 1)
        end = space if space >= 0 else end
    return start, end
