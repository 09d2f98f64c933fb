"""A query as it is going to be looked for: each word with the forms that may stand for it.

Every word is looked for as typed.  One that the archive does not have is repaired (`repair`); one
that it has may also stand in another inflection, or for a far commoner neighbour.  When no article
has all the words, inflected or not, known ones may be slips for others as well: `thor months`,
where nothing is told of Thor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, pairwise, product
from typing import TYPE_CHECKING

from newscli.index.filtering import dates
from newscli.index.matching import Selection
from newscli.index.sought import EVERY, Numbered, Run, Sought, Within, Without, all_of, any_of
from newscli.index.vocabulary import LONGEST_REPAIRED
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan, all_known, all_wanted
from newscli.search.filters import Filters
from newscli.search.grammar import Both, Dated, Desked, Either, Fact, Node, Not, Term
from newscli.search.marks import told_elsewhere
from newscli.search.named import transcribed
from newscli.search.query import Query, ends
from newscli.search.repair import SPACE, Candidate, convincing, far_commoner, repairs
from newscli.search.spellings import INFLECTED, Spellings, by_rule
from newscli.search.transcriptions import UNUSUAL, of_syllables
from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.signs import ENDS, MARK, is_capital
from newscli.text.variants import plain_forms

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

KNOWN = 0.8  # on top for a repair of a word that the archive has
SELDOM = 2  # articles with a known word that may be a slip for one two letters away
COMMONER = 2  # times; words that are commoner so may be meant by a known one, below what has that
FAMILIAR = 0.3  # share of the articles; words in more of them are not meant by known ones

LONGEST = 64  # groups of a text that are looked for: those that fewest articles have
FEW_REPAIRS = 3  # of a word in a text; the other words say enough
PHRASE_REPAIRS = 4  # of each word of a phrase, whose repairs are tried in all combinations
SPLITS = 3  # ways to part a word that are tried, those of the commonest words

SHORT = 4  # letters of function words, which are one letter away from many: aid, and

SIGN = 1.0  # cost of a word without the sign that was typed: .NET and net
LEAST_BARE = 3  # letters of one that may be meant so; the C of C++ may not

TOGETHER = frozenset(".&")  # `2.5`, `AT&T`: what these join is only said where it stands together


def plan_of(index: Holdings, query: Query) -> Plan:
    """How to look for a query in this archive."""
    making = _Making(index, query)
    plan = making.plan()
    if elsewhere := told_elsewhere(index, plan.wanted, plan.selection):
        excluded = (*plan.selection.excluded, Numbered((*sorted(elsewhere),)))
        plan = plan._replace(selection=plan.selection._replace(excluded=excluded))
    if not 1 < len(plan.wanted) <= SHORT_QUERY or plan.without:
        return plan
    if not index.matching.any(all_known(plan.groups) or all_wanted(plan.groups)):
        return plan._replace(groups=tuple(making.doubting(plan.groups)), doubts=True)
    return plan


class _Making:
    """What is known of a query's words while its plan is made."""

    def __init__(self, index: Holdings, query: Query) -> None:
        self._index = index
        self._query = query
        terms = query.terms
        self._typed_words = {word for term in terms for word in term.words}
        self._groups = [*zip(query.groups, query.times, strict=True)]
        joined = [one.words[0] + other.words[0] for one, other in self._neighbours()]
        self._spellings = Spellings(index, (*terms, *query.others), joined)
        self._counts = self._spellings.counts
        self._articles = self._spellings.articles
        self._adjacent: list[tuple[Term, Term]] = []
        self._foreign: set[Term] = set()  # unknown words that a system spells otherwise
        self._groups = [*self._parted()]
        self._adjacent = [*dict.fromkeys(self._neighbours())]
        self._spellings.pair(self._adjacent)
        self._has_content = not all(_is_function(t) for terms, _ in self._groups for t in terms)
        wanted = [terms for terms, _ in self._groups if self._is_wanted(terms)]
        self._is_text = len(wanted if len(wanted) > 1 else [*chain(*wanted)]) > SHORT_QUERY

    def plan(self) -> Plan:
        groups: list[Group] = []
        without: list[Term] = []
        for terms, times in self._chosen():
            if len(terms) > SHORT_QUERY and self._has_content:
                terms = tuple(term for term in terms if not _is_function(term))
            choices = [choice for term in dict.fromkeys(terms) for choice in self._choices(term)]
            is_wanted = self._is_wanted(terms)
            if not is_wanted and self._is_text:
                continue
            if choices:
                groups.append(Group(terms, _cheapest(choices), times, is_wanted))
            elif is_wanted:
                without.append(terms[0])
        query = self._query
        optional = {term: tuple(self._choices(term)) for term in query.optional}
        groups += [
            Group((term,), choices, is_wanted=False)
            for term, choices in optional.items()
            if choices
        ]
        required = [self._condition(node, optional) for node in query.required]
        selection = Selection(
            all_of([*query.filters.conditions(), *required]),
            tuple(self._condition(node, {}) for node in query.excluded),
            query.filters.period(query.dated),
        )
        return Plan(
            query,
            tuple(groups),
            tuple(without),
            selection,
            tuple(self._spellings.notes),
            self._is_text,
        )

    def _is_wanted(self, terms: Iterable[Term]) -> bool:
        """Whether an article has to have one of these: not if they only hold a sentence together,
        and there are others."""
        return not (self._has_content and all(map(_is_function, terms)))

    def _condition(self, node: Node, choices: Mapping[Term, Iterable[Choice]]) -> Sought:
        """What a part of the query asks of the index: a term by its choices, or as typed."""
        match node:
            case Term():
                able = choices.get(node) or self._spellings.exact_forms(node)
                return any_of(choice.sought for choice in able)
            case Desked():
                from newscli.search.desk import said_of

                return said_of(node, self._query.filters)
            case Fact(field, typed, words):
                run = Run(words, field, prefix=typed.endswith("*"))
                is_one = " " not in typed and not run.prefix
                spelt = (*plain_forms(typed), *by_rule(" ".join(words))) if is_one else ()
                return any_of((run, *(Run((*form.split(),), field) for form in spelt)))
            case Dated(field, typed):
                from newscli.search.dates import bound

                if ends(node) == (("since", typed), ("until", typed)):  # a word of the index
                    return Run((dates(bound(field, typed))[-1],), field)
                return Within(*(Filters().period(ends(node)) or ("", "~")))
            case Either(parts):
                return any_of(self._condition(part, choices) for part in parts)
            case Not(part):
                return Without(EVERY, self._condition(part, choices))
            case Both(parts):
                out = [part.part for part in parts if isinstance(part, Not)]
                wanted = [part for part in parts if not isinstance(part, Not)]
                sought = all_of(self._condition(part, choices) for part in wanted)
                if not out:
                    return sought
                return Without(sought, any_of(self._condition(part, choices) for part in out))

    def _parted(self) -> Iterator[tuple[tuple[Term, ...], int]]:
        """The query's groups, with a word of several parts (`Russia-held`) taken apart where the
        archive does not have them side by side."""
        for terms, times in zip(self._query.groups, self._query.times, strict=True):
            (term, *others) = terms
            is_parted = not others and term.kind == "word" and len(term.words) > 1
            is_parted = is_parted and not TOGETHER.intersection(term.typed.strip(ENDS))
            if is_parted and not any(
                self._index.matching.any(choice.sought)
                for choice in (
                    *self._spellings.exact_forms(term),
                    *self._spellings.inflected(term),
                    *self._transcribed(term, has_exact=False),
                )
            ):
                for word in term.words:
                    yield (term._replace(typed=word, words=(word,)),), times
            else:
                yield terms, times

    def _chosen(self) -> list[tuple[tuple[Term, ...], int]]:
        """The groups to be looked for: all but the commonest of a long text."""
        if len(self._groups) <= LONGEST:
            return self._groups
        rarest = sorted(
            range(len(self._groups)),
            key=lambda i: self._articles(self._groups[i][0][0].words) / self._groups[i][1],
        )
        return [self._groups[i] for i in sorted(rarest[:LONGEST])]

    def _choices(self, term: Term) -> Iterator[Choice]:
        """The ways to satisfy a term; none if the archive has nothing like it."""
        exact = [*filter(self._spellings.is_there, self._spellings.exact_forms(term))]
        yield from exact
        if term.kind == "word":
            for choice in exact:
                if len(choice.words) == 1 and not choice.words[0].startswith(MARK):
                    yield from self._alike(choice)
            yield from self._spellings.inflected(term)
            for choice in self._transcribed(term, has_exact=bool(exact)):
                if not exact and choice.cost <= UNUSUAL:
                    self._foreign.add(term)
                yield choice
        if exact or term.kind not in ("word", "phrase"):
            return
        if self._spellings.marked_form(term):  # without its sign it is another word, if one at all
            bare = Choice(term, term.words, "repaired", SIGN, 1, self._articles(term.words))
            if len("".join(term.words)) >= LEAST_BARE and self._spellings.is_there(bare):
                yield bare
            return
        if len(term.words) > 1:
            yield from self._mended(term)
        else:
            self._index.expect(Run((term.words[0],)), match=False)
            yield from self._repaired(term)

    def _transcribed(self, term: Term, *, has_exact: bool) -> Iterator[Choice]:
        """A name in other transcriptions."""
        beside = [(*one.words, *other.words) for one, other in self._pairs(term)]
        has_given = len(term.words) == 1 and self._has_given(term)
        return transcribed(
            self._index,
            term,
            beside,
            has_given=has_given,
            is_alone=len(self._groups) == 1,
            is_known=has_exact,
        )

    def _has_given(self, surname: Term) -> bool:
        """Whether beside a surname stands a given name of two syllables."""
        terms = (terms[0] for terms, _ in self._groups if len(terms) == 1)
        return any(
            (len(term.words) > 1 or not self._articles(term.words)) and of_syllables(term.words)
            for term in terms
            if term is not surname and term.kind == "word"
        )

    def _alike(self, choice: Choice) -> Iterator[Choice]:
        """Other forms of a word that the archive has."""
        vocabulary, term, (word,) = self._index.vocabulary, choice.term, choice.words
        inflections = vocabulary.inflections(word)
        for other, count in inflections.items():
            yield Choice(term, (other,), "inflected", INFLECTED, 0, count)
        if not self._is_text and choice.kind == "typed":
            for repair in far_commoner(vocabulary, word, choice.articles):
                if repair.word not in inflections:
                    yield _repaired(term, repair)

    def _repaired(self, term: Term, surcharge: float = 0.0) -> Iterator[Choice]:
        """What a word may be a slip for: not for another word of the query, which is there;
        and a known one for no short one that only holds sentences together."""
        (word,) = term.words
        most = FEW_REPAIRS if self._is_text else None
        for repair in islice(repairs(self._index.vocabulary, word), most):
            is_short = len(repair.word) <= SHORT and repair.word in FUNCTION_WORDS
            is_no_slip = surcharge > 0 and is_short
            if is_no_slip or repair.word in self._typed_words:
                continue
            if len(self._groups) > 1 or repair.cost <= convincing(word):
                yield _repaired(term, repair, surcharge)
        if not surcharge:
            yield from self._split(term)
            yield from self._spellings.misspelt(term)

    def _split(self, term: Term) -> Iterator[Choice]:
        """A word as two that the archive has side by side."""
        (word,) = term.words
        if len(word) > 2 * LONGEST_REPAIRED:
            return  # no two words
        parts = [(word[:i], word[i:]) for i in range(1, len(word))]
        counts = self._index.vocabulary.counts({part for both in parts for part in both})
        able = [both for both in parts if all(part in counts for part in both)]
        able.sort(key=lambda both: -min(counts[part] for part in both))
        for both in able[:SPLITS]:
            articles = min(counts[part] for part in both)
            choice = Choice(term, both, "repaired", SPACE, 1, articles)
            if self._index.matching.any(choice.sought):
                yield choice

    def _mended(self, term: Term) -> Iterator[Choice]:
        """A phrase that the archive does not have, with its unknown words repaired."""
        forms: list[list[tuple[float, str, int]]] = []
        for word in term.words:
            if word in self._counts:
                forms.append([(0.0, word, 0)])
            else:
                found = repairs(self._index.vocabulary, word)[:PHRASE_REPAIRS]
                forms.append([(repair.cost, repair.word, repair.edits) for repair in found])
        if all(len(form) == 1 and not form[0][2] for form in forms):
            return
        for picked in product(*forms):
            costs, words, edits = zip(*picked, strict=True)
            choice = Choice(term, words, "repaired", max(sum(costs), 0.0), sum(edits))
            if self._index.matching.any(choice.sought):
                yield choice

    def doubting(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The groups, their words taken for slips though the archive has them."""
        joined = self._joined()
        for group in groups:
            if not group.is_wanted:
                yield group
                continue
            term = group.terms[0]
            choices = [*group.choices, *joined.get(term, ())]
            if len(group.terms) == 1 and term.kind == "word" and len(term.words) == 1:
                had = {choice.words for choice in choices}
                if term.words in had:
                    slips = (c for c in self._repaired(term, KNOWN) if c.words not in had)
                    choices += (slip for slip in slips if self._may_be_a_slip(term, slip))
                    if not self._foreign.isdisjoint(chain(*self._pairs(term))):
                        choices += self._transcribed(term, has_exact=False)
            yield group._replace(choices=_cheapest(choices))

    def _may_be_a_slip(self, term: Term, choice: Choice) -> bool:
        """Whether a word that the archive has may be taken for another in the same answer: one
        letter away, or hardly ever there; else it stays what it is."""
        there = self._articles(term.words)
        articles, _ = self._index.matching.extent()
        is_near = choice.edits <= 1 or (there <= SELDOM and choice.articles > there)
        return is_near and choice.articles <= FAMILIAR * articles

    def slips(self, group: Group) -> list[Choice]:
        """What a word that the archive has may be a slip for: commoner words; and where it is typed
        as a name, what systems write for it in other transcriptions."""
        (term,) = group.terms
        least = COMMONER * self._articles(term.words)
        slips = self._repaired(term, KNOWN)
        commoner = [c._replace(cost=c.cost - KNOWN) for c in slips if c.articles >= least]
        if not term.typed[:1].isupper():  # flour is no other spelling of floor
            return commoner
        others = self._transcribed(term, has_exact=False)
        return [*commoner, *(one for one in others if one.cost <= UNUSUAL)]

    def _neighbours(self) -> Iterator[tuple[Term, Term]]:
        """Plain words side by side."""
        for (terms, _), (following, _) in pairwise(self._groups):
            if _is_plain(terms) and _is_plain(following):
                yield terms[0], following[0]

    def _pairs(self, term: Term) -> Iterator[tuple[Term, Term]]:
        """The neighbours of a word, each with it in the order of the query."""
        return (both for both in self._adjacent if term in both)

    def _joined(self) -> dict[Term, list[Choice]]:
        """Term → the word that it makes with its neighbour, where the archive has that."""
        found: dict[Term, list[Choice]] = {}
        for both in self._adjacent:
            word = both[0].words[0] + both[1].words[0]
            if word in self._counts:
                for term in both:
                    choice = Choice(term, (word,), "repaired", SPACE / 2, 1, self._counts[word])
                    found.setdefault(term, []).append(choice)
        return found


def slips_of(index: Holdings, plan: Plan, wanted: int) -> Plan | None:
    """How to look for what the one word of a query is a slip for, though the archive has it, in
    fewer articles than are `wanted`: that filters leave few of them does not make it a slip."""
    group = plan.groups[0] if len(plan.groups) == 1 and not plan.without else None
    if group is None or not group.is_wanted or not _is_plain(group.terms):
        return None
    if all(choice.kind == "repaired" for choice in group.choices):
        return None  # the archive has it not, and that is what the plan looks for
    if any(choice.articles >= wanted for choice in group.choices if choice.kind == "typed"):
        return None
    choices = tuple(_Making(index, plan.query).slips(group))
    return plan._replace(groups=(group._replace(choices=choices),)) if choices else None


def _cheapest(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices, the likeliest first; what stands for a term in two ways, in the likelier."""
    likeliest = {(c.term, c.words): c for c in sorted(choices, key=lambda c: -c.cost)}
    return tuple(sorted(likeliest.values(), key=lambda c: c.cost))


def _is_function(term: Term) -> bool:
    """Whether a term only holds a sentence together: no article is left out for want of it."""
    is_word = term.kind == "word" and term.field is None and not is_capital(term.typed)
    return is_word and FUNCTION_WORDS.issuperset(term.words)


def _is_plain(terms: tuple[Term, ...]) -> bool:
    """Whether a group is one word, to be found anywhere."""
    (term, *others) = terms
    return not others and term.kind == "word" and len(term.words) == 1 and term.field is None


def _repaired(term: Term, repair: Candidate, surcharge: float = 0.0) -> Choice:
    cost = max(repair.cost, 0.0) + surcharge  # a very common word may cost less than nothing
    return Choice(term, (repair.word,), "repaired", cost, repair.edits, repair.articles)
