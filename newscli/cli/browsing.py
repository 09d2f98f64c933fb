"""`newscli browse`."""

import sys
from typing import Annotated

import typer

from newscli import outputs
from newscli.cli.options import Ascii, Color, From, Theme
from newscli.cli.session import archive_of, told


def browse(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="What to look for at first.")
    ] = None,
    from_: From = None,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
) -> int:
    """Search as you type, and read.

    \b
    newscli browse
    newscli browse --from articles/ kremlin
    newscli browse --theme light

    Press ? there for its keys.  Whatever it does, list, search and read do too.
    """
    from newscli.browse import browse, require

    display = outputs.display(sys.stdout, color=color, theme=theme, ascii=ascii)
    require(display)
    archive = archive_of(from_)
    code = browse(archive, " ".join(words or ()), display, painted=True)
    return told(archive) or code
