"""The words of an engine's archive, as `index.vocabulary` has those of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from newscli.index.opensearch.asking import Asking, Needed
from newscli.index.opensearch.client import Json
from newscli.index.opensearch.layout import LARGEST_PAGE, stems_of
from newscli.index.planes import nearest
from newscli.index.vocabulary import repairable

MOST_EDITS = 2  # that the engine looks for
SHORT = 4  # letters; below, one edit
NEAREST = 1_000  # words of each end that are looked at

WORDS_ALONE: Json = {
    "sort": [{"articles": "desc"}, "word", "stem"],
    "stored_fields": "_none_",
    "track_total_hits": False,
}
"""The commonest first, told by what they are sorted by: that takes a tenth of the time of their
sources."""


class EngineVocabulary:
    """Counts, inflections, spellings and neighbours."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._counts: dict[str, int] = {}
        self._unknown: set[str] = set()
        self._stems: dict[str, str] = {}
        self._of_stem: dict[str, dict[str, int]] = {}
        self._stems_wanted: set[str] = set()
        asking.gather(self._wanted)

    @property
    def remembered(self) -> dict[str, Any]:
        """As `Vocabulary.remembered`: nothing, as it may have been guessed."""
        return {}

    def _wanted(self) -> Iterator[Needed]:
        """Words and stems that have been asked for, in one search each."""
        if self._unknown:
            words = sorted(self._unknown)
            for start in range(0, len(words), LARGEST_PAGE):
                some = words[start : start + LARGEST_PAGE]
                yield self._of({"word": some}, partial(self._keep, some))
        if self._stems_wanted:
            stems = sorted(self._stems_wanted)
            yield self._of({"stem": stems}, partial(self._keep_stems, stems))

    def _of(self, terms: Json, keep: Callable[[Json], None]) -> Needed:
        query = {"bool": {"filter": [{"term": {"kind": "word"}}, {"terms": terms}]}}
        body = {"query": query, "size": LARGEST_PAGE} | WORDS_ALONE
        return Needed(self._asking.words, body, keep)

    def _keep(self, asked: Iterable[str], answer: Json) -> None:
        self._counts.update(dict.fromkeys(asked, 0))
        self._counts.update((word, count) for count, word, _ in _rows(answer))
        self._unknown.difference_update(asked)

    def _keep_stems(self, asked: Iterable[str], answer: Json) -> None:
        self._of_stem.update((stem, {}) for stem in asked)
        for count, word, stem in _rows(answer):
            self._of_stem[stem][word] = self._counts[word] = count
        self._stems_wanted.difference_update(asked)

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """As `Vocabulary.counts`; with the many words of articles, their inflections are asked."""
        given, asking = [*words], self._asking
        unknown = [word for word in given if word not in self._counts]
        if asking.is_spent:
            unknown = []
        if unknown and asking.is_last:
            asking.presume()
        self._unknown.update(unknown)
        is_guess = bool(unknown) and asking.guess()
        if unknown and (not is_guess or asking.is_presumed):
            stems = self._stemmed(word for word in given if repairable(word))
            self._stems_wanted.update(stem for stem in stems if stem not in self._of_stem)
        if unknown and not is_guess:
            asking.fetch()
        # An answer is refined by words that are known: a guess would be the rarest of all.
        guess = int(asking.hopes and not asking.is_refining)
        return {word: count for word in given if (count := self._counts.get(word, guess))}

    def known(self, word: str) -> int | None:
        """How many articles have a word; None when that is not known."""
        return self._counts.get(word)

    def _stemmed(self, words: Iterable[str]) -> list[str]:
        given = [*words]
        self._stems.update(stems_of(word for word in given if word not in self._stems))
        return [self._stems.get(word, word) for word in given]

    def inflections(self, word: str) -> dict[str, int]:
        """As `Vocabulary.inflections`."""
        if not repairable(word):
            return {}
        (stem,) = self._stemmed([word])
        if stem not in self._of_stem:
            if self._asking.is_spent:
                return {}
            self._stems_wanted.add(stem)
            if self._asking.guess():
                return {}
            self._asking.fetch()
        return {other: n for other, n in self._of_stem[stem].items() if other != word}

    def _near(self, word: str) -> dict[str, int]:
        """Words a few edits away that share the first or the last letter, and their counts."""

        def body() -> Json:
            edits = 1 if len(word) < SHORT else MOST_EDITS
            limits = {"fuzziness": edits, "prefix_length": 1, "max_expansions": NEAREST}
            ends = [("word", word), ("reversed", word[::-1])]
            near = [{"fuzzy": {field: {"value": text} | limits}} for field, text in ends]
            kept = [{"term": {"kind": "word"}}, {"exists": {"field": "reversed"}}]
            query = {"bool": {"filter": kept, "should": near, "minimum_should_match": 1}}
            unscored = {"constant_score": {"filter": query}}
            return {"query": unscored, "size": 2 * NEAREST} | WORDS_ALONE

        def read(answer: Json) -> dict[str, int]:
            return {word: count for count, word, _ in _rows(answer)}

        nothing: dict[str, int] = {}
        found = self._asking.known(("near", word), nothing, self._asking.words, body, read)
        self._counts.update(found)
        return found

    def within(self, word: str, edits: int) -> dict[str, int]:
        """As `Vocabulary.within`, but only up to two edits."""
        return nearest(word, self._near(word), edits)

    def sounding(self, skeletons: Iterable[str]) -> list[str]:
        """As `Vocabulary.sounding`, of the commonest."""
        alike = sorted(skeletons)
        kept = [{"term": {"kind": "word"}}, {"terms": {"skeleton": alike}}]
        nothing: list[str] = []
        return self._asking.known(
            ("sounding", *alike),
            nothing,
            self._asking.words,
            lambda: {"query": {"bool": {"filter": kept}}, "size": NEAREST} | WORDS_ALONE,
            lambda answer: [word for _, word, _ in _rows(answer)],
        )

    def beginning(self, prefix: str) -> int:
        """As `Vocabulary.beginning`."""
        query = {"bool": {"filter": [{"term": {"kind": "word"}}, {"prefix": {"word": prefix}}]}}
        total = {"articles": {"sum": {"field": "articles"}}}
        return self._asking.known(
            ("beginning", prefix),
            1,
            self._asking.words,
            lambda: {"query": query, "size": 0, "aggs": total},
            lambda answer: int(answer["aggregations"]["articles"]["value"]),
        )

    def fitting(self, pattern: str, most: int) -> tuple[dict[str, int], int]:
        """As `Vocabulary.fitting`."""
        nothing: dict[str, int] = {}
        return self._asking.known(
            ("fitting", pattern, most),
            (nothing, 0),
            self._asking.words,
            lambda: _like("word", pattern, most),
            lambda answer: (_counted(answer), int(answer["hits"]["total"]["value"])),
        )

    def spellings(self, plain: Iterable[str], written: Iterable[str]) -> dict[str, dict[str, int]]:
        """As `Vocabulary.spellings`."""
        forms, spelt = sorted({*plain}), sorted({*written})
        if not (forms or spelt):
            return {}
        either = [{"terms": {"word": forms}}, {"terms": {"written": spelt}}]
        nothing: dict[str, dict[str, int]] = {}

        def body() -> Json:
            query = {"filter": [{"term": {"kind": "variant"}}], "should": either}
            return {
                "query": {"bool": query | {"minimum_should_match": 1}},
                "size": LARGEST_PAGE,
                "_source": ["word", "counts"],
            }

        return self._asking.known(
            ("spellings", *forms, "\n", *spelt), nothing, self._asking.words, body, _spelt
        )

    def spellings_fitting(self, pattern: str, most: int) -> dict[str, int]:
        """As `Vocabulary.spellings_fitting`."""
        nothing: dict[str, int] = {}

        def read(answer: Json) -> dict[str, int]:
            every = [pair for one in _spelt(answer).values() for pair in one.items()]
            return dict(sorted(every, key=lambda pair: (-pair[1], pair[0]))[:most])

        return self._asking.known(
            ("spellings_fitting", pattern, most),
            nothing,
            self._asking.words,
            lambda: _like("variant", pattern, most),
            read,
        )


def _rows(answer: Json) -> Iterator[list[Any]]:
    return (hit["sort"] for hit in answer["hits"]["hits"])


def _like(kind: str, pattern: str, most: int) -> Json:
    """The commonest words of a kind that a pattern fits."""
    escaped = pattern.replace("\\", "\\\\")
    return {
        "query": {"bool": {"filter": [{"term": {"kind": kind}}, {"wildcard": {"word": escaped}}]}},
        "size": most,
        "track_total_hits": True,
        "sort": [{"articles": "desc"}, "word"],
        "_source": ["word", "articles", "counts"],
    }


def _counted(answer: Json) -> dict[str, int]:
    sources = (hit["_source"] for hit in answer["hits"]["hits"])
    return {source["word"]: source["articles"] for source in sources}


def _spelt(answer: Json) -> dict[str, dict[str, int]]:
    """Plain form → spellings, the commonest first."""
    found = {}
    for hit in answer["hits"]["hits"]:
        counts = hit["_source"]["counts"]
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found[hit["_source"]["word"]] = dict(ordered)
    return found
