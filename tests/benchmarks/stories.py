"""How well stories are told apart, and how fast, on articles given by their paths.

    python tests/benchmarks/stories.py FOLDER… [--sizes 25000,50000,100000] [--peers] [--show N]

Quality: into the articles of the folders (real ones: a BBC collection, Reuters-21578) changed
copies of some are planted: a share of the sentences, 0 to 60 %, is dropped, moved elsewhere, or
re-worded by the list of synonyms below; one in five changes nothing but drops, swaps and rewords at
that share each (`all`); headline and agency's tag are others.  A pair is an original and its
copy; right if both are in one story, wrong if a copy is in one with an article that is neither its
original nor in a story with it when nothing is planted.

False links: pairs of articles as they are, of one topic and one day (Reuters' TOPICS), which have
under 30 % of the shorter's runs of four words in common, or name other figures; and yet are in one
story.  `--show` prints some, as a few of them do tell the same in other words.

Time: archives of several sizes whose articles are recombined of real sentences with a long tail of
made-up names, one in ten of them a changed copy; and the growth from each size to the next.

`--peers` compares the way to candidates with MinHash and LSH (datasketch, rensa) where installed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from newscli.archive import Archive
from newscli.text import words

LEVELS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
ORIGINALS = 600  # articles of which copies are planted, one at each level
SHORTEST = 60  # words of an original

SYNONYMS = """
said stated noted; announced declared revealed; president leader; company firm; government
administration; year twelvemonth; people persons; new fresh; also too; first initial; last
previous; big large; small little; rise increase; rose climbed; fell dropped; fall drop; plan
scheme; plans schemes; told informed; about around; after following; before until; because since;
but yet; show display; showed displayed; make create; made created; help assist; helped assisted;
buy purchase; bought purchased; sell offload; market trade; price cost; prices costs; profit gain;
profits gains; loss deficit; deal agreement; talks negotiations; meeting gathering; minister
secretary; country nation; countries nations; police officers; attack assault; war conflict; killed
slain; think believe; thought believed; want wish; wanted wished; need require; begin start; began
started; end finish; ended finished; win triumph; won triumphed; game match; team side; player
athlete; film movie; music songs; award prize; best finest; good fine; bad poor; important key;
main leading; many numerous; more further; several various; money cash; pay wages; work labour; job
post; use employ; used employed; get obtain; got obtained; give grant; gave granted; take seize;
took seized; come arrive; came arrived; see view; saw viewed; expected forecast; likely probable;
able capable; very highly; only merely; still yet; now currently; then later; high elevated; low
reduced; long lengthy; short brief; early premature; late delayed; old aged; young youthful; report
account; officials functionaries; spokesman representative; group body; members participants;
public civic; world globe; international global; national domestic; local regional; part portion;
number figure; rate pace; week fortnight; today tonight; against versus; between among; under
below; over above; through via; although though; could might; should must; would could; which that;
while whereas
"""
TAGS = ("LONDON (Reuters) - ", "WASHINGTON (AP) — ", "PARIS (AFP) – ", "BERLIN (dpa) - ", "")
CLOSINGS = ("(Reporting by Jane Roe; editing by John Doe)", "© Agence France-Presse", "", "")

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_WORD = re.compile(r"[A-Za-z]+")
_FIGURE = re.compile(r"\d(?:[\d.,/:-]*\d)?")

Facts = dict[str, Any]


class Planted(NamedTuple):
    """What a planted copy was made of."""

    original: int
    level: float
    way: str


def synonyms() -> dict[str, list[str]]:
    """Each word of the list, and what may stand for it."""
    table: dict[str, list[str]] = {}
    for entry in SYNONYMS.split(";"):
        group = entry.split()
        for word in group:
            table.setdefault(word, [other for other in group if other != word])
    return table


TABLE = synonyms()


def reworded(sentence: str, rng: random.Random) -> str:
    """The sentence with a synonym for each word that has one."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if not (choices := TABLE.get(word.lower())):
            return word
        chosen = rng.choice(choices)
        return chosen.capitalize() if word[0].isupper() else chosen

    return _WORD.sub(other, sentence)


