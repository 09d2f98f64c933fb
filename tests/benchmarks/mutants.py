"""How many small faults in the code the tests notice: mutation testing, by sample and by hand.

    pip install pytest-cov
    python -m tests.benchmarks.mutants newscli/stats --count 40 [--learnt FILE] [--tests tests/…]

Each mutant is the code with one expression changed: a comparison turned round, a number one higher,
a condition negated, a call left out.  It is noticed when a test fails, or takes far longer than
before.  The sample depends on `--seed` alone.  What survives is printed with its place: either a
test is missing, or the change makes no difference (DeMillo, Lipton and Sayward, "Hints on test data
selection", 1978).

The tests are run once with their coverage, which `--learnt` keeps for other samples of the same
code; then each mutant meets the tests that reach its statement, those that reach the least first.
What only imports reach, as a table does, meets the tests that reach what uses its name.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import _lru_cache_wrapper, partial
from importlib import import_module
from importlib.util import cache_from_source
from inspect import CO_NEWLOCALS
from itertools import pairwise
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

for name in ("hypothesis.strategies", "rich.console", "typer", "yaml"):
    import_module(name)  # once, for all that is forked

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("newscli", "tests", "seeds", "docs", "pyproject.toml", "README.md", "SECURITY.md")
LATE = ("tests/test_architecture.py", "tests/test_docs.py", "tests/test_manual.py")
"""Tests that would notice any change of the code, or none."""
PATIENCE = 60
PATIENT = "seconds of a processor for the tests of one; what is left then counts as surviving"
HANGS = 300
"""Seconds in which no test ends: the mutant never does.  A busy machine takes one for the first."""

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OTHER_SUM: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


class Mutant(NamedTuple):
    """One change of one file."""

    path: Path
    """From the root of the checkout."""
    line: int
    statement: int
    """The first line of the innermost statement that it is in."""
    start: int
    """Offset in bytes of what is replaced."""
    end: int
    after: str

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.after.encode() + source[self.end :]


def changed(node: ast.AST) -> Iterator[ast.AST | str]:
    """What may stand in a node's place."""
    new = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[op, *_]) if type(op) in OPPOSITE:
            new.ops[0] = OPPOSITE[type(op)]()
            yield new
        case ast.BoolOp(op=op):
            new.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield new
        case ast.UnaryOp(op=ast.Not()):
            yield new.operand
        case ast.BinOp(op=op) if type(op) in OTHER_SUM:
            new.op = OTHER_SUM[type(op)]()
            yield new
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if value:
            yield ast.Constant("")
        case ast.IfExp():
            new.body, new.orelse = new.orelse, new.body
            yield new
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            new.func = ast.Name("max" if name == "min" else "min")
            yield new
        case ast.Call(func=ast.Name(id="any" | "all" as name)):
            new.func = ast.Name("all" if name == "any" else "any")
            yield new
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise():
            yield "pass"
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a file; annotations and types, decorators, docstrings and f-strings stay."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def within(node: ast.AST, statement: int) -> Iterator[Mutant]:
        if isinstance(node, ast.stmt):
            statement = node.lineno
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
            return  # a type
        for new in changed(node):
            assert isinstance(node, ast.expr | ast.stmt)
            text = (
                new if isinstance(new, str) else f"({ast.unparse(ast.fix_missing_locations(new))})"
            )
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            yield Mutant(path, node.lineno, statement, start, end, text)
        for name, field in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"} or isinstance(
                field, ast.JoinedStr
            ):
                continue
            for child in field if isinstance(field, list) else [field]:
                is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                if isinstance(child, ast.AST) and not is_docstring:
                    yield from within(child, statement)

    yield from within(ast.parse(source), 0)


