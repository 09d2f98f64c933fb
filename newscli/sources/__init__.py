"""Which documents a person means, and their bytes: files, folders, globs and standard input.

Nothing here knows what is in a document.  `locations` says what a user names, and where a document
lies; `sweep` looks at what is there, and is all that an unchanged archive needs.  `files` opens a
document, `expanding` takes compression off, and `members` goes through a zip or tar archive.
"""

from newscli.sources.locations import STDIN, Location, Root, shown
from newscli.sources.sweep import NAMED, NOTHING, Sweep, stamps_in, sweep

__all__ = ["NAMED", "NOTHING", "STDIN", "Location", "Root", "Sweep", "shown", "stamps_in", "sweep"]
