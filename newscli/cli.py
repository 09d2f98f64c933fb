"""The command line: what can be asked, and what each exit code means.

Commands parse, call and show; they return their exit code.  `main` alone prints errors.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from newscli import outputs, safe
from newscli.errors import DocumentError, NewscliError, UsageError

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.records import Article

DONE, NOTHING_FOUND, UNUSABLE, BUG, INTERRUPTED = 0, 1, 2, 70, 130
FROM = "NEWSCLI_FROM"  # paths as in PATH, with the system's separator between them
HITS = 20  # of a search without --limit: more than that is for another query

# What is wrong with options and arguments.  Typer names its subclass alone before 0.27.3.
UsageErrors: type[typer.BadParameter] = typer.BadParameter.__mro__[1]

From = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        "-f",
        metavar="PATH",
        help="File, folder, glob or - for standard input; may be given again. "
        "Without it NEWSCLI_FROM counts, and then a small sample.",
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most N articles.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON record a line.")]
Ids = Annotated[bool, typer.Option("--ids", help="Ids alone, one a line.")]
Plain = Annotated[bool, typer.Option("--plain", help="As in a pipe: plain lines, no layout.")]
Color = Annotated[
    Literal["auto", "always", "never"], typer.Option("--color", help="When to use colour.")
]
Theme = Annotated[
    Literal["auto", "dark", "light", "none"] | None,
    typer.Option("--theme", help="Colours for this background; also NEWSCLI_THEME."),
]
Ascii = Annotated[bool, typer.Option("--ascii", help="No character outside ASCII.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Write straight to the terminal.")]
Refs = Annotated[
    list[str],
    typer.Argument(metavar="REF...", help="Numbers, ids or words of a headline; - reads ids."),
]


def newscli(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """List, search and read piles of news articles.

    \b
    newscli list --from articles/        headlines of all articles in a folder
    newscli search kremln greenlnd       find articles, despite typos
    newscli read 3                       read the third one
    newscli search oslo --ids | newscli export -
    """
    if version:
        from newscli import __version__

        sys.stdout.write(f"newscli {__version__}\n")
    elif context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
    return DONE


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
) -> int:
    """List headlines.

    \b
    newscli list
    newscli list --from articles/ -n 20
    newscli list --json | jq .articles[].headline
    """
    form = _form(json=json, jsonl=jsonl, ids=ids, plain=plain)
    archive = _archive(from_)
    if form in ("json", "jsonl"):
        _write_articles(islice(archive.articles(), limit), form)
        return _told(archive)
    summaries = archive.summaries(limit)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form == "ids":
        outputs.write_ids((summary.id for summary in summaries), sys.stdout)
    elif not display.terminal:
        outputs.write_list_plain(summaries, sys.stdout, ascii=display.ascii)
    else:
        from newscli.screen import ArticleList

        outputs.show(ArticleList(list(summaries), *archive.counts()), display, sys.stdout)
    return _told(archive)


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
) -> int:
    """Find articles despite typos, best first.

    \b
    newscli search melonni tarifs
    newscli search '"cold war" -nuclear'     a phrase; not this word
    newscli search 'headline:nato OR headline:eu'
    newscli search 'kreml*' '=west'          words that begin so; this very word
    """
    form = _form(json=json, ids=ids, plain=plain)
    archive = _archive(from_)
    answer = archive.answer(" ".join(words), limit or HITS)
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
        if told := outputs.understood(answer):
            _say(told)
    return _told(archive) or (DONE if answer.hits else NOTHING_FOUND)


def read(
    refs: Refs,
    from_: From = None,
    json: Json = False,
    jsonl: Jsonl = False,
    plain: Plain = False,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
    no_pager: NoPager = False,
) -> int:
    """Read articles.

    \b
    newscli read 3
    newscli read 1 4
    newscli read downgrading relations       words of a headline, despite typos
    newscli search oslo --ids | newscli read -
    """
    form = _form(json=json, jsonl=jsonl, plain=plain)
    archive = _archive(from_)
    numbers, errors = archive.named(_refs(refs))
    articles = archive.articles(numbers)
    display = outputs.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form in ("json", "jsonl"):
        _write_articles(articles, form)
    elif display.terminal:
        from newscli.screen import ArticlePage

        pages = [ArticlePage(article) for article in articles]
        outputs.page(pages, display, sys.stdout, pager=not no_pager)
    else:
        outputs.write_articles_plain(articles, sys.stdout, ascii=display.ascii)
    return _told(archive, errors)


def export(
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help="Which articles; all without; - reads ids."),
    ] = None,
    from_: From = None,
    format: Annotated[Literal["jsonl"], typer.Option("--format", help="What to write.")] = "jsonl",
) -> int:
    """Write records for other programs.

    \b
    newscli export --format jsonl > articles.jsonl
    newscli search greenland --ids | newscli export -
    """
    archive = _archive(from_)
    if not refs:
        outputs.write_jsonl(archive.articles(), sys.stdout)
        return _told(archive)
    numbers, errors = archive.named(_refs(refs))
    outputs.write_jsonl(archive.articles(numbers), sys.stdout)
    return _told(archive, errors)


def _form(**asked: bool) -> str:
    """The one form of output that was asked for; "" for the one that suits where it goes."""
    forms = [form for form, wanted in asked.items() if wanted]
    if len(forms) > 1:
        raise UsageError(f"--{forms[0]} and --{forms[1]} do not go together: choose one")
    return forms[0] if forms else ""


def _archive(from_: Sequence[str] | None) -> "Archive":
    """The archive that the options or the environment name; else the sample, which is told."""
    from newscli import open_archive

    paths = from_ or [path for path in os.environ.get(FROM, "").split(os.pathsep) if path]
    if not paths:
        paths = [_sample()]
        _say("this is the sample that comes with newscli; name your own documents with --from PATH")
    return open_archive(paths)


def _sample() -> str:
    """The folder of the sample: in the package when installed, in the checkout when not."""
    package = os.path.dirname(os.path.abspath(__file__))
    folders = (os.path.join(package, "sample"), os.path.join(os.path.dirname(package), "seeds"))
    folder = next(filter(os.path.isdir, folders))
    inside = folder.startswith(os.path.join(os.getcwd(), ""))
    return os.path.relpath(folder) if inside else folder


def _refs(refs: Iterable[str]) -> list[str]:
    """The references, with those on standard input where one is `-`."""
    given: list[str] = []
    for ref in refs:
        given.extend(sys.stdin.read().split() if ref == "-" else [ref])
    return given


def _write_articles(articles: "Iterable[Article]", form: str) -> None:
    write = outputs.write_jsonl if form == "jsonl" else outputs.write_articles_json
    write(articles, sys.stdout)


def _told(archive: "Archive", errors: Iterable[NewscliError] = ()) -> int:
    """Tell what went wrong on the way to an answer; the exit code that this comes to."""
    sys.stdout.flush()  # so that what could be had stands before what could not
    for warning in archive.warnings:
        _say(warning)
    for problem in archive.problems:
        _say(str(DocumentError(problem.path, problem.reason, problem.line)))
    code = UNUSABLE if archive.problems else DONE
    for error in errors:
        _say(str(error))
        code = max(code, error.exit_code)
    return code


def _say(message: str) -> None:
    """One line on standard error, if there is one to write to."""
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"newscli: {safe.path(message)}\n")


def _silence(stream: TextIO) -> None:
    """Let what is still to be flushed go nowhere, so that leaving cannot fail."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


