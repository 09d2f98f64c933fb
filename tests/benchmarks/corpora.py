"""The text that is measured on: news corpora, test collections, and archives made of them.

All of it is read from a folder that is no part of the project: `corpora/bbc.tar.gz` (2,225 stories,
a text file each), `corpora/reuters21578.tar.gz` (wire stories in SGML), `eval/cranfield`,
`eval/cisi`, and `eval/misspellings` (those collected by Birkbeck and by Wikipedia).
"""

from __future__ import annotations

import html
import json
import random
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple


class Story(NamedTuple):
    """A text and what names it in its collection."""

    key: str
    headline: str
    paragraphs: list[str]


class Question(NamedTuple):
    """A query of a test collection, and the keys of what answers it."""

    typed: str
    relevant: set[str]


def flat(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def bbc(data: Path) -> Iterator[Story]:
    """The BBC's stories, by path."""
    for name, text in _members(data / "corpora" / "bbc.tar.gz", r"bbc/.*\d\.txt"):
        headline, *paragraphs = [flat(line) for line in text.split("\n") if line.strip()]
        yield Story(name, headline, paragraphs)


def reuters(data: Path) -> Iterator[Story]:
    """Reuters' stories that have a headline and a body."""
    for _, text in _members(data / "corpora" / "reuters21578.tar.gz", r".*\.sgm"):
        for number, story in re.findall(r'(?s)NEWID="(\d+)">(.*?)</REUTERS>', text):
            title = re.search(r"(?s)<TITLE>(.*?)</TITLE>", story)
            body = re.search(r"(?s)<BODY>(.*?)</BODY>", story)
            if title and body:
                plain = html.unescape(body[1]).replace("\x03", "")
                paragraphs = [flat(part) for part in re.split(r"\n {4}", plain)]
                kept = [part for part in paragraphs if part and part.lower() != "reuter"]
                yield Story(number, flat(html.unescape(title[1])), kept)


def _members(archive: Path, name: str) -> Iterator[tuple[str, str]]:
    """The files of an archive whose names match, by name, with their text."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda member: member.name):
            if re.fullmatch(name, member.name) and (file := tar.extractfile(member)):
                yield member.name, file.read().decode("latin-1")


def cranfield(data: Path) -> tuple[list[Story], list[Question]]:
    """Abstracts on aeronautics; a question's place in its file is its number.

    All that are listed for a question count, whatever their grade: the one graded 0 is mostly
    nearer to it than any other.
    """
    folder = data / "eval" / "cranfield"
    text = (folder / "cran.all.1400.xml").read_text()

    def field(name: str, document: str) -> str:
        found = re.search(f"(?s)<{name}>(.*?)</{name}>", document)
        return flat(found[1]) if found else ""

    stories = [
        Story(field("docno", document), field("title", document), [field("text", document)])
        for document in re.findall("(?s)<doc>(.*?)</doc>", text)
        if field("text", document)  # two have none
    ]
    relevant = defaultdict(set)
    for line in (folder / "cranqrel.trec.txt").read_text().splitlines():
        question, _, key, *_ = line.split()
        relevant[int(question)].add(key)
    asked = re.findall("(?s)<title>(.*?)</title>", (folder / "cran.qry.xml").read_text())
    questions = [Question(flat(typed), relevant[i]) for i, typed in enumerate(asked, 1)]
    return stories, [question for question in questions if question.relevant]


def cisi(data: Path) -> tuple[list[Story], list[Question]]:
    """Abstracts on library science."""
    folder = data / "eval" / "cisi"
    stories = [
        Story(key, _section("T", text), [_section("W", text)])
        for key, text in _entries(folder / "CISI.ALL")
    ]
    relevant = defaultdict(set)
    for line in (folder / "CISI.REL").read_text().splitlines():
        question, key, *_ = line.split()
        relevant[question].add(key)
    asked = _entries(folder / "CISI.QRY")
    return stories, [Question(_section("W", t), relevant[key]) for key, t in asked if relevant[key]]


def _entries(file: Path) -> list[tuple[str, str]]:
    """Number and text of each entry of a file of the SMART system's."""
    parts = re.split(r"(?m)^\.I +(\d+)$", file.read_text())[1:]
    return [*zip(parts[::2], parts[1::2], strict=True)]


def _section(letter: str, entry: str) -> str:
    found = re.search(rf"(?ms)^\.{letter}\s*\n(.*?)(?=^\.[A-Z]\b|\Z)", entry)
    return flat(found[1]) if found else ""


def misspellings(data: Path) -> dict[str, list[str]]:
    """Word → how people misspell it, as both lists have it."""
    folder = data / "eval" / "misspellings"
    found: dict[str, set[str]] = defaultdict(set)
    word = ""
    for line in (folder / "birkbeck" / "missp.dat").read_text().lower().split():
        if line.startswith("$"):
            word = line[1:]
        else:
            found[word].add(line)
    for wrong, right in json.loads((folder / "wikipedia.json").read_text()).items():
        for word in right.lower().split(","):
            found[word.strip()].add(wrong.lower())
    return {
        word: kept
        for word, wrong in found.items()
        if word.isalpha() and (kept := sorted(one for one in wrong if one.isalpha()))
    }


NAMES = 60_000  # made-up names that come again, the first far more often than the last
NEW = 0.25  # share of the names that hardly come again
NAMED = 3  # names in an article
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "os")]


def made_up(data: Path) -> Iterator[Story]:
    """Articles without end: real sentences in chance order, with a long tail of made-up names.

    Each has a real headline with one name more, and 4 to 24 sentences, two a paragraph, of which
    two have a name put in.  The same at every call.
    """
    chance = random.Random(7)  # noqa: S311 - no secret
    stories = [*bbc(data), *reuters(data)]
    headlines = [story.headline for story in stories]
    sentences = [
        sentence
        for story in stories
        for paragraph in story.paragraphs
        for sentence in re.split(r"(?<=[.?!]) +(?=[A-Z])", paragraph)
    ]
    known = [_name(chance) for _ in range(NAMES)]
    while True:
        names = [
            _name(chance) if chance.random() < NEW else known[int(NAMES ** chance.random()) - 1]
            for _ in range(NAMED)
        ]
        body = chance.choices(sentences, k=chance.randint(4, 24))
        for i, name in enumerate(names[1:]):
            body[i] += f" So said {name}."
        paragraphs = [" ".join(body[i : i + 2]) for i in range(0, len(body), 2)]
        yield Story(names[0].lower(), f"{names[0]}: {chance.choice(headlines)}", paragraphs)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(3, 5))).capitalize()


def write(stories: Iterator[Story], folder: Path, articles: int, files: int) -> int:
    """Write so many articles to so many files of equal size: texts of one, or JSONL of several.

    Returns how many bytes of text there are.
    """
    each = articles // files
    size = 0
    for i in range(files):
        path = folder / f"{i // 1000:03}" / f"{i:06}.{'txt' if each == 1 else 'jsonl'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            for story in islice(stories, each):
                text = "\n\n".join(story.paragraphs)
                size += len(f"{story.headline}\n{text}".encode())
                if each == 1:
                    file.write(f"{story.headline}\n\n{text}\n")
                else:
                    file.write(json.dumps({"headline": story.headline, "body": text}) + "\n")
    return size
