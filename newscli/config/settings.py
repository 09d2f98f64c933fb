"""What the configuration file may set, what one sets, and what of that is in force."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscli import own_files
from newscli.choices import COLORS, COLUMNS, ORDERS, THEMES, names
from newscli.config import FILE, place
from newscli.errors import ConfigError, refusal
from newscli.tuples import NamedTuple

PAGER = "NEWSCLI_PAGER"

MOST = 1 << 15  # bytes of the file: hundreds of paths
QUOTED = 60  # characters of a wrong key or value that a message shows

_DEEP = re.compile(r"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){100}""")
"""A key of a hundred parts: tomllib takes time in proportion to the square of their number."""

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


class Setting(NamedTuple):
    """One thing that the file may set."""

    key: str
    default: str
    """What is in force without it, in words."""
    help: str
    variables: tuple[str, ...] = ()
    """Environment variables that win over the file when they say anything."""
    choices: tuple[str, ...] = ()
    kind: type = str
    many: bool = False
    """Whether it may be a list."""
    commands: tuple[str, ...] = ()
    """The commands that it counts for; all that have such a parameter when empty."""
    for_people: bool = False
    """Whether it counts on a terminal alone, so that no program gets less than it asked for."""

    @property
    def parameter(self) -> str:
        """The parameter of commands that it is the default of; empty where there is none."""
        return {"from": "from_", "names": ""}.get(self.key, self.key)


SETTINGS = (
    Setting(
        "from",
        "the sample",
        "documents: files, folders, globs; a relative path counts from the file's folder",
        ("NEWSCLI_FROM",),
        many=True,
    ),
    Setting(
        "theme",
        "auto",
        "colours for the terminal's background",
        ("NEWSCLI_THEME",),
        choices=names(THEMES),
    ),
    Setting(
        "color",
        "auto",
        "when to use colour",
        ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"),
        choices=COLORS,
    ),
    Setting("ascii", "no", "no character outside ASCII", kind=bool),
    Setting(
        "pager",
        "PAGER, else less",
        "shows what does not fit on the terminal; empty for none",
        (PAGER,),
    ),
    Setting(
        "limit",
        "none; 20 of search",
        "at most so many articles of list and search, on a terminal",
        kind=int,
        commands=("list", "search"),
        for_people=True,
    ),
    Setting("sort", "number", "the order of list", choices=names(ORDERS), commands=("list",)),
    Setting("mark_read", "yes", "what is read is tagged as read", kind=bool),
    Setting(
        "columns",
        "what tells rows apart",
        "the columns of list on a terminal",
        many=True,
        choices=names(COLUMNS),
        commands=("list",),
    ),
    Setting("names", "those that come with newscli", "names in more spellings", kind=dict),
)
"""In the order in which they are shown."""

Value = str | int | bool | tuple[str, ...]


class Config(NamedTuple):
    """What the file sets."""

    path: Path | None
    """Where it is, or would be; None when there is to be none."""
    values: Mapping[str, Value]
    lines: Mapping[str, int]
    """Key → the line that sets it."""

    def defaults(
        self, command: str, *, terminal: bool, environ: Mapping[str, str] = os.environ
    ) -> dict[str, Value]:
        """Parameter → default of one command's options, where the environment says nothing.

        `terminal`: the answer goes to a person, who may want less of it than a program.
        """
        return {
            setting.parameter: self.values[setting.key]
            for setting in SETTINGS
            if setting.key in self.values
            and setting.parameter
            and (not setting.commands or command in setting.commands)
            and (terminal or not setting.for_people)
            and _deciding(setting, environ) is None
        }

    def in_force(self, environ: Mapping[str, str] = os.environ) -> list[tuple[str, str, str]]:
        """Each setting's key, its value in words, and where that is from."""
        rows = []
        for setting in SETTINGS:
            if variable := _deciding(setting, environ):
                rows.append((setting.key, environ[variable], variable))
            elif setting.key in self.values:
                line = self.lines.get(setting.key)
                rows.append((setting.key, _in_words(self.values[setting.key]), f"line {line}"))
            else:
                rows.append((setting.key, setting.default, "default"))
        return rows

    def whereabouts(self) -> tuple[str, str]:
        """Where the file is, and whether it is there."""
        if self.path is None:
            return "no configuration file", f"{FILE} is set to nothing"
        there = "what it does not set is as it comes" if self.values else "not there, or empty"
        return str(self.path), there


