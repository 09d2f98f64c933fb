"""`newscli search`."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newscli import outputs
from newscli.choices import BEST
from newscli.cli.options import (
    Appearance,
    Format,
    Narrow,
    RankingName,
    Records,
    What,
    countable,
    with_groups,
)
from newscli.cli.session import archive_of, display_of, filters_of, form_of, say, show, told, typed
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.records import Answer
    from newscli.search import Filters

HITS = 20  # of a search without --limit: more than that is for another query

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="What to look for.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        min=1,
        callback=countable,
        metavar="N",
        help="At most N articles; 20 without it.  With --lines, at most N lines.",
    ),
]
Offset = Annotated[
    int,
    typer.Option(
        "--offset", min=0, callback=countable, metavar="N", help="From the one after N on."
    ),
]
Lines = Annotated[
    bool,
    typer.Option(
        "--lines", help="Every match in its line, one below the other, by number or --sort date."
    ),
]
Context = Annotated[
    int | None,
    typer.Option(
        "--context",
        "-C",
        min=1,
        callback=countable,
        metavar="N",
        help="Characters around it in --lines.",
    ),
]
Csv = Annotated[bool, typer.Option("--csv", help="The --lines as CSV.")]
Sort = Annotated[
    RankingName,
    typer.Option("--sort", help="The best, the newest, or the lowest number first."),
]
Count = Annotated[bool, typer.Option("--count", help="How many articles match, and no more.")]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="With each article: how the words were taken, what each adds, and where."
    ),
]


@with_groups
def search(
    words: Words = None,
    *,
    what: What,
    limit: Limit = None,
    offset: Offset = 0,
    sort: Sort = BEST,
    explain: Explain = False,
    lines: Lines = False,
    context: Context = None,
    csv: Csv = False,
    narrow: Narrow,
    count: Count = False,
    records: Records,
    format: Format = None,
    view: Appearance,
) -> int:
    """Find articles despite typos, best first.

    \b
    newscli search melonni tarifs
    newscli search '"cold war" -nuclear'     a phrase; not this word
    newscli search 'headline:nato OR headline:eu'
    newscli search 'kreml*' '=west'          words that begin so; this very word
    newscli search oslo --since 2024 --agency reuters --sort date
    newscli search kremln --explain          why these, and why in this order
    newscli search kremln --lines            every match in its line (a concordance)
    """
    form = form_of({"count": count, **records._asdict(), "csv": csv, "plain": view.plain})
    if lines:
        form_of({"lines": True, "explain": explain, form: form not in ("", "csv", "plain")})
    elif csv or context:
        raise UsageError(f"--{'csv' if csv else 'context'} goes with --lines")
    filters, archive = filters_of(narrow), archive_of(what, format)
    query = typed(" ".join(words or ()))
    if lines:
        asked = _Lines(query, filters, sort, offset, limit, context)
        return _show_lines(archive, asked, view, form)
    wanted = 1 if form == "count" else limit or HITS
    answer = archive.find(query, filters).answer(wanted, offset=offset, sort=sort)
    display = display_of(view)
    archive.last_search.keep_rows(hit.article.id for hit in answer.hits)
    if form not in ("", "plain"):
        _write(archive, answer, form)
    elif display.terminal:
        from newscli.screen import SearchPage

        show([SearchPage(answer, explain, _same(archive, answer))], display, view)
        archive.last_search.keep(query)
    else:
        outputs.write_answer_plain(
            answer, sys.stdout, ascii=display.ascii, color=display.color, explain=explain
        )
    if form not in ("json", "ids") and not (display.terminal and form == ""):
        _say_how_understood(answer)
    return told(archive) or (DONE if answer.hits else NOTHING_FOUND)


def _write(archive: "Archive", answer: "Answer", form: str) -> None:
    """The answer in a form that was asked for."""
    if form == "json":
        outputs.write_answer_json(answer, archive.corpus(), _same(archive, answer), sys.stdout)
    elif form == "jsonl":
        outputs.write_answer_jsonl(answer, _same(archive, answer), sys.stdout)
    elif form == "ids":
        matching = answer.hits[: answer.matching]
        outputs.write_ids((hit.article.id for hit in matching), sys.stdout)
    elif form == "count":
        sys.stdout.write(f"{answer.total}\n")


def _same(archive: "Archive", answer: "Answer") -> dict[int, int]:
    """Which hits tell what other articles do, as far as that is known."""
    return archive.same_stories(hit.article.number for hit in answer.hits)


class _Lines(NamedTuple):
    """Which lines of a concordance are wanted."""

    query: str
    filters: "Filters | None"
    sort: str
    offset: int
    limit: int | None
    context: int | None


def _show_lines(archive: "Archive", asked: _Lines, view: Appearance, form: str) -> int:
    """Every match in its line; the exit code."""
    from newscli.outputs.concordance import write_concordance_csv, write_concordance_plain

    found = archive.find(asked.query, asked.filters)
    answer = found.answer(HITS)
    numbers, places = found.occurrences("date" if asked.sort == "date" else "number")
    display = display_of(view)
    end = None if asked.limit is None else asked.offset + asked.limit
    wanted = islice(places, asked.offset, end)
    if form == "csv":
        write_concordance_csv(wanted, sys.stdout, asked.context)
    elif display.terminal:
        from newscli.screen import ConcordancePage, SearchPage

        digits = len(str(max(numbers, default=0)))
        page = ConcordancePage(answer, wanted, len(numbers), digits, asked.context)
        show([page if numbers else SearchPage(answer)], display, view)
        archive.last_search.keep(asked.query)
    else:
        write_concordance_plain(wanted, sys.stdout, asked.context, ascii=display.ascii)
    if form == "csv" or not display.terminal:
        _say_how_understood(answer)
    return told(archive) or (DONE if numbers else NOTHING_FOUND)


def _say_how_understood(answer: "Answer") -> None:
    if note := outputs.understood(answer):
        say(note)
