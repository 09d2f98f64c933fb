"""Words of the archive that are offered in place of those of a query, with their counts.

Those that look like them; and those that are otherwise joined: `snowstorm` and `snow storm`,
`climate strike` and #ClimateStrike, and the parts of a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newscli.index.matching import Selection
from newscli.index.sought import Run, Sought
from newscli.index.vocabulary import LONGEST_REPAIRED
from newscli.search.choices import SHORT_QUERY, Choice, Group, Plan
from newscli.search.grammar import Term
from newscli.search.query import Query
from newscli.search.repair import FAR_COMMONER, cost, repairs
from newscli.text import spans, words
from newscli.text.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings
if TYPE_CHECKING:
    from newscli.index.holdings import Words

SUGGESTIONS = 5  # words named when nothing matches
ALIKE = 70  # of 100, as `WRatio` weighs two names: one letter of four differs, or words are missing
LEAST_PART = 5  # letters of a word that may be part of longer ones
LEAST_HALF = 4  # of what a compound that the archive does not have may be made of
LEAST_JOINED = 3  # letters of a word that another may be joined to
MOST_JOINED = 4  # words of a hashtag
LONGEST = 2 * LONGEST_REPAIRED  # letters of a compound

_HUMPS = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+"  # of ClimateStrike, COP26Now

Offered = dict[str, int]
"""Words as printed, and how many articles have them."""
SHORTEST = 6  # letters of a word whose slips are told from other words: `said`, but Sid
LIKELY = 0.7  # cost of a slip: a letter left out or doubled, two swapped, one vowel for another


def suggested(
    index: Holdings, query: Query, joined: Mapping[tuple[str, ...], int]
) -> tuple[tuple[str, int], ...]:
    """Words of the archive in place of those of a query which nothing matches; `joined` are what
    its words are otherwise joined."""
    vocabulary = index.vocabulary
    asked = [word for term in query.terms for word in term.words]
    if len(asked) > SHORT_QUERY:
        return ()
    likely: dict[str, tuple[float, int]] = {
        word: (0.0, articles) for word, articles in vocabulary.counts(asked).items()
    }
    for word in asked:
        for repair in repairs(vocabulary, word):
            likely.setdefault(repair.word, (repair.cost, repair.articles))
    if not likely:
        for word in asked:
            if LEAST_PART <= len(word) <= LONGEST:
                longer, _ = vocabulary.fitting(f"*{word}*", SUGGESTIONS)
                found = longer or vocabulary.counts(_parts(word))
                likely.update((other, (0.0, articles)) for other, articles in found.items())
    best = sorted(likely, key=lambda word: (likely[word][0], -likely[word][1], word))[:SUGGESTIONS]
    offered = as_printed(index, joined)
    offered.update(as_printed(index, {(word,): likely[word][1] for word in best}))
    return tuple([*offered.items()][:SUGGESTIONS])


def asked_of(forms: Iterable[tuple[str, ...]]) -> list[tuple[Sought, int]]:
    """What `as_printed` asks of an index, for `Matches.ahead`."""
    return [(Run(form), int(len(form) == 1)) for form in forms]


def as_printed(index: Holdings, forms: Mapping[tuple[str, ...], int]) -> Offered:
    """Folded words as articles print them, and several side by side, with their counts: of these
    only as many as there are, and none that no article has."""
    every = Selection()
    index.matching.ahead((), every, beside=asked_of(forms))
    offered: Offered = {}
    for form, articles in forms.items():
        if len(form) == 1:
            (word,) = form
            numbers = index.matching.best(Run(form), every, 1).numbers
            offered[printed(index, word, numbers)] = articles
        elif together := index.matching.count(Run(form), every):
            offered[" ".join(form)] = together
    return offered


def joined_otherwise(index: Holdings, query: Query, plan: Plan) -> dict[tuple[str, ...], int]:
    """What a query's words are together or in parts, as far as the archive has the words and they
    are not looked for so anyway; and how many articles have each, of several the rarest."""
    sought = {choice.words for group in plan.groups for choice in group.choices}
    terms = [group[0] for group in query.groups if len(group) == 1]
    if len(query.groups) > SHORT_QUERY:
        return {}
    forms = dict.fromkeys(form for form in _otherwise(terms) if form not in sought)
    counts = index.vocabulary.counts(word for form in forms for word in form)
    able = [form for form in forms if all(word in counts for word in form)]
    single = [form for form in able if len(form) == 1]
    several = [form for form in able if len(form) > 1][:SUGGESTIONS]
    return {form: min(counts[word] for word in form) for form in (*single, *several)}


def _otherwise(terms: list[Term]) -> Iterator[tuple[str, ...]]:
    """Words side by side as one, and one as several side by side."""
    plain = [term if term.kind == "word" and not term.field else None for term in terms]
    for start in range(len(plain)):
        for end in range(start + 2, min(start + MOST_JOINED, len(plain)) + 1):
            run = [word for term in plain[start:end] for word in (term.words if term else ("",))]
            if all(len(word) >= LEAST_JOINED for word in run) and not FUNCTION_WORDS.issuperset(
                run
            ):
                yield ("".join(run),)
    for term in filter(None, plain):
        word = term.words[0]
        if len(term.words) > 1 or not 2 * LEAST_JOINED <= len(word) <= LONGEST:
            continue
        if not (term.typed.isalpha() and term.typed.islower()):
            humps = tuple(part for hump in re.findall(_HUMPS, term.typed) for part in words(hump))
            if len(humps) > 1:
                yield humps
        cuts = range(LEAST_JOINED, len(word) - LEAST_JOINED + 1)
        yield from ((word[:at], word[at:]) for at in cuts)


def alike(name: str, names: Sequence[str], limit: int) -> list[int]:
    """Which of these names are most like one that none of them is, the likest first.

    >>> alike("Rueters", ["AFP", "Reuters", "dpa"], 3)
    [1]
    """
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract

    found = extract(
        name, names, scorer=WRatio, processor=str.casefold, score_cutoff=ALIKE, limit=limit
    )
    return [at for _, _, at in found]


def _parts(word: str) -> list[str]:
    """What a compound may begin and end with."""
    cuts = range(LEAST_HALF, len(word) - LEAST_HALF + 1)
    return [part for at in cuts for part in (word[:at], word[at:])]


def printed(index: Holdings, word: str, numbers: Collection[int]) -> str:
    """A folded word as these articles print it."""
    forms = Counter(
        text[start:end]
        for _, *texts in index.matching.texts(numbers)
        for text in texts
        for start, end, folded in spans(text)
        if folded == word
    )
    return max(forms, key=forms.__getitem__, default=word)


def with_slips(vocabulary: Words, groups: Iterable[Group]) -> Iterator[Group]:
    """The groups, with what may be slips of the archive where it has a word as typed: `Kremiln`."""
    for group in groups:
        slips = [slip for choice in group.choices for slip in _slips(vocabulary, choice)]
        yield group._replace(choices=(*group.choices, *slips))


def _slips(vocabulary: Words, choice: Choice) -> Iterator[Choice]:
    """Far rarer words that are probably the one of this choice, misspelt."""
    term, (word, *others) = choice.term, choice.words
    if choice.kind != "typed" or term.kind != "word" or others or len(word) < SHORTEST:
        return
    near = (slip for slip, away in vocabulary.within(word, 1).items() if away)
    for slip, articles in vocabulary.counts(near).items():
        price = cost(slip, word)
        if price <= LIKELY and articles * FAR_COMMONER <= choice.articles:
            yield choice._replace(
                words=(slip,), kind="repaired", cost=price, edits=1, articles=articles
            )
