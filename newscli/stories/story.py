"""What a story is: articles that tell the same, and what each is to the others."""

from __future__ import annotations

from newscli.records import Relation, Summary
from newscli.tuples import NamedTuple

THRESHOLD = 0.5
"""Similarity from which two articles are one story unless another is asked for.  Of planted pairs
with half of the sentences changed 96 % reach it, of unrelated Reuters stories 1 in 10,000."""


class StoryMember(NamedTuple):
    """An article that tells a story."""

    article: Summary
    of: int | None
    """The number of the article that it is compared with; None for the story's first."""
    relation: Relation | None
    """What it is to that one; None for the story's first."""
    paragraphs: tuple[int, int] | None
    """Indexes of the first and last that tell the story, where the rest tells of something else."""


class Story(NamedTuple):
    """Articles that tell the same: the first in the archive, then the others by number."""

    articles: tuple[StoryMember, ...]


class Relative(NamedTuple):
    """An article that tells the same as one, or something related."""

    article: Summary
    relation: Relation
    """What it is to that one."""
