"""What every process of newscli keeps to, and others may rely on: exit codes, and memory.

It imports nothing, as a start needs it before all else.
"""

DONE = 0
NOTHING_FOUND = 1
"""Nothing matches; of `check`, something deserves a look."""
UNUSABLE = 2
"""Wrong usage, an unknown REF, or a document that could not be read."""
BUG = 70  # EX_SOFTWARE of sysexits.h
STOPPED = 128
"""Plus the number of the signal that ended a process: the exit code that shells give for it."""
INTERRUPTED = STOPPED + 2
"""By Ctrl-C, which is signal 2 (SIGINT)."""

COLLECT_AFTER = 50_000
"""Collections come between so many objects made, Python's default being 700.  Starting makes tens
of thousands of which none is garbage; to go through them again and again takes a twentieth of a
short run."""
