"""Reading one article: which of its units are headline, caption, body, button.

From top to bottom: what stands before the headline, the headline, what stands between it and
the body, the body, what follows it.  Nothing is dropped; what has no place goes to `other`.
"""

from __future__ import annotations

import re

from newscli.formats.captions import agency_in, is_caption
from newscli.formats.cutting import Cut
from newscli.formats.datelines import ALONE, dateline
from newscli.formats.draft import Draft
from newscli.formats.headers import header
from newscli.formats.shapes import (
    PROSE,
    ends_sentence,
    is_control,
    is_headline_like,
    is_menu,
    is_prose,
    opens_links,
    weight,
)
from newscli.formats.units import Unit, is_rule
from newscli.records import Article
from newscli.text import Document, fold

_credit_first = re.compile(  # "Jane Roe/for New York Daily News Two people …"
    r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}/(?:for )?[^\W\d_a-z].{0,60}?"
    r"(?:News|Times|Post|Images?|Press|Photos?|Herald|Tribune|Journal|Daily|Agency|Shutterstock"
    r"|USA TODAY|AFP|AP|Reuters|EPA|Getty)\b"
)
_sign_off = re.compile(
    r"[(*]{0,2}(?:additional )?(?P<what>reporting|writing|written|editing|edited|compiled)"
    r"(?: and \w+)? by (?P<names>[^;.()]{3,90})",
    re.IGNORECASE,
)


def read(
    document: Document, units: list[Unit], cut: Cut, end: int, format_name: str, last_line: int
) -> Article:
    """The article of the units from the cut to `end`; its ledger reaches to `last_line`."""
    draft = Draft(
        document, format_name, cut.evidence, 1 if cut.start == 0 else units[cut.start].first
    )
    if cut.headline >= 0:
        for unit in units[cut.start : cut.headline]:
            add_residue(draft, unit)
        for unit in units[cut.headline : cut.headline_end]:
            draft.add("headline", unit.first, unit.last, unit.text)
        index = cut.headline_end
    else:
        index = _read_to_headline(draft, units, cut.start, end)
    if cut.echo >= 0:
        index = _read_echo(draft, units, cut, end)
    index = _read_below_headline(draft, units, index, end)
    read_body(draft, units[index:end])
    return draft.finish(last_line)


def add_residue(draft: Draft, unit: Unit) -> None:
    """A unit that is not text: a rule, a line about the article, or `other`."""
    if is_rule(unit.text):
        draft.add("separator", unit.first, unit.last, unit.text)
        return
    line = header(unit.text)
    if line is None:
        draft.add("other", unit.first, unit.last, unit.text)
    else:
        draft.add(line.role, unit.first, unit.last, unit.text)
        draft.state(line.field, line.value)


def _read_to_headline(draft: Draft, units: list[Unit], start: int, end: int) -> int:
    """Everything to the end of the headline, if there is one; index of what follows."""
    index = start
    while index < end - 1 and (_is_residue(units[index].text) or _is_kicker(units, index, end)):
        add_residue(draft, units[index])
        index += 1
    if draft.headline is not None or not _is_headline(units, index, end):
        return index
    draft.add("headline", units[index].first, units[index].last, units[index].text)
    index += 1
    while _goes_on(units, index, end):
        draft.add("headline", units[index].first, units[index].last, units[index].text)
        index += 1
    return index


def _is_residue(text: str) -> bool:
    """Whether a unit above the body is none of its text."""
    return is_control(text) or is_menu(text) or is_rule(text) or header(text) is not None


def _is_kicker(units: list[Unit], index: int, end: int) -> bool:
    """Whether one or two words stand above the headline: a section or a subject."""
    text = units[index].text
    if weight(text) > 2 or index + 2 >= end or not is_headline_like(text):
        return False
    below = units[index + 1].text
    return is_headline_like(below) and weight(below) >= 4 and _is_headline(units, index + 1, end)


