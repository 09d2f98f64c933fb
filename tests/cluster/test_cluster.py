"""The same questions over a file and over a cluster, and what a cluster can do to an answer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

import newscli
from newscli.archive.documents import Portion
from newscli.archive.engine import EngineArchive
from newscli.cli import main
from newscli.errors import EngineError
from newscli.records import Hit
from newscli.search import Filters
from tests.cluster.conftest import ARTICLES, PER_FILE, addressed
from tests.cluster.nodes import Cluster

QUERIES = """harbour
harbour council
"harbour council"
harbor
harbuor
habrour concil
kestrin ferry strike
ferry OR tunnel
ferry -tunnel
-tunnel ferry bridge
(ferry OR tunnel) bridge
(ferry strike) OR (tunnel vote)
ferry -(tunnel vote)
headline:ferry
headline:ferry OR headline:bridge
headline:ferry bridge
body:ferry
=ferry
ferr*
*way
sto?m
"winter sto*"
winter NEAR/3 storm
goalkeepr penlty
goal keeper
wheatprice
fishing quota treaty border
vote votes voting
lomvik OR mardessa
lomvk
path:week1 ferry
source:week2 storm
date:2023-05 storm
since:2023-06 ferry
until:2023-03 ferry
since:2023-06 until:2023-07
ferry price since:2023-06
zzyzxqj
the ferry and the bridge of the island
ferry strike island bridge school hospital vote winter storm market price wheat fishing
museum orchestra concert
opposition senate""".split("\n")

MOST_OF_STATS = 12
MOST_REQUESTS = 4


@pytest.fixture
def local(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> newscli.Archive:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return newscli.open_archive([corpus])


def where(hit: Hit) -> tuple[str, int]:
    path = hit.article.source.path.replace("wire:", "")
    return path[path.index("week") :], hit.article.source.first_line


def why(hit: Hit) -> tuple[object, ...]:
    return hit.matches, hit.shares, hit.snippet, hit.headline, hit.fields, hit.tier, hit.missing


def test_a_cluster_answers_what_a_file_does(local: newscli.Archive, remote: EngineArchive) -> None:
    assert len(QUERIES) >= 40
    differing, requests = [], []
    for query in QUERIES:
        here = local.find(query).answer(20)
        before = remote.requests
        there = remote.find(query).answer(20)
        requests.append(remote.requests - before)
        assert there.total == here.total, query
        assert there.matching == here.matching, query
        assert _folded(there.suggestions) == _folded(here.suggestions), query
        known = {where(hit): why(hit) for hit in here.hits}
        same = [hit for hit in there.hits if where(hit) in known]
        assert [why(hit) for hit in same] == [known[where(hit)] for hit in same], query
        if [*map(where, here.hits)] != [*map(where, there.hits)]:
            differing.append(query)
    assert len(differing) <= 2, differing
    assert max(requests) <= MOST_REQUESTS, requests


def _folded(suggestions: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Words in whatever capitals: they are printed as the article has them that comes first."""
    return [(word.casefold(), articles) for word, articles in suggestions]


def test_lists_exports_and_counts_are_the_same(
    loaded: str, corpus: Path, capfd: pytest.CaptureFixture[str], remote: EngineArchive
) -> None:
    for command in (
        ["list", "--format", "{number} {headline} {date} {words}"],
        ["list", "--format", "{headline}", "--sort", "date", "-n", "30"],
        ["list", "--format", "{headline}", "--sort", "headline", "--reverse", "-n", "30"],
        ["list", "--format", "{headline}", "--since", "2023-06", "--until", "2023-07"],
        ["list", "--format", "{headline}", "--added-since", "2020", "-n", "30"],
        ["stats", "ferry"],
        ["search", "ferry added:7d", "--lines"],
        ["search", "ferry strik", "--lines"],
        ["export", "--format", "csv", "--query", "ferry"],
    ):
        told = []
        for source in (str(corpus), loaded):
            assert main([*command, "--from", source]) == 0
            told.append(capfd.readouterr().out)
        if command[0] in ("list", "stats"):
            assert told[0] == told[1]
        else:  # which name ids and paths
            assert told[0].count("\n") == told[1].count("\n") > 0
    for query in ("", "ferry"):
        before = remote.requests
        assert remote.stats(query).terms
        assert remote.requests - before <= MOST_OF_STATS, query
    before = remote.requests
    assert len([*remote.summaries(30)]) == 30
    assert remote.requests - before == 1
    for sort in ("number", "date"):
        before = remote.requests
        some = remote.numbers(sort, filters=Filters(since="2023-06"))[:30]
        assert len([*remote.summaries_of(some)]) == 30
        assert remote.requests - before == 2
    assert len(remote.numbers(filters=None)) == ARTICLES


