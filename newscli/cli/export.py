"""`newscli export`."""

import sys
from typing import Annotated

import typer

from newscli.choices import EXPORTS
from newscli.choices import told as told_of
from newscli.cli.cures import output_as_ref
from newscli.cli.options import ExportName, Narrow, What, with_groups
from newscli.cli.session import archive_of, filters_of, say, told, typed, with_stdin
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND

Form = Annotated[
    ExportName | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"What to write; else the file's ending says, else jsonl: {told_of(EXPORTS)}.",
    ),
]


@with_groups
def export(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help="Which articles; all without; - reads ids."),
    ] = None,
    *,
    what: What,
    format: Form = None,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; DIR/ for Markdown files."),
    ] = "-",
    query: Annotated[
        str | None,
        typer.Option("--query", "-q", metavar="WORDS", help="Only what a search would match."),
    ] = None,
    narrow: Narrow,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> int:
    """Write records for other programs.

    \b
    newscli export > articles.jsonl
    newscli export -o articles.csv --query 'greenland -meloni'
    newscli export -o may.jsonl --since 2024-05 --until 2024-05
    newscli export --format markdown -o notes/        a file an article
    newscli search greenland --ids | newscli export - -o greenland.html
    """
    from newscli.outputs.exports import export_to, write_to_file, write_to_stream

    chosen = export_to(output, format)
    filters = filters_of(narrow)
    is_chosen = query is not None or filters is not None
    if refs and is_chosen:
        raise UsageError("REF and --query or filters do not go together: choose one")
    output_as_ref(refs or ())
    archive = archive_of(what)
    numbers, errors = archive.named(with_stdin(refs)) if refs else (None, [])
    if errors and not numbers:
        return told(archive, errors)
    if is_chosen:
        numbers = archive.find(typed(query or ""), filters).numbers()
        if not numbers:
            say("nothing found")
    articles = archive.articles(numbers)
    if output == "-":
        write_to_stream(articles, chosen, sys.stdout)
    else:
        count = write_to_file(articles, chosen, output, force=force)
        say(f"{count:,} {'article' if count == 1 else 'articles'} written to {output}")
    return told(archive, errors) or (NOTHING_FOUND if numbers == [] and is_chosen else DONE)
