"""How well searches find what was meant, with and without typos.

    python tests/benchmarks/quality.py --data DIR

`DIR` holds `corpora/` and `eval/`, as `corpora.py` says.  Three tables are printed, as Markdown:

- Known-item search: a few words of one article, typed right and wrong; MRR@10, the mean of one
  over the rank of that article among the first ten.  The queries over the BBC's stories are those
  of `eval/typos_bbc.jsonl`.  Those over Reuters' are made here from headlines, from rare words and
  from names, as the same kinds: as people misspell words (the lists of Birkbeck and Wikipedia),
  with one edit by chance in one word or in each, and with two in one.
- What tolerance costs: the same queries, typed right, with each word as `=word`.
- Test collections: nDCG@10 for each question's words, with OR between them and as typed, for its
  first three and five content words, for two to five picked from it by chance, and that of three
  peers: FTS5 with Porter stems, bm25s with Snowball's and a stop list, and tantivy with its
  `en_stem` (`pip install bm25s PyStemmer tantivy`; left out if they are not there).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path

import corpora
from corpora import Question, Story

from newscli.archive import Archive
from newscli.errors import QueryError
from newscli.text.function_words import FUNCTION_WORDS

KINDS = ("clean", "real", "e1", "e1all", "e2", "names")
BARS = {
    "bbc": dict(zip(KINDS, (0.97, 0.96, 0.975, 0.94, 0.94, None), strict=True)),
    "reuters": dict(zip(KINDS, (0.95, 0.90, 0.93, 0.91, 0.88, 0.96), strict=True)),
    "cranfield": 0.55,
    "cisi": 0.41,
}
LOSS = 0.002

QUERIES = 500  # made for Reuters' stories
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = """
reagan:reagen gorbachev:gorbachov volcker:volker khomeini:khomeiny nakasone:nakasoni
miyazawa:miasawa thatcher:thacher stoltenberg:stoltenburg poehl:pohl balladur:baladur kuwait:koweit
tehran:teheran brazil:brasil mitterrand:miterand chirac:shirac aquino:akino riyadh:riad qatar:katar
rafsanjani:rafsanjany libya:lybia philippines:phillipines boesky:boeski icahn:ikahn pickens:pikens
chrysler:crysler mitsubishi:mitsubichi yugoslavia:jugoslavia subroto:subrotto sumita:zumita
dingell:dingel yeutter:yuetter gephardt:gephart delors:delor salomon:solomon guinness:guiness
shearson:sherson reichmann:reichman purolator:pureolator gencorp:jencorp fujitsu:fugitsu
hussein:husain peking:beking ecuador:equador uruguay:uruguai sarney:sarny funaro:funarro
bresser:breser machinea:machinia bahrain:bahrein oman:omman istanbul:istambul papandreou:papandreu
goria:gorea craxi:kraxi andreotti:andreoti sprinkel:sprinkle leutwiler:leutwieler
duisenberg:duisenburg ruding:rudding tietmeyer:titmeyer schlesinger:shlesinger
"""  # as they are spelt in Reuters' stories, and otherwise

Finding = Callable[[str], list[str]]
"""Query → the keys of the ten best answers."""

Query = Mapping[str, str]
"""Kind → the query typed so; "key" → the story that is meant."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", choices=KINDS, help="name the queries of this kind that fail")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments.data, Path(folder), arguments.show)


