"""Press databases: what their exports look like.  All that one differs in from the others is here.

Taken from exports in several languages; to add a database, add its section to databases.txt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from newscli.text import fold
from newscli.text.tables import rows
from newscli.tuples import NamedTuple

_TABLES = rows(__file__, "vendors.txt")
_in_quotes = re.compile(r'"([^"]*)"')


def _lines(*patterns: str) -> re.Pattern[str]:
    """A line that is one of the patterns as a whole."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _labels(database: str) -> tuple[dict[str, str], frozenset[str]]:
    """Label → field of what vendors.txt has for a database, and the labels of its foot."""
    table = {
        field: names.split("|") for field, names in (row.split(": ") for row in _TABLES[database])
    }
    foot = frozenset(table.pop("foot", ()))
    return {label: field for field, labels in table.items() for label in labels}, foot


class Vendor(NamedTuple):
    """How one database prints."""

    words: tuple[str, ...]
    """Each of its exports has one of them: asked first, as it costs least."""
    signs: tuple[re.Pattern[str], ...]
    """Lines that show it; `SIGNS` different ones are enough."""
    fields: Mapping[str, str] = MappingProxyType({})
    """Its own labels, folded → field (`drafting.fields`), `source` (publisher and date on one
    line) or `kept`.  Those of `layout.labels` count as well."""
    foot: frozenset[str] = frozenset()
    """Labels that stand below the text alone, folded."""
    begins: re.Pattern[str] | None = None
    """A line that begins a document."""
    ends: re.Pattern[str] | None = None
    """A line that stands at a document's end; what follows the last of several is the next."""
    anchor: str = "date"
    """The kind of the line without a label above and below which the others are told apart; empty
    where documents begin with the lines of `below`."""
    above: tuple[str, ...] = ()
    """Fields of the lines without labels above the anchor; the last stands next to it."""
    below: tuple[str, ...] = ()
    """Those below it, in order."""
    notes: re.Pattern[str] | None = None
    """Lines of the head that are about the copy."""
    month_first: bool = False
    """How `3/4/2011` is meant."""
    capitals: bool = False
    """Whether the labels below a text are printed in capitals."""
    width: int = 0
    """At which lines are wrapped, if they always are; else most lines have to be about as long."""


SIGNS = 2
COUNTER = _lines(
    r"\s*\d{1,6} (?:of|von|van|de|di|sur|av|af|из|od|z|/) \d{1,6} "
    r"(?:documents?|dokumente?n?|documenten|documentos?|documenti|dokumenter|документ[а-я]*)\s*",
    r"\s*(?:documents?|dokumente?n?|documento|dokumenter|документ[а-я]*|record|article|artikel)"
    r" \d{1,6} (?:of|von|van|de|di|sur|av|af|из|od|z|/) \d{1,6}\s*",
)
RIGHTS = re.compile(
    r"(?:\(c\)|©|copyright\b|all rights reserved|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden"
    r"|todos os direitos reservados|все права защищены)",
    re.IGNORECASE,
)
_OF_A_DAY = r"(?:first|second|third|late|early|main|home|state|city|metro|national|regional|final)"
_EDITION = r"(?:edition|editie|ausgabe|édition|edición|edizione|edição|auflage)"
EDITION = re.compile(  # lines between a date and a headline that are neither
    rf"(?:[\w'-]+ ){{0,3}}{_EDITION}(?: ?[-–] ?final)?|{_EDITION}(?: [\w'-]+){{1,2}}"
    rf"|{_OF_A_DAY}(?: {_OF_A_DAY})*|corrected|(?:correction|clarification) appended|show: .*",
    re.IGNORECASE,
)
PICTURES = frozenset(
    fold(mark)
    for mark in "Graphic|Graphics|Graphique|Grafik|Gráfico|Grafico|Illustratie".split("|")
)


def _vendor(facts: list[str]) -> Vendor:
    """A database as databases.txt has it, where each line is `fact: value`."""
    said: dict[str, list[str]] = {}
    for fact in facts:
        name, _, value = fact.partition(": ")
        said.setdefault(name, []).append(COUNTER.pattern if value == "COUNTER" else value)
    one = {name: values[0] for name, values in said.items()}
    lines = {name: _lines(*said[name]) for name in ("begins", "ends", "notes") if name in said}
    fields, foot = _labels(one["labels"]) if "labels" in one else ({}, frozenset[str]())
    return Vendor(
        words=tuple(_in_quotes.findall(one["words"])),
        signs=tuple(map(_lines, said["sign"])),
        fields=fields,
        foot=foot,
        begins=lines.get("begins"),
        ends=lines.get("ends"),
        anchor=one.get("anchor", "date").replace("none", ""),
        above=tuple(one.get("above", "").split()),
        below=tuple(one.get("below", "").split()),
        notes=lines.get("notes"),
        month_first="month_first" in one,
        capitals="capitals" in one,
        width=int(one.get("width", 0)),
    )


VENDORS = tuple(_vendor(facts) for facts in rows(__file__, "databases.txt").values() if facts)
