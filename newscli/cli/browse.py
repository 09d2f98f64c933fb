"""`newscli browse`."""

import os
import sys
from typing import Annotated

import typer

from newscli import terminal
from newscli.cli.options import (
    Agency,
    Ascii,
    Color,
    Format,
    From,
    Place,
    Refresh,
    Since,
    Source,
    Split,
    Theme,
    Until,
)
from newscli.cli.session import archive_of, filters_of, told, typed


def browse(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What to look for at first.")
    ] = None,
    from_: From = None,
    source: Source = None,
    agency: Agency = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
    format: Format = None,
    split: Split = None,
    refresh: Refresh = False,
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
    filters = filters_of(source=source, agency=agency, place=place, since=since, until=until)
    archive = archive_of(from_, format=format, split=split, refresh=refresh)
    query = typed(" ".join(words or ()))
    chosen = theme or os.environ.get("NEWSCLI_THEME")
    painted = chosen in ("dark", "light")  # what was found out needs no background of its own
    code = browse(archive, query, display, filters=filters, painted=painted)
    return told(archive) or code
