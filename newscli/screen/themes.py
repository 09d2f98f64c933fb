"""The roles that text plays on a screen, as styles of rich (SCREENS.md)."""

from __future__ import annotations

from typing import Literal

from rich.console import Console
from rich.style import Style
from rich.theme import Theme as Styles

from newscli.choices import THEMES, Theme

Colors = Literal["standard", "256", "truecolor"]


def theme_of(name: str) -> Theme:
    """The theme of that name, of `THEMES`."""
    return next(theme for theme in THEMES if theme.name == name)


def console_of(theme_name: str, colors: Colors | None, width: int | None = None) -> Console:
    """A console with the style of every role in the theme of that name.

    It takes text as it is, and nothing from the environment.  `colors`: what the terminal can show;
    None for one that takes no control sequence at all.  `width`: in cells.
    """
    roles = theme_of(theme_name).roles._asdict()
    return Console(
        width=width,
        theme=Styles({role: Style.parse(look) for role, look in roles.items()}, inherit=False),
        color_system=colors,
        force_terminal=True,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
