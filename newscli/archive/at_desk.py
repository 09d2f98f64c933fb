"""What a reader says of an archive's articles, and what is new to them in it.

The desk's files outlive the index (`newscli.desk`).  The index has a copy of what they say of its
own articles, which is brought up to date when somebody asks for it, and never before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from newscli.desk import Desk
from newscli.errors import DeskError
from newscli.index import Index, of_files
from newscli.index.tagging import FIRST, TAGS, UP_TO, Spot, Tagged
from newscli.records import Article, Summary
from newscli.sources.locations import Location

if TYPE_CHECKING:
    from newscli.archive.current import Current
    from newscli.desk.added import Watch
    from newscli.desk.marks import Change, Said, Standing
    from newscli.index.holdings import Holdings
    from newscli.search import Filters

AT_ONCE = 1_000  # articles whose tags are asked for together
TEXTS_AT_ONCE = 50  # the same with their texts, which wait until then
ODD = "tags_problem"  # the state that says what is wrong with the marks that `TAGS` names


class AtDesk:
    """One archive as its reader has it on their desk."""

    def __init__(self, archive: Current, files: Desk) -> None:
        self._archive = archive
        self._sources = sorted(root.absolute for root in archive.roots)
        self.files = files

    # Tags

    def has_marks(self) -> bool:
        """Whether anything has ever been said of an article; takes no time."""
        return self.files.has_marks()

    def tags(self, numbers: Iterable[int]) -> dict[int, list[str]]:
        """The tags of those of these articles of the last answer that have any."""
        wanted = list(numbers)
        if not self.has_marks():
            return {}

        def tags(index: Index) -> dict[int, list[str]]:
            self.know_tags(index)
            return {number: [*tags] for number, tags in index.tagging.tagged(wanted).items()}

        return self._archive._asked_of_files(tags, again=True)

    def _tags_of(self, records: Sequence[Summary | Article]) -> dict[int, list[str]]:
        return self.tags(one.number for one in records)

    def with_tags(self, summaries: Iterable[Summary]) -> Iterator[Summary]:
        """The same, with the tags of each that are worth telling: all but `read`."""
        from newscli.desk.marks import READ

        rest = iter(summaries)
        while some := list(islice(rest, AT_ONCE)):
            tags = self._tags_of(some)
            for one in some:
                shown = ", ".join(tag for tag in tags.get(one.number, ()) if tag != READ)
                yield one._replace(tags=shown or None)

    def articles_with_tags(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The same, with all tags of each."""
        if not self.has_marks():
            yield from (one._replace(tags=()) for one in articles)
            return
        rest = iter(articles)
        while some := list(islice(rest, TEXTS_AT_ONCE)):
            tags = self._tags_of(some)
            yield from (one._replace(tags=tuple(tags.get(one.number, ()))) for one in some)

    def tag_counts(self) -> dict[str, int]:
        """Tag → how many articles have it, in the order of the alphabet."""

        def counts(index: Index) -> dict[str, int]:
            self.know_tags(index)
            return index.tagging.counts()

        return self._archive._asked_of_files(counts)

    def change(
        self, numbers: Iterable[int], add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> dict[str, int]:
        """Say this of articles of the last answer; of how many that is news, for each tag.

        Raises `DeskError` when it cannot be kept, and then nothing has been said.
        """
        wanted = list(numbers)

        def change(index: Index) -> dict[str, int]:
            self.know_tags(index)
            said = index.tagging.tagged(wanted)
            spots = index.tagging.spots(wanted)
            found = ((_standing(spot), said.get(spot.number, {})) for spot in spots)
            changes, news = changed(found, add, remove)
            if changes:
                before, after = self.files.marks.change(changes.values())
                with index.transaction():  # within which nobody else writes what they read before
                    if index.state(TAGS) == before:
                        index.tagging.change(
                            (one.article.id, one.add, one.remove) for one in changes.values()
                        )
                        index.set_state(TAGS, after)
            return dict(news)

        return self._archive._asked_of_files(change, again=True)

    def mark_read(self, numbers: Iterable[int]) -> None:
        """Say of articles that they have been read; where that cannot be kept, have it told."""
        from newscli.desk.marks import READ

        try:
            self.change(numbers, add=[READ])
        except DeskError as error:
            self.warn(str(error))

    def know_tags(self, held: Holdings) -> None:
        """Bring the index's copy of the tags up to date."""
        index = of_files(held)
        stamp = self.files.marks.stamp()
        if (index.state(TAGS) or "") != stamp:
            said, problem = self.files.marks.said()
            with index.transaction():
                index.tagging.replace(_placed(index, said))
                index.set_state(TAGS, stamp)
                index.set_state(ODD, problem)
        if stamp and (problem := index.state(ODD) or ""):
            self.warn(problem)

    def warn(self, problem: str) -> None:
        """Have it told once that something of the desk is of no use."""
        if problem not in self._archive.warnings:
            self._archive.warnings.append(problem)

    # What is new

    def note_added(self, index: Index, *, is_kept: bool) -> None:
        """Take down which articles a load has brought, and when.

        `is_kept`: whether the index is; else the desk is not told either.
        """
        last, known = index.tagging.last_number(), index.state(UP_TO)
        if known is not None and int(known) >= last:
            return
        from newscli.desk.times import now_us

        now, added = now_us(), self.files.added
        with index.transaction():
            known, first = index.state(UP_TO), index.state(FIRST)
            came: dict[str, int] = {}
            begun: int | None = None
            if first is None:
                begun, later = added.known(self._sources)
                index.set_state(FIRST, str(begun or now))
                numbers = index.numbers_of(later)
                index.tagging.add((number, later[id]) for id, number in numbers.items())
            else:
                came = index.tagging.ids_above(int(known or 0))
                # After all that came before, also if a clock was ahead then: else it is not new.
                now = max(now, int(first) + 1, index.tagging.last_time() + 1)
                index.tagging.add((number, now) for number in came.values())
            index.set_state(UP_TO, str(last))
        if not (is_kept and self.files.is_there()):
            return  # once somebody asks for what is new, the desk is told what the index knows
        with suppress(DeskError):  # the index has it; whoever asks for what is new is told
            if came:
                added.more(self._sources, now, [*came])
            elif first is None and begun is None:
                added.begin(self._sources, now)

    def resolved(self, held: Holdings, query: str, filters: Filters | None) -> Filters | None:
        """The filters with what the desk knows for them; its copies are brought up to date for
        what a query and filters ask of it."""
        if not (filters and (filters.tag or filters.new or filters.added_since)):
            from newscli.search.query import asks_desk

            if not asks_desk(query):
                return filters
        from newscli.search import Filters

        filters, is_new = filters or Filters(), "is:new" in query.casefold()
        self.know_tags(held)
        if filters.new or is_new:
            of_files(held)  # or refused: what was shown is not noted of an engine's articles
        if filters.new:
            return filters._replace(shown_us=self._shown(self.question(query, filters)))
        if is_new:
            return filters._replace(shown_us=self._shown(self.question("", Filters())))
        return filters

    def question(self, query: str, filters: Filters) -> Watch:
        """What names a query and filters that ask for what is new."""
        from newscli.desk.added import Watch
        from newscli.search import Filters
        from newscli.search.grammar import parsed, shown

        unset = Filters()._asdict()
        others = filters._replace(new=False, shown_us=0)._asdict().items()
        said = {
            name: [*value] if isinstance(value, tuple) else value
            for name, value in others
            if value != unset[name]
        }
        return Watch(self._sources, shown(parsed(query).tree), said)

    def _shown(self, question: Watch) -> int:
        moment, problem = self.files.added.seen(question)
        if problem:
            self.warn(problem)
        return moment or 0

    def _tell_when_added(self) -> None:
        """Have the desk know when the archive was first loaded, and what has come since."""
        first, later = self._archive._asked_of_files(
            lambda index: (index.state(FIRST), index.tagging.ids_added()), again=True
        )
        self.files.added.begin(self._sources, int(first or 0))
        for time, ids in later.items():
            self.files.added.more(self._sources, time, ids)

    def show_new(
        self, query: str, filters: Filters, shown: Iterable[int], every: Iterable[int]
    ) -> str:
        """Of `every` article that is new, these have been `shown`: those need not be again.

        What there is to say of it.  Articles that came together are new together: as long as one
        of them has not been shown, all are.  Raises `DeskError` when it cannot be kept.
        """
        from newscli.desk.times import local

        question = self.question(query, filters)
        before, _ = self.files.added.seen(question)
        seen_by_now, wanted = {*shown}, list(every)
        times = self._archive._asked_of_files(lambda index: index.tagging.times(wanted), again=True)
        seen = max((time for number, time in times.items() if number in seen_by_now), default=0)
        unseen = (time for number, time in times.items() if number not in seen_by_now)
        left = min(unseen, default=None)
        if not self.files.added.known(self._sources)[0]:
            self._tell_when_added()
        moment = seen if left is None else min(seen, left - 1)
        if moment > (before or 0):
            self.files.added.show(question, moment)
        if before is None:
            return f"{len(wanted):,} new: none has been shown as new before"
        return f"{len(wanted):,} new since {local(before)}"


def changed(
    found: Iterable[tuple[Standing, Mapping[str, bool]]], add: Sequence[str], remove: Sequence[str]
) -> tuple[dict[str, Change], Counter[str]]:
    """Id of each text of which something new is said, with the change, and of how many each tag is
    news.

    `found`: where articles stand, each with its tags and whether these were found by that alone.
    """
    from newscli.desk.marks import Change

    changes: dict[str, Change] = {}
    news = Counter[str]()
    for standing, now in found:
        more = [tag for tag in add if tag not in now]
        gone = [tag for tag in remove if tag in now]
        if (more or gone) and standing.id not in changes:
            news.update([*more, *gone])
            # What was found by where it stood is said again of the text that stands there.
            kept = [tag for tag, stood in now.items() if stood and tag not in gone]
            changes[standing.id] = Change(standing, [*kept, *more], gone)
    return changes, news


def _standing(spot: Spot) -> Standing:
    from newscli.desk.marks import At, Standing

    path = os.fsdecode(spot.path)
    container = None if spot.container is None else os.fsdecode(spot.container)
    location = Location.of(path, container)
    at = At(location.file, location.member or "", spot.place)
    return Standing(spot.id.partition("-")[0], at, spot.headline)


def _placed(index: Index, said: Iterable[Said]) -> Iterator[Tagged]:
    """The tags of articles of this archive: of those that have the text of which they were said,
    or else of what stands in its place."""
    said = list(said)
    numbers = index.tagging.of_contents()
    lost: list[Said] = []
    for one in said:
        found = numbers.get(one.article.id)
        if found is None:
            lost.append(one)
        else:
            yield from ((tag, number, False) for number in found for tag in one.tags)
    if not lost:
        return
    known = {one.article.id for one in said}
    paths = index.documents.files()
    for one in lost:
        at = one.article.at
        if one.tags and at.source in paths:
            path = f"{at.source}!/{at.member}" if at.member else at.source
            standing = index.tagging.in_document(os.fsencode(path))
            if spot := _in_its_place(one.article, standing, known):
                yield from ((tag, spot.number, True) for tag in one.tags)


def _in_its_place(article: Standing, standing: Sequence[Spot], known: set[str]) -> Spot | None:
    """Of the articles of a document, what one has become whose text is gone: the only one there
    is, or the one of its headline.  What merely moved up into its place is another."""
    free = [spot for spot in standing if spot.id.partition("-")[0] not in known]
    if len(standing) == 1:
        return free[0] if free and article.at.place == 1 else None
    alike = [spot for spot in free if spot.headline == article.headline]
    there = [spot for spot in alike if spot.place == article.at.place]
    return (there or alike)[0] if there or len(alike) == 1 else None