def _is_headline(units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is its article's headline: it looks like one, and text follows."""
    if index + 1 >= end or not is_headline_like(units[index].text):
        return False
    longest = max(len(unit.text) for unit in units[index + 1 : min(end, index + 6)])
    return longest > len(units[index].text) or units[index + 1].gap > 0


def _goes_on(units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is one more line of the headline: right below it, and apart from the text."""
    if index + 1 >= end or units[index].gap > 0 or units[index + 1].gap == 0:
        return False
    text = units[index].text
    return is_headline_like(text) and not header(text) and not is_control(text)


def _read_echo(draft: Draft, units: list[Unit], cut: Cut, end: int) -> int:
    """What stands between a headline and its echo, the echo, and the repetitions after it."""
    length = cut.headline_end - cut.headline
    between = units[cut.headline_end : cut.echo]
    below = units[cut.echo + length : min(end, cut.echo + length + 2 * len(between) + 4)]
    again = {fold(unit.text) for unit in below}
    seen: set[str] = set()
    for unit in between:
        key = fold(unit.text)
        if _is_picture_text(unit.text, key in seen or key in again):
            draft.add("caption", unit.first, unit.last, unit.text)
        elif header(unit.text) is None and is_headline_like(unit.text) and weight(unit.text) >= 6:
            draft.add("subhead", unit.first, unit.last, unit.text)
        else:
            add_residue(draft, unit)
        seen.add(key)
    for unit in units[cut.echo : cut.echo + length]:
        draft.add("repeat", unit.first, unit.last, unit.text)
    index = cut.echo + length
    while index < end and fold(units[index].text) in seen:
        unit = units[index]
        draft.add("repeat", unit.first, unit.last, unit.text)
        index += 1
    return index


def _is_picture_text(text: str, recurs: bool) -> bool:
    """Whether a unit between a headline and its echo is a caption: else it is button or deck."""
    if is_caption(text):
        return True
    if is_control(text) or header(text):
        return False
    return (
        (ends_sentence(text) and len(text) >= 25)
        or len(text) >= PROSE
        or (recurs and weight(text) >= 6)
    )


def _read_below_headline(draft: Draft, units: list[Unit], index: int, end: int) -> int:
    """Captions, bylines, dates, buttons and the deck above the first paragraph; index of that."""
    while index < end - 1:
        unit = units[index]
        text = unit.text
        if (
            is_caption(text)
            or _is_credited_first(text)
            or draft.has(text)
            or _is_doubled(units, index)
            or _is_dated_scene(units, index)
        ):
            draft.add("caption", unit.first, unit.last, text)
        elif len(text) >= PROSE:
            break
        elif _add_dateline(draft, unit):
            pass
        elif _is_residue(text):
            add_residue(draft, unit)
        elif _is_deck(draft, units, index, end):
            draft.add("subhead", unit.first, unit.last, text)
        else:
            break
        index += 1
    return index


def _is_credited_first(text: str) -> bool:
    """Whether a photographer's name opens the unit, and a slash parts it from whom it was for."""
    return "/" in text[:80] and _credit_first.match(text) is not None


def _is_doubled(units: list[Unit], index: int) -> bool:
    """Whether the next unit says the same: pictures are described twice, text is not."""
    text = units[index].text
    return (
        len(text) > 30
        and text[:20] == units[index + 1].text[:20]
        and (fold(text) == fold(units[index + 1].text))
    )


def _is_dated_scene(units: list[Unit], index: int) -> bool:
    """Whether a sentence that ends in a full date stands before a story's dateline: a caption."""
    text = units[index].text
    if not text[-6:-1].strip("., ").isdigit():
        return False
    from newscli.text.dates import dates

    found = list(dates(text))
    if not found or len(text) - found[-1][1] > 2:
        return False
    return any(dateline(unit.text) for unit in units[index + 1 : index + 4])


def _is_deck(draft: Draft, units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is the line under the headline that sums the story up: no sentence, one "
    "only."""
    text = units[index].text
    if draft.headline is None or draft.subheads or not is_headline_like(text) or weight(text) < 4:
        return False
    return index + 1 < end and units[index].gap > 0 and not dateline(text)


def read_body(draft: Draft, units: list[Unit]) -> None:
    """The body, and the lines after it."""
    tail = _tail(units)
    links = False  # inside a list of links to other stories
    for index, unit in enumerate(units):
        text = unit.text
        short = len(text) < PROSE
        if short and (index >= tail or is_control(text) or is_menu(text) or is_rule(text)):
            add_residue(draft, unit)
            continue
        if short and not links and not is_prose(text) and opens_links(text):
            links = True
        links = links and short and not ends_sentence(text)
        if links:
            draft.add("other", unit.first, unit.last, text)
        elif short and _add_dateline(draft, unit):
            continue
        elif (is_caption(text) and not _is_sign_off(units, index)) or _is_credited_first(text):
            draft.add("caption", unit.first, unit.last, text)
        elif short and _is_subhead(draft, units, index):
            draft.add("subhead", unit.first, unit.last, text)
        else:
            _add_paragraph(draft, unit, index >= len(units) - 2)


def _tail(units: list[Unit]) -> int:
    """Index of the first of the lines after the body: dates, copyright, labels, addresses."""
    index = len(units)
    while (
        index > 1
        and len(units[index - 1].text) <= PROSE
        and (is_control(units[index - 1].text) or header(units[index - 1].text))
    ):
        index -= 1
    return index


def _add_dateline(draft: Draft, unit: Unit) -> bool:
    """Whether a unit was nothing but a dateline, which is a paragraph of its own."""
    if len(unit.text) >= ALONE or draft.place or len(draft.paragraphs) > 3:
        return False
    line = dateline(unit.text)
    if line is None or line.place is None or line.end < len(unit.text):
        return False
    draft.place = line.place
    draft.state("date", line.date)
    draft.credit([line.agency] if line.agency else [])
    draft.add("dateline", unit.first, unit.last, unit.text)
    return True


def _add_paragraph(draft: Draft, unit: Unit, last: bool) -> None:
    text = unit.text
    if draft.place is None and len(draft.paragraphs) < 4 and (line := dateline(text)):
        draft.place = line.place
        draft.state("date", line.date)
        draft.credit([line.agency] if line.agency else [])
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


def _is_subhead(draft: Draft, units: list[Unit], index: int) -> bool:
    """Whether a short unit inside the body is a cross-head: body before it, body after it."""
    text = units[index].text
    if not draft.paragraphs or index + 1 >= len(units) or len(text) > 70 or weight(text) > 8:
        return False
    if ends_sentence(text) or not is_headline_like(text):
        return False
    return len(units[index + 1].text) > len(text)
