"""`newscli check`."""

import sys
from collections.abc import Sequence
from itertools import chain
from typing import Annotated

import typer

from newscli.archive import Archive
from newscli.cli.options import Appearance, Format, Json, What, with_groups
from newscli.cli.session import archive_of, display_of, form_of, show, sources_of, told
from newscli.errors import NewscliError, UsageError
from newscli.outputs.ledger import write_ledgers_json, write_ledgers_plain, write_lines_plain
from newscli.process import NOTHING_FOUND
from newscli.terminal.display import Display

LOOK = NOTHING_FOUND  # exit code when something deserves a look


@with_groups
def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Which documents; all without."),
    ] = None,
    *,
    what: What,
    lines: Annotated[
        bool, typer.Option("--lines", help="Print FILE with what each line was taken for.")
    ] = False,
    json: Json = False,
    format: Format = None,
    view: Appearance,
) -> int:
    """Show what was made of each document, and what deserves a look.

    \b
    newscli check --from articles/           a line a document, the likeliest wrong first
    newscli check page.txt --lines           a document, each line with its role and article
    newscli check --json | jq '.documents[] | select(.look != [])'
    """
    form_of({"json": json, "lines": lines})
    if lines and not files:
        raise UsageError("--lines needs the FILE to print: newscli check FILE --lines")
    source = context.get_parameter_source("from_")
    if source is None or source.name != "COMMANDLINE":  # else they are some of those documents
        what = sources_of(context, what, files)
    archive = archive_of(what, format)
    display = display_of(view)
    if lines:
        shown = _show_lines(archive, files or [], display, view)
        return told(archive, [] if shown else [_outside(files or [])])
    ledgers = archive.ledgers(files or ())
    if json:
        write_ledgers_json(ledgers, sys.stdout)
    elif display.terminal:
        from newscli.screen.ledger import LedgerPage

        show([LedgerPage(ledgers)], display, view)
    else:
        write_ledgers_plain(ledgers, sys.stdout, ascii=display.ascii)
    missing = files and not ledgers
    looks = any(ledger.looks for ledger in ledgers)
    return told(archive, [_outside(files or [])] if missing else ()) or (LOOK if looks else 0)


def _show_lines(archive: Archive, files: Sequence[str], display: Display, view: Appearance) -> bool:
    """Print documents with what became of their lines; whether there are any."""
    documents = archive.lines(files)
    first = next(documents, None)
    if first is None:
        return False
    if display.terminal:
        from newscli.screen.ledger import LinesPage

        pages = (LinesPage(path, lines) for path, lines in chain([first], documents))
        show(pages, display, view)
    else:
        write_lines_plain(chain([first], documents), sys.stdout, ascii=display.ascii)
    return True


def _outside(files: Sequence[str]) -> NewscliError:
    return UsageError(f"no document of the archive is at {' '.join(files)}; name it with --from")
