"""Whether two articles tell the same story, as far as their words show it.

Sentence by sentence RapidFuzz looks for the one in the other article that says the same; two that
differ in names or figures do not, however alike they are.  What the shorter article shares with
the longer is the similarity, less in the measure in which sentences contradict each other: that is
what tells a reprint from the next day's bulletin in the same words.

Thresholds are from tests/benchmarks/stories.py: copies planted into 23,800 articles of BBC and
Reuters, and those articles themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from newscli.records import Passage, Relation
from newscli.stories.telling import HEADLINE, Telling
from newscli.tuples import NamedTuple

ALIKE = 50  # percent (RapidFuzz `ratio` over words) from which two sentences can say the same
CONSIDERED = 3  # sentences of the other article, the most alike first
SAME_NAMES = 0.5  # share (Dice) that two sentences must have in common; agencies' tags add some
SAME_FIGURES = 0.9  # the same of figures, which hardly anyone rewrites

FLOOR = 0.3
"""Similarity below which a pair is not kept, so that no threshold can find it."""

LEAST = 10  # words in common, below which two articles have nothing in common

COPY = 0.95  # of the words of both bodies: the rest is an agency's tag, or a mended word
NEARLY = 0.999  # similarity of copies at most, as 1 is that of the same text to the letter
EVIDENCE = 25
"""Words in common from which `FLOOR` suffices.  Below, as between two dividend announcements of 14
words, only near-identity says anything."""
NEAR_IDENTITY = 0.95

APART = 3
"""Days.  Articles that are dated further apart and only partly alike are a series (weekly figures,
daily market reports), unless they share nearly all."""
REPRINT = 0.7  # similarity that shows that a later one is a reprint

EXTRACT = 0.25  # share of the longer article below which the shorter may be a passage of it
HALF = 0.5
"""The same if it is not the beginning: only its first item makes a digest one with other articles,
or it would make all of them one story."""
WHOLE_EXTRACT = 0.5  # of the shorter one that must be in the longer, if that is so

SHORTEST_PASSAGE = 30  # words in common, about two sentences
TRUE_PASSAGE = 0.7  # share of the passage's words that the other has
CONTRADICTED = 0.1  # share of an article's words, above which a shared lead is a mere form


class Counterpart(NamedTuple):
    """What another article has of a sentence."""

    words: int
    """In common; 0 when no sentence says the same."""
    sentence: int
    """Index of that sentence; -1 for none."""
    is_contradicted: bool
    """Whether only sentences are like it that name others."""


NO_COUNTERPART = Counterpart(0, -1, False)


class Cover(NamedTuple):
    """How much of an article another has."""

    share: float
    """Of its words."""
    contradicted: float
    """Of its words: in sentences that are like it but name others."""
    words: int
    body: float
    """Share of the words of its body."""

    @property
    def similarity(self) -> float:
        """What is shared, in the measure in which nothing contradicts it."""
        return self.share**2 / (self.share + self.contradicted) if self.share else 0.0


def judge(one: Telling, other: Telling) -> Relation | None:
    """What the two are to each other by their words; None when these show nothing."""
    here = counterparts(one, other)
    if sum(counterpart.words for counterpart in here) < LEAST:
        return None
    there = counterparts(other, one)
    mine, its = cover(one, here), cover(other, there)
    if (its.similarity, its.words) > (mine.similarity, mine.words):
        found = _judged(other, one, there, here, its, mine)
        return found and mirrored(found)
    return _judged(one, other, here, there, mine, its)


def _judged(
    short: Telling,
    long: Telling,
    here: Sequence[Counterpart],
    there: Sequence[Counterpart],
    mine: Cover,
    its: Cover,
) -> Relation | None:
    """The same when the first is the one of which the other has more."""
    similarity = mine.similarity
    if similarity >= FLOOR and _is_evident(mine, short, long):
        is_enough = mine.words >= EVIDENCE
        if min(mine.body, its.body) >= COPY and (is_enough or its.share >= COPY):
            return Relation("copy", min(similarity, NEARLY))
        is_opening = there[long.lead].words > 0
        if its.share >= (EXTRACT if is_opening else HALF):
            return Relation("version", similarity)
        if similarity >= WHOLE_EXTRACT:
            if is_opening:
                return Relation("same story", similarity)
            return Relation("same story", similarity, _spanned(short, long, here))
    if max(mine.contradicted, its.contradicted) > CONTRADICTED or _days(short, long) > APART:
        return None
    if its.share > mine.share or (long.headline and not short.headline):  # which is no digest
        return _mirrored(_by_lead(long, short, there)) or _by_lead(short, long, here)
    return _by_lead(short, long, here) or _mirrored(_by_lead(long, short, there))


def counterparts(one: Telling, other: Telling) -> list[Counterpart]:
    """For each sentence of an article, what another has of it."""
    choices = other.sentences
    return [
        _counterpart(one, index, other, like) if like else NO_COUNTERPART
        for index, sentence in enumerate(one.sentences)
        for like in [
            process.extract(
                sentence, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=CONSIDERED
            )
        ]
    ]


def _counterpart(
    one: Telling, sentence: int, other: Telling, like: Sequence[tuple[str, float, int]]
) -> Counterpart:
    """What another article has of a sentence, given the sentences that are like it."""
    facts, bag = one.facts(sentence), sorted(one.sentences[sentence])
    best = NO_COUNTERPART
    for signs, _, index in like:
        its = other.facts(index)
        if not (
            _agree(facts.names, its.names, SAME_NAMES)
            and _agree(facts.figures, its.figures, SAME_FIGURES)
        ):
            continue
        # The longest common subsequence of two sorted lists is what they have in common.
        common = int(LCSseq.similarity(bag, sorted(signs)))
        if common > best.words:
            best = Counterpart(common, index, False)
    return best if best.words else Counterpart(0, -1, True)


def cover(article: Telling, found: Sequence[Counterpart]) -> Cover:
    """How much of an article these counterparts of its sentences come to."""
    shared = contradicted = body = shared_body = 0
    for (paragraph, _, run), counterpart in zip(article.words, found, strict=True):
        size = len(run)
        shared += counterpart.words
        contradicted += size * counterpart.is_contradicted
        if paragraph != HEADLINE:
            body += size
            shared_body += counterpart.words
    length = max(1, article.length)
    return Cover(shared / length, contradicted / length, shared, shared_body / max(1, body))


def _agree(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether two sentences name the same; one that names nothing contradicts nothing."""
    if not one or not other:
        return True
    return 2 * len(one & other) >= share * (len(one) + len(other))


