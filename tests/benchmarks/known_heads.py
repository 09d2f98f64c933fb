"""Heads of articles whose truth is known, as the package sees them, for learn_heads.py.

What the units of a head are is told from what the truth says of the article.  Documents that are
cut wrongly, and heads with a unit of which nobody can say what it is, are left out.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize
from unittest.mock import patch
from zlib import crc32

from newscli import formats
from newscli.errors import NoArticleError
from newscli.formats.dividing import grammar as g
from newscli.formats.dividing import heads
from newscli.formats.dividing.looks import looks
from newscli.formats.dividing.symbols import symbol_of
from newscli.formats.dividing.tops import Piece, Top, top
from newscli.formats.dividing.votes import _shares, read_tops
from newscli.formats.layout.labels import labelled, shouted
from newscli.formats.layout.units import Unit
from newscli.text import Document

FOLDS = 5
BRIEF = 0.2  # share of variants whose text is a short sentence
VARIED = 0.6  # share of made heads of which a variant is learnt, too
BESIDE = 80  # characters of facts, numbers and signs on the line of a headline
PART = 6  # characters of the shortest line that is a part of a headline
PROSE = 80  # characters of a first line that is text
EDITIONS = ("Late Edition - Final", "Correction Appended", "First Edition", "National Edition")
PAPERS = ("Coast Gazette", "Northern Echo Weekly", "Business Line", "De Telegraaf", "Harbour News")
DAYS = ("August 9, 2019 Friday", "3 mai 2012", "10. August 2019", "2014-03-02", "5 May 2012")
NAMES = ("Jane Roe", "Tom Baker", "Ana Maria Silva", "Jo Ek", "RIK VAN DAM", "Анна Бойко")
KICKERS = ("World", "ANALYSIS", "Harbour row", "Meinung", "Exclusive", "Culture")
BUTTONS = ("Zuhören", "3 kommentteja", "Merkitse", "12 reactions")
DECKS = ("No one was hurt when the old roof of the hall came down", "Council to vote on harbour")
AGENCIES = ("Reuters", "AFP", "AP")
SENTENCES = ("Nobody was hurt.", "Es regnet.", "Le port reste fermé.", "The trams run again.")

Truth = dict[str, Any]


class Head(NamedTuple):
    """The top of an article as the grammar sees it, and what its units are."""

    family: str
    fold: int
    sights: list[g.Sight]
    labels: list[int]


class Read(NamedTuple):
    """A document as the package cuts it."""

    units: Sequence[Unit]
    tops: Sequence[Top]


def read(path: Path) -> Read | None:
    """The units of a document and the tops of its articles; None where a format says itself where
    articles begin."""
    seen: list[Read] = []

    def spy(units: Sequence[Unit], found: Sequence[Top]) -> list[g.Labelling]:
        seen.append(Read(units, found))
        return read_tops(units, found)

    with patch.object(heads, "read_tops", spy), path.open("rb") as stream, suppress(NoArticleError):
        list(formats.articles(Document(str(path), stream)))
    return seen[0] if len(seen) == 1 else None


def bare(text: object) -> str:
    """A text as it is compared."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", str(text or "")).casefold())


