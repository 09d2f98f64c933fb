"""The other spellings of a query's words that the archive has.

`text.variants` says of what the archive holds several; others follow rules (`colour` and `color`,
`F16` and `F 16`, `3m` and `3 million`) or stand in `alike.txt` (`percent`, `per cent`, `%`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product
from typing import TYPE_CHECKING, TypeAlias

from newscli.index.matching import Selection
from newscli.index.sought import Run
from newscli.index.vocabulary import LONGEST_REPAIRED
from newscli.search.choices import Choice
from newscli.search.families import listed, others
from newscli.search.grammar import Term
from newscli.search.repair import cost, one_edit_away
from newscli.text import words
from newscli.text.function_words import FUNCTION_WORDS
from newscli.text.signs import MARK, is_capital, signed
from newscli.text.variants import plain_forms, spaced

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

SPELT = 0.15  # cost, in edits, of another spelling: the one that was typed stands first
INFLECTED = 1.2  # cost of another inflection, in edits: it ranks with one letter for another
EXPANDED = 200  # words that one with wildcards may stand for: the commonest
PHRASE_SPELLINGS = 64  # of a phrase, whose words' spellings are tried in all combinations
EVERYTHING = Selection()
COUNTED = ("word", "exact", "pattern", "prefix")  # terms of which it is known how many articles

Cell: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""A part of a phrase: its words, and the same with what signs or capitals tell from others."""

_ALIKE = "alike.txt"
_PARTS = r"(\d+(?=\D)|[^\W\d_]+(?=\d))([^\W\d_]+|\d+)"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"  # `string` takes half a millisecond to import
_RULES = (  # British ending, American one: Peters, The Cambridge Guide to English Usage (2004)
    ("our", "or", "|s|ed|ing|ite|ites|ful|able|hood|hoods|er|ers|less|ist|ists"),
    ("is", "iz", "e|es|ed|er|ers|ing|ation|ations"),
    ("ys", "yz", "e|es|ed|er|ers|ing"),
    ("tre", "ter", "|s"),
    ("bre", "ber", "|s"),
    ("ogue", "og", "|s"),
    ("fence", "fense", "|s"),
    *((f"{vowel}ll", f"{vowel}l", "ed|ing|er|ers|or|ors") for vowel in "aeiou"),
)
_ENDINGS = {
    here + ending: there + ending
    for british, american, endings in _RULES
    for here, there in ((british, american), (american, british))
    for ending in endings.split("|")
}
"""An ending that follows a rule → as the others spell it."""
_LONGEST_ENDING = max(map(len, _ENDINGS))
_BEFORE = 2  # letters before such an ending: `four` is not `for`
_INFLECTIONS = ("", "s", "es", "ed", "ing")
_LEAST_STEM = 4  # letters; shorter ones come out as other words
_ORDINALS = ("st", "nd", "rd", "th")


