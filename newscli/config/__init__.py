"""The configuration file: where it is, what it may set, and what of that is in force.

A flag wins over the environment, and that over the file.  The command line takes the file's values
as the defaults of its options, so a command need not know that there is a file.  Where there is
none, all that this costs is a look whether there is (`settings` is imported for one alone).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = "NEWSCLI_CONFIG"

_FOLDERS = {  # the variable that names it, and where it is without: mostly, and on macOS
    "cache": ("XDG_CACHE_HOME", "~/.cache", "~/Library/Caches"),
    "config": ("XDG_CONFIG_HOME", "~/.config", "~/Library/Application Support"),
    "data": ("XDG_DATA_HOME", "~/.local/share", "~/Library/Application Support"),
}


def folder(kind: str, environ: Mapping[str, str] = os.environ) -> Path:
    """Where a user's files of this kind belong, by what each system says of it (XDG Base Directory
    Specification, which passes over what is not absolute); not absolute for who has no home."""
    if sys.platform == "win32":
        local = environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local")
        return Path(local, "newscli", "newscli", "Cache" if kind == "cache" else "")
    variable, usual, of_apple = _FOLDERS[kind]
    named = environ.get(variable, "")
    if not os.path.isabs(named):
        named = os.path.expanduser(of_apple if sys.platform == "darwin" else usual)
    return Path(named, "newscli")


def place(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Where the file is looked for; None when `NEWSCLI_CONFIG` is set to nothing."""
    if (named := environ.get(FILE)) is not None:
        return Path(named).expanduser() if named else None
    return folder("config", environ) / "config.toml"


def defaults(command: str, *, terminal: bool) -> dict[str, object]:
    """Parameter → default that the file gives one command's options; `terminal`: for a person.

    Raises `ConfigError` when the file cannot be read or understood.
    """
    if not _is_there():
        return {}
    from newscli.config.settings import config

    return {**config().defaults(command, terminal=terminal)}


@cache
def names() -> tuple[str, ...]:
    """The spellings of each name that the file adds, commas between.  Read once a process; raises
    `ConfigError`."""
    if not _is_there():
        return ()
    from newscli.config.settings import config

    rows = config().values.get("names")
    return rows if isinstance(rows, tuple) else ()


def _is_there() -> bool:
    path = place()
    return path is not None and bool(os.environ.get(FILE) or os.path.exists(path))
