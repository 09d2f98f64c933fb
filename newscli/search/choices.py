"""What a query is looked for as: the ways to satisfy each of its words."""

from __future__ import annotations

from collections.abc import Iterable

from newscli.index.matching import Selection
from newscli.index.sought import Near, Run, Sought, all_of, any_of
from newscli.records import FormKind
from newscli.search.grammar import Term
from newscli.search.query import Query
from newscli.text.signs import MARK, printed
from newscli.tuples import NamedTuple

BEGINNING = 3  # letters; words that begin with fewer take .3 s to find in 100,000 articles
SHORT_QUERY = 6  # groups; longer ones are texts, in which hardly an article has all the words


class Choice(NamedTuple):
    """One way to satisfy a term."""

    term: Term
    words: tuple[str, ...]
    """Folded, to stand side by side."""
    kind: FormKind = "typed"
    cost: float = 0.0
    """How unlikely it is that this is meant, in edits."""
    edits: int = 0
    """Letters changed."""
    articles: int = 0
    """How many have it; of a phrase, how many have its rarest word; 0 when it is not known."""
    runs: tuple[tuple[str, ...], ...] = ()
    """The same with signs and capitals, where these tell words from others: the index keeps such
    words apart from the text, where they are to stand beside the rest.  Several of what is near."""

    @property
    def sought(self) -> Sought:
        """What is asked of the index for it."""
        term = self.term
        whole: Sought = Run(self.words, term.field, prefix=self.is_beginning)
        if term.kind == "near":
            whole = Near(tuple(Run(part, term.field) for part in term.parts), term.distance)
        return all_of((whole, *(Run((mark,), term.field) for mark in self.marks)))

    @property
    def is_beginning(self) -> bool:
        """Whether its last word may go on: in another spelling of several, `u s` for `us*`, only if
        that begins not too many words."""
        is_apart = self.kind != "typed" and len(self.words) > 1
        return self.term.kind == "prefix" and not (is_apart and len(self.words[-1]) < BEGINNING)

    @property
    def marks(self) -> list[str]:
        """What an article has to have besides the words."""
        return [word for run in self.runs for word in run if word.startswith(MARK)]

    @property
    def is_exact(self) -> bool:
        """Whether it is the word that was typed, however it is spelt."""
        return self.kind in ("typed", "variant")

    @property
    def shown(self) -> str:
        """The words as one reads them."""
        return " ".join(printed(word) for run in self.runs or (self.words,) for word in run)


class Group(NamedTuple):
    """Terms of which one has to be found, with all ways to do so."""

    terms: tuple[Term, ...]
    choices: tuple[Choice, ...]
    """The likeliest first."""
    times: int = 1
    """How often it was typed."""

    is_wanted: bool = True
    """Whether an article has to have it; else brackets say what it goes with, and it ranks."""

    @property
    def sought(self) -> Sought:
        """Any of the choices."""
        return any_of(choice.sought for choice in self.choices)

    @property
    def as_typed(self) -> Sought | None:
        """Any of the terms as typed; None if the archive has none of them."""
        typed = [choice.sought for choice in self.choices if choice.is_exact]
        return any_of(typed) if typed else None


class Plan(NamedTuple):
    """A query with the ways to satisfy it."""

    query: Query
    groups: tuple[Group, ...]
    without: tuple[Term, ...]
    """Terms that nothing in the archive satisfies."""
    selection: Selection
    notes: tuple[str, ...] = ()
    """What was taken otherwise than typed."""
    is_text: bool = False
    """Whether it has too many words to ask for all of them, or asks for any of as many."""
    doubts: bool = False
    """Whether words that the archive has are taken for slips, too."""

    @property
    def is_of_words(self) -> bool:
        """Whether it asks for nothing but words: then what is like the best articles answers it as
        well, and what has a part of the words."""
        terms = [term for group in self.groups for term in group.terms]
        return not self.query.optional and all(t.kind == "word" and not t.field for t in terms)

    @property
    def wanted(self) -> tuple[Group, ...]:
        """The groups that an article has to have."""
        return tuple(group for group in self.groups if group.is_wanted)


def all_as_typed(groups: Iterable[Group]) -> Sought | None:
    """Of each group that is wanted what was typed; None if the archive does not have that of
    each."""
    typed = [group.as_typed for group in groups if group.is_wanted]
    return None if None in typed else all_of(one for one in typed if one)


def all_known(groups: Iterable[Group]) -> Sought | None:
    """The same in any form but a repair."""
    wanted = (group.choices for group in groups if group.is_wanted)
    known = [[c.sought for c in choices if c.kind != "repaired"] for choices in wanted]
    return all_of(map(any_of, known)) if all(known) else None


def all_wanted(groups: Iterable[Group]) -> Sought:
    """One choice of each group that is wanted."""
    return all_of(group.sought for group in groups if group.is_wanted)