class Spellings:
    """The exact forms of some terms: as typed, and in all other spellings that the archive has."""

    def __init__(self, index: Holdings, terms: Sequence[Term], joined: Iterable[str]) -> None:
        """Look them up, with those of what pairs of words make when `joined`."""
        self._index = index
        typed = [
            word
            for term in terms
            if term.kind in ("word", "phrase")
            for word in (term.typed, *_apart(term.typed))
        ]
        typed += [word for term in terms for part in term.spelt for word in _apart(part)]
        plain = {form for word in typed for form in plain_forms(word)}.union(joined)
        inflected = {other for form in plain for other in _inflected(form)}
        written = {" ".join(words(word)) for word in typed}
        self._spellings = index.vocabulary.spellings(plain | inflected, written)
        ruled = {form for word in (*typed, *written) for form in _ruled(word)}
        every = {word for term in terms for word in term.words}
        self.counts = index.vocabulary.counts(
            {*every, *plain, *inflected, *self._spellings, *ruled}
        )
        """How many articles have each form of one word."""
        self.notes: list[str] = []
        """What was taken otherwise than typed."""
        self._beside: dict[Term, list[tuple[str, ...]]] = {}

    def articles(self, words: Iterable[str]) -> int:
        """How many have the rarest of the words."""
        return min(self.counts.get(word, 0) for word in words)

    def is_there(self, choice: Choice) -> bool:
        """Whether the archive has it, as far as it is to be known."""
        if len(choice.words) == 1 and choice.term.kind in COUNTED:
            return choice.articles > 0
        return self._index.matching.any(choice.sought)

    def pair(self, neighbours: Iterable[tuple[Term, Term]]) -> None:
        """Take other spellings of words side by side for spellings of each."""
        for both in neighbours:
            for form in self._as_one(*both):
                for term in both:
                    self._beside.setdefault(term, []).append(form)
        forms = {word for forms in self._beside.values() for form in forms for word in form}
        self.counts.update(self._index.vocabulary.counts(forms - self.counts.keys()))

    def exact_forms(self, term: Term) -> list[Choice]:
        """A term as typed and in its other spellings, be they there or not."""
        beside = (
            Choice(term, form, "variant", SPELT, 0, self.articles(form))
            for form in self._beside.get(term, ())
        )
        found: dict[tuple[object, ...], Choice] = {}
        for choice in (*self._as_typed(term), *self.variants(term), *beside):
            found.setdefault((choice.words, choice.runs), choice)
        return [*found.values()]

    def _as_typed(self, term: Term) -> Iterator[Choice]:
        """A term as typed; one with wildcards as the words that it may stand for."""
        vocabulary = self._index.vocabulary
        if term.kind == "pattern":
            fitting, count = vocabulary.fitting(term.words[0], EXPANDED)
            if count > len(fitting):
                self.notes.append(f"{term.typed}: the {len(fitting)} commonest of {count:,} words")
            for word, articles in fitting.items():
                yield Choice(term, (word,), articles=articles)
            for written, articles in vocabulary.spellings_fitting(term.words[0], EXPANDED).items():
                yield Choice(term, tuple(written.split()), "variant", SPELT, 0, articles)
        elif term.kind == "prefix" and len(term.words) == 1:
            yield Choice(term, term.words, articles=vocabulary.beginning(term.words[0]))
        elif marked := self.marked_form(term):
            yield Choice(term, (marked,), articles=self._marked(marked))
        elif term.kind == "phrase":
            runs = next(self._phrases(term)).runs
            yield Choice(term, term.words, articles=self.articles(term.words), runs=runs)
        elif term.kind == "near":
            as_typed = next(self._near(term))
            articles = self.articles(term.words)
            yield as_typed._replace(kind="typed", cost=0.0, articles=articles)
        else:
            yield Choice(term, term.words, articles=self.articles(term.words))

    def marked_form(self, term: Term) -> str | None:
        """The word that a term is with its signs or in its capitals, if these tell."""
        if term.kind not in ("word", "exact"):
            return None
        if is_capital(term.typed):
            capital = MARK + term.words[0]
            spelt = term.kind == "exact" or self.spelt(term.typed)
            return capital if spelt and self._marked(capital) else None
        return signed(term.typed)

    def _marked(self, word: str) -> int:
        """How many articles have a word that signs or capitals tell from others."""
        if word not in self.counts:
            self.counts[word] = self._index.matching.count(Run((word,)), EVERYTHING)
        return self.counts[word]

    def spelt(self, typed: str) -> dict[tuple[str, ...], int]:
        """The other spellings of a word, and how many articles have each; 0 where it is not known,
        as for those of several words."""
        if typed == "&":
            return {("and",): 0}
        written = " ".join(words(typed))
        if written in FUNCTION_WORDS and not is_capital(typed):
            return {(*form.split(),): 0 for form in others(listed(_ALIKE), written)}
        plain = (
            ()
            if (sign := signed(typed))
            else [
                *plain_forms(typed),
                *(p for p, spelt in self._spellings.items() if written in spelt),
            ]
        )
        found: dict[str, int] = {}
        for form in plain:
            if form in FUNCTION_WORDS:  # `us` is no spelling of U.S.
                form = MARK + form
                self._marked(form)
            if self.counts.get(form):
                found[form] = self.counts[form]
            found.update(self._spellings.get(form.lstrip(MARK), {}))
        for form in _ruled(typed):
            if form.startswith(MARK):
                self._marked(form)
            if " " in form or self.counts.get(form):
                found.setdefault(form, self.counts.get(form, 0))
        found.pop(sign or written, None)
        return {tuple(form.split()): articles for form, articles in found.items()}

    def inflected(self, term: Term) -> Iterator[Choice]:
        """A word in other inflections that are joined otherwise: `emails`, where it is `e-mail`."""
        for plain in plain_forms(term.typed):
            for form in _inflected(plain):
                spelt = dict(self._spellings.get(form, {}))
                if len(term.words) > 1 and form in self.counts:
                    spelt[form] = self.counts[form]
                for written, articles in spelt.items():
                    yield Choice(term, (*written.split(),), "inflected", INFLECTED, 0, articles)

    def misspelt(self, term: Term) -> Iterator[Choice]:
        """What one word may be a slip for that the archive spells otherwise: `emial`, `e-mail`.
        Letters that it has not itself are tried in Latin alone."""
        (word,) = term.words
        if not _LEAST_STEM <= len(word) <= LONGEST_REPAIRED:
            return
        near = one_edit_away(word, {*word, *_LETTERS})
        for plain, spelt in self._index.vocabulary.spellings(near, ()).items():
            for written, articles in spelt.items():
                parts = (*written.split(),)
                yield Choice(term, parts, "repaired", cost(word, plain), 1, articles)

    def variants(self, term: Term) -> Iterator[Choice]:
        """A term in other spellings."""
        if term.kind == "word":
            for spelt, articles in self.spelt(term.typed).items():
                yield Choice(term, spelt, "variant", SPELT, 0, articles)
        elif term.kind == "phrase":
            yield from islice(self._phrases(term), 1, PHRASE_SPELLINGS)
        elif term.kind == "near":
            yield from islice(self._near(term), 1, PHRASE_SPELLINGS)
        elif term.kind == "prefix":
            plain = "".join(term.words)
            fitting = self._index.vocabulary.spellings_fitting(f"{plain}*", EXPANDED)
            spelt_so = {(*written.split(),): articles for written, articles in fitting.items()}
            spelt_so[(plain,)] = self._index.vocabulary.beginning(plain)
            for spelt, articles in spelt_so.items():
                if spelt != term.words:
                    yield Choice(term, spelt, "variant", SPELT, 0, articles)

    def _phrases(self, term: Term) -> Iterator[Choice]:
        """A phrase in all its spellings, as typed first."""
        each = [self._cells(typed) for typed in _apart(term.typed)]
        return (_side_by_side(term, picked) for picked in product(*each))

    def _near(self, term: Term) -> Iterator[Choice]:
        """What has to be near what in all its spellings, as typed first."""
        each = [
            [*map(_together, islice(product(*map(self._cells, _apart(part))), PHRASE_SPELLINGS))]
            for part in term.spelt
        ]
        for picked in product(*each):
            bare, told = zip(*picked, strict=True)
            near = term._replace(parts=bare)
            yield Choice(near, (*chain(*bare),), "variant", SPELT, 0, 0, told)

    def _cells(self, typed: str) -> list[Cell]:
        """A part of a phrase in its spellings, as typed first."""
        found = [_cell(typed)]
        if is_capital(typed) and self._marked(capital := MARK + typed.lower()):
            found = [((typed.lower(),), (capital,))]
        for form in self.spelt(typed):
            bare = tuple(word.lstrip(MARK) for word in form)
            told = (word for word in form if word.startswith(MARK))
            if FUNCTION_WORDS.issuperset(word.lstrip(MARK) for word in told):
                found.append((bare, form))
        found += [cell for form in _figures(typed) if (cell := _cell(form))[0] != cell[1]]
        return [*dict.fromkeys(found)]

    def _as_one(self, one: Term, other: Term) -> Iterator[tuple[str, ...]]:
        """Two words side by side as one: where the archive writes that with a joint, where letters
        and figures meet or initials, or where a list says so."""
        joined = f"{one.words[0]}{other.words[0]}"
        apart = f"{one.words[0]} {other.words[0]}"
        is_initials = len(joined) == 2 and joined.isalpha()
        if is_initials or apart in self._spellings.get(joined, {}):
            yield (joined,)
        for form in _folded(by_rule(apart)):
            if form.startswith(MARK):
                self._marked(form)
            yield tuple(form.split())