def _is_evident(mine: Cover, one: Telling, other: Telling) -> bool:
    """Whether there is enough in common for the similarity to mean something."""
    if mine.words < EVIDENCE:
        return mine.similarity >= NEAR_IDENTITY
    return _days(one, other) <= APART or mine.similarity >= REPRINT


def _days(one: Telling, other: Telling) -> int:
    """How far apart they are dated; 0 when not both are."""
    return abs(one.day - other.day) if one.day is not None and other.day is not None else 0


def _by_lead(one: Telling, other: Telling, found: Sequence[Counterpart]) -> Relation | None:
    """The same story, if another article has the beginning of one.

    What is news stands at the beginning; what is shared further down is background, which reports
    of different events have in common.
    """
    start = end = one.lead
    while end < len(found) and found[end].words:
        end += 1
    length = sum(map(len, one.sentences[start:end]))
    common = sum(counterpart.words for counterpart in found[start:end])
    if common < SHORTEST_PASSAGE or common < TRUE_PASSAGE * length:
        return None
    return Relation("same story", common / length, _spanned(one, other, found, start, end))


def _spanned(
    one: Telling,
    other: Telling,
    found: Sequence[Counterpart],
    start: int = 0,
    end: int | None = None,
) -> Passage:
    """The paragraphs of sentences with counterparts, and those of these; the other's are a part."""
    pairs = [
        (one.words[index][0], other.words[counterpart.sentence][0])
        for index, counterpart in list(enumerate(found))[start:end]
        if counterpart.words
    ]
    here, there = zip(*pairs, strict=True)
    return Passage((max(0, min(here)), max(0, *here)), (max(0, min(there)), max(0, *there)), False)


def mirrored(relation: Relation) -> Relation:
    """The relation as it is seen from the other article."""
    passage = relation.passage
    if passage is None:
        return relation
    turned = Passage(passage.there, passage.here, not passage.is_part_here)
    return relation._replace(passage=turned)


def _mirrored(relation: Relation | None) -> Relation | None:
    return relation and mirrored(relation)
