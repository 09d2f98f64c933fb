"""What a query finds in an archive, for as many questions about it as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from newscli.archive.current import Result
from newscli.choices import BEST
from newscli.records import Answer, Form, Hit, Marks, Occurrence
from newscli.search import Filters
from newscli.search.question import Question

if TYPE_CHECKING:
    from newscli.archive import Archive
    from newscli.index.holdings import Holdings


class Found:
    """A query that is planned once; anew only when files have changed since."""

    def __init__(
        self, archive: Archive, query: str, filters: Filters | None, *, is_open: bool
    ) -> None:
        """Bring the archive up to date and read the query; raises `QueryError`, at the latest with
        the first answer."""
        self.query = query
        self._archive = archive
        self._filters = filters
        self._is_open = is_open
        self._question: Question | None = None
        if archive.reads_at_once:
            self._asked(lambda question: None)

    def _asked(
        self,
        ask: Callable[[Question], Result],
        numbers: Callable[[Result], Iterable[int]] = lambda answer: (),
    ) -> Result:
        """What the planned query answers; `numbers` as for `Current._asked`."""

        def asked(index: Holdings) -> Result:
            if self._question is None or not self._question.holds(index):
                filters = self._archive.desk.resolved(index, self.query, self._filters)
                self._question = Question(index, self.query, filters, is_open=self._is_open)
            return ask(self._question)

        return self._archive._asked(asked, numbers, again=self._question is not None)

    def answer(
        self, limit: int = 20, *, offset: int = 0, sort: str = BEST, filled: bool = True
    ) -> Answer:
        """`limit` hits in one of `choices.RANKINGS`, from the one after `offset` on, with all that
        says how they were found; with a limit of 0, how many there are.  A page of the best is
        `filled` up with what has a part of the words.  Where nothing matches, its notes say what
        no article has of what filters and fields ask for."""
        answer = self._asked(
            lambda question: question.answer(limit, offset=offset, sort=sort, filled=filled),
            lambda answer: [hit.article.number for hit in answer.hits],
        )
        if answer.total or self._is_open:
            return answer
        from newscli.archive.lacking import lacking

        unmet = lacking(self._archive, self._asked(lambda question: question.unmet))
        return answer._replace(notes=(*answer.notes, *unmet))

    def hits(self, limit: int = 20, *, offset: int = 0, sort: str = BEST) -> list[Hit]:
        """The hits of `answer`, the best first unless sorted otherwise."""
        return list(self.answer(limit, offset=offset, sort=sort).hits)

    def numbers(self, sort: str = "number") -> list[int]:
        """Numbers of all articles that match, in one of the orders `number` and `date`."""
        return self._asked(lambda question: question.numbers(sort))

    def knows(self, word: str) -> bool:
        """Whether the archive has a word of the query as it was typed, wherever that is."""
        return self._asked(lambda question: question.knows(word))

    @property
    def is_met(self) -> bool:
        """Whether an article has all of the words, filters aside, and none that the archive has is
        taken for a slip."""
        return self._asked(lambda question: question.is_met)

    @property
    def count(self) -> int:
        """How many articles match."""
        return self._asked(lambda question: question.count)

    @property
    def marks(self) -> Marks:
        """What tells of any text where the query's words stand in it: offsets from and to.  It may
        be called in another thread."""
        return self._asked(lambda question: question.marks)

    @property
    def understood(self) -> tuple[Form, ...]:
        """What the words were looked for as."""
        return self._asked(lambda question: question.understood)

    @property
    def suggestions(self) -> tuple[tuple[str, int], ...]:
        """Words of the archive that look like those of the query, and how many articles have
        each."""
        return self._asked(lambda question: question.suggestions)

    def occurrences(self, sort: str = "number") -> tuple[list[int], Iterator[Occurrence]]:
        """Numbers of the articles that match, in one of the orders `number` and `date`, and every
        place in them where the words stand.

        Raises `QueryError` when there is no word to look for.
        """
        numbers, occurrences = self._asked(lambda question: question.occurrences(sort))
        return numbers, chain.from_iterable(map(occurrences, self._archive.articles(numbers)))