class Truths:
    """What the truth says of an article, ready to be asked about lines."""

    def __init__(self, article: Truth, document: Truth) -> None:
        self.headline = bare(article.get("headline"))
        first = [article.get("first_paragraph"), *article.get("first_paragraph_or", [])]
        self.first = [key for one in first if (key := bare(one))]
        self.captions = {bare(one) for one in article.get("captions", [])}
        self.residue = {bare(one) for one in document.get("residue_lines", [])}
        self.facts = {bare(one) for one in document.get("fact_lines", [])}
        self.publisher = bare(article.get("publisher"))
        self.section = bare(article.get("section"))

    def label(self, text: str, kind: str, headed: bool) -> int | None:
        """What a unit is; None when nobody can say."""
        key = bare(text)
        if kind == "label" and (self.headline in key or key in self.facts):
            return g.FIELD
        if self._is_headline(key):
            return g.HEADLINE
        if any(key.startswith(one[:60]) or one[:60] in key for one in self.first):
            return g.TEXT
        if key in self.residue or kind in ("control", "about", "links"):
            return g.RESIDUE
        if key in self.captions:
            return g.CAPTION
        by_kind = {"url": g.URL, "byline": g.BYLINE, "date": g.FACTS, "dated": g.FACTS}
        if kind in by_kind or kind == "dateline":
            return by_kind.get(kind, g.DATELINE)
        if key == self.publisher:
            return g.NAME
        if key == self.section:
            return g.NAME if headed else g.KICKER
        if key in self.facts:
            return g.RESIDUE
        return g.TEXT if headed and not self.first and kind in ("prose", "filed") else None

    def is_labelled(self, units: Sequence[Unit]) -> bool:
        """Whether the headline stands behind a label, so that none is in the head."""
        said = (labelled(unit.text) or shouted(unit.text) for unit in units)
        return any(one and bare(one.value) == self.headline for one in said)

    def _is_headline(self, key: str) -> bool:
        """Whether a line is the headline, with facts beside it, or a part of it."""
        if not self.headline or not key:
            return False
        if self.headline in key:
            return len(key) <= len(self.headline) + BESIDE
        ends = self.headline.startswith(key) or self.headline.endswith(key)
        return ends and len(key) >= PART


def of_document(family: str, fold: int, path: Path, truth: Truth, vary: bool) -> Iterator[Head]:
    """The heads of a document whose articles are known."""
    found = read(path)
    if found is None or len(found.tops) != truth["n_articles"]:
        return
    shares = _shares(found.units, found.tops)
    for place, article in enumerate(truth["articles"]):
        at = article.get("index", place + 1) - 1
        one, own = found.tops[at], shares[at]
        said = Truths(article, truth)
        sights = looks(found.units, one, own)
        labels: list[int | None] = []
        for index, sight in zip(one.indices, sights, strict=True):
            headed = g.HEADLINE in labels
            labels.append(said.label(found.units[index].text, sight.kind, headed))
        if said.headline and g.HEADLINE not in labels and not said.is_labelled(found.units):
            continue
        for place in range(len(labels) - 1):  # a lead stands above byline or date
            if labels[place] == g.TEXT and labels[place + 1] in (g.BYLINE, g.FACTS, g.FIELD):
                labels[place] = g.LEAD
        if head := head_of(family, fold, sights, labels):
            yield head
            if vary and random.Random(f"{path.name} {one.indices[0]}").random() < VARIED:  # noqa: S311 - no secret
                yield from varied(head, found.units, one)


def head_of(
    family: str, fold: int, sights: list[g.Sight], labels: Sequence[int | None]
) -> Head | None:
    """A head with its labels; None where the grammar does not allow them."""
    out: list[int] = []
    headed = False
    for sight, said in zip(sights, labels, strict=True):
        label = g.TEXT if out and out[-1] == g.TEXT else said
        before = out[-1] if out else g.START
        if label is None or label not in g.allowed(sight.kind):
            return None
        if not g.may_follow(before, label, headed, sight.follows):
            return None
        headed = headed or label == g.HEADLINE
        out.append(label)
    return Head(family, fold, sights, out) if out else None


