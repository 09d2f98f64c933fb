"""The pictures of README and manual show what newscli shows."""

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


def test_every_picture_is_shown() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/manual.md")]
    assert {*re.findall(r"[\w-]+\.svg", "".join(texts))} == {
        f"{name}-{theme}.svg" for name in PICTURES for theme in THEMES
    }
