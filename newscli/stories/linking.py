"""Finding the links of articles that are new, and keeping them with the groups they make.

What is known of the others stays: a link depends on two texts alone, so only articles that have
come are compared, and only stories that they touch are grouped anew.  All of it is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from newscli.index import Index
from newscli.index.links import Link, Membership
from newscli.records import Relation
from newscli.stories.candidates import Candidates, InMemory, ThroughIndex
from newscli.stories.judging import judge
from newscli.stories.rarity import LEAD, cosine, is_table, weights, words_of
from newscli.stories.story import THRESHOLD
from newscli.stories.telling import Telling

FEW = 20  # new articles for which asking the index is worth it whatever the archive's size
FEW_SHARE = 0.01  # of the archive: the same

# Two reports in different words are of one event when nearly all that is rare in one is in the
# other, in the body and in the lead, and they are of the same day or the next.
SAME_EVENT = 0.7  # cosine of all words
SAME_LEAD = 0.75  # of the first `LEAD`
HINT = 0.45  # of the keys, below which the others are not worked out
SAME_TIME = 1  # days
LONG_ENOUGH = 40  # words; in a brief, two names can be all that is rare

Progress = Callable[[int, int], None]


def refresh(index: Index, progress: Progress | None = None, *, wait: bool = True) -> None:
    """Bring links and stories up to date with the articles of the index.

    `progress` is told at times how many steps of how many are done.  While another process writes,
    this waits, or else raises `BusyIndexError`.
    """
    with index.snapshot():
        pending = _pending(index)
        if not any(pending):
            return
        found = _found(index, *pending, progress)
    with index.transaction(wait=wait):
        if (now := _pending(index)) != pending:  # another process has changed the archive meanwhile
            pending = now
            found = _found(index, *pending, progress)
        _keep(index, *pending, found)


def _pending(index: Index) -> tuple[list[int], list[int]]:
    """The articles to be looked at, and those whose links no longer hold.

    An article that has come again takes its old number, and the place of first with its content
    from the copies that are there.
    """
    new, stale = index.links.pending()
    again = {*new}.intersection(stale)
    firsts = [number for number, first in index.links.firsts(again).items() if number == first]
    copies = index.links.copies_of(firsts)
    return sorted(copies.union(new)), sorted(copies.union(stale))


def _found(
    index: Index, new: Sequence[int], stale: Sequence[int], progress: Progress | None
) -> list[Link]:
    """The links of articles that are new, and of those that were linked to what has gone: they may
    have been linked to each other through it alone."""
    left = index.links.grouped_with(stale) - set(stale)
    copies, firsts = _copies_and_firsts(index, sorted({*new, *left}))
    return [*copies, *_compared(index, firsts, progress)]


def _keep(index: Index, new: Sequence[int], stale: Sequence[int], found: Sequence[Link]) -> None:
    """Keep these links, within the caller's transaction, and the stories that they make."""
    links = index.links
    is_first = links.is_empty()
    touched = links.touched(stale)
    links.forget(stale)
    links.add(found)
    links.settle(new, set(stale) - set(new))
    if is_first:
        group(index, None)
    else:
        touched |= links.touched(number for link in found for number in link[:2])
        group(index, touched | set(new))


def _copies_and_firsts(index: Index, numbers: Sequence[int]) -> tuple[list[Link], list[int]]:
    """Links of each article to the first with the same content, and those that are the first.

    The same content is the same id but for what follows a hyphen.
    """
    copies: list[Link] = []
    leaders: list[int] = []
    for number, first in sorted(index.links.firsts(numbers).items()):
        if first == number:
            leaders.append(number)
        else:
            copies.append((first, number, Relation("copy", 1.0)))
    return copies, leaders


