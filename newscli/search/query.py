"""What a person typed, as terms to be found and conditions to be passed.

`grammar` says what can be typed.  Its tree is sorted here by what each part asks for: words that
an article has to have, which are repaired and ranked; words of which brackets say how they go
together; what must not be; and what else has to be said of an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscli.errors import QueryError
from newscli.search.filters import Filters
from newscli.search.grammar import (
    Both,
    Dated,
    Desked,
    Either,
    Node,
    Not,
    Parsed,
    Term,
    parsed,
    shown,
)
from newscli.tuples import NamedTuple

MAX_LENGTH = 10_000  # characters; a longer one is a paste, not a query


class Query(NamedTuple):
    """A conjunction of alternatives, and what else has to hold."""

    typed: str
    groups: tuple[tuple[Term, ...], ...]
    """Of each group one term has to be found."""
    times: tuple[int, ...]
    """How often each group was typed."""
    filters: Filters
    required: tuple[Node, ...] = ()
    """What else has to hold: facts, what its reader says, and brackets of more than
    alternatives."""
    excluded: tuple[Node, ...] = ()
    """What must not hold."""
    dated: tuple[tuple[str, str], ...] = ()
    """`since` or `until`, and a date."""
    reading: str = ""
    """The query with all brackets that matter, if it has operators."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that may be found."""
        return (*(term for group in self.groups for term in group), *self.optional)

    @property
    def others(self) -> tuple[Term, ...]:
        """The terms of brackets and exclusions."""
        return tuple(term for node in (*self.required, *self.excluded) for term in _every(node))

    @property
    def optional(self) -> tuple[Term, ...]:
        """The terms of `required`: an article need not have each of them, but they rank it."""
        return tuple(dict.fromkeys(term for node in self.required for term in _terms(node)))


def parse(typed: str, filters: Filters | None = None, *, is_open: bool = False) -> Query:
    """The terms of a query, which has to pass `filters` besides those in it.

    With `is_open` it is still being typed.  Raises `QueryError` when there is nothing to look for,
    more than a person would type, or what cannot be understood.

    >>> [term.words for (term,) in parse('kremln "cold war"').groups]
    [('kremln',), ('cold', 'war')]
    """
    typed = typed.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    filters = filters or Filters()
    filtered = filters != Filters()
    if not typed.strip() and not filtered:
        raise QueryError("empty query: type the words to look for")
    if len(typed) > MAX_LENGTH:
        raise QueryError(f"query too long: at most {MAX_LENGTH:,} characters")
    return sorted_out(typed, parsed(typed, is_open=is_open), filters)


def sorted_out(typed: str, understood: Parsed, filters: Filters) -> Query:
    """The parts of a tree by what they ask for.  Raises `QueryError`."""
    tree = understood.tree
    groups: dict[tuple[Term, ...], int] = {}
    required: list[Node] = []
    excluded: list[Node] = []
    dated: list[tuple[str, str]] = []
    for node in tree.parts if isinstance(tree, Both) else [tree] if tree else []:
        if (group := _group(node)) is not None:
            groups[group] = groups.get(group, 0) + 1
        elif isinstance(node, Dated):
            dated += ends(node)
        elif isinstance(node, Not):
            excluded.append(node.part)
        else:
            required.append(node)
    if tree is None and filters == Filters():
        raise QueryError("empty query: it holds no word to look for")
    filters.period(dated)
    _see_that_each_can_be_asked((*required, *excluded), filters)
    reading = shown(tree) if understood.has_operators else ""
    return Query(
        typed,
        tuple(groups),
        tuple(groups.values()),
        filters,
        tuple(required),
        tuple(excluded),
        tuple(dated),
        reading,
    )


def asks_desk(query: str) -> bool:
    """Whether a query may ask the desk for something; quick, and true more often than not."""
    return any(name in query for name in ("tag:", "is:", "added:"))


def ends(node: Dated) -> tuple[tuple[str, str], ...]:
    """`since` and `until` with their dates, as far as a part of a query names them."""
    if node.field != "date":
        return ((node.field, node.typed),)
    from newscli.search.dates import span

    return span(node.typed)


def _group(node: Node) -> tuple[Term, ...] | None:
    """A term, or alternatives that are terms alone."""
    if isinstance(node, Term):
        return (node,)
    if isinstance(node, Either):
        terms = tuple(part for part in node.parts if isinstance(part, Term))
        return terms if len(terms) == len(node.parts) else None
    return None


def _terms(node: Node) -> Iterator[Term]:
    """All terms of a tree that are not excluded."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from _terms(part)


def _every(node: Node) -> Iterator[Term]:
    """All terms of a tree."""
    if isinstance(node, Not):
        yield from _every(node.part)
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from _every(part)
    elif isinstance(node, Term):
        yield node


def _see_that_each_can_be_asked(nodes: Iterable[Node], filters: Filters) -> None:
    """Raise `QueryError` for what is no date, and for what no reader can have said."""
    for node in nodes:
        if isinstance(node, Both | Either):
            _see_that_each_can_be_asked(node.parts, filters)
        elif isinstance(node, Not):
            _see_that_each_can_be_asked((node.part,), filters)
        elif isinstance(node, Desked):
            from newscli.search.desk import said_of

            said_of(node, filters)
        elif isinstance(node, Dated):
            Filters().period(ends(node))
