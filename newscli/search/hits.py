"""An article that was found, with all that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from newscli.records import Article, Field, Hit, Marked, Match, Repair, Share, Tier
from newscli.search.choices import Choice, Group, Plan
from newscli.search.marks import Finder, Sighting, snippet
from newscli.search.scoring import GroupScore, Scored
from newscli.search.searching import Ranking

REPAIRED = 0.94  # of the score as shown, for each letter changed


def grades(scored: Sequence[Scored], plan: Plan, *, falling: bool) -> list[float]:
    """What is shown as each article's score, 0 to 100: the root of its share of the best score,
    which falls too fast to be told apart.

    With `falling`, no later one's is above an earlier's: exact ones stand first, whatever others
    would have.
    """
    # each against those that are judged alike, and slips against slips
    kinds = [one.fits or one.missing > 0 if one.is_known else None for one in scored]
    bests: dict[bool | None, float] = {}
    for one, kind in zip(scored, kinds, strict=True):
        bests[kind] = max(bests.get(kind, 0.0), one.score)
    groups = len(plan.wanted) + len(plan.without) or 1
    shown: list[float] = []
    for one, kind in zip(scored, kinds, strict=True):
        present = [part for part in one.parts if part]
        grade = (
            100
            * sqrt(one.score / (bests[kind] or 1.0))
            * (groups - one.missing - len(plan.without))
            / groups
        )
        grade *= REPAIRED ** sum(part.choice.edits for part in present)
        shown.append(min(shown[-1], grade) if falling and shown else grade)
    return shown


class Showing:
    """Makes hits of articles that were found."""

    def __init__(self, plan: Plan, ranked: Ranking) -> None:
        self._plan = plan
        self._finder = Finder(ranked.groups)

    def hit(self, article: Article, scored: Scored, grade: float) -> Hit:
        """The article with what was found in it."""
        found = self._found(article)
        return Hit(
            article=article,
            score=round(grade, 1),
            headline=Marked(article.headline, self._finder.marks(article.headline, "headline")),
            snippet=snippet((*found["body"], *found["caption"])),
            repairs=tuple(self._repairs(found.values())),
            fields=tuple(
                (field, count)
                for field, texts in found.items()
                if (count := sum(len(matches) for _, matches in texts))
            ),
            missing=tuple(self._missing(scored)),
            shares=tuple(
                _share(group, part, part.choice.cost if scored.is_known else 0.0)
                for group, part in zip(self._plan.groups, scored.parts, strict=True)
                if part
            ),
            headline_share=round(scored.cover, 3),
            matches=tuple(
                _match(field, i, match)
                for field, texts in found.items()
                for i, (_, matches) in enumerate(texts)
                for match in matches
            ),
            words=tuple(_words(found)),
            tier=self._tier(scored),
            relevance=round(scored.score, 2),
            widened=round(scored.widened, 2),
            coverage=round(scored.coverage, 3),
        )

    def _found(self, article: Article) -> dict[Field, list[tuple[str, list[Sighting]]]]:
        """Field → its texts, each with its matches."""
        return {
            field: [(text, self._finder.matches(text, field)) for text in texts]
            for field, texts in texts_of(article).items()
        }

    def _tier(self, scored: Scored) -> Tier:
        """How well the article fits the words."""
        if self._plan.is_text or (scored.missing and not scored.fits):
            return "some"
        if scored.missing or self._plan.without:
            return "most"
        kinds = {part.choice.kind for part in scored.parts if part}
        if "repaired" in kinds:
            return "repaired"
        return "inflected" if "inflected" in kinds else "exact"

    def _missing(self, scored: Scored) -> Iterator[str]:
        """What of the query the article does not have; of a text, that would be most of it."""
        if self._plan.is_text:
            return
        for group, part in zip(self._plan.groups, scored.parts, strict=True):
            if part is None and group.is_wanted:
                yield group.terms[0].typed
        yield from (term.typed for term in self._plan.without)

    def _repairs(self, found: Iterable[list[tuple[str, list[Sighting]]]]) -> Iterator[Repair]:
        """For each group that the article has only misspelt: what was taken for what was typed."""
        printed: dict[int, Counter[tuple[Choice, str]]] = {}
        for text, matches in (both for texts in found for both in texts):
            for match in matches:
                form = match.choice, text[match.start : match.end]
                printed.setdefault(match.group, Counter())[form] += 1
        for _, forms in sorted(printed.items()):
            if all(choice.edits for choice, _ in forms):
                choice, text = min(forms, key=lambda form: (form[0].cost, -forms[form]))
                yield Repair(choice.term.typed, text, choice.edits)


def texts_of(article: Article) -> dict[Field, Sequence[str]]:
    """Field → its texts, in which words are looked for."""
    return {
        "headline": [] if article.headline_derived else [article.headline],
        "caption": [caption.text for caption in article.captions],
        "body": article.paragraphs,
    }


def _words(
    found: dict[Field, list[tuple[str, list[Sighting]]]],
) -> Iterator[tuple[Field, str, int]]:
    """The words that were found in each field, the most frequent first; those that are the same
    but for their capitals are one."""
    for field, texts in found.items():
        printed = [text[match.start : match.end] for text, matches in texts for match in matches]
        first = {word.casefold(): word for word in reversed(printed)}
        for word, count in Counter(word.casefold() for word in printed).most_common():
            yield field, first[word], count


def _match(field: Field, paragraph: int, match: Sighting) -> Match:
    choice = match.choice
    return Match(field, paragraph, match.start, match.end, choice.term.typed, choice.kind)


def _share(group: Group, part: GroupScore, cost: float) -> Share:
    """What a word adds, from which it takes `cost` off; by relevance, its value is less that."""
    choice = part.choice
    return Share(
        choice.term.typed,
        choice.shown,
        choice.kind,
        choice.edits,
        round(cost, 2),
        round(part.value * group.times, 2),
        part.matches,
    )
