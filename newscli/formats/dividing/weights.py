"""What evidence is worth: tables of a name and a number a line, which tests/benchmarks/ learns."""

from __future__ import annotations

from functools import cache

from newscli.text.tables import rows


@cache
def weights(name: str) -> dict[str, float]:
    """The table of that name beside this module."""
    return {term: float(value) for term, value in map(str.split, rows(__file__, name)[""])}
