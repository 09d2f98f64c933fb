"""`newscli stats`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from newscli import outputs
from newscli.choices import KINDS, listed, names
from newscli.cli import session
from newscli.cli.options import Appearance, Format, Json, KindName, Narrow, What, with_groups
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND
from newscli.terminal.progress import ComparingProgress

if TYPE_CHECKING:
    from newscli.stats import Stats

ROWS = 10  # of each section of a page without --limit and --by
TERMS = 20  # of a pipe, and of --by term

Names = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="KINDS",
        help=f"These alone, and in full: {listed(KINDS)}, term, with commas between.",
    ),
]
Across = Annotated[
    KindName | None,
    typer.Option(
        "--across", metavar="KIND", help="The one kind of --by against this: a table of both."
    ),
]
Count = Annotated[
    Literal["articles", "stories", "copies"],
    typer.Option(
        "--count",
        help="Articles; each story once; or only articles that repeat the text of another.",
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        min=1,
        metavar="N",
        help="At most N terms, and on a terminal N names of each kind.",
    ),
]


@with_groups
def stats(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="As for search; all articles without."),
    ] = None,
    *,
    what: What,
    by: Names = None,
    across: Across = None,
    count: Count = "articles",
    limit: Limit = None,
    narrow: Narrow,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False,
    format: Format = None,
    view: Appearance,
) -> int:
    """Count articles, and tell what sets them apart.

    \b
    newscli stats                            sources, places, dates, telling words
    newscli stats greenland --since 2024     what matches, beside the rest
    newscli stats --by month,source          these alone, in full
    newscli stats --by month --across source one against the other
    newscli stats --count stories            each story once
    newscli stats tariffs --csv > tariffs.csv
    """
    form = session.form_of({"json": json, "csv": csv, "plain": view.plain})
    filters, archive = session.filters_of(narrow), session.archive_of(what, format, words or ())
    query = session.typed(" ".join(words or ()))
    kinds, with_terms = _kinds(by or (), across)
    terms = (limit or TERMS) if with_terms else 0
    progress = ComparingProgress(sys.stderr)
    found = archive.stats(
        query, by=kinds, across=across, terms=terms, count=count, filters=filters, progress=progress
    )
    display = session.display_of(view)
    if form in ("json", "csv") or not display.terminal:
        _write(found, form, session.stdout_of(display))
    elif found.articles or not found.elsewhere:
        from newscli.screen.figures import StatsPage

        page = StatsPage(found, limit or (None if by else ROWS), all=bool(by))
        session.show([page], display, view)
    code, is_none = session.report(archive), bool(found.elsewhere and not found.articles)
    if is_none:
        session.say(outputs.understood(archive.find(query, filters).answer(1)) or "nothing found")
    elif not found.has_all:
        session.say(session.PARTIAL)
    session.say_if_path(what, words or (), found=not is_none)
    return code or (NOTHING_FOUND if is_none else DONE)


def _write(found: Stats, form: str, stdout: TextIO) -> None:
    from newscli.outputs.figures import write_stats_csv, write_stats_json, write_stats_plain

    if form == "json":
        write_stats_json(found, sys.stdout)
    elif form == "csv":
        write_stats_csv(found, sys.stdout)
    else:
        write_stats_plain(found, stdout)


def _kinds(given: Sequence[str], across: str | None) -> tuple[list[str] | None, bool]:
    """The breakdowns that `--by` names, None when it names none, and whether terms are wanted."""
    wanted = [name.strip() for text in given for name in text.split(",") if name.strip()]
    for name in wanted:
        if name not in names(KINDS) and name != "term":
            raise UsageError(f"cannot count by “{name}”: there are {listed(KINDS)}, term")
    if across and (len(wanted) != 1 or wanted[0] in ("term", across)):
        other = "source" if across in ("day", "month", "year") else "month"
        raise UsageError(f"--across needs one --by: newscli stats --by {other} --across {across}")
    if not wanted:
        return None, True
    return [name for name in dict.fromkeys(wanted) if name != "term"], "term" in wanted
