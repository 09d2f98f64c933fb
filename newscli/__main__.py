"""Starts newscli.  An interrupt while modules are loading ends in silence, like a later one."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from newscli.cli import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
