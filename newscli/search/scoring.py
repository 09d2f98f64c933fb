"""How good an answer an article is that has all the words, by its text.

BM25 over weighted fields for each word, in the form that serves best, times what repairs take off
and what headlines add.  What has a part of the words alone is judged by `relevance`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log

from newscli.search.choices import Choice, Group, Plan
from newscli.search.grammar import Term
from newscli.search.marks import FieldWords, Finder
from newscli.search.repair import DEAREST
from newscli.text.signs import ENDS
from newscli.tuples import NamedTuple

# BM25 (Robertson and Zaragoza 2009), with weights for fields as in BM25F.
WEIGHTS = {"headline": 4.0, "caption": 2.0, "body": 1.0}
SATURATION = 2.0  # k1
LENGTH = 0.75  # b
INFLECTIONS = 0.4  # weight of a word's other inflections in its term frequency
LIKELIHOOD = 1.2  # what one edit takes off the logarithm of the score
UNLIKE = 0.05  # cost, in edits, of what only folding makes the same: Łódź, where lodz was typed;
# a third of another spelling's, so that it decides only between what is else about equal
IN_HEADLINE = 0.8  # what a headline with all of the words adds to it; with half, a sixteenth


class GroupScore(NamedTuple):
    """What one group of the query contributes to an article's score."""

    choice: Choice
    """The form that served."""
    value: float
    """BM25."""
    matches: int
    """How often any form stands there."""
    forms: tuple[Choice, ...] = ()
    """All of them."""


class Scored(NamedTuple):
    """An article and how good an answer it is."""

    number: int
    score: float
    exact: bool
    """Whether every word is there as typed."""
    parts: tuple[GroupScore | None, ...]
    """One for each group of the plan; None for what is missing."""
    cover: float
    """Share of the groups that are in the headline, 0 to 1; where that adds nothing, 0."""
    missing: int
    """How many groups that are wanted it does not have."""
    widened: float = 0.0
    """What words add that the query was widened by."""
    fits: bool = True
    """Whether it matches; else it fills the page."""
    is_known: bool = True
    """Whether it is judged as an article that a person recalls; else by its relevance."""

    coverage: float = 1.0
    """Share of the words that it has, where that is a factor of the score."""

    @property
    def edits(self) -> float:
        """What all the forms that served cost."""
        return sum(part.choice.cost for part in self.parts if part)

    @property
    def is_repaired(self) -> bool:
        """Whether a word is there only as what the one that was typed may be a slip for."""
        return any(part.choice.kind == "repaired" for part in self.parts if part)

    @property
    def worth(self) -> float:
        """The score, less what words take off that it does not have: as much as the dearest
        repair, so that one likelier than that is better than none."""
        return self.score * exp(-LIKELIHOOD * DEAREST * self.missing)


@lru_cache(maxsize=1 << 10)  # as many articles have the same few words
def rarity(articles: int, all: int) -> float:
    """The weight of a word that so many of all articles have: BM25's, which is never below 0."""
    return log(1 + (max(all - articles, 0) + 0.5) / (articles + 0.5))