def changed(article: Facts, level: float, way: str, rng: random.Random) -> Facts:
    """A copy with that share of its sentences changed, under another headline."""
    sentences = [
        (index, sentence)
        for index, paragraph in enumerate(article["paragraphs"])
        for sentence in _SENTENCE.split(paragraph)
        if sentence
    ]
    kept: list[tuple[int, str]] = []
    for index, sentence in sentences:
        ways = ("drop", "move", "reword") if way == "all" else (way,)
        did = {one for one in ways if rng.random() < level}
        if way == "mixed" and did:
            did = {rng.choice(("drop", "move", "reword"))}
        if "drop" in did:
            continue
        text = reworded(sentence, rng) if "reword" in did else sentence
        place = rng.randrange(len(kept) + 1) if "move" in did else len(kept)
        kept.insert(place, (index, text))
    kept = kept or sentences[:1]
    paragraphs: list[str] = []
    last = -1
    for index, sentence in kept:
        if index == last:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
        last = index
    paragraphs[0] = rng.choice(TAGS) + paragraphs[0]
    said = _WORD.findall(" ".join(paragraphs))
    headline = " ".join(rng.sample(said, min(len(said), rng.randint(4, 8)))).title()
    closing = rng.choice(CLOSINGS)
    return {
        **article,
        "headline": headline,
        "paragraphs": [*paragraphs, closing] if closing else paragraphs,
    }


def written(articles: Iterable[Facts], folder: str) -> str:
    """A file of these articles, one a line."""
    path = Path(folder, "articles.jsonl")
    with open(path, "w", encoding="utf-8") as stream:
        for article in articles:
            stream.write(json.dumps(article) + "\n")
    return str(path)


def real(paths: Sequence[str]) -> list[Facts]:
    """The articles of the folders, as far as they have a body."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            {
                "headline": article.headline,
                "date": article.date,
                "paragraphs": list(article.paragraphs),
                "topics": [o[8:] for o in article.other if o.startswith("TOPICS: ")],
            }
            for article in Archive(paths, Path(folder)).articles()
            if article.paragraphs
        ]


def grouped(articles: Sequence[Facts]) -> tuple[dict[int, set[int]], float]:
    """Place of each article → the stories it is in; and the seconds that grouping took."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(({**a, "url": f"https://{i}"} for i, a in enumerate(articles)), folder)
        archive = Archive([path], Path(folder))
        places = {a.number: int((a.url or "")[8:]) for a in archive.articles()}
        start = time.perf_counter()
        stories = archive.stories()
        took = time.perf_counter() - start
        found: dict[int, set[int]] = defaultdict(set)
        for index, story in enumerate(stories):
            for member in story.articles:
                found[places[member.article.number]].add(index)
        return found, took


def quality(articles: Sequence[Facts], natural: dict[int, set[int]], seed: int) -> None:
    """Print recall, precision and F1 of the planted pairs, by share changed and by way."""
    rng = random.Random(seed)  # noqa: S311 - the same copies in every run
    long = [i for i, a in enumerate(articles) if len(words(" ".join(a["paragraphs"]))) >= SHORTEST]
    everything = list(articles)
    planted: dict[int, Planted] = {}
    for original in rng.sample(long, min(ORIGINALS, len(long))):
        for level in LEVELS:
            way = rng.choice(("drop", "move", "reword", "mixed", "all"))
            planted[len(everything)] = Planted(original, level, way)
            everything.append(changed(articles[original], level, way, rng))
    found, _ = grouped(everything)
    members: dict[int, set[int]] = defaultdict(set)
    for place, stories in found.items():
        for story in stories:
            members[story].add(place)
    right: Counter[object] = Counter()
    wrong: Counter[object] = Counter()
    total: Counter[object] = Counter()
    for place, (original, level, way) in planted.items():
        for key in (level, (level, way)):
            total[key] += 1
            right[key] += bool(found[place] & found[original])
        others = {other for story in found[place] for other in members[story]} - {place}
        for other in others:
            source = planted[other].original if other in planted else other
            if source != original and not natural[source] & natural[original]:
                wrong[level] += 1
    print(f"\n{len(planted):,} copies among {len(articles):,} articles")
    print(f"{'changed':>8} {'recall':>7} {'precision':>9} {'F1':>6}   recall by way")
    for level in LEVELS:
        recall = right[level] / total[level]
        precision = right[level] / max(1, right[level] + wrong[level])
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        ways = ", ".join(
            f"{way} {right[level, way] / max(1, total[level, way]):.3f}"
            for way in ("drop", "move", "reword", "mixed", "all")
        )
        print(f"{level:>7.0%} {recall:7.3f} {precision:9.3f} {f1:6.3f}   {ways}")


def runs(article: Facts) -> set[tuple[str, ...]]:
    """The runs of four words of a body."""
    said = words(" ".join(article["paragraphs"]))
    return {tuple(said[i : i + 4]) for i in range(len(said) - 3)}


def are_different(one: Facts, other: Facts) -> bool:
    """Whether two bodies share little, or name other figures."""
    mine, its = runs(one), runs(other)
    shared = len(mine & its) / max(1, min(len(mine), len(its)))
    figures, others = (set(_FIGURE.findall(" ".join(a["paragraphs"]))) for a in (one, other))
    named = len(figures & others) / max(1, min(len(figures), len(others)))
    return shared < 0.3 or (min(len(figures), len(others)) >= 3 and named < 0.5)


