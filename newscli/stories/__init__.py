"""Which articles tell the same story, and which are related.

Pairs that share runs of words or telling words (`candidates`) are compared sentence by sentence
(`judging`), so that no article is compared with all.  What is found is kept in the index
(`linking`), and a question about stories brings it up to date first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from newscli.errors import BusyIndexError, UnwritableIndexError
from newscli.index import Index
from newscli.index.links import Link, Membership
from newscli.records import Relation
from newscli.stories.story import THRESHOLD, Relative, Story, StoryMember

SHOWN = 5  # related articles of one

AT_ONCE = 10
"""New articles that are compared unasked, when one is read: a tenth of a second."""
SMALL = 100  # articles of an archive that is compared as a whole then


def stories(index: Index, threshold: float | None = None) -> list[Story]:
    """All stories that several articles tell, those of most articles first."""
    if threshold is None:
        threshold, found = THRESHOLD, index.links.memberships()
    else:
        from newscli.stories.linking import memberships

        found = memberships(list(index.links.groupings(threshold)))
    groups: dict[int, list[Membership]] = {}
    for member in found:
        groups.setdefault(member.story, []).append(member)
    several = [group for group in groups.values() if len(group) > 1]
    several.sort(key=lambda group: (-len(group), group[0].story))
    return [_story(index, group, threshold) for group in several]


def _story(index: Index, group: list[Membership], threshold: float) -> Story:
    numbers = {member.number for member in group}
    first = min(member.number for member in group if member.paragraphs is None)
    summaries = {article.number: article for article in index.summaries_of(sorted(numbers))}
    members = []
    for member in sorted(group, key=lambda member: (member.number != first, member.number)):
        if member.number == first:
            members.append(StoryMember(summaries[first], None, None, None))
            continue
        links = index.links.groupings(threshold, [member.number])
        of, relation = _closest(first, links, numbers)
        members.append(StoryMember(summaries[member.number], of, relation, member.paragraphs))
    return Story(tuple(members))


def _closest(first: int, links: Iterable[Link], numbers: set[int]) -> tuple[int, Relation]:
    """The member of a story that an article is compared with: its first, else the most alike."""
    found = [(other, relation) for _, other, relation in links if other in numbers]
    return max(
        found,
        key=lambda link: (
            link[0] == first,
            link[1].passage is None,  # a digest has passages of all that it tells
            link[1].similarity,
            -link[0],
        ),
    )


def relatives(index: Index, number: int, threshold: float | None = None) -> list[Relative]:
    """The articles that tell what one tells, and the `SHOWN` most related, the closest first.

    Those that are known: a look-up.
    """
    first = index.links.firsts([number]).get(number, number)
    own = index.links.copies_of([number])
    found = dict(index.links.of(first))  # the first with a text has the links of all its copies
    for other, relation in list(found.items()):
        if relation.kind != "related" and other not in own:
            found.update((copy, relation) for copy in index.links.copies_of([other]))
    if first != number:
        found[first] = Relation("copy", 1.0)
    found.pop(number, None)
    least = THRESHOLD if threshold is None else threshold
    same = [(o, r) for o, r in found.items() if r.kind != "related" and r.similarity >= least]
    less = [(o, r) for o, r in found.items() if r.kind == "related"]
    less.sort(key=lambda link: (-link[1].similarity, link[0]))
    same.sort(key=lambda link: (link[1].kind != "copy", -link[1].similarity, link[0]))
    summaries = {
        article.number: article
        for article in index.summaries_of(other for other, _ in (*same, *less[:SHOWN]))
    }
    return [Relative(summaries[o], r) for o, r in (*same, *less[:SHOWN]) if o in summaries]


def known(index: Index, numbers: Sequence[int]) -> dict[int, list[Relative]]:
    """The relatives of articles, as far as they are known, or are found out in no time.

    Nobody who reads waits for that: neither for many new articles to be compared, nor for another
    process that writes.
    """
    new = index.links.count_pending(SMALL + 1)
    if new and (new <= AT_ONCE or index.count() <= SMALL):
        from newscli.stories.linking import refresh

        with suppress(BusyIndexError, UnwritableIndexError):
            refresh(index, wait=False)
    return {number: relatives(index, number) for number in numbers}


def first_copies(index: Index) -> dict[int, int]:
    """Each article that is a copy, and the first article with its text."""
    return {
        member.number: member.copy_of
        for member in index.links.memberships()
        if member.copy_of is not None
    }
