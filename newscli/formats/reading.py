"""Reading one article: which of its units are headline, caption, body, button.

From top to bottom: what stands before the headline, the headline, what stands between it and
the body, the body.  Nothing is dropped; what has no place of its own goes to `other`.
"""

from __future__ import annotations

import re

from newscli.formats.captions import agency_in, is_caption
from newscli.formats.cutting import PROSE, Cut, is_headline_like, weight
from newscli.formats.datelines import dateline
from newscli.formats.draft import Draft
from newscli.formats.units import Unit
from newscli.formats.vocabulary import CONTROLS, RELATED
from newscli.records import Article
from newscli.text import Document, fold

_CLOSERS = "\"'”’»)）】"
_credit_first = re.compile(  # "Jane Roe/for New York Daily News Two people …"
    r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}/(?:for )?[^\W\d_a-z].{0,60}?"
    r"(?:News|Times|Post|Images?|Press|Photos?|Herald|Tribune|Journal|Daily|Agency|Shutterstock|USA TODAY"
    r"|AFP|AP|Reuters|EPA|Getty)\b"
)


def read(
    document: Document, units: list[Unit], cut: Cut, end: int, format_name: str, last_line: int
) -> Article:
    """The article of the units from the cut to `end`; its ledger reaches to `last_line`."""
    first_line = 1 if cut.start == 0 else units[cut.start].first
    draft = Draft(document, format_name, cut.evidence, first_line)
    mine = units[cut.start : end]
    if cut.echo >= 0:
        body = _read_echo_head(draft, units, cut, end)
    else:
        body = cut.start + _read_plain_head(draft, mine)
    _read_body(draft, units[body:end])
    return draft.finish(last_line)


def _read_echo_head(draft: Draft, units: list[Unit], cut: Cut, end: int) -> int:
    """Everything up to the body of an article with a headline echo; index of the body's start."""
    length = cut.headline_end - cut.headline
    for unit in units[cut.start : cut.headline]:
        _add_other(draft, unit)
    for unit in units[cut.headline : cut.headline_end]:
        draft.add("headline", unit.first, unit.last, unit.text)
    between = units[cut.headline_end : cut.echo]
    after = units[cut.echo + length : end]
    again = {fold(unit.text) for unit in after[: 2 * len(between) + 4]}
    seen: set[str] = set()
    for unit in between:
        key = fold(unit.text)
        if key in seen and not _is_control(unit.text):
            draft.add("caption", unit.first, unit.last, unit.text)  # the ledger says: repeat
        elif _is_between_caption(unit, between, key in again):
            draft.add("caption", unit.first, unit.last, unit.text)
        else:
            _add_other(draft, unit)
        seen.add(key)
    for unit in units[cut.echo : cut.echo + length]:
        draft.add("repeat", unit.first, unit.last, unit.text)
    index = cut.echo + length
    while index < end:
        unit = units[index]
        key = fold(unit.text)
        follows = index + 1 < end
        doubled = follows and fold(units[index + 1].text) == key
        if key in seen or (index > 0 and fold(units[index - 1].text) == key):
            known = key in draft._captions
            draft.add("caption" if known else "repeat", unit.first, unit.last, unit.text)
        elif _is_control(unit.text):
            draft.add("other", unit.first, unit.last, unit.text)
        elif follows and (is_caption(unit.text) or (doubled and not is_headline_like(unit.text))):
            draft.add("caption", unit.first, unit.last, unit.text)
        else:
            break
        index += 1
    return index


def _is_between_caption(unit: Unit, between: list[Unit], recurs: bool) -> bool:
    """Whether a unit between a headline and its echo is a caption: else it is a button."""
    if is_caption(unit.text):
        return True
    if _is_control(unit.text):
        return False
    return len(unit.text) >= 40 or (recurs and weight(unit.text) >= 4)


def _add_other(draft: Draft, unit: Unit) -> None:
    draft.add("other", unit.first, unit.last, unit.text)


