"""`newscli read`."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from newscli import outputs
from newscli.cli import session
from newscli.cli.options import Appearance, Format, Json, Jsonl, MarkRead, Refs, What, with_groups
from newscli.errors import QueryError, UsageError

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.records import Marks

Match = Annotated[
    str | None,
    typer.Option(
        "--match",
        metavar="WORDS",
        help="Mark these words, as a search would find them.  Without it a number read within an "
        "hour of a search has the words of that marked; --match '' marks nothing.",
    ),
]

Width = Annotated[
    int | None,
    typer.Option("--width", min=20, metavar="N", help="Plain text in lines of N characters."),
]
Raw = Annotated[bool, typer.Option("--raw", help="The lines of the document that it came from.")]
Edit = Annotated[
    bool, typer.Option("--edit", help="Open the document in VISUAL or EDITOR, at its line.")
]


@with_groups
def read(
    refs: Refs,
    *,
    what: What,
    match: Match = None,
    json: Json = False,
    jsonl: Jsonl = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
    format: Format = None,
    view: Appearance,
    width: Width = None,
    raw: Raw = False,
    mark_read: MarkRead = True,
    edit: Edit = False,
) -> int:
    """Read articles.

    \b
    newscli read 3
    newscli read 1 4-6
    newscli read @3                          the third of the last search
    newscli read downgrading relations       words of a headline, despite typos
    newscli read 3 --match 'tarifs OR nato'  mark words, despite typos
    newscli read 2 --raw                     the lines that it was made of
    newscli search oslo --ids | newscli read -
    """
    forms = {"json": json, "jsonl": jsonl, "markdown": markdown, "raw": raw, "edit": edit}
    form = session.form_of(forms | {"plain": view.plain})
    session.form_of({"match": match is not None, form: form not in ("", "plain")})
    given = session.with_stdin(refs)
    archive, display = session.archive_of(_sources(what, given), format), session.display_of(view)
    stdout = session.stdout_of(display)
    with archive.still():
        numbers, errors = archive.named(given)
        if form in forms:
            _write(archive, numbers, form, stdout)
            return session.report(archive, errors)
        by_number = all(ref.isdecimal() or ref.startswith("@") for ref in given)
        is_recalled = display.terminal and not form and by_number
        marked, marks = _marks(archive, match, recalled=is_recalled)
        articles = archive.articles(numbers)
        if not display.terminal:
            marks = marks if display.color else None
            outputs.write_articles_plain(articles, stdout, marks=marks, width=width)
            return session.report(archive, errors)
        relatives = archive.known_relatives(numbers)
        beside = [numbers[0] - 1, numbers[0] + 1] if len(numbers) == 1 else []
        neighbours = list(archive.summaries_of(beside))
    from newscli.screen import ArticlePage

    pages = [
        ArticlePage(one, marks, marked, relatives.get(one.number, ()), neighbours)
        for one in articles
    ]
    found = [word for page in pages for word in page.found()] if match else []
    session.show(pages, display, view, found)
    if mark_read:
        archive.desk.mark_read(numbers)
    return session.report(archive, errors)


def _sources(what: What, refs: list[str]) -> What:
    """The files named, if only files are and nobody says where else documents are."""
    from newscli.archive.references import is_path

    is_said = what.from_ or os.environ.get(session.FROM)
    return what if is_said or not all(map(is_path, refs)) else what._replace(from_=refs)


def _write(archive: "Archive", numbers: Sequence[int], form: str, stdout: TextIO) -> None:
    """The articles with these numbers in a form that was asked for."""
    articles = archive.articles(numbers)
    if form == "json":
        from newscli.outputs.stories import write_read_json

        tagged = archive.desk.articles_with_tags(articles)
        write_read_json(tagged, archive.known_relatives(numbers), sys.stdout)
    elif form == "jsonl":
        session.write_records(archive.desk.articles_with_tags(articles), form)
    elif form == "markdown":
        from newscli.outputs.exports import export_to, write_to_stream

        write_to_stream(articles, export_to("-", form), sys.stdout)
    elif form == "raw":
        from newscli.outputs.ledger import write_source_lines

        lines = chain.from_iterable(map(archive.source_lines, articles))
        write_source_lines(lines, stdout)
    elif form == "edit":
        from newscli.terminal import editor as editing

        found = list(articles)
        if len(found) != 1:
            raise UsageError("--edit opens one article at a time: give the number of one")
        editing.edit(archive.location(found[0]), found[0].source.first_line)


def _marks(archive: "Archive", match: str | None, *, recalled: bool) -> "tuple[str, Marks | None]":
    """What is to be marked, in words, and where it stands in any text.

    Without `match` it is what was searched for last, if that is to be recalled.  Raises
    `QueryError` when there is no word in `match`.
    """
    if match:
        return session.typed(match), archive.find(session.typed(match)).marks
    last = archive.last_search.query() if recalled and match is None else None
    with suppress(QueryError):
        if last:
            return f"{last}, the last search", archive.find(last).marks
    return "", None
