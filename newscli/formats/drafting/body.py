"""The body of an article: paragraphs, cross-heads, captions, links, and the lines after it.

Nothing is dropped; what has no place of its own in the record goes to `other`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.datelines import ALONE, dateline, opening_place
from newscli.formats.layout.headers import header
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.shapes import (
    PROSE,
    is_control,
    is_headline_like,
    is_menu,
    is_prose,
    opens_links,
    weight,
)
from newscli.formats.layout.units import Unit, is_rule
from newscli.text import fold
from newscli.text.agencies import agency_in
from newscli.text.sentences import STOPS, ends_sentence

SPEAKERS = 2  # paragraphs that open with a name and a colon: a place opens one alone
MOST_SIGNS = 5  # of a line that parts paragraphs
TIME = 14  # characters of a time alone on its line
LINK_LISTS = ("References", "Visible links", "Hidden links")  # lynx -dump, below a page
LISTED = "-–—•*·>►▶"  # how the items of a list begin

_listed_link = re.compile(r"\[?\d{1,4}[.\]] ?(?:https?|mailto|file|javascript):\S*")
_credit_first = re.compile(  # "Jane Roe/for New York Daily News Two people …"
    r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}/(?:for )?[^\W\d_a-z].{0,60}?"
    r"(?:News|Times|Post|Images?|Press|Photos?|Herald|Tribune|Journal|Daily|Agency|Shutterstock"
    r"|USA TODAY|AFP|AP|Reuters|EPA|Getty)\b"
)
_speaker = re.compile(r"[^\W\d_a-zà-ÿа-яё]{2}[^a-zà-ÿа-яё:\d]{0,28}: ")  # in capitals
_sign_off = re.compile(
    r"[(*]{0,2}(?:additional )?(?P<what>reporting|writing|written|editing|edited|compiled)"
    r"(?: and \w+)? by (?P<names>[^;.()]{3,90})",
    re.IGNORECASE,
)


def read_body(draft: Draft, units: list[Unit], recurring: Collection[str] = ()) -> None:
    """The body, and the lines after it.

    `recurring` are the texts that other articles of the document have, too.
    """
    marked = residue_among([unit.text for unit in units], recurring) | _teasers(units)
    tail = _tail(units, marked)
    last = _last_prose(units, marked)  # below it links alone follow links
    spoken = sum(_speaker.match(unit.text) is not None for unit in units) >= SPEAKERS
    links = False  # inside a list of links to other stories
    for index, unit in enumerate(units):
        text = unit.text
        short = len(text) < PROSE
        if index in marked:
            add_residue(draft, unit)
            links = links or (opens_links(text) and len(text) < PROSE)
            continue
        if short and (index >= tail or is_control(text) or is_menu(text) or _says_nothing(text)):
            add_residue(draft, unit)
            continue
        if short and not links and not is_prose(text) and opens_links(text):
            links = True
        links = links and short and (index > last or not ends_sentence(text))
        if links:
            draft.add("other", unit.first, unit.last, text)
        elif short and add_dateline(draft, unit):
            continue
        elif (is_caption(text) and not _is_sign_off(units, index)) or is_credited_first(text):
            draft.add("caption", unit.first, unit.last, text)
        elif index + 1 < len(units) and _is_time(text):
            add_residue(draft, unit)
        elif short and _stands_apart(draft, units, index) and header(text):
            draft.add("other", unit.first, unit.last, text)  # a time, a picture's credit
        elif short and _stands_apart(draft, units, index) and not _is_listed(units, index):
            draft.add("subhead", unit.first, unit.last, text)
        else:
            _add_paragraph(draft, unit, index >= tail - 2, spoken)


def _says_nothing(text: str) -> bool:
    """Whether a unit is a rule, or signs alone: `--`, `*`."""
    return is_rule(text) or (len(text) <= MOST_SIGNS and not any(map(str.isalnum, text)))


def _is_time(text: str) -> bool:
    """Whether a unit is no more than a time, as the entries of live reports have it."""
    if len(text) > TIME or not text[0].isdecimal():
        return False
    line = header(text)
    return line is not None and (line.role, line.field) == ("metadata", "")


def _teasers(units: list[Unit]) -> set[int]:
    """Indices of the titles of films and galleries inside a text: each stands above the button and
    below it."""
    found: set[int] = set()
    for index, unit in enumerate(units[:-2]):
        button, again = units[index + 1], units[index + 2]
        if len(unit.text) >= PROSE or not is_control(button.text):
            continue
        if fold(unit.text) == fold(again.text):
            found |= {index, index + 1, index + 2}
    return found


def _last_prose(units: list[Unit], marked: set[int]) -> int:
    """Index of the last unit that can be nothing but text: no link, whatever it ends in."""
    for index in range(len(units) - 1, -1, -1):
        text = units[index].text
        if index in marked or text[0] in LISTED or not is_prose(text):
            continue
        if len(text) >= PROSE or text[-1] in STOPS:
            return index
    return len(units)


def _tail(units: list[Unit], marked: set[int]) -> int:
    """Index of the first of the lines after the body: dates, copyright, labels, addresses."""
    index = len(units)
    while index > 1 and (
        index - 1 in marked
        or _listed_link.fullmatch(units[index - 1].text)
        or (index < len(units) and units[index - 1].text in LINK_LISTS)
        or (
            len(units[index - 1].text) <= PROSE
            and (
                is_control(units[index - 1].text)
                or header(units[index - 1].text)
                or is_rule(units[index - 1].text)
            )
        )
    ):
        index -= 1
    return index


def add_dateline(draft: Draft, unit: Unit) -> bool:
    """Whether a unit was nothing but a dateline, which is a paragraph of its own."""
    if len(unit.text) >= ALONE or draft.place or len(draft.paragraphs) > 3:
        return False
    line = dateline(unit.text)
    if line is None or line.place is None or line.end < len(unit.text):
        return False
    draft.place = line.place
    draft.state("date", line.date)
    draft.state("byline", line.byline)
    draft.credit([line.agency] if line.agency else [])
    draft.add("dateline", unit.first, unit.last, unit.text)
    return True


def _add_paragraph(draft: Draft, unit: Unit, last: bool, spoken: bool) -> None:
    """Take a paragraph; unless it is `spoken`, by one of several, a place may open it."""
    text = unit.text
    wanted = draft.place is None and not spoken
    line = dateline(text) if wanted and len(draft.paragraphs) < 4 else None
    if line is None and wanted and not draft.paragraphs:
        line = opening_place(text)
    if line:
        draft.place = line.place
        draft.state("date", line.date)
        draft.state("byline", line.byline)
        draft.credit([line.agency] if line.agency else [])
        draft.story_at = 0 if draft.paragraphs else line.end
    if last and (match := _sign_off.match(text)):
        names = re.split(r", | and ", match["names"].strip())
        draft.credit(names)
        if match["what"].casefold() in ("reporting", "writing", "written"):
            draft.state("byline", match["names"].strip())
        draft.credit(
            name
            for more in _sign_off.finditer(text, match.end())
            for name in re.split(r", | and ", more["names"].strip())
        )
    draft.add("paragraph", unit.first, unit.last, text)


def _is_sign_off(units: list[Unit], index: int) -> bool:
    """Whether a final parenthesis is the agency signing its last paragraph."""
    text = units[index].text
    inside = text[max(text.rfind("("), text.rfind("（")) + 1 : -1]
    return index == len(units) - 1 and index > 0 and agency_in(inside) is not None


def _stands_apart(draft: Draft, units: list[Unit], index: int) -> bool:
    """Whether a short unit inside the body is no text: body before it, a longer unit after it."""
    text = units[index].text
    if not draft.paragraphs or index + 1 >= len(units) or len(text) > 70 or weight(text) > 8:
        return False
    if ends_sentence(text) or not is_headline_like(text):
        return False
    return len(units[index + 1].text) > len(text)


def _is_listed(units: list[Unit], index: int) -> bool:
    """Whether a short unit stands in a list: above or below is another, no sentence, and nothing
    that a page prints."""
    return any(
        not is_prose(unit.text) and not ends_sentence(unit.text) and is_headline_like(unit.text)
        for unit in (units[index - 1], units[index + 1])
    )


def add_residue(draft: Draft, unit: Unit) -> None:
    """A unit that is not text: a rule, a line about the article, or `other`."""
    if is_rule(unit.text):
        draft.add("separator", unit.first, unit.last, unit.text)
        return
    line = header(unit.text)
    if line is None:
        draft.add("other", unit.first, unit.last, unit.text)
    elif line.field == "headline" and draft.headline is None:
        draft.add("headline", unit.first, unit.last, line.value)
        draft.other.append(unit.text)
    else:
        draft.add(line.role, unit.first, unit.last, unit.text)
        draft.state(line.field, line.value)


def is_credited_first(text: str) -> bool:
    """Whether a photographer's name opens the unit, and a slash parts it from whom it was for; two
    places before an agency are a dateline: `NEW YORK/LONDON (Reuters) - …`."""
    return "/" in text[:80] and _credit_first.match(text) is not None and dateline(text) is None
