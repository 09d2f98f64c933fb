"""How each alphabet is written in Latin letters: a table of sounds for each, a system a column.

Systems: BGN/PCGN 1947, ISO 9 and scholarly ones without their marks, Duden's tables, those of
French, Dutch, Polish and Spanish newspapers (Russian and its neighbours, Serbian); ELOT 743,
classical and British ones (Greek); Hepburn, Kunrei-shiki (ISO 3602), wāpuro (Japanese); Hunterian
(Indian); the Royal Thai General System of 1999 and that of Vajiravudh, which writes letters rather
than sounds; BGN/PCGN 1956 and newspapers' (Arabic, Persian, Hebrew); letters of Turkish by their
sounds; Eastern and Western Armenian.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newscli.tuples import NamedTuple

# A sound a row, a system a column; of several spellings in one, the first is the usual one.  `$`
# is the end of a word, and `^` its start or a vowel; a letter that has no row is the same in all.
_CYRILLIC = """
shch  | schtsch     | chtch      | sjtsj  | sc s      | szcz     | sch
ch    | tsch        | tch        | tsj    | c         | cz       | ch
sh    | sch         | ch         | sj     | s         | sz       | sh
zh    | sch sh      | j          | zj     | z         | z        | zh y
kh h  | ch          | kh         | ch     | h x ch    | ch       | j
ts tz | z tz        | ts tz      | ts     | c         | c        | ts
j dzh | dsch        | dj         | dzj    | dz        | dz       | dzh
dj    | dsch        | dj         | dj     | d dj      | dz       | dj
z     | s           | z          | z      | z         | z        | z
s     | s ss        | s ss       | s      | s         | s        | s
d     | d           | d          | d      | d         | d        | d
v     | w           | v          | v      | v         | w        | v
u     | u           | ou         | oe     | u         | u        | u
yu iu | ju          | iou you    | joe    | ju u      | ju iu    | iu yu
ya ia | ja          | ia ya      | ja     | ja a      | ja ia    | ia ya
ye ^e | je ^e       | ie ye ^e   | je ^e  | je ^e     | je ie ^e | ye ie ^e
e     | e           | e ie       | e      | e         | e ie     | e
yo e  | jo          | io         | jo     | e jo      | jo       | io yo
y     | j           | y i        | j      | j         | j        | i y
y     | y           | y          | y      | y         | y        | y
g     | g           | g gu       | g      | g         | g        | g gu
ks    | x           | x ks       | ks     | ks        | ks       | x ks
i     | i           | i          | i      | i         | i        | i
chi   | tschi       | tchi       | tsji   | ci        | czy      | chi
shi   | schi        | chi        | sji    | si        | szy      | shi
zhi   | schi        | ji         | zji    | zi        | zy       | zhi
y$ iy$ yi$ i$ yy$ | y$ i$ yj$ ij$ | y$ i$ | y$ i$ | ij$ yj$ ii$ | y$ i$ | i$ y$
ov$ off$ | ow$      | ov$ off$   | ov$    | ov$       | ow$      | ov$
ev$ yev$ eff$ | ew$ jew$ | ev$ iev$ | ev$ jev$ | ev$ jev$ | ew$ iew$ | ev$ iev$
ev$ yov$ ov$ | ow$ jow$ ew$ | ev$ iov$ | ov$ jov$ | ev$ jov$ | ow$ iow$ | ov$ iov$
in$   | in$         | ine$ in$   | in$    | in$       | in$      | in$
an$   | an$         | ane$ an$   | an$    | an$       | an$      | an$
"""
_GREEK = """
ch  | ch   | h kh | ch
f   | ph   | f    | f
v   | b    | v    | w
ou  | u ou | ou   | u
ev ef | eu | ev ef | eu
av af | au | av af | au
i   | i    | i    | i
i   | e    | i    | i
e   | e    | e    | e
y   | y    | i    | y
ei  | ei i | i    | i
oi  | oe   | i    | oi
ai  | ae   | e    | ai
d   | d    | d dh | d
nt  | nt   | d nd | nd
mp  | mp   | b mb | b
gk  | g    | g ng | g
ng gg | ng | ng   | ng
tz  | tz   | dj   | tz
k   | c    | k    | k
x   | x    | ks   | x
z   | z    | z    | s
os$ | us$ os$ | os$ | os$
o$  | um$ on$ | o$ | o$
"""
_JAPANESE = """
shi | si  | schi  | chi
chi | ti  | tschi | tchi
tsu | tu  | tsu   | tsou
fu  | hu  | fu    | fou
ji  | zi  | dschi | dji
sh  | sy  | sch   | ch
ch  | ty  | tsch  | tch
j   | zy  | dsch  | dj
y   | y   | j     | y
z   | z   | s     | z
o ou oo oh | o oo ou | o | o
u uu | u uu | u | ou
"""
_INDIAN = """
ch  | tsch | ch   | tch
chh | tsch | chh  | tch
j   | dsch | j    | dj
sh  | sch  | s    | ch
ksh | ksch | x    | kch
v   | w    | v b  | v
w   | w    | v    | w
y   | j    | y    | y
u   | u    | oo   | ou
i   | i    | ee   | i
ai  | ai   | y ai | ai
z   | s    | z j  | z
k   | k    | c    | k
au  | au   | ow ou | aou
ya$ | ja$  | ya$  | ya$
i$  | i$   | ee$ y$ ey$ | i$
"""
_THAI = """
ph | bh ph   | p
th | d dh th | t
kh | k g     | k
tch | jj j   | tch
ch | j ch    | tsch
p  | b p     | p
t  | d t     | t
k  | g k     | k
w  | v w     | w
s  | s sr    | s
nn | rn nn   | nn
m$ | mi$ m$  | m$
mm | rm mm   | mm
tth | dh     | tt
a  | a       | ar a
i  | i       | ee i
u  | u       | oo u
o  | o       | or o
ue | ue      | eu ue
oe | oe      | er oe
n$ | n$ rn$ l$ nd$ | n$ rn$
t$ | d$ j$ t$ | t$ d$
p$ | b$ p$   | p$ b$
"""
_ARABIC = """
sh | sch | ch | sh
kh | ch  | kh | j
gh | gh  | gh | g
ch | tsch | tch | ch
zh | sch | j  | y
j  | dsch | dj | y
dh | dh d | dh d | d
th | th  | th t | z t
q  | k   | k q | q c
k  | k   | k  | k
v  | w   | v  | v
w  | w   | ou | w u
u  | u   | ou | u
u  | o   | o  | o
i  | i   | i  | i
i  | e   | e  | e
y  | j   | y i | y i
z  | s   | z  | z
s  | s ss | s ss | s
ay | ai ei | ei ai | ai ei
aw | au  | aou ow | au
iyya$ iya$ iyah$ | ija$ | iya$ ia$ | iya$ ia$
a$ ah$ | a$ e$ | a$ e$ eh$ | a$
"""
_TURKISH = """
s  | sh   | sch  | ch
c  | ch   | tsch | tch
c  | j    | dsch | dj
g  | gh g | gh g | gh g
s  | s    | s    | s
z  | z    | s    | z
u  | u    | u    | ou
y  | y    | j    | y
"""
_ARMENIAN = """
b  | p
p  | b
d  | t
t  | d
g  | k
k  | g
ch | j
j  | ch
ts | dz
dz | ts
yan$ ian$ | ian$ yan$
"""
_MORAS = (
    "(?:(?:[kgsztdnhbpmrj][yj]?|[fwy]|s?sh|t?ch|t?ts|sch|t?tsch|dsch|kk|pp|tt|ss)?[aiueo]+h?|[nm])+"
)
_WORD = "[a-z]+"
_IN_YAN = "[a-z]+[iy]an"  # as names of Armenians end, for whom two languages part six sounds


class System(NamedTuple):
    """A table of sounds, ready to be read."""

    readings: Sequence[Mapping[str, Sequence[int]]]
    """For each column, each of its spellings and the rows that it may be."""
    rows: Sequence[Sequence[tuple[str, ...]]]
    """Each row's spellings, a column after the other."""
    fits: str
    """What a word has to look like."""


@cache
def systems() -> Sequence[System]:
    return [
        _system(_CYRILLIC, _WORD), _system(_GREEK, _WORD), _system(_JAPANESE, _MORAS),
        _system(_INDIAN, _WORD), _system(_THAI, _WORD), _system(_ARABIC, _WORD),
        _system(_TURKISH, _WORD), _system(_ARMENIAN, _IN_YAN),
    ]  # fmt: skip


def _system(table: str, fits: str) -> System:
    """The system of a table."""
    rows = [[cell.split() for cell in line.split("|")] for line in table.strip().splitlines()]
    readings: list[dict[str, list[int]]] = []
    for column in range(len(rows[0])):
        meanings: dict[str, list[int]] = {}
        for i, row in enumerate(rows):
            for spelt in row[column]:
                meanings.setdefault(spelt, []).append(i)
        readings.append(meanings)
    written = [[tuple(spelt.strip("^$") for spelt in cell) for cell in row] for row in rows]
    return System(readings, written, fits)