class Code:
    """A file of the code: which of its lines only imports run, and what these define."""

    def __init__(self, path: Path) -> None:
        source = path.read_text()
        self.lines = source.splitlines()
        self.defined: dict[int, set[str]] = defaultdict(set)
        """Line that an import runs, or of a function whose answers are kept → names."""
        self.function: dict[int, str] = {}
        """Line → name of the function that it is in."""
        self._read(ast.parse(source).body, set())

    def _read(self, body: Iterable[ast.stmt], outer: set[str]) -> None:
        for node in body:
            match node:
                case ast.Import() | ast.ImportFrom():
                    continue
                case ast.FunctionDef(name=name):
                    is_kept = any("cache" in ast.unparse(one) for one in node.decorator_list)
                    names = {name} if is_kept else set()
                    lines = range(node.body[0].lineno, (node.end_lineno or 0) + 1)
                    self.function |= dict.fromkeys(lines, name)
                case ast.ClassDef(name=name):
                    self._read(node.body, {name})
                    continue
                case _:
                    names = {
                        one.id
                        for one in ast.walk(node)
                        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
                    } | outer
            for line in range(node.lineno, (node.end_lineno or 0) + 1) if names else ():
                self.defined[line] |= names


class Learnt:
    """Which tests reach which lines, as one run of all of them has shown."""

    def __init__(self, file: Path) -> None:
        from coverage.numbits import numbits_to_nums

        self._size: Counter[str] = Counter()
        self._by_line: dict[Path, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        with sqlite3.connect(file) as db:
            for path, context, bits in db.execute(
                "SELECT path, context, numbits FROM line_bits "
                "JOIN file ON file.id = file_id JOIN context ON context.id = context_id"
            ):
                test, lines = context.rpartition("|")[0], numbits_to_nums(bits)
                if test and not test.startswith(LATE):
                    self._size[test] += len(lines)
                    by_line = self._by_line[Path("newscli", path.rpartition("/newscli/")[2])]
                    for line in lines:
                        by_line[line].add(test)
        modules = (ROOT / "newscli").rglob("*.py")
        self._code = {path.relative_to(ROOT): Code(path) for path in modules}
        self._using: dict[str, set[tuple[Path, int]]] = defaultdict(set)
        """Name → lines that have it."""
        for path, code in self._code.items():
            for number, text in enumerate(code.lines, start=1):
                for name in re.findall(r"\w+", text):
                    self._using[name].add((path, number))

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that can notice: first those that run its line, and of them the most specific."""
        direct = self._reaching(mutant.path, {mutant.statement, mutant.line})
        found = {*direct}
        for path, line in self._users(self._made_by(mutant)):
            found |= self._reaching(path, {line})
        found = found or self._reaching(mutant.path, self._by_line[mutant.path].keys())
        return sorted(found, key=lambda test: (test not in direct, self._size[test], test))

    def _made_by(self, mutant: Mutant) -> set[str]:
        """Names of what the mutant makes while importing, or what is kept of it: later tests reach
        no line of that."""
        code = self._code[mutant.path]
        function = code.function.get(mutant.line)
        used = self._using[function] if function else ()
        return {*code.defined[mutant.line]}.union(
            *(self._code[path].defined[line] for path, line in used)
        )

    def can_be_planted(self, mutant: Mutant) -> bool:
        """Whether it is in a function that nothing calls while importing."""
        return bool(self._code[mutant.path].function.get(mutant.line)) and not self._made_by(mutant)

    def _reaching(self, path: Path, lines: Iterable[int]) -> set[str]:
        return {test for line in lines for test in self._by_line[path].get(line, ())}

    def _users(self, names: set[str]) -> Iterator[tuple[Path, int]]:
        """Lines that use one of these names, or what is made of it while importing."""
        new, known = {*names}, {*names}
        while new:
            lines = {line for name in new for line in self._using[name]}
            yield from lines
            new = {name for path, line in lines for name in self._code[path].defined[line]} - known
            known |= new


def environment(folder: Path) -> dict[str, str]:
    """With bytecode kept: compiling all anew takes longer than most mutants' tests."""
    ours = {"PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    return {**os.environ, **ours, "PYTHONDONTWRITEBYTECODE": ""}


PYTEST = ("-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
ALONE = (*PYTEST, "-n0", "-p", "xdist.plugin", "-p", "_hypothesis_pytestplugin")
HELPINGS = (25, 250)
"""Tests after which the next are collected: most mutants end with the first few."""


def learn(folder: Path, tests: Sequence[str], file: Path) -> None:
    """Run the tests once and keep what each of them reaches."""
    asked = ("--cov=newscli", "--cov-context=test", "--cov-report=", "-m", "not slow")
    left_out = (f"--ignore={test}" for test in LATE)
    subprocess.run(
        [sys.executable, "-m", "pytest", *PYTEST, *asked, *left_out, *tests],
        cwd=folder,
        env=environment(folder) | {"COVERAGE_FILE": str(file)},
        check=True,
    )


UNPLANTED = 70  # exit code
ENDLESS = 10  # seconds of a processor after which a test that is not slow never ends


class Outcome(NamedTuple):
    """What a run came to."""

    code: int | None
    """None when its time was over."""
    said: str


def outcome(run: Callable[[int], int], patience: float) -> Outcome:
    """What a run comes to in a process of its own, that is given a file to write to, and for so
    many seconds of a processor; 1 if it never ends."""
    with tempfile.TemporaryFile() as output:
        if not (pid := os.fork()):
            try:
                os.setsid()
                seconds = max(1, round(patience))
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
                os._exit(run(output.fileno()))
            finally:
                os._exit(1)
        size, last, ended, hangs = 0, time.monotonic(), (0, 0), False
        while not (ended := os.waitpid(pid, os.WNOHANG))[0]:
            time.sleep(0.01)
            if (now := os.fstat(output.fileno()).st_size) > size:
                size, last = now, time.monotonic()
            elif time.monotonic() - last > HANGS:
                hangs = True
                os.killpg(pid, signal.SIGKILL)
        code: int | None = 1 if hangs else os.waitstatus_to_exitcode(ended[1])
        output.seek(0)
        is_over = code in {-signal.SIGXCPU, -signal.SIGKILL}
        return Outcome(None if is_over else code, output.read().decode(errors="replace"))


def enter(folder: Path) -> None:
    """Let what is imported from now on be what lies in this folder."""
    os.chdir(folder)
    os.environ.update(environment(folder) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    sys.path[:] = [str(folder), *(one for one in sys.path if one not in ("", str(ROOT)))]
    sys.dont_write_bytecode = False
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]


def notices(folder: Path, tests: Sequence[str], patience: float) -> bool | None:
    """Whether a test fails or never ends in processes that import what lies in a folder; None when
    the time is over before all were run."""

    def run(output: int) -> int:
        for stream in (1, 2):
            os.dup2(output, stream)
        enter(folder)
        return pytest.main([*ALONE, "-x", *some])

    left = patience + _used()
    for start, end in pairwise((0, *HELPINGS, len(tests))):
        if not (some := tests[start:end]):
            break
        if (code := outcome(run, left - _used()).code) != 0:
            return None if code is None else True
    return False


def _used() -> float:
    """Seconds of a processor that tests have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Planting:
    """Mutants of functions, planted into a process that has collected all tests: a fork each, which
    takes a tenth of the time of collecting anew.  What other processes import stays as it was."""

    def __init__(self, able: Mapping[Mutant, Sequence[str]], patience: float, told: Path) -> None:
        self._able = able
        self._patience = patience
        self._told = told
        self._is_sound: dict[str, bool] = {}
        """Test → whether it passes here without a mutant."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        with self._told.open("w") as told:
            for mutant, tests in self._able.items():
                some = [items[test] for test in tests if test in items]
                print(self._notices(mutant, some), file=told, flush=True)
        return True

    def _notices(self, mutant: Mutant, items: Sequence[pytest.Item]) -> bool | None:
        while True:
            some = [item for item in items if self._is_sound.get(item.nodeid, True)]
            code, said = outcome(partial(_fails, mutant, some), self._patience)
            assert code != UNPLANTED, mutant
            last = said.rpartition("\n")[2]
            failed = next((item for item in some if item.nodeid == last and code), None)
            if failed is None or self._sound(failed):
                return None if code is None else code != 0

    def _sound(self, item: pytest.Item) -> bool:
        if item.nodeid not in self._is_sound:
            code, _ = outcome(partial(_fails, None, [item]), self._patience)
            self._is_sound[item.nodeid] = code == 0
        return self._is_sound[item.nodeid]


def _fails(mutant: Mutant | None, items: Sequence[pytest.Item], output: int) -> int:
    """Plant a mutant and run these tests until one fails or does not end; each is written when it
    begins."""
    if mutant is not None and not plant(mutant):
        return UNPLANTED
    for item, following in zip(items, [*items[1:], None], strict=True):
        os.write(output, f"\n{item.nodeid}".encode())
        signal.setitimer(signal.ITIMER_PROF, ENDLESS)  # whose signal ends the process
        reports = runtestprotocol(item, log=False, nextitem=following)
        if any(report.failed for report in reports):
            return 1
    return 0


def plant(mutant: Mutant) -> int:
    """Give the outermost function that a mutant is in its changed code; how many there were."""
    import_module(".".join(mutant.path.with_suffix("").parts).removesuffix(".__init__"))
    source = mutant.path.read_bytes()
    before, after = (
        _function(compile(text, str(mutant.path.resolve()), "exec"), mutant.line)
        for text in (source, mutant.applied(source))
    )
    planted = 0
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__ == before:
            one.__code__ = after
            planted += 1
        elif isinstance(one, _lru_cache_wrapper) and str(one.__module__).startswith("newscli"):
            one.cache_clear()
    return planted


def _function(code: CodeType, line: int) -> CodeType:
    """The code of the outermost function that a line is in."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    last = max((one for one in inner if one.co_firstlineno <= line), key=_first_line)
    return last if last.co_flags & CO_NEWLOCALS else _function(last, line)


def _first_line(code: CodeType) -> int:
    return code.co_firstlineno


def planted(
    folder: Path, able: Mapping[Mutant, Sequence[str]], patience: float
) -> Iterator[bool | None]:
    """Whether tests notice mutants that are planted, one after another."""
    told = folder / "told"
    if not os.fork():
        try:
            with open(os.devnull, "w") as nothing:
                for stream in (1, 2):
                    os.dup2(nothing.fileno(), stream)
            enter(folder)
            files = {test.partition("::")[0] for tests in able.values() for test in tests}
            pytest.main([*ALONE, *sorted(files)], plugins=[Planting(able, patience, told)])
        finally:
            os._exit(0)
    os.wait()
    yield from map(ast.literal_eval, told.read_text().splitlines())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("code", nargs="+", help="files and folders to change, as newscli/safe.py")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="what ought to notice")
    parser.add_argument("--learnt", type=Path, help="which tests reach what: is made once")
    parser.add_argument("--count", type=int, default=40, help="mutants to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=int, default=PATIENCE, help=PATIENT)
    asked = parser.parse_args()
    files = [
        file.relative_to(ROOT)
        for name in asked.code
        for file in sorted((ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    every = [mutant for file in files for mutant in mutants(file)]
    some = random.Random(asked.seed).sample(every, min(asked.count, len(every)))  # noqa: S311 - no secret
    found: dict[Mutant, bool | None] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for needed in NEEDED:
            if (ROOT / needed).is_dir():
                shutil.copytree(ROOT / needed, folder / needed)
            else:
                shutil.copy(ROOT / needed, folder / needed)
        learnt = (asked.learnt or folder / "learnt").resolve()
        if not learnt.exists():
            learn(folder, asked.tests, learnt)
        known = Learnt(learnt)
        tests = {mutant: known.tests(mutant) for mutant in some}
        if notices(folder, tests[some[0]][: HELPINGS[0]], asked.patience):
            print("the tests fail as it is")
            return 2
        able = {mutant: tests[mutant] for mutant in some if known.can_be_planted(mutant)}
        found |= zip(able, planted(folder, able, asked.patience), strict=True)
        for mutant in sorted({*some} - {*able}):
            file = folder / mutant.path
            source = file.read_bytes()
            file.write_bytes(mutant.applied(source))
            Path(cache_from_source(str(file))).unlink(missing_ok=True)
            found[mutant] = notices(folder, tests[mutant], asked.patience)
            file.write_bytes(source)
            Path(cache_from_source(str(file))).unlink(missing_ok=True)
        for mutant in sorted(one for one in some if not found[one]):
            before = (folder / mutant.path).read_bytes()[mutant.start : mutant.end].decode()
            told = f"{mutant.path}:{mutant.line}: {before!r} → {mutant.after!r}"
            left = ", not all of which were run" if found[mutant] is None else ""
            print(f"{told}, {len(tests[mutant])} tests{left}")
    noticed = sum(map(bool, found.values()))
    print(f"{noticed} of {len(some)} noticed, of {len(every)} there are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
