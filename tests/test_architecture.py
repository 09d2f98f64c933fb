"""The rules of the house: imports point one way, libraries live in one room, nothing grows too big.

Each test reads all of the package and tells every offender at once.  A rule that the tree does not
meet yet names those that offend: a new one fails, and so does one that is named and mended, which
is then to be deleted here.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from newscli.text.tables import rows

PACKAGE = Path(__file__).parent.parent / "newscli"

# From the ground up: a room imports from those before it alone.  Errors name records' types
# nowhere, so they come early; the package's own interface (`__init__`) is made of all below it.
ORDER = (
    "version",
    "tuples",
    "process",
    "choices",
    "errors",
    "own_files",
    "records",
    "safe",
    "config",
    "desk",
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

HOMES = {
    "sqlite3": {"index", "outputs"},  # and one output: an export for other programs
    "rapidfuzz": {"search", "stories"},
    "rich": {"screen", "outputs", "terminal", "browse"},
    "textual": {"browse"},
    "typer": {"cli"},
}

MOST_LINES = 400  # of a module: more is two modules
MOST_LINES_OF_A_FUNCTION = 60  # a screen
MOST_PARAMETERS = 14  # of a command: options that belong together go into a group

MAY_PASS = {
    "cli/options.py spelt_out",  # groups of options, which it spells out and gathers
    "tuples.py __new__",  # which makes any of them
    "tuples.py _replace",  # as of `collections.namedtuple`
}

# Rooms of formats/ that formats share; anything else there is a format.
SHARED = {"layout", "drafting", "dividing"}
VAGUE = {"utils", "util", "core", "helpers", "common", "misc", "base"}


class Module(NamedTuple):
    """A file of the package: where it is below `newscli/`, its text, its syntax, and the nodes of
    that, walked once for all tests."""

    path: Path
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @property
    def room(self) -> str:
        return self.path.parts[0].removesuffix(".py")

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    @property
    def imported(self) -> Iterator[str]:
        """The full names of the modules that it imports, wherever in the file."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module == "newscli":
                yield from (f"newscli.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        found.append(Module(path.relative_to(PACKAGE), text, tree, tuple(ast.walk(tree))))
    return tuple(found)


def complaints(rule: str, offenders: Iterable[str], known: Iterable[str] = ()) -> list[str]:
    """What is to be told of `offenders` against a rule that all but the `known` have to keep."""
    offenders, known = set(offenders), set(known)
    return [f"{rule}: {name}" for name in sorted(offenders - known)] + [
        f"{rule}: mended, delete it from the list: {name}" for name in sorted(known - offenders)
    ]


def upward(module: Module) -> Iterator[str]:
    """The imports of a module that point up the order."""
    for imported in module.imported:
        names = imported.split(".")
        if names[0] == "newscli":
            target = names[1] if len(names) > 1 and names[1] in ORDER else "__init__"
            if target != module.room and ORDER.index(target) > ORDER.index(module.room):
                yield f"{module.path} imports {imported}"


def test_imports_point_down_the_order_and_libraries_stay_at_home() -> None:
    rooms = {module.room for module in modules()}
    strayed = [
        f"{module.path} imports {imported}"
        for module in modules()
        for imported in module.imported
        if module.room not in HOMES.get(imported.split(".")[0], {module.room})
    ]
    pointing_up = [found for module in modules() for found in upward(module)]
    slow = [
        str(module.path)
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.module == "typing"
        if module.room != "tuples" and any(alias.name == "NamedTuple" for alias in node.names)
    ]
    assert [
        *complaints("has no place in the order", rooms - {*ORDER}),
        *complaints("points up", pointing_up),
        *complaints("not the library's home", strayed),
        *complaints("takes named tuples from typing, not from tuples", slow),
    ] == []


def test_modules_functions_and_commands_keep_to_their_measure() -> None:
    heavy = [str(m.path) for m in modules() if len(m.text.splitlines()) > MOST_LINES]
    long, wide, passed = [], [], []
    for module in modules():
        for function in module.functions:
            name = f"{module.path.as_posix()} {function.name}"
            arguments = function.args
            if (function.end_lineno or 0) - function.lineno >= MOST_LINES_OF_A_FUNCTION:
                long.append(name)
            if arguments.kwarg:
                passed.append(name)
            count = len([*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs])
            if count > MOST_PARAMETERS:
                wide.append(name)
    assert [
        *complaints(f"over {MOST_LINES} lines", heavy),
        *complaints(f"over {MOST_LINES_OF_A_FUNCTION} lines", long),
        *complaints(f"over {MOST_PARAMETERS} parameters", wide),
        *complaints("takes ** of anything", passed, MAY_PASS),
    ] == []


def test_a_name_has_one_meaning_and_a_room_holds_what_its_name_says() -> None:
    classes = defaultdict(list)
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(module.path.as_posix())
    twice = [f"{name} ({', '.join(homes)})" for name, homes in classes.items() if len(homes) > 1]
    vague = [str(m.path) for m in modules() if VAGUE & {*m.path.with_suffix("").parts}]
    mute = [str(m.path) for m in modules() if not ast.get_docstring(m.tree)]
    strange = [
        str(module.path)
        for module in tops_of_formats()
        if not {"matches", "articles"} <= names(module)
    ]
    assert [
        *complaints("a class name that stands twice", twice),
        *complaints("says nothing by its name", vague),
        *complaints("has no docstring", mute),
        *complaints("at the top of formats/ and no format", strange),
    ] == []


def tops_of_formats() -> Iterator[Module]:
    """The modules that stand at the top of formats/, a folder's `__init__` for the folder."""
    for module in modules():
        match module.path.parts:
            case ("formats", name) if name != "__init__.py":
                yield module
            case ("formats", folder, "__init__.py") if folder not in SHARED:
                yield module


def names(module: Module) -> set[str]:
    """The names that a module defines or imports at its top level."""
    found = set()
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


ENOUGH = 3  # words of a list in one statement or line: fewer are spoken of in passing
OF_OTHERS = {"pictures", "others"}  # what no author is told beside; `source` has other senses
IN_OTHER_SENSES = {
    "formats/drafting/fields.txt",  # names of columns
    "formats/layout/labels.txt",
    "formats/layout/residue.txt",  # what buttons and menus say
    "formats/press/vendors.py PICTURES",  # labels
    "formats/press/vendors.txt",
    "text/encodings.py _MAGIC",  # kinds of files
}


def test_words_for_pictures_and_other_work_than_writing_stand_in_one_list() -> None:
    credit_words = PACKAGE / "formats/layout/credits.txt"
    lines = [
        line
        for name, of in rows(str(credit_words), "credits.txt").items()
        if name in OF_OTHERS
        for line in of
    ]
    words = "|".join(map(re.escape, "|".join(lines).split("|")))
    word = re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)

    def is_list(text: str) -> bool:
        return len({*map(str.casefold, word.findall(text))}) >= ENOUGH

    statements = [
        f"{module.path.as_posix()} {ast.unparse(target)}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_list(" ".join(strings(node)))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    tables = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.txt")
        if path != credit_words
        if any(map(is_list, path.read_text(encoding="utf-8").split("\n")))
    ]
    assert complaints("a second list", [*statements, *tables], IN_OTHER_SENSES) == []


