"""Words, names and stories in the languages of the piles; all of it made up."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

SPACELESS = frozenset({"ja", "zh"})  # sentences stand side by side
UNCASED = SPACELESS  # no capitals
SENTENCES = (2, 3)  # of a paragraph


class Told(NamedTuple):
    """What can be told of an article, beside its text; a layout prints some of it."""

    headline: str
    paragraphs: list[str]
    byline: str
    place: str
    publisher: str
    section: str
    day: date


class Tongue:
    """A language: its words are lists, but for those that are one text."""

    def __init__(self, code: str, words: dict[str, str]) -> None:
        self.code = code
        self._words = words
        self.joint = "" if code in SPACELESS else " "

    def word(self, key: str) -> str:
        return self._words[key]

    def words(self, key: str) -> list[str]:
        return self._words[key].split("|")

    def label(self, fact: str) -> str:
        names = ("headline", "date", "byline", "publisher", "section", "text")
        return self.words("labels")[names.index(fact)]

    def spoken(self, day: date, form: str) -> str:
        """The day in one of the language's forms."""
        months = self._words["months"].split()
        return form.format(
            d=day.day,
            dd=f"{day.day:02}",
            m=day.month,
            mm=f"{day.month:02}",
            y=day.year,
            month=months[day.month - 1],
            iso=day.isoformat(),
        )

    def told(self, chance: Random, paragraphs: int) -> Told:
        """A story: what it is about, who and where stay the same in all of it."""
        name, other = chance.sample(self.words("names"), 2)
        place, thing = chance.choice(self.words("places")), chance.choice(self.words("things"))
        facts = {"name": name, "other": other, "place": place, "thing": thing}
        told = [self._paragraph(chance, facts, says) for says in self._shares(chance, paragraphs)]
        headline = chance.choice(self.words("heads")).format(**facts, n=chance.randint(3, 90))
        return Told(
            headline=headline,
            paragraphs=told,
            byline=chance.choice(self.words("names")),
            place=place,
            publisher=chance.choice(self.words("papers")).format(
                place=chance.choice(self.words("places"))
            ),
            section=chance.choice(self.words("sections")),
            # a day above 12 can be read in one way only
            day=date(chance.randint(1991, 2023), chance.randint(1, 12), chance.randint(13, 28)),
        )

    def _shares(self, chance: Random, count: int) -> list[list[str]]:
        """The sentences of each paragraph: none again before all have been said."""
        said, shares = [], []
        for _ in range(count):
            size = chance.randint(*SENTENCES)
            if len(said) < size:
                said = chance.sample(says := self.words("says"), len(says))
            shares.append([said.pop() for _ in range(size)])
        return shares

    def _paragraph(self, chance: Random, facts: dict[str, str], says: list[str]) -> str:
        return self.joint.join(one.format(**facts, n=chance.randint(3, 90)) for one in says)


@cache
def tongues() -> dict[str, Tongue]:
    """Every language by its code."""
    text = Path(__file__).with_name("tongues.toml").read_text("utf-8")
    return {code: Tongue(code, words) for code, words in tomllib.loads(text).items()}
