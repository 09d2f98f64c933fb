"""How good an answer an article is, by its text.

BM25 over weighted fields for each word, in the form that serves best, times what repairs take off
and what headlines add.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

from newscli.search.choices import Choice, Group, Plan
from newscli.search.marks import Finder
from newscli.search.widening import Added, Read

# BM25 (Robertson and Zaragoza 2009), with weights for fields as in BM25F.
WEIGHTS = {"headline": 4.0, "caption": 2.0, "body": 1.0}
SATURATION = 2.0  # k1
LENGTH = 0.75  # b
# Of questions, whose words stand in articles about their subject in all forms, and often far down.
# Values that are usual for BM25; a share of the written form parts known items from others.
SATURATION_OF_QUESTION = 1.2  # k1
WEIGHTS_OF_QUESTION = {"headline": 2.0, "caption": 1.0, "body": 1.0}
WRITTEN = 0.3  # share of the form as typed beside that of the stem
INFLECTIONS = 0.4  # weight of a word's other inflections in its term frequency
LIKELIHOOD = 1.2  # what one edit takes off the logarithm of the score
IN_HEADLINE = 0.8  # what a headline with all of the words adds to it; with half, a sixteenth


class Part(NamedTuple):
    """What one group of the query contributes to an article's score."""

    choice: Choice
    """The form that served."""
    value: float
    """BM25."""
    matches: int
    """How often any form stands there."""


class Scored(NamedTuple):
    """An article and how good an answer it is."""

    number: int
    score: float
    exact: bool
    """Whether every word is there as typed."""
    parts: tuple[Part | None, ...]
    """One for each group of the plan; None for what is missing."""
    cover: float
    """Share of the groups that are in the headline, 0 to 1."""
    missing: int
    """How many groups that are wanted it does not have."""

    @property
    def edits(self) -> float:
        """What all the forms that served cost."""
        return sum(part.choice.cost for part in self.parts if part)


