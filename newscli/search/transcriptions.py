"""Names in other transcriptions, which are farther apart than slips: Gaddafi, Kadhafi, Qaddafi.

`names.txt` holds those that newspapers print, and `places.txt` what languages call countries and
cities, with their sources; `[names]` in the configuration adds a person's own.  A name that the
archive does not have is tried in other transcriptions of its sounds, too.  Each alphabet has its
systems, and whoever writes a name follows one of them throughout: a name is read by each and
written by all others.  What no system rules, as the vowels of Arabic, is left to `sounds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, TypeVar

from newscli.config import names
from newscli.search.families import folded, listed, others
from newscli.text import words
from newscli.text.skeletons import runs_of_vowels

if TYPE_CHECKING:
    from newscli.search.systems import System

TRANSCRIBED = 0.3  # cost, in edits, of a spelling of the table
ROMANISED = 0.25  # of another system, and of a syllable
UNUSUAL = 0.4  # of another system where it has two ways, in the rarer
MOST_READINGS = 8  # of a word by one system: German `s` may be two sounds each time
MOST_SPELLINGS = 5  # of a reading by one system
MOST_FORMS = 2000  # of a word that are looked for: 2 ms
REMEMBERED = 64  # words; who types letter by letter asks for the first words again with each
SHORTEST = 4  # letters; what is shorter comes out as another word
LONGEST = 20

T = TypeVar("T")

_APOSTROPHES = "(?<=[^\\W\\d_])['’‘ʼʻ`´](?=[^\\W\\d_])"
_ARTICLES = ("al", "el", "ul", "as", "ash", "ad", "ar", "an", "at", "az", "ez")  # of Arabic names

TABLES = ("names.txt", "places.txt")

_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_LONGEST_SOUND = 7  # letters of a spelling in the tables


def spelt_otherwise(
    typed: str, parts: tuple[str, ...], beside: Sequence[tuple[str, ...]], *, is_known: bool
) -> dict[tuple[str, ...], float]:
    """Other spellings of a name as it was typed, each as its words, and what each costs, in edits.
    It consists of `parts` and stands `beside` others in pairs; one that the archive has is looked
    up in the tables alone."""
    whole = (
        *words(typed if typed.isalnum() else re.sub(_APOSTROPHES, "", typed)),
    )  # those of K'ang-hsi part no words
    names = (parts, whole, *beside)
    found = {spelt: TRANSCRIBED for name in names for spelt in transcriptions(name)}
    for pair in beside:
        if all(runs_of_vowels(word) == 1 for word in pair):
            from newscli.search.syllables import side_by_side

            found.update(dict.fromkeys(side_by_side(pair), ROMANISED))
    if is_known:
        return found
    by_rule: dict[tuple[str, ...], float] = {}
    if whole[0] in _ARTICLES and len(whole) > 1:
        by_rule = {(article, *whole[1:]): ROMANISED for article in _ARTICLES}
        if len("".join(whole[1:])) >= SHORTEST:  # AT&T is not every T
            by_rule[whole[1:]] = ROMANISED
    elif len(whole) == 1 and whole != parts:
        by_rule[whole] = ROMANISED
    if len(last := (by_rule and whole[1:]) or whole) == 1:
        by_rule |= {(form,): price for form, price in romanisations(last[0]).items()}
    return by_rule | dict.fromkeys(of_syllables(whole), ROMANISED) | found


def of_syllables(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A given name as `syllables.given` has it, whose tables take a millisecond to make; a word of
    three syllables is none."""
    if len(name) == 1 and runs_of_vowels(name[0]) > 2:
        return []
    from newscli.search.syllables import given

    return given(name)


def transcriptions(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Other spellings of a name in the tables, each as its words.

    >>> transcriptions(("pekin",))
    [('beijing',), ('peking',)]
    """
    spelt = " ".join(name)
    tables = folded(names()), *map(listed, TABLES)
    found = dict.fromkeys(other for table in tables for other in others(table, spelt))
    return [(*other.split(),) for other in found]


@lru_cache(maxsize=REMEMBERED)
def romanisations(word: str) -> Mapping[str, float]:
    """A word's other transcriptions by its sounds, and what each costs, in edits.

    >>> romanisations("breschnew")["brezhnev"]
    0.25
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or not word.isalpha():
        return {}
    found: dict[str, float] = {}
    for form, price in islice(_by_systems(word), MOST_FORMS):
        found.setdefault(form, price)
    found.pop(word, None)
    return found


def _by_systems(word: str) -> Iterator[tuple[str, float]]:
    """A word as read by each system and written by the others, and what it costs: first as each
    does mostly."""
    from newscli.search.systems import systems  # which only names that are not there need

    able = [*_beginnings(word)]
    read = [
        [[_cells(system, one) for one in sound] for sound in sounds]
        for system in systems()
        if re.fullmatch(system.fits, word)
        # columns that differ elsewhere read it alike
        for sounds in dict.fromkeys((*_read(able, meanings),) for meanings in system.readings)
    ]
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for readings, spellings in ((1, 1), (MOST_READINGS, MOST_SPELLINGS)):
        for sounds in read:
            for reading in islice(_nearest_first(sounds), readings):
                for spelt in zip(*reading, strict=True):
                    if spellings == 1:
                        yield "".join([cell[0] for cell in spelt]), ROMANISED
                    elif spelt not in seen:
                        seen.add(spelt)
                        for form in islice(_nearest_first(spelt), spellings):
                            yield "".join(form), UNUSUAL


def _cells(system: System, one: int | str) -> Sequence[tuple[str, ...]]:
    """What each column writes for a row, or for a letter that has none."""
    return system.rows[one] if isinstance(one, int) else ((one,),) * len(system.readings)


def _nearest_first(able: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """One of each, the first ones first, then with one another in place, and two others.

    >>> ["".join(one) for one in _nearest_first(["a", "bB", "cC"])]
    ['abc', 'aBc', 'abC', 'aBC']
    """
    usual = [one[0] for one in able]
    yield (*usual,)
    open_ = [(i, one[1:]) for i, one in enumerate(able) if len(one) > 1]
    for i, rest in open_:
        for other in rest:
            yield (*usual[:i], other, *usual[i + 1 :])
    for (i, some), (k, rest) in combinations(open_, 2):
        for one, other in product(some, rest):
            yield (*usual[:i], one, *usual[i + 1 : k], other, *usual[k + 1 :])


def _beginnings(word: str) -> Iterator[Sequence[tuple[int, Sequence[str]]]]:
    """Of each place in a word where the sounds that may begin there end, the longest first, and
    what tables may call them: those of endings and of beginnings first."""
    for start in range(len(word)):
        is_initial = word[start - 1 : start] not in _CONSONANTS
        sounds = []
        for end in range(min(start + _LONGEST_SOUND, len(word)), start, -1):
            sound = word[start:end]
            at_the_end = (f"{sound}$",) if end == len(word) else ()
            sounds.append((end, (*at_the_end, *([f"^{sound}"] if is_initial else ()), sound)))
        yield sounds


def _read(
    able: Sequence[Sequence[tuple[int, Sequence[str]]]], meanings: Mapping[str, Sequence[int]]
) -> Iterator[Sequence[int | str]]:
    """The sounds of a word, the longest that there are: each as the rows that it may be, or as the
    letter that it is."""
    known, start = meanings.keys(), 0
    while start < len(able):
        for end, called in able[start]:
            if end == start + 1 or not known.isdisjoint(called):
                break
        yield (*[row for name in called for row in meanings.get(name, ())],) or called[-1:]
        start = end
