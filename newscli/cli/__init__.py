"""The command line: what can be asked, and what each exit code means.

A command is a function in a module of its own that parses, calls and shows, and returns its exit
code.  `main` alone catches errors.
"""

import os
import sys
from collections.abc import Sequence
from errno import ENOENT
from importlib import import_module
from typing import Annotated

import typer

from newscli.cli.helping import ALL, HelpedCommand, HelpedProgram
from newscli.cli.session import say, silence, tell
from newscli.errors import NewscliError, RebuiltIndexError, refusal
from newscli.process import BUG, DONE, INTERRUPTED, UNUSABLE

COMMANDS = {
    "list": "list_",
    "search": "search",
    "read": "read",
    "tag": "tag",
    "stories": "stories",
    "browse": "browse",
    "stats": "stats",
    "export": "export",
    "index": "index",
    "config": "config",
    "check": "check",
    "completion": "completion",
}
"""Name, which is its module's too → function, in the order in which help shows them."""

UNCONFIGURED = {"config", "completion"}
"""What has to work when the configuration file is wrong."""
HELP = ("--help", "-h", ALL)
COMPLETE = "_NEWSCLI_COMPLETE"  # what a shell that asks for completions sets to its name

SHELLS = {"bash", "zsh", "fish"}

# What is wrong with options and arguments.  Typer names its subclass alone before 0.27.3.
UsageErrors: type[typer.BadParameter] = typer.BadParameter.__mro__[1]


def newscli(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> int:
    """List, search and read piles of news articles.

    \b
    newscli list --from articles/        headlines of all articles in a folder
    newscli search kremln greenlnd       find articles, despite typos
    newscli read 3                       read the third one
    newscli search --help                what a command takes
    newscli --version                    which newscli this is
    """
    if version:
        from newscli.version import __version__

        sys.stdout.write(f"newscli {__version__}\n")
    elif context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
    return DONE


def app(argv: Sequence[str]) -> typer.Typer:
    """The command line, with the one command that is asked for, or all when none is.

    Typer looks at every parameter of every command that it is given, which takes longer than most
    commands do.
    """
    app = typer.Typer(
        cls=HelpedProgram,
        add_completion=False,
        pretty_exceptions_enable=False,  # main() tells errors; a traceback is for NEWSCLI_DEBUG
        rich_markup_mode=None,  # rich is slow to import, and help is plain text
        context_settings={"help_option_names": [*HELP[:2]], "obj": {ALL: ALL in argv}},
    )
    app.callback(invoke_without_command=True)(newscli)
    for name in argv[:1] if argv and argv[0] in COMMANDS else COMMANDS:
        app.command(name, cls=HelpedCommand)(
            getattr(import_module(f"newscli.cli.{name}"), COMMANDS[name])
        )
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run newscli with these arguments (the process's own when None) and return its exit code."""
    if sys.stdout is None:
        say("standard output is closed")
        return UNUSABLE
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        silence(sys.stdout)  # whoever read has had enough: `| head` is no failure
        return DONE
    except OSError as error:
        silence(sys.stdout)
        say(f"{_place(error)}: {refusal(error)}")
        return UNUSABLE
    except KeyboardInterrupt:
        silence(sys.stdout)
        return INTERRUPTED
    except MemoryError:
        silence(sys.stdout)
        say("out of memory")
        return UNUSABLE
    except Exception as error:  # a bug of ours: still one line, and never a traceback unasked
        if _is_interrupt(error):
            silence(sys.stdout)
            return INTERRUPTED
        if os.environ.get("NEWSCLI_DEBUG"):
            raise
        say(f"this is a bug: {error!r}; NEWSCLI_DEBUG=1 shows where, please report it")
        return BUG


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether an error was made of an interrupt: Python 3.11 does so where a class is made."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _run(argv: Sequence[str]) -> int:
    """Parse, run the command, and tell what went wrong in one line."""
    asking = os.environ.pop(COMPLETE, None)  # Typer, too, looks for it
    command = typer.main.get_group(app(argv))
    if asking in SHELLS:
        from newscli.cli.completion import offer

        return offer(command, argv)
    try:
        if argv and argv[0] not in COMMANDS and not argv[0].startswith("-"):
            from newscli.cli.cures import no_command

            raise no_command(argv[0], COMMANDS)
        if argv[:1] == ["tag"]:
            from newscli.cli.tag import apart

            argv = apart(command, argv)
        if any(word[:1] == "-" != word[1:2] for word in argv):
            from newscli.cli.cures import refuse_left_out

            refuse_left_out(command, argv)
        return _called(command, argv)
    except NewscliError as error:
        tell(error)
        return error.exit_code
    except UsageErrors as error:
        from newscli.cli.cures import misused

        path = argv[0] if argv and argv[0] in COMMANDS else ""
        wrong = misused(error, path or "newscli") or error.format_message().rstrip(".")
        say(f"{wrong}; see `newscli{path and f' {path}'} --help`")
        return UNUSABLE
    except typer.Abort:
        return INTERRUPTED
    except SystemExit as end:
        if end.code != 1:  # a signal
            raise
        # Typer's answer to a closed pipe, the one error that it handles itself
        raise BrokenPipeError from None


def _called(command: typer.core.TyperGroup, argv: Sequence[str]) -> int:
    """The command's exit code.  When the index had to be built anew between two of its questions,
    before there was an answer to show, it is begun again: numbers may be others now."""
    defaults = _defaults(argv)
    for is_last in (False, True):
        try:
            code = command.main(
                argv, prog_name="newscli", standalone_mode=False, default_map=defaults
            )
            return code or DONE
        except RebuiltIndexError as error:
            if is_last:
                raise
            for warning in error.warnings:
                say(warning)
    raise AssertionError  # the loop has no other end


def _defaults(argv: Sequence[str]) -> dict[str, dict[str, object]]:
    """Command → the defaults that the configuration file gives its options."""
    if not argv or argv[0] not in COMMANDS or argv[0] in UNCONFIGURED or {*HELP} & {*argv}:
        return {}
    from newscli.config import defaults

    try:
        terminal = sys.stdout.isatty()
    except ValueError:  # closed
        terminal = False
    return {argv[0]: defaults(argv[0], terminal=terminal)}


def _place(error: OSError) -> str:
    """What the system refused; an error that names no file is one of writing, but for one kind."""
    if error.filename is not None:
        return str(error.filename)
    return "the current folder" if error.errno == ENOENT else "standard output"
