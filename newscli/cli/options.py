"""The options that several commands have, each with one meaning, in groups that belong together.

A group is a named tuple whose fields are options.  A command takes it as one parameter, and
`with_groups` spells it out for Typer: what is added to a group, all its commands have.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from newscli.choices import (
    COLORS,
    EXPORTS,
    FORMATS,
    KINDS,
    ORDERS,
    RANKINGS,
    THEMES,
    Split,
    names,
    with_help,
)
from newscli.tuples import NamedTuple

if TYPE_CHECKING:  # a Literal that is made of names is a choice for Typer, but no type for mypy
    FormatName = str
    ExportName = str
    OrderName = str
    KindName = str
    RankingName = str
    ThemeName = str
    ColorName = str
else:
    FormatName = Literal[names(FORMATS)]
    ExportName = Literal[names(EXPORTS)]
    OrderName = Literal[names(ORDERS)]
    KindName = Literal[names(KINDS)]
    RankingName = Literal[tuple(RANKINGS)]
    ThemeName = Literal[names(THEMES)]
    ColorName = Literal[COLORS]

MOST = 1_000_000_000  # of anything; what is asked beyond that is asked without end


def number(help: str, *names: str, least: int = 1) -> Any:
    """An option that takes a whole number, of which `MOST` is the greatest that counts: a database
    cannot count to any."""

    def countable(number: int | None) -> int | None:
        return None if number is None else min(number, MOST)

    return typer.Option(*names, min=least, callback=countable, metavar="N", help=help)


Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON record a line.")]
Color = Annotated[ColorName, typer.Option(help="When to use colour.")]
Theme = Annotated[
    ThemeName | None, typer.Option(help="Colours for this background; also NEWSCLI_THEME.")
]
Ascii = Annotated[bool, typer.Option("--ascii", help="No character outside ASCII.")]


class What(NamedTuple):
    """Which documents are asked, and how they are read."""

    from_: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            "-f",
            metavar="PATH",
            help="File, folder, glob or - for standard input; may be given again. "
            "Without it NEWSCLI_FROM counts, and then a small sample.",
        ),
    ] = None
    split: Annotated[
        Split | None,
        typer.Option(help="Take each line of a plain text as an article; none: each text as one."),
    ] = None
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Look at all files, even of an archive of over 1,000.")
    ] = False


class Narrow(NamedTuple):
    """What has to be said of an article."""

    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORDS",
            help="Only of this publisher, or from this file or folder; given again, of either.",
        ),
    ] = None
    agency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORDS",
            help="Only with text or pictures of this agency or photographer; given again, of "
            "either.",
        ),
    ] = None
    place: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Only from this place; given again, from either."),
    ] = None
    byline: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Only by this writer; given again, by either."),
    ] = None
    section: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Only of this section; given again, of either."),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only of this date or later: 2024, 2024-05, 2024-05-31."),
    ] = None
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only of this date or earlier.")
    ] = None
    added_since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what has come since: 2d, yesterday.")
    ] = None
    new: Annotated[
        bool,
        typer.Option(
            "--new", help="Only what has come since these were last asked for with --new."
        ),
    ] = False
    tag: Annotated[
        list[str] | None,
        # named, as Typer 0.27 takes a metavar that says the same for the name
        typer.Option("--tag", metavar="TAG", help="Only with this tag; given again, with either."),
    ] = None


class Records(NamedTuple):
    """Articles for other programs."""

    json: Json = False
    jsonl: Jsonl = False
    ids: Annotated[bool, typer.Option("--ids", help="Ids alone, one a line.")] = False


class Appearance(NamedTuple):
    """How an answer looks, and where it is shown."""

    plain: Annotated[
        bool, typer.Option("--plain", help="As in a pipe: plain lines, no layout.")
    ] = False
    color: Color = "auto"
    theme: Theme = None
    ascii: Ascii = False
    pager: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="Shows what does not fit; also NEWSCLI_PAGER and PAGER, else less.",
        ),
    ] = None
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Write straight to the terminal.")
    ] = False


Refs = Annotated[
    list[str],
    typer.Argument(
        metavar="REF...",
        help="Numbers (1-9), rows of the last search (@3), ids, files, or words of a headline; "
        "- reads ids.",
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files and folders to read, in place of --from."),
]
Limit = Annotated[int | None, number("At most N articles.", "--limit", "-n")]
Format = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        metavar="INPUT",
        help=f"What all documents are, instead of looking: {with_help(FORMATS)}.",
    ),
]

MarkRead = Annotated[
    bool, typer.Option("--mark-read/--no-mark-read", help="Tag what is read here as read.")
]


def with_groups(command: Callable[..., int]) -> Callable[..., int]:
    """The command, with an option of its own for each field of the groups that it takes."""
    signature = inspect.signature(command, eval_str=True)
    parameters = signature.parameters.values()
    groups = {one.name: one.annotation for one in parameters if hasattr(one.annotation, "_fields")}

    @wraps(command)
    def spelt_out(**given: Any) -> int:
        for name, group in groups.items():
            given[name] = group(*[given.pop(field) for field in group._fields])
        return command(**given)

    options: list[inspect.Parameter] = []
    for one in parameters:
        if group := groups.get(one.name):
            options += [
                one.replace(
                    name=field,
                    kind=one.KEYWORD_ONLY,
                    default=group._field_defaults.get(field, one.empty),
                    annotation=group.__annotations__[field],
                )
                for field in group._fields
            ]
        else:
            options.append(one.replace(kind=one.KEYWORD_ONLY))
    # What `inspect.signature` reads, and Typer with it (PEP 362); stubs of functions lack it.
    spelt_out.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    spelt_out.__annotations__ = {}  # which Typer would work through once more, twice
    return spelt_out
