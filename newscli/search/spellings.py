"""The other spellings of a query's words that the archive has: `text.variants` says of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from newscli.index import Index
from newscli.index.matching import Selection
from newscli.index.sought import Run
from newscli.search.choices import Choice
from newscli.search.grammar import Term
from newscli.text import words
from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.variants import CAPITAL, is_capital, plain_forms

SPELT = 0.15  # cost, in edits, of another spelling: the one that was typed stands first
EXPANDED = 200  # words that one with wildcards may stand for: the commonest
PHRASE_SPELLINGS = 24  # of a phrase, whose words' spellings are tried in all combinations
EVERYTHING = Selection()


class Spellings:
    """Those of the words of some terms."""

    def __init__(self, index: Index, terms: Iterable[Term]) -> None:
        self._index = index
        typed = [w for t in terms if t.kind in ("word", "phrase") for w in t.typed.split()]
        plain = {form for word in typed for form in plain_forms(word)}
        written = {" ".join(words(word)) for word in typed}
        self._spellings = index.vocabulary.spellings(plain, written)
        self.counts = index.vocabulary.counts(plain.union(self._spellings))
        """How many articles have each plain form."""

    def spelt(self, typed: str) -> dict[tuple[str, ...], int]:
        """The other spellings of a word, and how many articles have each."""
        written = " ".join(words(typed))
        if written in FUNCTION_WORDS and not is_capital(typed):
            return {}
        plain = [
            *plain_forms(typed),
            *(p for p, spelt in self._spellings.items() if written in spelt),
        ]
        found: dict[str, int] = {}
        for form in plain:
            if form in FUNCTION_WORDS:  # `us` is no spelling of U.S.
                form = CAPITAL + form
                self.counts.setdefault(form, self._index.matching.count(Run((form,)), EVERYTHING))
            if self.counts.get(form):
                found[form] = self.counts[form]
            found.update(self._spellings.get(form.lstrip(CAPITAL), {}))
        found.pop(written, None)
        return {tuple(form.split()): articles for form, articles in found.items()}

    def variants(self, term: Term) -> Iterator[Choice]:
        """A term in other spellings."""
        if term.kind == "word":
            for spelt, articles in self.spelt(term.typed).items():
                yield Choice(term, spelt, "variant", SPELT, 0, articles)
        elif term.kind == "phrase":
            each = [[tuple(words(typed)), *self.spelt(typed)] for typed in term.typed.split()]
            for picked in islice(product(*each), 1, PHRASE_SPELLINGS):
                spelt = tuple(word.lstrip(CAPITAL) for part in picked for word in part)
                yield Choice(term, spelt, "variant", SPELT, 0, 0)
        elif term.kind == "prefix":
            plain = "".join(term.words)
            fitting = self._index.vocabulary.spellings_fitting(f"{plain}*", EXPANDED)
            spelt_so = [(plain,), *(tuple(written.split()) for written in fitting)]
            for spelt in spelt_so:
                if spelt != term.words:
                    yield Choice(term, spelt, "variant", SPELT)
