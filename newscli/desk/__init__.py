"""The reader's desk: what a person says of articles, what is new to them, what they look for again.

It stands in the user's data folder, in files that a person can read, compare, copy to another
machine and merge; never in the cache, never among the documents.  What is wrong with one of these
files costs what it holds and nothing else.  Nothing here is read before it is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newscli.config import folder

if TYPE_CHECKING:
    from newscli.desk.added import Arrivals
    from newscli.desk.marks import Marks
    from newscli.desk.searches import Searches

DATA = "NEWSCLI_DATA"


def place(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the desk; None where there is to be none, or no home for it."""
    if (named := environ.get(DATA)) is not None:
        return Path(named).expanduser() if named else None
    usual = folder("data", environ)
    return usual if usual.is_absolute() else None


class Desk:
    """The files of one person's desk."""

    def __init__(self, folder: Path | None) -> None:
        """None where nothing can be kept."""
        self._folder = folder

    @cached_property
    def marks(self) -> Marks:
        """Tags by article."""
        from newscli.desk.marks import Marks

        return Marks(self._folder)

    @cached_property
    def added(self) -> Arrivals:
        """When articles were first seen, and what has been shown as new."""
        from newscli.desk.added import Arrivals

        return Arrivals(self._folder)

    @cached_property
    def searches(self) -> Searches:
        """Queries with names."""
        from newscli.desk.searches import Searches

        return Searches(self._folder)

    def is_there(self) -> bool:
        """Whether anything has ever been kept; nothing is begun unasked."""
        return self._folder is not None and os.path.isdir(self._folder)

    def has_marks(self) -> bool:
        """Whether anything has ever been said of an article; no file is opened for it."""
        return self._folder is not None and os.path.lexists(self._folder / "marks.jsonl")
