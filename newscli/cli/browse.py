"""`newscli browse`."""

import os
import sys
from typing import Annotated

import typer

from newscli import terminal
from newscli.cli.options import Ascii, Color, Format, MarkRead, Narrow, Theme, What, with_groups
from newscli.cli.session import archive_of, filters_of, report, typed


@with_groups
def browse(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What to look for at first.")
    ] = None,
    *,
    what: What,
    narrow: Narrow,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
    format: Format = None,
    mark_read: MarkRead = True,
) -> int:
    """Search as you type, and read.

    \b
    newscli browse
    newscli browse --from articles/ kremlin
    newscli browse --since 2024 --theme light

    Press ? there for its keys.  Whatever it does, list, search and read do too.
    """
    from newscli.browse import browse, require

    display = terminal.display(sys.stdout, color=color, theme=theme, ascii=ascii)
    require(display)
    filters = filters_of(narrow)
    archive = archive_of(what, format)
    query = typed(" ".join(words or ()))
    chosen = theme or os.environ.get("NEWSCLI_THEME")
    painted = chosen in ("dark", "light")  # what was found out needs no background of its own
    code = browse(archive, query, display, filters=filters, painted=painted, mark_read=mark_read)
    return report(archive) or code
