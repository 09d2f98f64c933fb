"""Notes that Evernote exports (ENEX 2 to 4): pages clipped from the web, an article a note.

When a note was made is not when its article was written, and by what program not its source.
"""

from __future__ import annotations

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.values import Value
from newscli.formats.newsroom.tree import Node, stated

_FIELDS = {"title": "headline", "author": "byline", "source-url": "url", "tag": "topics"}
_KEPT = ("created", "updated", "source", "source-application", "subject-date")


def read(draft: Draft, note: Node) -> bool:
    """Read a `note` into the draft; whether there is text in it."""
    values = [stated(_FIELDS[one.name], one) for one in note.all(*_FIELDS) if one.line]
    for content in note.nodes("content"):
        values.append(Value("body", content.text, content.first, content.last, by_line=True))
    draft.take(values)
    for one in note.all(*_KEPT):
        draft.keep(stated(one.name, one))
    return bool(draft.paragraphs)
