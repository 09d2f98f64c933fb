"""`newscli.documents`: what documents hold, piece by piece, for whoever keeps it elsewhere."""

from __future__ import annotations

import pickle
import re
import tracemalloc
import zipfile
from itertools import chain
from pathlib import Path

import pytest

import newscli
from newscli.errors import DocumentError, UsageError

STORY = "Bridge number {0} opens\n\nThe bridge of road {0} across the sound opened to traffic.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six stories, two of them in an archive with a broken member."""
    folder = tmp_path / "wire"
    (folder / "north").mkdir(parents=True)
    for at in range(4):
        (folder / "north" / f"{at}.txt").write_text(STORY.format(at))
    with zipfile.ZipFile(folder / "day.zip", "w") as archive:
        for at in (4, 5, 6):
            archive.writestr(f"{at}.txt", STORY.format(at))
    data = (folder / "day.zip").read_bytes()
    (folder / "day.zip").write_bytes(data.replace(b"road 5", b"road X", 1))  # its checksum is wrong
    return folder


def test_a_folder_comes_document_by_document(folder: Path) -> None:
    pieces = [*newscli.documents(folder)]
    assert [piece.document for piece in pieces] == [
        *(f"wire:day.zip!/{at}.txt" for at in (4, 5, 6)),
        *(f"wire:north/{at}.txt" for at in range(4)),
    ]
    assert all(piece.report and piece.begins for piece in pieces)
    for piece in pieces:
        for article in piece.articles:
            assert article.source.path == piece.document
            assert article.parts
    assert pieces[3].articles[0].headline == "Bridge number 0 opens"


def test_what_is_broken_is_a_problem_and_harms_no_other(folder: Path) -> None:
    (folder / "lost.txt").symlink_to("nowhere")
    problems = {
        problem.path: problem.reason
        for piece in newscli.documents(folder)
        if piece.report
        for problem in piece.report.problems
    }
    assert set(problems) == {"wire:day.zip!/5.txt", "wire:lost.txt"}
    kept = [piece.document for piece in newscli.documents(folder) if piece.articles]
    assert {"wire:day.zip!/4.txt", "wire:day.zip!/6.txt", "wire:north/3.txt"} <= set(kept)


def test_nothing_there_is_a_problem(tmp_path: Path) -> None:
    (piece,) = newscli.documents(tmp_path / "none")
    assert piece.document == "none"
    assert piece.report
    assert [problem.reason for problem in piece.report.problems] == ["no such file or directory"]


def test_a_format_that_there_is_not_is_an_error_at_once(folder: Path) -> None:
    with pytest.raises(UsageError):
        newscli.documents(folder, format="papyrus")


def test_pieces_pickle(folder: Path) -> None:
    pieces = [*newscli.documents(folder)]
    assert pickle.loads(pickle.dumps(pieces)) == pieces  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(newscli.documents)) is newscli.documents  # noqa: S301


def test_keys_tell_copies_apart_and_are_the_same_wherever_a_root_lies(tmp_path: Path) -> None:
    keys = []
    for machine in ("one", "two"):
        root = tmp_path / machine / "wire"
        root.mkdir(parents=True)
        for name in ("a.txt", "b.txt"):
            (root / name).write_text(STORY.format(1))
        whole = [*newscli.documents(root)]
        single = [
            *chain(*(newscli.documents(root / name, root=root) for name in ("a.txt", "b.txt")))
        ]
        assert single == whole
        keys.append([key for piece in whole for key in piece.keys])
        assert {article.id for piece in whole for article in piece.articles} == {
            keys[-1][0].partition("-")[0]
        }
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2


@pytest.mark.slow
def test_a_long_document_comes_in_pieces_of_which_one_is_held(tmp_path: Path) -> None:
    row = '{{"headline": "Bridge {0} opens", "body": "' + "Roads lead over water. " * 80 + '"}}\n'
    file = tmp_path / "long.jsonl"
    for _ in newscli.documents("seeds"):
        pass  # what is imported is not what is held
    most = []
    for rows in (1_000, 1_000, 3_000):
        file.write_text("".join(row.format(at) for at in range(rows)))
        numbers: list[int] = []
        begins: list[bool] = []
        keys: set[str] = set()
        tracemalloc.start()
        try:
            for piece in newscli.documents(file):
                numbers += [article.number for article in piece.articles]
                keys.update(piece.keys)
                begins.append(piece.begins)
            most.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        assert numbers == [*range(1, rows + 1)]
        assert len(keys) == rows
        assert begins == [True] + [False] * (len(begins) - 1)
        assert len(begins) > 3
    assert most[2] < 1.3 * most[1]  # thrice as long


def test_a_document_that_changes_while_it_is_read_begins_anew(tmp_path: Path) -> None:
    row = '{{"headline": "Bridge {0} {1}", "body": "' + "Roads lead over water. " * 40 + '"}}\n'
    file = tmp_path / "wire.jsonl"
    file.write_text("".join(row.format(at, "opens") for at in range(3_000)))
    held: list[str] = []
    voids = 0
    for at, piece in enumerate(newscli.documents(file)):
        if at == 0:
            file.write_text("".join(row.format(at, "closes for good") for at in range(3_000)))
        if piece.begins:
            voids += bool(held)
            held = []
        held += [article.headline for article in piece.articles]
    assert voids == 1
    assert len(held) == 3_000
    assert held[0] == "Bridge 0 closes for good"


def test_load_gives_what_documents_give(folder: Path) -> None:
    (piece,) = newscli.documents("seeds/000_95a98d30609874d8.txt")
    loaded = newscli.load("seeds/000_95a98d30609874d8.txt")
    assert [one.paragraphs for one in loaded] == [one.paragraphs for one in piece.articles]
    assert [one.number for one in loaded] == [1, 2, 3, 4]
    with pytest.raises(DocumentError):
        newscli.load(folder / "day.zip")
    with pytest.raises(DocumentError):
        newscli.load(folder / "none.txt")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # of what distributed leaves open
def test_the_manual_loads_over_two_workers(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("dask.distributed", reason="an extra of the tests")
    manual = Path("docs/manual.md").read_text()
    code, _ = re.findall(r"```python\n([^`]*dask[^`]*)```", manual)
    (tmp_path / "by_dask.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    import by_dask  # type: ignore[import-not-found]

    files = sorted(path for path in folder.rglob("*") if path.is_file())
    kept: dict[str, object] = {}
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        by_dask.load(client, folder, files, kept.update, at_once=2)
        by_dask.load(client, folder, files, kept.update, at_once=3)  # again: the same keys
    whole = [*newscli.documents(folder)]
    assert kept == {
        key: article
        for piece in whole
        for key, article in zip(piece.keys, piece.articles, strict=True)
    }
    assert len(kept) == sum(len(piece.articles) for piece in whole) >= 6
