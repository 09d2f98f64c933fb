"""What can be done with articles from the browser: each asks the archive, and says what it did.

These run in the library's thread, so that keys never wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from newscli.archive import Archive
from newscli.desk.marks import READ, STAR, changes_of
from newscli.errors import ExportError

Numbers = Sequence[int]


def marked(archive: Archive, numbers: Numbers, tag: str) -> str:
    """Tag these articles; take the tag from them if all have it."""
    tags = archive.desk.tags(numbers)
    has = all(tag in tags.get(number, ()) for number in numbers)
    archive.desk.change(numbers, [] if has else [tag], [tag] if has else [])
    word = {(READ, True): "unread", (STAR, True): "no star"}.get((tag, has), tag)
    return f"{word}{_of(numbers)}"


def tagged(archive: Archive, numbers: Numbers, typed: str) -> str:
    """Change tags as `+one -other` says (`desk.marks.changes_of`)."""
    add, remove = changes_of(typed.split())
    archive.desk.change(numbers, add, remove)
    return (
        f"{' '.join([*(f'+{tag}' for tag in add), *(f'-{tag}' for tag in remove)])}{_of(numbers)}"
    )


def exported(archive: Archive, numbers: Numbers, target: str) -> str:
    """Write these articles to a file, in the format that its ending names.

    Raises `ExportError` or `UsageError`, as for a file that is there.
    """
    from newscli.outputs.exports import export_to, write_to_file

    try:
        written = write_to_file(
            archive.articles(numbers), export_to(target, None), target, force=False
        )
    except OSError as error:
        raise ExportError(target, (error.strerror or str(error)).lower()) from error
    return f"{written.articles:,} written to {target}"


def text_of(archive: Archive, numbers: Numbers) -> str:
    """These articles as plain text, as `newscli read` gives it to a pipe."""
    from newscli.outputs import write_articles_plain

    stream = StringIO()
    write_articles_plain(archive.articles(numbers), stream)
    return stream.getvalue()


def _of(numbers: Numbers) -> str:
    return f": {len(numbers):,} articles" if len(numbers) > 1 else ""
