"""The tests of a cluster over an engine small enough to be there always, which answers as a cluster
does, as that shows (`tests/cluster`); and what a cluster cannot be made to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from newscli.cli import main
from newscli.errors import EngineError
from newscli.index import Index
from newscli.index.matching import Selection
from newscli.index.opensearch import client, loading, matching, vocabulary
from newscli.index.opensearch import store as storing
from newscli.index.opensearch.address import address
from newscli.index.opensearch.loading import Instalment, Loader
from newscli.index.opensearch.queries import EVERYTHING
from newscli.index.opensearch.store import Store
from newscli.index.prepared import End, Origin, prepared
from newscli.index.sought import (
    EVERY,
    NEVER,
    All,
    Near,
    Numbered,
    Run,
    Within,
    Without,
    all_of,
    is_of_words,
)
from newscli.index.sought import Any as AnyOf
from newscli.index.vocabulary import repairable
from newscli.index.writing import Writer
from newscli.records import Article, DocumentReport, Source, Stamp
from newscli.text.skeletons import skeletons
from tests.cluster.conftest import corpus, loaded, remote
from tests.cluster.test_cluster import (
    local,
    test_a_cluster_answers_what_a_file_does,
    test_a_document_that_begins_anew_leaves_nothing_of_what_came_before,
    test_a_load_can_be_done_twice_changed_and_pruned,
    test_articles_are_read_by_number_id_and_headline,
    test_lists_exports_and_counts_are_the_same,
    test_what_a_reader_says_of_an_engines_articles_goes_with_their_texts,
)
from tests.small_engine import SmallEngine
from tests.test_engine import Engine

__all__ = [
    "corpus",
    "loaded",
    "local",
    "remote",
    "test_a_cluster_answers_what_a_file_does",
    "test_a_document_that_begins_anew_leaves_nothing_of_what_came_before",
    "test_a_load_can_be_done_twice_changed_and_pruned",
    "test_articles_are_read_by_number_id_and_headline",
    "test_lists_exports_and_counts_are_the_same",
    "test_what_a_reader_says_of_an_engines_articles_goes_with_their_texts",
]


class Small:
    """A small engine as tests know a cluster."""

    def __init__(self) -> None:
        self.engine, self.store = Engine(), SmallEngine()
        self.engine.answers = lambda path: self.store.answer(
            self.engine.methods[-1], path, self.engine.sent[-1]
        )
        self.engine.run()
        self.ports = [self.engine.port]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Small]:
    small = Small()
    yield small
    assert small.store.points == {}
    small.engine.stop()


def words_of(small: Small, name: str) -> dict[str, object]:
    """Words and spellings that are held of an archive."""
    kept = small.store.indices[f"{name}-words"].kept
    return {id: one for id, one in kept.items() if one["kind"] != "state"}


def articles_of(small: Small, name: str) -> dict[str, object]:
    """Key → what is held of an article, but for when it came."""
    kept = small.store.indices[f"{name}-articles"].kept
    hidden = ("number", "loaded")
    return {key: {k: v for k, v in one.items() if k not in hidden} for key, one in kept.items()}


def files(folder: Path, *headlines: str) -> Path:
    """A folder with a file an article, whatever it held before."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for headline in headlines:
        name = headline.split()[0].lower()
        (folder / f"{name}.txt").write_text(f"{headline}\n\nBy Ann O’Brien\n\nIt is {headline}.\n")
    return folder


BEFORE = ("Ferry leaves Łódź", "Harbour closed again", "Tunnel dug deeper")
AFTER = ("Ferry returned to Łódź", "Harbour closed again", "Naïve bridges fell")


