"""The roles that text plays on a screen, as styles of rich (SCREENS.md)."""

from __future__ import annotations

from rich import theme
from rich.style import Style

from newscli.choices import THEMES, Theme


def theme_of(name: str) -> Theme:
    """The theme of that name, of `THEMES`."""
    return next(theme for theme in THEMES if theme.name == name)


def styles_of(name: str) -> theme.Theme:
    """The style of every role in the theme of that name."""
    roles = theme_of(name).roles._asdict()
    return theme.Theme({role: Style.parse(look) for role, look in roles.items()}, inherit=False)
