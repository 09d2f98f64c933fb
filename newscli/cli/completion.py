"""`newscli completion`, and what may stand at the cursor of a command line.

The shell's function (in `shells/`) runs newscli with `_NEWSCLI_COMPLETE` set and the words of the
line up to the cursor as arguments, and `offer` answers: a line for each word that may stand there,
the word, a tab, what it is.  The one line `:files` leaves it to the shell, which knows best how to
name files.  What the index has is offered as it is: a Tab loads nothing and looks at no file.
Typer brings such functions too, but they import rich at each Tab, and have zsh evaluate headlines.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.resources import files
from itertools import islice
from math import inf
from os.path import expanduser
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from typer import Context
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from newscli import safe
from newscli.choices import COLUMNS, names
from newscli.cli.options import What
from newscli.cli.session import archive_of
from newscli.errors import NewscliError
from newscli.process import DONE
from newscli.tuples import NamedTuple

if TYPE_CHECKING:
    from newscli.archive import Archive

FILES = ":files"
PATHS = {"from_", "output", "files"}
FILTERS = {"source", "agency", "place"}
NUMBERS = {"ref", "refs"}
WORDS = {"words", "query"}
"""The parameters that take files, values of the archive, articles, and queries."""

MOST = 50  # articles or values: more than that nobody reads at a prompt
LONGEST = 64  # characters of what a word is

Offered = Iterator[tuple[str, str]]
"""Words that may stand there, and what each is."""


class _CommandLine(NamedTuple):
    """What stands on a command line before the cursor."""

    command: str
    options: dict[str, TyperOption]
    """By their names, `--from` as well as `-f`."""
    arguments: list[TyperArgument]
    given: dict[str, list[str]]
    """Parameter → values."""
    awaiting: TyperOption | None
    """The option whose value is next."""
    positions: int
    """How many words are no options, nor values of these."""


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        typer.Argument(metavar="bash|zsh|fish", help="For which one."),
    ],
) -> int:
    """Print what makes Tab complete commands, options and articles.

    \b
    source <(newscli completion bash)        in ~/.bashrc
    source <(newscli completion zsh)         in ~/.zshrc, below compinit
    newscli completion fish | source         in ~/.config/fish/config.fish
    """
    script = files("newscli.cli").joinpath("shells", f"newscli.{shell}")
    sys.stdout.write(script.read_text(encoding="utf-8"))
    return DONE


def offer(program: TyperGroup, words: Sequence[str]) -> int:
    """Write what may stand in the place of the last word; what is wrong is not told here."""
    *before, typed = [_unquoted(word) for word in words] or [""]
    lines = []
    with suppress(NewscliError):
        for word, about in _offered(program, before, typed):
            if word == safe.path(word):  # else it cannot be typed as it is shown
                lines.append(word if word == FILES else f"{word}\t{_brief(about)}")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return DONE


def _offered(program: TyperGroup, before: Sequence[str], typed: str) -> Offered:
    if not before:
        if typed.startswith("-"):
            return _beginning(typed, _options(_parameters(program), {}))
        commands = program.commands.items()
        return _beginning(
            typed, ((name, one.get_short_help_str(LONGEST)) for name, one in commands)
        )
    command = program.commands.get(before[0])
    if not isinstance(command, TyperCommand):
        return iter(())
    line = _read(command, before)
    if line.awaiting:
        return _values(line, line.awaiting, "" if typed == "=" else typed)
    flag, equals, begun = typed.partition("=")
    if equals and flag in line.options:
        values = _values(line, line.options[flag], begun)
        return ((f"{flag}={value}", about) for value, about in values)
    if typed.startswith("-") or not line.arguments:
        return _beginning(typed, _options(line.options.values(), line.given))
    if before[-2:] == ["tag", ":"]:  # which bash parts from what is behind
        return _beginning(typed, ((tag, "") for tag in _tags(_archive(line))))
    argument = line.arguments[min(line.positions, len(line.arguments) - 1)]
    if line.positions and argument.nargs == 1:
        return iter(())
    return _values(line, argument, typed)


def _read(command: TyperCommand, before: Sequence[str]) -> _CommandLine:
    parameters = _parameters(command)
    options = {name: option for option in parameters for name in option.opts}
    given: dict[str, list[str]] = {}
    awaiting, positions = None, 0
    for word in before[1:]:
        name, equals, value = word.partition("=")
        if word == "=":  # which bash parts from the option before it and the value behind
            continue
        if awaiting:
            given.setdefault(awaiting.name or "", []).append(word)
            awaiting = None
        elif name in options:
            given.setdefault(options[name].name or "", []).extend([value] if equals else [])
            awaiting = None if equals or options[name].is_flag else options[name]
        else:
            positions += not word.startswith("-")
    arguments = [p for p in command.params if isinstance(p, TyperArgument)]
    return _CommandLine(before[0], options, arguments, given, awaiting, positions)


def _parameters(command: TyperCommand | TyperGroup) -> list[TyperOption]:
    """The command's options, `--help` with them."""
    every = command.get_params(Context(command))
    return [parameter for parameter in every if isinstance(parameter, TyperOption)]


