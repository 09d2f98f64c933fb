"""`newscli stories`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli import session
from newscli.cli.options import Appearance, Format, Json, Narrow, What, number, with_groups
from newscli.errors import NewscliError, UsageError
from newscli.process import DONE, NOTHING_FOUND
from newscli.terminal.progress import ComparingProgress

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.screen import RelativesPage, StoriesPage
    from newscli.stories.story import Relative, Story
    from newscli.terminal.display import Display

Refs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[REF...]", help="Articles whose relatives to show; as in `read`."),
]
Limit = Annotated[int | None, number("At most N stories, or relatives of each.", "--limit", "-n")]
Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        min=0.3,
        max=1.0,
        metavar="SHARE",
        help="How alike two must be to tell the same, from 0.3 to 1; usually 0.5.",
    ),
]
Diff = Annotated[
    bool, typer.Option("--diff", help="With REF: all that both have, with the differences marked.")
]


@with_groups
def stories(
    refs: Refs = None,
    *,
    what: What,
    limit: Limit = None,
    threshold: Threshold = None,
    diff: Diff = False,
    narrow: Narrow,
    json: Json = False,
    format: Format = None,
    view: Appearance,
) -> int:
    """Show which articles tell the same story.

    \b
    newscli stories                          stories that several articles tell
    newscli stories -n 10 --threshold 0.8    told most often, in nearly one way
    newscli stories --since 2024-05          of which one is so new
    newscli stories 3                        what tells the same, or is related
    newscli stories 3 --diff                 … word for word
    """
    form = session.form_of({"json": json, "plain": view.plain})
    if diff and not refs:
        raise UsageError("--diff compares the relatives of an article: name one")
    filters = session.filters_of(narrow)
    archive, display = session.archive_of(what, format), session.display_of(view)
    comparing = ComparingProgress(sys.stderr)
    errors: list[NewscliError] = []
    pages: Sequence[StoriesPage | RelativesPage]
    if refs:
        numbers, errors = archive.named(session.with_stdin(refs))
        relatives = [archive.related(ref, threshold, comparing, filters)[:limit] for ref in numbers]
        is_found = any(relatives)
        pages = _relatives(archive, numbers, relatives, form, display, diff=diff)
    else:
        found = archive.stories(threshold, comparing, filters)
        is_found = bool(found)
        pages = _stories(archive, found, limit, form, display)
    session.show(pages, display, view)
    code = session.report(archive, errors)
    if not is_found:
        session.say_if_none_pass(archive, filters)
    return code or (DONE if is_found else NOTHING_FOUND)


def _stories(
    archive: "Archive", found: "Sequence[Story]", limit: int | None, form: str, display: "Display"
) -> "Sequence[StoriesPage]":
    """Write the stories; the pages that show them on a terminal."""
    from newscli.outputs.stories import write_stories_json, write_stories_plain

    shown = found[:limit]
    if form == "json":
        tags = archive.desk.tags(one.article.number for story in shown for one in story.articles)
        write_stories_json(shown, tags, sys.stdout)
    elif not display.terminal:
        write_stories_plain(shown, session.stdout_of(display))
    else:
        from newscli.screen import StoriesPage

        return [StoriesPage(shown, len(found), archive.counts()[0])]
    return []


def _relatives(
    archive: "Archive",
    numbers: Sequence[int],
    relatives: "Sequence[Sequence[Relative]]",
    form: str,
    display: "Display",
    *,
    diff: bool,
) -> "Sequence[RelativesPage]":
    """Write the relatives of articles; the pages that show them on a terminal."""
    from newscli.outputs.stories import write_relatives_json, write_relatives_plain

    is_plain = not (form == "json" or display.terminal)
    found = [
        (
            article,
            [(one, archive.shared(article, one) if diff or not is_plain else []) for one in its],
        )
        for article, its in zip(
            archive.desk.articles_with_tags(archive.articles(numbers)), relatives, strict=True
        )
    ]
    if form == "json":
        tags = archive.desk.tags(one.article.number for its in relatives for one in its)
        write_relatives_json(found, tags, sys.stdout)
    elif is_plain:
        write_relatives_plain(found, session.stdout_of(display))
    else:
        from newscli.screen import RelativesPage

        return [RelativesPage(article, its, differences=diff) for article, its in found]
    return []
