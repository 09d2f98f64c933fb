"""Makes the pictures of README and manual: `python -m docs.pictures`, with what `.[test]` installs.

Each is of newscli itself, on a terminal, with the sample.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.terminals import Terminal

FOLDER = Path(__file__).parent
THEMES = {  # of the terminal: background, letters
    "dark": ((0x16, 0x18, 0x1D), (0xD6, 0xD9, 0xE0)),
    "light": ((0xFB, 0xFA, 0xF6), (0x25, 0x27, 0x2D)),
}
STILL = 0.5  # seconds without a change, after which a screen is taken to be as it stays


class Picture(NamedTuple):
    """What is shown."""

    command: str
    width: int = 84
    rows: int = 0
    """Of the terminal, from the top; 0 for as many as are used."""
    keys: str = ""
    """What is pressed once the screen stands."""
    until: str = "\n"
    """What is seen then."""


PICTURES = {
    "list": Picture("list"),
    "search": Picture("search kremln"),
    "read": Picture("read 4 --no-pager", 84, 25),
    "browse": Picture("browse", 110, 26, "kremln", "2/5"),
}


def svg(name: str, theme: str) -> str:
    """The picture of that name in a theme."""
    picture = PICTURES[name]
    background, letters = THEMES[theme]
    lines = _shown(picture, theme)
    console = Console(
        width=picture.width, record=True, file=StringIO(), color_system="truecolor",
        force_terminal=True, legacy_windows=False, highlight=False, _environ={},
    )  # fmt: skip
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    typed = f"newscli {picture.command.partition(' --')[0]}"
    return console.export_svg(
        title=typed,
        theme=TerminalTheme(background, letters, [letters] * 8),
        unique_id=f"newscli-{name}-{theme}",
    )


def _shown(picture: Picture, theme: str) -> list[Text]:
    """The lines of the terminal when the command has said all, or waits for a key."""
    terminal = Terminal(picture.width, picture.rows if picture.keys else 200)
    try:
        with tempfile.TemporaryDirectory() as cache:
            words = [*picture.command.split(), "--from", "seeds", "--theme", theme]
            folders = {"XDG_CACHE_HOME": cache, "XDG_CONFIG_HOME": cache}
            load = [sys.executable, "-m", "newscli", "list", "--ids", "--from", "seeds"]
            subprocess.run(load, env=os.environ | folders, check=True, capture_output=True)  # noqa: S603
            terminal.start(*words, **folders)
            if picture.keys:
                terminal.wait("Meseberg")  # the article is there
                terminal.press(picture.keys)
                terminal.wait(picture.until)
                while terminal.read(STILL):
                    pass
                terminal.screen.cursor.hidden = True
            else:
                terminal.end()
    finally:
        terminal.close()
    lines = [_line(terminal.screen.buffer[row], picture.width) for row in range(200)]
    used = max(row for row, line in enumerate(lines) if line.plain.strip()) + 1
    above = [Text()] if lines[0].plain.strip() else []  # a line's distance to the title
    return above + lines[: picture.rows or used]


def _line(row: dict[int, Char], width: int) -> Text:
    """The cells of a row; spaces stand alone, as some programs leave out those at ends of texts."""
    line = Text()
    cells = (row[column] for column in range(width))
    for (style, _), alike in groupby(cells, lambda cell: (_style(cell), cell.data == " ")):
        line.append("".join(cell.data for cell in alike), style)
    return line


def _style(cell: Char) -> Style:
    def color(name: str) -> str:
        return name if name == "default" else f"#{name}"

    return Style(
        color=color(cell.fg),
        bgcolor=color(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        reverse=cell.reverse,
    )


def main(report: Callable[[str], None] = print) -> None:
    for name in PICTURES:
        for theme in THEMES:
            path = FOLDER / f"{name}-{theme}.svg"
            path.write_text(svg(name, theme), encoding="utf-8")
            report(str(path))


if __name__ == "__main__":
    main()
