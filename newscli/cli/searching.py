"""`newscli search`."""

import sys
from typing import Annotated

import typer

from newscli import outputs
from newscli.cli.options import (
    Ascii,
    Color,
    Format,
    From,
    Ids,
    Json,
    Limit,
    Plain,
    Refresh,
    Split,
    Theme,
)
from newscli.cli.session import DONE, NOTHING_FOUND, archive_of, form_of, say, told, typed

HITS = 20  # of a search without --limit: more than that is for another query


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.")],
    from_: From = None,
    limit: Limit = None,
    json: Json = False,
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
    """
    form = form_of(json=json, ids=ids, plain=plain)
    archive = archive_of(from_, format=format, split=split, refresh=refresh)
    answer = archive.answer(typed(" ".join(words)), limit or HITS)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form == "json":
        outputs.write_answer_json(answer, sys.stdout)
    elif form == "ids":
        outputs.write_ids((hit.article.id for hit in answer.hits), sys.stdout)
    elif display.terminal:
        from newscli.screen import SearchPage

        outputs.show(SearchPage(answer), display, sys.stdout)
    else:
        outputs.write_answer_plain(answer, sys.stdout, ascii=display.ascii, color=display.color)
        if understood := outputs.understood(answer):
            say(understood)
    return told(archive) or (DONE if answer.hits else NOTHING_FOUND)
