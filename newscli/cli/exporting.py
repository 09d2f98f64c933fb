"""`newscli export`."""

import sys
from typing import Annotated, Literal

import typer

from newscli import outputs
from newscli.cli.options import From
from newscli.cli.session import archive_of, told, with_stdin


def export(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help="Which articles; all without; - reads ids."),
    ] = None,
    from_: From = None,
    format: Annotated[Literal["jsonl"], typer.Option("--format", help="What to write.")] = "jsonl",
) -> int:
    """Write records for other programs.

    \b
    newscli export --format jsonl > articles.jsonl
    newscli search greenland --ids | newscli export -
    """
    archive = archive_of(from_)
    if not refs:
        outputs.write_jsonl(archive.articles(), sys.stdout)
        return told(archive)
    numbers, errors = archive.named(with_stdin(refs))
    outputs.write_jsonl(archive.articles(numbers), sys.stdout)
    return told(archive, errors)
