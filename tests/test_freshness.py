"""Of many files not all are looked at before every answer; yet none that has changed is shown."""

from __future__ import annotations

from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from newscli.archive import Archive, freshness
from newscli.sources import files

sweep = import_module("newscli.sources.sweep")  # its name is that of a function, too


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of files counts as many, and a change is as good as old at once."""
    monkeypatch.setattr(freshness, "FEW", 2)
    monkeypatch.setattr(freshness, "EACH", freshness.OVERDUE)
    monkeypatch.setattr(sweep, "_GRANULE", 0)
    monkeypatch.setattr(files, "RACY", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name in ("apples", "berries", "cherries", "deep/dates"):
        write(folder / f"{name}.txt", name.rpartition("/")[2])
    asked(folder)  # loads them
    asked(folder)  # and sees that folders are as they were
    return folder


def write(path: Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Committee Hears of {name.title()}\n\nThe committee met about {name}.\n")


def archive(folder: Path, *, refresh: bool = False) -> Archive:
    return Archive([folder], folder.parent / "index", refresh=refresh)


def asked(folder: Path, *, refresh: bool = False) -> list[int]:
    """The numbers of all articles, which need none of their files."""
    return archive(folder, refresh=refresh).numbers()


def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The folders that are looked into from now on."""
    found: list[object] = []
    look = sweep.look_into

    def noted(path: str) -> Any:
        found.append(path)
        return look(path)

    monkeypatch.setattr(sweep, "look_into", noted)
    return found


def test_no_folder_is_looked_into_when_none_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = looked_into(monkeypatch)
    assert asked(folder) == [1, 2, 3, 4]
    assert not looked
    assert asked(folder, refresh=True) == [1, 2, 3, 4]
    assert len(looked) == 2


def test_files_that_are_added_removed_and_renamed_are_seen_at_once(folder: Path) -> None:
    write(folder / "deep" / "elderberries.txt", "elderberries")
    assert asked(folder) == [1, 2, 3, 4, 5]
    (folder / "apples.txt").unlink()
    assert asked(folder) == [2, 3, 4, 5]
    (folder / "berries.txt").rename(folder / "figs.txt")
    assert asked(folder) == [3, 4, 5, 6]


def test_an_article_whose_file_has_changed_is_never_shown(folder: Path) -> None:
    write(folder / "berries.txt", "bilberries")
    found = [hit.article.headline for hit in archive(folder).search("berries")]
    assert "Committee Hears of Berries" not in found
    assert archive(folder).search("bilberries")[0].article.headline.endswith("Bilberries")


def test_a_list_shows_what_files_say_now(folder: Path) -> None:
    write(folder / "apples.txt", "apricots")
    assert "Committee Hears of Apples" not in {s.headline for s in archive(folder).summaries(1)}
    write(folder / "cherries.txt", "clementines")
    headlines = {summary.headline for summary in archive(folder).summaries()}
    assert "Committee Hears of Clementines" in headlines


def test_a_reference_is_resolved_as_files_are_now(folder: Path) -> None:
    write(folder / "berries.txt", "bilberries")
    numbers, errors = archive(folder).named(["2"])
    assert (numbers, len(errors)) == ([], 1)


def test_a_file_that_has_gone_with_its_folder_is_not_shown(folder: Path) -> None:
    (folder / "deep" / "dates.txt").unlink()
    (folder / "deep").rmdir()
    assert not archive(folder).search("dates")


@pytest.mark.parametrize("wait", ["EACH", "OVERDUE"])
def test_a_change_elsewhere_is_seen_when_asked_for_or_overdue(
    folder: Path, monkeypatch: pytest.MonkeyPatch, wait: str
) -> None:
    write(folder / "berries.txt", "bilberries")
    assert asked(folder) == [1, 2, 3, 4]
    assert asked(folder, refresh=True) == [1, 3, 4, 5]
    write(folder / "cherries.txt", "clementines")
    assert asked(folder) == [1, 3, 4, 5]
    monkeypatch.setattr(freshness, wait, 0)
    assert asked(folder) == [1, 4, 5, 6]


def test_problems_are_told_without_looking_at_all_files(folder: Path) -> None:
    (folder / "broken.txt").symlink_to("nowhere")
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.4")
    for _ in range(3):
        large = archive(folder)
        assert large.numbers() == [1, 2, 3, 4]
        assert len(large.problems) == 2
    (folder / "damaged.pdf").unlink()
    (folder / "nowhere").write_text("Committee Hears of Figs\n\nIt met about them.\n")
    large = archive(folder)
    assert len(large.numbers()) == 6
    assert not large.problems


def test_a_file_that_was_just_written_is_read_again_until_its_time_can_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "news" / "apples.txt", "apples")

    def doubtful() -> list[str]:
        held = archive(tmp_path / "news")
        assert held.numbers() == [1]
        assert held._kept.index
        return [Path(path).name for path, *_ in held._kept.index.documents.doubtful()]

    monkeypatch.setattr(files, "RACY", 3_600_000_000_000)
    assert doubtful() == doubtful() == ["apples.txt"]
    monkeypatch.setattr(files, "RACY", 0)
    assert doubtful() == doubtful() == []


def test_a_folder_that_is_gone_is_forgotten(folder: Path) -> None:
    def held() -> set[str]:
        with closing(archive(folder)) as open_one:
            open_one.numbers()
            assert open_one._kept.index
            return {*open_one._kept.index.documents.folders()}

    assert held() == {str(folder), str(folder / "deep")}
    (folder / "deep/dates.txt").unlink()
    (folder / "deep").rmdir()
    assert held() == {str(folder)}