COMMANDS: dict[str, Callable[..., int]] = {
    "list": list_,
    "search": search,
    "read": read,
    "export": export,
}


def _app(argv: Sequence[str]) -> typer.Typer:
    """The command line, with the one command that is asked for, or all when none is.

    Typer looks at every parameter of every command that it is given, which takes longer than most
    commands do.
    """
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,  # main() tells errors; a traceback is for NEWSCLI_DEBUG
        rich_markup_mode=None,  # rich is slow to import, and help is plain text
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(newscli)
    for name in argv[:1] if argv and argv[0] in COMMANDS else COMMANDS:
        app.command(name)(COMMANDS[name])
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run newscli with these arguments (the process's own when None) and return its exit code."""
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _silence(sys.stdout)  # whoever read has had enough: `| head` is no failure
        return DONE
    except OSError as error:
        _silence(sys.stdout)
        _say(f"standard output: {(error.strerror or str(error)).lower()}")
        return UNUSABLE
    except KeyboardInterrupt:
        _silence(sys.stdout)
        return INTERRUPTED
    except Exception as error:  # a bug of ours: still one line, and never a traceback unasked
        if os.environ.get("NEWSCLI_DEBUG"):
            raise
        _say(f"this is a bug: {error!r}; NEWSCLI_DEBUG=1 shows where, please report it")
        return BUG


def _run(argv: Sequence[str]) -> int:
    """Parse, run the command, and tell what went wrong in one line."""
    command = typer.main.get_command(_app(argv))
    try:
        return command.main(argv, prog_name="newscli", standalone_mode=False) or DONE
    except NewscliError as error:
        _say(str(error))
        return error.exit_code
    except UsageErrors as error:
        _say(f"{error.format_message().rstrip('.')}; see `newscli --help`")
        return UNUSABLE
    except typer.Abort:
        return INTERRUPTED
