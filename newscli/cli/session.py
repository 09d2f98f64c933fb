"""What commands share: which archive is asked, what form an answer takes, and telling problems."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

import typer

from newscli import outputs, safe, terminal
from newscli.cli.options import Appearance, Narrow, What
from newscli.errors import DeskError, DocumentError, NewscliError, UsageError
from newscli.process import DONE, UNUSABLE
from newscli.sources.locations import STDIN, has_magic, is_address

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.archive.found import Found
    from newscli.records import Article
    from newscli.search import Filters
    from newscli.terminal.display import Display
    from newscli.terminal.pager import Page
    from newscli.terminal.progress import LoadProgress

FROM = "NEWSCLI_FROM"  # paths as in PATH, with the system's separator between them


def form_of(asked: Mapping[str, bool]) -> str:
    """The one form of output that was asked for; "" for the one that suits where it goes."""
    forms = [form for form, is_wanted in asked.items() if is_wanted]
    if len(forms) > 1:
        raise UsageError(f"--{forms[0]} and --{forms[1]} do not go together: choose one")
    return forms[0] if forms else ""


def archive_of(what: What, format: str | None = None, words: Iterable[str] = ()) -> Archive:
    """The archive that the options or the environment name; else the sample, which is told, with
    the cure if one of the words to look for is a file or folder."""
    from newscli import open_archive

    paths = _named(what)
    if not paths:
        import shlex

        paths = [_sample()]
        own = next((shlex.quote(word) for word in words if os.path.lexists(word)), "PATH")
        cure = f"name your own documents with --from {own}"
        say(f"this is the sample that comes with newscli; {cure}")
    for path in paths:
        if "\0" in path:  # which the system refuses in a way of its own
            raise UsageError(f"no file has a name such as {path}")
    return open_archive(
        paths, format=format, split=what.split, refresh=what.refresh, progress=_progress
    )


def _named(what: What) -> list[str]:
    """The documents that the options or the environment name."""
    named = os.environ.get(FROM, "")
    several = [named] if is_address(named) else named.split(os.pathsep)
    return what.from_ or [path for path in several if path]


def say_if_path(what: What, words: Iterable[str], *, found: bool) -> None:
    """Name the cure if one of the words to look for was meant to name documents: it holds a `/`,
    or nothing was `found`, and it is a file or folder.  Of the sample that is told already."""
    for word in words if _named(what) else ():
        if (os.sep in word or not found) and word.strip(os.sep) and os.path.lexists(word):
            import shlex

            say(f"{word} was looked for as a word; as documents: --from {shlex.quote(word)}")


def filters_of(narrow: Narrow) -> Filters | None:
    """What the options ask of articles; None when they ask nothing.

    Raises `QueryError` for what is no date, and for periods in which there is no day.
    """
    if not any(narrow):
        return None
    from newscli.search import Filters

    def heard(words: Sequence[str] | None) -> tuple[str, ...]:
        return tuple(typed(word) for word in words or ())

    filters = Filters(
        heard(narrow.source),
        heard(narrow.agency),
        heard(narrow.place),
        heard(narrow.byline),
        heard(narrow.section),
        narrow.since,
        narrow.until,
        heard(narrow.tag),
        narrow.added_since,
        narrow.new,
    )
    filters.check()  # before files are read
    return filters


def report_new(
    archive: Archive, query: str, filters: Filters, shown: Iterable[int], every: Iterable[int]
) -> int:
    """Tell how many were new, of which those shown are no longer; the exit code that this comes
    to."""
    try:
        say(archive.desk.show_new(query, filters, shown, every))
    except DeskError as error:
        tell(error)
        return error.exit_code
    return DONE


def display_of(view: Appearance) -> Display:
    """What standard output can show, as the options want it."""
    return terminal.display(
        sys.stdout, color=view.color, plain=view.plain, theme=view.theme, ascii=view.ascii
    )


def stdout_of(display: Display) -> TextIO:
    """Standard output, which gets no letter that the display has none for."""
    return cast(TextIO, outputs.Ascii(sys.stdout)) if display.ascii else sys.stdout


def show(
    pages: Iterable[Page], display: Display, view: Appearance, find: Iterable[str] = ()
) -> None:
    """Draw pages on the terminal, in its pager when they do not fit; that begins at `find`."""
    from newscli.terminal.pager import page

    environ = os.environ if view.pager is None else {**os.environ, "NEWSCLI_PAGER": view.pager}
    page(pages, display, sys.stdout, environ, pager=not view.no_pager, find=find)


def show_names(
    rows: Sequence[tuple[str, int, str]], noun: str, display: Display, view: Appearance
) -> None:
    """Names, how many of the noun each has, and what there is to say of it; a line each."""
    if display.terminal and rows:
        from newscli.screen.names import NamesPage

        show([NamesPage(rows, noun)], display, view)
    else:
        outputs.write_names(rows, stdout_of(display))


def sources_of(context: typer.Context, what: What, paths: Sequence[str] | None) -> What:
    """The documents that are asked: those named as arguments, whatever is configured.

    Raises `UsageError` when --from names others, or nothing is there.
    """
    if not paths:
        return what
    source = context.get_parameter_source("from_")
    if source is not None and source.name == "COMMANDLINE":
        raise UsageError("PATH and --from do not go together: name all documents in one way")
    for path in paths:
        if not (path == STDIN or has_magic(path) or is_address(path) or os.path.lexists(path)):
            from newscli.cli.cures import no_file

            raise no_file(path)
    return what._replace(from_=[*paths])


def _progress() -> LoadProgress:
    from newscli.terminal.progress import LoadProgress

    return LoadProgress(sys.stderr)


def _sample() -> str:
    """The folder of the sample: in the package when installed, in the checkout when not."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders = (os.path.join(package, "sample"), os.path.join(os.path.dirname(package), "seeds"))
    folder = next(filter(os.path.isdir, folders))
    with suppress(FileNotFoundError):  # the current folder may have been removed
        if folder.startswith(os.path.join(os.getcwd(), "")):
            return os.path.relpath(folder)
    return folder