def _cell(written: str) -> Cell:
    """What is written so."""
    bare = tuple(words(written))
    return bare, (mark,) if (mark := signed(written)) else bare


def _together(cells: Iterable[Cell]) -> Cell:
    """Several cells side by side."""
    bare, told = zip(*cells, strict=True)
    return (*chain(*bare),), (*chain(*told),)


def _side_by_side(term: Term, cells: Iterable[Cell]) -> Choice:
    """What a term is in these spellings of its parts."""
    bare, told = _together(cells)
    return Choice(term, bare, "variant", SPELT, 0, 0, () if bare == told else (told,))


def _apart(phrase: str) -> Iterator[str]:
    """The words of a phrase as they are written, with those whole that have blanks inside.

    >>> [*_apart("some 10 000 men of J. P. Brand, up 5 per cent on May 3, 2001")]
    ['some', '10 000', 'men', 'of', 'J. P.', 'Brand,', 'up', '5 per cent', 'on', 'May 3, 2001']
    """
    if len(alone := phrase.split()) < 2:
        yield from alone
        return
    has_figures = any(map(str.isdecimal, phrase))
    end = 0
    for match in re.finditer(r"\S+", phrase):
        at = match.start()
        if at < end:
            continue
        whole = spaced().match(phrase, at)
        end = max(match.end(), whole.end() if whole else 0)
        if has_figures:
            from newscli.search.figures import length_quoted  # whose patterns only figures need

            end = max(end, at + length_quoted(phrase, at))
        yield phrase[at:end]


