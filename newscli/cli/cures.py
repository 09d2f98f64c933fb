"""What to type instead, when a first try makes no sense: told before Typer would guess."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Sequence
from contextlib import suppress

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from newscli.choices import EXPORTS
from newscli.errors import UsageError

_WORD = r"-[^\W\d_]{2}.*"
"""One dash and letters, as in `-france`; `-n20` is an option and its value."""


def no_command(word: str, commands: Iterable[str]) -> UsageError:
    """Why a first word is no command: it is a file or folder, a slip, or a word to look for."""
    from difflib import get_close_matches

    quoted = shlex.quote(word)
    if os.path.lexists(word):
        kind = "folder" if os.path.isdir(word) else "file"
        return UsageError(f"{word} is a {kind}: newscli list {quoted}")
    if word in ("help", "version"):
        return UsageError(f"no command {word}; did you mean: newscli --{word}")
    if near := get_close_matches(word, list(commands), 1):
        return UsageError(f"no command {word}; did you mean: newscli {near[0]}")
    return UsageError(f"no command {word}; to look for it: newscli search {quoted}")


def no_file(path: str) -> UsageError:
    """Why there is nothing at a path: it is an address, a slip, or a word to look for."""
    from difflib import get_close_matches

    if "://" in path:
        return UsageError(
            f"{path} is an address, and nothing is fetched: save it, and name the file"
        )
    folder, name = os.path.split(path.rstrip("/"))
    with suppress(OSError):
        if near := get_close_matches(name, os.listdir(folder or "."), 1):
            return UsageError(
                f"no file or folder {path}; did you mean {os.path.join(folder, *near)}"
            )
    if not folder:
        return UsageError(
            f"no file or folder {path}; as a word: newscli search {shlex.quote(path)}"
        )
    while folder and not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return UsageError(f"no file or folder {path}; there is {folder or 'nothing of it'}")


def refuse_left_out(program: TyperGroup, argv: Sequence[str]) -> None:
    """Raise `UsageError` for a word with a dash before it, which Typer would take for an option of
    one letter and its value: `search war -france`."""
    command = program.commands.get(argv[0]) if argv else None
    if not isinstance(command, TyperCommand) or "words" not in {one.name for one in command.params}:
        return
    options = [one for one in command.params if isinstance(one, TyperOption)]
    with_values = {name for one in options if not one.is_flag for name in one.opts}
    given: list[str] = []  # options and their values, which stand before the words
    words: list[str] = []
    before = left_out = ""
    for word in argv[1:]:
        if word == "--":
            break
        is_word = before not in with_values and bool(re.fullmatch(_WORD, word))
        if before in with_values or (word.startswith("-") and not is_word):
            given.append(word)
        else:
            left_out = left_out or (word if is_word else "")
            words.append(word)
        before = word
    if left_out:
        raise UsageError(
            f"{left_out} is no option; to leave out the word: "
            f"newscli {argv[0]} {shlex.join([*given, '--', *words])}"
        )


def misused(error: Exception, command: str) -> str:
    """What is wrong with the options and arguments of `command`, where Typer's own words name no
    cure; else empty."""
    option = str(getattr(error, "option_name", ""))
    if hasattr(error, "possibilities"):
        near = ", ".join(sorted(error.possibilities or ()))
        return f"{command} has no {option}" + (f"; did you mean {near}" if near else "")
    if option:
        return f"{option} takes no value" if "not take" in str(error) else f"{option} needs a value"
    extra = str(error).partition("unexpected extra argument(s) (")[2].rstrip(")")
    if extra:
        return f"{command} takes no “{extra}”"
    param = getattr(error, "param", None)
    if not isinstance(param, TyperArgument | TyperOption):
        return ""
    choices = ", ".join(getattr(param.type, "choices", ()))
    if hasattr(error, "param_type"):  # only missing ones have it
        return f"{command} needs {f'one of {choices}' if choices else param.human_readable_name}"
    value, _, wrong = str(error).partition(" is not ")
    if not wrong:
        return ""
    least, most = getattr(param.type, "min", None), getattr(param.type, "max", None)
    number = "a number" if "float" in param.type.name else "a whole number"
    takes = f"{number} from {least} {'on' if most is None else f'to {most}'}"
    name = param.opts[-1] if isinstance(param, TyperOption) else command
    stripped = value.strip("'")
    return f"{name} takes {f'one of {choices}' if choices else takes}, and not “{stripped}”"


def output_as_ref(refs: Iterable[str]) -> None:
    """Raise `UsageError` for a file to write to that was given as an article to write."""
    endings = tuple(f".{ending}" for export in EXPORTS for ending in export.endings.split())
    for ref in refs:
        if ref.lower().endswith(endings) and not os.path.lexists(ref):
            raise UsageError(
                f"no article {ref}; to write to it: newscli export -o {shlex.quote(ref)}"
            )
