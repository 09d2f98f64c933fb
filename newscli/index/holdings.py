"""What is asked of an archive's articles, wherever they are held.

The store of files (`store.Index`) and an engine's (`opensearch.store.Store`) both have these
questions; `search`, `stats` and the questions of `archive` are put to nothing else.  Where `...`
stands for a default, it is the store's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from newscli.index.columns import FactColumn
from newscli.index.matching import Best, Selection
from newscli.index.sought import Sought
from newscli.records import Article, Corpus, Summary


class Words(Protocol):
    """The archive's words; all counts are of articles."""

    @property
    def remembered(self) -> dict[str, Any]:
        """Word → what it was found to be a slip for."""

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Folded word → how many have it; words that none has are left out."""

    def inflections(self, word: str) -> dict[str, int]:
        """Other words with the same Porter stem."""

    def within(self, word: str, edits: int) -> dict[str, int]:
        """Words at most so many edits away with the first or the last letter of this one, and how
        many; all that are one edit away are among them, and nearly all that are two away."""

    def sounding(self, skeletons: Iterable[str]) -> list[str]:
        """Words with the same consonants, as `text.skeletons` has them."""

    def beginning(self, prefix: str) -> int:
        """How many have the words that begin so, counted for each of these words."""

    def fitting(self, pattern: str, most: int) -> tuple[dict[str, int], int]:
        """The commonest words that a pattern with `*` and `?` fits, and how many words it fits."""

    def spellings(self, plain: Iterable[str], written: Iterable[str]) -> dict[str, dict[str, int]]:
        """Plain form → its spellings other than that: of these forms, and of those that have these
        spellings."""

    def spellings_fitting(self, pattern: str, most: int) -> dict[str, int]:
        """The commonest spellings of words whose plain form a pattern fits."""


class Matches(Protocol):
    """Which articles match what is sought."""

    def ahead(
        self,
        asked: Iterable[tuple[Sought, int]],
        selection: Selection,
        wanted: int = ...,
        beside: Iterable[tuple[Sought, int]] = ...,
    ) -> None:
        """What is about to be asked, as `best` with a limit, or as `count` where that is 0; when
        any is `wanted`, one after the other until there are so many.  `beside` is the same of all
        articles.  A store that is far away asks them together."""

    def refining(self) -> AbstractContextManager[None]:
        """What the block asks fills and orders a page, and does not tell what matches: a store that
        is far away answers by what it knows where asking would take too long."""

    def best(self, sought: Sought, selection: Selection, limit: int) -> Best:
        """The `limit` best matches by BM25."""

    def numbers(
        self,
        sought: Sought,
        selection: Selection,
        order: str = ...,
        limit: int = ...,
        offset: int = ...,
    ) -> list[int]:
        """Numbers of the matches in one of the orders `number` and `date`."""

    def having(
        self, asked: Iterable[Sought], among: Sequence[Collection[int] | None]
    ) -> Iterable[Sequence[int]]:
        """How many articles have each of these, of those with some numbers, others, or of all."""

    def count(self, sought: Sought, selection: Selection) -> int:
        """How many articles match."""

    def any(self, sought: Sought) -> bool:
        """Whether any article has what is sought."""

    def texts(self, numbers: Collection[int]) -> Iterable[tuple[int, str, str, str]]:
        """Number, headline, captions and body of these articles; a derived headline is empty."""

    def extent(self) -> tuple[int, float]:
        """How many articles there are, and how many words one has on average."""


class Tallies(Protocol):
    """What articles are counted by."""

    def lengths(self) -> Sequence[int]:
        """Number of an article → how many words it has; -1 where none has the number."""

    def column(self, by: str) -> FactColumn:
        """What all articles are named by one of `choices.KINDS`; by a time, the date as exact as is
        known, up to the day."""

    def texts(self, numbers: Iterable[int], longest: int) -> Iterable[tuple[int, str, str]]:
        """Number, headline and the first `longest` characters of captions and body of these."""


class Sources(Protocol):
    """Where articles are from."""

    def source_of(self, article: Article) -> str | None:
        """`Summary.source` of an article that this store has given."""


class Holdings(Protocol):
    """One archive's articles, to be read."""

    @property
    def version(self) -> object:
        """What is another when answers may be others."""

    @property
    def vocabulary(self) -> Words: ...

    @property
    def matching(self) -> Matches: ...

    @property
    def counting(self) -> Tallies: ...

    @property
    def paths(self) -> Sources: ...

    def snapshot(self) -> AbstractContextManager[None]:
        """All of the block's reads see one state of the archive."""

    def expect(self, sought: Sought, *, match: bool) -> None:
        """Raise `DamagedIndexError` when there is a match, or none, against what the vocabulary
        says."""

    def count(self) -> int:
        """How many articles are held."""

    def counts(self) -> tuple[int, int]:
        """How many articles are held, and how many documents could be read."""

    def corpus(self) -> Corpus:
        """How many there are, and what tells them from others."""

    def has(self, number: int) -> bool:
        """Whether an article has this number."""

    def numbers(self, sort: str = ..., *, reverse: bool = ...) -> list[int]:
        """The numbers of all articles, in one of `choices.ORDERS`."""

    def numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Id → number of those of these articles that are held."""

    def ids_starting_with(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Ids that begin so and their articles' numbers, by number."""

    def articles(self, numbers: Iterable[int] | None = ...) -> Iterator[Article]:
        """The articles with these numbers, in their order; by number when None."""

    def summaries(
        self, limit: int | None = ..., sort: str = ..., *, reverse: bool = ...
    ) -> Iterator[Summary]:
        """Articles without their text, in one of `choices.ORDERS`."""

    def summaries_of(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """The articles with these numbers, in their order, without their text."""

    def with_details(self, summaries: Iterable[Summary]) -> Iterator[Summary]:
        """The same, with what stands deep in articles."""

    def values(self, kind: str) -> list[str]:
        """What filters of this kind may ask for, the most frequent first."""
