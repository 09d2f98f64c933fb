"""The manual page, made of the commands themselves when a wheel is built (`hatch_build.py`).

It is written in the macros of `man(7)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from newscli.choices import THEMES, listed
from newscli.cli import app
from newscli.process import DONE, INTERRUPTED, NOTHING_FOUND, STOPPED, UNUSABLE
from newscli.version import __version__

ENVIRONMENT = (
    ("NEWSCLI_FROM", "Where the documents are, if --from does not say; several paths as in PATH."),
    ("NEWSCLI_THEME", f"{listed(THEMES)}: the colours, if --theme does not say."),
    ("NEWSCLI_PAGER, PAGER", "Shows what does not fit on the terminal; empty for none."),
    ("NEWSCLI_CONFIG", "The configuration file, in place of the usual one."),
    (
        "NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE",
        "No colour, or colour in pipes too, if --color does not say.",
    ),
    ("COLUMNS, LINES", "The size of the terminal, if it is not to be asked."),
)
EXIT = (
    (f"{DONE}", "Done."),
    (f"{NOTHING_FOUND}", "Nothing was found; of check, something deserves a look."),
    (f"{UNUSABLE}", "Wrong usage, an unknown article, or a document that could not be read."),
    (f"{INTERRUPTED}, {STOPPED + 15}", "Interrupted, or asked to end."),
)


def manual() -> str:
    """The page of newscli and all its commands."""
    return "\n".join(_lines(get_group(app(())))) + "\n"


def _lines(program: TyperGroup) -> Iterator[str]:
    name, _, rest = (program.help or "").partition("\n\n")
    yield f'.TH NEWSCLI 1 "" "newscli {__version__}" "User Commands"'
    yield from (".SH NAME", rf"newscli \- {_plain(name.rstrip('.'))}")
    yield from (".SH SYNOPSIS", ".B newscli", r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]")
    yield from (".SH EXAMPLES", *_text(rest))
    yield ".SH OPTIONS"
    yield from _parameters(program)
    yield ".SH COMMANDS"
    for title, command in program.commands.items():
        yield f'.SS "newscli {title}"'
        yield from _text(command.help or "")
        if isinstance(command, TyperCommand):
            yield from _parameters(command)
    for heading, named in (("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXIT)):
        yield f".SH {heading}"
        for title, about in named:
            yield from _item(rf"\fB{_plain(title)}\fR", about)


def _text(help: str) -> Iterator[str]:
    """Paragraphs of help; those that begin with a form of their own (\\b) keep it."""
    for paragraph in help.split("\n\n"):
        own, lines = paragraph.startswith("\b"), paragraph.lstrip("\b\n").splitlines()
        yield from (".PP", *((".RS 4", ".nf") if own else ()))
        yield from map(_plain, lines)
        yield from (".fi", ".RE") if own else ()


def _parameters(command: TyperCommand | TyperGroup) -> Iterator[str]:
    """What each argument and option is."""
    context = Context(command)
    for parameter in command.get_params(context):
        if isinstance(parameter, TyperArgument):
            shown = rf"\fI{_plain(parameter.make_metavar(context))}\fR"
            yield from _item(shown, parameter.help or "")
        elif isinstance(parameter, TyperOption):
            shown = ", ".join(rf"\fB{_plain(name)}\fR" for name in parameter.opts)
            if not parameter.is_flag:
                shown += rf" \fI{_plain(parameter.make_metavar(context))}\fR"
            yield from _item(shown, parameter.help or "")


def _item(shown: str, about: str) -> tuple[str, str, str]:
    return (".TP", shown, _plain(about))


def _plain(text: str) -> str:
    """Text as it is: no character of it is a request or an escape, and hyphens can be copied.

    >>> _plain(".b --from")
    '\\\\&.b \\\\-\\\\-from'
    """
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
