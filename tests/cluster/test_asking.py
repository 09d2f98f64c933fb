"""How often a cluster is asked for one search, whatever hangs on what.

These come before `test_cluster`, whose last test ends a node: one that is not there is asked, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import newscli
from newscli.archive.engine import EngineArchive
from newscli.cli import main
from tests.cluster.conftest import OTHERS, WORDS, addressed
from tests.cluster.nodes import Cluster

MOST_REQUESTS = 4
FAMILIES = 6
LIKELY = 5  # articles with both words that are meant by one query
UNLIKELY = 150  # with what may be meant as well, though that is less likely
PAIRS = 15  # of words that may be meant so
CONSONANTS = "bdfgklmnprstvz"


class Family:
    """Two misspelt words and articles, most of which have what is hardly meant by them: so many
    that what is meant is asked for alone, and then has words that were not looked up before."""

    def __init__(self, random: Random) -> None:
        self._words = [made_up(random, 3) for _ in range(2)]
        self.typed = " ".join(self._words)

    def articles(self, random: Random) -> Iterator[tuple[str, str]]:
        """Headlines and bodies."""
        meant = [swapped(word, random) for word in self._words]
        others = [made_up(random, 4) for _ in range(60)]
        yield " ".join(meant), " ".join([*meant * 5, *random.choices(others, k=4)])
        for _ in range(LIKELY - 1):
            yield made_up(random, 5), " ".join([*meant, *random.choices(others, k=150)])
        pairs = [" ".join(replaced(word, random) for word in self._words) for _ in range(PAIRS)]
        for number in range(UNLIKELY):
            both = pairs[number % PAIRS]
            yield both, " ".join([both, *(made_up(random, 5) for _ in range(8))])


def made_up(random: Random, syllables: int) -> str:
    """A word of syllables and a consonant."""
    parts = [random.choice(CONSONANTS) + random.choice("aeiou") for _ in range(syllables)]
    return "".join(parts) + random.choice(CONSONANTS)


def swapped(word: str, random: Random) -> str:
    """The word with two letters swapped."""
    at = random.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def replaced(word: str, random: Random) -> str:
    """The word with two consonants replaced, the first one aside."""
    letters = [*word]
    for at in random.sample(range(2, len(word), 2), 2):
        letters[at] = random.choice(CONSONANTS.replace(word[at], ""))
    return "".join(letters)


def asked(archive: EngineArchive, query: str) -> tuple[int, int]:
    """How many requests a page of a search took, and how many articles match."""
    before = archive.requests
    total = archive.find(query).answer(20).total
    return archive.requests - before, total


def test_what_narrows_a_search_takes_four_requests_at_most(
    cluster: Cluster, tmp_path: Path
) -> None:
    random = Random(3)  # noqa: S311 - nothing secret
    families = [Family(random) for _ in range(FAMILIES)]
    rows = [
        json.dumps({"headline": headline, "body": body})
        for family in families
        for headline, body in family.articles(random)
    ]
    random.shuffle(rows)
    folder = tmp_path / "families"
    folder.mkdir()
    (folder / "all.jsonl").write_text("\n".join([*rows, ""]))
    address = addressed(cluster, "families")
    assert main(["index", "--to", address, str(folder)]) == 0
    archive = newscli.open_archive([address])
    assert isinstance(archive, EngineArchive)
    found = {family.typed: asked(archive, family.typed) for family in families}
    archive.close()
    assert sum(total < UNLIKELY for _, total in found.values()) > 1  # those are narrowed
    assert max(requests for requests, _ in found.values()) <= MOST_REQUESTS, found


def test_no_search_takes_more_than_four_requests(remote: EngineArchive) -> None:
    random = Random(7)  # noqa: S311 - nothing secret
    words = [*WORDS, *OTHERS]
    queries = []
    for form in (
        "{} {}",
        "{} {} {}",
        '"{} {}"',
        "({} OR {}) {}",
        "{} -{}",
        "{} NEAR/3 {}",
        "{}-{}",
    ):
        for _ in range(8):
            some = random.sample(words, 3)
            queries.append(form.format(*(swapped(w, random) for w in some)))
            queries.append(form.format(*some[:1], *(swapped(w, random) for w in some[1:])))
    found = {query: asked(remote, query)[0] for query in queries}
    assert {query: n for query, n in found.items() if n > MOST_REQUESTS} == {}
