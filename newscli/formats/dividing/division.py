"""What is known of a text once it has been cut: its units, where articles begin, and why there."""

from __future__ import annotations

from typing import NamedTuple

from newscli.formats.dividing.symbols import Symbol
from newscli.formats.layout.units import Unit


class Division(NamedTuple):
    """A text as articles, and the choice behind it."""

    units: list[Unit]
    symbols: list[Symbol]
    """One for each unit."""
    starts: list[int]
    """Index of the first unit of each article; the first is 0."""
    top: int
    """Index of the unit at which the first article begins under a cover or a list of contents; 0
    where there is none."""
    family: str
    """What recurs where articles begin: `rule`, `gap`, `label` …; `whole` for one article."""
    runner_up: str
    """The family of the best cutting with other articles; empty when there is none."""
    margin: float
    """Bits by which the chosen cutting is likelier than that."""
    evidence: list[float]
    """Bits for each start being one, rather than not; the first one's is that of the document."""
