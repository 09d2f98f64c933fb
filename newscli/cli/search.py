"""`newscli search`."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from newscli import outputs
from newscli.choices import BEST
from newscli.cli import session
from newscli.cli.options import (
    Appearance,
    Format,
    Narrow,
    RankingName,
    Records,
    What,
    number,
    with_groups,
)
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.archive.found import Found
    from newscli.records import Answer

EXACT = ("ids", "count")  # forms that tell of what matches alone
HITS = 20  # of a search without --limit: more than that is for another query

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="What to look for.")]
Limit = Annotated[
    int | None,
    number("At most N articles; 20 without it.  With --lines, at most N lines.", "--limit", "-n"),
]
Offset = Annotated[int, number("From the one after N on.", "--offset", least=0)]
Lines = Annotated[
    bool,
    typer.Option(
        "--lines", help="Every match in its line, one below the other, by number or --sort date."
    ),
]
Context = Annotated[int | None, number("Characters around it in --lines.", "--context", "-C")]
Csv = Annotated[bool, typer.Option("--csv", help="The --lines, or all hits of --batch, as CSV.")]
Batch = Annotated[
    str | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help="Ask each line of FILE, or first cell of a .csv; - is stdin.  A row a query.",
    ),
]
Sort = Annotated[
    RankingName, typer.Option("--sort", help="The best, the newest, or the lowest number first.")
]
Count = Annotated[bool, typer.Option("--count", help="How many articles match, and no more.")]


class Series(NamedTuple):
    """More than a page of hits: every match in its line, or the hits of many queries."""

    lines: Lines = False
    context: Context = None
    batch: Batch = None
    csv: Csv = False


Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="With each article: how the words were taken, what each adds, and where."
    ),
]
Save = Annotated[
    str | None,
    typer.Option(
        "--save", metavar="NAME", help="Keep words and filters; search @NAME asks them again."
    ),
]

SAVED = "@"  # asked for alone, all searches that are kept


@with_groups
def search(
    words: Words = None,
    *,
    what: What,
    limit: Limit = None,
    offset: Offset = 0,
    sort: Sort = BEST,
    explain: Explain = False,
    series: Series,
    narrow: Narrow,
    save: Save = None,
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
    newscli search kremln --lines            every match in its line
    newscli search --batch names.txt         a row for each line of a file
    newscli search 'oslo since:7d' --save oslo    then: newscli search @oslo --new
    """
    form = _form(series, records._asdict() | {"count": count, "plain": view.plain}, explain)
    query = session.typed(" ".join(words or ()))
    if series.batch is not None and words:
        raise UsageError("--batch FILE brings its own queries: leave the words out")
    if series.batch is not None:
        return _show_batch(
            session.archive_of(what, format), series.batch, narrow, form, limit, view
        )
    if query == SAVED:
        return _show_saved(session.archive_of(what, format), view)
    if query.startswith(SAVED):
        from newscli.cli.saved import recalled

        query, narrow = recalled(query, narrow)
    filters, archive = session.filters_of(narrow), session.archive_of(what, format, words or ())
    found = archive.find(query, filters)
    if series.lines:
        end = None if limit is None else offset + limit
        return _show_lines(archive, found, sort, slice(offset, end), series.context, view, form)
    answer = found.answer(limit or HITS, offset=offset, sort=sort, filled=form not in EXACT)
    _show(archive, answer, query, form, view, explain=explain)
    if save is not None:
        from newscli.cli.saved import keep

        keep(archive, save, query, narrow)
    code = session.report(archive) or (DONE if answer.hits else NOTHING_FOUND)
    session.say_if_path(what, words or (), found=bool(answer.hits))
    if code == DONE and filters and filters.new and form != "count":
        return session.report_new(archive, query, filters, _numbers(answer), found.numbers())
    return code


def _form(series: Series, asked: dict[str, bool], explain: bool) -> str:
    """The form that was asked for.  Raises `UsageError` for what does not go together."""
    lines, context, batch, csv = series
    form = session.form_of(asked | {"csv": csv})
    if batch is not None:
        session.form_of({"batch": True, "explain": explain, "lines": lines})
        session.form_of({"batch": True, form: form not in ("", "csv", "jsonl", "plain")})
    elif lines:
        session.form_of({"lines": True, "explain": explain, form: form not in ("", "csv", "plain")})
    elif csv or context:
        raise UsageError(f"--{'csv' if csv else 'context'} goes with --lines")
    return form


