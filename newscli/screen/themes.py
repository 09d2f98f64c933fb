"""The roles that text plays on a screen, and how each looks in each theme (SCREENS.md)."""

from __future__ import annotations

from rich.style import Style
from rich.theme import Theme

# `auto` must be legible on black and on white: colours of the 256 that are about as far from both.
# `none` keeps bold and underline, which are not colours: no meaning hangs on colour alone.
_ROLES: dict[str, dict[str, str]] = {
    "dark": {
        "title": "bold #f2f2f2",
        "muted": "#9198a8",
        "number": "#7fb4ca",
        "match": "bold underline #ffcf70",
        "bar": "#e6b455",
        "track": "#3c4250",
        "quote": "italic",
        "strong": "bold",
    },
    "light": {
        "title": "bold #111111",
        "muted": "#62666f",
        "number": "#1d6a8c",
        "match": "bold underline #8f4b00",
        "bar": "#b8741a",
        "track": "#d9d5cb",
        "quote": "italic",
        "strong": "bold",
    },
    "auto": {
        "title": "bold",
        "muted": "color(243)",
        "number": "color(31)",
        "match": "bold underline color(130)",
        "bar": "color(130)",
        "track": "color(243)",
        "quote": "italic",
        "strong": "bold",
    },
    "none": {
        "title": "bold",
        "muted": "none",
        "number": "none",
        "match": "bold underline",
        "bar": "none",
        "track": "none",
        "quote": "none",
        "strong": "bold",
    },
}


def theme(name: str) -> Theme:
    """The styles of every role in the theme of that name: `dark`, `light`, `auto` or `none`."""
    roles = {role: Style.parse(look) for role, look in _ROLES[name].items()}
    return Theme(roles, inherit=False)
