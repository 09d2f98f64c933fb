"""The interactive browser: search as you type, a list, a live preview, and a reader.

Textual is imported in this folder alone, and only when there is a terminal for it.  All that the
archive is asked, it is asked in a thread of its own (`library`), so that keys never wait for it.
The list and the article are drawn line by line as they come into view (`headlines`, `article`),
with the pages and parts of the other commands.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newscli.errors import UsageError

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.search import Filters
    from newscli.terminal.display import Display

HOW_TO_INSTALL = "browse needs Textual: pip install 'newscli[browse]'"


def browse(
    archive: Archive,
    words: str,
    display: Display,
    *,
    filters: Filters | None = None,
    painted: bool = False,
    mark_read: bool = True,
) -> int:
    """Let a person browse the archive until they leave; the exit code that this comes to.

    `words` is what to search for at first, and `filters` what all articles have to pass; `painted`
    says that the theme brings its own background, and `mark_read` that what is opened counts as
    read.  Raises `UsageError` when there is no keyboard.
    """
    from newscli.browse import leaving
    from newscli.browse.library import Library

    library = Library(archive)
    library.wait()  # for the files to be read; what that has to tell goes to a plain screen
    with leaving.keyboard(), leaving.held() as held:
        from newscli.browse.app import Browser
        from newscli.browse.finding import Wish
        from newscli.browse.paper import Paper

        paper = Paper(display.theme, painted=painted, ascii=display.ascii)
        wish = Wish(words, filters=filters)
        return Browser(library, wish, paper, held, mark_read=mark_read).stay()


def require(display: Display) -> None:
    """Raise `UsageError` unless there is all that a browser needs."""
    if find_spec("textual") is None:
        raise UsageError(HOW_TO_INSTALL)
    if not (display.terminal and sys.stderr.isatty()):  # Textual draws on standard error
        raise UsageError("browse needs a terminal; `newscli search WORDS` and `list` do without")
    if os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        raise UsageError("browse needs a terminal that can move its cursor, and TERM is dumb")
