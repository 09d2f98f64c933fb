"""An archive is what its files are now: what is loaded, what is kept, what is told."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newscli.archive import Archive
from newscli.records import Article
from newscli.sources import files

ROOT = Path(__file__).parent.parent
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, capability.h

as_others_see_it = pytest.mark.skipif(
    not hasattr(os, "geteuid") or (os.geteuid() == 0 and sys.platform != "linux"),
    reason="root may read and write everything",
)


def text(name: str, *, more: str = "") -> str:
    """An article of its own, with this name in its headline."""
    body = f"The committee about {name} met on a rainy morning and came to no decision at all."
    return f"Committee Hears of {name}\n\n{body}\n\nIt will meet again before the summer.{more}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents of one article each."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("Apples", "Berries", "Cherries"):
        (folder / f"{name.lower()}.txt").write_text(text(name))
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as unchanged from the moment they were written, as if that were long ago."""
    monkeypatch.setattr(files, "RACY", 0)


def asked(cache: Path | None, *paths: Path) -> tuple[Archive, list[Article]]:
    """A newly opened archive and all that it answers."""
    archive = Archive(paths, cache)
    return archive, list(archive.articles())


def headlines(articles: list[Article]) -> list[str]:
    return [article.headline.rpartition(" ")[2] for article in articles]


def reasons(archive: Archive) -> dict[str, str]:
    """File name → what was wrong with it."""
    return {os.path.basename(problem.path): problem.reason for problem in archive.problems}


def read_times(cache: Path) -> dict[str, int]:
    """File name → when it was last read, as the only index in the folder has it."""
    (file,) = cache.glob("*.db")
    with closing(sqlite3.connect(file)) as db:
        rows = db.execute("SELECT path, read_ns FROM documents").fetchall()
    return {os.path.basename(os.fsdecode(path)): read for path, read in rows}


# What is loaded


def test_articles_are_numbered_in_path_order(folder: Path, cache: Path) -> None:
    archive, articles = asked(cache, folder)
    assert headlines(articles) == ["Apples", "Berries", "Cherries"]
    assert [article.number for article in articles] == [1, 2, 3]
    assert archive.counts() == (3, 3)
    assert not archive.problems
    assert not archive.warnings


