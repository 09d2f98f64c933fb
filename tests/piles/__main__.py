"""Write a pile: `python -m tests.piles OUT --seed N --count N`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import tests.piles
from tests.piles.made import FAMILIES, write


def main() -> int:
    parser = argparse.ArgumentParser(
        description=tests.piles.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--families", default="", help="only these, with commas between")
    parser.add_argument("--list", action="store_true", help="name the families")
    options = parser.parse_args()
    if options.list or not options.out:
        print("\n".join(FAMILIES))
        return 0 if options.list else 2
    families = options.families.split(",") if options.families else []
    if unknown := [one for one in families if one not in FAMILIES]:
        parser.error(f"no such family: {', '.join(unknown)}")
    write(options.out, options.seed, options.count, families)
    return 0


if __name__ == "__main__":
    sys.exit(main())