class Scorer:
    """Scores articles for the groups of a plan."""

    def __init__(self, plan: Plan, articles: int, mean_words: float) -> None:
        self._plan = plan
        self._articles = articles
        self._mean_words = mean_words or 1.0
        self._finder = Finder(plan.groups)
        self._spelt: dict[Term, int] = {}  # a spelling is no rarer than the word
        for choice in (choice for group in plan.groups for choice in group.choices):
            if choice.is_exact:
                there = self._spelt.get(choice.term, 0)
                self._spelt[choice.term] = max(there, choice.articles)

    def words(self, headline: str, captions: str, body: str) -> FieldWords:
        """The words of an article with this text."""
        return self._finder.words_of(headline, captions, body)

    def scored(self, number: int, fields: FieldWords, texts: Sequence[str]) -> Scored:
        """The article with these words and texts, scored."""
        found: list[dict[Choice, float]] = [{} for _ in self._plan.groups]
        counts = [0] * len(found)
        in_headline: set[int] = set()
        length = 0
        for field, run in fields:
            length += len(run)
            weight = WEIGHTS[field]
            for _, _, group, choice in self._finder.found(run, field):
                found[group][choice] = found[group].get(choice, 0.0) + weight
                counts[group] += 1
                if field == "headline":
                    in_headline.add(group)
        norm = SATURATION * (1 - LENGTH + LENGTH * length / self._mean_words)
        parts = [
            self._part(group, frequencies, norm, count)
            for group, frequencies, count in zip(self._plan.groups, found, counts, strict=True)
        ]
        groups = len(parts) + len(self._plan.without)
        cover = len(in_headline) / groups if groups else 0.0  # filters alone have no words
        unlike = sum(
            part is not None and part.choice.kind == "typed" and not _is_written(part.choice, texts)
            for part in parts
        )
        return self._plan_scored(number, parts, cover, unlike)

    def in_part(self, one: Scored) -> Scored:
        """An article that may lack words, judged as such: the score of those that it has, each as
        far as it is likely, times their share in all, where a word weighs as it is rare."""
        total = sum(part.value * _likelihood(part.choice) for part in one.parts if part)
        there = every = 0.0
        for group, part in zip(self._plan.groups, one.parts, strict=True):
            if group.is_wanted:
                likeliest = group.choices[0]
                weight = rarity(likeliest.articles, self._articles) * _likelihood(likeliest)
                every += weight
                there += weight if part else 0.0
        coverage = there / every if every else 1.0
        score = total * exp(IN_HEADLINE * one.cover**4) * coverage
        return one._replace(score=score, coverage=coverage)

    def _plan_scored(
        self, number: int, parts: Sequence[GroupScore | None], cover: float, unlike: int
    ) -> Scored:
        """An article with these parts.  A doubtful one makes the whole doubtful."""
        total = sum(part.value for part in parts if part)
        cost = sum(part.choice.cost for part in parts if part) + UNLIKE * unlike
        missing = missing_of(self._plan, parts)
        return Scored(
            number,
            total * exp(IN_HEADLINE * cover**4 - LIKELIHOOD * cost),
            not missing
            and not self._plan.without
            and (None not in parts or bool(self._plan.query.required))
            and all(part.choice.is_exact for part in parts if part),
            tuple(parts),
            cover,
            missing,
        )

    def _part(
        self, group: Group, frequencies: dict[Choice, float], norm: float, matches: int
    ) -> GroupScore | None:
        """What a group's forms are worth, of which an article has these term frequencies: those of
        one term the better of word and repair; those of alternatives their sum, each as often as
        it was typed."""
        if not frequencies:
            return None
        best: dict[object, tuple[float, float, Choice]] = {}
        families: dict[Term, tuple[float, int, Choice]] = {}
        for choice, frequency in frequencies.items():
            if choice.kind == "repaired":
                self._keep(best, choice, self._bm25(frequency, choice.articles, norm))
                continue
            share = 1.0 if choice.is_exact else INFLECTIONS
            there = self._spelt.get(choice.term, 0)
            total, articles, first = families.get(choice.term, (0.0, there, choice))
            families[choice.term] = (
                total + share * frequency,
                max(articles, choice.articles),
                min(first, choice, key=lambda c: c.cost),
            )
        for total, articles, choice in families.values():
            self._keep(best, choice, self._bm25(total, articles, norm))
        values = sorted(best.values(), key=lambda kept: -kept[0])
        total = sum(value * group.terms.count(choice.term) for _, value, choice in values)
        return GroupScore(values[0][2], total, matches, tuple(frequencies))

    @staticmethod
    def _keep(
        best: dict[object, tuple[float, float, Choice]], choice: Choice, value: float
    ) -> None:
        likely = value * _likelihood(choice)
        if choice.term not in best or likely > best[choice.term][0]:
            best[choice.term] = (likely, value, choice)

    def _bm25(self, frequency: float, articles: int, norm: float) -> float:
        return rarity(articles, self._articles) * frequency * (SATURATION + 1) / (frequency + norm)


def _likelihood(choice: Choice) -> float:
    """How likely it is that a form is meant, against the word as typed."""
    return exp(-LIKELIHOOD * choice.cost)


def _is_written(choice: Choice, texts: Sequence[str]) -> bool:
    """Whether a term stands in texts in small letters as it was typed; in plain ones it does."""
    typed = choice.term.typed.lower().strip(ENDS)
    if typed.isascii() and typed.isalpha() and all(map(str.isascii, texts)):
        return True
    return any(typed in text or typed in text.lower() for text in texts)


def missing_of(plan: Plan, parts: Sequence[GroupScore | None]) -> int:
    """How many groups that are wanted have no part."""
    return sum(
        part is None and group.is_wanted for group, part in zip(plan.groups, parts, strict=True)
    )
