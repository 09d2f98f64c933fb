"""How long a cold `newscli` takes, as a ratio to a bare Typer program in the same environment.

    python tests/benchmarks/startup.py [--runs 21]

Runs of the commands and of the bare program alternate, each as a process of its own with its output
in a pipe; printed are the medians and their ratio.  Use an environment with newscli installed and
its bytecode compiled (`pip install .` does both).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    print(f"hello {name}")


app()
"""

COMMANDS = (["list"], ["search", "kremln"], ["read", "2"], ["search", "zaporizhia drone"])


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall-clock time of one run."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, env=environment, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print a row a command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        environment = {**os.environ, "XDG_CACHE_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else each start compiles the sources
        program = [str(Path(sys.executable).with_name("newscli"))]
        print(f"{'command':28} {'newscli':>9} {'bare':>9} {'ratio':>6}")
        for words in COMMANDS:
            pairs = [
                (
                    seconds([*program, *words], environment),
                    seconds([sys.executable, str(bare)], environment),
                )
                for _ in range(runs + 1)
            ][1:]  # the first run fills the index and the file cache
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{' '.join(words):28} {ours * 1e3:6.1f} ms {theirs * 1e3:6.1f} ms", end="")
            print(f" {ours / theirs:6.2f}")


if __name__ == "__main__":
    main()