@pytest.mark.usefixtures("_settled")
def test_an_unchanged_archive_is_not_read_again(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    times = read_times(cache)
    _, after = asked(cache, folder)
    assert after == before
    assert read_times(cache) == times


@pytest.mark.usefixtures("_settled")
def test_what_changed_is_read_again_and_nothing_else(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    times = read_times(cache)
    (folder / "berries.txt").write_text(text("Bilberries"))
    _, after = asked(cache, folder)
    assert sorted(headlines(after)) == ["Apples", "Bilberries", "Cherries"]
    again = read_times(cache)
    assert {name for name in again if again[name] != times[name]} == {"berries.txt"}
    assert [a for a in after if a in before] == [before[0], before[2]]


def test_a_changed_article_has_a_new_number_and_the_rest_keep_theirs(
    folder: Path, cache: Path
) -> None:
    asked(cache, folder)
    (folder / "berries.txt").write_text(text("Bilberries"))
    _, after = asked(cache, folder)
    numbers = dict(zip(headlines(after), (a.number for a in after), strict=True))
    assert numbers == {"Apples": 1, "Cherries": 3, "Bilberries": 4}


def test_an_article_that_says_the_same_keeps_number_and_id(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    file = folder / "berries.txt"
    file.write_text("\n\n" + file.read_text() + "\n\n")
    _, after = asked(cache, folder)
    assert [(a.number, a.id, a.headline) for a in after] == [
        (a.number, a.id, a.headline) for a in before
    ]
    assert after[1].source.first_line == before[1].source.first_line + 2


def test_the_articles_of_a_removed_file_go(folder: Path, cache: Path) -> None:
    asked(cache, folder)
    (folder / "berries.txt").unlink()
    archive, after = asked(cache, folder)
    assert headlines(after) == ["Apples", "Cherries"]
    assert [article.number for article in after] == [1, 3]
    assert not archive.search("berries")


def test_the_number_of_an_article_that_has_gone_is_not_given_again(
    folder: Path, cache: Path
) -> None:
    asked(cache, folder)
    (folder / "cherries.txt").unlink()
    asked(cache, folder)
    (folder / "dates.txt").write_text(text("Dates"))
    _, after = asked(cache, folder)
    assert [article.number for article in after] == [1, 2, 4]


def test_a_renamed_file_keeps_its_articles_ids(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    (folder / "berries.txt").rename(folder / "zucchini.txt")
    _, after = asked(cache, folder)
    assert {article.id for article in after} == {article.id for article in before}


def test_copies_have_numbered_ids(folder: Path, cache: Path) -> None:
    for name in ("copy.txt", "second.txt"):
        (folder / name).write_text(text("Apples"))
    _, articles = asked(cache, folder)
    id = articles[0].id
    assert [a.id for a in articles if a.id.startswith(id)] == [id, f"{id}-2", f"{id}-3"]


def test_an_archive_that_is_kept_open_sees_changes_too(folder: Path, cache: Path) -> None:
    archive = Archive([folder], cache)
    assert len(list(archive.articles())) == 3
    (folder / "dates.txt").write_text(text("Dates"))
    assert [hit.article.number for hit in archive.search("dates")] == [4]


def test_a_document_with_the_same_stamp_is_read_again_while_that_may_deceive(
    folder: Path, cache: Path
) -> None:
    """A file can change twice within a tick of its file system's clock."""
    asked(cache, folder)
    file = folder / "berries.txt"
    status = file.stat()
    file.write_text(file.read_text().replace("Berries", "Carrots"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    _, after = asked(cache, folder)
    assert "Carrots" in headlines(after)


@pytest.mark.usefixtures("_settled")
def test_a_file_put_back_in_time_is_read_again(folder: Path, cache: Path) -> None:
    """Size and modification time can be made what they were; the time of that cannot."""
    asked(cache, folder)
    file = folder / "berries.txt"
    status = file.stat()
    file.write_text(file.read_text().replace("Berries", "Carrots"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    _, after = asked(cache, folder)
    assert "Carrots" in headlines(after)


@pytest.mark.usefixtures("_settled")
def test_a_modification_time_in_the_future_is_no_reason_to_read_again(
    folder: Path, cache: Path
) -> None:
    os.utime(folder / "berries.txt", (4e9, 4e9))
    asked(cache, folder)
    times = read_times(cache)
    asked(cache, folder)
    assert read_times(cache) == times


# What is kept


def test_two_sets_of_sources_have_two_indexes(folder: Path, cache: Path) -> None:
    asked(cache, folder)
    _, articles = asked(cache, folder / "cherries.txt")
    assert [article.number for article in articles] == [1]
    assert len(list(cache.glob("*.db"))) == 2


def test_the_same_sources_in_another_order_share_an_index(folder: Path, cache: Path) -> None:
    one, other = folder / "apples.txt", folder / "berries.txt"
    asked(cache, one, other)
    asked(cache, other, one)
    assert len(list(cache.glob("*.db"))) == 1


def test_a_deleted_index_is_built_anew(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    for file in cache.iterdir():
        file.unlink()
    archive, after = asked(cache, folder)
    assert after == before
    assert not archive.warnings


def test_an_index_that_is_none_is_built_anew_with_one_warning(folder: Path, cache: Path) -> None:
    archive, before = asked(cache, folder)
    archive.close()
    (file,) = cache.glob("*.db")
    file.write_bytes(b"no index at all" * 1000)
    archive, after = asked(cache, folder)
    assert after == before
    assert len(archive.warnings) == 1


def test_an_article_that_is_not_as_it_was_written_is_never_shown(folder: Path, cache: Path) -> None:
    _, before = asked(cache, folder)
    (file,) = cache.glob("*.db")
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "UPDATE texts SET body = (SELECT body FROM texts WHERE number = 1) WHERE number = 2"
        )
    archive = Archive([folder], cache)
    assert archive.article(2) == before[1]
    assert len(archive.warnings) == 1


def test_without_a_cache_folder_everything_works_with_one_warning(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    archive, articles = asked(file / "cache", folder)
    assert len(articles) == 3
    assert [hit.article.number for hit in archive.search("cherries")] == [3]
    assert len(archive.warnings) == 1


def without_privileges() -> None:
    """Leave this process with no more rights to files than their owner has, if it is root's."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def as_anybody(*arguments: str, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run newscli as someone who may not read and write everything, as root may."""
    return subprocess.run(
        [sys.executable, "-m", "newscli", *arguments],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        preexec_fn=without_privileges,
        capture_output=True,
        text=True,
        check=False,
    )


@as_others_see_it
def test_a_cache_folder_that_cannot_be_written_is_one_warning(folder: Path, cache: Path) -> None:
    cache.mkdir(mode=0o555)
    run = as_anybody("list", "--from", str(folder), cache=cache)
    assert run.stdout.count("\n") == 3
    assert run.stderr.count("\n") == 1
    assert "index cannot be kept" in run.stderr
    assert run.returncode == 0


@as_others_see_it
def test_what_cannot_be_read_is_told_and_the_rest_loaded(folder: Path, cache: Path) -> None:
    (folder / "berries.txt").chmod(0)
    closed = folder / "closed"
    closed.mkdir()
    (closed / "dates.txt").write_text(text("Dates"))
    closed.chmod(0)
    for _ in range(2):
        run = as_anybody("list", "--from", str(folder), cache=cache)
        assert run.stdout.count("\n") == 2
        told = sorted(run.stderr.splitlines())
        assert told == [
            f"newscli: {folder / 'berries.txt'}: permission denied",
            f"newscli: {closed}: permission denied",
        ]
        assert run.returncode == 2
    (folder / "berries.txt").chmod(0o644)
    closed.chmod(0o755)
    run = as_anybody("list", "--from", str(folder), cache=cache)
    assert (run.stdout.count("\n"), run.stderr, run.returncode) == (4, "", 0)


# What is told


def test_each_thing_that_is_no_document_is_one_problem_and_the_rest_is_loaded(
    folder: Path, cache: Path
) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4")
    for _ in range(2):  # told at each answer, not only when it is first looked at
        archive, articles = asked(cache, folder)
        assert headlines(articles) == ["Apples", "Berries", "Cherries"]
        told = reasons(archive)
        assert len(archive.problems) == 5
        assert told["pipe.txt"] == told["device.txt"] == "not a regular file"
        assert told["broken.txt"] == "no such file or directory"
        assert told["loop.txt"] == "too many levels of symbolic links"
        assert "damaged" in told["cut.pdf"]
        unread = {"empty file": 1, "empty file (nothing but blanks)": 1, "binary file": 1}
        assert archive.unread == unread


def test_a_problem_that_is_mended_is_no_longer_told(folder: Path, cache: Path) -> None:
    (folder / "broken.txt").symlink_to("dates")
    (folder / "empty.txt").write_bytes(b"%PDF-1.4")
    archive, _ = asked(cache, folder)
    assert len(archive.problems) == 2
    (folder / "dates").write_text(text("Dates"))
    (folder / "empty.txt").write_text(text("Elderberries"))
    archive, articles = asked(cache, folder)
    assert not archive.problems
    assert {"Dates", "Elderberries"} < set(headlines(articles))


@pytest.mark.skipif(sys.platform == "darwin", reason="file names there are UTF-8 always")
def test_a_file_name_that_is_not_utf8_is_kept_as_it_is(folder: Path, cache: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_text(text("Coffee"))
    archive, articles = asked(cache, folder)
    assert not archive.problems
    assert [os.fsencode(a.source.path) for a in articles if a.headline.endswith("Coffee")] == [name]


def test_a_source_that_is_not_there_is_told(folder: Path, cache: Path) -> None:
    archive, articles = asked(cache, folder, folder / "missing.txt")
    assert len(articles) == 3
    assert reasons(archive) == {"missing.txt": "no such file or directory"}


def test_files_are_looked_at_once_in_a_block_that_takes_them_as_still(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Bridge opens\n\nThe bridge across the sound opened to traffic.\n")
    archive = Archive([tmp_path], None)
    with archive.still():
        assert [summary.headline for summary in archive.summaries()] == ["Bridge opens"]
        story.write_text("Bridge closes\n\nThe bridge across the sound closed in the wind.\n")
        assert archive.search("opened")
    assert archive.search("opened") == []
    with archive.still():
        assert archive.search("closed")
