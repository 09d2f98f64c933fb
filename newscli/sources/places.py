"""Where an article comes from, and its key, on whatever machine it is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b

from newscli.sources.locations import Root
from newscli.tuples import NamedTuple


class Place(NamedTuple):
    """Where an article comes from, on whatever machine it was read."""

    root: str
    """Name of the file or folder that was loaded."""
    path: str
    """Of the document within the root."""
    at: int
    """Which of the document's articles, from 1."""

    @property
    def document(self) -> str:
        """The document, as it is shown."""
        return f"{self.root}:{self.path}" if self.path else self.root


def key_of(content: str, place: Place) -> str:
    """The article's id: its content's, and what tells copies apart.  The same article of the same
    place has the same id, whoever loads it and how often."""
    told = "\0".join((place.root, place.path, str(place.at)))
    return f"{content}-{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"


def placed(roots: Sequence[Root], path: str, at: int = 1) -> Place:
    """The place of a document's article with the number `at`, in the first root that it lies in."""
    for root in roots:
        if root.shown(path) is not None:
            within = path[len(root.absolute) :].lstrip(os.sep)
            return Place(root.name, within.replace(os.sep, "/"), at)
    return Place(os.path.basename(path), "", at)
