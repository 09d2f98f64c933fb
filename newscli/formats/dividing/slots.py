"""Whose names the heads of a document hold: the same slot of each article holds the same kind.

A slot is a place in a row of facts (`Jane Roe | The Courier | 3 May 2012`), or a line by itself
above or below the headline.  What is known in most articles tells what the others have there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from newscli.formats.dividing import grammar
from newscli.formats.dividing.facts import facts_of, names_page
from newscli.formats.dividing.grammar import Labelling
from newscli.formats.dividing.tops import Top
from newscli.formats.dividing.votes import VOTERS
from newscli.formats.layout.datelines import PLACE_OPENERS
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.names import ARTICLES, is_paper, is_section
from newscli.formats.layout.residue import residue_bits
from newscli.formats.layout.shapes import is_prose
from newscli.formats.layout.units import Unit
from newscli.text import fold
from newscli.tuples import NamedTuple

AGREED = 0.5  # share of the articles that have the same in a slot, or something known
ROWS = 2  # articles that tell authors, if all state day and paper beside them
SPOKEN = 400  # texts in which each of many names is looked for
_MAY_NAME = frozenset([grammar.NAME, grammar.RESIDUE, grammar.DECK, grammar.KICKER, grammar.BYLINE])
_MAY_TELL = frozenset([grammar.BYLINE, grammar.FIELD])
_KNOWN = frozenset(["publisher", "byline"])
ALIKE = 0.8  # share of the names in a slot that are papers'
_FIELDS = ("publisher", "byline", "section")  # that names can be of


class _Name(NamedTuple):
    """A name in a slot."""

    text: str
    field: str
    """Of the record; empty when it is not known."""
    beside: frozenset[str]
    """What else its row states."""


def agreed_names(
    units: Sequence[Unit], tops: Sequence[Top], readings: Sequence[Labelling]
) -> dict[str, str]:
    """Names of publishers, authors and sections that nothing but their slot tells to be that."""
    if len(tops) < ROWS:
        return {}
    slots: defaultdict[tuple[str, int], list[_Name]] = defaultdict(list)
    for both in zip(tops, readings, strict=True):
        for slot, name in _names(units, *both).items():
            slots[slot].append(name)
    texts = [unit.text for unit in units if is_prose(unit.text)]
    found: dict[str, str] = {}
    for names in slots.values():
        if len(names) >= AGREED * len(tops):
            for text, field in _told(names, texts, len(tops)).items():
                found.setdefault(text, field)
    return found


def _names(units: Sequence[Unit], found: Top, reading: Labelling) -> dict[tuple[str, int], _Name]:
    """The names in the slots of a head."""
    out: dict[tuple[str, int], _Name] = {}
    below = 0
    heads = zip(found.indices, reading.labels, strict=True)
    texts = [units[index].text for index, label in heads if label in _MAY_TELL]
    signed = any((said := header(text)) and said.role == "byline" for text in texts)
    for index, label in zip(found.indices, reading.labels, strict=True):
        text = units[index].text
        if label == grammar.FACTS:
            line = facts_of(text)
            known = {value: field for field, value in line.facts}
            beside = {*known.values(), *(["author"] if signed else [])}
            paged = names_page(text)
            beside |= {"page"} if paged else set()
            for place, value in enumerate(line.order):
                if value != line.placed or paged:
                    name = _Name(value, known.get(value, ""), frozenset(beside))
                    out.setdefault(("row", place), name)
                    out.setdefault(("row", place - len(line.order)), name)
        elif label in _MAY_NAME and residue_bits(text) <= 0:
            field = "publisher" if is_paper(text) else "section" if is_section(text) else ""
            if field or label == grammar.NAME or is_bare_name(text):
                person = is_bare_name(text) and not field
                out.setdefault(
                    ("person" if person else "line", below), _Name(text, field, frozenset())
                )
        below = below or label == grammar.HEADLINE
    return out


def _told(names: Sequence[_Name], texts: Sequence[str], articles: int) -> dict[str, str]:
    """What the unknown names of a slot are; nothing where others may be meant."""
    unknown = [name for name in names if not name.field]
    known = Counter(name.field for name in names if name.field in _FIELDS)
    for field, many in known.most_common(1):
        if many >= AGREED * len(names):
            return {n.text: field for n in unknown if field not in n.beside and _may_be(n, field)}
    if known["publisher"] and all(" " in n.text and not is_bare_name(n.text) for n in unknown):
        return {name.text: "publisher" for name in unknown}
    if articles >= VOTERS:
        papers = {name.text for name in unknown if _is_of_paper(name)}
        if len(unknown) >= AGREED * articles and len(papers) >= ALIKE * len({*unknown}):
            return dict.fromkeys(papers, "publisher")
        times = Counter(name.text for name in unknown if "publisher" not in name.beside)
        same = {n for n in times if times[n] >= AGREED * articles and " " in n}
        if same:
            return {n: "publisher" for n in same if _spoken(n, texts) < AGREED * articles}
    people = [name for name in unknown if is_bare_name(name.text)]
    alone = all({"publisher", "date"} <= name.beside for name in people)
    least = max(AGREED * articles, ROWS if alone else VOTERS)
    if len(people) < least or len(people) < len(unknown):
        return {}
    distinct = {name.text for name in people if "byline" not in name.beside}
    spoken = sum(_spoken(name, texts[:SPOKEN]) > 0 for name in distinct)
    if 2 * len(distinct) > len(people) and 2 * spoken <= len(distinct):
        return dict.fromkeys(distinct, "byline")
    return {}


def _is_of_paper(name: _Name) -> bool:
    """Whether a name beside a day is a paper's for what else is told: a page, who wrote, if the
    name is of several words, an article before it."""
    first, _, rest = name.text.partition(" ")
    if "date" not in name.beside or not _KNOWN.isdisjoint(name.beside):
        return False
    if fold(first) in PLACE_OPENERS or name.text[0].islower():
        return False
    written = "author" in name.beside or fold(first) in ARTICLES
    return "page" in name.beside or (rest != "" and written)


def _may_be(name: _Name, field: str) -> bool:
    """Whether an unknown name can be of a field that its slot has elsewhere."""
    return is_bare_name(name.text) if field == "byline" else not name.text[0].islower()


def _spoken(name: str, texts: Sequence[str]) -> int:
    """In how many of the texts a name stands."""
    return sum(name in text for text in texts)
