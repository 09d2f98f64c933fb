"""Other people's programs: what a person types to be given articles, and what opens an address.

Both are lists of arguments, without a shell.  A program is given what it is started for and nothing
else: the text of articles on its standard input, or one address of the web.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping
from contextlib import suppress

from newscli import safe
from newscli.errors import ProgramError, UsageError, refusal

LITERAL = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|\\.""")
"""What a shell takes as it stands."""
OF_SHELLS = re.compile(r"[|;<>]|&&|(?:^|\s)&(?:\s|$)")  # but for the & in an address
BROWSER = "BROWSER"  # as xdg-open, man and Python's webbrowser have it


def given(command: str, text: str) -> int:
    """Run a command with the text on its standard input, and return its exit code.

    Raises `ProgramError` when it cannot be started, or is meant for a shell.
    """
    import subprocess

    try:
        if OF_SHELLS.search(LITERAL.sub("", command)):
            cure = f"sh -c {shlex.quote(command)}"
            raise ProgramError(command, f"no shell is asked; to ask one: {cure}")
        words = shlex.split(command) or [""]
        run = subprocess.run(words, input=text.encode("utf-8", "replace"), check=False)  # noqa: S603 - typed by the user
    except ValueError as error:
        raise ProgramError(command, str(error).lower()) from error
    except OSError as error:
        raise ProgramError(command, refusal(error)) from error
    return run.returncode


def wait_for_enter(message: str) -> None:
    """Say something below what a program has written, until a person has seen it."""
    sys.stderr.write(f"\n{safe.line(message)}\n")
    sys.stderr.flush()
    with suppress(OSError):
        while os.read(0, 1) not in (b"\n", b"\r", b""):
            pass


def opener(url: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """What opens an address.  Raises `UsageError` for one that is not of the web, `ProgramError`
    for a program that cannot be named so."""
    if safe.link(url) is None:
        raise UsageError("its address is not one of the web, and is not opened")
    command = (environ.get(BROWSER) or "").split(os.pathsep)[0]
    try:
        named = shlex.split(command)
    except ValueError as error:
        raise ProgramError(command, str(error).lower()) from error
    if not named:
        named = {"darwin": ["open"], "win32": ["explorer"]}.get(sys.platform, ["xdg-open"])
    return [*named, url]


def open_address(url: str) -> None:
    """Open an address in the user's browser, and do not wait for it.

    Raises `UsageError` and `ProgramError`.
    """
    import subprocess
    from threading import Thread

    words = opener(url)
    try:
        process = subprocess.Popen(  # noqa: S603 - one address of http or https, to the user's own program
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ProgramError(words[0], refusal(error)) from error
    Thread(target=process.wait, daemon=True).start()  # else it stays when it has ended
