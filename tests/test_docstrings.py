"""What docstrings of the code show comes out: apart from documents, so that it notices mutants."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "file",
    [file for file in sorted((ROOT / "newscli").rglob("*.py")) if ">>>" in file.read_text("utf-8")],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_what_a_docstring_shows_is_what_comes_out(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    failed, _ = doctest.testmod(import_module(name))
    assert not failed, capsys.readouterr().out