def strings(node: ast.AST) -> Iterator[str]:
    """The texts that stand in a statement."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder, empty until the first run fills it, whose index others find unchanged."""
    return tmp_path_factory.mktemp("cache")


@cache
def imported_by(folder: Path, *words: str) -> set[str]:
    """The modules that a run of newscli on the sample, already loaded, has imported by its end."""
    code = (
        "import sys; from newscli.cli import main; main(sys.argv[1:]); "
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    command = [sys.executable, "-c", code]
    if not any(folder.iterdir()):
        subprocess.run([*command, "list"], env=environment, capture_output=True, check=True)
    run = subprocess.run(
        [*command, *words], env=environment, capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


def test_a_list_into_a_pipe_draws_and_repairs_nothing(folder: Path) -> None:
    modules = imported_by(folder, "list")
    assert "sqlite3" in modules
    for unneeded in ("rich", "rapidfuzz", "newscli.search", "newscli.screen", "hashlib"):
        assert unneeded not in modules


@pytest.mark.parametrize("words", [("list",), ("search", "kremln"), ("read", "2")])
def test_an_unchanged_archive_is_not_parsed_again(folder: Path, words: tuple[str, ...]) -> None:
    modules = imported_by(folder, *words)
    assert not {name for name in modules if name.startswith("newscli.formats")}
    assert not modules & {"textual", "charset_normalizer", "dateutil", "asyncio", "pydantic"}


def test_a_list_of_what_passes_filters_plans_no_search(folder: Path) -> None:
    imported_by(folder, "tag", "+todo", "4")
    modules = imported_by(folder, "list", "--agency", "reuters", "--tag", "todo")
    assert "newscli.search.filters" in modules
    assert not modules & {"newscli.search.question", "newscli.search.grammar"}


def test_a_search_needs_no_rapidfuzz(folder: Path) -> None:
    for words in ("greenland tariffs", "grenland tarifs", "kremln"):
        assert "rapidfuzz" not in imported_by(folder, "search", words)
