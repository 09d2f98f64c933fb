"""Documents in the user's own editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscli.errors import EditorError, UsageError
from newscli.sources import Location
from newscli.terminal import editor as editing

FILE = Location(str(Path("seeds/001_4de4d01481b5a2c9.txt").absolute()))


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, ["vi", "+3"]),
        ({"EDITOR": "vim -R"}, ["vim", "-R", "+3"]),
        ({"EDITOR": "vi", "VISUAL": "'my editor' -w"}, ["my editor", "-w", "+3"]),
        ({"EDITOR": "code --wait"}, ["code", "--wait"]),
        ({"EDITOR": "/usr/bin/nano"}, ["/usr/bin/nano", "+3"]),
    ],
)
def test_an_editor_gets_an_argument_list_with_the_line_if_it_takes_one(
    environ: dict[str, str], words: list[str]
) -> None:
    assert editing.command(FILE, 3, environ) == [*words, FILE.file]


def test_what_is_no_file_of_its_own_is_refused() -> None:
    for location in (Location("-"), Location(FILE.file, "/etc/hostname"), Location("/tmp")):  # noqa: S108
        with pytest.raises(UsageError, match="no file of its own"):
            editing.command(location, 1, {})


@pytest.mark.parametrize("editor", ["'", " ", "/nowhere/editor", "false"])
def test_an_editor_that_fails_is_told(editor: str) -> None:
    with pytest.raises(EditorError):
        editing.edit(FILE, 1, {"EDITOR": editor})
