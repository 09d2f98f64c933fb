"""How many small faults in the code its own tests notice: mutation testing, by sample and by hand.

    python -m tests.benchmarks.mutants newscli/stats --tests tests/test_stats.py --count 40

Each mutant is the code with one expression changed: a comparison turned round, a number one higher,
a condition negated, a call left out.  It is noticed when a test fails, or takes far longer than
before.  The sample depends on `--seed` alone.  What survives is printed with its place: either a
test is missing, or the change makes no difference (DeMillo, Lipton and Sayward, "Hints on test data
selection", 1978).
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("newscli", "tests", "seeds", "docs", "pyproject.toml", "README.md", "SECURITY.md")

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
    """All mutants of a file; annotations, decorators, docstrings and f-strings stay."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def within(node: ast.AST) -> Iterator[Mutant]:
        for new in changed(node):
            assert isinstance(node, ast.expr | ast.stmt)
            text = (
                new if isinstance(new, str) else f"({ast.unparse(ast.fix_missing_locations(new))})"
            )
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            yield Mutant(path, node.lineno, start, end, text)
        for name, field in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"} or isinstance(
                field, ast.JoinedStr
            ):
                continue
            for child in field if isinstance(field, list) else [field]:
                is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                if isinstance(child, ast.AST) and not is_docstring:
                    yield from within(child)

    yield from within(ast.parse(source))


def ran(folder: Path, tests: Sequence[str], patience: float | None) -> bool:
    """Whether the tests pass on what is in the folder, within so many seconds."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
    try:
        run = subprocess.run(
            [*command, "--hypothesis-seed=0", *tests],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("code", nargs="+", help="files and folders to change, as newscli/safe.py")
    parser.add_argument("--tests", nargs="+", required=True, help="what ought to notice")
    parser.add_argument("--count", type=int, default=40, help="mutants to try")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    files = [
        file.relative_to(ROOT)
        for name in asked.code
        for file in sorted((ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    every = [mutant for file in files for mutant in mutants(file)]
    some = random.Random(asked.seed).sample(every, min(asked.count, len(every)))  # noqa: S311
    noticed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for needed in NEEDED:
            if (ROOT / needed).is_dir():
                shutil.copytree(ROOT / needed, folder / needed)
            else:
                shutil.copy(ROOT / needed, folder / needed)
        begun = time.monotonic()
        if not ran(folder, asked.tests, None):
            print("the tests fail as it is")
            return 2
        patience = 20 + 5 * (time.monotonic() - begun)
        for mutant in sorted(some):
            file = folder / mutant.path
            source = file.read_bytes()
            file.write_bytes(mutant.applied(source))
            survives = ran(folder, asked.tests, patience)
            file.write_bytes(source)
            noticed += not survives
            if survives:
                before = source[mutant.start : mutant.end].decode()
                print(f"{mutant.path}:{mutant.line}: {before!r} → {mutant.after!r}", flush=True)
    print(f"{noticed} of {len(some)} noticed, of {len(every)} there are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
