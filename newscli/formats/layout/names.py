"""Names of newspapers and of sections: what tells a publisher from a person.

A name is known by the words in it (names.txt), so that `The Ellerby Courier` is one of a paper
though nobody listed it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newscli.formats.layout.vocabulary import JOB, LETTERS
from newscli.text import fold
from newscli.text.tables import sections
from newscli.tuples import NamedTuple

LEAST = 4  # letters of a word that a name has in capitals
MOST_WORDS = 6  # of a paper's name
CROWDED = 4  # words of a headline where no letter tells a name from what is said: in capitals, or
# in scripts without them
ARTICLES = frozenset("the le la les el il die der das de het o".split())
CASELESS = "\u0590"  # from here on a word may be short
LONGEST = 60  # characters of one
_word = re.compile(rf"{LETTERS}(?:['’-]{LETTERS})*")
_elided = re.compile(r"^[^\W\d_]{1,5}['’](?=[^\W\d_a-zà-ÿ])")  # Courrier d'Ellerby
_inside = re.compile(r"[.!?:;,|\"“”]\s|[!?\"“”\d/／<>«»›]")
_release = re.compile(  # Press release, Nota de prensa: what a paper is told
    r"(?:press|news) (?:release|conference|briefing|statement)s?"
    r"|(?:communique|comunicado|nota|rueda|dossier|conference|conferencia) de (?:presse|prensa)"
    r"|comunicato stampa|nota de imprensa"
    r"|press review|review of the press|revue de (?:la )?presse|presseschau|presse-?spiegel"
    r"|rassegna stampa|(?:revista|resumen) de (?:la )?prensa|revista de imprensa"
)
FROM = re.compile(r"(?:[Ff]rom|via|[Ii]n:) (?=\S)")
"""Before a paper's name, and none of it: `From The Post`, `in: Die Zeit`."""


class _Names(NamedTuple):
    words: frozenset[str]
    endings: tuple[str, ...]
    sections: frozenset[str]


@cache
def _names() -> _Names:
    table = sections(__file__, "names.txt")
    papers = table["papers"]
    return _Names(
        frozenset(word for word in papers if "*" not in word),
        tuple(word.lstrip("*") for word in papers if word.startswith("*")),
        frozenset(table["sections"]),
    )


@lru_cache(maxsize=1024)
def is_paper(text: str) -> bool:
    """Whether a short text is the name of a paper, by a word that such names have.

    >>> is_paper("The Ellerby Courier"), is_paper("Neue Tammer Zeitung"), is_paper("Jane Roe")
    (True, True, False)
    """
    if not text or len(text) > LONGEST or text.count(" ") >= MOST_WORDS or _inside.search(text):
        return False
    if text[0] >= CASELESS and text.count(" ") >= CROWDED:
        return False
    if text[0].islower() or text[-1] in ".," or JOB.fullmatch(text) or FROM.match(text):
        return False
    if _release.search(fold(text)):
        return False
    names = _names()
    printed = _word.findall(text)
    is_elided = "'" in text or "’" in text
    bare = [_elided.sub("", word) for word in printed] if is_elided else printed
    if any(len(word) >= LEAST and word[0].islower() for word in bare):
        return False
    if len(printed) >= CROWDED and text.isupper() and fold(printed[0]) not in ARTICLES:
        return False
    found = [fold(word) for one in printed for word in {one, *one.split("-")}]
    if not names.words.isdisjoint(found):
        return True
    return any(word.endswith(names.endings) for word in found if len(word) > 3 or word >= CASELESS)


def is_section(text: str) -> bool:
    """Whether a text is the name of a section.

    >>> is_section("Sport"), is_section("SPORT"), is_section("Ferries")
    (True, True, False)
    """
    return len(text) <= LONGEST and fold(text).strip(" :.|/[]()") in _names().sections
