"""The user's own editor, at the line that an article begins on."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping

from newscli.errors import DocumentError, UsageError
from newscli.records import Source

# Editors that take `+LINE` before a file; others get the file alone.
_TAKES_LINE = {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "kak", "micro", "joe"}
_TAKES_LINE |= {"ne", "mg", "jed", "less"}


def command(source: Source, environ: Mapping[str, str] = os.environ) -> list[str]:
    """What opens the document in `VISUAL` or `EDITOR`.

    An argument list, without a shell, and an absolute path: no name is taken for an option.
    Raises `UsageError` without an editor, and `DocumentError` for what is no file of its own.
    """
    try:
        editor = shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    except ValueError:  # an open quotation
        editor = []
    if not editor:
        raise UsageError("no editor: set EDITOR to the name of yours")
    path = os.path.abspath(source.path)
    if not os.path.isfile(path):
        raise DocumentError(source.path, "no file that an editor could open")
    takes_line = os.path.basename(editor[0]) in _TAKES_LINE
    return [*editor, *([f"+{source.first_line}"] if takes_line else []), path]


def edit(command: list[str]) -> str:
    """Run the editor until it is left; what went wrong, or empty."""
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - chosen by the user
    except OSError as error:
        return f"{command[0]}: {(error.strerror or str(error)).lower()}"
    return f"{command[0]} ended with {done.returncode}" if done.returncode else ""
