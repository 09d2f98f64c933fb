"""Which documents a person means, and their bytes: files, folders, globs and standard input.

Nothing here knows what is in a document.  `places` are what a user names; `sweep` looks at what
lies there, and is all that an unchanged archive needs.  `files` opens a document, `expanding` takes
compression off, and `members` goes through the members of a zip or tar archive.
"""

from newscli.sources.places import STDIN, Location, Place, shown
from newscli.sources.sweep import NAMED, NOTHING, Sweep, names_and_stamps, sweep

__all__ = [
    "NAMED",
    "NOTHING",
    "STDIN",
    "Location",
    "Place",
    "Sweep",
    "names_and_stamps",
    "shown",
    "sweep",
]
