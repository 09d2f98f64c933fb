"""A document in the making: what is printed of an article's facts is, by that, its truth."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.piles.setting import GLOBAL, LOCAL, SETTINGS, Block, Kind, Setting, fitted, rendered
from tests.piles.tongues import SPACELESS, UNCASED, Told, Tongue, tongues

FACTS = ("headline", "date", "byline", "place", "publisher", "url", "section")
NOISY, DIRTY = 0.6, 0.5  # share of the documents with disturbed articles, with residue
AGENCIES = ("AP", "AFP", "Reuters", "dpa")
ALL = tuple(tongues())
CASED = tuple(code for code in ALL if code not in UNCASED)


@dataclass(frozen=True)
class Family:
    """A kind of document: `write` makes it, the rest says what goes with it."""

    write: Callable[[Page], None]
    settings: tuple[Setting, ...] = SETTINGS
    languages: tuple[str, ...] = ALL
    ending: str = ".txt"
    without: str = ""
    """Kinds of noise that would be the layout's own mark."""
    is_disturbed: bool = True
    """Whether noise and residue may stand in it."""


class Page:
    """One document."""

    def __init__(self, family: Family, chance: Random) -> None:
        self.family, self.chance = family, chance
        self.tongue: Tongue = tongues()[chance.choice(family.languages)]
        self.encoding = chance.choice([*GLOBAL, *LOCAL[self.tongue.code]])
        self.setting = chance.choice(family.settings)
        self.date_form = chance.choice(self.tongue.words("date"))
        self.is_noisy = family.is_disturbed and chance.random() < NOISY
        self.is_dirty = family.is_disturbed and chance.random() < DIRTY
        self.apart = self.setting.gap + chance.randint(1, 2)
        """Blank lines between articles: more than between paragraphs."""
        self.blocks: list[Block] = []
        self.stories: list[Story] = []
        self.noise: list[str] = []
        self.residue: list[str] = []
        self.counts_too: list[int] = []
        self._headlines: set[str] = set()

    def put(
        self, text: str, kind: Kind = "mark", gap: int | None = None, *, flows: bool = False
    ) -> None:
        """Print what is no fact."""
        self.blocks.append(Block(fitted(text, self.encoding), kind, gap, flows))

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def flip(self, share: float = 0.5) -> bool:
        return self.chance.random() < share

    def story(self, low: int = 3, high: int = 6) -> Story:
        """Another article, not yet printed."""
        self.stories.append(Story(self, self._told(self.chance.randint(low, high))))
        return self.stories[-1]

    def several(
        self, low: int = 2, high: int = 7, paragraphs: tuple[int, int] = (2, 6)
    ) -> list[Story]:
        return [self.story(*paragraphs) for _ in range(self.chance.randint(low, high))]

    def elsewhere(self) -> str:
        """The headline of an article that is not here."""
        return fitted(self._told(1).headline, self.encoding)

    def _told(self, paragraphs: int) -> Told:
        """A story of a headline that no other has."""
        for _ in range(60):
            told = self.tongue.told(self.chance, paragraphs)
            if told.headline not in self._headlines:
                break
        self._headlines.add(told.headline)
        return told

    def filled(self, key: str) -> str:
        """One of the page's own phrases, with made-up names in it."""
        told = self.tongue.told(self.chance, 1)
        form = self.chance.choice(self.tongue.words(key))
        other = self.chance.choice(self.tongue.words("names"))
        facts = {"name": told.byline, "other": other, "place": told.place}
        return form.format(
            **facts, paper=told.publisher, y=told.day.year, n=self.chance.randint(3, 90)
        )

    def result(self, name: str) -> tuple[bytes, dict[str, Any]]:
        """The bytes of the document, and its truth."""
        spaceless = self.tongue.code in SPACELESS
        text = rendered(self.blocks, self.setting, self.chance, spaceless=spaceless)
        lines = {
            kinds: [
                line
                for block in self.blocks
                if block.kind in kinds.split()
                for line in block.text.split("\n")
            ]
            for kinds in ("residue", "head fact mark")
        }
        return text.encode(self.encoding), {
            "family": name,
            "language": self.tongue.code,
            "encoding": self.encoding,
            "wrapping": self.setting.name,
            "extras": [],
            "noise": sorted(set(self.noise)),
            "residue": sorted(set(self.residue)),
            "n_articles": len(self.stories),
            "n_articles_or": self.counts_too,
            "articles": [story.truth for story in self.stories],
            "residue_lines": lines["residue"],
            "fact_lines": lines["head fact mark"],
        }


