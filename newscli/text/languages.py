"""The names by which texts state their language, and the BCP 47 tag of each."""

from __future__ import annotations

import re

from newscli.text.tables import meanings
from newscli.text.words import fold

_LANGUAGES = meanings(__file__, "languages.txt")
CODES = frozenset(  # ISO 639-1, of languages that news is written in
    """ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja
    ka kk ko lt lv mk ms mt nb nl nn no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi
    zh""".split()
)
_tag = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def language_tag(stated: str) -> str | None:
    """BCP 47 tag of a language as text states it.

    >>> language_tag("Dutch / Nederlands"), language_tag("pl")
    ('nl', 'pl')
    """
    stated = stated.strip()
    if _tag.fullmatch(stated):
        code, *region = re.split("[-_]", stated)
        return "-".join([_LANGUAGES.get(code, code), *region])  # ISO 639-2 has three letters
    for name in re.split(r"[^\w ]+", fold(stated)):
        if tag := _LANGUAGES.get(name.strip()):
            return tag
    return None