def with_stdin(refs: Iterable[str]) -> list[str]:
    """The references, with those on standard input where one is `-`."""
    given: list[str] = []
    for ref in refs:
        given.extend(sys.stdin.read().split() if ref == "-" else [ref])
    return [typed(ref) for ref in given]


def typed(text: str) -> str:
    """What a person typed, as UTF-8 even where the locale knows none: there Python keeps what it
    cannot decode as surrogates (PEP 383)."""
    with suppress(UnicodeError):
        return text if text.isprintable() else os.fsencode(text).decode()
    return text


def write_records(articles: Iterable[Article], form: str) -> None:
    from newscli.outputs import structured

    write = structured.write_jsonl if form == "jsonl" else structured.write_articles_json
    write(articles, sys.stdout)


def report(
    archive: Archive, errors: Iterable[NewscliError] = (), *, is_listed: bool = False
) -> int:
    """Tell what went wrong on the way to an answer; the exit code that this comes to.

    `is_listed`: whether the answer itself says which files are no articles.
    """
    sys.stdout.flush()  # so that what could be had stands before what could not
    for warning in archive.warnings:
        say(warning)
    for problem in archive.problems:
        say(str(DocumentError(problem.path, problem.reason, problem.line)))
    if archive.problems and archive.format == "json":
        say("--format json says what the documents are; for an answer in JSON: --json")
    if not is_listed and (line := _passed_over(archive.unread)):
        say(line)
    if archive.is_empty:
        say(f"there is no document in {' or '.join(root.given for root in archive.roots)}")
    code = UNUSABLE if archive.problems else DONE
    for error in errors:
        tell(error)
        code = max(code, error.exit_code)
    return code


def _passed_over(unread: Mapping[str, int]) -> str:
    """How many files are no texts and what they are; nothing where there are none."""
    kinds: dict[str, int] = {}
    for what, count in unread.items():
        kind = re.split(" [(]| of a |; ", what)[0]
        kinds[kind] = kinds.get(kind, 0) + count
    if not (files := sum(kinds.values())):
        return ""
    ordered = sorted(kinds.items(), key=lambda kind: -kind[1])
    named = ", ".join(f"{count:,} {kind}{'s' * (count > 1)}" for kind, count in ordered if count)
    counted = "1 file is no article" if files == 1 else f"{files:,} files are no articles"
    lists = "it" if files == 1 else "them"
    return f"{counted}: {named} (newscli check --unread lists {lists})"


def tell(error: NewscliError) -> None:
    """An error in one line, and what there is to choose from in further ones."""
    say(str(error))
    for line in error.details:
        say(line, indent="  ")


PARTIAL = "no article has all the words: these have the most of them"


def matching(found: Found) -> list[int]:
    """Numbers of the articles that match; it is said when these have but the most of the words,
    and why there are none."""
    numbers = found.numbers()
    answer = found.answer(1)
    if not numbers:
        say(outputs.understood(answer))
    elif not answer.has_all:
        say(PARTIAL)
    return numbers


def say_if_none_pass(archive: Archive, filters: Filters | None) -> None:
    """Tell why no article passes the filters, if so; of what is new another line tells."""
    others = filters._replace(new=False) if filters else None
    if others and any(others) and (note := outputs.understood(archive.find("", others).answer(1))):
        say(note)


def say(message: str, indent: str = "newscli: ") -> None:
    """One line on standard error, if there is one to write to; wrapped where it is a terminal."""
    text = indent + safe.path(message)
    with suppress(OSError, AttributeError, ValueError):
        if not safe.is_utf8(sys.stderr):
            text = safe.transliterated(text)
        if sys.stderr.isatty():
            from textwrap import fill

            width = terminal.width(sys.stderr)
            text = fill(
                text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
            )
        sys.stderr.write(f"{text}\n")


def silence(stream: TextIO) -> None:
    """Let what is still to be flushed go nowhere, so that leaving cannot fail."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