def _options(options: Iterable[TyperOption], given: dict[str, list[str]]) -> Offered:
    """Those that may still be given, by their long names."""
    for option in dict.fromkeys(options):
        if option.multiple or option.name not in given:
            yield option.opts[0], (option.help or "").partition(";")[0].partition(". ")[0]


def _values(line: _CommandLine, parameter: TyperOption | TyperArgument, begun: str) -> Offered:
    name = parameter.name or ""
    if name in PATHS:
        return iter([(FILES, "")])
    if choices := getattr(parameter.type, "choices", ()):
        return _beginning(begun, ((choice, "") for choice in choices))
    if name == "columns":
        *chosen, begun = begun.split(",")
        first = "".join(f"{column}," for column in chosen)
        rest = ((column, "") for column in names(COLUMNS) if column not in chosen)
        return ((first + column, "") for column, _ in _beginning(begun, rest))
    if name in NUMBERS:
        return _articles(_archive(line), begun)
    if name == "tag":
        counts = _tags(_archive(line)).items()
        return _beginning(begun, ((tag, f"articles: {count:,}") for tag, count in counts))
    if name in WORDS and begun.startswith("tag:"):
        found = _beginning(begun[4:], ((tag, "") for tag in _tags(_archive(line))))
        return ((f"tag:{tag}", "") for tag, _ in found)
    if name in FILTERS:
        archive = _archive(line)
        with archive.still(within=inf):
            said = archive.values(name)
        return islice(_beginning(begun, ((value, "") for value in said)), MOST)
    return iter(())


def _archive(line: _CommandLine) -> Archive:
    """The archive that the line names, as the command would find it."""
    from newscli.config import defaults

    configured = defaults(line.command, terminal=True).get("from_", ())
    paths = [expanduser(path) for path in line.given.get("from_", ()) if path != "-"]
    format, split = (line.given.get(name, [""])[-1] for name in ("format", "split"))
    if "{" in format:  # what to write
        format = ""
    named = paths or [*cast(Sequence[str], configured)]
    return archive_of(What(named, "lines" if split == "lines" else None), format or None)


def _tags(archive: Archive) -> dict[str, int]:
    with archive.still(within=inf):
        return archive.desk.tag_counts() if archive.desk.has_marks() else {}


def _articles(archive: Archive, begun: str) -> Offered:
    """The articles whose numbers begin so."""
    with archive.still(within=inf):
        numbers = islice(_numbers(begun, archive.counts()[0]), MOST)
        for one in archive.summaries_of(numbers):
            yield str(one.number), one.headline


def _numbers(begun: str, last: int) -> Iterator[int]:
    """The numbers up to the last that begin with these digits, all if there are none.

    >>> list(_numbers("1", 12))
    [1, 10, 11, 12]
    """
    if not begun:
        yield from range(1, last + 1)
    elif begun.isdecimal() and begun[0] != "0":
        for zeros in range(len(str(last)) - len(begun) + 1):
            first = int(begun) * 10**zeros
            yield from range(first, min(first + 10**zeros, last + 1))


def _beginning(begun: str, offered: Offered) -> Offered:
    """Those that begin so, in whatever case."""
    folded = begun.casefold()
    return (item for item in offered if item[0].casefold().startswith(folded))


def _unquoted(word: str) -> str:
    """The word as the program would get it; a quotation may not have ended."""
    for ended in (word, f'{word}"', f"{word}'", word.rstrip("\\")):
        with suppress(ValueError):
            return "".join(shlex.split(ended)[:1])
    return word


def _brief(about: str) -> str:
    """What a word is, in a line that a prompt has room for."""
    line = safe.line(about)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
