"""`newscli list`."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newscli import outputs
from newscli.choices import COLUMNS, FIELDS, FORMATS, KINDS, ORDERS, listed, with_help
from newscli.cli import session
from newscli.cli.options import (
    Appearance,
    KindName,
    Limit,
    Narrow,
    OrderName,
    Paths,
    Records,
    What,
    with_groups,
)
from newscli.errors import UsageError
from newscli.process import DONE

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.outputs.template import Template
    from newscli.records import Article, Summary
    from newscli.search import Filters

Sort = Annotated[
    OrderName,
    typer.Option("--sort", help="Dates and words from the new and the long, names from A."),
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The other way round.")]
Fold = Annotated[
    bool, typer.Option("--fold", help="One of each set of copies, with how many more there are.")
]
By = Annotated[
    KindName | None, typer.Option("--by", metavar="KIND", help=f"In groups, by {listed(KINDS)}.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="NAMES",
        help=f"On a terminal, beside the headline: {listed(COLUMNS)}, with commas between; "
        "without it, those that tell rows apart.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="INPUT|TEMPLATE",
        help="With fields in braces: what to write of each article, as in '{number} {headline}'; "
        f"there are {', '.join(FIELDS)}. "
        f"Without braces: what all documents are, instead of looking: {with_help(FORMATS)}.",
    ),
]


@with_groups
def list_(
    context: typer.Context,
    paths: Paths = None,
    *,
    what: What,
    limit: Limit = None,
    sort: Sort = ORDERS[0].name,
    reverse: Reverse = False,
    narrow: Narrow,
    by: By = None,
    fold: Fold = False,
    columns: Columns = None,
    records: Records,
    format: Format = None,
    view: Appearance,
) -> int:
    """List headlines.

    \b
    newscli list
    newscli list ~/news -n 20 --sort date
    newscli list --since 2024-05 --agency reuters
    newscli list --by folder --columns date,words
    newscli list --fold                      copies of an article as one row
    newscli list --format '{number}\\t{date}\\t{headline}'
    newscli list --json | jq .articles[].headline
    """
    template = _template(format)
    form = session.form_of(records._asdict() | {"plain": view.plain, "format": bool(template)})
    if by and form in ("json", "jsonl"):
        raise UsageError(f"--by and --{form} do not go together: choose one")
    shown, filters = _columns(columns), session.filters_of(narrow)
    archive = session.archive_of(
        session.sources_of(context, what, paths), None if template else format
    )
    listing = _Listing(archive, limit, sort, reverse, filters, _copies(archive) if fold else None)
    if form in ("json", "jsonl"):
        session.write_records(archive.desk.articles_with_tags(listing.articles()), form)
        return listing.report()
    wanted = {by, *shown, *(template.fields if template else ())}
    display = session.display_of(view)
    rows = listing.summaries({*wanted, "tags"} if display.terminal else wanted)
    groups: Sequence[str] = ()
    if by:
        from newscli.archive.grouping import grouped

        groups, rows = grouped(rows, by)
    if template:
        template.write(rows, session.stdout_of(display))
    elif form == "ids":
        outputs.write_ids((row.id for row in rows), sys.stdout)
    elif not display.terminal:
        outputs.write_list_plain(rows, session.stdout_of(display), groups, copies=listing.folded())
    else:
        from newscli.screen import ArticleList

        page = ArticleList(rows, *listing.counts(), shown, groups, sort, listing.folded())
        session.show([page], display, view)
    return listing.report()


def _template(format: str | None) -> "Template | None":
    """The template that `--format` gives; None when it gives the name of a format."""
    if format is None or not {"{", "}"} & {*format}:
        return None
    from newscli.outputs.template import Template

    return Template(format)


def _columns(given: Sequence[str] | None) -> tuple[str, ...]:
    if not given:
        return ()
    from newscli.outputs.template import column_names

    return column_names(given)


def _copies(archive: "Archive") -> dict[int, int]:
    from newscli.terminal.progress import ComparingProgress

    return archive.copies(ComparingProgress(sys.stderr))


class _Listing:
    """Which articles are to be listed, and in which order."""

    def __init__(
        self,
        archive: "Archive",
        limit: int | None,
        sort: str,
        reverse: bool,
        filters: "Filters | None",
        copies: "Mapping[int, int] | None",
    ) -> None:
        """`copies` are each article that is one and the first with its text, if they are to be
        folded."""
        self.archive, self.limit, self.sort, self.reverse = archive, limit, sort, reverse
        self.filters, self.copies = filters, copies

    def articles(self) -> "Iterator[Article]":
        if self._is_whole() and self.sort == "number" and not self.reverse:
            return islice(self.archive.articles(), self.limit)
        with self.archive.still():
            return self.archive.articles(self._numbers()[: self.limit])

    def summaries(self, wanted: "Set[str | None]") -> "Iterable[Summary]":
        """The articles, with these columns where they are not there anyway."""
        details = any(one.is_deep and one.name in wanted for one in COLUMNS)
        with self.archive.still():
            found = (
                self.archive.summaries(self.limit, self.sort, reverse=self.reverse, details=details)
                if self._is_whole()
                else self.archive.summaries_of(self._numbers()[: self.limit], details=details)
            )
        desk = self.archive.desk
        return desk.with_tags(found) if "tags" in wanted and desk.has_marks() else found

    def counts(self) -> tuple[int, int]:
        """Of the articles that pass the filters, and of all documents."""
        articles, documents = self.archive.counts()
        return len(self._passing) if self.filters else articles, documents

    def folded(self) -> dict[int, int] | None:
        """Each article that is to be listed and how many copies of it are not; None unless copies
        are folded."""
        if self.copies is None:
            return None
        from newscli.archive.grouping import folded

        return folded(self._passing, self.copies)

    def report(self) -> int:
        """Tell what went wrong, why nothing passes, and what was new, if that was asked; the exit
        code that this comes to."""
        code = session.report(self.archive)
        if self.filters and not self._passing:
            session.say_if_none_pass(self.archive, self.filters)
        if code != DONE or not (self.filters and self.filters.new):
            return code
        shown = self._numbers()[: self.limit]
        return session.report_new(self.archive, "", self.filters, shown, self._passing)

    def _is_whole(self) -> bool:
        return not self.filters and self.copies is None

    def _numbers(self) -> list[int]:
        folded = self.folded()
        return self._passing if folded is None else list(folded)

    @cached_property
    def _passing(self) -> list[int]:
        return self.archive.numbers(self.sort, reverse=self.reverse, filters=self.filters)