def _compared(index: Index, numbers: Sequence[int], progress: Progress | None) -> Iterator[Link]:
    """The links of these articles to each other and to all others."""
    total = index.count()
    is_few = len(numbers) <= max(FEW, FEW_SHARE * total)
    steps = len(numbers) if is_few else 2 * total
    done = 0

    def advance(step: int) -> None:
        nonlocal done
        done += step
        if progress and done % 500 == 0:
            progress(done, steps)

    if is_few:
        candidates: Candidates = ThroughIndex(index)
    else:
        candidates = InMemory(index, index.links.leaders(), advance)
    waiting = set(numbers)
    for number in numbers:
        waiting.discard(number)
        # A pair of two new ones comes up twice, and is compared when the second does.
        yield from _links(candidates, number, waiting)
        advance(1)
    if progress:
        progress(steps, steps)


def _links(candidates: Candidates, number: int, later: set[int]) -> Iterator[Link]:
    """The links of an article to others but those whose turn is `later`."""
    one = candidates.telling(number)
    is_linked = set()
    for other in candidates.sharing(number):
        if other not in later and (relation := judge(one, candidates.telling(other))):
            is_linked.add(other)
            yield number, other, relation
    for other, likeness in candidates.alike(number):
        if other in is_linked:
            continue
        if other not in later and likeness >= HINT:
            event = _same_event(candidates, one, candidates.telling(other))
            if event:
                yield number, other, Relation("same story", event)
                continue
        yield number, other, Relation("related", likeness)


def _same_event(candidates: Candidates, one: Telling, other: Telling) -> float:
    """How alike two articles are if they report one event in different words; else 0."""
    if one.day is not None and other.day is not None and abs(one.day - other.day) > SAME_TIME:
        return 0.0
    if min(one.length, other.length) < LONG_ENOUGH or is_table(one) or is_table(other):
        return 0.0

    def alike(most: int | None) -> float:
        first, second = (
            weights(words_of(article)[:most], candidates.rarity) for article in (one, other)
        )
        return cosine(first, second)

    likeness = alike(None)
    return likeness if likeness >= SAME_EVENT and alike(LEAD) >= SAME_LEAD else 0.0


def group(index: Index, numbers: Iterable[int] | None) -> None:
    """Put these articles into stories by their links; they are all of any story they are in.

    All articles when None.
    """
    members = None if numbers is None else set(numbers)
    index.links.regroup(members, memberships(list(index.links.groupings(THRESHOLD, members))))


def memberships(links: Sequence[Link]) -> list[Membership]:
    """The stories that links make: who is in which, as a whole, as a copy, or with a passage.

    Links of wholes hand a story on; a passage does not, or a digest would make all that it tells
    of one story.
    """
    stories, copies = _Sets(), _Sets()
    identical: dict[int, list[int]] = {}
    for number, other, relation in links:
        if relation.passage is None:
            stories.join(number, other)
            if relation.kind == "copy":
                copies.join(number, other)
            if relation.kind == "copy" and relation.similarity == 1:
                identical.setdefault(number, []).append(other)
                identical.setdefault(other, []).append(number)
    passages: dict[tuple[int, int], tuple[int, int]] = {}
    for number, other, relation in links:
        if (passage := relation.passage) is None:
            continue
        part, whole, at = other, number, passage.there
        if passage.is_part_here:
            part, whole, at = number, other, passage.here
        story = stories.first(whole)
        if story != stories.first(part):
            stories.join(whole, whole)
            for one in (part, *identical.get(part, ())):  # links are those of the first copy
                earlier = passages.get((story, one), at)
                passages[story, one] = max(at, earlier, key=lambda at: (at[1] - at[0], -at[0]))
    found = [
        Membership(
            stories.first(one), one, None if (first := copies.first(one)) == one else first, None
        )
        for one in stories
    ]
    found += [Membership(story, part, None, at) for (story, part), at in passages.items()]
    return sorted(found, key=lambda one: (one.story, one.number))


class _Sets:
    """Numbers in disjoint sets, each known by its lowest (Galler and Fischer, 1964)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def __iter__(self) -> Iterator[int]:
        return iter(self._above)

    def first(self, number: int) -> int:
        """The lowest number of the set that a number is in."""
        root = number
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(number, root)) != root:
            self._above[number] = root
            number = above
        return root

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low
        self._above.setdefault(one, low)
        self._above.setdefault(other, low)
        self._above.setdefault(low, low)
