"""What several tests of faults begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.programs import folder_of, newscli, surroundings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve documents of one article each."""
    return folder_of(tmp_path / "news", 12)


@pytest.fixture
def fresh(tmp_path: Path) -> dict[str, str]:
    """An environment with a cache folder of its own, `tmp_path / "cache"`."""
    return surroundings(tmp_path / "cache")


@pytest.fixture(scope="session")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment that tests share; the sample has been loaded in it."""
    env = surroundings(tmp_path_factory.mktemp("shared") / "cache")
    assert newscli("list", "--from", "seeds", env=env).code == 0
    return env
