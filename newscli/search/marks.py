"""Where in a text the words of a query stand.

Matches are found anew in the texts that are shown, word by word as `text.spans` sees them, rather
than asked of the engine: so repaired and inflected words light up too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newscli.records import Marked
from newscli.text import spans

SNIPPET = 170  # characters: two lines of a search page at its measure


@dataclass(frozen=True, slots=True)
class Sought:
    """What counts as a match of one of the query's groups."""

    group: int
    words: tuple[str, ...]
    """Folded, to stand side by side."""
    prefix: bool = False
    """Whether the last word may go on."""
    field: str | None = None
    """Where it counts; None for anywhere."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place where something sought stands."""

    start: int
    end: int
    sought: Sought


class Marker:
    """Finds all that is sought in any text."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        self._by_word: dict[str, list[Sought]] = {}
        self._prefixes: list[Sought] = []
        for one in sought:
            if one.prefix and len(one.words) == 1:
                self._prefixes.append(one)
            else:
                self._by_word.setdefault(one.words[0], []).append(one)

    def matches(self, text: str, field: str | None = None) -> list[Match]:
        """The places in `text`, in order, not overlapping, the longest of those that begin alike.

        `field` tells what the text is; without it, what is sought in one field alone counts too.
        """
        found: list[Match] = []
        run = list(spans(text))
        end_before = 0
        for i, (start, *_) in enumerate(run):
            if start < end_before:
                continue
            match = self._match_at(run, i, field)
            if match:
                found.append(match)
                end_before = match.end
        return found

    def marks(self, text: str, field: str | None = None) -> tuple[tuple[int, int], ...]:
        """The slices of `text` to be marked."""
        return tuple((match.start, match.end) for match in self.matches(text, field))

    def _match_at(
        self, run: Sequence[tuple[int, int, str]], i: int, field: str | None
    ) -> Match | None:
        word = run[i][2]
        best: Match | None = None
        for sought in self._by_word.get(word, ()):
            if field and sought.field and field != sought.field:
                continue
            length = len(sought.words)
            following = tuple(span[2] for span in run[i : i + length])
            fits = following == sought.words or (
                sought.prefix
                and following[:-1] == sought.words[:-1]
                and following[-1].startswith(sought.words[-1])
            )
            if fits and (best is None or run[i + length - 1][1] > best.end):
                best = Match(run[i][0], run[i + length - 1][1], sought)
        if best is None:
            for sought in self._prefixes:
                if word.startswith(sought.words[0]) and sought.field in (None, field):
                    return Match(run[i][0], run[i][1], sought)
        return best


def snippet(texts: Iterable[str], marker: Marker) -> Marked:
    """A cut of `SNIPPET` characters from the text with the most different matches.

    Among equals the first text wins.  Without a match, an empty text.
    """
    best: tuple[int, str, list[Match]] = (0, "", [])
    for text in texts:
        found = marker.matches(text)
        different = len({match.sought.group for match in found})
        if different > best[0]:
            best = (different, text, found)
    _, text, found = best
    if not found:
        return Marked("")
    start, end = _window(text, found)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return Marked(
        f"{before}{text[start:end]}{after}",
        tuple(
            (match.start - start + len(before), match.end - start + len(before))
            for match in found
            if start <= match.start and match.end <= end
        ),
    )


def _window(text: str, found: Sequence[Match]) -> tuple[int, int]:
    """The cut that holds the most different matches, between words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    counts = []
    for i, first in enumerate(found):
        inside = [m for m in found[i:] if m.end - first.start <= SNIPPET * 3 // 4]
        counts.append((len({m.sought.group for m in inside}), -i, inside[-1] if inside else first))
    _, negative, last = max(counts, key=lambda count: count[:2])
    first = found[-negative]
    spare = max(0, SNIPPET - (last.end - first.start))
    start = max(0, min(first.start - spare // 2, len(text) - SNIPPET))
    end = max(last.end, min(len(text), start + SNIPPET))
    if start:
        space = text.find(" ", start, first.start)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", last.end, end + 1)
        end = space if space >= 0 else end
    return start, end
