"""The README's pictures show what newscli shows."""

from __future__ import annotations

import re
from html import unescape

import pytest

pytest.importorskip("textual")

from docs.pictures import FOLDER, PICTURES, THEMES, svg
from tests.terminals import ROOT


def said(picture: str) -> list[str]:
    """The words of a picture; how they are drawn may change with a release of Rich."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", picture)]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_what_is_shown_now(name: str) -> None:
    dark, light = (FOLDER.joinpath(f"{name}-{theme}.svg").read_text() for theme in THEMES)
    assert said(dark) == said(svg(name, "dark")), "python -m docs.pictures makes them anew"
    assert said(dark) == said(light)


def test_the_readme_shows_every_picture() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {*re.findall(r"docs/[\w-]+\.svg", readme)} == {
        f"docs/{name}-{theme}.svg" for name in PICTURES for theme in THEMES
    }