class Scorer:
    """Scores articles for the groups of a plan."""

    def __init__(self, plan: Plan, articles: int, mean_words: float) -> None:
        self._plan = plan
        self._articles = articles
        self._mean_words = mean_words or 1.0
        self._finder = Finder(plan.groups)
        self._is_question = plan.is_question
        self._saturation = SATURATION_OF_QUESTION if self._is_question else SATURATION
        self._weights = WEIGHTS_OF_QUESTION if self._is_question else WEIGHTS
        self.read: dict[int, Read] = {}
        """The articles that were scored for a question, by number."""

    def widened(self, read: Read, added: Iterable[Added]) -> float:
        """What the words that a question is widened by add to an article's score."""
        norm = self._norm(read.length)
        total = 0.0
        for one in added:
            frequency = sum(read.counts.get(form, 0) for form in one.forms)
            total += one.weight * self._bm25(frequency, self._union(one.forms.values()), norm)
        return total

    def _norm(self, length: int) -> float:
        return self._saturation * (1 - LENGTH + LENGTH * length / self._mean_words)

    def _union(self, articles: Iterable[int]) -> int:
        """How many articles have one of several words, if these stand apart by chance."""
        without = 1.0
        for count in articles:
            without *= 1 - count / (self._articles or 1)
        return round(self._articles * (1 - without))

    def scored(self, number: int, headline: str, captions: str, body: str) -> Scored:
        """The article with this text, scored."""
        found: list[dict[Choice, float]] = [{} for _ in self._plan.groups]
        counts = [0] * len(found)
        in_headline: set[int] = set()
        length = 0
        every: Counter[str] = Counter()
        for field, text in (("headline", headline), ("caption", captions), ("body", body)):
            run = self._finder.words(text)
            length += len(run)
            if self._is_question:
                every.update(run)
            weight = self._weights[field]
            for _, _, group, choice in self._finder.found(run, field):
                found[group][choice] = found[group].get(choice, 0.0) + weight
                counts[group] += 1
                if field == "headline":
                    in_headline.add(group)
        if self._is_question:
            self.read[number] = Read(every, length or 1)
        norm = self._norm(length)
        parts = [
            self._part(group, frequencies, norm, count)
            for group, frequencies, count in zip(self._plan.groups, found, counts, strict=True)
        ]
        groups = len(parts) + len(self._plan.without)
        cover = len(in_headline) / groups if groups else 0.0  # filters alone have no words
        missing = sum(
            part is None and group.is_wanted
            for group, part in zip(self._plan.groups, parts, strict=True)
        )
        return Scored(
            number,
            self._score(parts, cover),
            len(parts) == groups
            and not missing
            and (None not in parts or bool(self._plan.query.required))
            and all(part.choice.is_exact for part in parts if part),
            tuple(parts),
            cover,
            missing,
        )

    def _score(self, parts: Sequence[Part | None], cover: float) -> float:
        """One number for all parts: where all words are wanted, a doubtful one makes the whole
        doubtful; in a text, which has many, only itself."""
        total = cost = 0.0
        for group, part in zip(self._plan.groups, parts, strict=True):
            if part is None:
                continue
            if self._is_question:
                total += group.times * part.value
            elif self._plan.is_text:
                total += group.times * part.value * exp(-LIKELIHOOD * part.choice.cost)
            else:
                total += part.value
                cost += part.choice.cost
        if self._is_question:
            return total
        return total * exp(IN_HEADLINE * cover**4 - LIKELIHOOD * cost)

    def _part(
        self, group: Group, frequencies: dict[Choice, float], norm: float, matches: int
    ) -> Part | None:
        """What a group's forms are worth, of which an article has these term frequencies: those of
        one term the better of word and repair; those of alternatives their sum, each as often as
        it was typed."""
        if not frequencies:
            return None
        if self._is_question:
            return self._asked(group, frequencies, norm, matches)
        best: dict[object, tuple[float, float, Choice]] = {}
        families: dict[object, tuple[float, int, Choice]] = {}
        for choice, frequency in frequencies.items():
            if choice.kind == "repaired":
                self._keep(best, choice, self._bm25(frequency, choice.articles, norm))
                continue
            share = 1.0 if choice.is_exact else INFLECTIONS
            total, articles, first = families.get(choice.term, (0.0, 0, choice))
            families[choice.term] = (
                total + share * frequency,
                max(articles, choice.articles),
                min(first, choice, key=lambda c: c.cost),
            )
        for total, articles, choice in families.values():
            self._keep(best, choice, self._bm25(total, articles, norm))
        values = sorted(best.values(), key=lambda kept: -kept[0])
        total = sum(value * group.terms.count(choice.term) for _, value, choice in values)
        return Part(values[0][2], total, matches)

    def _asked(
        self, group: Group, frequencies: dict[Choice, float], norm: float, matches: int
    ) -> Part:
        """The same for a question: the stem and, for a share, the form as written."""
        total = 0.0
        for term in dict.fromkeys(group.terms):
            own = {c: tf for c, tf in frequencies.items() if c.term == term}
            family = [c for c in group.choices if c.term == term and c.kind != "repaired"]
            stem = sum(tf for choice, tf in own.items() if choice.kind != "repaired")
            written = sum(tf for choice, tf in own.items() if choice.is_exact)
            value = self._bm25(stem, self._union(c.articles for c in family), norm)
            typed = max((c.articles for c in family if c.is_exact), default=0)
            value += WRITTEN * self._bm25(written, typed, norm)
            for choice, tf in own.items():
                if choice.kind == "repaired":
                    likely = exp(-LIKELIHOOD * choice.cost)
                    value = max(value, likely * self._bm25(tf, choice.articles, norm))
            total += value * group.terms.count(term)
        return Part(min(frequencies, key=lambda choice: choice.cost), total, matches)

    @staticmethod
    def _keep(
        best: dict[object, tuple[float, float, Choice]], choice: Choice, value: float
    ) -> None:
        likely = value * exp(-LIKELIHOOD * choice.cost)
        if choice.term not in best or likely > best[choice.term][0]:
            best[choice.term] = (likely, value, choice)

    def _bm25(self, frequency: float, articles: int, norm: float) -> float:
        rarity = log(1 + (self._articles - articles + 0.5) / (articles + 0.5))
        return rarity * frequency * (self._saturation + 1) / (frequency + norm)
