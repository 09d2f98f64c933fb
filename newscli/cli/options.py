"""The options that several commands have, each with one meaning."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newscli.choices import COLORS, EXPORTS, FORMATS, ORDERS, RANKINGS, THEMES, names, told

if TYPE_CHECKING:  # a Literal that is made of names is a choice for Typer, but no type for mypy
    FormatName = str
    ExportName = str
    OrderName = str
    RankingName = str
    ThemeName = str
    ColorName = str
else:
    FormatName = Literal[names(FORMATS)]
    ExportName = Literal[names(EXPORTS)]
    OrderName = Literal[names(ORDERS)]
    RankingName = Literal[tuple(RANKINGS)]
    ThemeName = Literal[names(THEMES)]
    ColorName = Literal[COLORS]

From = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        "-f",
        metavar="PATH",
        help="File, folder, glob or - for standard input; may be given again. "
        "Without it NEWSCLI_FROM counts, and then a small sample.",
    ),
]
Format = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"What all documents are, instead of looking: {told(FORMATS)}.",
    ),
]
Split = Annotated[
    Literal["lines"] | None,
    typer.Option("--split", help="Take each line of a plain text as an article."),
]
Refresh = Annotated[
    bool,
    typer.Option("--refresh", help="Look at all files, even of an archive of over 10,000."),
]
Source = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="WORDS",
        help="Only of this publisher, or from this file or folder; given again, of either.",
    ),
]
Agency = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        metavar="WORDS",
        help="Only with text or pictures of this agency or photographer; given again, of either.",
    ),
]
Place = Annotated[
    list[str] | None,
    typer.Option(
        "--place", metavar="WORDS", help="Only from this place; given again, from either."
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Only of this date or later: 2024, 2024-05, 2024-05-31."
    ),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only of this date or earlier.")
]
MOST = 1_000_000_000  # of anything; what is asked beyond that is asked without end


def countable(number: int | None) -> int | None:
    """A number as great as was asked, or as `MOST`: a database cannot count to any."""
    return None if number is None else min(number, MOST)


Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=1, callback=countable, metavar="N", help="At most N articles."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON record a line.")]
Ids = Annotated[bool, typer.Option("--ids", help="Ids alone, one a line.")]
Plain = Annotated[bool, typer.Option("--plain", help="As in a pipe: plain lines, no layout.")]
Color = Annotated[ColorName, typer.Option("--color", help="When to use colour.")]
Theme = Annotated[
    ThemeName | None,
    typer.Option("--theme", help="Colours for this background; also NEWSCLI_THEME."),
]
Ascii = Annotated[bool, typer.Option("--ascii", help="No character outside ASCII.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Write straight to the terminal.")]
Pager = Annotated[
    str | None,
    typer.Option(
        "--pager",
        metavar="COMMAND",
        help="Shows what does not fit; also NEWSCLI_PAGER and PAGER, else less.",
    ),
]
Refs = Annotated[
    list[str],
    typer.Argument(metavar="REF...", help="Numbers, ids or words of a headline; - reads ids."),
]