def test_articles_are_read_by_number_id_and_headline(
    loaded: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "-n", "1", "--jsonl", "--from", loaded]) == 0
    record = capfd.readouterr().out
    assert main(["list", "-n", "1", "--ids", "--from", loaded]) == 0
    id = capfd.readouterr().out.strip()
    for ref in ("1", id, id[:12]):
        assert main(["read", ref, "--jsonl", "--from", loaded]) == 0
        assert capfd.readouterr().out == record


@pytest.mark.parametrize(
    "command",
    [
        ["stories"],
        ["check"],
        ["read", "1", "--raw"],
        ["read", "1", "--edit"],
        ["search", "is:new"],
        ["search", "ferry", "--new"],
    ],
)
def test_what_an_engine_has_not_is_refused_in_a_line(
    loaded: str, command: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--from", loaded]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "an engine's archive has no" in err


def test_what_a_reader_says_of_an_engines_articles_goes_with_their_texts(
    loaded: str,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NEWSCLI_DATA", str(tmp_path / "desk"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def told(*argv: str, source: str = loaded) -> list[str]:
        assert main([*argv, "--from", source]) == 0
        return capfd.readouterr().out.splitlines()

    form = ("--format", "{headline}")
    known = told("list", *form, "-n", "5")
    told("tag", "+sea", "+star", "2", "4")
    told("tag", "-star", "4")
    told("tag", "+read", "1")
    assert told("list", *form, "--tag", "sea") == [known[1], known[3]]
    assert told("search", "is:starred is:unread", "--count") == ["1"]
    assert told("search", "is:read", "--count") == ["1"]
    assert [line.split("\t")[:2] for line in told("tag")] == [
        ["read", "1"],
        ["sea", "2"],
        ["star", "1"],
    ]
    assert told("list", "--format", "{tags}", "-n", "4") == ["", "sea, star", "", "sea"]
    told("tag", "+late", "--query", "ferry since:2023-06")
    (late,), (early,) = (told("search", f"ferry {sign}tag:late", "--count") for sign in ("", "-"))
    assert told("search", "ferry since:2023-06", "--count") == [late]
    assert told("search", "ferry", "--count") == [str(int(late) + int(early))]
    # A file's archive that holds the texts knows them, too.
    assert sorted(told("list", *form, "--tag", "sea", source=str(corpus))) == sorted(
        told("list", *form, "--tag", "sea")
    )


def test_a_load_can_be_done_twice_changed_and_pruned(
    cluster: Cluster, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    for path in sorted(corpus.rglob("*.jsonl"))[:5]:
        (folder / path.name).write_bytes(path.read_bytes())
    address = addressed(cluster, "changing")
    assert main(["index", "--to", address, str(folder)]) == 0
    assert "20 new, 0 gone" in capfd.readouterr().err
    assert main(["index", "--to", address, str(folder)]) == 0
    assert "0 new, 0 gone" in capfd.readouterr().err
    first, second, *_ = sorted(folder.iterdir())
    lines = first.read_text().splitlines()
    first.write_text("\n".join([lines[0].replace("harbour", "harbours") + " ", *lines[1:3]]) + "\n")
    second.unlink()
    assert main(["index", "--to", address, str(folder)]) == 0
    assert "gone" in capfd.readouterr().err
    assert main(["index", "--to", address, str(folder), "--prune"]) == 0
    assert f"{PER_FILE} gone" in capfd.readouterr().err
    assert main(["list", "--from", address, "--ids"]) == 0
    assert len(capfd.readouterr().out.split()) == 4 * PER_FILE - 1


def test_a_load_that_is_killed_and_begun_again_holds_every_article_once(
    cluster: Cluster, corpus: Path, loaded: str
) -> None:
    def records(address: str) -> list[tuple[str, str]]:
        archive = newscli.open_archive([address])
        found = sorted((one.id, one.headline) for one in archive.articles())
        archive.close()
        return found

    address = addressed(cluster, "killed")
    command = [sys.executable, "-m", "newscli", "index", "--to", address, str(corpus)]
    for after in (0.8, 1.2, 1.8):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(after)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    assert records(address) == records(loaded)
    here, there = (newscli.open_archive([one]) for one in (address, loaded))
    for query in QUERIES[:8]:
        assert here.find(query).count == there.find(query).count
    here.close()
    there.close()


def test_the_manual_loads_over_two_workers(
    cluster: Cluster,
    corpus: Path,
    loaded: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    remote: EngineArchive,
) -> None:
    distributed = pytest.importorskip("dask.distributed", reason="an extra of the tests")
    manual = Path("docs/manual.md").read_text()
    _, code = re.findall(r"```python\n([^`]*dask[^`]*)```", manual)
    (tmp_path / "into_engine.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    import into_engine  # type: ignore[import-not-found]

    files = sorted(corpus.rglob("*.jsonl"))
    address = addressed(cluster, "spread")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as workers,
        distributed.Client(workers) as client,
    ):
        assert into_engine.load(client, corpus, files, address, at_once=20) == ARTICLES
    archive = newscli.open_archive([address])
    assert {one.id for one in archive.articles()} == {one.id for one in remote.articles()}
    assert archive.find("harbuor").count == remote.find("harbuor").count > 0
    archive.close()


def test_a_document_that_begins_anew_leaves_nothing_of_what_came_before(
    cluster: Cluster, tmp_path: Path
) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text("".join(f'{{"headline": "Ferry {n}", "body": "It left."}}\n' for n in range(3)))
    (piece,) = newscli.documents(path)
    half = piece._replace(articles=piece.articles[:2], keys=piece.keys[:2], report=None)
    rest = piece._replace(articles=piece.articles[2:], keys=piece.keys[2:], begins=False)
    other = piece._replace(articles=piece.articles[::-1], keys=())
    address = addressed(cluster, "anew")

    def headlines(*pieces: Portion) -> list[str]:
        newscli.keep(address, pieces)
        newscli.conclude(address)
        archive = newscli.open_archive([address])
        found = sorted(one.headline for one in archive.articles())
        archive.close()
        return found

    assert headlines(half, rest) == ["Ferry 0", "Ferry 1", "Ferry 2"]
    assert headlines(half, other) == ["Ferry 0", "Ferry 1", "Ferry 2"]
    # One that never ends counts for nothing.
    assert headlines(half) == [
        "Ferry 0",
        "Ferry 1",
        "Ferry 2",
    ]
    assert headlines(piece._replace(articles=piece.articles[:1])) == ["Ferry 0"]


def test_a_full_disk_is_told_in_a_line_and_searches_go_on(
    cluster: Cluster, corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    address = addressed(cluster, "full")
    assert main(["index", "--to", address, str(next(corpus.rglob("*.jsonl")))]) == 0
    mark = "cluster.routing.allocation.disk.watermark"
    low = {f"{mark}.{name}": "1%" for name in ("low", "high", "flood_stage")}
    cluster.ask("/_cluster/settings", {"persistent": low}, "PUT")
    try:
        cluster.until(
            lambda: "read_only_allow_delete" in str(cluster.ask("/full-articles/_settings"))
        )
        capfd.readouterr()
        assert main(["index", "--to", address, str(corpus)]) == 2
        err = capfd.readouterr().err
        assert err.count("\n") == 1
        assert "disk" in err
        assert main(["list", "--from", address]) == 0
    finally:
        # A look at the disks that is under way would block again what is freed before it ends.
        cluster.ask("/_cluster/settings", {"persistent": dict.fromkeys(low)}, "PUT")
        cluster.until(
            lambda: (
                "read_only_allow_delete" not in str(cluster.ask("/_all/_settings"))
                and "create_index" not in str(cluster.ask("/_cluster/settings"))
            )
        )


def test_a_node_that_dies_changes_no_answer_and_a_lost_shard_is_told(
    cluster: Cluster, corpus: Path, remote: EngineArchive, capfd: pytest.CaptureFixture[str]
) -> None:
    single = addressed(cluster, "single")
    assert main(["index", "--to", single, str(next(corpus.rglob("*.jsonl")))]) == 0
    alone = {"index.number_of_replicas": 0, "index.routing.allocation.require._name": "n1"}
    cluster.ask("/single-articles/_settings", alone, "PUT")
    cluster.until(lambda: len(cluster.ask("/single-articles/_search_shards")["nodes"]) == 1)
    cluster.wait(nodes=3)
    answers = {query: remote.find(query).answer(10) for query in QUERIES[:20]}
    errors = []
    for at in range(200):
        if at == 20:
            cluster.kill(0)  # which the client asks first
        query = QUERIES[at % 20]
        try:
            answer = remote.find(query).answer(10)
        except EngineError as error:
            errors.append(str(error))
            continue
        assert answer.total == answers[query].total, query
        assert [*map(where, answer.hits)] == [*map(where, answers[query].hits)], query
    assert all("\n" not in error for error in errors)
    assert len(errors) <= 10, errors
    capfd.readouterr()
    for command in (["list", "--from", single], ["index", "--to", single, str(corpus)]):
        assert main(command) == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "shards" in err
