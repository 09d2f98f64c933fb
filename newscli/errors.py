"""Every error that newscli raises on purpose.

An error holds the facts and writes its own sentence, which ends in what to try.  Only
`cli.main()` prints them and picks the exit code.
"""

from __future__ import annotations

from collections.abc import Sequence


class NewscliError(Exception):
    """A problem to tell the user in one line."""

    exit_code = 2


class DocumentError(NewscliError):
    """A document, or the rest of one, cannot be read."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        super().__init__(path, reason, line)
        self.path = path
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"


class UnknownReferenceError(NewscliError):
    """A REF names no article."""

    def __init__(self, ref: str, count: int) -> None:
        super().__init__(ref, count)
        self.ref = ref
        self.count = count

    def __str__(self) -> str:
        if self.count == 0:
            return f"no article {self.ref}: the archive is empty"
        return (
            f"no article {self.ref}: the archive has {self.count}; "
            "try `newscli list` for their numbers, or words of a headline"
        )


class AmbiguousReferenceError(NewscliError):
    """A REF names several articles."""

    def __init__(self, ref: str, candidates: Sequence[tuple[int, str]]) -> None:
        super().__init__(ref, candidates)
        self.ref = ref
        self.candidates = tuple(candidates)

    def __str__(self) -> str:
        named = "; ".join(f"{number} {headline}" for number, headline in self.candidates)
        return f"{self.ref} may be any of {len(self.candidates)}: {named}; read one by its number"


class QueryError(NewscliError):
    """A query that cannot be answered."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class StoreError(NewscliError):
    """The index cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"index {self.path}: {self.reason}"
