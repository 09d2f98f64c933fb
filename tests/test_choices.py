"""What a person can choose from stands in one list of each kind, and everything else follows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from typer import Context
from typer.main import get_group

from newscli import choices
from newscli.choices import COLORS, COLUMNS, EXPORTS, FIELDS, FORMATS, ORDERS, THEMES, Roles, names
from newscli.cli import COMMANDS, app
from newscli.config.settings import SETTINGS
from newscli.formats import module_of
from newscli.outputs.exports import writer_of
from newscli.records import Article, Summary

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "docs" / "manual.md"

LISTS = {
    "formats": names(FORMATS),
    "modules of formats": tuple(one.module for one in FORMATS),
    "office files": choices.OFFICE,
    "exports": names(EXPORTS),
    "endings of exports": tuple(f".{end}" for one in EXPORTS for end in one.endings.split()),
    "columns": names(COLUMNS),
    "orders": names(ORDERS),
    "rankings": tuple(choices.RANKINGS),
    "themes": names(THEMES),
    "roles": Roles._fields,
    "colors": COLORS,
}
ALIKE = 0.7  # share of two lists that both have, from which on they are taken for one
CODES = {"DONE", "NOTHING_FOUND", "UNUSABLE", "BUG", "STOPPED", "INTERRUPTED", "COLLECT_AFTER"}


RUN = re.compile(r"[\w.-]+(?:(?:\s*[,|/]\s*|,?\s+(?:or|and)\s+)[\w.-]+)+")
"""Words with nothing but commas and the like between them."""


def lists_in(tree: ast.AST) -> Iterator[tuple[int, set[str]]]:
    """Line and words of everything that lists words: tuples, sets, dictionaries, texts."""
    for node in ast.walk(tree):
        parts: list[ast.expr | None] = []
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            parts = [*node.elts]
        elif isinstance(node, ast.Dict):
            parts = [*node.keys]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for run in RUN.findall(node.value):
                yield node.lineno, {*re.split(r"\s*[,|/]\s*|\s+", run)}
        words = {p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)}
        if words:
            yield getattr(node, "lineno", 0), words


@pytest.mark.slow
def test_nothing_is_listed_twice() -> None:
    twice = []
    for path in sorted((ROOT / "newscli").rglob("*.py")):
        if path.name == "choices.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, words in lists_in(tree):
            for kind, listed in LISTS.items():
                if len(words & {*listed}) >= max(3, ALIKE * len({*words, *listed})):
                    twice.append(f"{kind}: {path.relative_to(ROOT)}:{line}")
        if path.name != "process.py":
            twice += [
                f"{target.id}: {path.relative_to(ROOT)}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name) and target.id in CODES
            ]
    assert "\n".join(twice) == ""


def test_what_a_line_names_is_there() -> None:
    assert all(callable(module_of(one).articles) for one in FORMATS)
    assert all(callable(writer_of(one)) for one in EXPORTS)
    deep = {one.name for one in COLUMNS if one.is_deep}
    assert all(hasattr(Summary, name) for name in {*FIELDS, *names(ORDERS)} - {"added", *deep})
    assert deep - {"agency"} <= {*Article._fields}
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for one in (*FORMATS, *EXPORTS):
        assert not one.extra or f"\n{one.extra} = [" in extras
    from newscli.sources import converting

    assert tuple(converting.KINDS) == choices.OFFICE


def test_options_configuration_and_help_follow() -> None:
    program = get_group(app(()))
    found = {
        (name, option.name): tuple(getattr(option.type, "choices", ()))
        for name in COMMANDS
        for option in program.commands[name].get_params(Context(program.commands[name]))
    }
    assert found["search", "format"] == found["read", "format"] == names(FORMATS)
    assert found["export", "format"] == names(EXPORTS)
    assert found["list", "sort"] == names(ORDERS)
    assert found["search", "sort"] == tuple(choices.RANKINGS)
    assert {found[name, "theme"] for name in COMMANDS if (name, "theme") in found} == {
        names(THEMES)
    }
    settings = {setting.key: setting.choices for setting in SETTINGS}
    assert (settings["theme"], settings["color"]) == (names(THEMES), COLORS)
    assert (settings["sort"], settings["columns"]) == (names(ORDERS), names(COLUMNS))


@pytest.mark.parametrize(("title", "listed"), [("format", FORMATS), ("export", EXPORTS)])
def test_the_tables_of_the_manual_follow(
    title: str,
    listed: tuple[choices.Format | choices.Export, ...],
    request: pytest.FixtureRequest,
) -> None:
    rows = [f"| `{one.name}` | {one.help} | {needs(one.extra)} |\n" for one in listed]
    table = f"| {title} | is | needs |\n|---|---|---|\n" + "".join(rows)
    if request.config.getoption("--accept"):
        manual = MANUAL.read_text(encoding="utf-8")
        now = re.sub(rf"\| {title} \| is .*?\n(?!\|)", lambda _: table, manual, flags=re.S)
        MANUAL.write_text(now, encoding="utf-8")
        return
    assert table in MANUAL.read_text(encoding="utf-8"), f"it should read:\n{table}"


def needs(extra: str) -> str:
    return f"`newscli[{extra}]`" if extra else ""


def test_the_names_cost_no_import(run: Callable[..., tuple[int, str, str]]) -> None:
    source = Path(str(import_module("newscli.choices").__file__)).read_text(encoding="utf-8")
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {"__future__", "collections.abc", "typing", "newscli.tuples"}