def measure(data: Path, folder: Path, show: str | None) -> None:
    """Print a row a kind of query; of one kind, also those that fail."""
    rows = (data / "eval" / "typos_bbc.jsonl").read_text().splitlines()
    given = [{**query, "key": query["document"]} for query in map(json.loads, rows)]
    wire = [*corpora.reuters(data)]
    collections = {
        "bbc": ([*corpora.bbc(data)], given),
        "reuters": (wire, [*made(wire, corpora.misspellings(data))]),
    }
    print("| known item, MRR@10 | queries | bar | newscli | ms each |\n|---|---|---|---|---|")
    losses = {}
    for name, (stories, queries) in collections.items():
        found = searching(stories, folder / name)
        for kind in KINDS:
            asked = [(query[kind], query["key"]) for query in queries if kind in query]
            start = time.perf_counter()
            ranks = [reciprocal_rank(found(typed), key) for typed, key in asked]
            took = (time.perf_counter() - start) / len(asked) * 1000
            mean = sum(ranks) / len(ranks)
            bar = BARS[name][kind] or "–"
            print(f"| {name}, {kind} | {len(asked)} | {bar} | {mean:.3f} | {took:.1f} |")
            if kind == show:
                failed = [typed for (typed, _), rank in zip(asked, ranks, strict=True) if rank < 1]
                print("\n".join(failed))
            if kind == "clean":
                exactly = [(" ".join(f"={word}" for word in t.split()), key) for t, key in asked]
                exact = [reciprocal_rank(found(typed), key) for typed, key in exactly]
                losses[name] = sum(exact) / len(exact) - mean
    print("\n| loss on clean queries | bar | newscli |\n|---|---|---|")
    for name, loss in losses.items():
        print(f"| {name} | {LOSS:.1%} | {loss:.2%} |")
    print("\n| test collection, nDCG@10 | queries | bar | newscli | FTS5 | bm25s | tantivy |")
    print("|---|---|---|---|---|---|---|")
    for name, read in (("cranfield", corpora.cranfield), ("cisi", corpora.cisi)):
        stories, questions = read(data)
        peers = porter(stories), bm25s(stories), tantivy(stories)
        finders = searching(stories, folder / name), *peers
        for form, asked in FORMS.items():
            queries = [(typed, q) for q in questions for typed in asked(q.typed)]
            means = [
                f"{sum(ndcg(find(typed), q) for typed, q in queries) / len(queries):.3f}"
                if find
                else "–"
                for find in finders
            ]
            bar = BARS[name] if form == "OR" else "–"
            print(f"| {name}, {form} | {len(queries)} | {bar} | {' | '.join(means)} |")


def searching(stories: Sequence[Story], folder: Path) -> Finding:
    """What finds the keys of the ten best answers to a query among the stories."""
    corpora.write(iter(stories), folder, len(stories), 1)
    archive = Archive([folder], None)
    if (count := len(archive.numbers())) != len(stories):
        raise SystemExit(f"{count} articles were read of {len(stories)}")

    def found(typed: str) -> list[str]:
        try:
            return [stories[hit.article.number - 1].key for hit in archive.search(typed, 10)]
        except QueryError:
            return []

    return found


def porter(stories: Sequence[Story]) -> Finding:
    """What FTS5 finds with Porter stems, any of the words but function words."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE stories USING fts5(text, tokenize='porter unicode61')")
    rows = ((i, _whole(story)) for i, story in enumerate(stories))
    db.executemany("INSERT INTO stories(rowid, text) VALUES (?, ?)", rows)

    def found(typed: str) -> list[str]:
        rows = db.execute(
            "SELECT rowid FROM stories WHERE stories MATCH ? ORDER BY bm25(stories) LIMIT 10",
            (" OR ".join(f'"{word}"' for word in content(typed)),),
        )
        return [stories[i].key for (i,) in rows]

    return found


def bm25s(stories: Sequence[Story]) -> Finding | None:
    """What bm25s finds with Snowball stems and its stop list; None if it is not installed."""
    try:
        import bm25s
        import Stemmer
    except ImportError:
        return None
    stem = Stemmer.Stemmer("english")

    def tokens(texts: Sequence[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stem, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens([_whole(story) for story in stories]), show_progress=False)

    def found(typed: str) -> list[str]:
        places, _ = index.retrieve(tokens([" ".join(content(typed))]), k=10, show_progress=False)
        return [stories[i].key for i in places[0]]

    return found


def tantivy(stories: Sequence[Story]) -> Finding | None:
    """What tantivy finds with English stems, any of the words but function words; None if it is
    not installed."""
    try:
        import tantivy
    except ImportError:
        return None
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_unsigned_field("place", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(100_000_000, 1)  # bytes that it may hold, and threads
    for i, story in enumerate(stories):
        writer.add_document(tantivy.Document(text=_whole(story), place=i))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def found(typed: str) -> list[str]:
        query = index.parse_query(" ".join(content(typed)).lower(), ["text"])
        found = searcher.search(query, 10).hits
        return [stories[searcher.doc(address)["place"][0]].key for _, address in found]

    return found


def _whole(story: Story) -> str:
    return "\n".join([story.headline, *story.paragraphs])


def reciprocal_rank(found: Sequence[str], key: str | Sequence[str]) -> float:
    """One over the place of the first that is meant; 0 if none is."""
    return next((1 / rank for rank, one in enumerate(found, 1) if one in key), 0.0)


def ndcg(found: Sequence[str], question: Question) -> float:
    """Normalized discounted cumulative gain of the first ten."""
    gain = sum(1 / log2(i + 2) for i, key in enumerate(found[:10]) if key in question.relevant)
    return gain / sum(1 / log2(i + 2) for i in range(min(10, len(question.relevant))))


def alternatives(question: str) -> str:
    """The question's words with OR between them."""
    return " OR ".join(word for word in re.findall(r"\w+", question) if word != "OR")


