"""Which documents a person means: folders, files, globs, standard input."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newscli.archive import Archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents two levels deep, with things in it that are none."""
    folder = tmp_path / "news"
    for path in ("a.txt", "b.TXT", "plain", "deep/c.text", "deep/deeper/d.md"):
        write(folder / path)
    for path in (".hidden.txt", ".git/e.txt", "deep/.f/g.txt"):
        write(folder / path)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (folder / "program.py").write_text("import os\n\nfor name in os.listdir():\n    print(name)\n")
    return folder


def write(path: Path, name: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    name = name or str(path)
    path.write_text(f"Committee Hears of It\n\nThe committee met about {name}, and no more.\n")


def documents(*paths: str | Path, cache: Path | None = None) -> list[str]:
    """The paths of the articles, as the user writes them, one article a document."""
    return [article.source.path for article in Archive(paths, cache).articles()]


def test_a_folder_is_read_with_all_below_it_but_what_is_hidden(folder: Path) -> None:
    found = [os.path.relpath(path, folder) for path in documents(folder)]
    assert found == ["a.txt", "b.TXT", "deep/c.text", "deep/deeper/d.md", "plain"]


def test_a_file_that_is_named_is_read_whatever_its_ending(folder: Path) -> None:
    write(folder / "deep/story.py")
    assert documents(folder / "deep/story.py") == [str(folder / "deep/story.py")]
    assert documents(folder / ".hidden.txt") == [str(folder / ".hidden.txt")]


def test_paths_are_shown_as_the_user_writes_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert documents("deep") == ["deep/c.text", "deep/deeper/d.md"]
    assert documents("./a.txt") == ["./a.txt"]
    assert documents("../news/deep/") == ["../news/deep/c.text", "../news/deep/deeper/d.md"]


def test_a_document_that_two_sources_name_is_one_document(folder: Path) -> None:
    assert len(documents(folder, folder / "a.txt", folder / "deep")) == 5


def test_a_glob_stands_for_the_files_that_match(folder: Path) -> None:
    assert documents(f"{folder}/*.txt") == [str(folder / "a.txt")]
    assert documents(f"{folder}/**/*.md") == [str(folder / "deep/deeper/d.md")]
    assert documents(f"{folder}/[ab].*") == [str(folder / "a.txt"), str(folder / "b.TXT")]


def test_a_glob_sees_a_file_that_comes_later(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert len(documents(f"{folder}/*.txt", cache=cache)) == 1
    write(folder / "z.txt")
    assert len(documents(f"{folder}/*.txt", cache=cache)) == 2


def test_a_folder_that_a_glob_matches_is_read_with_all_below_it(folder: Path) -> None:
    assert len(documents(f"{folder}/d*p")) == 2


def test_a_glob_without_a_match_is_a_problem(folder: Path) -> None:
    archive = Archive([f"{folder}/*.nothing"], None)
    assert list(archive.articles()) == []
    assert [problem.reason for problem in archive.problems] == ["no file matches"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    write(folder / "[a].txt")
    assert documents(folder / "[a].txt") == [str(folder / "[a].txt")]


def test_folders_linked_in_a_circle_are_read_once(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "deep" / "here").symlink_to(".")
    archive = Archive([folder], None)
    assert len(list(archive.articles())) == 5
    assert not archive.problems


def test_a_linked_folder_and_a_linked_file_are_read(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "x.txt")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "y.txt").symlink_to(tmp_path / "elsewhere" / "x.txt")
    found = [os.path.relpath(path, folder) for path in documents(folder)]
    assert found[2:] == ["deep/c.text", "deep/deeper/d.md", "link/x.txt", "plain", "y.txt"]


def test_standard_input_is_one_document_and_never_kept(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, out, err = run("list", "--from", "-", stdin="A headline here\n\nSome text follows it.\n")
    assert (code, err) == (0, "")
    assert out.split("\t")[:3] == ["1", "A headline here", "-"]
    assert not list((tmp_path / "cache").rglob("*.db"))


def test_empty_standard_input_is_a_problem(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("list", "--from", "-")
    assert (code, out) == (2, "")
    assert err == "newscli: -: not read: empty file\n"
