"""Imports point one way, and a command imports no more than it needs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newscli"

# From the ground up: a module imports from those before it alone.
ORDER = (
    "version",
    "errors",
    "records",
    "safe",
    "config",
    "text",
    "sources",
    "formats",
    "index",
    "search",
    "stories",
    "stats",
    "archive",
    "screen",
    "outputs",
    "__init__",
    "terminal",
    "browse",
    "cli",
    "__main__",
)

# Errors name records' types nowhere, so they come first; the package's own interface
# (`__init__`) is made of all that is below it.
HOME = {
    "sqlite3": {"index", "outputs"},  # and one output: an export for other programs
    "rapidfuzz": {"search", "stories"},
    "rich": {"screen", "outputs", "terminal", "browse"},
    "textual": {"browse"},
    "typer": {"cli"},
}


def imports() -> list[tuple[str, str, Path]]:
    """(part of the package, imported module, file) of every import in it."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [(part, alias.name, path) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "newscli":
                found += [(part, f"newscli.{alias.name}", path) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.append((part, node.module, path))
    return found


def test_every_module_has_its_place_in_the_order() -> None:
    parts = {path.stem if path.is_file() else path.name for path in PACKAGE.iterdir()}
    assert parts - {"py", "__pycache__"} <= {*ORDER, "py"}


@pytest.mark.parametrize(("part", "imported", "path"), imports())
def test_an_import_points_up_the_order(part: str, imported: str, path: Path) -> None:
    names = imported.split(".")
    if names[0] != "newscli":
        return
    target = names[1] if len(names) > 1 and names[1] in ORDER else "__init__"
    if target != part:
        assert ORDER.index(target) < ORDER.index(part), f"{path} imports {imported}"


@pytest.mark.parametrize(("part", "imported", "path"), imports())
def test_a_library_is_imported_in_its_home_alone(part: str, imported: str, path: Path) -> None:
    library = imported.split(".")[0]
    if library in HOME:
        assert part in HOME[library], f"{path} imports {imported}"


def imported_by(tmp_path: Path, *words: str) -> set[str]:
    """The modules that a run of newscli on the sample has imported by its end."""
    code = (
        "import sys; from newscli.cli import main; main(sys.argv[1:]); "
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code, *words]
    subprocess.run(command, env=environment, capture_output=True, check=True)  # fills the index
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_a_list_into_a_pipe_draws_and_repairs_nothing(tmp_path: Path) -> None:
    modules = imported_by(tmp_path, "list")
    assert "sqlite3" in modules
    for unneeded in ("rich", "rapidfuzz", "newscli.search", "newscli.screen", "hashlib"):
        assert unneeded not in modules


@pytest.mark.parametrize("words", [("list",), ("search", "kremln"), ("read", "2")])
def test_an_unchanged_archive_is_not_parsed_again(tmp_path: Path, words: tuple[str, ...]) -> None:
    modules = imported_by(tmp_path, *words)
    assert not {name for name in modules if name.startswith("newscli.formats")}
    assert not modules & {"textual", "charset_normalizer", "dateutil", "asyncio", "pydantic"}


def test_a_search_without_typos_needs_no_rapidfuzz(tmp_path: Path) -> None:
    assert "rapidfuzz" not in imported_by(tmp_path, "search", "greenland", "tariffs")