def _ruled(typed: str) -> list[str]:
    """The other spellings of a word by rules and lists, as the index has them."""
    if signed(typed):
        return [*_folded(_figures(typed))]
    parts = words(typed)
    swapped = (
        " ".join((*parts[:i], other, *parts[i + 1 :]))  # St-Denis
        for i, part in enumerate(parts)
        if len(parts) > 1
        for other in others(listed(_ALIKE), part)
        if other.isalnum()
    )
    return [*_folded((*by_rule(" ".join(parts)), *_figures(typed), *swapped))]


def _figures(typed: str) -> Iterator[str]:
    """The other spellings of a figure."""
    if any(map(str.isnumeric, typed)):
        from newscli.search.figures import spelt  # whose patterns only figures need

        yield from spelt(typed)


def _inflected(plain: str) -> set[str]:
    """Other inflections that a plain form may have in English."""
    stems = {plain.removesuffix(ending) for ending in _INFLECTIONS}
    able = (stem for stem in stems if len(stem) >= _LEAST_STEM and stem.isalpha())
    return {stem + ending for stem in able for ending in _INFLECTIONS} - {plain}


def _folded(forms: Iterable[str]) -> Iterator[str]:
    """Spellings as the index has them: words apart by a space, or one that its signs tell."""
    for form in forms:
        folded = signed(form) or " ".join(words(form))
        yield MARK + folded if folded in FUNCTION_WORDS else folded


def by_rule(written: str) -> list[str]:
    """The other spellings of a folded word, or of two, by rules and lists.

    >>> by_rule("colours"), by_rule("four"), by_rule("f16"), by_rule("per cent")
    (['colors'], [], ['f 16'], ['percent', 'pct', '%'])
    """
    found = others(listed(_ALIKE), written)
    first, _, last = written.partition(" ")
    both = first + last
    parts = re.fullmatch(_PARTS, both) if any(map(str.isdecimal, both)) else None
    if parts and parts[2] not in _ORDINALS:
        from newscli.text.amounts import UNITS

        units = [unit for row in UNITS if parts[2] in row for unit in row if parts[1].isdigit()]
        for unit in dict.fromkeys((parts[2], *units)):
            found += [parts[1] + unit, f"{parts[1]} {unit}"]
    shortest = max(_BEFORE, len(written) - _LONGEST_ENDING)
    for cut in range(shortest, len(written)) if written.isalnum() else ():
        if ending := _ENDINGS.get(written[cut:]):
            found.append(written[:cut] + ending)
    if not written.isascii():
        from newscli.search.particles import with_particles

        found += with_particles(written)
    return [form for form in dict.fromkeys(found) if form != written]
