"""`newscli list`."""

import sys
from itertools import islice

from newscli import outputs
from newscli.cli.options import (
    Ascii,
    Color,
    Format,
    From,
    Ids,
    Json,
    Jsonl,
    Limit,
    Plain,
    Refresh,
    Split,
    Theme,
)
from newscli.cli.session import archive_of, form_of, told, write_records


def list_(
    from_: From = None,
    limit: Limit = None,
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
    """List headlines.

    \b
    newscli list
    newscli list --from articles/ -n 20
    newscli list --json | jq .articles[].headline
    """
    form = form_of(json=json, jsonl=jsonl, ids=ids, plain=plain)
    archive = archive_of(from_, format=format, split=split, refresh=refresh)
    if form in ("json", "jsonl"):
        write_records(islice(archive.articles(), limit), form)
        return told(archive)
    summaries = archive.summaries(limit)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form == "ids":
        outputs.write_ids((summary.id for summary in summaries), sys.stdout)
    elif not display.terminal:
        outputs.write_list_plain(summaries, sys.stdout, ascii=display.ascii)
    else:
        from newscli.screen import ArticleList

        outputs.show(ArticleList(list(summaries), *archive.counts()), display, sys.stdout)
    return told(archive)
