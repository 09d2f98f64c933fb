"""Headlines on the line of their text: `[Coast Gazette, 3 May 2012] Ferry stops: The council …`.

One such line could be a sentence with a colon.  Where the texts of a document open alike, with
facts, words that are a title by their looks, and the same joint, these are headlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscli.formats.dividing.facts import facts_of
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header
from newscli.formats.layout.shapes import weight
from newscli.tuples import NamedTuple

FEWEST = 3  # texts that open alike
SHARE = 0.9  # of the texts
FRONTED = 0.7  # the same where facts or numbers stand before each title
PLACES = 5  # words in capitals that can be a place, in a dateline
REACH = 120  # characters in which a headline ends
LEAST, MOST = 3, 20  # words of one
REST = 40  # characters of the text that follows, at least
_JOINTS = (
    *(".—", ". —", ".–", ". –", ".--", ". --", ": ", "： ", "："),
    *(" — ", " – ", " -- ", " - ", ". "),
)
_STOPS = frozenset([". "])  # sentences end so as well: of headlines in capitals, or short ones
UNSPACED = "\u3000"  # from here on, a stop of Latin script ends no sentence
BRIEF = 12  # words of a headline behind a day; the first sentences of texts are not all so short
_before = re.compile(
    r"(?:\[[^\]]{4,70}\]|【[^】]{4,70}】|\d{4}-\d\d-\d\d|[#(\[]?\d{1,4}[.):\]]+)\s*(?:[|:–—-]\s+)?"
)
_ends = re.compile(  # a sentence, not initials: U.S. BANKS
    r"(?:(?<=[^\W\d_]{2})\.[\"'”’»]? |[!?][\"'”’»]? |[。！？])(?=\S)"
)


_initial = re.compile(r"(?:^|[\W\d_])[^\W\d_]$")  # U.S. BANKS


class RunIn(NamedTuple):
    """A text that opens with its headline."""

    facts: str
    """What stands before the headline; empty for nothing."""
    headline: str
    """Empty where facts alone stand before the text."""
    text: str


def run_ins(texts: Sequence[str]) -> list[RunIn | None]:
    """What each text opens with: all alike, or none; `texts` are the first of their articles."""
    if len(texts) >= FEWEST:
        fronts = [_before.match(text) is not None for text in texts]
        least = FRONTED if all(fronts) else SHARE
        for joint in _JOINTS:
            found = [_parted(text, joint) for text in texts]
            parted = [one for one in found if one]
            if len(parted) >= least * len(texts) and _differ(parted):
                if not all(fronts):
                    return found
                return [one or _anyhow(t, joint) for one, t in zip(found, texts, strict=True)]
    return [None] * len(texts)


def _anyhow(text: str, joint: str) -> RunIn | None:
    """The same of a text that opens with facts as the others do, if its title is an odd one."""
    before = _before.match(text)
    start = before.end() if before else 0
    at = text.find(joint, start + 1, start + REACH)
    if at < 0 or len(text) - at < REST:
        return None
    rest = text[at + len(joint) :].lstrip()
    return RunIn(text[:start].strip(), text[start:at].strip(), rest)


def _differ(found: Sequence[RunIn]) -> bool:
    """Whether these are headlines, or facts: speakers and sections come again."""
    openings = {
        f"{one.facts} {one.headline}" if not one.headline else one.headline for one in found
    }
    return len(openings) >= SHARE * len(found)


def _is_brief(facts: str, title: str) -> bool:
    """Whether a sentence is in capitals, or a short one behind a day, as headlines are; those in
    Chinese and Japanese have stops of their own."""
    brief = weight(title) <= BRIEF or title[-1] >= UNSPACED
    return title.isupper() or (facts[:4].isdecimal() and brief)


def _parted(text: str, joint: str) -> RunIn | None:
    """A text without what it opens with, up to the first joint that has a title before it; None
    when none has."""
    before = _before.match(text)
    start = before.end() if before else 0
    at = text.find(joint, start + 1, start + REACH)
    while at >= 0:
        initial = joint in _STOPS and _initial.search(text, max(start, at - 2), at)
        if not initial and (found := _parted_at(text, joint, start, at)):
            return found
        at = text.find(joint, at + 1, start + REACH)
    return None


def _parted_at(text: str, joint: str, start: int, at: int) -> RunIn | None:
    """The same for a joint at a place, where what stands from `start` on is a title."""
    title, rest = text[start:at], text[at + len(joint) :].lstrip()
    if len(text) - at < REST or rest[:1].islower():
        return None
    shouts = title.isupper() and weight(title) > PLACES
    if not shouts and dateline(text[start:]):
        return None
    line = facts_of(title)
    if line.facts and not line.title:
        return RunIn(text[:at], "", rest)
    if not LEAST <= weight(title) <= MOST or title[0].islower() or _ends.search(title):
        return None
    if header(title) is not None or (joint in _STOPS and not _is_brief(text[:start], title)):
        return None
    return RunIn(text[:start].strip(), title.strip(), rest)