def _deciding(setting: Setting, environ: Mapping[str, str]) -> str | None:
    """The environment variable that decides instead of the file; an empty one says nothing, but
    for the pager, which it turns off."""
    for name in setting.variables:
        if environ.get(name) or (name == PAGER and name in environ):
            return name
    return None


def config(environ: Mapping[str, str] = os.environ) -> Config:
    """What the file sets; nothing when there is none.

    Raises `ConfigError` when it cannot be read or understood.
    """
    path = place(environ)
    if path is None:
        return Config(None, {}, {})
    try:
        raw = own_files.read(path, MOST)
    except (FileNotFoundError, NotADirectoryError) as error:
        if environ.get(FILE):
            raise ConfigError(str(path), "no such file") from error
        return Config(path, {}, {})
    except OSError as error:
        raise ConfigError(str(path), refusal(error)) from error
    return _understood(path, raw)


def _understood(path: Path, raw: bytes) -> Config:
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
        if _DEEP.search(text):
            raise RecursionError
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(str(path), "not UTF-8", line) from error
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        reason = _PLACE.sub("", str(error)).replace("(at end of document)", "").strip()
        raise ConfigError(str(path), reason[:1].lower() + reason[1:], line) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets
        raise ConfigError(str(path), "a value is too long, or nested too deep") from error
    settings = {setting.key: setting for setting in SETTINGS}
    values: dict[str, Value] = {}
    for key, value in table.items():
        if key not in settings:
            raise ConfigError(str(path), _unknown(key, list(settings)), _line(text, key))
        try:
            values[key] = _value(settings[key], value, path.parent)
        except ValueError as error:
            raise ConfigError(str(path), f"{key}: {error}", _line(text, key)) from error
    return Config(path, values, {key: _line(text, key) for key in values})


def _value(setting: Setting, value: Any, folder: Path) -> Value:
    """The value, if it is one of those that there may be; raises `ValueError` with what is wrong.

    >>> _value(SETTINGS[1], "dark", Path())
    'dark'
    """
    if setting.kind is dict:
        return _rows(value)
    if setting.many:
        listed = value if isinstance(value, list) else [value]
        return tuple(
            _path(one, folder) if setting.key == "from" else _one(setting, one) for one in listed
        )
    if setting.kind is bool:
        if isinstance(value, bool):
            return value
        raise ValueError("true or false is meant")
    if setting.kind is int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        raise ValueError("a whole number from 1 is meant")
    return _one(setting, value)


def _rows(value: Any) -> tuple[str, ...]:
    """The spellings of each name, commas between, of a table of a name and its others."""
    rows = value.items() if isinstance(value, dict) else [("", None)]
    spelt: list[str] = []
    for name, others in rows:
        spellings = [name, *(others if isinstance(others, list) else [others])]
        if not all(isinstance(one, str) and one.strip() and "," not in one for one in spellings):
            raise ValueError('a table is meant, as: [names] and below it Kyiv = ["Kiew", "Kiev"]')
        spelt.append(", ".join(spellings))
    return tuple(spelt)


def _one(setting: Setting, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in quotation marks is meant")
    if setting.choices and value not in setting.choices:
        raise ValueError(f"“{value[:QUOTED]}” is none of {', '.join(setting.choices)}")
    return value


def _path(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value or value == "-":
        raise ValueError("a path in quotation marks is meant, or a list of these")
    return str(folder / Path(value).expanduser())


def _unknown(key: str, known: list[str]) -> str:
    from difflib import get_close_matches

    key = key[:QUOTED]
    near = get_close_matches(key, known, 1)
    keys = f"did you mean {near[0]}? The keys" if near else "the keys"
    return f"unknown key “{key}”; {keys} are {', '.join(known)}"


def _line(text: str, key: str) -> int:
    """The line that a key of the file stands on; the first when it is written in an odd way."""
    named = rf"(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')"
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?{named}[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _in_words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
