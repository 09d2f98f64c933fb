"""What keys have done with articles: those selected, or else the one at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from newscli.archive import Archive
from newscli.browse.library import Library
from newscli.browse.rows import Rows
from newscli.desk.marks import READ, STAR, changes_of
from newscli.errors import ExportError, NewscliError, UsageError, refusal
from newscli.terminal import programs

if TYPE_CHECKING:
    from newscli.browse.app import Browser


class Errands:
    """Each is a method that a key names."""

    def __init__(self, app: Browser, library: Library, *, mark_read: bool) -> None:
        """`mark_read`: whether what is opened is tagged as read."""
        self._app = app
        self._library = library
        self._mark_read = mark_read
        self._read: set[int] = set()
        self._count = 0  # of what was put to the library, which drops nothing of a new kind

    def note_read(self) -> None:
        """An article that is opened has been read."""
        article = self._app.window.article.article
        if not (self._mark_read and article and self._app.window.mode == "reader"):
            return
        number = article.number
        if number not in self._read:
            self._read.add(number)
            self._do([number], lambda archive: archive.desk.mark_read([number]))

    def mark(self, tag: str) -> None:
        """Tag them, or no longer."""
        if numbers := self._numbers():
            self._do(numbers, lambda archive: marked(archive, numbers, tag))

    def tags(self) -> None:
        """Ask for tags, and change them."""
        self._ask("tags +one -other:", tagged)

    def export(self) -> None:
        """Ask for a file, and write them to it."""
        self._ask("write to:", exported)

    def pipe(self) -> None:
        """Ask for a command, and give it their text."""
        if numbers := self._numbers():
            self._app.window.ask("give to command:", lambda typed: self._give(typed, numbers))

    def open(self) -> None:
        """Open the address of the article at hand."""
        article = self._app.window.article.article
        try:
            if article is None or not article.url:
                raise UsageError("it has no address")
            programs.open_address(article.url)
            self._app.window.say(f"opened {article.url}")
        except NewscliError as error:
            self._app.window.say(str(error))

    def _numbers(self) -> list[int]:
        window = self._app.window
        row = window.headlines.row
        if window.mode != "reader" and window.headlines.chosen:
            return sorted(window.headlines.chosen)
        return [row.number] if row else []

    def _ask(self, label: str, do: Callable[[Archive, Sequence[int], str], str]) -> None:
        """Have something typed, and do that with the articles."""
        if numbers := self._numbers():
            self._app.window.ask(
                label, lambda typed: self._do(numbers, lambda archive: do(archive, numbers, typed))
            )

    def _do(self, numbers: Sequence[int], do: Callable[[Archive], str | None]) -> None:
        """Have something done, and show what is said of the articles then."""
        rows = self._app.rows

        def ask(archive: Archive) -> None:
            message = do(archive)
            none: dict[int, list[str]] = {number: [] for number in numbers}
            tags = none | archive.desk.tags(numbers)
            self._app.act(lambda: self._done(rows, tags, message or ""))

        self._put(ask)

    def _put(self, question: Callable[[Archive], None]) -> None:
        self._count += 1
        self._library.ask(f"errand {self._count}", question)

    def _done(self, rows: Rows, tags: Mapping[int, Sequence[str]], message: str) -> None:
        rows.tag(tags)
        self._app.window.headlines.draw()
        if message:
            self._app.window.say(message)

    def _give(self, command: str, numbers: Sequence[int]) -> None:
        """Run a command that gets their text, on the terminal as it was."""

        def ask(archive: Archive) -> None:
            text = text_of(archive, numbers)
            self._app.act(lambda: self._app.lend(lambda: run(text)))

        def run(text: str) -> None:
            code = programs.given(command, text)
            programs.wait_for_enter(f"newscli: {command} ended with {code}; Enter goes back")

        self._put(ask)


# What runs in the library's thread: each asks the archive, and says what it did


def marked(archive: Archive, numbers: Sequence[int], tag: str) -> str:
    """Tag these articles; take the tag from them if all have it."""
    tags = archive.desk.tags(numbers)
    has = all(tag in tags.get(number, ()) for number in numbers)
    archive.desk.change(numbers, [] if has else [tag], [tag] if has else [])
    word = {(READ, True): "unread", (STAR, True): "no star"}.get((tag, has), tag)
    return f"{word}{_of(numbers)}"


def tagged(archive: Archive, numbers: Sequence[int], typed: str) -> str:
    """Change tags as `+one -other` says (`desk.marks.changes_of`)."""
    add, remove = changes_of(typed.split())
    archive.desk.change(numbers, add, remove)
    said = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
    return f"{said}{_of(numbers)}"


def exported(archive: Archive, numbers: Sequence[int], target: str) -> str:
    """Write these articles to a file, in the format that its ending names.

    Raises `ExportError` or `UsageError`, as for a file that is there.
    """
    from newscli.outputs.exports import export_to, write_to_file

    articles, export = archive.articles(numbers), export_to(target, None)
    try:
        written = write_to_file(articles, export, target, force=False)
    except OSError as error:
        raise ExportError(target, refusal(error)) from error
    return f"{written.articles:,} written to {target}"


def text_of(archive: Archive, numbers: Sequence[int]) -> str:
    """These articles as plain text, as `newscli read` gives it to a pipe."""
    from newscli.outputs import write_articles_plain

    stream = StringIO()
    write_articles_plain(archive.articles(numbers), stream)
    return stream.getvalue()


def _of(numbers: Sequence[int]) -> str:
    return f": {len(numbers):,} articles" if len(numbers) > 1 else ""