def _show_batch(
    archive: "Archive", file: str, narrow: Narrow, form: str, limit: int | None, view: Appearance
) -> int:
    """A row a query of a file, or all hits of each; the exit code."""
    from newscli.cli.batch import show_batch

    form = "" if form == "plain" else form
    stdout = session.stdout_of(session.display_of(view))
    return show_batch(archive, file, session.filters_of(narrow), form, limit, stdout)


def _show(
    archive: "Archive", answer: "Answer", query: str, form: str, view: Appearance, *, explain: bool
) -> None:
    display = session.display_of(view)
    archive.last_search.keep_rows(hit.article.id for hit in answer.hits)
    if form not in ("", "plain"):
        _write(archive, answer, form)
    elif display.terminal:
        from newscli.screen import SearchPage

        session.show([SearchPage(answer, explain, _same(archive, answer))], display, view)
        archive.last_search.keep(query)
    else:
        outputs.write_answer_plain(
            answer, session.stdout_of(display), color=display.color, explain=explain
        )
    if form not in ("json", "ids") and not (display.terminal and form == ""):
        _say_how_understood(answer)


def _write(archive: "Archive", answer: "Answer", form: str) -> None:
    from newscli.outputs import structured

    if form in ("json", "jsonl"):
        articles = archive.desk.articles_with_tags(hit.article for hit in answer.hits)
        pairs = zip(answer.hits, articles, strict=True)
        answer = answer._replace(hits=tuple(hit._replace(article=one) for hit, one in pairs))
    if form == "json":
        structured.write_answer_json(answer, archive.corpus(), _same(archive, answer), sys.stdout)
    elif form == "jsonl":
        structured.write_answer_jsonl(answer, _same(archive, answer), sys.stdout)
    elif form == "ids":
        outputs.write_ids((hit.article.id for hit in answer.hits), sys.stdout)
    elif form == "count":
        sys.stdout.write(f"{answer.total}\n")


def _same(archive: "Archive", answer: "Answer") -> dict[int, int]:
    """Which hits tell what other articles do, as far as that is known."""
    return archive.same_stories(_numbers(answer))


def _numbers(answer: "Answer") -> list[int]:
    return [hit.article.number for hit in answer.hits]


def _show_lines(
    archive: "Archive",
    found: "Found",
    sort: str,
    wanted: slice,
    context: int | None,
    view: Appearance,
    form: str,
) -> int:
    """Every match in its line; the exit code."""
    from newscli.outputs.concordance import write_concordance_csv, write_concordance_plain

    answer = found.answer(HITS)
    numbers, places = found.occurrences("date" if sort == "date" else "number")
    display = session.display_of(view)
    lines = islice(places, wanted.start, wanted.stop)
    if form == "csv":
        write_concordance_csv(lines, sys.stdout, context)
    elif display.terminal:
        from newscli.screen import ConcordancePage, SearchPage

        digits = len(str(max(numbers, default=0)))
        page = ConcordancePage(answer, lines, len(numbers), digits, context)
        session.show([page if numbers else SearchPage(answer)], display, view)
        archive.last_search.keep(found.query)
    else:
        write_concordance_plain(lines, session.stdout_of(display), context)
    if form == "csv" or not display.terminal:
        _say_how_understood(answer)
    return session.report(archive) or (DONE if numbers else NOTHING_FOUND)


def _show_saved(archive: "Archive", view: Appearance) -> int:
    """The searches that are kept, and how many articles are new to each."""
    from newscli.cli.saved import rows

    display, kept = session.display_of(view), rows(archive)
    session.show_names(kept, "new", display, view)
    if not kept:
        session.say("no search is kept yet: newscli search WORDS --save NAME")
    return session.report(archive) or (DONE if kept else NOTHING_FOUND)


def _say_how_understood(answer: "Answer") -> None:
    if note := outputs.understood(answer):
        session.say(note)
