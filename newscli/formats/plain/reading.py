"""Reading one article: which of its units are headline, caption, body, button.

From top to bottom: what stands before the headline, the headline, what stands between it and
the body, the body, what follows it.  Nothing is dropped; what has no place goes to `other`.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from newscli.formats.drafting.body import (
    add_dateline,
    add_residue,
    is_credited_first,
    is_residue,
    read_body,
)
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.labels import labelled
from newscli.formats.layout.shapes import (
    HEADLINE_LENGTH,
    PROSE,
    ends_sentence,
    is_control,
    is_headline_like,
    is_title_case,
    weight,
)
from newscli.formats.layout.units import Unit
from newscli.formats.plain.echoes import Cut
from newscli.records import Article
from newscli.text import Document, fold

HEAD = 14  # units below a headline that may still be none of the body


def read(
    document: Document,
    units: list[Unit],
    cut: Cut,
    end: int,
    format_name: str,
    last_line: int,
    buttons: frozenset[str] = frozenset(),
) -> Article:
    """The article of the units from the cut to `end`; its ledger reaches to `last_line`.

    `buttons` are the texts that stand above the bodies of several articles alike.
    """
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
    index = _read_below_headline(draft, units, index, end, buttons)
    read_body(draft, _without_label(draft, units[index:end]))
    return draft.finish(last_line)


def _without_label(draft: Draft, body: list[Unit]) -> list[Unit]:
    """The body; a label before it ("Full text: …") goes to `other`, if other lines had labels."""
    if not body or ":" not in body[0].text[:30] or not draft.other:
        return body
    line = labelled(body[0].text)
    if line is None or line.field != "body":
        return body
    if not line.value:
        draft.add("metadata", body[0].first, body[0].last, body[0].text)
        return body[1:]
    draft.other.append(f"{line.label}:")
    return [body[0]._replace(text=line.value), *body[1:]]


def _read_to_headline(draft: Draft, units: list[Unit], start: int, end: int) -> int:
    """Everything to the end of the headline, if there is one; index of what follows."""
    index = start
    while index < end - 1 and _is_above_headline(units, index, end):
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


def _is_above_headline(units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is something other than the headline that is to come, or text."""
    text = units[index].text
    if not is_residue(text):
        return _is_kicker(units, index, end)
    line = header(text)
    if line and line.role == "byline" and ":" not in text:  # "By Design" may be a headline
        near = range(index + 1, min(end, index + HEAD))
        below = next((n for n in near if not is_residue(units[n].text)), end)
        return _is_headline(units, below, end)
    return True


def _is_kicker(units: list[Unit], index: int, end: int) -> bool:
    """Whether one or two words stand above the headline: a section or a subject."""
    text = units[index].text
    if weight(text) > 2 or index + 2 >= end or not is_headline_like(text):
        return False
    below = units[index + 1].text
    return is_headline_like(below) and weight(below) >= 4 and _is_headline(units, index + 1, end)


def _is_headline(units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is its article's headline: it looks like one, and text follows."""
    if index + 1 >= end:
        return False
    text = units[index].text
    if not is_headline_like(text) and not _may_end_in_stop(units, index):
        return False
    longest = max(len(unit.text) for unit in units[index + 1 : min(end, index + 6)])
    return longest > len(units[index].text) or units[index + 1].gap > 0


def _may_end_in_stop(units: list[Unit], index: int) -> bool:
    """Whether a unit can be a headline though it ends as sentences do."""
    text, below = units[index].text, units[index + 1].text
    if index == 0 and is_title_case(text):
        return True
    line = header(below) if len(text) <= HEADLINE_LENGTH and ends_sentence(text) else None
    return line is not None and line.field in ("date", "url", "byline")


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
    longest = max((len(unit.text) for unit in between), default=0)
    again = {fold(unit.text) for unit in below if len(unit.text) <= 2 * longest}  # not the body
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


def _read_below_headline(
    draft: Draft, units: list[Unit], index: int, end: int, buttons: frozenset[str]
) -> int:
    """Captions, bylines, dates, buttons and the deck above the first paragraph; index of that."""
    while index < end - 1:
        unit = units[index]
        text = unit.text
        if (
            is_caption(text)
            or is_credited_first(text)
            or draft.has(text)
            or _is_doubled(units, index)
            or _is_dated_scene(units, index)
        ):
            draft.add("caption", unit.first, unit.last, text)
        elif len(text) >= PROSE:
            break
        elif add_dateline(draft, unit):
            pass
        elif _is_beside_date(draft, units, index, end) and is_bare_name(text):
            draft.add("byline", unit.first, unit.last, text)
            draft.state("byline", text)
        elif is_residue(text) or (text in buttons and _is_button(text)):
            add_residue(draft, unit)
        elif text not in buttons and _is_deck(draft, units, index, end):
            draft.add("subhead", unit.first, unit.last, text)
        else:
            break
        index += 1
    return index


def _is_beside_date(draft: Draft, units: list[Unit], index: int, end: int) -> bool:
    """Whether the article's date stands above or below a unit, as it does beside names."""
    if draft.headline is None or draft.byline is not None:
        return False
    if draft.date is not None:
        return units[index].gap == 0
    below = header(units[index + 1].text) if index + 2 < end else None
    return below is not None and below.field == "date"


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


def _is_button(text: str) -> bool:
    """Whether a text that several articles have is too short to be of the body of each."""
    return len(text) <= 40 and weight(text) <= 5 and not ends_sentence(text)


def _is_deck(draft: Draft, units: list[Unit], index: int, end: int) -> bool:
    """Whether a unit is the line under the headline that sums the story up: no sentence."""
    text = units[index].text
    if draft.headline is None or draft.subheads or not is_headline_like(text) or weight(text) < 4:
        return False
    return index + 1 < end and units[index].gap > 0 and not dateline(text)


def buttons(units: list[Unit], cuts: list[Cut]) -> frozenset[str]:
    """Texts that stand near the top of several articles alike: buttons, sections, slogans."""
    times: Counter[str] = Counter()
    for cut, following in pairwise([*cuts, Cut(len(units), "")]):
        top = max(cut.headline_end, cut.start + 1)
        times.update(
            {
                unit.text
                for unit in units[top : min(following.start, top + HEAD)]
                if len(unit.text) <= HEADLINE_LENGTH
            }
        )
    return frozenset(text for text, count in times.items() if count > 1)
