"""What stands below a text and is none of it: who wrote it, for which paper, how long it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from newscli.formats.dividing.facts import Line, facts_of, is_length
from newscli.formats.dividing.looks import CENTRED
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.drafting.body import add_residue
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.codes import is_coded, valued
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import is_residue, residue_bits
from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

REACH, LONGEST = 5, 120  # lines at the end of a text, and characters of one that tells facts
_code = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[^\W\d_][-/]\d|\d[-/][^\W\d_]")
_initials = re.compile(
    r"(?:[A-Za-z]{2,8}[: ]+)?[a-z]{2,3}(?:[/-][a-z]{2,3}){1,4}(?: +[A-Za-z]{2,8})?"
)
MOST_WORDS = 4  # of a line with a word and its value
DASHES = "-–—― "  # before the name that a text is signed with
OPENERS, CLOSERS = "([（【", ")]）】"  # around such a name
_OTHERWISE = frozenset(["date", "dated", "label", "clock", "url"])  # symbols that tell more


SURE, LIKELY, MAYBE = 3.0, 2.0, 1.0  # bits of a foot; what may be one stands beside a likelier
CODE = 0.5  # more of them for a code: a count may be what an article says
MOST_ALONE = 3  # feet of a text by their looks alone; more are a table


class Foot(NamedTuple):
    """A line below a text."""

    unit: Unit
    signature: tuple[str, str]
    """Who wrote it, and for which paper; empty for none."""
    line: Line
    """What else it tells."""
    bits: float = SURE
    """How sure it is one."""


def taken_feet(draft: Draft, text: list[Unit], ends: Callable[[str], bool]) -> list[Foot]:
    """The lines below a text that are none of it, the last one first; `text` is left without them.

    `ends` says of a line whether the articles of the document end in it alike.  Copyright and
    buttons may stand around them, and stay.
    """
    found: list[Foot] = []
    places: list[int] = []
    lowest = len(text) - REACH
    for index in range(len(text) - 1, 0, -1):
        agreed = ends(text[index].text)
        if index < lowest and not agreed:
            break
        foot = _foot(draft, text[index], agreed)
        if foot:
            found.append(foot)
            places.append(index)
            del text[index]
        elif not is_rule(text[index].text) and not is_residue(text[index].text):
            break
    table = sum(foot.bits < SURE for foot in found) > MOST_ALONE
    best = max((foot.bits for foot in found), default=0.0)
    while found and (bits := found[-1].bits) < SURE:
        if not table and (bits > MAYBE or best > LIKELY) and _ends_text(text[places[-1] - 1].text):
            break
        text.insert(places.pop(), found.pop().unit)
    return found


def _ends_text(text: str) -> bool:
    """Whether a foot can stand below a line: one below a list is an item."""
    return is_prose(text) or ends_sentence(text) or is_rule(text) or is_residue(text)


def is_signature(draft: Draft, unit: Unit, agreed: bool = False) -> bool:
    """Whether a last line is who wrote the text: a name behind a dash, at the right, in
    parentheses, before the paper's, or where the others are `agreed` to end in one."""
    text = _bare(unit.text)
    name, comma, paper = text.partition(", ")
    apart = agreed or text != unit.text or unit.indent >= CENTRED or is_paper(paper)
    if not apart or draft.byline or not name or is_paper(name) or is_section(name):
        return False
    placed = not comma or is_paper(paper) or agreed
    if agreed and residue_bits(text):
        return False  # a button
    return is_bare_name(name) and (agreed or not name.isupper()) and placed


def add_foot(draft: Draft, foot: Foot, state: Callable[[Line], None]) -> None:
    """Put a foot where it belongs; `state` states the facts of a line."""
    unit, (name, paper), line, _ = foot
    if name:
        draft.state("byline", name)
        draft.state("publisher", paper)
        draft.add("byline", unit.first, unit.last, unit.text)
    elif line.facts:
        state(line)
        draft.add("metadata", unit.first, unit.last, unit.text)
    else:
        add_residue(draft, unit)


def _foot(draft: Draft, unit: Unit, agreed: bool) -> Foot | None:
    """A line as a foot; None when it is text.  `agreed`: other articles end in one like it."""
    text = unit.text
    if is_rule(text):
        return Foot(unit, ("", ""), Line()) if agreed else None
    if len(text) > LONGEST:
        return None
    if is_signature(draft, unit, agreed):
        name, _, paper = _bare(text).partition(", ")
        return Foot(unit, (name, paper if is_paper(paper) else ""), Line())
    bare = _bare(text)
    # A paper's bare name may be that of the articles that follow.
    if is_length(bare) or (bare == text and is_paper(text)):
        return Foot(unit, ("", ""), Line())
    if not agreed and (bits := _looks(text)):
        return Foot(unit, ("", ""), Line(), bits)
    line = facts_of(text)
    least = 1 if bare != text and any(field == "publisher" for field, _ in line.facts) else 2
    if len(line.facts) >= (1 if agreed else least) and not line.title and not line.unknown:
        return Foot(unit, ("", ""), line)
    return Foot(unit, ("", ""), Line()) if agreed else None


def _looks(text: str) -> float:
    """Bits for a line being a foot: who wrote and edited a wire's story (`ab/cd`, `AFP jr-mk/pl`),
    a code, a word and its value; an address may be the last of what an article says."""
    if _initials.fullmatch(text):
        return LIKELY
    if is_coded(text) and symbol_of(text).kind not in _OTHERWISE:
        return MAYBE if "@" in text else LIKELY + CODE * (_code.search(text) is not None)
    return MAYBE if valued(text) and weight(text) <= MOST_WORDS else 0.0


def _bare(text: str) -> str:
    """A line without what sets it apart."""
    enclosed = text[0] in OPENERS and text[-1] == CLOSERS[OPENERS.index(text[0])]
    return (text[1:-1] if enclosed else text.lstrip(DASHES)).strip()
