"""`newscli list`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newscli import outputs
from newscli.cli.options import (
    FORMATS,
    Ascii,
    Color,
    From,
    Ids,
    Json,
    Jsonl,
    Limit,
    Plain,
    Refresh,
    Split,
    Theme,
)
from newscli.cli.session import archive_of, form_of, told, write_records
from newscli.errors import UsageError

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.outputs.listed import Template
    from newscli.records import Article, Summary

Sort = Annotated[
    Literal["number", "date", "headline", "source", "words"],
    typer.Option("--sort", help="Dates and words from the new and the long, names from A."),
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The other way round.")]
By = Annotated[Literal["file", "day", "agency"] | None, typer.Option("--by", help="In groups.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAMES",
        help="On a terminal, beside the headline: source, agency, place, date, words, id, with "
        "commas between; without it, those that tell rows apart.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME|TEXT",
        help="With fields in braces: what to write of each article, as in '{number} {headline}'; "
        "there are number, id, headline, source, path, publisher, place, date, words, agency. "
        f"Without braces: what all documents are, instead of looking: {FORMATS}.",
    ),
]


def list_(
    from_: From = None,
    limit: Limit = None,
    sort: Sort = "number",
    reverse: Reverse = False,
    by: By = None,
    columns: Columns = None,
    json: Json = False,
    jsonl: Jsonl = False,
    ids: Ids = False,
    plain: Plain = False,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
    format: Format = None,
    split: Split = None,
    refresh: Refresh = False,
) -> int:
    """List headlines.

    \b
    newscli list
    newscli list --from articles/ -n 20 --sort date
    newscli list --by agency --columns date,words
    newscli list --format '{number}\t{date}\t{headline}'
    newscli list --json | jq .articles[].headline
    """
    template = _template(format)
    form = form_of(json=json, jsonl=jsonl, ids=ids, plain=plain, format=template is not None)
    if by and form in ("json", "jsonl"):
        raise UsageError(f"--by and --{form} do not go together: choose one")
    shown = _columns(columns)
    archive = archive_of(from_, format=None if template else format, split=split, refresh=refresh)
    if form in ("json", "jsonl"):
        write_records(_articles(archive, sort, reverse, limit), form)
        return told(archive)
    agencies = by == "agency" or "agency" in {*shown, *(template.fields if template else ())}
    rows: Iterable[Summary] = archive.summaries(limit, sort, reverse=reverse, agencies=agencies)
    groups: Sequence[str] = ()
    if by:
        from newscli.outputs.listed import grouped

        groups, rows = grouped(rows, by)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if template:
        template.write(rows, sys.stdout, ascii=display.ascii)
    elif form == "ids":
        outputs.write_ids((row.id for row in rows), sys.stdout)
    elif not display.terminal:
        outputs.write_list_plain(rows, sys.stdout, groups, ascii=display.ascii)
    else:
        from newscli.screen import ArticleList

        page = ArticleList(list(rows), *archive.counts(), shown, groups)
        outputs.show(page, display, sys.stdout)
    return told(archive)


def _template(format: str | None) -> "Template | None":
    """The template that `--format` gives; None when it gives the name of a format."""
    if format is None or not {"{", "}"} & {*format}:
        return None
    from newscli.outputs.listed import Template

    return Template(format)


def _columns(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names that `--columns` gives."""
    if not given:
        return ()
    from newscli.outputs.listed import column_names

    return column_names(given)


def _articles(
    archive: "Archive", sort: str, reverse: bool, limit: int | None
) -> "Iterator[Article]":
    """The articles, with their text, in that order."""
    if sort == "number" and not reverse:
        return islice(archive.articles(), limit)
    return archive.articles(archive.numbers(sort, reverse=reverse)[:limit])
