"""`newscli check`."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from newscli.archive import Archive
from newscli.cli import session
from newscli.cli.options import Appearance, Format, Json, Narrow, What, with_groups
from newscli.errors import NewscliError, UsageError
from newscli.outputs.ledger import (
    summed_up,
    write_ledgers_json,
    write_ledgers_plain,
    write_lines_plain,
    write_unread_json,
    write_unread_plain,
)
from newscli.process import DONE, NOTHING_FOUND
from newscli.records import Problem
from newscli.terminal.display import Display

LOOK = NOTHING_FOUND  # exit code when something deserves a look


@with_groups
def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Which documents; all without.")
    ] = None,
    *,
    what: What,
    lines: Annotated[
        bool, typer.Option("--lines", help="Print FILE with what each line was taken for.")
    ] = False,
    unread: Annotated[
        bool, typer.Option("--unread", help="List what was not read, with the reason.")
    ] = False,
    all: Annotated[
        bool, typer.Option("--all", help="Each document, not only those to look at.")
    ] = False,
    narrow: Narrow,
    json: Json = False,
    format: Format = None,
    view: Appearance,
) -> int:
    """Show which documents deserve a look, and why, the worst first.

    \b
    newscli check ~/news
    newscli check ~/news --all               what was made of each document
    newscli check page.txt --lines           each line with its role and article
    newscli check --unread                   images, code and all else
    newscli check --json | jq '.documents[].look[].reason'
    """
    session.form_of({"json": json, "lines": lines})
    session.form_of({"unread": unread, "lines": lines})
    if lines and not files:
        raise UsageError("--lines needs the FILE to print: newscli check FILE --lines")
    source = context.get_parameter_source("from_")
    if source is None or source.name != "COMMANDLINE":  # else they are some of those documents
        what = session.sources_of(context, what, files)
    archive, display = session.archive_of(what, format), session.display_of(view)
    outside = [_outside(path) for path in archive.outside(files or []) if not archive.is_empty]
    if lines:
        _show_lines(archive, files or [], display, view)
        return session.report(archive, outside)
    if unread:
        _show_unread(archive.unread_documents(files or ()), json, display, view)
        return session.report(archive, outside, is_listed=True)
    ledgers = archive.ledgers(files or (), filters := session.filters_of(narrow))
    shown = [ledger for ledger in ledgers if all or ledger.is_suspicious or len(ledgers) == 1]
    if json:
        write_ledgers_json(shown, sys.stdout)
    elif display.terminal:
        from newscli.screen.ledger import LedgerPage

        session.show([LedgerPage(ledgers, all)], display, view)
    else:
        write_ledgers_plain(shown, session.stdout_of(display))
        session.say(summed_up(ledgers))
    code = session.report(archive, outside) or (LOOK if any(one.looks for one in ledgers) else DONE)
    if not ledgers:
        session.say_if_none_pass(archive, filters)
    return code


def _show_lines(archive: Archive, files: Sequence[str], display: Display, view: Appearance) -> None:
    documents = archive.lines(files)
    if display.terminal:
        from newscli.screen.ledger import LinesPage

        session.show((LinesPage(path, lines) for path, lines in documents), display, view)
    else:
        write_lines_plain(documents, session.stdout_of(display))


def _show_unread(found: Sequence[Problem], json: bool, display: Display, view: Appearance) -> None:
    if json:
        write_unread_json(found, sys.stdout)
    elif display.terminal:
        from newscli.screen.ledger import UnreadPage

        session.show([UnreadPage(found)], display, view)
    else:
        write_unread_plain(found, session.stdout_of(display))


def _outside(path: str) -> NewscliError:
    return UsageError(f"no document of the archive is at {path}; name it with --from")
