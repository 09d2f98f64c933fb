"""`newscli search`."""

import sys
from typing import Annotated, Literal

import typer

from newscli import outputs
from newscli.cli.options import (
    Agency,
    Ascii,
    Color,
    Format,
    From,
    Ids,
    Json,
    Jsonl,
    Place,
    Plain,
    Refresh,
    Since,
    Source,
    Split,
    Theme,
    Until,
)
from newscli.cli.session import (
    DONE,
    NOTHING_FOUND,
    archive_of,
    filters_of,
    form_of,
    say,
    told,
    typed,
)

HITS = 20  # of a search without --limit: more than that is for another query
MOST = 1_000_000_000

Words = Annotated[list[str] | None, typer.Argument(metavar="WORDS...", help="What to look for.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, max=MOST, metavar="N", help="At most N articles (20)."),
]
Offset = Annotated[
    int, typer.Option("--offset", min=0, max=MOST, metavar="N", help="From the one after N on.")
]
Sort = Annotated[
    Literal["best", "date", "number"],
    typer.Option("--sort", help="The best, the newest, or the lowest number first."),
]
Count = Annotated[bool, typer.Option("--count", help="How many articles match, and no more.")]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="With each article: how the words were taken, what each adds, and where."
    ),
]


def search(
    words: Words = None,
    from_: From = None,
    limit: Limit = None,
    offset: Offset = 0,
    sort: Sort = "best",
    explain: Explain = False,
    source: Source = None,
    agency: Agency = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    count: Count = False,
    json: Json = False,
    jsonl: Jsonl = False,
    ids: Ids = False,
    plain: Plain = False,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
    format: Format = None,
    split: Split = None,
    refresh: Refresh = False,
) -> int:
    """Find articles despite typos, best first.

    \b
    newscli search melonni tarifs
    newscli search '"cold war" -nuclear'     a phrase; not this word
    newscli search 'headline:nato OR headline:eu'
    newscli search 'kreml*' '=west'          words that begin so; this very word
    newscli search oslo --since 2024 --agency reuters --sort date
    newscli search kremln --explain          why these, and why in this order
    """
    form = form_of(count=count, json=json, jsonl=jsonl, ids=ids, plain=plain)
    filters = filters_of(source=source, agency=agency, place=place, since=since, until=until)
    archive = archive_of(from_, format=format, split=split, refresh=refresh)
    query = typed(" ".join(words or ()))
    wanted = 1 if form == "count" else limit or HITS
    answer = archive.answer(query, wanted, offset=offset, sort=sort, filters=filters)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form == "json":
        outputs.write_answer_json(answer, archive.corpus(), sys.stdout)
    elif form == "jsonl":
        outputs.write_answer_jsonl(answer, sys.stdout)
    elif form == "ids":
        outputs.write_ids((hit.article.id for hit in answer.hits), sys.stdout)
    elif form == "count":
        sys.stdout.write(f"{answer.total}\n")
    elif display.terminal:
        from newscli.screen import SearchPage

        outputs.show(SearchPage(answer, explain), display, sys.stdout)
    else:
        outputs.write_answer_plain(
            answer, sys.stdout, ascii=display.ascii, color=display.color, explain=explain
        )
    drawn = display.terminal and not form
    if form not in ("json", "ids") and not drawn and (note := outputs.understood(answer)):
        say(note)
    return told(archive) or (DONE if answer.hits else NOTHING_FOUND)
