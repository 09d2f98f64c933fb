"""Starts newscli.  An interrupt while modules are loading ends in silence, like a later one."""

from __future__ import annotations

import gc
import sys

# Collections between objects made, Python's default being 700.  Starting makes tens of thousands of
# which none is garbage; going through them again and again takes a twentieth of a short run.
COLLECT_AFTER = 50_000


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        from newscli.cli import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
