"""`newscli export`."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from newscli.choices import EXPORTS, with_help
from newscli.cli import session
from newscli.cli.cures import output_as_ref
from newscli.cli.options import ExportName, Narrow, What, number, with_groups
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND
from newscli.text.counted import counted

Form = Annotated[
    ExportName | None,
    typer.Option(
        "--format",
        metavar="OUTPUT",
        help=f"What to write; else the file's ending says, else jsonl: {with_help(EXPORTS)}.",
    ),
]

Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to; DIR/ for Markdown files.")
]
Sample = Annotated[int | None, number("Only N of these, at random.", "--sample")]
Seed = Annotated[int, typer.Option("--seed", metavar="S", help="Another draws another --sample.")]


@with_groups
def export(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help="Which articles; all without; - reads ids."),
    ] = None,
    *,
    what: What,
    format: Form = None,
    output: Output = "-",
    query: Annotated[
        str | None,
        typer.Option("--query", "-q", metavar="WORDS", help="Only what a search would match."),
    ] = None,
    narrow: Narrow,
    sample: Sample = None,
    seed: Seed = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> int:
    """Write records for other programs.

    \b
    newscli export > articles.jsonl
    newscli export -o articles.csv --query 'greenland -meloni'
    newscli export -o may.jsonl --since 2024-05 --until 2024-05
    newscli export -o some.xlsx --sample 100
    newscli export --format markdown -o notes/        a file an article
    newscli search greenland --ids | newscli export - -o greenland.html
    """
    from newscli.outputs.exports import export_to, write_to_file, write_to_stream

    chosen = export_to(output, format)
    words, filters = session.typed(query or ""), session.filters_of(narrow)
    is_chosen = query is not None or filters is not None
    if refs and is_chosen:
        raise UsageError("REF and --query or filters do not go together: choose one")
    output_as_ref(refs or ())
    archive = session.archive_of(what)
    numbers, errors = archive.named(session.with_stdin(refs)) if refs else (None, [])
    if errors and not numbers:
        return session.report(archive, errors)
    if is_chosen:
        numbers = session.matching(archive.find(words, filters))
    every = numbers or ()
    if sample is not None:
        numbers = _sampled(archive.numbers() if numbers is None else numbers, sample, seed)
    articles = archive.desk.articles_with_tags(archive.articles(numbers))
    if output == "-":
        written = write_to_stream(articles, chosen, sys.stdout)
    else:
        written = write_to_file(articles, chosen, output, force=force)
        session.say(f"{counted(written.articles, 'article')} written to {output}")
    if cut := written.cut:
        texts = counted(cut, "text")
        session.say(f"{texts} cut, as a cell of {chosen.name} holds no more; csv holds all")
    code = session.report(archive, errors) or (NOTHING_FOUND if is_chosen and not every else DONE)
    if code == DONE and filters and filters.new:
        return session.report_new(archive, words, filters, numbers or (), every)
    return code


def _sampled(numbers: Sequence[int], most: int, seed: int) -> list[int]:
    """So many of the numbers in their order, the same for the same seed."""
    from random import Random

    if most >= len(numbers):
        return [*numbers]
    chosen = {*Random(seed).sample(range(len(numbers)), most)}  # noqa: S311 - nothing secret
    session.say(f"a sample of {most:,} of {len(numbers):,} articles, with --seed {seed}")
    return [number for place, number in enumerate(numbers) if place in chosen]