@pytest.mark.parametrize("size", [1, 2, 5, 10_000])
def test_after_a_change_an_engine_holds_what_a_load_of_all_would_leave(
    size: int, cluster: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("LARGEST_PAGE", "WORDS_AT_ONCE"):
        monkeypatch.setattr(loading, limit, size)

    def load(name: str, folder: Path) -> None:
        address = f"opensearch://127.0.0.1:{cluster.ports[0]}/{name}"
        assert main(["index", "--to", address, "--prune", str(folder)]) == 0

    folder = tmp_path / "wire"
    changed, fresh = f"changed{size}", f"fresh{size}"
    load(changed, files(folder, *BEFORE))
    before = words_of(cluster, changed)
    load(changed, files(folder, *AFTER))
    load(fresh, folder)
    assert words_of(cluster, changed) == words_of(cluster, fresh) != before
    assert articles_of(cluster, changed) == articles_of(cluster, fresh)
    heads = (b'{"index": {"_id"', b'{"delete": {"_id"')
    for path, sent in zip(cluster.engine.asked, cluster.engine.sent, strict=True):
        if path.startswith((f"/{changed}-words/_bulk", f"/{fresh}-words/_bulk")):
            assert sum(line.startswith(heads) for line in sent.splitlines()) <= size
    settings = cluster.store.indices[f"{changed}-articles"].settings
    assert settings["number_of_replicas"] == 1  # so that a node may be lost
    assert settings["refresh_interval"] != "-1"  # what others load is found


def test_a_load_that_breaks_off_at_any_request_is_completed_by_the_next(
    cluster: Small, tmp_path: Path
) -> None:
    folder = files(tmp_path / "wire", *BEFORE)
    asked, usual = 0, cluster.engine.answers
    breaks_at = 0

    def answers(path: str) -> tuple[int, object]:
        nonlocal asked
        asked += 1
        if asked == breaks_at:
            return 400, {"error": {"type": "x", "reason": "broken off"}}
        return usual(path)

    def load(name: str) -> int:
        nonlocal asked
        asked = 0
        return main(
            ["index", "--to", f"opensearch://127.0.0.1:{cluster.ports[0]}/{name}", str(folder)]
        )

    cluster.engine.answers = answers
    try:
        assert load("whole") == 0
        every = range(1, asked + 1)
        for at in every:
            name, breaks_at = f"broken{at}", at
            assert load(name) == 2, at
            breaks_at = 0
            assert load(name) == 0
            assert articles_of(cluster, name) == articles_of(cluster, "whole"), at
            assert words_of(cluster, name) == words_of(cluster, "whole"), at
            kept = cluster.store.indices[f"{name}-articles"].kept.values()
            numbers = [one["number"] for one in kept]
            assert len({*numbers}) == len(BEFORE), at
    finally:
        cluster.engine.answers = usual


def test_loads_at_once_give_no_number_twice(cluster: Small, tmp_path: Path) -> None:
    usual = cluster.engine.answers
    address = f"opensearch://127.0.0.1:{cluster.ports[0]}/both"
    first, second = files(tmp_path / "one", *BEFORE), files(tmp_path / "two", *AFTER)
    meets = ["if_seq_no", "op_type"]  # ways to take numbers; another load is faster at each once

    def answers(path: str) -> tuple[int, object]:
        data, method = cluster.engine.sent[-1], cluster.engine.methods[-1]
        if "/numbers?" in path and meets and meets[-1] in path:
            way = meets.pop()
            (second / f"{way}.txt").write_text(f"News by {way}\n\nIt is news.\n")
            assert main(["index", "--to", address, str(second)]) == 0
        return cluster.store.answer(method, path, data)

    cluster.engine.answers = answers
    try:
        assert main(["index", "--to", address, str(first)]) == 0
    finally:
        cluster.engine.answers = usual
    assert meets == []
    kept = cluster.store.indices["both-articles"].kept.values()
    assert sorted(one["number"] for one in kept) == [*range(1, 9)]


def test_a_load_says_how_many_articles_it_read_wrote_and_took_away(cluster: Small) -> None:
    def loader() -> Loader:
        where = f"opensearch://127.0.0.1:{cluster.ports[0]}/counted"
        return Loader(client.Client(address(where), {}))

    def part(name: str, *articles: str, begins: bool = True, ends: bool = True) -> Instalment:
        rows = [
            prepared(Article(text, (text,), Source(name, "text", "utf-8", 1, 3), (), "", id=text))
            for text in articles
        ]
        return Instalment("/", name, None, ("text", "utf-8"), rows, begins, ends)

    def headlines() -> list[str]:
        kept = cluster.store.indices["counted-articles"].kept.values()
        return sorted(one["record"]["headline"] for one in kept)

    def looked_up() -> int:
        return sum(b'"terms": {"document"' in sent for sent in cluster.engine.sent)

    first, before = loader(), looked_up()
    first.write([part("a", "aa", "ab"), part("b", "ba")])
    assert looked_up() == before  # where nothing was held, nothing is looked up
    first.conclude()
    assert first.done == (3, 3, 0)
    second = loader()
    second.write([part("a", "aa", ends=False), part("a", "ac", begins=False), part("c", "ca")])
    second.conclude()
    assert second.done == (3, 2, 1)
    assert looked_up() > before
    assert headlines() == ["aa", "ac", "ba", "ca"]
    third = loader()
    third.write([part("a", "aa", ends=False)])  # and no more of it comes
    third.write([part("c", "cb", ends=False), part("c", "ca", "cc")])  # which begins anew
    third.prune("/", [part("a").document, part("c").document])
    third.conclude()
    assert third.done == (4, 2, 2)  # two of them no more: what came before, and what was pruned
    assert headlines() == ["aa", "ac", "ca", "cc"]
    words = {one["word"] for one in words_of(cluster, "counted").values()}  # type: ignore[index]  # of JSON
    assert words == {"aa", "ac", "ca", "cc"}


STORIES = {
    "a": ["Ferry leaves harbour", "The ferry’s harbours closed"],
    "b": ["Ferries in Łódź e-mail", "Tunnel dug", "Tunnels dug deeper, ferry"],
}


CREDITS = [("Jane Roe / Agence France-Presse", "AP, AP"), ("afp",), ("Agence",)]


def prepared_of(name: str, headlines: list[str]) -> Instalment:
    """A document with an article for each headline, which is its text as well."""
    rows = []
    for i, text in enumerate(headlines):
        source = Source(name, "text", "utf-8", i + 1, i + 1)
        facts = {"date": f"202{i}-05-31T10:00", "byline": f"Ann {'abc'[i]}", "publisher": name}
        facts |= {"place": ["Oslo", "OSLO", None][i], "section": [None, "World", "World"][i]}
        facts |= {"credits": CREDITS[i]}
        rows.append(
            prepared(
                Article(text, (f"It: {text}.",), source, (), "separator", id=f"{name}{i}", **facts)
            )
        )
    return Instalment("/", name, name, ("text", "utf-8"), rows, True, True)


@pytest.fixture
def store(cluster: Small) -> Store:
    """What an engine holds of these stories, asked for at once."""
    where = f"opensearch://127.0.0.1:{cluster.ports[0]}/told"
    loader = Loader(client.Client(address(where), {}))
    loader.write([prepared_of(name, headlines) for name, headlines in STORIES.items()])
    loader.conclude()
    store = Store(client.Client(address(where), {}))
    store.asking.is_firm = True
    return store


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """The same in a file."""
    with closing(Index(tmp_path / "news.db", str)) as index:
        writer = Writer(index, bulk=False)
        with index.transaction():
            for name in STORIES:
                part = prepared_of(name, STORIES[name])
                origin = Origin(f"/{name}", Stamp(1, 1, 1, 1), 1)
                writer.start(origin)
                writer.add(part.articles)
                report = DocumentReport(f"/{name}", "text", "utf-8", 0, (), ())
                writer.finish(origin, End(report))
            writer.flush()
        yield index


def test_an_engine_knows_the_words_that_a_file_does(store: Store, index: Index) -> None:
    here, there = index.vocabulary, store.vocabulary
    every = here.fitting("*", 99)[0]
    assert there.counts([*every, "zz"]) == here.counts([*every, "zz"]) == every
    for word in every:
        assert there.inflections(word) == here.inflections(word), word
        assert there.within(word, 1) == here.within(word, 1), word
    for word, edits in (("fery", 2), ("ferrys", 2), ("haroburs", 2), ("tun", 1), ("tunl", 2)):
        assert there.within(word, edits) == here.within(word, edits), word
    alike = [skeleton for skeleton, _ in skeletons(filter(repairable, every))]
    assert sorted(there.sounding(alike)) == sorted(here.sounding(alike))
    for pattern in ("*", "f*", "?ug", "*s", "zz*"):
        for most in (1, 2, 99):
            assert there.fitting(pattern, most) == here.fitting(pattern, most), pattern
            said = here.spellings_fitting(pattern, most)
            assert there.spellings_fitting(pattern, most) == said, pattern
    for beginning in ("f", "har", "zz"):
        assert there.beginning(beginning) == here.beginning(beginning)
    for asked in ((["lodz", "email"], []), ([], ["e mail"]), ([], [])):
        assert there.spellings(*asked) == here.spellings(*asked)


def test_an_engine_tells_of_articles_what_a_file_does(store: Store, index: Index) -> None:
    assert store.numbers() == index.numbers() == [1, 2, 3, 4, 5]
    assert (store.count(), store.counts()) == (5, (5, 2)) == (index.count(), index.counts())
    assert store.corpus()[:2] == index.corpus()[:2] == (2, 5)
    for order in ("number", "date", "headline", "source"):
        for reverse in (False, True):
            for limit in (None, 1, 3, 9):
                here, there = (
                    [one.number for one in held.summaries(limit, order, reverse=reverse)]
                    for held in (index, store)
                )
                assert there == here, (order, reverse, limit)
    for limit, size, count in ((None, 2, 5), (2, 2, 2), (3, 2, 3), (9, 2, 5), (5, 9, 5), (4, 9, 4)):
        pages = store.pages(EVERYTHING, "number", limit, size)
        assert [hit["_source"]["number"] for hit in pages] == [*range(1, count + 1)]
    ids = [one.id for one in store.summaries()]
    assert store.numbers_of([ids[3], "none"]) == {ids[3]: 4}
    assert store.ids_starting_with(ids[1][:9], 9) == [(ids[1], 2)]
    assert [n for _, n in store.ids_starting_with("", 2)] == [1, 2]
    assert [store.has(number) for number in (0, 1, 5, 6)] == [False, True, True, False]
    for numbers in ([3, 1], [5], [9, 2], None):
        here, there = ([*held.articles(numbers)] for held in (index, store))
        assert [one.headline for one in there] == [one.headline for one in here]
        assert [one.source.first_line for one in there] == [one.source.first_line for one in here]
    some = [*store.summaries_of([4, 9, 2])]
    assert [one.number for one in some] == [4, 2]
    deep = [one.deep for one in index.with_details(index.summaries_of([4, 2]))]
    assert [one.deep for one in store.with_details(some)] == deep
    for kind in ("byline", "source"):
        assert store.values(kind) == index.values(kind)
    for by in ("year", "month", "day", "byline", "agency", "source", "place", "section"):
        here, there = (held.counting.column(by).most_first() for held in (index, store))
        assert [*there] == [*here], by
    assert [*store.counting.column("agency").most_first()] == [("AFP", 4), ("AP", 2)]
    assert store.counting.column("file").most_first() == [("/:b", 3), ("/:a", 2)]
    assert store.counting.column("folder").most_first() == []
    assert [*store.counting.lengths()] == [*index.counting.lengths()]
    for longest in (0, 5, 99):
        texts = ([*held.counting.texts([1, 3], longest)] for held in (store, index))
        assert [*next(texts)] == [*next(texts)]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_what_an_answer_does_not_hold_comes_with_the_next(
    size: int, store: Store, index: Index, cluster: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (storing, vocabulary):
        monkeypatch.setattr(room, "LARGEST_PAGE", 2 * size)
    monkeypatch.setattr(storing, "TEXTS_AT_ONCE", size)
    monkeypatch.setattr(matching, "LISTED_AT_ONCE", size)
    ferry, numbers = Run(("ferry",)), [5, 9, 1, 4, 2]
    assert [one.number for one in store.articles()] == [1, 2, 3, 4, 5]
    assert [one.number for one in store.articles(numbers)] == [5, 1, 4, 2]
    some = [*store.summaries_of(numbers)]
    assert [one.number for one in some] == [5, 1, 4, 2]
    deep = [one.deep for one in index.with_details(index.summaries_of(numbers))]
    assert [one.deep for one in store.with_details(some)] == deep
    assert [one.number for one in store.summaries()] == [1, 2, 3, 4, 5]
    assert store.numbers() == [1, 2, 3, 4, 5]
    asked = [EVERY, ferry, NEVER]
    found = store.matching.having(asked, [None, {1, 4}, []])
    assert [*map(tuple, found)] == [(5, 2, 0), (3, 1, 0), (0, 0, 0)]
    every = index.vocabulary.fitting("*", 99)[0]
    assert store.vocabulary.counts([*every, "zz"]) == every
    assert [*store.counting.lengths()] == [*index.counting.lengths()]
    assert [*store.known([])] == []
    assert cluster.store.points == {}  # those that were opened are closed


def test_a_short_word_has_neighbours_one_edit_away(store: Store) -> None:
    assert store.vocabulary.within("dig", 2) == {"dug": 1}
    assert store.vocabulary.within("dab", 2) == {}
    assert store.vocabulary.within("dubb", 2) == {"dug": 2}
    assert store.vocabulary.within("leavis", 2) == {"leaves": 1}
    assert store.vocabulary.within("laevis", 2) == {"leaves": 2}


def test_an_engine_matches_what_a_file_does(store: Store, index: Index) -> None:
    ferry, tunnel, harbour = Run(("ferry",)), Run(("tunnel",)), Run(("harbour",), "headline")
    trees = (
        *(ferry, harbour, Run(("it", "tunnel")), Run(("tun",), None, True), EVERY, NEVER),
        *(AnyOf((ferry, tunnel)), All((ferry, harbour)), Without(EVERY, ferry)),
        *(Without(ferry, harbour), Near((ferry, Run(("tunnels",))), 2), Numbered((2, 4))),
        *(
            Within("2020", "2021"),
            Run(("ann", "b"), "byline"),
            All((ferry, Without(EVERY, tunnel))),
        ),
    )
    selections = Selection(), Selection(ferry), Selection(excluded=(tunnel,))
    for sought, selection in product(trees, (*selections, Selection(period=("2021", "2022~")))):
        whole = selection._replace(required=all_of((selection.required, sought)))
        here, there = index.matching, store.matching
        numbers = here.numbers(EVERY, whole)
        assert there.numbers(sought, selection) == numbers
        assert there.count(sought, selection) == len(numbers)
        assert there.numbers(sought, selection, "number", 2, 1) == numbers[1:3]
        assert there.numbers(EVERY, whole, "date") == here.numbers(EVERY, whole, "date")
        assert sorted(there.best(sought, selection, 9).numbers) == numbers
        assert len(there.best(sought, selection, 1).numbers) == min(1, len(numbers))
        if is_of_words(sought):
            assert there.any(sought) == here.any(sought)
    asked = [ferry, tunnel, NEVER]
    found = store.matching.having(asked, [None, {1, 4}])
    assert [*map(tuple, found)] == [*map(tuple, index.matching.having(asked, [None, {1, 4}]))]
    assert [*store.matching.texts([2, 1])] == [
        (n, STORIES["a"][n - 1], "", f"It: {STORIES['a'][n - 1]}.") for n in (2, 1)
    ]
    articles, mean = store.matching.extent()
    assert (articles, mean) == (5, pytest.approx(mean))
    assert 5 < mean < 15


def test_a_load_that_brings_nothing_new_counts_no_words(cluster: Small, tmp_path: Path) -> None:
    folder, sent = files(tmp_path / "wire", *BEFORE), cluster.engine.sent

    def counted(*more: str) -> int:
        sent.clear()
        address = f"opensearch://127.0.0.1:{cluster.ports[0]}/twice"
        assert main(["index", "--to", address, *more, str(folder)]) == 0
        return sum(b"composite" in one for one in sent)

    assert [counted(), counted(), counted("--prune")] == [2, 0, 0]
    (folder / "tunnel.txt").unlink()
    assert [counted(), counted("--prune"), counted("--prune")] == [0, 2, 0]
    cluster.store.indices["twice-words"].kept["stale"]["value"] = 1  # as of a load broken off
    assert [counted(), counted()] == [2, 0]


@pytest.mark.parametrize(
    ("reason", "said", "tries"), [("version_conflict", "too many loads", 100), ("no", "no", 1)]
)
def test_a_load_that_is_given_no_numbers_is_given_up(
    reason: str, said: str, tries: int, cluster: Small
) -> None:
    usual, puts = cluster.engine.answers, list[str]()

    def answers(path: str) -> tuple[int, object]:
        if cluster.engine.methods[-1] == "PUT" and "/numbers?" in path:
            puts.append(path)
            return 409, {"error": {"type": "x", "reason": reason}}
        return usual(path)

    where = f"opensearch://127.0.0.1:{cluster.ports[0]}/numberless"
    loader = Loader(client.Client(address(where), {}))
    cluster.engine.answers = answers
    try:
        with pytest.raises(EngineError, match=said):
            loader.write([prepared_of("a", ["Ferry"])])
    finally:
        cluster.engine.answers = usual
    assert len(puts) == tries
