"""What stands below a text and is none of it: who wrote it, for which paper, how long it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from newscli.formats.dividing.facts import Line, facts_of, is_length
from newscli.formats.dividing.looks import CENTRED
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.drafting.body import add_residue
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.headers import is_bare_name
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import is_residue
from newscli.formats.layout.units import Unit, is_rule
from newscli.tuples import NamedTuple

REACH, LONGEST = 5, 120  # lines at the end of a text, and characters of one that tells facts
DASHES = "-–—― "  # before the name that a text is signed with
OPENERS, CLOSERS = "([（【", ")]）】"  # around such a name
_code = re.compile(r"[A-Z#]")


class Foot(NamedTuple):
    """A line below a text."""

    unit: Unit
    signature: tuple[str, str]
    """Who wrote it, and for which paper; empty for none."""
    line: Line
    """What else it tells."""


def taken_feet(draft: Draft, text: list[Unit]) -> list[Foot]:
    """The lines below a text that are none of it, the last one first; `text` is left without them.

    Copyright and buttons may stand around them, and stay.
    """
    found: list[Foot] = []
    for index in range(len(text) - 1, max(0, len(text) - 1 - REACH), -1):
        foot = _foot(draft, text[index])
        if foot:
            found.append(foot)
            del text[index]
        elif not is_rule(text[index].text) and not is_residue(text[index].text):
            break
    return found


def is_signature(draft: Draft, unit: Unit) -> bool:
    """Whether a last line is who wrote the text: a name behind a dash, at the right, in
    parentheses, or before the paper's."""
    text = _bare(unit.text)
    name, comma, paper = text.partition(", ")
    apart = text != unit.text or unit.indent >= CENTRED or is_paper(paper)
    if not apart or draft.byline or not name or is_paper(name) or is_section(name):
        return False
    return is_bare_name(name) and not name.isupper() and (not comma or is_paper(paper))


def add_foot(draft: Draft, foot: Foot, state: Callable[[Line], None]) -> None:
    """Put a foot where it belongs; `state` states the facts of a line."""
    unit, (name, paper), line = foot
    if name:
        draft.state("byline", name)
        draft.state("publisher", paper)
        draft.add("byline", unit.first, unit.last, unit.text)
    elif line.facts:
        state(line)
        draft.add("metadata", unit.first, unit.last, unit.text)
    else:
        add_residue(draft, unit)


def _foot(draft: Draft, unit: Unit) -> Foot | None:
    """A line as a foot; None when it is text."""
    text = unit.text
    if len(text) > LONGEST or is_rule(text):
        return None
    if is_signature(draft, unit):
        name, _, paper = _bare(text).partition(", ")
        return Foot(unit, (name, paper), Line())
    bare = _bare(text)
    if is_length(bare) or (symbol_of(text).kind == "id" and _code.search(text)):
        return Foot(unit, ("", ""), Line())
    line = facts_of(text)
    least = 1 if bare != text and any(field == "publisher" for field, _ in line.facts) else 2
    if len(line.facts) >= least and not line.title and not line.unknown:
        return Foot(unit, ("", ""), line)
    return None


def _bare(text: str) -> str:
    """A line without what sets it apart."""
    enclosed = text[0] in OPENERS and text[-1] == CLOSERS[OPENERS.index(text[0])]
    return (text[1:-1] if enclosed else text.lstrip(DASHES)).strip()
