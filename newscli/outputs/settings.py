"""Settings as lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from newscli import safe
from newscli.outputs.structured import one_line
from newscli.records import SCHEMA_VERSION

Settings = Sequence[tuple[str, str, str]]
"""Key, value and where that is from."""


def write_settings_plain(settings: Settings, stream: TextIO) -> None:
    """Tab-separated: key, value, where it is from."""
    for row in settings:
        stream.write("\t".join(map(safe.path, row)) + "\n")


def write_settings_json(place: str, settings: Settings, stream: TextIO) -> None:
    """One object: the file's place, and what is in force."""
    facts = {
        "schema_version": SCHEMA_VERSION,
        "path": place or None,
        "settings": [
            {"key": key, "value": value, "from": origin} for key, value, origin in settings
        ],
    }
    stream.write(one_line(facts, stream) + "\n")
