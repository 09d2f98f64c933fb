"""Names in other transcriptions, which are farther apart than slips: Gaddafi, Kadhafi, Qaddafi.

`names.txt` holds those that newspapers print, and `places.txt` what languages call countries and
cities, with their sources; `[names]` in the configuration adds a person's own.  A name that the
archive does not have is tried in other transcriptions of its sounds, too.  Each alphabet has its
systems, and whoever writes a name follows one of them throughout: a name is read by each and
written by all others.  Where no system rules, as with the vowels of Arabic, few sounds are changed
by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, islice, product
from typing import TypeVar

from newscli.config import names
from newscli.search.families import folded, listed, others
from newscli.search.syllables import given, side_by_side
from newscli.search.systems import System, systems
from newscli.text import words

TRANSCRIBED = 0.3  # cost, in edits, of a spelling of the table
ROMANISED = 0.25  # of another system, and of a syllable
LOOSENED = 0.5  # of each sound that is changed by itself, as likely a slip
MOST_SOUNDS = 3  # of these; more make another name
MOST_READINGS = 8  # of a word by one system: German `s` may be two sounds each time
MOST_SPELLINGS = 5  # of a reading by one system
MOST_LOOSENED = 40  # of what systems write that have a sound changed, too
MOST_FORMS = 2000  # of a word that are looked for: 2 ms
REMEMBERED = 64  # words; who types letter by letter asks for the first words again with each
SHORTEST = 4  # letters; what is shorter comes out as another word
SHORTEST_LOOSE = 5  # of what has sounds changed by themselves
LONGEST = 20

T = TypeVar("T")

_APOSTROPHES = "(?<=[^\\W\\d_])['’‘ʼʻ`´](?=[^\\W\\d_])"
_ARTICLES = ("al", "el", "ul", "as", "ash", "ad", "ar", "an", "at", "az", "ez")  # of Arabic names

TABLES = ("names.txt", "places.txt")

# What any of a row's spellings but the first may stand for, where a name has no system.
_LOOSE = """
u o ou oo | o u ou a | i e ee y | e i a | a e aa | ai ei ay ey | ei ai ay ey i | ay ai ei ey
ey ei ai ay | aj ai | ej ei | au ow aw ou | ow au ou o | aw au aou | ou u w o ow | oo u | ee i
aa a | ie i e | eo o | eu u | oy oi | oi oy | ui wi | ya ia ja iya | ia ya iya | iy i
q k g gh | k q c kk g | c k s | g gh k j h | gh g q gu | kh h ch k | h - kh g | ch kh h tch sh j
x ks ksh kh | ks x | dh d dd z | d dh | th t | t th d | ph p f | f ff ph | b v bh bb | v w b
w v ou u | z s dh zz | s z ss sh c | sh s ch sch | sch sh | j dj g y zh ch | dj j | y i j | tz z ts
ts tz z | r rr | n nn | m mm | l ll | p pp | rr r | nn n | mm m | ll l | tt t | ss s z
kk k q | bb b | dd d | pp p | ff f | gg g | jj j | qq q k | yy y | vv v | zz z
ah$ a eh e | a$ ah eh e | e$ a eh - | eh$ a ah e | y$ i ij iy ee | i$ y ee iy
"""


_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_LONGEST_SOUND = 7  # letters of a spelling in the tables


def spelt_otherwise(
    typed: str, parts: tuple[str, ...], beside: Sequence[tuple[str, ...]], *, is_known: bool
) -> dict[tuple[str, ...], float]:
    """Other spellings of a name as it was typed, each as its words, and what each costs, in edits.
    It consists of `parts` and stands `beside` others in pairs; one that the archive has is looked
    up in the tables alone."""
    whole = (*words(re.sub(_APOSTROPHES, "", typed)),)  # those of K'ang-hsi part no words
    names = (parts, whole, *beside)
    found = {spelt: TRANSCRIBED for name in names for spelt in transcriptions(name)}
    found.update((spelt, ROMANISED) for pair in beside for spelt in side_by_side(pair))
    if is_known:
        return found
    by_rule: dict[tuple[str, ...], float] = {}
    if whole[0] in _ARTICLES and len(whole) > 1:
        by_rule = {(article, *whole[1:]): ROMANISED for article in _ARTICLES}
        by_rule[whole[1:]] = ROMANISED
    elif len(whole) == 1 and whole != parts:
        by_rule[whole] = ROMANISED
    if len(last := (by_rule and whole[1:]) or whole) == 1:
        by_rule |= {(form,): price for form, price in romanisations(last[0]).items()}
    syllables = dict.fromkeys(given(whole), ROMANISED)
    return {**by_rule, **syllables, **found}


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
    found = {form: ROMANISED for form in islice(_by_systems(word), MOST_FORMS)}
    if len(word) >= SHORTEST_LOOSE:
        systematic = [*found]
        for form, changes in _loosely(word, systematic):
            found.setdefault(form, LOOSENED * changes)
            if len(found) >= MOST_FORMS:
                break
    found.pop(word, None)
    return found


def _by_systems(word: str) -> Iterator[str]:
    """A word as read by each system and written by the others: first as each does mostly."""
    read = [
        (system, [*_read(word, meanings)])
        for system in systems()
        if re.fullmatch(system.fits, word)
        for meanings in system.readings
    ]
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for readings, spellings in ((1, 1), (MOST_READINGS, MOST_SPELLINGS)):
        for system, tokens in read:
            for reading in islice(_nearest_first(tokens), readings):
                for spelt in zip(*(_cells(system, one) for one in reading), strict=True):
                    if spellings == 1:
                        yield "".join([cell[0] for cell in spelt])
                    elif spelt not in seen:
                        seen.add(spelt)
                        yield from map("".join, islice(_nearest_first(spelt), spellings))


def _cells(system: System, one: int | str) -> Sequence[tuple[str, ...]]:
    """What each column writes for a row, or for a letter that has none."""
    return system.rows[one] if isinstance(one, int) else ((one,),) * len(system.readings)


def _nearest_first(able: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """One of each, the first ones first, then with one another in place, and two others.

    >>> ["".join(one) for one in _nearest_first(["a", "bB", "cC"])]
    ['abc', 'aBc', 'abC', 'aBC']
    """
    usual = tuple(one[0] for one in able)
    yield usual
    open_ = [i for i, one in enumerate(able) if len(one) > 1]
    for count in (1, 2):
        for places in combinations(open_, count):
            for put in product(*(able[i][1:] for i in places)):
                changed = [*usual]
                for i, other in zip(places, put, strict=True):
                    changed[i] = other
                yield tuple(changed)


def _read(word: str, meanings: Mapping[str, Sequence[int]]) -> Iterator[Sequence[int | str]]:
    """The sounds of a word, the longest that there are: each as the rows that it may be, those of
    endings first, or as the letter that it is."""
    start = 0
    while start < len(word):
        is_initial = word[start - 1 : start] not in _CONSONANTS
        for end in range(min(start + _LONGEST_SOUND, len(word)), start, -1):
            sound = word[start:end]
            at_the_end = meanings.get(f"{sound}$", ()) if end == len(word) else ()
            initial = meanings.get(f"^{sound}", ()) if is_initial else ()
            if rows := (*at_the_end, *initial, *meanings.get(sound, ())):
                break
        yield rows or (sound,)
        start = end


def _loosely(word: str, systematic: Sequence[str]) -> Iterator[tuple[str, int]]:
    """A word with few of its sounds changed by themselves, and those of systems with one; and how
    many changes that is."""
    sounds = [*_sounds(word)]
    for changes in (1, 2):
        yield from ((form, changes) for form in _changed(sounds, changes))
    for form in systematic[:MOST_LOOSENED]:
        yield from ((other, 2) for other in _changed([*_sounds(form)], 1))
    yield from ((form, MOST_SOUNDS) for form in _changed(sounds, MOST_SOUNDS))


def _changed(sounds: Sequence[Sequence[str]], count: int, start: int = 0) -> Iterator[str]:
    """A word from one of its sounds on, so many of them changed."""
    if not count:
        yield "".join(sound[0] for sound in sounds[start:])
        return
    head = ""
    for i in range(start, len(sounds)):
        as_it_is, *others = sounds[i]
        if others:
            tails = [*_changed(sounds, count - 1, i + 1)]
            for other in others:
                begun = head + other
                for tail in tails:
                    yield begun + tail
        head += as_it_is


def _sounds(word: str) -> Iterator[tuple[str, ...]]:
    """The sounds of a word: each as it stands, and as else it may be written."""
    rows = _loose()
    i = 0
    while i < len(word):
        both = word[i : i + 2]
        is_sound = both in rows or (i + 2 == len(word) and f"{both}$" in rows)
        sound = both if is_sound else word[i]
        i += len(sound)
        at_the_end = rows.get(f"{sound}$", ()) if i == len(word) else ()
        yield sound, *rows.get(sound, ()), *at_the_end


@cache
def _loose() -> Mapping[str, Sequence[str]]:
    """A sound → what else it may be; with `$`, at the end of a word."""
    rows = (row.replace("-", "").split(" ") for row in re.split(r" \| |\n", _LOOSE.strip()))
    return {sound: others for sound, *others in rows}
