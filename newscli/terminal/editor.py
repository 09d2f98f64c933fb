"""The user's own editor, at the line that an article begins on."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping

from newscli.errors import EditorError, UsageError, refusal
from newscli.sources import Location

EDITOR = "vi"  # POSIX has it everywhere

_TAKES_NO_LINE = {"atom", "code", "code-insiders", "codium", "cursor", "kate", "mate", "notepad"}
_TAKES_NO_LINE |= {"open", "subl", "windsurf", "xdg-open", "zed"}
"""Editors to which `+LINE` before a file, as others have it since vi, is another file."""


def command(location: Location, line: int, environ: Mapping[str, str] = os.environ) -> list[str]:
    """What opens the document at a line, from 1, in `VISUAL` or `EDITOR`.

    An argument list, without a shell, and an absolute path: nothing in a file's name is a command
    or an option.  Raises `UsageError` for what is no file of its own, and `EditorError`.
    """
    path = location.file
    if location.member is not None or not os.path.isfile(path):
        raise UsageError(f"{location.path} is no file of its own: unpack or save it to edit it")
    editor = environ.get("VISUAL") or environ.get("EDITOR") or EDITOR
    try:
        words = shlex.split(editor)
    except ValueError as error:
        raise EditorError(editor, str(error).lower()) from error
    if not words:
        raise EditorError(editor, "no name of an editor")
    at = [] if os.path.basename(words[0]) in _TAKES_NO_LINE else [f"+{line}"]
    return [*words, *at, path]


def edit(location: Location, line: int, environ: Mapping[str, str] = os.environ) -> None:
    """Open the document, and return when the editor is left; raises what `command` raises."""
    import subprocess

    words = command(location, line, environ)
    try:
        code = subprocess.call(words)  # noqa: S603 - chosen by the user
    except OSError as error:
        raise EditorError(words[0], refusal(error)) from error
    if code:
        raise EditorError(words[0], f"ended with exit code {code}")