def false_links(articles: Sequence[Facts], natural: dict[int, set[int]], show: int) -> None:
    """Print how many pairs of one topic and day that differ are in one story."""
    by_topic: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        for topics in article["topics"]:
            for topic in topics.split(", "):
                by_topic[topic, (article["date"] or "")[:10]].append(place)
    pairs = {
        pair for (_, day), places in by_topic.items() if day for pair in combinations(places, 2)
    }
    linked = [(a, b) for a, b in pairs if natural[a] & natural[b]]
    wrong = sorted((a, b) for a, b in linked if are_different(articles[a], articles[b]))
    rate = 1000 * len(wrong) / len(articles)
    print(f"\n{len(pairs):,} pairs of one topic and day; {len(linked)} of them in one story,")
    print(f"{len(wrong)} of these differ: {rate:.2f} in 1,000 articles")
    rng = random.Random(1)  # noqa: S311 - no secret
    for pair in rng.sample(wrong, min(show, len(wrong))):
        print("---")
        for place in pair:
            article = articles[place]
            print(
                article["date"], article["headline"], "|", " / ".join(article["paragraphs"])[:300]
            )


def recombined(articles: Sequence[Facts], size: int, seed: int) -> Iterator[Facts]:
    """So many articles of real sentences with made-up names; one in ten copies an earlier one."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    sentences = [
        sentence
        for article in articles
        for paragraph in article["paragraphs"]
        for sentence in _SENTENCE.split(paragraph)
        if 8 <= sentence.count(" ") <= 40
    ]
    syllables = ("ba", "do", "ki", "lem", "mar", "nov", "ra", "sel", "tu", "vik", "zan", "or")
    earlier: deque[Facts] = deque(maxlen=5000)  # so that stories do not grow with the archive
    for _ in range(size):
        if earlier and rng.random() < 0.1:
            yield changed(rng.choice(earlier), 0.3, "mixed", rng)
            continue
        names = ["".join(rng.choices(syllables, k=3)).title() for _ in range(6)]

        def named(match: re.Match[str], names: Sequence[str] = names) -> str:
            return rng.choice(names) if rng.random() < 0.5 else match[0]

        said = [
            re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}", named, rng.choice(sentences))
            for _ in range(rng.randint(6, 24))
        ]
        article = {
            "headline": " ".join([*rng.sample(names, 2), *said[0].split()[2:8]]),
            "date": f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "paragraphs": [" ".join(said[i : i + 3]) for i in range(0, len(said), 3)],
        }
        earlier.append(article)
        yield article


def times(articles: Sequence[Facts], sizes: Sequence[int]) -> None:
    """Print seconds and growth from each size to the next."""
    print(f"\n{'articles':>9} {'seconds':>8} {'growth':>7} {'of the size':>11} {'stories':>8}")
    before: tuple[int, float] | None = None
    for size in sizes:
        found, took = grouped(list(recombined(articles, size, 1)))
        growth = f"{took / before[1]:7.2f} {size / before[0]:11.2f}" if before else " " * 19
        stories = len({story for places in found.values() for story in places})
        print(f"{size:9,} {took:8.1f} {growth} {stories:8,}", flush=True)
        before = size, took
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory of this process, its own articles included: {memory:,.0f} MB")


def one_more(articles: Sequence[Facts]) -> None:
    """Print what a file more costs, against grouping all."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        written(articles, folder)
        archive = Archive([folder], Path(cache))
        len(list(archive.summaries()))
        start = time.perf_counter()
        archive.stories()
        whole = time.perf_counter() - start
        took = []
        rng = random.Random(1)  # noqa: S311 - no secret
        for number in range(5):
            copy = changed(rng.choice(articles), 0.3, "mixed", rng)
            Path(folder, f"{number}.txt").write_text(
                "\n\n".join([copy["headline"], *copy["paragraphs"]]), encoding="utf-8"
            )
            len(list(archive.summaries()))
            start = time.perf_counter()
            archive.stories()
            took.append(time.perf_counter() - start)
        share = statistics.median(took) / whole
        print(f"\none file more: {statistics.median(took):.3f} s, {share:.4f} of grouping all")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--sizes", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    articles = real(given.folders)
    natural, took = grouped(articles)
    print(f"{len(articles):,} articles grouped in {took:.1f} s")
    quality(articles, natural, given.seed)
    false_links(articles, natural, given.show)
    one_more(articles)
    if given.sizes:
        times(articles, [int(size) for size in given.sizes.split(",")])


if __name__ == "__main__":
    main()
