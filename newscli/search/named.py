"""Which of the archive's words may be a name in other transcriptions than the typed one.

Those in tables come first, then those of systems and syllables (`transcriptions`); one that the
archive does not have may also be what sounds like it (`sounds`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscli.search.choices import Choice
from newscli.search.grammar import Term
from newscli.search.repair import distance
from newscli.search.transcriptions import LONGEST, ROMANISED, SHORTEST, spelt_otherwise

if TYPE_CHECKING:
    from newscli.index.holdings import Holdings

SURELY = ROMANISED  # cost of another transcription up to which one with a joint inside is asked for
HEARD = 200  # spellings of a name by systems that others are to sound like …
HEARD_BESIDE = 40  # … and where words beside it say what a slip is for
ALIKE = 0.5  # cost of one that only sounds like it, and what that differs in …
UNSYSTEMATIC = 1.0  # … where a system has another, or words beside it say what a slip is for


def transcribed(
    index: Holdings,
    term: Term,
    beside: Sequence[tuple[str, ...]],
    *,
    has_given: bool,
    is_alone: bool,
    is_known: bool,
) -> Iterator[Choice]:
    """A name in other transcriptions: those that are known, and for one that the archive does not
    have, those of its sounds.  It stands `beside` others in pairs, perhaps as the surname of one
    who `has_given` names of two syllables, or `is_alone`."""
    forms = spelt_otherwise(term.typed, term.words, beside, is_known=is_known)
    if has_given:
        from newscli.search.syllables import surnames

        others = surnames(term.words[0])
        forms = {**dict.fromkeys(((other,) for other in others), ROMANISED), **forms}
    forms.pop(term.words, None)
    vocabulary = index.vocabulary
    counts = vocabulary.counts(word for spelt in forms for word in spelt)
    if not is_known:
        single = [form[0] for form in forms if len(form) == 1]
        if len(term.words) == 1 and SHORTEST <= len(term.words[0]) <= LONGEST:
            from newscli.search.sounds import sounding_like

            has_system = any(word in counts for word in single)
            most = HEARD if is_alone else HEARD_BESIDE
            surcharge = ALIKE if is_alone and not has_system else UNSYSTEMATIC
            heard = sounding_like(vocabulary, (*term.words, *single[:most]))
            counts |= vocabulary.counts(heard)
            for word, price in heard.items():
                forms.setdefault((word,), surcharge + price)
        # names with a joint inside: Ja'fari, T'bilisi
        likely = {word for word in single if forms[word,] <= SURELY}
        for plain, written in vocabulary.spellings(likely - counts.keys(), ()).items():
            for form, articles in written.items():
                parts = (*form.split(),)
                edits = max(1, distance(term.words[0], plain))
                yield Choice(term, parts, "repaired", forms[plain,], edits, articles)
    for spelt, cost in forms.items():
        if all(word in counts for word in spelt):
            articles = min(counts[word] for word in spelt)
            edits = max(1, distance(" ".join(term.words), " ".join(spelt)))
            choice = Choice(term, spelt, "repaired", cost, edits, articles)
            if len(spelt) == 1 or index.matching.any(choice.sought):
                yield choice
