"""Documents in the user's own editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscli.errors import EditorError, UsageError
from newscli.records import Source
from newscli.terminal import editor as editing

SOURCE = Source("seeds/001_4de4d01481b5a2c9.txt", "text", "utf-8", 3, 9)


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
    assert editing.command(SOURCE, environ) == [*words, str(Path(SOURCE.path).absolute())]


def test_what_is_no_file_of_its_own_is_refused() -> None:
    for path in ("-", "news.zip!/one.txt", "seeds"):
        with pytest.raises(UsageError, match="no file of its own"):
            editing.command(SOURCE._replace(path=path), {})


@pytest.mark.parametrize("editor", ["'", " ", "/nowhere/editor", "false"])
def test_an_editor_that_fails_is_told(editor: str) -> None:
    with pytest.raises(EditorError):
        editing.edit(SOURCE, {"EDITOR": editor})