def varied(head: Head, units: Sequence[Unit], found: Top) -> Iterator[Head]:
    """A variant of a head: something put in, the headline changed or taken out."""
    rows = [(units[i], label) for i, label in zip(found.indices, head.labels, strict=True)]
    at = next((n for n, (_, label) in enumerate(rows) if label == g.HEADLINE), None)
    text = next((n for n, (_, label) in enumerate(rows) if label == g.TEXT), None)
    if at is None or text is None or at > text:
        return
    chance = random.Random(units[found.indices[0]].text)  # noqa: S311 - no secret
    unit, gap = rows[at][0], chance.choice([0, 1, rows[text][0].gap])
    pick = chance.choice

    def put(place: int, *new: tuple[str, int]) -> None:
        rows[place:place] = [(unit._replace(text=said, gap=gap), label) for said, label in new]

    words = unit.text.split()
    kinds = ["author", "deck", "caption", "kicker", "facts", "paper", "edition", "button", "alone"]
    kinds.append("none")
    kinds += ["short"] * 3 * (len(words) > 2) + ["halves"] * (
        len(words) > 5 and chance.random() < BRIEF
    )
    kind = pick(kinds)
    if chance.random() < BRIEF:
        rows[text:] = [(rows[text][0]._replace(text=pick(SENTENCES)), g.TEXT)]
    if kind == "author":  # above the headline, below a date
        put(at, *[(pick(DAYS), g.FACTS)] * pick((0, 1)), (pick(NAMES), g.BYLINE))
    elif kind == "deck":
        put(at + 1, (pick(DECKS), g.DECK))
    elif kind == "caption":
        put(text, (f"People gather near the harbour. ({pick(AGENCIES)})", g.CAPTION))
    elif kind == "kicker":
        put(at, (pick(KICKERS), g.KICKER))
    elif kind == "facts":
        put(at + 1, (pick(NAMES), g.BYLINE), (pick(DAYS), g.FACTS))
    elif kind == "paper":
        put(pick((at, at + 1)), (pick(PAPERS), g.NAME), (pick(DAYS), g.FACTS))
    elif kind in ("edition", "button"):
        put(at + 1, (pick(EDITIONS if kind == "edition" else BUTTONS), g.RESIDUE))
    elif kind == "alone":  # fields follow, and then the text
        del rows[at + 1 :]
    elif kind == "short":
        few = " ".join(words[: chance.randint(1, 4)]) + pick(("", "", "..."))
        rows[at] = (unit._replace(text=few), g.HEADLINE)
    elif kind == "halves":
        half = len(words) // 2
        below = unit._replace(text=" ".join(words[half:]), gap=0)
        rows[at : at + 1] = [
            (unit._replace(text=" ".join(words[:half])), g.HEADLINE),
            (below, g.HEADLINE),
        ]
    else:
        del rows[at]
    new = [
        one._replace(first=n, last=n, gap=one.gap if n else 0) for n, (one, _) in enumerate(rows)
    ]
    again = top(new, Piece(0, 0, len(new), ""), (), more=True)
    labels = [rows[index][1] for index in again.indices]
    if made := head_of(f"{head.family}+", head.fold, looks(new, again, {}), labels):
        yield made


def fold_of(name: str) -> int:
    return crc32(name.encode()) % FOLDS


def of_pile(folder: Path) -> Iterator[Head]:
    """The heads of made documents; a family is in one fold."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        if truth["family"] != "run-in":  # a headline on the line of its text is no unit
            path = folder / truth["file"]
            yield from of_document(truth["family"], fold_of(truth["family"]), path, truth, True)


def of_gold(folder: Path) -> Iterator[Head]:
    """The heads of real files with hand-made records."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        articles = [
            {
                "index": one["index"],
                "headline": None if one["headline_derived"] else one["headline"],
                "first_paragraph": next(iter(one.get("paragraphs") or []), None),
                "captions": one.get("captions") or [],
                "publisher": one.get("publisher"),
            }
            for one in gold["articles"]
        ]
        truth = {"articles": articles, "n_articles": gold["n_articles"]}
        yield from of_document("gold", fold_of(path.name), folder / gold["raw"], truth, False)


def of_singles(folder: Path) -> Iterator[Head]:
    """The heads of files of one article each."""
    for path in sorted(folder.rglob("*.txt")):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        if lines[0].startswith("http") and len(lines) > 3:
            article = {"headline": lines[2], "first_paragraph": "".join(lines[3:5])}
        elif len(lines[0]) > PROSE and symbol_of(lines[0].strip()).kind in ("prose", "filed"):
            article = {"first_paragraph": lines[0]}
        else:
            continue
        yield from of_document(
            folder.name, fold_of(path.name), path, {"articles": [article], "n_articles": 1}, False
        )


def of_first_lines(folder: Path) -> Iterator[Head]:
    """The heads of every second article of a folder, whose first line is the headline."""
    for path in sorted(folder.rglob("*.txt"))[::2]:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        article = {"headline": lines[0], "first_paragraph": "".join(lines[1:4])}
        yield from of_document(
            "first-lines", fold_of(path.name), path, {"articles": [article], "n_articles": 1}, False
        )