def _is_control(text: str) -> bool:
    return len(text) <= 60 and fold(text).strip(" .:»›>|•") in CONTROLS


def _read_plain_head(draft: Draft, units: list[Unit]) -> int:
    """The head of an article without echo; number of its units."""
    index = 0
    while index < len(units) - 1 and _is_control(units[index].text):
        _add_other(draft, units[index])
        index += 1
    if _has_headline(units[index:]):
        unit = units[index]
        draft.add("headline", unit.first, unit.last, unit.text)
        index += 1
    index += _read_opening_captions(draft, units[index:])
    return index


def _has_headline(units: list[Unit]) -> bool:
    """Whether the first unit is a headline: it looks like one, and longer text follows."""
    if len(units) < 2 or not is_headline_like(units[0].text):
        return False
    rest = units[1:6]
    return max(len(unit.text) for unit in rest) > len(units[0].text) or units[1].gap > 0


def _read_opening_captions(draft: Draft, units: list[Unit]) -> int:
    """Captions and buttons before the first paragraph; how many units they are."""
    index = 0
    while index < len(units) - 1:
        text = units[index].text
        doubled = fold(text) == fold(units[index + 1].text) if len(text) > 30 else False
        if _is_control(text):
            _add_other(draft, units[index])
        elif (
            is_caption(text)
            or _credit_first.match(text)
            or fold(text) in draft._captions
            or doubled
            or _is_dated_scene(units, index)
        ):
            draft.add("caption", units[index].first, units[index].last, text)
        else:
            break
        index += 1
    return index


def _is_dated_scene(units: list[Unit], index: int) -> bool:
    """Whether a sentence that ends in a full date stands before a story's dateline: a caption."""
    from newscli.text.dates import dates

    text = units[index].text
    found = list(dates(text))
    if not found or len(text) - found[-1][1] > 2:
        return False
    return any(dateline(unit.text) for unit in units[index + 1 : index + 4])


def _read_body(draft: Draft, units: list[Unit]) -> None:
    """The body, to the end of the article."""
    links = False  # inside a list of links to other stories
    for index, unit in enumerate(units):
        text = unit.text
        ends = text.rstrip(_CLOSERS)[-1:] in ".。!?！？…"
        if len(text) < PROSE:
            if _is_control(text):
                draft.add("other", unit.first, unit.last, text)
                continue
            if len(text) < 80 and not ends and RELATED.match(fold(text)):
                links = True
            links = links and not ends
            if links:
                draft.add("other", unit.first, unit.last, text)
                continue
        if (is_caption(text) and not _is_sign_off(units, index)) or _credit_first.match(text):
            draft.add("caption", unit.first, unit.last, text)
        elif _is_subhead(draft, units, index, ends):
            draft.add("subhead", unit.first, unit.last, text)
        else:
            _add_paragraph(draft, unit)


def _add_paragraph(draft: Draft, unit: Unit) -> None:
    if draft.place is None and len(draft.paragraphs) < 4 and (line := dateline(unit.text)):
        draft.place, draft.date = line.place, draft.date or line.date
        if line.agency:
            draft.credit([line.agency])
    draft.add("paragraph", unit.first, unit.last, unit.text)


def _is_sign_off(units: list[Unit], index: int) -> bool:
    """Whether a final parenthesis is the agency signing its last paragraph."""
    text = units[index].text
    inside = text[max(text.rfind("("), text.rfind("（")) + 1 : -1]
    return index == len(units) - 1 and index > 0 and agency_in(inside) is not None


def _is_subhead(draft: Draft, units: list[Unit], index: int, ends: bool) -> bool:
    """Whether a short line inside the body is a cross-head: body before it, body after it."""
    text = units[index].text
    if ends or not draft.paragraphs or index + 1 >= len(units) or weight(text) > 8:
        return False
    following = units[index + 1].text
    return is_headline_like(text) and len(text) <= 70 and len(following) > len(text)
