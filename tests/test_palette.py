"""What can be read on which ground: contrasts as WCAG 2.2 counts them."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from newscli.choices import THEMES, Theme

TEXT = 4.5  # least contrast of text (1.4.3)
SIGN = 3.0  # least contrast of what is no text (1.4.11)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
DRAWN = {"bar", "track"}
QUIET = {"track"}  # the empty part of a bar: the figure beside it says the same


SIXTEEN = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "VGA": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}
"""The colours of terminals that have no more; most let their user choose others."""


def luminance(color: tuple[int, int, int]) -> float:
    parts = (part / 255 for part in color)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colors(theme: Theme) -> dict[str, tuple[int, int, int]]:
    """Role → the colour it has, of those that have one."""
    styles = {role: Style.parse(look) for role, look in theme.roles._asdict().items()}
    return {role: style.color.get_truecolor() for role, style in styles.items() if style.color}


def test_what_is_coloured_on_an_unknown_ground_is_legible_on_black_and_on_white() -> None:
    found = colors(THEMES[0])
    assert {"muted", "number", "bar", "gone", "come"} <= found.keys()
    poor = {
        role: (contrast(color, BLACK), contrast(color, WHITE))
        for role, color in found.items()
        if min(contrast(color, BLACK), contrast(color, WHITE)) < TEXT
    }
    assert poor == {}


def test_text_on_an_unknown_ground_is_in_the_terminals_own_colour() -> None:
    roles = THEMES[0].roles
    assert {"title", "match", "strong", "quote"}.isdisjoint(colors(THEMES[0]))
    assert Style.parse(roles.match).underline
    assert Style.parse(roles.title).bold


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_theme_is_legible_on_its_ground_and_on_a_terminals_usual_one(name: str) -> None:
    (theme,) = (theme for theme in THEMES if theme.name == name)
    own: tuple[int, int, int] = Color.parse(theme.ground).get_truecolor()
    for ground in (own, BLACK if name == "dark" else WHITE):
        least = {role: SIGN if role in DRAWN else TEXT for role in colors(theme)}
        poor = {
            role: contrast(color, ground)
            for role, color in colors(theme).items()
            if role not in QUIET and contrast(color, ground) < least[role]
        }
        assert poor == {}


@pytest.mark.parametrize("terminal", SIXTEEN)
def test_of_sixteen_colours_those_for_a_dark_ground_are_legible_on_it(terminal: str) -> None:
    palette = [Color.parse(f"#{code}").get_truecolor() for code in SIXTEEN[terminal].split()]
    (theme,) = (theme for theme in THEMES if theme.name == "dark")
    styles = {role: Style.parse(look) for role, look in theme.roles._asdict().items()}
    nearest = {
        role: style.color.downgrade(ColorSystem.STANDARD).number or 0
        for role, style in styles.items()
        if style.color and role not in QUIET
    }
    least = {role: SIGN if role in DRAWN else TEXT for role in nearest}
    contrasts = {role: contrast(palette[number], BLACK) for role, number in nearest.items()}
    assert {role: found for role, found in contrasts.items() if found < least[role]} == {}


def test_what_only_one_text_has_is_told_by_more_than_colour() -> None:
    for theme in THEMES[:3]:
        gone, come = Style.parse(theme.roles.gone), Style.parse(theme.roles.come)
        assert (gone.strike, come.underline) == (True, True)
