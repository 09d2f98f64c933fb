"""Every error that newscli raises on purpose.

An error holds the facts and writes its own sentence, which ends in what to try.  Only
`cli.main()` prints them and picks the exit code.
"""

from __future__ import annotations

from collections.abc import Sequence

from newscli.process import NOTHING_FOUND, UNUSABLE


def refusal(error: OSError) -> str:
    """Why the system refused something, in few words, without the name of what."""
    return (error.strerror or str(error)).lower()


class NewscliError(Exception):
    """A problem to tell the user in one line."""

    exit_code = UNUSABLE
    details: Sequence[str] = ()
    """What there is to choose from, a line each."""
    sentence = ""
    """How its facts are told; they are all that there is to tell where this is empty."""

    def __str__(self) -> str:
        return self.sentence.format(self) or super().__str__()


class FaultError(NewscliError):
    """Something that has a name is at fault: a file, a program, a host."""

    sentence = "{0.name}: {0.reason}"

    def __init__(self, name: str, reason: str) -> None:
        """`name`: a file's path, a program, a host; `reason`: what is wrong with it."""
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


class FileFaultError(FaultError):
    """A file is at fault, perhaps in one of its lines."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        """`line`: from 1; None when it is the whole file."""
        super().__init__(path if line is None else f"{path}:{line}", reason)
        self.line = line


class DocumentError(FileFaultError):
    """A document, or the rest of one, cannot be read."""

    def __init__(
        self, path: str, reason: str, line: int | None = None, needs: str | None = None
    ) -> None:
        """`needs` names the module that would have to be installed to read it."""
        super().__init__(path, reason, line)
        self.needs = needs


class NoArticleError(DocumentError):
    """A document is no text that somebody reads, but an image, a program and the like.

    The reason begins with what it is, in words that take an s when there are several.
    """


class ExpansionError(DocumentError):
    """A compressed file or archive expands to more than any text would."""


class UsageError(NewscliError):
    """Options or arguments that do not go together."""


class UnknownReferenceError(NewscliError):
    """A REF names no article."""

    def __init__(self, ref: str, articles: int, *, words: bool = False) -> None:
        """`articles`: how many the archive has; `words`: REF was looked for among headlines."""
        super().__init__(ref, articles, words)
        self.ref = ref
        self.articles = articles
        self.exit_code = NOTHING_FOUND if words else UNUSABLE  # as of a search
        self.words = words

    def __str__(self) -> str:
        if self.articles == 0:
            return f"no article {self.ref}: there are no articles; name documents with --from"
        if self.words:
            what = "file, and no headline" if "." in self.ref or "/" in self.ref else "headline"
            return f"no {what} like “{self.ref}”; try `newscli search`, which looks in the text"
        return f"no article {self.ref}; `newscli list` shows the numbers of all {self.articles:,}"


class AmbiguousReferenceError(NewscliError):
    """A REF names several articles."""

    sentence = "“{0.ref}” names several; give the number of one, or @1 for the first:"

    def __init__(self, ref: str, candidates: Sequence[tuple[int, str]]) -> None:
        super().__init__(ref, candidates)
        self.ref = ref
        self.candidates = tuple(candidates)
        self.details = [
            f"@{row}  {number:>{len(str(max(candidates)[0]))}}  {headline}"
            for row, (number, headline) in enumerate(candidates, start=1)
        ]


class QueryError(NewscliError):
    """A query that cannot be answered."""


class BusyIndexError(NewscliError):
    """Another process has held the index's lock for too long."""

    sentence = "index busy: another newscli is loading into {0.path}; try again when it is done"

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class DamagedIndexError(FaultError):
    """The index's file is not sound."""

    sentence = "index {0.name} is damaged: {0.reason}; delete it, it is built anew"


class RebuiltIndexError(NewscliError):
    """An index proved damaged between two questions, and in the new one numbers are others."""

    sentence = "the index was damaged and has been built anew, with other numbers; ask again"

    def __init__(self, warnings: Sequence[str]) -> None:
        """`warnings` say what became of the old one."""
        super().__init__(warnings)
        self.warnings = warnings


class ExportError(FaultError):
    """A file or folder that was asked for cannot be written; nothing of it is left behind."""


class UnwritableIndexError(FaultError):
    """The index cannot be written where it is, though nothing is wrong with it."""

    sentence = "index {0.name} cannot be kept: {0.reason}; is there room, and may you?"


class DeskError(FaultError):
    """Something cannot be kept on the desk, or what is there cannot be used."""


class ConfigError(FileFaultError):
    """The configuration file cannot be read or understood."""


class ProgramError(FaultError):
    """A program that a person named cannot be started."""


class EditorError(FaultError):
    """The editor cannot be started, or failed."""

    sentence = "{0.name}: {0.reason}; set VISUAL or EDITOR to an editor that works"


class EngineError(FaultError):
    """The engine that holds an archive did not answer, or not as a whole."""

    def __init__(
        self, host: str, reason: str, *, is_final: bool = False, is_there: bool = False
    ) -> None:
        """`is_final`: whether no other of its hosts can do better; `is_there`: whether this one was
        reached."""
        super().__init__(host, reason)
        self.is_final, self.is_there = is_final, is_there