def content(question: str) -> list[str]:
    """The words of a question that say what it is about."""
    found = [word for word in re.findall(r"\w+", question) if word != "OR"]
    return [word for word in found if word.lower() not in FUNCTION_WORDS] or found


def picked(question: str) -> list[str]:
    """Two to five of a question's words in their order, by chance but the same at every call."""
    words = [*dict.fromkeys(content(question))]
    chance = random.Random(question)  # noqa: S311 - no secret
    lengths = [length for length in (2, 3, 4, 5) if length < len(words)]
    places = [sorted(chance.sample(range(len(words)), length)) for length in lengths]
    return [" ".join(words[i] for i in chosen) for chosen in places]


FORMS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "OR": lambda question: [alternatives(question)],
    "as typed": lambda question: [question],
    "first 3": lambda question: [" ".join(content(question)[:3])],
    "first 5": lambda question: [" ".join(content(question)[:5])],
    "2 to 5 picked": picked,
}
"""How a question is asked: as one query, or as several."""


def made(stories: Sequence[Story], wrong: Mapping[str, Sequence[str]]) -> Iterator[Query]:
    """Queries for stories, in words that hardly another story has together."""
    chance = random.Random(2024)  # noqa: S311 - no secret
    headlines = [_words(story.headline) for story in stories]
    texts = [set(_words(" ".join([s.headline, *s.paragraphs]))) for s in stories]
    where: dict[str, set[int]] = defaultdict(set)
    for i, text in enumerate(texts):
        for word in text:
            where[word].add(i)
    usable = {w for w, there in where.items() if len(w) >= 4 and len(there) < 0.25 * len(stories)}
    rare = {word for word in usable if len(where[word]) <= 0.004 * len(stories)}

    def alone(words: Sequence[str], most: int) -> bool:
        return len(set.intersection(*(where[word] for word in words))) <= most

    count = 0
    while count < QUERIES:
        i = chance.randrange(len(stories))
        able = sorted(usable & set(headlines[i]))
        if chance.random() < 0.5 and len(able) >= 3:
            picked = set(chance.sample(able, 3))
            words = [*dict.fromkeys(word for word in headlines[i] if word in picked)]
        elif len(texts[i]) >= 60 and (seldom := sorted(rare & texts[i])):
            first = chance.choice(seldom)
            others = sorted((usable & texts[i]) - {first})
            words = [first, *chance.sample(others, chance.randint(1, 2))]
            chance.shuffle(words)
        else:
            continue
        if alone(words, 2) and max(map(len, words)) >= 5:
            count += 1
            yield {"key": stories[i].key, "clean": " ".join(words), **_typos(chance, words, wrong)}
    for name, otherwise in (pair.split(":") for pair in NAMES.split()):
        for i in chance.sample(sorted(where[name]), min(2, len(where[name]))):
            others = sorted(word for word in rare & texts[i] if word != name)
            if len(others) >= 2:
                words = chance.sample(others, 2)
                if alone([name, *words], 1):
                    yield {"key": stories[i].key, "names": " ".join([otherwise, *words])}


def _typos(
    chance: random.Random, words: Sequence[str], wrong: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Kind → the words with a typo of this kind, as far as they are long enough to have one."""

    def typed(i: int, other: str) -> str:
        return " ".join([*words[:i], other, *words[i + 1 :]])

    typos = {}
    if known := [i for i, word in enumerate(words) if wrong.get(word)]:
        i = chance.choice(known)
        typos["real"] = typed(i, chance.choice(wrong[words[i]]))
    i = chance.choice([i for i, word in enumerate(words) if len(word) >= 5])
    typos["e1"] = typed(i, _edited(chance, words[i]))
    typos["e1all"] = " ".join(_edited(chance, w) if len(w) >= 5 else w for w in words)
    if long := [i for i, word in enumerate(words) if len(word) >= 6]:
        i = chance.choice(long)
        typos["e2"] = typed(i, _edited(chance, _edited(chance, words[i])))
    return typos


def _edited(chance: random.Random, word: str) -> str:
    """The word with a letter left out, replaced, added or swapped; of the first, one in 20."""
    i = 0 if chance.random() < 0.05 else chance.randrange(1, len(word))
    letter = chance.choice(LETTERS)
    edited = chance.choice(
        (
            word[:i] + word[i + 1 :],
            word[:i] + letter + word[i + 1 :],
            word[:i] + letter + word[i:],
            word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :],
        )
    )
    return edited if edited != word else _edited(chance, word)


def _words(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower())


if __name__ == "__main__":
    main()
