"""Names in other transcriptions, which are farther apart than slips: Gaddafi, Kadhafi, Qaddafi.

`names.txt` holds those that newspapers print, with its sources; `[names]` in the configuration
adds a person's own.  A name that the archive does not
have is tried in other transcriptions of its sounds, too: those that English (BGN/PCGN), German
(Duden) and French use for Russian, and those of Arabic and Greek.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations, product

from newscli.config import names
from newscli.search.families import folded, listed, others

TRANSCRIBED = 0.3  # cost, in edits, of a spelling of the table
ROMANISED = 0.25  # of each sound that is transcribed otherwise
MOST_SOUNDS = 3  # that are; Khrushchev and Chruschtschow are three apart
MOST_FORMS = 2000  # of a word that are looked for: 2 ms
REMEMBERED = 64  # words; who types letter by letter asks for the first words again with each
SHORTEST = 5  # letters; what is shorter comes out as another word
LONGEST = 16

_TABLE = "names.txt"

_SOUNDS = (  # in the first column of a row what another transcription has as any other
    ("shch", "schtsch", "chtch"),
    ("tsch", "tch", "ch", "c"),
    ("zh", "sch", "j", "z"),
    ("sh", "sch", "ch"),
    ("kh", "ch", "h", "k"),
    ("gh", "g"),
    ("dh", "d", "dd", "z"),
    ("ph", "f"),
    ("ts", "z", "tz", "c"),
    ("yo", "jo", "io", "e"),
    ("ya", "ja", "ia"),
    ("yu", "ju", "iu", "iou"),
    ("ye", "je", "e", "ie"),
    ("ou", "u", "oo"),
    ("ei", "ai", "ay", "ey", "ej"),
    ("q", "k", "g", "kh"),
    ("v", "w", "f"),
    ("ks", "x"),
    ("s", "z", "ss"),
    ("i", "y", "j", "ee"),
    ("aa", "a"),
    ("dj", "j", "dsch"),
)
_ENDINGS = (
    ("ev", "ew", "eff", "ow", "yov", "ov", "iev", "yev", "jew"),
    ("ov", "ow", "off"),
    ("sky", "ski", "skij", "skiy", "skyy", "skii", "skyi"),
    ("in", "ine", "yn"),
    ("y", "i", "ij", "iy", "yj", "ii"),
    ("ah", "a", "eh"),
)


def transcriptions(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Other spellings of a name in the table, each as its words.

    >>> transcriptions(("pekin",))
    [('beijing',), ('peking',)]
    """
    name = " ".join(words)
    return [tuple(spelt.split()) for spelt in others([*folded(names()), *listed(_TABLE)], name)]


@lru_cache(maxsize=REMEMBERED)
def romanisations(word: str) -> Mapping[str, int]:
    """A word's other transcriptions by its sounds, and how many sounds are written otherwise.

    >>> romanisations("breschnew")["brezhnev"]
    2
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isascii() or not word.isalpha():
        return {}
    sounds = [*_sounds(word)]
    able = [i for i, alternatives in enumerate(sounds) if len(alternatives) > 1]
    found: dict[str, int] = {}
    for count in range(1, MOST_SOUNDS + 1):
        for places in combinations(able, count):
            for picked in product(*(sounds[i][1:] for i in places)):
                otherwise = dict(zip(places, picked, strict=True))
                form = "".join(otherwise.get(i, one[0]) for i, one in enumerate(sounds))
                found.setdefault(form, count)
                if len(found) >= MOST_FORMS:
                    return found
    found.pop(word, None)
    return found


def _sounds(word: str) -> Iterator[tuple[str, ...]]:
    """The sounds of a word: each as it stands, and as else it may be written."""
    ending = max((e for row in _ENDINGS for e in row if word.endswith(e)), key=len, default="")
    stem = word[: len(word) - len(ending)]
    i = 0
    while i < len(stem):
        sound = max(
            (s for row in _SOUNDS for s in row if stem.startswith(s, i)), key=len, default=stem[i]
        )
        yield _alternatives(sound, _SOUNDS)
        i += len(sound)
    if ending:
        yield _alternatives(ending, _ENDINGS)


@cache
def _alternatives(sound: str, rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((sound, *(other for row in rows if sound in row for other in row))))
