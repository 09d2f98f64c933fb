"""The tests of a cluster over an engine small enough to be there always, which answers as a cluster
does, as that shows (`tests/cluster`); and what a cluster cannot be made to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscli.cli import main
from newscli.index.opensearch import client
from newscli.index.opensearch.address import address
from newscli.index.opensearch.loading import Instalment, Loader
from newscli.index.prepared import prepared
from newscli.records import Article, Source
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


def test_after_a_change_an_engine_holds_what_a_load_of_all_would_leave(
    cluster: Small, tmp_path: Path
) -> None:
    def load(name: str, folder: Path) -> None:
        address = f"opensearch://127.0.0.1:{cluster.ports[0]}/{name}"
        assert main(["index", "--to", address, "--prune", str(folder)]) == 0

    folder = tmp_path / "wire"
    load("changed", files(folder, *BEFORE))
    before = words_of(cluster, "changed")
    load("changed", files(folder, *AFTER))
    load("fresh", folder)
    assert words_of(cluster, "changed") == words_of(cluster, "fresh") != before
    assert articles_of(cluster, "changed") == articles_of(cluster, "fresh")
    settings = cluster.store.indices["changed-articles"].settings
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

    first = loader()
    first.write([part("a", "aa", "ab"), part("b", "ba")])
    first.conclude()
    assert first.done == (3, 3, 0)
    second = loader()
    second.write([part("a", "aa", ends=False), part("a", "ac", begins=False), part("c", "ca")])
    second.conclude()
    assert second.done == (3, 2, 1)
    assert headlines() == ["aa", "ac", "ba", "ca"]
    third = loader()
    third.write([part("a", "aa", ends=False)])  # and no more of it comes
    third.write([part("c", "cb", ends=False), part("c", "ca", "cc")])  # which begins anew
    third.prune("/", [part("a").document, part("c").document])
    third.conclude()
    assert third.done == (4, 2, 2)  # two of them no more: what came before, and what was pruned
    assert headlines() == ["aa", "ac", "ca", "cc"]
    words = {one["word"] for one in words_of(cluster, "counted").values()}  # type: ignore[index]
    assert words == {"aa", "ac", "ca", "cc"}
