"""News and photo agencies by the names they sign with.

A name that is also a common word or a page control (TT, Anadolu's AA, CP, PA) counts inside a
credit only, never as a line.
"""

from __future__ import annotations

import re

from newscli.text.tables import meanings

AGENCIES = {name.casefold(): agency for name, agency in meanings(__file__, "agencies.txt").items()}
"""Name, case folded → the agency as it is called here."""


_via = re.compile(r" via | per | über | / |/|\|", re.IGNORECASE)
_year = re.compile(r"\d{4}")


def agency_in(text: str) -> str | None:
    """The first agency that `text`, a credit, names.

    >>> agency_in("Andriy Andriyenko/65th Brigade via AP")
    'AP'
    """
    for piece in pieces(text):
        if agency := AGENCIES.get(piece.casefold()):
            return agency
    for piece in pieces(text):
        for start in range(piece.count(" ") + 1):
            words = piece.split(" ")[start:]
            for end in range(len(words), 0, -1):
                if agency := AGENCIES.get(" ".join(words[:end]).casefold().strip(".,:")):
                    return agency
    return None


def pieces(credit: str) -> list[str]:
    return [piece for raw in _via.split(undated(credit)) if (piece := raw.strip(" .,:;©"))]


def undated(credit: str) -> str:
    """A credit without the date that it begins with.

    >>> undated("May 13, 2014, Reuters")
    'Reuters'
    """
    if _year.search(credit):
        from newscli.text.dates import dates

        first = next(dates(credit), None)
        if first and first[0] == 0:
            return credit[first[1] :].lstrip(" ,.;:、，/|-–")
    return credit
