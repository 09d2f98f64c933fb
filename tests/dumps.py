"""Page dumps of made-up words, and how many articles they hold: to measure where texts are cut.

Words are random syllables in the letters of several languages, so no rule can lean on words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

SYLLABLES = {
    "latin": "ba ce di fo gu la me ni po ru sa te vi xo zu bra cle dri flo gru ston ver man ger",
    "accented": "bá çe dî fö gù lã mé nï pø rů šå tě ví żo æz ñu brä clé dří flø",
    "cyrillic": "ба ве ги до жу за ки ло му не по ра си то ук фе хо це чи шо ства ния ский",
    "arabic": "با بي تو سا لم من قر ير كا نو دي هي مو رس عا لي",
}
CONTROLS = ["TT", "A+ A-", "Listen to this story", "Share", "Qip zor", "Enlarge"]
MENUS = ["Home | World | Business | Sport", "News > Europe > Politics", "Home", "World", "Sport"]
AGENCIES = ["AFP", "AP", "Reuters", "dpa", "EPA", "Ana Bo/Getty Images", "Xinhua"]


@dataclass
class Dump:
    """A text and what it was made of."""

    text: str
    headlines: list[str]
    paragraphs: list[int]
    """How many each article has."""
    echo: bool
    rule: bool
    blank_lines: int
    """Between articles."""


class Writer:
    """Writes dumps; the same seed gives the same ones."""

    def __init__(self, seed: int, script: str | None = None) -> None:
        self.random = random.Random(seed)  # noqa: S311 — no secret
        script = script or self.random.choice(list(SYLLABLES))
        self.syllables = SYLLABLES[script].split()

    def word(self) -> str:
        return "".join(self.random.choices(self.syllables, k=self.random.randint(1, 4)))

    def words(self, least: int, most: int) -> str:
        text = " ".join(self.word() for _ in range(self.random.randint(least, most)))
        return text[0].upper() + text[1:]

    def headline(self) -> str:
        text = self.words(4, 11)
        return text.title() if self.random.random() < 0.4 else text

    def paragraph(self) -> str:
        sentences = [self.words(6, 22) + "." for _ in range(self.random.randint(1, 4))]
        text = " ".join(sentences)
        return f"“{text}”" if self.random.random() < 0.15 else text

    def caption(self) -> str:
        return f"{self.words(8, 25)}. ({self.random.choice(AGENCIES)})"

    def article(self, headline: str, body: list[str], page: Page) -> str:
        """One article as one kind of page prints it."""
        pictures = [self.caption() for _ in range(page.captions)]
        block = "\n".join(caption for caption in pictures for _ in range(page.copies))
        top = [*([block] if block else []), *([page.control] if page.control else [])]
        parts = [headline, "\n".join(top)]
        if page.echo:
            parts += [headline, block]
        if page.menu:
            parts.insert(0, page.menu)
        return "\n\n".join(part for part in (*parts, *body) if part)

    def dump(self, echo: bool, rule: bool) -> Dump:
        pick = self.random
        page = Page(
            echo=echo,
            captions=pick.randint(0, 3),
            copies=pick.randint(1, 2),
            control=pick.choice([None, *CONTROLS]),
            menu=pick.choice([None, None, *MENUS]) if echo or rule else None,
        )
        headlines = [self.headline() for _ in range(pick.randint(2, 40))]
        bodies = [[self.paragraph() for _ in range(pick.randint(2, 15))] for _ in headlines]
        stories = [self.article(h, b, page) for h, b in zip(headlines, bodies, strict=True)]
        blank_lines = pick.randint(1 if echo or rule else 2, 4)
        between = "\n" * (blank_lines + 1)
        if rule:
            around = "\n" * pick.randint(1, 3)
            between = around + pick.choice("-=_*") * pick.randint(10, 80) + around
        text = between.join(stories)
        if pick.random() < 0.3:
            text = text.replace("\n", "\r\n")
        return Dump(text, headlines, [len(b) for b in bodies], echo, rule, blank_lines)


@dataclass
class Page:
    """What all articles of a dump have in common."""

    echo: bool
    captions: int
    copies: int
    control: str | None
    menu: str | None
