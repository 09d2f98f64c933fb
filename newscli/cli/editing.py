"""Opening the document that an article came from in an editor."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping

from newscli.errors import EditorError, UsageError
from newscli.records import Article
from newscli.sources.places import STDIN

EDITOR = "vi"  # POSIX has it everywhere


def edit(articles: Iterable[Article], environ: Mapping[str, str] = os.environ) -> None:
    """Open the document of the one article in `$VISUAL` or `$EDITOR`, at the article's line."""
    import subprocess

    found = list(articles)
    if len(found) != 1:
        raise UsageError("--edit opens one article at a time: give the number of one")
    source = found[0].source
    path = os.path.abspath(source.path)
    if source.path == STDIN or not os.path.isfile(path):
        raise UsageError(f"{source.path} is no file of its own: unpack or save it to edit it")
    editor = environ.get("VISUAL") or environ.get("EDITOR") or EDITOR
    try:
        # No shell: nothing in a file's name is a command.  The path is absolute, so no option.
        command = [*shlex.split(editor), f"+{source.first_line}", path]
        code = subprocess.call(command)  # noqa: S603
    except (OSError, ValueError) as error:
        raise EditorError(editor, str(getattr(error, "strerror", "") or error).lower()) from error
    if code:
        raise EditorError(editor, f"ended with exit code {code}")
