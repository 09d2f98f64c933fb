"""The options that several commands have, each with one meaning."""

from typing import Annotated, Literal

import typer

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
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most N articles.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON record a line.")]
Ids = Annotated[bool, typer.Option("--ids", help="Ids alone, one a line.")]
Plain = Annotated[bool, typer.Option("--plain", help="As in a pipe: plain lines, no layout.")]
Color = Annotated[
    Literal["auto", "always", "never"], typer.Option("--color", help="When to use colour.")
]
Theme = Annotated[
    Literal["auto", "dark", "light", "none"] | None,
    typer.Option("--theme", help="Colours for this background; also NEWSCLI_THEME."),
]
Ascii = Annotated[bool, typer.Option("--ascii", help="No character outside ASCII.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Write straight to the terminal.")]
Refs = Annotated[
    list[str],
    typer.Argument(metavar="REF...", help="Numbers, ids or words of a headline; - reads ids."),
]