class Story:
    """An article while it is printed."""

    def __init__(self, page: Page, told: Told) -> None:
        self.page, self.told = page, told
        self.paragraphs = [fitted(text, page.encoding) for text in told.paragraphs]
        site = "".join(page.chance.choices(string.ascii_lowercase, k=8))
        at = f"{told.day:%Y/%m}/{page.chance.randint(1000, 99999)}"
        values = {
            "headline": told.headline,
            "HEADLINE": told.headline.upper(),
            "byline": told.byline,
            "by": page.tongue.word("by").format(name=told.byline),
            "date": page.tongue.spoken(told.day, page.date_form),
            "iso": told.day.isoformat(),
            "compact": f"{told.day:%Y%m%d}",
            "place": told.place,
            "PLACE": told.place.upper(),
            "publisher": told.publisher,
            "section": told.section,
            "agency": page.chance.choice(AGENCIES),
            "url": f"https://www.{site}.example/{at}",
            "mail": f"{site}@post.example",
            "number": str(len(page.stories) + 1),
            "leaf": str(page.chance.randint(1, 40)),
            "length": str(sum(len(text.split()) for text in told.paragraphs)),
        }
        self.values = {key: fitted(value, page.encoding) for key, value in values.items()}
        self.headline = self.values["headline"]
        self.truth: dict[str, Any] = {**dict.fromkeys(FACTS), "captions": []}

    def fill(self, form: str) -> str:
        """The form with facts in it, each of which the document states from now on."""
        for _, key, _, _ in string.Formatter().parse(form):
            fact = {"by": "byline", "iso": "date", "compact": "date"}.get(
                key or "", (key or "").lower()
            )
            if fact == "date":
                self.truth["date"] = self.told.day.isoformat()
            elif fact in FACTS:
                self.truth[fact] = self.values["byline" if key == "by" else str(key)]
        return form.format(**self.values)

    def line(self, form: str, gap: int | None = 0, *, flows: bool | None = None) -> Story:
        """Print a line of facts, `gap` blank lines below what stands above."""
        head = "headline}" in form.lower()
        said = self.fill(form)
        kind: Kind = "head" if head else "fact"
        self.page.put(said, kind, gap, flows=head if flows is None else flows)
        return self

    def unsure(self, *facts: str) -> Story:
        """On these, careful readers may differ: they are not scored."""
        for fact in facts:
            self.truth.pop(fact, None)
        return self

    def body(
        self, gap: int | None = None, *, dateline: str = "", is_disturbed: bool = True
    ) -> Story:
        """Print the paragraphs, with what disturbs them; a dateline opens the first."""
        from tests.piles.noise import disturb, foot

        page, texts = self.page, [*self.paragraphs]
        if dateline:
            texts[0] = self.fill(dateline) + texts[0]
            self.truth["first_paragraph_or"] = [self.paragraphs[0]]
        noisy = is_disturbed and page.is_noisy and len(texts) > 1 and page.flip(0.6)
        at, extra = page.chance.randrange(1, len(texts)) if noisy else 0, 0
        for index, text in enumerate(texts):
            if at and index == at:
                extra = disturb(page, self, index)
            page.put(text, "text", None if index else gap, flows=True)
        self.printed(texts, extra)
        if is_disturbed and page.is_dirty and page.flip(0.6):
            foot(page)
        return self

    def printed(self, texts: list[str], extra: int = 0) -> Story:
        """These are the paragraphs; up to `extra` other lines may count as some, too."""
        self.truth |= {"first_paragraph": texts[0], "last_paragraph": texts[-1]}
        self.truth |= {"n_paragraphs": len(texts), "n_paragraphs_max": len(texts) + extra}
        return self

    def flat(self) -> str:
        """All paragraphs on one line."""
        text = self.page.tongue.joint.join(self.paragraphs)
        self.printed([text], len(self.paragraphs) - 1)
        self.truth["first_paragraph_or"] = [self.paragraphs[0]]
        self.truth["last_paragraph_or"] = [self.paragraphs[-1]]
        return text
